"""The headings of the table: the order of the rows, what is filtered, and how the cells below are.

Under each heading stands a strip of four parts: how many cells are ready, to review, wrong and blank.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from offconv_gui.core.column_filters import CellState
from offconv_gui.gui.models.conversion_table import ConversionTableModel
from offconv_gui.gui.palette import colour
from offconv_gui.gui.views.cell_delegate import SIDE_SPACE
from offconv_gui.gui.views.cell_paints import paints
from offconv_gui.gui.views.frozen_columns import FrozenColumns

_ARROW_SPACE = 4
_HEIGHT = 1.3
"""The height of the headings, as a multiple of a row's."""

_STRIP = 3
_STRIP_BELOW = 4
_STRIP_REACH = 2
"""Pixels: the height of a strip, the space below it, and how far beside it a click still means it."""

_LEAST = 3
"""Pixels of a part of the strip, however few cells it stands for."""

_COLOURS = {
    CellState.READY: "success_mark",
    CellState.REVIEW: "warning_mark",
    CellState.WRONG: "error_mark",
    CellState.BLANK: "control_border",
}


class Part(NamedTuple):
    """A part of a strip, from the beginning of the heading."""

    state: CellState
    start: int
    width: int


class ColumnHeader(QHeaderView):
    """Headings that can be moved, and clicked to order the rows: upwards, downwards, and as in the file.

    With Shift, a click orders the rows that are alike by the columns clicked before.
    """

    state_clicked = Signal(int, object)
    """A part of a column's strip was clicked: the column, and the `CellState` it stands for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("columnHeader")
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSortIndicatorClearable(True)
        self.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.frozen = FrozenColumns(self)
        self._pressed: tuple[int, CellState] | None = None
        self._on_frozen = False
        self._look = paints(self.font(), self.devicePixelRatioF())

    def sizeHint(self) -> QSize:
        return QSize(self.length(), round(self._look.row_height * _HEIGHT))

    def changeEvent(self, event: QEvent) -> None:
        """Be as high as the text wants: the view asks only when told, or when its own size changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._look = paints(self.font(), self.devicePixelRatioF())
            self.geometriesChanged.emit()

    def needed_width(self, title: str) -> int:
        """The width in pixels that a heading takes with the signs beside it."""
        look = paints(self.font(), self.devicePixelRatioF())
        text = look.heading.metrics.horizontalAdvance(title)
        return text + _ARROW_SPACE + look.arrow_side + 2 * SIDE_SPACE + 2

    # -- Painting --------------------------------------------------------------------------------------------

    def repaint_all(self) -> None:
        """The columns are in another state."""
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._look = paints(self.font(), self.devicePixelRatioF())
        super().paintEvent(event)
        strip = self.frozen.strip(self.viewport().height())
        if strip.isEmpty():
            return
        painter = QPainter(self.viewport())
        painter.setClipRect(strip)
        if self.frozen.shift():
            for column in self.frozen.columns():
                self._paint_frozen(painter, column)
        painter.fillRect(self.frozen.edge(strip.height()), self._look.frozen_edge)

    def _paint_frozen(self, painter: QPainter, column: int) -> None:
        place = QRect(self.frozen.left_of(column), 0, self.sectionSize(column), self.viewport().height())
        self.paintSection(painter, place, column)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        model, look = self._model(), self._look
        if not rect.isValid() or model is None:
            return
        mirrored = self.isRightToLeft()
        painter.fillRect(rect, look.header)
        painter.setPen(look.border)
        edge = rect.left() if mirrored else rect.right()
        painter.drawLine(edge, rect.top(), edge, rect.bottom())
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        self._paint_strip(painter, rect, logicalIndex, mirrored)
        inner = rect.adjusted(SIDE_SPACE, 0, -SIDE_SPACE, -(_STRIP + _STRIP_BELOW) // 2)
        place = next((at for at, key in enumerate(model.sort_keys) if key.column == logicalIndex), None)
        if place is not None:
            inner = self._paint_order(painter, inner, place, mirrored)
        filtered = not model.column_filter(logicalIndex).passes_all
        if filtered:
            inner = self._paint_sign(painter, inner, look.filtered, mirrored)
        line = look.heading.line(model.title_of(logicalIndex), max(inner.width(), 0))
        right = model.column_look(logicalIndex).right != mirrored
        x = inner.right() + 1 - line.width if right else inner.left()
        painter.setFont(look.heading.font)
        painter.setPen(look.text if place is not None or filtered else look.muted)
        painter.drawStaticText(x, inner.top() + (inner.height() - line.height) // 2, line.text)

    def _paint_order(self, painter: QPainter, rect: QRect, place: int, mirrored: bool) -> QRect:
        """Paint the arrow of an order, with its number where there are several."""
        model = self._model()
        assert model is not None
        key = model.sort_keys[place]
        rect = self._paint_sign(
            painter, rect, self._look.ascending if key.ascending else self._look.descending, mirrored
        )
        if len(model.sort_keys) < 2:
            return rect
        line = self._look.numbers.line(str(place + 1), rect.width())
        painter.setFont(self._look.numbers.font)
        painter.setPen(self._look.text)
        x = rect.left() if mirrored else rect.right() + 1 - line.width
        painter.drawStaticText(x, rect.top() + (rect.height() - line.height) // 2, line.text)
        taken = line.width + _ARROW_SPACE
        return rect.adjusted(taken, 0, 0, 0) if mirrored else rect.adjusted(0, 0, -taken, 0)

    def _paint_sign(self, painter: QPainter, rect: QRect, sign: object, mirrored: bool) -> QRect:
        """Paint a sign at the end of a heading; gives the place that is left for its text."""
        side = self._look.arrow_side
        x = rect.left() if mirrored else rect.right() + 1 - side
        painter.drawPixmap(QPointF(x, rect.top() + (rect.height() - side) / 2), sign)  # type: ignore[call-overload]
        taken = side + _ARROW_SPACE
        return rect.adjusted(taken, 0, 0, 0) if mirrored else rect.adjusted(0, 0, -taken, 0)

    def _paint_strip(self, painter: QPainter, rect: QRect, column: int, mirrored: bool) -> None:
        top = rect.bottom() - _STRIP_BELOW - _STRIP + 1
        for part in self.parts(column):
            x = rect.right() + 1 - part.start - part.width if mirrored else rect.left() + part.start
            painter.fillRect(x, top, part.width, _STRIP, colour(_COLOURS[part.state]))

    # -- The strip -------------------------------------------------------------------------------------------

    def parts(self, column: int) -> list[Part]:
        """The parts of a column's strip, in their order; none where there is nothing to tell."""
        model = self._model()
        found = model.quality_of(column) if model is not None else None
        width = self.sectionSize(column) - 2 * SIDE_SPACE
        states = [state for state in CellState if found is not None and found.of(state)]
        if found is None or not states or width < _LEAST * len(CellState):
            return []
        spare = width - _LEAST * len(states)
        parts, start = [], SIDE_SPACE
        for state in states:
            end = (
                width + SIDE_SPACE
                if state is states[-1]
                else start + _LEAST + round(spare * found.share(state))
            )
            parts.append(Part(state, start, end - start))
            start = end
        return parts

    def state_at(self, place: QPoint) -> tuple[int, CellState] | None:
        """The part of a strip at a point of the viewport."""
        column = self.column_at(place)
        bottom = self.viewport().height() - _STRIP_BELOW + _STRIP_REACH
        if column < 0 or not bottom - _STRIP - 2 * _STRIP_REACH <= place.y() < bottom:
            return None
        left = self.frozen.left_of(column)
        along = left + self.sectionSize(column) - 1 - place.x() if self.isRightToLeft() else place.x() - left
        for part in self.parts(column):
            if part.start <= along < part.start + part.width:
                return column, part.state
        return None

    # -- The pointer -----------------------------------------------------------------------------------------

    def column_at(self, place: QPoint) -> int:
        """The column whose heading is shown at a point of the viewport; -1 for none."""
        return self.logicalIndexAt(place - QPoint(self._shift_at(place), 0))

    def _shift_at(self, place: QPoint) -> int:
        return self.frozen.shift() if self.frozen.covers(place.x()) else 0

    def _tell(self, event: QMouseEvent, tell: Callable[[QMouseEvent], None]) -> None:
        """Let Qt know of the pointer: over frozen headings, as if the table were not scrolled along.

        While a button is held it stays with the headings it was pressed on, frozen ones or others.
        """
        if event.type() == QEvent.Type.MouseButtonPress or not event.buttons() | event.button():
            self._on_frozen = bool(self._shift_at(event.position().toPoint()))
        table = self.parent()
        if not self._on_frozen or not self.frozen.shift() or not isinstance(table, QTableView):
            tell(event)
            return
        self.setOffset(0)
        tell(event)
        self.setOffset(table.horizontalScrollBar().value())
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and (shift := self._shift_at(event.pos())):
            event = QHelpEvent(event.type(), event.pos() - QPoint(shift, 0), event.globalPos())
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = self.state_at(event.position().toPoint()) if left else None
        if self._pressed is None:
            self._tell(event, super().mousePressEvent)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._tell(event, super().mouseMoveEvent)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._tell(event, super().mouseDoubleClickEvent)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is not None:
            if pressed == self.state_at(event.position().toPoint()):
                self.state_clicked.emit(*pressed)
            return
        model = self._model()
        if model is not None:
            model.adds_sort_key = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._tell(event, super().mouseReleaseEvent)
        if model is not None:
            model.adds_sort_key = False

    def _model(self) -> ConversionTableModel | None:
        model = self.model()
        return model if isinstance(model, ConversionTableModel) else None
