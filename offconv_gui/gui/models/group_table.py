"""Groups of rows that belong together, and which of each group would stay."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from offconv_gui.core.grid import RowIndex
from offconv_gui.gui.models.preview_table import Index, PreviewTable
from offconv_gui.gui.palette import colour

_ROW, _THEN = range(2)
_BEFORE_CELLS = 2


@dataclass(frozen=True)
class GroupLine:
    """One row: its position, its number in the file, the number of its group, and the texts of its cells."""

    row: int
    number: int
    group: int
    cells: tuple[str, ...]


class GroupTableModel(PreviewTable):
    """The row with a box for its group in the first line of that, what becomes of the row, and its cells."""

    spared_changed = Signal()

    def __init__(
        self, lines: Sequence[GroupLine], titles: Sequence[str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._lines = tuple(lines)
        self._titles = tuple(titles)
        self._going: frozenset[int] = frozenset()
        self._spared: set[int] = set()

    def show_going(self, rows: RowIndex) -> None:
        """Say of these rows, by position, that they would be left out."""
        self._going = frozenset(rows.tolist())
        self._tell_all()

    def spared(self) -> Collection[int]:
        """The positions of the rows whose groups a person left alone."""
        return [line.row for line in self._lines if line.group in self._spared]

    def place_of(self, row: int) -> int:
        """The line of the row at this position; -1 where it is not shown."""
        return next((place for place, line in enumerate(self._lines) if line.row == row), -1)

    def titles(self) -> tuple[str, ...]:
        return (self.tr("Row"), self.tr("Then"), *self._titles)

    def flags(self, index: Index) -> Qt.ItemFlag:
        boxed = index.isValid() and self._has_box(index)
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable if boxed else super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(line, index.column())
            case Qt.ItemDataRole.CheckStateRole if self._has_box(index):
                spared = line.group in self._spared
                return Qt.CheckState.Unchecked if spared else Qt.CheckState.Checked
            case Qt.ItemDataRole.BackgroundRole:
                return colour("ground" if line.group % 2 else "card")
            case Qt.ItemDataRole.ForegroundRole:
                return colour("muted" if self._goes(line) else "text")
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not self._has_box(index):
            return False
        group = self._lines[index.row()].group
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self._spared.discard(group)
        else:
            self._spared.add(group)
        self._tell_all()
        self.spared_changed.emit()
        return True

    def _has_box(self, index: Index) -> bool:
        first = index.row() == 0 or self._lines[index.row()].group != self._lines[index.row() - 1].group
        return index.column() == _ROW and first

    def _goes(self, line: GroupLine) -> bool:
        return line.row in self._going and line.group not in self._spared

    def _text(self, line: GroupLine, column: int) -> str:
        if column == _ROW:
            return self.row_words(line.number)
        if column == _THEN:
            return self.tr("left out") if self._goes(line) else self.tr("stays")
        return line.cells[column - _BEFORE_CELLS]

    def _tell_all(self) -> None:
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)
