"""The first columns of a table, where they are to stay in sight while the others are scrolled.

The headings keep their places for Qt; what is frozen is painted, and found under the pointer, as far along as
the table is scrolled. So there is one table for eyes, keys and screen readers, and not one over another.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QHeaderView

_MOST = 0.8
"""The share of the width that frozen columns may take: wider ones are scrolled with the others."""


_EDGE = 2
"""Pixels: twice a line of the grid, which in high contrast has the same colour."""


class FrozenColumns(QObject):
    """Of the headings of a table, in the order they are shown in: `count`, hidden ones included."""

    changed = Signal()
    """Other columns are frozen."""

    def __init__(self, header: QHeaderView) -> None:
        super().__init__(header)
        self._header = header
        self._count = 0

    @property
    def count(self) -> int:
        """How many columns are frozen."""
        return min(self._count, self._header.count())

    @count.setter
    def count(self, count: int) -> None:
        if count != self._count:
            self._count = count
            self.changed.emit()

    def last(self) -> int:
        """The last frozen column; -1 for none."""
        return self._header.logicalIndex(self.count - 1) if self.count else -1

    def columns(self) -> list[int]:
        """The frozen columns that are not hidden, in the order they are shown in."""
        columns = map(self._header.logicalIndex, range(self.count))
        return [column for column in columns if not self._header.isSectionHidden(column)]

    def reach(self) -> int:
        """Pixels that the frozen columns take; 0 where there are none, or too little room for them."""
        if not self._count:
            return 0
        header, count = self._header, self.count
        behind = header.logicalIndex(count) if count < header.count() else -1
        width = header.sectionPosition(behind) if behind >= 0 else header.length()
        return width if width <= _MOST * header.viewport().width() else 0

    def shift(self) -> int:
        """How far frozen columns are shown to the right of where Qt has them; less than 0 to the left."""
        offset = self._header.offset() if self._count else 0
        if not offset or not self.reach():
            return 0
        return -offset if self._header.isRightToLeft() else offset

    def holds(self, column: int) -> bool:
        """The column is frozen, and there is room for it."""
        return 0 <= self._header.visualIndex(column) < self.count and bool(self.reach())

    def strip(self, height: int) -> QRect:
        """Where the frozen columns are in a viewport of this height, beside the others or over them."""
        reach, width = self.reach(), self._header.viewport().width()
        return QRect(width - reach if self._header.isRightToLeft() else 0, 0, reach, height)

    def edge(self, height: int) -> QRect:
        """The line between the frozen columns and the others."""
        strip = self.strip(height)
        x = strip.left() if self._header.isRightToLeft() else strip.right() + 1 - _EDGE
        return QRect(x, 0, min(_EDGE, strip.width()), height)

    def covers(self, x: int) -> bool:
        """Frozen columns are shown there."""
        strip = self.strip(1)
        return strip.left() <= x <= strip.right()

    def left_of(self, column: int) -> int:
        """Where a column is shown, in pixels of the viewport."""
        shift = self.shift() if self.holds(column) else 0
        return self._header.sectionViewportPosition(column) + shift
