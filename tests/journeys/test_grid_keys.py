"""Every key of the table and the window, pressed in the real window: one test a line of what is promised."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QInputDialog,
    QLineEdit,
    QMenu,
    QPushButton,
    QSpinBox,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot
from real_window import OpenWindow, open_dialog

from offconv_gui.core.fields import Field
from offconv_gui.gui.main_window import MainWindow
from offconv_gui.gui.views.conversion_table import ConversionTableView

ROWS = """MSCLKID,Close Date,Amount,Currency,Goal,Deal ID
3cf4220c917b853860886599b2ac757f,2026-11-05 14:30,9800,USD,Closed deals,D-1
96dd9de5798121e8fa462d6e85bda6a3,2026-11-06 09:00,1200.50,EUR,Closed deals,D-2
wrong,2026-11-07 10:00,450,USD,Closed deals,D-3
e6d63111541f7a139d6f67edf17de7d6,2026-11-01 01:30,,USD,Closed deals,D-4
767d84a1a3c1fc2d65a9fad68acf2861,2026-11-08 11:05,75,EURO,Closed deals,D-5
15efcc6065083cc7165afe0213f841b2,2026-11-09 13:59,12,EUR,Closed deals,D-6
"""
CHOICES = ("--goal", "Closed deals", "--currency", "USD", "--time-zone", "UTC")
Key = Qt.Key
NONE, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
ID, TIME, VALUE, CURRENCY, NAME, CLIENT = range(6)
FIELDS = (Field.CLICK_ID, Field.TIME, Field.VALUE, Field.CURRENCY, Field.NAME, Field.CLIENT_ID)
MAPPED = [
    part
    for heading, field in zip(ROWS.partition("\n")[0].split(","), FIELDS, strict=True)
    for part in ("--map", f"{heading}={field.value}")
]


@pytest.fixture
def window(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> MainWindow:
    path = tmp_path / "deals.csv"
    path.write_text(ROWS, encoding="utf-8")
    window = open_window(str(path), *CHOICES, *MAPPED, opened=True)
    window.activateWindow()
    assert window.work.model.fields[:6] == FIELDS
    qtbot.waitUntil(window.work.table.hasFocus)
    return window


@pytest.fixture
def table(window: MainWindow) -> ConversionTableView:
    return window.work.table


@pytest.fixture
def press(qtbot: QtBot, window: MainWindow) -> Callable[..., None]:
    """Presses a key where the focus is, as a keyboard does."""

    def press(key: Qt.Key | str, modifiers: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        for _ in range(times):
            focus = QApplication.activePopupWidget() or QApplication.focusWidget() or window
            qtbot.keyClick(focus, key, modifiers)
            QApplication.processEvents()

    return press


def put(table: ConversionTableView, row: int, column: int) -> None:
    table.go_to(int(table.table.rows[row]), FIELDS[column])


def select(table: ConversionTableView, top: int, left: int, bottom: int, right: int) -> None:
    put(table, top, left)
    piece = QItemSelection(table.table.index(top, left), table.table.index(bottom, right))
    table.selectionModel().select(piece, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def at(table: ConversionTableView) -> tuple[int, int]:
    return table.currentIndex().row(), table.currentIndex().column()


def selected(table: ConversionTableView) -> set[tuple[int, int]]:
    return {(index.row(), index.column()) for index in table.selectedIndexes()}


def column(table: ConversionTableView, at: int) -> list[str]:
    return [table.table.text_at(row, at) for row in range(table.table.rowCount())]


# -- Moving and selecting -----------------------------------------------------------------------------------

WAYS = {
    "down": ((1, VALUE), Key.Key_Down, NONE, (2, VALUE)),
    "up": ((1, VALUE), Key.Key_Up, NONE, (0, VALUE)),
    "left": ((1, VALUE), Key.Key_Left, NONE, (1, TIME)),
    "right": ((1, VALUE), Key.Key_Right, NONE, (1, CURRENCY)),
    "Tab": ((1, VALUE), Key.Key_Tab, NONE, (1, CURRENCY)),
    "Shift+Tab": ((1, VALUE), Key.Key_Backtab, SHIFT, (1, TIME)),
    "Enter": ((1, VALUE), Key.Key_Return, NONE, (2, VALUE)),
    "Shift+Enter": ((1, VALUE), Key.Key_Return, SHIFT, (0, VALUE)),
    "Home": ((1, VALUE), Key.Key_Home, NONE, (1, ID)),
    "Ctrl+Home": ((3, VALUE), Key.Key_Home, CTRL, (0, ID)),
    "Ctrl+down to a blank": ((0, VALUE), Key.Key_Down, CTRL, (2, VALUE)),
    "Ctrl+down over a blank": ((2, VALUE), Key.Key_Down, CTRL, (4, VALUE)),
    "Ctrl+down to the end": ((4, VALUE), Key.Key_Down, CTRL, (5, VALUE)),
    "Ctrl+up": ((5, NAME), Key.Key_Up, CTRL, (0, NAME)),
    "Ctrl+left": ((1, NAME), Key.Key_Left, CTRL, (1, ID)),
    "Page down": ((0, VALUE), Key.Key_PageDown, NONE, (5, VALUE)),
    "Page up": ((5, VALUE), Key.Key_PageUp, NONE, (0, VALUE)),
}


@pytest.mark.parametrize(("start", "key", "modifiers", "end"), WAYS.values(), ids=WAYS)
def test_keys_move_the_current_cell(table, press, start, key, modifiers, end) -> None:
    put(table, *start)
    press(key, modifiers)
    assert (at(table), selected(table)) == (end, {end})


def test_end_and_ctrl_end_go_to_the_last_column_and_the_last_cell(table, press) -> None:
    last = table.table.columnCount() - 1
    put(table, 1, VALUE)
    press(Key.Key_End)
    assert at(table) == (1, last)
    press(Key.Key_End, CTRL)
    assert at(table) == (5, last)


@pytest.mark.parametrize(
    ("key", "modifiers", "rows", "columns"),
    [
        (Key.Key_Down, SHIFT, (1, 2), (VALUE, VALUE)),
        (Key.Key_Right, SHIFT, (1, 1), (VALUE, CURRENCY)),
        (Key.Key_Down, CTRL | SHIFT, (1, 2), (VALUE, VALUE)),
        (Key.Key_Up, CTRL | SHIFT, (0, 1), (VALUE, VALUE)),
        (Key.Key_Left, CTRL | SHIFT, (1, 1), (ID, VALUE)),
        (Key.Key_Home, CTRL | SHIFT, (0, 1), (ID, VALUE)),
    ],
)
def test_shift_selects_what_is_passed(table, press, key, modifiers, rows, columns) -> None:
    put(table, 1, VALUE)
    press(key, modifiers)
    passed = {(row, at) for row in range(rows[0], rows[1] + 1) for at in range(columns[0], columns[1] + 1)}
    assert selected(table) == passed


def test_ctrl_shift_end_and_ctrl_a_select_to_the_end_and_all(table, press) -> None:
    put(table, 4, NAME)
    count = table.table.columnCount()
    press(Key.Key_End, CTRL | SHIFT)
    assert len(selected(table)) == 2 * (count - NAME)
    press(Key.Key_A, CTRL)
    assert len(selected(table)) == 6 * count


def test_shift_space_selects_rows_and_ctrl_space_columns(table, press) -> None:
    put(table, 1, VALUE)
    press(Key.Key_Down, SHIFT)
    press(Key.Key_Space, SHIFT)
    assert table.selected_rows().tolist() == [1, 2]
    assert len(selected(table)) == 2 * table.table.columnCount()
    put(table, 1, VALUE)
    press(Key.Key_Space, CTRL)
    assert selected(table) == {(row, VALUE) for row in range(6)}


# -- Typing -------------------------------------------------------------------------------------------------


def test_typing_replaces_and_tab_and_enter_travel_through_a_row(table, press) -> None:
    put(table, 0, VALUE)
    press("7")
    press(Key.Key_Tab)
    press("G")
    press("B")
    press("P")
    press(Key.Key_Tab)
    press("x")
    press(Key.Key_Return)
    assert [table.table.text_at(0, at) for at in (VALUE, CURRENCY, NAME)] == ["7", "GBP", "x"]
    assert at(table) == (1, VALUE)


def test_an_arrow_ends_typing_and_goes_on(table, press) -> None:
    put(table, 0, VALUE)
    press("7")
    press(Key.Key_Down)
    press("8")
    press(Key.Key_Return)
    assert column(table, VALUE)[:2] == ["7", "8"]


def test_f2_edits_with_the_caret_behind_and_escape_restores(table, press) -> None:
    put(table, 1, VALUE)
    press(Key.Key_F2)
    press("5")
    press(Key.Key_Return)
    assert column(table, VALUE)[1] == "1200.505"
    press(Key.Key_F2)
    press("9")
    press(Key.Key_Escape)
    assert column(table, VALUE)[2] == "450"
    assert table.hasFocus()


@pytest.mark.parametrize("key", [Key.Key_Delete, Key.Key_Backspace])
def test_delete_clears_what_is_selected(window, table, press, key) -> None:
    select(table, 0, VALUE, 1, CURRENCY)
    press(key)
    assert (column(table, VALUE)[:3], column(table, CURRENCY)[:3]) == (["", "", "450"], ["", "", "USD"])
    assert window.session.undo_stack.undoText() == "Clear cells"


# -- Blocks -------------------------------------------------------------------------------------------------


def test_cut_and_paste_move_a_block_and_undo_and_redo_go_back_and_forth(window, table, press) -> None:
    before = column(table, VALUE), column(table, CURRENCY)
    select(table, 0, VALUE, 1, CURRENCY)
    press(Key.Key_X, CTRL)
    put(table, 4, VALUE)
    press(Key.Key_V, CTRL)
    moved = ["", "", "450", "", "9800", "1200.50"], ["", "", "USD", "USD", "USD", "EUR"]
    assert (column(table, VALUE), column(table, CURRENCY)) == moved
    press(Key.Key_Z, CTRL, times=2)
    assert (column(table, VALUE), column(table, CURRENCY)) == before
    press(Key.Key_Y, CTRL, times=2)
    assert (column(table, VALUE), column(table, CURRENCY)) == moved
    press(Key.Key_Z, CTRL)
    press(Key.Key_Z, CTRL | SHIFT)
    assert (column(table, VALUE), column(table, CURRENCY)) == moved


def test_one_copied_value_fills_a_selection(table, press) -> None:
    put(table, 0, VALUE)
    press(Key.Key_C, CTRL)
    select(table, 2, VALUE, 4, VALUE)
    press(Key.Key_V, CTRL)
    assert column(table, VALUE) == ["9800", "1200.50", "9800", "9800", "9800", "12"]


def test_several_ranges_are_copied_with_what_is_between_them_blank(table, press) -> None:
    select(table, 0, VALUE, 0, VALUE)
    other = QItemSelection(table.table.index(1, CURRENCY), table.table.index(1, CURRENCY))
    table.selectionModel().select(other, QItemSelectionModel.SelectionFlag.Select)
    press(Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "9800\t\r\n\tEUR\r\n"


def test_a_larger_block_asks_before_it_adds_rows(qtbot, table, press) -> None:
    QGuiApplication.clipboard().setText("1\n2\n3\n")
    put(table, 4, VALUE)
    press(Key.Key_V, CTRL)
    question = open_dialog("addRowsQuestion")
    assert column(table, VALUE)[4:] == ["75", "12"]
    qtbot.mouseClick(question.findChild(QPushButton, "addRows"), Qt.MouseButton.LeftButton)
    assert column(table, VALUE)[4:] == ["1", "2", "3"]


def test_ctrl_d_fills_down_and_ctrl_enter_fills_all(window, table, press) -> None:
    select(table, 0, VALUE, 2, VALUE)
    press(Key.Key_D, CTRL)
    assert column(table, VALUE)[:4] == ["9800", "9800", "9800", ""]
    assert window.session.undo_stack.undoText() == "Fill down"
    select(table, 2, VALUE, 4, CURRENCY)
    press("5")
    press(Key.Key_Return, CTRL)
    assert column(table, VALUE)[2:5] == column(table, CURRENCY)[2:5] == ["5", "5", "5"]
    assert window.session.undo_stack.undoText() == "Fill cells"


def test_ctrl_plus_inserts_and_ctrl_minus_deletes_as_many_rows_as_are_selected(window, table, press) -> None:
    select(table, 1, VALUE, 2, VALUE)
    press(Key.Key_Plus, CTRL)
    assert column(table, CLIENT)[:4] == ["D-1", "", "", "D-2"]
    assert window.session.undo_stack.undoText() == "Insert rows"
    select(table, 1, VALUE, 3, VALUE)
    press(Key.Key_Minus, CTRL)
    assert column(table, CLIENT) == ["D-1", "D-3", "D-4", "D-5", "D-6"]
    assert window.session.undo_stack.undoText() == "Delete rows"


# -- The window's keys --------------------------------------------------------------------------------------


def test_f8_goes_from_problem_to_problem(table, press) -> None:
    put(table, 0, ID)
    places = []
    for modifiers in (NONE, NONE, SHIFT):
        press(Key.Key_F8, modifiers)
        places.append(at(table))
    assert places == [(2, ID), (4, CURRENCY), (2, ID)]


def test_ctrl_period_fixes_this_cell(window, table, press) -> None:
    put(table, 4, CURRENCY)
    press(Key.Key_Period, CTRL)
    menu = QApplication.activePopupWidget()
    if isinstance(menu, QMenu):
        press(Key.Key_Return)
    assert column(table, CURRENCY)[4] == "EUR"
    press(Key.Key_Z, CTRL)
    assert column(table, CURRENCY)[4] == "EURO"


def test_ctrl_e_shows_problems_only_and_all_again(table, press) -> None:
    press(Key.Key_E, CTRL)
    assert table.table.rows.tolist() == [2, 4]
    press(Key.Key_E, CTRL)
    assert len(table.table.rows) == 6


def test_ctrl_shift_e_opens_the_review_of_the_export(qtbot, window, press) -> None:
    press(Key.Key_E, CTRL | SHIFT)
    qtbot.waitUntil(lambda: window.findChild(QWidget, "exportDialog") is not None)
    window.findChild(QWidget, "exportDialog").reject()


def test_ctrl_f_finds_and_ctrl_h_replaces(qtbot, window, press) -> None:
    press(Key.Key_F, CTRL)
    assert QApplication.focusWidget().objectName() == "findField"
    press(Key.Key_H, CTRL)
    press(Key.Key_Escape)
    assert not any(
        w.objectName() == "replaceDialog" and w.isVisible() for w in QApplication.topLevelWidgets()
    )


def test_ctrl_g_goes_to_a_row_of_the_file(table, press) -> None:
    press(Key.Key_G, CTRL)
    dialog = open_dialog("goToRowDialog")
    assert isinstance(dialog, QInputDialog)
    dialog.findChild(QSpinBox).setValue(5)
    dialog.accept()
    assert at(table)[0] == 3


def test_f6_leads_round_and_f1_helps(table, press) -> None:
    put(table, 1, VALUE)
    press(Key.Key_F6)
    assert not table.hasFocus()
    press(Key.Key_F6, SHIFT)
    assert table.hasFocus()
    press(Key.Key_F1)
    assert open_dialog("fieldHelp").isVisible()
    open_dialog("fieldHelp").close()


def test_alt_down_opens_the_menu_of_the_column_and_sorts_by_keys(table, press) -> None:
    put(table, 1, VALUE)
    press(Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert isinstance(QApplication.activePopupWidget(), QMenu)
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert table.table.sort_column == VALUE


def test_the_menu_key_opens_what_can_be_done_with_its_keys_beside_it(window, table) -> None:
    put(table, 4, CURRENCY)
    window.work.fix_menus.show_cell_menu(table.visualRect(table.currentIndex()).center())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    found = {action.objectName(): action.shortcut().toString() for action in menu.actions()}
    menu.close()
    assert {name: found[name] for name in found if name.startswith("action")} == {
        "actionLeaveOut": "",
        "actionPutBack": "",
        "actionCut": "Ctrl+X",
        "actionCopy": "Ctrl+C",
        "actionPasteCells": "Ctrl+V",
        "actionFillDown": "Ctrl+D",
        "actionFillSelection": "Ctrl+Return",
        "actionClearCells": "Del",
        "actionInsertRow": "Ctrl++",
        "actionDeleteRows": "Ctrl+-",
        "actionCopyExplanation": "",
    }


def test_what_keys_select_and_fill_menus_do_too(window, table) -> None:
    actions = window.actions_by_name
    put(table, 1, VALUE)
    actions["actionSelectRows"].trigger()
    assert table.selected_rows().tolist() == [1]
    put(table, 1, CURRENCY)
    actions["actionSelectColumns"].trigger()
    assert selected(table) == {(row, CURRENCY) for row in range(6)}
    actions["actionFillSelection"].trigger()
    assert set(column(table, CURRENCY)) == {"EUR"}
    actions["actionSelectAll"].trigger()
    assert len(selected(table)) == 6 * table.table.columnCount()


def test_keys_of_the_table_are_left_to_the_fields_beside_it(window, table, press) -> None:
    put(table, 1, VALUE)
    press(Key.Key_F, CTRL)
    field = window.tools.findChild(QLineEdit, "findField")
    press("1")
    press(Key.Key_Space, SHIFT)
    press(Key.Key_A, CTRL)
    assert (field.text(), field.selectedText()) == ("1 ", "1 ")
    press(Key.Key_Delete)
    assert field.text() == ""
    assert column(table, VALUE)[1] == "1200.50"


def test_the_page_of_keys_tells_of_the_tables_too(window, press) -> None:
    press(Key.Key_F1, SHIFT)
    page = open_dialog("keysDialog").findChild(QTextBrowser, "keysPage").toPlainText()
    for words in (
        "Select whole rows",
        "Fill selection",
        "To the edge of a block of filled cells",
        "Ctrl+Home",
    ):
        assert words in page
    open_dialog("keysDialog").close()
