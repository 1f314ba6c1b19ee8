"""The counts above the table: what they say, and what a person asks for with them."""

from __future__ import annotations

import numpy as np
import pytest
from builders import document, faultless
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from offconv_gui.core.edits import leave_out
from offconv_gui.core.messages import Message
from offconv_gui.gui.parts.fitting_label import FittingLabel
from offconv_gui.gui.session import Session
from offconv_gui.gui.widgets.count_chips import CountChips

GOOD = "2026-11-05T14:30:00Z"
EXPIRES_27_NOVEMBER = "2026-08-29T05:00:00Z"
EXPIRES_30_NOVEMBER = "2026-09-01T05:00:00Z"
EXPIRES_IN_FIVE_HOURS = "2026-08-26T05:30:00Z"
EXPIRES_IN_AN_HOUR = "2026-08-26T01:30:00Z"
EXPIRES_IN_HALF_AN_HOUR = "2026-08-26T00:30:00Z"


@pytest.fixture
def chips(qtbot: QtBot, session: Session) -> CountChips:
    chips = CountChips(session)
    qtbot.addWidget(chips)
    chips.resize(1332, 30)
    chips.show()
    qtbot.waitExposed(chips)
    return chips


def chip(chips: CountChips, name: str) -> QToolButton:
    [found] = chips.findChildren(QToolButton, name)
    return found


def notice(chips: CountChips) -> str:
    [found] = chips.findChildren(FittingLabel, "expiryNotice")
    return found.full_text()


def position(chips: CountChips) -> str:
    [found] = chips.findChildren(QLabel, "problemPosition")
    return found.text()


def open_rows(session: Session, *times: str, good: int = 0) -> None:
    rows = [faultless(place, TIME=time) for place, time in enumerate([*times, *[GOOD] * good])]
    session.open(document(rows))


# -- Counts -------------------------------------------------------------------------------------------------


def test_the_chips_count_the_rows_of_each_state(chips: CountChips, session: Session) -> None:
    open_rows(session, "", "", EXPIRES_27_NOVEMBER, good=3)
    texts = [chip(chips, name).text() for name in ("chipAll", "chipReady", "chipReview", "chipErrors")]
    assert texts == ["6 rows", "4 ready", "1 to review", "2 need fixing"]


def test_one_row_is_not_many(chips: CountChips, session: Session) -> None:
    open_rows(session, "")
    assert chip(chips, "chipAll").text() == "1 row"
    assert chip(chips, "chipErrors").text() == "1 needs fixing"


def test_thousands_are_grouped(chips: CountChips, session: Session) -> None:
    open_rows(session, good=1_204)
    assert chip(chips, "chipAll").text() == "1,204 rows"


def test_numbers_and_dates_are_written_as_the_words_around_them(chips: CountChips, session: Session) -> None:
    chips.setLocale(QLocale(QLocale.Language.German))
    open_rows(session, EXPIRES_27_NOVEMBER, good=1_204)
    assert chip(chips, "chipAll").text() == "1,205 rows"
    assert notice(chips).endswith("upload before 27 Nov")


def test_rows_left_out_get_a_chip_once_there_are_some(chips: CountChips, session: Session) -> None:
    open_rows(session, good=3)
    assert not chip(chips, "chipLeftOut").isVisible()
    session.apply(leave_out(Message("Leave out"), np.array([0, 2])))
    assert chip(chips, "chipLeftOut").isVisible()
    assert chip(chips, "chipLeftOut").text() == "2 left out"
    assert chip(chips, "chipReady").text() == "1 ready"


def test_the_counts_follow_undo(chips: CountChips, session: Session) -> None:
    open_rows(session, good=3)
    session.apply(leave_out(Message("Leave out"), np.array([0])))
    session.undo_stack.undo()
    assert chip(chips, "chipReady").text() == "3 ready"


def test_a_chip_is_read_out_with_its_count(chips: CountChips, session: Session) -> None:
    open_rows(session, good=3)
    assert chip(chips, "chipReady").accessibleName() == "3 ready"


# -- Filters ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "said"), [("chipReady", "ready"), ("chipReview", "review"), ("chipErrors", "errors")]
)
def test_a_chip_asks_for_its_filter(
    qtbot: QtBot, chips: CountChips, session: Session, name: str, said: str
) -> None:
    open_rows(session, "", good=1)
    with qtbot.waitSignal(chips.filter_chosen) as asked:
        chip(chips, name).click()
    assert asked.args == [said]
    assert chips.chosen() == said


