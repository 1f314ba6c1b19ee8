"""Rules about the value and its currency: a misread decimal mark is money off by a thousand times."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from offconv_gui.core import amount_fixes, currency_fixes
from offconv_gui.core.choices import Context, DecimalMark
from offconv_gui.core.fields import Field
from offconv_gui.core.grid import Mask
from offconv_gui.core.issues import Severity
from offconv_gui.core.kinds import amounts, currencies
from offconv_gui.core.kinds.adjustments import Adjustment
from offconv_gui.core.kinds.amounts import Amounts, AmountStatus
from offconv_gui.core.kinds.currencies import CODES, CurrencyStatus
from offconv_gui.core.messages import QT_TRANSLATE_NOOP
from offconv_gui.core.rules.base import (
    LARGEST_VALUE,
    AnyRule,
    Example,
    RowRule,
    View,
    adjusts,
    clear,
    is_one_of,
)

if TYPE_CHECKING:
    from offconv_gui.core.document import Document

Codes = npt.NDArray[np.int16]


_VALUE = (Field.VALUE, Field.ADJUSTMENT_TYPE)
"""What the verdicts on a value depend on: an adjustment does not upload the value of its conversion."""

_CURRENCY = (Field.CURRENCY, Field.ADJUSTMENT_TYPE, Field.ADJUSTMENT_CURRENCY)


def _has_status(view: View, *statuses: AmountStatus) -> Mask:
    return is_one_of(view.amounts().status, *statuses) & ~_adjusted(view)


def _adjusted(view: View) -> Mask:
    return adjusts(view, Adjustment.RESTATE, Adjustment.RETRACT)


def _unreadable(view: View, context: Context) -> Mask:
    return _has_status(view, AmountStatus.UNREADABLE, AmountStatus.TOO_LONG)


def _unclear(view: View, context: Context) -> Mask:
    return _has_status(view, AmountStatus.UNCLEAR)


def _negative(view: View, context: Context) -> Mask:
    return _has_status(view, AmountStatus.OK) & (view.amounts().mantissa < 0)


def _too_large(view: View, context: Context) -> Mask:
    value = view.amounts()
    scale = value.scale.astype(np.int64)
    limit = LARGEST_VALUE * 10 ** np.clip(scale, 0, 6)
    # More than six decimals leave less than 13 digits in front of them: 18 are carried in all.
    return _has_status(view, AmountStatus.OK) & (scale <= 6) & (value.mantissa > limit)


def _too_precise(view: View, context: Context) -> Mask:
    return amount_fixes.too_precise(view.amounts()) & ~_adjusted(view)


def _missing(view: View, context: Context) -> Mask:
    blank: Mask = view.amounts().status == AmountStatus.BLANK
    return blank & (view.adjustments().action == Adjustment.NEW) if view.has(Field.ADJUSTMENT_TYPE) else blank


@cache
def _fitting() -> Mask:
    """For each mark in an amount and each currency code, whether they go together."""
    fits = np.ones((len(amounts.MARKS), len(CODES)), np.bool_)
    for row, mark in enumerate(amounts.MARKS):
        meant = amounts.currencies_of(mark)
        if meant:
            fits[row] = [not code or code in meant for code in CODES]
    return fits


def _conflict(view: View, context: Context) -> Mask:
    chosen = context.choices.currency
    default = np.int16(CODES.index(chosen) if chosen in CODES else 0)
    own = view.currencies()
    currency = np.where(own.status == CurrencyStatus.BLANK, default, own.code)
    of_value = _contradicted(view.amounts(), currency) & ~_adjusted(view)
    return of_value | _restated_conflict(view, currency)


def _restated_conflict(view: View, currency: Codes) -> Mask:
    """Rows whose new value is in another currency than it is to be uploaded with."""
    if not view.has(Field.ADJUSTMENT_VALUE):
        return view.none()
    own = view.currencies(Field.ADJUSTMENT_CURRENCY)
    theirs = np.where(own.status == CurrencyStatus.BLANK, currency, own.code)
    restated = view.adjustments().action == Adjustment.RESTATE
    return restated & _contradicted(view.amounts(Field.ADJUSTMENT_VALUE), theirs)


def _contradicted(value: Amounts, currency: Codes) -> Mask:
    """Amounts beside which stands the mark of another currency."""
    if not value.mark.any():
        return np.zeros(len(value), np.bool_)
    return (value.status == AmountStatus.OK) & ~_fitting()[value.mark, currency]


def _currency_unknown(view: View, context: Context) -> Mask:
    unknown: Mask = view.currencies().status == CurrencyStatus.UNKNOWN
    return unknown & ~_without_currency(view)


def _currency_unlisted(view: View, context: Context) -> Mask:
    own = view.currencies()
    chosen = context.choices.currency
    unlisted: Mask = own.status == CurrencyStatus.UNLISTED
    if chosen and not currencies.is_accepted(chosen):
        unlisted = unlisted | (own.status == CurrencyStatus.BLANK)
    return unlisted & ~_without_currency(view)


def _without_currency(view: View) -> Mask:
    """Rows that do not upload this currency: adjustments that take back, or whose new value has its own."""
    restated = adjusts(view, Adjustment.RESTATE)
    if restated.any():
        restated &= view.currencies(Field.ADJUSTMENT_CURRENCY).code != 0
    return restated | adjusts(view, Adjustment.RETRACT)


def _currencies(document: Document, row: int) -> Mapping[str, object]:
    """The mark in the amount, and the row's currency; of the new value where the row restates one."""
    own = document.table.cell(Field.CURRENCY, row).strip() or document.choices.currency or ""
    mark = _mark_in(document, Field.VALUE, row)
    restated = adjusts(View(document.readings, range(row, row + 1)), Adjustment.RESTATE)[0]
    if restated and Field.ADJUSTMENT_VALUE in document.readings.typed:
        mark = _mark_in(document, Field.ADJUSTMENT_VALUE, row)
        own = document.table.cell(Field.ADJUSTMENT_CURRENCY, row).strip() or own
    return {"mark": mark, "currency": own.upper()}


