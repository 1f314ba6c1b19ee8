"""Rows are found by the keys of their groups, whether few are sought or many."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from offconv_gui.core.amended import Amended
from offconv_gui.core.issues import Words, rows_with_keys

ANY_KEY = st.sampled_from([0, 1, 2, 2**20, 2**20 + 1, 2**63, 2**64 - 1, *range(3, 20)])
KEYS = st.lists(ANY_KEY, max_size=40)


def column(keys: Sequence[int] | npt.NDArray[np.uint64]) -> Amended[Words]:
    return Amended(Words(np.array(keys, np.uint64)))


@given(keys=KEYS, wanted=st.sets(st.integers(0, 25), min_size=1, max_size=20))
def test_rows_are_found_by_their_keys(keys: list[int], wanted: set[int]) -> None:
    found = rows_with_keys(column(keys), np.array(sorted(wanted), np.uint64))
    assert found.tolist() == [row for row, key in enumerate(keys) if key in wanted]


@given(
    keys=st.lists(ANY_KEY, min_size=1, max_size=40),
    changes=st.dictionaries(st.integers(0, 39), ANY_KEY, max_size=5),
    wanted=st.sets(ANY_KEY, min_size=1, max_size=12),
)
def test_rows_are_found_by_keys_they_have_come_to_have(
    keys: list[int], changes: dict[int, int], wanted: set[int]
) -> None:
    amended = column(keys)
    now = list(keys)
    for row, key in changes.items():
        if row < len(keys):
            now[row] = key
            amended = amended.put(np.array([row]), Words(np.array([key], np.uint64)))
    found = rows_with_keys(amended, np.array(sorted(wanted), np.uint64))
    assert found.tolist() == [row for row, key in enumerate(now) if key in wanted]


@pytest.mark.parametrize("count", [1, 8, 9, 1_000])
def test_keys_alike_in_their_last_bits_are_told_apart(count: int) -> None:
    keys = np.arange(1, count + 1, dtype=np.uint64)
    others = keys + np.uint64(2**20)
    found = rows_with_keys(column(np.concatenate([others, keys])), keys)
    assert found.tolist() == list(range(count, 2 * count))


def test_no_key_finds_no_row() -> None:
    assert rows_with_keys(column([1, 2]), np.array([], np.uint64)).tolist() == []