def test_one_chip_is_pressed_in(chips: CountChips, session: Session) -> None:
    open_rows(session, good=1)
    chip(chips, "chipErrors").click()
    chip(chips, "chipReady").click()
    pressed = [one.objectName() for one in chips.findChildren(QToolButton) if one.isChecked()]
    assert pressed == ["chipReady"]


def test_choosing_for_the_person_says_nothing(qtbot: QtBot, chips: CountChips) -> None:
    with qtbot.assertNotEmitted(chips.filter_chosen):
        chips.choose("errors")
    assert chips.chosen() == "errors"


def test_another_table_begins_with_all_rows(chips: CountChips, session: Session) -> None:
    chips.choose("errors")
    open_rows(session, good=1)
    assert chips.chosen() == "all"


def test_with_the_last_row_put_back_all_rows_are_shown(
    qtbot: QtBot, chips: CountChips, session: Session
) -> None:
    open_rows(session, good=2)
    session.apply(leave_out(Message("Leave out"), np.array([0])))
    chip(chips, "chipLeftOut").click()
    with qtbot.waitSignal(chips.filter_chosen) as asked:
        session.undo_stack.undo()
    assert asked.args == ["all"]


# -- What expires -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("times", "words"),
    [
        (
            [EXPIRES_30_NOVEMBER, EXPIRES_27_NOVEMBER],
            "2 rows expire within 7 days — upload before 27 Nov",
        ),
        ([EXPIRES_30_NOVEMBER], "1 row expires within 7 days — upload before 30 Nov"),
        ([EXPIRES_IN_FIVE_HOURS], "1 row expires within 7 days — upload within 5 hours"),
        ([EXPIRES_IN_AN_HOUR], "1 row expires within 7 days — upload within 1 hour"),
        ([EXPIRES_IN_HALF_AN_HOUR], "1 row expires within 7 days — upload now"),
    ],
)
def test_what_expires_is_said_with_the_first_date(
    chips: CountChips, session: Session, times: list[str], words: str
) -> None:
    open_rows(session, *times, good=1)
    assert notice(chips) == words


def test_that_nothing_is_the_matter_is_said_in_so_many_words(chips: CountChips, session: Session) -> None:
    open_rows(session, good=4)
    assert notice(chips) == "No problems. 4 rows are ready."


def test_with_problems_and_nothing_expiring_nothing_is_said(chips: CountChips, session: Session) -> None:
    open_rows(session, "", good=4)
    assert notice(chips) == ""


def test_without_a_table_nothing_is_said(chips: CountChips) -> None:
    assert notice(chips) == ""


def test_a_narrow_window_still_shows_the_date(chips: CountChips, session: Session) -> None:
    open_rows(session, EXPIRES_27_NOVEMBER, good=1)
    [label] = chips.findChildren(FittingLabel, "expiryNotice")
    label.resize(label.fontMetrics().horizontalAdvance("Upload before 27 Nov") + 4, 20)
    assert label.text() == "Upload before 27 Nov"
    assert label.toolTip() == "1 row expires within 7 days — upload before 27 Nov"


# -- From problem to problem --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("index", "total", "words"),
    [(3, 73, "Problem 3 of 73"), (None, 73, "73 problems"), (None, 1, "1 problem"), (None, 0, "No problems")],
)
def test_the_position_among_the_problems_is_said(
    chips: CountChips, index: int | None, total: int, words: str
) -> None:
    chips.set_problem_position(index, total)
    assert position(chips) == words


def test_the_arrows_ask_for_the_next_and_the_previous_problem(qtbot: QtBot, chips: CountChips) -> None:
    chips.set_problem_position(1, 2)
    with qtbot.waitSignal(chips.next_wanted):
        chip(chips, "nextProblem").click()
    with qtbot.waitSignal(chips.previous_wanted):
        chip(chips, "previousProblem").click()


def test_without_problems_there_is_nowhere_to_go(chips: CountChips) -> None:
    chips.set_problem_position(None, 0)
    assert not chip(chips, "nextProblem").isEnabled()
    assert not chip(chips, "previousProblem").isEnabled()
