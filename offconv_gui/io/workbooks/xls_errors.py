"""The error cells (`#N/A`) of an `.xls` workbook, which calamine shows as blank.

Its stream of records ([MS-XLS]) lies in a compound file: of the records only the sheets' places, error cells
and formulas whose last result was an error are looked at. What cannot be followed is passed over: whether
the file is sound is for calamine to judge.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from offconv_gui.core.progress import Progress
from offconv_gui.io.file_memory import Bytes
from offconv_gui.io.workbooks.compound_files import workbook_stream

ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
_BOF, _EOF, _BOUND_SHEET, _BOOL_ERR, _FORMULA = 0x0809, 0x000A, 0x0085, 0x0205, 0x0006
_BIFF8 = 0x0600
Record = tuple[int, int, int]
"""A record's kind, and where its content begins and ends."""


def error_cells(data: Bytes, sheet: str, progress: Progress) -> dict[tuple[int, int], str]:
    """The errors of a sheet's cells, by row and column from 0; none where the file is not understood."""
    try:
        stream = workbook_stream(data)
        start = _sheet_start(stream, sheet)
        return dict(_errors(stream, start, progress)) if start is not None else {}
    except (struct.error, IndexError, ValueError, OverflowError):
        return {}


def _errors(stream: bytes, start: int, progress: Progress) -> Iterator[tuple[tuple[int, int], str]]:
    for number, (kind, place, end) in enumerate(_records(stream, start)):
        if number % 50_000 == 0:
            progress(0, 0)
        if kind == _BOOL_ERR and end - place >= 8:
            row, column, _, value, is_error = struct.unpack_from("<HHHBB", stream, place)
            code = value if is_error else -1
        elif kind == _FORMULA and end - place >= 14 and stream[place + 12 : place + 14] == b"\xff\xff":
            row, column = struct.unpack_from("<HH", stream, place)
            code = stream[place + 8] if stream[place + 6] == 2 else -1
        else:
            continue
        if code in ERRORS:
            yield (row, column), ERRORS[code]


def _records(stream: bytes, start: int) -> Iterator[Record]:
    """The records from `start` to the end of its part, without those of parts inside, charts say."""
    place, depth = start, 0
    while place + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, place)
        end = place + 4 + size
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                return
        if depth == 1:
            yield kind, place + 4, end
        place = end


def _sheet_start(stream: bytes, sheet: str) -> int | None:
    """Where the records of the sheet of this name begin."""
    is_biff8 = struct.unpack_from("<H", stream, 4)[0] == _BIFF8
    for kind, place, end in _records(stream, 0):
        if kind == _BOUND_SHEET:
            start, _, length = struct.unpack_from("<IHB", stream, place)
            name = stream[place + 8 if is_biff8 else place + 7 : end]
            wide = is_biff8 and stream[place + 7] & 1
            text = name[: 2 * length].decode("utf-16-le") if wide else name[:length].decode("latin-1")
            if text == sheet:
                return int(start)
    return None
