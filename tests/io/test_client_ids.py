"""Every row of an upload has a Client Id of its own, and always the same one."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from offconv_gui.io.client_ids import LONGEST, unique


def made(own: list[str], row_numbers: list[int] | None = None) -> list[str]:
    numbers = np.array(row_numbers or range(2, len(own) + 2), np.int64)
    ids: list[str] = unique(pa.array(own, pa.large_string()), numbers).to_pylist()
    return ids


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        (["A-1", "A-2"], ["A-1", "A-2"]),
        (["A-1", "A-1", "A-1"], ["A-1", "A-1 (2)", "A-1 (3)"]),
        (["", "", ""], ["row-2", "row-3", "row-4"]),
        (["  ", "x"], ["row-2", "x"]),
        ([" A-1 ", "A-1"], ["A-1", "A-1 (2)"]),
        (["a", "A"], ["a", "A"]),
        (["A-1", "A-1", "A-1 (2)"], ["A-1", "A-1 (3)", "A-1 (2)"]),
        (["", "row-2"], ["row-2 (2)", "row-2"]),
        (["x" * 100, "x" * 100], ["x" * 100, "x" * 96 + " (2)"]),
        (["Grün", "Grün"], ["Grün", "Grün (2)"]),
    ],
)
def test_an_id_is_kept_where_it_is_first_used(own: list[str], expected: list[str]) -> None:
    assert made(own) == expected


def test_rows_that_stand_in_no_file_get_ids_too() -> None:
    assert made(["", "", ""], [0, 7, 0]) == ["new-row", "row-7", "new-row (2)"]


def test_rows_with_one_number_get_two_ids() -> None:
    assert made(["", ""], [5, 5]) == ["row-5", "row-5 (2)"]


IDS = st.sampled_from(["", " ", "a", "a (2)", "a (3)", "row-2", "row-3", "row-2 (2)", "new-row", "x" * 100])


@given(st.lists(st.tuples(IDS, st.integers(0, 4)), min_size=1, max_size=30))
def test_no_two_ids_are_alike(rows: list[tuple[str, int]]) -> None:
    own, numbers = [row[0] for row in rows], [row[1] for row in rows]
    ids = made(own, numbers)
    assert len(set(ids)) == len(ids)
    assert all(one.strip() == one != "" and len(one) <= LONGEST for one in ids)


@given(st.lists(IDS, min_size=1, max_size=30))
def test_the_first_of_each_id_keeps_it(own: list[str]) -> None:
    ids = made(own)
    for text in {one.strip() for one in own} - {""}:
        assert ids[[one.strip() for one in own].index(text)] == text
