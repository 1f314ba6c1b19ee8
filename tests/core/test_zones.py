"""Zones come from the bundled database, and every instant and local time agrees with it."""

from __future__ import annotations

from importlib.resources import files

import numpy as np
import pytest

from offconv_gui.core.kinds import zones
from offconv_gui.core.kinds.time_words import MICROSOFT_ZONES
from offconv_gui.core.kinds.zones import zone

SPRING, AUTUMN = (
    1_772_953_200,
    1_793_512_800,
)  # 2026-03-08T07:00Z and 2026-11-01T06:00Z, when New York changes


def seconds(*values: int) -> np.ndarray:
    return np.array(values, np.int64)


def test_offsets_change_at_the_instant_of_the_transition() -> None:
    moments = seconds(SPRING - 1, SPRING, AUTUMN - 1, AUTUMN)
    assert zone("America/New_York").offset_at(moments).tolist() == [-18_000, -14_400, -14_400, -18_000]


def test_a_repeated_local_time_is_its_earlier_instant() -> None:
    local = seconds(AUTUMN - 18_000)  # one o'clock, twice
    utc, repeated, skipped = zone("America/New_York").to_utc(local)
    assert (utc.tolist(), repeated.tolist(), skipped.tolist()) == ([AUTUMN - 3600], [True], [False])


def test_a_skipped_local_time_is_the_instant_after_the_gap() -> None:
    local = seconds(SPRING - 18_000, SPRING - 18_000 + 3599, SPRING - 18_000 - 1)
    utc, repeated, skipped = zone("America/New_York").to_utc(local)
    assert utc.tolist() == [SPRING, SPRING, SPRING - 1]
    assert (repeated.tolist(), skipped.tolist()) == ([False] * 3, [True, True, False])


def test_a_column_within_the_gap_alone_is_skipped_too() -> None:
    _, _, skipped = zone("America/New_York").to_utc(seconds(SPRING - 18_000 + 60, SPRING - 18_000 + 120))
    assert skipped.tolist() == [True, True]


def test_nothing_has_no_offset() -> None:
    here = zone("Europe/Berlin")
    assert len(here.offset_at(seconds())) == 0
    assert [len(part) for part in here.to_utc(seconds())] == [0, 0, 0]


@pytest.mark.parametrize("name", ["UTC", "Asia/Tokyo", "Etc/GMT+12"])
def test_a_zone_that_never_changes_has_one_offset(name: str) -> None:
    here = zone(name)
    utc, repeated, skipped = here.to_utc(seconds(0, AUTUMN, 4_000_000_000))
    assert not repeated.any()
    assert not skipped.any()
    assert (seconds(0, AUTUMN, 4_000_000_000) - utc == here.offset_at(utc)).all()


def test_every_zone_is_a_row_of_stretches_that_follow_one_another() -> None:
    for name in zones.every_zone_name():
        here = zone(name)
        assert len(here.offsets) == len(here.transitions) + 1, name
        assert (np.diff(here.transitions) > 0).all(), name
        assert (np.diff(here.local_ends) > 0).all(), name
        assert (np.diff(here.offsets) != 0).all(), name


def test_clocks_still_change_in_2100() -> None:
    january, july = 4_102_444_800, 4_118_083_200
    assert zone("Europe/Berlin").offset_at(seconds(january, july)).tolist() == [3600, 7200]


def test_names_are_sorted_and_usable() -> None:
    names = zones.zone_names()
    assert list(names) == sorted(set(names))
    assert {"UTC", "America/New_York", "Europe/Oslo", "Asia/Kolkata"} <= set(names)
    assert all(zones.is_zone(name) for name in names)
    assert len(zones.every_zone_name()) < 2**15


@pytest.mark.parametrize("name", ["US/Eastern", "Asia/Calcutta", "Etc/GMT+5", "UTC"])
def test_old_names_are_zones_too(name: str) -> None:
    assert zones.is_zone(name)


@pytest.mark.parametrize(
    "name", ["", "EST6", "Europe/Atlantis", "europe/berlin", "Factory", "../zone.tab", "own"]
)
def test_other_names_are_none(name: str) -> None:
    assert not zones.is_zone(name)
    with pytest.raises(ValueError, match="no time zone"):
        zone(name)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("America/New_York", "New York (UTC−05:00 / −04:00)"),
        ("Europe/London", "London (UTC+00:00 / +01:00)"),
        ("Asia/Tokyo", "Tokyo (UTC+09:00)"),
        ("Asia/Kathmandu", "Kathmandu (UTC+05:45)"),
        ("Australia/Lord_Howe", "Lord Howe (UTC+10:30 / +11:00)"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires (UTC−03:00)"),
        ("UTC", "UTC"),
    ],
)
def test_a_label_names_the_city_and_its_offsets(name: str, label: str, now: int) -> None:
    assert zones.zone_label(name, now) == label


def test_labels_are_told_apart(now: int) -> None:
    labels = [zones.zone_label(name, now) for name in zones.zone_names()]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(
    ("offset", "label"),
    [(-18_000, "UTC−05:00"), (20_700, "UTC+05:45"), (0, "UTC+00:00"), (-9000, "UTC−02:30")],
)
def test_an_offset_reads_as_people_write_it(offset: int, label: str) -> None:
    assert zones.offset_label(offset) == label


def test_the_version_is_the_database_s() -> None:
    first_line = files("tzdata.zoneinfo").joinpath("tzdata.zi").read_text("utf-8").splitlines()[0]
    assert zones.tzdata_version() in first_line


@pytest.mark.parametrize(
    ("name", "iana", "minutes"),
    [(name, iana, minutes) for name, (iana, minutes) in MICROSOFT_ZONES.items() if iana],
)
def test_a_microsoft_zone_keeps_its_documented_offset(name: str, iana: str, minutes: int, now: int) -> None:
    """Where it does not, its meaning must be asked for: take the IANA zone out of the table."""
    year = now + np.arange(-183, 183, dtype=np.int64) * 86_400
    assert int(zone(iana).offset_at(year).min()) == minutes * 60, name
