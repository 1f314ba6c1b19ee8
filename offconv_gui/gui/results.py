"""What came back after an upload: read from a file, and marked in the table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from offconv_gui.core.document import Document
from offconv_gui.core.edits import SetChoices, leave_out
from offconv_gui.core.grid import RowIndex
from offconv_gui.core.messages import QT_TRANSLATE_NOOP, Message
from offconv_gui.core.progress import Progress
from offconv_gui.core.rules import PLACES
from offconv_gui.core.table import NEW_ROW
from offconv_gui.gui.jobs import Job, JobRunner
from offconv_gui.gui.navigation import Navigation
from offconv_gui.gui.session import Session
from offconv_gui.gui.widgets.message_bar import MessageBar, Offer, Tone
from offconv_gui.io.refused_rows import RefusedRows, refused_rows
from offconv_gui.io.results_csv import Refusals, read_results

_RULE = "refused-by-service"
_TAKE_IN = QT_TRANSLATE_NOOP("edits", "Import the results of an upload")
_LEAVE_OTHERS = QT_TRANSLATE_NOOP("edits", "Leave out what was not refused")


@dataclass(frozen=True)
class _Found:
    """What the results say of a table whose rows had these numbers."""

    refused: RefusedRows
    row_numbers: RowIndex

    def rows(self, document: Document) -> RowIndex:
        """Where the refused rows stand by now, mended ones among them, which have lost their mark."""
        numbers = document.table.row_numbers
        if np.array_equal(numbers, self.row_numbers):
            return self.refused.rows
        known = self.row_numbers[self.refused.rows]
        there = np.isin(numbers, known[known != NEW_ROW])
        return np.flatnonzero(there | document.issues.mask(1 << PLACES[_RULE])).astype(np.int64)


@dataclass(frozen=True)
class _Matched:
    """Errors of an upload, and what they say of this document."""

    document: Document
    refusals: Refusals
    found: _Found


def _matched(document: Document, refusals: Refusals) -> _Matched:
    found = _Found(refused_rows(document, refusals), document.table.row_numbers)
    return _Matched(document, refusals, found)


class Results(QObject):
    """Marks the rows that the service refused; that they are marked is a step that can be undone."""

    def __init__(
        self, session: Session, jobs: JobRunner, navigation: Navigation, bar: MessageBar, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session = session
        self._jobs = jobs
        self._navigation = navigation
        self._bar = bar
        self._window = window
        self._told = ""
        session.document_opened.connect(self._forget)

    def ask_for_file(self) -> None:
        """Let a person choose the file that came back."""
        dialog = QFileDialog(self._window, self.tr("Import the results of an upload"))
        dialog.setObjectName("importResultsDialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Results (*.csv *.tsv *.zip)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(self.read)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def read(self, path: str) -> None:
        """Read the results in a file beside the window, and mark the rows they are about."""
        document = self._session.document
        if document is None or self._session.busy:
            return

        def work(progress: Progress) -> _Matched:
            return _matched(document, read_results(Path(path), progress))

        self._bar.dismiss()
        self._follow(self._jobs.start(self.tr("Reading the results"), work))

    def _follow(self, job: Job) -> None:
        job.succeeded.connect(self._take)
        job.failed.connect(self._bar.tell_error)
        self._bar.follow(job)

    def _take(self, matched: _Matched) -> None:
        """Mark what was found; a table that changed meanwhile is looked through again.

        Rows may have come or gone, and marks hold for what would go out: with another goal, for other keys.
        """
        document, refusals = self._session.document, matched.refusals
        if document is None:
            return
        if not self._session.still_has(matched.document):
            self._follow(
                self._jobs.start(self.tr("Reading the results"), lambda _: _matched(document, refusals))
            )
            return
        self._tell(matched.found)
        choices = document.choices.changed(results=matched.found.refused.results)
        if choices != document.choices:
            self._session.apply(SetChoices(Message(_TAKE_IN), choices))

    def _tell(self, found: _Found) -> None:
        strangers, count = found.refused.strangers, len(found.refused.rows)
        hint = self._of_strangers(strangers) if strangers else ""
        if not count:
            tone = Tone.WARNING if strangers else Tone.SUCCESS
            self._bar.tell(tone, self.tr("No row of this table was refused."), hint)
            return
        one = self.tr("1 row of this table was refused.")
        many = self.tr("{count} rows of this table were refused.")
        offers: list[Offer] = [
            (self.tr("Show them"), partial(self._show, found)),
            (self.tr("Leave out the others"), partial(self._leave_out_others, found)),
        ]
        words = (one if count == 1 else many).format(count=f"{count:,}")
        self._bar.tell(Tone.WARNING, words, hint, offers)
        self._told = f"{words} {hint}".strip()  # the bar says so only when the reading has left it

    def _forget(self) -> None:
        """What was told is about the rows of a table that is open no longer."""
        if self._told and self._bar.text() == self._told:
            self._bar.dismiss()
        self._told = ""

    def _show(self, found: _Found) -> None:
        self._navigation.to_rule(_RULE)
        self._tell(found)

    def _of_strangers(self, count: int) -> str:
        one = self.tr("1 error in the file is about a row that is not in this table.")
        many = self.tr("{count} errors in the file are about rows that are not in this table.")
        return (one if count == 1 else many).format(count=f"{count:,}")

    def _leave_out_others(self, found: _Found) -> None:
        """Of the rows that would go: so that the next upload holds only what was refused, mended."""
        document = self._session.document
        if document is None:
            return
        others = np.setdiff1d(document.ready_rows(), found.rows(document), assume_unique=True)
        if len(others):
            self._session.apply(leave_out(Message(_LEAVE_OTHERS), others))
