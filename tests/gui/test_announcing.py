"""What a screen reader is told wherever the focus is: counts after a step, and the problem arrived at."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from builders import document, faultless
from pytestqt.qtbot import QtBot

from offconv_gui.core.edits import LeaveOut
from offconv_gui.core.messages import Message
from offconv_gui.gui.jobs import JobRunner
from offconv_gui.gui.parts import announcing
from offconv_gui.gui.session import Session
from offconv_gui.gui.widgets.count_chips import CountChips


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
def session(qtbot: QtBot) -> Iterator[Session]:
    jobs = JobRunner()
    yield Session(jobs)
    jobs.shut_down()


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
