"""The table in a piece of HTML, as Excel, LibreOffice and Google Sheets put it on the clipboard."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_SPACE = re.compile(r"[ \t\r\n\f]+")
_LINE_END = re.compile(r"[ \t]*[\r\n]+[ \t]*")
_RUN = re.compile(r"mso-spacerun\s*:\s*yes", re.IGNORECASE)
_KEPT_SPACE = "\ud800"
"""Stands for a space that is kept, until the others are gone: no text has half a surrogate pair."""

_WIDEST = 1_000
_CELLS = ("td", "th")


def read(html: str) -> list[list[str]] | None:
    """The rows of the one table; None where there is none, or are several.

    Line breaks in cells are kept; of cells that were joined, the content stands in the first. So are spaces
    that are marked as a run, as Office does; in its pages, no-break spaces outside of those are what they are
    ("Microsoft Office HTML and XML Reference", "White space"), and in others there for the eye.
    """
    parser = _Tables("mso-" in html)
    parser.feed(html)
    parser.close()
    if parser.tables != 1 or not parser.rows:
        return None
    width = max(map(len, parser.rows))
    return [row + [""] * (width - len(row)) for row in parser.rows]


class _Tables(HTMLParser):
    def __init__(self, by_office: bool) -> None:
        super().__init__(convert_charrefs=True)
        self._by_office = by_office
        self._runs: list[bool] = []
        """Of each span that is open, whether it holds a run of spaces."""
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
            self._cell, self._span, self._runs = [], _number(given.get("colspan")), []
            self._down = _number(given.get("rowspan")) - 1
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")
        elif tag == "span":
            self._runs.append(_RUN.search(dict(attrs).get("style") or "") is not None)

    def handle_endtag(self, tag: str) -> None:
        if tag == "span" and self._runs:
            self._runs.pop()
        elif tag in (*_CELLS, "tr", "table"):
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            is_run = bool(self._runs) and self._runs[-1]
            self._cell.append(_in_run(data) if is_run else _SPACE.sub(" ", data))

    def close(self) -> None:
        super().close()
        self._end_cell()

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        text = "".join(self._cell)
        if not self._by_office or text == "\xa0":  # of which Office puts one into each blank cell
            text = text.replace("\xa0", " ")
        text = "\n".join(line.strip(" ") for line in text.split("\n"))
        text = text.removesuffix("\n") if text.strip("\n") else ""  # LibreOffice writes <br> into blank cells
        text = text.replace(_KEPT_SPACE, " ")
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


def _in_run(data: str) -> str:
    """The spaces of a run, as they are to stand in the cell; a line's end in the source is one of them."""
    return _LINE_END.sub(" ", data).replace("\xa0", " ").replace(" ", _KEPT_SPACE)


def _number(text: str | None) -> int:
    return min(max(int(text), 1), _WIDEST) if text and text.isascii() and text.isdigit() else 1
