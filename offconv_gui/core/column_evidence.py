"""What a file's column proves about its dates and amounts, and what reading them in some way would mean."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from offconv_gui.core.choices import Choices, DateOrder
from offconv_gui.core.fields import SPECS, Field
from offconv_gui.core.grid import GridColumn, Mask
from offconv_gui.core.kinds import times
from offconv_gui.core.proof_sentences import AnyEvidence
from offconv_gui.core.readings import WAYS
from offconv_gui.core.rules.base import DAY
from offconv_gui.core.rules.times import OLDEST_DAYS

MOST_ROWS = 50_000
"""Rows that are looked at first: these take a few milliseconds a column."""


@dataclass(frozen=True)
class Outlook:
    """What an order of dates would mean: how many times would lie in the future, or be too old."""

    future: int
    too_old: int


def column_evidence(column: GridColumn, field: Field, most: int | None = MOST_ROWS) -> AnyEvidence | None:
    """What the column's first `most` rows (None: all) prove about its dates or amounts.

    None where the field has neither.
    """
    way = WAYS[SPECS[field].kind]
    return way.weigh(way.parse(*first_rows(column, most)).proof) if way.weigh else None


def order_outlook(column: GridColumn, order: DateOrder, choices: Choices, now: int) -> Outlook:
    """What reading the column's dates in this order would mean at `now` (seconds since 1970 in UTC)."""
    zone = choices.zone or "UTC"
    parsed = times.parse(first_rows(column)[0])
    read = times.resolve(parsed, order, zone, choices.time_of_day, dict(choices.zone_meanings))
    known = read.utc[read.utc != times.NO_TIME]
    return Outlook(int(np.count_nonzero(known > now)), int(np.count_nonzero(known < now - OLDEST_DAYS * DAY)))


def first_rows(column: GridColumn, most: int | None = MOST_ROWS) -> tuple[pa.Array, Mask | None]:
    """The texts of a column's first `most` rows (None: all), and which of them were true numbers."""
    text = column.text.slice(0, most).combine_chunks()
    if isinstance(text, pa.ChunkedArray):  # combining no chunk at all gives back a chunked array
        text = pa.array([], pa.large_string())
    return text, None if column.numeric is None else column.numeric[:most]
