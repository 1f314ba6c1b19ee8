"""Filters of single columns, and how the cells of a column are."""

from __future__ import annotations

import numpy as np
import pytest
from builders import document, faultless

from offconv_gui.core.column_filters import (
    CellState,
    ColumnFilter,
    blank_cells,
    cells_in,
    counted_values,
    passing,
    quality,
)
from offconv_gui.core.fields import Field
from offconv_gui.core.messages import UserError
from offconv_gui.core.row_filter import RowFilter, Show, visible

ROWS = (
    faultless(0, VALUE="10", CURRENCY="USD", TIME="2026-11-06T04:30:00Z"),
    faultless(1, VALUE="abc", CURRENCY="EUR", TIME="2026-11-05T14:30:00Z"),
    faultless(2, VALUE="", CURRENCY="USD", TIME="2026-11-20T14:30:00Z"),
    faultless(3, VALUE="1234.5678", CURRENCY="usd", TIME="never"),
)


@pytest.fixture(scope="module")
def deals():
    return document(ROWS, extras={"Owner": ["Ann", "Bo", "", "Ann"]})


def rows(deals, key, **wanted):
    return np.flatnonzero(passing(deals, key, ColumnFilter(**wanted))).tolist()


@pytest.mark.parametrize(
    ("key", "wanted", "passed"),
    [
        (Field.CURRENCY, {}, [0, 1, 2, 3]),
        (Field.CURRENCY, {"values": frozenset({"USD"})}, [0, 2]),
        (Field.CURRENCY, {"values": frozenset()}, []),
        (Field.CURRENCY, {"text": "us"}, [0, 2, 3]),
        (Field.VALUE, {"least": "10", "most": "2,000"}, [0, 3]),
        (Field.VALUE, {"most": "10"}, [0]),
        (Field.TIME, {"values": frozenset({"2026-11-06"})}, [0]),
        (Field.TIME, {"least": "2026-11-05", "most": "2026-11-06"}, [0, 1]),
        (Field.TIME, {"least": "2026-11-05 14:31"}, [0, 2]),
        (Field.VALUE, {"rule": "value-unreadable"}, [1]),
        (Field.VALUE, {"state": CellState.READY}, [0]),
        (Field.VALUE, {"state": CellState.REVIEW}, [3]),
        (Field.VALUE, {"state": CellState.WRONG}, [1]),
        (Field.VALUE, {"state": CellState.BLANK}, [2]),
        (0, {"values": frozenset({"Ann"})}, [0, 3]),
        (0, {"state": CellState.BLANK}, [2]),
        (Field.CURRENCY, {"values": frozenset({"USD"}), "text": "u", "state": CellState.READY}, [0, 2]),
    ],
)
def test_rows_pass_a_columns_filter(deals, key, wanted, passed):
    assert rows(deals, key, **wanted) == passed


@pytest.mark.parametrize(("key", "most"), [(Field.TIME, "tomorrow"), (Field.VALUE, "12k")])
def test_an_end_of_a_range_that_is_none_is_told(deals, key, most):
    with pytest.raises(UserError, match="is not a"):
        passing(deals, key, ColumnFilter(most=most))


def test_values_come_with_their_counts_the_most_frequent_first(deals):
    assert counted_values(deals, Field.CURRENCY, np.arange(4), 9) == [("USD", 2), ("EUR", 1), ("usd", 1)]
    assert counted_values(deals, Field.CURRENCY, np.array([1]), 9) == [("EUR", 1)]
    assert counted_values(deals, Field.CURRENCY, np.arange(4), 2) is None
    assert counted_values(deals, Field.TIME, np.arange(4), 9)[0] == ("2026-11-05", 1)


def test_filters_of_columns_add_up_with_the_others(deals):
    columns = ((Field.CURRENCY, ColumnFilter(text="us")), (0, ColumnFilter(text="ann")))
    assert visible(deals, RowFilter(columns=columns)).tolist() == [0, 3]
    assert visible(deals, RowFilter(Show.ERRORS, columns=columns)).tolist() == [3]


def test_the_states_of_a_columns_cells_add_up_to_all_rows(deals):
    found = quality(deals, Field.VALUE, blank_cells(deals.table.columns[Field.VALUE].text()))
    assert (found.ready, found.review, found.wrong, found.blank) == (1, 1, 1, 1)
    counts = [int(cells_in(deals, Field.VALUE, state).sum()) for state in CellState]
    assert counts == [found.of(state) for state in CellState]
    assert found.share(CellState.WRONG) == 0.25
