"""The real window, complete and on the screen, with the tests' clock and settings of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from real_window import NOW, OpenWindow

from offconv_gui.app import make_window
from offconv_gui.gui.main_window import MainWindow


@pytest.fixture
def open_window(qtbot: QtBot, tmp_path: Path) -> OpenWindow:
    """Opens windows that share their settings; what is changed in them is given up at the end."""

    def open_window(*arguments: str, opened: bool = False) -> MainWindow:
        window = make_window([*arguments, "--now", NOW, "--settings", str(tmp_path / "settings.ini")])
        qtbot.addWidget(window, before_close_func=_forget_changes)
        window.show()
        qtbot.waitExposed(window)
        if opened:
            qtbot.waitUntil(lambda: window.session.document is not None)
        return window

    return open_window


def _forget_changes(window: MainWindow) -> None:
    window.session.mark_saved()


@pytest.fixture
def window(open_window: OpenWindow) -> MainWindow:
    """A window in which nothing is open."""
    return open_window()
