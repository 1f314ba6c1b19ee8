"""Lets a screen reader say something, wherever the focus is."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(source: QWidget, text: str) -> None:
    """Have this said when the reader comes to an end of what it is saying; "" is nothing to say."""
    if text:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(source, text))
