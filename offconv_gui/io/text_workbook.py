"""A workbook whose cells are text as it is: no program takes them for numbers, dates or formulas.

Written row by row with openpyxl, so that a long table needs little memory; what openpyxl keeps in the
meantime is gone with the run at the latest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import IO, cast

import pyarrow as pa
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from offconv_gui.core.grid import Mask

BLOCK_ROWS = 50_000
"""Every block but the last has this many rows."""

SHEET_ROWS = 1_000_000
"""Rows a sheet, below the headings; a sheet of Excel ends at row 1,048,576."""

SHEET_COLUMNS = 16_384
CELL_CHARACTERS = 32_767 // 2
"""Excel counts most characters once and rarer ones twice."""

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_TEXT_FORMAT = "@"
_HEADING = Font(bold=True)
_MARKED = PatternFill("solid", fgColor="FFFBD5D5")


@dataclass(frozen=True)
class Column:
    """Some rows of a column: text (`pa.large_string()`), and which of its cells are marked; or numbers."""

    text: pa.Array
    marked: Mask | None = None
    is_number: bool = False


def write_workbook(
    file: IO[bytes],
    title: str,
    headings: Sequence[str],
    widths: Sequence[float],
    blocks: Iterable[Sequence[Column]],
) -> None:
    """Write rows below their headings, on further sheets where one is full.

    `widths` are in characters, one a heading. `blocks` hold `BLOCK_ROWS` rows each, the last one fewer.
    """
    book = Workbook(write_only=True)
    waiting = iter(blocks)
    block = next(waiting, None)
    for number in count(1):
        sheet = cast(Worksheet, book.create_sheet(title if number == 1 else f"{title} {number}"))
        _begin(sheet, headings, widths)
        rows = 0
        while block is not None and rows < SHEET_ROWS:
            for row in _rows(sheet, block):
                sheet.append(row)
            rows += len(block[0].text)
            block = next(waiting, None)
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{rows + 1}"
        if block is None:
            break
    book.save(file)


def _begin(sheet: Worksheet, headings: Sequence[str], widths: Sequence[float]) -> None:
    sheet.freeze_panes = "A2"
    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    cells = [_cell(sheet, heading) for heading in headings]
    for cell in cells:
        cell.font = _HEADING
    sheet.append(cells)


def _rows(sheet: Worksheet, block: Sequence[Column]) -> Iterator[list[object]]:
    columns = [list(_cells(sheet, column)) for column in block]
    for row in zip(*columns, strict=True):
        yield list(row)


def _cells(sheet: Worksheet, column: Column) -> Iterator[object]:
    marks = [False] * len(column.text) if column.marked is None else column.marked.tolist()
    for text, marked in zip(column.text.to_pylist(), marks, strict=True):
        if column.is_number:
            yield int(text) if text else None
        elif text or marked:
            cell = _cell(sheet, text)
            if marked:
                cell.fill = _MARKED
            yield cell
        else:
            yield None


def _cell(sheet: Worksheet, text: str) -> Cell:
    """A cell that holds this text, less what a workbook cannot hold; a line in a cell ends with LF."""
    content = _NOT_IN_XML.sub("", text[:CELL_CHARACTERS].replace("\r\n", "\n"))
    cell = WriteOnlyCell(sheet, content)
    cell.data_type = "s"  # a text that begins with "=" would be a formula
    cell.number_format = _TEXT_FORMAT
    return cell
