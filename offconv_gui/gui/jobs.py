"""Long work beside the window: one thread a job, progress and cancel, results delivered to the main thread.

Work is a function of a `Progress` that reads immutable input only, so that a person can go on meanwhile.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from offconv_gui.core.messages import UserError
from offconv_gui.core.progress import Cancelled, Progress
from offconv_gui.gui.crash import report

Work = Callable[[Progress], object]

_REPORT_EVERY = 0.05
"""Seconds between two reports of progress: more often is more than a person sees."""


class Job(QObject):
    """One piece of work under way. Exactly one of the last four signals ends it."""

    progressed = Signal(object, object)
    """Done and total, in the work's own unit; total 0 while unknown."""
    succeeded = Signal(object)
    failed = Signal(UserError)
    cancelled = Signal()
    crashed = Signal(str)
    """A bug: its report, without personal data."""

    # What the thread says comes in by the event loop: nothing is missed by those who connect first.
    _advanced = Signal(object, object)
    _ended = Signal(str, object)

    def __init__(self, title: str, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self.title = title
        self._work = work
        self._stop = threading.Event()
        self._reported = 0.0
        self._thread = threading.Thread(target=self._run, name=f"job: {title}", daemon=True)
        self._advanced.connect(self.progressed)
        self._ended.connect(self._deliver)

    def start(self) -> None:
        self._thread.start()

    def cancel(self) -> None:
        """Ask the work to stop; it does at its next report of progress. Its result is dropped in any case."""
        self._stop.set()

    def join(self) -> None:
        """Wait until the work has ended."""
        self._thread.join()

    def _run(self) -> None:
        try:
            result = self._work(self._report)
        except Cancelled:
            self._ended.emit("cancelled", None)
        except UserError as error:
            self._ended.emit("failed", error)
        except Exception as error:  # noqa: BLE001  (a bug in the background must not be lost)
            self._ended.emit("crashed", report(error))
        else:
            self._ended.emit("succeeded", result)

    def _report(self, done: int, total: int) -> None:
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._reported >= _REPORT_EVERY:
            self._reported = now
            self._advanced.emit(done, total)

    def _deliver(self, how: str, what: object) -> None:
        if how == "cancelled" or self._stop.is_set():
            self.cancelled.emit()
        elif how == "failed":
            self.failed.emit(what)
        elif how == "crashed":
            self.crashed.emit(str(what))
        else:
            self.succeeded.emit(what)


class JobRunner(QObject):
    """Starts jobs one at a time; a new one cancels the one before it, whose result is then dropped."""

    started = Signal(Job)
    ended = Signal()
    crashed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None

    @property
    def busy(self) -> bool:
        return self._job is not None

    @property
    def running(self) -> Job | None:
        """The job under way."""
        return self._job

    def start(self, title: str, work: Work) -> Job:
        """Begin work; connect to the job's signals before control returns to the event loop."""
        self.cancel()
        job = Job(title, work, self)
        job.crashed.connect(self.crashed)
        for signal in (job.succeeded, job.failed, job.cancelled, job.crashed):
            signal.connect(self._settle)
        self._job = job
        self.started.emit(job)
        job.start()
        return job

    def cancel(self) -> None:
        """Stop the running job, if there is one."""
        if self._job is not None:
            self._job.cancel()

    def shut_down(self) -> None:
        """Stop the running job and wait for its thread: nothing outlives the window."""
        if self._job is not None:
            self._job.cancel()
            self._job.join()

    def _settle(self) -> None:
        job = self.sender()
        if isinstance(job, Job):
            job.deleteLater()
        if job is self._job:
            self._job = None
            self.ended.emit()
