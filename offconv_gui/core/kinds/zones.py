"""Time zones: their offsets on whole columns of instants and of local times.

The rules come from the bundled `tzdata` package on every system: a machine's own zone files may be years old
(an old one was an hour off for Vancouver and Casablanca in 2026), and then two people would upload different
times.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import tzdata  # type: ignore[import-untyped]

Seconds = npt.NDArray[np.int64]
Offsets = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]

UTC = "UTC"
_DAY = 86_400
_WEEK = 7 * _DAY
_HALF_YEAR = 183 * _DAY
_FIRST = -2 * _DAY
_LAST = 4_133_980_800 + 2 * _DAY  # two days into 2101: local times of 2100 in every zone lie before it
_EPOCH = datetime(1970, 1, 1, tzinfo=timezone(timedelta(0)))
_MINUS = "−"


@dataclass(frozen=True, eq=False)
class Zone:
    """A zone's offsets between 1970 and 2100.

    `transitions` (int64) are the instants, in seconds since 1970-01-01T00:00Z, at which the offset changes;
    `offsets` (int32, one longer) are the offsets from UTC in seconds before, between and after them.
    `local_ends` are the local times at which each stretch's own clock reaches its transition.
    """

    name: str
    transitions: Seconds
    offsets: Offsets
    local_ends: Seconds

    def offset_at(self, utc: Seconds) -> Offsets:
        """The offset from UTC, in seconds, at each instant."""
        first, last = self._stretches(self.transitions, utc)
        if first == last:
            return np.full(len(utc), self.offsets[first], np.int32)
        return self.offsets[first + np.searchsorted(self.transitions[first:last], utc, "right")]

    def to_utc(self, local: Seconds) -> tuple[Seconds, Mask, Mask]:
        """The instants of local times, and which of those are repeated or skipped.

        A repeated local time gets its earlier instant. A skipped one gets the instant at which the clocks
        go forward, which is the next existing time.
        """
        nobody = np.zeros(len(local), np.bool_)
        # Repeated and skipped times lie within a day of a transition: none near, none to look for.
        first, last = self._stretches(self.local_ends, local, _DAY)
        if first == last:
            return local - int(self.offsets[first]), nobody, nobody
        stretch = first + np.searchsorted(self.local_ends[first:last], local, "right")
        utc = local - self.offsets[stretch]
        bounds = np.concatenate(([np.iinfo(np.int64).min], self.transitions, [np.iinfo(np.int64).max]))
        begins = bounds[stretch]
        skipped = utc < begins
        later = np.append(self.offsets[1:], self.offsets[-1])[stretch]
        repeated = local - later >= bounds[stretch + 1]
        return np.where(skipped, begins, utc), repeated, skipped

    def second_instants(self, first: Seconds) -> Seconds:
        """Of local times that are repeated, the later instant of each; `first` are the earlier ones."""
        stretch = np.searchsorted(self.transitions, first, "right")
        return first + self.offsets[stretch] - self.offsets[stretch + 1]

    @staticmethod
    def _stretches(ends: Seconds, moments: Seconds, margin: int = 0) -> tuple[int, int]:
        """The first and last stretch that any of the moments can lie in: a column spans few of them."""
        if not len(moments):
            return 0, 0
        lowest, highest = int(moments.min()) - margin, int(moments.max()) + margin
        return int(np.searchsorted(ends, lowest, "right")), int(np.searchsorted(ends, highest, "right"))


@cache
def every_zone_name() -> tuple[str, ...]:
    """All names the bundled database knows, old spellings such as "US/Eastern" included, sorted."""
    names = files(tzdata).joinpath("zones").read_text("ascii").split()
    return tuple(sorted(name for name in names if name != "Factory"))


@cache
def zone_names() -> tuple[str, ...]:
    """The zones to choose from, sorted: the database's current names by country, and "UTC"."""
    table = _zone_files().joinpath("zone.tab").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return tuple(sorted({row[2] for row in rows} | {UTC}))


@cache
def _known() -> frozenset[str]:
    return frozenset(every_zone_name())


def is_zone(name: str) -> bool:
    """Whether the name is one of the bundled database's (exact spelling), or "UTC"."""
    return name == UTC or name in _known()


