"""What the texts of a column of times say, whatever is chosen for the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from offconv_gui.core.evidence import Proof
from offconv_gui.core.kinds import text_shapes
from offconv_gui.core.kinds.time_columns import NO_CLOCK, NO_DAY, TimeColumns, proofs, read_columns
from offconv_gui.core.kinds.time_layouts import BLANK, Layout, Shape
from offconv_gui.core.kinds.time_shapes import shapes
from offconv_gui.core.kinds.time_values import BLOCK, ParsedTimes, TimeStatus
from offconv_gui.core.kinds.zone_marks import NO_MARK

Unix = Literal["none", "seconds", "milliseconds"]


def parse(text: Any, unix: Unix = "none") -> ParsedTimes:
    """What the texts say: an Arrow array or chunked array of large_string without nulls, "" for blank.

    Read are ISO 8601; day, month and year with / - or . in any order; month and weekday names in English,
    German, French, Spanish, Italian, Portuguese and Dutch; 12 and 24 hours; zones as offsets, UTC, IANA
    names, abbreviations, and Microsoft Advertising's names. A weekday that is not the date's makes a
    value unreadable, as do years outside 1970 to 2100. 24:00 is the next day's midnight. Bare numbers
    are read only where `unix` says that they count seconds or milliseconds since 1970.
    """
    if text.type != pa.large_string():
        text = text.cast(pa.large_string())
    parsed = _unread(len(text))
    for start in range(0, len(text), BLOCK):
        block = text.slice(start, BLOCK)
        if isinstance(block, pa.ChunkedArray):
            block = block.combine_chunks()
        _parse_block(block, slice(start, start + BLOCK), parsed, unix)
    return parsed


def _unread(count: int) -> ParsedTimes:
    return ParsedTimes(
        state=np.full(count, TimeStatus.UNREADABLE, np.uint8),
        proof=np.full(count, Proof.NONE, np.uint8),
        dmy=np.full(count, NO_DAY, np.uint16),
        mdy=np.full(count, NO_DAY, np.uint16),
        ymd=np.full(count, NO_DAY, np.uint16),
        second=np.full(count, NO_CLOCK, np.int32),
        mark=np.full(count, NO_MARK, np.int32),
    )


def _parse_block(block: Any, place: slice, parsed: ParsedTimes, unix: Unix) -> None:
    """Parse one block into its place in the column."""
    ours = {name: array[place] for name, array in parsed.arrays().items()}
    lengths = pc.binary_length(block).to_numpy()
    ours["state"][lengths == 0] = TimeStatus.BLANK
    for texts in text_shapes.grouped(block):
        _parse_texts(texts, ours, unix)
    long = np.flatnonzero(lengths > text_shapes.LONGEST)
    if len(long):
        _parse_long(block, long, ours, unix)


def _parse_long(
    block: Any, rows: npt.NDArray[np.int64], ours: dict[str, npt.NDArray[Any]], unix: Unix
) -> None:
    """Long texts may be times with much white space around them."""
    trimmed = pc.utf8_trim_whitespace(block.take(pa.array(rows)))
    short = pc.less_equal(pc.binary_length(trimmed), text_shapes.LONGEST).to_numpy(zero_copy_only=False)
    again = parse(trimmed.filter(pa.array(short)), unix)
    for name, array in again.arrays().items():
        ours[name][rows[short]] = array


def _parse_texts(texts: text_shapes.Texts, ours: dict[str, npt.NDArray[Any]], unix: Unix) -> None:
    found = shapes(texts.skeletons, unix != "none")
    for rows, layout, members, of in _by_layout(texts, found):
        where = texts.rows[rows]
        if layout is BLANK.layout:
            ours["state"][where] = TimeStatus.BLANK
            continue
        words = [word[rows] for word in texts.words]
        columns = read_columns(words, layout, members, of, 1000 if unix == "milliseconds" else 1)
        _store(columns, where, ours)


def _by_layout(
    texts: text_shapes.Texts, shape_of: list[Shape | None]
) -> Iterator[tuple[npt.NDArray[Any], Layout, list[Shape], npt.NDArray[Any]]]:
    """The texts of each layout: their places, the layout, its shapes, and which of those each text has."""
    layouts: dict[Layout, list[Shape]] = {}
    for found in shape_of:
        if found is not None:
            layouts.setdefault(found.layout, []).append(found)
    numbers = {layout: number for number, layout in enumerate(layouts)}
    places: dict[Layout, int] = dict.fromkeys(layouts, 0)
    layout_of, place_of = np.full(len(shape_of), -1, np.int32), np.zeros(len(shape_of), np.int32)
    for code, found in enumerate(shape_of):
        if found is not None:
            layout_of[code], place_of[code] = numbers[found.layout], places[found.layout]
            places[found.layout] += 1
    layout_codes = layout_of[texts.codes]
    by_layout = np.argsort(layout_codes.astype(np.int16 if len(layouts) < 2**15 else np.int32), kind="stable")
    ends = np.searchsorted(layout_codes[by_layout], np.arange(len(layouts) + 1))
    for layout, members in layouts.items():
        number = numbers[layout]
        rows = by_layout[ends[number] : ends[number + 1]]
        yield rows, layout, members, place_of[texts.codes[rows]]


def _store(columns: TimeColumns, where: npt.NDArray[np.int64], ours: dict[str, npt.NDArray[Any]]) -> None:
    """Put what was read in its rows; unreadable ones stay as they were."""
    values: dict[str, npt.NDArray[Any]] = {
        "state": np.zeros(len(where), np.uint8),
        "proof": proofs(columns),
        "dmy": columns.dmy,
        "mdy": columns.mdy,
        "ymd": columns.ymd,
        "second": columns.second,
        "mark": columns.mark,
    }
    kept = None if columns.readable.all() else np.flatnonzero(columns.readable)
    for name, array in values.items():
        if kept is None:
            ours[name][where] = array
        else:
            ours[name][where[kept]] = array[kept]
