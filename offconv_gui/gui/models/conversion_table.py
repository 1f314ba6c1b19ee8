"""The document as a Qt table: the fields, then the file's other columns; rows by an index array.

Filtering and sorting only change that array (`core.row_order`); an edit changes no row's place, so that a row
just mended stays where it is until the filter is applied again.
"""

from __future__ import annotations

from dataclasses import replace
from enum import IntEnum
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from offconv_gui.core import row_order
from offconv_gui.core.column_filters import (
    CellState,
    ColumnFilter,
    ColumnKey,
    Quality,
    counted_values,
    passing,
)
from offconv_gui.core.columns import typed
from offconv_gui.core.document import Document
from offconv_gui.core.edits import SetCells
from offconv_gui.core.explanation import first_sentence, rules_at
from offconv_gui.core.fields import SPECS, Field, Kind
from offconv_gui.core.grid import RowIndex
from offconv_gui.core.messages import QT_TRANSLATE_NOOP, Message
from offconv_gui.core.row_order import RowFilter
from offconv_gui.core.table import NEW_ROW
from offconv_gui.gui.i18n import template, translated
from offconv_gui.gui.models.cell_looks import CellLooks, ColumnLook, Look, Sign, is_amount
from offconv_gui.gui.models.column_qualities import ColumnQualities
from offconv_gui.gui.models.expiry_column import ExpiryColumn, ShownColumn, other_columns
from offconv_gui.gui.session import Session

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_NO_ROWS: RowIndex = np.empty(0, np.int64)

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

# Asked for with each cell that is painted: joining flags takes longer than all the rest of the answer.
_SHOWN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_TYPABLE = _SHOWN | Qt.ItemFlag.ItemIsEditable


class Role(IntEnum):
    """What a cell says besides Qt's own roles."""

    SIGN = Qt.ItemDataRole.UserRole + 1
    """A `Sign`: the gravest thing to say of the cell, or in the vertical header of the row."""
    EDITED = Qt.ItemDataRole.UserRole + 2
    LEFT_OUT = Qt.ItemDataRole.UserRole + 3
    INHERITED = Qt.ItemDataRole.UserRole + 4
    """The cell is blank and shows what was chosen for the table."""
    ORIGINAL = Qt.ItemDataRole.UserRole + 5
    """The text as the file has it, or as it was typed."""


_MOST_NAMES = 200
"""Different names in the column up to which they are goals, and not something else."""


class SortKey(NamedTuple):
    """A column that rows are ordered by."""

    column: int
    ascending: bool


