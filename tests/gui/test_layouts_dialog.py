"""The list of layouts: seen, removed, and carried in and out as files."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from offconv_gui.core.choices import Choices, DateOrder
from offconv_gui.core.fields import Field
from offconv_gui.gui.dialogs.layouts_dialog import LayoutsDialog
from offconv_gui.io.kept_layouts import keep_layout, kept_layouts
from offconv_gui.io.layouts import Layout, load_layout, save_layout
from offconv_gui.io.opening import ReadOptions

WEEKLY = Layout(
    "Weekly CRM export",
    {"Close Date": Field.TIME, "Notes": None},
    Choices(currency="EUR", zone="Europe/Berlin", date_order=DateOrder.DMY),
    ReadOptions(header_row=3),
    {Field.VALUE: "25"},
)


@pytest.fixture
def dialog(qtbot: QtBot) -> LayoutsDialog:
    keep_layout(WEEKLY)
    keep_layout(Layout("Another"))
    dialog = LayoutsDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def choose(dialog: LayoutsDialog, row: int) -> None:
    dialog.findChild(QListWidget, "layoutList").setCurrentRow(row)


def press(qtbot: QtBot, dialog: LayoutsDialog, name: str) -> None:
    qtbot.mouseClick(dialog.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def said(dialog: LayoutsDialog, name: str) -> str:
    return dialog.findChild(QLabel, name).text()


def test_a_layout_shows_what_it_says(dialog: LayoutsDialog) -> None:
    choose(dialog, 1)
    assert said(dialog, "layoutFacts").splitlines() == [
        "Close Date  →  Conversion Time",
        "Columns kept for reference: 1",
        "Conversion Value in every row: 25",
        "Currency: EUR",
        "Time zone: Europe/Berlin",
        "Dates: Day/Month/Year",
        "Headings in row: 3",
    ]


def test_a_layout_is_removed(qtbot: QtBot, dialog: LayoutsDialog) -> None:
    choose(dialog, 1)
    press(qtbot, dialog, "removeLayout")
    assert [kept.layout.name for kept in kept_layouts()] == ["Another"]
    assert said(dialog, "layoutNews") == "“Weekly CRM export” is removed."


def test_without_layouts_there_is_nothing_to_remove(qtbot: QtBot, dialog: LayoutsDialog) -> None:
    for _ in range(2):
        press(qtbot, dialog, "removeLayout")
    assert not dialog.findChild(QPushButton, "removeLayout").isEnabled()
    assert said(dialog, "layoutFacts") == "No layout is kept yet."


def test_a_layout_goes_out_and_comes_in_as_a_file(dialog: LayoutsDialog, tmp_path: Path) -> None:
    choose(dialog, 1)
    dialog.export_current(str(tmp_path / "shared.json"))
    assert load_layout(tmp_path / "shared.json") == WEEKLY
    save_layout(Layout("From a colleague"), tmp_path / "new.json")
    dialog.import_file(str(tmp_path / "new.json"))
    assert "From a colleague" in [kept.layout.name for kept in kept_layouts()]


def test_a_file_that_is_no_layout_is_told(dialog: LayoutsDialog, tmp_path: Path) -> None:
    (tmp_path / "notes.json").write_text("[]", encoding="utf-8")
    dialog.import_file(str(tmp_path / "notes.json"))
    assert "not a layout" in said(dialog, "layoutNews")


@pytest.mark.parametrize(
    ("button", "name"), [("importLayout", "importLayoutDialog"), ("exportLayout", "exportLayoutDialog")]
)
def test_files_are_asked_for(qtbot: QtBot, dialog: LayoutsDialog, button: str, name: str) -> None:
    press(qtbot, dialog, button)
    asked = dialog.findChild(QFileDialog, name)
    assert asked.isVisible()
    asked.reject()
