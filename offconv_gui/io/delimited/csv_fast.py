"""Read the regular part of separated text at memory speed, and hand over every odd row.

`pyarrow.csv` reads text that keeps to RFC 4180 exactly as Python's `csv` does. Whether a stretch of text
does keep to it is proved here first, from where its quotes stand; what cannot be proved is left to
`csv_lenient`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.csv

from offconv_gui.core.columns import TEXT, blank_texts
from offconv_gui.core.grid import RowIndex
from offconv_gui.io.delimited.csv_lenient import LenientParser, Record, swallows_rows
from offconv_gui.io.file_memory import Bytes
from offconv_gui.io.opening import MAX_COLUMNS, Block, too_many_columns

QUOTE, LINE_FEED, RETURN = b'"\n\r'
IRREGULAR_BYTES = 16 * 1024
"""How much is read leniently at once: a stray quote spoils one record, and the rest is read fast again."""
MAX_CELLS = 50_000_000

Places = npt.NDArray[np.int64]
View = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class SeparatedText:
    """UTF-8 bytes of a table, the name of its file, its delimiter and how many fields its rows have.

    `backslash` says that quotes are escaped with backslashes.
    """

    data: Bytes
    name: str
    delimiter: str
    width: int
    backslash: bool = False

    @property
    def parser(self) -> LenientParser:
        return LenientParser(self.delimiter, self.width, self.backslash)

    @property
    def always_lenient(self) -> bool:
        """Whether quotes never follow the rules, or Arrow cannot know the delimiter."""
        return self.backslash or not self.delimiter.isascii()


@dataclass(frozen=True)
class Stretch:
    """Bytes `start` to `end` of a text: whole records. `clean` means proved to keep to the rules."""

    start: int
    end: int
    clean: bool
    quoted: bool


def cut(text: SeparatedText, start: int, size: int) -> Stretch:
    """About `size` bytes from `start` on, cut where a record ends.

    Where the text breaks the rules, what comes before that is returned as clean; if that is nothing, the
    stretch is not clean, smaller, and ends with a line that may not be a record's last.
    """
    data, total = text.data, len(text.data)
    while True:
        end = min(start + size, total)
        view = np.frombuffer(data, dtype=np.uint8, count=end - start, offset=start)
        quotes = np.flatnonzero(view == QUOTE)
        wrong = _first_break(text, start, view, quotes)
        if wrong is not None:
            clean_end = _record_end(data, start, start + int(quotes[wrong]), quotes)
            if clean_end > start and text.delimiter.isascii():
                return Stretch(start, clean_end, True, wrong > 0)
            for limit in (min(end, start + IRREGULAR_BYTES), end):
                if (line_end := _line_end(data, start, limit)) > start:
                    return Stretch(start, line_end, False, True)
        elif end == total:
            return Stretch(start, end, text.delimiter.isascii(), len(quotes) > 0)
        else:
            clean_end = _record_end(data, start, end, quotes)
            if clean_end > start:
                return Stretch(start, clean_end, text.delimiter.isascii(), len(quotes) > 0)
        size *= 4


def breaks_rules(text: SeparatedText, start: int, size: int) -> bool:
    """Whether a quote among the `size` bytes from `start` on stands where RFC 4180 has none."""
    view = np.frombuffer(text.data, dtype=np.uint8, count=min(size, len(text.data) - start), offset=start)
    return _first_break(text, start, view, np.flatnonzero(view == QUOTE)) is not None


def _first_break(text: SeparatedText, start: int, view: View, quotes: Places) -> int | None:
    """The first quote (its index, always an opening one) that breaks the rules, None where none does.

    By the rules every other quote opens a field, and so stands at a field's start or right behind a closing
    one (two make one); and every other closes it, and so stands at its end or right before an opening one.
    """
    if not len(quotes):
        return None
    if text.always_lenient:
        return 0
    ends = np.zeros(256, dtype=bool)
    ends[[ord(text.delimiter), LINE_FEED, RETURN]] = True
    opening, closing = quotes[0::2], quotes[1::2]
    next_to_last = np.append(False, np.diff(quotes) == 1)
    good_opening = (opening == 0) | ends[view[np.maximum(opening - 1, 0)]] | next_to_last[0::2]
    followed = np.append(next_to_last[2::2], False)[: len(closing)]
    at_end = closing == len(view) - 1
    good_closing = at_end | ends[view[np.minimum(closing + 1, len(view) - 1)]] | followed
    good = good_opening[: len(closing)] & good_closing
    fine = len(good) if good.all() else int(np.argmin(good))
    # Rows that a field has swallowed come before what is wrong behind them.
    swallowing = _swallowing(text, start, view, quotes[: 2 * fine])
    if swallowing is not None or fine < len(good):
        return 2 * fine if swallowing is None else swallowing
    last = start + len(view) == len(text.data)
    return len(quotes) - 1 if len(opening) > len(closing) and (last or not good_opening[-1]) else None


def _swallowing(text: SeparatedText, start: int, view: View, quotes: Places) -> int | None:
    """The first of these quotes, which come in pairs, that opens a field which holds rows of the table."""
    if not len(quotes):
        return None
    lines = np.flatnonzero(view == LINE_FEED)
    if not len(lines):
        lines = np.flatnonzero(view == RETURN)
    apart = np.diff(quotes) != 1  # two quotes side by side are one inside a field, and part it not
    first = np.flatnonzero(np.append(True, apart[1::2])) * 2
    last = np.append(first[1:], len(quotes)) - 1
    inside = np.searchsorted(lines, quotes[last]) - np.searchsorted(lines, quotes[first])
    for field in np.flatnonzero(inside >= 4):
        content = text.data[start + int(quotes[first[field]]) : start + int(quotes[last[field]])]
        if swallows_rows(content.decode("utf-8", "replace"), text.delimiter, text.width):
            return int(first[field])
    return None


def _record_end(data: Bytes, start: int, end: int, quotes: Places) -> int:
    """Behind the last line end before `end` that no quoted field holds; `start` where there is none."""
    while (line_end := _line_end(data, start, end)) > start:
        before = int(np.searchsorted(quotes, line_end - start))
        if before % 2 == 0:
            return line_end
        end = start + int(quotes[before - 1])
    return start


def _line_end(data: Bytes, start: int, end: int) -> int:
    """Behind the last line end before `end`; `start` where there is none, `end` at the end of the data."""
    if end >= len(data):
        return end
    found = data.rfind(b"\n", start, end)
    if found < 0:
        found = data.rfind(b"\r", start, end)
        if found + 1 == end and data[end] == LINE_FEED:
            return end + 1
    return found + 1 if found >= 0 else start


@dataclass(frozen=True)
class RegularRows:
    """The rows of a clean stretch that have the table's number of fields, blank ones among them, and the odd
    ones: their places among all rows of the stretch, from 0, and their text."""

    columns: list[pa.Array]
    odd_places: list[int]
    odd_lines: list[str]

    @property
    def count(self) -> int:
        """How many rows there are, odd ones and all."""
        return len(self.columns[0]) + len(self.odd_lines)


def read_regular(text: SeparatedText, stretch: Stretch) -> RegularRows:
    """Read a clean stretch; other threads run meanwhile.

    Arrow numbers odd rows only where one thread reads one block: so it does here.
    """
    rows = RegularRows([], [], [])

    def keep(row: pa.csv.InvalidRow) -> str:
        rows.odd_places.append(row.number - 1)
        rows.odd_lines.append(row.text)
        return "skip"

    names = [str(index) for index in range(text.width)]
    table = pa.csv.read_csv(
        pa.BufferReader(pa.py_buffer(memoryview(text.data)[stretch.start : stretch.end])),
        read_options=pa.csv.ReadOptions(
            use_threads=False, block_size=stretch.end - stretch.start + 1, column_names=names
        ),
        parse_options=pa.csv.ParseOptions(
            delimiter=text.delimiter,
            quote_char='"' if stretch.quoted else False,
            newlines_in_values=stretch.quoted,
            ignore_empty_lines=False,
            invalid_row_handler=keep,
        ),
        convert_options=pa.csv.ConvertOptions(
            check_utf8=False, strings_can_be_null=False, column_types=dict.fromkeys(names, TEXT)
        ),
    )
    rows.columns.extend(_one_chunk(column) for column in table.columns)
    return rows


def all_rows(text: SeparatedText, rows: RegularRows, first_row: int) -> Block:
    """All rows of a clean stretch in the order of the file; `first_row` is the number of the first one.

    Odd rows stand in their place: with blank cells where they are short, and with columns of their own where
    they are long.
    """
    if not rows.odd_lines:
        return Block(rows.columns, _numbers(first_row, rows.count))
    regular, parser = len(rows.columns[0]), text.parser
    places = np.array(rows.odd_places, dtype=np.int64)
    odd = block_of(text, [parser.record(line) for line in rows.odd_lines], first_row + places, beside=regular)
    order = np.empty(rows.count, dtype=np.int64)
    is_odd = np.zeros(rows.count, dtype=bool)
    is_odd[places] = True
    order[is_odd] = regular + np.arange(len(places))
    order[~is_odd] = np.arange(regular)
    taken = pa.array(order)
    columns = [*rows.columns, *[blank_texts(regular)] * (len(odd.columns) - text.width)]
    woven = [
        pa.concat_arrays([long, short]).take(taken) for long, short in zip(columns, odd.columns, strict=True)
    ]
    uneven = np.zeros(rows.count, dtype=bool)
    uneven[places] = odd.uneven
    return Block(woven, _numbers(first_row, rows.count), uneven=uneven)


def _numbers(first: int, count: int) -> RowIndex:
    return np.arange(first, first + count, dtype=np.int64)


def _one_chunk(column: pa.ChunkedArray) -> pa.Array:
    chunks = column.chunks
    return chunks[0] if len(chunks) == 1 else pa.concat_arrays(chunks) if chunks else pa.array([], TEXT)


def block_of(text: SeparatedText, records: list[Record], row_numbers: RowIndex, beside: int = 0) -> Block:
    """Records as a block at least as wide as the table, short ones filled up with blank cells.

    Raises `UserError` where one is wider than a sheet, or so wide that filling up all others (with `beside`
    more rows) would take too much memory.
    """
    longest = max(range(len(records)), key=lambda index: len(records[index]))
    width = max(text.width, len(records[longest]))
    if width > MAX_COLUMNS or (width > text.width and width * (len(records) + beside) > MAX_CELLS):
        raise too_many_columns(text.name, int(row_numbers[longest]), width)
    uneven = np.array([len(record) != text.width for record in records], dtype=bool)
    for record in records:
        record.extend([""] * (width - len(record)))
    columns = [pa.array(column, TEXT) for column in zip(*records, strict=True)]
    return Block(columns, row_numbers, uneven=uneven)
