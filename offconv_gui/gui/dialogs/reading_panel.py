"""How a file is read: its encoding, its separator, and its first rows, where the headings are pointed at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from offconv_gui.core.grid import Origin
from offconv_gui.gui.dialogs.quiet_fields import QuietCombo
from offconv_gui.gui.encoding_names import encoding_name
from offconv_gui.io.delimited.encodings import CODE_PAGES, published_name

ENCODINGS = ("utf-8", "utf-16", *(published_name(page) for page in CODE_PAGES))
SEPARATORS = (",", ";", "\t", "|", "^", " ")

FirstRows = Sequence[tuple[int, Sequence[str]]]
"""Rows' numbers in the file, and their cells."""

_MOST_COLUMNS = 30
_LONGEST = 60
_ROWS_SHOWN = 5


class ReadingPanel(QFrame):
    """Says what a person chooses; reading again is the dialog's matter."""

    reading_chosen = Signal()
    """The encoding or the separator."""
    header_row_chosen = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._origin = Origin("")
        self._numbers: list[int] = []
        self._rows = _FirstRowsTable(self)
        self._build()
        self._encoding.activated.connect(self._tell_chosen)
        self._separator.activated.connect(self._tell_chosen)
        self._rows.clicked.connect(self._choose_row)
        self._rows.verticalHeader().sectionClicked.connect(self._choose_row_at)
        self.retranslate()

    @property
    def encoding(self) -> str | None:
        """The chosen encoding; None where it is to be found out."""
        chosen: str | None = self._encoding.currentData()
        return chosen

    @property
    def separator(self) -> str | None:
        """The chosen separator; None where it is to be found out."""
        chosen: str | None = self._separator.currentData()
        return chosen

    def fields(self) -> list[QWidget]:
        """What the keyboard visits, in order."""
        return [self._encoding, self._separator, self._rows]

    def show_origin(self, origin: Origin, encoding: str | None, separator: str | None) -> None:
        """Show how the file was read, and what of that was chosen."""
        self._origin = origin
        is_text = origin.delimiter is not None
        for widget in (self._separator, self._separator_label):
            widget.setVisible(is_text)
        for widget in (self._encoding, self._encoding_label):
            widget.setVisible(origin.encoding is not None)
        self._fill(encoding, separator)
        self._mark_headings()

    def show_rows(self, rows: FirstRows) -> None:
        """Show the first rows of the file, those above the headings included."""
        width = min(max((len(cells) for _, cells in rows), default=0), _MOST_COLUMNS)
        self._rows.setRowCount(len(rows))
        self._rows.setColumnCount(width)
        self._rows.setVerticalHeaderLabels([f"{number:,}" for number, _ in rows])
        self._numbers = [number for number, _ in rows]
        for row, (_, cells) in enumerate(rows):
            for column, cell in enumerate(cells[:width]):
                item = QTableWidgetItem(" ".join(cell[: 4 * _LONGEST].split())[:_LONGEST])
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                self._rows.setItem(row, column, item)
        self._mark_headings()

    # -- Building --------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setObjectName("matchReading")
        self.setProperty("card", True)
        self._encoding_label, self._separator_label, self._hint = (QLabel(self) for _ in range(3))
        self._encoding, self._separator = QuietCombo(self), QuietCombo(self)
        self._encoding.setObjectName("matchEncoding")
        self._separator.setObjectName("matchDelimiter")
        fields = QHBoxLayout()
        fields.setSpacing(8)
        for label, combo in (
            (self._encoding_label, self._encoding),
            (self._separator_label, self._separator),
        ):
            label.setBuddy(combo)
            label.setProperty("muted", True)
            combo.setMinimumWidth(230)
            fields.addWidget(label)
            fields.addWidget(combo)
            fields.addSpacing(12)
        fields.addStretch(1)
        self._hint.setProperty("muted", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(8)
        column.addLayout(fields)
        column.addWidget(self._hint)
        column.addWidget(self._rows)
        self._hint.setBuddy(self._rows)

    def retranslate(self) -> None:
        self._encoding_label.setText(self.tr("Letters are stored as"))
        self._separator_label.setText(self.tr("Columns are separated by"))
        self._encoding.setAccessibleName(self.tr("Encoding of the file"))
        self._separator.setAccessibleName(self.tr("Separator of the columns"))
        self._hint.setText(self.tr("The file's first rows. Click the one that holds the headings."))
        self._rows.setAccessibleName(self.tr("First rows of the file: Enter takes one for the headings"))
        self._fill(self.encoding, self.separator)

    def _fill(self, encoding: str | None, separator: str | None) -> None:
        origin = self._origin
        with QSignalBlocker(self._encoding), QSignalBlocker(self._separator):
            self._encoding.clear()
            found = self.tr("Found: {name}").format(name=encoding_name(origin.encoding or ""))
            self._encoding.addItem(found if encoding is None else self.tr("Find out"), None)
            for name in ENCODINGS if encoding is None or encoding in ENCODINGS else (encoding, *ENCODINGS):
                self._encoding.addItem(encoding_name(name), name)
            self._encoding.setCurrentIndex(max(self._encoding.findData(encoding), 0))
            self._separator.clear()
            found = self.tr("Found: {name}").format(name=self._name(origin.delimiter or ""))
            self._separator.addItem(found if separator is None else self.tr("Find out"), None)
            for mark in (
                SEPARATORS if separator is None or separator in SEPARATORS else (separator, *SEPARATORS)
            ):
                self._separator.addItem(self._name(mark), mark)
            self._separator.setCurrentIndex(max(self._separator.findData(separator), 0))

    def _name(self, mark: str) -> str:
        names = {
            ",": self.tr("Comma"),
            ";": self.tr("Semicolon"),
            "\t": self.tr("Tab"),
            "|": self.tr("Bar |"),
            "^": self.tr("Caret ^"),
            " ": self.tr("Space"),
        }
        return names.get(mark, mark)

    # -- What a person does ----------------------------------------------------------------------------------

    def _tell_chosen(self) -> None:
        self.reading_chosen.emit()

    def _choose_row(self, index: QModelIndex) -> None:
        self._choose_row_at(index.row())

    def _choose_row_at(self, row: int) -> None:
        if 0 <= row < len(self._numbers):
            self.header_row_chosen.emit(self._numbers[row])

    def _mark_headings(self) -> None:
        """Show in which row the headings are."""
        for row, number in enumerate(self._numbers):
            for column in range(self._rows.columnCount()):
                item = self._rows.item(row, column)
                if item is not None:
                    font = item.font()
                    font.setBold(number == self._origin.header_row)
                    item.setFont(font)
            if number == self._origin.header_row:
                self._rows.setCurrentCell(row, 0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


class _FirstRowsTable(QTableWidget):
    """Whole rows are pointed at; Enter and Space do what a click does."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("matchPreview")
        self.setProperty("framed", True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setDefaultSectionSize(150)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 10)
        self.setFixedHeight(_ROWS_SHOWN * (self.fontMetrics().height() + 10) + 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit(self.currentIndex())
            return
        super().keyPressEvent(event)
