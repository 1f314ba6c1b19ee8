"""Rules about rows that change an earlier conversion or take it back."""

from __future__ import annotations

import numpy as np

from offconv_gui.core import currency_fixes
from offconv_gui.core.choices import Context
from offconv_gui.core.fields import Field
from offconv_gui.core.grid import Mask
from offconv_gui.core.issues import Severity
from offconv_gui.core.kinds import amounts
from offconv_gui.core.kinds.adjustments import Adjustment
from offconv_gui.core.kinds.amounts import AmountStatus
from offconv_gui.core.kinds.currencies import CurrencyStatus
from offconv_gui.core.kinds.times import TimeStatus
from offconv_gui.core.messages import QT_TRANSLATE_NOOP
from offconv_gui.core.rules.base import LARGEST_VALUE, LEAVE_OUT, AnyRule, Example, RowRule, View, clear

RESTATE = {
    Field.ADJUSTMENT_TYPE: "Restate",
    Field.ADJUSTMENT_TIME: "2026-11-09T10:00:00Z",
    Field.ADJUSTMENT_VALUE: "980.00",
    Field.ADJUSTMENT_CURRENCY: "USD",
}
RETRACT = {Field.ADJUSTMENT_TYPE: "Retract", Field.ADJUSTMENT_TIME: "2026-11-09T10:00:00Z"}


def _adjusts(view: View, *actions: Adjustment) -> Mask:
    if not view.has(Field.ADJUSTMENT_TYPE):
        return view.none()
    return np.isin(view.adjustments().action, np.array(actions, np.uint8))


def _type_unknown(view: View, context: Context) -> Mask:
    return _adjusts(view, Adjustment.UNKNOWN)


def _time_missing(view: View, context: Context) -> Mask:
    rows = _adjusts(view, Adjustment.RESTATE, Adjustment.RETRACT)
    return rows & (view.times(Field.ADJUSTMENT_TIME).status == TimeStatus.BLANK) if rows.any() else rows


def _time_unreadable(view: View, context: Context) -> Mask:
    rows = _adjusts(view, Adjustment.RESTATE, Adjustment.RETRACT)
    if not rows.any():
        return rows
    status = view.times(Field.ADJUSTMENT_TIME).status
    return rows & (status != TimeStatus.OK) & (status != TimeStatus.BLANK)


def _readable_time(view: View) -> Mask:
    rows = _adjusts(view, Adjustment.RESTATE, Adjustment.RETRACT)
    return rows & (view.times(Field.ADJUSTMENT_TIME).status == TimeStatus.OK) if rows.any() else rows


def _before_conversion(view: View, context: Context) -> Mask:
    rows = _readable_time(view)
    if not rows.any():
        return rows
    conversion = view.times()
    earlier = view.times(Field.ADJUSTMENT_TIME).utc < conversion.utc
    return rows & (conversion.status == TimeStatus.OK) & earlier


def _time_future(view: View, context: Context) -> Mask:
    rows = _readable_time(view)
    return rows & (view.times(Field.ADJUSTMENT_TIME).utc > context.now) if rows.any() else rows


def _value_missing(view: View, context: Context) -> Mask:
    rows = _adjusts(view, Adjustment.RESTATE)
    if not rows.any():
        return rows
    value = np.nan_to_num(amounts.values(view.amounts(Field.ADJUSTMENT_VALUE)), nan=-1.0)
    return rows & ~((value >= 0) & (value <= LARGEST_VALUE))


def _value_unexpected(view: View, context: Context) -> Mask:
    if not view.has(Field.ADJUSTMENT_VALUE):
        return view.none()
    given = view.amounts(Field.ADJUSTMENT_VALUE).status != AmountStatus.BLANK
    new = ~_adjusts(view, Adjustment.RESTATE, Adjustment.RETRACT, Adjustment.UNKNOWN)
    return given & (new | _adjusts(view, Adjustment.RETRACT))


def _currency_unknown(view: View, context: Context) -> Mask:
    rows = _adjusts(view, Adjustment.RESTATE)
    if not rows.any():
        return rows
    return rows & (view.currencies(Field.ADJUSTMENT_CURRENCY).status == CurrencyStatus.UNKNOWN)


