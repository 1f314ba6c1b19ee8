"""Adjustment types: whether a row is a new conversion, changes an earlier one, or takes it back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from offconv_gui.core.kinds.reading import Reading


class Adjustment(IntEnum):
    """What a row does; NEW is a blank adjustment type, UNKNOWN any other word."""

    NEW = 0
    RESTATE = 1
    RETRACT = 2
    UNKNOWN = 3


WORDS = {Adjustment.RESTATE: "Restate", Adjustment.RETRACT: "Retract"}
"""The exact words of the bulk record."""


@dataclass(frozen=True)
class Adjustments(Reading):
    """`action` holds one `Adjustment` a row."""

    action: npt.NDArray[np.uint8]


def read(text: pa.Array) -> Adjustments:
    """Read a column of adjustment types, letter case and surrounding spaces aside."""
    trimmed = pc.utf8_lower(pc.utf8_trim_whitespace(text))
    action = np.full(len(text), Adjustment.UNKNOWN, np.uint8)
    for meaning, word in ((Adjustment.NEW, ""), *((a, w.lower()) for a, w in WORDS.items())):
        action[pc.equal(trimmed, word).to_numpy(zero_copy_only=False)] = meaning
    return Adjustments(action)
