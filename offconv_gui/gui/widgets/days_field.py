"""Parts of the settings bar: the number of days of a goal's window, and a label that makes room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QLabel, QSpinBox, QWidget

from offconv_gui.core.goals import LONGEST_WINDOW_DAYS


class YieldingLabel(QLabel):
    """Gives way to the fields: it may become narrower than its words, and is hidden before that shows."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())


class DaysField(QSpinBox):
    """1 to 90 days."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setRange(1, LONGEST_WINDOW_DAYS)
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSuffix(self.tr(" days"))
        self.lineEdit().setTextMargins(9, 0, 0, 0)  # a style sheet's padding does not reach it

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling past must not change what every verdict depends on."""
        event.ignore()
