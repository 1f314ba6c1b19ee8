"""From a file or pasted rows to an open document: read in a job, and ask only where a guess is not sure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from offconv_gui.core.choices import Choices
from offconv_gui.core.document import Document
from offconv_gui.core.mapping import guess
from offconv_gui.core.messages import UserError
from offconv_gui.core.progress import Progress
from offconv_gui.gui.dialogs.layouts_dialog import LayoutsDialog
from offconv_gui.gui.dialogs.match_dialog import MatchDialog
from offconv_gui.gui.jobs import JobRunner
from offconv_gui.gui.opening_requests import Found, Request, find, in_saved_work
from offconv_gui.gui.parts.clipboard import texts_held
from offconv_gui.gui.preferences import GOAL_BOOK, ZONES, Preferences
from offconv_gui.gui.reading_words import how_it_was_read, whose_work_it_is
from offconv_gui.gui.session import Session
from offconv_gui.gui.widgets.message_bar import MessageBar, Tone
from offconv_gui.gui.widgets.zone_combo import ZoneCombo
from offconv_gui.io.documents import (
    judge,
    with_declared_zone,
)
from offconv_gui.io.kept_layouts import column_keys, keep_layout
from offconv_gui.io.layouts import Layout
from offconv_gui.io.samples import SAMPLES
from offconv_gui.io.saved_work import work_of


class Opening(QObject):
    """Opens one thing at a time; what is read is put into the session, what goes wrong into the bar."""

    def __init__(
        self,
        session: Session,
        jobs: JobRunner,
        preferences: Preferences,
        bar: MessageBar,
        clock: Callable[[], int],
        finish_editing: Callable[[], None],
        secure: Callable[[Callable[[], None]], None],
        window: QWidget,
    ) -> None:
        """`finish_editing` takes in what is being typed into a cell; `secure` goes on with what it is given,
        unless a person wants to keep the table that is open.
        """
        super().__init__(window)
        self._session = session
        self._jobs = jobs
        self._preferences = preferences
        self._bar = bar
        self._clock = clock
        self._finish_editing = finish_editing
        self._secure = secure
        self._window = window
        self._found: Found | None = None
        self._given_up: Document | None = None

    # -- What a person asks for -----------------------------------------------------------------------------

    def ask_for_file(self) -> None:
        """Let a person choose the file."""
        dialog = QFileDialog(self._window, self.tr("Open a file"))
        dialog.setObjectName("openFileDialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [
                self.tr(
                    "Tables and saved work (*.csv *.tsv *.txt *.xlsx *.xlsm *.xlsb *.xls *.ods *.fods *.xml "
                    "*.html *.zip *.offconv)"
                ),
                self.tr("Saved work (*.offconv)"),
                self.tr("All files (*)"),
            ]
        )
        recent = self._session.document.origin.path if self._session.document else ""
        if Path(recent).is_absolute():
            dialog.setDirectory(str(Path(recent).parent))
        dialog.fileSelected.connect(self.open_path)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def open_path(self, path: str) -> None:
        """Open a file as it tells itself how to be read."""
        self.open(Request(Path(path)))

    def paste(self) -> None:
        """Open the rows on the clipboard as a new table."""
        text, page = texts_held()
        if text.strip() or page.strip():
            self.open(Request(text=text, page=page))
        else:
            self._bar.tell(
                Tone.INFO,
                self.tr("There are no rows on the clipboard."),
                self.tr("Copy cells in your spreadsheet, with their headings, and paste again."),
            )

    def open_sample(self) -> None:
        """Open a table of invented deals, its dates made to fit today."""
        sample = SAMPLES[0]
        self.open(Request(sample=sample, choices=sample.choices))

    def open(self, request: Request) -> None:
        """Open what is asked for; where work would be lost, ask first."""
        if request.choices.goals is None and request.sample is None:
            goals = self._preferences.get(GOAL_BOOK)
            request = replace(request, choices=request.choices.changed(goals=goals))
        self._secure(partial(self._read, request))

    def change_columns(self) -> None:
        """Show the match screen for the table that is open."""
        found, document = self._found, self._session.document
        if found is None or document is None:
            return
        if found.opened.settled is not None:  # nothing is read again, and so nothing lost
            work = work_of(document)
            self._ask_again(in_saved_work(replace(found.request, choices=document.choices), work))
            return
        request = replace(found.request, choices=document.choices)
        self._secure(partial(self._ask_again, replace(found, request=request)))

    def update_layout(self) -> None:
        """Let the layout that the open table was read with keep what is chosen for it now."""
        found, document = self._found, self._session.document
        if found is None or document is None or not found.layout:
            return
        self._keep(found, found.layout, document.choices)

    def show_layouts(self) -> None:
        """Show the layouts that are kept."""
        dialog = LayoutsDialog(self._window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # -- Reading it -----------------------------------------------------------------------------------------

    def _read(self, request: Request) -> None:
        self._given_up = self._session.document
        now = self._clock()
        name = request.path.name if request.path else self.tr("rows")

        def work(progress: Progress) -> Found:
            return find(request, now, progress)

        job = self._jobs.start(self.tr("Opening {name}").format(name=name), work)
        job.succeeded.connect(self._take)
        job.failed.connect(self._fail)
        self._bar.follow(job)  # what it says stays till then: the table would move and be painted anew

    def _take(self, found: Found) -> None:
        if found.document is not None:
            self._show(found, found.document)
        else:
            self._ask(found)

    def _fail(self, error: UserError) -> None:
        self._bar.tell_error(error)

    def _ask_again(self, found: Found) -> None:
        self._given_up = self._session.document
        self._ask(found)

    def _ask(self, found: Found) -> None:
        zone = ZoneCombo(self._clock)
        zone.offer(self._preferences.get(ZONES))
        is_work = found.opened.settled is not None
        settled = found.request.says_columns or found.layout or is_work
        dialog = MatchDialog(
            None if is_work else found.request.path,
            found.opened,
            found.guesses,
            choices=with_declared_zone(found.opened, found.request.choices),
            now=self._clock(),
            jobs=self._jobs,
            zone_field=zone,
            options=found.request.read,
            targets=found.fields if settled else None,
            may_remember=found.request.sample is None and not is_work,
            layout_name=found.layout,
            constants=found.request.constants,
            parent=self._window,
        )
        dialog.accepted.connect(partial(self._accept, dialog, found.request))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _accept(self, dialog: MatchDialog, request: Request) -> None:
        settled = replace(request, read=dialog.options, choices=dialog.choices, constants=dialog.constants)
        opened, targets, now = dialog.opened, dialog.targets, self._clock()
        layout = dialog.layout_name or ""

        def work(progress: Progress) -> Found:
            document = judge(opened, targets, settled.choices, now, progress, settled.constants)
            return Found(settled, opened, guess(opened.grid), targets, document, layout, changed=True)

        job = self._jobs.start(self.tr("Checking the rows"), work)
        job.succeeded.connect(self._take_matched)
        job.failed.connect(self._fail)
        self._bar.follow(job)

    def _take_matched(self, found: Found) -> None:
        """Show what a person has matched, and keep the layout if they gave it a name."""
        self._take(found)
        if found.layout:
            self._keep(found, found.layout, found.request.choices)

    def _keep(self, found: Found, name: str, choices: Choices) -> None:
        keys = column_keys(found.opened.grid.headings)
        columns = dict(zip(keys, found.fields, strict=True))
        read = found.request.read
        if len(found.opened.origin.sheets) < 2:
            read = replace(read, sheet=None)
        try:
            keep_layout(Layout(name, columns, choices, read, found.request.constants))
        except UserError as error:
            self._bar.tell_error(error)

    def _show(self, found: Found, document: Document) -> None:
        """Put what was read in place of the open table; what was done to that meanwhile is asked about."""
        self._finish_editing()
        put = partial(self._put, found, document)
        if self._session.still_has(self._given_up):
            put()
        else:
            self._secure(put)

    def _put(self, found: Found, document: Document) -> None:
        self._found = replace(found, document=None)
        if found.request.path is not None:
            self._preferences.remember_file(str(found.request.path))
        self._session.open(document)
        words = how_it_was_read(document, found.layout)
        if found.opened.settled is not None:
            words = whose_work_it_is(document)
            if found.changed:
                self._session.mark_unsaved()
        self._bar.tell(Tone.INFO, words, "", [(self.tr("Change…"), self.change_columns)])
