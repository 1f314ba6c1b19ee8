"""The table a person works in, with real keys."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from builders import document, faultless
from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QMimeData,
    QObject,
    QPoint,
    Qt,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from offconv_gui.core.columns import typed
from offconv_gui.core.edits import DeleteRows, SetCells
from offconv_gui.core.fields import Field
from offconv_gui.core.messages import Message
from offconv_gui.core.row_filter import RowFilter, Show
from offconv_gui.gui.session import SMALL_TABLE
from offconv_gui.gui.views.conversion_table import ConversionTableView

ID, TIME, VALUE, CURRENCY, NAME, CLIENT, EXPIRES, OWNER = range(8)
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TITLE = Message("Change")


@pytest.fixture
def view(qtbot, session):
    view = ConversionTableView(session)
    qtbot.addWidget(view)
    session.open(
        document(
            [
                faultless(0, NAME="a", CLIENT_ID="1"),
                faultless(1, NAME="b", CLIENT_ID="2", CLICK_ID="wrong"),
                faultless(2, NAME="c", CLIENT_ID="3"),
                faultless(3, NAME="d", CLIENT_ID="4"),
            ],
            extras={"Owner": ["Ann", "Bob", "Carla", "Dan"]},
        )
    )
    view.resize(1000, 400)
    view.show()
    view.setFocus()
    yield view
    QGuiApplication.clipboard().clear()


def at(view, row, column):
    """Put the current cell there; a key that a test before held down is still held for Qt."""
    view.setCurrentIndex(view.table.index(row, column))
    view.selectionModel().select(view.currentIndex(), QItemSelectionModel.SelectionFlag.ClearAndSelect)


def select(view, top, left, bottom, right, add=False):
    model, flags = view.table, QItemSelectionModel.SelectionFlag
    if not add:
        at(view, top, left)
    piece = QItemSelection(model.index(top, left), model.index(bottom, right))
    view.selectionModel().select(piece, flags.Select if add else flags.ClearAndSelect)


def texts(view, field=Field.NAME):
    return view.table.document.table.columns[field].text().to_pylist()


def current(view):
    return view.currentIndex().row(), view.currentIndex().column()


def selected(view):
    return {(index.row(), index.column()) for index in view.selectedIndexes()}


def steps(view):
    stack = view.table.session.undo_stack
    return [stack.text(place) for place in range(stack.index())]


def editor(view):
    return view.findChild(QLineEdit, "cellEditor")


# -- Moving ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "key", "modifiers", "end"),
    [
        ((1, NAME), Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier, (2, NAME)),
        ((1, NAME), Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, (1, CLIENT)),
        ((1, NAME), Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier, (1, CLIENT)),
        ((1, OWNER), Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier, (2, ID)),
        ((1, NAME), Qt.Key.Key_Backtab, SHIFT, (1, CURRENCY)),
        ((1, NAME), Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, (2, NAME)),
        ((1, NAME), Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier, (2, NAME)),
        ((1, NAME), Qt.Key.Key_Return, SHIFT, (0, NAME)),
        ((2, NAME), Qt.Key.Key_Home, CTRL, (0, ID)),
        ((1, NAME), Qt.Key.Key_End, CTRL, (3, OWNER)),
        ((0, NAME), Qt.Key.Key_Down, CTRL, (3, NAME)),
        ((3, NAME), Qt.Key.Key_Up, CTRL, (0, NAME)),
        ((1, TIME), Qt.Key.Key_Right, CTRL, (1, OWNER)),
        ((1, TIME), Qt.Key.Key_Left, CTRL, (1, ID)),
    ],
)
def test_keys_move_as_in_a_spreadsheet(qtbot, view, start, key, modifiers, end):
    at(view, *start)
    qtbot.keyClick(view, key, modifiers)
    assert (current(view), selected(view)) == (end, {end})


def test_a_jump_stops_at_the_edge_of_a_block(qtbot, view):
    at(view, 1, NAME)
    view.clear_cells()
    at(view, 0, NAME)
    qtbot.keyClick(view, Qt.Key.Key_Down, CTRL)
    assert current(view) == (2, NAME)


def test_a_jump_with_shift_selects_what_it_passes(qtbot, view):
    at(view, 1, NAME)
    qtbot.keyClick(view, Qt.Key.Key_Down, CTRL | SHIFT)
    assert selected(view) == {(1, NAME), (2, NAME), (3, NAME)}


def test_whole_rows_and_columns_are_selected(qtbot, view):
    at(view, 1, NAME)
    qtbot.keyClick(view, Qt.Key.Key_Space, SHIFT)
    assert selected(view) == {(1, column) for column in range(8)}
    at(view, 1, NAME)
    qtbot.keyClick(view, Qt.Key.Key_Space, CTRL)
    assert selected(view) == {(row, NAME) for row in range(4)}


def test_the_current_cell_is_told(qtbot, view):
    cells = []
    view.current_cell_changed.connect(lambda row, field: cells.append((row, field)))
    at(view, 2, NAME)
    at(view, 2, OWNER)
    assert cells == [(2, Field.NAME), (2, None)]
    assert view.current_cell() == (2, None)


def test_without_a_document_there_is_no_current_cell(qtbot, view, session):
    at(view, 2, NAME)
    with qtbot.waitSignal(view.current_cell_changed) as told:
        session.open(None)
    assert (told.args, view.current_cell()) == ([None, None], None)


def test_going_to_a_cell_shows_it_unless_it_is_filtered_out(view):
    view.setColumnHidden(NAME, True)
    assert view.go_to(3, Field.NAME)
    assert (view.current_cell(), view.isColumnHidden(NAME)) == ((3, Field.NAME), False)
    view.table.set_filter(RowFilter(Show.ERRORS))
    assert not view.go_to(3, Field.NAME)


def test_going_to_a_cell_selects_nothing_else_while_shift_is_held(qtbot, view):
    at(view, 1, NAME)
    qtbot.keyPress(view, Qt.Key.Key_Down, SHIFT)
    view.go_to(3, Field.TIME)
    assert selected(view) == {(3, TIME)}


def test_a_selection_begins_where_a_person_has_gone(qtbot, view):
    view.go_to(1, Field.NAME)
    view.sortByColumn(NAME, Qt.SortOrder.DescendingOrder)
    qtbot.keyClick(view, Qt.Key.Key_Down, SHIFT)
    assert selected(view) == {(2, NAME), (3, NAME)}


# -- Editing one cell --------------------------------------------------------------------------------------


def test_typing_replaces_a_cell_and_enter_goes_down(qtbot, view):
    at(view, 1, NAME)
    qtbot.keyClicks(view, "x")
    qtbot.keyClicks(editor(view), "yz")
    qtbot.keyClick(editor(view), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: current(view) == (2, NAME))
    assert (texts(view), view.state() == view.State.EditingState) == (["a", "xyz", "c", "d"], False)


def test_f2_edits_what_is_there_and_tab_goes_on(qtbot, view):
    at(view, 1, NAME)
    qtbot.keyClick(view, Qt.Key.Key_F2)
    qtbot.keyClick(editor(view), Qt.Key.Key_End)
    qtbot.keyClicks(editor(view), "2")
    qtbot.keyClick(editor(view), Qt.Key.Key_Tab)
    assert (texts(view)[1], current(view), view.state() == view.State.EditingState) == (
        "b2",
        (1, CLIENT),
        False,
    )


def test_escape_leaves_the_cell_as_it_was(qtbot, view):
    at(view, 1, NAME)
    qtbot.keyClicks(view, "x")
    qtbot.keyClick(editor(view), Qt.Key.Key_Escape)
    assert (texts(view)[1], steps(view), current(view)) == ("b", [], (1, NAME))


def test_looking_into_a_cell_of_several_lines_changes_nothing(qtbot, view, session):
    session.apply(SetCells(TITLE, Field.NAME, np.array([1]), typed(["two\nlines"])))
    at(view, 1, NAME)
    qtbot.keyClick(view, Qt.Key.Key_F2)
    qtbot.keyClick(editor(view), Qt.Key.Key_Tab)
    assert (texts(view)[1], steps(view)) == ("two\nlines", ["Change"])


def test_ctrl_enter_while_typing_fills_the_selection(qtbot, view):
    select(view, 0, NAME, 2, NAME)
    qtbot.keyClicks(view, "x")
    qtbot.keyClick(editor(view), Qt.Key.Key_Return, CTRL)
    assert (texts(view), steps(view)) == (["x", "x", "x", "d"], ["Fill cells"])


def test_the_files_other_columns_cannot_be_typed_in(qtbot, view):
    at(view, 1, OWNER)
    qtbot.keyClicks(view, "x")
    qtbot.keyClick(view, Qt.Key.Key_F2)
    assert editor(view) is None


def test_a_currency_is_offered_by_its_name_and_put_in_by_its_code(qtbot, view):
    at(view, 1, CURRENCY)
    qtbot.keyClicks(view, "e")
    completer = editor(view).completer()
    completer.setCompletionPrefix("eu")
    assert completer.currentCompletion() == "EUR"
    assert "—" in completer.popup().model().index(0, 0).data()
    completer.popup().hide()
    qtbot.keyClick(editor(view), Qt.Key.Key_Escape)


def test_amounts_are_typed_at_the_right(qtbot, view):
    at(view, 1, VALUE)
    qtbot.keyClick(view, Qt.Key.Key_F2)
    assert editor(view).alignment() & Qt.AlignmentFlag.AlignRight
    qtbot.keyClick(editor(view), Qt.Key.Key_Escape)


# -- Blocks ------------------------------------------------------------------------------------------------


def test_copied_cells_are_those_of_the_file(qtbot, view):
    select(view, 0, VALUE, 1, CURRENCY)
    qtbot.keyClick(view, Qt.Key.Key_C, CTRL)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "1234.50\tUSD\r\n1234.50\tUSD\r\n"
    assert ">1234.50</td>" in data.html()


def test_nothing_but_text_and_table_is_copied(view):
    select(view, 0, NAME, 1, NAME)
    view.copy()
    assert set(QGuiApplication.clipboard().mimeData().formats()) == {"text/plain", "text/html"}


ENDS_AFTER_COPYING = """
from builders import document, faultless
from PySide6.QtWidgets import QApplication
from offconv_gui.gui.jobs import JobRunner
from offconv_gui.gui.session import Session
from offconv_gui.gui.views.conversion_table import ConversionTableView
app = QApplication([])
session = Session(JobRunner())
view = ConversionTableView(session)
session.open(document([faultless(0)]))
view.selectAll()
view.copy()
"""


def test_the_program_ends_well_with_its_cells_on_the_clipboard():
    folder = Path(__file__).parents[1]
    paths = os.pathsep.join([str(folder), str(folder.parent)])
    environment = {**os.environ, "PYTHONPATH": paths, "QT_QPA_PLATFORM": "offscreen"}
    ended = subprocess.run([sys.executable, "-c", ENDS_AFTER_COPYING], env=environment, check=False)
    assert ended.returncode == 0


def test_cells_between_those_selected_are_copied_blank(view):
    select(view, 0, NAME, 0, NAME)
    select(view, 1, CLIENT, 1, CLIENT, add=True)
    view.copy()
    assert QGuiApplication.clipboard().text() == "a\t\r\n\t2\r\n"


def test_cutting_copies_and_clears_as_one_step(qtbot, view):
    select(view, 1, NAME, 2, NAME)
    qtbot.keyClick(view, Qt.Key.Key_X, CTRL)
    assert (QGuiApplication.clipboard().text(), texts(view)) == ("b\r\nc\r\n", ["a", "", "", "d"])
    assert steps(view) == ["Cut cells"]


def test_a_block_is_pasted_from_the_current_cell_on(qtbot, view):
    QGuiApplication.clipboard().setText("x\t9\r\ny\t8\r\n")
    at(view, 1, NAME)
    qtbot.keyClick(view, Qt.Key.Key_V, CTRL)
    assert (texts(view), texts(view, Field.CLIENT_ID)) == (["a", "x", "y", "d"], ["1", "9", "8", "4"])
    assert steps(view) == ["Paste cells"]


def test_one_value_fills_all_that_is_selected(view):
    select(view, 0, NAME, 0, NAME)
    select(view, 2, NAME, 3, NAME, add=True)
    view.paste("x")
    assert texts(view) == ["x", "b", "x", "x"]


def test_a_block_is_repeated_where_it_fits_several_times(view):
    select(view, 0, NAME, 3, NAME)
    view.paste("x\ny\n")
    assert texts(view) == ["x", "y", "x", "y"]


def test_what_reaches_beyond_the_last_field_is_dropped(view):
    at(view, 0, CLIENT)
    view.paste("9\tEve\tmore")
    assert (texts(view, Field.CLIENT_ID)[0], view.table.index(0, OWNER).data()) == ("9", "Ann")


def test_rows_that_do_not_fit_are_asked_for_first(qtbot, view):
    at(view, 2, NAME)
    with qtbot.waitSignal(view.more_rows_needed) as asked:
        view.paste("x\ny\nz\n")
    assert (asked.args, steps(view)) == (["x\ny\nz\n", 1], [])


@pytest.mark.parametrize(
    ("add_rows", "names"), [(True, ["a", "b", "x", "y", "z"]), (False, ["a", "b", "x", "y"])]
)
def test_rows_that_do_not_fit_are_added_or_dropped(view, add_rows, names):
    at(view, 2, NAME)
    view.paste("x\ny\nz\n", add_rows)
    assert (texts(view), steps(view)) == (names, ["Paste cells"])


def test_pasting_follows_the_order_shown(view):
    view.sortByColumn(NAME, Qt.SortOrder.DescendingOrder)
    at(view, 0, CLIENT)
    view.paste("x\ny")
    assert texts(view, Field.CLIENT_ID) == ["1", "2", "y", "x"]


def test_pasting_follows_the_order_of_moved_columns(view):
    view.horizontalHeader().moveSection(CLIENT, NAME)
    at(view, 0, CLIENT)
    view.paste("9\tx")
    assert (texts(view, Field.CLIENT_ID)[0], texts(view)[0]) == ("9", "x")


def test_an_empty_clipboard_pastes_nothing(view):
    QGuiApplication.clipboard().setMimeData(QMimeData())
    at(view, 0, NAME)
    view.paste()
    assert steps(view) == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_delete_clears_all_that_is_selected_as_one_step(qtbot, view, key):
    select(view, 0, CURRENCY, 1, OWNER)
    qtbot.keyClick(view, key)
    assert (texts(view), texts(view, Field.CURRENCY)) == (["", "", "c", "d"], ["", "", "USD", "USD"])
    assert steps(view) == ["Clear cells"]


@pytest.mark.parametrize(
    ("top", "bottom", "names"),
    [(1, 3, ["a", "b", "b", "b"]), (2, 2, ["a", "b", "b", "d"]), (0, 0, ["a", "b", "c", "d"])],
)
def test_filling_down_repeats_the_first_cell_or_the_one_above(qtbot, view, top, bottom, names):
    select(view, top, NAME, bottom, NAME)
    qtbot.keyClick(view, Qt.Key.Key_D, CTRL)
    assert texts(view) == names


def test_ctrl_enter_fills_with_the_current_cell(qtbot, view):
    select(view, 1, NAME, 3, NAME)
    qtbot.keyClick(view, Qt.Key.Key_Return, CTRL)
    assert texts(view) == ["a", "b", "b", "b"]


# -- Rows --------------------------------------------------------------------------------------------------


def test_rows_are_deleted_and_the_cell_below_becomes_current(qtbot, view):
    select(view, 1, NAME, 2, NAME)
    qtbot.keyClick(view, Qt.Key.Key_Minus, CTRL)
    assert (texts(view), current(view), selected(view)) == (["a", "d"], (1, NAME), {(1, NAME)})


def test_a_row_is_inserted_above_and_gone_to(view):
    at(view, 2, NAME)
    view.insert_row()
    assert (texts(view), current(view)) == (["a", "b", "", "c", "d"], (2, ID))


def test_a_row_is_inserted_into_an_empty_table(view, session):
    session.apply(DeleteRows(TITLE, np.arange(4)))
    view.insert_row()
    assert (texts(view), view.current_cell()) == ([""], (0, Field.CLICK_ID))


def test_rows_are_left_out_and_put_back(view):
    select(view, 1, NAME, 2, NAME)
    view.leave_out_rows()
    assert view.table.document.table.left_out.tolist() == [False, True, True, False]
    select(view, 2, NAME, 3, NAME)
    view.put_back_rows()
    assert view.table.document.table.left_out.tolist() == [False, True, False, False]


def test_commands_without_a_document_do_nothing(view, session):
    session.open(None)
    for command in (view.copy, view.cut, view.paste, view.clear_cells, view.fill_down, view.fill_selection):
        command()
    for command in (view.delete_rows, view.insert_row, view.leave_out_rows, view.put_back_rows):
        command()
    assert steps(view) == []


# -- What stays selected -----------------------------------------------------------------------------------


def test_the_selection_follows_its_rows_when_they_are_ordered(view):
    select(view, 0, NAME, 1, CLIENT)
    view.sortByColumn(NAME, Qt.SortOrder.DescendingOrder)
    assert selected(view) == {(2, NAME), (2, CLIENT), (3, NAME), (3, CLIENT)}
    assert view.current_cell() == (0, Field.NAME)


def test_the_selection_follows_its_rows_when_others_are_deleted(view, session):
    select(view, 2, NAME, 3, NAME)
    session.apply(DeleteRows(TITLE, np.array([0])))
    assert (selected(view), current(view)) == ({(1, NAME), (2, NAME)}, (1, NAME))
    session.undo()
    assert (selected(view), current(view)) == ({(2, NAME), (3, NAME)}, (2, NAME))


def test_where_a_filter_hides_the_current_row_another_becomes_current(view):
    at(view, 3, NAME)
    view.table.set_filter(RowFilter(Show.ERRORS))
    assert view.current_cell() == (1, Field.NAME)


def test_nothing_is_selected_in_another_document(view, session):
    select(view, 2, NAME, 3, NAME)
    session.open(document([faultless(0)]))
    assert selected(view) == set()


def test_selected_cells_are_rows_of_the_document(view):
    view.sortByColumn(NAME, Qt.SortOrder.DescendingOrder)
    select(view, 0, NAME, 1, OWNER)
    cells = {field: rows.tolist() for field, rows in view.selected_cells().items()}
    assert cells == {Field.NAME: [3, 2], Field.CLIENT_ID: [3, 2]}
    assert view.selected_rows().tolist() == [3, 2]


# -- Headings ----------------------------------------------------------------------------------------------


def test_a_heading_orders_upwards_downwards_and_as_in_the_file(qtbot, view):
    header = view.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(NAME) + 20, header.height() // 2)
    seen = []
    for _ in range(3):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        seen.append([view.table.index(row, NAME).data() for row in range(4)])
    assert seen == [["a", "b", "c", "d"], ["d", "c", "b", "a"], ["a", "b", "c", "d"]]
    assert (header.sortIndicatorSection(), view.table.sort_column) == (-1, -1)


def test_another_document_shows_no_arrow(view, session):
    view.sortByColumn(NAME, Qt.SortOrder.DescendingOrder)
    session.open(document([faultless(0), faultless(1)]))
    assert (view.horizontalHeader().sortIndicatorSection(), view.table.sort_column) == (-1, -1)


def test_a_row_number_selects_its_row(qtbot, view):
    header = view.verticalHeader()
    place = QPoint(10, header.sectionViewportPosition(2) + 5)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.selected_rows().tolist() == [2]


def test_headers_have_a_selection_of_their_own(view):
    view.selectAll()
    for header in (view.horizontalHeader(), view.verticalHeader()):
        assert header.selectionModel() is not view.selectionModel()
        assert not header.selectionModel().hasSelection()


class Painted(QObject):
    """Notes which stretches of a widget are painted."""

    def __init__(self, widget):
        super().__init__(widget)
        self.stretches = []
        widget.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            self.stretches.append((event.rect().top(), event.rect().height()))
        return False


def test_an_edit_far_down_repaints_the_number_of_its_row_and_no_other(qtbot, view, session):
    session.open(document([faultless(number) for number in range(500)]))
    view.setCurrentIndex(view.table.index(400, VALUE))
    header = view.verticalHeader()
    qtbot.waitUntil(lambda: view.grab() is not None and header.offset() > 0)
    QCoreApplication.processEvents()
    painted = Painted(header.viewport())
    view.table.setData(view.currentIndex(), "much")
    QCoreApplication.processEvents()
    assert painted.stretches == [(header.sectionViewportPosition(400), header.sectionSize(400))]


def test_every_heading_is_shown_whole(view):
    header = view.horizontalHeader()
    for column in range(8):
        metrics = header.fontMetrics()
        assert header.sectionSize(column) > metrics.horizontalAdvance(view.table.title_of(column))


def test_moved_and_hidden_columns_can_be_put_back(view):
    header = view.horizontalHeader()
    width = header.sectionSize(NAME)
    header.moveSection(NAME, ID)
    header.hideSection(TIME)
    header.resizeSection(NAME, 20)
    view.columns.reset()
    assert [header.visualIndex(column) for column in range(8)] == list(range(8))
    assert (header.isSectionHidden(TIME), header.sectionSize(NAME)) == (False, width)


def test_widths_stay_through_edits_and_filters(view, session):
    view.horizontalHeader().resizeSection(NAME, 321)
    session.apply(DeleteRows(TITLE, np.array([0])))
    view.table.set_filter(RowFilter(Show.ERRORS))
    assert view.horizontalHeader().sectionSize(NAME) == 321


# -- Names, and long tables --------------------------------------------------------------------------------


def test_the_table_has_the_names_that_others_use(view):
    assert (view.objectName(), view.accessibleName()) == ("conversionTable", "Conversions")


def test_a_row_inserted_into_a_long_table_is_gone_to_once_it_is_there(qtbot, view, session):
    session.open(document([faultless(place) for place in range(SMALL_TABLE + 1)]))
    view.go_to(40_000, Field.NAME)
    view.insert_row()
    qtbot.waitUntil(lambda: not session.busy)
    assert view.current_cell() == (40_000, Field.CLICK_ID)
    qtbot.waitUntil(lambda: session.is_settled)


def test_typing_in_a_long_list_of_other_columns_searches_nothing(qtbot, view):
    at(view, 1, OWNER)
    qtbot.keyClicks(view, "Dan")
    assert current(view) == (1, OWNER)


# -- As fingers know it from a spreadsheet -----------------------------------------------------------------


def test_a_move_that_leads_nowhere_ends_the_selection(qtbot, view):
    select(view, 0, NAME, 2, CLIENT)
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert selected(view) == {(0, NAME)}
    at(view, 0, ID)
    qtbot.keyClick(view, Qt.Key.Key_Space, CTRL)
    qtbot.keyClick(view, Qt.Key.Key_Home, CTRL)
    assert selected(view) == {(0, ID)}


def test_enter_leads_back_to_the_column_where_tab_began(qtbot, view):
    at(view, 0, VALUE)
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Return):
        qtbot.keyClick(view, key)
    assert current(view) == (1, VALUE)
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    qtbot.keyClick(view, Qt.Key.Key_Up)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert current(view) == (1, CURRENCY)


def test_enter_leads_back_while_typing_too(qtbot, view):
    at(view, 0, VALUE)
    for text, key in (("5", Qt.Key.Key_Tab), ("EUR", Qt.Key.Key_Tab), ("x", Qt.Key.Key_Return)):
        for letter in text:
            qtbot.keyClick(editor(view) or view, letter)
        qtbot.keyClick(editor(view), key)
        qtbot.waitUntil(lambda: editor(view) is None)
    assert current(view) == (1, VALUE)
    assert (texts(view)[0], texts(view, Field.VALUE)[0], texts(view, Field.CURRENCY)[0]) == ("x", "5", "EUR")


@pytest.mark.parametrize(
    ("key", "modifiers", "way"),
    [
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, [(1, NAME), (0, CLIENT), (1, CLIENT), (0, NAME)]),
        (Qt.Key.Key_Return, SHIFT, [(1, CLIENT), (0, CLIENT), (1, NAME), (0, NAME)]),
        (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier, [(0, CLIENT), (1, NAME), (1, CLIENT), (0, NAME)]),
        (Qt.Key.Key_Backtab, SHIFT, [(1, CLIENT), (1, NAME), (0, CLIENT), (0, NAME)]),
    ],
)
def test_enter_and_tab_go_round_in_a_selected_block(qtbot, view, key, modifiers, way):
    select(view, 0, NAME, 1, CLIENT)
    seen = []
    for _ in way:
        qtbot.keyClick(view, key, modifiers)
        seen.append(current(view))
    assert (seen, len(selected(view))) == (way, 4)


@pytest.mark.parametrize(
    ("key", "end"),
    [
        (Qt.Key.Key_Down, (2, NAME)),
        (Qt.Key.Key_Up, (0, NAME)),
        (Qt.Key.Key_Left, (1, CURRENCY)),
        (Qt.Key.Key_Right, (1, CLIENT)),
    ],
)
def test_arrows_end_what_is_typed_and_go_on(qtbot, view, key, end):
    at(view, 1, NAME)
    qtbot.keyClick(view, "x")
    qtbot.keyClick(editor(view), key)
    assert (texts(view)[1], current(view)) == ("x", end)


def test_f2_puts_the_caret_behind_the_text_where_arrows_move_it(qtbot, view):
    at(view, 1, VALUE)
    qtbot.keyClick(view, Qt.Key.Key_F2)
    assert (editor(view).cursorPosition(), editor(view).hasSelectedText()) == (len("1234.50"), False)
    qtbot.keyClick(editor(view), Qt.Key.Key_Left)
    qtbot.keyClick(editor(view), "7")
    qtbot.keyClick(editor(view), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: texts(view, Field.VALUE)[1] == "1234.570")


def test_a_double_click_edits_with_the_caret_behind_the_text(qtbot, view):
    place = view.visualRect(view.table.index(1, VALUE)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert (editor(view).text(), editor(view).hasSelectedText()) == ("1234.50", False)


def test_as_many_rows_are_inserted_as_are_selected_above_them(view):
    select(view, 1, NAME, 2, NAME)
    view.insert_row()
    assert (texts(view), current(view), steps(view)) == (
        ["a", "", "", "b", "c", "d"],
        (1, ID),
        ["Insert rows"],
    )
    view.table.session.undo()
    view.selectColumn(NAME)
    view.insert_row()
    assert texts(view) == ["", "a", "b", "c", "d"]
