"""What the selected amounts add up to."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
from builders import document, faultless
from hypothesis import given
from hypothesis import strategies as st

from offconv_gui.core.fields import Field
from offconv_gui.core.selection_sums import sums


def summed(values, currencies=None, **cells):
    codes = currencies or [""] * len(values)
    rows = [
        faultless(place, VALUE=value, CURRENCY=code)
        for place, (value, code) in enumerate(zip(values, codes, strict=True))
    ]
    doc = document(rows, decimal_mark=None)
    every = np.arange(len(values))
    return sums(doc, dict.fromkeys((Field.VALUE, Field.NAME), every))


def test_amounts_are_summed_apart_for_each_currency():
    found = summed(["10", "2.50", "abc", "4", ""], ["EUR", "", "EUR", "USD", "USD"])
    assert [(one.currency, one.count, one.total) for one in found] == [
        ("USD", 2, Decimal("6.50")),
        ("EUR", 1, Decimal("10")),
    ]
    assert found[0].average == Decimal("3.25")


def test_cells_that_are_no_amounts_have_no_sum():
    assert summed(["", "abc"]) == ()


@given(amounts=st.lists(st.decimals(0, 999_999_999_999, places=2), min_size=1, max_size=6))
def test_sums_are_exact(amounts):
    found = summed([f"{amount:f}" for amount in amounts])
    assert sum((one.total for one in found), Decimal(0)) == sum(amounts, Decimal(0))
