"""What was current and selected, kept while rows change their places, and put back where they are then."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex

from offconv_gui.core.document import Document
from offconv_gui.core.grid import RowIndex
from offconv_gui.core.table import NEW_ROW
from offconv_gui.gui.models.conversion_table import ConversionTableModel
from offconv_gui.gui.views.selected_cells import all_rows, selected_places, selection_of

_MOST_ROWS = 50_000
"""Selected rows that are still put back."""

_Select = QItemSelectionModel.SelectionFlag


@dataclass(frozen=True)
class KeptSelection:
    """`row` and `rows` are positions in `document`, of the current cell and of the selected rows.

    `place` is where the current row was shown. Rows are found again by their number in the source file, for
    their positions change when others are inserted or deleted.
    """

    document: Document
    place: int
    column: int
    row: int
    rows: RowIndex
    columns: tuple[int, int]

    @staticmethod
    def of(
        model: ConversionTableModel, current: QModelIndex, selection: QItemSelection
    ) -> KeptSelection | None:
        """What is selected now; None where there is no current cell."""
        if model.document is None or not current.isValid():
            return None
        places = selected_places(selection, range(model.columnCount()))
        rows = model.rows[all_rows(places)]
        return KeptSelection(
            model.document,
            current.row(),
            current.column(),
            int(model.rows[current.row()]),
            rows if len(rows) <= _MOST_ROWS else rows[:0],
            (min(places, default=current.column()), max(places, default=current.column())),
        )

    def restore(self, model: ConversionTableModel, selection: QItemSelectionModel) -> None:
        """Select the same cells again if it is the same table; where the current row is gone, its place."""
        document = model.document
        if document is None or not len(model.rows) or not self._same_table(document):
            return
        found = self._places_of(model, np.array([self.row], np.int64))
        gone = not len(found)
        place = min(self.place, len(model.rows) - 1) if gone else int(found[0])
        current = model.index(place, self.column)
        if not gone and len(self.rows):
            chosen = selection_of(model, self._places_of(model, self.rows), *self.columns)
            selection.select(chosen, _Select.ClearAndSelect)
            selection.setCurrentIndex(current, _Select.NoUpdate)
        else:
            selection.setCurrentIndex(current, _Select.ClearAndSelect)

    def _same_table(self, document: Document) -> bool:
        """The document is the kept one, or an edit of it."""
        return self.document.origin is document.origin and self.document.table.fields == document.table.fields

    def _places_of(self, model: ConversionTableModel, rows: RowIndex) -> RowIndex:
        """Where these rows are shown now, ascending."""
        document = model.document
        assert document is not None
        if document.row_count == self.document.row_count:
            return np.flatnonzero(np.isin(model.rows, rows))
        numbers = self.document.table.row_numbers[rows]
        shown = document.table.row_numbers[model.rows]
        return np.flatnonzero(np.isin(shown, numbers[numbers != NEW_ROW]))
