"""Paints and edits the cells of the conversion table.

A marked cell has a sign before its text and a tint behind it; the text keeps its usual colour. The delegate
takes what a cell looks like straight from the model: asking for each role in turn would cost far more.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPolygonF
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from offconv_gui.gui.models.cell_looks import Face, Look, Sign
from offconv_gui.gui.models.conversion_table import ConversionTableModel
from offconv_gui.gui.views.cell_editors import editor_of, update_editor
from offconv_gui.gui.views.cell_paints import Letters, paints

Index = QModelIndex | QPersistentModelIndex

SIDE_SPACE = 8
"""Pixels between the edge of a cell and its sign or text."""

SIGN_SPACE = 6
"""Pixels between a sign and its text."""

_CORNER = 7.0
_SELECTED = QStyle.StateFlag.State_Selected.value
_HAS_FOCUS = QStyle.StateFlag.State_HasFocus.value


BY_TYPING = "byTyping"
"""The property of an editor that was opened by a letter: as in a spreadsheet, arrow keys then leave it."""

_Action = QAbstractItemView.CursorAction
ARROWS = {
    Qt.Key.Key_Up: _Action.MoveUp,
    Qt.Key.Key_Down: _Action.MoveDown,
    Qt.Key.Key_Left: _Action.MoveLeft,
    Qt.Key.Key_Right: _Action.MoveRight,
}


class CellDelegate(QStyledItemDelegate):
    """For a view of a `ConversionTableModel`, which calls `prepare` before it paints its cells."""

    fill_entered = Signal(str)
    """A text was entered that all selected cells should have."""
    left_by_arrow = Signal(int)
    """An arrow key has ended what was typed into a cell; the cell has its text."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.paints = paints(parent.font(), parent.devicePixelRatioF())
        self.sought = ""

    def prepare(self, font: QFont, ratio: float) -> None:
        """Take up the scheme, font and screen as they are now."""
        self.paints = paints(font, ratio)

    # -- Painting --------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, ConversionTableModel)
        look, rect, state = model.look(index.row(), index.column()), option.rect, option.state.value
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        self._paint_ground(painter, rect, look, bool(state & _SELECTED))
        inner = rect.adjusted(SIDE_SPACE, 0, -SIDE_SPACE, 0)
        if look.sign:
            inner = self._paint_sign(painter, inner, look.sign, mirrored)
        if look.text or look.required:
            self._paint_text(painter, inner, look, mirrored)
        if look.edited:
            self._paint_corner(painter, rect, mirrored)
        if state & _HAS_FOCUS:
            painter.setPen(self.paints.focus_pen)
            painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def _paint_ground(self, painter: QPainter, rect: QRect, look: Look, selected: bool) -> None:
        tint = self.paints.tints.get(look.sign)
        if tint is None:
            if selected:
                painter.fillRect(rect, self.paints.selected)
            elif look.column.reference:
                painter.fillRect(rect, self.paints.reference)
            return
        painter.fillRect(rect, tint)
        if selected:
            painter.fillRect(rect, self.paints.selected_over_tint)

    def _paint_sign(self, painter: QPainter, rect: QRect, sign: Sign, mirrored: bool) -> QRect:
        """Paint the sign at the beginning of the cell; gives the place that is left for the text."""
        side = self.paints.side
        x = rect.right() + 1 - side if mirrored else rect.left()
        painter.drawPixmap(x, rect.top() + (rect.height() - side) // 2, self.paints.signs[sign])
        taken = side + SIGN_SPACE
        return rect.adjusted(0, 0, -taken, 0) if mirrored else rect.adjusted(taken, 0, 0, 0)

    def _paint_text(self, painter: QPainter, rect: QRect, look: Look, mirrored: bool) -> None:
        if look.required:
            letters, text, pen = self.paints.letters(Face.TEXT), self.tr("Required"), self.paints.required
        else:
            letters, text = self.paints.letters(look.column.face, look.inherited), look.text
            muted = look.left_out or look.inherited or look.column.reference
            pen = self.paints.muted if muted else self.paints.text
        line = letters.line(text, rect.width())
        x = rect.left() if look.column.right == mirrored else rect.right() + 1 - line.width
        y = rect.top() + (rect.height() - line.height) // 2
        if self.sought and self.sought in text.lower():
            self._paint_found(painter, QRect(x, rect.top(), line.width, rect.height()), letters, text)
        painter.setFont(letters.font)
        painter.setPen(pen)
        painter.drawStaticText(x, y, line.text)
        if look.left_out:
            middle = rect.center().y()
            painter.drawLine(x, middle, x + line.width - 1, middle)

    def _paint_found(self, painter: QPainter, rect: QRect, letters: Letters, text: str) -> None:
        """Set off what is looked for; `rect` is where the text is painted."""
        lower, length = text.lower(), len(self.sought)
        at = lower.find(self.sought)
        while at >= 0:
            start = letters.metrics.horizontalAdvance(text[:at])
            width = letters.metrics.horizontalAdvance(text[: at + length]) - start
            found = QRect(rect.left() + start, rect.top() + 3, width, rect.height() - 6)
            painter.fillRect(found.intersected(rect), self.paints.found)
            at = lower.find(self.sought, at + length)

    def _paint_corner(self, painter: QPainter, rect: QRect, mirrored: bool) -> None:
        x, inwards = (rect.left(), _CORNER) if mirrored else (rect.right() + 1, -_CORNER)
        corner = QPointF(x, rect.top())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.paints.edited)
        painter.drawPolygon(QPolygonF([corner, corner + QPointF(inwards, 0), corner + QPointF(0, _CORNER)]))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        model = index.model()
        assert isinstance(model, ConversionTableModel)
        look = model.look(index.row(), index.column())
        width = self.paints.letters(look.column.face).metrics.horizontalAdvance(look.text)
        sign = self.paints.side + SIGN_SPACE if look.sign else 0
        return QSize(2 * SIDE_SPACE + sign + width + 1, self.paints.row_height)

    # -- Editing ---------------------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        assert isinstance(model, ConversionTableModel)
        look = model.look(index.row(), index.column())
        editor = editor_of(model, index.row(), index.column(), parent)
        editor.setFont(self.paints.letters(look.column.face).font)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Put the text of the file into the editor, and remember what the editor makes of it.

        A line edit shows a text of several lines on one: to leave the cell untouched must not change it. Qt
        asks for this again whenever the cell may look otherwise, as each time the clock ticks: what somebody
        has typed by then stays.
        """
        model = index.model()
        assert isinstance(editor, QLineEdit)
        assert isinstance(model, ConversionTableModel)
        update_editor(editor, model, index.row(), index.column())
        if editor.property("untouched") not in (None, editor.text()):
            return
        editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
        editor.setProperty("untouched", editor.text())

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        if editor.text() != editor.property("untouched"):
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
            and isinstance(editor, QLineEdit)
        ):
            text = editor.text()
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            self.fill_entered.emit(text)
            return True
        if isinstance(editor, QLineEdit) and editor.property(BY_TYPING) and _is_arrow(event):
            assert isinstance(event, QKeyEvent)
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            self.left_by_arrow.emit(event.key())
            return True
        return super().eventFilter(editor, event)


def _is_arrow(event: QEvent) -> bool:
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or event.key() not in ARROWS:
        return False
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
