"""The document as a Qt table."""

from __future__ import annotations

import numpy as np
import pytest
from builders import document, faultless
from PySide6.QtCore import Qt

from offconv_gui.core.cell_blocks import insert_rows
from offconv_gui.core.columns import typed
from offconv_gui.core.edits import DeleteRows, SetCells, SetChoices, leave_out
from offconv_gui.core.explanation import first_sentence
from offconv_gui.core.fields import Field
from offconv_gui.core.messages import Message
from offconv_gui.core.row_filter import RowFilter, Show
from offconv_gui.gui.models.cell_looks import Sign
from offconv_gui.gui.models.conversion_table import ConversionTableModel, Role
from offconv_gui.gui.session import SMALL_TABLE

ID, TIME, VALUE, CURRENCY, NAME, CLIENT, EXPIRES, OWNER = range(8)
TITLE = Message("Change")


@pytest.fixture
def model(session):
    session.open(
        document(
            [
                faultless(0, TIME="2026-11-04 20:47:15", VALUE="9800"),
                faultless(1, TIME="soon", VALUE="12.5k", CURRENCY="", NAME=""),
                faultless(2, CLICK_ID="", CLIENT_ID="two\nlines"),
                faultless(3, TIME="2026-08-27 11:05", CLICK_ID="F894F652EA334E739002F7167AB8F8E3"),
            ],
            extras={"Owner": ["Ann", "Bob", "Carla", "Dan"]},
            zone="America/New_York",
        )
    )
    return ConversionTableModel(session)


def shown(model, row, column, role=Qt.ItemDataRole.DisplayRole):
    return model.index(row, column).data(role)


def column_of(model, column):
    return [shown(model, row, column) for row in range(model.rowCount())]


def test_the_model_keeps_to_qts_rules(qtmodeltester, model):
    qtmodeltester.check(model)


def test_the_model_keeps_to_qts_rules_without_a_document(qtmodeltester, session):
    qtmodeltester.check(ConversionTableModel(session))


def test_the_model_keeps_to_qts_rules_through_edits(qtmodeltester, model, session):
    qtmodeltester.check(model)
    model.setData(model.index(1, VALUE), "12")
    session.apply(DeleteRows(TITLE, np.array([0])))
    model.set_filter(RowFilter(Show.ERRORS))
    model.sort(TIME)
    session.undo()
    session.open(None)
    qtmodeltester.check(model)


# -- What cells show -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "column", "text"),
    [
        (0, TIME, "2026-11-05 01:47:15"),
        (1, TIME, "soon"),
        (0, VALUE, "9,800.00"),
        (1, VALUE, "12.5k"),
        (1, CURRENCY, "USD"),
        (1, NAME, "Closed deals"),
        (2, ID, "Required"),
        (3, ID, "f894f652ea334e739002f7167ab8f8e3"),
        (2, CLIENT, "two lines"),
        (0, OWNER, "Ann"),
    ],
)
def test_a_cell_shows_what_will_be_uploaded_or_the_text_as_it_is(model, row, column, text):
    assert shown(model, row, column) == text


@pytest.mark.parametrize(
    ("row", "column", "text"),
    [(0, TIME, "2026-11-04 20:47:15"), (0, VALUE, "9800"), (1, NAME, ""), (2, ID, ""), (0, OWNER, "Ann")],
)
def test_a_cell_is_edited_as_the_file_has_it(model, row, column, text):
    assert shown(model, row, column, Qt.ItemDataRole.EditRole) == text
    assert shown(model, row, column, Role.ORIGINAL) == text


@pytest.mark.parametrize(
    ("row", "column", "sign"),
    [
        (0, ID, Sign.NONE),
        (1, TIME, Sign.ERROR),
        (2, ID, Sign.ERROR),
        (2, TIME, Sign.NONE),
        (3, TIME, Sign.EXPIRES),
        (3, ID, Sign.NONE),
        (1, OWNER, Sign.NONE),
    ],
)
def test_a_cell_has_the_sign_of_the_gravest_problem_that_marks_it(model, row, column, sign):
    assert shown(model, row, column, Role.SIGN) == sign


