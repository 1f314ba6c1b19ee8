"""From the empty window to the written upload by the keyboard alone, each key pressed where the focus is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from real_window import dialog_if_open

from offconv_gui.gui.main_window import MainWindow

ROWS = """Record,MSCLKID,Close Date,Amount,Stage
D-1,3cf4220c917b853860886599b2ac757f,2026-11-05 14:30,9800,Won
D-2,96dd9de5798121e8fa462d6e85bda6a3,2026-11-06 09:00,12.5k,Won
D-3,,2026-11-07 10:00,450,Won
"""
KEY, CTRL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
Press = Callable[..., None]


@pytest.fixture
def press(qtbot: QtBot, window: MainWindow) -> Press:
    """A key, or a text, pressed where the keyboard goes now."""

    def press(keys: Qt.Key | str, modifiers: Qt.KeyboardModifier = NONE) -> None:
        activate(window)
        if isinstance(keys, str):
            qtbot.keyClicks(focus(), keys)
        else:
            qtbot.keyClick(focus(), keys, modifiers)
        QApplication.processEvents()

    return press


def activate(window: MainWindow) -> None:
    """Do what a desktop does once a dialog has gone, and Qt's platform without a screen does not."""
    QApplication.processEvents()
    if QApplication.activeWindow() is None:
        window.activateWindow()
        QApplication.processEvents()


def focus() -> QWidget:
    """Where the keyboard goes: the list that hangs open, the field with the focus, or the window itself."""
    found = QApplication.activePopupWidget() or QApplication.focusWidget() or QApplication.activeWindow()
    assert found is not None
    return found


def here() -> str:
    """The name of the control with the focus, or of what it is a part of."""
    at: QWidget | None = QApplication.focusWidget()
    while at is not None and (not at.objectName() or at.objectName().startswith("qt_")):
        at = at.parentWidget()
    return at.objectName() if at is not None else ""


def tab_to(press: Press, name: str, most: int = 40) -> None:
    """Tab until this control has the focus."""
    passed = []
    while here() != name:
        passed.append(here())
        assert len(passed) < most, f"Tab never comes to {name}, only to {passed}"
        press(KEY.Key_Tab)


def test_the_keyboard_leads_from_opening_a_file_to_its_upload(
    qtbot: QtBot, tmp_path: Path, window: MainWindow, press: Press
) -> None:
    (tmp_path / "deals.csv").write_text(ROWS, encoding="utf-8")

    press(KEY.Key_O, CTRL)
    qtbot.waitUntil(lambda: dialog_if_open("openFileDialog") is not None)
    press(str(tmp_path / "deals.csv"))
    press(KEY.Key_Return)
    qtbot.waitUntil(lambda: window.session.document is not None)
    activate(window)
    assert here() == "conversionTable"

    press(KEY.Key_F6, SHIFT)
    press(KEY.Key_F6, SHIFT)
    tab_to(press, "goalCombo")
    for name, text in (
        ("goalCombo", "Closed deals"),
        ("currencyCombo", "USD"),
        ("timeZoneCombo", "New York"),
    ):
        tab_to(press, name)
        press(text)
        press(KEY.Key_Return)
    assert counts(window) == (1, 2)

    while here() != "conversionTable":
        press(KEY.Key_F6)
    press(KEY.Key_Home, CTRL)
    press(KEY.Key_F8)
    assert problem(window) == "12.5k"
    press(KEY.Key_F2)
    press(KEY.Key_A, CTRL)
    press("12.50")
    press(KEY.Key_Return)
    qtbot.waitUntil(lambda: counts(window) == (2, 1))
    press(KEY.Key_F8)
    press(KEY.Key_Period, CTRL)
    if QApplication.activePopupWidget() is not None:  # there are several ways: the first one
        press(KEY.Key_Return)
    qtbot.waitUntil(lambda: counts(window) == (2, 0))

    press(KEY.Key_E, CTRL | SHIFT)
    qtbot.waitUntil(lambda: dialog_if_open("exportDialog") is not None)
    tab_to(press, "saveExport")
    press(KEY.Key_Space)
    qtbot.waitUntil(lambda: dialog_if_open("saveExportDialog") is not None)
    press(KEY.Key_A, CTRL)
    press(str(tmp_path / "upload.csv"))
    with qtbot.waitSignal(window.work.exporting.exported):
        press(KEY.Key_Return)
    written = (tmp_path / "upload.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in written[2:]] == ["Offline Conversion"] * 2


def counts(window: MainWindow) -> tuple[int, int]:
    """How many rows are ready, and how many need fixing."""
    document = window.session.document
    assert document is not None
    return document.counts().ready, document.counts().errors


def problem(window: MainWindow) -> str:
    return str(window.work.table.currentIndex().data(Qt.ItemDataRole.EditRole))
