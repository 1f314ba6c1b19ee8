"""What came back after an upload: read from a file, and marked in the table."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from offconv_gui.core.edits import SetChoices, leave_out
from offconv_gui.core.messages import QT_TRANSLATE_NOOP, Message
from offconv_gui.core.progress import Progress
from offconv_gui.core.rules import PLACES
from offconv_gui.gui.jobs import JobRunner
from offconv_gui.gui.navigation import Navigation
from offconv_gui.gui.session import Session
from offconv_gui.gui.widgets.message_bar import MessageBar, Offer, Tone
from offconv_gui.io.refused_rows import RefusedRows, refused_rows
from offconv_gui.io.results_csv import read_results

_RULE = "refused-by-service"
_TAKE_IN = QT_TRANSLATE_NOOP("edits", "Take in the results of an upload")
_LEAVE_OTHERS = QT_TRANSLATE_NOOP("edits", "Leave out what was not refused")


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

        def work(progress: Progress) -> RefusedRows:
            return refused_rows(document, read_results(Path(path), progress))

        job = self._jobs.start(self.tr("Reading the results"), work)
        job.succeeded.connect(self._take)
        job.failed.connect(self._bar.tell_error)
        self._bar.dismiss()
        self._bar.follow(job)

    def _take(self, found: RefusedRows) -> None:
        document = self._session.document
        if document is None:
            return
        self._tell(found)
        choices = document.choices.changed(results=found.results)
        if choices != document.choices:
            self._session.apply(SetChoices(Message(_TAKE_IN), choices))

    def _tell(self, found: RefusedRows) -> None:
        hint = self._of_strangers(found.strangers) if found.strangers else ""
        count = len(found.rows)
        if not count:
            tone = Tone.WARNING if found.strangers else Tone.SUCCESS
            self._bar.tell(tone, self.tr("No row of this table was refused."), hint)
            return
        one = self.tr("1 row of this table was refused.")
        many = self.tr("{count} rows of this table were refused.")
        offers: list[Offer] = [
            (self.tr("Show them"), partial(self._show, found)),
            (self.tr("Leave out the others"), self._leave_out_others),
        ]
        self._bar.tell(Tone.WARNING, (one if count == 1 else many).format(count=f"{count:,}"), hint, offers)

    def _show(self, found: RefusedRows) -> None:
        self._navigation.to_rule(_RULE)
        self._tell(found)

    def _of_strangers(self, count: int) -> str:
        one = self.tr("1 error in the file is about a row that is not in this table.")
        many = self.tr("{count} errors in the file are about rows that are not in this table.")
        return (one if count == 1 else many).format(count=f"{count:,}")

    def _leave_out_others(self) -> None:
        """Of the rows that would go: so that the next upload holds only what was refused, mended."""
        document = self._session.document
        if document is None:
            return
        ready = document.ready_rows()
        others = ready[~document.issues.mask(1 << PLACES[_RULE])[ready]]
        if len(others):
            self._session.apply(leave_out(Message(_LEAVE_OTHERS), others))
