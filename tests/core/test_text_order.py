"""Texts in order."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from offconv_gui.core.text_order import order_of

LETTERS = st.text(alphabet="abAB0é", max_size=20)
PREFIXES = st.sampled_from(["", "deal-", "a common beginning "])


def ordered(texts: list[str]) -> list[int]:
    return order_of(pa.array(texts, pa.large_string())).tolist()


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        ([], []),
        (["b", "a", "c"], [1, 0, 2]),
        (["b", "A", "a"], [1, 2, 0]),
        (["10", "9", "1"], [2, 0, 1]),
        (["longer than eight b", "longer than eight a", "longer"], [2, 1, 0]),
        (["same text here", "same text here"], [0, 1]),
        (["x", "", "x"], [1, 0, 2]),
    ],
)
def test_texts_are_ordered_alphabetically_and_stably(texts, order):
    assert ordered(texts) == order


@given(PREFIXES, st.lists(LETTERS, max_size=50))
def test_the_order_is_that_of_the_lower_case_bytes(prefix, endings):
    texts = [prefix + ending for ending in endings]
    assert ordered(texts) == sorted(range(len(texts)), key=lambda at: texts[at].lower().encode())


def test_few_words_in_many_rows_are_ordered_alike():
    texts = ["Closed deals", "lead", "Opportunity"] * 50
    assert ordered(texts) == sorted(range(len(texts)), key=lambda at: texts[at].lower())


def test_a_part_of_a_longer_column_is_ordered_by_its_own_texts():
    column = pa.array(["zz", "b", "a", "c"], pa.large_string())
    assert order_of(column.slice(1)).tolist() == [1, 0, 2]
