"""Which rows are shown, in which order, and where the next problem is: index arrays, never a copy of rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import partial
from typing import cast

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from offconv_gui.core import text_order
from offconv_gui.core.column_filters import ColumnFilter, ColumnKey, passing
from offconv_gui.core.columns import Column
from offconv_gui.core.document import Document
from offconv_gui.core.fields import SPECS, Field, Kind
from offconv_gui.core.grid import Mask, RowIndex
from offconv_gui.core.kinds.amounts import Amounts, AmountStatus
from offconv_gui.core.kinds.click_ids import ClickIds, ClickIdStatus
from offconv_gui.core.kinds.times import NO_TIME, Times, TimeStatus
from offconv_gui.core.parallel import each
from offconv_gui.core.progress import Progress, silent
from offconv_gui.core.rules import ERRORS, MARKS, PLACES, WARNINGS

PROBLEMS = ERRORS | WARNINGS
"""The bits that call for a person: infos do not."""

Key = Field | int | None
"""What rows are sorted by: a field, the place of one of the extra columns, or None for the row number."""

Problem = tuple[int, Field]
"""A marked cell: the position of its row in the document, and its field."""

Cell = tuple[int, Field | None]
"""Any cell; no field stands for one of the extra columns."""


class Show(Enum):
    """The states of rows by which a person narrows the table."""

    ALL = "all"
    READY = "ready"
    REVIEW = "review"
    ERRORS = "errors"
    LEFT_OUT = "left out"
    PROBLEMS = "problems"


@dataclass(frozen=True)
class RowFilter:
    """Rows in one state, and of those only the ones that a rule marks and that hold a text.

    REVIEW rows have a warning and no error, as `Counts.warnings` counts them; PROBLEMS is REVIEW and ERRORS.
    `rule` is the id of a rule, None for any. `find` is looked for in every column, letter case aside, in the
    text of the file and in the time in UTC or the amount that it is shown as. `columns` are filters of single
    columns, which rows must pass too.
    """

    show: Show = Show.ALL
    rule: str | None = None
    find: str = ""
    columns: tuple[tuple[ColumnKey, ColumnFilter], ...] = ()

    @property
    def shows_all(self) -> bool:
        return self == RowFilter()


def visible(document: Document, row_filter: RowFilter, progress: Progress = silent) -> RowIndex:
    """The positions of the rows that pass, ascending; `progress` tells of the columns searched."""
    if row_filter.shows_all:
        return np.arange(document.row_count)
    mask = _state(document, row_filter.show)
    if row_filter.rule is not None:
        mask &= document.issues.mask(1 << PLACES[row_filter.rule])
    for key, wanted in row_filter.columns:
        mask &= passing(document, key, wanted)
    needle = row_filter.find.strip()
    if needle:
        mask &= _holding(document, needle, progress)
    return np.flatnonzero(mask)


def _state(document: Document, show: Show) -> Mask:
    if show is Show.ALL:
        return np.ones(document.row_count, np.bool_)
    if show is Show.LEFT_OUT:
        return document.table.left_out.copy()
    if show is Show.ERRORS:
        return document.issues.mask(ERRORS)
    if show is Show.PROBLEMS:
        return document.issues.mask(PROBLEMS)
    sound = ~document.issues.mask(ERRORS)
    return sound & (~document.table.left_out if show is Show.READY else document.issues.mask(WARNINGS))


def _holding(document: Document, needle: str, progress: Progress) -> Mask:
    """The rows with a cell that holds the text."""
    columns = (*document.table.columns.values(), *(extra for _, extra in document.table.extras))
    searches: list[Callable[[], Mask]] = [partial(_containing, column, needle) for column in columns]
    for field in document.table.columns:
        kind, reading = SPECS[field].kind, document.readings.whole(field)
        if kind is Kind.TIME and set(needle) <= set("0123456789-: "):
            searches.append(partial(_showing_time, cast(Times, reading), needle))
        elif kind is Kind.AMOUNT:
            searches.append(partial(_worth, cast(Amounts, reading), needle))
    mask = np.zeros(document.row_count, np.bool_)
    for done, found in enumerate(each(searches, document.row_count), 1):
        progress(done, len(searches))
        mask |= found
    return mask


def _containing(column: Column, needle: str) -> Mask:
    found: Mask = pc.match_substring(column.text(), needle, ignore_case=True).to_numpy(zero_copy_only=False)
    return found


def _showing_time(times: Times, needle: str) -> Mask:
    mask = np.zeros(len(times), np.bool_)
    known = np.flatnonzero(times.status == TimeStatus.OK)
    shown = pa.array(times.utc[known], pa.timestamp("s")).cast(pa.large_string())
    mask[known] = pc.match_substring(shown, needle).to_numpy(zero_copy_only=False)
    return mask


def _worth(amounts: Amounts, needle: str) -> Mask:
    """The amounts that are the number a person looks for: "9,800.00" finds 9800."""
    try:
        number = Decimal(needle.replace(",", ""))
    except InvalidOperation:
        return np.zeros(len(amounts), np.bool_)
    if not number.is_finite():
        return np.zeros(len(amounts), np.bool_)
    same: Mask = (amounts.status == AmountStatus.OK) & np.isclose(_values(amounts), float(number), rtol=1e-15)
    return same


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
        return _numbers(_values(amounts), blank, amounts.status != AmountStatus.OK)
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


def _values(amounts: Amounts) -> npt.NDArray[np.float64]:
    result: npt.NDArray[np.float64] = amounts.mantissa / np.power(10.0, amounts.scale)
    return result


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


def next_problem(
    document: Document,
    rows: RowIndex,
    current: Cell | None,
    fields: Sequence[Field],
    forwards: bool = True,
) -> Problem | None:
    """The next marked cell in reading order from the current one on, and round again behind the last.

    `rows` and `fields` are in the order they are shown in. Without a current cell in these rows the search
    begins at the first cell, or backwards at the last. None where no cell is marked.
    """
    marked = np.flatnonzero(_marked(document, rows, fields))
    if not len(marked):
        return None
    step = 1 if forwards else -1
    place, column = _place(rows, current, fields, forwards)
    here = _fields_of(document, rows[place], fields) if 0 <= place < len(rows) else []
    ahead = [at for at in here[::step] if (at - column) * step > 0]
    if ahead:
        return int(rows[place]), fields[ahead[0]]
    at = np.searchsorted(marked, place, "right") if forwards else np.searchsorted(marked, place) - 1
    row = int(rows[marked[at % len(marked)]])
    return row, fields[_fields_of(document, row, fields)[::step][0]]


def problem_count(document: Document, rows: RowIndex, fields: Sequence[Field]) -> int:
    """How many cells of these rows (none twice) and fields are marked: the stops of `next_problem`."""
    words = [_word((field,)) for field in fields]
    if len(rows) == document.row_count:
        return sum(document.issues.count(int(word)) for word in words)
    bits = document.issues.bits[rows]
    marked = bits[(bits & _word(fields)) != 0]
    return sum(int(np.count_nonzero(marked & word)) for word in words)


def problem_number(document: Document, rows: RowIndex, current: Cell | None, fields: Sequence[Field]) -> int:
    """The number of the current cell among the marked ones, from 1 on; 0 where it is not one of them."""
    place, column = _place(rows, current, fields, True)
    if place < 0 or column not in (here := _fields_of(document, int(rows[place]), fields)):
        return 0
    return problem_count(document, rows[:place], fields) + here.index(column) + 1


def _place(rows: RowIndex, current: Cell | None, fields: Sequence[Field], forwards: bool) -> tuple[int, int]:
    """Where the current cell stands among rows and fields.

    Another column stands behind all fields; a row that is not shown before all rows, or backwards behind.
    """
    found = np.flatnonzero(rows == (-1 if current is None else current[0]))
    if current is None or not len(found):
        return (-1 if forwards else len(rows)), len(fields)
    column = fields.index(current[1]) if current[1] in fields else len(fields)
    return int(found[0]), column


def _marked(document: Document, rows: RowIndex, fields: Sequence[Field]) -> Mask:
    result: Mask = (document.issues.bits[rows] & _word(fields)) != 0
    return result


def _fields_of(document: Document, row: int, fields: Sequence[Field]) -> list[int]:
    """The places of the fields that are marked in a row, ascending."""
    bits = document.issues.word(row)
    return [at for at, field in enumerate(fields) if bits & MARKS[field] & PROBLEMS]


def _word(fields: Sequence[Field]) -> np.uint64:
    """The bits that call for a person in cells of these fields."""
    word = 0
    for field in fields:
        word |= MARKS[field] & PROBLEMS
    return np.uint64(word)
