"""The reader of XML spreadsheets of Excel 2003 (SpreadsheetML), which many systems name `.xls`.

Microsoft Office 2003 XML reference schemas, "XML Spreadsheet": `Worksheet` / `Table` / `Row` / `Cell` /
`Data`, with `ss:Index` where rows or cells are passed over.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from offconv_gui.core.progress import Progress
from offconv_gui.io import file_kinds
from offconv_gui.io.file_memory import Bytes
from offconv_gui.io.opening import MAX_COLUMNS, Opened, ReadOptions
from offconv_gui.io.workbooks.excel_cells import moment_text, number_text
from offconv_gui.io.workbooks.sheet_rows import SheetRows, open_sheet
from offconv_gui.io.xml_events import Attributes, walk

SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"
_EXCEL = "urn:schemas-microsoft-com:office:excel"
_MOST_ROWS = 1_048_576


@dataclass(frozen=True)
class SpreadsheetMlReader:
    """Reads one worksheet: values as they are, numbers exactly, formulas by their last result."""

    suffixes: tuple[str, ...] = (".xml",)
    reports_bytes: bool = True

    def claims(self, head: bytes, path: Path) -> bool:
        del path
        return file_kinds.holds_xml_of(head, SPREADSHEET)

    def read(self, data: Bytes, path: Path, options: ReadOptions, progress: Progress) -> Opened:
        sheets = _Sheets(path)
        walk(data, path, progress, sheets.start, sheets.end, sheets.text)
        return open_sheet(sheets.sheets, path, options, progress)


class _Sheets:
    """Takes the elements as they come; names are "namespace local"."""

    def __init__(self, path: Path) -> None:
        self.sheets: list[SheetRows] = []
        self._path = path
        self._row = 0
        self._cells: list[str] = []
        self._numeric: set[int] = set()
        self._across = 0
        self._kind = ""
        self._data: list[str] | None = None
        self._hiding = False

    def start(self, name: str, attributes: Attributes) -> None:
        namespace, _, local = name.rpartition(" ")
        if namespace == SPREADSHEET and self.sheets and local == "Row":
            self._row = _index(attributes, self._row + 1, _MOST_ROWS)
            self._cells, self._numeric = [], set()
        elif namespace == SPREADSHEET and self.sheets and local == "Cell":
            place = _index(attributes, len(self._cells) + 1, MAX_COLUMNS) - 1
            self._cells += [""] * (place + 1 - len(self._cells))
            self._across = _number(attributes, "MergeAcross", MAX_COLUMNS)
        elif namespace == SPREADSHEET and local == "Data":
            self._kind, self._data = attributes.get(f"{SPREADSHEET} Type", "String"), []
        elif namespace == SPREADSHEET and local == "Worksheet":
            title = attributes.get(f"{SPREADSHEET} Name") or f"Sheet{len(self.sheets) + 1}"
            self.sheets.append(SheetRows(title))
            self._row = 0
        elif name == f"{_EXCEL} Visible":
            self._hiding = True

    def end(self, name: str) -> None:
        namespace, _, local = name.rpartition(" ")
        if namespace == SPREADSHEET and local == "Data" and self._data is not None:
            text, number = value_text(self._kind, "".join(self._data))
            if self._cells:
                self._cells[-1] = text
                if number:
                    self._numeric.add(len(self._cells) - 1)
            self._data = None
        elif namespace == SPREADSHEET and local == "Cell":
            self._cells += [""] * min(self._across, MAX_COLUMNS - len(self._cells))
        elif namespace == SPREADSHEET and local == "Row" and self.sheets:
            self.sheets[-1].add(self._row, self._cells, frozenset(self._numeric), self._path)
            self._cells, self._numeric = [], set()
        elif name == f"{_EXCEL} Visible":
            self._hiding = False

    def text(self, text: str) -> None:
        if self._data is not None:
            self._data.append(text)
        elif self._hiding and self.sheets and "Hidden" in text:
            self.sheets[-1].hidden = True


def value_text(kind: str, written: str) -> tuple[str, bool]:
    """A cell's text, and whether it was a true number, from its type and its value as written."""
    if kind == "Number":
        try:
            return number_text(float(written)), True
        except (ValueError, OverflowError):
            return written, False
    if kind == "Boolean":
        return {"1": "TRUE", "0": "FALSE"}.get(written.strip(), written), False
    if kind == "DateTime":
        try:
            return moment_text(datetime.datetime.fromisoformat(written.strip()).replace(tzinfo=None)), False
        except (ValueError, OverflowError):
            return written, False
    return written, False


def _index(attributes: Attributes, usual: int, most: int) -> int:
    """The place a row or cell names, never before the usual one."""
    return min(max(_number(attributes, "Index", most) or usual, usual), most)


def _number(attributes: Attributes, name: str, most: int) -> int:
    value = attributes.get(f"{SPREADSHEET} {name}", "")
    return min(int(value), most) if value.isascii() and value.isdigit() and len(value) < 9 else 0
