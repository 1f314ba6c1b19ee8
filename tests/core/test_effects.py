"""What a step did, in words; and when a choice has made things worse."""

from __future__ import annotations

import numpy as np
import pytest
from builders import document, faultless

from offconv_gui.core import fixes
from offconv_gui.core.choices import DateOrder
from offconv_gui.core.columns import typed
from offconv_gui.core.edits import Batch, Edit, SetCells, SetChoices
from offconv_gui.core.effects import done, made_worse, mended
from offconv_gui.core.fields import Field
from offconv_gui.core.messages import Message

LATE = "2026-11-23 20:00"
"""In New York already tomorrow in UTC, which is later than the moment the tests judge at."""


def name_cells(count: int) -> Edit:
    return SetCells(Message("Name"), Field.NAME, np.arange(count), typed(["Leads"] * count))


def said(*edits: Edit) -> str:
    rows = [faultless(place) for place in range(3)]
    change = document(rows).apply(edits[0] if len(edits) == 1 else Batch(Message("Both"), edits))
    return str(done(change.inverse))


def test_changed_cells_are_counted() -> None:
    assert said(name_cells(3)) == "Changed 3 cells."
    assert said(name_cells(1)) == "Changed 1 cell."


def test_rows_left_out_are_counted() -> None:
    assert said(fixes.leave_out(document([faultless(0)]), np.array([0]))) == "Left out 1 row."


def test_rows_put_back_are_counted() -> None:
    doc = document([faultless(place) for place in range(2)])
    out = doc.apply(fixes.leave_out(doc, np.array([0, 1]))).document
    back = out.apply(fixes.put_back(out, np.array([0, 1])))
    assert str(done(back.inverse)) == "Put back 2 rows."


def test_the_cells_of_a_batch_are_added_up() -> None:
    assert said(name_cells(2), name_cells(1)) == "Changed 3 cells."


def test_a_choice_changes_no_cell() -> None:
    doc = document([faultless(0)])
    assert done(SetChoices(Message("Zone"), doc.choices)) is None


@pytest.mark.parametrize(("late", "found"), [(5, None), (6, ("time-future", 6))])
def test_a_choice_that_marks_many_rows_is_told(late: int, found: tuple[str, int] | None) -> None:
    early = [faultless(place, TIME="2026-11-05 10:00") for place in range(600)]
    rows = early + [faultless(600 + place, TIME=LATE) for place in range(late)]
    doc = document(rows)
    worse = made_worse(doc, doc.with_choices(doc.choices.changed(zone="America/New_York")))
    assert (worse and (worse.rule.id, worse.rows)) == found


def test_in_a_short_table_a_hundredth_is_much() -> None:
    doc = document([faultless(place, TIME=LATE) for place in range(2)])
    worse = made_worse(doc, doc.with_choices(doc.choices.changed(zone="America/New_York")))
    assert worse is not None
    assert worse.rows == 2


def test_a_choice_that_mends_is_not_told() -> None:
    doc = document([faultless(place, TIME=LATE) for place in range(20)], zone=None)
    assert made_worse(doc, doc.with_choices(doc.choices.changed(zone="UTC"))) is None


def test_rows_that_needed_fixing_before_are_not_called_more() -> None:
    doc = document([faultless(place, TIME="2026-06-01 10:00") for place in range(20)], zone=None)
    worse = made_worse(doc, doc.with_choices(doc.choices.changed(zone="UTC")))
    assert worse is not None
    assert str(worse.in_words()) == "Found now in 20 rows: Older than 90 days"


def test_a_few_rows_that_needed_fixing_before_are_not_told() -> None:
    doc = document([faultless(place, TIME="2026-06-01 10:00") for place in range(5)], zone=None)
    assert made_worse(doc, doc.with_choices(doc.choices.changed(zone="UTC"))) is None


def test_rows_that_were_well_are_called_more() -> None:
    doc = document([faultless(place, TIME=LATE) for place in range(20)])
    worse = made_worse(doc, doc.with_choices(doc.choices.changed(zone="America/New_York")))
    assert worse is not None
    assert str(worse.in_words()) == "20 more rows need fixing: In the future"


def test_the_choice_that_is_to_be_made_next_is_not_told() -> None:
    doc = document([faultless(place, TIME="05/11/2026 10:00") for place in range(20)], zone=None)
    assert made_worse(doc, doc.with_choices(doc.choices.changed(date_order=DateOrder.DMY))) is None


def test_duplicates_that_come_to_light_are_not_told() -> None:
    doc = document([faultless(0, TIME="2026-11-05 10:00") for _ in range(20)], zone=None)
    after = doc.with_choices(doc.choices.changed(zone="UTC"))
    assert after.counts().errors == 19
    assert made_worse(doc, after) is None


def test_rows_mended_by_a_choice_are_counted() -> None:
    doc = document([faultless(place, TIME=LATE) for place in range(2)], zone=None)
    after = doc.with_choices(doc.choices.changed(zone="UTC"))
    assert str(mended(doc, after)) == "2 rows no longer need fixing."
    assert mended(after, doc) is None
