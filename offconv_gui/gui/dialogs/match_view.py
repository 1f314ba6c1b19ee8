"""The table in which a person says what each column of a file becomes."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from offconv_gui.core.fields import Field
from offconv_gui.gui.icons import icon, scaled
from offconv_gui.gui.models.match_table import MatchColumn, MatchRole, MatchTableModel, State
from offconv_gui.gui.palette import colour
from offconv_gui.gui.parts.data_delegate import left_to_right

AnyIndex = QModelIndex | QPersistentModelIndex

MOST_FIELDS_AT_ONCE = 60
"""Columns up to which each row keeps its combo box; a wider file gets one where it is asked for."""

_ROW_HEIGHT = 40
_PADDING = 8
_WIDTHS = {
    MatchColumn.STATE: 40,
    MatchColumn.HEADING: 170,
    MatchColumn.SAMPLES: 310,
    MatchColumn.BECOMES: 280,
}
_AROUND_FIELD = 84
"""Pixels at the usual size of text between the words of a field and the edges of its cell."""

_WALKING = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)
_TYPING = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
_SIGNS = {
    State.MATCHED: ("status-ready", "success_mark"),
    State.DOUBTFUL: ("status-question", "warning_mark"),
    State.UNUSED: ("status-left-out", "muted"),
}


class TargetCombo(QComboBox):
    """The choice of a field for one column; scrolling the table over it changes nothing."""

    def __init__(self, view: MatchView, row: int) -> None:
        super().__init__(view.viewport())
        self._view = view
        self._row = row
        model = view.match_model
        self.setObjectName(f"target_{row}")
        self.setAccessibleName(self.tr("Becomes: {column}").format(column=model.heading(row)))
        self.setItemDelegate(QStyledItemDelegate(self))  # the only kind that a style sheet reaches
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(len(Field) + 1)
        self.addItem(model.becomes_text(None), None)
        for field in Field:
            self.addItem(model.becomes_text(field), field)

    def show_field(self, field: Field | None) -> None:
        """Show what the column becomes now."""
        self.setCurrentIndex(0 if field is None else 1 + list(Field).index(field))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys open the list, where nothing is chosen before Enter.

        A closed combo box would choose each field on the way, and take it from the column that has it.
        """
        if event.key() in _WALKING:
            self.showPopup()
        elif event.text().isalnum() and event.modifiers() in _TYPING:
            self.showPopup()
            self.view().keyboardSearch(event.text())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._view.scrollTo(self._view.model().index(self._row, MatchColumn.BECOMES))


