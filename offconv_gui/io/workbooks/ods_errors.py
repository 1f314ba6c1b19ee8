"""The error cells of an `.ods` workbook, which calamine shows as blank.

LibreOffice writes `calcext:value-type="error"` with an empty value, and the error (`#N/A`, `Err:502`) as the
text that is shown; older programs wrote the number 0 in place of the value. Seen in files of LibreOffice 7
and 24.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from offconv_gui.core.progress import Progress
from offconv_gui.io.workbooks.excel_archive import OVERLAP_BYTES, member, pieces
from offconv_gui.io.xml_events import Attributes, walk

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
_CELLS = (f"{_TABLE} table-cell", f"{_TABLE} covered-table-cell")
_TRACE = re.compile(rb"""value-type=["']error|>(?:#[A-Z0-9/]+[!?]?|Err:\d+)<""")
_SHOWN = re.compile(r"#[A-Z0-9/]+[!?]?|Err:\d+")
_MOST = 1_000_000
"""More cells than this are not marked one by one: the rest of them stays blank."""


def error_cells(
    archive: zipfile.ZipFile, sheet: str, path: Path, progress: Progress
) -> dict[tuple[int, int], str]:
    """The errors of a sheet's cells, by row and column from 0. Raises `UserError` for XML that is none."""
    before, seen = b"", False
    for piece in pieces(archive, "content.xml"):
        progress(0, 0)
        if seen := _TRACE.search(before + piece) is not None:
            break
        before = piece[-OVERLAP_BYTES:]
    if not seen:  # nearly always, and much quicker to find out
        return {}
    cells = _Cells(sheet)
    walk(member(archive, "content.xml"), path, lambda *_: progress(0, 0), cells.start, cells.end, cells.text)
    return cells.errors


class _Cells:
    """Takes the elements as they come, and follows where in the sheet they stand."""

    def __init__(self, sheet: str) -> None:
        self.errors: dict[tuple[int, int], str] = {}
        self._sheet = sheet
        self._inside = False
        self._row = self._column = 0
        self._rows = self._columns = 1
        self._shown: list[str] | None = None
        self._is_error = self._may_be = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == f"{_TABLE} table":
            self._inside = attributes.get(f"{_TABLE} name") == self._sheet
            self._row = 0
        elif not self._inside:
            return
        elif name == f"{_TABLE} table-row":
            self._column, self._rows = 0, _count(attributes, "rows")
        elif name in _CELLS:
            self._columns = _count(attributes, "columns")
            kinds = attributes.get(f"{_CALC} value-type"), attributes.get(f"{_OFFICE} value-type")
            self._is_error = "error" in kinds
            self._may_be = f"{_TABLE} formula" in attributes and attributes.get(f"{_OFFICE} value") == "0"
        elif name == f"{_TEXT} p" and self._shown is None and (self._is_error or self._may_be):
            self._shown = []

    def text(self, text: str) -> None:
        if self._shown is not None:
            self._shown.append(text)

    def end(self, name: str) -> None:
        if name == f"{_TABLE} table":
            self._inside = False
        elif name == f"{_TABLE} table-row":
            self._row += self._rows
        elif name in _CELLS:
            shown = "".join(self._shown or ())
            if self._is_error or (self._may_be and _SHOWN.fullmatch(shown)):
                self._mark(shown or "#VALUE!")
            self._column += self._columns
            self._shown, self._is_error, self._may_be = None, False, False

    def _mark(self, error: str) -> None:
        if len(self.errors) + self._rows * self._columns <= _MOST:
            places = ((row, column) for row in range(self._rows) for column in range(self._columns))
            self.errors |= {(self._row + row, self._column + column): error for row, column in places}


def _count(attributes: Attributes, what: str) -> int:
    value = attributes.get(f"{_TABLE} number-{what}-repeated", "1")
    return max(int(value), 1) if value.isascii() and value.isdigit() and len(value) < 12 else 1
