"""What a fix would do to the first of its rows, each of which can be spared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from offconv_gui.core.grid import RowIndex
from offconv_gui.core.table import NEW_ROW

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_ROW, _BEFORE, _AFTER = range(3)


@dataclass(frozen=True)
class PreviewLine:
    """A row by its position and its number in the file, and its cell before and after."""

    row: int
    number: int
    before: str
    after: str


class FixPreviewModel(QAbstractTableModel):
    """Three columns: the row with a check box, before, after; `column` is the name of the cells' column."""

    spared_changed = Signal()

    def __init__(self, lines: Sequence[PreviewLine], column: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines = tuple(lines)
        self._column = column
        self._spared: set[int] = set()

    def spared(self) -> RowIndex:
        """The positions of the rows that a person left out of the fix."""
        return np.array(sorted(self._lines[place].row for place in self._spared), np.int64)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else 3

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == _ROW else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        wanted = index.row() not in self._spared
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(line, index.column(), wanted)
            case Qt.ItemDataRole.CheckStateRole if index.column() == _ROW:
                return Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.ToolTipRole if index.column() != _ROW:
                return self._text(line, index.column(), wanted) or None
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != _ROW:
            return False
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self._spared.discard(index.row())
        else:
            self._spared.add(index.row())
        self.dataChanged.emit(index, self.index(index.row(), _AFTER))
        self.spared_changed.emit()
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DisplayRole:
            now = self.tr("{column} now").format(column=self._column)
            return (self.tr("Row"), now, self.tr("Then"))[section]
        return None

    def _text(self, line: PreviewLine, column: int, wanted: bool) -> str:
        if column == _ROW:
            return self.tr("new") if line.number == NEW_ROW else f"{line.number:,}"
        before = line.before or self.tr("blank")
        if column == _BEFORE:
            return before
        return (line.after or self.tr("blank")) if wanted else self.tr("stays as it is")
