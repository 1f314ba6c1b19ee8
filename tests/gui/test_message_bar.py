"""The message bar: one message at a time, and the progress of work that takes long."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from offconv_gui.core.messages import Message, UserError
from offconv_gui.core.progress import Progress
from offconv_gui.gui.jobs import JobRunner
from offconv_gui.gui.theme import Scheme, apply_theme
from offconv_gui.gui.widgets.message_bar import MessageBar, Tone


@pytest.fixture
def bar(qtbot: QtBot) -> MessageBar:
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.resize(900, 48)
    return bar


def button(bar: MessageBar, words: str) -> QPushButton:
    [found] = [one for one in bar.findChildren(QPushButton) if one.text() == words and one.isVisible()]
    return found


def progress(bar: MessageBar) -> QProgressBar:
    [found] = bar.findChildren(QProgressBar)
    return found


def close_button(bar: MessageBar) -> QToolButton:
    [found] = bar.findChildren(QToolButton, "dismissMessage")
    return found


class Work:
    """Work that goes on until it is let go, and all the while reports that it is where it was put."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.at = (0, 0)

    def __call__(self, progress: Progress) -> str:
        while not self.go.wait(0.01):
            progress(*self.at)
        return "done"


def test_the_bar_is_hidden_while_there_is_nothing_to_say(bar: MessageBar) -> None:
    assert not bar.isVisible()
    assert bar.text() == ""


@pytest.mark.parametrize("tone", Tone, ids=lambda tone: tone.name)
def test_a_message_is_shown_in_its_tone(bar: MessageBar, tone: Tone) -> None:
    bar.tell(tone, "The file is open.", "Go on.")
    assert bar.isVisible()
    assert bar.property("tone") == tone.value
    assert bar.text() == "The file is open. Go on."


def test_without_a_hint_its_line_is_gone(bar: MessageBar) -> None:
    bar.tell(Tone.INFO, "The file is open.")
    [hint] = bar.findChildren(QLabel, "messageHint")
    assert not hint.isVisible()


def test_words_are_not_taken_for_markup(bar: MessageBar) -> None:
    bar.tell(Tone.INFO, "<b>Deals</b> & more")
    [title] = bar.findChildren(QLabel, "messageTitle")
    assert title.textFormat() is Qt.TextFormat.PlainText


def test_an_error_says_what_to_do(bar: MessageBar) -> None:
    bar.tell_error(UserError(Message("{file} is locked.", {"file": "a.csv"}), Message("Close it elsewhere.")))
    assert bar.text() == "a.csv is locked. Close it elsewhere."
    assert bar.property("tone") == "error"


def test_a_message_can_be_dismissed(bar: MessageBar) -> None:
    bar.tell(Tone.INFO, "The file is open.")
    close_button(bar).click()
    assert not bar.isVisible()


