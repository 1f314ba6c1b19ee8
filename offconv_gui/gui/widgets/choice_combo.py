"""A combo box for a few fixed choices, whose wording may change with what is known of the table."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QStyledItemDelegate, QWidget

from offconv_gui.gui.parts.fitting_combo import FittingCombo

_MARGIN = 20
"""Pixels beside the words of the list, which may be wider than the field."""


class ChoiceCombo(FittingCombo):
    """Each entry stands for a value of an enumeration."""

    chosen = Signal(object)
    """A person has chosen this value; not sent for `set_value`."""

    opening = Signal()
    """The list is about to open: a moment for words that take time to find."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(QStyledItemDelegate(self))  # the only kind that a style sheet reaches
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Not `activated`: assistive tools set the entry itself.
        self.currentIndexChanged.connect(self._choose)

    def set_texts(self, texts: Sequence[tuple[Enum, str]]) -> None:
        """Offer these values under these words; the choice stays where it is still offered."""
        value = self.value()
        with QSignalBlocker(self):
            if [value for value, _ in texts] != [self.itemData(row) for row in range(self.count())]:
                self.clear()
                for one, text in texts:
                    self.addItem(text, one)
            for row, (_, text) in enumerate(texts):
                self.setItemText(row, text)
        self.updateGeometry()
        if value is not None:
            self.set_value(value)

    def value(self) -> Enum | None:
        value = self.currentData()
        return value if isinstance(value, Enum) else None

    def set_value(self, value: Enum) -> None:
        with QSignalBlocker(self):
            for row in range(self.count()):
                if self.itemData(row) is value:
                    self.setCurrentIndex(row)
        self.updateGeometry()

    def showPopup(self) -> None:
        self.opening.emit()
        view = self.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + 2 * view.frameWidth() + _MARGIN)
        super().showPopup()

    def _choose(self, row: int) -> None:
        self.chosen.emit(self.itemData(row))
