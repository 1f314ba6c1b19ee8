"""A block of selected cells, and the way round in it with Enter and Tab."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

from PySide6.QtCore import QItemSelection
from PySide6.QtWidgets import QHeaderView

_MOST_PIECES = 50
"""Pieces of a selection up to which it is looked at whether they form one block."""


class Step(Enum):
    """To the next cell: Enter, Shift+Enter, Tab, Shift+Tab."""

    DOWN = auto()
    UP = auto()
    NEXT = auto()
    PREVIOUS = auto()


class Area(NamedTuple):
    """Its first and last place among the rows, and its columns in the order shown."""

    top: int
    bottom: int
    columns: tuple[int, ...]

    @property
    def size(self) -> int:
        """How many cells there are."""
        return (self.bottom + 1 - self.top) * len(self.columns)

    def holds(self, row: int, column: int) -> bool:
        """The cell is one of them."""
        return self.top <= row <= self.bottom and column in self.columns

    def after(self, row: int, column: int, step: Step) -> tuple[int, int]:
        """The next cell: down its column and on to the next one, or along its row; at the end round again."""
        height, width = self.bottom + 1 - self.top, len(self.columns)
        down, along = row - self.top, self.columns.index(column)
        by = 1 if step in (Step.DOWN, Step.NEXT) else -1
        if step in (Step.DOWN, Step.UP):
            along, down = divmod((along * height + down + by) % self.size, height)
        else:
            down, along = divmod((down * width + along + by) % self.size, width)
        return self.top + down, self.columns[along]


def selected_area(selection: QItemSelection, header: QHeaderView) -> Area | None:
    """The selected cells where they are one block, hidden columns aside; else None."""
    pieces = selection.toList() if selection.count() <= _MOST_PIECES else []
    ends = {(piece.top(), piece.bottom()) for piece in pieces}
    if len(ends) != 1:
        return None
    columns = {at for piece in pieces for at in range(piece.left(), piece.right() + 1)}
    order = sorted(header.visualIndex(at) for at in columns if not header.isSectionHidden(at))
    between = map(header.logicalIndex, range(order[0], order[-1]) if order else ())
    if not order or any(at not in columns and not header.isSectionHidden(at) for at in between):
        return None
    top, bottom = ends.pop()
    return Area(top, bottom, tuple(map(header.logicalIndex, order)))
