"""How large a dialog opens: in proportion to the size of text, and no larger than the screen."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from offconv_gui.gui.icons import scaled

_FRAME = 40
"""Pixels that the system's title bar and borders take."""


def open_at_size(dialog: QWidget, width: int, height: int) -> None:
    """Give a dialog this size, in pixels at the usual size of text."""
    room = dialog.screen().availableGeometry()
    dialog.resize(min(scaled(width), room.width() - _FRAME), min(scaled(height), room.height() - _FRAME))
