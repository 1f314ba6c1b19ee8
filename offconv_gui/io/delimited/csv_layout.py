"""Find out how separated text is laid out: its separator, its heading row, the number of its fields."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from offconv_gui.core.messages import QT_TRANSLATE_NOOP
from offconv_gui.io import headings
from offconv_gui.io.delimited.csv_fast import SeparatedText, breaks_rules
from offconv_gui.io.delimited.csv_lenient import LenientParser, Record, escapes_with_backslash
from offconv_gui.io.delimited.encodings import Utf8Text
from offconv_gui.io.headings import Top
from offconv_gui.io.opening import (
    MAX_COLUMNS,
    ReadOptions,
    header_row_missing,
    no_rows,
    too_many_columns,
    trouble,
)

SEPARATORS = (",", ";", "\t", "|", "^")
SAMPLE_BYTES = 256 * 1024
SAMPLE_RECORDS = 200
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?[,;\t ]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
_DECIMAL = re.compile(r"[-+]?[\d.\s]*\d,\d+\s*%?")


@dataclass(frozen=True)
class Layout:
    """How a text is laid out: `width` is the usual number of fields of its data rows."""

    delimiter: str
    top: Top
    headings: tuple[str, ...]
    width: int
    backslash: bool
    declared_zone: str | None


def find_layout(text: Utf8Text, options: ReadOptions, name: str) -> Layout:
    """The layout of `text`, the options' choices kept; raises `UserError` where there is no table in it."""
    sample = _sample(text, SAMPLE_BYTES)
    separator_line = _SEPARATOR_LINE.match(sample)
    if options.delimiter is not None:
        delimiter = _chosen(options.delimiter)
    elif separator_line:
        delimiter = separator_line[1]
    else:
        delimiter = find_delimiter(sample, complete=len(text.data) - text.start <= SAMPLE_BYTES)
    plain = SeparatedText(text.data, name, delimiter, 0)
    backslash = (
        delimiter.isascii()
        and breaks_rules(plain, text.start, SAMPLE_BYTES)
        and escapes_with_backslash(sample, delimiter)
    )
    records = _records(
        text, LenientParser(delimiter, 0, backslash), (options.header_row or 0) + headings.LOOKED_AT
    )
    if separator_line and records:
        records[0] = [""]
    if all(headings.is_blank(record) or headings.is_remark(record, 1) for record in records):
        raise no_rows(name)
    top = _chosen_top(options.header_row, records, name)
    if separator_line:
        top = Top(top.header_row, max(top.rows_above, 1))
    found = tuple(records[top.header_row - 1]) if top.header_row else ()
    width = _width(records[top.rows_above :]) or max(len(found), 1)
    if max(width, len(found)) > MAX_COLUMNS:
        raise too_many_columns(name, top.header_row or 1, max(width, len(found)))
    return Layout(delimiter, top, found, width, backslash, headings.declared_zone(records[: top.rows_above]))


def _chosen_top(header_row: int | None, records: Sequence[Record], name: str) -> Top:
    """Where the table starts: at the chosen heading row, else where its look says."""
    if header_row is None:
        return headings.find_top(records)
    if not 0 <= header_row <= len(records):
        raise header_row_missing(name, header_row, len(records))
    return Top(header_row, header_row)


def find_delimiter(sample: str, *, complete: bool = True) -> str:
    """The separator that cuts the sample into the most even and cleanest fields.

    A text that none of them cuts is a single column: then a separator that does not occur in it, so that
    it stays one.
    """
    scores = {
        separator: _score(LenientParser(separator).parse(sample, final=complete, limit=SAMPLE_RECORDS)[0])
        for separator in SEPARATORS
    }
    best = max(SEPARATORS, key=lambda separator: scores[separator])
    if scores[best] > 0.12:
        return best
    return min(SEPARATORS, key=lambda separator: (separator in sample, SEPARATORS.index(separator)))


def _score(records: Sequence[Record]) -> float:
    """How much a sample looks like a table: 0 (no more than one field a row) to about 1."""
    rows = [row for row in records if not headings.is_blank(row) and not headings.is_remark(row, len(row))]
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return 0.0
    width = max(widths, key=lambda width: (widths[width], width))
    first = next(place for place, row in enumerate(rows) if len(row) == width)
    body = rows[first:]
    even: float = widths[width] / len(body) * (len(body) / len(rows)) ** 0.5
    if first:  # headings that another separator cuts, say, over cells that are lists
        above = [_cleanness(cell) for row in rows[:first] for cell in row]
        even *= max(0.7, sum(above) / len(above))
    cells = [cell for row in body if len(row) == width for cell in row]
    clean = sum(_cleanness(cell) for cell in cells) / len(cells)
    return even * clean**2 + 0.01 * min(width, 20) / 20


def _cleanness(cell: str) -> float:
    """How likely it is that a cell was cut rightly: separators left in it say that another one cuts."""
    if not cell or cell.isalnum():
        return 1.0
    if any(separator in cell for separator in ";\t|^"):
        return 0.2
    if cell[0] == " " and len(cell) > 1:
        return 0.5
    return 0.6 if "," in cell and not _DECIMAL.fullmatch(cell) else 1.0


def _chosen(delimiter: str) -> str:
    """The delimiter a person chose, as one character; `UserError` where it is not one."""
    named = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}
    delimiter = named.get(delimiter.lower(), delimiter)
    if len(delimiter) != 1 or delimiter in '"\r\n\0':
        raise trouble(
            QT_TRANSLATE_NOOP("io", "“{delimiter}” cannot separate columns."),
            QT_TRANSLATE_NOOP("io", "Choose one character, such as a comma, a semicolon or “tab”."),
            delimiter=delimiter,
        )
    return delimiter


def _sample(text: Utf8Text, size: int) -> str:
    """The first `size` bytes as text, a character cut in two left out."""
    return codecs.utf_8_decode(text.data[text.start : text.start + size], "ignore")[0]


def _records(text: Utf8Text, parser: LenientParser, count: int) -> list[Record]:
    """The first `count` records, or all where there are fewer; a larger sample where one is long."""
    size, total = SAMPLE_BYTES, len(text.data) - text.start
    while True:
        whole = size >= total
        records, _ = parser.parse(_sample(text, size), final=whole, limit=count)
        if whole or len(records) >= max(2, count - headings.LOOKED_AT):
            return records
        size *= 4


def _width(records: Sequence[Record]) -> int:
    """How many fields most data rows have; 0 where there are none."""
    widths = Counter(len(record) for record in records if not headings.is_blank(record))
    return max(widths, key=lambda width: (widths[width], width)) if widths else 0
