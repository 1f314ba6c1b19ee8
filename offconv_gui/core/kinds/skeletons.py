"""A text without its accidents: plain spaces, no accents, no letter case; and where each character was."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

_SAME_AS = {"−": "-", "‐": "-", "‑": "-", "–": "-", "º": "o", "ª": "a", "’": "'"}
_UNREADABLE = "\ufffd"


class Skeleton(NamedTuple):
    """A text in comparable characters.

    `cased` has single plain spaces, none at its ends, no accents and no invisible characters; `lower` is the
    same in lower case. `places` are the positions of its characters in the text, `offsets` those of all the
    text's characters in its UTF-8 bytes.
    """

    cased: str
    lower: str
    places: list[int]
    offsets: list[int]

    def character_at(self, position: int) -> int:
        """Where the character at `position` stands in the text."""
        return self.places[position]

    def byte_at(self, position: int) -> int:
        """Where the character at `position` stands in the text's UTF-8 bytes."""
        return self.offsets[self.places[position]]


def skeleton(text: str) -> Skeleton:
    """The text's skeleton."""
    cased: list[str] = []
    places: list[int] = []
    offsets: list[int] = []
    bytes_before = 0
    for place, character in enumerate(text):
        offsets.append(bytes_before)
        bytes_before += len(character.encode())
        plain = character if character.isascii() and character.isprintable() else _plain(character)
        if plain and not (plain == " " and (not cased or cased[-1] == " ")):
            cased.append(plain)
            places.append(place)
    if cased and cased[-1] == " ":
        cased.pop()
        places.pop()
    joined = "".join(cased)
    return Skeleton(joined, joined.lower(), places, offsets)


def _plain(character: str) -> str:
    """The comparable form of one character; "" for one that cannot be seen.

    Letters lose their accents. What is neither letter, mark nor space, and any digit but 0 to 9, is no part
    of a time and becomes a character that fits no pattern.
    """
    if character in _SAME_AS:
        return _SAME_AS[character]
    if character.isspace():
        return " "
    category = unicodedata.category(character)
    if category in ("Cf", "Mn"):
        return ""
    base = unicodedata.normalize("NFKD", character)[0]
    return base if category[0] == "L" and len(base.lower()) == 1 else _UNREADABLE
