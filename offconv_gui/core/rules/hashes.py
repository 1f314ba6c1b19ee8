"""Rules about hashed contact data and external attribution."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from offconv_gui.core.choices import Context
from offconv_gui.core.fields import HASHED, Field
from offconv_gui.core.grid import Mask
from offconv_gui.core.issues import Severity
from offconv_gui.core.kinds import amounts
from offconv_gui.core.kinds.adjustments import Adjustment
from offconv_gui.core.kinds.amounts import AmountStatus
from offconv_gui.core.kinds.click_ids import ClickIdStatus
from offconv_gui.core.messages import QT_TRANSLATE_NOOP
from offconv_gui.core.rules.base import AnyRule, Example, RowRule, View, adjusts, clear, with_hash

_HASH = "ec81f3ac7b2b19675bab9d54cf416f9f18cff87c97da5cca82c0f0891bc40602"


def _not_a_hash(field: Field) -> Callable[[View, Context], Mask]:
    def test(view: View, context: Context) -> Mask:
        if not view.has(field):
            return view.none()
        hashes = view.hashes(field)
        return ~hashes.blank & ~hashes.valid

    return test


def _alone(view: View, context: Context) -> Mask:
    status = view.click_ids().status
    without_id = (status == ClickIdStatus.BLANK) | (status == ClickIdStatus.PLACEHOLDER)
    return with_hash(view) & without_id


def _bad_credit(view: View, context: Context) -> Mask:
    if not view.has(Field.ATTRIBUTION_CREDIT):
        return view.none()
    credit = view.amounts(Field.ATTRIBUTION_CREDIT)
    share = np.nan_to_num(amounts.values(credit), nan=-1.0)
    bad = (credit.status != AmountStatus.BLANK) & ~((share > 0) & (share <= 1))
    return bad & ~adjusts(view, Adjustment.RESTATE, Adjustment.RETRACT)  # those upload none


RULES: tuple[AnyRule, ...] = (
    RowRule(
        id="hashed-email-invalid",
        severity=Severity.ERROR,
        field=Field.HASHED_EMAIL,
        reads=(Field.HASHED_EMAIL,),
        title=QT_TRANSLATE_NOOP("rules", "Not a hashed e-mail address"),
        message=QT_TRANSLATE_NOOP("rules", "This is not a hash of 64 digits and letters a to f."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Microsoft Advertising takes e-mail addresses as SHA-256 hashes only and would refuse this row. "
            "Clear the cell, or enter the hash.",
        ),
        bad=(Example({Field.HASHED_EMAIL: "ana@example.com"}), Example({Field.HASHED_EMAIL: _HASH[:40]})),
        good=(Example({Field.HASHED_EMAIL: _HASH}), Example({Field.HASHED_EMAIL: ""})),
        test=_not_a_hash(Field.HASHED_EMAIL),
        fix=clear(Field.HASHED_EMAIL),
    ),
    RowRule(
        id="hashed-phone-invalid",
        severity=Severity.ERROR,
        field=Field.HASHED_PHONE,
        reads=(Field.HASHED_PHONE,),
        title=QT_TRANSLATE_NOOP("rules", "Not a hashed phone number"),
        message=QT_TRANSLATE_NOOP("rules", "This is not a hash of 64 digits and letters a to f."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Microsoft Advertising takes phone numbers as SHA-256 hashes only and would refuse this "
            "row. Clear the cell, or enter the hash.",
        ),
        bad=(Example({Field.HASHED_PHONE: "+1 425 555 0100"}),),
        good=(Example({Field.HASHED_PHONE: _HASH}), Example({Field.HASHED_PHONE: ""})),
        test=_not_a_hash(Field.HASHED_PHONE),
        fix=clear(Field.HASHED_PHONE),
    ),
    RowRule(
        id="hash-without-click-id",
        severity=Severity.WARNING,
        field=Field.CLICK_ID,
        reads=(Field.CLICK_ID, *HASHED),
        title=QT_TRANSLATE_NOOP("rules", "Contact data instead of a click ID"),
        message=QT_TRANSLATE_NOOP("rules", "This row has hashed contact data, but no click ID."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Microsoft Advertising takes it only where enhanced conversions are switched on for the "
            "goal, and refuses it elsewhere.",
        ),
        bad=(Example({Field.CLICK_ID: "", Field.HASHED_EMAIL: _HASH}),),
        good=(Example({Field.HASHED_EMAIL: _HASH}), Example({Field.CLICK_ID: ""})),
        test=_alone,
    ),
    RowRule(
        id="external-credit-invalid",
        severity=Severity.ERROR,
        field=Field.ATTRIBUTION_CREDIT,
        reads=(Field.ATTRIBUTION_CREDIT, Field.ADJUSTMENT_TYPE),
        title=QT_TRANSLATE_NOOP("rules", "Share not between 0 and 1"),
        message=QT_TRANSLATE_NOOP("rules", "“{value}” is not a share: a number over 0, at most 1."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Microsoft Advertising would refuse this row. Enter the share like 0.5, or clear the cell.",
        ),
        bad=(
            Example({Field.ATTRIBUTION_CREDIT: "0"}),
            Example({Field.ATTRIBUTION_CREDIT: "1.01"}),
            Example({Field.ATTRIBUTION_CREDIT: "half"}),
        ),
        good=(Example({Field.ATTRIBUTION_CREDIT: "0.25"}), Example({Field.ATTRIBUTION_CREDIT: "1"})),
        test=_bad_credit,
        fix=clear(Field.ATTRIBUTION_CREDIT),
    ),
)
