"""Rows that a reader of markup has found one by one, and the table they make.

For kinds of file that are small as a rule (web pages, XML spreadsheets): each cell is a Python string on the
way, and their number is bounded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa

from offconv_gui.core.columns import TEXT
from offconv_gui.core.grid import Origin
from offconv_gui.core.messages import QT_TRANSLATE_NOOP, UserError
from offconv_gui.core.progress import Progress
from offconv_gui.io import headings
from offconv_gui.io.data_rows import data_rows
from offconv_gui.io.file_bytes import too_large
from offconv_gui.io.headings import Top
from offconv_gui.io.opening import (
    MAX_COLUMNS,
    Block,
    Opened,
    ReadOptions,
    grid_of,
    header_row_missing,
    merged,
    no_rows,
    too_many_columns,
    trouble,
)

MAX_CELLS = 5_000_000
BLOCK_ROWS = 5_000


@dataclass
class SheetRows:
    """The rows of one sheet or table that are not blank: their numbers (from 1), cells, and which cells were
    true numbers."""

    name: str
    hidden: bool = False
    numbers: list[int] = field(default_factory=list)
    cells: list[list[str]] = field(default_factory=list)
    numeric: list[frozenset[int]] = field(default_factory=list)
    width: int = 0
    count: int = 0

    def add(self, number: int, cells: list[str], numeric: frozenset[int], path: Path) -> None:
        """Add a row, unless it is blank; raises `UserError` where there are too many cells."""
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            return
        if len(cells) > MAX_COLUMNS:
            raise too_many_columns(path.name, number, len(cells))
        self.count += len(cells)
        if self.count > MAX_CELLS:
            raise too_large(path.name)
        self.numbers.append(number)
        self.cells.append(cells)
        self.numeric.append(numeric)
        self.width = max(self.width, len(cells))

    def at(self, number: int) -> list[str]:
        """The cells of the row of this number; none where it is blank."""
        place = int(np.searchsorted(np.asarray(self.numbers, dtype=np.int64), number))
        found = place < len(self.numbers) and self.numbers[place] == number
        return self.cells[place] if found else []


def open_sheet(
    sheets: Sequence[SheetRows],
    path: Path,
    options: ReadOptions,
    progress: Progress,
    encoding: str | None = None,
) -> Opened:
    """The table in the chosen sheet, or in the first that holds cells, hidden ones last.

    Raises `UserError` where there is no such sheet, or nothing in it.
    """
    filled = sorted((sheet for sheet in sheets if sheet.numbers), key=lambda sheet: sheet.hidden)
    names = tuple(sheet.name for sheet in filled)
    if options.sheet is not None:
        wanted = [sheet for sheet in filled if sheet.name.casefold() == options.sheet.casefold()]
        if not wanted:
            raise _no_sheet(options.sheet, path, names)
        filled = wanted
    if not filled:
        raise no_rows(path.name)
    sheet = filled[0]
    top, zone = _top(sheet, options.header_row, path)
    found = sheet.at(top.header_row) if top.header_row else []
    blocks = data_rows(list(merged(_blocks(sheet, top.rows_above, progress))), found, top.header_row)
    return Opened(
        grid_of(blocks, found), Origin(str(path), encoding, None, sheet.name, top.header_row, names, zone)
    )


def _top(sheet: SheetRows, header_row: int | None, path: Path) -> tuple[Top, str | None]:
    """Where the table starts, in rows of the sheet, and the zone declared above it."""
    first = sheet.numbers[0] - 1
    if header_row is not None:
        if not 0 <= header_row <= sheet.numbers[-1]:
            raise header_row_missing(path.name, header_row, sheet.numbers[-1])
        top = Top(header_row, header_row)
    else:
        sample = [
            _padded(sheet.at(number), sheet.width)
            for number in range(first + 1, min(first + headings.LOOKED_AT, sheet.numbers[-1]) + 1)
        ]
        top = headings.find_top(sample)
        top = Top(top.header_row and top.header_row + first, top.rows_above + first)
    above = [sheet.at(number) for number in range(first + 1, min(top.rows_above, headings.LOOKED_AT) + 1)]
    return top, headings.declared_zone(above)


def _padded(cells: Sequence[str], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))]


def _blocks(sheet: SheetRows, above: int, progress: Progress) -> Iterator[Block]:
    """The rows below row `above` in blocks, so that other threads get their turn."""
    first = int(np.searchsorted(np.asarray(sheet.numbers, dtype=np.int64), above, "right"))
    for start in range(first, len(sheet.numbers), BLOCK_ROWS):
        progress(start, len(sheet.numbers))
        part = slice(start, start + BLOCK_ROWS)
        rows, marks = [_padded(cells, sheet.width) for cells in sheet.cells[part]], sheet.numeric[part]
        numeric = [
            np.fromiter((place in mark for mark in marks), bool, len(marks))
            if any(place in mark for mark in marks)
            else None
            for place in range(sheet.width)
        ]
        columns = [pa.array(column, TEXT) for column in zip(*rows, strict=True)]
        yield Block(columns, np.array(sheet.numbers[part], dtype=np.int64), numeric)


def _no_sheet(wanted: str, path: Path, names: Sequence[str]) -> UserError:
    return trouble(
        QT_TRANSLATE_NOOP("io", "There is no sheet “{sheet}” in “{name}”."),
        QT_TRANSLATE_NOOP("io", "Choose one of its sheets: {sheets}."),
        sheet=wanted,
        name=path.name,
        sheets=", ".join(names),
    )
