"""The list of problems: icon, title, number of rows, and a button that fixes them all."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from offconv_gui.core.fixes import Fix
from offconv_gui.core.issues import Severity
from offconv_gui.gui.i18n import template
from offconv_gui.gui.icons import icon
from offconv_gui.gui.models.problem_list import ProblemListModel, ProblemRole
from offconv_gui.gui.palette import colour

AnyIndex = QModelIndex | QPersistentModelIndex

_LOWEST_LINE = 34
_MARGIN = 6
_ICON = 16
_GAP = 8
_SHORTEST = 3
"""Rows that stay in sight however low the window is."""

SEVERITY_ICONS = {
    Severity.ERROR: ("status-error", "error_mark"),
    Severity.WARNING: ("status-warning", "warning_mark"),
    Severity.INFO: ("status-info", "info_mark"),
}


class _ProblemDelegate(QStyledItemDelegate):
    """Paints a problem; where its button leaves the title no room, the button stands on a line of its own."""

    def __init__(self, view: ProblemList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        height = self._view.line_height
        return QSize(0, 2 * height - _GAP if self._view.is_folded(index) else height)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        rect: QRect = option.rect
        size = editor.sizeHint()
        line = rect
        if self._view.is_folded(index):
            line = rect.adjusted(0, rect.height() - self._view.line_height, 0, 0)
        top = line.center().y() - size.height() // 2 + 1
        place = QRect(line.right() - 2 - size.width(), top, size.width(), size.height())
        editor.setGeometry(self._mirrored(rect, place))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect.adjusted(0, 1, 0, -1), state)
        name, mark = SEVERITY_ICONS[index.data(ProblemRole.SEVERITY)]
        line = rect.adjusted(_MARGIN, 0, -_GAP, 0)
        line.setHeight(self._view.line_height)
        if not self._view.is_folded(index):
            line.setRight(line.right() - self._view.button_width(index))
        place = QRect(line.left(), line.center().y() - _ICON // 2 + 1, _ICON, _ICON)
        icon(name, mark).paint(painter, self._mirrored(rect, place))
        self._paint_words(painter, rect, line.adjusted(_ICON + _GAP, 0, 0, 0), index)
        painter.restore()

    def _mirrored(self, row: QRect, place: QRect) -> QRect:
        """Where a place in a row lies in the direction that the window reads in."""
        return QStyle.visualRect(self._view.layoutDirection(), row, place)

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(colour("selected"))
            painter.drawRoundedRect(rect, 5, 5)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(colour("hover"))
            painter.drawRoundedRect(rect, 5, 5)
        if state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("focus"), 2))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 5, 5)

    def _paint_words(self, painter: QPainter, row: QRect, rect: QRect, index: AnyIndex) -> None:
        metrics = painter.fontMetrics()
        count = f"{index.data(ProblemRole.COUNT):,}"
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setPen(colour("muted"))
        painter.drawText(self._mirrored(row, rect), right, count)
        room = rect.adjusted(0, 0, -metrics.horizontalAdvance(count) - _GAP, 0)
        painter.setPen(colour("text"))
        title = metrics.elidedText(
            index.data(Qt.ItemDataRole.DisplayRole), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(self._mirrored(row, room), left, title)


class ProblemList(QListView):
    """Click or Enter activates a problem; each button asks for the fix of all its rows."""

    problem_activated = Signal(str)
    """The identifier of the rule."""
    fix_requested = Signal(str)
    """The identifier of the rule."""

    def __init__(self, model: ProblemListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, QPushButton] = {}
        self._folded: set[str] = set()
        self.line_height = _LOWEST_LINE
        """The height of a line in pixels: it grows with the text and its buttons."""
        self._most = 10_000
        self._build(model)
        self._wire()
        self.retranslate()

    def _build(self, model: ProblemListModel) -> None:
        self.setObjectName("problemList")
        self.setModel(model)
        self.setItemDelegate(_ProblemDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)

    def _wire(self) -> None:
        self.clicked.connect(self._activate)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Problems"))

    # -- Buttons ---------------------------------------------------------------------------------------------

    def offer_fixes(self, offered: Mapping[str, Fix], enabled: bool) -> None:
        """Show a button for the fix in the rows of these rules (by identifier), and in no others."""
        model = self.model()
        assert isinstance(model, ProblemListModel)
        before: QWidget = self
        buttons = {}
        for row, problem in enumerate(model.problems):
            rule = problem.rule
            if rule.id not in offered:
                self.setIndexWidget(model.index(row), None)  # type: ignore[arg-type]
                continue
            button = self._button(rule.id, row)
            label = template(offered[rule.id].label)
            button.setText(label)
            button.setAccessibleName(
                self.tr("{fix}: {problem}, {rows}").format(
                    fix=label, problem=template(rule.title), rows=model.rows_text(problem.count)
                )
            )
            button.setEnabled(enabled)
            QWidget.setTabOrder(before, button)
            before, buttons[rule.id] = button, button
        self._buttons = buttons
        self._lay_out()

    def disable_fixes(self, disabled: bool) -> None:
        """Let no button be pressed, or all again."""
        for button in self._buttons.values():
            button.setEnabled(not disabled)

    def _button(self, rule_id: str, row: int) -> QPushButton:
        index = self.model().index(row, 0)
        button = self.indexWidget(index)
        if not isinstance(button, QPushButton):
            button = QPushButton(self.viewport())
            button.setObjectName(f"fix_{rule_id}")
            button.setProperty("compact", True)
            button.setProperty("rule", rule_id)
            button.clicked.connect(self._request_fix)
            self.setIndexWidget(index, button)
        return button

    def button_width(self, index: AnyIndex) -> int:
        """The width of the row's button in pixels; 0 where it has none."""
        button = self._buttons.get(index.data(ProblemRole.RULE))
        return button.sizeHint().width() if button is not None else 0

    def is_folded(self, index: AnyIndex) -> bool:
        """The row's button stands on a line of its own."""
        return index.data(ProblemRole.RULE) in self._folded

    def _request_fix(self) -> None:
        rule_id = self.sender().property("rule")
        self.setFocus()
        self.fix_requested.emit(rule_id)

    # -- Activation ------------------------------------------------------------------------------------------

    def _activate(self, index: QModelIndex) -> None:
        self.problem_activated.emit(index.data(ProblemRole.RULE))

    def edit(self, *_arguments: object) -> bool:  # type: ignore[override]
        """Nothing is edited here. Qt's own would hand the keyboard to the button of the row arrived at, where
        Enter, meant to show the rows, would fix them."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and index.isValid():
            self._activate(index)
            return
        super().keyPressEvent(event)

    # -- Size ------------------------------------------------------------------------------------------------

    def set_most(self, height: int) -> None:
        """Be at most this high, in pixels, so that something is left for what stands below."""
        self._most = height
        self._fit()

    def _lay_out(self) -> None:
        self._measure()
        self.doItemsLayout()
        self.updateEditorGeometries()
        self._fit()

    def _measure(self) -> None:
        """Find how high lines are, and which buttons have no room: Qt asks many times for what stays so."""
        button = next(iter(self._buttons.values()), None)
        grown = button.sizeHint().height() + _MARGIN if button is not None else 0
        self.line_height = max(_LOWEST_LINE, grown, self.fontMetrics().height() + 2 * _GAP)
        rows = (self.model().index(row, 0) for row in range(self.model().rowCount()))
        self._folded = {index.data(ProblemRole.RULE) for index in rows if not self._has_room(index)}

    def _has_room(self, index: QModelIndex) -> bool:
        """The row's button has room beside its title."""
        button = self.button_width(index)
        metrics = self.fontMetrics()
        words = metrics.horizontalAdvance(index.data(Qt.ItemDataRole.DisplayRole))
        count = metrics.horizontalAdvance(f"{index.data(ProblemRole.COUNT):,}")
        needed = _MARGIN + _ICON + _GAP + words + _GAP + count + _GAP + button
        return not button or needed <= self.viewport().width()

    def _fit(self) -> None:
        model, option, frame = self.model(), QStyleOptionViewItem(), 2 * self.frameWidth()
        heights = [
            self.itemDelegate().sizeHint(option, model.index(row, 0)).height()
            for row in range(model.rowCount())
        ]
        least = sum(heights[:_SHORTEST]) + frame
        self.setMinimumHeight(least)
        self.setMaximumHeight(max(least, min(sum(heights) + frame, self._most)))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(300, self.maximumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._lay_out()
