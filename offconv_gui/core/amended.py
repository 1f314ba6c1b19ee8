"""Long columns of numbers, and the few rows of them that have changed since they were made.

A cell that is edited changes one entry in each of a dozen arrays, and those are megabytes in a long table. So
the changed rows are kept beside the column; whoever needs all of it gets it whole, made once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeVar

import numpy as np

from offconv_gui.core.grid import RowIndex
from offconv_gui.core.kinds.reading import Reading

R = TypeVar("R", bound=Reading)

MOST = 2_000
"""Changed rows from which on a fresh column is cheaper than a column and its changes."""


class Amended(Generic[R]):
    """A `Reading` that is immutable to whoever uses it, and of which some rows are cheap to replace."""

    def __init__(self, base: R, changed: R | None = None, places: Mapping[int, int] | None = None) -> None:
        """`places` says where in `changed` a row stands; all other rows are as in `base`."""
        # In one piece, so that a thread that reads it never meets half of it.
        self._parts = base, changed, places or {}

    def __len__(self) -> int:
        return len(self._parts[0])

    def parts(self) -> tuple[R, RowIndex, R]:
        """A column without the changes, the changed rows, ascending, and what these are."""
        base, changed, places = self._parts
        rows = np.array(sorted(places), np.int64)
        if changed is None:
            return base, rows, base.take(rows)
        return base, rows, changed.take(np.array([places[row] for row in rows.tolist()], np.int64))

    def whole(self) -> R:
        """All rows."""
        if self._parts[1] is not None:
            base, rows, changed = self.parts()
            self._parts = base.put(rows, changed), None, {}
        return self._parts[0]

    def take(self, rows: RowIndex | slice) -> R:
        """Only these rows, in this order."""
        base, changed, places = self._parts
        if changed is None:
            return base.take(rows)
        if isinstance(rows, slice) or len(rows) > MOST:
            return self.whole().take(rows)
        found = [(at, places[row]) for at, row in enumerate(rows.tolist()) if row in places]
        taken = base.take(rows)
        if not found:
            return taken
        here, there = np.array(found, np.int64).T
        return taken.put(here, changed.take(there))

    def row(self, row: int) -> tuple[R, int]:
        """A column in which this row stands, and where: the cheap way to look at one row."""
        base, changed, places = self._parts
        place = places.get(row)
        return (base, row) if place is None or changed is None else (changed, place)

    def put(self, rows: RowIndex, other: R) -> Amended[R]:
        """The same column with these rows, none of them twice, taken from `other`."""
        base, changed, places = self._parts
        known = 0 if changed is None else len(changed)
        if known + len(rows) > MOST:
            return Amended(self.whole().put(rows, other))
        if not len(rows):
            return self
        added = dict(zip(rows.tolist(), range(known, known + len(rows)), strict=True))
        return Amended(base, other if changed is None else changed.followed_by(other), {**places, **added})
