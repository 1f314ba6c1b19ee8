"""What a time in no accepted form seems to mean: an offer to a person, never a reading.

dateutil understands almost anything, and guesses where two readings are possible. So it is asked several
times, under different assumptions, and only what all of them agree on is offered.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone, tzinfo

from dateutil import parser

_LONGEST = 60
"""Characters; longer text is no time."""

_DEFAULTS = (datetime(2001, 1, 1), datetime(2004, 2, 29, 1, 1))  # noqa: DTZ001  (for what a text leaves out)
_NO_TIME_OF_DAY = {(0, 0, 0, None), (1, 1, 0, None)}
_YEARS = range(1970, 2101)


def suggested(text: str) -> str | None:
    """The time that a text seems to mean, in ISO 8601; None where it may mean several or is no time.

    A time without a zone comes back without one, a date alone without a time of day.
    """
    if not text.strip() or len(text) > _LONGEST:
        return None
    try:
        readings = {_read(text, day_first, default) for day_first in (False, True) for default in _DEFAULTS}
    except (ValueError, OverflowError, TypeError, AttributeError):
        return None
    dates = {moment.date() for moment in readings}
    times = {(moment.hour, moment.minute, moment.second, moment.utcoffset()) for moment in readings}
    if len(dates) > 1 or next(iter(dates)).year not in _YEARS:
        return None
    moment = next(iter(readings))
    if len(times) == 1:
        return moment.replace(microsecond=0).isoformat(sep="T" if moment.tzinfo else " ")
    return moment.date().isoformat() if times == _NO_TIME_OF_DAY else None


def _read(text: str, day_first: bool, default: datetime) -> datetime:
    moment = parser.parse(text, default=default, dayfirst=day_first, fuzzy=True, tzinfos=_zone)
    if not isinstance(moment, datetime):
        raise TypeError("no time")
    return moment


def _zone(name: str | None, offset: int | None) -> tzinfo | None:
    """Only a difference from UTC counts: a name would be looked up among this computer's own zones."""
    if name is None and offset is None:
        return None
    if offset is None:
        raise ValueError("a zone without its difference from UTC")
    return timezone(timedelta(seconds=offset))
