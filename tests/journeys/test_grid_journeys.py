"""Working in the table of the real window with keys and clicks, as in a spreadsheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from offconv_gui.app import make_window
from offconv_gui.core.fields import Field
from offconv_gui.gui.main_window import MainWindow

NOW = "2026-11-24T00:00:00Z"
ROWS = """Deal ID,MSCLKID,Close Date,Amount,Currency
D-1,3cf4220c917b853860886599b2ac757f,2026-11-05 14:30,9800,
D-2,96dd9de5798121e8fa462d6e85bda6a3,2026-11-06 09:00,1200.50,EUR
D-3,,2026-11-07 10:00,450,USD
D-4,e6d63111541f7a139d6f67edf17de7d6,2026-11-01 01:30,310.50,
D-5,767d84a1a3c1fc2d65a9fad68acf2861,2026-08-28 11:05,75,
D-6,15efcc6065083cc7165afe0213f841b2,2026-11-09 13:59,12.5k,EUR
"""
CHOICES = ("--goal", "Closed deals", "--currency", "USD", "--time-zone", "America/New_York", "--now", NOW)
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> MainWindow:
    path = tmp_path / "deals.csv"
    path.write_text(ROWS, encoding="utf-8")
    window = make_window([str(path), *CHOICES, "--settings", str(tmp_path / "settings.ini")])
    qtbot.addWidget(window, before_close_func=_forget_changes)
    window.show()
    qtbot.waitExposed(window)
    qtbot.waitUntil(lambda: window.session.document is not None)
    return window


def _forget_changes(window: MainWindow) -> None:
    window.session.mark_saved()


def shown(name: str) -> QDialog:
    return next(w for w in QApplication.topLevelWidgets() if w.objectName() == name and w.isVisible())


def texts(window: MainWindow, field: Field) -> list[str]:
    document = window.session.document
    assert document is not None
    return [document.table.cell(field, row) for row in range(document.row_count)]


# -- Replace ------------------------------------------------------------------------------------------------


def replace_dialog(qtbot: QtBot, window: MainWindow, find: str, by: str) -> QDialog:
    window.table.setFocus()
    qtbot.keyClick(window.table, Qt.Key.Key_H, CTRL)
    dialog = shown("replaceDialog")
    qtbot.keyClicks(dialog.findChild(QLineEdit, "replaceFind"), find)
    qtbot.keyClicks(dialog.findChild(QLineEdit, "replaceBy"), by)
    qtbot.waitUntil(lambda: state(dialog) != "Searching…")
    return dialog


def state(dialog: QDialog) -> str:
    return dialog.findChild(QLabel, "replaceState").text()


def test_replacing_counts_shows_and_is_one_step(qtbot: QtBot, window: MainWindow) -> None:
    window.table.go_to(0, Field.CURRENCY)
    dialog = replace_dialog(qtbot, window, "eur", "GBP")
    assert state(dialog) == "Found in 2 cells."
    button = dialog.findChild(QPushButton, "replaceAll")
    assert button.text() == "Replace in 2 cells"
    assert texts(window, Field.CURRENCY)[1] == "EUR"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert texts(window, Field.CURRENCY) == ["", "GBP", "USD", "", "", "GBP"]
    assert window.session.undo_stack.undoText() == "Replace “eur”"
    window.actions_by_name["actionUndo"].trigger()
    assert texts(window, Field.CURRENCY)[1] == "EUR"


def test_replacing_keeps_to_the_column(qtbot: QtBot, window: MainWindow) -> None:
    window.table.go_to(0, Field.VALUE)
    dialog = replace_dialog(qtbot, window, "50", "00")
    scope = dialog.findChild(QComboBox, "replaceScope")
    scope.setCurrentIndex(scope.findText("This column"))
    qtbot.waitUntil(lambda: state(dialog) == "Found in 3 cells.")
    qtbot.mouseClick(dialog.findChild(QPushButton, "replaceAll"), Qt.MouseButton.LeftButton)
    assert texts(window, Field.VALUE) == ["9800", "1200.00", "400", "310.00", "75", "12.5k"]


def test_an_expression_that_is_none_is_told_in_the_dialog(qtbot: QtBot, window: MainWindow) -> None:
    dialog = replace_dialog(qtbot, window, "(", "")
    dialog.findChild(QCheckBox, "replaceRegex").click()
    qtbot.waitUntil(lambda: "is not a regular expression" in state(dialog))
    assert not dialog.findChild(QPushButton, "replaceAll").isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert window.session.undo_stack.count() == 0
