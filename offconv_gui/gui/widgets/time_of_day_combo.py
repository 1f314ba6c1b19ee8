"""The time of day that dates without one are given."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTime, Signal
from PySide6.QtWidgets import QStyledItemDelegate, QWidget

from offconv_gui.gui.parts.fitting_combo import FittingCombo

_HOUR = 3_600
_OFFERED = (0, 9 * _HOUR, 12 * _HOUR, 17 * _HOUR, 24 * _HOUR - 1)
"""Seconds after midnight."""


class TimeOfDayCombo(FittingCombo):
    """The value is in seconds after midnight; None where nobody chose, and midnight is used until then."""

    chosen = Signal(object)
    """A person has chosen this value; not sent for `set_value`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(QStyledItemDelegate(self))  # the only kind that a style sheet reaches
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._values: list[int | None] = [None, *_OFFERED]
        self.addItems([""] * len(self._values))
        self.activated.connect(self._choose)
        self.retranslate()

    def retranslate(self) -> None:
        for place, seconds in enumerate(self._values):
            self.setItemText(place, self._words(seconds))

    def value(self) -> int | None:
        return self._values[max(0, self.currentIndex())]

    def set_value(self, seconds: int | None) -> None:
        """Show this choice; one that is not offered yet is from now on."""
        if seconds not in self._values:
            self._values.append(seconds)
            self.addItem(self._words(seconds))
        self.setCurrentIndex(self._values.index(seconds))

    def _words(self, seconds: int | None) -> str:
        if seconds is None:
            return self.tr("Midnight, until you choose")
        if seconds == _OFFERED[0]:
            return self.tr("Start of the day (00:00)")
        if seconds == _OFFERED[-1]:
            return self.tr("End of the day (23:59)")
        return QTime(0, 0).addSecs(seconds).toString("HH:mm")

    def _choose(self, place: int) -> None:
        self.chosen.emit(self._values[place])
