"""Local times become the instants that the bundled zone database says, and no doubtful one passes as sure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pytest

from offconv_gui.core.choices import DateOrder
from offconv_gui.core.kinds import times
from offconv_gui.core.kinds.times import TimeStatus
from offconv_gui.core.kinds.zones import zone

ZONES = (
    "Africa/Cairo",
    "Africa/Casablanca",
    "Africa/Johannesburg",
    "America/Los_Angeles",
    "America/New_York",
    "America/Santiago",
    "America/Sao_Paulo",
    "America/St_Johns",
    "America/Vancouver",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "Asia/Tokyo",
    "Australia/Adelaide",
    "Australia/Lord_Howe",
    "Australia/Sydney",
    "Europe/Berlin",
    "Europe/Istanbul",
    "Europe/Lisbon",
    "Europe/London",
    "Pacific/Auckland",
)
MIDDLE = datetime(2026, 11, 24)  # noqa: DTZ001  (a local time, in each zone in turn)
DAYS = 90
STEP = timedelta(minutes=15)
LOCAL = [MIDDLE + STEP * step for step in range(-DAYS * 96, DAYS * 96 + 1)]
UTC = UTC


def rules_of(name: str) -> ZoneInfo:
    """The database's own reading of a zone, from the same package."""
    with files("tzdata.zoneinfo").joinpath(*name.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, key=name)


def expected(local: datetime, rules: ZoneInfo) -> tuple[int, TimeStatus]:
    """The instant and status of a local time, found through PEP 495's `fold`."""
    first, second = local.replace(tzinfo=rules), local.replace(tzinfo=rules, fold=1)
    if first.utcoffset() == second.utcoffset():
        return int(first.timestamp()), TimeStatus.OK
    if first.astimezone(UTC).astimezone(rules).replace(tzinfo=None) == local:
        return int(first.timestamp()), TimeStatus.AMBIGUOUS
    return gap_end(local, rules), TimeStatus.NONEXISTENT


def gap_end(local: datetime, rules: ZoneInfo) -> int:
    """The first instant after the gap that a local time falls into, found minute by minute."""
    before = local.replace(tzinfo=rules, fold=1).astimezone(UTC)
    while before.astimezone(rules).replace(tzinfo=None) < local:
        before += timedelta(minutes=1)
    return int(before.timestamp())


def texts_of(local: list[datetime]) -> pa.Array:
    return pa.array([f"{moment:%Y-%m-%d %H:%M:%S}" for moment in local], pa.large_string())


TEXTS = texts_of(LOCAL)


@pytest.mark.parametrize("name", ZONES)
def test_every_quarter_hour_is_the_instant_of_the_database(name: str) -> None:
    rules = rules_of(name)
    found = times.read(TEXTS, DateOrder.AUTO, name)
    assert list(zip(found.utc.tolist(), found.status.tolist(), strict=True)) == [
        expected(local, rules) for local in LOCAL
    ]


@pytest.mark.parametrize("name", ZONES)
def test_no_repeated_or_skipped_time_of_any_year_passes_as_sure(name: str) -> None:
    """Around every transition from 1970 to 2100, whatever its size, and to the second at its edges."""
    rules = rules_of(name)
    around = [0, -1, 1] + [minutes * 60 + second for minutes in range(-180, 181, 30) for second in (-1, 0)]
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    local = [
        (epoch + timedelta(seconds=moment)).astimezone(rules).replace(tzinfo=None) + timedelta(seconds=apart)
        for moment in zone(name).transitions.tolist()
        for apart in around
    ]
    local = [moment for moment in local if 1970 <= moment.year <= 2100]
    found = times.read(texts_of(local), DateOrder.AUTO, name)
    assert found.status.tolist() == [expected(moment, rules)[1] for moment in local]


@pytest.mark.parametrize("name", ZONES)
def test_offsets_are_those_of_the_database_day_by_day(name: str) -> None:
    rules = rules_of(name)
    moments = np.arange(0, 4_133_980_800, 5 * 86_400 + 3_600, dtype=np.int64)
    local = [datetime.fromtimestamp(moment, rules).replace(tzinfo=UTC) for moment in moments.tolist()]
    offsets = np.array([int(moment.timestamp()) for moment in local]) - moments
    assert np.array_equal(zone(name).offset_at(moments), offsets)


def test_the_ninety_days_hold_repeated_and_skipped_times() -> None:
    """Otherwise the law above would prove little."""
    statuses = {
        status for name in ZONES for status in times.read(TEXTS, DateOrder.AUTO, name).status.tolist()
    }
    assert statuses == {TimeStatus.OK, TimeStatus.AMBIGUOUS, TimeStatus.NONEXISTENT}
