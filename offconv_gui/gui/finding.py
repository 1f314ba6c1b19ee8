"""What is looked for in the table: how many rows have it, and where in the cells it stands."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt

from offconv_gui.core.grid import RowIndex
from offconv_gui.core.row_filter import RowFilter
from offconv_gui.gui.jobs import JobRunner
from offconv_gui.gui.models.wanted_rows import WantedRows
from offconv_gui.gui.session import SMALL_TABLE, Session
from offconv_gui.gui.views.conversion_table import ConversionTableView
from offconv_gui.gui.widgets.tool_row import ToolRow


class Finding(QObject):
    """Shows the rows that pass a filter; a text is looked for beside the window where the table is long.

    The next filter stops the search for the one before it.
    """

    def __init__(self, session: Session, jobs: JobRunner, view: ConversionTableView, tools: ToolRow) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self._tools = tools
        self._sought: WantedRows | None = None
        self._found: tuple[WantedRows, RowIndex] | None = None
        # A search of its own: it must not stop what else is being worked out.
        self._searches = JobRunner(self)
        self._searches.crashed.connect(jobs.crashed)
        view.table.is_looked_after = True
        view.table.look_wanted.connect(self._look_again)
        view.table.rows_changed.connect(self.refresh)
        # Not at once: who has typed goes on to the next cell first.
        view.editing_ended.connect(self._show_found, Qt.ConnectionType.QueuedConnection)
        session.document_opened.connect(self._forget)

    def show(self, row_filter: RowFilter) -> None:
        """Show only the rows that pass this and the filters of columns."""
        self._stop()
        wanted = self._view.table.wanted(row_filter)
        if wanted is None or not row_filter.find.strip() or wanted.document.row_count <= SMALL_TABLE:
            self._view.table.set_filter(row_filter)
            return
        self._sought = wanted
        self._view.mark_text(row_filter.find.strip())
        self._tools.say_found(self.tr("Searching…"))
        job = self._searches.start(self.tr("Searching"), wanted.find)
        job.succeeded.connect(partial(self._take, wanted))

    def _look_again(self) -> None:
        """Columns are filtered otherwise, or rows ordered: what was looked for last still is."""
        sought = self._sought
        self.show(sought.row_filter if sought is not None else self._view.table.row_filter)

    def _take(self, wanted: WantedRows, rows: RowIndex) -> None:
        if wanted is self._sought:
            self._found = wanted, rows
            self._show_found()

    def _show_found(self) -> None:
        """Show what was found, or search again where the table is no longer the one that was searched.

        Other rows would take away the cell that somebody is typing in: they wait until that has ended.
        """
        if self._found is None or self._view.is_edited:
            return
        wanted, rows = self._found
        self._sought = self._found = None
        if not self._view.table.show_rows(wanted, rows):
            self.show(wanted.row_filter)

    def _stop(self) -> None:
        self._sought = self._found = None
        self._searches.cancel()

    def _forget(self) -> None:
        """Another table is open, or none."""
        self._stop()
        if self._session.document is None:
            self._searches.shut_down()
        self.refresh()

    def refresh(self) -> None:
        """Mark what is looked for, and say in how many rows it stands."""
        if self._sought is not None:
            return
        needle, rows = self._view.table.row_filter.find.strip(), len(self._view.table.rows)
        self._view.mark_text(needle)
        if not needle:
            self._tools.say_found("")
        elif not rows:
            self._tools.say_found(self.tr("Not found"))
        else:
            words = self.tr("In 1 row") if rows == 1 else self.tr("In {count} rows")
            self._tools.say_found(words.format(count=f"{rows:,}"))
