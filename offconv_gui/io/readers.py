"""Open a file, or pasted rows, as a grid: the roll of readers and the one way in."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from offconv_gui.core.messages import QT_TRANSLATE_NOOP
from offconv_gui.core.progress import Progress, silent
from offconv_gui.io.csv_reader import CsvReader, read_pasted
from offconv_gui.io.excel_reader import ExcelReader
from offconv_gui.io.file_bytes import head_of, read_whole
from offconv_gui.io.flat_ods_reader import FlatOdsReader
from offconv_gui.io.html_reader import HtmlReader, pasted_table
from offconv_gui.io.opening import Opened, Reader, ReadOptions, trouble
from offconv_gui.io.saved_work_reader import SavedWorkReader
from offconv_gui.io.spreadsheetml_reader import SpreadsheetMlReader
from offconv_gui.io.zip_reader import ZipReader

__all__ = ["READERS", "Opened", "ReadOptions", "Reader", "open_grid", "open_text"]

_PLAIN: tuple[Reader, ...] = (
    ExcelReader(),
    HtmlReader(),
    SpreadsheetMlReader(),
    FlatOdsReader(),
    CsvReader(),
)

READERS: tuple[Reader, ...] = (SavedWorkReader(), ZipReader(_PLAIN), *_PLAIN)
"""In the order they are asked; the last one takes whatever is text."""


NO_CHOICES = ReadOptions()


def open_grid(path: Path, options: ReadOptions = NO_CHOICES, progress: Progress = silent) -> Opened:
    """The table in a file, read by the first reader that claims it.

    `progress` is called with bytes or rows as the work goes on; raising `Cancelled` in it stops the work.
    Raises `UserError` where the file cannot be read or is no table.
    """
    head = head_of(path)
    reader = next(reader for reader in READERS if reader.claims(head, path))
    data = read_whole(path, progress if reader.reports_bytes else silent, share=2)
    opened = reader.read(data, path, options, progress)
    if options.sheet is not None and opened.origin.sheet is None:
        raise trouble(
            QT_TRANSLATE_NOOP("io", "There is no sheet “{sheet}” in “{name}”: it is not a workbook."),
            QT_TRANSLATE_NOOP("io", "Choose no sheet, or open the workbook that has it."),
            sheet=options.sheet,
            name=path.name,
        )
    # Reading took several times what is kept; without this, Arrow holds on to it until the next file.
    pa.default_memory_pool().release_unused()
    return opened


def open_text(text: str, progress: Progress = silent, page: str = "") -> Opened:
    """The table in pasted text, as a spreadsheet or a web page puts it on the clipboard.

    `page` is the same as HTML, "" where the clipboard holds none: it is used where it knows more columns or
    rows, as for a table of a web page, whose text may have lost its cells. The origin has the path "" and no
    encoding. Raises `UserError` where there is nothing to read.
    """
    opened = read_pasted(text, progress) if text.strip() or not page else None
    table = pasted_table(page, progress)
    if table is None or (opened is not None and _as_good(opened, table)):
        return opened or read_pasted(text, progress)
    return table


def _as_good(text: Opened, table: Opened) -> bool:
    """Whether the text holds all cells that the table holds; then it is exact, and the HTML for the eye."""
    wide, long = len(table.grid.columns), table.grid.row_count
    return wide < 2 or (len(text.grid.columns), text.grid.row_count) == (wide, long)
