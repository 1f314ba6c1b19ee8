"""What is looked for in the table: how many rows have it, and where in the cells it stands."""

from __future__ import annotations

from PySide6.QtCore import QObject

from offconv_gui.gui.views.conversion_table import ConversionTableView
from offconv_gui.gui.widgets.tool_row import ToolRow


class Finding(QObject):
    """Follows the filter of the table."""

    def __init__(self, view: ConversionTableView, tools: ToolRow) -> None:
        super().__init__(view)
        self._view = view
        self._tools = tools
        view.table.rows_changed.connect(self.refresh)

    def refresh(self) -> None:
        """Mark what is looked for, and say in how many rows it stands."""
        needle, rows = self._view.table.row_filter.find.strip(), len(self._view.table.rows)
        self._view.mark_text(needle)
        if not needle:
            self._tools.say_found("")
        elif not rows:
            self._tools.say_found(self.tr("Not found"))
        else:
            words = self.tr("In 1 row") if rows == 1 else self.tr("In {count} rows")
            self._tools.say_found(words.format(count=f"{rows:,}"))
