"""Until when a conversion can be uploaded, and how long that still is."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
import numpy.typing as npt

from offconv_gui.core.messages import QT_TRANSLATE_NOOP, Message
from offconv_gui.core.rules.base import DAY
from offconv_gui.core.rules.times import OLDEST_DAYS

_MINUTE, _HOUR = 60, 3_600


Moment = TypeVar("Moment", int, npt.NDArray[np.int64])


def expires_at(utc: Moment) -> Moment:
    """The last second at which conversions of these instants are still accepted, in seconds since 1970."""
    return utc + OLDEST_DAYS * DAY


def time_left(utc: int, now: int) -> Message:
    """How long a conversion of this instant can still be uploaded: "in 2 days 4 h"."""
    left = expires_at(utc) - now
    if left < 0:
        return Message(QT_TRANSLATE_NOOP("columns", "expired"))
    days, rest = divmod(left, DAY)
    hours, minutes = rest // _HOUR, rest % _HOUR // _MINUTE
    if days >= 10:
        return Message(QT_TRANSLATE_NOOP("columns", "in {days} days"), {"days": days})
    if days > 1:
        return Message(
            QT_TRANSLATE_NOOP("columns", "in {days} days {hours} h"), {"days": days, "hours": hours}
        )
    if days == 1:
        return Message(QT_TRANSLATE_NOOP("columns", "in 1 day {hours} h"), {"hours": hours})
    if hours:
        return Message(
            QT_TRANSLATE_NOOP("columns", "in {hours} h {minutes} min"), {"hours": hours, "minutes": minutes}
        )
    return Message(QT_TRANSLATE_NOOP("columns", "in {minutes} min"), {"minutes": minutes})
