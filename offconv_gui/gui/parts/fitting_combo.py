"""Combo boxes as wide as what they show: no word is cut, and a long list does not make a wide field."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QWidget

_MOST_LETTERS = 40
"""Letters of a name, which may be a hundred long, that a field makes room for."""

_AROUND = 6
"""Pixels that a line edit keeps beside its text, its cursor among them."""


class FittingCombo(QComboBox):
    """Its minimum is the room for the text it shows, or for its placeholder; scrolling past changes nothing.

    `letters` is how many it would like to have room for.
    """

    def __init__(self, parent: QWidget | None = None, letters: int = 0) -> None:
        super().__init__(parent)
        self._letters = letters
        self.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )  # asks no entry
        self.currentTextChanged.connect(self._fit)

    def sizeHint(self) -> QSize:
        wished = self.fontMetrics().averageCharWidth() * self._letters
        return self._around(max(self._needed(), wished))

    def minimumSizeHint(self) -> QSize:
        return self._around(self._needed())

    def setAccessibleName(self, name: str) -> None:
        """Its line, where it can be typed in, is met by a screen reader by itself."""
        super().setAccessibleName(name)
        line = self.lineEdit()
        if line is not None:
            line.setAccessibleName(name)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling past must not change what every verdict depends on."""
        event.ignore()

    def _fit(self) -> None:
        self.updateGeometry()

    def _needed(self) -> int:
        metrics, line = self.fontMetrics(), self.lineEdit()
        if line is None:
            return metrics.horizontalAdvance(self.currentText())
        text = line.text() or line.placeholderText()
        return min(metrics.horizontalAdvance(text), metrics.averageCharWidth() * _MOST_LETTERS)

    def _around(self, width: int) -> QSize:
        """The size of the field around a text of this width."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        self.ensurePolished()
        inside = QSize(width + _AROUND, self.fontMetrics().height())
        kind = QStyle.ContentsType.CT_ComboBox
        height = super().minimumSizeHint().height()
        return QSize(self.style().sizeFromContents(kind, option, inside, self).width(), height)
