"""What a fix would do to the first of its rows, each of which can be spared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, Qt, Signal

from offconv_gui.core.grid import RowIndex
from offconv_gui.gui.models.preview_table import Index, PreviewTable

_ROW, _BEFORE, _AFTER = range(3)


@dataclass(frozen=True)
class PreviewLine:
    """A row by its position and its number in the file, and its cell before and after."""

    row: int
    number: int
    before: str
    after: str


class FixPreviewModel(PreviewTable):
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

    def titles(self) -> tuple[str, ...]:
        return self.tr("Row"), self.tr("{column} now").format(column=self._column), self.tr("Then")

    def flags(self, index: Index) -> Qt.ItemFlag:
        boxed = index.isValid() and index.column() == _ROW
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable if boxed else super().flags(index)

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

    def _text(self, line: PreviewLine, column: int, wanted: bool) -> str:
        if column == _ROW:
            return self.row_words(line.number)
        before = line.before or self.tr("blank")
        if column == _BEFORE:
            return before
        return (line.after or self.tr("blank")) if wanted else self.tr("stays as it is")
