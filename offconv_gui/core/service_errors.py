"""The errors with which the service answers a row, by number: their names in the results file.

Source: Microsoft Advertising docs, "Operation error codes" of the campaign management service, and the bulk
record "Offline Conversion" (2026). Some errors of newer features have a name and no number.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SERVICE_ERRORS: Mapping[int, str] = MappingProxyType(
    {
        5600: "OfflineConversionsNullOrEmpty",
        5601: "OfflineConversionsLimitExceeded",
        5602: "OfflineConversionIsNull",
        5603: "OfflineConversionMicrosoftClickIdNullOrEmpty",
        5604: "OfflineConversionMicrosoftClickIdInvalid",
        5605: "OfflineConversionNameNullOrEmpty",
        5606: "OfflineConversionNameInvalid",
        5607: "OfflineConversionTimeInvalid",
        5608: "OfflineConversionTimeNullOrEmpty",
        5609: "OfflineConversionTimeOutOfWindow",
        5610: "OfflineConversionValueInvalid",
        5611: "OfflineConversionCurrencyCodeInvalid",
        5612: "OfflineConversionsApplyFailed",
        5613: "OfflineConversionPilotNotEnabledForCustomer",
        5614: "FutureConversionTimeCannotBeSet",
        5615: "OfflineConversionNotAcceptedForGoal",
        5616: "ConversionTimeEarlierThanClickTime",
        5617: "ClickIdDateTimeOutsideGoalConversionWindow",
        5618: "OfflineConversionInvalidAdjustmentType",
        5619: "OfflineConversionAdjustmentTimeNullOrEmpty",
        5620: "OfflineConversionAdjustmentTimeEarlierThanConversionTime",
        5621: "OfflineConversionAdjustmentTimeInvalid",
        5622: "OfflineConversionFutureAdjustmentTimeCannotBeSet",
        5623: "OfflineConversionAdjustmentTimeOutOfWindow",
        5624: "OfflineConversionAdjustmentValueNotExpected",
        5625: "OfflineConversionAdjustmentValueRequired",
        5626: "OfflineConversionCurrencyValueRequired",
        5627: "OfflineConversionRestateRetractNotSupported",
    }
)
"""Numbers 5600 to 5627."""
