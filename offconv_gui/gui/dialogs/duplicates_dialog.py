"""Rows that belong together, group by group, and which of each is to be kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QRadioButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from offconv_gui.core.grid import RowIndex
from offconv_gui.gui.dialogs.fix_buttons import FixButtons
from offconv_gui.gui.models.group_table import GroupLine, GroupTableModel
from offconv_gui.gui.parts.data_delegate import DataDelegate
from offconv_gui.gui.parts.window_size import open_at_size

_WIDEST = 26
"""Letters of a column at most, so that all columns can be seen side by side."""


class DuplicatesDialog(QDialog):
    """Changes nothing itself: when it is accepted, `way` is what to keep, `spared` the rows to leave alone.

    `going` gives for each way (its words) the rows that it would leave out; `lines` are the first rows of
    the groups, of which there are `groups`.
    """

    def __init__(
        self,
        problem: str,
        groups: int,
        lines: Sequence[GroupLine],
        titles: Sequence[str],
        going: Mapping[str, RowIndex],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._problem, self._groups = problem, groups
        self._going = dict(going)
        self._shown_groups = len({line.group for line in lines})
        self._model = GroupTableModel(lines, titles, self)
        self._build()
        self._wire()
        self.retranslate()

    @property
    def way(self) -> str:
        """The words of the way that is chosen."""
        return next(words for words, button in self._ways.items() if button.isChecked())

    @property
    def spared(self) -> RowIndex:
        """The positions of the rows whose groups are to stay as they are."""
        return np.array(sorted(self._model.spared()), np.int64)

    def show_row(self, row: int) -> None:
        """Bring the row at this position into sight, where it is one of those shown."""
        place = self._model.place_of(row)
        if place >= 0:
            self._table.setCurrentIndex(self._model.index(place, 0))
            self._table.scrollTo(self._model.index(place, 0), QAbstractItemView.ScrollHint.PositionAtCenter)

    def _build(self) -> None:
        self.setObjectName("duplicatesDialog")
        open_at_size(self, 1040, 600)
        self._title, self._subtitle, self._rest = QLabel(self), QLabel(self), QLabel(self)
        self._title.setProperty("title", True)
        for words in (self._subtitle, self._rest):
            words.setProperty("muted", True)
            words.setWordWrap(True)
        self._rest.setVisible(self._groups > self._shown_groups)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(self._title)
        layout.addWidget(self._subtitle)
        layout.addLayout(self._choices())
        layout.addWidget(self._lines(), 1)
        layout.addWidget(self._rest)
        self._buttons = FixButtons(self)
        layout.addLayout(self._buttons)

    def _choices(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(18)
        self._group = QButtonGroup(self)
        self._ways: dict[str, QRadioButton] = {}
        for place, words in enumerate(self._going):
            button = QRadioButton(words, self)
            button.setObjectName(f"keep_{place}")
            button.setChecked(place == 0)
            self._group.addButton(button)
            self._ways[words] = button
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _lines(self) -> QTableView:
        self._table = QTableView(self)
        self._table.setItemDelegate(DataDelegate(self._table))
        self._table.setObjectName("duplicateRows")
        self._table.setProperty("framed", True)
        self._table.setModel(self._model)
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._table.setShowGrid(False)
        self._table.setWordWrap(False)
        self._table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._table.verticalHeader().hide()
        self._table.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.8))
        header = self._table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        self._table.resizeColumnsToContents()
        widest = self.fontMetrics().averageCharWidth() * _WIDEST
        for column in range(self._model.columnCount()):
            header.resizeSection(column, min(widest, header.sectionSize(column) + 10))
        return self._table

    def _wire(self) -> None:
        self._group.buttonClicked.connect(self._choose)
        self._model.spared_changed.connect(self._count_again)

    def retranslate(self) -> None:
        self.setWindowTitle(self._problem)
        self._title.setText(self._problem)
        self._table.setAccessibleName(self.tr("The rows of each group, and what becomes of them"))
        self._buttons.cancel.setText(self.tr("Cancel"))
        more = self._groups - self._shown_groups
        rest = self.tr("And 1 more group.") if more == 1 else self.tr("And {count} more groups.")
        self._rest.setText(rest.format(count=f"{more:,}"))
        self._choose()

    def _choose(self, *_: object) -> None:
        self._model.show_going(self._going[self.way])
        self._count_again()

    def _count_again(self) -> None:
        going = int(np.count_nonzero(~np.isin(self._going[self.way], self.spared)))
        one, many = self.tr("1 row"), self.tr("{count} rows")
        rows = (one if going == 1 else many).format(count=f"{going:,}")
        one, many = (
            self.tr("1 group of rows belongs together"),
            self.tr("{count} groups of rows belong together"),
        )
        groups = (one if self._groups == 1 else many).format(count=f"{self._groups:,}")
        self._subtitle.setText(
            self.tr("{groups}. {rows} will be left out, as one step that can be undone.").format(
                groups=groups, rows=rows
            )
        )
        self._buttons.apply.setText(self.tr("{way}: leave out {rows}").format(way=self.way, rows=rows))
        self._buttons.apply.setEnabled(going > 0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
