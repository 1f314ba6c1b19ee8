"""The instants that a column of times means under the choices made for the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from offconv_gui.core.choices import OWN_ZONE, DateOrder
from offconv_gui.core.evidence import Proof, is_unclear
from offconv_gui.core.kinds.time_columns import DAY, NO_CLOCK, NO_DAY, offset_seconds
from offconv_gui.core.kinds.time_text import NO_TIME
from offconv_gui.core.kinds.time_values import BLOCK, ParsedTimes, Times, TimeStatus
from offconv_gui.core.kinds.zone_marks import NO_MARK, UTC_MARK, MarkKind, kinds, meaning
from offconv_gui.core.kinds.zones import Zone
from offconv_gui.core.kinds.zones import zone as zone_named


def resolve(
    parsed: ParsedTimes,
    order: DateOrder,
    zone: str | None,
    time_of_day: int | None = None,
    zone_meanings: Mapping[str, str] | None = None,
    own_zone_holds: bool = False,
) -> Times:
    """The instants that parsed texts mean under the choices made for the file.

    `order` is the one in effect; AUTO means that nobody knows it. `zone` is an IANA name, "UTC", "own", or
    None (not chosen). `time_of_day`, in seconds, is given to dates without one. `zone_meanings` maps an
    upper-case zone word to the IANA name chosen for it. Where `own_zone_holds`, a time may carry another zone
    than the file's without a conflict. Raises ValueError for a zone that does not exist.
    """
    file_zone = None if zone in (None, OWN_ZONE) else zone_named(str(zone))
    resolver = _Resolver(order, file_zone, time_of_day or 0, zone_meanings or {}, own_zone_holds)
    count = len(parsed)
    times = Times(
        np.full(count, NO_TIME, np.int64),
        np.zeros(count, np.uint8),
        np.zeros(count, np.bool_),
        np.zeros(count, np.bool_),
    )
    for start in range(0, count, BLOCK):
        block = slice(start, start + BLOCK)
        resolver.resolve(
            ParsedTimes(**{name: array[block] for name, array in parsed.arrays().items()}),
            Times(**{name: array[block] for name, array in times.arrays().items()}),
        )
    return times


def second_instants(
    parsed: ParsedTimes, times: Times, zone: str | None, zone_meanings: Mapping[str, str] | None = None
) -> npt.NDArray[np.int64]:
    """The later instants of times that fall into a repeated hour; others keep the one they have.

    `times` is what `resolve` gave for `parsed` under the same choices.
    """
    utc = times.utc.copy()
    repeated = np.flatnonzero(times.status == TimeStatus.AMBIGUOUS)
    for mark in np.unique(parsed.mark[repeated]).tolist():
        rows = repeated[parsed.mark[repeated] == mark]
        meant = zone_named(str(zone)) if mark == NO_MARK else meaning(mark, zone_meanings or {})
        if isinstance(meant, Zone):
            utc[rows] = meant.second_instants(utc[rows])
    return utc


@dataclass(frozen=True)
class _Resolver:
    """Resolves blocks of a column in place."""

    order: DateOrder
    file_zone: Zone | None
    time_of_day: int
    zone_meanings: Mapping[str, str]
    own_zone_holds: bool

    def resolve(self, parsed: ParsedTimes, times: Times) -> None:
        """Fill the rows of `times`, which hold nothing yet."""
        day, unclear = self._day(parsed)
        times.status[:] = parsed.state
        times.status[(parsed.state == TimeStatus.OK) & (day == NO_DAY)] = TimeStatus.UNREADABLE
        times.status[unclear] = TimeStatus.ORDER_UNCLEAR
        dated = times.status == TimeStatus.OK
        no_clock = parsed.second == NO_CLOCK
        times.date_only[:] = no_clock & (parsed.state == TimeStatus.OK)
        local = day.astype(np.int64) * DAY
        local += np.where(no_clock, self.time_of_day, parsed.second)
        kind = kinds(parsed.mark)
        self._in_file_zone(local, dated & (kind == MarkKind.NONE), times)
        if kind.any():
            readable = parsed.state == TimeStatus.OK
            self._in_own_zones(local, dated, readable & (kind != MarkKind.NONE), parsed.mark, times)

    def _day(self, parsed: ParsedTimes) -> tuple[npt.NDArray[np.uint16], npt.NDArray[np.bool_]]:
        """The day in the order in effect, and where that order is not known."""
        if self.order == DateOrder.AUTO:
            day = np.where(parsed.proof == int(Proof.SECOND), parsed.mdy, parsed.dmy)
            return np.where(parsed.proof == int(Proof.THIRD), parsed.ymd, day), is_unclear(parsed.proof)
        days = {DateOrder.DMY: parsed.dmy, DateOrder.MDY: parsed.mdy, DateOrder.YMD: parsed.ymd}
        return days[self.order], np.zeros(len(parsed), np.bool_)

    def _in_file_zone(self, local: npt.NDArray[np.int64], rows: npt.NDArray[np.bool_], times: Times) -> None:
        if self.file_zone is None:
            times.status[rows] = TimeStatus.ZONE_MISSING
        else:
            _place(self.file_zone, local, np.flatnonzero(rows), times)

    def _in_own_zones(
        self,
        local: npt.NDArray[np.int64],
        dated: npt.NDArray[np.bool_],
        zoned: npt.NDArray[np.bool_],
        marks: npt.NDArray[np.int32],
        times: Times,
    ) -> None:
        numeric = kinds(marks) <= MarkKind.OFFSET
        simple = np.flatnonzero(zoned & numeric)
        times.own_zone[simple] = True
        simple = simple[dated[simple]]
        times.utc[simple] = local[simple] - offset_seconds(marks[simple])
        worded = np.flatnonzero(zoned & ~numeric)
        for mark in np.unique(marks[worded]).tolist():
            rows = worded[marks[worded] == mark]
            meant = meaning(mark, self.zone_meanings)
            times.own_zone[rows] = meant is not None
            rows = rows[dated[rows]]
            if isinstance(meant, Zone):
                _place(meant, local, rows, times)
            elif meant is None:
                times.status[rows] = TimeStatus.ZONE_UNKNOWN
            else:
                times.utc[rows] = local[rows] - meant
        if self.file_zone is not None and not self.own_zone_holds:
            claimed = times.own_zone & (marks != UTC_MARK) & (times.status == TimeStatus.OK)
            self._mark_conflicts(self.file_zone, local, np.flatnonzero(claimed), times)

    @staticmethod
    def _mark_conflicts(
        file_zone: Zone, local: npt.NDArray[np.int64], rows: npt.NDArray[np.int64], times: Times
    ) -> None:
        """Of rows with their own zone, mark those whose clock is not the file's zone's at that instant."""
        utc = times.utc[rows]
        conflicting = local[rows] - utc != file_zone.offset_at(utc)
        times.status[rows[conflicting]] = TimeStatus.ZONE_CONFLICT


def _place(zone: Zone, local: npt.NDArray[np.int64], rows: npt.NDArray[np.int64], times: Times) -> None:
    """Give these rows the instants of their local times in a zone."""
    times.utc[rows], repeated, skipped = zone.to_utc(local[rows])
    times.status[rows[repeated]] = TimeStatus.AMBIGUOUS
    times.status[rows[skipped]] = TimeStatus.NONEXISTENT
