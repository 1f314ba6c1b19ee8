"""One sheet of a workbook as a table, read with calamine: cached values of formulas, no macros, no links."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

import numpy as np
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from offconv_gui.core.grid import Grid, Origin, RowIndex
from offconv_gui.core.kinds import click_ids
from offconv_gui.core.kinds.click_ids import ClickIdStatus
from offconv_gui.core.messages import QT_TRANSLATE_NOOP, UserError
from offconv_gui.core.progress import Progress
from offconv_gui.io import file_kinds, headings
from offconv_gui.io.data_rows import data_rows
from offconv_gui.io.file_bytes import too_large
from offconv_gui.io.file_memory import Bytes
from offconv_gui.io.flat_ods_reader import read_open_document
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
    without_blank_end,
    without_blank_rows,
)
from offconv_gui.io.workbooks.compound_files import own_book
from offconv_gui.io.workbooks.excel_archive import (
    absurd,
    check_container,
    damaged,
    open_document_content,
    protected,
)
from offconv_gui.io.workbooks.excel_cells import Cell, CellTexts, texts_of, with_midnights
from offconv_gui.io.workbooks.lost_cells import Lost, LostCells
from offconv_gui.io.workbooks.mended_archives import mended_archive

BLOCK_ROWS = 5_000
BLOCK_CELLS = 200_000
COVER_COLUMNS = 2
"""A sheet of at most so many columns may be a title page, or tell how to use the others."""
BEHIND_COVER = 10
"""So many sheets behind it are looked at for a table."""
MOST_WIDENED = 20_000_000
"""Cells of a rectangle made wider for cells that calamine shows as blank."""


def read_workbook(data: Bytes, path: Path, options: ReadOptions, progress: Progress) -> Opened:
    """The table in the chosen sheet, or in the first that holds cells and is no title page, hidden ones last.

    Raises `UserError` where there is no such sheet or nothing in it, and for what is no sound workbook.
    A file made to harm may crash or fill the process: call it by way of `read_apart`.
    """
    progress(0, 0)
    check_container(data, path)
    if data.startswith(file_kinds.OLE):
        data = own_book(data)
    with _plain_errors(path):
        try:
            workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        except PasswordError:
            raise
        except CalamineError:
            # It takes only some of what OpenDocument allows: no white space between cells, for one.
            content = open_document_content(data, path)
            if content is not None:
                return read_open_document(content, path, options, progress)
            mended = None if data.startswith(file_kinds.OLE) else mended_archive(data, path)
            if mended is None:
                raise
            data, workbook = mended, CalamineWorkbook.from_filelike(io.BytesIO(mended))
        opened = _likeliest(_tables(data, workbook, path, options, progress), path)
    if opened is None:
        raise no_rows(path.name)
    return opened


def _tables(
    data: Bytes, workbook: CalamineWorkbook, path: Path, options: ReadOptions, progress: Progress
) -> Iterator[Opened]:
    """The tables in the wanted sheets, one after the other; a hidden one only where none is visible."""
    names = sheet_names(workbook)
    visible = {sheet.name for sheet in workbook.sheets_metadata if sheet.visible is SheetVisibleEnum.Visible}
    lost_cells = LostCells(data, path)
    found = False
    for name in _wanted(names, options.sheet, path):
        if found and name not in visible:
            return
        lost_cells.check_span(name)
        with ThreadPoolExecutor(1) as pool:  # calamine lets other threads run
            reading = pool.submit(workbook.get_sheet_by_name, name)
            lost = lost_cells.in_sheet(name, progress)
            sheet = reading.result()
        if frame := _frame(sheet, lost, path):
            opened = _table(sheet, lost, frame, tuple(names), path, options, progress)
            if opened is not None:
                found = True
                yield opened


def _likeliest(tables: Iterator[Opened], path: Path) -> Opened | None:
    """The first table, unless it is a title page and another one, among the next, names fields."""
    first = next(tables, None)
    if first is None or not _may_be_title_page(first.grid):
        return first
    with suppress(UserError), _plain_errors(path):  # what is wrong with another is told when it is chosen
        for opened in islice(tables, BEHIND_COVER):
            if headings.named_fields(opened.grid.headings) > 1:
                return opened
    return first


def _may_be_title_page(grid: Grid) -> bool:
    """Whether it has few columns, none of which names a field or holds a click ID."""
    if len(grid.columns) > COVER_COLUMNS or headings.named_fields(grid.headings):
        return False
    held = (ClickIdStatus.OK, ClickIdStatus.IN_TEXT)
    return not any(np.isin(click_ids.read(column.text).status, held).any() for column in grid.columns)


def sheet_names(workbook: CalamineWorkbook) -> list[str]:
    """The names of the sheets that hold cells, the hidden ones last."""
    sheets = [sheet for sheet in workbook.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
    visible = [sheet.name for sheet in sheets if sheet.visible is SheetVisibleEnum.Visible]
    return visible + [sheet.name for sheet in sheets if sheet.name not in visible]


@contextmanager
def _plain_errors(path: Path) -> Iterator[None]:
    """What calamine raises, as a `UserError`.

    A panic in its Rust code arrives as an exception beside `Exception`, of a class that cannot be imported:
    it is known by its name.
    """
    try:
        yield
    except PasswordError as problem:
        raise protected(path) from problem
    except (CalamineError, OSError, ValueError, OverflowError) as problem:
        raise damaged(path) from problem
    except MemoryError as problem:
        raise too_large(path.name) from problem
    except BaseException as problem:
        if type(problem).__name__ == "PanicException":
            raise damaged(path) from problem
        raise


def _wanted(names: Sequence[str], chosen: str | None, path: Path) -> Sequence[str]:
    """The sheets to try in turn; `UserError` where the chosen one is not there."""
    if chosen is None:
        return names
    same = [name for name in names if name == chosen] or [
        name for name in names if name.casefold() == chosen.casefold()
    ]
    if not same:
        raise trouble(
            QT_TRANSLATE_NOOP("io", "There is no sheet “{sheet}” in “{name}”."),
            QT_TRANSLATE_NOOP("io", "Choose one of its sheets: {sheets}."),
            sheet=chosen,
            name=path.name,
            sheets=", ".join(names),
        )
    return same[:1]


@dataclass(frozen=True)
class _Frame:
    """The rectangle around a sheet's cells, rows and columns from 0; `bottom` and `right` are beyond it."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def width(self) -> int:
        return self.right - self.left


