"""What is uploaded of each row: its typed values as text, with the choices made for the file filled in.

Every target writes these; they differ in headings, order and what stands around them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from offconv_gui.core.document import Document
from offconv_gui.core.fields import FIELDS, SPECS, Field, Kind, Need
from offconv_gui.core.grid import Mask, RowIndex
from offconv_gui.core.kinds import adjustments, amounts, click_ids, currencies, times
from offconv_gui.core.kinds.adjustments import Adjustment
from offconv_gui.core.kinds.amounts import AmountStatus
from offconv_gui.core.kinds.click_ids import ClickIdStatus
from offconv_gui.core.rules.base import View
from offconv_gui.io import client_ids

BLOCK = 250_000
"""Rows written at a time."""

Codes = npt.NDArray[np.int16]

_TEXT = pa.large_string()
_BLANK = pa.scalar("", _TEXT)
_FILLED_IN = (Field.NAME, Field.CURRENCY, Field.ADJUSTMENT_CURRENCY)
"""Fields that are uploaded though the table has no such column, by what is chosen or stands beside them."""
_EXPORTED = tuple(spec.field for spec in FIELDS if spec.exported)


class Upload:
    """The rows of a document that go, given by their positions (ascending, none with an error)."""

    def __init__(self, document: Document, rows: RowIndex) -> None:
        self.document = document
        self.rows = rows
        self._texts: dict[Field, pa.Array] = {}

    def __len__(self) -> int:
        return len(self.rows)

    def blocks(self, start: int = 0, stop: int | None = None) -> Iterator[slice]:
        """The rows from `start` to `stop` in blocks."""
        end = len(self) if stop is None else stop
        for first in range(start, end, BLOCK):
            yield slice(first, min(first + BLOCK, end))

    @cached_property
    def client_ids(self) -> pa.Array:
        """A Client Id for each row, no two alike; see `io.client_ids`."""
        own = self._text(Field.CLIENT_ID).take(pa.array(self.rows))
        return client_ids.unique(own, self.document.table.row_numbers[self.rows])

    @cached_property
    def fields_in_use(self) -> tuple[Field, ...]:
        """The fields with something to upload in any row, in the order of `core.fields`; no Client Id."""
        held = {*self.document.table.columns, *_FILLED_IN} - {Field.CLIENT_ID}
        return tuple(
            field
            for field in _EXPORTED
            if field in held
            and any(pc.any(pc.not_equal(self.column(field, part), "")).as_py() for part in self.blocks())
        )

    def column(self, field: Field, part: slice) -> pa.Array:
        """What is uploaded of `field` for some of the rows (`pa.large_string()`, "" for nothing).

        A field that the row's action has no use for is blank: a new conversion has no adjustment value, a
        restated one no conversion value (Microsoft Advertising docs, bulk record "Offline Conversion").
        """
        if field is Field.CLIENT_ID:
            return self.client_ids[part]
        view = self.view(part)
        values = self._values(field, view, part)
        wanted = _wanted(field, view)
        return values if wanted.all() else pc.if_else(pa.array(wanted), values, _BLANK)

    def view(self, part: slice) -> View:
        """The typed columns of some of the rows."""
        rows = self.rows[part]
        if len(rows) and int(rows[-1] - rows[0]) + 1 == len(rows):
            return View(self.document.readings, range(int(rows[0]), int(rows[-1]) + 1))
        return View(self.document.readings, rows)

    def currency_codes(self, view: View) -> Codes:
        """The currency of each row's conversion value, as an index into `currencies.CODES`; 0 for none.

        It is the row's own; else, where there is a value, the one chosen for the file; else the one that the
        amount itself names. With none of these the service uses the goal's.
        """
        value = view.amounts()
        has_value = value.status == AmountStatus.OK
        default = np.where(has_value, self._default_codes(value.mark), np.int16(0))
        own = view.currencies().code
        return np.where(own != 0, own, default)

    def _adjustment_codes(self, view: View) -> Codes:
        """The currency of the new value: its own, else the conversion's, else as for a conversion value."""
        new_value = view.amounts(Field.ADJUSTMENT_VALUE)
        own, conversion = view.currencies(Field.ADJUSTMENT_CURRENCY).code, view.currencies().code
        default = np.where(conversion != 0, conversion, self._default_codes(new_value.mark))
        return np.where(own != 0, own, default)

    def _default_codes(self, mark: npt.NDArray[np.int16]) -> Codes:
        chosen = self.document.choices.currency
        if chosen in currencies.CODES:
            return np.full(len(mark), currencies.CODES.index(chosen), np.int16)
        return _codes_of_marks()[mark]

    def _values(self, field: Field, view: View, part: slice) -> pa.Array:
        match SPECS[field].kind:
            case Kind.CLICK_ID:
                ids = view.click_ids()
                return _where(ids.status == ClickIdStatus.OK, click_ids.write(ids.hi, ids.lo))
            case Kind.TIME:
                return times.write(view.times(field).utc)
            case Kind.AMOUNT | Kind.CREDIT:
                return amounts.write(view.amounts(field))
            case Kind.CURRENCY:
                of_value = field is Field.CURRENCY
                return currencies.write(
                    self.currency_codes(view) if of_value else self._adjustment_codes(view)
                )
            case Kind.HASH:
                text = pc.utf8_lower(pc.utf8_trim_whitespace(self._cells(field, part)))
                return _where(view.hashes(field).valid, text)
            case Kind.ADJUSTMENT_TYPE:
                return _WORDS.take(pa.array(view.adjustments().action))
            case Kind.TEXT | Kind.LINK:
                goal = self.document.choices.goal
                instead = goal.name if goal is not None and field is Field.NAME else ""
                text = self._cells(field, part)
                return pc.if_else(pa.array(view.texts(field).blank), pa.scalar(instead, _TEXT), text)

    def _cells(self, field: Field, part: slice) -> pa.Array:
        return self._text(field).take(pa.array(self.rows[part]))

    def _text(self, field: Field) -> pa.Array:
        if field not in self._texts:
            column = self.document.table.columns.get(field)
            blank = pa.repeat(_BLANK, self.document.row_count)
            self._texts[field] = column.text() if column else blank
        return self._texts[field]


_WORDS = pa.array([adjustments.WORDS.get(action, "") for action in Adjustment], _TEXT)


def _wanted(field: Field, view: View) -> Mask:
    """The rows whose action has a use for the field."""
    needs = SPECS[field].needs
    used = np.array([need is not Need.UNUSED for need in (needs.new, needs.restate, needs.retract)])
    if used.all():
        return np.ones(view.count, np.bool_)
    wanted: Mask = np.append(used, False)[view.adjustments().action]
    return wanted


@cache
def _codes_of_marks() -> Codes:
    """For each mark that stands beside amounts, the one currency it names; 0 where there are several."""
    meant = [amounts.currencies_of(mark) for mark in amounts.MARKS]
    known = [codes[0] if len(codes) == 1 and codes[0] in currencies.CODES else "" for codes in meant]
    return np.array([currencies.CODES.index(code) for code in known], np.int16)


def _where(known: Mask, values: pa.Array) -> pa.Array:
    return values if known.all() else pc.if_else(pa.array(known), values, _BLANK)
