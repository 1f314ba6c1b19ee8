"""A session: the open document and its undo stack. The one place where a change becomes signals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoStack

from offconv_gui.core.messages import QT_TRANSLATE_NOOP, Message, UserError
from offconv_gui.core.progress import Progress
from offconv_gui.gui.edit_steps import EditCommand, Step
from offconv_gui.gui.followers import Follower, Followers
from offconv_gui.gui.i18n import translated
from offconv_gui.gui.jobs import Job, JobRunner

if TYPE_CHECKING:
    from offconv_gui.core.document import Change, Document
    from offconv_gui.core.edits import Edit

SMALL_TABLE = 50_000
"""Rows up to which any edit is applied at once: judging so few takes a few hundredths of a second."""

TOLD_AT_ONCE = 2_000
"""Rows up to which those who look at all rows are told of a change at once."""

SMALL_EDIT = 20_000
"""Cells up to which an edit is applied at once in a table of any length."""

SETTLING = 30
"""Milliseconds after an edit of a long table until counts and lists follow."""

_REFUSED = QT_TRANSLATE_NOOP("edits", "This step was not made: other work was under way")
_AGAIN = QT_TRANSLATE_NOOP("edits", "Make it again once that work has ended.")
_LATER = QT_TRANSLATE_NOOP("edits", "Check the ages of all rows again")


@dataclass(frozen=True)
class _Pending:
    """An edit that is being worked out beside the window, and what to do with the change it gives."""

    job: Job
    take: Callable[[Change], None]


class Session(QObject):
    """Holds at most one document; every change goes through `apply`, `undo` or `redo`.

    Edits that take long run as a job, and `busy_changed` tells that the table must not be edited meanwhile.
    The undo stack always tells the truth: a step that was refused, stopped or failed leaves no trace on it.
    """

    document_opened = Signal()
    """Another document is open, or none."""
    document_changed = Signal(bool, object)
    """Cells, choices or verdicts changed; True where rows were inserted or deleted. The second value holds
    the positions of the rows that can look otherwise, None where any can."""
    document_settled = Signal()
    """Those who follow (see `follow`) have heard of the last change."""
    saved_changed = Signal()
    """Whether, or in which file, the work is saved may have changed."""
    step_made = Signal(object)
    """A person's edit has been made, and everybody has heard of it: a `Step`. Not sent for undo and redo."""
    busy_changed = Signal(bool)
    failed = Signal(UserError)
    """An edit could not be made beside the window; nothing has changed."""

    def __init__(self, jobs: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self._jobs = jobs
        self._document: Document | None = None
        self._pending: _Pending | None = None
        self._ageing: Job | None = None
        self._index = 0
        self._step: Step | None = None
        self._place: Path | None = None
        self._exported: Document | None = None
        self._settling = False
        self._replaying = False
        self._followers = Followers(self)
        self._followers.told.connect(self.document_settled)
        self.undo_stack.cleanChanged.connect(self.saved_changed)

    @property
    def document(self) -> Document | None:
        return self._document

    @property
    def busy(self) -> bool:
        """A change is being worked out; until it is there, no other is accepted."""
        return self._pending is not None

    @property
    def is_settled(self) -> bool:
        """Those who follow know the document as it is."""
        return not self._followers.telling

    @property
    def is_modified(self) -> bool:
        """There are edits since the document was opened or last marked as saved."""
        return self._document is not None and not self.undo_stack.isClean()

    def follow(self, follower: Follower) -> None:
        """Tell this method of another document and of changes: the way for whoever looks at all rows.

        In a table of more than `TOLD_AT_ONCE` rows it is told once for edits that follow one another, after
        they are painted; in a smaller one at once.
        """
        self._followers.add(follower)

    @property
    def is_exported(self) -> bool:
        """Every row of the document as it is now has gone into files for the service, or was left out."""
        return _same_work(self._document, self._exported)

    def still_has(self, document: Document | None) -> bool:
        """Nothing but the clock has changed the open table since it was this one."""
        return _same_work(self._document, document)

    @property
    def is_at_risk(self) -> bool:
        """Something would be lost without the document: it is not saved, and not all of it is exported."""
        return self.busy or (self.is_modified and not self.is_exported)

    @property
    def place(self) -> Path | None:
        """The file that the work is saved in, older states of it included; None where there is none."""
        return self._place

    def open(self, document: Document | None) -> None:
        """Put another document in place of the open one; what was being worked out for it is dropped."""
        self._drop_pending()
        self._followers.stop()
        self._document = document
        self._index = 0
        is_work = document is not None and document.origin.source is not None
        self._place = Path(document.origin.path) if document is not None and is_work else None
        self._exported = None
        self.undo_stack.clear()
        self.document_opened.emit()
        self._tell_followers(0)

    def close(self) -> None:
        """Drop the document and what is being worked out, and wait for its thread: the window is closing."""
        self._jobs.shut_down()
        self.open(None)

    def mark_saved(self, saved: Document | None = None, place: Path | None = None) -> None:
        """The document was saved in `place` as it was then, or (None) as it is; if it is still the same,
        `is_modified` counts from here. Of a table that is no longer open there is nothing to mark."""
        if saved is not None and (self._document is None or self._document.origin is not saved.origin):
            return
        if place is not None:
            self._place = place
        if saved is None or _same_work(self._document, saved):
            self.undo_stack.setClean()
        self.saved_changed.emit()

    def mark_unsaved(self) -> None:
        """What is open differs from what its file holds, though no step was made."""
        self.undo_stack.resetClean()

    def mark_exported(self, document: Document) -> None:
        """Every row of this document has been written for the service, or was left out."""
        self._exported = document
        self.saved_changed.emit()

    def apply(self, edit: Edit) -> None:
        """Change the document, undoably.

        Ignored while another change is being worked out, and by whoever hears of an undo while it happens.
        """
        before = self._document
        if before is None or self.busy or self._replaying:
            return

        def push(change: Change) -> None:
            self._document = change.document
            self._step = Step(before, change.document, change.inverse)
            self._settle()
            self._index = self.undo_stack.index() + 1
            self.undo_stack.push(
                EditCommand(
                    translated(edit.title),
                    undo=partial(self._replay, change.inverse, -1),
                    redo=partial(self._replay, edit, 1),
                )
            )

        self._work(edit, push)

    def undo(self) -> None:
        """Take the last step back. Ignored while a change is being worked out."""
        if not self.busy:
            self.undo_stack.undo()

    def redo(self) -> None:
        """Make the step again that was taken back last. Ignored while a change is being worked out."""
        if not self.busy:
            self.undo_stack.redo()

    def advance(self, now: int) -> None:
        """Judge the document at a later moment; the clock is nobody's edit and cannot be undone.

        A long table is judged beside the window, and the verdicts are dropped if it was edited meanwhile: the
        clock will tick again.
        """
        document = self._document
        if document is None or self._jobs.busy:
            return
        if document.row_count <= SMALL_TABLE:
            self._replace(document.at(now))
            return

        def work(progress: Progress) -> Document:
            return document.at(now, progress)

        def take(later: Document) -> None:
            if self._document is document and not self.busy:
                self._replace(later)

        self._ageing = self._jobs.start(translated(Message(_LATER)), work)
        self._ageing.succeeded.connect(take)

    def _replay(self, edit: Edit, by: int) -> None:
        """Change the document on behalf of the undo stack, whose index goes on `by` so many then.

        The stack moves its index in any case, and is put back where the change does not come about.
        """
        index = self.undo_stack.index() + by
        if self._settling:
            return
        if self.busy:
            QTimer.singleShot(0, self._settle)
            return

        def take(change: Change) -> None:
            self._document = change.document
            self._index = index

        taken, self._replaying = False, True
        try:
            taken = self._work(edit, take)
        finally:
            self._replaying = False
            if not taken:
                QTimer.singleShot(0, self._settle)

    def _work(self, edit: Edit, take: Callable[[Change], None]) -> bool:
        """Work out a change, here or beside the window; False where other work stands in the way."""
        document = self._document
        assert document is not None
        cells = edit.reach().cells
        if document.row_count <= SMALL_TABLE or (cells is not None and cells <= SMALL_EDIT):
            self._take(document.apply(edit), take)
            return True
        if self._jobs.running not in (None, self._ageing):
            self.failed.emit(UserError(Message(_REFUSED), Message(_AGAIN)))
            return False

        def work(progress: Progress) -> Change:
            progress(0, 0)
            return document.apply(edit)

        job = self._jobs.start(translated(edit.title), work)
        self._pending = _Pending(job, take)
        job.succeeded.connect(self._on_succeeded)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_stopped)
        job.crashed.connect(self._on_stopped)
        self.busy_changed.emit(True)
        return True

    def _take(self, change: Change, take: Callable[[Change], None]) -> None:
        """Take a change over. Only when document and stack agree does anybody hear of it."""
        take(change)
        self._tell(change)

    def _tell(self, change: Change) -> None:
        step, self._step = self._step, None
        self._changed(change.moved_rows)
        if step is not None:
            self.step_made.emit(step)

    def _replace(self, document: Document) -> None:
        if document is not self._document:
            self._document = document
            self._changed(False)

    def _changed(self, moved_rows: bool) -> None:
        assert self._document is not None
        self.document_changed.emit(moved_rows, self._document.touched)
        self._tell_followers(0 if moved_rows else SETTLING)

    def _tell_followers(self, wait: int) -> None:
        if self._document is None or self._document.row_count <= TOLD_AT_ONCE:
            self._followers.tell()
        else:
            self._followers.tell_later(wait)

    def _on_succeeded(self, change: Change) -> None:
        pending = self._end_pending()
        if pending is not None:
            pending.take(change)
            self._settle()
            self.busy_changed.emit(False)
            self._tell(change)

    def _on_failed(self, error: UserError) -> None:
        self._on_stopped()
        self.failed.emit(error)

    def _on_stopped(self) -> None:
        if self._end_pending() is not None:
            self._settle()
            self.busy_changed.emit(False)

    def _end_pending(self) -> _Pending | None:
        """What the job that has just ended was for; None where nobody waits for it any more."""
        pending = self._pending
        if pending is None or self.sender() is not pending.job:
            return None
        self._pending = None
        return pending

    def _drop_pending(self) -> None:
        pending, self._pending = self._pending, None
        if pending is not None:
            pending.job.cancel()
            self.busy_changed.emit(False)

    def _settle(self) -> None:
        """Put the stack's index where the document is, without changing the document."""
        if self.busy or self._settling:
            return
        self._settling = True
        try:
            self.undo_stack.setIndex(self._index)
        finally:
            self._settling = False


def _same_work(one: Document | None, other: Document | None) -> bool:
    """Whether the same table is judged by the same choices, be it at different moments."""
    if one is None or other is None:
        return False
    return one.table is other.table and one.choices is other.choices
