"""The settings bar: every choice is one undoable edit, and the bar shows what holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from builders import document, faultless
from PySide6.QtCore import QPoint, QPointF, QSettings, QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QSpinBox,
    QToolButton,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

from offconv_gui.core.choices import Choices, DateOrder, DecimalMark
from offconv_gui.core.document import Document
from offconv_gui.core.edits import SetChoices
from offconv_gui.core.goals import CountType, Goal
from offconv_gui.core.messages import Message
from offconv_gui.gui.preferences import CURRENCY, GOALS, ZONE, ZONES, Preferences
from offconv_gui.gui.session import Session
from offconv_gui.gui.theme import Scheme, apply_theme
from offconv_gui.gui.widgets.choice_combo import ChoiceCombo
from offconv_gui.gui.widgets.goal_combo import GoalCombo
from offconv_gui.gui.widgets.search_combo import SearchCombo
from offconv_gui.gui.widgets.settings_bar import SettingsBar
from offconv_gui.gui.widgets.time_of_day_combo import TimeOfDayCombo
from offconv_gui.gui.widgets.zone_combo import ZoneCombo

DEALS = Goal("Closed deals", CountType.ALL, 90)
LEADS = Goal("Qualified leads", CountType.UNIQUE, 30)


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    preferences = Preferences(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    preferences.set(GOALS, (DEALS, LEADS))
    return preferences


@pytest.fixture
def bar(qtbot: QtBot, session: Session, preferences: Preferences, clock: Callable[[], int]) -> SettingsBar:
    bar = SettingsBar(session, preferences, clock)
    qtbot.addWidget(bar)
    bar.resize(1332, 110)
    bar.show()
    qtbot.waitExposed(bar)
    session.open(document([faultless(0), faultless(1)], goal=DEALS))
    return bar


def goal_combo(bar: SettingsBar) -> GoalCombo:
    [found] = bar.findChildren(GoalCombo, "goalCombo")
    return found


def count_combo(bar: SettingsBar) -> ChoiceCombo:
    [found] = bar.findChildren(ChoiceCombo, "countTypeCombo")
    return found


def days(bar: SettingsBar) -> QSpinBox:
    [found] = bar.findChildren(QSpinBox, "windowDays")
    return found


def currency_combo(bar: SettingsBar) -> SearchCombo:
    [found] = bar.findChildren(SearchCombo, "currencyCombo")
    return found


def zone_combo(bar: SettingsBar) -> ZoneCombo:
    [found] = bar.findChildren(ZoneCombo, "timeZoneCombo")
    return found


def date_combo(bar: SettingsBar) -> ChoiceCombo:
    [found] = bar.findChildren(ChoiceCombo, "dateOrderCombo")
    return found


def decimal_combo(bar: SettingsBar) -> ChoiceCombo:
    [found] = bar.findChildren(ChoiceCombo, "decimalCombo")
    return found


def field(combo: QComboBox) -> QLineEdit:
    line = combo.lineEdit()
    assert line is not None
    return line


def enter(qtbot: QtBot, combo: QComboBox, text: str) -> None:
    """Type a text in place of the old one, and press Enter."""
    field(combo).selectAll()
    qtbot.keyClicks(field(combo), text)
    qtbot.keyClick(field(combo), Qt.Key.Key_Return)


def pick(combo: QComboBox, row: int) -> None:
    """Choose an entry as the list does once it is clicked."""
    combo.setCurrentIndex(row)
    combo.activated.emit(row)


def choices(session: Session) -> Choices:
    assert session.document is not None
    return session.document.choices


# -- Showing --------------------------------------------------------------------------------------------


def test_the_bar_shows_the_choices_of_the_document(bar: SettingsBar) -> None:
    assert field(goal_combo(bar)).text() == "Closed deals"
    assert count_combo(bar).currentText() == "All"
    assert days(bar).value() == 90
    assert currency_combo(bar).currentText() == "USD — US Dollar"
    assert field(zone_combo(bar)).text() == "UTC"


def test_opening_a_document_makes_no_edit(bar: SettingsBar, session: Session) -> None:
    assert session.undo_stack.count() == 0


def test_without_a_document_nothing_can_be_chosen(bar: SettingsBar, session: Session) -> None:
    session.open(None)
    assert not bar.isEnabled()


def test_every_control_has_a_name_in_words(bar: SettingsBar) -> None:
    controls = [*bar.findChildren(QComboBox), *bar.findChildren(QSpinBox)]
    assert len(controls) == 8
    assert [one.objectName() for one in controls if not one.accessibleName()] == []


def test_a_change_from_elsewhere_is_shown(bar: SettingsBar, session: Session) -> None:
    session.apply(SetChoices(Message("Choose"), choices(session).changed(zone="Asia/Kolkata", currency=None)))
    assert field(zone_combo(bar)).text() == "Kolkata (UTC+05:30)"
    assert currency_combo(bar).value() is None
    assert session.undo_stack.count() == 1


# -- The goal -------------------------------------------------------------------------------------------


def test_typing_a_new_goal_chooses_it(qtbot: QtBot, bar: SettingsBar, session: Session) -> None:
    enter(qtbot, goal_combo(bar), "Won deals")
    assert choices(session).goal == Goal("Won deals", CountType.ALL, 90)
    assert session.undo_stack.undoText() == "Choose the goal"


def test_leaving_the_field_chooses_the_goal_too(qtbot: QtBot, bar: SettingsBar, session: Session) -> None:
    goal_combo(bar).setFocus()
    field(goal_combo(bar)).setText("Won deals")
    field(goal_combo(bar)).editingFinished.emit()
    assert choices(session).goal == Goal("Won deals", CountType.ALL, 90)


def test_one_choice_is_one_step(qtbot: QtBot, bar: SettingsBar, session: Session) -> None:
    enter(qtbot, goal_combo(bar), "Won deals")
    days(bar).setFocus()
    assert session.undo_stack.count() == 1


def test_a_remembered_goal_brings_how_it_counts(qtbot: QtBot, bar: SettingsBar, session: Session) -> None:
    enter(qtbot, goal_combo(bar), "Qualified leads")
    assert choices(session).goal == LEADS
    assert count_combo(bar).currentText() == "Unique"
    assert days(bar).value() == 30


def test_letters_of_the_other_case_are_another_goal(qtbot: QtBot, bar: SettingsBar, session: Session) -> None:
    enter(qtbot, goal_combo(bar), "qualified leads")
    assert choices(session).goal == Goal("qualified leads", CountType.ALL, 90)


def test_the_list_of_goals_says_how_they_count(bar: SettingsBar) -> None:
    model = goal_combo(bar).model()
    described = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert described == [
        "Closed deals  ·  counts all  ·  90-day window",
        "Qualified leads  ·  counts unique  ·  30-day window",
    ]


def test_a_goal_can_be_picked_from_the_list(bar: SettingsBar, session: Session) -> None:
    pick(goal_combo(bar), 1)
    assert choices(session).goal == LEADS
    assert field(goal_combo(bar)).text() == "Qualified leads"


def test_spaces_around_a_goal_are_not_part_of_it(qtbot: QtBot, bar: SettingsBar, session: Session) -> None:
    enter(qtbot, goal_combo(bar), "  Won deals ")
    assert choices(session).goal == Goal("Won deals", CountType.ALL, 90)


def test_no_name_is_no_goal(qtbot: QtBot, bar: SettingsBar, session: Session) -> None:
    field(goal_combo(bar)).clear()
    field(goal_combo(bar)).editingFinished.emit()
    assert choices(session).goal is None
    assert not count_combo(bar).isEnabled()
    assert not days(bar).isEnabled()


def test_the_count_type_is_chosen(bar: SettingsBar, session: Session) -> None:
    pick(count_combo(bar), 1)
    assert choices(session).goal == Goal("Closed deals", CountType.UNIQUE, 90)


def test_the_window_is_chosen_once_settled(qtbot: QtBot, bar: SettingsBar, session: Session) -> None:
    with qtbot.waitSignal(session.document_changed):
        days(bar).stepBy(-1)
        days(bar).stepBy(-1)
    assert choices(session).goal == Goal("Closed deals", CountType.ALL, 88)
    assert session.undo_stack.count() == 1


def test_a_typed_window_is_chosen_at_once(qtbot: QtBot, bar: SettingsBar, session: Session) -> None:
    days(bar).selectAll()
    qtbot.keyClicks(days(bar), "45")
    qtbot.keyClick(days(bar), Qt.Key.Key_Return)
    assert choices(session).goal == Goal("Closed deals", CountType.ALL, 45)


def test_the_window_has_the_bounds_of_the_service(bar: SettingsBar) -> None:
    assert (days(bar).minimum(), days(bar).maximum()) == (1, 90)


# -- Currency and zone ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("typed", "code"), [("eur", "EUR"), ("swiss", "CHF"), ("none", None)])
def test_a_currency_is_found_by_typing(
    qtbot: QtBot, bar: SettingsBar, session: Session, typed: str, code: str | None
) -> None:
    enter(qtbot, currency_combo(bar), typed)
    assert choices(session).currency == code


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("york", "America/New_York"),
        ("america/los", "America/Los_Angeles"),
        ("eastern time", "America/New_York"),
        ("netherlands", "Europe/Amsterdam"),
        ("each time", "own"),
        ("utc gmt", "UTC"),
    ],
)
def test_a_zone_is_found_by_typing(
    qtbot: QtBot, bar: SettingsBar, session: Session, typed: str, zone: str
) -> None:
    session.apply(SetChoices(Message("Choose"), choices(session).changed(zone="Asia/Tokyo")))
    enter(qtbot, zone_combo(bar), typed)
    assert choices(session).zone == zone


def test_what_begins_with_the_words_comes_first(qtbot: QtBot, bar: SettingsBar, session: Session) -> None:
    enter(qtbot, zone_combo(bar), "new")
    assert choices(session).zone == "America/North_Dakota/New_Salem"
    enter(qtbot, zone_combo(bar), "new y")
    assert choices(session).zone == "America/New_York"


def test_a_zone_is_taken_from_the_list_of_those_found(
    qtbot: QtBot, bar: SettingsBar, session: Session
) -> None:
    combo = zone_combo(bar)
    field(combo).selectAll()
    qtbot.keyClicks(field(combo), "netherlands")
    completer = combo.completer()
    assert completer is not None
    qtbot.keyClick(completer.popup(), Qt.Key.Key_Down)
    qtbot.keyClick(completer.popup(), Qt.Key.Key_Return)
    assert choices(session).zone == "Europe/Amsterdam"
    assert field(combo).text() == "Amsterdam (UTC+01:00 / +02:00)"
    assert session.undo_stack.count() == 1


def test_a_click_into_the_field_opens_the_list_and_typing_takes_the_place_of_what_stood_there(
    qtbot: QtBot, session: Session, bar: SettingsBar
) -> None:
    line = field(zone_combo(bar))
    with qtbot.waitActive(bar):
        bar.show()
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    found = line.completer().popup()
    assert found.isVisible()
    assert found.model().rowCount() == zone_combo(bar).count()
    qtbot.keyClicks(line, "new y")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert choices(session).zone == "America/New_York"


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown])
def test_an_arrow_key_opens_the_list_and_chooses_nothing(
    qtbot: QtBot, session: Session, bar: SettingsBar, key: Qt.Key
) -> None:
    line = field(zone_combo(bar))
    with qtbot.waitActive(bar):
        bar.show()
    line.setFocus()
    qtbot.keyClick(line, key)
    found = line.completer().popup()
    assert found.isVisible()
    assert (choices(session).zone, session.undo_stack.count()) == ("UTC", 0)
    for _ in range(3):
        qtbot.keyClick(found, Qt.Key.Key_Down)
    qtbot.keyClick(found, Qt.Key.Key_Return)
    assert not found.isVisible()
    assert choices(session).zone == zone_combo(bar).itemData(2)


def test_a_list_that_is_shown_whole_is_not_scrolled(
    qtbot: QtBot, qapp: QApplication, bar: SettingsBar
) -> None:
    apply_theme(qapp, Scheme.LIGHT)
    line = field(zone_combo(bar))
    with qtbot.waitActive(bar):
        bar.show()
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "new y")
    found = line.completer().popup()
    assert found.model().rowCount() == 1
    found.doItemsLayout()
    assert found.verticalScrollBar().maximum() == 0


def test_a_second_click_puts_the_cursor_where_it_went(qtbot: QtBot, bar: SettingsBar) -> None:
    line = field(zone_combo(bar))
    with qtbot.waitActive(bar):
        bar.show()
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    line.completer().popup().hide()
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    assert not line.hasSelectedText()


@pytest.mark.parametrize(("days_chosen", "words"), [(1, "1 day"), (30, "30 days")])
def test_a_window_of_one_day_is_not_many_days(
    bar: SettingsBar, session: Session, days_chosen: int, words: str
) -> None:
    chosen = choices(session).changed(goal=Goal("Closed deals", window_days=days_chosen))
    session.apply(SetChoices(Message("Choose"), chosen))
    assert days(bar).text() == words


def test_what_is_nowhere_found_changes_nothing(qtbot: QtBot, bar: SettingsBar, session: Session) -> None:
    enter(qtbot, zone_combo(bar), "Atlantis")
    assert choices(session).zone == "UTC"
    assert field(zone_combo(bar)).text() == "UTC"
    assert QToolTip.text() == "“Atlantis” is not in the list. What was chosen stays."
    QToolTip.hideText()


def test_leaving_a_half_typed_zone_changes_nothing(qtbot: QtBot, bar: SettingsBar, session: Session) -> None:
    field(zone_combo(bar)).setText("york")
    field(zone_combo(bar)).editingFinished.emit()
    assert choices(session).zone == "UTC"
    assert field(zone_combo(bar)).text() == "UTC"


def test_zones_are_labelled_with_their_offsets(bar: SettingsBar) -> None:
    zone_combo(bar).set_value("America/New_York")
    assert field(zone_combo(bar)).text() == "New York (UTC−05:00 / −04:00)"


def test_the_list_of_zones_begins_with_what_is_likely(
    monkeypatch: pytest.MonkeyPatch, bar: SettingsBar, preferences: Preferences, session: Session
) -> None:
    monkeypatch.setattr("offconv_gui.gui.widgets.zone_combo.computer_zone", lambda: "Europe/Berlin")
    preferences.set(ZONES, ("Asia/Kolkata",))
    bar.retranslate()
    combo = zone_combo(bar)
    assert [combo.itemData(row) for row in range(5)] == [None, "Europe/Berlin", "own", "UTC", "Asia/Kolkata"]
    assert [combo.itemText(row) for row in (0, 2)] == ["Choose…", "Each time carries its own zone"]


def test_no_zone_is_offered_twice(bar: SettingsBar) -> None:
    combo = zone_combo(bar)
    values = [combo.itemData(row) for row in range(combo.count())]
    assert len(values) == len(set(values))
    assert len(values) > 300


def test_an_old_spelling_of_a_zone_is_shown(bar: SettingsBar, session: Session) -> None:
    session.apply(SetChoices(Message("Choose"), choices(session).changed(zone="US/Eastern")))
    assert field(zone_combo(bar)).text() == "Eastern (UTC−05:00 / −04:00)"


# -- Dates and amounts ----------------------------------------------------------------------------------


def opened(session: Session, times: list[str], values: list[str]) -> Document:
    rows = [
        faultless(n, TIME=time, VALUE=value)
        for n, (time, value) in enumerate(zip(times, values, strict=True))
    ]
    session.open(document(rows))
    assert session.document is not None
    return session.document


def test_what_proves_the_order_of_dates_is_said(bar: SettingsBar, session: Session) -> None:
    opened(session, ["11/18/2026 10:00", "11/19/2026 10:00"], ["12.5", "1,234.50"])
    assert date_combo(bar).currentText() == "Month/Day/Year — proved by 2 rows"
    assert decimal_combo(bar).currentText() == "Decimal point — proved by 2 rows"
    assert "row 2: 11/18/2026" in date_combo(bar).toolTip()


def test_one_row_proves_as_well(bar: SettingsBar, session: Session) -> None:
    opened(session, ["18/11/2026 10:00", "2/11/2026 10:00"], ["12,5", "7"])
    assert date_combo(bar).currentText() == "Day/Month/Year — proved by 1 row"
    assert decimal_combo(bar).currentText() == "Decimal comma — proved by 1 row"


def test_doubt_is_marked_and_asks_for_a_choice(bar: SettingsBar, session: Session) -> None:
    opened(session, ["2/11/2026 10:00", "3/11/2026 10:00"], ["1.234", "5.678"])
    assert date_combo(bar).currentText() == "Cannot be told: choose"
    assert date_combo(bar).property("tone") == "warning"
    assert decimal_combo(bar).property("tone") == "warning"


def test_a_year_of_two_digits_asks_whether_it_comes_first(
    qtbot: QtBot, bar: SettingsBar, session: Session
) -> None:
    found = opened(session, ["26-11-05 10:00", "26-11-18 10:00"], ["1", "2"])
    combo = date_combo(bar)
    assert (combo.currentText(), found.counts().ready) == ("Cannot be told: choose", 0)
    combo.opening.emit()
    assert [combo.itemText(row) for row in range(1, 4)] == [
        "Day/Month/Year — 2 too old",
        "Month/Day/Year — 2 not readable",
        "Year/Month/Day — fits every row",
    ]
    combo.chosen.emit(DateOrder.YMD)
    assert session.document is not None
    assert session.document.counts().ready == 2


def test_mixed_formats_ask_for_a_choice(bar: SettingsBar, session: Session) -> None:
    opened(session, ["18/11/2026 10:00", "11/18/2026 10:00"], ["1", "2"])
    assert date_combo(bar).currentText() == "Two ways are mixed: choose one"


def test_where_nothing_is_in_doubt_nothing_is_asked(bar: SettingsBar, session: Session) -> None:
    assert date_combo(bar).currentText() == "Clear as written"
    assert date_combo(bar).property("tone") == ""


def test_the_order_of_dates_is_chosen(bar: SettingsBar, session: Session) -> None:
    opened(session, ["2/11/2026 10:00"], ["1.234"])
    pick(date_combo(bar), list(DateOrder).index(DateOrder.DMY))
    pick(decimal_combo(bar), list(DecimalMark).index(DecimalMark.COMMA))
    assert choices(session).date_order is DateOrder.DMY
    assert choices(session).decimal_mark is DecimalMark.COMMA
    assert date_combo(bar).property("tone") == ""
    assert session.undo_stack.count() == 2


# -- Undo and memory ------------------------------------------------------------------------------------


def test_undo_brings_the_bar_back(qtbot: QtBot, bar: SettingsBar, session: Session) -> None:
    enter(qtbot, goal_combo(bar), "Won deals")
    enter(qtbot, zone_combo(bar), "york")
    session.undo_stack.undo()
    session.undo_stack.undo()
    assert field(goal_combo(bar)).text() == "Closed deals"
    assert field(zone_combo(bar)).text() == "UTC"
    assert session.undo_stack.count() == 2


def test_choosing_the_same_again_makes_no_step(qtbot: QtBot, bar: SettingsBar, session: Session) -> None:
    pick(count_combo(bar), 0)
    enter(qtbot, goal_combo(bar), "Closed deals")
    enter(qtbot, currency_combo(bar), "USD")
    assert session.undo_stack.count() == 0


def test_a_choice_is_remembered(
    qtbot: QtBot, bar: SettingsBar, session: Session, preferences: Preferences
) -> None:
    enter(qtbot, zone_combo(bar), "york")
    enter(qtbot, currency_combo(bar), "eur")
    assert preferences.get(ZONE) == "America/New_York"
    assert preferences.get(CURRENCY) == "EUR"


def test_opening_a_document_remembers_nothing(bar: SettingsBar, preferences: Preferences) -> None:
    assert preferences.get(CURRENCY) is None


def test_an_export_remembers_all_choices(bar: SettingsBar, preferences: Preferences) -> None:
    bar.remember()
    assert preferences.get(CURRENCY) == "USD"
    assert preferences.get(ZONE) == "UTC"


def test_goals_can_be_forgotten(bar: SettingsBar, session: Session, preferences: Preferences) -> None:
    bar.forget_goals()
    assert preferences.get(GOALS) == ()
    assert goal_combo(bar).count() == 0
    assert field(goal_combo(bar)).text() == "Closed deals"


def test_scrolling_past_changes_nothing(qtbot: QtBot, bar: SettingsBar, session: Session) -> None:
    for control in (*bar.findChildren(QComboBox), days(bar)):
        control.setFocus()
        turn = QWheelEvent(
            QPointF(5, 5),
            QPointF(5, 5),
            QPoint(0, -120),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(control, turn)
    assert session.undo_stack.count() == 0
    assert days(bar).value() == 90


def test_a_menu_command_leads_to_the_field(qtbot: QtBot, bar: SettingsBar) -> None:
    bar.activateWindow()
    bar.choose_zone()
    assert field(zone_combo(bar)).selectedText() == "UTC"


@pytest.mark.parametrize("width", [900, 968, 1332])
def test_the_fields_fit(qapp: QApplication, bar: SettingsBar, width: int) -> None:
    apply_theme(qapp, Scheme.LIGHT)
    bar.resize(width, bar.height())
    assert bar.width() == width
    controls = [*bar.findChildren(QComboBox), days(bar)]
    assert all(one.geometry().right() < width for one in controls)


def test_the_note_gives_way_to_the_fields(qapp: QApplication, bar: SettingsBar) -> None:
    apply_theme(qapp, Scheme.LIGHT)
    bar.resize(1_400, bar.height())
    [note] = bar.findChildren(QWidget, "utcNote")
    assert note.isVisible()
    bar.resize(960, bar.height())
    assert not note.isVisible()


# -- The time of day of dates without one -----------------------------------------------------------------


def time_of_day_combo(bar: SettingsBar) -> TimeOfDayCombo:
    [found] = bar.findChildren(TimeOfDayCombo, "timeOfDayCombo")
    return found


def test_only_dates_without_a_time_ask_for_one(bar: SettingsBar, session: Session) -> None:
    assert not time_of_day_combo(bar).isVisible()
    session.open(document([faultless(0), faultless(1, TIME="2026-11-05")]))
    assert time_of_day_combo(bar).isVisible()
    assert time_of_day_combo(bar).currentText() == "Midnight, until you choose"


def test_a_time_of_day_is_chosen_and_can_be_undone(bar: SettingsBar, session: Session) -> None:
    session.open(document([faultless(0, TIME="2026-11-05")]))
    pick(time_of_day_combo(bar), 3)
    assert choices(session).time_of_day == 43_200
    assert session.undo_stack.undoText() == "Choose the time of day"
    session.undo()
    assert choices(session).time_of_day is None
    assert time_of_day_combo(bar).value() is None


def test_a_time_of_day_that_is_not_offered_is_shown(bar: SettingsBar, session: Session) -> None:
    session.open(document([faultless(0, TIME="2026-11-05")], time_of_day=8 * 3_600 + 1_800))
    assert time_of_day_combo(bar).currentText() == "08:30"


# -- Being led to a field -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choice", "name"),
    [
        ("goal", "goalCombo"),
        ("currency", "currencyCombo"),
        ("zone", "timeZoneCombo"),
        ("date_order", "dateOrderCombo"),
        ("decimal_mark", "decimalCombo"),
        ("time_of_day", "timeOfDayCombo"),
    ],
)
def test_a_field_asked_for_has_the_focus_and_stands_out(
    qtbot: QtBot, bar: SettingsBar, session: Session, choice: str, name: str
) -> None:
    session.open(document([faultless(0, TIME="2026-11-05")]))
    bar.activateWindow()
    bar.ask_for(choice)
    [field] = bar.findChildren(QComboBox, name)
    qtbot.waitUntil(field.hasFocus)
    assert field.property("glows") is True


def test_a_field_left_stands_out_no_longer(qtbot: QtBot, bar: SettingsBar) -> None:
    bar.activateWindow()
    bar.ask_for("date_order")
    qtbot.waitUntil(date_combo(bar).hasFocus)
    decimal_combo(bar).setFocus()
    assert date_combo(bar).property("glows") is False


def test_only_the_field_asked_for_last_stands_out(bar: SettingsBar) -> None:
    bar.ask_for("date_order")
    bar.ask_for("decimal_mark")
    assert date_combo(bar).property("glows") is False


def test_zones_used_before_are_likely_before_the_computers(
    bar: SettingsBar, preferences: Preferences
) -> None:
    preferences.set(ZONES, ("Europe/Berlin",))
    assert bar.known_zones()[0] == "Europe/Berlin"
    assert len(bar.known_zones()) == 2


# -- What a choice would come to -----------------------------------------------------------------------------


def listed(combo: QComboBox) -> list[str]:
    """What the list says once it is opened."""
    combo.showPopup()
    texts = [combo.itemText(row) for row in range(combo.count())]
    combo.hidePopup()
    return texts


def test_the_list_of_date_orders_says_what_each_would_come_to(bar: SettingsBar, session: Session) -> None:
    session.open(document([faultless(place, TIME=f"0{place + 5}/11/2026 10:00") for place in range(3)]))
    assert listed(date_combo(bar))[1:3] == ["Day/Month/Year — fits every row", "Month/Day/Year — 3 too old"]


def test_dates_beyond_doubt_need_no_such_words(bar: SettingsBar, session: Session) -> None:
    assert listed(date_combo(bar))[1] == "Day/Month/Year"


def test_the_list_of_decimal_marks_shows_what_an_amount_becomes(bar: SettingsBar, session: Session) -> None:
    session.open(document([faultless(VALUE="1,234")]))
    assert listed(decimal_combo(bar))[1:] == [
        "Decimal point — “1,234” is 1,234.00",
        "Decimal comma — “1,234” is 1.234",
    ]


def test_a_choice_made_is_said_without_them(bar: SettingsBar, session: Session) -> None:
    session.open(document([faultless(VALUE="1,234")]))
    decimal_combo(bar).showPopup()
    decimal_combo(bar).hidePopup()
    pick(decimal_combo(bar), 1)
    assert decimal_combo(bar).currentText() == "Decimal point"


# -- Where there is little room -----------------------------------------------------------------------------


def fold_button(bar: SettingsBar) -> QToolButton:
    button = bar.findChild(QToolButton, "foldChoices")
    assert isinstance(button, QToolButton)
    return button


def in_short(bar: SettingsBar) -> QLabel:
    label = bar.findChild(QLabel, "choicesInShort")
    assert isinstance(label, QLabel)
    return label


LOW, HIGH = QSize(1332, 150), QSize(1332, 800)


@pytest.fixture
def folded(bar: SettingsBar, session: Session) -> SettingsBar:
    session.open(document([faultless(0)], goal=DEALS, zone="UTC", currency="USD"))
    bar.fit_into(LOW)
    return bar


def test_where_they_would_take_the_table_s_room_one_line_stands_for_the_choices(
    folded: SettingsBar,
) -> None:
    assert not goal_combo(folded).isVisible()
    assert in_short(folded).text() == "Closed deals · UTC · USD"
    assert (fold_button(folded).text(), fold_button(folded).isVisible()) == ("Show choices", True)


def test_in_a_higher_window_all_choices_are_back(folded: SettingsBar) -> None:
    folded.fit_into(HIGH)
    assert goal_combo(folded).isVisible()
    assert not fold_button(folded).isVisible()


def test_the_button_shows_and_hides_the_choices(qtbot: QtBot, folded: SettingsBar) -> None:
    qtbot.keyClick(fold_button(folded), Qt.Key.Key_Space)
    assert goal_combo(folded).isVisible()
    assert (in_short(folded).text(), fold_button(folded).text()) == ("Choices", "Hide choices")
    qtbot.keyClick(fold_button(folded), Qt.Key.Key_Space)
    assert not goal_combo(folded).isVisible()


def test_who_is_led_to_a_choice_sees_it(folded: SettingsBar) -> None:
    folded.choose_zone()
    assert zone_combo(folded).isVisible()


def test_choices_that_rows_wait_for_are_all_shown(folded: SettingsBar, session: Session) -> None:
    session.open(document([faultless(0, TIME="2026-11-05 14:30")], goal=DEALS, zone=None))
    assert zone_combo(folded).isVisible()
    session.open(document([faultless(0)], goal=DEALS, zone=None))
    assert not zone_combo(folded).isVisible()
    assert in_short(folded).text() == "Closed deals · No time zone · USD"
