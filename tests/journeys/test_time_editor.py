"""Editing a time in the real window: typed in any way, or chosen in a calendar that knows the zone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton, QTimeEdit, QWidget
from pytestqt.qtbot import QtBot
from real_window import OpenWindow

from offconv_gui.core.fields import Field
from offconv_gui.gui.main_window import MainWindow
from offconv_gui.gui.views.time_editor import TimeEditor
from offconv_gui.gui.views.time_picker import TimePicker
from offconv_gui.gui.views.time_words import TimeWords

ROWS = """MSCLKID,Close Date,Amount,Conversion Currency Code,Conversion Name
3cf4220c917b853860886599b2ac757f,18/11/2026 14:30,9800,USD,Closed deals
96dd9de5798121e8fa462d6e85bda6a3,19/11/2026 09:00,1200,EUR,Signed leases
e6d63111541f7a139d6f67edf17de7d6,,310,USD,
"""
KEY, ALT = Qt.Key, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(open_window: OpenWindow, tmp_path: Path) -> MainWindow:
    path = tmp_path / "deals.csv"
    path.write_text(ROWS, encoding="utf-8")
    choices = ("--goal", "Closed deals", "--time-zone", "America/New_York")
    return open_window(str(path), *choices, opened=True)


def edit(qtbot: QtBot, window: MainWindow, row: int, field: Field = Field.TIME) -> QLineEdit:
    window.work.table.go_to(row, field)
    window.work.table.setFocus()
    qtbot.keyClick(window.work.table, KEY.Key_F2)
    editors = window.work.table.findChildren(QLineEdit, "cellEditor")
    return next(one for one in editors if one.isVisible())


def open_calendar(qtbot: QtBot, editor: QLineEdit) -> TimePicker:
    qtbot.keyClick(editor, KEY.Key_Down, ALT)
    picker = QApplication.activePopupWidget()
    assert isinstance(picker, TimePicker)
    return picker


def focused(inside: QWidget) -> QWidget:
    found = inside.focusWidget()
    assert found is not None
    return found


def said(window: MainWindow) -> str:
    return next(words for words in window.work.table.findChildren(TimeWords) if words.isVisible()).text()


def cell(window: MainWindow, row: int, field: Field = Field.TIME) -> str:
    document = window.session.document
    assert document is not None
    return document.table.cell(field, row)


def steps(window: MainWindow) -> int:
    return window.session.undo_stack.count()


def test_what_is_typed_is_said_by_which_clock_it_is_meant_and_in_utc(
    qtbot: QtBot, window: MainWindow
) -> None:
    editor = edit(qtbot, window, 0)
    by = "By the clocks of New York (UTC−05:00), the zone chosen for this table"
    assert said(window) == f"{by}. 2026-11-18 19:30:00 UTC"
    editor.selectAll()
    qtbot.keyClicks(editor, "1/11/2026 1:30")
    assert "Happens twice, as clocks go back" in said(window)
    assert editor.accessibleDescription() == said(window)
    qtbot.keyClick(editor, KEY.Key_Escape)
    assert (cell(window, 0), steps(window)) == ("18/11/2026 14:30", 0)


@pytest.mark.parametrize("typed", ["", "20/11/2026 14:30"])
def test_another_zone_holds_for_the_time_that_is_being_edited(
    qtbot: QtBot, window: MainWindow, typed: str
) -> None:
    editor = edit(qtbot, window, 0)
    if typed:
        editor.setText(typed)
    window.work.settings.use_zone("Europe/Berlin")
    by = "By the clocks of Berlin (UTC+01:00), the zone chosen for this table"
    assert said(window) == f"{by}. 2026-11-{typed[:2] or 18} 13:30:00 UTC"
    assert editor.accessibleDescription() == said(window)
    picker = open_calendar(qtbot, editor)
    assert by in picker.words.text()


def test_the_calendar_writes_the_time_in_the_way_of_its_cell(qtbot: QtBot, window: MainWindow) -> None:
    editor = edit(qtbot, window, 0)
    picker = open_calendar(qtbot, editor)
    qtbot.keyClick(focused(picker), KEY.Key_Up)
    assert editor.text() == "11/11/2026 14:30"
    assert "2026-11-11 19:30:00 UTC" in picker.words.text()
    time = picker.findChild(QTimeEdit, "timeOfDay")
    time.setFocus()
    qtbot.keyClick(time, KEY.Key_Up)
    qtbot.keyClick(time, KEY.Key_Return)
    assert editor.text() == "11/11/2026 15:30"
    qtbot.keyClick(editor, KEY.Key_Return)
    qtbot.waitUntil(lambda: steps(window) == 1)
    assert cell(window, 0) == "11/11/2026 15:30"
    window.session.undo()
    assert cell(window, 0) == "18/11/2026 14:30"


def test_escape_leaves_everything_as_it_was(qtbot: QtBot, window: MainWindow) -> None:
    editor = edit(qtbot, window, 0)
    picker = open_calendar(qtbot, editor)
    qtbot.keyClick(focused(picker), KEY.Key_PageDown)
    assert editor.text() == "18/12/2026 14:30"
    qtbot.keyClick(focused(picker), KEY.Key_Escape)
    assert editor.text() == "18/11/2026 14:30"
    assert editor.isVisible()
    qtbot.keyClick(editor, KEY.Key_Escape)
    assert (cell(window, 0), steps(window)) == ("18/11/2026 14:30", 0)


def test_a_blank_cell_begins_today_and_is_written_with_the_year_first(
    qtbot: QtBot, window: MainWindow
) -> None:
    editor = edit(qtbot, window, 2)
    picker = open_calendar(qtbot, editor)
    qtbot.keyClick(focused(picker), KEY.Key_Left)
    assert editor.text() == "2026-11-22 19:00:00"
    qtbot.keyClick(picker, KEY.Key_Tab)
    use = picker.findChild(QPushButton, "takeTime")
    use.setFocus()
    qtbot.keyClick(use, KEY.Key_Return)
    assert QApplication.activePopupWidget() is None
    assert editor.text() == "2026-11-22 19:00:00"


def test_its_button_opens_the_calendar_and_its_cancel_gives_up(qtbot: QtBot, window: MainWindow) -> None:
    editor = edit(qtbot, window, 0)
    action = editor.findChild(QAction, "openCalendar")
    assert action.text() == "Choose the date and time"
    action.trigger()
    picker = QApplication.activePopupWidget()
    assert isinstance(picker, TimePicker)
    qtbot.keyClick(focused(picker), KEY.Key_Right)
    cancel = picker.findChild(QPushButton, "giveUpTime")
    cancel.setFocus()
    qtbot.keyClick(cancel, KEY.Key_Return)
    assert editor.text() == "18/11/2026 14:30"


def test_typing_over_the_cell_works_as_before(qtbot: QtBot, window: MainWindow) -> None:
    window.work.table.go_to(1, Field.TIME)
    window.work.table.setFocus()
    qtbot.keyClicks(window.work.table, "2")
    editor = window.work.table.findChild(TimeEditor)
    qtbot.keyClicks(editor, "026-11-20 10:00")
    qtbot.keyClick(editor, KEY.Key_Return)
    qtbot.waitUntil(lambda: steps(window) == 1)
    assert cell(window, 1) == "2026-11-20 10:00"


def test_every_part_of_the_calendar_that_takes_the_focus_has_a_name(qtbot: QtBot, window: MainWindow) -> None:
    picker = open_calendar(qtbot, edit(qtbot, window, 0))
    parts = [part for part in picker.findChildren(QWidget) if part.focusPolicy() & Qt.FocusPolicy.TabFocus]
    unnamed = [part.objectName() for part in parts if not (part.accessibleName() or _words(part))]
    picker.close()
    assert [name for name in unnamed if name not in ("qt_spinbox_lineedit", "")] == []


def _words(part: QWidget) -> str:
    return part.text() if isinstance(part, QPushButton) else ""


def test_outside_an_editor_the_same_keys_open_the_column_s_menu(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[bool] = []
    monkeypatch.setattr(QMenu, "popup", lambda *_: opened.append(True))
    window.work.table.go_to(0, Field.TIME)
    window.work.table.setFocus()
    qtbot.keyClick(window.work.table, KEY.Key_Down, ALT)
    assert opened == [True]


def test_an_amount_is_edited_at_the_right_and_a_currency_is_completed(
    qtbot: QtBot, window: MainWindow
) -> None:
    editor = edit(qtbot, window, 0, Field.VALUE)
    assert editor.alignment() & Qt.AlignmentFlag.AlignRight
    qtbot.keyClick(editor, KEY.Key_Escape)
    completer = edit(qtbot, window, 0, Field.CURRENCY).completer()
    completer.setCompletionPrefix("gb")
    assert completer.currentCompletion() == "GBP"


def test_a_goal_is_completed_with_those_that_are_known(qtbot: QtBot, window: MainWindow) -> None:
    completer = edit(qtbot, window, 2, Field.NAME).completer()
    completer.setCompletionPrefix("lease")
    assert completer.currentCompletion() == "Signed leases"
