"""The goals of an account: imported, shown, chosen, remembered, and judged by."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import document, faultless
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QFileDialog, QPushButton, QTableWidget
from pytestqt.qtbot import QtBot
from real_window import OpenWindow

from offconv_gui.core.fields import Field
from offconv_gui.core.goals import CountType
from offconv_gui.core.mending import rows_marked
from offconv_gui.core.rules import BY_ID
from offconv_gui.gui.main_window import MainWindow
from offconv_gui.gui.widgets.goal_combo import GoalCombo

DOWNLOAD = """Type,Status,Id,Name,Count Type,Conversion Window In Minutes,Conversion Currency Code
Format Version,,,6.0,,,
OfflineConversion Goal,Active,1,Closed deals,Unique,129600,USD
OfflineConversion Goal,Active,2,Qualified leads,All,43200,EUR
OfflineConversion Goal,Paused,3,Old deals,All,43200,EUR
"""


@pytest.fixture
def download(tmp_path: Path) -> Path:
    path = tmp_path / "account.csv"
    path.write_text(DOWNLOAD, encoding="utf-8-sig")
    return path


@pytest.fixture
def window(window: MainWindow) -> MainWindow:
    names = ("Closed deals", "closed deals", "Old deals")
    window.session.open(document([faultless(place, NAME=name) for place, name in enumerate(names)]))
    return window


def read(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    window.actions_by_name["actionImportGoals"].trigger()
    chooser = window.findChild(QFileDialog, "importGoalsDialog")
    chooser.fileSelected.emit(str(path))
    chooser.reject()
    qtbot.waitUntil(lambda: not window.jobs.busy)


def unknown(window: MainWindow) -> list[int]:
    return marked(window, "goal-unknown")


def marked(window: MainWindow, rule: str) -> list[int]:
    assert window.session.document is not None
    return rows_marked(window.session.document, BY_ID[rule]).tolist()


def goals_dialog() -> QDialog:
    [shown] = [w for w in QApplication.topLevelWidgets() if w.objectName() == "goalsDialog" and w.isVisible()]
    assert isinstance(shown, QDialog)
    return shown


def test_names_are_judged_by_the_goals_of_the_account_and_that_can_be_undone(
    qtbot: QtBot, window: MainWindow, download: Path
) -> None:
    assert unknown(window) == []
    read(qtbot, window, download)
    assert unknown(window) == [1, 2]
    assert window.session.undo_stack.undoText() == "Import the goals"
    assert "2 more rows need fixing" in window.bar.text()
    window.actions_by_name["actionUndo"].trigger()
    assert unknown(window) == []


def test_the_closest_goal_is_one_click_away(qtbot: QtBot, window: MainWindow, download: Path) -> None:
    read(qtbot, window, download)
    window.work.table.go_to(1, Field.NAME)
    window.work.panel.findChild(QPushButton, "fixCell").click()
    assert window.session.document is not None
    assert window.session.document.table.cell(Field.NAME, 1) == "Closed deals"
    assert unknown(window) == [2]


def test_the_goals_are_listed_and_one_can_be_chosen(qtbot: QtBot, window: MainWindow, download: Path) -> None:
    read(qtbot, window, download)
    window.actions_by_name["actionGoals"].trigger()
    shown = goals_dialog()
    listed = shown.findChild(QTableWidget, "goalList")
    rows = [[listed.item(row, column).text() for column in range(4)] for row in range(listed.rowCount())]
    assert rows == [
        ["Closed deals", "unique", "90 days", "yes"],
        ["Qualified leads", "all", "30 days", "yes"],
        ["Old deals", "all", "30 days", "no: paused"],
    ]
    use = shown.findChild(QPushButton, "useGoal")
    assert not use.isEnabled()
    listed.selectRow(2)
    assert not use.isEnabled(), "a paused goal takes no uploads"
    listed.selectRow(1)
    use.click()
    assert window.session.document is not None
    goal = window.session.document.choices.goal
    assert goal is not None
    assert goal.name == "Qualified leads"


def test_a_goal_that_is_told_to_be_new_is_warned_of(qtbot: QtBot, window: MainWindow, download: Path) -> None:
    read(qtbot, window, download)
    window.actions_by_name["actionGoals"].trigger()
    shown = goals_dialog()
    listed, new = shown.findChild(QTableWidget, "goalList"), shown.findChild(QCheckBox, "goalIsNew")
    assert not new.isEnabled()
    listed.selectRow(0)
    new.click()
    assert listed.item(0, 3).text() == "not yet: too new"
    assert marked(window, "goal-too-new") == [0]
    listed.selectRow(1)
    assert not new.isChecked()
    shown.reject()
    window.actions_by_name["actionUndo"].trigger()
    assert marked(window, "goal-too-new") == []


def test_the_goals_are_remembered_and_offered(
    qtbot: QtBot, window: MainWindow, open_window: OpenWindow, download: Path, tmp_path: Path
) -> None:
    read(qtbot, window, download)
    window.session.mark_saved()
    window.close()
    again = open_window()
    combo = again.findChild(GoalCombo, "goalCombo")
    offered = [combo.itemText(row).split("  ·")[0] for row in range(combo.count())]
    assert offered == ["Closed deals", "Qualified leads"]
    file = tmp_path / "deals.csv"
    file.write_text(
        "MSCLKID,Close Date,Conversion Name\n" + "ab" * 16 + ",2026-11-05T10:00:00Z,closed deals\n",
        encoding="utf-8",
    )
    again.work.opening.open_path(str(file))
    qtbot.waitUntil(lambda: again.session.document is not None)
    assert unknown(again) == [0]


def test_the_list_can_be_forgotten(qtbot: QtBot, window: MainWindow, download: Path) -> None:
    read(qtbot, window, download)
    window.actions_by_name["actionGoals"].trigger()
    goals_dialog().findChild(QPushButton, "forgetGoals").click()
    assert unknown(window) == []
    window.actions_by_name["actionGoals"].trigger()
    assert not goals_dialog().findChild(QTableWidget, "goalList").isVisible()
    goals_dialog().reject()


def test_a_file_without_goals_is_told(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    empty = tmp_path / "none.csv"
    empty.write_text("Type,Name\nCampaign,Brand\n", encoding="utf-8")
    read(qtbot, window, empty)
    assert "none.csv" in window.bar.text()
    assert window.session.undo_stack.count() == 0


def test_a_goal_chosen_from_the_account_counts_as_the_account_says(
    qtbot: QtBot, window: MainWindow, download: Path
) -> None:
    read(qtbot, window, download)
    combo = window.findChild(GoalCombo, "goalCombo")
    combo.activated.emit(0)
    assert window.session.document is not None
    goal = window.session.document.choices.goal
    assert goal is not None
    assert (goal.name, goal.count_type, goal.window_days) == ("Closed deals", CountType.UNIQUE, 90)
