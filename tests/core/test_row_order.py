"""Which rows are shown, in which order, and where the next problem is."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from builders import document, faultless
from hypothesis import given
from hypothesis import strategies as st

from offconv_gui.core.edits import LeaveOut
from offconv_gui.core.fields import Field
from offconv_gui.core.messages import Message
from offconv_gui.core.problem_cells import next_problem, problem_count, problem_number
from offconv_gui.core.row_filter import RowFilter, Show, visible
from offconv_gui.core.row_order import sorted_rows

SOUND, EXPIRING, WRONG_ID, WRONG_BOTH, LEFT_OUT = range(5)


def rows_of_every_state():
    """A sound row, one that expires, one with a wrong ID, one with a wrong ID and value, one left out."""
    made = document(
        [
            faultless(0),
            faultless(1, TIME="2026-08-28T11:05:00Z"),
            faultless(2, CLICK_ID="not an id"),
            faultless(3, CLICK_ID="", VALUE="12.5k"),
            faultless(4, CLICK_ID="not an id"),
        ],
        extras={"Owner": ["Ann", "Bob", "Carla", "ann", "Bob"]},
    )
    return made.apply(LeaveOut(Message("Leave out"), np.array([LEFT_OUT]), np.array([True]))).document


@pytest.fixture(scope="module")
def made():
    return rows_of_every_state()


# -- Filter --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row_filter", "rows"),
    [
        (RowFilter(), [SOUND, EXPIRING, WRONG_ID, WRONG_BOTH, LEFT_OUT]),
        (RowFilter(Show.READY), [SOUND, EXPIRING]),
        (RowFilter(Show.REVIEW), [EXPIRING]),
        (RowFilter(Show.ERRORS), [WRONG_ID, WRONG_BOTH]),
        (RowFilter(Show.PROBLEMS), [EXPIRING, WRONG_ID, WRONG_BOTH]),
        (RowFilter(Show.LEFT_OUT), [LEFT_OUT]),
        (RowFilter(rule="click-id-invalid"), [WRONG_ID]),
        (RowFilter(Show.READY, rule="click-id-invalid"), []),
        (RowFilter(find="12.5K"), [WRONG_BOTH]),
        (RowFilter(find=" bob "), [EXPIRING, LEFT_OUT]),
        (RowFilter(find="A-3"), [WRONG_ID]),
        (RowFilter(find="nowhere"), []),
        (RowFilter(find="(["), []),
        (RowFilter(find="2026-08-28 11:05"), [EXPIRING]),
        (RowFilter(find="1,234.50"), [SOUND, EXPIRING, WRONG_ID, LEFT_OUT]),
    ],
)
def test_a_filter_passes_the_rows_of_its_kind(made, row_filter, rows):
    assert visible(made, row_filter).tolist() == rows


def test_the_states_add_up_as_the_counts_do(made):
    counts = made.counts()
    shown = {show: len(visible(made, RowFilter(show))) for show in Show}
    assert shown == {
        Show.ALL: counts.rows,
        Show.READY: counts.ready,
        Show.REVIEW: counts.warnings,
        Show.ERRORS: counts.errors,
        Show.LEFT_OUT: counts.left_out,
        Show.PROBLEMS: counts.errors + counts.warnings,
    }


def test_a_time_is_found_as_it_is_shown_in_utc():
    made = document([faultless(0, TIME="Nov 4, 2026 8:47:15 PM")], zone="America/New_York")
    assert visible(made, RowFilter(find="2026-11-05 01:47")).tolist() == [0]


# -- Order ---------------------------------------------------------------------------------------------------


def ordered(made, key, ascending=True):
    return sorted_rows(made, np.arange(made.row_count), key, ascending).tolist()


def column(field, *texts):
    return document([faultless(place, **{field.name: text}) for place, text in enumerate(texts)])


@pytest.mark.parametrize(
    ("field", "texts", "upwards", "downwards"),
    [
        (Field.VALUE, ["9", "1,000.00", "10"], [0, 2, 1], [1, 2, 0]),
        (Field.VALUE, ["", "abc", "2", "-1"], [3, 2, 1, 0], [2, 3, 1, 0]),
        (Field.TIME, ["2026-11-02T00:30:00+02:00", "2026-11-01T23:00:00Z"], [0, 1], [1, 0]),
        (Field.TIME, ["", "soon", "2026-11-01T23:00:00Z"], [2, 1, 0], [2, 1, 0]),
        (Field.NAME, ["lead", "Deal", "", "deal"], [1, 3, 0, 2], [0, 1, 3, 2]),
        (Field.CLICK_ID, ["", "zz", "F" + "1" * 31, "e" + "2" * 31], [3, 2, 1, 0], [2, 3, 1, 0]),
    ],
)
def test_rows_are_ordered_by_what_their_cells_mean(field, texts, upwards, downwards):
    made = column(field, *texts)
    assert (ordered(made, field), ordered(made, field, False)) == (upwards, downwards)


def test_click_ids_that_differ_only_at_their_end_are_told_apart():
    made = column(Field.CLICK_ID, "a" * 31 + "b", "a" * 31 + "9", "a" * 30 + "b0")
    assert ordered(made, Field.CLICK_ID) == [1, 0, 2]


def test_rows_are_ordered_by_their_other_columns(made):
    assert ordered(made, 0) == [0, 3, 1, 4, 2]


def test_row_numbers_give_back_the_order_of_the_file(made):
    assert sorted_rows(made, np.array([4, 0, 2]), None).tolist() == [0, 2, 4]


def test_only_the_given_rows_are_ordered(made):
    assert sorted_rows(made, np.array([2, 1]), Field.CLIENT_ID).tolist() == [1, 2]


@given(st.lists(st.sampled_from(["", "1", "1.00", "20", "x"]), max_size=12), st.booleans())
def test_ordering_loses_no_row_and_keeps_equals_in_place(texts, ascending):
    made = column(Field.VALUE, *texts)
    order = ordered(made, Field.VALUE, ascending)
    assert Counter(order) == Counter(range(len(texts)))
    for alike in ({"1", "1.00"}, {""}, {"x"}):
        places = [row for row in order if texts[row] in alike]
        assert places == sorted(places)


# -- Problems ------------------------------------------------------------------------------------------------

FIELDS = (Field.CLICK_ID, Field.TIME, Field.VALUE)
STOPS = [
    (EXPIRING, Field.TIME),
    (WRONG_ID, Field.CLICK_ID),
    (WRONG_BOTH, Field.CLICK_ID),
    (WRONG_BOTH, Field.VALUE),
]


def test_going_forwards_stops_at_each_marked_cell_and_comes_round(made):
    rows, current, seen = np.arange(5), None, []
    for _ in range(5):
        current = next_problem(made, rows, current, FIELDS)
        seen.append(current)
    assert seen == [*STOPS, STOPS[0]]


def test_going_backwards_stops_at_the_same_cells_the_other_way(made):
    rows, current, seen = np.arange(5), None, []
    for _ in range(5):
        current = next_problem(made, rows, current, FIELDS, forwards=False)
        seen.append(current)
    assert seen == [*reversed(STOPS), STOPS[-1]]


@pytest.mark.parametrize(
    ("current", "forwards", "found"),
    [
        ((SOUND, Field.VALUE), True, STOPS[0]),
        ((WRONG_BOTH, Field.TIME), True, STOPS[3]),
        ((WRONG_BOTH, Field.TIME), False, STOPS[2]),
        ((WRONG_ID, None), True, STOPS[2]),
        ((WRONG_ID, None), False, STOPS[1]),
        ((SOUND, None), False, STOPS[3]),
    ],
)
def test_the_search_begins_at_the_current_cell(made, current, forwards, found):
    assert next_problem(made, np.arange(5), current, FIELDS, forwards) == found


def test_the_search_follows_the_order_shown(made):
    rows = np.array([WRONG_BOTH, SOUND, EXPIRING])
    assert next_problem(made, rows, (WRONG_BOTH, Field.VALUE), FIELDS) == (EXPIRING, Field.TIME)


def test_hidden_fields_are_no_stops(made):
    assert next_problem(made, np.arange(5), (WRONG_BOTH, Field.VALUE), (Field.VALUE,)) == STOPS[3]


def test_where_nothing_is_marked_there_is_no_next_problem(made):
    assert next_problem(made, np.array([SOUND, LEFT_OUT]), None, FIELDS) is None


def test_problems_are_counted_and_numbered_as_they_are_visited(made):
    rows = np.arange(5)
    assert problem_count(made, rows, FIELDS) == len(STOPS)
    assert [problem_number(made, rows, stop, FIELDS) for stop in STOPS] == [1, 2, 3, 4]


@pytest.mark.parametrize("cell", [None, (SOUND, Field.TIME), (WRONG_ID, None), (99, Field.TIME)])
def test_a_cell_without_a_problem_has_no_number(made, cell):
    assert problem_number(made, np.arange(5), cell, FIELDS) == 0
