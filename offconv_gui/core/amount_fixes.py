"""Fixes of amounts: rounding, and settling which currency an amount and its row agree on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from offconv_gui.core import fixes
from offconv_gui.core.choices import DecimalMark
from offconv_gui.core.columns import TEXT
from offconv_gui.core.evidence import Proof
from offconv_gui.core.fields import Field
from offconv_gui.core.fixes import Fix, Rewrite
from offconv_gui.core.grid import Mask, RowIndex
from offconv_gui.core.kinds import amounts
from offconv_gui.core.kinds.amounts import Amounts, AmountStatus, ParsedAmounts
from offconv_gui.core.messages import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from offconv_gui.core.document import Document

MOST_DECIMALS: Final = 3
"""As many the service takes (Microsoft Advertising help, "Track offline conversions")."""

_ROUND = QT_TRANSLATE_NOOP("fixes", "Round to three")
_USE_CURRENCY = QT_TRANSLATE_NOOP("fixes", "Use the amount's currency")
_KEEP_CURRENCY = QT_TRANSLATE_NOOP("fixes", "Keep the row's currency")

_NO_PART_OF_A_NUMBER = re.compile(r"[^\d.,'’()+\-−\s]+")


def _typed(document: Document, rows: RowIndex, field: Field = Field.VALUE) -> Amounts:
    part = document.readings.typed[field].take(rows)
    assert isinstance(part, Amounts)
    return part


def _parsed(document: Document, rows: RowIndex, field: Field = Field.VALUE) -> ParsedAmounts:
    part = document.readings.parsed[field].take(rows)
    assert isinstance(part, ParsedAmounts)
    return part


def _with_comma(document: Document, rows: RowIndex, field: Field) -> Mask:
    """Rows whose decimals stand behind a comma: by choice, by what the column proves, or by themselves."""
    mark = document.choices.decimal_mark
    if mark is DecimalMark.AUTO:
        found = document.readings.evidence[field].proved
        mark = found if isinstance(found, DecimalMark) else mark
    if mark is DecimalMark.AUTO:
        by_itself: Mask = _parsed(document, rows, field).proof == Proof.SECOND
        return by_itself
    numeric = document.table.columns[field].cells(rows).numeric
    return ~numeric if mark is DecimalMark.COMMA else np.zeros(len(rows), np.bool_)


def _rounded(field: Field) -> Rewrite:
    def rewrite(document: Document, rows: RowIndex, texts: list[str]) -> Sequence[str | None]:
        value = _typed(document, rows, field)
        commas = _with_comma(document, rows, field)
        return [
            _round(int(mantissa), int(scale), amounts.MARKS[mark], bool(comma))
            if status == AmountStatus.OK
            else None
            for status, mantissa, scale, mark, comma in zip(
                value.status, value.mantissa, value.scale, value.mark, commas, strict=True
            )
        ]

    return rewrite


def _round(mantissa: int, scale: int, mark: str, comma: bool) -> str | None:
    if scale <= MOST_DECIMALS:
        return None
    step = 10 ** (scale - MOST_DECIMALS)
    whole, rest = divmod(abs(mantissa), step)
    thousandths = whole + (2 * rest >= step)
    sign = "-" if mantissa < 0 else ""
    # Four decimals, the last of them 0: three alone could be taken for a group of thousands.
    text = f"{sign}{thousandths // 1000}.{thousandths % 1000:03}0"
    return f"{mark} {text.replace('.', ',') if comma else text}".strip()


def _codes(document: Document, rows: RowIndex, texts: list[str]) -> Sequence[str | None]:
    """The currency each amount's mark stands for, where that is one."""
    meant = [amounts.currencies_of(amounts.MARKS[mark]) for mark in _typed(document, rows).mark.tolist()]
    return [codes[0] if len(codes) == 1 else None for codes in meant]


def _without_marks(document: Document, rows: RowIndex, texts: list[str]) -> Sequence[str | None]:
    """The amounts as they are written, but for their marks; None where that would change the amount.

    The digits stay as they are: rewritten, they might no longer prove how the column's decimals are written.
    """
    marks = _typed(document, rows).mark.tolist()
    bare = [_bare(text, amounts.MARKS[mark]) for text, mark in zip(texts, marks, strict=True)]
    same = _same_amounts(_parsed(document, rows), amounts.parse(pa.array(bare, TEXT)))
    return [text if kept else None for text, kept in zip(bare, same.tolist(), strict=True)]


def _bare(text: str, mark: str) -> str:
    without = re.sub(re.escape(mark), " ", text, flags=re.IGNORECASE)
    return " ".join(_NO_PART_OF_A_NUMBER.sub(" ", without).split())


def _same_amounts(before: ParsedAmounts, after: ParsedAmounts) -> npt.NDArray[np.bool_]:
    same: npt.NDArray[np.bool_] = (after.mark == 0) & (after.status == before.status)
    for name in ("mantissa", "point_scale", "comma_scale"):
        same &= getattr(before, name) == getattr(after, name)
    return same


def rounding(field: Field) -> Fix:
    """Round the amounts of a field to as many decimals as the service takes."""
    return Fix(_ROUND, fixes.rewriting(_ROUND, field, _rounded(field), keep_numbers=True))


def too_precise(value: Amounts) -> Mask:
    """Amounts that have more decimals than the service takes, noughts at the end aside."""
    fine: Mask = (value.status == AmountStatus.OK) & (value.scale > MOST_DECIMALS)
    if not fine.any():
        return fine
    rest = value.mantissa % 10 ** np.clip(value.scale.astype(np.int64) - MOST_DECIMALS, 0, 18)
    fine &= rest != 0
    return fine


CHOOSE_MARK = Fix(QT_TRANSLATE_NOOP("fixes", "Choose the decimal mark"), choose="decimal_mark")
USE_CURRENCY_OF_AMOUNT = Fix(_USE_CURRENCY, fixes.rewriting(_USE_CURRENCY, Field.CURRENCY, _codes))
KEEP_CURRENCY = Fix(_KEEP_CURRENCY, fixes.rewriting(_KEEP_CURRENCY, Field.VALUE, _without_marks))
