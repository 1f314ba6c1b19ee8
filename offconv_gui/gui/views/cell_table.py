"""The table a person looks at: what is current and selected in it, and how its cells look."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from offconv_gui.core.fields import Field
from offconv_gui.core.grid import RowIndex
from offconv_gui.gui.models.conversion_table import ConversionTableModel
from offconv_gui.gui.models.shown_document import Index
from offconv_gui.gui.session import Session
from offconv_gui.gui.views.cell_delegate import CellDelegate
from offconv_gui.gui.views.column_arrangement import ColumnArrangement
from offconv_gui.gui.views.fill_handle import FillHandle
from offconv_gui.gui.views.freezing_table import FreezingTable
from offconv_gui.gui.views.kept_selection import KeptSelection
from offconv_gui.gui.views.problem_ticks import ProblemTicks
from offconv_gui.gui.views.row_header import RowHeader
from offconv_gui.gui.views.selected_cells import all_rows, selected_places

_NOTCH = 120
"""What a wheel says of one notch, in eighths of a degree; other pointers say less at a time."""

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_Action = QAbstractItemView.CursorAction
_Select = QItemSelectionModel.SelectionFlag


class CellTable(FreezingTable):
    """Shows the session's document, and what of it is current and selected.

    Rows in its methods and signals are positions in the document. `columns` arranges the columns.
    """

    current_cell_changed = Signal(object, object)
    """The row and field of the current cell: no field on one of the file's other columns, neither on none."""
    selection_changed = Signal()
    column_state_clicked = Signal(int, object)
    """A part of the strip below a heading was clicked: the column, and the `CellState` it stands for."""
    columns_frozen = Signal()
    """Other columns are frozen than before."""
    zoom_wanted = Signal(int)
    """The wheel was turned with Ctrl: by this many steps, more than 0 for larger text."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = ConversionTableModel(session, self)
        self._kept: KeptSelection | None = None
        self._new_row: int | None = None
        self._selects_alone = False
        self._turned = 0
        self._shown_handle = QRect()
        self._build()
        self._wire()
        self._on_reset()

    def _build(self) -> None:
        self.setObjectName("conversionTable")
        self._row_header = RowHeader(self)
        self.setVerticalHeader(self._row_header)
        self.setModel(self.table)
        self._delegate = CellDelegate(self)
        self.setItemDelegate(self._delegate)
        self.columns = ColumnArrangement(self, self.table, self._column_header, self._delegate)
        self._handle = FillHandle(self, self.table, self._frozen)
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
        self._ticks.row_chosen.connect(self._go_to_place)
        self.table.dataChanged.connect(self._repaint_frozen)
        self.table.qualities_changed.connect(self._column_header.repaint_all)
        self._column_header.state_clicked.connect(self.column_state_clicked)
        self._column_header.sectionMoved.connect(self._handle.forget)
        self._frozen.changed.connect(self.columns_frozen)

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
        return [field for column in self.columns.shown() if (field := self.table.field_at(column))]

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

    def go_to_start(self) -> None:
        """Make the first cell the current one and select it, where none is selected.

        Qt itself makes a cell current when the table gets the focus, and selects none: keys that act on the
        selection would do nothing.
        """
        shown = self.columns.shown()
        if not self.selectionModel().hasSelection() and shown and len(self.table.rows):
            self._go(self.table.index(0, shown[0]))

    def _go_to_place(self, place: int) -> None:
        self._go(self.table.index(place, max(self.currentIndex().column(), 0)))
        self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)

    def _go(self, index: QModelIndex) -> None:
        """Make this the current cell, and the only one selected even while Shift is held, as in Shift+F8."""
        self._selects_alone = True
        self.setCurrentIndex(index)
        self._selects_alone = False
        self.scrollTo(index)  # Qt does so for another cell only

    def _places(self) -> dict[int, RowIndex]:
        return selected_places(self.selectionModel().selection(), self.columns.shown())

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
        if hasattr(self, "_handle"):
            self._handle.forget()
            self._repaint_handle()
        self.selection_changed.emit()

    def _repaint_handle(self) -> None:
        """The handle lies over a corner of the selection, and so partly over cells beside it."""
        self.viewport().update(self._shown_handle | self._handle.square())

    def _before_reset(self) -> None:
        self.columns.layout = self.columns.current()
        self._kept = KeptSelection.of(self.table, self.currentIndex(), self.selectionModel().selection())

    def _on_reset(self) -> None:
        """Put back what was selected, and fit the columns of another document."""
        self.columns.fit_table()
        self._row_header.fit()
        columns = self._column_header
        if columns.sortIndicatorSection() != self.table.sort_column:
            columns.setSortIndicator(self.table.sort_column, Qt.SortOrder.AscendingOrder)
        self._handle.forget()
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

    # -- Looks -----------------------------------------------------------------------------------------------

    def mark_text(self, text: str) -> None:
        """Set this text off wherever cells show it, letter case aside; "" for none."""
        self._delegate.sought = text.lower()
        self.viewport().update()

    def _fit_rows(self) -> None:
        self._delegate.prepare(self.font(), self.devicePixelRatioF())
        rows = self._row_header
        rows.fit()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(self._delegate.paints.row_height)
        rows.setDefaultSectionSize(self._delegate.paints.row_height)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        looks = (QEvent.Type.FontChange, QEvent.Type.StyleChange)
        if event.type() in looks and hasattr(self, "columns"):
            self._fit_rows()
            self.columns.follow_text_size()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._delegate.prepare(self.font(), self.devicePixelRatioF())
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setClipRegion(event.region())
        self._handle.paint(painter, self._delegate.paints)
        self._shown_handle = self._handle.square()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the wheel changes the size of the text, a notch of 120 units a step."""
        if not event.modifiers() & _CTRL:
            super().wheelEvent(event)
            return
        self._turned += event.angleDelta().y()
        steps = int(self._turned / _NOTCH)
        self._turned -= steps * _NOTCH
        if steps:
            self.zoom_wanted.emit(steps)
        event.accept()
