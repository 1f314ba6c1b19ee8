"""How the window is arranged and dressed, kept from one run to the next: sizes, columns, colours, text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter

from offconv_gui.gui.preferences import (
    COLUMNS,
    GEOMETRY,
    LAYOUT,
    SCHEME,
    SPLITTERS,
    TEXT_PERCENT,
    Preferences,
)
from offconv_gui.gui.theme import Scheme, apply_theme

if TYPE_CHECKING:
    from offconv_gui.gui.views.conversion_table import ConversionTableView

SCHEMES: Mapping[str, Scheme] = {
    "actionSystem": Scheme.SYSTEM,
    "actionLight": Scheme.LIGHT,
    "actionDark": Scheme.DARK,
    "actionContrast": Scheme.CONTRAST,
}

TEXT_STEPS = (80, 90, 100, 110, 125, 150, 175, 200)
"""Sizes of text in per cent."""

_USUAL_TEXT = 100
_USUAL_SIZE = (1360, 800)
_USUAL_SPLIT = [960, 374]


class Looks(QObject):
    """Restores when it is made and when it is given what to arrange; `keep` writes down how things are."""

    def __init__(self, window: QMainWindow, preferences: Preferences, actions: Mapping[str, QAction]) -> None:
        super().__init__(window)
        self._window = window
        self._preferences = preferences
        self._arranged: tuple[ConversionTableView, QSplitter] | None = None
        window.restoreGeometry(preferences.get(GEOMETRY))
        for name, scheme in SCHEMES.items():
            actions[name].setChecked(preferences.get(SCHEME) is scheme)

    def arrange(self, table: ConversionTableView, splitter: QSplitter) -> None:
        """Give the table's columns and the panes the sizes they had, and look after them from now on."""
        state = self._preferences.get(SPLITTERS).get(splitter.objectName())
        if state is None or not splitter.restoreState(state):
            splitter.setSizes(_USUAL_SPLIT)
        table.columns.layout = self._preferences.get(COLUMNS)
        table.zoom_wanted.connect(self.step_text)
        self._arranged = (table, splitter)

    def keep(self) -> None:
        """Remember how the window is arranged."""
        self._preferences.set(GEOMETRY, bytes(self._window.saveGeometry().data()))
        if self._arranged is not None:
            table, splitter = self._arranged
            state = bytes(splitter.saveState().data())
            self._preferences.set(SPLITTERS, {splitter.objectName(): state})
            self._preferences.set(COLUMNS, table.columns.current())
        self._preferences.save()

    def reset(self) -> None:
        """Give panes and columns the sizes and order they had at first."""
        self._preferences.forget(*LAYOUT)
        self._window.resize(*_USUAL_SIZE)
        if self._arranged is not None:
            table, splitter = self._arranged
            splitter.setSizes(_USUAL_SPLIT)
            table.columns.reset()

    def choose_scheme(self, scheme: Scheme) -> None:
        """Dress the program in these colours, now and the next time."""
        self._preferences.set(SCHEME, scheme)
        self._dress()

    def step_text(self, steps: int) -> None:
        """That many sizes of text larger, or smaller."""
        for _ in range(abs(steps)):
            if steps > 0:
                self.enlarge_text()
            else:
                self.reduce_text()

    def enlarge_text(self) -> None:
        """The next larger size of text."""
        percent = self._preferences.get(TEXT_PERCENT)
        self._set_text(next((step for step in TEXT_STEPS if step > percent), TEXT_STEPS[-1]))

    def reduce_text(self) -> None:
        """The next smaller size of text."""
        percent = self._preferences.get(TEXT_PERCENT)
        self._set_text(next((step for step in reversed(TEXT_STEPS) if step < percent), TEXT_STEPS[0]))

    def reset_text(self) -> None:
        """The usual size of text."""
        self._set_text(_USUAL_TEXT)

    def _set_text(self, percent: int) -> None:
        if percent != self._preferences.get(TEXT_PERCENT):
            self._preferences.set(TEXT_PERCENT, percent)
            self._dress()

    def _dress(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, self._preferences.get(SCHEME), self._preferences.get(TEXT_PERCENT))
