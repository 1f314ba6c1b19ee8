"""Data of a file keeps its direction, whatever that of the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from offconv_gui.gui.parts.data_delegate import DataDelegate, left_to_right

TIME = "2026-09-06 13:00:00"


@pytest.mark.parametrize(
    ("direction", "shown"),
    [
        (Qt.LayoutDirection.LeftToRight, TIME),
        (Qt.LayoutDirection.RightToLeft, left_to_right(TIME)),
    ],
)
def test_data_runs_from_left_to_right(qtbot: QtBot, direction: Qt.LayoutDirection, shown: str) -> None:
    view = QTableView()
    qtbot.addWidget(view)
    view.setLayoutDirection(direction)
    assert DataDelegate(view).displayText(TIME, QLocale.c()) == shown
