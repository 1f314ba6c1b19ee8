"""The menu File: files, work saved, exports, and windows."""

from __future__ import annotations

from PySide6.QtGui import QAction

from offconv_gui.core.messages import QT_TRANSLATE_NOOP
from offconv_gui.gui.menus.base import ActionSpec, Menu, When

ENTRIES: tuple[ActionSpec, ...] = (
    ActionSpec(
        "actionOpen",
        QT_TRANSLATE_NOOP("actions", "&Open file…"),
        QT_TRANSLATE_NOOP("actions", "Open a file from your CRM"),
        "folder-open",
        Menu.FILE,
        When.ALWAYS,
        ("Ctrl+O",),
    ),
    ActionSpec(
        "actionNewWindow",
        QT_TRANSLATE_NOOP("actions", "&New window"),
        QT_TRANSLATE_NOOP("actions", "Open another window, for another file"),
        "app-window",
        Menu.FILE,
        When.ALWAYS,
        ("Ctrl+N",),
    ),
    ActionSpec(
        "actionPaste",
        QT_TRANSLATE_NOOP("actions", "&Paste rows"),
        QT_TRANSLATE_NOOP("actions", "Open the rows on the clipboard as a new table"),
        "clipboard-paste",
        Menu.FILE,
        When.ALWAYS,
        ("Ctrl+Shift+V",),
    ),
    ActionSpec(
        "actionTrySample",
        QT_TRANSLATE_NOOP("actions", "&Try the sample"),
        QT_TRANSLATE_NOOP("actions", "Open a table of invented deals that holds each problem once"),
        "flask-conical",
        Menu.FILE,
        When.ALWAYS,
    ),
    ActionSpec(
        "actionLayouts",
        QT_TRANSLATE_NOOP("actions", "&Layouts…"),
        QT_TRANSLATE_NOOP("actions", "See, remove, import and export how files are remembered to be read"),
        "table",
        Menu.FILE,
        When.ALWAYS,
    ),
    ActionSpec(
        "actionSave",
        QT_TRANSLATE_NOOP("actions", "&Save work"),
        QT_TRANSLATE_NOOP("actions", "Save the table as it is now, to go on with it later"),
        "save",
        Menu.FILE,
        When.OPEN,
        ("Ctrl+S",),
        section=True,
    ),
    ActionSpec(
        "actionSaveAs",
        QT_TRANSLATE_NOOP("actions", "Save work &as…"),
        QT_TRANSLATE_NOOP("actions", "Save the table as it is now in another file"),
        "save",
        Menu.FILE,
        When.OPEN,
        ("Ctrl+Shift+S",),
    ),
    ActionSpec(
        "actionExport",
        QT_TRANSLATE_NOOP("actions", "&Export…"),
        QT_TRANSLATE_NOOP("actions", "Write the file to upload to Microsoft Advertising"),
        "download",
        Menu.FILE,
        When.READY,
        ("Ctrl+Shift+E",),
        section=True,
    ),
    ActionSpec(
        "actionSaveRejects",
        QT_TRANSLATE_NOOP("actions", "Save the rows left o&ut…"),
        QT_TRANSLATE_NOOP(
            "actions", "Save the rows that stay out of the export, their problems marked, for Excel"
        ),
        "file-warning",
        Menu.FILE,
        When.REJECTS,
    ),
    ActionSpec(
        "actionImportResults",
        QT_TRANSLATE_NOOP("actions", "&Import results…"),
        QT_TRANSLATE_NOOP("actions", "Mark the rows that Microsoft Advertising refused at the last upload"),
        "file-warning",
        Menu.FILE,
    ),
    ActionSpec(
        "actionClose",
        QT_TRANSLATE_NOOP("actions", "&Close the window"),
        QT_TRANSLATE_NOOP("actions", "Close this window; the others stay"),
        "x",
        Menu.FILE,
        When.ALWAYS,
        ("Ctrl+W",),
        section=True,
    ),
    ActionSpec(
        "actionQuit",
        QT_TRANSLATE_NOOP("actions", "&Quit"),
        QT_TRANSLATE_NOOP("actions", "Close OffConv with all its windows"),
        "log-out",
        Menu.FILE,
        When.ALWAYS,
        ("Ctrl+Q",),
        role=QAction.MenuRole.QuitRole,
    ),
)
