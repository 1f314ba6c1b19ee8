"""How a person has arranged the columns."""

from __future__ import annotations

import json

import pytest

from offconv_gui.gui.column_layout import ColumnLayout, read, written

LAYOUT = ColumnLayout({"Time": 8.5, "Value": 4.0}, ("Value", "Time", "Owner"), frozenset({"Owner"}), "Time")


def test_a_layout_survives_being_written_down():
    assert read(json.loads(json.dumps(written(LAYOUT)))) == LAYOUT


@pytest.mark.parametrize("value", [{}, {"widths": {"Time": -1}, "order": [], "hidden": []}])
def test_what_is_no_layout_is_refused(value):
    with pytest.raises((ValueError, KeyError)):
        read(value)


@pytest.mark.parametrize(
    ("names", "arranged"),
    [
        (["Time", "Value", "Owner"], [1, 0, 2]),
        (["Time", "New", "Value"], [2, 1, 0]),
        (["New", "Newer"], [0, 1]),
    ],
)
def test_known_columns_are_where_they_were_and_new_ones_stay(names, arranged):
    assert LAYOUT.arranged(names) == arranged


def test_a_later_layout_says_nothing_of_columns_it_lacks():
    later = ColumnLayout({"Owner": 3.0}, ("Owner",))
    assert LAYOUT.updated(later) == ColumnLayout(
        {"Time": 8.5, "Value": 4.0, "Owner": 3.0}, ("Value", "Time", "Owner"), frozenset(), "Time"
    )


def test_what_was_written_down_before_columns_could_be_frozen_is_read():
    value = {key: part for key, part in written(LAYOUT).items() if key != "frozen"}
    assert read(value).frozen == ""


def test_a_table_where_nothing_is_frozen_any_more_has_the_last_word():
    assert LAYOUT.updated(ColumnLayout(order=("Time", "Value"))).frozen == ""
