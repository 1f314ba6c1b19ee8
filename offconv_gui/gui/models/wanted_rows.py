"""Which rows of a document are to be shown, and in what order: found at once, or beside the window."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from offconv_gui.core.column_filters import ColumnKey
from offconv_gui.core.document import Document
from offconv_gui.core.grid import RowIndex
from offconv_gui.core.progress import Progress, silent
from offconv_gui.core.row_filter import RowFilter, visible
from offconv_gui.core.row_order import sorted_rows
from offconv_gui.core.table import NEW_ROW


@dataclass(frozen=True, eq=False)
class WantedRows:
    """The rows that pass a filter, and those added since and still blank.

    `order` names the columns by which they are ordered, and whether upwards; the last one counts most.
    """

    document: Document
    row_filter: RowFilter
    order: tuple[tuple[ColumnKey, bool], ...]

    def find(self, progress: Progress = silent) -> RowIndex:
        """Their positions, in their order."""
        rows = visible(self.document, self.row_filter, progress)
        if not self.row_filter.shows_all:
            added = _blank_new_rows(self.document)
            rows = np.union1d(rows, added) if len(added) else rows
        for key, ascending in reversed(self.order):
            rows = sorted_rows(self.document, rows, key, ascending)
        return rows

    def same_as(self, other: WantedRows) -> bool:
        """The same rows of the same document."""
        return (
            self.document is other.document
            and self.row_filter == other.row_filter
            and self.order == other.order
        )


def _blank_new_rows(document: Document) -> RowIndex:
    """The rows that stand in no file and have nothing in them yet."""
    new = np.flatnonzero(document.table.row_numbers == NEW_ROW)
    columns = document.table.columns.values()
    blank = [row for row in new.tolist() if not any(column.cell(row) for column in columns)]
    return np.array(blank, np.int64)
