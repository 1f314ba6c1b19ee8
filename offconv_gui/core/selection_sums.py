"""What the selected amounts add up to: count, sum and average, apart for each currency."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import cast

import numpy as np

from offconv_gui.core.cell_blocks import Selection
from offconv_gui.core.document import Document
from offconv_gui.core.fields import SPECS, Field, Kind
from offconv_gui.core.grid import RowIndex
from offconv_gui.core.kinds import currencies
from offconv_gui.core.kinds.amounts import Amounts, AmountStatus
from offconv_gui.core.kinds.currencies import Currencies, CurrencyStatus

_CURRENCY_OF = {Field.VALUE: Field.CURRENCY, Field.ADJUSTMENT_VALUE: Field.ADJUSTMENT_CURRENCY}


@dataclass(frozen=True)
class Sum:
    """`currency` is a code, "" where rows have none and none was chosen."""

    currency: str
    count: int
    total: Decimal

    @property
    def average(self) -> Decimal:
        return self.total / self.count


def sums(document: Document, cells: Selection) -> tuple[Sum, ...]:
    """The sums of the amounts that can be read among these cells, those of most amounts first."""
    found: dict[str, tuple[int, Decimal]] = {}
    for field, rows in cells.items():
        if SPECS[field].kind is Kind.AMOUNT:
            for code, count, total in _column(document, field, rows):
                before = found.get(code, (0, Decimal(0)))
                found[code] = before[0] + count, before[1] + total
    ordered = sorted(found.items(), key=lambda one: (-one[1][0], one[0]))
    return tuple(Sum(code, count, total) for code, (count, total) in ordered)


def _column(document: Document, field: Field, rows: RowIndex) -> list[tuple[str, int, Decimal]]:
    amounts = cast(Amounts, document.readings.whole(field))
    rows = rows[amounts.status[rows] == AmountStatus.OK]
    codes = _codes(document, field, rows)
    result = []
    for code in np.unique(codes).tolist():
        part = rows[codes == code]
        scales, total = amounts.scale[part], Decimal(0)
        for scale in np.unique(scales).tolist():
            mantissas = amounts.mantissa[part[scales == scale]]
            total += Decimal(_exact_sum(mantissas.astype(np.int64))).scaleb(-int(scale))
        result.append((_named(document, code), len(part), total))
    return result


def _exact_sum(numbers: np.ndarray[tuple[int], np.dtype[np.int64]]) -> int:
    """In two halves, whose sums of a million amounts fit where that of the whole would not."""
    upper = numbers >> 32
    return (int(upper.sum()) << 32) + int((numbers - (upper << 32)).sum())


def _codes(document: Document, field: Field, rows: RowIndex) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """The places of the rows' currencies in `currencies.CODES`; -1 for the one chosen for the table."""
    reading = document.readings.whole(_CURRENCY_OF[field])
    if reading is None:
        return np.full(len(rows), -1, np.int64)
    read = cast(Currencies, reading)
    known = np.isin(read.status[rows], [CurrencyStatus.OK, CurrencyStatus.UNLISTED])
    blank = read.status[rows] == CurrencyStatus.BLANK
    return np.where(known, read.code[rows].astype(np.int64), np.where(blank, -1, 0))


def _named(document: Document, code: int) -> str:
    return (document.choices.currency or "") if code < 0 else currencies.CODES[code]
