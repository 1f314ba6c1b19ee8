"""The running clock: each minute the rows are judged anew, and so turn stale while the window is open."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer

from offconv_gui.gui.session import Session

INTERVAL = 60_000
"""Milliseconds between two looks at the clock: ages are told to the minute."""


class Ticking(QObject):
    """Stands still until it is started: with a clock that does not move there is nothing to tell."""

    def __init__(self, session: Session, clock: Callable[[], int], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._clock = clock
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.tick)

    def start(self) -> None:
        """Look at the clock from now on."""
        self._timer.start()

    def tick(self) -> None:
        """Judge the open document at this moment. Where other work is under way, the next tick will do."""
        self._session.advance(self._clock())
