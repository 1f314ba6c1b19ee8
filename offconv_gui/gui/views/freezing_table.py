"""A table whose first columns can be frozen: where its cells are then, and how those are painted."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QTableView, QWidget

from offconv_gui.gui.views.cell_paints import CellPaints, paints
from offconv_gui.gui.views.column_header import ColumnHeader
from offconv_gui.gui.views.selected_cells import block_of

Index = QModelIndex | QPersistentModelIndex
_State = QStyle.StateFlag


class FreezingTable(QTableView):
    """Nothing of this is done while no column is frozen, or the table is not scrolled along."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column_header = ColumnHeader(self)
        self._frozen = self._column_header.frozen
        self._anchor = QPersistentModelIndex()
        self.setHorizontalHeader(self._column_header)
        self._frozen.changed.connect(self._repaint_columns)
        self._column_header.sectionResized.connect(self._follow_sections)
        self._column_header.sectionMoved.connect(self._follow_sections)

    @property
    def column_header(self) -> ColumnHeader:
        """The headings."""
        return self._column_header

    def _repaint_columns(self) -> None:
        self.viewport().update()
        self._column_header.viewport().update()
        self.updateEditorGeometries()

    def _follow_sections(self, *_: object) -> None:
        if self._frozen.count:
            self._repaint_columns()

    # -- Where cells are -------------------------------------------------------------------------------------

    def visualRect(self, index: Index) -> QRect:
        rect = super().visualRect(index)
        shift = self._frozen.shift()
        return rect.translated(shift, 0) if shift and self._frozen.holds(index.column()) else rect

    def indexAt(self, pos: QPoint) -> QModelIndex:
        shift = self._frozen.shift()
        return super().indexAt(pos - QPoint(shift, 0) if shift and self._frozen.covers(pos.x()) else pos)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        bar, header = self.horizontalScrollBar(), self._column_header
        before = bar.value()
        super().scrollTo(index, hint)
        if self._frozen.holds(index.column()):
            bar.setValue(before)
        elif reach := self._frozen.reach():
            start = header.sectionPosition(index.column()) - header.offset()
            bar.setValue(bar.value() - max(reach - start, 0))

    # -- Selecting -------------------------------------------------------------------------------------------

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        return self._noted(index, event, super().selectionCommand(index, event))

    def _noted(
        self, index: Index, event: QEvent | None, command: QItemSelectionModel.SelectionFlag
    ) -> QItemSelectionModel.SelectionFlag:
        """Note, as Qt does for itself, the cell that a selection is drawn from; gives the command back."""
        moves = isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove
        if not moves and not command & QItemSelectionModel.SelectionFlag.Current:
            self._anchor = QPersistentModelIndex(index)
        return command

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Qt takes the cells between two points; over frozen columns these are not the cells between."""
        last = self.indexAt(rect.bottomRight())
        if not self._frozen.shift() or not self._anchor.isValid() or not last.isValid():
            super().setSelection(rect, command)
            return
        header, first = self._column_header, self._anchor
        top, bottom = sorted((first.row(), last.row()))
        ends = sorted((header.visualIndex(first.column()), header.visualIndex(last.column())))
        columns = map(header.logicalIndex, range(ends[0], ends[1] + 1))
        shown = [column for column in columns if not header.isSectionHidden(column)]
        self.selectionModel().select(block_of(self.model(), top, bottom, shown), command)

    # -- Painting --------------------------------------------------------------------------------------------

    def visualRegionForSelection(self, selection: object) -> QRegion:
        region = super().visualRegionForSelection(selection)  # type: ignore[arg-type]
        return region | QRegion(self._strip()) if self._frozen.shift() else region

    def _strip(self) -> QRect:
        return self._frozen.strip(self.viewport().height())

    def _repaint_frozen(self) -> None:
        """Cells have changed: Qt looks for them where frozen ones are not."""
        if self._frozen.shift():
            self.viewport().update(self._strip())

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if dx and self._frozen.count:
            self._repaint_columns()

    def paintEvent(self, event: QPaintEvent) -> None:
        strip = self._strip()
        beside = event.region() - QRegion(strip) if self._frozen.shift() else event.region()
        if not beside.isEmpty():
            super().paintEvent(QPaintEvent(beside))
        if strip.intersects(event.rect()):
            painter = QPainter(self.viewport())
            painter.setClipRegion(event.region())
            look = paints(self.font(), self.devicePixelRatioF())
            if self._frozen.shift():
                painter.setClipRect(strip, Qt.ClipOperation.IntersectClip)
                self._paint_cells(painter, strip.intersected(event.rect()), look)
            painter.fillRect(self._frozen.edge(strip.height()), look.frozen_edge)

    def _paint_cells(self, painter: QPainter, strip: QRect, look: CellPaints) -> None:
        """Paint the frozen cells over those that were scrolled below them, as Qt paints cells."""
        painter.fillRect(strip, look.ground)
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        plain = option.state & ~(_State.State_HasFocus | _State.State_Selected)
        states = {False: plain, True: plain | _State.State_Selected}
        model, chosen, delegate = self.model(), self.selectionModel(), self.itemDelegate()
        current = self.currentIndex() if self.hasFocus() else QModelIndex()
        mirrored, painted = self.isRightToLeft(), list(map(self._placed, self._frozen.columns()))
        bottom = self.rowAt(strip.bottom())
        last = bottom if bottom >= 0 else model.rowCount() - 1
        for row in range(max(self.rowAt(strip.top()), 0), last + 1):
            y, height = self.rowViewportPosition(row), self.rowHeight(row)
            for column, x, width in painted:
                index = model.index(row, column)
                option.rect = QRect(x + mirrored, y, width - 1, height - 1)
                state = states[chosen.isSelected(index)]
                option.state = state | _State.State_HasFocus if index == current else state
                delegate.paint(painter, option, index)
                painter.setPen(look.border)
                edge = x if mirrored else x + width - 1
                painter.drawLine(edge, y, edge, y + height - 1)
                painter.drawLine(x, y + height - 1, x + width - 1, y + height - 1)

    def _placed(self, column: int) -> tuple[int, int, int]:
        return column, self._frozen.left_of(column), self.columnWidth(column)
