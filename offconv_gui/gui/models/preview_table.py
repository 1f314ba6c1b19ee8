"""What the tables of previews have in common: lines to look at, their headings, and how a row is called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from offconv_gui.core.table import NEW_ROW

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()

_LOOKED_AT = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class PreviewTable(QAbstractTableModel):
    """A row for each of its `_lines` and a column for each of its `titles`; an heir says what is in them."""

    _lines: Sequence[Any] = ()

    def titles(self) -> tuple[str, ...]:
        """The headings of the columns, in the person's language."""
        return ()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.titles())

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _LOOKED_AT if index.isValid() else Qt.ItemFlag.NoItemFlags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return self.titles()[section] if role == Qt.ItemDataRole.DisplayRole else None

    def row_words(self, number: int) -> str:
        """A row by its number in the file, such as "1,204"."""
        return self.tr("new") if number == NEW_ROW else f"{number:,}"
