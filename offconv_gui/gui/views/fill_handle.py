"""The small square at the end of the selection: dragged up or down, it fills with what is selected."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QTableView

from offconv_gui.gui.models.conversion_table import ConversionTableModel
from offconv_gui.gui.views.cell_paints import CellPaints
from offconv_gui.gui.views.frozen_columns import FrozenColumns
from offconv_gui.gui.views.selected_area import Area, selected_area

_REACH = 3
"""Pixels beside the square where a press still means it."""

_SCROLL_EVERY = 40
"""Milliseconds between two steps while the pointer is above or below the table."""

_LEFT = Qt.MouseButton.LeftButton


class FillHandle(QObject):
    """Watches the pointer over a view. The view paints it, and forgets it when the selection changes.

    Up and down only: beside a column stands one of another kind, whose cells it would spoil.
    """

    fill_wanted = Signal(object, int, int)
    """The handle was dragged: the `Area` to repeat, and the first and last place to fill."""
    fill_to_end_wanted = Signal(object)
    """The handle was clicked twice: the `Area` to repeat down to the end of the block."""

    _dragged: Area | None = None  # of the class too: Qt asks the filter once more while all is taken apart

    def __init__(self, view: QTableView, table: ConversionTableModel, frozen: FrozenColumns) -> None:
        super().__init__(view)
        self._view = view
        self._table = table
        self._frozen = frozen
        self._known: tuple[Area | None] | None = None
        self._target: tuple[int, int] | None = None
        self._pointer = QPoint()
        self._side = 0
        self._scrolling = QTimer(self)
        self._scrolling.setInterval(_SCROLL_EVERY)
        self._scrolling.timeout.connect(self._scroll)
        view.viewport().setMouseTracking(True)
        view.viewport().installEventFilter(self)

    # -- What it stands at -----------------------------------------------------------------------------------

    def forget(self) -> None:
        """The selection is another one, or the rows are."""
        self._known = None
        if self._dragged is not None:
            self.cancel()

    def area(self) -> Area | None:
        """The selected cells where they are one block with cells that can be typed in."""
        if self._known is None:
            self._known = (self._selected_area(),)
        return self._known[0]

    def _selected_area(self) -> Area | None:
        area = selected_area(self._view.selectionModel().selection(), self._view.horizontalHeader())
        return area if area is not None and any(map(self._table.field_at, area.columns)) else None

    def square(self) -> QRect:
        """Where the handle is in the viewport; empty where it is out of sight."""
        area = self.area()
        if area is None or not self._side:
            return QRect()
        mirrored, column = self._view.isRightToLeft(), area.columns[-1]
        cell = self._view.visualRect(self._table.index(area.bottom, column))
        x = cell.left() - 1 if mirrored else cell.right() + 1
        room = self._view.viewport().rect()
        covered = self._frozen.covers(x) and not self._frozen.holds(column)
        if covered or not room.contains(QPoint(min(max(x, 0), room.right()), cell.bottom())):
            return QRect()
        if not room.left() - 1 <= x <= room.right() + 1:
            return QRect()
        left = min(max(x - self._side // 2, 0), room.right() + 1 - self._side)
        low = min(cell.bottom() + 1 - self._side // 2, room.bottom() + 1 - self._side)
        return QRect(left, low, self._side, self._side)

    def _hit(self, place: QPoint) -> bool:
        square = self.square()
        around = square.adjusted(-_REACH, -_REACH, _REACH, _REACH)
        return not square.isEmpty() and around.contains(place)

    # -- Painting --------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, look: CellPaints) -> None:
        """Paint the square, and while it is dragged a dashed line around what will be filled."""
        self._side = look.handle_side
        if self._dragged is not None and self._target is not None:
            pen = QPen(look.focus_pen)
            pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawRect(self._outline(self._dragged, *self._target))
        square = self.square()
        if not square.isEmpty():
            painter.fillRect(square, look.ground)
            painter.fillRect(square.adjusted(1, 1, -1, -1), look.focus_pen.color())

    def _outline(self, area: Area, first: int, last: int) -> QRect:
        cells = QRect()
        for column in (area.columns[0], area.columns[-1]):
            for row in (first, last):
                cells |= self._view.visualRect(self._table.index(row, column))
        room = self._view.viewport().rect().adjusted(-4, -4, 4, 4)
        return cells.intersected(room).adjusted(1, 1, -1, -1)

    # -- The pointer -----------------------------------------------------------------------------------------

    @property
    def is_dragged(self) -> bool:
        """The handle is held down."""
        return self._dragged is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep from the view what is meant for the handle."""
        if isinstance(event, QMouseEvent):
            return self._take_mouse(event)
        if self._dragged is not None and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
                self.cancel()
            event.accept()
            return True
        return False

    def _take_mouse(self, event: QMouseEvent) -> bool:
        place = event.position().toPoint()
        match event.type():
            case QEvent.Type.MouseButtonPress if event.button() == _LEFT and self._hit(place):
                self._begin()
            case QEvent.Type.MouseButtonDblClick if event.button() == _LEFT and self._hit(place):
                self._end()
                self.fill_to_end_wanted.emit(self.area())
            case QEvent.Type.MouseMove if self._dragged is not None and not event.buttons() & _LEFT:
                self.cancel()  # the button was let go where nobody heard of it
            case QEvent.Type.MouseMove if self._dragged is not None:
                self._drag(place)
            case QEvent.Type.MouseButtonRelease if self._dragged is not None and event.button() == _LEFT:
                self._drop()
            case QEvent.Type.MouseMove:
                self._point(self._hit(place))
                return False
            case _:
                return self._dragged is not None
        return True

    def _point(self, here: bool) -> None:
        """Let the pointer show that it is over the handle."""
        viewport = self._view.viewport()
        if here != (viewport.cursor().shape() == Qt.CursorShape.CrossCursor):
            if here:
                viewport.setCursor(Qt.CursorShape.CrossCursor)
            else:
                viewport.unsetCursor()

    def _begin(self) -> None:
        self._dragged, self._target = self.area(), None
        self._view.installEventFilter(self)

    def _drag(self, place: QPoint) -> None:
        self._pointer = place
        beyond = self._beyond()
        if beyond and not self._scrolling.isActive():
            self._scrolling.start()
        elif not beyond:
            self._scrolling.stop()
        self._aim()

    def _beyond(self) -> int:
        """How many pixels the pointer is below the table, or above it: then less than zero."""
        height, y = self._view.viewport().height(), self._pointer.y()
        return y - height + 1 if y >= height else min(y, 0)

    def _scroll(self) -> None:
        beyond, bar = self._beyond(), self._view.verticalScrollBar()
        rows = 1 + abs(beyond) // max(self._view.verticalHeader().defaultSectionSize(), 1)
        bar.setValue(bar.value() + (rows if beyond > 0 else -rows))
        self._aim()

    def _aim(self) -> None:
        """Take the rows between the selection and the pointer as those to fill."""
        assert self._dragged is not None
        room = self._view.viewport().rect()
        row = self._view.rowAt(min(max(self._pointer.y(), room.top()), room.bottom()))
        row = row if row >= 0 else len(self._table.rows) - 1
        top, bottom = self._dragged.top, self._dragged.bottom
        below = (bottom + 1, row) if row > bottom else None
        target = (row, top - 1) if row < top else below
        if target != self._target:
            self._target = target
            self._view.viewport().update()

    def _drop(self) -> None:
        area, target = self._dragged, self._target
        self._end()
        if area is not None and target is not None:
            self.fill_wanted.emit(area, *target)

    def cancel(self) -> None:
        """Fill nothing."""
        self._end()

    def _end(self) -> None:
        self._scrolling.stop()
        self._view.removeEventFilter(self)
        self._dragged = self._target = None
        self._view.viewport().update()
