"""The error cells of an `.xlsb` workbook, which calamine shows as blank.

Its parts are records ([MS-XLSB] 2.1.4): a kind of one or two bytes and a length of one to four, of seven bits
a byte each. Looked at are the sheets' names, rows, error cells, and formulas whose last result was an error.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator

from offconv_gui.core.progress import Progress
from offconv_gui.io.workbooks.excel_archive import member, part_called, relations
from offconv_gui.io.workbooks.xls_errors import ERRORS

_ROW, _ERROR, _FORMULA_ERROR, _BUNDLE_SHEET = 0, 3, 11, 156
"""`BrtRowHdr`, `BrtCellError`, `BrtFmlaError` and `BrtBundleSh` ([MS-XLSB] 2.3.1)."""

_CODE = 8
"""Where the error stands in a cell's record, behind the column and the style."""


def error_cells(archive: zipfile.ZipFile, sheet: str, progress: Progress) -> dict[tuple[int, int], str]:
    """The errors of a sheet's cells, by row and column from 0; none where the file is not understood."""
    errors: dict[tuple[int, int], str] = {}
    part = _part_of(archive, sheet)
    if part is None:
        return errors
    row = 0
    content = member(archive, part)
    for number, (kind, start, end) in enumerate(_records(content)):
        if number % 50_000 == 0:
            progress(0, 0)
        if kind == _ROW and end - start >= 4:
            row = struct.unpack_from("<I", content, start)[0]
        elif kind in (_ERROR, _FORMULA_ERROR) and end - start > _CODE:
            column = struct.unpack_from("<I", content, start)[0]
            errors[row, column] = ERRORS.get(content[start + _CODE], "#VALUE!")
    return errors


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """The member with a sheet's records: workbook.bin names it, its relations place it."""
    workbook = part_called(archive, "xl/workbook.bin")
    content = member(archive, workbook) if workbook else b""
    for kind, start, end in _records(content):
        if kind == _BUNDLE_SHEET:
            key, place = _text(content, start + 8, end)
            if _text(content, place, end)[0] == sheet:
                target = relations(archive, "xl/_rels/workbook.bin.rels").get(key, "")
                return part_called(archive, target)
    return None


def _text(content: bytes, place: int, end: int) -> tuple[str, int]:
    """A text of two bytes a letter behind its length, and where it ends."""
    if place + 4 > end:
        return "", end
    after = place + 4 + 2 * struct.unpack_from("<I", content, place)[0]
    return content[place + 4 : min(after, end)].decode("utf-16-le", "replace"), after


def _records(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Each record's kind, and where its content begins and ends; none behind one that is cut off."""
    place, size = 0, len(content)
    try:
        while place < size:
            kind = content[place]
            place += 1
            if kind & 0x80:
                kind = kind & 0x7F | (content[place] & 0x7F) << 7
                place += 1
            length = shift = 0
            more = 0x80
            while more and shift < 28:
                more = content[place] & 0x80
                length |= (content[place] & 0x7F) << shift
                place, shift = place + 1, shift + 7
            if place + length > size:
                return
            yield kind, place, place + length
            place += length
    except IndexError:
        return
