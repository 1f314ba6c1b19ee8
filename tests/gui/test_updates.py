"""Help leads to new versions where the program is published somewhere, and asks for none itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

import offconv_gui
from offconv_gui.app import make_window
from offconv_gui.gui.main_window import MainWindow

PAGE = "https://example.com/offconv/releases"


def window_of(page: str, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    monkeypatch.setattr(offconv_gui, "RELEASES_PAGE", page)
    window = make_window(["--settings", str(folder / "settings.ini")])
    qtbot.addWidget(window)
    return window


def test_the_page_of_releases_is_opened_in_the_browser(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    window = window_of(PAGE, qtbot, tmp_path, monkeypatch)
    assert opened == []
    window.actions_by_name["actionUpdates"].trigger()
    assert opened == [QUrl(PAGE)]


@pytest.mark.parametrize(("page", "shown"), [(PAGE, True), ("", False)])
def test_the_command_is_there_where_there_is_a_page(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str, shown: bool
) -> None:
    window = window_of(page, qtbot, tmp_path, monkeypatch)
    assert window.actions_by_name["actionUpdates"].isVisible() is shown
