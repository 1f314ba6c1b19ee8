"""A workbook of plain text cells, written straight into a file.

openpyxl keeps what it has written in the system's folder for temporary files, where customers' data must not
lie; and it makes an object a cell, which takes minutes for a million rows. Written here is the least that a
workbook needs (ECMA-376, SpreadsheetML): text stands in the cells themselves, as text, so that no program
takes it for a number, a date or a formula.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import count
from typing import IO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from offconv_gui.core.grid import Mask
from offconv_gui.io import csv_lines

BLOCK_ROWS = 50_000
"""Every block but the last has this many rows."""

SHEET_ROWS = 1_000_000
"""Rows a sheet, below the headings; a sheet of Excel ends at row 1,048,576."""

SHEET_COLUMNS = 16_384
CELL_CHARACTERS = 32_767 // 2
"""Excel counts most characters once and rarer ones twice."""

_TEXT = pa.large_string()
_NOTHING = pa.scalar("", _TEXT)
_NOT_IN_XML = "[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x{FFFE}\\x{FFFF}]"
_INLINE = ' t="inlineStr"><is><t xml:space="preserve">'
_ESCAPES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#13;"))


class Style(IntEnum):
    """The looks of cells, in the order of `_STYLES`."""

    PLAIN = 0
    HEADING = 1
    TEXT = 2
    MARKED = 3


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

    `widths` are in characters, one a heading. `blocks` hold `BLOCK_ROWS` rows each, the
    last one fewer.
    """
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
        titles: list[str] = []
        waiting = iter(blocks)
        block = next(waiting, None)
        for number in count(1):
            titles.append(title if number == 1 else f"{title} {number}")
            with archive.open(_entry(f"xl/worksheets/sheet{number}.xml"), "w") as sheet:
                sheet.write(_sheet_head(headings, widths).encode())
                rows = 0
                while block is not None and rows < SHEET_ROWS:
                    sheet.write(csv_lines.content(_rows(block, first=rows + 2)))
                    rows += len(block[0].text)
                    block = next(waiting, None)
                sheet.write(_sheet_tail(len(headings), rows).encode())
            if block is None:
                break
        for name, content in _around(titles):
            archive.writestr(_entry(name), content)


def column_name(index: int) -> str:
    """The letters of a column counted from 0: A, B, ... Z, AA."""
    name = ""
    while index >= 0:
        index, letter = divmod(index, 26)
        name, index = chr(ord("A") + letter) + name, index - 1
    return name


def escaped(text: pa.Array) -> pa.Array:
    """Text as it may stand in XML; characters that may not are gone, and so is what exceeds a cell."""
    text = pc.utf8_slice_codeunits(text, 0, CELL_CHARACTERS)
    text = pc.replace_substring_regex(text, pattern=_NOT_IN_XML, replacement="")
    for character, escape in _ESCAPES:
        text = pc.replace_substring(text, pattern=character, replacement=escape)
    return text


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)  # dated 1980: the same rows give the same bytes
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _rows(block: Sequence[Column], first: int) -> pa.Array:
    numbers = pa.array(np.arange(first, first + len(block[0].text))).cast(_TEXT)
    cells = [_cells(column, column_name(index), numbers) for index, column in enumerate(block)]
    return _join('<row r="', numbers, '">', *cells, "</row>")


def _cells(column: Column, letters: str, row_numbers: pa.Array) -> pa.Array:
    start = _join(f'<c r="{letters}', row_numbers)
    if column.is_number:
        return pc.if_else(pc.equal(column.text, ""), _NOTHING, _join(start, '"><v>', column.text, "</v></c>"))
    marked = np.zeros(len(column.text), np.bool_) if column.marked is None else column.marked
    style = pa.array([f'" s="{Style.TEXT:d}"', f'" s="{Style.MARKED:d}"'], _TEXT).take(
        pa.array(marked.astype(np.int8))
    )
    full = _join(start, style, _INLINE, escaped(column.text), "</t></is></c>")
    blank = pc.if_else(pa.array(marked), _join(start, style, "/>"), _NOTHING)
    return pc.if_else(pc.equal(column.text, ""), blank, full)


def _join(*pieces: pa.Array | str) -> pa.Array:
    return pc.binary_join_element_wise(
        *(pa.scalar(piece, _TEXT) if isinstance(piece, str) else piece for piece in pieces), _NOTHING
    )


_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_STYLES = (
    f'{_DECLARATION}<styleSheet xmlns="{_MAIN}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid">'
    '<fgColor rgb="FFFBD5D5"/><bgColor indexed="64"/></patternFill></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="0" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFill="1"/>'
    "</cellXfs>"
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
"""Format 49 is text: what a person types into such a cell stays text as well."""


def _sheet_head(headings: Sequence[str], widths: Sequence[float]) -> str:
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>' for at, width in enumerate(widths, 1)
    )
    texts = escaped(pa.array(headings, _TEXT)).to_pylist()
    cells = "".join(
        f'<c r="{column_name(at)}1" s="{Style.HEADING:d}"{_INLINE}{text}</t></is></c>'
        for at, text in enumerate(texts)
    )
    return (
        f'{_DECLARATION}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f'<cols>{columns}</cols><sheetData><row r="1">{cells}</row>'
    )


def _sheet_tail(columns: int, rows: int) -> str:
    return f'</sheetData><autoFilter ref="A1:{column_name(columns - 1)}{rows + 1}"/></worksheet>'


def _around(titles: Sequence[str]) -> list[tuple[str, str]]:
    """The parts of a workbook besides its sheets."""
    numbers = range(1, len(titles) + 1)
    sheets = "".join(
        f'<sheet name="{title}" sheetId="{n}" r:id="rId{n}"/>'
        for n, title in zip(numbers, titles, strict=True)
    )
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_MEDIA}.worksheet+xml"/>'
        for n in numbers
    )
    styles = f'<Relationship Id="rId0" Type="{_RELATIONS}/styles" Target="styles.xml"/>'
    return [
        (
            "[Content_Types].xml",
            f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_MEDIA}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{_MEDIA}.styles+xml"/>{overrides}</Types>',
        ),
        (
            "_rels/.rels",
            f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        ),
        (
            "xl/workbook.xml",
            f'{_DECLARATION}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">'
            f"<sheets>{sheets}</sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
            f"{styles}{relations}</Relationships>",
        ),
        ("xl/styles.xml", _STYLES),
    ]
