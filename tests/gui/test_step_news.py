"""What a step did is told with the way back, and no longer than it is the last step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from builders import document, faultless
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from offconv_gui.core import fixes
from offconv_gui.core.columns import typed
from offconv_gui.core.edits import SetCells
from offconv_gui.core.fields import Field
from offconv_gui.core.messages import Message, UserError
from offconv_gui.gui.preferences import ZONES, Preferences
from offconv_gui.gui.session import Session
from offconv_gui.gui.step_news import StepNews
from offconv_gui.gui.widgets.message_bar import MessageBar
from offconv_gui.gui.widgets.settings_bar import SettingsBar

LATE = "2026-11-23 20:00"
"""In New York already tomorrow in UTC, which is later than the moment the tests judge at."""


@pytest.fixture
def bar(qtbot: QtBot) -> MessageBar:
    bar = MessageBar()
    qtbot.addWidget(bar)
    return bar


@pytest.fixture
def settings(qtbot: QtBot, session: Session, clock: Callable[[], int], tmp_path: Path) -> SettingsBar:
    preferences = Preferences(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    preferences.set(ZONES, ("Europe/London",))
    settings = SettingsBar(session, preferences, clock)
    qtbot.addWidget(settings)
    return settings


@pytest.fixture
def news(session: Session, bar: MessageBar, settings: SettingsBar) -> StepNews:
    session.open(document([faultless(place, TIME=LATE) for place in range(8)]))
    return StepNews(session, bar, settings)


def rename(count: int, title: str = "Use the goal") -> SetCells:
    return SetCells(Message(title), Field.NAME, np.arange(count), typed(["Leads"] * count))


def press(bar: MessageBar, text: str) -> None:
    [button] = [one for one in bar.findChildren(QPushButton) if one.text() == text]
    button.click()


def test_an_awaited_step_is_told_and_can_be_undone(news: StepNews, session: Session, bar: MessageBar) -> None:
    news.await_step(Message("Use the goal"))
    session.apply(rename(3))
    assert bar.text() == "Changed 3 cells."
    press(bar, "Undo")
    assert session.document is not None
    assert session.document.table.cell(Field.NAME, 0) == "Closed deals"
    assert bar.isHidden()


def test_it_stays_told_while_its_undo_is_worked_out(
    qtbot: QtBot, news: StepNews, session: Session, bar: MessageBar, monkeypatch: pytest.MonkeyPatch
) -> None:
    news.await_step(Message("Use the goal"))
    session.apply(rename(3))
    for limit in ("SMALL_TABLE", "SMALL_EDIT"):
        monkeypatch.setattr(f"offconv_gui.gui.session.{limit}", 0)
    session.undo()
    assert (session.busy, bar.text()) == (True, "Changed 3 cells.")
    qtbot.waitUntil(lambda: not session.busy)
    assert bar.isHidden()


def test_rows_left_out_are_told(news: StepNews, session: Session, bar: MessageBar) -> None:
    assert session.document is not None
    edit = fixes.leave_out(session.document, np.arange(8))
    assert edit is not None
    news.await_step(edit.title)
    session.apply(edit)
    assert bar.text() == "Left out 8 rows."


def test_other_steps_are_not_told(news: StepNews, session: Session, bar: MessageBar) -> None:
    session.apply(rename(3))
    assert bar.text() == ""
    news.await_step(Message("Use the goal"))
    session.apply(rename(3, "Paste"))
    assert bar.text() == ""


def test_news_go_with_the_next_step(news: StepNews, session: Session, bar: MessageBar) -> None:
    news.await_step(Message("Use the goal"))
    session.apply(rename(3))
    session.apply(rename(1, "Type"))
    assert bar.isHidden()


def test_news_leave_what_others_told(news: StepNews, session: Session, bar: MessageBar) -> None:
    news.await_step(Message("Use the goal"))
    session.apply(rename(3))
    bar.tell_error(_error())
    session.apply(rename(1, "Type"))
    assert bar.text() == "No. Why"


def _error() -> UserError:
    return UserError(Message("No."), Message("Why"))


def test_a_zone_that_puts_rows_into_the_future_is_told(
    news: StepNews, session: Session, settings: SettingsBar, bar: MessageBar
) -> None:
    settings.use_zone("America/New_York")
    assert bar.text() == (
        "8 more rows need fixing: In the future 8 rows are up to an hour in the future. "
        "If the file is in London time, none of them is."
    )
    press(bar, "Undo")
    assert session.document is not None
    assert session.document.choices.zone == "UTC"


def test_the_zone_that_explains_them_is_one_click_away(
    news: StepNews, session: Session, settings: SettingsBar, bar: MessageBar
) -> None:
    settings.use_zone("America/New_York")
    press(bar, "Use London time")
    assert session.document is not None
    assert session.document.choices.zone == "Europe/London"
    assert session.document.counts().errors == 0
    assert bar.isHidden()


def test_a_choice_that_mends_is_not_told(
    news: StepNews, session: Session, settings: SettingsBar, bar: MessageBar
) -> None:
    session.open(document([faultless(place, TIME=LATE) for place in range(8)], zone=None))
    settings.use_zone("UTC")
    assert bar.text() == ""