RULES: tuple[AnyRule, ...] = (
    RowRule(
        id="adjustment-type-unknown",
        severity=Severity.ERROR,
        field=Field.ADJUSTMENT_TYPE,
        reads=(Field.ADJUSTMENT_TYPE,),
        title=QT_TRANSLATE_NOOP("rules", "Unknown adjustment"),
        message=QT_TRANSLATE_NOOP("rules", "“{value}” is neither Restate nor Retract."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Microsoft Advertising knows only Restate, which changes a value, and Retract, which takes a "
            "conversion back. It would refuse this row.",
        ),
        bad=(Example(RETRACT | {Field.ADJUSTMENT_TYPE: "Refund"}),),
        good=(Example(RESTATE), Example(RETRACT)),
        service_error=5618,
        test=_type_unknown,
        fix=LEAVE_OUT,
    ),
    RowRule(
        id="adjustment-time-missing",
        severity=Severity.ERROR,
        field=Field.ADJUSTMENT_TIME,
        reads=(Field.ADJUSTMENT_TYPE, Field.ADJUSTMENT_TIME),
        title=QT_TRANSLATE_NOOP("rules", "No adjustment time"),
        message=QT_TRANSLATE_NOOP("rules", "This adjustment does not say when it was made."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Microsoft Advertising refuses an adjustment without its time, to take back as to change.",
        ),
        bad=(Example(RETRACT | {Field.ADJUSTMENT_TIME: ""}),),
        good=(Example(RETRACT), Example({})),
        service_error=5619,
        test=_time_missing,
        fix=LEAVE_OUT,
    ),
    RowRule(
        id="adjustment-time-unreadable",
        severity=Severity.ERROR,
        field=Field.ADJUSTMENT_TIME,
        reads=(Field.ADJUSTMENT_TYPE, Field.ADJUSTMENT_TIME),
        title=QT_TRANSLATE_NOOP("rules", "Adjustment time unclear"),
        message=QT_TRANSLATE_NOOP("rules", "“{value}” is not a time that can be read for certain."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Microsoft Advertising would refuse this row. Enter the time with its difference from UTC, like "
            "2026-11-09 10:00 +01:00.",
        ),
        bad=(Example(RETRACT | {Field.ADJUSTMENT_TIME: "yesterday"}),),
        good=(Example(RETRACT),),
        service_error=5621,
        test=_time_unreadable,
        fix=LEAVE_OUT,
    ),
    RowRule(
        id="adjustment-before-conversion",
        severity=Severity.ERROR,
        field=Field.ADJUSTMENT_TIME,
        reads=(Field.ADJUSTMENT_TYPE, Field.ADJUSTMENT_TIME, Field.TIME),
        title=QT_TRANSLATE_NOOP("rules", "Adjusted before it happened"),
        message=QT_TRANSLATE_NOOP("rules", "The adjustment is earlier than the conversion."),
        why=QT_TRANSLATE_NOOP(
            "rules", "Microsoft Advertising would refuse this row. One of the two times is wrong."
        ),
        bad=(Example(RETRACT | {Field.ADJUSTMENT_TIME: "2026-11-05T14:29:59Z"}),),
        good=(Example(RETRACT | {Field.ADJUSTMENT_TIME: "2026-11-05T14:30:00Z"}),),
        service_error=5620,
        test=_before_conversion,
        fix=LEAVE_OUT,
    ),
    RowRule(
        id="adjustment-time-future",
        severity=Severity.ERROR,
        field=Field.ADJUSTMENT_TIME,
        reads=(Field.ADJUSTMENT_TYPE, Field.ADJUSTMENT_TIME),
        title=QT_TRANSLATE_NOOP("rules", "Adjustment in the future"),
        message=QT_TRANSLATE_NOOP("rules", "The adjustment's time has not come yet."),
        why=QT_TRANSLATE_NOOP(
            "rules", "Microsoft Advertising would refuse this row. Check the time and its zone."
        ),
        bad=(Example(RETRACT | {Field.ADJUSTMENT_TIME: "2026-11-24T00:00:01Z"}),),
        good=(Example(RETRACT),),
        service_error=5622,
        test=_time_future,
        fix=LEAVE_OUT,
    ),
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
            Example(RESTATE | {Field.ADJUSTMENT_VALUE: ""}),
            Example(RESTATE | {Field.ADJUSTMENT_VALUE: "-1"}),
            Example(RESTATE | {Field.ADJUSTMENT_VALUE: "lots"}),
        ),
        good=(Example(RESTATE), Example(RESTATE | {Field.ADJUSTMENT_VALUE: "0"})),
        service_error=5625,
        test=_value_missing,
        fix=LEAVE_OUT,
    ),
    RowRule(
        id="adjustment-value-unexpected",
        severity=Severity.ERROR,
        field=Field.ADJUSTMENT_VALUE,
        reads=(Field.ADJUSTMENT_TYPE, Field.ADJUSTMENT_VALUE),
        title=QT_TRANSLATE_NOOP("rules", "New value not expected"),
        message=QT_TRANSLATE_NOOP("rules", "Only a row that restates a conversion may have a new value."),
        why=QT_TRANSLATE_NOOP("rules", "Microsoft Advertising would refuse this row. Clear the new value."),
        bad=(Example(RETRACT | {Field.ADJUSTMENT_VALUE: "980.00"}),),
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
        title=QT_TRANSLATE_NOOP("rules", "Unknown currency of the new value"),
        message=QT_TRANSLATE_NOOP("rules", "“{value}” is not the code of a currency."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Microsoft Advertising takes three-letter codes such as USD or EUR and would refuse this row.",
        ),
        bad=(
            Example(RESTATE | {Field.ADJUSTMENT_CURRENCY: "US$"}),
            Example(RESTATE | {Field.ADJUSTMENT_CURRENCY: "£"}),
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
