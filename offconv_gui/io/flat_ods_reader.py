"""The reader of flat OpenDocument spreadsheets (`.fods`): one XML file in place of an archive.

OASIS OpenDocument 1.3, part 3: `table:table` / `table:table-row` / `table:table-cell`, repeated as
`table:number-columns-repeated` and `table:number-rows-repeated` say.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from offconv_gui.core.progress import Progress
from offconv_gui.io import file_kinds
from offconv_gui.io.file_memory import Bytes
from offconv_gui.io.opening import MAX_COLUMNS, Opened, ReadOptions
from offconv_gui.io.spreadsheetml_reader import value_text
from offconv_gui.io.workbooks.excel_archive import absurd
from offconv_gui.io.workbooks.sheet_rows import SheetRows, open_sheet
from offconv_gui.io.xml_events import Attributes, walk

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
_SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
_NUMBERS = ("float", "currency", "percentage")
_MOST_REPEATED_ROWS = 100_000
"""A row with values that stands more often than this is no data."""


@dataclass(frozen=True)
class FlatOdsReader:
    """Reads one sheet: values exactly, formulas by their last result, errors as they are shown."""

    suffixes: tuple[str, ...] = (".fods",)
    reports_bytes: bool = True

    def claims(self, head: bytes, path: Path) -> bool:
        del path
        return file_kinds.holds_xml_of(head, _OFFICE) and _SPREADSHEET.encode() in head

    def read(self, data: Bytes, path: Path, options: ReadOptions, progress: Progress) -> Opened:
        return read_open_document(data, path, options, progress)


def read_open_document(data: Bytes, path: Path, options: ReadOptions, progress: Progress) -> Opened:
    """The table in the XML of an OpenDocument spreadsheet: a flat file, or `content.xml` of an archive."""
    sheets = _Sheets(path)
    walk(data, path, progress, sheets.start, sheets.end, sheets.text)
    return open_sheet(sheets.sheets, path, options, progress)


@dataclass
class _Cell:
    """A cell being read: how often it stands, its value if it is no text, and its lines."""

    repeated: int
    value: tuple[str, bool] | None
    lines: list[list[str]]

    @property
    def text(self) -> str:
        return self.value[0] if self.value else "\n".join("".join(line) for line in self.lines)


class _Sheets:
    """Takes the elements as they come; names are "namespace local"."""

    def __init__(self, path: Path) -> None:
        self.sheets: list[SheetRows] = []
        self._path = path
        self._row = 0
        self._repeated = 1
        self._cells: list[str] = []
        self._numeric: set[int] = set()
        self._cell: _Cell | None = None
        self._notes = 0
        self._paragraphs = 0

    def start(self, name: str, attributes: Attributes) -> None:
        namespace, _, local = name.rpartition(" ")
        if namespace == _TABLE and local == "table":
            self.sheets.append(SheetRows(attributes.get(f"{_TABLE} name") or f"Sheet{len(self.sheets) + 1}"))
            self._row = 0
        elif namespace == _TABLE and local == "table-row":
            self._repeated = _count(attributes, "number-rows-repeated")
            self._cells, self._numeric = [], set()
        elif namespace == _TABLE and local in ("table-cell", "covered-table-cell"):
            self._cell = _Cell(_count(attributes, "number-columns-repeated"), _value(attributes), [])
        elif name == f"{_OFFICE} annotation":
            self._notes += 1
        elif namespace == _TEXT and self._cell is not None and not self._notes:
            self._start_text(local, attributes)

    def _start_text(self, local: str, attributes: Attributes) -> None:
        assert self._cell is not None
        if local == "p":
            self._cell.lines.append([])
            self._paragraphs += 1
        elif self._cell.lines:
            spaces = attributes.get(f"{_TEXT} c", "1")
            count = int(spaces) if spaces.isascii() and spaces.isdigit() and len(spaces) < 5 else 1
            self._cell.lines[-1].append({"s": " " * count, "tab": "\t", "line-break": "\n"}.get(local, ""))

    def end(self, name: str) -> None:
        namespace, _, local = name.rpartition(" ")
        if name == f"{_OFFICE} annotation":
            self._notes -= 1
        elif name == f"{_TEXT} p" and not self._notes:
            self._paragraphs = max(self._paragraphs - 1, 0)
        elif namespace == _TABLE and local in ("table-cell", "covered-table-cell"):
            self._end_cell()
        elif namespace == _TABLE and local == "table-row" and self.sheets:
            self._end_row()

    def text(self, text: str) -> None:
        if self._cell is not None and self._cell.lines and self._paragraphs and not self._notes:
            self._cell.lines[-1].append(text)

    def _end_cell(self) -> None:
        cell, self._cell = self._cell, None
        if cell is None:
            return
        text = cell.text
        room = MAX_COLUMNS - len(self._cells)
        if text and cell.repeated > room:
            raise absurd(self._path)
        start = len(self._cells)
        self._cells += [text] * min(cell.repeated, room)
        if cell.value is not None and cell.value[1]:
            self._numeric.update(range(start, len(self._cells)))

    def _end_row(self) -> None:
        filled = any(self._cells)
        if filled and self._repeated > _MOST_REPEATED_ROWS:
            raise absurd(self._path)
        for number in range(self._row + 1, self._row + 1 + (self._repeated if filled else 0)):
            self.sheets[-1].add(number, list(self._cells), frozenset(self._numeric), self._path)
        self._row += self._repeated


def _value(attributes: Attributes) -> tuple[str, bool] | None:
    """A cell's text where its value says more than what is shown, and whether it was a true number."""
    kind = attributes.get(f"{_OFFICE} value-type")
    if kind in _NUMBERS:
        return value_text("Number", attributes.get(f"{_OFFICE} value", ""))
    if kind == "date":
        return value_text("DateTime", attributes.get(f"{_OFFICE} date-value", ""))
    if kind == "boolean":
        return attributes.get(f"{_OFFICE} boolean-value", "").upper(), False
    return None


def _count(attributes: Attributes, name: str) -> int:
    value = attributes.get(f"{_TABLE} {name}", "1")
    return max(int(value), 1) if value.isascii() and value.isdigit() and len(value) < 12 else 1
