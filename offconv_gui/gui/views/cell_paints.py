"""Colours, fonts and pictures that the table paints with, made once for each scheme, font and screen."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap, QStaticText, QTransform

from offconv_gui.gui.icons import picture
from offconv_gui.gui.models.cell_looks import Face, Sign
from offconv_gui.gui.palette import Tokens, tokens
from offconv_gui.gui.theme import code_font, number_font

_SELECTION_OVER_TINT = 100
"""How much of the tint of a marked cell the selection covers, of 255: both are seen."""

_FOUND = 90
"""How strongly a text that was found is set off, of 255: it is read through it."""

_READY = 0.5
"""How strongly the sign of a ready row is painted, of 1."""

_STATUS = {
    Sign.ERROR: ("status-error", "error_mark"),
    Sign.WARNING: ("status-warning", "warning_mark"),
    Sign.EXPIRES: ("status-expires", "warning_mark"),
}


_KEPT = 5_000
"""Texts kept at once."""

_LAID_OUT = QTransform()


class Line(NamedTuple):
    """A text laid out, and its size in pixels: to lay it out costs four times what painting it does."""

    text: QStaticText
    width: int
    height: int


class Letters:
    """A font, and the texts laid out in it."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self.metrics = QFontMetrics(font)
        self._lines: dict[tuple[str, int], Line] = {}

    def line(self, text: str, width: int) -> Line:
        """The text, or as much of it as fits into the width with "…" behind it."""
        found = self._lines.get((text, width))
        return found if found is not None else self._lay_out(text, width)

    def _lay_out(self, text: str, width: int) -> Line:
        line = self._line(text)
        if line.width > width:
            line = self._line(self.metrics.elidedText(text, Qt.TextElideMode.ElideRight, width))
        if len(self._lines) >= _KEPT:
            self._lines.clear()
        self._lines[text, width] = line
        return line

    def _line(self, text: str) -> Line:
        laid_out = QStaticText(text)
        laid_out.setTextFormat(Qt.TextFormat.PlainText)
        laid_out.prepare(_LAID_OUT, self.font)
        size = laid_out.size()
        return Line(laid_out, math.ceil(size.width()), math.ceil(size.height()))


class CellPaints:
    """What a cell is painted with. `side` is the width and height of its sign in pixels."""

    def __init__(self, chosen: Tokens, text_font: QFont, ratio: float) -> None:
        self.text = QColor(chosen.text)
        self.muted = QColor(chosen.muted)
        self.required = QColor(chosen.error_text)
        self.border = QColor(chosen.border)
        self.header = QColor(chosen.header)
        self.ground = QColor(chosen.card)
        self.reference = QColor(chosen.ground)
        self.edited = QColor(chosen.edited_mark)
        self.selected = QColor(chosen.selected)
        self.selected_over_tint = QColor(chosen.selected)
        self.selected_over_tint.setAlpha(_SELECTION_OVER_TINT)
        self.found = QColor(chosen.edited_mark)
        self.found.setAlpha(_FOUND)
        self.tints = {
            Sign.ERROR: QColor(chosen.error_tint),
            Sign.WARNING: QColor(chosen.warning_tint),
            Sign.EXPIRES: QColor(chosen.warning_tint),
        }
        self.focus_pen = QPen(QColor(chosen.focus), 2)
        self.focus_pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        self.frozen_edge = QColor(chosen.muted)
        self._fonts = {Face.TEXT: QFont(text_font), Face.NUMBER: number_font(), Face.CODE: code_font()}
        self._letters: dict[tuple[Face, bool], Letters] = {}
        self.numbers = self.letters(Face.NUMBER)
        self.current_number = Letters(_bold(number_font()))
        self.heading = Letters(_bold(text_font))
        height = self.letters(Face.TEXT).metrics.height()
        self.side = round(height * 0.9)
        self.row_height = round(height * 1.7)
        self.handle_side = max(round(height * 0.45) | 1, 7)
        self.arrow_side = round(height * 0.8)
        self._ratio = ratio
        self.ascending = picture("chevron-up", "text", self.arrow_side, ratio)
        self.descending = picture("chevron-down", "text", self.arrow_side, ratio)
        self.filtered = picture("funnel", "accent", self.arrow_side, ratio)
        self.signs = {sign: self._picture(*status) for sign, status in _STATUS.items()}
        self._ready = _faded(self._picture("status-ready", "success_mark"))
        self._left_out = self._picture("status-left-out", "muted")

    def letters(self, face: Face, italic: bool = False) -> Letters:
        """The font of a face, slanted for a value that stands in no cell."""
        found = self._letters.get((face, italic))
        if found is None:
            font = QFont(self._fonts[face])
            font.setItalic(italic)
            found = self._letters[face, italic] = Letters(font)
        return found

    def row_picture(self, sign: Sign, left_out: bool) -> QPixmap:
        """The sign of a whole row."""
        return self._left_out if left_out else self.signs.get(sign, self._ready)

    def _picture(self, name: str, colour: str) -> QPixmap:
        return picture(name, colour, self.side, self._ratio)


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold


def _faded(pixmap: QPixmap) -> QPixmap:
    """The same picture, half see-through: most rows are ready, and must not outshine the others."""
    faded = QPixmap(pixmap.size())
    faded.setDevicePixelRatio(pixmap.devicePixelRatio())
    faded.fill(Qt.GlobalColor.transparent)
    painter = QPainter(faded)
    painter.setOpacity(_READY)
    painter.drawPixmap(0, 0, pixmap)
    painter.end()
    return faded


def paints(font: QFont, ratio: float) -> CellPaints:
    """The paints for the scheme that is shown now."""
    return _made(tokens(), font.toString(), ratio)


@lru_cache(maxsize=8)
def _made(chosen: Tokens, font: str, ratio: float) -> CellPaints:
    text_font = QFont()
    text_font.fromString(font)
    return CellPaints(chosen, text_font, ratio)