class _MatchDelegate(QStyledItemDelegate):
    """Paints the table's cells, and makes the combo boxes."""

    def __init__(self, view: MatchView) -> None:
        super().__init__(view)
        self._view = view

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> QWidget:
        combo = TargetCombo(self._view, index.row())
        combo.activated.connect(self._commit)
        if not self._view.keeps_fields:
            QTimer.singleShot(0, combo, combo.showPopup)
        return combo

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Combo boxes that stay are left to Tab, Enter and Esc as everywhere in the dialog."""
        return False if self._view.keeps_fields else super().eventFilter(editor, event)

    def _commit(self) -> None:
        combo = self.sender()
        assert isinstance(combo, TargetCombo)
        self.commitData.emit(combo)
        if not self._view.keeps_fields:
            self.closeEditor.emit(combo, QStyledItemDelegate.EndEditHint.NoHint)
            self._view.setFocus()

    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:
        if isinstance(editor, TargetCombo):
            editor.show_field(index.data(MatchRole.FIELD))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: AnyIndex) -> None:
        if isinstance(editor, TargetCombo):
            model.setData(index, editor.currentData())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        rect: QRect = option.rect
        height = min(editor.sizeHint().height(), rect.height() - 4)
        editor.setGeometry(rect.left() + 5, rect.center().y() - height // 2 + 1, rect.width() - 10, height)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(_WIDTHS.get(MatchColumn(index.column()), 200), _ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colour("selected"))
        column = MatchColumn(index.column())
        if column is MatchColumn.STATE:
            self._paint_sign(painter, rect, index.data(MatchRole.STATE))
        elif column is MatchColumn.BECOMES:
            if not self._view.keeps_fields:
                self._paint_field(painter, rect, index)
        else:
            self._paint_words(painter, rect, index, column)
        painter.restore()

    def _paint_sign(self, painter: QPainter, rect: QRect, state: State) -> None:
        name, mark = _SIGNS[state]
        side = scaled(16)
        place = QRect(0, 0, side, side)
        place.moveCenter(rect.center())
        icon(name, mark).paint(painter, place)

    def _paint_words(self, painter: QPainter, rect: QRect, index: AnyIndex, column: MatchColumn) -> None:
        tint = "muted"
        if column is MatchColumn.HEADING:
            tint = "text"
        elif column is MatchColumn.CHECK and index.data(MatchRole.DOUBTFUL):
            tint = "warning_text"
        painter.setPen(colour(tint))
        room = rect.adjusted(_PADDING, 0, -_PADDING, 0)
        words = painter.fontMetrics().elidedText(
            str(index.data(Qt.ItemDataRole.DisplayRole)), Qt.TextElideMode.ElideRight, room.width()
        )
        if column is MatchColumn.SAMPLES:
            words = left_to_right(words)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _paint_field(self, painter: QPainter, rect: QRect, index: AnyIndex) -> None:
        """What looks like the combo box that a click or a key puts there."""
        box = rect.adjusted(5, 5, -5, -5)
        here = self._view.hasFocus() and index.row() == self._view.currentIndex().row()
        painter.setPen(QPen(colour("focus" if here else "control_border"), 2 if here else 1))
        painter.setBrush(colour("field"))
        painter.drawRoundedRect(box, 6, 6)
        painter.setPen(colour("text"))
        words = painter.fontMetrics().elidedText(
            str(index.data(Qt.ItemDataRole.DisplayRole)), Qt.TextElideMode.ElideRight, box.width() - 40
        )
        painter.drawText(
            box.adjusted(10, 0, -30, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words
        )
        icon("chevron-down").paint(painter, QRect(box.right() - 21, box.center().y() - 7, 14, 14))


class MatchView(QTableView):
    """A file of few columns shows a combo box for each; in a wide one Enter or a click opens it."""

    def __init__(self, model: MatchTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.match_model = model
        self.keeps_fields = True
        self._build()
        self.clicked.connect(self._open_field)
        model.modelReset.connect(self._furnish)
        self._furnish()

    def _build(self) -> None:
        self.setObjectName("matchTable")
        self.setModel(self.match_model)
        self.setItemDelegate(_MatchDelegate(self))
        self.setProperty("framed", True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(MatchColumn.STATE, QHeaderView.ResizeMode.Fixed)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Columns of the file and what they become"))

    def target_combos(self) -> list[TargetCombo]:
        """The combo boxes that stand there, in the order of the rows."""
        indexes = (
            self.match_model.index(row, MatchColumn.BECOMES)
            for row in range(self.match_model.rowCount() if self.keeps_fields else 0)
        )
        editors = (self.indexWidget(index) for index in indexes)
        return [editor for editor in editors if isinstance(editor, TargetCombo)]

    def _furnish(self) -> None:
        rows = self.match_model.rowCount()
        self._widen()
        self.verticalHeader().setDefaultSectionSize(max(_ROW_HEIGHT, self.fontMetrics().height() + 24))
        self.keeps_fields = rows <= MOST_FIELDS_AT_ONCE
        trigger = QAbstractItemView.EditTrigger
        if self.keeps_fields:
            self.setEditTriggers(trigger.NoEditTriggers)
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            for row in range(rows):
                self.openPersistentEditor(self.match_model.index(row, MatchColumn.BECOMES))
        else:
            self.setEditTriggers(trigger.EditKeyPressed)
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCurrentIndex(self.match_model.index(0, MatchColumn.BECOMES))

    def _widen(self) -> None:
        """Give the columns their widths, more where their words ask for it."""
        header, metrics = self.horizontalHeader(), self.fontMetrics()
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, max(scaled(width), header.sectionSizeHint(column)))
        words = [self.match_model.becomes_text(field) for field in (None, *Field)]
        needed = max(metrics.horizontalAdvance(text) for text in words) + scaled(_AROUND_FIELD)
        self.setColumnWidth(MatchColumn.BECOMES, max(scaled(_WIDTHS[MatchColumn.BECOMES]), needed))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        opening = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F4)
        if not self.keeps_fields and event.key() in opening:
            self.edit(self.match_model.index(self.currentIndex().row(), MatchColumn.BECOMES))
            return
        super().keyPressEvent(event)

    def _open_field(self, index: QModelIndex) -> None:
        if not self.keeps_fields and index.column() == MatchColumn.BECOMES:
            self.edit(index)
