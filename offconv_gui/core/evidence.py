"""What a whole column proves about the way its values are written.

A value that can be read in exactly one way proves that way for the column. The proof is kept, so that a
person can be shown it: "Day/Month/Year, proved by 1,904 rows, for example row 17: 18/11/2026".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt

from offconv_gui.core.choices import DateOrder, DecimalMark
from offconv_gui.core.grid import RowIndex

Proofs = npt.NDArray[np.uint8]


class Proof(IntEnum):
    """What one value says of its column. FIRST is day-first or decimal point, SECOND month-first or comma."""

    NONE = 0
    FIRST = 1
    SECOND = 2
    UNCLEAR = 3


Way = TypeVar("Way", DateOrder, DecimalMark)


@dataclass(frozen=True)
class Evidence(Generic[Way]):
    """How often a column proves either way, and the first row (a position, from 0) that does.

    `unclear` counts the values that can be read both ways.
    """

    first: Way
    second: Way
    first_count: int = 0
    second_count: int = 0
    unclear: int = 0
    first_row: int | None = None
    second_row: int | None = None

    @property
    def mixed(self) -> bool:
        """Both ways are proved: two formats stand in one column."""
        return bool(self.first_count and self.second_count)

    @property
    def proved(self) -> Way | None:
        """The way the column proves; None where it proves neither, or both."""
        if self.mixed or not (self.first_count or self.second_count):
            return None
        return self.first if self.first_count else self.second

    @property
    def proved_by(self) -> int:
        """How many rows prove the proved way."""
        return 0 if self.mixed else self.first_count or self.second_count

    @property
    def example_row(self) -> int | None:
        """The first row that proves the proved way."""
        if self.proved is None:
            return None
        return self.first_row if self.first_count else self.second_row

    @property
    def minority(self) -> Proof:
        """In a mixed column, the proof of the rarer way."""
        return Proof.SECOND if self.second_count < self.first_count else Proof.FIRST


def weigh(proof: Proofs, first: Way, second: Way) -> Evidence[Way]:
    """The evidence of a column, from what each of its values proves."""
    # Bytes compared with a plain int stay bytes; np.bincount, and an enum's member, widen every row to eight.
    masks = {kind: proof == int(kind) for kind in (Proof.FIRST, Proof.SECOND, Proof.UNCLEAR)}
    counts = {kind: int(np.count_nonzero(mask)) for kind, mask in masks.items()}

    def first_row_with(kind: Proof) -> int | None:
        return int(np.argmax(masks[kind])) if counts[kind] else None

    return Evidence(
        first,
        second,
        counts[Proof.FIRST],
        counts[Proof.SECOND],
        counts[Proof.UNCLEAR],
        first_row_with(Proof.FIRST),
        first_row_with(Proof.SECOND),
    )


def reweighed(before: Evidence[Any], rows: RowIndex, was: Proofs, now: Proofs) -> Evidence[Any] | None:
    """The evidence after these rows, which proved what `was` says, came to prove what `now` says.

    None where the first row that proves a way is no longer known: then the column has to be weighed again.
    """
    firsts = [before.first_row, before.second_row]
    for way, kind in enumerate((Proof.FIRST, Proof.SECOND)):
        come, first = rows[now == int(kind)], firsts[way]
        if first is not None and first in rows and first not in come:
            return None
        known = come if first is None else np.append(come, first)
        firsts[way] = int(known.min()) if len(known) else None
    return replace(
        before,
        first_count=before.first_count + _count(now, Proof.FIRST) - _count(was, Proof.FIRST),
        second_count=before.second_count + _count(now, Proof.SECOND) - _count(was, Proof.SECOND),
        unclear=before.unclear + _count(now, Proof.UNCLEAR) - _count(was, Proof.UNCLEAR),
        first_row=firsts[0],
        second_row=firsts[1],
    )


def _count(proofs: Proofs, kind: Proof) -> int:
    return int(np.count_nonzero(proofs == int(kind)))


def date_order(proof: Proofs) -> Evidence[DateOrder]:
    """What a column of dates proves: day-first or month-first."""
    return weigh(proof, DateOrder.DMY, DateOrder.MDY)


def decimal_mark(proof: Proofs) -> Evidence[DecimalMark]:
    """What a column of amounts proves: decimal point or decimal comma."""
    return weigh(proof, DecimalMark.POINT, DecimalMark.COMMA)
