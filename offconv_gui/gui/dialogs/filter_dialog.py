"""Which rows of a column to show: by state, problem, text, range, and values with their counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from offconv_gui.core.column_filters import CellState, ColumnFilter
from offconv_gui.gui.parts.field_icons import let_icons_grow
from offconv_gui.gui.parts.window_size import open_at_size

_VALUE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Filterable:
    """What the cells of a column offer to filter by.

    `values` are texts with their counts, None where there are too many to list; `problems` the ids, titles
    and counts of the rules that mark cells of the column. `ranged` cells have an order.
    """

    title: str
    values: Sequence[tuple[str, int]] | None
    problems: Sequence[tuple[str, str, int]]
    ranged: bool
    states: bool


class FilterDialog(QDialog):
    """Changes nothing itself: `column_filter` is what a person wants when it is accepted."""

    def __init__(self, offered: Filterable, now: ColumnFilter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offered = offered
        self._build()
        self.retranslate()
        self._show(now)
        self._wire()

    @property
    def column_filter(self) -> ColumnFilter:
        return ColumnFilter(
            values=self._chosen_values(),
            text=self._text.text(),
            least=self._least.text(),
            most=self._most.text(),
            rule=self._problem.currentData(),
            state=self._state.currentData(),
        )

    # -- Making it ------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setObjectName("filterDialog")
        open_at_size(self, 440, 560)
        self._title = QLabel(self)
        self._title.setProperty("title", True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self._title)
        layout.addLayout(self._fields())
        layout.addLayout(self._search_row())
        layout.addWidget(self._list(), 1)
        layout.addWidget(self._too_many)
        layout.addLayout(self._buttons())

    def _fields(self) -> QFormLayout:
        self._state, self._problem = QComboBox(self), QComboBox(self)
        self._text, self._least, self._most = QLineEdit(self), QLineEdit(self), QLineEdit(self)
        names = ("filterState", "filterProblem", "filterText", "filterLeast", "filterMost")
        fields: tuple[QWidget, ...] = (self._state, self._problem, self._text, self._least, self._most)
        offered = self._offered
        shown = (offered.states, bool(offered.problems), True, offered.ranged, offered.ranged)
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._labels = [QLabel(self) for _ in fields]
        for label, field, name, wanted in zip(self._labels, fields, names, shown, strict=True):
            field.setObjectName(name)
            label.setBuddy(field)
            form.addRow(label, field)
            form.setRowVisible(field, wanted)
        return form

    def _search_row(self) -> QHBoxLayout:
        self._all, self._search = QCheckBox(self), QLineEdit(self)
        self._all.setObjectName("filterAllValues")
        self._all.setTristate(True)
        self._search.setObjectName("filterSearch")
        let_icons_grow(self._search)
        self._search.setClearButtonEnabled(True)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._all)
        row.addWidget(self._search, 1)
        return row

    def _list(self) -> QListView:
        self._values = QStandardItemModel(self)
        self._view = QListView(self)
        self._view.setObjectName("filterValues")
        self._view.setProperty("framed", True)
        self._view.setModel(self._values)
        self._view.setUniformItemSizes(True)
        self._view.setSpacing(2)
        self._view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._too_many = QLabel(self)
        self._too_many.setProperty("muted", True)
        self._too_many.setWordWrap(True)
        listed = self._offered.values is not None
        for widget in (self._all, self._search, self._view):
            widget.setVisible(listed)
        self._too_many.setVisible(not listed)
        return self._view

    def _buttons(self) -> QHBoxLayout:
        self._clear, self._cancel, self._apply = QPushButton(self), QPushButton(self), QPushButton(self)
        for button, name in ((self._clear, "clearFilter"), (self._cancel, "cancelFilter")):
            button.setObjectName(name)
            button.setAutoDefault(False)
        self._apply.setObjectName("applyFilter")
        self._apply.setProperty("primary", True)
        self._apply.setDefault(True)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._clear)
        row.addStretch(1)
        row.addWidget(self._cancel)
        row.addWidget(self._apply)
        return row

    def _wire(self) -> None:
        self._search.textChanged.connect(self._narrow)
        self._all.clicked.connect(self._tick_all)
        self._values.itemChanged.connect(self._follow_ticks)
        self._clear.clicked.connect(self._start_over)
        self._cancel.clicked.connect(self.reject)
        self._apply.clicked.connect(self.accept)

    def retranslate(self) -> None:
        title = self.tr("Filter {column}").format(column=self._offered.title)
        self.setWindowTitle(title)
        self._title.setText(title)
        words = (
            self.tr("&Cells"),
            self.tr("&Problem"),
            self.tr("Con&tain"),
            self.tr("&From"),
            self.tr("T&o"),
        )
        for label, text in zip(self._labels, words, strict=True):
            label.setText(text)
        for field, name in (
            (self._state, self.tr("State of the cells")),
            (self._problem, self.tr("Problem of the cells")),
            (self._text, self.tr("Text that cells contain")),
            (self._least, self.tr("From")),
            (self._most, self.tr("To")),
            (self._search, self.tr("Search the values")),
            (self._view, self.tr("Values to show")),
        ):
            field.setAccessibleName(name)
        self._search.setPlaceholderText(self.tr("Search the values"))
        self._all.setText(self.tr("A&ll"))
        self._too_many.setText(self.tr("There are too many different values to list them: use a text."))
        self._clear.setText(self.tr("Clea&r filter"))
        self._cancel.setText(self.tr("Cancel"))
        self._apply.setText(self.tr("Show these rows"))
        self._fill_combos()

    def _fill_combos(self) -> None:
        states = {
            None: self.tr("All"),
            CellState.READY: self.tr("Ready"),
            CellState.REVIEW: self.tr("To review"),
            CellState.WRONG: self.tr("Need fixing"),
            CellState.BLANK: self.tr("Blank"),
        }
        self._state.clear()
        for state, text in states.items():
            self._state.addItem(text, state)
        self._problem.clear()
        self._problem.addItem(self.tr("Any"), None)
        for rule, text, count in self._offered.problems:
            self._problem.addItem(f"{text} ({count:,})", rule)

    # -- The values -----------------------------------------------------------------------------------------

    def _show(self, wanted: ColumnFilter) -> None:
        self._text.setText(wanted.text)
        self._least.setText(wanted.least)
        self._most.setText(wanted.most)
        for combo, value in ((self._state, wanted.state), (self._problem, wanted.rule)):
            combo.setCurrentIndex(max(0, [combo.itemData(at) for at in range(combo.count())].index(value)))
        self._values.clear()
        for text, count in self._offered.values or ():
            item = QStandardItem(f"{text or self.tr('(blank)')}  ·  {count:,}")
            item.setData(text, _VALUE)
            item.setCheckable(True)
            ticked = wanted.values is None or text in wanted.values
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self._values.appendRow(item)
        self._follow_ticks()

    def _items(self, seen: bool = False) -> list[QStandardItem]:
        items = (self._values.item(row) for row in range(self._values.rowCount()))
        return [item for item in items if not seen or not self._view.isRowHidden(item.row())]

    def _chosen_values(self) -> frozenset[str] | None:
        items = self._items()
        ticked = [item for item in items if item.checkState() is Qt.CheckState.Checked]
        return None if len(ticked) == len(items) else frozenset(item.data(_VALUE) for item in ticked)

    def _narrow(self, text: str) -> None:
        for item in self._items():
            self._view.setRowHidden(item.row(), text.lower() not in item.data(_VALUE).lower())
        self._follow_ticks()

    def _tick_all(self) -> None:
        """Of the values that the search has left."""
        ticked = self._all.checkState() is not Qt.CheckState.Unchecked
        self._values.blockSignals(True)
        for item in self._items(seen=True):
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self._values.blockSignals(False)
        self._view.viewport().update()
        self._follow_ticks()

    def _follow_ticks(self) -> None:
        ticked = [item.checkState() is Qt.CheckState.Checked for item in self._items(seen=True)]
        state = Qt.CheckState.PartiallyChecked
        if all(ticked) or not any(ticked):
            state = Qt.CheckState.Checked if any(ticked) else Qt.CheckState.Unchecked
        self._all.setCheckState(state)

    def _start_over(self) -> None:
        self._show(ColumnFilter())
        self.accept()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            chosen = self.column_filter
            self.retranslate()
            self._show(chosen)
