"""The reader of spreadsheets: Excel workbooks (`.xlsx`, `.xlsm`, `.xlsb`, `.xls`) and OpenDocument sheets."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from offconv_gui.core.progress import Progress
from offconv_gui.io import file_kinds
from offconv_gui.io.apart.reading_apart import read_apart
from offconv_gui.io.file_memory import Bytes
from offconv_gui.io.opening import Opened, ReadOptions
from offconv_gui.io.workbooks.workbooks import read_workbook


@dataclass(frozen=True)
class ExcelReader:
    """Has one sheet of a workbook read, apart from the program: native code does it."""

    suffixes: tuple[str, ...] = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
    reports_bytes: bool = False

    def claims(self, head: bytes, path: Path) -> bool:
        del path
        return head.startswith((file_kinds.ZIP, file_kinds.OLE))

    def read(self, data: Bytes, path: Path, options: ReadOptions, progress: Progress) -> Opened:
        return read_apart(read_workbook, data, path, options, progress)
