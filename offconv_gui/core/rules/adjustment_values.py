"""Rules about the new value of a conversion that is restated."""

from __future__ import annotations

import numpy as np

from offconv_gui.core import amount_fixes, currency_fixes
from offconv_gui.core.choices import Context, DecimalMark
from offconv_gui.core.fields import Field
from offconv_gui.core.grid import Mask
from offconv_gui.core.issues import Severity
from offconv_gui.core.kinds import amounts
from offconv_gui.core.kinds.adjustments import Adjustment
from offconv_gui.core.kinds.amounts import AmountStatus
from offconv_gui.core.kinds.currencies import CurrencyStatus
from offconv_gui.core.messages import QT_TRANSLATE_NOOP
from offconv_gui.core.rules.base import (
    LARGEST_VALUE,
    LEAVE_OUT,
    RESTATE,
    RETRACT,
    AnyRule,
    Example,
    RowRule,
    View,
    adjusts,
    clear,
)


def _value_missing(view: View, context: Context) -> Mask:
    rows = adjusts(view, Adjustment.RESTATE)
    if not rows.any():
        return rows
    value = view.amounts(Field.ADJUSTMENT_VALUE)
    number = np.nan_to_num(amounts.values(value), nan=-1.0)
    taken = (number >= 0) & (number <= LARGEST_VALUE)
    return rows & ~taken & (value.status != AmountStatus.UNCLEAR)


def _value_unclear(view: View, context: Context) -> Mask:
    rows = adjusts(view, Adjustment.RESTATE)
    if not rows.any():
        return rows
    return rows & (view.amounts(Field.ADJUSTMENT_VALUE).status == AmountStatus.UNCLEAR)


def _value_too_precise(view: View, context: Context) -> Mask:
    rows = adjusts(view, Adjustment.RESTATE)
    return rows & amount_fixes.too_precise(view.amounts(Field.ADJUSTMENT_VALUE)) if rows.any() else rows


def _value_unexpected(view: View, context: Context) -> Mask:
    if not view.has(Field.ADJUSTMENT_VALUE):
        return view.none()
    given = view.amounts(Field.ADJUSTMENT_VALUE).status != AmountStatus.BLANK
    new = ~adjusts(view, Adjustment.RESTATE, Adjustment.RETRACT, Adjustment.UNKNOWN)
    return given & (new | adjusts(view, Adjustment.RETRACT))


def _currency_unknown(view: View, context: Context) -> Mask:
    rows = adjusts(view, Adjustment.RESTATE)
    if not rows.any():
        return rows
    return rows & (view.currencies(Field.ADJUSTMENT_CURRENCY).status == CurrencyStatus.UNKNOWN)


