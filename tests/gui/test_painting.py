"""When a window is painted."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from offconv_gui.gui.parts.painting import Painting


class Canvas(QWidget):
    """Counts how often it was painted."""

    painted = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        self.painted += 1


def test_a_window_is_painted_in_the_next_turn(qtbot: QtBot) -> None:
    canvas = Canvas()
    qtbot.addWidget(canvas)
    painting = Painting(canvas)
    canvas.show()
    qtbot.waitUntil(lambda: canvas.painted > 0)
    before = canvas.painted
    painting.put_off()
    canvas.update()
    QCoreApplication.sendPostedEvents()  # what a turn ends with
    assert canvas.painted == before
    qtbot.waitUntil(lambda: canvas.painted > before)
