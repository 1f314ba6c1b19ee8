"""What runs first: a small picture at once, behind which the program is loaded.

Loading the window with pandas and Arrow takes several times as long as Qt alone, and longest where the
computer has just been switched on. A person who sees nothing for that long starts the program a second time.
So no more is imported here than the picture needs.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QLabel

from offconv_gui.gui.running import Running, only_files
from offconv_gui.resources import resource

_ONLY_TELLS = frozenset({"-h", "--help", "--version", "--self-test"})
_WIDTH, _HEIGHT, _ICON = 320, 168, 72
"""Pixels."""

_PATIENCE = 200
"""Milliseconds."""


def main(argv: Sequence[str] | None = None) -> int:
    """Start the program and run until it is closed; gives the exit status. `argv` as for `app.main`."""
    argv = sys.argv[1:] if argv is None else argv
    greeting = running = None
    if only_files(argv):
        running = Running()
        if not running.claim() and running.give(argv):
            return 0
    if not _ONLY_TELLS.intersection(argv):
        app = QApplication(sys.argv[:1])  # noqa: F841  (lives as long as this function)
        greeting = _greeting()
        _let_it_be_painted(greeting)
    from offconv_gui import app as program  # not before the picture is seen

    return program.main(argv, greeting, running)


def _greeting() -> QLabel:
    """The picture as a window of its own. Not a QSplashScreen, which first waits a second for X11."""
    greeting = QLabel()
    greeting.setObjectName("greeting")
    greeting.setWindowFlags(Qt.WindowType.SplashScreen | Qt.WindowType.FramelessWindowHint)
    greeting.setPixmap(_picture())
    greeting.resize(_WIDTH, _HEIGHT)
    screen = QGuiApplication.primaryScreen().availableGeometry()
    greeting.move(screen.center() - greeting.rect().center())
    greeting.show()
    return greeting


def _let_it_be_painted(greeting: QLabel) -> None:
    """A display asks for the paint some moments after the window was shown; one that never does is let be."""
    patience = QDeadlineTimer(_PATIENCE)
    while not greeting.windowHandle().isExposed() and not patience.hasExpired():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, _PATIENCE)
    QApplication.processEvents()


def _picture() -> QPixmap:
    """The icon and the name, in the system's colours, for the screen the window will be on."""
    colours = QGuiApplication.palette()
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    picture = QPixmap(round(_WIDTH * ratio), round(_HEIGHT * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(colours.color(QPalette.ColorRole.Base))
    painter = QPainter(picture)
    icon = QIcon(str(resource("offconv.svg"))).pixmap(_ICON, _ICON)
    painter.drawPixmap(QPoint((_WIDTH - _ICON) // 2, 28), icon)
    font = painter.font()
    font.setPixelSize(22)
    painter.setFont(font)
    painter.setPen(colours.color(QPalette.ColorRole.Text))
    painter.drawText(QRect(0, 108, _WIDTH, 40), Qt.AlignmentFlag.AlignCenter, "OffConv")
    painter.setPen(colours.color(QPalette.ColorRole.Mid))
    painter.drawRect(0, 0, _WIDTH - 1, _HEIGHT - 1)
    painter.end()
    return picture
