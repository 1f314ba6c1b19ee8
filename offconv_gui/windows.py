"""The windows of one run of the program: each file dropped or handed over has one of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QSessionManager

from offconv_gui.gui.main_window import MainWindow

_BESIDE = QPoint(28, 28)
"""How far a window stands from the one before it, in pixels."""


class Windows(QObject):
    """`make` makes a window, and begins to open the file of that path, if one is given."""

    def __init__(self, make: Callable[[str | None], MainWindow], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._windows: list[MainWindow] = []
        self._asking: MainWindow | None = None

    def add(self, window: MainWindow) -> None:
        """Look after a window that has been made."""
        window.window_wanted.connect(self.open_another)
        window.quit_wanted.connect(self.quit)
        window.closed.connect(self._go_on_quitting)
        window.stayed.connect(self._stay)
        self._windows.append(window)

    def open_another(self, path: str = "") -> None:
        """Open a window more, with the file of this path if there is one."""
        self._forget_closed()
        window = self._make(path or None)
        self.add(window)
        if len(self._windows) > 1:
            before = self._windows[-2]
            window.move(before.pos() + _BESIDE)
        window.show()
        window.activateWindow()

    def take(self, files: Sequence[str]) -> None:
        """Open files that another start has handed over; with none, show what there is."""
        self._forget_closed()
        empty = next((window for window in self._windows if window.is_free), None)
        for file in files:
            if empty is not None:
                empty.open_path(file)
                _show(empty)
                empty = None
            else:
                self.open_another(file)
        if not files and self._windows:
            _show(self._windows[-1])

    def quit(self) -> None:
        """Close every window, one after the other; where a person wants one to stay, the others do."""
        self._forget_closed()
        for window in reversed(self._windows):
            if not window.close():
                self._asking = window
                _show(window)
                return

    def hold_session(self, manager: QSessionManager) -> None:
        """The person logs out, or the computer stops: where work would be lost, ask to wait for an answer."""
        self._forget_closed()
        if not all(window.is_safe for window in self._windows) and manager.allowsInteraction():
            manager.cancel()
            self.quit()

    def _go_on_quitting(self) -> None:
        if self._asking is not None and self.sender() is self._asking:
            self._asking = None
            self.quit()

    def _stay(self) -> None:
        self._asking = None

    def _forget_closed(self) -> None:
        closed = [window for window in self._windows if not window.isVisible()]
        self._windows = [window for window in self._windows if window.isVisible()]
        for window in closed:
            window.deleteLater()


def _show(window: MainWindow) -> None:
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
