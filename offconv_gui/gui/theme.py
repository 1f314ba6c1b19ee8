"""The look of the program: style, font, palette and style sheet, light or dark, or as the system has it.

The only module that sets a style sheet. What paints itself takes its colours from `tokens` and `colour`, at
the moment it paints, and its fonts from `code_font` and `number_font`.
"""

from __future__ import annotations

import sys
from enum import Enum
from functools import cache

from PySide6.QtCore import QDir, QObject, Qt
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from offconv_gui.gui import icons, palette
from offconv_gui.gui.palette import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, Tokens, colour, tokens
from offconv_gui.gui.style_sheet import style_sheet
from offconv_gui.resources import resource

__all__ = ["Scheme", "apply_theme", "code_font", "colour", "mark", "number_font", "tokens"]

FAMILY = "Inter"
SMALLEST_TEXT, LARGEST_TEXT = 80, 200
"""Per cent of the usual size."""

_POINTS = 13.0 if sys.platform == "darwin" else 10.0
"""The usual size of text; a point on macOS is 1/72 inch of a screen, elsewhere 1/96."""


class Scheme(Enum):
    """Which colours a person wants."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"
    CONTRAST = "contrast"


_OF_THE_SYSTEM = (Scheme.SYSTEM, Scheme.CONTRAST)
"""Those that are light or dark as the system is."""

_TOKENS = {
    (False, False): LIGHT,
    (True, False): DARK,
    (False, True): CONTRAST_LIGHT,
    (True, True): CONTRAST_DARK,
}


class _Look(QObject):
    """What was asked for last, kept as the application's child so that it can follow the system."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName("offconvLook")
        self._app = app
        self._scheme = Scheme.SYSTEM
        self._percent = 100
        self._worn: tuple[Tokens, bool, int] | None = None
        app.setStyle("Fusion")
        QDir.setSearchPaths("theme", [str(resource("theme"))])
        # Both are held on to: PySide6 6.11 takes the second for deleted once the first is let go.
        self._hints = app.styleHints()
        self._accessibility = self._hints.accessibility()
        self._hints.colorSchemeChanged.connect(self._follow)
        self._accessibility.contrastPreferenceChanged.connect(self._follow)

    def ask_for(self, scheme: Scheme, percent: int) -> None:
        self._scheme = scheme
        self._percent = max(SMALLEST_TEXT, min(percent, LARGEST_TEXT))
        _tell_the_platform(scheme)
        self._dress()

    def _follow(self) -> None:
        if self._scheme in _OF_THE_SYSTEM:
            self._dress()

    def _dress(self) -> None:
        dark = self._scheme is Scheme.DARK or (self._scheme in _OF_THE_SYSTEM and _system_is_dark())
        strong = self._scheme is Scheme.CONTRAST or (self._scheme is Scheme.SYSTEM and self._wants_contrast())
        chosen: Tokens = _TOKENS[dark, strong]
        wanted = (chosen, dark, self._percent)
        if self._worn == wanted:  # one more window: Qt dresses it by itself
            return
        self._worn = wanted
        points = _POINTS * self._percent / 100
        palette.use(chosen)
        self._app.setFont(_text_font(points))
        self._app.setPalette(palette.qt_palette(chosen))
        pictures = "theme:dark" if dark else "theme:light"
        self._app.setStyleSheet(style_sheet(chosen, pictures, points, self._percent))
        # And again: a new style sheet takes the font up, but gives menus and tables the system's own fonts
        # again, on Windows for one.
        self._app.setFont(_text_font(points))
        icons.redraw(self._app, self._percent / 100)

    def _wants_contrast(self) -> bool:
        return self._accessibility.contrastPreference() is Qt.ContrastPreference.HighContrast


def apply_theme(app: QApplication, scheme: Scheme, text_percent: int = 100) -> None:
    """Dress every window of the program, those open and those to come.

    `text_percent` is the size of text as a percentage of the usual one, 80 to 200. With `SYSTEM` the program
    follows the system's scheme from now on.
    """
    look = app.findChild(_Look, "offconvLook", Qt.FindChildOption.FindDirectChildrenOnly) or _Look(app)
    look.ask_for(scheme, text_percent)


def code_font() -> QFont:
    """For click IDs: the platform's font with letters of one width, a little smaller than the text."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setFixedPitch(True)
    font.setPointSizeF(QGuiApplication.font().pointSizeF() * 0.93)
    return font


def number_font() -> QFont:
    """For columns of times and amounts: the text's font with digits of one width."""
    font = QFont(QGuiApplication.font())
    font.setFeature(QFont.Tag.fromString("tnum"), 1)
    return font


def _text_font(points: float) -> QFont:
    _load_fonts()
    font = QFont(FAMILY)
    font.setPointSizeF(points)
    return font


@cache
def _load_fonts() -> None:
    for path in sorted(resource("fonts").glob("*.otf")):
        QFontDatabase.addApplicationFont(str(path))


def _system_is_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark


def _tell_the_platform(scheme: Scheme) -> None:
    """Let title bars and native dialogs have the same scheme, where the platform can."""
    hints = QGuiApplication.styleHints()
    if scheme in _OF_THE_SYSTEM:
        hints.unsetColorScheme()
    else:
        hints.setColorScheme(Qt.ColorScheme.Dark if scheme is Scheme.DARK else Qt.ColorScheme.Light)


def mark(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet asks for, and let the widget look accordingly at once."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
