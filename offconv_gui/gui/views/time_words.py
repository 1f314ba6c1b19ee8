"""Says of a time being edited by which clock it is meant, and what it is in UTC."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from offconv_gui.core.kinds.time_values import TimeStatus
from offconv_gui.core.time_editing import TimeMeaning
from offconv_gui.gui.i18n import translated
from offconv_gui.gui.icons import put_picture

_SIDE = 14
_UNDECIDED = (TimeStatus.BLANK, TimeStatus.ZONE_MISSING)


class TimeWords(QFrame):
    """Two lines, with a sign before the second: a time that will be uploaded, or what stands against it."""

    def __init__(self, parent: QWidget, framed: bool = True) -> None:
        super().__init__(parent)
        self.setObjectName("timeWords")
        self._zone, self._result, self._sign = QLabel(self), QLabel(self), QLabel(self)
        self._zone.setProperty("muted", True)
        self._zone.setObjectName("timeZoneWords")
        self._result.setObjectName("timeResultWords")
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self._sign)
        line.addWidget(self._result, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*((8, 5, 8, 5) if framed else (0, 0, 0, 0)))
        layout.setSpacing(2)
        layout.addWidget(self._zone)
        layout.addLayout(line)

    def text(self) -> str:
        """Both lines in one, as a screen reader says them."""
        return f"{self._zone.text()}. {self._result.text()}"

    def show_meaning(self, meaning: TimeMeaning) -> None:
        """Say what this is."""
        self._zone.setText(translated(meaning.zone_in_words()))
        self._result.setText(translated(meaning.result_in_words()))
        sign = ("status-error", "error_mark")
        if meaning.sure:
            sign = ("status-ready", "success_mark")
        elif meaning.status in _UNDECIDED:
            sign = ("status-info", "info_mark")
        put_picture(self._sign, *sign, _SIDE)
        self.setAccessibleName(self.text())
        self.adjustSize()
