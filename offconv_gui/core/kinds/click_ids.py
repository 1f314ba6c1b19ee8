"""Microsoft click IDs: 32 hexadecimal digits, plain, or inside something that can be taken away.

"A guid and always 32 characters long", lower-case without dashes in every example; its version bits mean
nothing (Microsoft Advertising help, "Check your Microsoft Click ID").
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from offconv_gui.core.grid import Mask
from offconv_gui.core.kinds import click_id_texts, hex_digits, texts
from offconv_gui.core.kinds.click_id_texts import ClickIdStatus
from offconv_gui.core.kinds.reading import Reading
from offconv_gui.core.kinds.texts import Block, Bytes, Rows

__all__ = ["ClickIdStatus", "ClickIds", "find_in", "read", "write"]


@dataclass(frozen=True)
class ClickIds(Reading):
    """A column of click IDs, one entry a row.

    `status` is uint8 (`ClickIdStatus`); `upper` marks good IDs with upper-case digits; `hi` and `lo` are the
    two uint64 halves of the ID where the status is OK, or IN_TEXT (then the one inside), and 0 elsewhere.
    """

    status: npt.NDArray[np.uint8]
    upper: Mask
    hi: npt.NDArray[np.uint64]
    lo: npt.NDArray[np.uint64]


def read(text: pa.Array | pa.ChunkedArray, numeric: Mask | None = None) -> ClickIds:
    """Read a column. Only 32 digits without anything around them are OK.

    A true number of a spreadsheet (`numeric`) is always DAMAGED: it has lost its last digits.
    """
    count = len(text)
    column = ClickIds(
        np.full(count, ClickIdStatus.INVALID, np.uint8),
        np.zeros(count, np.bool_),
        np.zeros(count, np.uint64),
        np.zeros(count, np.uint64),
    )
    for block in texts.blocks(text):
        _BlockReader(block, column).read()
    if numeric is not None:
        _mark_numbers(column, numeric)
    return column


def _mark_numbers(column: ClickIds, numeric: Mask) -> None:
    lost = numeric & (column.status != ClickIdStatus.BLANK)
    column.status[lost] = ClickIdStatus.DAMAGED
    column.upper[lost] = False
    column.hi[lost] = 0
    column.lo[lost] = 0


def write(hi: npt.NDArray[np.uint64], lo: npt.NDArray[np.uint64]) -> pa.Array:
    """The IDs as the service hands them out: 32 lower-case hexadecimal digits (`pa.large_string()`)."""
    digits = hex_digits.write(hi, lo)
    starts = np.arange(len(hi) + 1, dtype=np.int64) * hex_digits.WIDTH
    return texts.from_bytes(digits.reshape(-1), starts)


def find_in(text: str) -> str:
    """The click ID in one cell's text (a URL, say) as 32 lower-case digits; "" if there is not just one."""
    return click_id_texts.find_in(text)


_TEST_ID_HI = np.uint64(int(click_id_texts.TEST_ID[:16], 16))
_TEST_ID_LO = np.uint64(int(click_id_texts.TEST_ID[16:], 16))
_LAST_15_DIGITS = np.uint64(16**15 - 1)

