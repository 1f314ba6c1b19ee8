"""Lines below the headings that are no rows of a table: a bulk file's second, a report's closing lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from offconv_gui.io.headings import is_footer
from offconv_gui.io.opening import Block

FOOTER_ROWS = 10

_VERSION = re.compile(r"\d+(?:\.\d+)?")


def data_rows(blocks: list[Block], headings: Sequence[str], header_row: int) -> list[Block]:
    """The blocks below the heading row (its number; 0 for none) less the lines that are no rows."""
    blocks = [block for block in blocks if len(block.row_numbers)]
    return _without_footer(_without_version(blocks, headings, header_row))


def _without_version(blocks: list[Block], headings: Sequence[str], header_row: int) -> list[Block]:
    """The blocks less the second line of a bulk file.

    It names the file's form and stands directly below the headings, `Format Version` in `Type`, the number in
    `Name` and nothing else (Microsoft Advertising docs, "Bulk file schema"); a spreadsheet makes 6 of 6.0.
    """
    if not blocks or not header_row or blocks[0].row_numbers[0] != header_row + 1:
        return blocks
    names = [*map(str.strip, headings), *[""] * len(blocks[0].columns)]
    cells = [(name, column[0].as_py()) for name, column in zip(names, blocks[0].columns, strict=False)]
    filled = dict(cell for cell in cells if cell[1])
    is_version = filled.keys() == {"Type", "Name"} and filled["Type"] == "Format Version"
    if not (is_version and _VERSION.fullmatch(filled["Name"])):
        return blocks
    keep = np.ones(len(blocks[0].row_numbers), dtype=bool)
    keep[0] = False
    return [*([blocks[0].kept(keep)] if len(keep) > 1 else []), *blocks[1:]]


def _without_footer(blocks: list[Block]) -> list[Block]:
    """The blocks less the closing lines of a report: they follow a blank row and say what they are."""
    if not blocks or len(blocks[-1].columns) < 3:
        return blocks
    last = blocks[-1]
    before = blocks[-2].row_numbers[-1] if len(blocks) > 1 else last.row_numbers[0]
    behind_blank = np.diff(last.row_numbers, prepend=before) > 1
    start = max(len(last.row_numbers) - FOOTER_ROWS, 0)
    rows = list(zip(*(column[start:].to_pylist() for column in last.columns), strict=True))
    keep = np.ones(len(last.row_numbers), dtype=bool)
    for place in reversed(range(len(rows))):
        if not is_footer(rows[place]):
            break
        position = start + place
        if behind_blank[position]:
            keep[position:] = False
    return [*blocks[:-1], last.kept(keep)] if not keep.all() else blocks
