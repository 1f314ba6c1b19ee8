"""Find out which encoding a text file has, and make UTF-8 of it without losing a character.

A mark at the start wins, then validity as UTF-8 (checked over the whole file), then the pattern of NUL
bytes that UTF-16 and UTF-32 show, then a guess among the code pages of Windows, macOS and East Asia. The
guess must decode the whole file, else the next one is tried.
"""

from __future__ import annotations

import codecs
import unicodedata
from contextlib import suppress
from dataclasses import dataclass

import charset_normalizer
import numpy as np
import pyarrow as pa

from offconv_gui.core.messages import QT_TRANSLATE_NOOP, UserError
from offconv_gui.core.progress import Progress, silent
from offconv_gui.io.file_memory import Bytes, FileBytes
from offconv_gui.io.opening import trouble

PIECE_BYTES = 4 * 1024 * 1024
SAMPLE_BYTES = 65_536
PLAIN = 0.02
"""How much less messy another code page must look before it is preferred to Windows-1252."""
NEAR_BYTES = 200
_NEVER_HALVES = (b"\n", b"\r", b",", b"\t", b'"', b" ")
TELLING_BYTES = 4
"""Of fewer bytes beyond ASCII nobody can tell the language: the likelier code page is taken."""

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

CODE_PAGES = (
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1257",
    "cp932",
    "gb18030",
    "big5",
    "cp949",
    "mac_roman",
    "cp850",
)
"""The guesses, the likeliest first."""


@dataclass(frozen=True)
class Utf8Text:
    """A text in UTF-8, `start` being the first byte after a mark, and the encoding it came in."""

    data: Bytes
    start: int
    encoding: str

    def release(self) -> None:
        """Give the bytes' memory back, unless somebody still looks at them."""
        if isinstance(self.data, bytearray | FileBytes):
            with suppress(BufferError):
                self.data.clear()


def as_utf8(raw: Bytes, name: str, encoding: str | None = None, progress: Progress = silent) -> Utf8Text:
    """The bytes of the file `name` as UTF-8, by the encoding chosen or else found.

    `progress` only hears that the work goes on: half of it, the reading, is done. Raises `UserError`, naming
    the row, where the encoding does not fit.
    """
    if encoding is not None:
        return _decoded(raw, name, _known(encoding), progress)
    for mark, marked in MARKS:
        if raw.startswith(mark):
            return _decoded(raw, name, marked, progress)
    wide = wide_encoding(bytes(raw[:SAMPLE_BYTES]))
    if wide is not None:
        return _decoded(raw, name, wide, progress)
    if is_utf8(raw):
        return Utf8Text(raw, 0, "utf-8")
    return _guessed(raw, name, progress)


def is_utf8(raw: Bytes) -> bool:
    """Whether all of it is valid UTF-8; Arrow checks at memory speed and lets other threads run."""
    if raw.isascii():
        return True
    offsets = pa.py_buffer(np.array([0, len(raw)], dtype=np.int64))
    try:
        pa.LargeStringArray.from_buffers(1, offsets, pa.py_buffer(raw)).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def published_name(encoding: str) -> str:
    """A codec's name as people know it: `windows-1252` rather than `cp1252`."""
    name = codecs.lookup(encoding).name.replace("_", "-")
    return name.replace("cp125", "windows-125") if name.startswith("cp125") else name.removesuffix("-sig")


_OF_HOST_NAMES = ("idna", "punycode")


def _known(encoding: str) -> str:
    """The codec of that name; `UserError` where there is none, or it is not one for text."""
    try:
        "".encode(encoding)
        known = codecs.lookup(encoding.strip()).name
        if known in _OF_HOST_NAMES:
            raise LookupError(known)
        return known
    except (LookupError, ValueError) as problem:
        raise trouble(
            QT_TRANSLATE_NOOP("io", "There is no text encoding called “{encoding}”."),
            QT_TRANSLATE_NOOP("io", "Choose one such as utf-8, windows-1252 or utf-16."),
            encoding=encoding,
        ) from problem


