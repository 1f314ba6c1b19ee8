"""Rules about the conversion time: the service takes UTC only, and says nothing of a time an hour off."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from offconv_gui.core import fixes
from offconv_gui.core.choices import Context, DateOrder
from offconv_gui.core.evidence import Proof
from offconv_gui.core.fields import Field
from offconv_gui.core.grid import Mask, RowIndex
from offconv_gui.core.issues import Severity
from offconv_gui.core.kinds import times, zones
from offconv_gui.core.kinds.time_suggestions import suggested
from offconv_gui.core.kinds.times import Times, TimeStatus
from offconv_gui.core.kinds.zone_candidates import candidates
from offconv_gui.core.kinds.zones import Seconds
from offconv_gui.core.messages import QT_TRANSLATE_NOOP, Message
from offconv_gui.core.rules.base import (
    DAY,
    LEAVE_OUT,
    AnyRule,
    Ask,
    Asked,
    Example,
    Fix,
    RowRule,
    View,
    utc_of,
)

if TYPE_CHECKING:
    from offconv_gui.core.document import Document
    from offconv_gui.core.edits import Edit

OLDEST_DAYS = 90
"""A conversion older than this is refused (Microsoft Advertising docs, bulk offline-conversion)."""

SOON_DAYS = 7
MONTHS = 12

_USE_OWN_ZONE = QT_TRANSLATE_NOOP("fixes", "Convert to UTC")
_MOVE_ON = QT_TRANSLATE_NOOP("fixes", "Move to the next existing time")
_EARLIER = QT_TRANSLATE_NOOP("fixes", "Use the earlier time")
_LATER = QT_TRANSLATE_NOOP("fixes", "Use the later time")
_MEANT = QT_TRANSLATE_NOOP("fixes", "Use what it seems to mean")
_CHOOSE_ZONE = Fix(QT_TRANSLATE_NOOP("fixes", "Choose the time zone"), choose="zone")
_CHOOSE_ORDER = Fix(QT_TRANSLATE_NOOP("fixes", "Choose the order of dates"), choose="date_order")
_CHOOSE_TIME = Fix(QT_TRANSLATE_NOOP("fixes", "Choose a time of day"), choose="time_of_day")
_ZONE_MEANT = QT_TRANSLATE_NOOP("fixes", "Read it as {value}")


def _has_status(status: TimeStatus) -> Callable[[View, Context], Mask]:
    plain = int(status)  # compared with the enum's member, every byte of the column is widened to eight

    def test(view: View, context: Context) -> Mask:
        return view.times().status == plain

    return test


def _future(view: View, context: Context) -> Mask:
    when = view.times()
    return (when.status == TimeStatus.OK) & (when.utc > context.now)


def _too_old(view: View, context: Context) -> Mask:
    when = view.times()
    return (when.status == TimeStatus.OK) & (when.utc < context.now - OLDEST_DAYS * DAY)


def _expires_soon(view: View, context: Context) -> Mask:
    when, oldest = view.times(), context.now - OLDEST_DAYS * DAY
    return (when.status == TimeStatus.OK) & (when.utc >= oldest) & (when.utc <= oldest + SOON_DAYS * DAY)


def _date_only(view: View, context: Context) -> Mask:
    when = view.times()
    if context.choices.time_of_day is not None:
        return view.none()
    return when.date_only & (when.status == TimeStatus.OK)


def _typed(document: Document, rows: RowIndex) -> Times:
    part = document.readings.typed[Field.TIME].take(rows)
    assert isinstance(part, Times)
    return part


def _in_utc(document: Document, row: int) -> Mapping[str, object]:
    return {"utc": times.show(utc_of(document, row))}


def _expiry(document: Document, row: int) -> Mapping[str, object]:
    utc = utc_of(document, row)
    return {"utc": times.show(utc), "expires": times.show(utc + OLDEST_DAYS * DAY)}


def _zones(document: Document, row: int) -> Mapping[str, object]:
    written = times.zone_text(document.table.cell(Field.TIME, row))
    place = zones.place_of(document.choices.zone or "")
    return {"zone": written, "file_zone": place, "utc": times.show(utc_of(document, row))}


def _as_utc(document: Document, rows: RowIndex, texts: list[str]) -> list[str]:
    """The instants by the times' own zones; of repeated ones the earlier, of skipped ones the next."""
    return _written(_typed(document, rows).utc, _parsed(document, rows))


