"""What a screen reader is told wherever the focus is: counts after a step, and the problem arrived at."""

from __future__ import annotations

import threading
from functools import partial

import numpy as np
import pytest
from builders import document, faultless
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from offconv_gui.core.edits import LeaveOut
from offconv_gui.core.messages import Message
from offconv_gui.gui.jobs import JobRunner
from offconv_gui.gui.parts import announcing
from offconv_gui.gui.session import Session
from offconv_gui.gui.widgets.count_chips import CountChips
from offconv_gui.gui.widgets.message_bar import MessageBar, Tone


class Reader:
    """Stands in for the way to the screen reader."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def updateAccessibility(self, event: object) -> None:
        self.heard.append(event.message())  # type: ignore[attr-defined]


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    reader = Reader()
    monkeypatch.setattr(announcing, "QAccessible", reader)
    return reader


@pytest.fixture
def chips(qtbot: QtBot, session: Session) -> CountChips:
    chips = CountChips(session)
    qtbot.addWidget(chips)
    session.open(document([faultless(0), faultless(1, CLICK_ID="")]))
    return chips


def leave_out(session: Session, row: int) -> None:
    session.apply(LeaveOut(Message("Leave out"), np.array([row]), np.array([True])))


def test_counts_are_told_after_a_step_and_after_taking_it_back(
    reader: Reader, chips: CountChips, session: Session
) -> None:
    leave_out(session, 1)
    assert reader.heard == ["1 ready, 0 to review, 0 need fixing"]
    session.undo()
    assert reader.heard[1:] == ["1 ready, 0 to review, 1 needs fixing"]


def test_counts_that_stay_and_those_of_another_table_are_not_told(
    reader: Reader, chips: CountChips, session: Session
) -> None:
    chips.refresh()
    session.open(document([faultless(0), faultless(1), faultless(2)]))
    assert reader.heard == []


def test_the_problem_arrived_at_is_told(reader: Reader, chips: CountChips) -> None:
    chips.set_problem_position(3, 73)
    chips.announce_position()
    assert reader.heard == ["Problem 3 of 73"]


def test_nothing_is_not_told(reader: Reader, chips: CountChips) -> None:
    announcing.announce(chips, "")
    assert reader.heard == []


@pytest.fixture
def bar(qtbot: QtBot) -> MessageBar:
    bar = MessageBar()
    qtbot.addWidget(bar)
    return bar


@pytest.mark.parametrize("before", [[], ["Saved work."]])
def test_what_is_told_at_the_end_of_quick_work_is_said_once(
    qtbot: QtBot, reader: Reader, bar: MessageBar, before: list[str]
) -> None:
    jobs = JobRunner(bar)
    for words in before:
        bar.tell(Tone.INFO, words)
    with qtbot.waitSignal(jobs.ended):
        job = jobs.start("Opening deals.csv", lambda progress: "")
        job.succeeded.connect(partial(bar.tell, Tone.INFO, "Read as semicolon."))
        bar.follow(job)
    qtbot.waitUntil(bar.isVisible)
    assert reader.heard == [*before, "Read as semicolon."]


def test_quick_work_repeats_no_message_and_leaves_its_button(
    qtbot: QtBot, reader: Reader, bar: MessageBar
) -> None:
    bar.tell(Tone.INFO, "Read as semicolon.", "", [("Change…", str)])
    buttons = bar.findChildren(QPushButton)
    jobs = JobRunner(bar)
    with qtbot.waitSignal(jobs.ended):
        bar.follow(jobs.start("Checking all rows", lambda progress: None))
    assert reader.heard == ["Read as semicolon."]
    assert bar.findChildren(QPushButton) == buttons


def test_a_message_that_comes_back_behind_progress_is_no_news(
    qtbot: QtBot, reader: Reader, bar: MessageBar
) -> None:
    bar.tell(Tone.INFO, "Read as semicolon.")
    go, jobs = threading.Event(), JobRunner(bar)
    bar.follow(jobs.start("Checking all rows", lambda progress: go.wait()))
    qtbot.waitUntil(lambda: len(reader.heard) == 2)
    with qtbot.waitSignal(jobs.ended):
        go.set()
    assert bar.text() == "Read as semicolon."
    assert reader.heard == ["Read as semicolon.", "Checking all rows"]
