"""Find and replace in the open table: the dialog's questions answered, its wish carried out as one step."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from offconv_gui.core.cell_blocks import Selection
from offconv_gui.core.document import Document
from offconv_gui.core.messages import UserError
from offconv_gui.core.progress import Progress
from offconv_gui.core.replacing import Outcome, Replacement, outcome
from offconv_gui.gui.dialogs.replace_dialog import ReplaceDialog, Scope
from offconv_gui.gui.jobs import JobRunner
from offconv_gui.gui.session import SMALL_TABLE, Session
from offconv_gui.gui.views.conversion_table import ConversionTableView


class Replacing(QObject):
    """Looks through the rows that are shown; a long table is looked through beside the window."""

    def __init__(self, session: Session, jobs: JobRunner, table: ConversionTableView) -> None:
        super().__init__(table)
        self._session = session
        self._jobs = jobs
        self._table = table
        self._dialog: ReplaceDialog | None = None
        self._outcome: Outcome | None = None

    def ask(self, find: str = "") -> None:
        """Let a person say what to replace."""
        if self._session.document is None or self._dialog is not None:
            return
        dialog = self._dialog = ReplaceDialog(self._scopes(), find, self._table.window())
        dialog.wanted.connect(self._look)
        dialog.replace_wanted.connect(self._replace)
        dialog.finished.connect(self._forget)
        dialog.finished.connect(dialog.deleteLater)
        if sum(map(len, self._table.selected_cells().values())) <= 1 and Scope.ALL in self._scopes():
            dialog.choose_scope(Scope.ALL)
        dialog.open()

    def _scopes(self) -> list[Scope]:
        scopes = [Scope.SELECTION] if self._table.selected_cells() else []
        current = self._table.current_cell()
        if current is not None and current[1] is not None:
            scopes.append(Scope.COLUMN)
        return [*scopes, Scope.ALL]

    def _cells(self, scope: Scope) -> Selection:
        """The cells to look through, those shown alone."""
        if scope is Scope.SELECTION:
            return self._table.selected_cells()
        rows, current = self._table.table.rows, self._table.current_cell()
        if scope is Scope.COLUMN and current is not None and current[1] is not None:
            return {current[1]: rows}
        return dict.fromkeys(self._table.fields_shown(), rows)

    def _look(self) -> None:
        dialog, document = self._dialog, self._session.document
        if dialog is None or document is None:
            return
        self._outcome = None
        wanted, cells = dialog.replacement, self._cells(dialog.scope)
        if max((len(rows) for rows in cells.values()), default=0) <= SMALL_TABLE:
            try:
                self._take(document, outcome(document, cells, wanted))
            except UserError as error:
                dialog.show_error(error)
            return
        dialog.show_searching()
        job = self._jobs.start(self.tr("Searching"), partial(_search, document, cells, wanted))
        job.succeeded.connect(partial(self._take, document))
        job.failed.connect(dialog.show_error)

    def _take(self, document: Document, found: Outcome) -> None:
        if self._dialog is not None and document is self._session.document:
            self._outcome = found
            self._dialog.show_outcome(found)

    def _replace(self) -> None:
        """One step that can be undone; the dialog has done its work."""
        if self._outcome is not None and self._outcome.edit is not None and self._dialog is not None:
            self._session.apply(self._outcome.edit)
            self._dialog.accept()

    def _forget(self) -> None:
        self._dialog = self._outcome = None


def _search(document: Document, cells: Selection, wanted: Replacement, progress: Progress) -> Outcome:
    progress(0, 0)
    return outcome(document, cells, wanted)
