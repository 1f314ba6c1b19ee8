"""The error cells (`#N/A`) of an `.xls` workbook, which calamine shows as blank.

An `.xls` file is a compound file ([MS-CFB]) with a stream of records ([MS-XLS]): of these only the sheets'
places, error cells and formulas whose last result was an error are looked at. What cannot be followed is
passed over: whether the file is sound is for calamine to judge.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from offconv_gui.core.progress import Progress
from offconv_gui.io.file_memory import Bytes

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
_END_OF_CHAIN = 0xFFFFFFFA
"""Sector numbers from here on have other meanings ([MS-CFB] 2.1)."""

_DIRECTORY_ENTRY = 128
_SMALLEST_STREAM = 4096
"""A shorter stream lies in the small sectors of the root's stream ([MS-CFB] 2.2)."""

Record = tuple[int, int, int]
"""A record's kind, and where its content begins and ends."""


def error_cells(data: Bytes, sheet: str, progress: Progress) -> dict[tuple[int, int], str]:
    """The errors of a sheet's cells, by row and column from 0; none where the file is not understood."""
    try:
        stream = _workbook_stream(data)
        start = _sheet_start(stream, sheet)
        return dict(_errors(stream, start, progress)) if start is not None else {}
    except (struct.error, IndexError, ValueError, OverflowError):
        return {}


def top_names(data: Bytes) -> frozenset[str]:
    """The names, in small letters, of what lies at the top of a compound file; none where it is damaged.

    What lies deeper belongs to documents embedded in this one ([MS-CFB] 2.6: a root's child and its
    siblings).
    """
    try:
        directory = _directory(data)
        waiting, found, seen = [struct.unpack_from("<I", directory, 0x4C)[0]], set(), set()
        while waiting:
            place = waiting.pop() * _DIRECTORY_ENTRY
            if place in seen or place + _DIRECTORY_ENTRY > len(directory):
                continue
            seen.add(place)
            found.add(_entry_name(directory, place))
            waiting += struct.unpack_from("<II", directory, place + 0x44)
        return frozenset(found)
    except (struct.error, IndexError, ValueError, OverflowError):
        return frozenset()


def _directory(data: Bytes) -> bytes:
    size = 1 << struct.unpack_from("<H", data, 0x1E)[0]
    return _chain(data, _table(data, size), struct.unpack_from("<I", data, 0x30)[0], size, size)


def _entry_name(directory: bytes, place: int) -> str:
    length = struct.unpack_from("<H", directory, place + 64)[0]
    return directory[place : place + max(length - 2, 0)].decode("utf-16-le", "replace").lower()


def runs_in_circles(data: Bytes) -> bool:
    """Whether a chain of sectors of a compound file returns to itself: calamine would follow it for ever."""
    try:
        size = 1 << struct.unpack_from("<H", data, 0x1E)[0]
        table = _table(data, size)
        first, small_first = struct.unpack_from("<I", data, 0x30)[0], struct.unpack_from("<I", data, 0x3C)[0]
        if _is_circular(table, first) or _is_circular(table, small_first):
            return True
        directory = _chain(data, table, first, size, size)
        small_table = _chain(data, table, small_first, size, size)
        small = struct.unpack(f"<{len(small_table) // 4}I", small_table)
        for place in range(0, len(directory) - _DIRECTORY_ENTRY + 1, _DIRECTORY_ENTRY):
            start, held = struct.unpack_from("<II", directory, place + 0x74)
            links = table if place == 0 or held >= _SMALLEST_STREAM else small
            if _is_circular(links, start):
                return True
    except (struct.error, IndexError, ValueError, OverflowError):
        return False
    return False


def _is_circular(links: tuple[int, ...], start: int) -> bool:
    """Whether a chain is longer than there are sectors."""
    sector, steps = start, 0
    while sector < len(links):
        sector, steps = links[sector], steps + 1
        if steps > len(links):
            return True
    return False


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


def _workbook_stream(data: Bytes) -> bytes:
    """The stream "Workbook" (Excel 97 and later) or "Book" of a compound file."""
    size = 1 << struct.unpack_from("<H", data, 0x1E)[0]
    small = 1 << struct.unpack_from("<H", data, 0x20)[0]
    table = _table(data, size)
    directory = _chain(data, table, struct.unpack_from("<I", data, 0x30)[0], size, size)
    root = (0, 0)
    for place in range(0, len(directory) - _DIRECTORY_ENTRY + 1, _DIRECTORY_ENTRY):
        name = _entry_name(directory, place)
        start, bytes_held = struct.unpack_from("<II", directory, place + 0x74)
        if place == 0:
            root = start, bytes_held
        elif name in ("workbook", "book"):
            if bytes_held >= _SMALLEST_STREAM:
                return _chain(data, table, start, size, size)[:bytes_held]
            inside = _chain(data, table, root[0], size, size)
            small_table = _chain(data, table, struct.unpack_from("<I", data, 0x3C)[0], size, size)
            links = struct.unpack(f"<{len(small_table) // 4}I", small_table)
            return _chain(inside, links, start, small, 0)[:bytes_held]
    return b""


def _table(data: Bytes, size: int) -> tuple[int, ...]:
    """Which sector follows which."""
    sectors = list(struct.unpack_from("<109I", data, 0x4C))
    following, count = struct.unpack_from("<II", data, 0x44)
    for _ in range(min(count, len(data) // size)):
        if following >= _END_OF_CHAIN:
            break
        more = struct.unpack_from(f"<{size // 4}I", data, (following + 1) * size)
        sectors += more[:-1]
        following = more[-1]
    links: list[int] = []
    for sector in sectors:
        if sector < _END_OF_CHAIN and (sector + 2) * size <= len(data) + size:
            part = bytes(data[(sector + 1) * size : (sector + 2) * size])
            links += struct.unpack(f"<{len(part) // 4}I", part[: len(part) // 4 * 4])
    return tuple(links)


def _chain(data: Bytes, links: tuple[int, ...], start: int, size: int, above: int) -> bytes:
    """The sectors of a chain one after the other; `above` bytes stand before the first. Ends at a loop."""
    content = bytearray()
    sector, most = start, len(data) // size + 1
    while sector < len(links) and most:
        content += data[above + sector * size : above + (sector + 1) * size]
        sector, most = links[sector], most - 1
    return bytes(content)
