"""What every reader takes and gives: options, a grid with its origin, and errors that say what to do."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import pyarrow as pa

from offconv_gui.core.choices import Choices
from offconv_gui.core.columns import TEXT, blank_texts
from offconv_gui.core.fields import Field
from offconv_gui.core.grid import Grid, GridColumn, Mask, Origin, RowIndex
from offconv_gui.core.messages import QT_TRANSLATE_NOOP, Message, UserError
from offconv_gui.core.progress import Progress
from offconv_gui.io.file_memory import Bytes

MAX_COLUMNS = 16_384
"""As many columns as a sheet of Excel holds; a file with more is not a table of conversions."""


@dataclass(frozen=True)
class ReadOptions:
    """What a person chose about reading a file; None where the file shall tell.

    `header_row` is 1 for the first row, and 0 for a table without headings. `delimiter` is one character
    (or "tab").
    """

    sheet: str | None = None
    header_row: int | None = None
    encoding: str | None = None
    delimiter: str | None = None


@dataclass(frozen=True)
class Settled:
    """What was decided about a table when it was saved: the field of each column, and the choices."""

    fields: tuple[Field | None, ...]
    choices: Choices


@dataclass(frozen=True)
class Opened:
    """A file's rows, and how they were read; of saved work also what was decided about them."""

    grid: Grid
    origin: Origin
    settled: Settled | None = None


class Reader(Protocol):
    """One kind of file.

    `claims` looks at the first bytes of a file (at least 4,096, or the whole file) and says whether `read`
    is the one to read it. `read` is given all of the file's bytes, and raises `UserError` where they cannot
    be read; `path` is their place, or their name where they come out of an archive. Where `reports_bytes`,
    its progress is told in bytes, of which reading the file is the first half.
    """

    @property
    def suffixes(self) -> tuple[str, ...]: ...

    @property
    def reports_bytes(self) -> bool: ...

    def claims(self, head: bytes, path: Path) -> bool: ...

    def read(self, data: Bytes, path: Path, options: ReadOptions, progress: Progress) -> Opened: ...


def trouble(title: str, hint: str, **values: object) -> UserError:
    """An error from two templates that share their values."""
    return UserError(Message(title, values), Message(hint, values))


def too_many_columns(name: str, row: int, columns: int) -> UserError:
    """The error for a table wider than any sheet."""
    return trouble(
        QT_TRANSLATE_NOOP("io", "“{name}” has {columns} columns in row {row}; the most is {most}."),
        QT_TRANSLATE_NOOP(
            "io", "Check that the right separator is chosen, or export only the columns that you need."
        ),
        name=name,
        row=row,
        columns=columns,
        most=MAX_COLUMNS,
    )


def no_rows(name: str) -> UserError:
    """The error for a file or sheet with nothing in it but blank rows or comments."""
    return trouble(
        QT_TRANSLATE_NOOP("io", "There are no rows in “{name}”."),
        QT_TRANSLATE_NOOP("io", "Export the table again, with its headings, and open the new file."),
        name=name,
    )


def header_row_missing(name: str, header_row: int, rows: int) -> UserError:
    """The error for a heading row beyond the end."""
    return trouble(
        QT_TRANSLATE_NOOP("io", "“{name}” has no row {header_row}: it ends after row {rows}."),
        QT_TRANSLATE_NOOP("io", "Choose the row that holds the headings."),
        name=name,
        header_row=header_row,
        rows=rows,
    )


@dataclass(frozen=True)
class Block:
    """Some rows of a table: columns of one length (`pa.large_string()`), and the rows' numbers.

    `numeric` has one entry a column, None where no cell was a true number; it may be empty for text files.
    `uneven` marks the rows that had more or fewer cells than the table has columns; None where none had.
    """

    columns: Sequence[pa.Array]
    row_numbers: RowIndex
    numeric: Sequence[Mask | None] = ()
    uneven: Mask | None = None

    def kept(self, keep: Mask) -> Block:
        """Only the rows that `keep` marks."""
        chosen = pa.array(keep)
        return Block(
            [column.filter(chosen) for column in self.columns],
            self.row_numbers[keep],
            [None if mask is None else mask[keep] for mask in self.numeric],
            None if self.uneven is None else self.uneven[keep],
        )


