"""Work beside the window."""

from __future__ import annotations

import threading

from PySide6.QtCore import QThread

from offconv_gui.core.messages import Message, UserError
from offconv_gui.core.progress import Cancelled


def test_the_result_arrives_in_the_main_thread(qtbot, jobs):
    places = []
    job = jobs.start("count", lambda progress: threading.current_thread() is threading.main_thread())

    def note(worked_in_main):
        places.append((worked_in_main, QThread.currentThread() is jobs.thread()))

    job.succeeded.connect(note)
    qtbot.waitUntil(lambda: bool(places))
    assert places == [(False, True)]


def test_a_runner_is_busy_until_the_result_is_there(qtbot, jobs):
    job = jobs.start("count", lambda progress: 1)
    assert (jobs.busy, jobs.running) == (True, job)
    with qtbot.waitSignal(jobs.ended):
        pass
    assert (jobs.busy, jobs.running) == (False, None)


def test_a_user_error_is_handed_on(qtbot, jobs):
    error = UserError(Message("No."), Message("Do otherwise."))

    def work(progress):
        raise error

    with qtbot.waitSignal(jobs.start("fail", work).failed) as failed:
        pass
    assert failed.args == [error]


def test_a_bug_is_told_as_a_traceback(qtbot, jobs):
    with qtbot.waitSignal(jobs.crashed) as crashed:
        jobs.start("fail", lambda progress: 1 // 0)
    assert "ZeroDivisionError" in crashed.args[0]


def test_work_is_stopped_at_its_next_report(qtbot, jobs):
    going, reported = threading.Event(), []

    def work(progress):
        going.wait(5)
        try:
            progress(1, 2)
        except Cancelled:
            reported.append("stopped")
            raise

    job = jobs.start("long", work)
    jobs.cancel()
    with qtbot.waitSignal(job.cancelled):
        going.set()
    assert reported == ["stopped"]


def test_the_result_of_work_that_was_stopped_is_dropped(qtbot, jobs):
    going, results = threading.Event(), []
    job = jobs.start("long", lambda progress: going.wait(5))
    job.succeeded.connect(results.append)
    jobs.cancel()
    with qtbot.waitSignal(job.cancelled):
        going.set()
    assert results == []


def test_new_work_takes_the_place_of_old(qtbot, jobs):
    going, results = threading.Event(), []
    old = jobs.start("old", lambda progress: going.wait(5))
    old.succeeded.connect(results.append)
    new = jobs.start("new", lambda progress: "new")
    new.succeeded.connect(results.append)
    going.set()
    with qtbot.waitSignal(jobs.ended):
        pass
    assert results == ["new"]


def test_progress_is_told_while_work_goes_on(qtbot, jobs):
    with qtbot.waitSignal(jobs.start("count", lambda progress: progress(3, 10)).progressed) as progressed:
        pass
    assert progressed.args == [3, 10]
