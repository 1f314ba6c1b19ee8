"""A Client Id for every row of an upload, no two alike: how results find their way back to the rows.

The service copies a row's Client Id into the results file and keeps it nowhere (Microsoft Advertising docs,
bulk record "Offline Conversion"), so uniqueness within the file is all that is needed.
"""

from __future__ import annotations

from itertools import count

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from offconv_gui.core.grid import Mask, RowIndex
from offconv_gui.core.kinds import free_text
from offconv_gui.core.kinds.free_text import Keys
from offconv_gui.core.table import NEW_ROW

LONGEST = 100
"""Characters of a Client Id."""

_TEXT = pa.large_string()


def unique(own: pa.Array, row_numbers: RowIndex) -> pa.Array:
    """The Client Ids of the rows of an upload, in order (`pa.large_string()`).

    A row keeps its own (without spaces around it) where it is the first to have it. A repeated one is
    numbered, "A-1 (2)"; a row without gets one from its number in the source file, "row-214", or
    "new-row" where it stands in none. `own` has at most 100 characters a row. The same rows always get the
    same IDs.
    """
    own = pc.utf8_trim_whitespace(own)
    blank = _mask(pc.equal(own, ""))
    keys = free_text.keys(own)
    kept = ~pd.Series(keys).duplicated().to_numpy() & ~blank
    rows = np.flatnonzero(~kept)
    if not len(rows):
        return own
    stems = _stems(own.take(pa.array(rows)), blank[rows], row_numbers[rows])
    made = _proposed(stems, keys[rows], blank[rows])
    # Equal keys of unequal texts cost a number that was not needed, nothing more.
    made_keys = free_text.keys(made)
    found = pd.Series(made_keys)
    clashing = (found.isin(keys) | found.duplicated()).to_numpy() | _too_long(made)
    if clashing.any():
        taken = {*pc.unique(own).to_pylist(), *made.filter(pa.array(~clashing)).to_pylist()}
        fresh = _numbered_on(stems.filter(pa.array(clashing)).to_pylist(), taken)
        made = pc.replace_with_mask(made, pa.array(clashing), pa.array(fresh, _TEXT))
    return pc.replace_with_mask(own, pa.array(~kept), made)


def _stems(own: pa.Array, blank: Mask, row_numbers: RowIndex) -> pa.Array:
    """What the IDs of the rows that need one are made from."""
    of_row = pc.binary_join_element_wise(_scalar("row-"), pa.array(row_numbers).cast(_TEXT), _scalar(""))
    of_row = pc.if_else(pa.array(row_numbers == NEW_ROW), _scalar("new-row"), of_row)
    return pc.if_else(pa.array(blank), of_row, own)


def _proposed(stems: pa.Array, keys: Keys, blank: Mask) -> pa.Array:
    """The ID each of these rows gets if nobody else has it: the second with an ID is number 2."""
    nth = (pd.Series(keys).groupby(keys, sort=False).cumcount() + 2).to_numpy()
    numbered = pc.binary_join_element_wise(
        stems, _scalar(" ("), pa.array(nth).cast(_TEXT), _scalar(")"), _scalar("")
    )
    return pc.if_else(pa.array(blank), stems, numbered)


def _numbered_on(stems: list[str], taken: set[str]) -> list[str]:
    """The clashing ones, numbered on until they are free, one by one: they are few."""
    numbers: dict[str, count[int]] = {}
    fresh = []
    for stem in stems:
        for number in numbers.setdefault(stem, count(2)):
            ending = f" ({number})"
            candidate = stem[: LONGEST - len(ending)] + ending
            if candidate not in taken:
                break
        taken.add(candidate)
        fresh.append(candidate)
    return fresh


def _too_long(made: pa.Array) -> Mask:
    return _mask(pc.greater(pc.utf8_length(made), LONGEST))


def _scalar(text: str) -> pa.Scalar:
    return pa.scalar(text, _TEXT)


def _mask(array: pa.Array) -> Mask:
    result: Mask = array.to_numpy(zero_copy_only=False)
    return result
