"""Until when a conversion can be uploaded, to the second as the rule has it."""

from __future__ import annotations

import pytest
from builders import NOW, document, faultless

from offconv_gui.core.expiry import expires_at, time_left
from offconv_gui.core.kinds import times
from offconv_gui.core.mending import rows_marked
from offconv_gui.core.rules import BY_ID

DAY, HOUR, MINUTE = 86_400, 3_600, 60


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (40 * DAY, "in 40 days"),
        (2 * DAY + 4 * HOUR + 59, "in 2 days 4 h"),
        (DAY, "in 1 day 0 h"),
        (DAY - 1, "in 23 h 59 min"),
        (90, "in 1 min"),
        (0, "in 0 min"),
        (-1, "expired"),
    ],
)
def test_the_time_left_is_said(left: int, said: str) -> None:
    assert str(time_left(NOW - 90 * DAY + left, NOW)) == said


def test_it_ends_at_the_second_at_which_the_rule_says_too_old() -> None:
    written = "2026-11-05T14:30:00Z"
    doc = document([faultless(TIME=written)])
    utc = int(doc.readings.typed[BY_ID["time-too-old"].field].whole().utc[0])  # type: ignore[attr-defined]
    assert times.show(utc) == "2026-11-05 14:30:00"
    too_old = BY_ID["time-too-old"]
    assert not len(rows_marked(doc.at(expires_at(utc)), too_old))
    assert len(rows_marked(doc.at(expires_at(utc) + 1), too_old))
