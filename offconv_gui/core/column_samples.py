"""What the cells of a grid's columns look like, judged by a sample of each.

Small enough that five thousand columns take a fraction of a second, spread over the whole column, and always
the same for the same grid.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from offconv_gui.core.choices import DateOrder
from offconv_gui.core.grid import Grid
from offconv_gui.core.kinds import amounts, click_ids, currencies, hex_digits, times
from offconv_gui.core.kinds.amounts import AmountStatus
from offconv_gui.core.kinds.click_ids import ClickIdStatus
from offconv_gui.core.kinds.currencies import CurrencyStatus
from offconv_gui.core.kinds.times import TimeStatus

MOST_ROWS = 500
FEWEST_ROWS = 40
MOST_CELLS = 100_000
_PLACES = 10

HASH_DIGITS = 64
MOST_ID_BYTES = 48
_DATE_LIKE = r"\d[-/. ,T]|[A-Za-z]{3,} \d"
_MOST_UNREADABLE = 0.2
_LINK = "msclkid"
_CLICK_ID = r"^[^0-9A-Za-z]*(?:_uet)?[0-9A-Fa-f]{32}(?:-[0-9][Nn]?)?[^0-9A-Za-z]*$"
"""A click ID as `core.kinds.click_id_texts` knows it, blanks, quotes and the marks of UET around it."""


@dataclass(frozen=True)
class Sample:
    """Cells that are not blank, from all over a column; the shares are of them, from 0 to 1.

    `text` is a `pa.LargeStringArray`. `of_id_length` counts cells of 32 to 48 bytes, `of_hash_length`
    those of 64, `with_parameter` cells that speak of `msclkid`.
    """

    text: pa.Array
    of_id_length: int = 0
    of_hash_length: int = 0
    with_parameter: int = 0

    @property
    def is_blank(self) -> bool:
        return not len(self.text)

    def _share(self, of: npt.NDArray[np.bool_]) -> float:
        return float(of.mean()) if len(of) else 0.0

    @cached_property
    def _click_id_status(self) -> npt.NDArray[np.uint8]:
        return click_ids.read(self.text).status

    @property
    def plain_click_ids(self) -> float:
        """The share of click IDs with marks around them at most, of the cells that do not stand for none.

        A GUID with its dashes is more often a record of the CRM.
        """
        if not self.of_id_length:
            return 0.0
        return self._share_of_ids(_numpy(pc.match_substring_regex(self.text, _CLICK_ID)).astype(np.bool_))

    @property
    def held_click_ids(self) -> float:
        """The share of cells that are or hold a click ID, of those that do not stand for none."""
        return self._share_of_ids(np.ones(len(self.text), np.bool_))

    def _share_of_ids(self, among: npt.NDArray[np.bool_]) -> float:
        status = self._click_id_status
        found = (status == ClickIdStatus.OK) | ((status == ClickIdStatus.IN_TEXT) & among)
        return self._share(found[status != ClickIdStatus.PLACEHOLDER])

    @property
    def usable_click_ids(self) -> float:
        """The share of cells that are or hold a click ID, or stand for none."""
        usable = (ClickIdStatus.OK, ClickIdStatus.IN_TEXT, ClickIdStatus.PLACEHOLDER)
        return self._share(np.isin(self._click_id_status, usable))

    @property
    def foreign_click_ids(self) -> float:
        """The share of other networks' click IDs."""
        return self._share(self._click_id_status == ClickIdStatus.FOREIGN)

    @property
    def links(self) -> float:
        """The share of texts, addresses as a rule, that hold a click ID."""
        return self._share(self._click_id_status == ClickIdStatus.IN_TEXT) if self.with_parameter else 0.0

    @property
    def hashes(self) -> float:
        """The share of SHA-256 hashes."""
        if not self.of_hash_length:
            return 0.0
        hashes = self.text.filter(pc.equal(pc.binary_length(self.text), HASH_DIGITS))
        halves = np.frombuffer("".join(hashes.to_pylist()).encode(), np.uint8).reshape(-1, hex_digits.WIDTH)
        return float(hex_digits.read(halves).good.reshape(-1, 2).all(axis=1).sum()) / len(self.text)

    @property
    def readable_amounts(self) -> float:
        """The share of amounts."""
        return self._share(amounts.parse(self.text).status == AmountStatus.OK)

    @property
    def known_currencies(self) -> float:
        """The share of currency codes, or of what is offered one."""
        known = currencies.read(self.text).status != CurrencyStatus.UNKNOWN
        return self._share(known) or self._share(np.array([bool(currencies.offered(t)) for t in self._few]))

    @property
    def latest_time(self) -> int | None:
        """The middle one of its dates, in seconds since 1970, months first where that is open; None where
        fewer than half of the cells are dates with a year."""
        if self.is_blank or not pc.any(pc.match_substring_regex(self.text, _DATE_LIKE)).as_py():
            return None
        read = times.resolve(times.parse(self.text), DateOrder.MDY, "UTC")
        if self._share(read.status == TimeStatus.UNREADABLE) > _MOST_UNREADABLE:
            read = times.resolve(times.parse(self.text), DateOrder.DMY, "UTC")
        known = read.utc[read.utc != times.NO_TIME]
        return int(np.median(known)) if len(known) * 2 >= len(self.text) else None

    @property
    def are_distinct(self) -> bool:
        """No cell occurs twice."""
        return not self.is_blank and pc.count_distinct(self.text).as_py() == len(self.text)

    @property
    def is_personal(self) -> bool:
        """Some cells are e-mail addresses or long numbers, as for a telephone."""
        return bool(pc.any(pc.match_substring_regex(self.text, r"@.+\.|^\+?[0-9 ()./-]{7,}$")).as_py())

    @property
    def _few(self) -> list[str]:
        few: list[str] = self.text.slice(0, FEWEST_ROWS).to_pylist()
        return few