RULES: tuple[AnyRule, ...] = (
    RowRule(
        id="adjustment-value-missing",
        severity=Severity.ERROR,
        field=Field.ADJUSTMENT_VALUE,
        reads=(Field.ADJUSTMENT_TYPE, Field.ADJUSTMENT_VALUE),
        title=QT_TRANSLATE_NOOP("rules", "No new value"),
        message=QT_TRANSLATE_NOOP(
            "rules", "This row changes a value, but holds no number from 0 to 999,999,999,999."
        ),
        why=QT_TRANSLATE_NOOP(
            "rules", "Microsoft Advertising refuses a changed conversion without its new value. Enter it."
        ),
        bad=(
            Example({**RESTATE, Field.ADJUSTMENT_VALUE: ""}),
            Example({**RESTATE, Field.ADJUSTMENT_VALUE: "-1"}),
            Example({**RESTATE, Field.ADJUSTMENT_VALUE: "lots"}),
        ),
        good=(Example(RESTATE), Example({**RESTATE, Field.ADJUSTMENT_VALUE: "0"})),
        service_error=5625,
        test=_value_missing,
        fix=LEAVE_OUT,
    ),
    RowRule(
        id="adjustment-value-unclear",
        severity=Severity.ERROR,
        field=Field.ADJUSTMENT_VALUE,
        reads=(Field.ADJUSTMENT_TYPE, Field.ADJUSTMENT_VALUE),
        title=QT_TRANSLATE_NOOP("rules", "New value unclear"),
        message=QT_TRANSLATE_NOOP("rules", "“{value}” may be a thousand times more or less."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "The mark in it may stand before thousands or before decimals, and no other value in the "
            "column shows which. Choose the decimal mark above the table.",
        ),
        bad=(Example({**RESTATE, Field.ADJUSTMENT_VALUE: "1,234"}),),
        good=(
            Example({**RESTATE, Field.ADJUSTMENT_VALUE: "1,234"}, {"decimal_mark": DecimalMark.POINT}),
            Example({**RESTATE, Field.ADJUSTMENT_VALUE: "1234"}),
        ),
        test=_value_unclear,
        fix=amount_fixes.CHOOSE_MARK,
    ),
    RowRule(
        id="adjustment-value-too-precise",
        severity=Severity.WARNING,
        field=Field.ADJUSTMENT_VALUE,
        reads=(Field.ADJUSTMENT_TYPE, Field.ADJUSTMENT_VALUE),
        title=QT_TRANSLATE_NOOP("rules", "New value too precise"),
        message=QT_TRANSLATE_NOOP("rules", "“{value}” has more than three decimals."),
        why=QT_TRANSLATE_NOOP(
            "rules", "Microsoft Advertising takes at most three. Round it, so that you know what is counted."
        ),
        bad=(Example({**RESTATE, Field.ADJUSTMENT_VALUE: "12.34567"}),),
        good=(Example({**RESTATE, Field.ADJUSTMENT_VALUE: "12.3450000"}),),
        test=_value_too_precise,
        fix=amount_fixes.rounding(Field.ADJUSTMENT_VALUE),
    ),
    RowRule(
        id="adjustment-value-unexpected",
        severity=Severity.ERROR,
        field=Field.ADJUSTMENT_VALUE,
        reads=(Field.ADJUSTMENT_TYPE, Field.ADJUSTMENT_VALUE),
        title=QT_TRANSLATE_NOOP("rules", "New value not expected"),
        message=QT_TRANSLATE_NOOP("rules", "Only a row that restates a conversion may have a new value."),
        why=QT_TRANSLATE_NOOP("rules", "Microsoft Advertising would refuse this row. Clear the new value."),
        bad=(Example({**RETRACT, Field.ADJUSTMENT_VALUE: "980.00"}),),
        good=(Example(RETRACT), Example(RESTATE)),
        service_error=5624,
        test=_value_unexpected,
        fix=clear(Field.ADJUSTMENT_VALUE),
    ),
    RowRule(
        id="adjustment-currency-unknown",
        severity=Severity.ERROR,
        field=Field.ADJUSTMENT_CURRENCY,
        reads=(Field.ADJUSTMENT_TYPE, Field.ADJUSTMENT_CURRENCY),
        title=QT_TRANSLATE_NOOP("rules", "Unknown new currency"),
        message=QT_TRANSLATE_NOOP("rules", "“{value}” is not the code of a currency."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Microsoft Advertising takes three-letter codes such as USD or EUR and would refuse this row.",
        ),
        bad=(
            Example({**RESTATE, Field.ADJUSTMENT_CURRENCY: "US$"}),
            Example({**RESTATE, Field.ADJUSTMENT_CURRENCY: "£"}),
        ),
        good=(Example(RESTATE),),
        service_error=5611,
        test=_currency_unknown,
        fix=currency_fixes.certain(Field.ADJUSTMENT_CURRENCY),
        more=(
            currency_fixes.usual(Field.ADJUSTMENT_CURRENCY),
            currency_fixes.ask(Field.ADJUSTMENT_CURRENCY),
            LEAVE_OUT,
        ),
    ),
)
