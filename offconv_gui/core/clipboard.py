"""Blocks of cells as text for other programs, and back: tab-separated lines, as Excel writes and reads them.

A block goes out as columns (`pa.large_string()` arrays of equal length), so that a million rows need no
Python loop, and comes in as rows.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from html import escape

import pyarrow as pa
import pyarrow.compute as pc

from offconv_gui.core import html_table

Block = list[list[str]]
"""Rows of equally many cells."""

MOST_HTML_CELLS = 100_000
"""Cells up to which a block is worth copying as a table too: beyond, plain text is what programs can take."""

_TAB, _LINE_END, _QUOTE, _NOTHING = (pa.scalar(text, pa.large_string()) for text in ("\t", "\r\n", '"', ""))

_JOINED_SPACES = re.compile("^ +| +$|  +", re.MULTILINE)
"""Spaces of which HTML keeps one at most."""

_WORD = re.compile(r"\S+")

_NEEDS_QUOTES = r'^"|[\t\r\n]'
"""A cell that would otherwise be read as several, or as quoted."""


def to_tsv(columns: Sequence[pa.Array]) -> str:
    """Tab-separated lines, each ended with CR LF; a cell is quoted where it holds a tab or a line end."""
    if not columns or not len(columns[0]):
        return ""
    lines = pc.binary_join_element_wise(*map(_quoted, columns), _TAB)
    ended = pc.binary_join_element_wise(lines, _LINE_END, _NOTHING)
    return bytes(ended.buffers()[2]).decode()


def _quoted(column: pa.Array) -> pa.Array:
    needs = pc.match_substring_regex(column, _NEEDS_QUOTES)
    if not pc.any(needs).as_py():
        return column
    doubled = pc.replace_substring(column, '"', '""')
    return pc.if_else(needs, pc.binary_join_element_wise(_QUOTE, doubled, _QUOTE, _NOTHING), column)


def to_html(columns: Sequence[pa.Array]) -> str:
    """A table whose cells spreadsheets keep as text.

    From plain text Excel takes the ID "123456e7..." for a number and loses its digits; LibreOffice does so
    from a table too, makes 123 of "00123" and reckons out "=1+1". The format "@" keeps both from that: in a
    style of Microsoft Office's own, and in the attribute that LibreOffice 7.4 itself writes beside text.
    Without the other style Excel takes a line break in a cell for the end of a row.

    Spaces that a page would join are marked as Office marks them ("Microsoft Office HTML and XML Reference",
    "White space"); LibreOffice 7.4 reads `&nbsp;` as a space, and `&#160;` as the no-break space that it is.
    """
    rows = zip(*(column.to_pylist() for column in columns), strict=True)
    cells = ("".join(f'<td sdnum="1033;0;@">{_html(cell)}</td>' for cell in row) for row in rows)
    lines = "".join(f"<tr>{row}</tr>" for row in cells)
    style = "<style>td {mso-number-format:'\\@'} br {mso-data-placement:same-cell}</style>"
    return f"<html><head>{style}</head><body><table>{lines}</table></body></html>"


def _html(cell: str) -> str:
    spaced = _JOINED_SPACES.sub(_space_run, escape(cell).replace("\r\n", "\n"))
    return spaced.replace("\xa0", "&#160;").replace("\n", "<br>")


def _space_run(spaces: re.Match[str]) -> str:
    return f'<span style="mso-spacerun:yes">{"&nbsp;" * len(spaces[0])}</span>'


def best_text(text: str, html: str) -> str:
    """The tab-separated text of what is on the clipboard in two forms.

    Some programs do not quote a cell of several lines in plain text, which then looks like several rows, or
    put a space in the place of each line break, as LibreOffice does; their table tells. In all other cases
    the text is what a person sees, and is taken as it is.
    """
    table = html_table.read(html) if "<td" in html.lower() else None
    if table is None:
        return text
    block = from_tsv(text)
    as_wide = bool(block) and len(block[0]) == len(table[0])
    if block and as_wide and len(block) == len(table):
        if not any("\n" in cell for row in table for cell in row):
            return text
        table = [list(map(_with_lines, *rows)) for rows in zip(block, table, strict=True)]
    elif block and not (as_wide and len(table) < len(block)):
        return text
    return to_tsv([pa.array(column, pa.large_string()) for column in zip(*table, strict=True)])


def _with_lines(text: str, told: str) -> str:
    """A cell with the line breaks that the table tells of, and its own spaces everywhere else."""
    if "\n" not in told or "\n" in text or told.split() != text.split():
        return text
    gaps = zip(_WORD.split(text), _WORD.split(told), strict=True)
    spaces = [there if "\n" in there else here for here, there in gaps]
    return "".join(map("".join, zip(spaces, [*text.split(), ""], strict=True)))


def from_tsv(text: str) -> Block:
    """The cells of tab-separated lines as spreadsheets copy them; rows that are shorter are filled up.

    A quote is only taken for one where all quotes come in pairs: what other programs copy is not quoted.
    """
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True))
    except csv.Error:
        lines = re.split("\r\n|\r|\n", text)
        rows = [line.split("\t") for line in (lines if lines[-1] else lines[:-1])]
    width = max(map(len, rows), default=0)
    return [row + [""] * (max(width, 1) - len(row)) for row in rows]
