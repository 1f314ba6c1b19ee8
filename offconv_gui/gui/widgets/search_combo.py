"""A combo box that is searched by typing, for lists of hundreds of entries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QListView, QStyledItemDelegate, QWidget

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


class SearchCombo(QComboBox):
    """Shows one of its entries; typing narrows the list, Enter takes its first line, leaving takes none."""

    chosen = Signal(object)
    """A person has chosen this value; not sent for `set_value`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: str | None = None
        self._entries = _Entries(self)
        self._build()
        self.activated.connect(self._take)
        self._field().returnPressed.connect(self._take_typed)
        self._field().editingFinished.connect(self._show_value)

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
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMaxVisibleItems(14)
        self.setView(_popup(self))
        self.setModel(self._entries)
        self._completer = completer = _Completer(self._entries, self)
        completer.setCompletionRole(SEARCH)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(14)
        popup = _popup(None)
        completer.setPopup(popup)
        popup.setItemDelegate(QStyledItemDelegate(popup))
        self.setCompleter(completer)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling past must not change what every verdict depends on."""
        event.ignore()

    def _take(self, row: int) -> None:
        if not 0 <= row < len(self._entries.entries):
            return
        self._value = self._entries.entries[row].value
        self._show_value()
        self.chosen.emit(self._value)

    def _take_typed(self) -> None:
        self._completer.popup().hide()
        text = self._field().text().strip()
        if not text or text == self._shown():
            return
        self._completer.setCompletionPrefix(text)
        if self._completer.completionCount():
            found = self._completer.completionModel().index(0, 0).data(Qt.ItemDataRole.UserRole)
            self._take(self._row_of(found))

    def _show_value(self) -> None:
        row = self._row_of(self._value)
        with QSignalBlocker(self):
            self.setCurrentIndex(row)
        self._field().setText(self._shown())
        self._field().setCursorPosition(0)
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
        field = self.lineEdit()
        assert field is not None
        return field


def _popup(parent: QWidget | None) -> QListView:
    view = QListView(parent)
    view.setMinimumWidth(view.fontMetrics().averageCharWidth() * _LETTERS)
    view.setUniformItemSizes(True)  # else the height of every entry is asked for, and with it its label
    view.setProperty("popup", True)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setTextElideMode(Qt.TextElideMode.ElideRight)
    return view