def _in_one_piece(chunks: Sequence[pa.Array]) -> pa.ChunkedArray:
    """One column as the table holds it, so that its text need not be copied, and held, a second time."""
    whole = chunks[0] if len(chunks) == 1 else pa.concat_arrays(chunks) if chunks else blank_texts(0)
    return pa.chunked_array([whole], TEXT)


def grid_of(blocks: list[Block], headings: Sequence[str], left: int = 0) -> Grid:
    """The blocks as one grid, behind `left` blank columns; blocks and headings narrower than the widest get
    blank cells.

    The list is emptied, so that the pieces of a column are free as soon as it is put together.
    """
    width = max([len(headings), *(len(block.columns) for block in blocks)])
    names = [*headings, *[""] * (width - len(headings))]
    numbers = [block.row_numbers for block in blocks]
    numeric = [_numeric(blocks, index) for index in range(width)]
    pieces = deque(_column(blocks, index) for index in range(width))
    blocks.clear()
    columns = [
        GridColumn(name, _in_one_piece(pieces.popleft()), mask)
        for name, mask in zip(names, numeric, strict=True)
    ]
    rows = np.concatenate(numbers) if numbers else np.empty(0, dtype=np.int64)
    blank = GridColumn("", _in_one_piece([blank_texts(len(rows))]))
    return Grid((*[blank] * left, *columns), rows)


def without_blank_end(grid: Grid) -> Grid:
    """The grid less its last columns, as far as they have neither a heading nor a cell: a sheet keeps those
    that were formatted, or once held something.
    """
    count = len(grid.columns)
    while count and not grid.columns[count - 1].heading and _is_blank(grid.columns[count - 1]):
        count -= 1
    return Grid(grid.columns[:count], grid.row_numbers)


def _is_blank(column: GridColumn) -> bool:
    return not any(_lengths(chunk).any() for chunk in column.text.chunks)


def _column(blocks: Sequence[Block], index: int) -> list[pa.Array]:
    """One column's texts, a piece a block; blank ones where a block is narrower."""
    return [
        block.columns[index] if index < len(block.columns) else blank_texts(len(block.row_numbers))
        for block in blocks
    ]


def _numeric(blocks: Sequence[Block], index: int) -> Mask | None:
    return _marks(blocks, [block.numeric[index] if index < len(block.numeric) else None for block in blocks])


def _marks(blocks: Sequence[Block], masks: Sequence[Mask | None]) -> Mask | None:
    """Marks of the rows of all blocks; None where no block has any."""
    if all(mask is None for mask in masks):
        return None
    return np.concatenate(
        [
            np.zeros(len(block.row_numbers), dtype=bool) if mask is None else mask
            for block, mask in zip(blocks, masks, strict=True)
        ]
    )


FEW_ROWS = 50_000


def merged(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, with neighbours of few rows put together."""
    waiting: list[Block] = []
    for block in blocks:
        if waiting and sum(len(each.row_numbers) for each in waiting) + len(block.row_numbers) > FEW_ROWS:
            yield _joined(waiting)
            waiting = []
        waiting.append(block)
    if waiting:
        yield _joined(waiting)


def _joined(blocks: Sequence[Block]) -> Block:
    if len(blocks) == 1:
        return blocks[0]
    width = range(max(len(block.columns) for block in blocks))
    return Block(
        [pa.concat_arrays(_column(blocks, index)) for index in width],
        np.concatenate([block.row_numbers for block in blocks]),
        [_numeric(blocks, index) for index in width],
        _marks(blocks, [block.uneven for block in blocks]),
    )


def without_blank_rows(block: Block) -> Block:
    """The block less the rows whose cells are all blank: they count as rows but are no data."""
    if not block.columns:
        return block
    candidates = np.flatnonzero(_lengths(block.columns[0]) == 0)
    for column in block.columns[1:]:
        if not len(candidates):
            return block
        candidates = candidates[_lengths(column)[candidates] == 0]
    if not len(candidates):
        return block
    keep = np.ones(len(block.row_numbers), dtype=bool)
    keep[candidates] = False
    return block.kept(keep)


def _lengths(texts: pa.Array) -> RowIndex:
    """How many bytes each text has, read from the offsets without touching the texts."""
    if not len(texts):
        return np.empty(0, dtype=np.int64)
    offsets = np.frombuffer(texts.buffers()[1], dtype=np.int64)
    lengths: RowIndex = np.diff(offsets[texts.offset : texts.offset + len(texts) + 1])
    return lengths
