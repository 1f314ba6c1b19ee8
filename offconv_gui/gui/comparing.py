"""Compares the rows that a rule has found to belong together, and keeps one of each group."""

from __future__ import annotations

from functools import partial

import numpy as np
from PySide6.QtCore import QObject

from offconv_gui.core.document import Document
from offconv_gui.core.edits import LeaveOut
from offconv_gui.core.fields import Field
from offconv_gui.core.grid import RowIndex
from offconv_gui.core.mending import without
from offconv_gui.core.row_groups import leaving, row_groups, ways
from offconv_gui.core.rules import BY_ID
from offconv_gui.core.rules.base import GroupRule
from offconv_gui.gui.dialogs.duplicates_dialog import DuplicatesDialog
from offconv_gui.gui.i18n import template
from offconv_gui.gui.mending import Mending
from offconv_gui.gui.models.cell_looks import CellLooks
from offconv_gui.gui.models.group_table import GroupLine
from offconv_gui.gui.session import Session
from offconv_gui.gui.views.conversion_table import ConversionTableView
from offconv_gui.gui.widgets.cell_fixes import CellFixes
from offconv_gui.gui.widgets.message_bar import MessageBar, Tone

DUPLICATES = "duplicate-conversion"

_SHOWN = 1_000
"""Rows that are shown: more than anybody looks through. All are left out."""

_COMPARED = (Field.CLICK_ID, Field.TIME, Field.VALUE, Field.CURRENCY, Field.NAME, Field.CLIENT_ID)


class Comparing(QObject):
    """Shows the groups; what is kept of them is one step."""

    def __init__(
        self,
        session: Session,
        view: ConversionTableView,
        mending: Mending,
        bar: MessageBar,
        buttons: CellFixes,
    ) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self._mending = mending
        self._bar = bar
        buttons.groups_wanted.connect(self.show)

    def show_duplicates(self) -> None:
        """Compare the duplicates."""
        self.show(DUPLICATES)

    def show(self, rule_id: str) -> None:
        """Compare the rows that this rule has put into groups."""
        document, rule = self._session.document, BY_ID[rule_id]
        if document is None or self._session.busy or not isinstance(rule, GroupRule):
            return
        groups = row_groups(document, rule)
        if not groups:
            self._bar.tell(Tone.INFO, self.tr("There are no duplicates."))
            return
        edits = {template(fix.label): leaving(document, rule, fix) for fix in ways(rule)}
        dialog = DuplicatesDialog(
            template(rule.title),
            len(groups),
            _lines(document, groups),
            [self._view.table.title_of(self._view.table.column_of(field)) for field in _present(document)],
            {words: _rows(edit) for words, edit in edits.items()},
            self._view.window(),
        )
        dialog.accepted.connect(partial(self._keep, dialog, edits))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        current = self._view.current_cell()
        if current is not None:
            dialog.show_row(current[0])

    def _keep(self, dialog: DuplicatesDialog, edits: dict[str, LeaveOut | None]) -> None:
        edit = edits[dialog.way]
        if edit is not None:
            self._mending.take(without(edit, dialog.spared))


def _rows(edit: LeaveOut | None) -> RowIndex:
    return edit.rows if edit is not None else np.empty(0, np.int64)


def _present(document: Document) -> list[Field]:
    return [field for field in _COMPARED if field in document.table.columns]


def _lines(document: Document, groups: list[RowIndex]) -> list[GroupLine]:
    """The rows of the first groups, with what the table shows of them."""
    looks, fields = CellLooks(document), document.table.fields
    columns = [fields.index(field) for field in _present(document)]
    lines: list[GroupLine] = []
    for number, group in enumerate(groups):
        if lines and len(lines) + len(group) > _SHOWN:
            break
        lines += [
            GroupLine(
                row,
                int(document.table.row_numbers[row]),
                number,
                tuple(looks.look(row, column).text for column in columns),
            )
            for row in group[:_SHOWN].tolist()
        ]
    return lines
