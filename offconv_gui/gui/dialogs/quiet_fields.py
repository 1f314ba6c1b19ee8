"""Fields that scrolling past does not change."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSpinBox, QStyledItemDelegate, QWidget

from offconv_gui.gui.parts.fitting_combo import FittingCombo

_HIGHEST_HEADER_ROW = 10_000
_LETTERS = 24
"""Letters that a field would like to have room for."""


class QuietCombo(FittingCombo):
    """One of a few ways; whoever comes with Tab has it too."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _LETTERS)
        self.setItemDelegate(QStyledItemDelegate(self))  # the only kind that a style sheet reaches
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


class QuietSpin(QSpinBox):
    """A row's number; it is read when it has been typed, and scrolling past it changes nothing."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setRange(0, _HIGHEST_HEADER_ROW)
        self.setKeyboardTracking(False)
        self.lineEdit().setTextMargins(8, 0, 0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
