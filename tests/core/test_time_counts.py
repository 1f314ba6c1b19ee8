"""Numbers that count time are read when a person says so, each by its size."""

from __future__ import annotations

import pytest
from builders import document, faultless
from hypothesis import given
from hypothesis import strategies as st

from offconv_gui.core.fields import Field
from offconv_gui.core.kinds import times
from offconv_gui.core.kinds.time_counts import counted
from offconv_gui.core.mending import rows_marked
from offconv_gui.core.rules import RULES
from offconv_gui.core.time_fixes import READ_NUMBER


@pytest.mark.parametrize(
    ("number", "time"),
    [
        ("46331", "2026-11-05"),
        ("46331.0", "2026-11-05"),
        ("46331.5", "2026-11-05 12:00:00"),
        ("46331,604166667", "2026-11-05 14:30:00"),
        ("46331.999999", "2026-11-06 00:00:00"),
        (" 46331.25 ", "2026-11-05 06:00:00"),
        ("1793889000", "2026-11-05T14:30:00Z"),
        ("1793889000.75", "2026-11-05T14:30:00Z"),
        ("1793889000750", "2026-11-05T14:30:00Z"),
        ("946684800", "2000-01-01T00:00:00Z"),
    ],
)
def test_the_size_of_a_number_tells_what_it_counts(number: str, time: str) -> None:
    assert counted([number]) == [time]


@pytest.mark.parametrize(
    "text",
    ["", "0", "12345", "99999", "20261105", "946684799", "4133980800", "123456789012345", "-46331", "x"],
)
def test_other_numbers_are_no_times(text: str) -> None:
    assert counted([text]) == [None]


@pytest.mark.parametrize("text", ["2026-11-05 14:30", "5 Nov 2026", "2026-11-05T14:30:00Z"])
def test_a_time_that_can_be_read_is_left_alone(text: str) -> None:
    assert counted([text]) == [None]


@given(st.integers(946_684_800, 4_133_980_799))
def test_seconds_and_milliseconds_of_a_moment_are_the_same_time(moment: int) -> None:
    assert counted([f"{moment}", f"{moment}000"]) == [times.show(moment).replace(" ", "T") + "Z"] * 2


def test_the_fix_reads_numbers_and_leaves_other_texts() -> None:
    rows = [faultless(TIME=text) for text in ("46331.5", "1793889000", "last week")]
    one = document(rows)
    (rule,) = [rule for rule in RULES if rule.id == "time-unreadable"]
    edit = READ_NUMBER.edit(one, rows_marked(one, rule))
    assert edit is not None
    mended = one.apply(edit).document
    assert [mended.table.cell(Field.TIME, row) for row in range(3)] == [
        "2026-11-05 12:00:00",
        "2026-11-05T14:30:00Z",
        "last week",
    ]
