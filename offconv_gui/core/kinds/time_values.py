"""What is known of a column of times: what its texts say, and the instants that they mean."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np
import numpy.typing as npt

from offconv_gui.core.kinds.reading import Reading

BLOCK: Final = 250_000
"""Rows handled at a time: larger blocks fall out of the processor's caches."""


class TimeStatus(IntEnum):
    """Whether the instant of a time is known, and if not, why."""

    OK = 0
    BLANK = 1
    UNREADABLE = 2
    ORDER_UNCLEAR = 3
    ZONE_MISSING = 4
    ZONE_UNKNOWN = 5
    ZONE_CONFLICT = 6
    AMBIGUOUS = 7
    NONEXISTENT = 8


@dataclass(frozen=True)
class ParsedTimes(Reading):
    """What the texts of a column say, whatever is chosen for the file.

    `state` (uint8) is OK, BLANK or UNREADABLE of TimeStatus. `proof` (uint8) is what each value says of the
    order of day, month and year (`evidence.Proof`). The rest is as in `time_columns.TimeColumns`.
    """

    state: npt.NDArray[np.uint8]
    proof: npt.NDArray[np.uint8]
    dmy: npt.NDArray[np.uint16]
    mdy: npt.NDArray[np.uint16]
    ymd: npt.NDArray[np.uint16]
    second: npt.NDArray[np.int32]
    mark: npt.NDArray[np.int32]


@dataclass(frozen=True)
class Times(Reading):
    """The instants of a column.

    `utc` (int64) is in whole seconds since 1970-01-01T00:00Z, fractions cut off. It is `NO_TIME` unless
    `status` (uint8, TimeStatus) is OK, ZONE_CONFLICT (then by the text's own zone), AMBIGUOUS (then the
    earlier instant) or NONEXISTENT (then the next existing time). `date_only`: no time of day is written.
    `own_zone`: the text itself carries a zone or an offset that is understood.
    """

    utc: npt.NDArray[np.int64]
    status: npt.NDArray[np.uint8]
    date_only: npt.NDArray[np.bool_]
    own_zone: npt.NDArray[np.bool_]
