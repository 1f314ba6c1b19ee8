"""A session: the open document and its undo stack. The one place where a change becomes signals."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from offconv_gui.core.document import Change, Document
from offconv_gui.core.edits import Edit
from offconv_gui.core.progress import Progress
from offconv_gui.gui.i18n import translated
from offconv_gui.gui.jobs import JobRunner

SMALL_TABLE = 50_000
"""Rows up to which any edit is applied at once: judging so few takes a few hundredths of a second."""

SMALL_EDIT = 20_000
"""Cells up to which an edit is applied at once in a table of any length."""


class Session(QObject):
    """Holds at most one document; every change goes through `apply`, `undo_stack.undo` or `.redo`.

    Edits that take long run as a job, and `busy_changed` tells that the table must not be edited meanwhile.
    """

    document_opened = Signal()
    """Another document is open, or none."""
    document_changed = Signal(bool)
    """Cells, choices or verdicts changed; True where rows were inserted or deleted."""
    busy_changed = Signal(bool)

    def __init__(self, jobs: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self._jobs = jobs
        self._document: Document | None = None
        self._busy = False

    @property
    def document(self) -> Document | None:
        return self._document

    @property
    def busy(self) -> bool:
        return self._busy

    def open(self, document: Document | None) -> None:
        """Put another document in place of the open one."""
        self.undo_stack.clear()
        self._document = document
        self.document_opened.emit()

    def apply(self, edit: Edit) -> None:
        """Change the document, undoably. Ignored while another change is being worked out."""
        if self._document is None or self._busy:
            return

        def push(change: Change) -> None:
            self._take(change)
            self.undo_stack.push(_EditCommand(self, edit, change.inverse))

        self._work(edit, push)

    def advance(self, now: int) -> None:
        """Judge the document at a later moment; the clock is nobody's edit and cannot be undone."""
        if self._document is not None and not self._busy:
            self._document = self._document.at(now)
            self.document_changed.emit(False)

    def replay(self, edit: Edit) -> None:
        """Change the document on behalf of the undo stack."""
        self._work(edit, self._take)

    def _work(self, edit: Edit, take: Callable[[Change], None]) -> None:
        document = self._document
        assert document is not None
        cells = edit.reach().cells
        if document.row_count <= SMALL_TABLE or (cells is not None and cells <= SMALL_EDIT):
            take(document.apply(edit))
            return

        def work(progress: Progress) -> Change:
            progress(0, document.row_count)
            return document.apply(edit)

        self._set_busy(True)
        job = self._jobs.start(translated(edit.title), work)
        job.succeeded.connect(take)
        self._jobs.ended.connect(self._rest)

    def _take(self, change: Change) -> None:
        self._document = change.document
        self.document_changed.emit(change.moved_rows)

    def _rest(self) -> None:
        self._jobs.ended.disconnect(self._rest)
        self._set_busy(False)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.busy_changed.emit(busy)


class _EditCommand(QUndoCommand):
    """An edit on the undo stack. It was applied before it was pushed, so the first redo does nothing:

    `QUndoStack.push` keeps a command whose redo raised, and a failed edit must leave no step behind.
    """

    def __init__(self, session: Session, edit: Edit, inverse: Edit) -> None:
        super().__init__(translated(edit.title))
        self._session = session
        self._edit = edit
        self._inverse = inverse
        self._applied = True

    def redo(self) -> None:
        if self._applied:
            self._applied = False
            return
        self._session.replay(self._edit)

    def undo(self) -> None:
        self._session.replay(self._inverse)
