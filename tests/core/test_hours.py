"""At which hours conversions happened, on the clocks of the file's zone."""

from __future__ import annotations

import numpy as np
import pytest
from builders import document, faultless

from offconv_gui.core.hours import Hours, by_hour

NEW_YORK = "America/New_York"


def times(*clocks: str, zone: str | None = "UTC") -> Hours:
    rows = [faultless(place, TIME=f"2026-11-05 {clock}".strip()) for place, clock in enumerate(clocks)]
    return by_hour(document(rows, zone=zone))


def counts(hours: Hours) -> dict[int, int]:
    return {hour: int(count) for hour, count in enumerate(hours.counts) if count}


def test_hours_are_counted_as_written_in_the_files_zone() -> None:
    found = times("09:30", "09:59", "17:00", zone=NEW_YORK)
    assert counts(found) == {9: 2, 17: 1}
    assert found.place == "New York"


def test_times_with_a_zone_of_their_own_are_counted_on_the_files_clocks() -> None:
    rows = [faultless(0, TIME="2026-11-05T14:30:00Z")]
    assert counts(by_hour(document(rows, zone=NEW_YORK))) == {9: 1}


def test_without_a_zone_of_the_file_utc_is_meant() -> None:
    rows = [faultless(0, TIME="2026-11-05T14:30:00-05:00")]
    assert by_hour(document(rows, zone="own")).place == "UTC"
    assert counts(by_hour(document(rows, zone="own"))) == {19: 1}


def test_dates_without_a_time_and_what_cannot_be_read_do_not_count() -> None:
    assert times("", "soon").total == 0


def test_of_a_long_table_only_so_many_rows_are_looked_at() -> None:
    rows = [faultless(place, TIME="2026-11-05 10:00") for place in range(10)]
    assert by_hour(document(rows), most=4).total == 4


@pytest.mark.parametrize(
    ("by_hour_of_day", "stretch"),
    [
        ({9: 10}, (9, 10)),
        ({9: 10, 12: 10, 17: 10}, (9, 18)),
        ({9: 45, 17: 45, 3: 10}, (9, 18)),
        ({22: 10, 23: 10, 0: 10, 1: 10}, (22, 2)),
        ({23: 10}, (23, 24)),
        (dict.fromkeys(range(24), 5), None),
        ({}, None),
    ],
)
def test_the_shortest_stretch_that_holds_most_is_found(
    by_hour_of_day: dict[int, int], stretch: tuple[int, int] | None
) -> None:
    filled = np.array([by_hour_of_day.get(hour, 0) for hour in range(24)], np.int64)
    assert Hours(filled, "UTC").busiest() == stretch


def test_the_stretch_is_said_with_its_place() -> None:
    assert str(times("09:30", "17:30", zone=NEW_YORK).in_words()) == (
        "Most conversions are between 9 and 18, New York time."
    )
    assert str(times("").in_words()) == "No time of day is known yet."
