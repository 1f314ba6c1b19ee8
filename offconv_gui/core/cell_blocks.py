"""Edits of blocks of cells: clearing, filling, pasting. Each is one step; None where nothing would change.

Rows are positions in the document; they need not be neighbours, for the table may be filtered and sorted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from offconv_gui.core.clipboard import Block
from offconv_gui.core.columns import TEXT, Cells, typed
from offconv_gui.core.document import Document
from offconv_gui.core.edits import Batch, DeleteRows, Edit, InsertRows, SetCells
from offconv_gui.core.fields import Field
from offconv_gui.core.grid import Mask, RowIndex
from offconv_gui.core.messages import QT_TRANSLATE_NOOP, Message

CLEAR = QT_TRANSLATE_NOOP("edits", "Clear cells")
CUT = QT_TRANSLATE_NOOP("edits", "Cut cells")
FILL = QT_TRANSLATE_NOOP("edits", "Fill cells")
FILL_DOWN = QT_TRANSLATE_NOOP("edits", "Fill down")
FILL_UP = QT_TRANSLATE_NOOP("edits", "Fill up")
PASTE = QT_TRANSLATE_NOOP("edits", "Paste cells")
DELETE_ROWS = QT_TRANSLATE_NOOP("edits", "Delete rows")
INSERT_ROW = QT_TRANSLATE_NOOP("edits", "Insert row")
INSERT_ROWS = QT_TRANSLATE_NOOP("edits", "Insert rows")

Selection = Mapping[Field, RowIndex]
"""Some cells: for each field the rows, in the order they are shown in."""


def clear(document: Document, cells: Selection, title: str = CLEAR) -> Edit | None:
    """Make cells blank."""
    return fill(document, cells, "", title)


def fill(document: Document, cells: Selection, text: str, title: str = FILL) -> Edit | None:
    """Give all cells one text."""
    parts = [_set(document, title, field, rows, [text] * len(rows)) for field, rows in cells.items()]
    return together(title, parts)


def fill_down(document: Document, cells: Selection) -> Edit | None:
    """Give all cells of a column the content of the first of them."""
    parts = [
        _repeated(document, FILL_DOWN, field, rows[:1], rows[1:], np.zeros(max(len(rows) - 1, 0), np.int64))
        for field, rows in cells.items()
    ]
    return together(FILL_DOWN, parts)


def fill_on(document: Document, cells: Selection, rows: RowIndex, upwards: bool = False) -> Edit | None:
    """Repeat a block of cells in the rows that follow it, or with `upwards` in those that come before it.

    The block is repeated as it is: a spreadsheet would count days and numbers on, and make up deals.
    """
    title = FILL_UP if upwards else FILL_DOWN
    distance = np.arange(-len(rows), 0) if upwards else np.arange(len(rows))
    parts = [
        _repeated(document, title, field, source, rows, distance % len(source))
        for field, source in cells.items()
    ]
    return together(title, parts)


def _repeated(
    document: Document, title: str, field: Field, source: RowIndex, rows: RowIndex, places: RowIndex
) -> Edit | None:
    """The edit of `rows` to what stands in the rows at these `places` of `source`."""
    found = document.table.columns[field].cells(source)
    same = Cells(found.text.take(pa.array(places)), found.numeric[places], np.ones(len(places), np.bool_))
    return set_cells(document, title, field, rows, same)


def paste(
    document: Document, block: Block, rows: RowIndex, fields: Sequence[Field | None], add_rows: bool = False
) -> Edit | None:
    """Lay a block over the cells of `rows` and `fields`, repeating it where they are more.

    `fields` has None for columns that cannot be typed in; what falls on them is dropped, as is what falls
    beyond the last field. Rows that do not fit are dropped, or with `add_rows` added at the end of the table.
    """
    height, width = len(block), len(block[0]) if block else 0
    targets = [(at, field) for at, field in enumerate(fields) if field is not None]
    if not targets or not width:
        return None
    parts: list[Edit | None] = []
    for at, field in targets:
        texts = [block[place % height][at % width] for place in range(len(rows))]
        parts.append(_set(document, PASTE, field, rows, texts))
    if add_rows and height > len(rows):
        below = {field: [line[at % width] for line in block[len(rows) :]] for at, field in targets}
        parts.append(_append(document, PASTE, height - len(rows), below))
    return together(PASTE, parts)


def delete_rows(rows: RowIndex) -> Edit | None:
    """Delete rows from the table."""
    return DeleteRows(Message(DELETE_ROWS), np.sort(rows)) if len(rows) else None


def insert_rows(document: Document, position: int, count: int = 1) -> Edit:
    """Add blank rows, so that the first of them stands at this position."""
    title = Message(INSERT_ROW if count == 1 else INSERT_ROWS)
    return InsertRows(title, np.arange(position, position + count), document.table.blank_rows(count))


def block_edge(blank: Mask, at: int, forwards: bool) -> int:
    """Where a jump over cells ends, as in a spreadsheet.

    From inside a block of filled cells, at its last one; else at the next filled cell; and where there is
    none, at the end. `blank` tells of each cell whether it is.
    """
    if not forwards:
        return len(blank) - 1 - block_edge(blank[::-1], len(blank) - 1 - at, True)
    if at + 1 >= len(blank):
        return at
    inside = not blank[at] and not blank[at + 1]
    ahead = np.flatnonzero(blank[at + 1 :] if inside else ~blank[at + 1 :])
    if not len(ahead):
        return len(blank) - 1
    return at + int(ahead[0]) + (0 if inside else 1)


def _append(document: Document, title: str, count: int, texts: Mapping[Field, list[str]]) -> Edit:
    blank = document.table.blank_rows(count)
    content = replace(blank, cells={**blank.cells, **{field: typed(new) for field, new in texts.items()}})
    positions = np.arange(document.row_count, document.row_count + count)
    return InsertRows(Message(title), positions, content)


def _set(document: Document, title: str, field: Field, rows: RowIndex, texts: list[str]) -> Edit | None:
    return set_cells(document, title, field, rows, typed(texts))


def set_cells(
    document: Document, title: str | Message, field: Field, rows: RowIndex, cells: Cells
) -> Edit | None:
    """The edit of those cells only whose text becomes another."""
    before = document.table.columns[field].cells(rows).text
    changed = np.flatnonzero(pc.not_equal(before, cells.text).to_numpy(zero_copy_only=False))
    if not len(changed):
        return None
    part = Cells(cells.text.take(pa.array(changed)).cast(TEXT), cells.numeric[changed], cells.edited[changed])
    return SetCells(_titled(title), field, rows[changed], part)


def together(title: str | Message, parts: Sequence[Edit | None]) -> Edit | None:
    """One step of all these; None where there is none."""
    edits = tuple(edit for edit in parts if edit is not None)
    if len(edits) < 2:
        return edits[0] if edits else None
    return Batch(_titled(title), edits)


def _titled(title: str | Message) -> Message:
    return title if isinstance(title, Message) else Message(title)
