"""Fixes put to use: for one row, for all of a kind, and for more than can be worked out at once."""

from __future__ import annotations

import numpy as np
import pytest
from builders import document, faultless

from offconv_gui.core.fields import Field
from offconv_gui.core.mending import (
    AT_ONCE,
    TRIED,
    Example,
    first_fix,
    fixes_for,
    mend,
    preview,
    rows_marked,
    without,
)
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
    assert first_fix(doc, UNKNOWN, np.array([0])) is None


def test_a_rule_without_a_fix_mends_nothing() -> None:
    doc = document([faultless(NAME="")], goal=None)
    rule = BY_ID["goal-missing"]
    assert mend(doc, rule, np.array([0])) is None
    assert first_fix(doc, rule, np.array([0])) is None


def test_no_rows_need_no_mending() -> None:
    nothing = np.array([], np.int64)
    doc = document([faultless()])
    assert mend(doc, CONFLICT, nothing) is None
    assert first_fix(doc, CONFLICT, nothing) is None


def test_of_many_rows_some_may_be_mended() -> None:
    doc = document([faultless(place, CURRENCY="XYZ") for place in range(TRIED + 1)])
    assert first_fix(doc, UNKNOWN, rows_marked(doc, UNKNOWN)) is not None


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


def test_a_preview_tells_what_would_change_and_changes_nothing() -> None:
    doc = document([faultless(place, TIME=IN_CONFLICT) for place in range(5)])
    shown = preview(doc, CONFLICT, np.arange(5), most=2)
    assert shown is not None
    assert (str(shown.title), shown.count, shown.choices) == ("Convert to UTC", 5, False)
    assert shown.examples == (
        Example(0, 2, Field.TIME, IN_CONFLICT, "2026-11-22T23:12:00Z"),
        Example(1, 3, Field.TIME, IN_CONFLICT, "2026-11-22T23:12:00Z"),
    )
    assert doc.table.cell(Field.TIME, 0) == IN_CONFLICT


def test_a_preview_and_its_edit_agree() -> None:
    doc = document([faultless(place, TIME=IN_CONFLICT) for place in range(AT_ONCE + 5)])
    rows = rows_marked(doc, CONFLICT)
    shown, edit = preview(doc, CONFLICT, rows), mend(doc, CONFLICT, rows)
    assert shown is not None
    assert edit is not None
    after = doc.apply(edit).document
    assert shown.count == len(rows)
    assert [one.after for one in shown.examples] == [
        after.table.cell(Field.TIME, one.row) for one in shown.examples
    ]


def test_a_preview_of_leaving_rows_out_has_nothing_after() -> None:
    doc = document([faultless(0), faultless(1, VALUE="1"), faultless(0, CLIENT_ID="B")])
    rule = BY_ID["duplicate-conversion"]
    shown = preview(doc, rule, np.array([2]), rule.fixes[1])
    assert shown is not None
    assert [(one.row, one.after) for one in shown.examples] == [(0, None)]


def test_a_preview_of_a_decision_shows_the_cells_it_is_for() -> None:
    doc = document([faultless(0, TIME="2026-11-05 14:30 CST")], zone="own")
    rule = BY_ID["time-zone-unknown"]
    shown = preview(doc, rule, np.array([0]), rule.fixes[0], "America/Chicago")
    assert shown is not None
    assert (str(shown.title), shown.choices) == ("Read it as America/Chicago", True)
    assert shown.examples[0].before == shown.examples[0].after == "2026-11-05 14:30 CST"


@pytest.mark.parametrize(("rule", "value"), [("currency-unknown", None), ("currency-unknown", "XXX")])
def test_a_preview_without_a_value_that_is_asked_for_is_none(rule: str, value: str | None) -> None:
    doc = document([faultless(0, CURRENCY="$")])
    asking = next(fix for fix in BY_ID[rule].fixes if fix.ask)
    assert preview(doc, BY_ID[rule], np.array([0]), asking, value) is None
    assert mend(doc, BY_ID[rule], np.array([0]), asking, value) is None


def test_rows_can_be_taken_out_of_a_fix() -> None:
    doc = document([faultless(place, TIME=IN_CONFLICT) for place in range(4)])
    edit = mend(doc, CONFLICT, np.arange(4))
    assert edit is not None
    fewer = without(edit, np.array([1, 3]))
    assert fewer is not None
    assert rows_marked(doc.apply(fewer).document, CONFLICT).tolist() == [1, 3]
    assert without(edit, np.arange(4)) is None


def test_rows_can_be_taken_out_of_leaving_out() -> None:
    doc = document([faultless(place, TIME="") for place in range(3)])
    edit = mend(doc, BY_ID["time-missing"], np.arange(3))
    assert edit is not None
    fewer = without(edit, np.array([0]))
    assert fewer is not None
    assert doc.apply(fewer).document.table.left_out.tolist() == [False, True, True]
    assert without(edit, np.arange(3)) is None


def test_the_fixes_that_help_are_told_in_order() -> None:
    doc = document([faultless(0, CLICK_ID=""), faultless(1, CURRENCY="£"), faultless(2, CURRENCY="XYZ")])
    assert [fix.label for fix in fixes_for(doc, BY_ID["click-id-missing"], np.array([0]))] == ["Leave out"]
    labels = ["Use the usual code", "Choose a code"]
    assert [fix.label for fix in fixes_for(doc, UNKNOWN, np.array([1]))] == labels
    assert [fix.label for fix in fixes_for(doc, UNKNOWN, np.array([2]))] == labels[1:]
    assert fixes_for(doc, UNKNOWN, np.array([], np.int64)) == ()


def test_many_cells_that_ask_are_mended_under_the_value_given() -> None:
    doc = document([faultless(place, CURRENCY="$") for place in range(AT_ONCE + 1)])
    asking = next(fix for fix in UNKNOWN.fixes if fix.ask)
    edit = mend(doc, UNKNOWN, rows_marked(doc, UNKNOWN), asking, "CAD")
    assert edit is not None
    assert str(edit.title) == "Set to CAD"
    assert doc.apply(edit).document.table.cell(Field.CURRENCY, AT_ONCE) == "CAD"
