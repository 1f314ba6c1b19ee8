"""What the XML of an `.xlsx` sheet says beyond its cells' values: how far they reach, errors, bare formulas.

calamine reads the cells fast, but makes room for the whole rectangle around them, shows a cell with an error
(`#N/A`) as blank, and likewise a formula whose result nobody has calculated yet.
"""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from xml.etree import ElementTree

from offconv_gui.core.progress import Progress
from offconv_gui.io.workbooks.excel_archive import (
    OVERLAP_BYTES,
    PIECE_BYTES,
    absurd,
    member,
    part_called,
    pieces,
    relations,
)

MAX_CELLS = 100_000_000
"""What calamine would hold a place for: the rectangle around all cells, at 24 bytes each."""

_SPAN_PIECES = 4
"""How much of a sheet is looked at in full for where its cells stand; a stray cell further down is met by the
limit of memory."""

_CELL = re.compile(rb"""\sr=["']([A-Z]{1,3})([0-9]{1,7})["'][^<>]*(?<!/)>(?!</)""")
"""A cell that holds something: calamine keeps no place for one that is only formatted."""

_DIMENSION = re.compile(rb"""<(?:\w+:)?dimension\s[^>]*\bref=["']([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)["']""")
_ERROR_CELL = re.compile(
    rb"""<(?:\w+:)?c\s(?=[^<>]*\bt=["']e["'])[^<>]*\br=["']([A-Z]{1,3})([0-9]{1,7})["'][^<>]*(?<!/)>"""
    rb"""(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]{1,20})<""",
    re.DOTALL,
)
_UNCALCULATED = re.compile(
    rb"""<(?:\w+:)?c\s(?![^<>]*\bt=["']str["'])[^<>]*\br=["']([A-Z]{1,3})([0-9]{1,7})["'][^<>]*>\s*"""
    rb"""<(?:\w+:)?f\b[^<>]*(?:/>|>([^<]*)</(?:\w+:)?f>)\s*"""
    rb"""(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"""
)
_ERROR_MARK = re.compile(rb"""t=["']e["']""")
_FORMULA_MARK = re.compile(rb"<(?:\w+:)?f[\s/>]")
LONGEST_FORMULA = 60


def check_span(archive: zipfile.ZipFile, part: str, path: Path) -> None:
    """Raise `UserError` where the cells of the sheet in this part span more than can be held."""
    span, read = Span(), 0
    for piece in islice(pieces(archive, part), _SPAN_PIECES):
        if not read:
            span.declared(piece)
        span.include(piece)
        read += len(piece)
    is_longer = read == _SPAN_PIECES * PIECE_BYTES
    if span.cells > MAX_CELLS or (is_longer and span.declared_cells > MAX_CELLS):
        raise absurd(path)


def lost_cells(archive: zipfile.ZipFile, part: str, progress: Progress) -> dict[tuple[int, int], str]:
    """The errors and the formulas without a result of a sheet, by row and column from 0."""
    lost: dict[tuple[int, int], str] = {}
    before = b""
    for piece in pieces(archive, part):
        content = before + piece
        for cell in _cells(_ERROR_CELL, _ERROR_MARK, content):
            lost[_place(cell)] = cell[3].decode("ascii", "replace")
        if b"<f" in content or b":f" in content:
            for cell in _cells(_UNCALCULATED, _FORMULA_MARK, content):
                lost[_place(cell)] = _formula(cell[3] or b"")
        progress(0, 0)
        before = content[-OVERLAP_BYTES:]
    return lost


def _cells(cell: re.Pattern[bytes], mark: re.Pattern[bytes], content: bytes) -> Iterator[re.Match[bytes]]:
    """The cells of a pattern, tried only where a mark stands in the tag of one or right behind it."""
    for marked in mark.finditer(content):
        found = cell.match(content, content.rfind(b"<", 0, marked.start()))
        if found:
            yield found


def _place(cell: re.Match[bytes]) -> tuple[int, int]:
    return int(cell[2]) - 1, column_index(cell[1])


def _formula(source: bytes) -> str:
    """A formula as its cell shows it; a long one is cut."""
    text = f"={html.unescape(source.decode('utf-8', 'replace'))}"
    return text if len(text) <= LONGEST_FORMULA else f"{text[:LONGEST_FORMULA]}…"


@dataclass
class Span:
    """The rectangle around the cells seen so far; `declared_cells` is what the sheet says of itself."""

    top: int = 2**31
    bottom: int = -1
    left: int = 2**31
    right: int = -1
    declared_cells: int = 0

    @property
    def cells(self) -> int:
        return max(self.bottom - self.top + 1, 0) * max(self.right - self.left + 1, 0)

    def declared(self, content: bytes) -> None:
        found = _DIMENSION.search(content)
        if found:
            wide = column_index(found[3]) - column_index(found[1]) + 1
            self.declared_cells = wide * (int(found[4]) - int(found[2]) + 1)

    def include(self, content: bytes) -> None:
        places = _CELL.findall(content)
        if not places:
            return
        rows = [int(row) for _, row in places]
        columns = [column_index(letters) for letters in {letters for letters, _ in places}]
        self.top, self.bottom = min(self.top, *rows), max(self.bottom, *rows)
        self.left, self.right = min(self.left, *columns), max(self.right, *columns)


def column_index(letters: bytes) -> int:
    """A column's place, 0 for A and 16,383 for XFD."""
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place - 1


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The members that hold the sheets' XML (ECMA-376: workbook.xml names them, its relations place them)."""
    workbook = part_called(archive, "xl/workbook.xml")
    if workbook is None:
        return {}
    targets = relations(archive, "xl/_rels/workbook.xml.rels")
    members = {name.lower(): name for name in archive.namelist()}
    parts: dict[str, str] = {}
    try:
        for element in ElementTree.fromstring(member(archive, workbook)).iter():
            if element.tag.endswith("}sheet"):
                key = next((value for name, value in element.items() if name.endswith("}id")), "")
                part = members.get(targets.get(key, "").lower())
                if part is not None:
                    parts.setdefault(element.get("name", ""), part)
    except (ElementTree.ParseError, ValueError, LookupError):
        return {}
    return parts
