"""The verdicts of all rules over all rows: one bit a rule in one 64-bit word a row.

Counting, filtering, painting and jumping to the next problem all read these words; sentences are made for the
cell a person looks at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from offconv_gui.core.amended import Amended
from offconv_gui.core.grid import Mask, RowIndex
from offconv_gui.core.kinds.reading import Reading

Bits = npt.NDArray[np.uint64]


_FEW_KEYS = 8
"""So many keys are found quicker by comparing each with every row's."""

_LAST_BITS = 2**20 - 1

_NO_ROWS: RowIndex = np.empty(0, np.int64)


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
class Words(Reading):
    """A 64-bit word a row (uint64)."""

    words: Bits

    @cached_property
    def tags(self) -> npt.NDArray[np.uint16]:
        """The last 16 bits of each: a scan that reads a quarter of the memory finds the few likely ones."""
        return self.words.astype(np.uint16)


@dataclass(frozen=True)
class IssueSet:
    """`verdicts` has one word a row, 0 for a row left out; the bit of a rule is its place on the roll.

    `keys` holds, for each rule that compares rows, the 64-bit keys by which it does (see `checker`). `tally`
    says how many rows have each word that occurs: few words do, so that counting reads a handful of numbers
    and no row.
    """

    verdicts: Amended[Words]
    keys: Mapping[str, Amended[Words]]
    tally: Mapping[int, int]

    @property
    def bits(self) -> Bits:
        """The words of all rows."""
        return self.verdicts.whole().words

    def word(self, row: int) -> int:
        """The word of one row."""
        found, at = self.verdicts.row(row)
        return int(found.words[at])

    def mask(self, word: int) -> Mask:
        """The rows with any of the bits of `word`."""
        result: Mask = (self.bits & np.uint64(word)) != 0
        return result

    def rows_with(self, word: int) -> RowIndex:
        """The positions of the rows with any of the bits of `word`, ascending."""
        return np.flatnonzero(self.mask(word)).astype(np.int64)  # of words it takes four times as long

    def count(self, word: int) -> int:
        """How many rows have any of the bits of `word`."""
        words, rows = self._tallied
        return int(rows[words & np.uint64(word) != 0].sum())

    def count_without(self, word: int, without: int) -> int:
        """How many rows have any of the bits of `word`, and none of those of `without`."""
        words, rows = self._tallied
        return int(rows[(words & np.uint64(word) != 0) & (words & np.uint64(without) == 0)].sum())

    @cached_property
    def _tallied(self) -> tuple[Bits, npt.NDArray[np.int64]]:
        return np.array(list(self.tally), np.uint64), np.array(list(self.tally.values()), np.int64)


def tally_of(bits: Bits) -> dict[int, int]:
    """How many rows have each word that occurs."""
    words, rows = np.unique(bits, return_counts=True) if len(bits) < _FEW else _counted(bits)
    return dict(zip(words.tolist(), rows.tolist(), strict=True))


def retallied(tally: Mapping[int, int], before: Bits, after: Bits) -> dict[int, int]:
    """The tally after some rows changed their words."""
    result = dict(tally)
    for words, by in ((tally_of(after), 1), (tally_of(before), -1)):
        for word, rows in words.items():
            result[word] = result.get(word, 0) + by * rows
            if not result[word]:
                del result[word]
    return result


_FEW = 10_000


def _counted(bits: Bits) -> tuple[Bits, npt.NDArray[np.int64]]:
    """With a hash table: sorting a million words takes several times as long."""
    places, words = pd.factorize(bits)
    return words, np.bincount(places, minlength=len(words))


def rows_with_keys(keys: Amended[Words], wanted: Bits) -> RowIndex:
    """The positions of the rows with one of these keys, ascending."""
    return keys.found(lambda words: _places_of(words, wanted))


def _places_of(keys: Words, wanted: Bits) -> RowIndex:
    # Keys are well mixed, so that their last bits tell nearly all others apart.
    if len(wanted) > _FEW_KEYS:
        last = np.uint64(_LAST_BITS)
        sought = np.zeros(_LAST_BITS + 1, np.bool_)
        sought[wanted & last] = True
        likely = np.flatnonzero(sought[keys.words & last])
    else:
        places = [np.flatnonzero(keys.tags == tag) for tag in np.unique(wanted.astype(np.uint16))]
        likely = np.sort(np.concatenate(places)) if places else _NO_ROWS
    return likely[np.isin(keys.words[likely], wanted)].astype(np.int64)