def _frame(sheet: CalamineSheet, lost: Lost, path: Path) -> _Frame | None:
    """The rectangle around the cells that calamine knows and the `lost` ones; None where there are none.

    Raises `UserError` where lost cells make it absurdly large.
    """
    rows, columns = {row for row, _ in lost}, {column for _, column in lost}
    if sheet.start and sheet.end:
        rows |= {sheet.start[0], sheet.end[0]}
        columns |= {sheet.start[1], sheet.end[1]}
    if not rows:
        return None
    frame = _Frame(min(rows), min(columns), max(rows) + 1, max(columns) + 1)
    if frame.width > MAX_COLUMNS:
        raise too_many_columns(path.name, 1, frame.width)
    if frame.width > sheet.width and frame.bottom * frame.width > MOST_WIDENED:
        raise absurd(path)
    return frame


@dataclass(frozen=True)
class _Rows:
    """Some rows of the sheet, `first` being the number of the first one."""

    first: int
    cells: list[CellTexts]

    @property
    def row_numbers(self) -> RowIndex:
        return np.arange(self.first, self.first + len(self.cells[0].text), dtype=np.int64)


def _table(
    sheet: CalamineSheet,
    lost: Lost,
    frame: _Frame,
    names: tuple[str, ...],
    path: Path,
    options: ReadOptions,
    progress: Progress,
) -> Opened | None:
    """The table in a sheet; None where all of it is blank."""
    rows = list(_converted(sheet, lost, frame, progress))
    sample = _sample(rows, frame.top + headings.LOOKED_AT)
    if all(map(headings.is_blank, sample)) and not any(len(block.row_numbers) for block in _blocks(rows, 0)):
        return None
    top = _chosen_top(options.header_row, sample, frame, path)
    found = _row_at(rows, top.header_row) if top.header_row else ()
    blocks = data_rows(list(merged(_blocks(rows, top.rows_above))), found, top.header_row)
    # A table that begins at B2 has a blank column A, as it has in every other kind of file.
    grid = without_blank_end(grid_of(blocks, found, frame.left))
    zone = headings.declared_zone(sample[frame.top : top.rows_above])
    return Opened(grid, Origin(str(path), None, None, sheet.name, top.header_row, names, zone))


