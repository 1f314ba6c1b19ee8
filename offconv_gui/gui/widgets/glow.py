"""Lets a field stand out that a person was led to, until something else is asked for or the field is left."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from offconv_gui.gui.theme import mark


class Glow(QObject):
    """At most one field glows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._field: QWidget | None = None

    def put_on(self, field: QWidget) -> None:
        """Let this field stand out."""
        self.take_off()
        self._field = field
        mark(field, "glows", True)
        field.installEventFilter(self)

    def take_off(self) -> None:
        """Let no field stand out."""
        if self._field is not None:
            self._field.removeEventFilter(self)
            mark(self._field, "glows", False)
            self._field = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and watched is self._field:
            self.take_off()
        return super().eventFilter(watched, event)
