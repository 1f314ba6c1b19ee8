"""A way of writing times: which characters are the day, the hour, the offset, and what its words say."""

from __future__ import annotations

from enum import IntEnum
from typing import Final, NamedTuple

from offconv_gui.core.kinds.zone_marks import NO_MARK


class Span(NamedTuple):
    """The bytes from `start` up to `stop`, all of them digits."""

    start: int
    stop: int


class DateParts(IntEnum):
    """What the three spans of a layout's date are."""

    YEAR_MONTH_DAY = 0  # the month's is None where it is a word
    YEAR_LAST = 1  # day and month in an order still to be found, then a year of four digits
    TWO_DIGITS = 2  # as before, with a year of two digits; it is the first only where no date is one else
    DASHED = 3  # as before, with dashes: so ISO 8601 had the year first till 2004, and it may be the first
    UNIX = 4  # one number of seconds or milliseconds since 1970


class Layout(NamedTuple):
    """Where the digits stand: values with one layout are read together.

    `clock` is hour, minute, second (the later ones may be None), or () for a date alone. `fraction` are
    the digits after the seconds. `offset` is hours and minutes (may be None) of a numeric offset, or ().
    """

    parts: DateParts
    date: tuple[Span | None, ...]
    clock: tuple[Span | None, ...] = ()
    fraction: Span | None = None
    offset: tuple[Span | None, ...] = ()


class ZoneText(NamedTuple):
    """The zone that a text carries.

    `mark` is the zone's (see `zone_marks`); beside a numeric offset it is the zone that this offset must
    agree with. `sign` is 1 or -1 before a numeric offset, 0 without one. `start` and `stop` are its
    characters in the text.
    """

    mark: int = NO_MARK
    sign: int = 0
    start: int = 0
    stop: int = 0


class Shape(NamedTuple):
    """A layout, and what the words say: `month` is 0 and `weekday` -1 where no word does; `half` is 1 for
    am, 2 for pm."""

    layout: Layout
    month: int = 0
    weekday: int = -1
    half: int = 0
    zone: ZoneText = ZoneText()


BLANK: Final = Shape(Layout(DateParts.YEAR_MONTH_DAY, ()))
"""The shape of a cell with nothing in it but white space."""
