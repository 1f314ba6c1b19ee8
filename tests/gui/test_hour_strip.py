"""The strip of hours follows times and zone, and says in words what it shows."""

from __future__ import annotations

import numpy as np
import pytest
from builders import document, faultless
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from offconv_gui.core.columns import typed
from offconv_gui.core.edits import SetCells, SetChoices
from offconv_gui.core.fields import Field
from offconv_gui.core.messages import Message
from offconv_gui.gui.palette import colour
from offconv_gui.gui.session import Session
from offconv_gui.gui.widgets.hour_strip import HourStrip


@pytest.fixture
def strip(qtbot: QtBot, session: Session) -> HourStrip:
    strip = HourStrip(session)
    qtbot.addWidget(strip)
    clocks = ("09:10", "09:50", "17:30")
    rows = [faultless(place, TIME=f"2026-11-05 {clock}") for place, clock in enumerate(clocks)]
    session.open(document(rows))
    return strip


def bars(strip: HourStrip) -> list[str]:
    """The colour at the foot of each hour's bar."""
    strip.resize(strip.sizeHint())
    image = strip.grab().toImage()
    ratio = image.width() / strip.width()
    feet = [QColor(image.pixel(round((3 + 6 * hour) * ratio), image.height() - 3)) for hour in range(24)]
    names = {colour(name).name(): name for name in ("accent", "warning_mark")}
    return [names.get(foot.name(), "") for foot in feet]


def test_it_says_when_most_conversions_are(strip: HourStrip) -> None:
    assert strip.accessibleDescription() == "Most conversions are between 9 and 18, UTC time."


def test_hours_with_conversions_have_a_bar(strip: HourStrip) -> None:
    assert [hour for hour, bar in enumerate(bars(strip)) if bar] == [9, 17]


def test_hours_outside_the_working_day_are_of_another_colour(
    qtbot: QtBot, strip: HourStrip, session: Session
) -> None:
    session.apply(SetCells(Message("Type"), Field.TIME, np.array([0]), typed(["2026-11-05 03:00"])))
    qtbot.waitUntil(lambda: "between 3" in strip.accessibleDescription())
    assert bars(strip)[3] == "warning_mark"
    assert bars(strip)[9] == "accent"


def test_it_follows_the_zone(qtbot: QtBot, strip: HourStrip, session: Session) -> None:
    assert session.document is not None
    choices = session.document.choices.changed(zone="America/New_York")
    session.apply(SetChoices(Message("Choose"), choices))
    qtbot.waitUntil(lambda: "New York" in strip.accessibleDescription())
    assert "between 9 and 18" in strip.accessibleDescription()


def test_without_times_there_is_no_strip(strip: HourStrip, session: Session) -> None:
    assert not strip.isHidden()
    session.open(document([faultless(TIME="2026-11-05")]))
    assert strip.isHidden()
    session.open(None)
    assert strip.isHidden()
