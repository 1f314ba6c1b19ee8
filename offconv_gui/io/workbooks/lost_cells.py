"""Cells that calamine shows as blank though they are not: errors (`#N/A`) and formulas nobody calculated."""

from __future__ import annotations

from pathlib import Path

from offconv_gui.core.progress import Progress
from offconv_gui.io import file_kinds
from offconv_gui.io.file_memory import Bytes
from offconv_gui.io.workbooks import ods_errors, xls_errors, xlsb_errors, xlsx_cells
from offconv_gui.io.workbooks.excel_archive import open_archive

Lost = dict[tuple[int, int], str]
"""The texts of such cells, by row and column from 0."""


class LostCells:
    """Finds the cells of a workbook's sheets that must be told in another way.

    What cannot be followed is passed over: whether the file is sound is for calamine to judge. The archive is
    opened, and its sheets are looked up, once: there may be a thousand.
    """

    def __init__(self, data: Bytes, path: Path) -> None:
        self._data, self._path = data, path
        self._archive = None if data.startswith(file_kinds.OLE) else open_archive(data, path)
        self._names = {name.lower() for name in self._archive.namelist()} if self._archive else set()
        self._parts = xlsx_cells.sheet_parts(self._archive) if self._archive else {}

    def in_sheet(self, sheet: str, progress: Progress) -> Lost:
        """Those of the sheet of this name."""
        if self._archive is None:
            return xls_errors.error_cells(self._data, sheet, progress)
        if "xl/workbook.bin" in self._names:
            return xlsb_errors.error_cells(self._archive, sheet, progress)
        if "content.xml" in self._names:
            return ods_errors.error_cells(self._archive, sheet, self._path, progress)
        part = self._parts.get(sheet)
        return xlsx_cells.lost_cells(self._archive, part, progress) if part else {}

    def check_span(self, sheet: str) -> None:
        """Raise `UserError` where the cells of an `.xlsx` sheet plainly span more than can be held."""
        part = self._parts.get(sheet)
        if self._archive is not None and part is not None:
            xlsx_cells.check_span(self._archive, part, self._path)
