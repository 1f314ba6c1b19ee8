"""When a window is painted."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


class Painting(QObject):
    """Lets a window be painted in the next turn of the event loop, not at the end of the one that changes it.

    To take over what has been worked out for a long table takes tens of milliseconds, and so does painting
    it: between the two there is time for what a person does.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._wanted = False
        self._next_turn = QTimer(self)
        self._next_turn.setSingleShot(True)
        self._next_turn.timeout.connect(self._resume)

    def put_off(self) -> None:
        """Paint in the next turn what would be painted in this one."""
        if not self._next_turn.isActive():
            self._window.installEventFilter(self)
        self._next_turn.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep Qt's request to paint: it makes no other one before this has been met."""
        if event.type() != QEvent.Type.UpdateRequest:
            return False
        self._wanted = True
        return True

    def _resume(self) -> None:
        self._window.removeEventFilter(self)
        if self._wanted:
            self._wanted = False
            QCoreApplication.postEvent(self._window, QEvent(QEvent.Type.UpdateRequest))
