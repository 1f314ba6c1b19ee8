"""Long columns of numbers, and the few rows of them that have changed since they were made.

A cell that is edited changes one entry in each of a dozen arrays, and those are megabytes in a long table. So
the changed rows are kept beside the column; whoever needs all of it gets it whole, made once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
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

    def whole(self) -> R:
        """All rows."""
        base, changed, places = self._parts
        if changed is not None:
            rows, latest = (np.array(numbers, np.int64) for numbers in (list(places), list(places.values())))
            base = base.put(rows, changed.take(latest))
            self._parts = base, None, {}
        return base

    def take(self, rows: RowIndex | slice) -> R:
        """Only these rows, in this order."""
        base, changed, places = self._parts
        if changed is None:
            return base.take(rows)
        if isinstance(rows, slice) or len(rows) > MOST:
            return self.whole().take(rows)
        if len(rows) == 1:
            found, at = self.row(int(rows[0]))
            return found.take(np.array([at], np.int64))
        amended = [(at, places[row]) for at, row in enumerate(rows.tolist()) if row in places]
        taken = base.take(rows)
        if not amended:
            return taken
        here, there = np.array(amended, np.int64).T
        return taken.put(here, changed.take(there))

    def row(self, row: int) -> tuple[R, int]:
        """A column in which this row stands, and where: the cheap way to look at one row."""
        base, changed, places = self._parts
        place = places.get(row)
        return (base, row) if place is None or changed is None else (changed, place)

    def found(self, test: Callable[[R], RowIndex]) -> RowIndex:
        """The rows that a test finds, ascending; it gives the places of a column that it marks."""
        base, changed, places = self._parts
        hits = test(base)
        if changed is None:
            return hits
        rows = [row for row in hits.tolist() if row not in places]
        marked = set(test(changed).tolist())
        rows += [row for row, place in places.items() if place in marked] if marked else []
        return np.array(sorted(rows), np.int64)

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