def test_a_row_has_the_sign_of_its_gravest_cell(model):
    rows = [model.headerData(row, Qt.Orientation.Vertical, Role.SIGN) for row in range(4)]
    assert rows == [Sign.NONE, Sign.ERROR, Sign.ERROR, Sign.EXPIRES]


def test_a_choice_for_the_table_is_told_from_what_stands_in_the_cell(model):
    assert [shown(model, row, CURRENCY, Role.INHERITED) for row in (0, 1)] == [False, True]


def test_amounts_stand_at_the_right(model):
    right = [
        bool(shown(model, 0, column, Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight)
        for column in range(8)
    ]
    assert right == [column == VALUE for column in range(8)]


def test_the_tooltip_is_the_first_sentence_of_the_problem_only(model):
    sentence = first_sentence(model.document, 1, Field.TIME)
    assert shown(model, 1, TIME, Qt.ItemDataRole.ToolTipRole) == str(sentence)
    assert shown(model, 0, TIME, Qt.ItemDataRole.ToolTipRole) is None


def test_a_very_long_text_is_shown_in_part_and_edited_whole(model, session):
    session.apply(SetCells(TITLE, Field.NAME, np.array([0]), typed(["x" * 5000])))
    assert len(shown(model, 0, NAME)) < 500
    assert len(shown(model, 0, NAME, Qt.ItemDataRole.EditRole)) == 5000


# -- Words for those who hear the table ----------------------------------------------------------------------


def test_a_cell_is_told_in_words(model, session):
    session.apply(leave_out(TITLE, np.array([0])))
    said = shown(model, 0, TIME, Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Conversion Time (UTC), row 2, 2026-11-05 01:47:15, left out"


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (1, NAME, "chosen for the whole table"),
        (2, ID, "blank, required, problem: No click ID, left out"),
        (1, TIME, "soon, problem: "),
        (0, OWNER, "Ann, not uploaded"),
    ],
)
def test_the_state_of_a_cell_is_told_in_words(model, row, column, words):
    assert words in shown(model, row, column, Qt.ItemDataRole.AccessibleTextRole)


def test_a_warning_leaves_its_row_in(model, session):
    session.apply(SetCells(TITLE, Field.VALUE, np.array([0]), typed(["1.2345"])))
    said = shown(model, 0, VALUE, Qt.ItemDataRole.AccessibleTextRole)
    assert "problem: Too many decimals" in said
    assert "left out" not in said


# -- Headings ------------------------------------------------------------------------------------------------


def test_headings_are_microsofts_with_the_zone_of_times(model):
    titles = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(8)]
    assert titles == [
        "Microsoft Click Id",
        "Conversion Time (UTC)",
        "Conversion Value",
        "Currency",
        "Conversion Name",
        "Client Id",
        "Expires",
        "Owner",
    ]


