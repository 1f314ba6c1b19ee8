"""The reader of tables in web pages, which many systems write under the name of an Excel workbook.

Salesforce, Dynamics and others export "Excel" files that are HTML; Excel and Google Sheets put HTML on the
clipboard. Nothing is fetched and nothing is run: only the cells' texts are taken.
"""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from dataclasses import dataclass, field, replace
from html import unescape
from pathlib import Path

from offconv_gui.core.grid import Origin
from offconv_gui.core.messages import QT_TRANSLATE_NOOP, UserError
from offconv_gui.core.progress import Progress
from offconv_gui.io import file_kinds
from offconv_gui.io.delimited.encodings import MARKS, as_utf8
from offconv_gui.io.file_bytes import too_large
from offconv_gui.io.file_memory import Bytes
from offconv_gui.io.html_tags import Tag, tags_and_texts
from offconv_gui.io.opening import MAX_COLUMNS, Opened, ReadOptions, trouble
from offconv_gui.io.workbooks.sheet_rows import SheetRows, open_sheet

LARGEST = 300_000_000
DEEPEST = 20
"""Tables inside one another; a page with more is no export."""

LONGEST_SPAN = 65_534
"""Rows over which a cell may reach (HTML standard, "rowspan")."""

_CHARSET = re.compile(rb"""<meta\b[^>]{0,200}?\bcharset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_LINE = "\x1e"
"""Stands for a line break until the white space of a cell has been put together."""


@dataclass(frozen=True)
class HtmlReader:
    """Reads the largest table of a web page, or the chosen one."""

    suffixes: tuple[str, ...] = (".html", ".htm")
    reports_bytes: bool = True

    def claims(self, head: bytes, path: Path) -> bool:
        del path
        return file_kinds.is_web_page(head)

    def read(self, data: Bytes, path: Path, options: ReadOptions, progress: Progress) -> Opened:
        if len(data) > LARGEST:
            raise too_large(path.name)
        text = as_utf8(data, path.name, options.encoding or declared_charset(data), progress)
        page = bytes(text.data[text.start :]).decode("utf-8", "replace")
        text.release()
        tables = tables_in(page, path, progress)
        if not tables:
            raise _no_table(path)
        largest = max(tables, key=lambda table: table.count)
        options = replace(options, sheet=options.sheet or largest.name)
        return open_sheet(tables, path, options, progress, text.encoding)


def pasted_table(page: str, progress: Progress) -> Opened | None:
    """The largest table of a page on the clipboard; None where it holds none. Its origin has no path."""
    if not page.strip() or len(page) > LARGEST:
        return None
    nowhere = Path("clipboard")
    tables = tables_in(page, nowhere, progress)
    if not tables:
        return None
    largest = max(tables, key=lambda table: table.count)
    opened = open_sheet([largest], nowhere, ReadOptions(), progress)
    origin = opened.origin
    return Opened(opened.grid, Origin("", header_row=origin.header_row, declared_zone=origin.declared_zone))


def declared_charset(data: Bytes) -> str | None:
    """The encoding a page declares, where it has no byte order mark and the name is known."""
    if any(data.startswith(mark) for mark, _ in MARKS):
        return None
    found = _CHARSET.search(bytes(data[:4096]))
    if found:
        with suppress(LookupError):
            name = codecs.lookup(found[1].decode("ascii", "replace")).name
            return "cp1252" if name in ("ascii", "iso8859-1") else name  # as browsers take it
    return None


def tables_in(page: str, path: Path, progress: Progress) -> list[SheetRows]:
    """The tables with more than one cell, in the order they begin."""
    maker = _TableMaker(path)
    for number, piece in enumerate(tags_and_texts(page)):
        if number % 20_000 == 0:
            progress(0, 0)
        maker.take(piece)
    return [table for table in maker.tables if table.count > 1]


@dataclass
class _Table:
    """A table being read. `reaching` counts, by column, the rows that a cell from above still covers."""

    sheet: SheetRows
    row: int = 0
    cells: list[str] = field(default_factory=list)
    text: list[str] | None = None
    span: tuple[int, int] = (1, 1)
    reaching: dict[int, int] = field(default_factory=dict)


class _TableMaker:
    """Makes tables of tags and texts as a browser would: a cell, row or table left open ends where the next
    begins."""

    def __init__(self, path: Path) -> None:
        self.tables: list[SheetRows] = []
        self._path = path
        self._open: list[_Table] = []

    def take(self, piece: Tag | str) -> None:
        if isinstance(piece, str):
            if self._open and self._open[-1].text is not None:
                self._open[-1].text.append(piece)
        elif piece.name == "table":
            self._end_table() if piece.ends else self._begin_table()
        elif self._open:
            self._take_inside(self._open[-1], piece)

    def _take_inside(self, table: _Table, tag: Tag) -> None:
        if tag.name in ("td", "th"):
            self._end_cell(table)
            if not tag.ends:
                table.text = []
                table.span = _span(tag, "colspan", MAX_COLUMNS), _span(tag, "rowspan", LONGEST_SPAN)
        elif tag.name in ("tr", "thead", "tbody", "tfoot"):
            self._end_row(table)
        elif tag.name == "br" and table.text is not None:
            table.text.append(_LINE)
        elif table.text is not None and tag.name in ("p", "div", "li"):
            table.text.append(" ")

    def _begin_table(self) -> None:
        if len(self._open) >= DEEPEST:
            raise _no_table(self._path)
        table = _Table(SheetRows(f"Table {len(self.tables) + 1}"))
        self._open.append(table)
        self.tables.append(table.sheet)

    def _end_table(self) -> None:
        if self._open:
            self._end_row(self._open[-1])
            self._open.pop()

    def _end_cell(self, table: _Table) -> None:
        if table.text is None:
            return
        _skip_reached(table)
        text, table.text = "".join(table.text), None
        lines = (" ".join(unescape(line).split()) for line in text.split(_LINE))
        wide, tall = table.span
        if tall > 1:
            place = len(table.cells)
            table.reaching.update(dict.fromkeys(range(place, place + wide), tall))
        table.cells += ["\n".join(lines).strip("\n"), *[""] * (wide - 1)]

    def _end_row(self, table: _Table) -> None:
        self._end_cell(table)
        if not table.cells:
            return
        table.row += 1
        table.sheet.add(table.row, table.cells, frozenset(), self._path)
        table.cells = []
        table.reaching = {place: rows - 1 for place, rows in table.reaching.items() if rows > 1}


def _skip_reached(table: _Table) -> None:
    """Leave the places blank that cells of the rows above cover."""
    while len(table.cells) in table.reaching:
        table.cells.append("")


def _span(tag: Tag, attribute: str, most: int) -> int:
    value = tag.value(attribute).strip()
    return min(max(int(value), 1), most) if value.isascii() and value.isdigit() and len(value) < 7 else 1


def _no_table(path: Path) -> UserError:
    return trouble(
        QT_TRANSLATE_NOOP("io", "“{name}” is a web page without a table."),
        QT_TRANSLATE_NOOP(
            "io", "It may be a page that asks you to sign in. Export the table again, and open the new file."
        ),
        name=path.name,
    )
