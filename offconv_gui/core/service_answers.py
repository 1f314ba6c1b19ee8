"""What the service means by an error at a row, in words that say what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from offconv_gui.core.messages import QT_TRANSLATE_NOOP, Message
from offconv_gui.core.service_errors import SERVICE_ERRORS


@dataclass(frozen=True, order=True)
class ServiceAnswer:
    """An error as a results file gives it: its name, and its number (0 where it has none)."""

    name: str
    number: int = 0


def in_words(answer: ServiceAnswer) -> Message:
    """What an error means, as part of a sentence, with what to ask the service's support about."""
    name = answer.name or SERVICE_ERRORS.get(answer.number, "")
    label = ", ".join(part for part in (name, str(answer.number or "")) if part)
    meaning = _MEANINGS.get(name)
    if meaning is None:
        return Message(QT_TRANSLATE_NOOP("rules", "it answered “{label}”"), {"label": label})
    return Message("{meaning} ({label})", {"meaning": Message(meaning), "label": label})


_TOO_MANY = QT_TRANSLATE_NOOP("rules", "there were too many rows at once: upload them in several files")
_GOAL_TOO_NEW = QT_TRANSLATE_NOOP(
    "rules", "the goal was too new: upload the row again when the goal is two hours old"
)
_NO_CLICK_ID = QT_TRANSLATE_NOOP("rules", "there was no click ID")
_BAD_CLICK_ID = QT_TRANSLATE_NOOP("rules", "the click ID is none of its own")

_MEANINGS: Mapping[str, str] = {
    "OfflineConversionsLimitExceeded": _TOO_MANY,
    "OfflineConversionMicrosoftClickIdNullOrEmpty": _NO_CLICK_ID,
    "OfflineConversionMicrosoftClickIdInvalid": _BAD_CLICK_ID,
    "OfflineConversionNameNullOrEmpty": QT_TRANSLATE_NOOP("rules", "the row named no goal"),
    "OfflineConversionNameInvalid": QT_TRANSLATE_NOOP(
        "rules", "the account has no active offline goal of exactly this name"
    ),
    "OfflineConversionTimeInvalid": QT_TRANSLATE_NOOP("rules", "the conversion time could not be read"),
    "OfflineConversionTimeNullOrEmpty": QT_TRANSLATE_NOOP("rules", "there was no conversion time"),
    "OfflineConversionTimeOutOfWindow": QT_TRANSLATE_NOOP(
        "rules", "the conversion was more than 90 days old when it was uploaded"
    ),
    "OfflineConversionValueInvalid": QT_TRANSLATE_NOOP("rules", "it does not take such a value"),
    "OfflineConversionCurrencyCodeInvalid": QT_TRANSLATE_NOOP("rules", "it does not take this currency"),
    "OfflineConversionsApplyFailed": QT_TRANSLATE_NOOP(
        "rules", "it failed for a reason of its own: upload the row again later"
    ),
    "OfflineConversionPilotNotEnabledForCustomer": QT_TRANSLATE_NOOP(
        "rules", "the account may not upload such rows yet: ask the support of Microsoft Advertising"
    ),
    "FutureConversionTimeCannotBeSet": QT_TRANSLATE_NOOP(
        "rules", "the conversion time was in the future: check the time zone of the file"
    ),
    "OfflineConversionNotAcceptedForGoal": _GOAL_TOO_NEW,
    "ConversionTimeEarlierThanClickTime": QT_TRANSLATE_NOOP(
        "rules", "the conversion is earlier than the click: check the time zone of the file"
    ),
    "ClickIdDateTimeOutsideGoalConversionWindow": QT_TRANSLATE_NOOP(
        "rules", "more days lie between click and conversion than the goal allows"
    ),
    "OfflineConversionInvalidAdjustmentType": QT_TRANSLATE_NOOP(
        "rules", "the type of adjustment is neither Restate nor Retract"
    ),
    "OfflineConversionAdjustmentTimeNullOrEmpty": QT_TRANSLATE_NOOP("rules", "there was no adjustment time"),
    "OfflineConversionAdjustmentTimeEarlierThanConversionTime": QT_TRANSLATE_NOOP(
        "rules", "the adjustment is earlier than the conversion"
    ),
    "OfflineConversionAdjustmentTimeInvalid": QT_TRANSLATE_NOOP(
        "rules", "the adjustment time could not be read"
    ),
    "OfflineConversionFutureAdjustmentTimeCannotBeSet": QT_TRANSLATE_NOOP(
        "rules", "the adjustment time was in the future: check the time zone of the file"
    ),
    "OfflineConversionAdjustmentTimeOutOfWindow": QT_TRANSLATE_NOOP("rules", "the adjustment came too late"),
    "OfflineConversionAdjustmentValueNotExpected": QT_TRANSLATE_NOOP(
        "rules", "a conversion that is taken back has no new value"
    ),
    "OfflineConversionAdjustmentValueRequired": QT_TRANSLATE_NOOP(
        "rules", "a conversion that is corrected needs a new value"
    ),
    "OfflineConversionCurrencyValueRequired": QT_TRANSLATE_NOOP("rules", "the value needs a currency"),
    "OfflineConversionRestateRetractNotSupported": QT_TRANSLATE_NOOP(
        "rules", "conversions of this goal cannot be adjusted"
    ),
    "OfflineConversionBatchSizeExceedsLimit": _TOO_MANY,
    "OfflineConversionGoalTooRecent": _GOAL_TOO_NEW,
    "OfflineConversionMSClickIdNullOrEmpty": _NO_CLICK_ID,
    "OfflineConversionMSClickIdInvalid": _BAD_CLICK_ID,
    "NotEligibleForEnhancedConversions": QT_TRANSLATE_NOOP(
        "rules", "the goal takes no row without a click ID: turn on enhanced conversions for it"
    ),
    "ConversionEmailAddressIsNotHashed": QT_TRANSLATE_NOOP("rules", "the e-mail address is not hashed"),
    "ConversionPhoneNumberIsNotHashed": QT_TRANSLATE_NOOP("rules", "the phone number is not hashed"),
    "ExternalAttributionRequiredFieldEmpty": QT_TRANSLATE_NOOP(
        "rules", "attribution needs both a model and a credit"
    ),
    "ExternalAttributionCreditValueInvalid": QT_TRANSLATE_NOOP(
        "rules", "the attribution credit is not a number above 0 and up to 1"
    ),
    "GoalNotEligibleForExternalAttribution": QT_TRANSLATE_NOOP(
        "rules", "the goal takes no attribution from elsewhere"
    ),
}
"""By name, since some errors have no number (Microsoft Advertising docs, "Operation error codes", and the
daily summary of offline conversions)."""