@cache
def zone(name: str) -> Zone:
    """The zone of that name. Raises ValueError where `is_zone` is false."""
    rules = _rules(name)
    transitions = _transitions(rules, _written_transitions(_zone_file(name).read_bytes()))
    offsets = [_offset(rules, _FIRST)] + [_offset(rules, moment) for moment in transitions]
    at, of = np.array(transitions, np.int64), np.array(offsets, np.int32)
    return Zone(name, at, of, at + of[:-1])


@cache
def _rules(name: str) -> ZoneInfo:
    if not is_zone(name):
        raise ValueError(f"no time zone is called {name!r}")
    with _zone_file(name).open("rb") as file:
        return ZoneInfo.from_file(file, key=name)


def _zone_files() -> Traversable:
    return files("tzdata.zoneinfo")


def _zone_file(name: str) -> Traversable:
    return _zone_files().joinpath(*name.split("/"))


def _offset(rules: ZoneInfo, moment: int) -> int:
    # Counted from 1970, for Windows knows no time stamp before it: `fromtimestamp` raises OSError there.
    offset = (_EPOCH + timedelta(seconds=moment)).astimezone(rules).utcoffset()
    assert offset is not None
    return int(offset.total_seconds())


def _transitions(rules: ZoneInfo, written: Iterable[int]) -> list[int]:
    """Every instant at which the offset changes, in order.

    The file writes out the irregular changes (Casablanca's come in pairs a month apart) and leaves those of
    later years to a yearly rule, which is sampled week by week: a rule that brings no change within two
    years brings none.
    """
    candidates = sorted({moment for moment in written if _FIRST < moment < _LAST})
    count = len(candidates)
    last = candidates[-1] if candidates else _FIRST
    before = _offset(rules, last)
    for moment in range(last, _LAST, _WEEK):
        after = _offset(rules, moment + _WEEK)
        if after != before:
            candidates.append(_change_within(rules, moment, moment + _WEEK, before))
        elif moment > last + 4 * _HALF_YEAR and len(candidates) == count:
            break
        before = after
    return [at for at in candidates if _offset(rules, at) != _offset(rules, at - 1)]


def _change_within(rules: ZoneInfo, low: int, high: int, before: int) -> int:
    """The first instant in (low, high] whose offset is no longer `before`."""
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(rules, middle) == before:
            low = middle
        else:
            high = middle
    return high


def _written_transitions(content: bytes) -> list[int]:
    """The transition times that a zone file writes out (RFC 9636, the second block, of 64-bit times)."""
    header = 44
    counts = np.frombuffer(content, ">u4", 6, offset=20).tolist()
    utc_marks, standard_marks, leaps, times, types, letters = counts
    second = header + times * 5 + types * 6 + letters + leaps * 8 + standard_marks + utc_marks
    times = int(np.frombuffer(content, ">u4", 6, offset=second + 20)[3])
    return [int(time) for time in np.frombuffer(content, ">i8", times, offset=second + header)]


def offset_label(seconds: int) -> str:
    """An offset for people: "UTC−05:00"."""
    return f"UTC{_signed(seconds)}"


def _signed(seconds: int) -> str:
    hours, minutes = divmod(abs(seconds) // 60, 60)
    return f"{_MINUS if seconds < 0 else '+'}{hours:02d}:{minutes:02d}"


def zone_label(name: str, now: int) -> str:
    """A zone for people: "New York (UTC−05:00 / −04:00)", with the offsets of the year around `now`.

    `now` is in seconds since 1970-01-01T00:00Z. The lesser offset, which is winter's, comes first; a zone
    whose clocks do not change in that year has one.
    """
    if name == UTC:
        return UTC
    rules = _rules(name)  # not the whole Zone: a list of all zones needs four hundred labels at once
    year = range(now - _HALF_YEAR, now + _HALF_YEAR, _WEEK)
    first, *others = sorted({_offset(rules, moment) for moment in year})
    offsets = " / ".join([offset_label(first), *(_signed(other) for other in others)])
    return f"{place_of(name)} ({offsets})"


def place_of(name: str) -> str:
    """What people call a zone: "New York" for "America/New_York"."""
    return name.rsplit("/", 1)[-1].replace("_", " ")


def tzdata_version() -> str:
    """The edition of the bundled zone database, such as "2026f"."""
    return str(tzdata.IANA_VERSION)
