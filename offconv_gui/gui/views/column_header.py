"""The headings of the table, with an arrow on the one that the rows are ordered by."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from offconv_gui.gui.models.conversion_table import ConversionTableModel
from offconv_gui.gui.views.cell_delegate import SIDE_SPACE
from offconv_gui.gui.views.cell_paints import paints

_ARROW_SPACE = 4
_HEIGHT = 1.15
"""The height of the headings, as a multiple of a row's."""


class ColumnHeader(QHeaderView):
    """Headings that can be moved, and clicked to order the rows: upwards, downwards, and as in the file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("columnHeader")
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSortIndicatorClearable(True)
        self.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._look = paints(self.font(), self.devicePixelRatioF())

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), round(self._look.row_height * _HEIGHT))

    def needed_width(self, title: str) -> int:
        """The width in pixels that a heading takes with an arrow beside it."""
        look = paints(self.font(), self.devicePixelRatioF())
        text = look.heading.metrics.horizontalAdvance(title)
        return text + _ARROW_SPACE + look.arrow_side + 2 * SIDE_SPACE + 2

    def paintEvent(self, event: QPaintEvent) -> None:
        self._look = paints(self.font(), self.devicePixelRatioF())
        super().paintEvent(event)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        model, look = self.model(), self._look
        if not rect.isValid() or not isinstance(model, ConversionTableModel):
            return
        mirrored = self.isRightToLeft()
        painter.fillRect(rect, look.header)
        painter.setPen(look.border)
        edge = rect.left() if mirrored else rect.right()
        painter.drawLine(edge, rect.top(), edge, rect.bottom())
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        inner = rect.adjusted(SIDE_SPACE, 0, -SIDE_SPACE, 0)
        ordered = self.sortIndicatorSection() == logicalIndex
        if ordered:
            inner = self._paint_arrow(painter, inner, mirrored)
        line = look.heading.line(model.title_of(logicalIndex), max(inner.width(), 0))
        right = model.column_look(logicalIndex).right != mirrored
        x = inner.right() + 1 - line.width if right else inner.left()
        painter.setFont(look.heading.font)
        painter.setPen(look.text if ordered else look.muted)
        painter.drawStaticText(x, inner.top() + (inner.height() - line.height) // 2, line.text)

    def _paint_arrow(self, painter: QPainter, rect: QRect, mirrored: bool) -> QRect:
        """Paint the arrow at the end of a heading; gives the place that is left for its text."""
        side = self._look.arrow_side
        x = rect.left() if mirrored else rect.right() + 1 - side
        upwards = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        arrow = self._look.ascending if upwards else self._look.descending
        painter.drawPixmap(QPointF(x, rect.top() + (rect.height() - side) / 2), arrow)
        taken = side + _ARROW_SPACE
        return rect.adjusted(taken, 0, 0, 0) if mirrored else rect.adjusted(0, 0, -taken, 0)
