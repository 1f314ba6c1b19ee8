"""Rows a few hours in the future betray the zone that a file is really in."""

from __future__ import annotations

import pytest
from builders import document, faultless

from offconv_gui.core.document import Document
from offconv_gui.core.zone_hint import zone_hint


def late(*times: str, zone: str | None = "UTC") -> Document:
    """Judged at midnight in UTC before 24 November."""
    return document([faultless(place, TIME=time) for place, time in enumerate(times)], zone=zone)


FIVE_AHEAD = ("2026-11-24 01:00", "2026-11-24 03:30", "2026-11-24 05:20")


def test_the_least_shift_that_explains_the_rows_is_proposed() -> None:
    hint = zone_hint(late(*FIVE_AHEAD))
    assert hint is not None
    assert (hint.zone, hint.rows, hint.hours) == ("Asia/Kolkata", 3, 6)
    assert str(hint.in_words()) == (
        "3 rows are up to 6 hours in the future. If the file is in Kolkata time, none of them is."
    )


def test_a_known_zone_is_proposed_before_others() -> None:
    hint = zone_hint(late(*FIVE_AHEAD), ["America/Chicago", "Australia/Perth"])
    assert hint is not None
    assert hint.zone == "Australia/Perth"


def test_a_file_in_new_york_opened_as_los_angeles() -> None:
    times = ("2026-11-23 18:00", "2026-11-23 18:30", "2026-11-23 17:00")
    hint = zone_hint(late(*times, zone="America/Los_Angeles"), ["America/New_York"])
    assert hint is not None
    assert (hint.place, hint.hours) == ("New York", 3)


def test_the_proposed_zone_leaves_no_row_in_the_future() -> None:
    doc = late(*FIVE_AHEAD)
    hint = zone_hint(doc)
    assert hint is not None
    assert doc.with_choices(doc.choices.changed(zone=hint.zone)).counts().errors == 0


@pytest.mark.parametrize(
    "doc",
    [
        late(*FIVE_AHEAD[:2]),
        late(*FIVE_AHEAD, zone=None),
        late(*(f"{time}Z" for time in FIVE_AHEAD)),
        late("2026-12-24 01:00", "2026-12-24 03:30", "2026-12-24 05:20"),
        late(*FIVE_AHEAD, "2027-01-01 00:00", "2027-01-02 00:00"),
    ],
    ids=["too few", "no zone chosen", "zones of their own", "a month ahead", "many further ahead"],
)
def test_otherwise_nothing_is_proposed(doc: Document) -> None:
    assert zone_hint(doc) is None
