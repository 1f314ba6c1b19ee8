"""Times: from the text in a cell to the second in UTC that is uploaded, whole columns at a time.

`parse` finds what the text says, `resolve` what that means under the choices made for the file. Neither
guesses: a value that can be read in two ways, or falls into an hour that a zone's clocks repeat or skip, gets
a status that says so. This module is all that others need; its parts are the `time_...` modules beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from offconv_gui.core.choices import DateOrder
from offconv_gui.core.evidence import Proof
from offconv_gui.core.kinds.time_parsing import Unix, parse
from offconv_gui.core.kinds.time_resolving import resolve, second_instants
from offconv_gui.core.kinds.time_shapes import shape
from offconv_gui.core.kinds.time_text import NO_TIME, show, write
from offconv_gui.core.kinds.time_values import ParsedTimes, Times, TimeStatus

__all__ = [
    "NO_TIME",
    "ParsedTimes",
    "TimeStatus",
    "Times",
    "Unix",
    "parse",
    "possible_dates",
    "read",
    "resolve",
    "second_instants",
    "show",
    "write",
    "zone_text",
]

_EPOCH: Final = date(1970, 1, 1)
_DIGITS: Final = str.maketrans("123456789", "0" * 9)


def read(
    text: Any,
    order: DateOrder,
    zone: str | None,
    time_of_day: int | None = None,
    zone_meanings: Mapping[str, str] | None = None,
) -> Times:
    """`parse` and `resolve` in one."""
    return resolve(parse(text), order, zone, time_of_day, zone_meanings)


def possible_dates(parsed: ParsedTimes) -> list[date]:
    """The dates that the first value can stand for, day-first, month-first and year-first; none twice."""
    orders = ((Proof.FIRST, parsed.dmy), (Proof.SECOND, parsed.mdy), (Proof.THIRD, parsed.ymd))
    days = [int(day[0]) for bit, day in orders if parsed.proof[0] & bit]
    return [_EPOCH + timedelta(days=day) for day in dict.fromkeys(days)]


def zone_text(text: str) -> str:
    """The zone as it is written in one cell ("GMT+10", "CST"); "" where there is none or no time is read."""
    found = shape(text.translate(_DIGITS))
    return text[found.zone.start : found.zone.stop] if found else ""
