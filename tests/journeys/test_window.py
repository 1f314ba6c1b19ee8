"""A person's way through the real window: open, choose, see, mend, undo, export."""

from __future__ import annotations

from pathlib import Path

import hostile_files
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot
from real_window import NOW, OpenWindow, dialog_if_open

from offconv_gui import cli
from offconv_gui.core.choices import DateOrder
from offconv_gui.core.fields import Field
from offconv_gui.gui.main_window import MainWindow
from offconv_gui.gui.models.cell_looks import Sign
from offconv_gui.gui.opening_requests import Request

ROWS = """Deal ID,MSCLKID,Close Date,Amount,Currency
D-1,3cf4220c917b853860886599b2ac757f,2026-11-05 14:30,9800,
D-2,96dd9de5798121e8fa462d6e85bda6a3,2026-11-06 09:00,1200.50,EUR
D-3,,2026-11-07 10:00,450,USD
D-4,e6d63111541f7a139d6f67edf17de7d6,2026-11-01 01:30,310.50,
D-5,767d84a1a3c1fc2d65a9fad68acf2861,2026-08-28 11:05,75,
D-6,15efcc6065083cc7165afe0213f841b2,2026-11-09 13:59,12.5k,
"""


@pytest.fixture
def deals(tmp_path: Path) -> Path:
    path = tmp_path / "deals.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


@pytest.fixture
def window(open_window: OpenWindow, deals: Path) -> MainWindow:
    return open_window(str(deals), opened=True)


def type_into(qtbot: QtBot, combo: QComboBox, text: str) -> None:
    """Write into a field and press Enter, as a person does."""
    line = combo.lineEdit()
    assert line is not None
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def choose_all(qtbot: QtBot, window: MainWindow) -> None:
    type_into(qtbot, window.findChild(QComboBox, "goalCombo"), "Closed deals")
    type_into(qtbot, window.findChild(QComboBox, "currencyCombo"), "USD")
    type_into(qtbot, window.findChild(QComboBox, "timeZoneCombo"), "New York")


def chip(window: MainWindow, name: str) -> str:
    return window.work.chips.findChild(QAbstractButton, name).text()


def edit_cell(qtbot: QtBot, window: MainWindow, row: int, field: Field, text: str) -> None:
    """Go to a cell and type over it."""
    window.work.table.go_to(row, field)
    window.work.table.setFocus()
    qtbot.keyClick(window.work.table, Qt.Key.Key_F2)
    editor = window.work.table.findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, text)
    steps = window.session.undo_stack.count()
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.undo_stack.count() > steps)  # Qt commits once control returns


def sign(window: MainWindow, row: int, field: Field) -> Sign:
    return window.work.model.look(row, window.work.model.column_of(field)).sign


def test_choices_decide_what_is_ready(qtbot: QtBot, window: MainWindow) -> None:
    assert chip(window, "chipErrors") == "6 need fixing"
    choose_all(qtbot, window)
    assert chip(window, "chipAll") == "6 rows"
    assert chip(window, "chipReady") == "3 ready"
    assert chip(window, "chipReview") == "1 to review"
    assert chip(window, "chipErrors") == "3 need fixing"
    assert window.findChild(QPushButton, "exportButton").text() == "Export 3 rows…"


def test_an_edit_is_judged_as_it_is_made_and_can_be_undone(qtbot: QtBot, window: MainWindow) -> None:
    choose_all(qtbot, window)
    assert sign(window, 5, Field.VALUE) is Sign.ERROR
    edit_cell(qtbot, window, 5, Field.VALUE, "12.50")
    assert sign(window, 5, Field.VALUE) is Sign.NONE
    assert chip(window, "chipErrors") == "2 need fixing"
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert sign(window, 5, Field.VALUE) is Sign.ERROR
    assert chip(window, "chipErrors") == "3 need fixing"
    qtbot.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert chip(window, "chipErrors") == "2 need fixing"


def test_every_choice_can_be_undone(qtbot: QtBot, window: MainWindow) -> None:
    choose_all(qtbot, window)
    for _ in range(3):
        window.actions_by_name["actionUndo"].trigger()
    assert chip(window, "chipErrors") == "6 need fixing"
    assert window.findChild(QComboBox, "timeZoneCombo").value() is None


def test_an_entry_set_by_an_assistive_tool_is_a_choice(qtbot: QtBot, window: MainWindow) -> None:
    zone, order = window.findChild(QComboBox, "timeZoneCombo"), window.findChild(QComboBox, "dateOrderCombo")
    zone.setCurrentIndex(zone.findText("Berlin", Qt.MatchFlag.MatchStartsWith))
    order.setCurrentIndex(1)
    choices = window.session.document.choices
    assert (choices.zone, choices.date_order) == ("Europe/Berlin", DateOrder.DMY)
    assert window.session.undo_stack.count() == 2


def test_f8_goes_from_problem_to_problem(qtbot: QtBot, window: MainWindow) -> None:
    choose_all(qtbot, window)
    window.work.table.setFocus()
    seen = []
    for _ in range(4):
        window.actions_by_name["actionNextProblem"].trigger()
        seen.append(window.work.table.current_cell())
    assert seen == [(2, Field.CLICK_ID), (3, Field.TIME), (4, Field.TIME), (5, Field.VALUE)]


def test_a_problem_in_the_list_leads_to_its_cell(qtbot: QtBot, window: MainWindow) -> None:
    choose_all(qtbot, window)
    window.work.panel.problem_activated.emit("time-ambiguous")
    assert window.work.table.current_cell() == (3, Field.TIME)
    assert "happened twice" in window.work.panel.cell_detail.text()


