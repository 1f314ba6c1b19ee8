"""What stands in a window: its texts, those that are cut off, and a language whose texts are longer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, Qt, QTranslator
from PySide6.QtGui import QAction, QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QStyle,
    QStyleOptionComboBox,
    QTextEdit,
    QToolButton,
    QWidget,
)

LONGER = 0.4
"""By how much of its length a translated text grows; German and French take 10 to 40 per cent more."""

_FILLING = " óóóó öö ååååå"
_KEYS = "QShortcut"
"""Qt's own context for the names of keys, which it also reads shortcuts with."""

_KEYS_BEHIND = re.compile(r"\((?:(?:Ctrl|Shift|Alt)\+)*(?:F?\d+|Del|Down|PgUp|PgDown|\S)\)$")
"""The keys behind the words of a tool tip, as Qt names them."""


class LongLanguage(QTranslator):
    """Every text is put into brackets and made longer, so that those that bypass translation stand out."""

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:  # type: ignore[override]
        if context == _KEYS or not re.search(r"[^\W\d_]", sourceText):
            return None
        letters = re.sub(r"<[^>]*>|\{\w*\}", "", sourceText)
        more = (_FILLING * len(letters))[: max(1, round(len(letters) * LONGER))].rstrip()
        return f"⟦{sourceText}{more}⟧"


def untranslated(text: str) -> str:
    """What of a text is outside all brackets: no letter, where all of it went through translation."""
    plain = _KEYS_BEHIND.sub(" ", re.sub(r"<[^>]*>", " ", text))
    inner = re.compile(r"⟦[^⟦⟧]*⟧")
    while inner.search(plain):
        plain = inner.sub(" ", plain)
    return plain.strip()


# -- Texts --------------------------------------------------------------------------------------------------


def texts(window: QWidget) -> Iterator[tuple[QWidget, str]]:
    """Every text in a window that a person can see or hear now, with the widget that holds it."""
    yield window, window.windowTitle()
    for widget in (window, *window.findChildren(QWidget)):
        if not widget.isVisibleTo(window):
            continue
        for text in (*_shown(widget), widget.toolTip(), widget.accessibleName()):
            if text:
                yield widget, text
    for action in window.findChildren(QAction):
        if action.isVisible():
            yield window, action.text()
            yield window, action.toolTip()


def _shown(widget: QWidget) -> Iterator[str]:
    match widget:
        case QLabel():
            yield _plain(widget.text()) if "<" in widget.text() else widget.text()
        case QAbstractButton():
            yield widget.text()
        case QComboBox() if not widget.isEditable():
            yield from (widget.itemText(row) for row in range(widget.count()))
        case QAbstractSpinBox():
            yield widget.text()
        case QLineEdit():
            yield widget.placeholderText()
        case QGroupBox():
            yield widget.title()
        case QPlainTextEdit() | QTextEdit():
            yield widget.toPlainText()
        case QHeaderView() if widget.model() is not None:
            yield from _headings(widget)
        case QAbstractItemView() if widget.model() is not None:
            yield from _cells(widget.model())


def _plain(rich: str) -> str:
    document = QTextDocument()
    document.setHtml(rich)
    return document.toPlainText()


def _headings(header: QHeaderView) -> Iterator[str]:
    model, orientation = header.model(), header.orientation()
    if orientation == Qt.Orientation.Horizontal:
        for section in range(header.count()):
            yield str(model.headerData(section, orientation) or "")


def _cells(model: QAbstractItemModel) -> Iterator[str]:
    for row in range(min(model.rowCount(), 12)):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount()):
            yield str(model.index(row, column).data() or "")


# -- Room ---------------------------------------------------------------------------------------------------


def cut(window: QWidget) -> list[str]:
    """The visible texts that have not enough room, and the controls that stand partly outside."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisibleTo(window) or widget.window() is not window:
            continue
        if _lacks_room(widget):
            found.append(f"{_name(widget)}: {next(iter(_shown(widget)), '')!r} has {widget.width()} pixels")
        elif _is_control(widget) and not _scrolls(widget) and _is_covered(widget):
            found.append(f"{_name(widget)}: {next(iter(_shown(widget)), '')!r} is partly out of sight")
    return found


def _name(widget: QWidget) -> str:
    parent = widget.parentWidget()
    own = widget.objectName() or type(widget).__name__
    return f"{parent.objectName() or type(parent).__name__}/{own}" if parent is not None else own


def _lacks_room(widget: QWidget) -> bool:
    match widget:
        case QLabel() if not widget.text() or widget.property("mayBeCut"):
            return False
        case QLabel() if widget.wordWrap():
            return widget.heightForWidth(widget.width()) > widget.height()
        case QLabel():
            shortened = widget.text().endswith("…") and widget.text() != widget.accessibleName()
            return shortened or _wide(widget, widget.text()) > widget.contentsRect().width()
        case QComboBox():
            return _combo_lacks_room(widget)
        case QLineEdit():
            shown = "" if widget.text() else widget.placeholderText()
            return _wide(widget, shown) > widget.contentsRect().width()
        case QPushButton() | QToolButton() | QAbstractButton():
            return bool(widget.text()) and widget.minimumSizeHint().width() > widget.width()
        case QHeaderView() if widget.orientation() == Qt.Orientation.Horizontal:
            return any(
                _wide(widget, text) > widget.sectionSize(section)
                for section, text in enumerate(_headings(widget))
                if not widget.isSectionHidden(section)
            )
        case _:
            return False


def _combo_lacks_room(combo: QComboBox) -> bool:
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    part = QStyle.SubControl.SC_ComboBoxEditField
    room = combo.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, combo).width()
    return _wide(combo, combo.currentText()) > room


def _wide(widget: QWidget, text: str) -> int:
    """Pixels of the widest line of a text."""
    lines = (_plain(text) if "<" in text else text.replace("&", "")).splitlines()
    return max((widget.fontMetrics().horizontalAdvance(line) for line in lines), default=0)


def _is_control(widget: QWidget) -> bool:
    return isinstance(widget, QAbstractButton | QComboBox | QLineEdit | QLabel | QAbstractSpinBox)


def _scrolls(widget: QWidget) -> bool:
    """Stands in something that can be scrolled, where a part may be out of sight for now."""
    parent = widget.parentWidget()
    while parent is not None and not parent.isWindow():
        if isinstance(parent, QAbstractScrollArea):
            return True
        parent = parent.parentWidget()
    return False


def _is_covered(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect() != widget.rect()
