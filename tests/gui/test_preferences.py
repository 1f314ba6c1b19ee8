"""What is remembered comes back, and what is broken counts as never written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QSettings

from offconv_gui.core.choices import Choices
from offconv_gui.core.goals import CountType, Goal, GoalBook, GoalStatus
from offconv_gui.gui import preferences as module
from offconv_gui.gui.column_layout import ColumnLayout
from offconv_gui.gui.preferences import (
    CURRENCY,
    FILES,
    GEOMETRY,
    GOALS,
    LAYOUT,
    MOST_FILES,
    MOST_GOALS,
    PREFERENCES,
    SCHEME,
    SPLITTERS,
    TEXT_PERCENT,
    ZONE,
    ZONES,
    Preference,
    Preferences,
    open_settings,
)
from offconv_gui.gui.theme import Scheme

EXAMPLES: dict[str, Any] = {
    "choices/goals": (Goal("Closed, “big” deals; ünïcode", CountType.UNIQUE, 90), Goal("Leads")),
    "choices/goal_book": GoalBook(
        (
            Goal("Closed deals", CountType.UNIQUE, 90, currency="EUR", created=1_795_478_400),
            Goal("Old", status=GoalStatus.PAUSED, kind="Event"),
        ),
        from_account=True,
    ),
    "choices/currency": "EUR",
    "choices/zone": "America/New_York",
    "choices/zones": ("Europe/Berlin", "Asia/Kolkata"),
    "files/recent": ("/exports/a, b.csv", "/exports/ä.xlsx"),
    "window/geometry": b"\x00\x01\xff",
    "window/state": b"\x02",
    "window/splitters": {"panes": b"\x03\x00", "header": b""},
    "window/columns": ColumnLayout({"Deal ID": 7.25}, ("Deal ID",), frozenset({"Expires"})),
    "look/scheme": Scheme.DARK,
    "look/text_percent": 150,
}
BROKEN = ["", "{", "null", "[]", "7", '"x"', '{"a": 1}', '[{"name": ""}]', '["", 3]', "1e999", "-1", "[[1]]"]


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "settings.ini")


@pytest.fixture
def preferences(path: str) -> Preferences:
    return Preferences(open_settings(path))


def test_there_is_an_example_of_each() -> None:
    assert set(EXAMPLES) == {preference.key for preference in PREFERENCES}


def test_every_preference_is_on_the_roll() -> None:
    beside = [thing for thing in vars(module).values() if isinstance(thing, Preference)]
    assert [one for one in beside if one not in PREFERENCES] == []


@pytest.mark.parametrize("preference", PREFERENCES, ids=lambda one: one.key)
def test_a_setting_comes_back_from_the_file(path: str, preference: Preference[Any]) -> None:
    first = Preferences(open_settings(path))
    first.set(preference, EXAMPLES[preference.key])
    first.save()
    assert Preferences(open_settings(path)).get(preference) == EXAMPLES[preference.key]


@pytest.mark.parametrize("preference", PREFERENCES, ids=lambda one: one.key)
def test_what_was_never_written_reads_as_the_default(
    preferences: Preferences, preference: Preference[Any]
) -> None:
    assert preferences.get(preference) == preference.default


@pytest.mark.parametrize("preference", PREFERENCES, ids=lambda one: one.key)
@pytest.mark.parametrize("stored", BROKEN)
def test_what_is_broken_is_passed_over(path: str, preference: Preference[Any], stored: str) -> None:
    raw = QSettings(path, QSettings.Format.IniFormat)
    raw.setValue(preference.key, stored)
    value = Preferences(raw).get(preference)
    assert type(value) in (type(preference.default), type(EXAMPLES[preference.key]))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stored=st.text(max_size=40))
def test_no_text_in_the_file_is_fatal(path: str, stored: str) -> None:
    raw = QSettings(path, QSettings.Format.IniFormat)
    for preference in PREFERENCES:
        raw.setValue(preference.key, stored)
        Preferences(raw).get(preference)


def test_a_size_out_of_bounds_is_passed_over(preferences: Preferences) -> None:
    preferences.set(TEXT_PERCENT, 900)
    assert preferences.get(TEXT_PERCENT) == 100


def test_an_unknown_scheme_is_passed_over(path: str) -> None:
    raw = QSettings(path, QSettings.Format.IniFormat)
    raw.setValue("look/scheme", '"purple"')
    assert Preferences(raw).get(SCHEME) is Scheme.SYSTEM


def test_choices_are_kept_for_the_next_file(preferences: Preferences) -> None:
    goal = Goal("Closed deals", CountType.UNIQUE, 60)
    preferences.remember_choices(Choices(goal=goal, currency="EUR", zone="Europe/Berlin"))
    assert preferences.get(GOALS) == (goal,)
    assert preferences.get(CURRENCY) == "EUR"
    assert preferences.get(ZONE) == "Europe/Berlin"
    assert preferences.get(ZONES) == ("Europe/Berlin",)


def test_a_choice_not_made_leaves_the_earlier_one(preferences: Preferences) -> None:
    preferences.remember_choices(Choices(currency="EUR"))
    preferences.remember_choices(Choices(zone="own"))
    assert preferences.get(CURRENCY) == "EUR"
    assert preferences.get(ZONE) == "own"
    assert preferences.get(ZONES) == ()


def test_a_goal_used_again_comes_first_and_once(preferences: Preferences) -> None:
    for name, days in (("Deals", 30), ("Leads", 30), ("Deals", 90)):
        preferences.remember_choices(Choices(goal=Goal(name, window_days=days)))
    assert preferences.get(GOALS) == (Goal("Deals", window_days=90), Goal("Leads"))


def test_lists_do_not_grow_for_ever(preferences: Preferences) -> None:
    for number in range(60):
        preferences.remember_choices(Choices(goal=Goal(f"Goal {number}")))
        preferences.remember_file(f"/exports/{number}.csv")
    assert len(preferences.get(GOALS)) == MOST_GOALS
    assert len(preferences.get(FILES)) == MOST_FILES
    assert Path(preferences.get(FILES)[0]).name == "59.csv"


def test_the_layout_can_be_forgotten_alone(preferences: Preferences) -> None:
    preferences.set(GEOMETRY, b"\x01")
    preferences.set(SPLITTERS, {"panes": b"\x01"})
    preferences.set(CURRENCY, "EUR")
    preferences.forget(*LAYOUT)
    assert preferences.get(GEOMETRY) == b""
    assert preferences.get(SPLITTERS) == {}
    assert preferences.get(CURRENCY) == "EUR"


def test_settings_of_their_own_lie_in_the_file_named(path: str) -> None:
    assert Path(open_settings(path).fileName()) == Path(path)
