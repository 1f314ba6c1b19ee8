"""The roll of commands: complete, without clashes, and each in its menu."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtGui import QAction, QKeySequence, QUndoCommand, QUndoStack
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from offconv_gui.gui.actions import (
    ACTIONS,
    SPECS,
    ActionSpec,
    Menu,
    When,
    build_actions,
    build_menus,
    enable,
    keys_of,
    name_steps,
)
from offconv_gui.resources import resource

NAMED_IN_THE_DESIGN = {
    "actionOpen",
    "actionPaste",
    "actionUndo",
    "actionRedo",
    "actionExport",
    "actionNextProblem",
    "actionPreviousProblem",
    "actionProblemsOnly",
    "actionFixCell",
    "actionFixAll",
    "actionFind",
    "actionFillDown",
    "actionDeleteRows",
    "actionInsertRow",
}


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def actions(window: QMainWindow) -> dict[str, QAction]:
    return build_actions(window)


def test_the_names_tests_and_assistive_tools_use_are_there() -> None:
    assert set(SPECS) >= NAMED_IN_THE_DESIGN


def test_no_name_is_given_twice() -> None:
    assert [name for name, count in Counter(spec.id for spec in ACTIONS).items() if count > 1] == []


def test_no_keys_are_given_twice() -> None:
    keys = Counter(QKeySequence(keys).toString() for spec in ACTIONS for keys in spec.keys)
    assert [one for one, count in keys.items() if count > 1 or not one] == []


@pytest.mark.parametrize("menu", Menu, ids=lambda menu: menu.name)
def test_no_letter_is_underlined_twice_in_a_menu(menu: Menu) -> None:
    texts = [spec.text for spec in ACTIONS if spec.menu is menu]
    letters = Counter(text[text.index("&") + 1].lower() for text in texts)
    assert [letter for letter, count in letters.items() if count > 1] == []


@pytest.mark.parametrize("spec", ACTIONS, ids=lambda spec: spec.id)
def test_every_command_has_words_and_an_icon(spec: ActionSpec) -> None:
    assert spec.text
    assert spec.tip
    assert resource("icons", f"{spec.icon}.svg")


def test_every_command_is_in_its_menu_in_order(window: QMainWindow, actions: dict[str, QAction]) -> None:
    menus = build_menus(window.menuBar(), actions)
    for menu in Menu:
        listed = [action.objectName() for action in menus[menu].actions() if not action.isSeparator()]
        assert listed == [spec.id for spec in ACTIONS if spec.menu is menu]


def test_the_menus_stand_in_the_usual_order(window: QMainWindow, actions: dict[str, QAction]) -> None:
    build_menus(window.menuBar(), actions)
    titles = [action.text().replace("&", "") for action in window.menuBar().actions()]
    assert titles == ["File", "Edit", "Rows", "Goals", "View", "Help"]


def test_redo_has_the_keys_of_both_worlds(actions: dict[str, QAction]) -> None:
    assert actions["actionRedo"].shortcuts() == [QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")]


def test_the_tip_names_the_keys(actions: dict[str, QAction]) -> None:
    assert actions["actionNextProblem"].toolTip() == "Go to the next cell with a problem (F8)"


def test_without_a_table_only_beginning_is_possible(actions: dict[str, QAction]) -> None:
    assert actions["actionOpen"].isEnabled()
    assert not actions["actionExport"].isEnabled()
    assert not actions["actionFind"].isEnabled()


def test_a_command_can_be_given_while_what_it_needs_holds(actions: dict[str, QAction]) -> None:
    enable(actions, {When.OPEN, When.UNDO})
    assert actions["actionFind"].isEnabled()
    assert actions["actionUndo"].isEnabled()
    assert not actions["actionRedo"].isEnabled()
    assert not actions["actionFixCell"].isEnabled()


def test_of_the_schemes_one_is_chosen(actions: dict[str, QAction]) -> None:
    actions["actionDark"].setChecked(True)
    actions["actionLight"].setChecked(True)
    chosen = [name for name in ("actionLight", "actionDark", "actionSystem") if actions[name].isChecked()]
    assert chosen == ["actionLight"]


def test_undo_says_what_it_takes_back(qapp: QApplication, actions: dict[str, QAction]) -> None:
    stack = QUndoStack()
    stack.push(QUndoCommand("Choose R&D"))
    name_steps(actions["actionUndo"], actions["actionRedo"], stack)
    assert actions["actionUndo"].text() == "&Undo Choose R&&D"
    assert actions["actionRedo"].text() == "&Redo"


def test_the_list_of_keys_holds_every_key(actions: dict[str, QAction]) -> None:
    listed = dict(keys_of(actions))
    assert listed["Open file"] == "Ctrl+O"
    assert listed["Redo"] == "Ctrl+Y, Ctrl+Shift+Z"
    assert len(listed) == sum(bool(spec.keys) for spec in ACTIONS)
