"""Saving the work on a table, in a file of its own or the one it has, and asking before it is lost."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from offconv_gui.core.document import Document
from offconv_gui.core.messages import UserError
from offconv_gui.core.progress import Progress
from offconv_gui.gui import questions
from offconv_gui.gui.jobs import JobRunner
from offconv_gui.gui.parts.announcing import announce
from offconv_gui.gui.preferences import Preferences
from offconv_gui.gui.session import Session
from offconv_gui.gui.widgets.message_bar import MessageBar
from offconv_gui.io.saved_work import SUFFIX, save_work
from offconv_gui.io.whole_files import Written, stamp_of


class Saving(QObject):
    """Saves beside all other work: what is saved is one state of the table, and nothing else can stop it."""

    stayed = Signal()
    """What `secure` was to go on with is off: a person wants to stay, or the work could not be saved."""

    def __init__(
        self, session: Session, jobs: JobRunner, preferences: Preferences, bar: MessageBar, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session = session
        self._jobs = JobRunner(self)
        self._jobs.crashed.connect(jobs.crashed)
        self._preferences = preferences
        self._bar = bar
        self._window = window
        self._waiting: list[Callable[[], None]] = []
        """What goes on once the table may go, in the order in which it was asked for."""
        self._asked = False
        """A person is being asked about the first of them, or what they answered is being done."""
        self._waits = False
        """It is to be saved once more, when what is under way has ended."""
        self._told = ""
        self._stamp: tuple[int, int] | None = None
        """That of the work's file when it was opened or saved here: others may save into it meanwhile."""
        session.document_opened.connect(self._look_at_place)
        session.busy_changed.connect(self._save_what_waited)

    # -- What a person asks for -----------------------------------------------------------------------------

    def save(self) -> None:
        """Save into the file that the work has; where it has none yet, ask for one."""
        place = self._session.place
        if self._session.document is None:
            return
        if self._jobs.busy or (place is not None and self._session.busy):
            self._waits = True
        elif place is None:
            self.save_as()
        elif stamp_of(place) not in (None, self._stamp):
            replace = partial(self.write, place)
            questions.ask_to_replace(self._window, place.name, replace, self.save_as, self._stay)
        else:
            self.write(place)

    def save_as(self) -> None:
        """Let a person choose the file."""
        document, place = self._session.document, self._session.place
        if document is None:
            return
        dialog = QFileDialog(self._window, self.tr("Save work"))
        dialog.setObjectName("saveWorkDialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Saved work (*{suffix})").format(suffix=SUFFIX)])
        dialog.setDefaultSuffix(SUFFIX.lstrip("."))
        beside = place or Path(document.origin.path)
        if beside.is_absolute():
            dialog.setDirectory(str(beside.parent))
        stem = place.stem if place else Path(document.origin.source_name).stem
        dialog.selectFile(f"{stem or self.tr('Pasted rows')}{SUFFIX}")
        dialog.fileSelected.connect(self._take_place)
        dialog.rejected.connect(self._stay)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take_place(self, path: str) -> None:
        """The file dialog has asked before an older file goes, but not where its name lacked our ending."""
        chosen = Path(path)
        if chosen.suffix.lower() == SUFFIX:
            self.write(chosen)
        else:
            self.write(chosen.with_name(chosen.name + SUFFIX), overwrite=False)

    # -- Before the table goes ------------------------------------------------------------------------------

    @property
    def is_safe(self) -> bool:
        """Nothing would be lost if the table went now."""
        return not self._session.is_at_risk and not self._jobs.busy

    def secure(self, go_on: Callable[[], None]) -> None:
        """Go on at once, or as soon as the work is saved, or may be lost because a person says so.

        While somebody is being asked already, it waits its turn.
        """
        if go_on not in self._waiting:
            self._waiting.append(go_on)
        if not self._asked:
            self._go_on()

    def _go_on(self) -> None:
        """Do what waits, as far as nothing is lost by it; about the rest ask."""
        self._asked = False
        while self._waiting and self.is_safe:
            self._waiting.pop(0)()
        if self._waiting and not (self._asked or self._waits or self._jobs.busy):
            self._asked = True
            questions.ask_to_save(self._window, self.save, self._discard, self._stay)

    def _discard(self) -> None:
        """The table may be lost, to all that waits."""
        self._waits = False
        lost = self._session.document
        self._waiting.pop(0)()
        while self._waiting and self._session.still_has(lost):
            self._waiting.pop(0)()
        self._go_on()

    def _stay(self, *_: object) -> None:
        self._waits = False
        del self._waiting[:1]
        self.stayed.emit()
        self._go_on()

    # -- Doing it -------------------------------------------------------------------------------------------

    def write(self, path: Path, *, overwrite: bool = True) -> None:
        """Save the table as it is now into this file."""
        document = self._session.document
        if document is None:
            return

        def work(progress: Progress) -> Written:
            return save_work(document, path, overwrite=overwrite, progress=progress)

        job = self._jobs.start(self.tr("Saving {name}").format(name=path.name), work)
        job.succeeded.connect(partial(self._finish, document, path))
        job.failed.connect(self._fail)
        job.cancelled.connect(self._stay)
        job.crashed.connect(self._stay)
        self._bar.follow(job)

    def shut_down(self) -> None:
        """Stop what is under way: the window is closing."""
        self._waits = False
        self._waiting.clear()
        self._jobs.shut_down()

    def _save_what_waited(self) -> None:
        if self._waits and not (self._session.busy or self._jobs.busy):
            self._waits = False
            self.save()

    def _look_at_place(self) -> None:
        place = self._session.place
        self._stamp = stamp_of(place) if place is not None else None

    def _finish(self, document: Document, path: Path, written: Written) -> None:
        self._session.mark_saved(document, path)
        self._look_at_place()
        self._preferences.remember_file(str(path))
        announce(self._window, self.tr("Saved"))
        if self._told and self._bar.text() == self._told:  # that it could not be saved is no longer so
            self._bar.dismiss()
        self._told = ""
        self._save_what_waited()
        self._go_on()

    def _fail(self, error: UserError) -> None:
        self._bar.tell_error(error, [(self.tr("Save work as…"), self.save_as)])
        self._told = self._bar.text()
        self._stay()
