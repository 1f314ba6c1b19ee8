"""One time being edited: what a typed text would mean, and how another moment is written in its way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC as UTC_CLOCK
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from offconv_gui.core.choices import OWN_ZONE, UTC, Choices, DateOrder
from offconv_gui.core.evidence import Proof, is_unclear
from offconv_gui.core.kinds import times, zones
from offconv_gui.core.kinds.time_columns import DAY, NO_CLOCK, NO_DAY
from offconv_gui.core.kinds.time_layouts import DateParts, Shape, Span
from offconv_gui.core.kinds.time_shapes import shape
from offconv_gui.core.kinds.time_values import ParsedTimes, TimeStatus
from offconv_gui.core.messages import QT_TRANSLATE_NOOP, Message, shortened

if TYPE_CHECKING:
    from offconv_gui.core.document import Document
    from offconv_gui.core.fields import Field

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC_CLOCK)
_DIGITS = str.maketrans("123456789", "0" * 9)
_HALF = re.compile(rb"([ap])(?=\.? ?m)", re.IGNORECASE)
_NOON = 12


@dataclass(frozen=True)
class TimeColumn:
    """How the other cells of a column are read. `order` is the one in effect, AUTO where nobody knows it.

    `settled`: a date that could be read in two orders may stand here, for somebody chose the order, or rows
    besides the edited one prove it.
    """

    order: DateOrder
    settled: bool
    choices: Choices


@dataclass(frozen=True)
class TimeMeaning:
    """What a text means.

    `local` is its date and time on the clock it was written by, in seconds since 1970, None where no date is
    read; `date_only`: it has no time of day. `utc` are the instants it may stand for, in seconds since
    1970-01-01T00:00Z: one, two where clocks go back, none where it is not known. `zone` is the table's.
    """

    text: str
    status: TimeStatus
    local: int | None
    date_only: bool
    own_zone: bool
    utc: tuple[int, ...]
    zone: str | None

    @property
    def sure(self) -> bool:
        """The text stands for one instant."""
        return self.status is TimeStatus.OK

    def zone_in_words(self) -> Message:
        """By which clock the time is meant."""
        if self.own_zone:
            template = QT_TRANSLATE_NOOP("columns", "By the zone in the text: {zone}")
            return Message(template, {"zone": _zone_of(self.text)})
        if self.zone is None:
            return Message(QT_TRANSLATE_NOOP("columns", "No time zone is chosen for this table"))
        if self.zone == OWN_ZONE:
            return Message(
                QT_TRANSLATE_NOOP("columns", "Write the zone behind the time, such as -05:00 or Z")
            )
        if self.zone == UTC:
            return Message(QT_TRANSLATE_NOOP("columns", "In UTC, the zone chosen for this table"))
        words = QT_TRANSLATE_NOOP("columns", "By the clocks of {place}, the zone chosen for this table")
        place = zones.place_of(self.zone)
        if self.utc and self.local is not None and self.status is not TimeStatus.NONEXISTENT:
            offset = int(zones.zone(self.zone).offset_at(np.array(self.utc[:1], np.int64))[0])
            place = f"{place} ({zones.offset_label(offset)})"
        return Message(words, {"place": place})

    def result_in_words(self) -> Message:
        """The time that will be uploaded, or why there is none."""
        shown = [times.show(utc) for utc in self.utc]
        values = {"utc": shown[0] if shown else "", "later": shown[-1] if shown else ""}
        if self.status is TimeStatus.OK and self.date_only:
            return Message(QT_TRANSLATE_NOOP("columns", "{utc} UTC, for want of a time of day"), values)
        values["text"] = shortened(self.text.strip())
        values["zone"] = _zone_of(self.text)
        return Message(_RESULTS[self.status], values)


_RESULTS: Mapping[TimeStatus, str] = MappingProxyType(
    {
        TimeStatus.OK: QT_TRANSLATE_NOOP("columns", "{utc} UTC"),
        TimeStatus.BLANK: QT_TRANSLATE_NOOP("columns", "No time yet"),
        TimeStatus.UNREADABLE: QT_TRANSLATE_NOOP("columns", "“{text}” is not a date and time"),
        TimeStatus.ORDER_UNCLEAR: QT_TRANSLATE_NOOP(
            "columns", "Can be read as several dates: begin with the year, in four digits"
        ),
        TimeStatus.ZONE_MISSING: QT_TRANSLATE_NOOP(
            "columns", "Not known in UTC until a time zone is chosen above the table"
        ),
        TimeStatus.ZONE_UNKNOWN: QT_TRANSLATE_NOOP("columns", "“{zone}” can stand for several zones"),
        TimeStatus.ZONE_CONFLICT: QT_TRANSLATE_NOOP(
            "columns", "{utc} UTC by its own zone, which is not that of the table"
        ),
        TimeStatus.AMBIGUOUS: QT_TRANSLATE_NOOP(
            "columns", "Happens twice, as clocks go back: {utc} or {later} UTC"
        ),
        TimeStatus.NONEXISTENT: QT_TRANSLATE_NOOP(
            "columns", "Is skipped as clocks go forward: the next time there is, is {utc} UTC"
        ),
    }
)


def time_column(document: Document, field: Field, row: int) -> TimeColumn:
    """How the cells of a time field are read in this document, for an edit of the row at this position."""
    choices, found = document.choices, document.readings.evidence.get(field)
    if choices.date_order is not DateOrder.AUTO:
        return TimeColumn(choices.date_order, True, choices)
    proved = found.proved if found is not None else None
    if found is None or not isinstance(proved, DateOrder):
        return TimeColumn(DateOrder.AUTO, False, choices)
    others = found.proved_by > 1 or found.example_row != row
    return TimeColumn(proved, others, choices)


def now_on_clocks(document: Document) -> int:
    """The moment at which the document is judged, in whole minutes on the clocks of its zone."""
    now, zone = document.now, document.choices.zone
    offset = 0
    if zone is not None and zones.is_zone(zone):
        offset = int(zones.zone(zone).offset_at(np.array([now], np.int64))[0])
    return (now + offset) // 60 * 60


def understand(text: str, column: TimeColumn) -> TimeMeaning:
    """What a text would mean as a cell of the column."""
    parsed, choices = times.parse(pa.array([text], pa.large_string())), column.choices
    meanings = dict(choices.zone_meanings)
    read = times.resolve(
        parsed,
        column.order,
        choices.zone,
        choices.time_of_day,
        meanings,
        own_zone_holds=choices.zone_from_file,
    )
    status = TimeStatus(int(read.status[0]))
    utc: tuple[int, ...] = (int(read.utc[0]),) if read.utc[0] != times.NO_TIME else ()
    if status is TimeStatus.AMBIGUOUS:
        utc += (int(times.second_instants(parsed, read, choices.zone, meanings)[0]),)
    date_only = bool(read.date_only[0])
    local = _local(parsed, column.order, choices.time_of_day or 0)
    return TimeMeaning(text, status, local, date_only, bool(read.own_zone[0]), utc, choices.zone)


def _local(parsed: ParsedTimes, order: DateOrder, time_of_day: int) -> int | None:
    """The date and time as they are written, in the order in effect."""
    if parsed.state[0] != TimeStatus.OK or (order is DateOrder.AUTO and is_unclear(parsed.proof)[0]):
        return None
    alone = {Proof.SECOND: DateOrder.MDY, Proof.THIRD: DateOrder.YMD}.get(parsed.proof[0], DateOrder.DMY)
    days = {DateOrder.DMY: parsed.dmy, DateOrder.MDY: parsed.mdy, DateOrder.YMD: parsed.ymd}
    day = int(days[alone if order is DateOrder.AUTO else order][0])
    if day == NO_DAY:
        return None
    second = int(parsed.second[0])
    return day * DAY + (time_of_day if second == NO_CLOCK else second)


def _zone_of(text: str) -> str:
    return "UTC" if times.zone_text(text).upper() == "Z" else times.zone_text(text)


# -- Writing ------------------------------------------------------------------------------------------------


def rewritten(text: str, local: int, column: TimeColumn) -> str:
    """The cell with another date and time (as `TimeMeaning.local`), by the clock it was written by.

    The cell keeps its own way of writing where the result is read as meant, also should it be the only one of
    its column; else it is written with the year first.
    """
    before = understand(text, column)
    if before.local == local:
        return text
    zone = f" {times.zone_text(text)}" if before.own_zone else ""
    if not zone and column.choices.zone == OWN_ZONE:
        zone = " UTC"
    year_first = f"{_moment(local):%Y-%m-%d %H:%M:%S}"
    for candidate in (*_in_its_way(text, before, local, column), f"{year_first}{zone}"):
        if _is_read_as(candidate, local, before, column):
            return candidate
    return year_first


def _moment(local: int) -> datetime:
    return _EPOCH + timedelta(seconds=local)


def _is_read_as(text: str, local: int, before: TimeMeaning, column: TimeColumn) -> bool:
    """Whether a text has this date and time, and the zone of the one before it, beyond doubt."""
    alone = column if column.settled else TimeColumn(DateOrder.AUTO, False, column.choices)
    return all(
        read.local == local and (before.local is None or read.own_zone == before.own_zone)
        for read in (understand(text, column), understand(text, alone))
    )


def _in_its_way(text: str, before: TimeMeaning, local: int, column: TimeColumn) -> Iterator[str]:
    """The text with other digits; nothing where more than digits would have to change."""
    found = shape(text.translate(_DIGITS))
    if found is None or before.local is None:
        return
    then, now = _moment(before.local), _moment(local)
    another_day = then.date() != now.date()
    if (another_day and found.weekday >= 0) or (found.month and then.month != now.month):
        return
    if not found.layout.clock and then.time() != now.time():
        return
    spans = [*_date_digits(found, now, column.order), *_clock_digits(found, now)]
    written = text.encode()
    for span, number in sorted(spans, key=lambda pair: pair[0], reverse=True):
        digits = str(number).zfill(span.stop - span.start).encode()
        written = written[: span.start] + digits + written[span.stop :]
    if found.half:
        written = _HALF.sub(lambda half: _like(half[1], b"p" if now.hour >= _NOON else b"a"), written)
    yield written.decode()


def _date_digits(found: Shape, now: datetime, order: DateOrder) -> Iterator[tuple[Span, int]]:
    year, month, day = now.year, now.month, now.day
    parts = (year, month, day)
    if found.layout.parts is not DateParts.YEAR_MONTH_DAY and order is not DateOrder.YMD:
        parts = (month, day, year) if order is DateOrder.MDY else (day, month, year)
    for span, number in zip(found.layout.date, parts, strict=False):
        if span is not None:
            short = number == year and span.stop - span.start == len("26")
            yield span, number % 100 if short else number


def _clock_digits(found: Shape, now: datetime) -> Iterator[tuple[Span, int]]:
    hour = (now.hour % _NOON or _NOON) if found.half else now.hour
    for span, number in zip(found.layout.clock, (hour, now.minute, now.second), strict=False):
        if span is not None:
            yield span, number


def _like(before: bytes, letter: bytes) -> bytes:
    """The letter in the case of the one before it."""
    return letter.upper() if before.isupper() else letter
