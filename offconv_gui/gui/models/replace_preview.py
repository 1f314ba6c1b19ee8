"""The first cells that a replacement changes, before and after."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt

from offconv_gui.core.replacing import Replaced
from offconv_gui.gui.models.preview_table import Index, PreviewTable

_TEXT_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)


class ReplacePreviewModel(PreviewTable):
    """Four columns: row, column, before, after."""

    _lines: tuple[Replaced, ...] = ()

    def show_lines(self, lines: Sequence[Replaced]) -> None:
        """Show these instead of what was shown."""
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def titles(self) -> tuple[str, ...]:
        return self.tr("Row"), self.tr("Column"), self.tr("Now"), self.tr("Then")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in _TEXT_ROLES:
            return None
        line = self._lines[index.row()]
        row = self.row_words(line.row_number)
        texts = (row, line.field.value, line.before, line.after or self.tr("blank"))
        return texts[index.column()]
