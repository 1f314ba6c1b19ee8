"""The reader of separated text: CSV, TSV and what else separates columns by a character."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa

from offconv_gui.core.grid import Origin
from offconv_gui.core.messages import QT_TRANSLATE_NOOP
from offconv_gui.core.progress import Progress
from offconv_gui.io import file_kinds
from offconv_gui.io.data_rows import data_rows
from offconv_gui.io.delimited.csv_fast import SeparatedText
from offconv_gui.io.delimited.csv_layout import Layout, find_layout
from offconv_gui.io.delimited.csv_text import blocks_of
from offconv_gui.io.delimited.encodings import Utf8Text, as_utf8
from offconv_gui.io.file_bytes import too_large
from offconv_gui.io.file_memory import Bytes
from offconv_gui.io.opening import Block, Opened, ReadOptions, grid_of, trouble, without_blank_rows


@dataclass(frozen=True)
class CsvReader:
    """Reads every text; a file that is plainly something else is refused by name."""

    suffixes: tuple[str, ...] = (".csv", ".tsv", ".txt", ".tab")
    reports_bytes: bool = True

    def claims(self, head: bytes, path: Path) -> bool:
        del head, path
        return True

    def read(self, data: Bytes, path: Path, options: ReadOptions, progress: Progress) -> Opened:
        file_kinds.refuse_other_kinds(data, path)
        opened = read_separated(data, path.name, str(path), options, progress)
        if path.suffix.lower() == ".xls" and len(opened.grid.columns) == 1:
            raise file_kinds.named_like_workbook(path)
        return opened


def read_separated(raw: Bytes, name: str, path: str, options: ReadOptions, progress: Progress) -> Opened:
    """The table in the bytes of a text called `name`; raises `UserError` where there is none."""
    try:
        text = as_utf8(raw, name, options.encoding, progress)
        layout = find_layout(text, options, name)
        opened = _table(text, layout, name, path, progress)
    except (MemoryError, pa.ArrowMemoryError, pa.ArrowCapacityError) as problem:
        raise too_large(name) from problem
    return opened


def read_pasted(pasted: str, progress: Progress) -> Opened:
    """The table in pasted text; its origin has no path and no encoding."""
    if not pasted.strip():
        raise trouble(
            QT_TRANSLATE_NOOP("io", "There is nothing to paste."),
            QT_TRANSLATE_NOOP("io", "Copy rows in your spreadsheet or browser first, then paste them here."),
        )
    raw = pasted.encode("utf-8", "replace")
    opened = read_separated(raw, "clipboard", "", ReadOptions(encoding="utf-8"), progress)
    origin = opened.origin
    return Opened(opened.grid, replace(origin, path="", encoding=None))


def _table(text: Utf8Text, layout: Layout, name: str, path: str, progress: Progress) -> Opened:
    separated = SeparatedText(text.data, name, layout.delimiter, layout.width, layout.backslash)
    blocks = blocks_of(separated, text.start, progress)
    text.release()
    blocks = data_rows(
        [_rows_below(block, layout.top.rows_above) for block in blocks],
        layout.headings,
        layout.top.header_row,
    )
    uneven = sum(int(block.uneven.sum()) for block in blocks if block.uneven is not None)
    grid = grid_of(blocks, layout.headings)
    origin = Origin(
        path,
        text.encoding,
        layout.delimiter,
        header_row=layout.top.header_row,
        declared_zone=layout.declared_zone,
        uneven_rows=uneven,
    )
    return Opened(grid, origin)


def _rows_below(block: Block, above: int) -> Block:
    """The block less what stands above the data, and blank rows."""
    if len(block.row_numbers) and block.row_numbers[0] <= above:
        block = block.kept(block.row_numbers > above)
    return without_blank_rows(block)
