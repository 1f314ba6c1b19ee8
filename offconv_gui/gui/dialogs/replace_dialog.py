"""Find a text and put another in its place: how many cells change, and the first, before it happens."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from offconv_gui.core.messages import UserError
from offconv_gui.core.replacing import NOTHING, Outcome, Replacement
from offconv_gui.gui.i18n import translated
from offconv_gui.gui.models.replace_preview import ReplacePreviewModel
from offconv_gui.gui.parts.data_delegate import DataDelegate
from offconv_gui.gui.parts.window_size import open_at_size
from offconv_gui.gui.theme import mark

_PAUSE = 200
"""Milliseconds without a key before the table is looked through."""


class Scope(Enum):
    """Where to look."""

    SELECTION = "selection"
    COLUMN = "column"
    ALL = "all"


class ReplaceDialog(QDialog):
    """Knows no table: it says what it wants to know with `wanted`, and is told with `show_outcome`."""

    wanted = Signal()
    """What is looked for has changed; the answer is `show_outcome` or `show_error`."""
    replace_wanted = Signal()

    def __init__(self, scopes: Sequence[Scope], find: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scopes = tuple(scopes)
        self._outcome: Outcome | None = NOTHING
        self._build()
        self._find.setText(find)
        self._wire()
        self.retranslate()
        self.show_outcome(NOTHING)
        if find:
            self._pause.start(0)

    # -- What is wanted -------------------------------------------------------------------------------------

    @property
    def replacement(self) -> Replacement:
        return Replacement(
            self._find.text(),
            self._by.text(),
            self._match_case.isChecked(),
            self._whole.isChecked(),
            self._regex.isChecked(),
        )

    @property
    def scope(self) -> Scope:
        return self._scopes[self._scope.currentIndex()]

    def choose_scope(self, scope: Scope) -> None:
        """Look there."""
        self._scope.setCurrentIndex(self._scopes.index(scope))

    # -- What is found --------------------------------------------------------------------------------------

    def show_outcome(self, outcome: Outcome) -> None:
        """Show what would change; the button does it."""
        self._outcome = outcome
        self._lines.show_lines(outcome.examples)
        mark(self._state, "tone", "")
        self._state.setText(self._words(outcome))
        self._set_button(outcome.changed)

    def show_error(self, error: UserError) -> None:
        """Say what is wrong with what is looked for."""
        self._outcome = None
        self._lines.show_lines(())
        mark(self._state, "tone", "error")
        self._state.setText(f"{translated(error.title)} {translated(error.hint)}")
        self._set_button(0)

    def show_searching(self) -> None:
        """The table is being looked through: what was found before counts no more."""
        self._outcome = None
        mark(self._state, "tone", "")
        self._state.setText(self.tr("Searching…"))
        self._set_button(0)

    def _words(self, outcome: Outcome) -> str:
        if not self._find.text():
            return self.tr("Type what to look for.")
        if not outcome.found:
            return self.tr("Not found.")
        found = self.tr("Found in 1 cell.") if outcome.found == 1 else self.tr("Found in {count} cells.")
        words = [found.format(count=f"{outcome.found:,}")]
        if outcome.changed < outcome.found:
            change = (
                self.tr("1 cell would change.")
                if outcome.changed == 1
                else self.tr("{count} cells would change.")
            )
            words.append(change.format(count=f"{outcome.changed:,}"))
        if outcome.changed > len(outcome.examples):
            words.append(self.tr("The first {count}:").format(count=f"{len(outcome.examples):,}"))
        return " ".join(words)

    def _set_button(self, count: int) -> None:
        text = self.tr("Replace in 1 cell") if count == 1 else self.tr("Replace in {count} cells")
        self._replace.setText(text.format(count=f"{count:,}") if count else self.tr("Replace"))
        self._replace.setEnabled(count > 0)

    # -- Making it ------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setObjectName("replaceDialog")
        open_at_size(self, 680, 520)
        self._title, self._state = QLabel(self), QLabel(self)
        self._title.setProperty("title", True)
        self._state.setObjectName("replaceState")
        self._state.setWordWrap(True)
        self._state.setTextFormat(Qt.TextFormat.PlainText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self._title)
        layout.addLayout(self._fields())
        layout.addLayout(self._options())
        layout.addWidget(self._state)
        layout.addWidget(self._table(), 1)
        layout.addLayout(self._buttons())
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)

    def _fields(self) -> QFormLayout:
        self._find, self._by, self._scope = QLineEdit(self), QLineEdit(self), QComboBox(self)
        self._find.setObjectName("replaceFind")
        self._by.setObjectName("replaceBy")
        self._scope.setObjectName("replaceScope")
        for scope in self._scopes:
            self._scope.addItem(scope.value)
        self._labels = (QLabel(self), QLabel(self), QLabel(self))
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for label, field in zip(self._labels, (self._find, self._by, self._scope), strict=True):
            label.setBuddy(field)
            form.addRow(label, field)
        return form

    def _options(self) -> QHBoxLayout:
        self._match_case, self._whole, self._regex = QCheckBox(self), QCheckBox(self), QCheckBox(self)
        names = ("replaceMatchCase", "replaceWholeCell", "replaceRegex")
        row = QHBoxLayout()
        row.setSpacing(18)
        for box, name in zip((self._match_case, self._whole, self._regex), names, strict=True):
            box.setObjectName(name)
            row.addWidget(box)
        row.addStretch(1)
        return row

    def _table(self) -> QTableView:
        self._lines = ReplacePreviewModel(self)
        self._view = QTableView(self)
        self._view.setItemDelegate(DataDelegate(self._view))
        self._view.setObjectName("replacePreview")
        self._view.setProperty("framed", True)
        self._view.setModel(self._lines)
        self._view.setShowGrid(False)
        self._view.setWordWrap(False)
        self._view.setTabKeyNavigation(False)
        self._view.verticalHeader().hide()
        self._view.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.7))
        header = self._view.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for section, widest in ((0, "9,999,999"), (1, "Conversion Currency Code")):
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(section, self.fontMetrics().horizontalAdvance(widest) + 24)
        return self._view

    def _buttons(self) -> QHBoxLayout:
        self._close, self._replace = QPushButton(self), QPushButton(self)
        self._close.setObjectName("closeReplace")
        self._close.setAutoDefault(False)
        self._replace.setObjectName("replaceAll")
        self._replace.setProperty("primary", True)
        self._replace.setDefault(True)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addStretch(1)
        row.addWidget(self._close)
        row.addWidget(self._replace)
        return row

    def _wire(self) -> None:
        for field in (self._find, self._by):
            field.textChanged.connect(self._wait)
        for box in (self._match_case, self._whole, self._regex):
            box.toggled.connect(self._wait)
        self._scope.currentIndexChanged.connect(self._wait)
        self._pause.timeout.connect(self.wanted)
        self._close.clicked.connect(self.reject)
        self._replace.clicked.connect(self.replace_wanted)

    def _wait(self) -> None:
        self.show_searching()
        self._pause.start()

    def retranslate(self) -> None:
        title = self.tr("Find and replace")
        self.setWindowTitle(title)
        self._title.setText(title)
        words = (self.tr("&Find"), self.tr("Re&place with"), self.tr("&In"))
        for label, text in zip(self._labels, words, strict=True):
            label.setText(text)
        self._find.setAccessibleName(self.tr("Find"))
        self._by.setAccessibleName(self.tr("Replace with"))
        self._by.setPlaceholderText(self.tr("Nothing: what is found is taken out"))
        self._scope.setAccessibleName(self.tr("Where to look"))
        scopes = {
            Scope.SELECTION: self.tr("The selected cells"),
            Scope.COLUMN: self.tr("This column"),
            Scope.ALL: self.tr("All columns"),
        }
        for at, scope in enumerate(self._scopes):
            self._scope.setItemText(at, scopes[scope])
        self._match_case.setText(self.tr("&Match case"))
        self._whole.setText(self.tr("&Whole cell"))
        self._regex.setText(self.tr("Regular e&xpression"))
        self._view.setAccessibleName(self.tr("The first cells, before and after"))
        self._close.setText(self.tr("Close"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
