"""The rows of a document that are shown, and its columns: the fields, then the file's other columns.

Filtering and sorting only change an index array (`core.row_filter`, `core.row_order`); an edit changes no
row's place, so that a row just mended stays where it is until the filter is applied again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from offconv_gui.core.column_filters import ColumnFilter, ColumnKey, Quality, passing
from offconv_gui.core.document import Document
from offconv_gui.core.fields import Field
from offconv_gui.core.grid import RowIndex
from offconv_gui.core.row_filter import RowFilter, visible
from offconv_gui.core.table import NEW_ROW
from offconv_gui.gui.models.cell_looks import CellLooks, ColumnLook, Look, Sign
from offconv_gui.gui.models.column_qualities import ColumnQualities
from offconv_gui.gui.models.expiry_column import ExpiryColumn, ShownColumn, other_columns
from offconv_gui.gui.models.wanted_rows import WantedRows
from offconv_gui.gui.session import Session

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_NO_ROWS: RowIndex = np.empty(0, np.int64)

_FEW_ROWS = 8
"""Changed rows that are each looked for in the view and painted by themselves; for more, all is painted."""


class SortKey(NamedTuple):
    """A column that rows are ordered by."""

    column: int
    ascending: bool


class ShownDocument(QAbstractTableModel):
    """Follows the session's document. `rows` are the positions of the rows shown, in their order."""

    rows_changed = Signal()
    """Which rows are shown, or their order, has changed."""
    qualities_changed = Signal()
    """`quality_of` gives something else. (At `headerDataChanged` a view lays all of itself out anew.)"""
    look_wanted = Signal()
    """Filter and order are to be applied again."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.rows = _NO_ROWS
        self.row_filter = RowFilter()
        self.sort_keys: tuple[SortKey, ...] = ()
        self.adds_sort_key = False
        self.is_looked_after = False
        """Somebody hears of `look_wanted`, and finds the rows beside the window where that takes long."""
        self._counter = ColumnQualities()
        self._qualities: dict[Field, Quality] = {}
        self._document: Document | None = None
        self._fields: tuple[Field, ...] = ()
        self._others: tuple[ShownColumn, ...] = ()
        self._column_count = 0
        self._looks: CellLooks | None = None
        self._take_document()
        session.document_opened.connect(self._on_opened)
        session.document_changed.connect(self._on_changed)
        session.follow(self._settle)
        for _ in self._settle():
            pass

    # -- What is shown ---------------------------------------------------------------------------------------

    @property
    def document(self) -> Document | None:
        """The document that `rows` belongs to: the session's, once the model has heard of its last change."""
        return self._document

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields, in the order of the columns that show them."""
        return self._fields

    def field_at(self, column: int) -> Field | None:
        """The field that a column shows; None for the file's other columns."""
        return self._fields[column] if 0 <= column < len(self._fields) else None

    def subject_at(self, column: int) -> Field | None:
        """The field that a column shows or is made from; None for the file's other columns."""
        return Field.TIME if self.tells_expiry(column) else self.field_at(column)

    def tells_expiry(self, column: int) -> bool:
        """The column says until when rows can be uploaded: it is made from the times."""
        other = column - len(self._fields)
        return 0 <= other < len(self._others) and isinstance(self._others[other], ExpiryColumn)

    def extra_at(self, column: int) -> int:
        """The place among the file's other columns of a column that shows one of them."""
        return column - self._column_count + len(self.document.table.extras if self.document else ())

    def column_of(self, field: Field) -> int:
        """The column that shows a field; -1 where the table lacks it."""
        return self._fields.index(field) if field in self._fields else -1

    def place_of(self, row: int) -> int:
        """Where the row at this position is shown; -1 where it is filtered out."""
        found = np.flatnonzero(self.rows == row)
        return int(found[0]) if len(found) else -1

    def look(self, row: int, column: int) -> Look:
        """How a cell looks, by its place in the view: the cheap way for a painter."""
        assert self._looks is not None
        return self._looks.look(int(self.rows[row]), column)

    def column_look(self, column: int) -> ColumnLook:
        """What the cells of a column have in common."""
        assert self._looks is not None
        return self._looks.column_look(column)

    def text_at(self, row: int, column: int) -> str:
        """A cell as the file has it or as it was typed, by its place in the view."""
        document = self.document
        assert document is not None
        field = self.field_at(column)
        if field is not None:
            return document.table.cell(field, int(self.rows[row]))
        return self._others[column - len(self._fields)].cell(int(self.rows[row]))

    def column_text(self, column: int) -> pa.Array:
        """The texts of a column as the file has them, in the order of the document."""
        assert self._document is not None
        field = self.field_at(column)
        if field is not None:
            return self._document.table.columns[field].text()
        return self._others[column - len(self._fields)].text()

    def row_sign(self, row: int) -> Sign:
        """The gravest thing to say of the row shown at this place."""
        assert self._looks is not None
        return self._looks.row_sign(int(self.rows[row]))

    def is_left_out(self, row: int) -> bool:
        """The row shown at this place is left out of the export."""
        assert self._document is not None
        return bool(self._document.table.left_out[self.rows[row]])

    def row_label(self, row: int) -> str:
        """The number of the row shown at this place, as it stood in its source."""
        assert self._document is not None
        number = int(self._document.table.row_numbers[self.rows[row]])
        return self.tr("new") if number == NEW_ROW else str(number)

    @property
    def shows_file_order(self) -> bool:
        """All rows are shown, as they stand in the document."""
        return self.row_filter.shows_all and not self.sort_keys

    def key_of(self, column: int) -> ColumnKey:
        """What a column shows or is made from, as filters and orders name it."""
        field = self.subject_at(column)
        return field if field is not None else self.extra_at(column)

    def quality_of(self, column: int) -> Quality | None:
        """How the cells of a field's column are, over all rows; None for other columns.

        In a long table this follows edits once they have settled: it is asked for with each paint.
        """
        field = self.field_at(column)
        return self._qualities.get(field) if field is not None else None

    # -- Filter and order ------------------------------------------------------------------------------------

    def set_filter(self, row_filter: RowFilter) -> None:
        """Show only the rows that pass this and the filters of columns.

        Rows added since and still blank always pass.
        """
        self.row_filter = replace(row_filter, columns=self.row_filter.columns)
        self._look_now()

    def column_filter(self, column: int) -> ColumnFilter:
        """The filter of a column."""
        return dict(self.row_filter.columns).get(self.key_of(column), ColumnFilter())

    def filter_column(self, column: int, wanted: ColumnFilter) -> None:
        """Show only the rows that pass a column's filter too. Raises `UserError` where it makes no sense."""
        key = self.key_of(column)
        if self._document is not None:
            passing(self._document, key, wanted)
        others = tuple(pair for pair in self.row_filter.columns if pair[0] != key)
        added = () if wanted.passes_all else ((key, wanted),)
        self.row_filter = replace(self.row_filter, columns=(*others, *added))
        self.refresh()

    def rows_besides(self, column: int) -> RowIndex:
        """The rows that all filters but that of this column let pass."""
        key, document = self.key_of(column), self._document
        others = tuple(pair for pair in self.row_filter.columns if pair[0] != key)
        if document is None or len(others) == len(self.row_filter.columns):
            return self.rows
        return visible(document, replace(self.row_filter, columns=others))

    def clear_column_filters(self) -> None:
        """Let no column filter the rows any more."""
        if self.row_filter.columns:
            self.row_filter = replace(self.row_filter, columns=())
            self.refresh()

    @property
    def sort_column(self) -> int:
        """The column that rows were ordered by last; -1 for none."""
        return self.sort_keys[-1].column if self.sort_keys else -1

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the rows by a column; by -1 as they stand in the file.

        While `adds_sort_key` holds, the column orders rows that are alike by the columns before it.
        """
        ascending = order == Qt.SortOrder.AscendingOrder
        keys = self.sort_keys if self.adds_sort_key else ()
        before = next((key for key in keys if key.column == column), None)
        if before is not None:
            ascending = not before.ascending
        kept = keys[:-1] if column < 0 else tuple(key for key in keys if key.column != column)
        keys = kept if column < 0 else (*kept, SortKey(column, ascending))
        if keys != self.sort_keys:
            self.sort_keys = keys
            self.refresh()

    def refresh(self) -> None:
        """Apply filter and order again, to the document as it is now."""
        if self.is_looked_after:
            self.look_wanted.emit()
        else:
            self._look_now()

    def _look_now(self) -> None:
        self._show(self._rows())

    def wanted(self, row_filter: RowFilter) -> WantedRows | None:
        """The rows that this and the filters of columns let pass, to be found; None without a document."""
        if self._document is None:
            return None
        row_filter = replace(row_filter, columns=self.row_filter.columns)
        keys = [key for key in self.sort_keys if key.column < self._column_count]
        return WantedRows(
            self._document, row_filter, tuple((self.key_of(key.column), key.ascending) for key in keys)
        )

    def show_rows(self, wanted: WantedRows, rows: RowIndex) -> bool:
        """Show the rows that were found; False where others are wanted by now."""
        now = self.wanted(wanted.row_filter)
        if now is None or not wanted.same_as(now):
            return False
        self.row_filter = wanted.row_filter
        self._show(rows)
        return True

    def _rows(self) -> RowIndex:
        wanted = self.wanted(self.row_filter)
        return wanted.find() if wanted is not None else _NO_ROWS

    def _show(self, rows: RowIndex) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()
        self.rows_changed.emit()

    # -- The document ----------------------------------------------------------------------------------------

    def _take_document(self) -> None:
        document = self._document = self.session.document
        self._looks = None if document is None else CellLooks(document)
        self._fields = () if document is None else document.table.fields
        self._others = () if document is None else other_columns(document)
        self._column_count = len(self._fields) + len(self._others)
        self.rows = self._rows()

    def _on_opened(self) -> None:
        self.beginResetModel()
        self.row_filter = RowFilter()
        self.sort_keys = ()
        self._qualities = {}
        self._take_document()
        self.endResetModel()
        self.rows_changed.emit()

    def _settle(self) -> Iterator[None]:
        """Count anew how the cells of each column are."""
        document, found = self.session.document, {}
        for field in self._fields:
            assert document is not None
            found[field] = self._counter.of(document, field)
            yield
        self._qualities = found
        self.qualities_changed.emit()

    def _on_changed(self, moved_rows: bool, touched: RowIndex | None) -> None:
        document = self.session.document
        if document is None:
            return
        if moved_rows:
            self.beginResetModel()
            self._take_document()
            self.endResetModel()
            self.rows_changed.emit()
            return
        self._document, self._looks = document, CellLooks(document, self._looks, touched)
        self._others = other_columns(document)
        if len(self.rows) and self._column_count:
            for first, last in self._places_of(touched):
                self.dataChanged.emit(self.index(first, 0), self.index(last, self._column_count - 1))

    def _places_of(self, rows: RowIndex | None) -> list[tuple[int, int]]:
        """The stretches of the view in which these rows are shown: all of it for many, or for None."""
        if rows is None or len(rows) > _FEW_ROWS:
            return [(0, len(self.rows) - 1)]
        places = rows.tolist() if self.shows_file_order else map(self.place_of, rows.tolist())
        return [(place, place) for place in places if place >= 0]

    # -- Its size, for Qt ------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else self._column_count