def test_a_chip_filters_and_a_mended_row_stays_until_the_filter_is_applied_again(
    qtbot: QtBot, window: MainWindow
) -> None:
    choose_all(qtbot, window)
    window.work.chips.choose("errors")
    window.work.chips.filter_chosen.emit("errors")
    assert window.work.model.rows.tolist() == [2, 3, 5]
    edit_cell(qtbot, window, 5, Field.VALUE, "12.50")
    assert window.work.model.rows.tolist() == [2, 3, 5]
    window.work.chips.filter_chosen.emit("errors")
    assert window.work.model.rows.tolist() == [2, 3]


def test_a_fix_from_the_panel_mends_the_rows_and_can_be_undone(qtbot: QtBot, window: MainWindow) -> None:
    choose_all(qtbot, window)
    window.work.navigation.to_rule("time-ambiguous")
    window.work.panel.findChild(QPushButton, "fixCell").click()
    document = window.session.document
    assert document is not None
    assert document.table.cell(Field.TIME, 3) == "2026-11-01T05:30:00Z"
    assert window.session.undo_stack.undoText() == "Use the earlier time"
    window.actions_by_name["actionUndo"].trigger()
    assert window.session.document is not None
    assert window.session.document.table.cell(Field.TIME, 3) == "2026-11-01 01:30"


def test_the_export_equals_the_command_lines(
    qtbot: QtBot, window: MainWindow, deals: Path, tmp_path: Path
) -> None:
    choose_all(qtbot, window)
    window.findChild(QPushButton, "exportButton").click()
    qtbot.waitUntil(lambda: dialog_if_open("exportDialog") is not None)
    dialog_if_open("exportDialog").findChild(QPushButton, "saveExport").click()
    save = window.findChild(QFileDialog, "saveExportDialog")
    target = tmp_path / "from-window.csv"
    with qtbot.waitSignal(window.work.exporting.exported):
        save.fileSelected.emit(str(target))
    save.reject()
    assert "3 rows" in window.bar.text()
    other = tmp_path / "from-command.csv"
    options = ["--goal", "Closed deals", "--currency", "USD", "--time-zone", "America/New_York", "--now", NOW]
    assert cli.main(["export", str(deals), "-o", str(other), *options]) == 1
    assert target.read_bytes() == other.read_bytes()
    assert target.read_bytes().startswith(b"\xef\xbb\xbfType,Status,Id,Parent Id,Client Id,Name,")
    assert window.session.is_modified, "rows that need fixing stayed behind"


def test_an_unsure_file_asks_and_opens_as_answered(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "odd.csv"
    path.write_text(ROWS.replace("Close Date", "Stamp"), encoding="utf-8")
    window = open_window(str(path))
    qtbot.waitUntil(lambda: dialog_if_open("matchDialog") is not None)
    dialog = dialog_if_open("matchDialog")
    combo = dialog.findChild(QComboBox, "target_2")
    combo.setCurrentIndex(combo.findText(Field.TIME.value))
    combo.activated.emit(combo.currentIndex())
    dialog.findChild(QPushButton, "openMatched").click()
    qtbot.waitUntil(lambda: window.session.document is not None)
    assert window.session.document.table.sources[Field.TIME] == "Stamp"


def test_escape_from_the_match_screen_leaves_everything_as_it_was(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "odd.csv"
    path.write_text(ROWS.replace("Close Date", "Stamp"), encoding="utf-8")
    window = open_window(str(path))
    qtbot.waitUntil(lambda: dialog_if_open("matchDialog") is not None)
    qtbot.keyClick(dialog_if_open("matchDialog"), Qt.Key.Key_Escape)
    assert window.session.document is None


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.csv", b"", "empty"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "picture.csv"),
        ("broken.xlsx", b"PK\x03\x04 not a workbook", "broken.xlsx"),
        ("old.xlsx", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "old.xlsx"),
    ],
)
def test_a_file_that_is_no_table_is_told_in_the_bar(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    window = open_window(str(path))
    qtbot.waitUntil(lambda: window.bar.isVisible())
    assert said in window.bar.text()
    assert window.session.document is None
    qtbot.waitUntil(lambda: not window.jobs.busy)


def test_a_file_that_takes_its_reader_down_leaves_the_window_as_it_was(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, deals: Path
) -> None:
    before = window.session.document
    window.work.opening.open(Request(hostile_files.stretched(tmp_path)))
    qtbot.waitUntil(lambda: "cannot be read" in window.bar.text(), timeout=30_000)
    assert window.session.document is before
    window.work.opening.open(Request(deals))
    qtbot.waitUntil(lambda: window.session.document is not before)


def test_the_sample_opens_with_every_problem_in_it(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window()
    window.actions_by_name["actionTrySample"].trigger()
    qtbot.waitUntil(lambda: window.session.document is not None)
    assert window.session.document.counts().errors > 10
    assert window.session.document.origin.path == "hubspot-deals.csv"


def test_closing_with_changes_asks_first(qtbot: QtBot, window: MainWindow) -> None:
    choose_all(qtbot, window)
    assert not window.close()
    question = dialog_if_open("saveQuestion")
    assert question is not None
    question.reject()
    assert window.isVisible()
    assert window.session.document is not None


def test_the_window_dresses_in_dark(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_by_name["actionDark"].trigger()
    dark = window.palette().window().color()
    window.actions_by_name["actionLight"].trigger()
    light = window.palette().window().color()
    assert dark.lightness() < 80 < 200 < light.lightness()
    assert isinstance(dark, QColor)