def test_escape_dismisses_it(qtbot: QtBot, bar: MessageBar) -> None:
    bar.tell(Tone.INFO, "The file is open.")
    qtbot.keyClick(bar, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_an_offer_is_taken_up_and_dismisses(bar: MessageBar) -> None:
    done: list[str] = []

    def change() -> None:
        done.append("changed")

    bar.tell(Tone.INFO, "Read as semicolon.", "", [("Change…", change)])
    button(bar, "Change…").click()
    assert done == ["changed"]
    assert not bar.isVisible()


def test_what_an_offer_does_may_tell_something_new(bar: MessageBar) -> None:
    def tell() -> None:
        bar.tell(Tone.SUCCESS, "Done.")

    bar.tell(Tone.INFO, "Ready?", "", [("Go", tell)])
    button(bar, "Go").click()
    assert bar.isVisible()
    assert bar.text() == "Done."


def test_a_new_message_takes_the_old_ones_place(qtbot: QtBot, bar: MessageBar) -> None:
    bar.tell(Tone.INFO, "First.", "", [("Change…", str)])
    bar.tell(Tone.WARNING, "Second.")
    assert bar.text() == "Second."
    assert [one for one in bar.findChildren(QPushButton) if one.isVisible()] == []


# -- Work under way -----------------------------------------------------------------------------------------


def test_quick_work_is_not_worth_a_word(qtbot: QtBot, bar: MessageBar, jobs: JobRunner) -> None:
    work = Work()
    work.go.set()
    with qtbot.waitSignal(jobs.ended):
        bar.follow(jobs.start("Opening deals.csv", work))
    assert not bar.isVisible()


def test_long_work_shows_its_progress(qtbot: QtBot, bar: MessageBar, jobs: JobRunner) -> None:
    work = Work()
    bar.follow(jobs.start("Opening deals.csv", work))
    qtbot.waitUntil(bar.isVisible)
    assert bar.text() == "Opening deals.csv"
    assert not close_button(bar).isVisible()
    work.at = (250, 1_000)
    qtbot.waitUntil(lambda: progress(bar).value() == 250)
    assert progress(bar).maximum() == 1_000
    with qtbot.waitSignal(jobs.ended):
        work.go.set()
    assert not bar.isVisible()


def test_while_the_length_is_unknown_the_bar_only_moves(
    qtbot: QtBot, bar: MessageBar, jobs: JobRunner
) -> None:
    work = Work()
    bar.follow(jobs.start("Opening deals.csv", work))
    qtbot.waitUntil(bar.isVisible)
    assert (progress(bar).minimum(), progress(bar).maximum()) == (0, 0)
    with qtbot.waitSignal(jobs.ended):
        work.go.set()


def test_long_work_can_be_cancelled(qtbot: QtBot, bar: MessageBar, jobs: JobRunner) -> None:
    job = jobs.start("Opening deals.csv", Work())
    bar.follow(job)
    qtbot.waitUntil(bar.isVisible)
    with qtbot.waitSignal(job.cancelled):
        button(bar, "Cancel").click()
    assert not bar.isVisible()


def test_after_the_work_the_message_before_it_is_back(qtbot: QtBot, bar: MessageBar, jobs: JobRunner) -> None:
    bar.tell(Tone.INFO, "Read as semicolon.", "", [("Change…", str)])
    work = Work()
    bar.follow(jobs.start("Checking all rows", work))
    qtbot.waitUntil(progress(bar).isVisible)
    with qtbot.waitSignal(jobs.ended):
        work.go.set()
    assert bar.text() == "Read as semicolon."
    assert button(bar, "Change…").isVisible()


def test_progress_takes_no_more_room_than_a_message(
    qtbot: QtBot, qapp: QApplication, bar: MessageBar, jobs: JobRunner
) -> None:
    apply_theme(qapp, Scheme.LIGHT)
    bar.tell(Tone.INFO, "Read as semicolon.", "", [("Change…", str)])
    before = bar.heightForWidth(900)
    work = Work()
    bar.follow(jobs.start("Checking all rows", work))
    qtbot.waitUntil(progress(bar).isVisible)
    assert bar.heightForWidth(900) == before
    with qtbot.waitSignal(jobs.ended):
        work.go.set()


def test_what_is_told_during_the_work_is_shown_after_it(
    qtbot: QtBot, bar: MessageBar, jobs: JobRunner
) -> None:
    work = Work()
    bar.follow(jobs.start("Checking all rows", work))
    qtbot.waitUntil(progress(bar).isVisible)
    bar.tell(Tone.WARNING, "Later.")
    assert bar.text() == "Checking all rows"
    with qtbot.waitSignal(jobs.ended):
        work.go.set()
    assert bar.text() == "Later."


def test_a_job_that_was_overtaken_does_not_end_the_next_ones_progress(
    qtbot: QtBot, bar: MessageBar, jobs: JobRunner
) -> None:
    first = jobs.start("First", Work())
    bar.follow(first)
    second = Work()
    with qtbot.waitSignal(first.cancelled):
        bar.follow(jobs.start("Second", second))
    qtbot.waitUntil(bar.isVisible)
    assert bar.text() == "Second"
    with qtbot.waitSignal(jobs.ended):
        second.go.set()
    assert not bar.isVisible()
