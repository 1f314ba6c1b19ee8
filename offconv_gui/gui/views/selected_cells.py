"""What is selected in a table, as arrays of rows: Qt's own list of indexes is slow for a million cells."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QMimeData,
    QModelIndex,
)

from offconv_gui.core.clipboard import Block, best_text
from offconv_gui.core.grid import RowIndex
from offconv_gui.gui.models.conversion_table import ConversionTableModel
from offconv_gui.gui.parts.clipboard import texts_held

MOST_RANGES = 2_000
"""Pieces of a selection that are still put back after the rows have changed their places."""


def selected_places(selection: QItemSelection, columns: Sequence[int]) -> dict[int, RowIndex]:
    """The places of the selected rows, ascending, for each of these columns that has any, in their order."""
    pieces: dict[int, list[RowIndex]] = {}
    for piece in selection.toList():
        rows = np.arange(piece.top(), piece.bottom() + 1)
        for column in range(piece.left(), piece.right() + 1):
            pieces.setdefault(column, []).append(rows)
    return {
        column: pieces[column][0] if len(pieces[column]) == 1 else np.unique(np.concatenate(pieces[column]))
        for column in columns
        if column in pieces
    }


def all_rows(places: dict[int, RowIndex]) -> RowIndex:
    """The places of the rows with a selected cell in any column, ascending."""
    arrays = list({id(rows): rows for rows in places.values()}.values())
    if not arrays:
        return np.empty(0, np.int64)
    return arrays[0] if len(arrays) == 1 else np.unique(np.concatenate(arrays))


def selection_of(model: ConversionTableModel, places: RowIndex, first: int, last: int) -> QItemSelection:
    """The cells of these rows (places, ascending) from one column to another; none where too many pieces."""
    selection = QItemSelection()
    starts = np.flatnonzero(np.diff(places, prepend=-2) != 1)
    if len(starts) > MOST_RANGES:
        return selection
    ends = np.append(starts[1:], len(places)) - 1
    for top, bottom in zip(places[starts].tolist(), places[ends].tolist(), strict=True):
        selection.merge(
            QItemSelection(model.index(top, first), model.index(bottom, last)),
            QItemSelectionModel.SelectionFlag.Select,
        )
    return selection


def block_of(model: QAbstractItemModel, top: int, bottom: int, columns: Sequence[int]) -> QItemSelection:
    """The cells of these rows and columns, from one place to another; neighbours are one piece."""
    selection, order = QItemSelection(), sorted(columns)
    starts = [at for at, column in enumerate(order) if not at or order[at - 1] != column - 1]
    for start, end in zip(starts, [*starts[1:], len(order)], strict=True):
        first, last = model.index(top, order[start]), model.index(bottom, order[end - 1])
        selection.append(QItemSelectionRange(first, last))
    return selection


def copied(model: ConversionTableModel, places: dict[int, RowIndex]) -> list[pa.Array]:
    """The texts of the selected cells, column by column; other cells of the same rows are blank."""
    rows = all_rows(places)
    columns = []
    for column, chosen in places.items():
        text = model.column_text(column).take(pa.array(model.rows[rows]))
        if len(chosen) < len(rows):
            text = pc.if_else(pa.array(np.isin(rows, chosen)), text, pa.scalar("", text.type))
        columns.append(text)
    return columns


def mime_data(index: QModelIndex, text: str, html: str) -> QMimeData:
    """A text for the clipboard, and as a table where there is one. `index` is any cell.

    The object is one that Qt makes for a cell: one made in Python that is on the clipboard when the program
    ends is deleted after Python is gone, which crashes (PySide6 6.11).
    """
    data = index.model().mimeData([index])
    for unwanted in data.formats():
        data.removeFormat(unwanted)
    data.setText(text)
    if html:
        data.setHtml(html)
    return data


def clipboard_text() -> str:
    """The cells on the clipboard as tab-separated text."""
    return best_text(*texts_held())


def paste_target(
    places: dict[int, RowIndex], block: Block, columns: Sequence[int], row_count: int
) -> tuple[RowIndex, list[int]]:
    """The places of the rows and the columns that a block is laid over, from the first selected cell on.

    The whole selection where the block fits into it a whole number of times, else as much as the block covers
    of the table. `columns` are those shown, in their order.
    """
    height, width = len(block), len(block[0])
    rows = all_rows(places)
    whole = len(places) % width == 0 and len(rows) % height == 0
    if places and whole and all(len(chosen) == len(rows) for chosen in places.values()):
        return rows, list(places)
    top = int(rows[0]) if len(rows) else row_count
    left = columns.index(next(iter(places))) if places else 0
    return np.arange(top, min(top + height, row_count)), list(columns[left : left + width])
