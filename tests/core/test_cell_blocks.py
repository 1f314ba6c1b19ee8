"""Edits of blocks of cells."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from builders import document, faultless
from hypothesis import given
from hypothesis import strategies as st

from offconv_gui.core import cell_blocks
from offconv_gui.core.fields import Field
from offconv_gui.core.table import NEW_ROW

NAME, CLIENT = Field.NAME, Field.CLIENT_ID


@pytest.fixture
def made():
    return document([faultless(place, NAME=name, CLIENT_ID="") for place, name in enumerate("abc")])


def rows(*places):
    return np.array(places, np.int64)


def texts(document, field):
    return document.table.columns[field].text().to_pylist()


def test_clearing_makes_cells_blank_as_one_step(made):
    change = made.apply(cell_blocks.clear(made, {NAME: rows(0, 2), Field.VALUE: rows(1)}))
    assert texts(change.document, NAME) == ["", "b", ""]
    assert change.document.table.cell(Field.VALUE, 1) == ""
    assert texts(change.document.apply(change.inverse).document, NAME) == ["a", "b", "c"]


def test_clearing_blank_cells_is_no_step(made):
    assert cell_blocks.clear(made, {CLIENT: rows(0, 1, 2)}) is None


def test_filling_marks_only_the_cells_that_change(made):
    after = made.apply(cell_blocks.fill(made, {NAME: rows(0, 1)}, "b")).document
    column = after.table.columns[NAME]
    assert texts(after, NAME) == ["b", "b", "c"]
    assert [column.is_edited(row) for row in range(3)] == [True, False, False]


def test_filling_down_repeats_the_first_row_shown(made):
    after = made.apply(cell_blocks.fill_down(made, {NAME: rows(2, 0, 1)})).document
    assert texts(after, NAME) == ["c", "c", "c"]


def test_filling_down_a_true_number_keeps_it_one(made):
    column = replace(made.table.columns[Field.VALUE], numeric=np.array([True, False, False]))
    changed = replace(made, table=replace(made.table, columns={**made.table.columns, Field.VALUE: column}))
    changed = changed.apply(cell_blocks.fill(changed, {Field.VALUE: rows(1)}, "7")).document
    after = changed.apply(cell_blocks.fill_down(changed, {Field.VALUE: rows(0, 1)})).document
    assert after.table.columns[Field.VALUE].numeric.tolist() == [True, True, False]


def test_filling_down_one_row_is_no_step(made):
    assert cell_blocks.fill_down(made, {NAME: rows(1)}) is None


@pytest.mark.parametrize(
    ("block", "places", "names", "clients"),
    [
        ([["x", "1"], ["y", "2"]], (0, 1), ["x", "y", "c"], ["1", "2", ""]),
        ([["x", "1"], ["y", "2"]], (2,), ["a", "b", "x"], ["", "", "1"]),
        ([["x", "1"]], (0, 1, 2), ["x", "x", "x"], ["1", "1", "1"]),
        ([["x"]], (2, 0), ["x", "b", "x"], ["x", "", "x"]),
    ],
)
def test_a_block_is_laid_over_the_cells(made, block, places, names, clients):
    after = made.apply(cell_blocks.paste(made, block, rows(*places), [NAME, CLIENT])).document
    assert (texts(after, NAME), texts(after, CLIENT)) == (names, clients)


def test_what_falls_on_a_column_that_cannot_be_typed_in_is_dropped(made):
    after = made.apply(cell_blocks.paste(made, [["x", "drop", "1"]], rows(0), [NAME, None, CLIENT])).document
    assert (after.table.cell(NAME, 0), after.table.cell(CLIENT, 0)) == ("x", "1")
    assert cell_blocks.paste(made, [["x"]], rows(0), [None]) is None


def test_rows_that_do_not_fit_can_be_added_in_the_same_step(made):
    change = made.apply(cell_blocks.paste(made, [["x"], ["y"], ["z"]], rows(2), [NAME], add_rows=True))
    assert texts(change.document, NAME) == ["a", "b", "x", "y", "z"]
    assert change.document.table.row_numbers.tolist()[3:] == [NEW_ROW, NEW_ROW]
    assert texts(change.document.apply(change.inverse).document, NAME) == ["a", "b", "c"]


def test_pasting_what_is_there_already_is_no_step(made):
    assert cell_blocks.paste(made, [["a"], ["b"]], rows(0, 1), [NAME]) is None


def test_rows_are_deleted_in_whatever_order_they_are_shown(made):
    assert texts(made.apply(cell_blocks.delete_rows(rows(2, 0))).document, NAME) == ["b"]
    assert cell_blocks.delete_rows(rows()) is None


def test_a_blank_row_is_inserted_where_it_is_asked_for(made):
    assert texts(made.apply(cell_blocks.insert_rows(made, 1)).document, NAME) == ["a", "", "b", "c"]


@pytest.mark.parametrize(
    ("cells", "at", "forwards", "end"),
    [
        ("xxx  xx", 0, True, 2),
        ("xxx  xx", 2, True, 5),
        ("xxx  xx", 3, True, 5),
        ("xxx  xx", 6, True, 6),
        ("xxx  xx", 6, False, 5),
        ("xxx  xx", 5, False, 2),
        ("   ", 1, True, 2),
        ("   ", 1, False, 0),
        ("x", 0, True, 0),
        ("xx ", 1, True, 2),
    ],
)
def test_a_jump_ends_at_the_edge_of_a_block(cells, at, forwards, end):
    blank = np.array([cell == " " for cell in cells])
    assert cell_blocks.block_edge(blank, at, forwards) == end


@given(st.lists(st.booleans(), min_size=1, max_size=12), st.data())
def test_a_jump_never_leaves_the_table_nor_goes_the_wrong_way(blank, data):
    at = data.draw(st.integers(0, len(blank) - 1))
    assert at <= cell_blocks.block_edge(np.array(blank), at, True) < len(blank)
    assert 0 <= cell_blocks.block_edge(np.array(blank), at, False) <= at
