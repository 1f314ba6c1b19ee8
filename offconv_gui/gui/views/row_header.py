"""The frozen left edge of the table: each row's state as a sign, and its number in the source file."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from offconv_gui.gui.models.conversion_table import ConversionTableModel
from offconv_gui.gui.views.cell_paints import CellPaints, paints

Index = QModelIndex | QPersistentModelIndex

_SIDE_SPACE = 8
_SIGN_SPACE = 8
_LEAST_DIGITS = 4


class RowHeader(QHeaderView):
    """Row numbers with the sign of the gravest thing to say of each row: a tick where it is ready."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setObjectName("rowHeader")
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self._current = -1
        self._look = paints(self.font(), self.devicePixelRatioF())
        self._room = 0

    def dataChanged(self, topLeft: Index, bottomRight: Index, roles: Sequence[int] = ()) -> None:
        """A row's sign is made of its cells' signs."""
        first, last = topLeft.row(), bottomRight.row()
        top = max(self.sectionViewportPosition(first), 0)
        bottom = min(self.sectionViewportPosition(last) + self.sectionSize(last), self.viewport().height())
        if top < bottom:
            self.viewport().update(0, top, self.viewport().width(), bottom - top)

    def show_current(self, section: int) -> None:
        """Set off the number of the current row; -1 for none."""
        if section != self._current:
            self._current = section
            self.viewport().update()

    def fit(self) -> None:
        """Make room for the largest row number; Qt would ask for those of a thousand rows at each edit."""
        measure = paints(self.font(), self.devicePixelRatioF()).current_number.metrics.horizontalAdvance
        digits = max(len(str(self._largest_number())), _LEAST_DIGITS)
        self._room = max(measure("0" * digits), measure(self.tr("new")))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(_SIDE_SPACE * 2 + self._look.side + _SIGN_SPACE + self._room, 0)

    def _largest_number(self) -> int:
        model = self.model()
        document = model.document if isinstance(model, ConversionTableModel) else None
        return int(document.table.row_numbers.max(initial=0)) if document is not None else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        self._look = paints(self.font(), self.devicePixelRatioF())
        super().paintEvent(event)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        model = self.model()
        if not rect.isValid() or not isinstance(model, ConversionTableModel):
            return
        look = self._look
        painter.fillRect(rect, look.header)
        painter.setPen(look.border)
        edge = rect.left() if self.isRightToLeft() else rect.right()
        painter.drawLine(edge, rect.top(), edge, rect.bottom())
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        if logicalIndex < model.rowCount():
            self._paint_row(painter, rect, model, logicalIndex, look)

    def _paint_row(
        self, painter: QPainter, rect: QRect, model: ConversionTableModel, row: int, look: CellPaints
    ) -> None:
        picture = look.row_picture(model.row_sign(row), model.is_left_out(row))
        inner = rect.adjusted(_SIDE_SPACE, 0, -_SIDE_SPACE, 0)
        right_to_left = self.isRightToLeft()
        x = inner.right() + 1 - look.side if right_to_left else inner.left()
        painter.drawPixmap(QPointF(x, rect.center().y() + 1 - look.side / 2), picture)
        current = row == self._current
        letters = look.current_number if current else look.numbers
        line = letters.line(model.row_label(row), inner.width())
        painter.setFont(letters.font)
        painter.setPen(look.text if current else look.muted)
        x = inner.left() if right_to_left else inner.right() + 1 - line.width
        painter.drawStaticText(x, inner.top() + (inner.height() - line.height) // 2, line.text)