def test_a_heading_explains_its_column(model):
    tip = model.headerData(CURRENCY, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith("Conversion Currency Code\n")
    owner = model.headerData(OWNER, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert "never uploaded" in owner


def test_rows_are_numbered_as_in_the_file(model, session):
    session.apply(insert_rows(session.document, 1))
    labels = [model.headerData(row, Qt.Orientation.Vertical) for row in range(5)]
    assert labels == ["2", "new", "3", "4", "5"]


# -- Editing -------------------------------------------------------------------------------------------------


def test_a_cell_is_set_as_a_step_with_a_name(model, session):
    assert model.setData(model.index(1, VALUE), "12.50")
    assert (shown(model, 1, VALUE), shown(model, 1, VALUE, Role.EDITED)) == ("12.50", True)
    assert session.undo_stack.undoText() == "Edit Conversion Value"


def test_the_same_text_is_no_step(model, session):
    assert not model.setData(model.index(0, VALUE), "9800")
    assert session.undo_stack.count() == 0


def test_the_files_other_columns_cannot_be_edited(model):
    assert not model.index(0, OWNER).flags() & Qt.ItemFlag.ItemIsEditable
    assert not model.setData(model.index(0, OWNER), "Eve")


def test_nothing_can_be_edited_while_a_change_is_worked_out(qtbot, session):
    made = document([faultless(place) for place in range(SMALL_TABLE + 1)])
    with qtbot.waitSignal(session.document_settled):
        session.open(made)
    model = ConversionTableModel(session)
    rows = np.arange(made.row_count)
    with qtbot.waitSignal(session.document_settled):
        session.apply(SetCells(TITLE, Field.NAME, rows, typed(["Lead"] * len(rows))))
        assert not model.index(0, NAME).flags() & Qt.ItemFlag.ItemIsEditable
        assert not model.setData(model.index(0, NAME), "Won")
    assert shown(model, 0, NAME) == "Lead"
    assert model.index(0, NAME).flags() & Qt.ItemFlag.ItemIsEditable


def test_an_edit_repaints_the_rows_without_resetting_them(qtbot, model):
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.setData(model.index(1, VALUE), "12")


def test_an_edit_shows_in_the_verdicts_of_other_rows(model):
    for column, text in ((ID, shown(model, 0, ID)), (TIME, shown(model, 0, TIME, Qt.ItemDataRole.EditRole))):
        model.setData(model.index(3, column), text)
    assert model.row_sign(3) is Sign.ERROR
    model.setData(model.index(0, ID), "f894f652ea334e739002f7167ab8f8e3")
    assert model.row_sign(3) is Sign.NONE


def test_a_choice_changes_what_cells_show(model, session):
    shown(model, 0, TIME)
    session.apply(SetChoices(TITLE, session.document.choices.changed(zone="UTC", currency="EUR")))
    assert (shown(model, 0, TIME), shown(model, 1, CURRENCY)) == ("2026-11-04 20:47:15", "EUR")


# -- Filter and order ----------------------------------------------------------------------------------------


def test_a_filter_shows_its_rows_in_the_order_of_the_file(model):
    model.set_filter(RowFilter(Show.ERRORS))
    assert column_of(model, OWNER) == ["Bob", "Carla"]


def test_a_mended_row_stays_until_the_filter_is_applied_again(model):
    model.set_filter(RowFilter(Show.ERRORS))
    model.setData(model.index(1, ID), "f894f652ea334e739002f7167ab8f8e3")
    assert column_of(model, OWNER) == ["Bob", "Carla"]
    model.refresh()
    assert column_of(model, OWNER) == ["Bob"]


def test_rows_are_ordered_by_a_column_and_put_back(model):
    model.sort(VALUE, Qt.SortOrder.DescendingOrder)
    assert column_of(model, OWNER) == ["Ann", "Carla", "Dan", "Bob"]
    model.sort(-1)
    assert column_of(model, OWNER) == ["Ann", "Bob", "Carla", "Dan"]


def test_rows_are_ordered_by_the_files_other_columns(model):
    model.sort(OWNER, Qt.SortOrder.DescendingOrder)
    assert column_of(model, OWNER) == ["Dan", "Carla", "Bob", "Ann"]


def test_an_edit_reaches_the_row_it_is_made_in_whatever_the_order(model, session):
    model.sort(OWNER, Qt.SortOrder.DescendingOrder)
    model.setData(model.index(0, NAME), "Lead")
    assert session.document.table.cell(Field.NAME, 3) == "Lead"


def test_deleted_rows_go_and_come_back_in_the_order_chosen(model, session):
    model.sort(OWNER, Qt.SortOrder.DescendingOrder)
    session.apply(DeleteRows(TITLE, np.array([1])))
    assert column_of(model, OWNER) == ["Dan", "Carla", "Ann"]
    session.undo()
    assert column_of(model, OWNER) == ["Dan", "Carla", "Bob", "Ann"]


def test_a_new_blank_row_is_seen_whatever_the_filter(model, session):
    model.set_filter(RowFilter(Show.READY))
    session.apply(insert_rows(session.document, 1))
    assert [model.row_label(row) for row in range(model.rowCount())] == ["2", "new", "5"]


def test_another_document_is_shown_whole_and_in_its_own_order(model, session):
    model.set_filter(RowFilter(Show.ERRORS))
    model.sort(VALUE)
    session.open(document([faultless(0), faultless(1)]))
    assert (model.rowCount(), model.row_filter, model.sort_column) == (2, RowFilter(), -1)


def test_the_place_of_a_row_follows_the_filter(model):
    model.set_filter(RowFilter(Show.ERRORS))
    assert [model.place_of(row) for row in range(4)] == [-1, 0, 1, -1]
