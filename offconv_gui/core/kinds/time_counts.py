"""Numbers that count time: days as spreadsheets keep them, seconds or milliseconds since 1970 as programs do.

They are no accepted form of a time, since nothing in a number says what it counts. Where a person says that
it is a time, its size tells which: between 2000 and 2100 the three ranges lie far apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

import pyarrow as pa

from offconv_gui.core.choices import UTC, DateOrder
from offconv_gui.core.kinds import times
from offconv_gui.core.kinds.time_text import NO_TIME

_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001  (of the 1900 date system, from March 1900 on; on local clocks)
_DAYS = range(36_526, 73_415)  # 2000 to 2100
_YEAR_2000 = 946_684_800
_DAY_NUMBER = re.compile(r"\s*(\d{5})(?:[.,](\d+))?\s*")


def counted(texts: Sequence[str]) -> list[str | None]:
    """The times that these numbers count, in ISO 8601; None for a text that is none such.

    Seconds and milliseconds are in UTC and come with `Z`; days are local and come without, a whole day as a
    date alone.
    """
    column = pa.array(texts, pa.large_string())
    found = [_of_days(text) for text in texts]
    for unit in ("seconds", "milliseconds"):
        read = times.resolve(times.parse(column, unit), DateOrder.AUTO, UTC)
        for place, moment in enumerate(read.utc.tolist()):
            if (
                found[place] is None
                and moment != NO_TIME
                and moment >= _YEAR_2000
                and _is_number(texts[place])
            ):
                found[place] = times.show(moment).replace(" ", "T") + "Z"
    return found


def _is_number(text: str) -> bool:
    return text.strip().replace(".", "", 1).replace(",", "", 1).isdecimal()


def _of_days(text: str) -> str | None:
    number = _DAY_NUMBER.fullmatch(text)
    if number is None or int(number[1]) not in _DAYS:
        return None
    seconds = round(float(f"0.{number[2] or 0}") * 86_400)
    moment = _DAY_ZERO + timedelta(days=int(number[1]), seconds=seconds)
    return moment.isoformat(sep=" ") if seconds else moment.date().isoformat()
