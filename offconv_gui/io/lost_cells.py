"""Cells that calamine shows as blank though they are not: errors (`#N/A`) and formulas nobody calculated."""

from __future__ import annotations

from pathlib import Path

from offconv_gui.core.progress import Progress
from offconv_gui.io import file_kinds, ods_errors, xls_errors, xlsb_errors, xlsx_cells
from offconv_gui.io.excel_archive import open_archive
from offconv_gui.io.file_memory import Bytes

Lost = dict[tuple[int, int], str]
"""The texts of such cells, by row and column from 0."""


def lost_cells(data: Bytes, sheet: str, path: Path, progress: Progress) -> Lost:
    """The cells of the sheet of this name that must be told in another way.

    What cannot be followed is passed over: whether the file is sound is for calamine to judge.
    """
    if data.startswith(file_kinds.OLE):
        return xls_errors.error_cells(data, sheet, progress)
    with open_archive(data, path) as archive:
        names = {name.lower() for name in archive.namelist()}
        if "xl/workbook.bin" in names:
            return xlsb_errors.error_cells(archive, sheet, progress)
        if "content.xml" in names:
            return ods_errors.error_cells(archive, sheet, path, progress)
        return xlsx_cells.lost_cells(archive, sheet, progress)


def check_span(data: Bytes, sheet: str, path: Path) -> None:
    """Raise `UserError` where the cells of an `.xlsx` sheet plainly span more than can be held."""
    if data.startswith(file_kinds.ZIP):
        with open_archive(data, path) as archive:
            xlsx_cells.check_span(archive, sheet, path)