class ConversionTableModel(QAbstractTableModel):
    """Shows the session's document. `rows` are the positions of the rows shown, in their order."""

    rows_changed = Signal()
    """Which rows are shown, or their order, has changed."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.rows = _NO_ROWS
        self.row_filter = RowFilter()
        self.sort_keys: tuple[SortKey, ...] = ()
        self.adds_sort_key = False
        self._qualities = ColumnQualities()
        self._settled: Document | None = None
        self._document: Document | None = None
        self._fields: tuple[Field, ...] = ()
        self._others: tuple[ShownColumn, ...] = ()
        self._column_count = 0
        self._looks: CellLooks | None = None
        self._take_document()
        session.document_opened.connect(self._on_opened)
        session.document_changed.connect(self._on_changed)
        session.document_settled.connect(self._on_settled)

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
        return Field.TIME if self._tells_expiry(column) else self.field_at(column)

    def _tells_expiry(self, column: int) -> bool:
        """The column says until when rows can be uploaded: it is made from the times."""
        other = column - len(self._fields)
        return 0 <= other < len(self._others) and isinstance(self._others[other], ExpiryColumn)

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
        return field if field is not None else self._extra_at(column)

    def quality_of(self, column: int) -> Quality | None:
        """How the cells of a field's column are, over all rows; None for other columns.

        In a long table this follows edits once they have settled: it is asked for with each paint.
        """
        field = self.field_at(column)
        if field is None or self._settled is None:
            return None
        return self._qualities.of(self._settled, field)

    # -- Filter and order ------------------------------------------------------------------------------------

    def set_filter(self, row_filter: RowFilter) -> None:
        """Show only the rows that pass this and the filters of columns.

        Rows added since and still blank always pass.
        """
        self.row_filter = replace(row_filter, columns=self.row_filter.columns)
        self.refresh()

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
        return row_order.visible(document, replace(self.row_filter, columns=others))

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
        self.beginResetModel()
        self.rows = self._rows()
        self.endResetModel()
        self.rows_changed.emit()

    def _rows(self) -> RowIndex:
        document = self.document
        if document is None:
            return _NO_ROWS
        rows = row_order.visible(document, self.row_filter)
        if not self.row_filter.shows_all:
            added = _blank_new_rows(document)
            rows = np.union1d(rows, added) if len(added) else rows
        for key in reversed(self.sort_keys):
            if key.column < self._column_count:
                rows = row_order.sorted_rows(document, rows, self.key_of(key.column), key.ascending)
        return rows

    # -- The document ----------------------------------------------------------------------------------------

    def _take_document(self) -> None:
        document = self._document = self._settled = self.session.document
        self._looks = None if document is None else CellLooks(document)
        self._fields = () if document is None else document.table.fields
        self._others = () if document is None else other_columns(document)
        self._column_count = len(self._fields) + len(self._others)
        self.rows = self._rows()

    def _on_opened(self) -> None:
        self.beginResetModel()
        self.row_filter = RowFilter()
        self.sort_keys = ()
        self._take_document()
        self.endResetModel()
        self.rows_changed.emit()

    def _on_settled(self) -> None:
        self._settled = self.session.document
        if self._column_count:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self._column_count - 1)

    def _on_changed(self, moved_rows: bool) -> None:
        document = self.session.document
        if document is None:
            return
        if moved_rows:
            self.beginResetModel()
            self._take_document()
            self.endResetModel()
            self.rows_changed.emit()
            return
        self._document, self._looks = document, CellLooks(document, self._looks)
        self._others = other_columns(document)
        if len(self.rows) and self._column_count:
            last = len(self.rows) - 1
            self.dataChanged.emit(self.index(0, 0), self.index(last, self._column_count - 1))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, last)

    # -- Qt's table ------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else self._column_count

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        typable = index.column() < len(self._fields) and not self.session.busy
        return _TYPABLE if typable else _SHOWN

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self._looks is None:
            return None
        if role in _TEXT_ROLES:
            return self._text(index.row(), index.column())
        look = self.look(index.row(), index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.tr("Required") if look.required else look.text
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if look.column.right else _LEFT
            case Qt.ItemDataRole.ToolTipRole:
                return self._sentence(index.row(), index.column()) or None
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._in_words(index.row(), index.column(), look)
            case Role.SIGN:
                return look.sign
            case Role.EDITED:
                return look.edited
            case Role.LEFT_OUT:
                return look.left_out
            case Role.INHERITED:
                return look.inherited
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Set one cell, as a step that can be undone; a text that is the same already is no step."""
        field = self.field_at(index.column()) if index.isValid() else None
        if role != Qt.ItemDataRole.EditRole or field is None or self.session.busy:
            return False
        text = str(value)
        if text == self._text(index.row(), index.column()):
            return False
        title = Message(QT_TRANSLATE_NOOP("edits", "Edit {field}"), {"field": field.value})
        row = np.array([self.rows[index.row()]], np.int64)
        self.session.apply(SetCells(title, field, row, typed([text])))
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        document = self.document
        if document is None or section < 0:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self._column_header(document, section, role) if section < self._column_count else None
        if section >= len(self.rows):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.row_label(section)
        if role == Role.SIGN:
            return self.row_sign(section)
        return self.is_left_out(section) if role == Role.LEFT_OUT else None

    def _column_header(self, document: Document, column: int, role: int) -> Any:
        field = self.field_at(column)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title_of(column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if field is not None and is_amount(field) else _LEFT
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ". ".join(filter(None, (self.title_of(column), self.quality_in_words(column))))
        if role != Qt.ItemDataRole.ToolTipRole:
            return None
        if self._tells_expiry(column):
            return self.tr("Until when each row can be uploaded, on this computer's clock.")
        if field is None:
            return self.tr("A column of your file. It is shown for reference and never uploaded.")
        source = document.table.sources.get(field)
        lines = [field.value, template(SPECS[field].help)]
        if source and source != field.value:
            lines.append(self.tr("From the column “{heading}” of your file.").format(heading=source))
        return "\n".join((*lines, self.quality_in_words(column)))

    def goal_names(self) -> list[str]:
        """The names of the goals that are known: the chosen one, the account's, and those in the column."""
        document = self._document
        if document is None:
            return []
        choices, found = document.choices, counted_values(document, Field.NAME, self.rows, _MOST_NAMES)
        names = [choices.goal.name] if choices.goal is not None else []
        names += [goal.name for goal in choices.goals.goals] if choices.goals is not None else []
        return list(dict.fromkeys([*names, *(name for name, _ in found or () if name)]))

    def quality_in_words(self, column: int) -> str:
        """How the cells of a column are, such as "812 ready, 20 to review, 4 blank"; "" where unknown."""
        found = self.quality_of(column)
        if found is None:
            return ""
        words = {
            CellState.READY: self.tr("{count} ready"),
            CellState.REVIEW: self.tr("{count} to review"),
            CellState.WRONG: self.tr("{count} need fixing"),
            CellState.BLANK: self.tr("{count} blank"),
        }
        counts = {state: found.of(state) for state in CellState}
        return ", ".join(words[state].format(count=f"{count:,}") for state, count in counts.items() if count)

    def title_of(self, column: int) -> str:
        """The heading of a column as it is shown: shorter than the bulk record's where that is clear."""
        field = self.field_at(column)
        if self._tells_expiry(column):
            return self.tr("Expires")
        if field is None:
            assert self.document is not None
            return self.document.table.extras[self._extra_at(column)][0]
        if SPECS[field].kind is Kind.TIME:
            return self.tr("{heading} (UTC)").format(heading=field.value)
        if field is Field.CURRENCY:
            return self.tr("Currency")
        return self.tr("Adjustment Currency") if field is Field.ADJUSTMENT_CURRENCY else field.value

    # -- Words -----------------------------------------------------------------------------------------------

    def _text(self, row: int, column: int) -> str:
        document = self.document
        assert document is not None
        field = self.field_at(column)
        if field is not None:
            return document.table.cell(field, int(self.rows[row]))
        return self._others[column - len(self._fields)].cell(int(self.rows[row]))

    def _extra_at(self, column: int) -> int:
        """The place among the file's other columns of a column that shows one of them."""
        return column - self._column_count + len(self.document.table.extras if self.document else ())

    def _sentence(self, row: int, column: int) -> str:
        document, field = self.document, self.subject_at(column)
        if document is None or field is None:
            return ""
        message = first_sentence(document, int(self.rows[row]), field)
        return translated(message) if message is not None else ""

    def _in_words(self, row: int, column: int, look: Look) -> str:
        """A cell for those who hear it: "Conversion Time, row 214, 2026-03-14 09:15:00, problem: Too old"."""
        document, field = self.document, self.field_at(column)
        assert document is not None
        number = int(document.table.row_numbers[self.rows[row]])
        parts = [
            self.title_of(column),
            self.tr("new row") if number == NEW_ROW else self.tr("row {number}").format(number=number),
            look.text or self.tr("blank"),
        ]
        if look.inherited:
            parts.append(self.tr("chosen for the whole table"))
        if look.required:
            parts.append(self.tr("required"))
        rules = rules_at(document, int(self.rows[row]), field) if field is not None else []
        parts += [self.tr("problem: {title}").format(title=template(rule.title)) for rule in rules]
        if look.edited:
            parts.append(self.tr("edited"))
        if look.left_out:
            parts.append(self.tr("left out"))
        if field is None:
            parts.append(self.tr("not uploaded"))
        return ", ".join(parts)


_TEXT_ROLES = (Qt.ItemDataRole.EditRole, Role.ORIGINAL)


def _blank_new_rows(document: Document) -> RowIndex:
    """The rows that stand in no file and have nothing in them yet."""
    new = np.flatnonzero(document.table.row_numbers == NEW_ROW)
    columns = document.table.columns.values()
    blank = [row for row in new.tolist() if not any(column.cell(row) for column in columns)]
    return np.array(blank, np.int64)
