"""The document as a Qt table: what each cell and heading shows and says, and how a cell is set."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, Qt

from offconv_gui.core.column_filters import counted_values
from offconv_gui.core.columns import typed
from offconv_gui.core.edits import SetCells
from offconv_gui.core.fields import Field
from offconv_gui.core.messages import QT_TRANSLATE_NOOP, Message
from offconv_gui.gui.models.cell_looks import is_amount
from offconv_gui.gui.models.shown_document import Index, ShownDocument
from offconv_gui.gui.models.table_words import TableWords
from offconv_gui.gui.session import Session

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


_TEXT_ROLES = (Qt.ItemDataRole.EditRole, Role.ORIGINAL)

_MOST_NAMES = 200
"""Different names in the column up to which they are goals, and not something else."""


class ConversionTableModel(ShownDocument):
    """Shows the session's document. `rows` are the positions of the rows shown, in their order."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, parent)
        self._words = TableWords(self)

    # -- Qt's table ------------------------------------------------------------------------------------------

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        typable = index.column() < len(self._fields) and not self.session.busy
        return _TYPABLE if typable else _SHOWN

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self._looks is None:
            return None
        if role in _TEXT_ROLES:
            return self.text_at(index.row(), index.column())
        look = self.look(index.row(), index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.tr("Required") if look.required else look.text
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if look.column.right else _LEFT
            case Qt.ItemDataRole.ToolTipRole:
                return self._words.problem(index.row(), index.column()) or None
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._words.heard_cell(index.row(), index.column(), look)
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
        if text == self.text_at(index.row(), index.column()):
            return False
        title = Message(QT_TRANSLATE_NOOP("edits", "Edit {field}"), {"field": field.value})
        row = np.array([self.rows[index.row()]], np.int64)
        self.session.apply(SetCells(title, field, row, typed([text])))
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if self.document is None or section < 0:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self._column_header(section, role) if section < self._column_count else None
        if section >= len(self.rows):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.row_label(section)
        if role == Role.SIGN:
            return self.row_sign(section)
        return self.is_left_out(section) if role == Role.LEFT_OUT else None

    def _column_header(self, column: int, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.title_of(column)
            case Qt.ItemDataRole.TextAlignmentRole:
                field = self.field_at(column)
                return _RIGHT if field is not None and is_amount(field) else _LEFT
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._words.heard_heading(column)
            case Qt.ItemDataRole.ToolTipRole:
                return self._words.column_help(column)
        return None

    # -- Words -----------------------------------------------------------------------------------------------

    def title_of(self, column: int) -> str:
        """The heading of a column as it is shown: shorter than the bulk record's where that is clear."""
        return self._words.title(column)

    def goal_names(self) -> list[str]:
        """The names of the goals that are known: the chosen one, the account's, and those in the column."""
        document = self._document
        if document is None:
            return []
        choices, found = document.choices, counted_values(document, Field.NAME, self.rows, _MOST_NAMES)
        names = [choices.goal.name] if choices.goal is not None else []
        names += [goal.name for goal in choices.goals.goals] if choices.goals is not None else []
        return list(dict.fromkeys([*names, *(name for name, _ in found or () if name)]))
