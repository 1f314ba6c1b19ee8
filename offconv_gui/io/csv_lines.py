"""Lines of a CSV file, a block of rows at a time, quoted only where needed (RFC 4180)."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

LINE_END = "\r\n"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"

_TEXT = pa.large_string()
_NEEDS_QUOTES = '[,"\r\n]'
_QUOTE = pa.scalar('"', _TEXT)
_NOTHING = pa.scalar("", _TEXT)


def quoted(cells: pa.Array) -> pa.Array:
    """The cells (`pa.large_string()`), in quotes where they hold a comma, a quote or a line end."""
    needy = pc.match_substring_regex(cells, pattern=_NEEDS_QUOTES)
    if not pc.any(needy).as_py():
        return cells
    doubled = pc.replace_substring(cells.filter(needy), pattern='"', replacement='""')
    wrapped = pc.binary_join_element_wise(_QUOTE, doubled, _QUOTE, _NOTHING)
    return pc.replace_with_mask(cells, needy, wrapped)


def joined(*cells: pa.Array | str) -> pa.Array:
    """One line a row out of its cells, each line with its end; a string stands in every row."""
    *most, last = (pa.scalar(cell, _TEXT) if isinstance(cell, str) else cell for cell in cells)
    ended = pc.binary_join_element_wise(last, pa.scalar(LINE_END, _TEXT), _NOTHING)
    return pc.binary_join_element_wise(*most, ended, pa.scalar(",", _TEXT))


def content(lines: pa.Array) -> memoryview:
    """The bytes of lines one after the other (`pa.large_string()` without nulls), not copied."""
    _, offsets, data = lines.buffers()
    if data is None or not len(lines):
        return memoryview(b"")
    ends = memoryview(offsets).cast("q")
    return memoryview(data)[ends[lines.offset] : ends[lines.offset + len(lines)]]
