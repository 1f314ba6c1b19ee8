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
        self._name_days(self.value())
        self.valueChanged.connect(self._name_days)
        self.lineEdit().setTextMargins(9, 0, 0, 0)  # a style sheet's padding does not reach it

    def _name_days(self, days: int) -> None:
        self.setSuffix(self.tr(" day") if days == 1 else self.tr(" days"))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling past must not change what every verdict depends on."""
        event.ignore()
