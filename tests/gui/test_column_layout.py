"""How a person has arranged the columns."""

from __future__ import annotations

import json

import pytest

from offconv_gui.gui.column_layout import ColumnLayout, read, written

LAYOUT = ColumnLayout({"Time": 8.5, "Value": 4.0}, ("Value", "Time", "Owner"), frozenset({"Owner"}))


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
        {"Time": 8.5, "Value": 4.0, "Owner": 3.0}, ("Owner", "Value", "Time"), frozenset()
    )
