"""The menu Rows: problems, and rows."""

from __future__ import annotations

from offconv_gui.core.messages import QT_TRANSLATE_NOOP
from offconv_gui.gui.menus.base import ActionSpec, Menu, When

ENTRIES: tuple[ActionSpec, ...] = (
    ActionSpec(
        "actionNextProblem",
        QT_TRANSLATE_NOOP("actions", "&Next problem"),
        QT_TRANSLATE_NOOP("actions", "Go to the next cell with a problem"),
        "chevron-down",
        Menu.ROWS,
        When.PROBLEM,
        ("F8",),
    ),
    ActionSpec(
        "actionPreviousProblem",
        QT_TRANSLATE_NOOP("actions", "&Previous problem"),
        QT_TRANSLATE_NOOP("actions", "Go to the cell with a problem before this one"),
        "chevron-up",
        Menu.ROWS,
        When.PROBLEM,
        ("Shift+F8",),
    ),
    ActionSpec(
        "actionFixCell",
        QT_TRANSLATE_NOOP("actions", "&Fix this cell"),
        QT_TRANSLATE_NOOP("actions", "Fix the current cell as the panel offers"),
        "wand",
        Menu.ROWS,
        When.FIX,
        ("Ctrl+.",),
        section=True,
    ),
    ActionSpec(
        "actionFixAll",
        QT_TRANSLATE_NOOP("actions", "Fix &all like this"),
        QT_TRANSLATE_NOOP("actions", "Fix every cell that has the current cell's problem"),
        "wand-sparkles",
        Menu.ROWS,
        When.FIX,
        ("Ctrl+Shift+.",),
    ),
    ActionSpec(
        "actionCompareDuplicates",
        QT_TRANSLATE_NOOP("actions", "&Compare duplicates…"),
        QT_TRANSLATE_NOOP("actions", "Show duplicate conversions side by side, and keep one of each"),
        "copy",
        Menu.ROWS,
        When.PROBLEM,
    ),
    ActionSpec(
        "actionLeaveOut",
        QT_TRANSLATE_NOOP("actions", "&Leave out"),
        QT_TRANSLATE_NOOP("actions", "Keep the selected rows out of the export; they stay in the table"),
        "circle-minus",
        Menu.ROWS,
        When.CELL,
        section=True,
    ),
    ActionSpec(
        "actionPutBack",
        QT_TRANSLATE_NOOP("actions", "Put &back"),
        QT_TRANSLATE_NOOP("actions", "Let the selected rows be exported again"),
        "circle-plus",
        Menu.ROWS,
        When.CELL,
    ),
    ActionSpec(
        "actionInsertRow",
        QT_TRANSLATE_NOOP("actions", "&Insert rows"),
        QT_TRANSLATE_NOOP("actions", "Insert blank rows above the selected ones, as many as these"),
        "between-horizontal-start",
        Menu.ROWS,
        When.OPEN,
        ("Ctrl++",),
        section=True,
    ),
    ActionSpec(
        "actionDeleteRows",
        QT_TRANSLATE_NOOP("actions", "&Delete rows"),
        QT_TRANSLATE_NOOP("actions", "Delete the selected rows from the table; the file keeps them"),
        "trash-2",
        Menu.ROWS,
        When.CELL,
        ("Ctrl+-",),
    ),
)
