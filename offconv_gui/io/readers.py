"""Open a file, or pasted rows, as a grid: the roll of readers and the one way in."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from offconv_gui.core.progress import Progress, silent
from offconv_gui.io.csv_reader import CsvReader, read_pasted
from offconv_gui.io.excel_reader import ExcelReader
from offconv_gui.io.file_bytes import head_of
from offconv_gui.io.opening import Opened, Reader, ReadOptions

__all__ = ["READERS", "Opened", "ReadOptions", "Reader", "open_grid", "open_text"]

READERS: tuple[Reader, ...] = (ExcelReader(), CsvReader())
"""In the order they are asked; the last one takes whatever is text."""


NO_CHOICES = ReadOptions()


def open_grid(path: Path, options: ReadOptions = NO_CHOICES, progress: Progress = silent) -> Opened:
    """The table in a file, read by the first reader that claims it.

    `progress` is called with bytes or rows as the work goes on; raising `Cancelled` in it stops the work.
    Raises `UserError` where the file cannot be read or is no table.
    """
    head = head_of(path)
    reader = next(reader for reader in READERS if reader.claims(head, path))
    opened = reader.open(path, options, progress)
    # Reading took several times what is kept; without this, Arrow holds on to it until the next file.
    pa.default_memory_pool().release_unused()
    return opened


def open_text(text: str, progress: Progress = silent) -> Opened:
    """The table in pasted text, as a spreadsheet or a web page puts it on the clipboard.

    Its origin has the path "" and no encoding. Raises `UserError` where there is nothing in it.
    """
    return read_pasted(text, progress)
