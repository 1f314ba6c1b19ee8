"""Editing one time: what a text means while it is typed, and another moment in the same way of writing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from builders import document, faultless
from hypothesis import given
from hypothesis import strategies as st

from offconv_gui.core.choices import Choices, DateOrder
from offconv_gui.core.fields import Field
from offconv_gui.core.kinds.time_values import TimeStatus
from offconv_gui.core.messages import Message
from offconv_gui.core.time_editing import TimeColumn, rewritten, time_column, understand

NEW_YORK = "America/New_York"


def at(text: str) -> int:
    """Seconds since 1970 on whatever clock."""
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def column(
    order: DateOrder = DateOrder.AUTO, zone: str | None = NEW_YORK, settled: bool = True
) -> TimeColumn:
    return TimeColumn(order, settled and order is not DateOrder.AUTO, Choices(zone=zone))


def words(message: Message) -> str:
    return message.text(str)


@pytest.mark.parametrize(
    ("text", "zone", "by", "result"),
    [
        (
            "2026-11-05 14:30",
            NEW_YORK,
            "By the clocks of New York (UTC−05:00), the zone chosen for this table",
            "2026-11-05 19:30:00 UTC",
        ),
        ("2026-11-05 14:30", "UTC", "In UTC, the zone chosen for this table", "2026-11-05 14:30:00 UTC"),
        (
            "2026-11-05 14:30 GMT+10",
            "own",
            "By the zone in the text: GMT+10",
            "2026-11-05 04:30:00 UTC",
        ),
        ("2026-11-05T14:30:00Z", NEW_YORK, "By the zone in the text: UTC", "2026-11-05 14:30:00 UTC"),
        (
            "2026-11-05 14:30+02:00",
            NEW_YORK,
            "By the zone in the text: +02:00",
            "2026-11-05 12:30:00 UTC by its own zone, which is not that of the table",
        ),
        (
            "2026-11-01 01:30",
            NEW_YORK,
            "By the clocks of New York (UTC−04:00), the zone chosen for this table",
            "Happens twice, as clocks go back: 2026-11-01 05:30:00 or 2026-11-01 06:30:00 UTC",
        ),
        (
            "2026-03-08 02:30",
            NEW_YORK,
            "By the clocks of New York, the zone chosen for this table",
            "Is skipped as clocks go forward: the next time there is, is 2026-03-08 07:00:00 UTC",
        ),
        (
            "2026-11-05",
            NEW_YORK,
            "By the clocks of New York (UTC−05:00), the zone chosen for this table",
            "2026-11-05 05:00:00 UTC, for want of a time of day",
        ),
        (
            "2026-11-05 14:30",
            None,
            "No time zone is chosen for this table",
            "Not known in UTC until a time zone is chosen above the table",
        ),
        (
            "2026-11-05 14:30",
            "own",
            "Write the zone behind the time, such as -05:00 or Z",
            "Not known in UTC until a time zone is chosen above the table",
        ),
        (
            "next Tuesday",
            NEW_YORK,
            "By the clocks of New York, the zone chosen for this table",
            "“next Tuesday” is not a date and time",
        ),
        ("", NEW_YORK, "By the clocks of New York, the zone chosen for this table", "No time yet"),
        (
            "03/04/2026 10:00",
            NEW_YORK,
            "By the clocks of New York, the zone chosen for this table",
            "Can be read as several dates: begin with the year, in four digits",
        ),
        (
            "2026-11-05 14:30 CST",
            NEW_YORK,
            "By the clocks of New York, the zone chosen for this table",
            "“CST” can stand for several zones",
        ),
    ],
)
def test_a_text_says_by_which_clock_it_is_meant_and_what_is_uploaded(
    text: str, zone: str | None, by: str, result: str
) -> None:
    meaning = understand(text, column(zone=zone))
    assert (words(meaning.zone_in_words()), words(meaning.result_in_words())) == (by, result)


DMY, MDY, YMD, AUTO = DateOrder.DMY, DateOrder.MDY, DateOrder.YMD, DateOrder.AUTO


@pytest.mark.parametrize(
    ("text", "order", "moment", "expected"),
    [
        ("2026-11-05 14:30", AUTO, "2026-12-25 09:05:00", "2026-12-25 09:05"),
        ("2026-11-05T14:30:00Z", AUTO, "2026-12-25 09:05:07", "2026-12-25T09:05:07Z"),
        ("2026-11-05T14:30:00-05:00", AUTO, "2026-12-25 09:05:07", "2026-12-25T09:05:07-05:00"),
        ("18/11/2026 14:30", DMY, "2026-03-04 09:05:00", "04/03/2026 09:05"),
        ("11/18/2026 2:30 PM", MDY, "2026-03-04 09:05:00", "03/04/2026 9:05 AM"),
        ("11/18/2026 2:30 p.m.", MDY, "2026-03-04 00:05:00", "03/04/2026 12:05 a.m."),
        ("18.11.26 14:30", DMY, "2026-03-04 09:05:00", "04.03.26 09:05"),
        ("5/1/2026 9:30", DMY, "2026-10-12 11:45:00", "12/10/2026 11:45"),
        ("5 November 2026 14:30", AUTO, "2026-11-25 09:05:00", "25 November 2026 09:05"),
        ("5 novembre 2026 14:30", AUTO, "2026-12-25 09:05:00", "2026-12-25 09:05:00"),
        ("Thu, 05 Nov 2026 14:30:00 GMT", AUTO, "2026-11-05 15:00:00", "Thu, 05 Nov 2026 15:00:00 GMT"),
        ("Thu, 05 Nov 2026 14:30:00 GMT", AUTO, "2026-11-06 15:00:00", "2026-11-06 15:00:00 GMT"),
        ("2026-11-05", AUTO, "2026-11-06 00:00:00", "2026-11-06"),
        ("2026-11-05", AUTO, "2026-11-05 08:00:00", "2026-11-05 08:00:00"),
        ("2026-11-05 14:30", AUTO, "2026-11-05 14:30:20", "2026-11-05 14:30:20"),
        ("2026-11-05 14:30:00.5", AUTO, "2026-11-05 14:31:00", "2026-11-05 14:31:00.5"),
        ("2026-11-05 14:30 GMT+10", AUTO, "2026-11-06 14:30:00", "2026-11-06 14:30 GMT+10"),
        ("", AUTO, "2026-11-06 14:30:00", "2026-11-06 14:30:00"),
        ("next Tuesday", AUTO, "2026-11-06 14:30:00", "2026-11-06 14:30:00"),
        ("03/04/2026 10:00", AUTO, "2026-11-06 14:30:00", "2026-11-06 14:30:00"),
        ("2026-11-05 14:30", AUTO, "2026-11-05 14:30:00", "2026-11-05 14:30"),
    ],
)
def test_another_moment_is_written_in_the_way_of_the_cell(
    text: str, order: DateOrder, moment: str, expected: str
) -> None:
    assert rewritten(text, at(moment), column(order)) == expected


def test_a_cell_that_alone_proves_the_order_is_written_with_the_year_first() -> None:
    alone = TimeColumn(DMY, False, Choices(zone=NEW_YORK))
    assert rewritten("18/11/2026 14:30", at("2026-03-04 09:05:00"), alone) == "2026-03-04 09:05:00"
    assert rewritten("18/11/2026 14:30", at("2026-03-25 09:05:00"), alone) == "25/03/2026 09:05"


def test_where_each_time_has_its_own_zone_a_new_one_is_in_utc() -> None:
    own = column(zone="own")
    assert rewritten("", at("2026-03-04 09:05:00"), own) == "2026-03-04 09:05:00 UTC"
    assert understand("2026-03-04 09:05:00 UTC", own).sure


@pytest.mark.parametrize(
    ("texts", "row", "settled"),
    [
        (("18/11/2026 10:00", "04/11/2026 10:00"), 1, True),
        (("18/11/2026 10:00", "04/11/2026 10:00"), 0, False),
        (("18/11/2026 10:00", "19/11/2026 10:00"), 0, True),
        (("04/11/2026 10:00", "04/11/2026 10:00"), 0, False),
    ],
)
def test_the_order_is_settled_by_other_rows(texts: tuple[str, str], row: int, settled: bool) -> None:
    found = document([faultless(place, TIME=text) for place, text in enumerate(texts)])
    assert time_column(found, Field.TIME, row).settled is settled


def test_an_order_that_somebody_chose_is_settled() -> None:
    found = document([faultless(0, TIME="04/11/2026 10:00")], date_order=MDY)
    assert time_column(found, Field.TIME, 0) == TimeColumn(MDY, True, found.choices)


WAYS = (
    "2026-11-05 14:30",
    "2026-11-05T14:30:00+01:00",
    "18/11/2026 14:30:00",
    "18/11/2026",
    "18.11.26 2:30 PM",
    "Nov 18, 2026 2:30 pm",
    "20261118T143000Z",
    "2026/11/18 14:30 Europe/Berlin",
    "Wed Nov 18 14:30:00 UTC 2026",
    "",
    "?",
)


@given(
    st.sampled_from(WAYS),
    st.integers(at("2001-01-01"), at("2060-01-01")),
    st.sampled_from([DMY, MDY, AUTO]),
    st.booleans(),
)
def test_what_is_written_is_read_as_meant(text: str, local: int, order: DateOrder, settled: bool) -> None:
    given_column = column(order, settled=settled)
    before, after = (
        understand(text, given_column),
        understand(rewritten(text, local, given_column), given_column),
    )
    assert after.local == local
    assert after.status is not TimeStatus.ORDER_UNCLEAR
    assert after.own_zone == before.own_zone or before.local is None
