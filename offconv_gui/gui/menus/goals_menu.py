"""The menu Goals: goals, and the other choices for the whole table."""

from __future__ import annotations

from offconv_gui.core.messages import QT_TRANSLATE_NOOP
from offconv_gui.gui.menus.base import ActionSpec, Menu, When

ENTRIES: tuple[ActionSpec, ...] = (
    ActionSpec(
        "actionChooseGoal",
        QT_TRANSLATE_NOOP("actions", "Choose the &goal"),
        QT_TRANSLATE_NOOP("actions", "Go to the field for the conversion goal"),
        "target",
        Menu.GOALS,
    ),
    ActionSpec(
        "actionChooseCurrency",
        QT_TRANSLATE_NOOP("actions", "Choose the &currency"),
        QT_TRANSLATE_NOOP("actions", "Go to the field for the currency of rows without one"),
        "coins",
        Menu.GOALS,
    ),
    ActionSpec(
        "actionChooseTimeZone",
        QT_TRANSLATE_NOOP("actions", "Choose the time &zone"),
        QT_TRANSLATE_NOOP("actions", "Go to the field for the time zone of the file"),
        "globe",
        Menu.GOALS,
    ),
    ActionSpec(
        "actionImportGoals",
        QT_TRANSLATE_NOOP("actions", "&Import goals…"),
        QT_TRANSLATE_NOOP(
            "actions", "Read the goals of your account from a bulk download or a list of names"
        ),
        "target",
        Menu.GOALS,
        When.ALWAYS,
        section=True,
    ),
    ActionSpec(
        "actionGoals",
        QT_TRANSLATE_NOOP("actions", "&List of goals…"),
        QT_TRANSLATE_NOOP("actions", "Show the goals of your account that are known"),
        "table",
        Menu.GOALS,
        When.ALWAYS,
    ),
    ActionSpec(
        "actionForgetGoals",
        QT_TRANSLATE_NOOP("actions", "&Forget the goals used before"),
        QT_TRANSLATE_NOOP("actions", "Empty the list of goals that the goal field offers"),
        "history",
        Menu.GOALS,
        When.GOALS_USED,
        section=True,
    ),
)
