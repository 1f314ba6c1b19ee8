"""The table a person moves in: where keys lead, from cell to cell, into a cell and out of it again."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QLineEdit, QWidget

from offconv_gui.gui.models.shown_document import Index
from offconv_gui.gui.session import Session
from offconv_gui.gui.views.cell_delegate import ARROWS, BY_TYPING
from offconv_gui.gui.views.cell_table import CellTable
from offconv_gui.gui.views.moves import CURSOR_ACTIONS, MOVES, jump_of, jumped
from offconv_gui.gui.views.selected_area import Area, Step, selected_area

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_Select = QItemSelectionModel.SelectionFlag


class MovingTable(CellTable):
    """Lets a person move and type in it as in a spreadsheet."""

    editing_ended = Signal()
    _tab_column = -1
    """Where Tab began to go on from: Enter then leads below it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._delegate.left_by_arrow.connect(self._leave_editor)

    def currentChanged(self, current: Index, previous: Index) -> None:
        self._tab_column = -1
        super().currentChanged(current, previous)

    def edit_current(self) -> None:
        """Begin to edit the current cell."""
        index = self.currentIndex()
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)

    def edit(  # type: ignore[override]
        self,
        index: Index,
        trigger: QAbstractItemView.EditTrigger = QAbstractItemView.EditTrigger.AllEditTriggers,
        event: QEvent | None = None,
    ) -> bool:
        """Typing replaces what is there, and ends with an arrow key; else the caret stands behind it."""
        begun = super().edit(index, trigger, event)  # type: ignore[arg-type]
        editor = self.indexWidget(index) if begun else None
        if isinstance(editor, QLineEdit):
            typing = trigger == QAbstractItemView.EditTrigger.AnyKeyPressed
            editor.setProperty(BY_TYPING, typing)
            if not typing:
                editor.end(False)
        return begun

    @property
    def is_edited(self) -> bool:
        """A cell is being typed in."""
        return self.state() == QAbstractItemView.State.EditingState

    def finish_editing(self) -> None:
        """Take in what is being typed into a cell."""
        editor = self.indexWidget(self.currentIndex()) if self.is_edited else None
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def _travel(self, step: Step) -> None:
        """Go a cell on, or round in a block that is selected; down from Tab to where Tab began."""
        here, area = self.currentIndex(), self._area()
        if not here.isValid():
            return
        if area is not None and area.holds(here.row(), here.column()):
            to = self.table.index(*area.after(here.row(), here.column(), step))
            self.selectionModel().setCurrentIndex(to, _Select.NoUpdate)
            return
        begun = self._tab_column
        to = self.moveCursor(CURSOR_ACTIONS[step], Qt.KeyboardModifier.NoModifier)
        if step is Step.DOWN and begun >= 0 and not self.isColumnHidden(begun):
            to = to.siblingAtColumn(begun)
        self._go(to)
        if step in (Step.NEXT, Step.PREVIOUS):
            self._tab_column = here.column() if begun < 0 else begun

    def _area(self) -> Area | None:
        """The selected cells, where they are one block of several."""
        area = selected_area(self.selectionModel().selection(), self._column_header)
        return area if area is not None and area.size > 1 else None

    def _leave_editor(self, key: int) -> None:
        """An arrow key has ended what was typed: go where it points."""
        action = ARROWS[Qt.Key(key)]
        self._go(self.moveCursor(action, Qt.KeyboardModifier.NoModifier))

    def moveCursor(
        self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """With Ctrl, an arrow goes to the edge of a block of filled cells, as in a spreadsheet."""
        index = self.currentIndex()
        if modifiers & _CTRL and index.isValid():
            jump = jump_of(cursorAction, self.isRightToLeft())
            if jump is not None:
                return jumped(self.table, index, jump, self.columns.shown())
        return super().moveCursor(cursorAction, modifiers)

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Qt moves without selecting while Ctrl is held; in a spreadsheet the selection goes along."""
        if self._selects_alone:
            return self._noted(index, event, _Select.ClearAndSelect)
        if isinstance(event, QKeyEvent) and event.key() in MOVES and event.modifiers() & _CTRL:
            extends = bool(event.modifiers() & _SHIFT)
            return self._noted(index, event, _Select.SelectCurrent if extends else _Select.ClearAndSelect)
        return super().selectionCommand(index, event)

    def _end_selection(self, event: QKeyEvent, before: QModelIndex) -> None:
        """A move that leads nowhere, as up from the first row, leaves the current cell selected alone too."""
        plain = event.key() in MOVES and not event.modifiers() & _SHIFT
        if plain and before.isValid() and self.currentIndex() == before:
            self._go(before)

    def keyboardSearch(self, search: str) -> None:
        """Typing edits. Where it cannot, nothing happens: Qt would search a million rows cell by cell."""

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter and Tab go on to the next cell, as in a spreadsheet, without editing that at once."""
        hints = QAbstractItemDelegate.EndEditHint
        steps = {
            hints.SubmitModelCache: Step.DOWN,
            hints.EditNextItem: Step.NEXT,
            hints.EditPreviousItem: Step.PREVIOUS,
        }
        super().closeEditor(editor, hint if hint not in steps else hints.NoHint)
        if hint in steps:
            self._travel(steps[hint])
        self.editing_ended.emit()
