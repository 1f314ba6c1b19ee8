"""The table a person works in: the edits of whole blocks of cells, and the keys for them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from offconv_gui.core import cell_blocks, clipboard, fixes
from offconv_gui.core.edits import Edit
from offconv_gui.gui.session import Session
from offconv_gui.gui.views.moves import block_end
from offconv_gui.gui.views.moving_table import MovingTable
from offconv_gui.gui.views.selected_area import Area, Step
from offconv_gui.gui.views.selected_cells import (
    all_rows,
    block_of,
    clipboard_text,
    copied,
    mime_data,
    paste_target,
)
from offconv_gui.gui.views.table_keys import Command, command_of


class ConversionTableView(MovingTable):
    """Shows the session's document. Rows in its methods and signals are positions in the document."""

    more_rows_needed = Signal(str, int)
    """A text was pasted that has this many rows more than the table has left: ask, then `paste` it again."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._session = session
        self._delegate.fill_entered.connect(self.fill_selection)
        self.columns_frozen.connect(self._describe)
        self._handle.fill_wanted.connect(self._fill_on)
        self._handle.fill_to_end_wanted.connect(self._fill_to_end)
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Conversions"))
        self._describe()

    def _describe(self) -> None:
        """Say in words what the line behind frozen columns shows."""
        words = self.tr("One row for each conversion, one column for each field.")
        last = self._frozen.last()
        if last >= 0:
            frozen = self.tr("The columns up to {column} stay in sight.")
            words = f"{words} {frozen.format(column=self.table.title_of(last))}"
        self.setAccessibleDescription(words)

    # -- Edits -----------------------------------------------------------------------------------------------

    def copy(self) -> None:
        """Put the selected cells on the clipboard, as the file has them."""
        places = self._places()
        if not places:
            return
        columns = copied(self.table, places)
        small = len(columns) * len(columns[0]) <= clipboard.MOST_HTML_CELLS
        html = clipboard.to_html(columns) if small else ""
        data = mime_data(self.table.index(0, 0), clipboard.to_tsv(columns), html)
        QGuiApplication.clipboard().setMimeData(data)

    def cut(self) -> None:
        """Copy the selected cells, and make them blank."""
        self.copy()
        self._clear(cell_blocks.CUT)

    def paste(self, text: str | None = None, add_rows: bool | None = None) -> None:
        """Lay a text, or what is on the clipboard, over the cells from the first selected one on.

        One value fills the selection. Rows that do not fit are asked for with `more_rows_needed`, unless
        `add_rows` says whether to add them.
        """
        document = self.table.document
        text = clipboard_text() if text is None else text
        block = clipboard.from_tsv(text)
        if document is None or not block or self._session.busy:
            return
        if len(block) == len(block[0]) == 1:
            self._apply(cell_blocks.fill(document, self.selected_cells(), block[0][0], cell_blocks.PASTE))
            return
        rows, columns = paste_target(self._places(), block, self.columns.shown(), len(self.table.rows))
        missing = len(block) - len(rows)
        if missing > 0 and add_rows is None:
            self.more_rows_needed.emit(text, missing)
            return
        fields = [self.table.field_at(column) for column in columns]
        self._apply(cell_blocks.paste(document, block, self.table.rows[rows], fields, bool(add_rows)))

    def clear_cells(self) -> None:
        """Make the selected cells blank."""
        self._clear(cell_blocks.CLEAR)

    def _clear(self, title: str) -> None:
        if self.table.document is not None:
            self._apply(cell_blocks.clear(self.table.document, self.selected_cells(), title))

    def fill_down(self) -> None:
        """Give the selected cells the content of the first in their column; one row that of the row above."""
        cells, document = self._places(), self.table.document
        if document is None:
            return
        if len(rows := all_rows(cells)) == 1 and rows[0] > 0:
            cells = dict.fromkeys(cells, np.array([rows[0] - 1, rows[0]]))
        self._apply(cell_blocks.fill_down(document, self._typable(cells)))

    def _fill_on(self, area: Area, first: int, last: int) -> None:
        """Repeat a block of cells from one place to another, above or below it, and select it all."""
        document, rows = self.table.document, self.table.rows
        if document is None or self._session.busy or last < first:
            return
        source = np.arange(area.top, area.bottom + 1)
        cells = self._typable(dict.fromkeys(area.columns, source))
        upwards = first < area.top
        self._apply(cell_blocks.fill_on(document, cells, rows[first : last + 1], upwards))
        whole = block_of(self.table, min(first, area.top), max(last, area.bottom), area.columns)
        self.selectionModel().select(whole, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _fill_to_end(self, area: Area) -> None:
        """Repeat a block of cells down to the last row before one that has nothing in the other columns."""
        others = [column for column in self.columns.shown() if column not in area.columns]
        self._fill_on(area, area.bottom + 1, block_end(self.table, area.bottom, others))

    def fill_selection(self, text: str | None = None) -> None:
        """Give all selected cells one text: this one, or that of the current cell."""
        index, document = self.currentIndex(), self.table.document
        if document is None or not index.isValid():
            return
        text = str(index.data(Qt.ItemDataRole.EditRole)) if text is None else text
        self._apply(cell_blocks.fill(document, self.selected_cells(), text))

    def delete_rows(self) -> None:
        """Delete the rows with a selected cell."""
        self._apply(cell_blocks.delete_rows(self.selected_rows()))

    def insert_row(self) -> None:
        """Add blank rows above those with a selected cell, as many as these, and go there.

        Above all rows it is one: whole columns are selected for another reason.
        """
        document, rows = self.table.document, self.selected_rows()
        if document is None or self._session.busy:
            return
        self._new_row = int(rows[0]) if len(rows) else document.row_count
        count = len(rows) if 0 < len(rows) < len(self.table.rows) else 1
        self._apply(cell_blocks.insert_rows(document, self._new_row, count))

    def leave_out_rows(self) -> None:
        """Take the rows with a selected cell out of the export."""
        if self.table.document is not None:
            self._apply(fixes.leave_out(self.table.document, self.selected_rows()))

    def put_back_rows(self) -> None:
        """Put those of the rows with a selected cell that were left out back into the export."""
        if self.table.document is not None:
            self._apply(fixes.put_back(self.table.document, self.selected_rows()))

    def _apply(self, edit: Edit | None) -> None:
        if edit is not None:
            self._session.apply(edit)

    # -- Keys ------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._command(event)
        if act is None:
            here = self.currentIndex()
            super().keyPressEvent(event)
            self._end_selection(event, here)
        else:
            act()
            event.accept()

    def _command(self, event: QKeyEvent) -> Callable[[], None] | None:
        commands: dict[Command, Callable[[], None]] = {
            Command.COPY: self.copy,
            Command.CUT: self.cut,
            Command.PASTE: self.paste,
            Command.CLEAR: self.clear_cells,
            Command.EDIT: self.edit_current,
            Command.DOWN: partial(self._travel, Step.DOWN),
            Command.UP: partial(self._travel, Step.UP),
            Command.NEXT: partial(self._travel, Step.NEXT),
            Command.PREVIOUS: partial(self._travel, Step.PREVIOUS),
            Command.FILL: self.fill_selection,
            Command.FILL_DOWN: self.fill_down,
            Command.SELECT_ROWS: self.select_rows,
            Command.SELECT_COLUMNS: self.select_columns,
            Command.DELETE_ROWS: self.delete_rows,
        }
        command = command_of(event)
        # An editor lets the view see the Enter that ends it; only then has it handed over its text. It lets
        # it see a Tab that closed its list, and has handed over its text before.
        if self.state() == QAbstractItemView.State.EditingState and command not in (
            Command.NEXT,
            Command.PREVIOUS,
        ):
            return None
        return commands[command] if command is not None else None
