"""How each cell of a document looks: its text, and the states that a painter shows.

A view asks for some hundred cells each time it paints, so a look is made once for each cell and kept until
the document changes.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import NamedTuple

import numpy as np

from offconv_gui.core.amended import Amended
from offconv_gui.core.columns import Column
from offconv_gui.core.document import Document
from offconv_gui.core.fields import SPECS, Field, Kind
from offconv_gui.core.grid import RowIndex
from offconv_gui.core.kinds import amounts, currencies, times
from offconv_gui.core.kinds.amounts import Amounts, AmountStatus
from offconv_gui.core.kinds.click_ids import ClickIds, ClickIdStatus
from offconv_gui.core.kinds.currencies import Currencies, CurrencyStatus
from offconv_gui.core.kinds.times import Times, TimeStatus
from offconv_gui.core.rules import ERRORS, MARKS, PLACES, WARNINGS
from offconv_gui.gui.models.expiry_column import ExpiryColumn, ShownColumn, other_columns

LONGEST = 300
"""Characters of a text that a cell shows: a cell may hold a whole page, of which this much is never seen."""

_KEPT = 5_000
"""Looks kept at once: several screens full. Python looks through all of them for garbage now and then."""

_LINES = str.maketrans({"\r": " ", "\n": " ", "\t": " "})


class Sign(IntEnum):
    """The gravest thing to say of a cell or row, in ascending gravity."""

    NONE = 0
    EXPIRES = 1
    WARNING = 2
    ERROR = 3


class Face(IntEnum):
    """What the letters of a column look like: NUMBER has digits of one width, CODE all letters."""

    TEXT = 0
    NUMBER = 1
    CODE = 2


class ColumnLook(NamedTuple):
    """What the cells of a column have in common. `right`: the text stands at the right.

    A `reference` column is the file's own, and is neither typed in nor uploaded.
    """

    face: Face
    right: bool
    reference: bool


class Look(NamedTuple):
    """`text` is what is shown, on one line.

    An `inherited` text stands in no cell: it is what was chosen for the table. A `required` cell is blank and
    must not be.
    """

    text: str
    sign: Sign
    edited: bool
    left_out: bool
    inherited: bool
    required: bool
    column: ColumnLook


class CellLooks:
    """The looks of one document's cells, by the row's position and the place of the column.

    The columns are the table's fields in their order, then its extra columns. `before` are the looks of the
    document before the last change, which are taken over: all but those of the rows that it `touched`. Where
    it could touch any (None), only the texts of columns that it left alone are.
    """

    def __init__(
        self, document: Document, before: CellLooks | None = None, touched: RowIndex | None = None
    ) -> None:
        table = document.table
        self._document = document
        self._issues = document.issues
        self._left_out = table.left_out
        others = other_columns(document)
        self._columns: list[ShownColumn] = [*table.columns.values(), *others]
        self._shown: list[Callable[[int], str]] = [_shown(document, field) for field in table.columns]
        self._shown += [column.cell for column in others]
        self._signs = [_Signs(MARKS[field]) for field in table.columns] + [_other_signs(o) for o in others]
        self._inherited = [_inherited(document, field) for field in table.columns] + [""] * len(others)
        self._column_looks = [_column_look(field) for field in table.columns]
        self._column_looks += [_other_look(column) for column in others]
        self._row_signs = _Signs(-1)
        self._kept: dict[tuple[int, int], Look] = {}
        self._texts: list[dict[int, str]] = [{} for _ in self._columns]
        if before is not None and touched is not None:
            self._take_over_but(before, touched.tolist())
        elif before is not None:
            self._take_over_texts(before)

    def _take_over_but(self, before: CellLooks, touched: list[int]) -> None:
        self._kept, self._texts = before._kept, before._texts
        for row in touched:
            for column, texts in enumerate(self._texts):
                self._kept.pop((row, column), None)
                texts.pop(row, None)

    def _take_over_texts(self, before: CellLooks) -> None:
        now, then = self._document.readings.typed, before._document.readings.typed
        for at, field in enumerate(self._document.table.columns):
            if now[field] is then.get(field) and self._columns[at] is before._columns[at]:
                self._texts[at] = before._texts[at]

    def look(self, row: int, column: int) -> Look:
        kept = self._kept.get((row, column))
        return kept if kept is not None else self._make(row, column)

    def column_look(self, column: int) -> ColumnLook:
        return self._column_looks[column]

    def row_sign(self, row: int) -> Sign:
        """The gravest thing to say of a row."""
        return self._row_signs.of(self._issues.word(row))

    def _make(self, row: int, column: int) -> Look:
        sign = self._signs[column].of(self._issues.word(row))
        text = self._text(row, column)
        blank = not text or text.isspace()
        inherited = self._inherited[column] if blank else ""
        look = Look(
            inherited or text,
            sign,
            self._columns[column].is_edited(row),
            bool(self._left_out[row]),
            bool(inherited),
            blank and not inherited and sign is Sign.ERROR,
            self._column_looks[column],
        )
        if len(self._kept) >= _KEPT:
            self._kept.clear()
        self._kept[row, column] = look
        return look

    def _text(self, row: int, column: int) -> str:
        texts = self._texts[column]
        text = texts.get(row)
        if text is None:
            if len(texts) >= _KEPT:
                texts.clear()
            text = texts[row] = self._shown[column](row)[:LONGEST].translate(_LINES)
        return text


class _Signs:
    """Turns the verdicts on a row into the sign of the cells that `word` marks."""

    def __init__(self, word: int) -> None:
        expires = 1 << PLACES["time-expires-soon"]
        self._errors = word & ERRORS
        self._warnings = word & WARNINGS & ~expires
        self._expires = word & expires

    def of(self, bits: int) -> Sign:
        if not bits:
            return Sign.NONE
        if bits & self._errors:
            return Sign.ERROR
        if bits & self._warnings:
            return Sign.WARNING
        return Sign.EXPIRES if bits & self._expires else Sign.NONE


def is_amount(field: Field) -> bool:
    """The field's cells are numbers, which stand at the right."""
    return SPECS[field].kind in (Kind.AMOUNT, Kind.CREDIT)


