"""The number of days of a goal's window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSpinBox, QWidget

from offconv_gui.core.goals import LONGEST_WINDOW_DAYS


class DaysField(QSpinBox):
    """1 to 90 days."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setRange(1, LONGEST_WINDOW_DAYS)
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSuffix(self.tr(" days"))
        self.setSpecialValueText(self.tr("1 day"))  # that of the least value, whatever sets it
        self.lineEdit().setTextMargins(9, 0, 0, 0)  # a style sheet's padding does not reach it

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling past must not change what every verdict depends on."""
        event.ignore()
