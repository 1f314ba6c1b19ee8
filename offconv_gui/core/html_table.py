"""The table in a piece of HTML, as Excel, LibreOffice and Google Sheets put it on the clipboard."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_SPACE = re.compile(r"[ \t\r\n\f]+")
_WIDEST = 1_000
_CELLS = ("td", "th")


def read(html: str) -> list[list[str]] | None:
    """The rows of the one table; None where there is none, or are several.

    Line breaks in cells are kept; of cells that were joined, the content stands in the first.
    """
    parser = _Tables()
    parser.feed(html)
    parser.close()
    if parser.tables != 1 or not parser.rows:
        return None
    width = max(map(len, parser.rows))
    return [row + [""] * (width - len(row)) for row in parser.rows]


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables = 0
        self.rows: list[list[str]] = []
        self._cell: list[str] | None = None
        self._span, self._down = 1, 0
        self._below: dict[int, int] = {}
        """For each column how many more rows the cell above reaches down."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables += 1
        elif tag == "tr":
            self._end_cell()
            self.rows.append([])
            self._fill_joined()
        elif tag in _CELLS and self.rows:
            self._end_cell()
            given = dict(attrs)
            self._cell, self._span = [], _number(given.get("colspan"))
            self._down = _number(given.get("rowspan")) - 1
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in (*_CELLS, "tr", "table"):
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(_SPACE.sub(" ", data))

    def close(self) -> None:
        super().close()
        self._end_cell()

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        lines = "".join(self._cell).replace("\xa0", " ").split("\n")
        text = "\n".join(line.strip(" ") for line in lines)
        text = text.removesuffix("\n") if text.strip() else ""  # LibreOffice writes <br> into blank cells
        at = len(self.rows[-1])
        self.rows[-1] += [text, *[""] * (self._span - 1)]
        if self._down:
            self._below.update(dict.fromkeys(range(at, at + self._span), self._down))
        self._cell = None
        self._fill_joined()

    def _fill_joined(self) -> None:
        """Leave the places blank that a cell of a row above reaches down to."""
        row = self.rows[-1]
        while self._below.get(len(row), 0):
            self._below[len(row)] -= 1
            row.append("")


def _number(text: str | None) -> int:
    return min(max(int(text), 1), _WIDEST) if text and text.isascii() and text.isdigit() else 1
