"""Working in the table of the real window with keys and clicks, as in a spreadsheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QGuiApplication, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QMenu,
    QPushButton,
)
from pytestqt.qtbot import QtBot
from real_window import OpenWindow, open_dialog

from offconv_gui.core.column_filters import CellState
from offconv_gui.core.fields import Field
from offconv_gui.gui.main_window import MainWindow
from offconv_gui.gui.preferences import TEXT_PERCENT

ROWS = """Deal ID,MSCLKID,Close Date,Amount,Currency
D-1,3cf4220c917b853860886599b2ac757f,2026-11-05 14:30,9800,
D-2,96dd9de5798121e8fa462d6e85bda6a3,2026-11-06 09:00,1200.50,EUR
D-3,,2026-11-07 10:00,450,USD
D-4,e6d63111541f7a139d6f67edf17de7d6,2026-11-01 01:30,310.50,
D-5,767d84a1a3c1fc2d65a9fad68acf2861,2026-08-28 11:05,75,
D-6,15efcc6065083cc7165afe0213f841b2,2026-11-09 13:59,12.5k,EUR
"""
CHOICES = ("--goal", "Closed deals", "--currency", "USD", "--time-zone", "America/New_York")
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(open_window: OpenWindow, tmp_path: Path) -> MainWindow:
    path = tmp_path / "deals.csv"
    path.write_text(ROWS, encoding="utf-8")
    return open_window(str(path), *CHOICES, opened=True)


def texts(window: MainWindow, field: Field) -> list[str]:
    document = window.session.document
    assert document is not None
    return [document.table.cell(field, row) for row in range(document.row_count)]


# -- Replace ------------------------------------------------------------------------------------------------


def replace_dialog(qtbot: QtBot, window: MainWindow, find: str, by: str) -> QDialog:
    window.work.table.setFocus()
    qtbot.keyClick(window.work.table, Qt.Key.Key_H, CTRL)
    dialog = open_dialog("replaceDialog")
    qtbot.keyClicks(dialog.findChild(QLineEdit, "replaceFind"), find)
    qtbot.keyClicks(dialog.findChild(QLineEdit, "replaceBy"), by)
    qtbot.waitUntil(lambda: state(dialog) != "Searching…")
    return dialog


def state(dialog: QDialog) -> str:
    return dialog.findChild(QLabel, "replaceState").text()


def test_replacing_counts_shows_and_is_one_step(qtbot: QtBot, window: MainWindow) -> None:
    window.work.table.go_to(0, Field.CURRENCY)
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
    window.work.table.go_to(0, Field.VALUE)
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


# -- Columns ------------------------------------------------------------------------------------------------


def header_click(
    qtbot: QtBot,
    window: MainWindow,
    field: Field,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    header = window.work.table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(window.work.model.column_of(field)) + 20, 8)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, modifiers, place)


def column_menu(window: MainWindow, field: Field) -> dict[str, QAction]:
    menu = window.work.columns.menu_of(window.work.model.column_of(field))
    return {action.objectName(): action for action in menu.actions()}


def test_shift_and_a_click_order_rows_that_are_alike(qtbot: QtBot, window: MainWindow) -> None:
    header_click(qtbot, window, Field.CURRENCY)
    assert window.work.model.rows.tolist() == [1, 5, 2, 0, 3, 4]
    header_click(qtbot, window, Field.VALUE, SHIFT)
    assert window.work.model.rows.tolist() == [1, 5, 2, 4, 3, 0]
    header_click(qtbot, window, Field.VALUE, SHIFT)
    assert window.work.model.rows.tolist() == [1, 5, 2, 0, 3, 4]
    assert [key.ascending for key in window.work.model.sort_keys] == [True, False]
    header_click(qtbot, window, Field.CURRENCY)
    assert len(window.work.model.sort_keys) == 1


def test_a_filter_by_values_joins_the_chips_and_keeps_row_numbers(qtbot: QtBot, window: MainWindow) -> None:
    window.work.table.go_to(5, Field.VALUE)
    column_menu(window, Field.CURRENCY)["filter"].trigger()
    dialog = open_dialog("filterDialog")
    values = dialog.findChild(QListView, "filterValues").model()
    assert [values.index(row, 0).data() for row in range(3)] == ["(blank)  ·  3", "EUR  ·  2", "USD  ·  1"]
    values.setData(values.index(0, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    qtbot.mouseClick(dialog.findChild(QPushButton, "applyFilter"), Qt.MouseButton.LeftButton)
    assert [window.work.model.row_label(place) for place in range(3)] == ["3", "4", "7"]
    assert window.work.table.current_cell() == (5, Field.VALUE)
    window.work.chips.choose("errors")
    window.work.chips.filter_chosen.emit("errors")
    assert window.work.model.rows.tolist() == [2, 5]
    column_menu(window, Field.CURRENCY)["clear"].trigger()
    assert window.work.model.rows.tolist() == [2, 3, 5]
    window.actions_by_name["actionClearFilters"].trigger()
    assert len(window.work.model.rows) == 6


def test_alt_and_down_open_the_menu_of_the_column(qtbot: QtBot, window: MainWindow) -> None:
    window.work.table.go_to(0, Field.VALUE)
    qtbot.keyClick(window.work.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.accessibleName() == "Conversion Value"
    menu.close()


def test_a_hidden_column_can_be_shown_again(qtbot: QtBot, window: MainWindow) -> None:
    column = window.work.model.column_of(Field.CURRENCY)
    column_menu(window, Field.CURRENCY)["hide"].trigger()
    assert window.work.table.isColumnHidden(column)
    menu = window.work.columns.menu_of(0)
    menu.findChild(QMenu, "hiddenColumns").actions()[0].trigger()
    assert not window.work.table.isColumnHidden(column)


def test_a_click_on_the_strip_below_a_heading_filters(qtbot: QtBot, window: MainWindow) -> None:
    header, column = window.work.table.horizontalHeader(), window.work.model.column_of(Field.VALUE)
    parts = {part.state: part for part in header.parts(column)}
    assert set(parts) == {CellState.READY, CellState.WRONG}
    wrong = parts[CellState.WRONG]
    place = QPoint(
        header.sectionViewportPosition(column) + wrong.start + wrong.width // 2, header.height() - 6
    )
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.work.model.rows.tolist() == [5]
    assert window.work.model.sort_keys == ()
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert len(window.work.model.rows) == 6
    spoken = window.work.model.headerData(
        column, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole
    )
    assert spoken == "Conversion Value. 5 ready, 1 need fixing"


# -- Find and selection -------------------------------------------------------------------------------------


def test_find_counts_the_rows_that_have_the_text(qtbot: QtBot, window: MainWindow) -> None:
    window.work.table.setFocus()
    qtbot.keyClick(window.work.table, Qt.Key.Key_F, CTRL)
    field, found = window.findChild(QLineEdit, "findField"), window.findChild(QLabel, "foundCount")
    qtbot.keyClicks(field, "eur")
    qtbot.waitUntil(lambda: found.text() == "In 2 rows")
    qtbot.keyClicks(field, "x")
    qtbot.waitUntil(lambda: found.text() == "Not found")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: found.text() == "")
    assert len(window.work.model.rows) == 6


def test_the_status_line_sums_what_is_selected_for_each_currency(qtbot: QtBot, window: MainWindow) -> None:
    window.work.table.go_to(0, Field.VALUE)
    window.work.table.setFocus()
    qtbot.keyClick(window.work.table, Qt.Key.Key_Space, CTRL)
    qtbot.waitUntil(lambda: "6 cells selected" in window.status.text())
    assert "USD sum 10,635.50, average 2,658.875, 4 amounts" in window.status.text()
    assert "EUR sum 1,200.50, average 1,200.50, 1 amounts" in window.status.text()
    window.work.table.go_to(1, Field.VALUE)
    qtbot.waitUntil(lambda: "selected" not in window.status.text())


def test_the_panel_explains_the_first_cell_as_soon_as_a_file_is_open(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    assert window.work.table.current_cell() == (0, Field.CLICK_ID)
    assert "Microsoft Click Id" in window.work.panel.cell_detail.text()
    window.work.table.go_to(3, Field.VALUE)
    path = tmp_path / "more.csv"
    path.write_text(ROWS.replace("9800", "17"), encoding="utf-8")
    window.work.opening.open_path(str(path))
    qtbot.waitUntil(lambda: texts(window, Field.VALUE)[0] == "17")
    assert window.work.table.current_cell() == (0, Field.CLICK_ID)
    assert "Row 2" in window.work.panel.cell_detail.text()


# -- Looks --------------------------------------------------------------------------------------------------


def test_columns_are_where_they_were_the_next_time(
    open_window: OpenWindow, window: MainWindow, tmp_path: Path
) -> None:
    header, value = window.work.table.horizontalHeader(), window.work.model.column_of(Field.VALUE)
    header.moveSection(header.visualIndex(value), 0)
    header.resizeSection(value, 222)
    window.work.table.columns.hide(window.work.model.column_of(Field.CLIENT_ID))
    window.close()
    other = open_window(str(tmp_path / "deals.csv"), *CHOICES, opened=True)
    header = other.work.table.horizontalHeader()
    assert header.logicalIndex(0) == value
    assert abs(header.sectionSize(value) - 222) <= 1
    assert other.work.table.isColumnHidden(other.work.model.column_of(Field.CLIENT_ID))
    other.actions_by_name["actionResetLayout"].trigger()
    assert header.logicalIndex(0) == 0
    assert not other.work.table.isColumnHidden(other.work.model.column_of(Field.CLIENT_ID))


def test_text_grows_and_the_columns_with_it(qtbot: QtBot, window: MainWindow) -> None:
    before = window.work.table.columnWidth(0), window.work.table.rowHeight(0)
    for _ in range(3):
        window.actions_by_name["actionLargerText"].trigger()
    assert window.work.table.columnWidth(0) > before[0] * 1.3
    assert window.work.table.rowHeight(0) > before[1] * 1.3
    window.actions_by_name["actionUsualText"].trigger()
    assert window.work.table.rowHeight(0) == before[1]


def turn_wheel(window: MainWindow, by: int, modifiers: Qt.KeyboardModifier = CTRL) -> None:
    viewport = window.work.table.viewport()
    place, angle = QPointF(50, 50), QPoint(0, by)
    glob = viewport.mapToGlobal(place)
    none, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    QApplication.sendEvent(viewport, QWheelEvent(place, glob, QPoint(), angle, none, modifiers, phase, False))


def test_the_wheel_with_ctrl_changes_the_size_of_text(window: MainWindow) -> None:
    before = window.work.table.rowHeight(0)
    turn_wheel(window, 120)
    assert window.preferences.get(TEXT_PERCENT) == 110
    assert window.work.table.rowHeight(0) > before
    for _ in range(2):
        turn_wheel(window, 60)
    assert window.preferences.get(TEXT_PERCENT) == 125
    for _ in range(20):
        turn_wheel(window, 120)
    assert window.preferences.get(TEXT_PERCENT) == 200
    turn_wheel(window, -120 * 20)
    assert window.preferences.get(TEXT_PERCENT) == 80
    turn_wheel(window, 120, Qt.KeyboardModifier.NoModifier)
    assert window.preferences.get(TEXT_PERCENT) == 80
    window.actions_by_name["actionUsualText"].trigger()


def test_columns_are_frozen_from_the_menus_and_the_next_time_too(
    qtbot: QtBot, open_window: OpenWindow, window: MainWindow, tmp_path: Path
) -> None:
    assert not window.actions_by_name["actionUnfreeze"].isEnabled()
    window.work.table.go_to(0, Field.TIME)
    press(qtbot, window, "actionFreeze")
    assert [
        window.work.model.field_at(column) for column in window.work.table.column_header.frozen.columns()
    ] == [
        Field.CLICK_ID,
        Field.TIME,
    ]
    assert window.actions_by_name["actionUnfreeze"].isEnabled()
    window.close()
    other = open_window(str(tmp_path / "deals.csv"), *CHOICES, opened=True)
    assert other.work.table.column_header.frozen.last() == other.work.model.column_of(Field.TIME)
    column_menu(other, Field.VALUE)["freeze"].trigger()
    assert other.work.table.column_header.frozen.last() == other.work.model.column_of(Field.VALUE)
    column_menu(other, Field.VALUE)["unfreeze"].trigger()
    assert not other.work.table.columns.are_frozen
    assert "unfreeze" not in column_menu(other, Field.VALUE)


def test_high_contrast_can_be_chosen(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_by_name["actionContrast"].trigger()
    assert window.palette().windowText().color().name() in ("#000000", "#ffffff")
    window.actions_by_name["actionLight"].trigger()


# -- Keys of the window -------------------------------------------------------------------------------------


def press(qtbot: QtBot, window: MainWindow, name: str) -> None:
    window.actions_by_name[name].trigger()


def test_f6_goes_round_the_parts_of_the_window(qtbot: QtBot, window: MainWindow) -> None:
    window.work.table.setFocus()
    parts = []
    for _ in range(4):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        parts.append(next(pane.objectName() for pane in window.work.panes._panes if pane.isAncestorOf(focus)))
    assert parts == ["problemPanel", "toolRow", "messageBar", "settingsBar"]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6, SHIFT)
    assert window.bar.isAncestorOf(QApplication.focusWidget())


def test_f1_tells_what_belongs_into_the_cell_with_examples(qtbot: QtBot, window: MainWindow) -> None:
    window.work.table.go_to(0, Field.VALUE)
    qtbot.keyClick(window.work.table, Qt.Key.Key_F1)
    text = open_dialog("fieldHelp").text()
    assert "1234.50" in text
    assert "Not a number" in text
    open_dialog("fieldHelp").close()


def test_the_history_leads_back_to_any_step_and_forth_again(qtbot: QtBot, window: MainWindow) -> None:
    for place, text in enumerate(("1", "2", "3")):
        index = window.work.model.index(place, window.work.model.column_of(Field.VALUE))
        window.work.model.setData(index, text, Qt.ItemDataRole.EditRole)
    press(qtbot, window, "actionHistory")
    steps = open_dialog("historyDialog").findChild(QListWidget, "historyList")
    assert [steps.item(row).text() for row in range(steps.count())] == [
        "Opened",
        *["Edit Conversion Value"] * 3,
    ]
    click(qtbot, steps, 1)
    assert texts(window, Field.VALUE)[:3] == ["1", "1200.50", "450"]
    click(qtbot, steps, 3)
    assert texts(window, Field.VALUE)[:3] == ["1", "2", "3"]
    click(qtbot, steps, 0)
    assert texts(window, Field.VALUE)[0] == "9800"
    open_dialog("historyDialog").close()


def click(qtbot: QtBot, steps: QListWidget, row: int) -> None:
    place = steps.visualItemRect(steps.item(row)).center()
    qtbot.mouseClick(steps.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_cell_of_several_lines_is_pasted_as_one(qtbot: QtBot, window: MainWindow) -> None:
    data = QMimeData()
    data.setText("two\nlines\t5\r\n")
    data.setHtml("<table><tr><td>two<br>lines</td><td>5</td></tr></table>")
    QGuiApplication.clipboard().setMimeData(data)
    window.work.table.go_to(0, Field.NAME)
    window.work.table.setFocus()
    qtbot.keyClick(window.work.table, Qt.Key.Key_V, CTRL)
    assert texts(window, Field.NAME)[:2] == ["two\nlines", ""]
    assert texts(window, Field.CLIENT_ID)[:2] == ["5", "D-2"]
    QGuiApplication.clipboard().clear()


def test_a_table_of_a_page_is_pasted_where_the_clipboard_has_no_text(
    qtbot: QtBot, window: MainWindow
) -> None:
    data = QMimeData()
    data.setHtml("<table><tr><td>Signed leases</td><td>D-9</td></tr></table>")
    QGuiApplication.clipboard().setMimeData(data)
    window.work.table.go_to(0, Field.NAME)
    window.work.table.setFocus()
    qtbot.keyClick(window.work.table, Qt.Key.Key_V, CTRL)
    assert texts(window, Field.NAME)[0] == "Signed leases"
    assert texts(window, Field.CLIENT_ID)[:2] == ["D-9", "D-2"]


def test_large_text_moves_the_panel_below_the_table(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(1360, 800)
    assert window.work.splitter.orientation() is Qt.Orientation.Horizontal
    for _ in range(3):
        window.actions_by_name["actionLargerText"].trigger()
    assert window.work.splitter.orientation() is Qt.Orientation.Vertical
    window.actions_by_name["actionUsualText"].trigger()
    assert window.work.splitter.orientation() is Qt.Orientation.Horizontal


def test_the_editor_of_a_goal_offers_those_that_are_known(qtbot: QtBot, window: MainWindow) -> None:
    window.work.model.setData(
        window.work.model.index(3, window.work.model.column_of(Field.NAME)), "Signed leads"
    )
    window.work.table.go_to(0, Field.NAME)
    window.work.table.setFocus()
    qtbot.keyClick(window.work.table, Qt.Key.Key_F2)
    editor = window.work.table.findChild(QLineEdit, "cellEditor")
    qtbot.keyClicks(editor, "lead")
    completer = editor.completer()
    offered = [completer.completionModel().index(row, 0).data() for row in range(completer.completionCount())]
    assert offered == ["Signed leads"]
    assert window.work.model.goal_names() == ["Closed deals", "Signed leads"]
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
