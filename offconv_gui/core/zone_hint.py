"""Which zone a file is probably in, where most of its rows in the future are only hours ahead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np

from offconv_gui.core.choices import OWN_ZONE
from offconv_gui.core.fields import Field, Kind
from offconv_gui.core.grid import RowIndex
from offconv_gui.core.kinds import zones
from offconv_gui.core.kinds.times import Times, TimeStatus
from offconv_gui.core.kinds.zones import place_of
from offconv_gui.core.messages import QT_TRANSLATE_NOOP, Message
from offconv_gui.core.readings import WAYS

if TYPE_CHECKING:
    from offconv_gui.core.document import Document

FEWEST = 3
"""Rows in the future from which on it is worth to doubt the zone."""

WIDEST = 26 * 3_600
"""Seconds between the clocks of the westernmost and the easternmost zone."""

_MOST_OF_THEM = 0.8
_TRIED = 2_000
"""Rows on which a zone is tried: those furthest in the future."""

LIKELY = (
    "UTC",
    "America/Los_Angeles",
    "America/Denver",
    "America/Chicago",
    "America/New_York",
    "America/Sao_Paulo",
    "Europe/London",
    "Europe/Berlin",
    "Europe/Istanbul",
    "Asia/Dubai",
    "Asia/Kolkata",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Australia/Sydney",
    "Pacific/Auckland",
)
"""Where CRM systems are kept, from west to east: the least shift that explains the times comes first."""


@dataclass(frozen=True)
class ZoneHint:
    """So many rows are up to `hours` in the future, and none of them would be if the file were in `zone`."""

    zone: str
    rows: int
    hours: int

    @property
    def place(self) -> str:
        """The zone's city."""
        return place_of(self.zone)

    def in_words(self) -> Message:
        values = {"rows": f"{self.rows:,}", "hours": self.hours, "place": self.place}
        if self.hours == 1:
            template = QT_TRANSLATE_NOOP(
                "columns",
                "{rows} rows are up to an hour in the future. If the file is in {place} time, none of them "
                "is.",
            )
        else:
            template = QT_TRANSLATE_NOOP(
                "columns",
                "{rows} rows are up to {hours} hours in the future. If the file is in {place} time, none of "
                "them is.",
            )
        return Message(template, values)


def zone_hint(document: Document, known: Iterable[str] = ()) -> ZoneHint | None:
    """The zone that would explain the rows in the future; None where no zone would, or there are few.

    `known` are zones to try first: the computer's, and those used before. Only times without a zone of their
    own depend on the file's.
    """
    chosen = document.choices.zone
    times = document.readings.whole(Field.TIME)
    if chosen in (None, OWN_ZONE) or not isinstance(times, Times):
        return None
    ahead = np.flatnonzero((times.status == TimeStatus.OK) & ~times.own_zone & (times.utc > document.now))
    ahead = ahead[~document.table.left_out[ahead]]
    near = ahead[times.utc[ahead] <= document.now + WIDEST]
    if len(near) < FEWEST or len(near) < _MOST_OF_THEM * len(ahead):
        return None
    furthest = near[np.argsort(-times.utc[near], kind="stable")][:_TRIED]
    zone = _explaining(document, furthest, dict.fromkeys((*known, *LIKELY)))
    if zone is None:
        return None
    seconds = int(times.utc[furthest[0]]) - document.now
    return ZoneHint(zone, len(near), -(-seconds // 3_600))


def _explaining(document: Document, rows: RowIndex, candidates: Iterable[str]) -> str | None:
    parsed = document.readings.parsed[Field.TIME].take(rows)
    proof = document.readings.evidence.get(Field.TIME)
    resolve = WAYS[Kind.TIME].resolve
    assert resolve is not None
    for zone in candidates:
        if zone == document.choices.zone or not zones.is_zone(zone):
            continue
        choices = document.choices.changed(zone=zone)
        read = cast(Times, resolve(parsed, proof.proved if proof else None, choices))
        if np.all((read.status == TimeStatus.OK) & (read.utc <= document.now)):
            return zone
    return None