def take_samples(grid: Grid) -> tuple[Sample, ...]:
    """A sample of each column, in the grid's order."""
    if not grid.columns:
        return ()
    rows = int(np.clip(MOST_CELLS // len(grid.columns), FEWEST_ROWS, MOST_ROWS))
    taken = [_spread(column.text, rows) for column in grid.columns]
    cells = pa.concat_arrays(taken)
    owner = np.repeat(np.arange(len(taken)), [len(cells_of_one) for cells_of_one in taken])
    filled = _numpy(pc.greater(pc.binary_length(pc.utf8_trim_whitespace(cells)), 0))
    cells, owner = cells.filter(pa.array(filled)), owner[filled]
    length = _numpy(pc.binary_length(cells))
    counts = [
        np.bincount(owner[chosen], minlength=len(taken))
        for chosen in (
            np.ones(len(owner), np.bool_),
            np.isin(length, range(hex_digits.WIDTH, MOST_ID_BYTES + 1)),
            length == HASH_DIGITS,
            _numpy(pc.match_substring(cells, _LINK, ignore_case=True)),
        )
    ]
    ends = np.cumsum(counts[0])
    return tuple(
        Sample(cells.slice(end - filled_cells, filled_cells), *others)
        for end, (filled_cells, *others) in zip(ends.tolist(), np.transpose(counts).tolist(), strict=True)
    )


def _spread(text: pa.ChunkedArray, rows: int) -> pa.Array:
    """About `rows` cells from places spread evenly over the column; all of a short column."""
    if len(text) <= rows:
        return _joined(text.chunks)
    size = rows // _PLACES
    places = np.linspace(0, len(text) - size, _PLACES).astype(np.int64).tolist()
    return _joined([chunk for place in places for chunk in text.slice(place, size).chunks])


def _joined(chunks: list[pa.Array]) -> pa.Array:
    return pa.concat_arrays(chunks) if chunks else pa.array([], pa.large_string())


def _numpy(array: pa.Array) -> npt.NDArray[np.generic]:
    return np.asarray(array.to_numpy(zero_copy_only=False))
