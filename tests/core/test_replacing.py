"""Finding a text in cells and putting another in its place."""

from __future__ import annotations

import numpy as np
import pytest
from builders import document, faultless
from hypothesis import given
from hypothesis import strategies as st

from offconv_gui.core.fields import Field
from offconv_gui.core.messages import UserError
from offconv_gui.core.replacing import Replacement, outcome

NAMES = ("Closed deals", "closed", "Deal (won)", "a.b", "", "Closed Closed")


def deals(names=NAMES):
    return document([faultless(place, NAME=name) for place, name in enumerate(names)])


def everywhere(doc):
    return {field: np.arange(doc.row_count) for field in doc.table.fields}


def names_after(wanted, names=NAMES):
    doc = deals(names)
    result = outcome(doc, {Field.NAME: np.arange(doc.row_count)}, wanted)
    after = doc if result.edit is None else doc.apply(result.edit).document
    return [after.table.cell(Field.NAME, row) for row in range(doc.row_count)]


@pytest.mark.parametrize(
    ("wanted", "after"),
    [
        (
            Replacement("closed", "Won"),
            ["Won deals", "Won", "Deal (won)", "a.b", "", "Won Won"],
        ),
        (
            Replacement("closed", "Won", match_case=True),
            ["Closed deals", "Won", "Deal (won)", "a.b", "", "Closed Closed"],
        ),
        (
            Replacement("CLOSED", "Won", whole=True),
            ["Closed deals", "Won", "Deal (won)", "a.b", "", "Closed Closed"],
        ),
        (
            Replacement("(won)", r"\1 $1"),
            ["Closed deals", "closed", r"Deal \1 $1", "a.b", "", "Closed Closed"],
        ),
        (
            Replacement("a.b", "x"),
            ["Closed deals", "closed", "Deal (won)", "x", "", "Closed Closed"],
        ),
        (
            Replacement(r"(\w+) (\w+)", "$2 $1", regex=True),
            ["deals Closed", "closed", "Deal (won)", "a.b", "", "Closed Closed"],
        ),
        (
            Replacement("", "x"),
            list(NAMES),
        ),
    ],
)
def test_what_is_found_becomes_the_other(wanted, after):
    assert names_after(wanted) == after


def test_cells_found_and_cells_changed_are_counted_apart():
    doc = deals()
    result = outcome(doc, {Field.NAME: np.arange(6)}, Replacement("closed", "closed"))
    assert (result.found, result.changed) == (3, 2)


def test_the_first_cells_are_shown_before_and_after():
    doc = deals()
    result = outcome(doc, everywhere(doc), Replacement("closed", "Won"), most=2)
    assert [(one.row_number, one.field, one.before, one.after) for one in result.examples] == [
        (2, Field.NAME, "Closed deals", "Won deals"),
        (3, Field.NAME, "closed", "Won"),
    ]


def test_a_replacement_in_several_columns_is_one_step():
    doc = document([faultless(0, NAME="USD sales", CURRENCY="USD")])
    result = outcome(doc, everywhere(doc), Replacement("usd", "EUR"))
    change = doc.apply(result.edit)
    assert change.document.table.cell(Field.CURRENCY, 0) == "EUR"
    assert change.document.table.cell(Field.NAME, 0) == "EUR sales"
    back = change.document.apply(change.inverse).document
    assert back.table.cell(Field.NAME, 0) == "USD sales"


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (Replacement("(", regex=True), "is not a regular expression"),
        (Replacement("a", "$2", regex=True), "names a group"),
    ],
)
def test_an_expression_that_is_none_is_told(wanted, said):
    with pytest.raises(UserError, match=said):
        outcome(deals(), {Field.NAME: np.arange(6)}, wanted)


@given(names=st.lists(st.text(max_size=6), min_size=1, max_size=5), find=st.text(min_size=1, max_size=3))
def test_any_text_is_found_as_it_is(names, find):
    after = names_after(Replacement(find, "", match_case=True), tuple(names))
    assert after == [name.replace(find, "") for name in names]