def _as_later_utc(document: Document, rows: RowIndex, texts: list[str]) -> list[str]:
    parsed, choices = _parsed(document, rows), document.choices
    meanings = dict(choices.zone_meanings)
    later = times.second_instants(parsed, _typed(document, rows), choices.zone, meanings)
    return _written(later, parsed)


def _parsed(document: Document, rows: RowIndex) -> times.ParsedTimes:
    part = document.readings.parsed[Field.TIME].take(rows)
    assert isinstance(part, times.ParsedTimes)
    return part


def _written(utc: Seconds, parsed: times.ParsedTimes) -> list[str]:
    """Instants as cells. What proved the column's order of day and month goes on doing so where it can:

    else a fix of some rows might make others unclear that it does not touch.
    """
    return [_in_utc_text(times.show(at), proof) for at, proof in zip(utc.tolist(), parsed.proof, strict=True)]


def _in_utc_text(shown: str, proof: int) -> str:
    date, clock = shown.split(" ")
    year, month, day = date.split("-")
    if proof == Proof.FIRST and int(day) > MONTHS:
        return f"{day}/{month}/{year} {clock}Z"
    if proof == Proof.SECOND and int(day) > MONTHS:
        return f"{month}/{day}/{year} {clock}Z"
    return f"{date}T{clock}Z"


def _rewriting(label: str, rewrite: fixes.Rewrite, safe: bool = False) -> Fix:
    return Fix(label, fixes.rewriting(label, Field.TIME, rewrite), safe)


def _seeming(document: Document, rows: RowIndex, texts: list[str]) -> list[str]:
    return [suggested(text) or text for text in texts]


def _zone_words(document: Document, rows: RowIndex) -> dict[str, RowIndex]:
    """The rows by the zone word in their times, in capital letters."""
    texts = document.table.columns[Field.TIME].cells(rows).text.to_pylist()
    words = np.array([times.zone_text(text).upper() for text in texts], np.object_)
    return {word: rows[words == word] for word in dict.fromkeys(words.tolist()) if word}


def _zones_offered(document: Document, rows: RowIndex) -> tuple[str, ...]:
    words = _zone_words(document, rows)
    return candidates(next(iter(words))) if len(words) == 1 else ()


def _meant(document: Document, rows: RowIndex, zone: str) -> Edit | None:
    """Settle what a word means, for every time that carries it."""
    words = list(_zone_words(document, rows))
    if len(words) != 1:
        return None
    meanings = {**dict(document.choices.zone_meanings), words[0]: zone}
    title = Message(_ZONE_MEANT, {"value": zone})
    return fixes.choosing(title, document, zone_meanings=tuple(sorted(meanings.items())))


_ASK_ZONE = Fix(
    QT_TRANSLATE_NOOP("fixes", "Say which zone is meant"),
    ask=Ask(Asked.ZONE, _ZONE_MEANT, _zone_words, _zones_offered, _meant),
)


def _cell(text: str, **choices: object) -> Example:
    return Example({Field.TIME: text}, choices)


_NEW_YORK = "America/New_York"
_GOOD = _cell("2026-11-05T14:30:00Z")

