"""Instants as text: in the upload file, and in a cell."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

NO_TIME: Final = int(np.iinfo(np.int64).min)
"""Stands for an instant that is not known."""

_DAY: Final = 86_400
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_DAY: Final = -2
_DAYS: Final = 47_847 + 4  # 1970 to 2100, and what time zones may add at either end
_WRITTEN: Final = np.dtype([("date", "S10"), ("space", "S1"), ("clock", "S8")])


def write(utc: npt.NDArray[np.int64]) -> Any:
    """Instants as an upload file has them, as an Arrow large_string array: MM/DD/YYYY HH:MM:SS in UTC.

    `utc` is in seconds since 1970-01-01T00:00Z, within 1970 to 2100; `NO_TIME` gives "". This is the form
    that Microsoft's own clients send (Bing Ads Python SDK, bulk offline-conversion record).
    """
    known = utc != NO_TIME
    moments = utc if known.all() else utc[known]
    day = moments // _DAY
    texts = np.empty(len(moments), _WRITTEN)
    texts["date"] = _dates()[day - _FIRST_DAY]
    texts["space"] = b" "
    texts["clock"] = _clocks()[moments - day * _DAY]
    offsets = np.zeros(len(utc) + 1, np.int64)
    np.cumsum(known, out=offsets[1:])
    offsets *= _WRITTEN.itemsize
    return pa.LargeStringArray.from_buffers(len(utc), pa.py_buffer(offsets), pa.py_buffer(texts))


def show(utc: int) -> str:
    """One instant as a cell shows it: "2026-11-23 23:12:00" in UTC; "" for `NO_TIME`."""
    if utc == NO_TIME:
        return ""
    return f"{_EPOCH + timedelta(seconds=int(utc)):%Y-%m-%d %H:%M:%S}"


@cache
def _dates() -> npt.NDArray[np.bytes_]:
    """MM/DD/YYYY of every day that can be written."""
    days = np.arange(_FIRST_DAY, _FIRST_DAY + _DAYS).astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    month, day = months.astype(np.int64), (days - months).astype(np.int64)
    year = month // 12 + _EPOCH.year
    return _joined(month % 12 + 1, "/", day + 1, "/", year // 100, year % 100)


@cache
def _clocks() -> npt.NDArray[np.bytes_]:
    """HH:MM:SS of every second of a day."""
    second = np.arange(_DAY)
    return _joined(second // 3600, ":", second // 60 % 60, ":", second % 60)


def _joined(*parts: str | npt.NDArray[np.int64]) -> npt.NDArray[np.bytes_]:
    """Numbers below 100 in two digits each, with the marks between them."""
    count = max(len(part) for part in parts)
    columns: list[npt.NDArray[np.int64]] = []
    for part in parts:
        if isinstance(part, str):
            columns += [np.full(count, ord(mark)) for mark in part]
        else:
            columns += [part // 10 + ord("0"), part % 10 + ord("0")]
    characters = np.stack(columns, axis=1).astype(np.uint8)
    return characters.view(f"S{characters.shape[1]}")[:, 0]
