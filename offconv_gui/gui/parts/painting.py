"""When a window is painted."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget


class Painting(QObject):
    """Lets a window be painted in the next turn of the event loop, not at the end of the one that changes it.

    To take over what has been worked out for a long table takes tens of milliseconds, and so does painting
    it: between the two there is time for what a person does.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._next_turn = QTimer(self)
        self._next_turn.setSingleShot(True)
        self._next_turn.timeout.connect(self._resume)

    def put_off(self) -> None:
        """Paint nothing in this turn, and all of the window in the next."""
        self._window.setUpdatesEnabled(False)
        self._next_turn.start()

    def _resume(self) -> None:
        self._window.setUpdatesEnabled(True)