def _mark_in(document: Document, field: Field, row: int) -> str:
    value = document.readings.typed[field].take(np.array([row], np.int64))
    assert isinstance(value, Amounts)
    return amounts.MARKS[int(value.mark[0])]


def _cell(text: str, **choices: object) -> Example:
    return Example({Field.VALUE: text}, choices)


RULES: tuple[AnyRule, ...] = (
    RowRule(
        id="value-unreadable",
        severity=Severity.ERROR,
        field=Field.VALUE,
        reads=_VALUE,
        title=QT_TRANSLATE_NOOP("rules", "Not a number"),
        message=QT_TRANSLATE_NOOP("rules", "“{value}” is not a number that can be read exactly."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Microsoft Advertising would refuse this row. Enter the amount in digits, or clear it: then the "
            "goal's value is used.",
        ),
        bad=(_cell("12.5k"), _cell("abc"), _cell("#N/A"), _cell("12,34,5.6,7")),
        good=(_cell("$1,234.50"), _cell("1.234,56", currency="EUR"), _cell("980")),
        service_error=5610,
        test=_unreadable,
        fix=clear(Field.VALUE),
    ),
    RowRule(
        id="value-unclear",
        severity=Severity.ERROR,
        field=Field.VALUE,
        reads=_VALUE,
        title=QT_TRANSLATE_NOOP("rules", "Amount unclear"),
        message=QT_TRANSLATE_NOOP("rules", "“{value}” may be a thousand times more or less."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "The mark in it may stand before thousands or before decimals, and no other value in the "
            "column shows which. Choose the decimal mark above the table.",
        ),
        bad=(_cell("1,234"), _cell("1.234")),
        good=(_cell("1,234", decimal_mark=DecimalMark.POINT), _cell("12,5"), _cell("1234")),
        test=_unclear,
        fix=amount_fixes.CHOOSE_MARK,
    ),
    RowRule(
        id="value-negative",
        severity=Severity.ERROR,
        field=Field.VALUE,
        reads=_VALUE,
        title=QT_TRANSLATE_NOOP("rules", "Below zero"),
        message=QT_TRANSLATE_NOOP("rules", "“{value}” is below zero."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Microsoft Advertising takes no negative values. For a refund, take the conversion back with an "
            "adjustment; or clear the value, then the goal's value is used.",
        ),
        bad=(_cell("-5"), _cell("(1,234.50)"), _cell("12.50-")),
        good=(_cell("0"),),
        service_error=5610,
        test=_negative,
        fix=clear(Field.VALUE),
    ),
    RowRule(
        id="value-too-large",
        severity=Severity.ERROR,
        field=Field.VALUE,
        reads=_VALUE,
        title=QT_TRANSLATE_NOOP("rules", "Value too large"),
        message=QT_TRANSLATE_NOOP("rules", "“{value}” is more than 999,999,999,999."),
        why=QT_TRANSLATE_NOOP(
            "rules", "Microsoft Advertising refuses so large a value. Check the amount and its decimal mark."
        ),
        bad=(_cell("1000000000000"), _cell("999999999999.01")),
        good=(_cell("999999999999"),),
        service_error=5610,
        test=_too_large,
    ),
    RowRule(
        id="value-too-precise",
        severity=Severity.WARNING,
        field=Field.VALUE,
        reads=_VALUE,
        title=QT_TRANSLATE_NOOP("rules", "Too many decimals"),
        message=QT_TRANSLATE_NOOP("rules", "“{value}” has more than three decimals."),
        why=QT_TRANSLATE_NOOP(
            "rules", "Microsoft Advertising takes at most three. Round it, so that you know what is counted."
        ),
        bad=(_cell("12.34567"),),
        good=(_cell("12.3450000"), _cell("12.5")),
        test=_too_precise,
        fix=amount_fixes.rounding(Field.VALUE),
    ),
    RowRule(
        id="value-missing",
        severity=Severity.INFO,
        field=Field.VALUE,
        reads=_VALUE,
        title=QT_TRANSLATE_NOOP("rules", "No value"),
        message=QT_TRANSLATE_NOOP("rules", "This row has no value."),
        why=QT_TRANSLATE_NOOP("rules", "The goal's own value is used. There is nothing to do."),
        bad=(_cell(""),),
        good=(_cell("0"),),
        test=_missing,
    ),
    RowRule(
        id="value-currency-conflict",
        severity=Severity.ERROR,
        field=Field.VALUE,
        reads=(
            Field.VALUE,
            Field.CURRENCY,
            Field.ADJUSTMENT_TYPE,
            Field.ADJUSTMENT_VALUE,
            Field.ADJUSTMENT_CURRENCY,
        ),
        title=QT_TRANSLATE_NOOP("rules", "Two currencies"),
        message=QT_TRANSLATE_NOOP("rules", "The amount says {mark}, but the row's currency is {currency}."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "One of the two is wrong, and the sale would be counted with the wrong worth. Use the amount's "
            "currency, or keep the row's and take the mark out of the amount.",
        ),
        bad=(
            Example({Field.VALUE: "€ 100.00", Field.CURRENCY: "USD"}),
            Example({Field.VALUE: "€ 100.00", Field.CURRENCY: ""}, {"currency": "USD"}),
            Example({Field.VALUE: "$100.00", Field.CURRENCY: "EUR"}),
        ),
        good=(
            Example({Field.VALUE: "€ 100.00", Field.CURRENCY: "EUR"}),
            Example({Field.VALUE: "$100.00", Field.CURRENCY: "CAD"}),
            Example({Field.VALUE: "$100.00", Field.CURRENCY: "MXN"}),
        ),
        test=_conflict,
        details=_currencies,
        fix=amount_fixes.USE_CURRENCY_OF_AMOUNT,
        more=(amount_fixes.KEEP_CURRENCY,),
    ),
    RowRule(
        id="currency-unknown",
        severity=Severity.ERROR,
        field=Field.CURRENCY,
        reads=_CURRENCY,
        title=QT_TRANSLATE_NOOP("rules", "Unknown currency"),
        message=QT_TRANSLATE_NOOP("rules", "“{value}” is not the code of a currency."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Microsoft Advertising takes three-letter codes such as USD or EUR and would refuse this "
            "row. Enter the code, or clear the cell: then the currency chosen above the table is used.",
        ),
        bad=(
            Example({Field.CURRENCY: "US$"}),
            Example({Field.CURRENCY: "£"}),
            Example({Field.CURRENCY: "$"}),
            Example({Field.CURRENCY: "XYZ"}),
        ),
        good=(Example({Field.CURRENCY: " usd "}), Example({Field.CURRENCY: "JPY"})),
        service_error=5611,
        test=_currency_unknown,
        fix=currency_fixes.certain(Field.CURRENCY),
        more=(currency_fixes.usual(Field.CURRENCY), currency_fixes.ask(Field.CURRENCY)),
    ),
    RowRule(
        id="currency-unlisted",
        severity=Severity.WARNING,
        field=Field.CURRENCY,
        reads=_CURRENCY,
        title=QT_TRANSLATE_NOOP("rules", "Currency may not be accepted"),
        message=QT_TRANSLATE_NOOP("rules", "{currency} is not on Microsoft Advertising's published list."),
        why=QT_TRANSLATE_NOOP(
            "rules", "It may be refused. Upload a few such rows first and look at the results file."
        ),
        bad=(Example({Field.CURRENCY: "TRY"}), Example({Field.CURRENCY: ""}, {"currency": "VES"})),
        good=(Example({Field.CURRENCY: "TRL"}),),
        test=_currency_unlisted,
        details=_currencies,
    ),
)
