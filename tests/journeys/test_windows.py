"""Several windows: each file has one of its own."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from offconv_gui.app import make_window
from offconv_gui.gui.main_window import MainWindow
from offconv_gui.gui.widgets.message_bar import Tone
from offconv_gui.windows import Windows

ROWS = "MSCLKID,Close Date\n3cf4220c917b853860886599b2ac757f,2026-11-05 14:30\n"


def make(qtbot: QtBot, folder: Path, path: str | None) -> MainWindow:
    files = [path] if path else []
    window = make_window(
        [*files, "--now", "2026-11-24T00:00:00Z", "--settings", str(folder / "settings.ini")]
    )
    qtbot.addWidget(window)
    return window


@pytest.fixture
def windows(qtbot: QtBot, tmp_path: Path) -> Windows:
    windows = Windows(partial(make, qtbot, tmp_path))
    first = make(qtbot, tmp_path, None)
    windows.add(first)
    first.show()
    return windows


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    paths = [tmp_path / name for name in ("a.csv", "b.csv", "c.csv")]
    for path in paths:
        path.write_text(ROWS, encoding="utf-8")
    return [str(path) for path in paths]


def titles() -> list[str]:
    windows = [
        one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow) and one.isVisible()
    ]
    return sorted(one.windowTitle().partition("[")[0] for one in windows if one.session.document)


def test_of_several_files_dropped_each_has_a_window(qtbot: QtBot, windows: Windows, files: list[str]) -> None:
    first = windows._windows[0]
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path) for path in files])
    buttons, modifiers = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    first.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, buttons, modifiers))
    qtbot.waitUntil(lambda: titles() == ["a.csv", "b.csv", "c.csv"])


def test_files_handed_over_take_the_empty_window_first(
    qtbot: QtBot, windows: Windows, files: list[str]
) -> None:
    windows.take(files[:2])
    qtbot.waitUntil(lambda: titles() == ["a.csv", "b.csv"])
    assert len(windows._windows) == 2


def test_a_new_window_is_empty(qtbot: QtBot, windows: Windows) -> None:
    windows._windows[0].actions_by_name["actionNewWindow"].trigger()
    assert [window.session.document for window in windows._windows] == [None, None]


def test_a_file_handed_over_while_another_is_read_has_a_window_of_its_own(
    qtbot: QtBot, windows: Windows, files: list[str]
) -> None:
    windows.take(files[:1])
    windows.take(files[1:2])
    qtbot.waitUntil(lambda: titles() == ["a.csv", "b.csv"])


def test_the_window_that_waits_for_its_file_is_not_taken(
    qtbot: QtBot, windows: Windows, files: list[str]
) -> None:
    first = windows._windows[0]
    first.announce(files[0])
    windows.take(files[1:2])
    qtbot.waitUntil(lambda: titles() == ["b.csv"])
    assert first.session.document is None
    first.end_announcement()
    windows.take(files[2:])
    qtbot.waitUntil(lambda: titles() == ["b.csv", "c.csv"])
    assert first.session.document is not None


def test_what_was_said_while_the_rest_was_loaded_stays(windows: Windows) -> None:
    first = windows._windows[0]
    first.bar.tell(Tone.INFO, "There are no rows on the clipboard.")
    first.end_announcement()
    assert first.bar.text() == "There are no rows on the clipboard."
