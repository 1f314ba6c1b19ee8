"""The first cells that a replacement changes, before and after."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from offconv_gui.core.replacing import Replaced
from offconv_gui.core.table import NEW_ROW

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_TEXT_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)


class ReplacePreviewModel(QAbstractTableModel):
    """Four columns: row, column, before, after."""

    _lines: tuple[Replaced, ...] = ()

    def show_lines(self, lines: Sequence[Replaced]) -> None:
        """Show these instead of what was shown."""
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else 4

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in _TEXT_ROLES:
            return None
        line = self._lines[index.row()]
        row = self.tr("new") if line.row_number == NEW_ROW else f"{line.row_number:,}"
        texts = (row, line.field.value, line.before, line.after or self.tr("blank"))
        return texts[index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Row"), self.tr("Column"), self.tr("Now"), self.tr("Then"))[section]
        return None
