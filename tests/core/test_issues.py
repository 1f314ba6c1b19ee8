"""Rows are found by the keys of their groups, whether few are sought or many."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from offconv_gui.core.issues import rows_with_keys

KEYS = st.lists(st.sampled_from([0, 1, 2, 2**20, 2**20 + 1, 2**63, 2**64 - 1, *range(3, 20)]), max_size=40)


@given(keys=KEYS, wanted=st.sets(st.integers(0, 25), min_size=1, max_size=20))
def test_rows_are_found_by_their_keys(keys: list[int], wanted: set[int]) -> None:
    found = rows_with_keys(np.array(keys, np.uint64), np.array(sorted(wanted), np.uint64))
    assert found.tolist() == [row for row, key in enumerate(keys) if key in wanted]


@pytest.mark.parametrize("count", [1, 8, 9, 1_000])
def test_keys_alike_in_their_last_bits_are_told_apart(count: int) -> None:
    keys = np.arange(1, count + 1, dtype=np.uint64)
    others = keys + np.uint64(2**20)
    found = rows_with_keys(np.concatenate([others, keys]), keys)
    assert found.tolist() == list(range(count, 2 * count))


def test_no_key_finds_no_row() -> None:
    assert rows_with_keys(np.array([1, 2], np.uint64), np.array([], np.uint64)).tolist() == []
