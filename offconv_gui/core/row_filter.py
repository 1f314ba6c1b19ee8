"""Which rows are shown: those in a state, with a problem or a text, and that columns' filters let pass."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import partial
from typing import cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from offconv_gui.core.column_filters import ColumnFilter, ColumnKey, passing
from offconv_gui.core.columns import Column
from offconv_gui.core.document import Document
from offconv_gui.core.fields import SPECS, Kind
from offconv_gui.core.grid import Mask, RowIndex
from offconv_gui.core.kinds.amounts import Amounts, AmountStatus
from offconv_gui.core.kinds.times import Times, TimeStatus
from offconv_gui.core.parallel import each
from offconv_gui.core.progress import Progress, silent
from offconv_gui.core.rules import ERRORS, PLACES, PROBLEMS, WARNINGS


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
    same: Mask = (amounts.status == AmountStatus.OK) & np.isclose(
        amounts.as_floats(), float(number), rtol=1e-15
    )
    return same
