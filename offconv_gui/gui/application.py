"""The application object: hears from macOS which files a person has opened with the program."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class Application(QApplication):
    """macOS names a file that was double-clicked in an event, where other systems name it as an argument."""

    files_given = Signal(list)
    """The paths, at least one."""

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self.files_given.emit([event.file()])
            return True
        return super().event(event)
