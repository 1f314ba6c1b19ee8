"""The real window as the journeys meet it: how it is asked for, and which of its dialogs are open."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QApplication, QDialog

from offconv_gui.core.document import Document
from offconv_gui.gui.main_window import MainWindow

NOW = "2026-11-24T00:00:00Z"


class OpenWindow(Protocol):
    """Opens a window with the arguments that stand behind the program's name, and shows it.

    With `opened` the file among them has been read as well.
    """

    def __call__(self, *arguments: str, opened: bool = False) -> MainWindow: ...


def dialog_if_open(name: str) -> QDialog | None:
    """The dialog of this object name, or another window, if it is open."""
    found = (one for one in QApplication.topLevelWidgets() if one.objectName() == name and one.isVisible())
    return next(found, None)  # type: ignore[return-value]


def open_dialog(name: str) -> QDialog:
    """The same, which has to be open."""
    found = dialog_if_open(name)
    assert found is not None, f"{name} is not open"
    return found


def document_of(window: MainWindow) -> Document:
    """What is open in the window."""
    assert window.session.document is not None
    return window.session.document
