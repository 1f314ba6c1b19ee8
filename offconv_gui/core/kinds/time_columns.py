"""Reads the digits of all values of one shape at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from offconv_gui.core.evidence import Proof, is_unclear
from offconv_gui.core.kinds.text_shapes import Words, byte_column
from offconv_gui.core.kinds.time_layouts import DateParts, Layout, Shape, Span
from offconv_gui.core.kinds.zone_marks import (
    NO_MARK,
    UTC_MARK,
    MarkKind,
    Marks,
    kinds,
    meaning,
    offset_marks,
    offset_minutes,
)
from offconv_gui.core.kinds.zones import Zone

Days = npt.NDArray[np.uint16]
Numbers = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]

FIRST_YEAR: Final = 1970
LAST_YEAR: Final = 2100
NO_DAY: Final = 65_535
"""Stands for a date that does not exist; days count from 1970-01-01."""

NO_CLOCK: Final = -1
"""The second of the day of a date without a time."""

DAY: Final = 86_400
_END: Final = 4_133_980_800  # the first second of 2101
_CENTURY: Final = 2000
_THURSDAY: Final = 3  # 1970-01-01 was one, with Monday as 0


@dataclass(frozen=True)
class TimeColumns:
    """What texts of one layout say, one entry a text.

    `dmy`, `mdy` and `ymd` are the days since 1970-01-01 in each order of day, month and year, `NO_DAY` where
    there is no such date; where `year_last`, the last counts only if the others are none. `second` is the
    second of the day, up to and including 86,400, or `NO_CLOCK`. `mark` is the zone's (see `zone_marks`).
    Where `readable` is false the rest means nothing.
    """

    dmy: Days
    mdy: Days
    ymd: Days
    second: Numbers
    mark: Marks
    readable: Mask
    year_last: bool = False


@cache
def _day_numbers() -> Days:
    """Days since 1970-01-01 by 10,000 * (year - 1970) + 100 * month + day; `NO_DAY` where there is none."""
    numbers = np.full((LAST_YEAR - FIRST_YEAR + 1, 100, 100), NO_DAY, np.uint16)
    dates = np.arange(f"{FIRST_YEAR}-01-01", f"{LAST_YEAR + 1}-01-01", dtype="datetime64[D]")
    months = dates.astype("datetime64[M]")
    month = months.astype(np.int64)
    numbers[month // 12, month % 12 + 1, (dates - months).astype(np.int64) + 1] = dates.astype(np.int64)
    return numbers.reshape(-1)


def read_columns(
    words: list[Words], layout: Layout, shapes: list[Shape], of: npt.NDArray[Any], per_second: int = 1
) -> TimeColumns:
    """Read texts of one layout; text i has the shape `shapes[of[i]]`.

    Bare numbers are counts since 1970, `per_second` of them to a second.
    """
    if layout.parts == DateParts.UNIX:
        return _counts(words, layout, per_second)
    dmy, mdy, ymd = _dates(words, layout, shapes, of)
    second, readable = _seconds(words, layout, shapes, of)
    mark, kept = _marks(words, layout, shapes, of)
    readable &= kept & ((dmy != NO_DAY) | (mdy != NO_DAY) | (ymd != NO_DAY))
    columns = TimeColumns(dmy, mdy, ymd, second, mark, readable, layout.parts == DateParts.TWO_DIGITS)
    if layout.offset:
        readable &= _agreeing(columns, shapes, of)
    return columns


def _counts(words: list[Words], layout: Layout, per_second: int) -> TimeColumns:
    moment = _number(words, layout.date[0], np.int64) // per_second
    readable = moment < _END
    day = np.where(readable, moment // DAY, NO_DAY).astype(np.uint16)
    second = (moment % DAY).astype(np.int32)
    return TimeColumns(day, day, day, second, np.full(len(day), UTC_MARK, np.int32), readable)


def proofs(columns: TimeColumns) -> npt.NDArray[np.uint8]:
    """What each text says of the order of day, month and year: those that make different dates of it."""
    proof = np.zeros(len(columns.second), np.uint8)
    if columns.dmy is columns.ymd:
        return proof
    dmy, mdy, ymd = columns.dmy, columns.mdy, columns.ymd
    if columns.year_last:
        ymd = np.where((dmy == NO_DAY) & (mdy == NO_DAY), ymd, NO_DAY)
    orders = ((Proof.FIRST, dmy), (Proof.SECOND, mdy), (Proof.THIRD, ymd))
    for bit, day in orders:
        proof[day != NO_DAY] += np.uint8(bit)
    earliest = np.minimum(np.minimum(dmy, mdy), ymd)
    alike = is_unclear(proof)
    for _, day in orders:
        alike &= (day == earliest) | (day == NO_DAY)
    proof[alike | ~columns.readable] = Proof.NONE
    return proof


def _number(words: list[Words], span: Span | None, dtype: type[Any] = np.int32) -> npt.NDArray[Any]:
    """The numbers that the digits of a span write."""
    assert span is not None
    number = byte_column(words, span.start).astype(dtype)
    number -= ord("0")
    for position in range(span.start + 1, span.stop):
        number *= 10
        number += byte_column(words, position)
        number -= ord("0")
    return number


def _constants(shapes: list[Shape], of: npt.NDArray[Any], values: list[int]) -> Any:
    """One value a shape, spread over the texts; a plain number where all shapes share it."""
    return values[0] if len(set(values)) == 1 else np.array(values, np.int32)[of]


def _dates(
    words: list[Words], layout: Layout, shapes: list[Shape], of: npt.NDArray[Any]
) -> tuple[Days, Days, Days]:
    first, second, third = layout.date
    if layout.parts == DateParts.YEAR_MONTH_DAY:
        month = (
            _number(words, second) if second else _constants(shapes, of, [shape.month for shape in shapes])
        )
        day = _on_weekday(_days(_year(words, first), month, _number(words, third)), shapes, of)
        return day, day, day
    a, b, last = _number(words, first), _number(words, second), _year(words, third)
    dmy = _on_weekday(_days(last, b, a), shapes, of)
    mdy = _on_weekday(_days(last, a, b), shapes, of)
    if layout.parts == DateParts.YEAR_LAST or first is None or first.stop - first.start != 2:
        return dmy, mdy, np.full(len(dmy), NO_DAY, np.uint16)
    ymd = _days(a + _CENTURY, b, last - _CENTURY)
    return dmy, mdy, _on_weekday(ymd, shapes, of)


def _year(words: list[Words], span: Span | None) -> Numbers:
    year = _number(words, span)
    if span is not None and span.stop - span.start == 2:
        year += _CENTURY
    return year


def _days(year: Numbers, month: Any, day: Numbers) -> Days:
    key = (year - FIRST_YEAR) * 100
    key += month
    key *= 100
    key += day
    # Whatever is out of the table falls on its first or last entry, and neither is a date.
    return np.take(_day_numbers(), key, mode="clip")


def _on_weekday(days: Days, shapes: list[Shape], of: npt.NDArray[Any]) -> Days:
    """The days, without those that are not the weekday beside them."""
    names = [shape.weekday for shape in shapes]
    if max(names) < 0:
        return days
    named = _constants(shapes, of, names)
    wrong = (named >= 0) & ((days.astype(np.int32) + _THURSDAY) % 7 != named)
    return np.where(wrong, NO_DAY, days).astype(np.uint16)


def _seconds(
    words: list[Words], layout: Layout, shapes: list[Shape], of: npt.NDArray[Any]
) -> tuple[Numbers, Mask]:
    """The second of the day, and whether there is such a time of day."""
    if not layout.clock:
        count = len(words[0])
        return np.full(count, NO_CLOCK, np.int32), np.ones(count, np.bool_)
    hour, *smaller = layout.clock
    hours = _number(words, hour)
    second = np.zeros(len(hours), np.int32)
    below_sixty = np.ones(len(hours), np.bool_)
    for span in smaller:
        second *= 60
        if span is not None:
            number = _number(words, span)
            below_sixty &= number < 60
            second += number
    hours, real = _hours(hours, _constants(shapes, of, [shape.half for shape in shapes]))
    midnight = np.flatnonzero(hours == 24)
    if len(midnight):
        real[midnight] = second[midnight] == 0
        if layout.fraction:
            real[midnight] &= _number(words, layout.fraction)[midnight] == 0
    second += hours * 3600
    return second, real & below_sixty


def _hours(hours: Numbers, half: Any) -> tuple[Numbers, Mask]:
    """Hours of the day, and which exist; `half` is 1 for am, 2 for pm. 24 is left for the caller to judge.

    Either half of the day begins with 12. Some programs write 00 for it in the morning; 00 pm is nothing.
    """
    halved = np.asarray(half) > 0
    if not halved.any():
        return hours, hours <= 24
    after_noon = np.asarray(half) == 2
    real = np.where(halved, (hours <= 12) & ((hours > 0) | ~after_noon), hours <= 24)
    hours = np.where(halved, np.where(real, hours % 12 + 12 * after_noon, 0), hours)
    return hours.astype(np.int32), real


def _marks(
    words: list[Words], layout: Layout, shapes: list[Shape], of: npt.NDArray[Any]
) -> tuple[Marks, Mask]:
    """The zones' marks, and whether there is such an offset."""
    count = len(words[0])
    if not layout.offset:
        marks = [shape.zone.mark for shape in shapes]
        return np.zeros(count, np.int32) + _constants(shapes, of, marks), np.ones(count, np.bool_)
    hours, minutes = layout.offset
    offset = _number(words, hours) * 60
    real = np.ones(count, np.bool_)
    if minutes is not None:
        number = _number(words, minutes)
        real &= number < 60
        offset += number
    offset *= _constants(shapes, of, [shape.zone.sign for shape in shapes])
    mark, kept = offset_marks(offset)
    return mark, real & kept


