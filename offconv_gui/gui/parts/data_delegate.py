"""Shows what stands in a file from left to right, in right-to-left layouts too: click IDs, times, amounts."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QStyledItemDelegate, QWidget

_LEFT_TO_RIGHT, _END = "\u2066", "\u2069"
"""Unicode's LEFT-TO-RIGHT ISOLATE and its end (UAX #9): without them a date would stand behind its time."""


def left_to_right(text: str) -> str:
    """The text in one piece that a right-to-left line does not turn about."""
    return f"{_LEFT_TO_RIGHT}{text}{_END}"


class DataDelegate(QStyledItemDelegate):
    """For tables whose cells are data; where lines run from left to right it shows them as they are."""

    def displayText(self, value: Any, locale: QLocale | QLocale.Language) -> str:
        text, view = super().displayText(value, locale), self.parent()
        return left_to_right(text) if isinstance(view, QWidget) and view.isRightToLeft() else text
