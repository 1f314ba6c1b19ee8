"""64-bit keys that are equal for equal conversions, and for equal uploads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from offconv_gui.core import row_goals
from offconv_gui.core.fields import HASHED, Field
from offconv_gui.core.kinds import free_text
from offconv_gui.core.kinds.amounts import Amounts
from offconv_gui.core.kinds.currencies import CODES
from offconv_gui.core.kinds.free_text import Keys
from offconv_gui.core.kinds.times import TimeStatus

if TYPE_CHECKING:
    from offconv_gui.core.choices import Choices
    from offconv_gui.core.rules.base import View

IDENTITY = (
    Field.CLICK_ID,
    Field.TIME,
    Field.NAME,
    *HASHED,
    Field.ADJUSTMENT_TYPE,
    Field.ADJUSTMENT_TIME,
)
"""What makes a conversion, or an adjustment of one, the same as another (Microsoft Advertising docs, bulk
record "Offline Conversion")."""

VALUES = (Field.VALUE, Field.CURRENCY, Field.ADJUSTMENT_VALUE, Field.ADJUSTMENT_CURRENCY)


def conversion_keys(view: View, choices: Choices) -> Keys:
    """One key for what the service counts once; 0 where the time cannot be told."""
    return _timed(view, free_text.mixed(*_identity(view, choices)))


def upload_keys(view: View, choices: Choices) -> Keys:
    """One key for all of an uploaded row that the service judges; 0 where the time cannot be told."""
    parts = _identity(view, choices)
    parts += [_digits(view.amounts()), _codes(view.currencies().code, choices)]
    if view.has(Field.ADJUSTMENT_VALUE):
        parts.append(_digits(view.amounts(Field.ADJUSTMENT_VALUE)))
        parts.append(_codes(view.currencies(Field.ADJUSTMENT_CURRENCY).code, choices))
    return _timed(view, free_text.mixed(*parts))


def _identity(view: View, choices: Choices) -> list[Keys]:
    ids = view.click_ids()
    parts = [ids.hi, ids.lo, view.times().utc.view(np.uint64)]
    parts.append(row_goals.goal_keys(view.texts(Field.NAME), choices))
    parts += [view.hashes(f).key for f in HASHED if view.has(f)]
    if view.has(Field.ADJUSTMENT_TYPE):
        parts.append(view.adjustments().action.astype(np.uint64))
        parts.append(view.times(Field.ADJUSTMENT_TIME).utc.view(np.uint64))
    return parts


def _digits(amounts: Amounts) -> Keys:
    return free_text.mixed(amounts.mantissa.view(np.uint64), amounts.scale.astype(np.uint64))


def _codes(own: npt.NDArray[np.int16], choices: Choices) -> Keys:
    chosen = CODES.index(choices.currency) if choices.currency in CODES else 0
    return np.where(own != 0, own, np.int16(chosen)).astype(np.uint64)


def _timed(view: View, keys: Keys) -> Keys:
    return np.where(view.times().status == TimeStatus.OK, keys, np.uint64(0))
