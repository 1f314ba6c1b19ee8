"""What is offered for times in no accepted form, and what is not."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from offconv_gui.core.choices import DateOrder
from offconv_gui.core.kinds import times
from offconv_gui.core.kinds.time_suggestions import suggested
from offconv_gui.core.kinds.times import TimeStatus


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("won on November 5th, 2026 at 2:30 pm", "2026-11-05 14:30:00"),
        ("Thursday the 5th of November 2026, 14:30", "2026-11-05 14:30:00"),
        ("Nov 5 2026", "2026-11-05"),
        ("5 November 2026 14h30", "2026-11-05 14:30:00"),
        ("closed: 25/12/2026 10:00", "2026-12-25 10:00:00"),
    ],
)
def test_what_can_mean_one_time_only_is_offered(text: str, offered: str) -> None:
    assert suggested(text) == offered


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "last week",
        "05/11/2026 or so",
        "November 2026",
        "14:30",
        "Q4",
        "n/a",
        "5 Nov 2026 14:30 CST",
        "31 February 2026",
        "x" * 200,
        "5 Nov 3026",
        "5 Nov 2026 at 2 pm or 3 pm",
    ],
)
def test_what_may_mean_several_or_none_is_not(text: str) -> None:
    assert suggested(text) is None


@given(st.text(max_size=70))
def test_an_offer_is_always_a_time_that_can_be_read(text: str) -> None:
    offered = suggested(text)
    if offered is not None:
        reading = times.read(pa.array([offered], pa.large_string()), DateOrder.AUTO, "UTC")
        assert TimeStatus(int(reading.status[0])) in (TimeStatus.OK, TimeStatus.ZONE_CONFLICT)
