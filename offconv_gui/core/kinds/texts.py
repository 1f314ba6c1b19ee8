"""Columns of text as bytes: what the kinds need to read a million cells without a Python loop.

Fast paths look at the bytes of a block with numpy; whatever is unusual is read once per distinct text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

BLOCK_ROWS = 250_000
"""Larger blocks fall out of the processor's cache and pay for page faults; smaller ones pay per call."""

FEW_ROWS = 10_000
"""Chunks smaller than this on average are joined first."""

Bytes = npt.NDArray[np.uint8]
Rows = npt.NDArray[np.int64]

_SPACES = dict.fromkeys(
    map(ord, "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"), " "
)
_SPACES.update(dict.fromkeys(range(0x2000, 0x200B), " "))
_INVISIBLE: dict[int, str] = dict.fromkeys(
    (0x00, 0xAD, 0x34F, 0x61C, 0x180E, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F)), ""
)
_INVISIBLE.update(dict.fromkeys(range(0x2060, 0x2070), ""))
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−⁃﹘﹣－"), "-")
_APOSTROPHES = dict.fromkeys(map(ord, "‘’‛′ʹʼ`´＇"), "'")
_QUOTES = dict.fromkeys(map(ord, "“”„‟«»″＂"), '"')
_FULL_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_FULL_WIDTH.update({0xFFE0: "¢", 0xFFE1: "£", 0xFFE5: "¥", 0xFFE6: "₩"})
_PLAIN = {**_FULL_WIDTH, **_SPACES, **_INVISIBLE, **_DASHES, **_APOSTROPHES, **_QUOTES}


def plain(text: str) -> str:
    """`text` with typographic variants made plain and invisible characters gone; not stripped.

    Every kind of space becomes a space, every dash "-", every apostrophe "'", every double quote '"', and
    full-width letters, digits and marks become ASCII.
    """
    return text if text.isascii() and text.isprintable() else text.translate(_PLAIN)


@dataclass(frozen=True)
class Block:
    """Consecutive rows of a column.

    `first` is the position of its first row in the column; `array` is a `pa.LargeStringArray`; `data` holds
    the UTF-8 bytes of all its cells without gaps, and `starts` (n + 1 entries) where each begins in `data`.
    """

    first: int
    array: pa.Array
    data: Bytes
    starts: Rows

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def span(self) -> slice:
        """The block's rows in the column."""
        return slice(self.first, self.first + len(self))

    @property
    def lengths(self) -> Rows:
        """The length of each cell in bytes."""
        return np.diff(self.starts)

    def cells_of_width(self, rows: Rows, width: int) -> Bytes:
        """The bytes of `rows`, all of which are `width` bytes long, as an array of len(rows) by `width`."""
        if len(rows) == len(self):
            return self.data.reshape(-1, width)
        windows = np.lib.stride_tricks.sliding_window_view(self.data, width)
        return windows[self.starts[rows]]

    def distinct(self, rows: Rows | None = None) -> tuple[list[str], npt.NDArray[np.int32]]:
        """The distinct texts of `rows` (by default all), and for each row which of them it is."""
        array = self.array if rows is None else self.array.take(pa.array(rows))
        encoded = array.dictionary_encode()
        return encoded.dictionary.to_pylist(), encoded.indices.to_numpy(zero_copy_only=False)


def blocks(text: pa.Array | pa.ChunkedArray) -> Iterator[Block]:
    """Cut a column of `pa.large_string()` without nulls into blocks of at most `BLOCK_ROWS` rows.

    An empty column is one empty block.
    """
    if not len(text):
        yield whole(pa.array([], pa.large_string()))
    first = 0
    for chunk in _chunks(text):
        for at in range(0, len(chunk), BLOCK_ROWS):
            block = whole(chunk.slice(at, BLOCK_ROWS), first)
            yield block
            first += len(block)


def _chunks(text: pa.Array | pa.ChunkedArray) -> list[pa.Array]:
    if text.type != pa.large_string():
        text = text.cast(pa.large_string())
    if isinstance(text, pa.Array):
        return [text]
    if text.num_chunks > 1 and len(text) < FEW_ROWS * text.num_chunks:
        combined = text.combine_chunks()
        return [combined] if isinstance(combined, pa.Array) else combined.chunks
    return list(text.chunks)


def whole(array: pa.Array, first: int = 0) -> Block:
    """All of an array of `pa.large_string()` as one block."""
    _, offsets, values = array.buffers()
    if len(array) == 0 or offsets is None:
        return Block(first, array, np.empty(0, np.uint8), np.zeros(len(array) + 1, np.int64))
    starts = np.frombuffer(offsets, np.int64)[array.offset : array.offset + len(array) + 1]
    data = np.empty(0, np.uint8) if values is None else np.frombuffer(values, np.uint8)
    return Block(first, array, data[starts[0] : starts[-1]], starts - starts[0])


def from_bytes(data: Bytes, starts: Rows) -> pa.Array:
    """A `pa.large_string()` array from the UTF-8 bytes of its cells and where each begins (n + 1 entries)."""
    buffers = [
        None,
        pa.py_buffer(np.ascontiguousarray(starts, np.int64)),
        pa.py_buffer(np.ascontiguousarray(data)),
    ]
    return pa.Array.from_buffers(pa.large_string(), len(starts) - 1, buffers)
