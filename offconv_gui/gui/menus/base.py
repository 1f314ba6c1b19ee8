"""What an entry of a menu is made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtGui import QAction

from offconv_gui.core.messages import QT_TRANSLATE_NOOP


class Menu(Enum):
    """The menus in their order; the value is the menu's title."""

    FILE = QT_TRANSLATE_NOOP("actions", "&File")
    EDIT = QT_TRANSLATE_NOOP("actions", "&Edit")
    ROWS = QT_TRANSLATE_NOOP("actions", "&Rows")
    GOALS = QT_TRANSLATE_NOOP("actions", "&Goals")
    VIEW = QT_TRANSLATE_NOOP("actions", "&View")
    HELP = QT_TRANSLATE_NOOP("actions", "&Help")


class When(Enum):
    """What must hold for a command to make sense."""

    ALWAYS = "always"
    OPEN = "a table is open"
    CELL = "a cell of the table is current"
    PROBLEM = "there is a problem in the table"
    FIX = "the current cell can be mended"
    READY = "there are rows to export"
    REJECTS = "there are rows that stay out of the export"
    GOALS_USED = "goals are remembered"
    UNDO = "there is a step to undo"
    REDO = "there is a step to do again"
    FROZEN = "columns are frozen"


@dataclass(frozen=True)
class ActionSpec:
    """One command. `id` is the action's object name; `section` begins a new part of its menu.

    `keys` are in Qt's portable spelling, the one shown in the menu first. Those `of_table` mean something
    else elsewhere, in an editor say: the table takes them itself. One of a `group` is checked.
    """

    id: str
    text: str
    tip: str
    icon: str
    menu: Menu
    when: When = When.OPEN
    keys: tuple[str, ...] = ()
    of_table: bool = False
    section: bool = False
    checkable: bool = False
    group: str = ""
    role: QAction.MenuRole = QAction.MenuRole.NoRole
