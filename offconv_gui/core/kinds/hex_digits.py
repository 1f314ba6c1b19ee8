"""Thirty-two hexadecimal digits to 128 bits and back, a whole column at a time.

Eight digits at once in the bytes of one 64-bit word, so that a million IDs take hundredths of a second.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from offconv_gui.core.kinds.texts import Bytes

WIDTH = 32
_ROWS_AT_A_TIME = 16_384  # the words in hand stay in the processor's cache

Words = npt.NDArray[np.uint64]


def _in_each_byte(value: int) -> np.uint64:
    return np.uint64(value * 0x0101010101010101)


_ONE = _in_each_byte(1)
_LOW_HALF = _in_each_byte(0x0F)
_SIX = _in_each_byte(6)
_TOO_BIG = _in_each_byte(0x10)
_CODE_OF_ZERO = _in_each_byte(ord("0"))
_GAP_TO_LETTERS = np.uint64(ord("a") - ord("0") - 10)


class HexDigits(NamedTuple):
    """What cells of 32 bytes hold: `hi` and `lo` mean something only where `good`; one entry a cell."""

    good: npt.NDArray[np.bool_]
    upper: npt.NDArray[np.bool_]
    hi: Words
    lo: Words

    def only(self, chosen: npt.NDArray[np.bool_]) -> HexDigits:
        """The chosen cells."""
        return HexDigits(self.good[chosen], self.upper[chosen], self.hi[chosen], self.lo[chosen])


def read(cells: Bytes) -> HexDigits:
    """Read cells of 32 bytes (an array of n by 32) as hexadecimal digits of either case."""
    count = len(cells)
    result = HexDigits(
        np.empty(count, np.bool_),
        np.empty(count, np.bool_),
        np.empty(count, np.uint64),
        np.empty(count, np.uint64),
    )
    words = np.ascontiguousarray(cells).view("<u8")
    for at in range(0, count, _ROWS_AT_A_TIME):
        part = slice(at, at + _ROWS_AT_A_TIME)
        values, wrong, case = _read_words(words[part])
        result.good[part] = (wrong[:, 0] | wrong[:, 1] | wrong[:, 2] | wrong[:, 3]) == 0
        result.upper[part] = (case[:, 0] | case[:, 1] | case[:, 2] | case[:, 3]) != 0
        result.hi[part] = (values[:, 0] << np.uint64(32)) | values[:, 1]
        result.lo[part] = (values[:, 2] << np.uint64(32)) | values[:, 3]
    return result


def _read_words(words: Words) -> tuple[Words, Words, Words]:
    """The 32 bits in each word of eight digits; bits that are set where it holds anything else; and where
    it holds upper-case digits.

    A byte is a digit if the value read from it, written again, gives the same byte.
    """
    letters = words >> np.uint64(6)
    letters &= _ONE
    values = words & _LOW_HALF
    values += letters * np.uint64(9)
    letters <<= np.uint64(5)
    lower = words | letters
    case = lower ^ words
    wrong = values + _SIX
    wrong >>= np.uint64(4)
    wrong &= _ONE
    wrong *= _GAP_TO_LETTERS
    wrong += values
    wrong += _CODE_OF_ZERO
    wrong ^= lower
    wrong |= values & _TOO_BIG
    return _packed(values), wrong, case


def _packed(values: Words) -> Words:
    """The 32-bit number whose hexadecimal digits stand in the eight bytes of each word, first digit first."""
    pairs = values << np.uint64(4)
    pairs |= values >> np.uint64(8)
    pairs &= np.uint64(0x00FF00FF00FF00FF)
    pairs |= pairs >> np.uint64(8)
    pairs &= np.uint64(0x0000FFFF0000FFFF)
    pairs |= pairs >> np.uint64(16)
    return pairs.astype(np.uint32).byteswap().astype(np.uint64)


_PAIRS = np.frombuffer(bytes(range(256)).hex().encode(), np.uint16)


def write(hi: Words, lo: Words) -> Bytes:
    """The 32 lower-case digits of each pair of words, as an array of n by 32 bytes."""
    both = np.empty((len(hi), 2), ">u8")
    both[:, 0] = hi
    both[:, 1] = lo
    return _PAIRS[both.view(np.uint8)].view(np.uint8)