_REFERENCE = ColumnLook(Face.TEXT, right=False, reference=True)
_EXPIRY = ColumnLook(Face.NUMBER, right=False, reference=True)
_FACES = {
    Kind.CLICK_ID: Face.CODE,
    Kind.HASH: Face.CODE,
    Kind.TIME: Face.NUMBER,
    Kind.AMOUNT: Face.NUMBER,
    Kind.CREDIT: Face.NUMBER,
}


def _other_look(column: ShownColumn) -> ColumnLook:
    return _EXPIRY if isinstance(column, ExpiryColumn) else _REFERENCE


def _other_signs(column: ShownColumn) -> _Signs:
    return _Signs(1 << PLACES["time-expires-soon"] if isinstance(column, ExpiryColumn) else 0)


def _column_look(field: Field) -> ColumnLook:
    return ColumnLook(_FACES.get(SPECS[field].kind, Face.TEXT), is_amount(field), reference=False)


def _inherited(document: Document, field: Field) -> str:
    """What a blank cell of the field stands for."""
    choices = document.choices
    if field is Field.CURRENCY:
        return choices.currency or ""
    return choices.goal.name if field is Field.NAME and choices.goal else ""


def _shown(document: Document, field: Field) -> Callable[[int], str]:
    """What the cells of a field show: what will be uploaded where that is known, else the text as it is."""
    column, kind = document.table.columns[field], SPECS[field].kind
    reading = document.readings.typed[field]
    if kind is Kind.TIME:
        return _shown_times(column, reading)
    if kind is Kind.AMOUNT:
        return _shown_amounts(column, reading)
    if kind is Kind.CLICK_ID:
        return _shown_click_ids(column, reading)
    if kind is Kind.CURRENCY:
        return _shown_currencies(column, reading)
    return column.cell


def _shown_times(column: Column, times_read: Amended[Times]) -> Callable[[int], str]:
    def shown(row: int) -> str:
        read, at = times_read.row(row)
        return times.show(int(read.utc[at])) if read.status[at] == TimeStatus.OK else column.cell(row)

    return shown


def _shown_amounts(column: Column, amounts_read: Amended[Amounts]) -> Callable[[int], str]:
    def shown(row: int) -> str:
        read, at = amounts_read.row(row)
        known = read.status[at] == AmountStatus.OK
        return amounts.show(int(read.mantissa[at]), int(read.scale[at])) if known else column.cell(row)

    return shown


def _shown_click_ids(column: Column, ids_read: Amended[ClickIds]) -> Callable[[int], str]:
    def shown(row: int) -> str:
        text, (read, at) = column.cell(row), ids_read.row(row)
        return text.lower() if read.status[at] == ClickIdStatus.OK else text

    return shown


def _shown_currencies(column: Column, codes_read: Amended[Currencies]) -> Callable[[int], str]:
    known = np.array([CurrencyStatus.OK, CurrencyStatus.UNLISTED])

    def shown(row: int) -> str:
        read, at = codes_read.row(row)
        return currencies.CODES[read.code[at]] if read.status[at] in known else column.cell(row)

    return shown
