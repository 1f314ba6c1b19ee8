"""Jumps with Ctrl and an arrow: to the edge of a block of filled cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pyarrow.compute as pc
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView

from offconv_gui.core.cell_blocks import block_edge
from offconv_gui.core.grid import Mask
from offconv_gui.gui.models.conversion_table import ConversionTableModel
from offconv_gui.gui.views.selected_area import Step

MOVES = frozenset(
    (
        *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down),
        *(Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
    )
)
"""The keys that move the current cell."""

_Action = QAbstractItemView.CursorAction


CURSOR_ACTIONS = {
    Step.DOWN: _Action.MoveDown,
    Step.UP: _Action.MoveUp,
    Step.NEXT: _Action.MoveNext,
    Step.PREVIOUS: _Action.MovePrevious,
}
"""What a step is where no block is selected."""


class Jump(NamedTuple):
    """Down or up a column (`vertical`), or along a row."""

    vertical: bool
    forwards: bool


_JUMPS = {
    _Action.MoveUp: Jump(True, False),
    _Action.MoveDown: Jump(True, True),
    _Action.MoveLeft: Jump(False, False),
    _Action.MoveRight: Jump(False, True),
}


def jump_of(action: QAbstractItemView.CursorAction, mirrored: bool) -> Jump | None:
    """The jump that a move becomes with Ctrl; `mirrored` where columns run from right to left."""
    jump = _JUMPS.get(action)
    return Jump(False, not jump.forwards) if jump and mirrored and not jump.vertical else jump


def jumped(
    model: ConversionTableModel, index: QModelIndex, jump: Jump, columns: Sequence[int]
) -> QModelIndex:
    """Where a jump from this cell ends. `columns` are those shown, in their order."""
    if jump.vertical:
        blank = _blanks_down(model, index.column())
        return index.siblingAtRow(block_edge(blank, index.row(), jump.forwards))
    cells = [index.siblingAtColumn(column).data(Qt.ItemDataRole.EditRole) for column in columns]
    at = block_edge(np.array([not cell for cell in cells]), columns.index(index.column()), jump.forwards)
    return index.siblingAtColumn(columns[at])


def block_end(model: ConversionTableModel, row: int, columns: Sequence[int]) -> int:
    """The last row below this one before a row that is blank in all of these columns, by places.

    What the program itself puts into a column says nothing.
    """
    blank = np.ones(len(model.rows), np.bool_)
    for column in columns:
        if not model.tells_expiry(column):
            blank &= _blanks_down(model, column)
    ahead = np.flatnonzero(blank[row + 1 :])
    return row + int(ahead[0]) if len(ahead) else len(blank) - 1


def _blanks_down(model: ConversionTableModel, column: int) -> Mask:
    """Which cells of a column are blank, in the order they are shown in."""
    lengths = pc.binary_length(model.column_text(column)).to_numpy(zero_copy_only=False)
    blank: Mask = lengths[model.rows] == 0
    return blank
