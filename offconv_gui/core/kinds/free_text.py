"""Free text: whether it is blank, how long it is, and a 64-bit key that is equal for equal texts."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from offconv_gui.core.kinds.reading import Reading

HASH_DIGITS = 64

_UNSEEN = "".join(
    chr(code)
    for code in range(0x10000)
    if chr(code).isspace() or unicodedata.category(chr(code)) in ("Cc", "Cf")
)
"""Spaces, marks of control and of format: characters that leave no trace on a screen."""

_WORD = 8
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_FINISHER = np.uint64(0xBF58476D1CE4E5B9)
_TAIL_MASKS = np.array([0] + [2 ** (8 * n) - 1 for n in range(1, _WORD + 1)], dtype=np.uint64)

Keys = npt.NDArray[np.uint64]


@dataclass(frozen=True)
class Texts(Reading):
    """`length` counts characters; `key` is 0 for a blank text, and else equal for equal texts."""

    blank: npt.NDArray[np.bool_]
    length: npt.NDArray[np.int32]
    key: Keys


@dataclass(frozen=True)
class Hashes(Reading):
    """SHA-256 hashes as text: `valid` where there are 64 hexadecimal digits; `key` as in `Texts`."""

    blank: npt.NDArray[np.bool_]
    valid: npt.NDArray[np.bool_]
    key: Keys


def read(text: pa.Array) -> Texts:
    """Read a column of free text; spaces and letter case count, but text that shows nothing is blank."""
    blank = _numpy(pc.equal(pc.utf8_trim(text, _UNSEEN), ""))
    length = _numpy(pc.utf8_length(text)).astype(np.int32)
    return Texts(blank, length, np.where(blank, np.uint64(0), keys(text)))


def read_hashes(text: pa.Array) -> Hashes:
    """Read a column of SHA-256 hashes; upper-case digits are the same hash."""
    trimmed = pc.utf8_lower(pc.utf8_trim_whitespace(text))
    valid = _numpy(pc.match_substring_regex(trimmed, pattern=f"^[0-9a-f]{{{HASH_DIGITS}}}$"))
    texts = read(trimmed)
    return Hashes(texts.blank, valid, texts.key)


def key_of(text: str) -> int:
    """The key of one text, as `read` gives it."""
    return int(read(pa.array([text], pa.large_string())).key[0])


def keys(text: pa.Array) -> Keys:
    """A 64-bit key of each text's bytes; never 0.

    The texts are hashed eight bytes at a time, all rows at once: Python's own hash of a million different
    texts takes over a second.
    """
    starts, ends, data = _buffers(text)
    result = (ends - starts).astype(np.uint64) * _FINISHER + _MULTIPLIER
    words = np.ndarray((len(data) - _WORD + 1,), dtype="<u8", buffer=data, strides=(1,))
    rows = np.flatnonzero(ends > starts)
    at = starts[rows]
    while len(rows):
        left = np.minimum(ends[rows] - at, _WORD)
        word = words[at] & _TAIL_MASKS[left]
        result[rows] = _mixed((result[rows] ^ word) * _MULTIPLIER)
        at = at + _WORD
        more = at < ends[rows]
        rows, at = rows[more], at[more]
    return np.maximum(_mixed(result * _FINISHER), np.uint64(1))


def mixed(*parts: npt.NDArray[np.uint64]) -> Keys:
    """One key out of several per-row values; never 0."""
    result = np.full(len(parts[0]), _MULTIPLIER, np.uint64)
    for part in parts:
        result = _mixed((result ^ part) * _MULTIPLIER)
    return np.maximum(_mixed(result * _FINISHER), np.uint64(1))


def _mixed(value: Keys) -> Keys:
    result: Keys = value ^ (value >> np.uint64(29)) ^ (value >> np.uint64(47))
    return result


def _buffers(text: pa.Array) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.uint8]]:
    """Where each text starts and ends, and the bytes, with room behind them to read a whole word."""
    if not pa.types.is_large_string(text.type):
        text = text.cast(pa.large_string())
    _, offset_buffer, data_buffer = text.buffers()
    offsets = np.frombuffer(offset_buffer, np.int64)[text.offset : text.offset + len(text) + 1]
    first, last = int(offsets[0]), int(offsets[-1])
    data = np.zeros(last - first + _WORD, np.uint8)
    if last > first:
        data[:-_WORD] = np.frombuffer(data_buffer, np.uint8)[first:last]
    offsets = offsets - first
    return offsets[:-1], offsets[1:], data


def _numpy(array: pa.Array) -> npt.NDArray[Any]:
    result: npt.NDArray[Any] = array.to_numpy(zero_copy_only=False)
    return result