def _agreeing(columns: TimeColumns, shapes: list[Shape], of: npt.NDArray[Any]) -> Mask:
    """Whether each numeric offset is that of the zone written beside it ("+01:00[Europe/Berlin]").

    A word for several zones disagrees with nothing. A date whose order is not known yet is judged in the
    first order that makes one.
    """
    agreeing = np.ones(len(of), np.bool_)
    beside = np.array([shape.zone.mark for shape in shapes], np.int32)[of]
    for mark in np.unique(beside[beside != NO_MARK]):
        rows = np.flatnonzero((beside == mark) & columns.readable)
        named = meaning(int(mark), {})
        if named is None:
            continue
        written = offset_seconds(columns.mark[rows])
        later = np.where(columns.mdy != NO_DAY, columns.mdy, columns.ymd)
        day = np.where(columns.dmy != NO_DAY, columns.dmy, later)[rows].astype(np.int64)
        moment = day * DAY + columns.second[rows] - written
        agreeing[rows] = written == (named.offset_at(moment) if isinstance(named, Zone) else named)
    return agreeing


def offset_seconds(marks: Marks) -> npt.NDArray[np.int64]:
    """The offsets from UTC, in seconds, of marks of kinds UTC and OFFSET."""
    minutes = np.where(kinds(marks) == MarkKind.UTC, 0, offset_minutes(marks))
    return minutes.astype(np.int64) * 60
