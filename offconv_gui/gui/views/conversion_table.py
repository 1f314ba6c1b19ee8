"""The table a person works in: what is selected, how keys move in it, and the edits of whole blocks."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)

from offconv_gui.core import cell_blocks, clipboard, fixes
from offconv_gui.core.edits import Edit
from offconv_gui.core.fields import Field
from offconv_gui.core.grid import RowIndex
from offconv_gui.gui.column_layout import ColumnLayout
from offconv_gui.gui.models.conversion_table import ConversionTableModel
from offconv_gui.gui.models.shown_document import Index
from offconv_gui.gui.session import Session
from offconv_gui.gui.views.cell_delegate import CellDelegate
from offconv_gui.gui.views.column_header import ColumnHeader
from offconv_gui.gui.views.column_widths import default_width
from offconv_gui.gui.views.kept_selection import KeptSelection
from offconv_gui.gui.views.moves import MOVES, jump_of, jumped
from offconv_gui.gui.views.problem_ticks import ProblemTicks
from offconv_gui.gui.views.row_header import RowHeader
from offconv_gui.gui.views.selected_cells import (
    all_rows,
    clipboard_text,
    copied,
    mime_data,
    paste_target,
    selected_places,
)
from offconv_gui.gui.views.table_keys import Command, command_of

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_Action = QAbstractItemView.CursorAction
_Select = QItemSelectionModel.SelectionFlag


class ConversionTableView(QTableView):
    """Shows the session's document. Rows in its methods and signals are positions in the document."""

    current_cell_changed = Signal(object, object)
    """The row and field of the current cell: no field on one of the file's other columns, neither on none."""
    selection_changed = Signal()
    column_state_clicked = Signal(int, object)
    """A part of the strip below a heading was clicked: the column, and the `CellState` it stands for."""
    more_rows_needed = Signal(str, int)
    """A text was pasted that has this many rows more than the table has left: ask, then `paste` it again."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = ConversionTableModel(session, self)
        self._session = session
        self._columns: tuple[str, ...] = ()
        self._kept: KeptSelection | None = None
        self._new_row: int | None = None
        self._selects_alone = False
        self.column_layout = ColumnLayout()
        self._text_height = self.fontMetrics().height()
        self._build()
        self._wire()
        self.retranslate()
        self._on_reset()

    def _build(self) -> None:
        self.setObjectName("conversionTable")
        self._row_header = RowHeader(self)
        self.setVerticalHeader(self._row_header)
        self._column_header = ColumnHeader(self)
        self.setHorizontalHeader(self._column_header)
        self.setModel(self.table)
        self._delegate = CellDelegate(self)
        self.setItemDelegate(self._delegate)
        self._ticks = ProblemTicks(self.table, self)
        self.setVerticalScrollBar(self._ticks)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setSortingEnabled(True)
        # A header that shares the view's selection takes seconds to paint once a million rows are in it.
        for header in (self._column_header, self._row_header):
            header.setSelectionModel(QItemSelectionModel(self.table, header))
        self._fit_rows()

    def _wire(self) -> None:
        self.table.modelAboutToBeReset.connect(self._before_reset)
        self.table.modelReset.connect(self._on_reset)
        self._delegate.fill_entered.connect(self.fill_selection)
        self._ticks.row_chosen.connect(self._go_to_place)
        self._column_header.state_clicked.connect(self.column_state_clicked)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Conversions"))
        self.setAccessibleDescription(self.tr("One row for each conversion, one column for each field."))

    # -- Where a person is -----------------------------------------------------------------------------------

    def current_cell(self) -> tuple[int, Field | None] | None:
        """The current cell; its field is None on one of the file's other columns."""
        index = self.currentIndex()
        if not index.isValid():
            return None
        return int(self.table.rows[index.row()]), self.table.subject_at(index.column())

    def selected_rows(self) -> RowIndex:
        """The rows with a selected cell, in the order they are shown in."""
        return self.table.rows[all_rows(self._places())]

    def selected_cells(self) -> dict[Field, RowIndex]:
        """The selected cells that can be typed in, column by column in the order they are shown in."""
        return self._typable(self._places())

    def _typable(self, places: dict[int, RowIndex]) -> dict[Field, RowIndex]:
        fields = ((self.table.field_at(column), rows) for column, rows in places.items())
        return {field: self.table.rows[rows] for field, rows in fields if field is not None}

    def fields_shown(self) -> list[Field]:
        """The fields whose columns are not hidden, in the order they are shown in."""
        return [field for column in self._shown_columns() if (field := self.table.field_at(column))]

    def go_to(self, row: int, field: Field | None = None) -> bool:
        """Make a cell the current one and show it; without a field in the column a person is in.

        False where a filter hides the row.
        """
        place = self.table.place_of(row)
        column = self.table.column_of(field) if field is not None else max(self.currentIndex().column(), 0)
        if place < 0 or column < 0:
            return False
        self.setColumnHidden(column, False)
        self._go(self.table.index(place, column))
        return True

    def _go_to_place(self, place: int) -> None:
        self._go(self.table.index(place, max(self.currentIndex().column(), 0)))
        self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)

    def _go(self, index: QModelIndex) -> None:
        """Make this the current cell, and the only one selected even while Shift is held, as in Shift+F8."""
        self._selects_alone = True
        self.setCurrentIndex(index)
        self._selects_alone = False

    def _shown_columns(self) -> list[int]:
        header = self._column_header
        columns = (header.logicalIndex(visual) for visual in range(header.count()))
        return [column for column in columns if not header.isSectionHidden(column)]

    def _places(self) -> dict[int, RowIndex]:
        return selected_places(self.selectionModel().selection(), self._shown_columns())

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
        rows, columns = paste_target(self._places(), block, self._shown_columns(), len(self.table.rows))
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
        """Add a blank row above the current one, and go there."""
        document, current = self.table.document, self.current_cell()
        if document is None or self._session.busy:
            return
        self._new_row = document.row_count if current is None else current[0]
        self._apply(cell_blocks.insert_row(document, self._new_row))

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

    # -- Selection -------------------------------------------------------------------------------------------

    def select_rows(self) -> None:
        """Select the whole of each row with a selected cell."""
        self._widen(_Select.Rows)

    def select_columns(self) -> None:
        """Select the whole of each column with a selected cell."""
        self._widen(_Select.Columns)

    def _widen(self, to: QItemSelectionModel.SelectionFlag) -> None:
        chosen = QItemSelection(self.selectionModel().selection())
        self.selectionModel().select(chosen, _Select.ClearAndSelect | to)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._row_header.show_current(current.row())
        row, field = self.current_cell() or (None, None)
        self.current_cell_changed.emit(row, field)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.selection_changed.emit()

    def _before_reset(self) -> None:
        self.column_layout = self.current_layout()
        self._kept = KeptSelection.of(self.table, self.currentIndex(), self.selectionModel().selection())

    def _on_reset(self) -> None:
        """Put back what was selected, and fit the columns of another document."""
        self._fit_columns()
        self._row_header.fit()
        columns = self._column_header
        if columns.sortIndicatorSection() != self.table.sort_column:
            columns.setSortIndicator(self.table.sort_column, Qt.SortOrder.AscendingOrder)
        kept, self._kept = self._kept, None
        new_row, self._new_row = self._new_row, None
        if new_row is None or not self.go_to(new_row, self._first_field()):
            if kept is not None:
                kept.restore(self.table, self.selectionModel())
            if not self.currentIndex().isValid():
                self.current_cell_changed.emit(None, None)
        self.scrollTo(self.currentIndex())

    def _first_field(self) -> Field | None:
        return next(iter(self.fields_shown()), None)

    # -- Keys ------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # An editor lets the view see the Enter that ends it; only then has it handed over its text.
        editing = self.state() == QAbstractItemView.State.EditingState
        act = None if editing else self._command(event)
        if act is None:
            super().keyPressEvent(event)
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
            Command.DOWN: self._move_down,
            Command.UP: self._move_up,
            Command.FILL: self.fill_selection,
            Command.FILL_DOWN: self.fill_down,
            Command.SELECT_ROWS: self.select_rows,
            Command.SELECT_COLUMNS: self.select_columns,
            Command.DELETE_ROWS: self.delete_rows,
        }
        command = command_of(event)
        return commands[command] if command is not None else None

    def edit_current(self) -> None:
        """Begin to edit the current cell."""
        index = self.currentIndex()
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)

    def _move_down(self) -> None:
        self._move(_Action.MoveDown)

    def _move_up(self) -> None:
        self._move(_Action.MoveUp)

    def _move(self, action: QAbstractItemView.CursorAction) -> None:
        index = self.moveCursor(action, Qt.KeyboardModifier.NoModifier)
        if index.isValid():
            self._go(index)

    def moveCursor(
        self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """With Ctrl, an arrow goes to the edge of a block of filled cells, as in a spreadsheet."""
        index = self.currentIndex()
        if modifiers & _CTRL and index.isValid():
            jump = jump_of(cursorAction, self.isRightToLeft())
            if jump is not None:
                return jumped(self.table, index, jump, self._shown_columns())
        return super().moveCursor(cursorAction, modifiers)

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Qt moves without selecting while Ctrl is held; in a spreadsheet the selection goes along."""
        if self._selects_alone:
            return _Select.ClearAndSelect
        if isinstance(event, QKeyEvent) and event.key() in MOVES and event.modifiers() & _CTRL:
            return _Select.SelectCurrent if event.modifiers() & _SHIFT else _Select.ClearAndSelect
        return super().selectionCommand(index, event)

    def keyboardSearch(self, search: str) -> None:
        """Typing edits. Where it cannot, nothing happens: Qt would search a million rows cell by cell."""

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter and Tab go on to the next cell, as in a spreadsheet, without editing that at once."""
        hints = QAbstractItemDelegate.EndEditHint
        moves = {
            hints.SubmitModelCache: _Action.MoveDown,
            hints.EditNextItem: _Action.MoveNext,
            hints.EditPreviousItem: _Action.MovePrevious,
        }
        super().closeEditor(editor, hint if hint not in moves else hints.NoHint)
        if hint in moves:
            self._move(moves[hint])

    # -- Looks -----------------------------------------------------------------------------------------------

    def reset_columns(self) -> None:
        """Give the columns the widths, the order and the visibility they have at first."""
        header = self._column_header
        for column in range(header.count()):
            header.moveSection(header.visualIndex(column), column)
            header.setSectionHidden(column, False)
            content = default_width(self.table, column, self._delegate.paints)
            header.resizeSection(column, max(content, header.needed_width(self.table.title_of(column))))

    def current_layout(self) -> ColumnLayout:
        """How the columns are arranged: those of the table as they are, others as they were last."""
        header, unit = self._column_header, self.fontMetrics().height()
        names = self._column_names()
        if header.count() != len(names):
            return self.column_layout
        hidden = frozenset(name for at, name in enumerate(names) if header.isSectionHidden(at))
        widths = {name: header.sectionSize(at) / unit for at, name in enumerate(names) if name not in hidden}
        order = tuple(names[header.logicalIndex(visual)] for visual in range(header.count()))
        return self.column_layout.updated(ColumnLayout(widths, order, hidden))

    def _arrange_columns(self) -> None:
        """Arrange the columns as they were last."""
        header, unit, names = self._column_header, self.fontMetrics().height(), self._column_names()
        for visual, column in enumerate(self.column_layout.arranged(names)):
            header.moveSection(header.visualIndex(column), visual)
        for column, name in enumerate(names):
            if name in self.column_layout.widths:
                header.resizeSection(column, round(self.column_layout.widths[name] * unit))
            header.setSectionHidden(column, name in self.column_layout.hidden)

    def _column_names(self) -> list[str]:
        """What columns are remembered by: fields by their names, which no language changes."""
        fields = (self.table.field_at(column) for column in range(self.table.columnCount()))
        return [field.value if field else self.table.title_of(at) for at, field in enumerate(fields)]

    def mark_text(self, text: str) -> None:
        """Set this text off wherever cells show it, letter case aside; "" for none."""
        self._delegate.sought = text.lower()
        self.viewport().update()

    def fit_column(self, column: int) -> None:
        """Make a column as wide as what it shows."""
        needed = self._column_header.needed_width(self.table.title_of(column))
        self.setColumnWidth(column, max(self.sizeHintForColumn(column), needed))

    def hide_column(self, column: int) -> None:
        """Take a column out of sight, unless it is the last one; what stands in it stays."""
        if len(self._shown_columns()) > 1:
            self.setColumnHidden(column, True)

    def show_column(self, column: int) -> None:
        """Show a column that was hidden."""
        self.setColumnHidden(column, False)

    def _fit_columns(self) -> None:
        columns = tuple(self.table.title_of(column) for column in range(self.table.columnCount()))
        if columns != self._columns:
            self._columns = columns
            self.reset_columns()
            self._arrange_columns()

    def _fit_rows(self) -> None:
        self._delegate.prepare(self.font(), self.devicePixelRatioF())
        rows = self._row_header
        rows.fit()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(self._delegate.paints.row_height)
        rows.setDefaultSectionSize(self._delegate.paints.row_height)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_delegate"):
            self._fit_rows()
            self._follow_text_size()

    def _follow_text_size(self) -> None:
        """Columns grow and shrink with the text."""
        unit = self.fontMetrics().height()
        before, self._text_height = self._text_height, unit
        if before != unit:
            header = self._column_header
            for column in range(header.count()):
                header.resizeSection(column, round(header.sectionSize(column) * unit / before))

    def paintEvent(self, event: QPaintEvent) -> None:
        self._delegate.prepare(self.font(), self.devicePixelRatioF())
        super().paintEvent(event)
