"""Compound files ([MS-CFB]): what the `.xls` workbooks of Excel 97 and its elders lie in."""

from __future__ import annotations

import struct

from offconv_gui.io.file_memory import Bytes

BOOKS = ("workbook", "book")
"""Names of the stream of a workbook, of Excel 97 and later and of those before it."""

_END_OF_CHAIN = 0xFFFFFFFA
"""Sector numbers from here on have other meanings ([MS-CFB] 2.1)."""

_ENTRY_BYTES = 128
_SMALLEST_STREAM = 4096
"""A shorter stream lies in the small sectors of the root's stream ([MS-CFB] 2.2)."""
_DAMAGE = (struct.error, IndexError, ValueError, OverflowError)


def top_names(data: Bytes) -> frozenset[str]:
    """The names, in small letters, of what lies at the top of a compound file; none where it is damaged.

    What lies deeper belongs to documents embedded in this one.
    """
    return frozenset(_top_entries(data))


def own_book(data: Bytes) -> Bytes:
    """The file, workbooks embedded in it renamed: calamine takes the first of that name, wherever it lies.

    The same bytes where there is none.
    """
    own = set(_top_entries(data).values())
    try:
        directory = _directory(data)
        embedded = [
            place
            for place in range(0, len(directory) - _ENTRY_BYTES + 1, _ENTRY_BYTES)
            if own and place not in own and _entry_name(directory, place) in BOOKS
        ]
        if not embedded:
            return data
        size = _sector_size(data)
        sectors = _sectors(_table(data, size), struct.unpack_from("<I", data, 0x30)[0], len(data) // size + 1)
        renamed = bytearray(data)
        for place in embedded:
            renamed[(sectors[place // size] + 1) * size + place % size] = ord("_")
        return bytes(renamed)
    except _DAMAGE:
        return data


def _top_entries(data: Bytes) -> dict[str, int]:
    """Where the entries at the top stand in the directory, by name in small letters; none where damaged.

    [MS-CFB] 2.6: a root's child and its siblings.
    """
    try:
        directory = _directory(data)
        waiting, found, seen = [struct.unpack_from("<I", directory, 0x4C)[0]], {}, set()
        while waiting:
            place = waiting.pop() * _ENTRY_BYTES
            if place in seen or place + _ENTRY_BYTES > len(directory):
                continue
            seen.add(place)
            found[_entry_name(directory, place)] = place
            waiting += struct.unpack_from("<II", directory, place + 0x44)
        return found
    except _DAMAGE:
        return {}


def workbook_stream(data: Bytes) -> bytes:
    """The stream of a workbook; empty where there is none. Raises what `struct` and slices do on damage."""
    size = _sector_size(data)
    small = 1 << struct.unpack_from("<H", data, 0x20)[0]
    table, directory = _table(data, size), _directory(data)
    places = {
        _entry_name(directory, place): place
        for place in range(len(directory) // _ENTRY_BYTES * _ENTRY_BYTES - _ENTRY_BYTES, -1, -_ENTRY_BYTES)
    }
    found = next((places[name] for name in BOOKS if name in places), None)
    if found is None:
        return b""
    start, held = struct.unpack_from("<II", directory, found + 0x74)
    if held >= _SMALLEST_STREAM:
        return _chain(data, table, start, size, size)[:held]
    inside = _chain(data, table, struct.unpack_from("<I", directory, 0x74)[0], size, size)
    small_table = _chain(data, table, struct.unpack_from("<I", data, 0x3C)[0], size, size)
    links = struct.unpack(f"<{len(small_table) // 4}I", small_table)
    return _chain(inside, links, start, small, 0)[:held]


def _sector_size(data: Bytes) -> int:
    return 1 << int(struct.unpack_from("<H", data, 0x1E)[0])


def _directory(data: Bytes) -> bytes:
    size = _sector_size(data)
    return _chain(data, _table(data, size), struct.unpack_from("<I", data, 0x30)[0], size, size)


def _entry_name(directory: bytes, place: int) -> str:
    length = struct.unpack_from("<H", directory, place + 64)[0]
    return directory[place : place + max(length - 2, 0)].decode("utf-16-le", "replace").lower()


def runs_in_circles(data: Bytes) -> bool:
    """Whether a chain of sectors of a compound file returns to itself: calamine would follow it for ever."""
    try:
        size = _sector_size(data)
        table = _table(data, size)
        first, small_first = struct.unpack_from("<I", data, 0x30)[0], struct.unpack_from("<I", data, 0x3C)[0]
        if _is_circular(table, first) or _is_circular(table, small_first):
            return True
        directory = _chain(data, table, first, size, size)
        small_table = _chain(data, table, small_first, size, size)
        small = struct.unpack(f"<{len(small_table) // 4}I", small_table)
        for place in range(0, len(directory) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
            start, held = struct.unpack_from("<II", directory, place + 0x74)
            links = table if place == 0 or held >= _SMALLEST_STREAM else small
            if _is_circular(links, start):
                return True
    except _DAMAGE:
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


def _sectors(links: tuple[int, ...], start: int, most: int) -> list[int]:
    """The sectors of a chain one after the other, at most so many: it may be a loop."""
    found: list[int] = []
    sector = start
    while sector < len(links) and len(found) < most:
        found.append(sector)
        sector = links[sector]
    return found


def _chain(data: Bytes, links: tuple[int, ...], start: int, size: int, above: int) -> bytes:
    """The content of a chain's sectors; `above` bytes stand before the first."""
    content = bytearray()
    for sector in _sectors(links, start, len(data) // size + 1):
        content += data[above + sector * size : above + (sector + 1) * size]
    return bytes(content)
