"""What a whole column proves about the way its values are written.

The way in which every value can be read is the column's. The proof is kept, so that a person can be shown it:
"Day/Month/Year, proved by 1,904 rows, for example row 17: 18/11/2026".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any, Generic, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from offconv_gui.core.choices import DateOrder, DecimalMark
from offconv_gui.core.grid import RowIndex

Proofs = npt.NDArray[np.uint8]


class Proof(IntEnum):
    """What one value says of its column: a bit for each way in which it can be read, where they differ.

    FIRST is day-first or decimal point, SECOND month-first or comma, THIRD year-first. A value with several
    bits is unclear by itself; NONE says nothing, for it reads alike in all ways, or in none.
    """

    NONE = 0
    FIRST = 1
    SECOND = 2
    UNCLEAR = 3
    THIRD = 4


def is_unclear(proofs: Proofs) -> npt.NDArray[np.bool_]:
    """Which values can be read in several ways."""
    several: npt.NDArray[np.bool_] = (proofs & (proofs - np.uint8(1))) != 0
    return several


AnyWay: TypeAlias = DateOrder | DecimalMark
Way = TypeVar("Way", DateOrder, DecimalMark)


@dataclass(frozen=True)
class Mixture(Generic[Way]):
    """Two ways in one column: the rarer one with the proofs of the rows that can be read so, but not in the
    commoner one, and the commoner one likewise."""

    rarer: Way
    rarer_proofs: tuple[int, ...]
    commoner: Way
    commoner_proofs: tuple[int, ...]


@dataclass(frozen=True)
class Evidence(Generic[Way]):
    """How many values of a column prove what.

    `ways` are those that there are, in the order of the bits of `Proof`; `counts` has an entry for each sum
    of such bits. `first_rows` are, for each way, the first row (a position, from 0) that can be read in no
    other, None where there is none.
    """

    ways: tuple[Way, ...]
    counts: tuple[int, ...]
    first_rows: tuple[int | None, ...]

    @property
    def unclear(self) -> int:
        """How many values can be read in several ways."""
        return sum(self.counts[1:]) - sum(map(self.alone, self.ways))

    @property
    def mixed(self) -> bool:
        """No way fits all values: two formats stand in one column."""
        return not self._fitting

    @property
    def proved(self) -> Way | None:
        """The only way that fits every value; None where several do, or none."""
        return self._fitting[0] if len(self._fitting) == 1 else None

    @property
    def proved_by(self) -> int:
        """How many rows prove the proved way by themselves; 0 where it takes several of them together."""
        return self.alone(self.proved) if self.proved is not None else 0

    @property
    def example_row(self) -> int | None:
        """The first row that proves the proved way by itself."""
        return self.first_rows[self.ways.index(self.proved)] if self.proved is not None else None

    @property
    def in_doubt(self) -> tuple[Way, ...]:
        """The ways between which a person has to choose; none where the column proves one."""
        if self.proved is not None:
            return ()
        possible = tuple(way for way in self.ways if any(self.counts[proof] for proof in self._with(way)))
        return tuple(way for way in possible if way in self._fitting) if self._fitting else possible

    @property
    def mixture(self) -> Mixture[Way]:
        """In a mixed column, the way that fits most values, and the one that fits most of the others."""
        second = self.ways[1]
        common = min(
            self.ways,
            key=lambda way: (self._count(self._without(way)), -self.alone(way), way is not second),
        )
        others = self._without(common)
        rarer = max(
            (way for way in self.ways if way is not common),
            key=lambda way: self._count(proof for proof in others if proof in self._with(way)),
        )
        against_rarer = self._without(rarer)
        return Mixture(
            rarer, others, common, tuple(proof for proof in self._with(common) if proof in against_rarer)
        )

    def alone(self, way: AnyWay) -> int:
        """How many values can be read in this way only."""
        return self.counts[1 << self.ways.index(way)]

    def fits(self, way: AnyWay) -> bool:
        """Every value can be read so."""
        return not self._count(self._without(way))

    @property
    def _fitting(self) -> tuple[Way, ...]:
        return tuple(way for way in self.ways if self.fits(way))

    def _count(self, proofs: Any) -> int:
        return sum(self.counts[proof] for proof in proofs)

    def _with(self, way: AnyWay) -> tuple[int, ...]:
        return tuple(proof for proof in range(1, len(self.counts)) if proof >> self.ways.index(way) & 1)

    def _without(self, way: AnyWay) -> tuple[int, ...]:
        return tuple(proof for proof in range(1, len(self.counts)) if not proof >> self.ways.index(way) & 1)


def weigh(proof: Proofs, *ways: Way) -> Evidence[Way]:
    """The evidence of a column, from what each of its values proves."""
    counts = _counted(proof, 1 << len(ways))
    singles = [1 << place for place in range(len(ways))]
    first_rows = (int(np.argmax(proof == single)) if counts[single] else None for single in singles)
    return Evidence(ways, counts, tuple(first_rows))


def reweighed(before: Evidence[Any], rows: RowIndex, was: Proofs, now: Proofs) -> Evidence[Any] | None:
    """The evidence after these rows, which proved what `was` says, came to prove what `now` says.

    None where the first row that proves a way is no longer known: then the column has to be weighed again.
    """
    firsts = list(before.first_rows)
    for place, first in enumerate(firsts):
        come = rows[now == 1 << place]
        if first is not None and first in rows and first not in come:
            return None
        known = come if first is None else np.append(come, first)
        firsts[place] = int(known.min()) if len(known) else None
    change = zip(
        before.counts, _counted(now, len(before.counts)), _counted(was, len(before.counts)), strict=True
    )
    counts = tuple(there + come - gone for there, come, gone in change)
    return replace(before, counts=counts, first_rows=tuple(firsts))


def _counted(proofs: Proofs, kinds: int) -> tuple[int, ...]:
    """How often each proof occurs; those that say nothing are not counted."""
    # Bytes compared with a plain int stay bytes; np.bincount, and an enum's member, widen every row to eight.
    return (0, *(int(np.count_nonzero(proofs == kind)) for kind in range(1, kinds)))


def date_order(proof: Proofs) -> Evidence[DateOrder]:
    """What a column of dates proves: day-first, month-first or year-first."""
    return weigh(proof, DateOrder.DMY, DateOrder.MDY, DateOrder.YMD)


def decimal_mark(proof: Proofs) -> Evidence[DecimalMark]:
    """What a column of amounts proves: decimal point or decimal comma."""
    return weigh(proof, DecimalMark.POINT, DecimalMark.COMMA)
