"""A combo box that is searched by typing, for lists of hundreds of entries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QToolTip,
    QWidget,
)

from offconv_gui.gui.parts.announcing import announce
from offconv_gui.gui.parts.fitting_combo import FittingCombo

SEARCH = Qt.ItemDataRole.UserRole + 1
_LETTERS = 44
"""Letters that the list has room for, though the field may be narrower."""

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Entry:
    """One entry: `value` is what is chosen with it, `words` further words it is found by.

    `label` is called when the entry is first shown, for it may be dear to make.
    """

    value: str | None
    label: Callable[[], str]
    words: str = ""
    tip: str = ""


class _Entries(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()
        self._labels: dict[int, str] = {}

    def fill(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self.entries = tuple(entries)
        self._labels.clear()
        self.endResetModel()

    def label(self, row: int) -> str:
        if row not in self._labels:
            self._labels[row] = self.entries[row].label()
        return self._labels[row]

    def row_labelled(self, text: str) -> int:
        """The row of this label, if it has been shown; else -1."""
        return next((row for row, label in self._labels.items() if label == text), -1)

    def begins_with(self, row: int, text: str) -> bool:
        words = self.entries[row].words or self.label(row)
        return words.lower().startswith(text.lower())

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.label(index.row())
        if role == SEARCH:
            return entry.words or self.label(index.row())
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.tip or None
        return entry.value if role == Qt.ItemDataRole.UserRole else None


class _Completer(QCompleter):
    """Finds entries by any of their words, and gives back their labels."""

    def pathFromIndex(self, index: _Index) -> str:
        return str(index.data(Qt.ItemDataRole.DisplayRole))


class _Line(QLineEdit):
    """Tells a click into it from those that only move the cursor."""

    entered = Signal()
    """A click has brought the focus here, and selected nothing."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._entering = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._entering = event.reason() is Qt.FocusReason.MouseFocusReason

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        entering, self._entering = self._entering, False
        if entering and not self.hasSelectedText():
            self.entered.emit()


_NONE, _KEYPAD = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class SearchCombo(FittingCombo):
    """Shows one of its entries; a click or an arrow key opens the list and typing narrows it.

    Enter takes the list's first line, leaving the field takes none.
    """

    chosen = Signal(object)
    """A person has chosen this value; not sent for `set_value`."""

    def __init__(self, parent: QWidget | None = None, letters: int = 26) -> None:
        super().__init__(parent, letters)
        self._value: str | None = None
        self._entries = _Entries(self)
        self._build()
        self.activated.connect(self._take)
        self.currentIndexChanged.connect(self._take_other)
        self._field().returnPressed.connect(self._take_typed)
        self._field().editingFinished.connect(self._show_value)
        self._line.entered.connect(self._offer_all)

    def value(self) -> str | None:
        """The value chosen."""
        return self._value

    def set_value(self, value: str | None) -> None:
        """Show the entry of this value, or none where there is none."""
        self._value = value
        self._show_value()

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Offer these; the value chosen stays."""
        with QSignalBlocker(self):
            self._entries.fill(entries)
        self._show_value()

    def _build(self) -> None:
        self.setEditable(True)
        self._line = _Line(self)
        self.setLineEdit(self._line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(14)
        self.setView(popup_list(self))
        self.setModel(self._entries)
        self._completer = completer = _Completer(self._entries, self)
        completer.setCompletionRole(SEARCH)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(14)
        self._found = popup_list(None)
        completer.setPopup(self._found)
        self._found.setItemDelegate(QStyledItemDelegate(self._found))
        self.setCompleter(completer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's combo box chooses what an arrow passes: each would be a step, and be offered first next."""
        if event.key() in _MOVES and event.modifiers() in (_NONE, _KEYPAD):
            self._offer_all()
        else:
            super().keyPressEvent(event)

    def _offer_all(self) -> None:
        """Open the list that typing narrows; the combo box's own would take the keys for itself.

        What is typed takes the place of what stands there.
        """
        self._line.selectAll()
        self._completer.setCompletionPrefix("")
        self._completer.complete()

    def _take(self, row: int) -> None:
        if not 0 <= row < len(self._entries.entries):
            return
        self._value = self._entries.entries[row].value
        self._show_value()
        self.chosen.emit(self._value)

    def _take_other(self, row: int) -> None:
        """Assistive tools set the entry itself: that is a choice like any other."""
        if 0 <= row < len(self._entries.entries) and self._entries.entries[row].value != self._value:
            self._take(row)

    def _take_typed(self) -> None:
        self._found.hide()
        text = self._field().text().strip()
        if text and text != self._shown():
            row = self._row_meant(text)
            self._take(row)
            if row < 0:
                self._tell_unknown(text)

    def _tell_unknown(self, text: str) -> None:
        told = self.tr("“{text}” is not in the list. What was chosen stays.").format(text=text)
        QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), told, self)
        announce(self, told)

    def _row_meant(self, text: str) -> int:
        """The row whose label this is (as the list writes it into the field), or the one typed words lead to.

        Of those found, one that begins with the words comes before one that only has them: "new" is New York
        before it is a city in New Zealand.
        """
        row = self._entries.row_labelled(text)
        if row >= 0:
            return row
        self._completer.setCompletionPrefix(text)
        found = self._completer.completionModel()
        values = [found.index(at, 0).data(Qt.ItemDataRole.UserRole) for at in range(found.rowCount())]
        rows = [self._row_of(value) for value in values]
        begins = (row for row in rows if self._entries.begins_with(row, text))
        return next(begins, rows[0] if rows else -1)

    def _show_value(self) -> None:
        row = self._row_of(self._value)
        with QSignalBlocker(self):
            self.setCurrentIndex(row)
        self._field().setText(self._shown())
        self._field().setCursorPosition(0)
        self.updateGeometry()
        self.setToolTip(self._entries.entries[row].tip if row >= 0 else "")

    def _shown(self) -> str:
        row = self._row_of(self._value)
        return self._entries.label(row) if row >= 0 else self._value or ""

    def _row_of(self, value: str | None) -> int:
        for row, entry in enumerate(self._entries.entries):
            if entry.value == value:
                return row
        return -1

    def _field(self) -> QLineEdit:
        return self._line


def popup_list(parent: QWidget | None) -> QListView:
    """A list to hang under a field, in the look of the style sheet."""
    view = QListView(parent)
    view.setMinimumWidth(view.fontMetrics().averageCharWidth() * _LETTERS)
    view.setUniformItemSizes(True)  # else the height of every entry is asked for, and with it its label
    view.setProperty("popup", True)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setTextElideMode(Qt.TextElideMode.ElideRight)
    return view