def _converted(sheet: CalamineSheet, lost: Lost, frame: _Frame, progress: Progress) -> Iterator[_Rows]:
    """The sheet's rows as text, block by block so that other threads get their turn."""
    texts: dict[int, list[tuple[int, str]]] = {}
    for (row, column), text in lost.items():
        texts.setdefault(row + 1, []).append((column - frame.left, text))
    count = max(1, min(BLOCK_ROWS, BLOCK_CELLS // frame.width))
    rows, number = _framed(sheet, frame), 1
    while block := list(islice(rows, count)):
        if texts:
            for place, row_cells in enumerate(block):
                for column, text in texts.get(number + place, ()):
                    row_cells[column] = text
        yield _Rows(number, [texts_of(column) for column in zip(*block, strict=True)])
        number += len(block)
        progress(number - 1, frame.bottom)


def _framed(sheet: CalamineSheet, frame: _Frame) -> Iterator[list[Cell]]:
    """The rows from the first one of the sheet on, each as wide as the frame."""
    start, end = (
        (sheet.start, sheet.end) if sheet.start and sheet.end else ((0, frame.left), (-1, frame.left - 1))
    )
    before, behind = start[1] - frame.left, frame.right - end[1] - 1
    below: Iterator[list[Cell]] = ([""] * frame.width for _ in range(frame.bottom - end[0] - 1))
    rows: Iterator[list[Cell]] = iter(sheet.iter_rows())
    if before or behind:
        rows = ([*[""] * before, *row, *[""] * behind] for row in rows)
    return chain(rows, below)


def _blocks(rows: list[_Rows], above: int) -> Iterator[Block]:
    """The rows below row `above`, blank ones left out, dates written alike in the whole of a column."""
    width = len(rows[0].cells) if rows else 0
    timed = [any(each.cells[column].timed for each in rows) for column in range(width)]
    for each in rows:
        texts = [
            with_midnights(cells) if has_time else cells.text
            for cells, has_time in zip(each.cells, timed, strict=True)
        ]
        block = Block(texts, each.row_numbers, [cells.numeric for cells in each.cells])
        if each.first <= above:
            block = block.kept(block.row_numbers > above)
        block = without_blank_rows(block)
        if len(block.row_numbers):
            yield block


def _sample(rows: list[_Rows], count: int) -> list[tuple[str, ...]]:
    """The first `count` rows as text."""
    sample: list[tuple[str, ...]] = []
    for each in rows:
        if len(sample) >= count:
            break
        sample += zip(*(cells.text[: count - len(sample)].to_pylist() for cells in each.cells), strict=True)
    return sample


def _row_at(rows: list[_Rows], number: int) -> tuple[str, ...]:
    """The texts of one row of the sheet."""
    each = next(each for each in reversed(rows) if each.first <= number)
    return tuple(cells.text[number - each.first].as_py() for cells in each.cells)


def _chosen_top(header_row: int | None, sample: Sequence[Sequence[str]], frame: _Frame, path: Path) -> Top:
    """Where the table starts, in rows of the sheet."""
    if header_row is None:
        top = headings.find_top(sample[frame.top :])
        return Top(top.header_row and top.header_row + frame.top, top.rows_above + frame.top)
    if not 0 <= header_row <= frame.bottom:
        raise header_row_missing(path.name, header_row, frame.bottom)
    return Top(header_row, header_row)
