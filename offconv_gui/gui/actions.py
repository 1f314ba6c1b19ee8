"""Every command of the menus, on one roll: its words, icon, keys, menu, and when it can be given.

The main window makes the actions, connects each by its name, and says what holds now with `enable`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QUndoStack
from PySide6.QtWidgets import QMenu, QMenuBar

from offconv_gui.gui.icons import put_icon
from offconv_gui.gui.menus import edit_menu, file_menu, goals_menu, help_menu, rows_menu, view_menu
from offconv_gui.gui.menus.base import ActionSpec, Menu, When

__all__ = [
    "ACTIONS",
    "SPECS",
    "ActionSpec",
    "Menu",
    "When",
    "build_actions",
    "build_menus",
    "enable",
    "keys_of",
    "name_steps",
    "put_icons",
    "retranslate",
]

ACTIONS: tuple[ActionSpec, ...] = (
    *file_menu.ENTRIES,
    *edit_menu.ENTRIES,
    *rows_menu.ENTRIES,
    *goals_menu.ENTRIES,
    *view_menu.ENTRIES,
    *help_menu.ENTRIES,
)

SPECS: dict[str, ActionSpec] = {spec.id: spec for spec in ACTIONS}


def build_actions(parent: QObject) -> dict[str, QAction]:
    """An action for each entry of the roll, by its id; children of `parent`, connected to nothing.

    Their icons come with `put_icons`: to draw them all takes a quarter of the time until the window is seen.
    """
    actions: dict[str, QAction] = {}
    groups: dict[str, QActionGroup] = {}
    for spec in ACTIONS:
        action = QAction(parent)
        action.setObjectName(spec.id)
        action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
        if spec.of_table:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setCheckable(spec.checkable)
        action.setMenuRole(spec.role)
        action.setIconVisibleInMenu(not spec.checkable)  # a tick stands in its place
        if spec.group:
            groups.setdefault(spec.group, QActionGroup(parent)).addAction(action)
        actions[spec.id] = action
    retranslate(actions)
    enable(actions, ())
    return actions


def put_icons(actions: Iterable[QAction]) -> None:
    """Give actions the icons of the roll."""
    for action in actions:
        put_icon(action, SPECS[action.objectName()].icon)


def build_menus(menu_bar: QMenuBar, actions: Mapping[str, QAction]) -> dict[Menu, QMenu]:
    """Fill a menu bar with the roll's menus."""
    menus: dict[Menu, QMenu] = {}
    for menu in Menu:
        menus[menu] = menu_bar.addMenu(_translated(menu.value))
        menus[menu].setObjectName(f"menu{menu.name.title()}")
        menus[menu].setToolTipsVisible(False)
    for spec in ACTIONS:
        if spec.section:
            menus[spec.menu].addSeparator()
        menus[spec.menu].addAction(actions[spec.id])
    return menus


def retranslate(actions: Mapping[str, QAction]) -> None:
    """Give the actions their words in the language of the program."""
    for name, action in actions.items():
        spec = SPECS[name]
        action.setText(_translated(spec.text))
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        tip = _translated(spec.tip)
        action.setToolTip(f"{tip} ({keys})" if keys else tip)
        action.setStatusTip(tip)


def enable(actions: Mapping[str, QAction], holds: Collection[When]) -> None:
    """Let those commands be given that make sense while all of `holds` hold."""
    for name, action in actions.items():
        when = SPECS[name].when
        action.setEnabled(when is When.ALWAYS or when in holds)


def name_steps(undo: QAction, redo: QAction, stack: QUndoStack) -> None:
    """Let undo and redo say which step they mean: "Undo Leave out"."""
    for action, step in ((undo, stack.undoText()), (redo, stack.redoText())):
        text = _translated(SPECS[action.objectName()].text)
        action.setText(f"{text} {step.replace('&', '&&')}" if step else text)


def keys_of(actions: Mapping[str, QAction]) -> list[tuple[str, str]]:
    """Every command that has keys: its words, and the keys as this system writes them."""
    native = QKeySequence.SequenceFormat.NativeText
    return [
        (
            _plain(spec),
            ", ".join(keys.toString(native) for keys in actions[spec.id].shortcuts()),
        )
        for spec in ACTIONS
        if spec.keys
    ]


def _plain(spec: ActionSpec) -> str:
    return _translated(spec.text).replace("&", "").rstrip("…")


def _translated(text: str) -> str:
    return QCoreApplication.translate("actions", text)
