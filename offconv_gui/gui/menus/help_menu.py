"""The menu Help: what explains the program."""

from __future__ import annotations

from PySide6.QtGui import QAction

from offconv_gui.core.messages import QT_TRANSLATE_NOOP
from offconv_gui.gui.menus.base import ActionSpec, Menu, When

ENTRIES: tuple[ActionSpec, ...] = (
    ActionSpec(
        "actionFieldHelp",
        QT_TRANSLATE_NOOP("actions", "&Help for this column"),
        QT_TRANSLATE_NOOP(
            "actions", "What belongs into the current cell, with examples that are right and wrong"
        ),
        "circle-question-mark",
        Menu.HELP,
        When.CELL,
        ("F1",),
    ),
    ActionSpec(
        "actionProblemHelp",
        QT_TRANSLATE_NOOP("actions", "&Problems explained"),
        QT_TRANSLATE_NOOP("actions", "Read what each problem is, what it costs and what fixes it"),
        "circle-question-mark",
        Menu.HELP,
        When.ALWAYS,
    ),
    ActionSpec(
        "actionShortcuts",
        QT_TRANSLATE_NOOP("actions", "&Keys"),
        QT_TRANSLATE_NOOP("actions", "Show which keys do what"),
        "keyboard",
        Menu.HELP,
        When.ALWAYS,
        ("Shift+F1",),
    ),
    ActionSpec(
        "actionUpdates",
        QT_TRANSLATE_NOOP("actions", "&Check for updates…"),
        QT_TRANSLATE_NOOP("actions", "See in your browser whether there is a newer version; nothing is sent"),
        "globe",
        Menu.HELP,
        When.ALWAYS,
    ),
    ActionSpec(
        "actionAbout",
        QT_TRANSLATE_NOOP("actions", "&About OffConv"),
        QT_TRANSLATE_NOOP("actions", "Version, licence, and the edition of the time zone rules"),
        "info",
        Menu.HELP,
        When.ALWAYS,
        role=QAction.MenuRole.AboutRole,
    ),
)
