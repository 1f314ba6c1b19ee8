"""At which hours of the day conversions happened: a working day in the wrong place betrays a wrong zone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from offconv_gui.core.choices import OWN_ZONE
from offconv_gui.core.fields import Field
from offconv_gui.core.kinds import zones
from offconv_gui.core.kinds.times import Times, TimeStatus
from offconv_gui.core.messages import QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from offconv_gui.core.document import Document

HOURS = 24
WORK_BEGINS, WORK_ENDS = 9, 18
"""The hours of a day in which most sales are made."""

MOST = 100_000
"""Rows that are looked at: of a longer table every second, third or further one."""

_HOUR = 3_600
_MOST_OF_THEM = 0.8
_LONGEST_DAY = 16


@dataclass(frozen=True)
class Hours:
    """`counts` (int64, 24) is how many conversions happened in each hour of the day on the clocks of `place`.

    `place` is the city of the file's zone, or "UTC" where none is chosen.
    """

    counts: npt.NDArray[np.int64]
    place: str

    @property
    def total(self) -> int:
        return int(self.counts.sum())

    def busiest(self) -> tuple[int, int] | None:
        """The shortest stretch that holds most of them, as "from 9 to 18"; None where they are spread out.

        A stretch over midnight ends at a smaller hour than it begins at.
        """
        total = self.total
        if not total:
            return None
        twice = np.concatenate([[0], np.cumsum(np.tile(self.counts, 2))])
        for length in range(1, _LONGEST_DAY + 1):
            within = twice[length : length + HOURS] - twice[:HOURS]
            begin = int(np.argmax(within))
            if within[begin] >= _MOST_OF_THEM * total:
                return begin, (begin + length) % HOURS or HOURS
        return None

    def in_words(self) -> Message:
        """The stretch as a sentence, with the place whose clocks show it."""
        if not self.total:
            return Message(QT_TRANSLATE_NOOP("columns", "No time of day is known yet."))
        stretch = self.busiest()
        if stretch is None:
            template = QT_TRANSLATE_NOOP(
                "columns", "Conversions are spread over the whole day, {place} time."
            )
            return Message(template, {"place": self.place})
        template = QT_TRANSLATE_NOOP(
            "columns", "Most conversions are between {begin} and {end}, {place} time."
        )
        return Message(template, {"begin": stretch[0], "end": stretch[1], "place": self.place})


def by_hour(document: Document, most: int = MOST) -> Hours:
    """The conversions of a document by hour of the day in the file's zone, but not dates without a time."""
    zone = document.choices.zone
    local = zone if zone not in (None, OWN_ZONE) else zones.UTC
    times = document.readings.whole(Field.TIME)
    if not isinstance(times, Times):
        return Hours(np.zeros(HOURS, np.int64), zones.place_of(str(local)))
    step = max(1, -(-len(times) // most))
    known = (times.status[::step] == TimeStatus.OK) & ~times.date_only[::step]
    utc = times.utc[::step][known]
    offsets = zones.zone(str(local)).offset_at(utc)
    hours = (utc + offsets) // _HOUR % HOURS
    return Hours(np.bincount(hours, minlength=HOURS).astype(np.int64), zones.place_of(str(local)))