def wide_encoding(head: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark, told by where the NUL bytes of plain letters and commas stand.

    None for any other encoding.
    """
    if len(head) < 4 or b"\0" not in head:
        return None
    head = head[: len(head) // 4 * 4]
    nul = (np.frombuffer(head, dtype=np.uint8).reshape(-1, 4) == 0).mean(axis=0)
    if nul[1:].min() > 0.7 and nul[0] < 0.1:
        return "utf-32-le"
    if nul[:3].min() > 0.7 and nul[3] < 0.1:
        return "utf-32-be"
    even, odd = (nul[0] + nul[2]) / 2, (nul[1] + nul[3]) / 2
    lines = head.count(b"\n")
    if odd > 0.1 and even < odd / 10 and 2 * head.count(b"\n\0") >= lines:
        return "utf-16-le"
    if even > 0.1 and odd < even / 10 and 2 * head.count(b"\0\n") >= lines:
        return "utf-16-be"
    return None


def _decoded(raw: Bytes, name: str, encoding: str, progress: Progress) -> Utf8Text:
    """The whole text by one encoding; `UserError` where it does not fit."""
    published = published_name(encoding)
    if published == "utf-8" and is_utf8(raw):
        return Utf8Text(raw, len(codecs.BOM_UTF8) if raw.startswith(codecs.BOM_UTF8) else 0, published)
    try:
        return Utf8Text(_transcoded(raw, encoding, progress), 0, published)
    except UnicodeError as problem:
        raise _misfit(raw, name, encoding, published) from problem


def _transcoded(raw: Bytes, encoding: str, progress: Progress) -> Bytes:
    """UTF-8 from any encoding, piece by piece so that the text never stands in memory as a whole."""
    decoder = codecs.getincrementaldecoder(encoding)()
    made = bytearray()
    view = memoryview(raw)
    for start in range(0, len(raw), PIECE_BYTES):
        made += decoder.decode(view[start : start + PIECE_BYTES]).encode()
        progress(len(raw), 2 * len(raw))
    made += decoder.decode(b"", final=True).encode()
    return made.removeprefix(codecs.BOM_UTF8)


def _misfit(raw: Bytes, name: str, encoding: str, published: str) -> UserError:
    """The error that names the first row that cannot be read."""
    decoder = codecs.getincrementaldecoder(encoding)()
    row = 1
    view = memoryview(raw)
    for start in range(0, len(raw), PIECE_BYTES):
        try:
            row += decoder.decode(view[start : start + PIECE_BYTES]).count("\n")
        except UnicodeDecodeError as problem:
            good = problem.object[: problem.start].decode(encoding, "ignore")
            row += good.count("\n")
            break
        except UnicodeError:  # such as UTF-16 without its mark: nothing of it can be read
            break
    return trouble(
        QT_TRANSLATE_NOOP("io", "“{name}” is not written in {encoding}: row {row} cannot be read."),
        QT_TRANSLATE_NOOP("io", "Choose another encoding, or export the file again as UTF-8."),
        name=name,
        encoding=published,
        row=row,
    )


def _guessed(raw: Bytes, name: str, progress: Progress) -> Utf8Text:
    """The text by the first code page, in order of likelihood, that fits all of it."""
    sample = _telling_lines(raw)
    if not _mostly_utf8(sample):
        for encoding in _ranked(sample):
            try:
                return Utf8Text(_transcoded(raw, encoding, progress), 0, published_name(encoding))
            except UnicodeError:
                continue
    raise _misfit(raw, name, "utf-8", "utf-8")


def _telling_lines(raw: Bytes) -> bytes:
    """The surroundings of the first bytes beyond ASCII, wherever in the file they stand."""
    found = bytearray()
    view = np.frombuffer(raw, dtype=np.uint8)
    end = 0
    for start in range(0, len(raw), PIECE_BYTES):
        for place in np.flatnonzero(view[start : start + PIECE_BYTES] >= 0x80) + start:
            if place < end:
                continue
            begin, end = _surroundings(raw, int(place))
            found += raw[begin:end]
            if len(found) > SAMPLE_BYTES:
                return bytes(found)
    return bytes(found)


def _surroundings(raw: Bytes, place: int) -> tuple[int, int]:
    """About 200 bytes on both sides of a place, or the line, cut where no encoding has the half of a letter.

    No byte of an East Asian letter is below 0x30 in the code pages guessed: GB 18030 goes down to digits.
    """
    begin = raw.rfind(b"\n", 0, place) + 1
    if place - begin > NEAR_BYTES:
        cuts = (raw.rfind(mark, begin, place - NEAR_BYTES) + 1 for mark in _NEVER_HALVES)
        begin = max(begin, *cuts)
    end = raw.find(b"\n", place, place + NEAR_BYTES) + 1
    if not end:
        cuts = (raw.find(mark, place + NEAR_BYTES, place + 10 * NEAR_BYTES) + 1 for mark in _NEVER_HALVES)
        end = min((cut for cut in cuts if cut), default=place + NEAR_BYTES)
    return begin, end


def _mostly_utf8(sample: bytes) -> bool:
    """Whether it is UTF-8 with some broken places: any code page would spoil the good ones."""
    text = sample.decode("utf-8", "replace")
    broken = text.count("�")
    good = sum(ord(letter) > 0x7F for letter in text) - broken
    return good > 3 * broken


def _ranked(sample: bytes) -> list[str]:
    """The code pages that decode the sample, the likeliest first."""
    chaos: dict[str, float] = {}
    coherence: dict[str, float] = {}
    for match in charset_normalizer.from_bytes(sample, cp_isolation=list(CODE_PAGES)):
        for encoding in match.could_be_from_charset:
            chaos[encoding], coherence[encoding] = match.chaos, match.coherence
    ranks = []
    tells = sum(byte >= 0x80 for byte in sample) >= TELLING_BYTES
    for place, encoding in enumerate(CODE_PAGES):
        try:
            mess = tells * chaos.get(encoding, 0.3) + 2 * _mess(sample.decode(encoding))
        except UnicodeDecodeError:
            continue
        ranks.append(
            (round(mess / PLAIN), -round(tells * coherence.get(encoding, 0.0) * 20), place, encoding)
        )
    return [encoding for *_, encoding in sorted(ranks)]


_FIRST_OTHER_ALPHABET, _FIRST_EAST_ASIAN = "\u0370", "\u2e80"


def _is_out_of_place(before: str, letter: str, after: str) -> bool:
    """Whether it is Greek, Cyrillic or the like beside a Western letter, or a single East Asian character."""
    if letter < _FIRST_OTHER_ALPHABET or not letter.isalpha():
        return False
    if letter >= _FIRST_EAST_ASIAN and max(before, after) >= _FIRST_EAST_ASIAN:
        return False
    return any(other.isascii() and other.isalpha() for other in (before, after))


def _mess(text: str) -> float:
    """The share of characters beyond ASCII that stand where no language puts them.

    That is a sign inside a word, a capital after a small letter, or before one inside a word, a control
    character, one of the narrow katakana that the Japanese code page makes of Western letters, and a letter
    of another alphabet in a Western word.
    """
    beyond = wrong = 0
    for before, letter, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if ord(letter) < 0x80:
            continue
        beyond += 1
        kind = unicodedata.category(letter)
        inside = before.isalpha() or after.isalpha()
        wrong += (
            kind == "Cc"
            or (kind[0] in "SN" and inside)
            or (kind == "Lu" and (before.islower() or (before.isalpha() and after.islower())))
            or "｡" <= letter <= "ﾟ"
            or _is_out_of_place(before, letter, after)
        )
    return wrong / beyond if beyond else 0.0
