"""A field with its label, above it or before it: one thing that keeps together where a row wraps."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from offconv_gui.gui.parts.fitting_label import FittingLabel


class LabelledField(QWidget):
    """Shows the longest wording of its label that fits above the field; before it there is one."""

    def __init__(self, field: QWidget, parent: QWidget, before: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("clear", True)
        self.field = field
        self._label = FittingLabel(self)
        self._label.setProperty("muted", True)
        self._label.setBuddy(field)
        if before:
            self._label.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        directions = QBoxLayout.Direction
        layout = QBoxLayout(directions.LeftToRight if before else directions.TopToBottom, self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4 if before else 3)
        layout.addWidget(self._label)
        layout.addWidget(field)

    def set_texts(self, *texts: str) -> None:
        """The label, said ever more shortly."""
        self._label.set_texts(*texts)
