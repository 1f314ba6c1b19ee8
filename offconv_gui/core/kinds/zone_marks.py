"""The zone written in a cell, as one number: what columns of times keep of it.

The numbers mean the same in every column of a run, so that rows can be moved between columns.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from offconv_gui.core.kinds.time_words import UTC_WORDS, zone_words
from offconv_gui.core.kinds.zones import Zone, every_zone_name, is_zone, zone

Marks = npt.NDArray[np.int32]


class MarkKind(IntEnum):
    """What a mark's other digits are: nothing, an offset in minutes, or a place in one of the tables."""

    NONE = 0
    UTC = 1
    OFFSET = 2
    NAMED = 3
    WORD = 4
    LETTERS = 5


_KINDS: Final = 8  # a mark is its content times this, plus its kind
NO_MARK: Final = int(MarkKind.NONE)
UTC_MARK: Final = int(MarkKind.UTC)

_FURTHEST_WEST: Final = -12 * 60
_FURTHEST_EAST: Final = 14 * 60
_LONGEST_LETTERS: Final = 5
_ALPHABET: Final = 27
_UTC_ZONES: Final = frozenset(
    {"GMT", "Greenwich", "UCT", "UTC", "Universal", "Zulu"}
    | {f"Etc/{name}" for name in ("GMT", "Greenwich", "UCT", "UTC", "Universal", "Zulu")}
)


def kinds(marks: Marks) -> npt.NDArray[np.int32]:
    """The kind of each mark."""
    return marks & (_KINDS - 1)


def offset_minutes(marks: Marks) -> npt.NDArray[np.int32]:
    """The minutes from UTC of marks of kind OFFSET."""
    return marks // _KINDS


def offset_marks(minutes: npt.NDArray[np.int32]) -> tuple[Marks, npt.NDArray[np.bool_]]:
    """Marks of offsets in minutes from UTC, and whether any place on earth may keep such an offset."""
    real = (minutes >= _FURTHEST_WEST) & (minutes <= _FURTHEST_EAST) & (minutes % 15 == 0)
    marks = np.where(minutes == 0, UTC_MARK, minutes * _KINDS + MarkKind.OFFSET)
    return marks.astype(np.int32), real


@cache
def _words() -> dict[str, int | str | None]:
    return zone_words()


@cache
def _word_places() -> dict[str, int]:
    return {word: place for place, word in enumerate(_words())}


@cache
def _name_places() -> dict[str, int]:
    return {name.lower(): place for place, name in enumerate(every_zone_name())}


def known_mark(word: str) -> int | None:
    """The mark of a word for UTC, a known abbreviation, a Microsoft zone or an IANA name, in any case."""
    if word.upper() in UTC_WORDS:
        return UTC_MARK
    place = _word_places().get(word.upper())
    if place is not None:
        return place * _KINDS + MarkKind.WORD
    place = _name_places().get(word.lower())
    if place is None:
        return None
    return UTC_MARK if every_zone_name()[place] in _UTC_ZONES else place * _KINDS + MarkKind.NAMED


def plain_zone_words() -> list[str]:
    """All words that `known_mark` knows, but for names with a slash."""
    return [word for word in (*UTC_WORDS, *_words(), *every_zone_name()) if "/" not in word]


def unknown_mark(word: str) -> int | None:
    """The mark of what looks like an abbreviation but is none we know: two to five capital letters."""
    if not (2 <= len(word) <= _LONGEST_LETTERS and word.isascii() and word.isalpha() and word.isupper()):
        return None
    content = 0
    for letter in word:
        content = content * _ALPHABET + ord(letter) - ord("A") + 1
    return content * _KINDS + MarkKind.LETTERS


def _letters(content: int) -> str:
    word = ""
    while content:
        content, letter = divmod(content, _ALPHABET)
        word = chr(ord("A") + letter - 1) + word
    return word


def meaning(mark: int, zone_meanings: Mapping[str, str]) -> Zone | int | None:
    """What a mark stands for: a zone, an offset in seconds, or None where that is not clear.

    `zone_meanings` maps an upper-case abbreviation to the IANA name that the user chose for it.
    """
    content, kind = divmod(mark, _KINDS)
    if kind in (MarkKind.UTC, MarkKind.OFFSET):
        return content * 60
    if kind == MarkKind.NAMED:
        return zone(every_zone_name()[content])
    word = _letters(content) if kind == MarkKind.LETTERS else list(_words())[content]
    chosen = zone_meanings.get(word)
    if chosen is not None and is_zone(chosen):
        return zone(chosen)
    known = _words().get(word)
    if isinstance(known, str):
        return zone(known)
    return None if known is None else known * 60
