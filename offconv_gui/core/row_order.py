"""In which order rows are shown: an index array, never a copy of rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from offconv_gui.core import text_order
from offconv_gui.core.columns import Column
from offconv_gui.core.document import Document
from offconv_gui.core.fields import SPECS, Field, Kind
from offconv_gui.core.grid import Mask, RowIndex
from offconv_gui.core.kinds.amounts import Amounts, AmountStatus
from offconv_gui.core.kinds.click_ids import ClickIds, ClickIdStatus
from offconv_gui.core.kinds.times import NO_TIME, Times, TimeStatus

Key = Field | int | None
"""What rows are sorted by: a field, the place of one of the extra columns, or None for the row number."""


def sorted_rows(document: Document, rows: RowIndex, key: Key, ascending: bool = True) -> RowIndex:
    """The rows by the values of a column: times by instant, amounts by value, all else by its text.

    Stable. What cannot be read comes behind what can, and blank cells come last, in either direction. By row
    number, rows that stand in no file come last.
    """
    ranked, order = _ranked(document, rows, key)
    values, unreadable, blank = (np.flatnonzero(ranked == rank) for rank in _RANKS)
    if ascending:
        values = values[order(values)]
    else:
        backwards = values[::-1]
        values = backwards[order(backwards)][::-1]
    result: RowIndex = rows[np.concatenate([values, unreadable, blank])]
    return result


_RANKS = (0, 1, 2)
_VALUE, _UNREADABLE, _BLANK = _RANKS

_Order = Callable[[RowIndex], RowIndex]
"""From places among the rows to the order of those places, stable and ascending."""


def _ranked(document: Document, rows: RowIndex, key: Key) -> tuple[npt.NDArray[np.uint8], _Order]:
    """For each row whether it has a value, something unreadable or nothing; and how values are ordered."""
    if key is None:
        return _numbers(document.table.row_numbers[rows], document.table.row_numbers[rows] == 0)
    if isinstance(key, int):
        return _texts(document.table.extras[key][1], rows)
    kind, reading = SPECS[key].kind, document.readings.whole(key)
    if kind is Kind.TIME:
        times = cast(Times, reading).take(rows)
        return _numbers(times.utc, times.status == TimeStatus.BLANK, times.utc == NO_TIME)
    if kind in (Kind.AMOUNT, Kind.CREDIT):
        amounts = cast(Amounts, reading).take(rows)
        blank = amounts.status == AmountStatus.BLANK
        return _numbers(amounts.as_floats(), blank, amounts.status != AmountStatus.OK)
    if kind is Kind.CLICK_ID:
        return _click_ids(cast(ClickIds, reading).take(rows))
    return _texts(document.table.columns[key], rows)


def _click_ids(ids: ClickIds) -> tuple[npt.NDArray[np.uint8], _Order]:
    ranked = np.where(ids.status == ClickIdStatus.OK, _VALUE, _UNREADABLE).astype(np.uint8)
    ranked[ids.status == ClickIdStatus.BLANK] = _BLANK

    def order(places: RowIndex) -> RowIndex:
        upper, lower = ids.hi[places], ids.lo[places]
        by_upper: RowIndex = upper.argsort(kind="stable")
        upper, lower = upper[by_upper], lower[by_upper]
        alike = bool(((upper[1:] == upper[:-1]) & (lower[1:] != lower[:-1])).any())
        return np.lexsort((ids.lo[places], ids.hi[places])).astype(np.int64) if alike else by_upper

    return ranked, order


def _numbers(
    values: npt.NDArray[np.generic], blank: Mask, unreadable: Mask | None = None
) -> tuple[npt.NDArray[np.uint8], _Order]:
    ranked = np.zeros(len(values), np.uint8)
    if unreadable is not None:
        ranked[unreadable] = _UNREADABLE
    ranked[blank] = _BLANK

    def order(places: RowIndex) -> RowIndex:
        ordered: RowIndex = values[places].argsort(kind="stable")
        return ordered

    return ranked, order


def _texts(column: Column, rows: RowIndex) -> tuple[npt.NDArray[np.uint8], _Order]:
    text = column.text()
    if not np.array_equal(rows, np.arange(len(text))):
        text = text.take(pa.array(rows))
    blank = pc.equal(pc.binary_length(text), 0).to_numpy(zero_copy_only=False)

    def order(places: RowIndex) -> RowIndex:
        whole = len(places) == len(text) and bool(len(places)) and places[0] == 0
        return text_order.order_of(text if whole else text.take(pa.array(places)))

    return np.where(blank, _BLANK, _VALUE).astype(np.uint8), order