RULES: tuple[AnyRule, ...] = (
    RowRule(
        id="time-missing",
        severity=Severity.ERROR,
        field=Field.TIME,
        reads=(Field.TIME,),
        title=QT_TRANSLATE_NOOP("rules", "No conversion time"),
        message=QT_TRANSLATE_NOOP("rules", "This row has no conversion time."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Microsoft Advertising refuses a conversion without its time. Enter when the deal was won, "
            "or leave the row out.",
        ),
        bad=(_cell(""), _cell("   ")),
        good=(_GOOD,),
        service_error=5608,
        test=_has_status(TimeStatus.BLANK),
        fix=LEAVE_OUT,
    ),
    RowRule(
        id="time-unreadable",
        severity=Severity.ERROR,
        field=Field.TIME,
        reads=(Field.TIME,),
        title=QT_TRANSLATE_NOOP("rules", "Not a date and time"),
        message=QT_TRANSLATE_NOOP("rules", "“{value}” is not a date and time, or not one that exists."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Microsoft Advertising would refuse this row. Enter the time like 2026-11-05 14:30, or "
            "leave the row out.",
        ),
        bad=(
            _cell("last week"),
            _cell("31/02/2026 10:00"),
            _cell("2026-11-05 25:00"),
            _cell("45631.0"),
            _cell("won on 5 November 2026 at 14:30"),
        ),
        good=(_GOOD,),
        service_error=5607,
        test=_has_status(TimeStatus.UNREADABLE),
        fix=LEAVE_OUT,
        more=(_rewriting(_MEANT, _seeming),),
    ),
    RowRule(
        id="time-order-unclear",
        severity=Severity.ERROR,
        field=Field.TIME,
        reads=(Field.TIME,),
        title=QT_TRANSLATE_NOOP("rules", "Day and month unclear"),
        message=QT_TRANSLATE_NOOP("rules", "In “{value}” day and month cannot be told apart."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Read the wrong way round, the sale would be booked months off. No other date in the column "
            "shows which way is meant: choose the order of dates above the table.",
        ),
        bad=(_cell("05/11/2026 14:30", zone="UTC"),),
        good=(
            _cell("05/11/2026 14:30", zone="UTC", date_order=DateOrder.DMY),
            _cell("18/11/2026 14:30", zone="UTC"),
        ),
        test=_has_status(TimeStatus.ORDER_UNCLEAR),
        fix=_CHOOSE_ORDER,
    ),
    RowRule(
        id="time-zone-missing",
        severity=Severity.ERROR,
        field=Field.TIME,
        reads=(Field.TIME,),
        title=QT_TRANSLATE_NOOP("rules", "No time zone"),
        message=QT_TRANSLATE_NOOP("rules", "“{value}” does not say which time zone it is in."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Microsoft Advertising needs the time in UTC. Choose the time zone of the file above the table: "
            "usually the one your CRM shows times in.",
        ),
        bad=(_cell("2026-11-05 14:30", zone=None), _cell("2026-11-05 14:30", zone="own")),
        good=(_cell("2026-11-05 14:30", zone=_NEW_YORK), _cell("2026-11-05T14:30:00Z", zone=None)),
        test=_has_status(TimeStatus.ZONE_MISSING),
        fix=_CHOOSE_ZONE,
    ),
    RowRule(
        id="time-zone-unknown",
        severity=Severity.ERROR,
        field=Field.TIME,
        reads=(Field.TIME,),
        title=QT_TRANSLATE_NOOP("rules", "Time zone unclear"),
        message=QT_TRANSLATE_NOOP("rules", "“{zone}” may mean several time zones, or none that is known."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Taken for the wrong zone, the sale would be hours off and might not be counted. Say which zone "
            "is meant, or write the difference from UTC instead, like +01:00.",
        ),
        bad=(_cell("2026-11-05 14:30 CST"), _cell("2026-11-05 14:30 XYZ")),
        good=(_cell("2026-11-05 14:30 EST", zone=_NEW_YORK), _cell("2026-11-05 14:30 +01:00", zone=None)),
        test=_has_status(TimeStatus.ZONE_UNKNOWN),
        details=_zones,
        fix=_ASK_ZONE,
        more=(LEAVE_OUT,),
    ),
    RowRule(
        id="time-zone-conflict",
        severity=Severity.ERROR,
        field=Field.TIME,
        reads=(Field.TIME,),
        title=QT_TRANSLATE_NOOP("rules", "Time zone differs from file"),
        message=QT_TRANSLATE_NOOP(
            "rules",
            "This time carries its own time zone ({zone}), but the file was opened as {file_zone} time.",
        ),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Microsoft Advertising needs UTC, and the two zones give different times. By its own zone it is "
            "{utc} in UTC: use that, or correct the time.",
        ),
        bad=(_cell("2026-11-05 14:30 GMT+10", zone=_NEW_YORK),),
        good=(
            _cell("2026-11-05T14:30:00-05:00", zone=_NEW_YORK),
            _cell("2026-11-05T14:30:00Z", zone=_NEW_YORK),
            _cell("2026-11-05 14:30 GMT+10", zone=None),
        ),
        test=_has_status(TimeStatus.ZONE_CONFLICT),
        details=_zones,
        fix=_rewriting(_USE_OWN_ZONE, _as_utc, safe=True),
        more=(_CHOOSE_ZONE,),
    ),
    RowRule(
        id="time-ambiguous",
        severity=Severity.ERROR,
        field=Field.TIME,
        reads=(Field.TIME,),
        title=QT_TRANSLATE_NOOP("rules", "Happens twice (clock change)"),
        message=QT_TRANSLATE_NOOP("rules", "“{value}” happened twice: the clocks went back that night."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "The two moments are different times in UTC, and nothing says which is meant. Choose the earlier "
            "or the later one, or write the time with its difference from UTC, like -04:00.",
        ),
        bad=(_cell("2026-11-01 01:30", zone=_NEW_YORK),),
        good=(_cell("2026-11-01 01:30 -04:00", zone=_NEW_YORK), _cell("2026-11-01 02:30", zone=_NEW_YORK)),
        test=_has_status(TimeStatus.AMBIGUOUS),
        fix=_rewriting(_EARLIER, _as_utc),
        more=(_rewriting(_LATER, _as_later_utc), LEAVE_OUT),
    ),
    RowRule(
        id="time-nonexistent",
        severity=Severity.ERROR,
        field=Field.TIME,
        reads=(Field.TIME,),
        title=QT_TRANSLATE_NOOP("rules", "Time that never was (clock change)"),
        message=QT_TRANSLATE_NOOP("rules", "“{value}” never happened: the clocks went forward over it."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "There is no such moment in the chosen zone, so the time or the zone is wrong. Move it to "
            "the next existing time ({utc} in UTC), or correct it.",
        ),
        bad=(_cell("2026-10-04 02:30", zone="Australia/Sydney"),),
        good=(_cell("2026-10-04 03:30", zone="Australia/Sydney"),),
        test=_has_status(TimeStatus.NONEXISTENT),
        details=_in_utc,
        fix=_rewriting(_MOVE_ON, _as_utc),
        more=(LEAVE_OUT,),
    ),
    RowRule(
        id="time-future",
        severity=Severity.ERROR,
        field=Field.TIME,
        reads=(Field.TIME,),
        title=QT_TRANSLATE_NOOP("rules", "In the future"),
        message=QT_TRANSLATE_NOOP("rules", "{utc} in UTC has not come yet."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Microsoft Advertising refuses a conversion in the future. If many rows are only hours "
            "ahead, the time zone of the file is probably another one.",
        ),
        bad=(_cell("2026-11-24T00:00:01Z"), _cell("2027-01-01T00:00:00Z")),
        good=(_cell("2026-11-24T00:00:00Z"),),
        service_error=5614,
        test=_future,
        details=_in_utc,
        fix=LEAVE_OUT,
        more=(_CHOOSE_ZONE,),
    ),
    RowRule(
        id="time-too-old",
        severity=Severity.ERROR,
        field=Field.TIME,
        reads=(Field.TIME,),
        title=QT_TRANSLATE_NOOP("rules", "Older than 90 days"),
        message=QT_TRANSLATE_NOOP("rules", "{utc} in UTC is more than 90 days ago."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Microsoft Advertising counts conversions of the last 90 days only and would refuse this row. "
            "Leave it out, and upload at least once a week.",
        ),
        bad=(_cell("2026-08-25T23:59:59Z"),),
        good=(_cell("2026-08-26T00:00:00Z"),),
        service_error=5609,
        test=_too_old,
        details=_in_utc,
        fix=LEAVE_OUT,
    ),
    RowRule(
        id="time-expires-soon",
        severity=Severity.WARNING,
        field=Field.TIME,
        reads=(Field.TIME,),
        title=QT_TRANSLATE_NOOP("rules", "Expires within 7 days"),
        message=QT_TRANSLATE_NOOP("rules", "This row can be uploaded until {expires} in UTC only."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Microsoft Advertising counts conversions of the last 90 days only. Upload before then, or the "
            "sale is not counted.",
        ),
        bad=(_cell("2026-08-26T00:00:00Z"), _cell("2026-09-02T00:00:00Z")),
        good=(_cell("2026-09-02T00:00:01Z"),),
        test=_expires_soon,
        details=_expiry,
    ),
    RowRule(
        id="time-date-only",
        severity=Severity.WARNING,
        field=Field.TIME,
        reads=(Field.TIME,),
        title=QT_TRANSLATE_NOOP("rules", "No time of day"),
        message=QT_TRANSLATE_NOOP("rules", "“{value}” has no time of day: midnight is used, {utc} in UTC."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "A sale on the day of the click may then seem earlier than the click and not be counted. Export "
            "the time of day too, if your CRM knows it, or choose one for the whole column.",
        ),
        bad=(_cell("2026-11-05", zone=_NEW_YORK),),
        good=(_cell("2026-11-05", zone=_NEW_YORK, time_of_day=43_200), _GOOD),
        test=_date_only,
        details=_in_utc,
        fix=_CHOOSE_TIME,
    ),
)
