"""A scroll bar that shows where in the table problems are, and takes a click on one there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider, QWidget

from offconv_gui.core.grid import RowIndex
from offconv_gui.core.issues import Bits, IssueSet
from offconv_gui.core.rules import ERRORS, PROBLEMS
from offconv_gui.gui.models.conversion_table import ConversionTableModel
from offconv_gui.gui.palette import colour

_TICK_HEIGHT = 2
_TICK_WIDTH = 4
_REACH = 3
"""Pixels beside a tick at which a click still means it."""


@dataclass(frozen=True)
class Ticks:
    """For each pixel of a strip the place of the first row with an error or warning on it, or -1."""

    errors: npt.NDArray[np.int64]
    warnings: npt.NDArray[np.int64]

    def row_near(self, y: int) -> int:
        """The row of the tick closest to this pixel, an error's first; -1 where none is close."""
        for distance in range(_REACH + 1):
            for strip in (self.errors, self.warnings):
                for at in (y - distance, y + distance):
                    if 0 <= at < len(strip) and strip[at] >= 0:
                        return int(strip[at])
        return -1


def ticks_of(bits: Bits, height: int) -> Ticks:
    """The ticks of rows with these verdicts, in the order they are shown, on a strip of `height` pixels."""
    failed = (bits & np.uint64(ERRORS)) != 0
    warned = ((bits & np.uint64(PROBLEMS)) != 0) & ~failed
    errors, warnings = (_firsts(np.flatnonzero(marked), len(bits), height) for marked in (failed, warned))
    return Ticks(errors, warnings)


def same(one: Ticks, other: Ticks) -> bool:
    """They would be painted alike."""
    pairs = ((one.errors, other.errors), (one.warnings, other.warnings))
    return all(np.array_equal(before >= 0, after >= 0) for before, after in pairs)


def _firsts(rows: RowIndex, count: int, height: int) -> npt.NDArray[np.int64]:
    """For each pixel the first of these rows (ascending) on it: looked for where the pixel begins, since to
    divide every row takes ten times as long."""
    strip = np.full(max(height, 0), -1, np.int64)
    if height > 0 and len(rows):
        begins = -(-np.arange(height + 1, dtype=np.int64) * count // height)
        at = np.searchsorted(rows, begins)
        found = at[:-1] < at[1:]
        strip[found] = rows[at[:-1][found]]
    return strip


def _picture(ticks: Ticks) -> QImage:
    """The ticks in one picture: to paint each by itself takes milliseconds, at every turn of the wheel."""
    pixels = np.zeros((len(ticks.errors) + _TICK_HEIGHT, _TICK_WIDTH), np.uint32)
    for strip, name in ((ticks.warnings, "warning_mark"), (ticks.errors, "error_mark")):
        for part in range(_TICK_HEIGHT):
            pixels[np.flatnonzero(strip >= 0) + part] = colour(name).rgba()
    height, width = pixels.shape
    picture = QImage(pixels.data, width, height, pixels.strides[0], QImage.Format.Format_ARGB32)
    return picture.copy()  # it would not keep the pixels alive


class ProblemTicks(QScrollBar):
    """The vertical scroll bar of a view of a `ConversionTableModel`."""

    row_chosen = Signal(int)
    """The tick of the row at this place was clicked."""

    def __init__(self, model: ConversionTableModel, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setObjectName("problemTicks")
        self._model = model
        self._ticks: Ticks | None = None
        self._issues: IssueSet | None = None
        model.session.follow(self._follow)
        model.modelReset.connect(self._forget)

    def _forget(self) -> None:
        self._ticks = None
        self.update()

    def _follow(self) -> None:
        before, document = self._ticks, self._model.document
        if document is None or (before is not None and document.issues is self._issues):
            return
        self._ticks = self._counted(self._groove().height())
        if before is None or not same(before, self._ticks):
            self.update()

    def ticks(self) -> Ticks:
        """Where the ticks are now."""
        height = self._groove().height()
        if self._ticks is None or len(self._ticks.errors) != max(height, 0):
            self._ticks = self._counted(height)
        return self._ticks

    def _counted(self, height: int) -> Ticks:
        document = self._model.document
        self._issues = document.issues if document is not None else None
        bits = np.zeros(0, np.uint64) if self._issues is None else self._issues.bits
        return ticks_of(bits if self._model.shows_file_order else bits[self._model.rows], height)

    def _groove(self) -> QRect:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        control, part = QStyle.ComplexControl.CC_ScrollBar, QStyle.SubControl.SC_ScrollBarGroove
        return self.style().subControlRect(control, option, part, self)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._ticks is None and not self._model.session.is_settled:
            return  # they will be counted in a turn of their own
        groove, ticks = self._groove(), self.ticks()
        painter = QPainter(self)
        x = groove.left() if self.isRightToLeft() else groove.right() + 1 - _TICK_WIDTH
        painter.drawImage(x, groove.top(), _picture(ticks))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event) if event.button() == Qt.MouseButton.LeftButton else -1
        if row >= 0:
            self.row_chosen.emit(row)
        else:
            super().mousePressEvent(event)

    def _row_at(self, event: QMouseEvent) -> int:
        """The row whose tick was hit; the handle, which may lie over ticks, is for dragging."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        place = event.position().toPoint()
        hit = self.style().hitTestComplexControl(QStyle.ComplexControl.CC_ScrollBar, option, place, self)
        if hit == QStyle.SubControl.SC_ScrollBarSlider:
            return -1
        return self.ticks().row_near(place.y() - self._groove().top())
