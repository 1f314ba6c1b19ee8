"""A file matched once opens by itself the next time."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from offconv_gui import cli
from offconv_gui.core.edits import SetChoices
from offconv_gui.core.fields import Field
from offconv_gui.core.messages import Message
from offconv_gui.gui.dialogs.match_dialog import MatchDialog
from offconv_gui.gui.main_window import MainWindow
from offconv_gui.io.kept_layouts import kept_layouts

ROWS = """Report of the week
One,Two,Three
3cf4220c917b853860886599b2ac757f,2026-11-05 14:30,9800
96dd9de5798121e8fa462d6e85bda6a3,2026-11-06 09:00,1200.50
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def match(qtbot: QtBot, window: MainWindow, path: Path, name: str) -> None:
    """Open a file that asks, say what its columns are, and have it remembered."""
    window.work.opening.open_path(str(path))
    qtbot.waitUntil(lambda: window.findChild(MatchDialog) is not None)
    dialog = window.findChild(QDialog, "matchDialog")
    assert isinstance(dialog, MatchDialog)
    for row, field in enumerate((Field.CLICK_ID, Field.TIME, Field.VALUE)):
        dialog._model.set_target(row, field)
    dialog.findChild(QCheckBox, "rememberLayout").click()
    line = dialog.findChild(QLineEdit, "layoutName")
    line.selectAll()
    qtbot.keyClicks(line, name)
    qtbot.mouseClick(dialog.findChild(QPushButton, "openMatched"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session.document is not None)


def test_a_layout_is_used_again_and_says_so(qtbot: QtBot, window: MainWindow, report: Path) -> None:
    match(qtbot, window, report, "Weekly CRM export")
    first = window.session.document
    window.work.opening.open_path(str(report))
    qtbot.waitUntil(lambda: window.session.document is not first)
    assert window.bar.text().split(".")[0].endswith("; your layout “Weekly CRM export”")
    assert set(window.session.document.table.sources.values()) == {"One", "Two", "Three"}


def test_what_is_chosen_by_the_time_of_the_export_is_kept_with_it(
    qtbot: QtBot, window: MainWindow, report: Path
) -> None:
    match(qtbot, window, report, "Weekly")
    window.session.apply(
        SetChoices(Message("Choose"), window.session.document.choices.changed(currency="EUR"))
    )
    window.work.exporting.exported.emit()
    (kept,) = kept_layouts()
    assert kept.layout.choices.currency == "EUR"


def test_a_layout_is_a_profile_of_the_command_line(
    qtbot: QtBot, window: MainWindow, report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    match(qtbot, window, report, "Weekly")
    cli.main(["columns", str(report), "--profile", "Weekly", "--json"])
    assert '"field": "Conversion Value"' in capsys.readouterr().out


def test_layouts_are_shown_from_the_menu(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_by_name["actionLayouts"].trigger()
    dialog = window.findChild(QDialog, "layoutsDialog")
    assert dialog.isVisible()
    dialog.accept()


def test_pressing_change_shows_the_layout_with_its_name(
    qtbot: QtBot, window: MainWindow, report: Path
) -> None:
    match(qtbot, window, report, "Weekly")
    qtbot.waitUntil(lambda: window.findChild(QDialog, "matchDialog") is None)
    window.work.opening.change_columns()
    dialog = window.findChild(QDialog, "matchDialog")
    assert dialog.findChild(QCheckBox, "rememberLayout").isChecked()
    assert dialog.findChild(QLineEdit, "layoutName").text() == "Weekly"
    dialog.reject()
