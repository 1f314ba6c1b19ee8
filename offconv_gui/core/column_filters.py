"""Filters of single columns: by values, a text, a range, blanks, a rule, or the state of the cells."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import cast

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from offconv_gui.core.columns import TEXT
from offconv_gui.core.document import Document
from offconv_gui.core.fields import SPECS, Field, Kind
from offconv_gui.core.grid import Mask, RowIndex
from offconv_gui.core.kinds.amounts import Amounts, AmountStatus
from offconv_gui.core.kinds.times import NO_TIME, Times, TimeStatus
from offconv_gui.core.messages import QT_TRANSLATE_NOOP, Message, UserError
from offconv_gui.core.rules import ERRORS, MARKS, PLACES, WARNINGS

ColumnKey = Field | int
"""A field, or the place of one of the extra columns."""

_TIME = QT_TRANSLATE_NOOP("filters", "“{text}” is not a date.")
_TIME_HINT = QT_TRANSLATE_NOOP(
    "filters", "Write dates in UTC, as the table shows them: 2026-11-24 or 2026-11-24 14:30."
)
_AMOUNT = QT_TRANSLATE_NOOP("filters", "“{text}” is not a number.")
_AMOUNT_HINT = QT_TRANSLATE_NOOP("filters", "Write numbers as the table shows them: 1234.50.")


class CellState(Enum):
    """What is to be said of a cell, each cell in one state; READY has something in it that no rule marks."""

    READY = "ready"
    REVIEW = "to review"
    WRONG = "needs fixing"
    BLANK = "blank"


@dataclass(frozen=True)
class ColumnFilter:
    """Rows must pass all that is given. `values` are compared with `shown_values`, `text` letter case aside.

    `least` and `most` are dates in UTC or numbers, as a person writes them, both included; "" for no end.
    """

    values: frozenset[str] | None = None
    text: str = ""
    least: str = ""
    most: str = ""
    rule: str | None = None
    state: CellState | None = None

    @property
    def passes_all(self) -> bool:
        return self == ColumnFilter()


def has_range(key: ColumnKey) -> bool:
    """Its cells are times or amounts, which have an order that people think in."""
    return isinstance(key, Field) and SPECS[key].kind in (Kind.TIME, Kind.AMOUNT, Kind.CREDIT)


def passing(document: Document, key: ColumnKey, wanted: ColumnFilter) -> Mask:
    """The rows that pass. Raises `UserError` for an end of a range that is none."""
    mask = np.ones(document.row_count, np.bool_)
    if wanted.values is not None:
        values = pa.array(sorted(wanted.values), TEXT)
        mask &= _mask(pc.is_in(shown_values(document, key), value_set=values))
    if wanted.text:
        mask &= _mask(pc.match_substring(_text(document, key), wanted.text, ignore_case=True))
    if wanted.least or wanted.most:
        mask &= _between(document, key, wanted.least, wanted.most)
    if wanted.rule is not None:
        mask &= document.issues.mask(1 << PLACES[wanted.rule])
    if wanted.state is not None:
        mask &= cells_in(document, key, wanted.state)
    return mask


def shown_values(document: Document, key: ColumnKey) -> pa.Array:
    """The values of a column by which people tell rows apart: of times the day in UTC, else the text."""
    text = _text(document, key)
    if not isinstance(key, Field) or SPECS[key].kind is not Kind.TIME:
        return text
    times = cast(Times, document.readings.whole(key))
    known = times.status == TimeStatus.OK
    days = pa.array(np.where(known, times.utc, 0), pa.timestamp("s")).cast(pa.date32()).cast(TEXT)
    return pc.if_else(pa.array(known), days, text)


def counted_values(
    document: Document, key: ColumnKey, rows: RowIndex, most: int
) -> list[tuple[str, int]] | None:
    """The values that these rows have and how many have each, the most frequent first, then by their text.

    None where there are more than `most` different ones: nobody picks from such a list.
    """
    values = shown_values(document, key)
    if len(rows) != len(values):
        values = values.take(pa.array(rows))
    counted = pc.value_counts(values)
    if len(counted) > most:
        return None
    pairs = zip(counted.field("values").to_pylist(), counted.field("counts").to_pylist(), strict=True)
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))


def cells_in(document: Document, key: ColumnKey, state: CellState) -> Mask:
    """The rows whose cell of this column is in a state."""
    marks = MARKS[key] if isinstance(key, Field) else 0
    wrong = document.issues.mask(marks & ERRORS)
    if state is CellState.WRONG:
        return wrong
    review = document.issues.mask(marks & WARNINGS) & ~wrong
    if state is CellState.REVIEW:
        return review
    empty = _mask(pc.equal(pc.binary_length(_text(document, key)), 0))
    result: Mask = ~wrong & ~review & (empty if state is CellState.BLANK else ~empty)
    return result


@dataclass(frozen=True)
class Quality:
    """How many cells of a column are in each state; together all rows."""

    ready: int
    review: int
    wrong: int
    blank: int

    def share(self, state: CellState) -> float:
        """The part of all rows, from 0 to 1."""
        total = self.ready + self.review + self.wrong + self.blank
        return self.of(state) / total if total else 0.0

    def of(self, state: CellState) -> int:
        counts = (self.ready, self.review, self.wrong, self.blank)
        return dict(zip(CellState, counts, strict=True))[state]


def quality(document: Document, field: Field, blank: Mask) -> Quality:
    """How the cells of a field are; `blank` marks those without a text, see `blank_cells`."""
    marks, issues = MARKS[field], document.issues
    wrong = issues.count(marks & ERRORS)
    review = issues.count_without(marks & WARNINGS, marks & ERRORS)
    empty = int(np.count_nonzero(blank & ~issues.mask(marks & (ERRORS | WARNINGS))))
    return Quality(document.row_count - wrong - review - empty, review, wrong, empty)


def blank_cells(texts: pa.Array) -> Mask:
    """Which texts are empty."""
    return _mask(pc.equal(pc.binary_length(texts), 0))


def _text(document: Document, key: ColumnKey) -> pa.Array:
    table = document.table
    return table.columns[key].text() if isinstance(key, Field) else table.extras[key][1].text()


def _mask(found: pa.Array) -> Mask:
    result: Mask = found.to_numpy(zero_copy_only=False)
    return result


def _between(document: Document, key: ColumnKey, least: str, most: str) -> Mask:
    assert isinstance(key, Field)
    reading = document.readings.whole(key)
    values: npt.NDArray[np.generic]
    low: float | None
    high: float | None
    if SPECS[key].kind is Kind.TIME:
        times = cast(Times, reading)
        values, known = times.utc, times.utc != NO_TIME
        low, high = _moment(least, end=False), _moment(most, end=True)
    else:
        amounts = cast(Amounts, reading)
        values = amounts.as_floats()
        known, low, high = amounts.status == AmountStatus.OK, _number(least), _number(most)
    mask: Mask = known.copy()
    if low is not None:
        mask &= values >= low
    if high is not None:
        mask &= values <= high
    return mask


def _moment(text: str, end: bool) -> int | None:
    """A date in UTC in seconds since 1970, or the last second of that day; None for nothing."""
    if not text.strip():
        return None
    try:
        moment = np.datetime64(text.strip().replace(" ", "T"), "s")
    except ValueError:
        raise UserError(Message(_TIME, {"text": text}), Message(_TIME_HINT)) from None
    whole_day = end and ":" not in text
    return int(moment.astype(np.int64)) + (86_399 if whole_day else 0)


def _number(text: str) -> float | None:
    if not text.strip():
        return None
    try:
        number = Decimal(text.strip().replace(",", ""))
    except InvalidOperation:
        raise UserError(Message(_AMOUNT, {"text": text}), Message(_AMOUNT_HINT)) from None
    return float(number)
