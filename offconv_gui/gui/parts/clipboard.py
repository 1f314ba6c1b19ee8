"""What other programs have put on the clipboard."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication


def texts_held() -> tuple[str, str]:
    """The text and the HTML on the clipboard; "" for one that it lacks.

    On some platforms PySide6 gives None for the data of an empty clipboard.
    """
    held = QGuiApplication.clipboard().mimeData()
    return (held.text(), held.html()) if held else ("", "")