_WRAPPER = np.zeros(256, np.bool_)
_WRAPPER[list(click_id_texts.WRAPPERS.encode())] = True
_DIGIT = np.zeros(256, np.bool_)
_DIGIT[list(b"0123456789")] = True
_WORD = np.zeros(256, np.bool_)
_WORD[list(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-{%<")] = True
_WORD[128:] = True
_PARAMETER = b"msclkid="
_LONGEST_WRAPPED = 36
_HOPELESS = (
    ("^[0-9]{0,16}[a-dfA-DF][0-9a-fA-F]{8,}$", ClickIdStatus.INVALID),
    ("^(?:Cj0KCQ|CjwKC|EAIaIQ)[0-9A-Za-z_-]{8,}$", ClickIdStatus.FOREIGN),
)
_GUID_DASHES = np.array([8, 13, 18, 23])
_GUID_DIGITS = np.delete(np.arange(36), _GUID_DASHES)


class _BlockReader:
    """Reads one block into its rows of `column`: the usual shapes with numpy, the rest text by text."""

    def __init__(self, block: Block, column: ClickIds) -> None:
        self._block = block
        self._lengths = block.lengths
        self._status = column.status[block.span]
        self._upper = column.upper[block.span]
        self._hi = column.hi[block.span]
        self._lo = column.lo[block.span]
        self._unread = np.ones(len(block), np.bool_)

    def read(self) -> None:
        self._read_blank()
        self._read_plain()
        if not self._unread.any():
            return
        for width in range(hex_digits.WIDTH + 1, _LONGEST_WRAPPED + 1):
            self._read_wrapped(width)
        self._read_dashed()
        self._read_links()
        self._read_hopeless()
        self._read_others()

    def _rows(self, mask: Mask) -> Rows:
        return np.flatnonzero(mask & self._unread)

    def _read_blank(self) -> None:
        rows = self._rows(self._lengths == 0)
        self._status[rows] = ClickIdStatus.BLANK
        self._unread[rows] = False

    def _read_plain(self) -> None:
        rows = self._rows(self._lengths == hex_digits.WIDTH)
        if len(rows):
            self._keep(rows, self._block.cells_of_width(rows, hex_digits.WIDTH), ClickIdStatus.OK)

    def _read_wrapped(self, width: int) -> None:
        """An ID with marks or spaces before and behind, or `-0` or `-1` behind."""
        rows = self._rows(self._lengths == width)
        if not len(rows):
            return
        cells = self._block.cells_of_width(rows, width)
        wrapper = _WRAPPER[cells]
        before = np.argmin(wrapper, axis=1)
        for at in np.unique(before[before <= width - hex_digits.WIDTH]):
            end = at + hex_digits.WIDTH
            behind_ok = wrapper[:, end:].all(axis=1)
            if width - end == 2:
                behind_ok |= (cells[:, end] == ord("-")) & _DIGIT[cells[:, end + 1]]
            chosen = np.flatnonzero((before == at) & behind_ok)
            self._keep(rows[chosen], cells[chosen, at:end], ClickIdStatus.IN_TEXT)

    def _read_dashed(self) -> None:
        rows = self._rows(self._lengths == 36)
        if len(rows):
            cells = self._block.cells_of_width(rows, 36)
            chosen = np.flatnonzero((cells[:, _GUID_DASHES] == ord("-")).all(axis=1))
            self._keep(rows[chosen], cells[chosen][:, _GUID_DIGITS], ClickIdStatus.IN_TEXT)

    def _read_links(self) -> None:
        """Addresses that carry the parameter once, its value up to the end or the next parameter."""
        rows = self._rows(self._lengths >= hex_digits.WIDTH + len(_PARAMETER))
        if not len(rows):
            return
        array = self._block.array.take(pa.array(rows))
        at = pc.find_substring(array, _PARAMETER.decode()).to_numpy(zero_copy_only=False).astype(np.int64)
        once = pc.equal(pc.count_substring(array, "msclkid", ignore_case=True), 1).to_numpy(
            zero_copy_only=False
        )
        begin = self._block.starts[rows] + at
        first = begin + len(_PARAMETER)
        end = first + hex_digits.WIDTH
        stop = self._block.starts[rows + 1]
        fits = np.flatnonzero((at >= 0) & once & (end <= stop))
        data = self._block.data
        free_before = (at[fits] == 0) | ~_WORD[data[begin[fits] - 1]]
        free_behind = (end[fits] == stop[fits]) | ~_WORD[data[np.minimum(end[fits], len(data) - 1)]]
        chosen = fits[free_before & free_behind]
        if len(chosen):
            windows = np.lib.stride_tricks.sliding_window_view(data, hex_digits.WIDTH)
            self._keep(rows[chosen], windows[first[chosen]], ClickIdStatus.IN_TEXT)

    def _read_hopeless(self) -> None:
        """Digits that are too few or too many, and plain Google click IDs: whole columns of them are met."""
        for pattern, status in _HOPELESS:
            rows = np.flatnonzero(self._unread)
            if not len(rows):
                return
            array = self._block.array.take(pa.array(rows))
            alike = pc.match_substring_regex(array, pattern).to_numpy(zero_copy_only=False)
            self._status[rows[alike]] = status
            self._unread[rows[alike]] = False

    def _keep(self, rows: Rows, cells: Bytes, status: ClickIdStatus) -> None:
        """Settle those of `rows` whose `cells` hold 32 digits."""
        digits = hex_digits.read(cells)
        good = digits.good
        if not good.all():
            rows, digits = rows[good], digits.only(good)
        self._unread[rows] = False
        self._status[rows] = status
        self._hi[rows] = digits.hi
        self._lo[rows] = digits.lo
        if status == ClickIdStatus.OK:
            self._upper[rows] = digits.upper
        self._refuse_unreal(rows, digits, status)

    def _refuse_unreal(self, rows: Rows, digits: hex_digits.HexDigits, status: ClickIdStatus) -> None:
        """Take back test values, GUIDs that stand for none, and numbers that a spreadsheet rounded."""
        hi, lo = digits.hi, digits.lo
        fake = (hi == _TEST_ID_HI) & (lo == _TEST_ID_LO)
        if status == ClickIdStatus.IN_TEXT:
            fake |= (hi | lo) == 0
        self._settle(rows[fake], ClickIdStatus.PLACEHOLDER)
        round_end = np.flatnonzero(((lo & _LAST_15_DIGITS) == 0) & ((hi | lo) != 0))
        decimal = [at for at in round_end if f"{hi[at]:016x}{lo[at]:016x}".isdecimal()]
        self._settle(rows[np.array(decimal, np.int64)], ClickIdStatus.DAMAGED)

    def _settle(self, rows: Rows, status: ClickIdStatus) -> None:
        self._status[rows] = status
        self._upper[rows] = False
        self._hi[rows] = 0
        self._lo[rows] = 0

    def _read_others(self) -> None:
        """Whatever is left, once for each distinct text."""
        rows = np.flatnonzero(self._unread)
        if not len(rows):
            return
        distinct, which = self._block.distinct(rows)
        found = [click_id_texts.judge(text) for text in distinct]
        ids = [one.click_id or "0" * hex_digits.WIDTH for one in found]
        status = np.array([one.status for one in found], np.uint8)
        hi = np.array([int(one[:16], 16) for one in ids], np.uint64)
        lo = np.array([int(one[16:], 16) for one in ids], np.uint64)
        self._status[rows] = status[which]
        self._hi[rows] = hi[which]
        self._lo[rows] = lo[which]
