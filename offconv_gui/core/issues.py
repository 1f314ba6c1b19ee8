"""The verdicts of all rules over all rows: one bit a rule in one 64-bit word a row.

Counting, filtering, painting and jumping to the next problem all read these words; sentences are made for the
cell a person looks at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

import numpy as np
import numpy.typing as npt

from offconv_gui.core.grid import Mask, RowIndex

Bits = npt.NDArray[np.uint64]


class Severity(Enum):
    """How much an issue matters: an error keeps its row out of the export, a warning does not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True)
class Counts:
    """How many rows are in which state.

    `ready` rows have no error and are exported; `warnings` are the ready rows with a warning; `errors` have
    at least one; `left_out` were taken out by a person and are not judged. Ready, errors and left out add
    up to `rows`.
    """

    rows: int
    ready: int
    warnings: int
    errors: int
    left_out: int


@dataclass(frozen=True)
class IssueSet:
    """`bits` has one word a row, 0 for a row left out; the bit of a rule is its place on the roll.

    `keys` holds, for each rule that compares rows, the 64-bit keys by which it does (see `checker`).
    """

    bits: Bits
    keys: Mapping[str, Bits]

    def mask(self, word: int) -> Mask:
        """The rows with any of the bits of `word`."""
        result: Mask = (self.bits & np.uint64(word)) != 0
        return result

    def rows_with(self, word: int) -> RowIndex:
        """The positions of the rows with any of the bits of `word`, ascending."""
        return np.flatnonzero(self.bits & np.uint64(word)).astype(np.int64)

    def count(self, word: int) -> int:
        """How many rows have any of the bits of `word`."""
        return int(np.count_nonzero(self.bits & np.uint64(word)))
