"""Fixes put to use: for one row, for all of a kind, and for more than can be worked out at once."""

from __future__ import annotations

import numpy as np
from builders import document, faultless

from offconv_gui.core.fields import Field
from offconv_gui.core.mending import AT_ONCE, TRIED, may_mend, mend, rows_marked
from offconv_gui.core.rules import BY_ID

CONFLICT = BY_ID["time-zone-conflict"]
UNKNOWN = BY_ID["currency-unknown"]
IN_CONFLICT = "2026-11-23 09:12 GMT+10"


def test_the_rows_of_a_rule_are_found() -> None:
    doc = document([faultless(0), faultless(1, TIME=IN_CONFLICT), faultless(2, TIME=IN_CONFLICT)])
    assert rows_marked(doc, CONFLICT).tolist() == [1, 2]


def test_a_fix_mends_only_the_rows_it_is_given() -> None:
    doc = document([faultless(place, TIME=IN_CONFLICT) for place in range(3)])
    edit = mend(doc, CONFLICT, np.array([1]))
    assert edit is not None
    assert rows_marked(doc.apply(edit).document, CONFLICT).tolist() == [0, 2]


def test_a_fix_with_nothing_to_give_is_none() -> None:
    doc = document([faultless(CURRENCY="XYZ")])
    assert mend(doc, UNKNOWN, np.array([0])) is None
    assert not may_mend(doc, UNKNOWN, np.array([0]))


def test_a_rule_without_a_fix_mends_nothing() -> None:
    doc = document([faultless(NAME="")], goal=None)
    rule = BY_ID["goal-missing"]
    assert mend(doc, rule, np.array([0])) is None
    assert not may_mend(doc, rule, np.array([0]))


def test_no_rows_need_no_mending() -> None:
    nothing = np.array([], np.int64)
    doc = document([faultless()])
    assert mend(doc, CONFLICT, nothing) is None
    assert not may_mend(doc, CONFLICT, nothing)


def test_of_many_rows_some_may_be_mended() -> None:
    doc = document([faultless(place, CURRENCY="XYZ") for place in range(TRIED + 1)])
    assert may_mend(doc, UNKNOWN, rows_marked(doc, UNKNOWN))


def test_many_rows_are_mended_when_the_edit_is_applied_and_undone_exactly() -> None:
    doc = document([faultless(place, TIME=IN_CONFLICT) for place in range(AT_ONCE + 1)])
    edit = mend(doc, CONFLICT, rows_marked(doc, CONFLICT))
    assert edit is not None
    assert edit.reach().cells == AT_ONCE + 1
    change = doc.apply(edit)
    assert change.document.counts().errors == 0
    undone = change.document.apply(change.inverse).document
    assert undone.table.cell(Field.TIME, AT_ONCE) == IN_CONFLICT
    assert np.array_equal(undone.issues.bits, doc.issues.bits)


def test_many_rows_that_cannot_be_mended_stay_as_they_are() -> None:
    doc = document([faultless(place, CURRENCY="XYZ") for place in range(AT_ONCE + 1)])
    edit = mend(doc, UNKNOWN, rows_marked(doc, UNKNOWN))
    assert edit is not None
    change = doc.apply(edit)
    assert np.array_equal(change.document.issues.bits, doc.issues.bits)
    assert np.array_equal(change.document.apply(change.inverse).document.issues.bits, doc.issues.bits)
