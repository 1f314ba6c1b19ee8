"""The workbench's modules, and with them pandas and Arrow: loaded beside the window once it stands.

They take several times as long as all the rest. A person who opens a file a second after the start finds
them loaded; whoever is faster waits for what is left.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from offconv_gui.gui.workbench import Workbench

_one_at_a_time = threading.Lock()
"""Two threads that import modules which import one another can each be given half a module."""


def workbench_class() -> type[Workbench]:
    """The class, once its modules are loaded, by whichever thread."""
    with _one_at_a_time:
        from offconv_gui.gui.workbench import Workbench

        return Workbench


class Loading(QObject):
    """Loads the workbench's modules in a thread."""

    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = threading.Thread(target=self._load, name="loading", daemon=True)

    def start(self) -> None:
        """Begin; `ended` comes by the event loop."""
        self._thread.start()

    def join(self) -> None:
        """Wait until it has ended, if it was begun: nothing outlives the program."""
        if self._thread.is_alive():
            self._thread.join()

    def _load(self) -> None:
        workbench_class()
        self.ended.emit()
