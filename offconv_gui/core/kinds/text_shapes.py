"""Finds which values of a column differ in their digits only, for a block of rows at a time.

Text is handled as 64-bit words of eight bytes: a few numpy operations on whole columns of words do what
would be a loop over a million strings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Rows = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint64]

LONGEST: Final = 96
"""Longer texts, in bytes, are not taken apart."""

_BYTES: Final = 8
_FILLER: Final = 0xFF  # no byte of UTF-8
_FILLERS: Final = np.array(
    [0] + [(2**64 - 1) ^ (2 ** (8 * kept) - 1) for kept in range(1, 8)] + [0], dtype=np.uint64
)
_EVERY: Final = 0x0101010101010101


@dataclass(frozen=True)
class Texts:
    """Texts of a block that fill the same number of words, and which of them differ in digits only.

    `rows` are their rows in the block, `words` their bytes, one array a word. `codes` gives each text's
    skeleton in `skeletons`: the text of the group with 0 for every digit.
    """

    rows: Rows
    words: list[Words]
    codes: npt.NDArray[np.int32]
    skeletons: list[str]


def grouped(block: Any) -> Iterator[Texts]:
    """The texts of an Arrow large_string array, but for empty ones and those longer than `LONGEST` bytes."""
    data, starts, lengths = _buffers(block)
    sizes = (lengths + _BYTES - 1) // _BYTES
    present = np.bincount(np.minimum(sizes, LONGEST // _BYTES + 1), minlength=LONGEST // _BYTES + 2)
    for size in np.flatnonzero(present[1:-1]) + 1:
        rows = np.flatnonzero(sizes == size)
        words = _words(data, starts[rows], lengths[rows], int(size))
        yield Texts(rows, words, *_distinct([_without_digits(word) for word in words]))


def byte_column(words: list[Words], position: int) -> npt.NDArray[np.uint8]:
    """The byte at one position of every text."""
    word, byte = divmod(position, _BYTES)
    return words[word].view(np.uint8)[byte::_BYTES]


def _buffers(block: Any) -> tuple[npt.NDArray[np.uint8], Rows, Rows]:
    """An array's bytes, with some to spare behind them; where each text begins, and how long it is."""
    _, offset_buffer, data_buffer = block.buffers()
    offsets = np.frombuffer(offset_buffer, np.int64, len(block) + 1, block.offset * 8)
    first, last = int(offsets[0]), int(offsets[-1])
    data = np.full(last - first + _BYTES, _FILLER, np.uint8)
    if last > first:
        data[: last - first] = np.frombuffer(data_buffer, np.uint8, last - first, first)
    return data, offsets[:-1] - first, np.diff(offsets)


def _words(data: npt.NDArray[np.uint8], starts: Rows, lengths: Rows, size: int) -> list[Words]:
    everywhere: Words = np.ndarray((len(data) - _BYTES + 1,), "<u8", data, strides=(1,))
    words = [everywhere[starts + _BYTES * place] for place in range(size)]
    words[-1] |= _FILLERS[lengths - _BYTES * (size - 1)]
    return words


def _without_digits(word: Words) -> Words:
    """The words with every digit made 0: digits are the bytes 0x30 to 0x39."""
    low_bits = np.uint64(_EVERY * 0x7F)
    from_zero = word ^ np.uint64(_EVERY * 0x30)
    not_digit = ((from_zero & low_bits) + np.uint64(_EVERY * (0x80 - 10))) | from_zero
    digit = ~not_digit & np.uint64(_EVERY * 0x80)
    return word & ~((digit >> np.uint64(7)) * np.uint64(0x0F))


def _distinct(words: list[Words]) -> tuple[npt.NDArray[np.int32], list[str]]:
    """A code for each text, equal where all words are, and the texts that the codes stand for."""
    codes, count = _encoded(words[0])
    for word in words[1:]:
        others, other_count = _encoded(word)
        if other_count > 1:
            codes, count = _encoded(codes.astype(np.int64) * other_count + others)
    example = np.zeros(count, np.int64)
    example[codes] = np.arange(len(codes))
    stacked = np.stack([word[example] for word in words], axis=1).view(np.uint8)
    return codes, [row.tobytes().rstrip(bytes([_FILLER])).decode() for row in stacked]


def _encoded(values: npt.NDArray[Any]) -> tuple[npt.NDArray[np.int32], int]:
    if len(values) == 1:  # an edited cell: nothing to compare
        return np.zeros(1, np.int32), 1
    encoded = pa.array(values).dictionary_encode()
    return encoded.indices.to_numpy(), len(encoded.dictionary)
