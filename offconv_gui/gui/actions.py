"""Every command of the menus, on one roll: its words, icon, keys, menu, and when it can be given.

The main window makes the actions, connects each by its name, and says what holds now with `enable`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QUndoStack
from PySide6.QtWidgets import QMenu, QMenuBar

from offconv_gui.core.messages import QT_TRANSLATE_NOOP
from offconv_gui.gui.icons import put_icon


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


ACTIONS: tuple[ActionSpec, ...] = (
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
    ActionSpec(
        "actionUndo",
        QT_TRANSLATE_NOOP("actions", "&Undo"),
        QT_TRANSLATE_NOOP("actions", "Take back the last step"),
        "undo-2",
        Menu.EDIT,
        When.UNDO,
        ("Ctrl+Z",),
    ),
    ActionSpec(
        "actionRedo",
        QT_TRANSLATE_NOOP("actions", "&Redo"),
        QT_TRANSLATE_NOOP("actions", "Do the step again that was taken back"),
        "redo-2",
        Menu.EDIT,
        When.REDO,
        ("Ctrl+Y", "Ctrl+Shift+Z"),
    ),
    ActionSpec(
        "actionHistory",
        QT_TRANSLATE_NOOP("actions", "&History…"),
        QT_TRANSLATE_NOOP("actions", "See every step, and go back to any of them"),
        "history",
        Menu.EDIT,
        When.OPEN,
        ("Ctrl+Shift+H",),
    ),
    ActionSpec(
        "actionCut",
        QT_TRANSLATE_NOOP("actions", "Cu&t"),
        QT_TRANSLATE_NOOP("actions", "Copy the selected cells and clear them"),
        "scissors",
        Menu.EDIT,
        When.CELL,
        ("Ctrl+X",),
        section=True,
    ),
    ActionSpec(
        "actionCopy",
        QT_TRANSLATE_NOOP("actions", "&Copy"),
        QT_TRANSLATE_NOOP("actions", "Copy the selected cells, for this table or for Excel"),
        "copy",
        Menu.EDIT,
        When.CELL,
        ("Ctrl+C",),
    ),
    ActionSpec(
        "actionCopyExplanation",
        QT_TRANSLATE_NOOP("actions", "Copy &explanation"),
        QT_TRANSLATE_NOOP("actions", "Copy what is said of the current cell, without what leads to a person"),
        "clipboard",
        Menu.EDIT,
        When.CELL,
    ),
    ActionSpec(
        "actionPasteCells",
        QT_TRANSLATE_NOOP("actions", "&Paste cells"),
        QT_TRANSLATE_NOOP("actions", "Put the clipboard's cells into the table, from the current cell on"),
        "clipboard",
        Menu.EDIT,
        When.CELL,
        ("Ctrl+V",),
    ),
    ActionSpec(
        "actionFillDown",
        QT_TRANSLATE_NOOP("actions", "Fill &down"),
        QT_TRANSLATE_NOOP("actions", "Put the selection's first row into all its rows"),
        "arrow-down-to-line",
        Menu.EDIT,
        When.CELL,
        ("Ctrl+D",),
    ),
    ActionSpec(
        "actionFillSelection",
        QT_TRANSLATE_NOOP("actions", "Fill &selection"),
        QT_TRANSLATE_NOOP("actions", "Put the content of the current cell into all selected cells"),
        "fill-cells",
        Menu.EDIT,
        When.CELL,
        ("Ctrl+Return",),
        of_table=True,
    ),
    ActionSpec(
        "actionClearCells",
        QT_TRANSLATE_NOOP("actions", "C&lear cells"),
        QT_TRANSLATE_NOOP("actions", "Make the selected cells blank"),
        "eraser",
        Menu.EDIT,
        When.CELL,
        ("Del",),
    ),
    ActionSpec(
        "actionEditCell",
        QT_TRANSLATE_NOOP("actions", "Ed&it the cell"),
        QT_TRANSLATE_NOOP("actions", "Change what is in the current cell; typing replaces it at once"),
        "pencil",
        Menu.EDIT,
        When.CELL,
        ("F2",),
        of_table=True,
    ),
    ActionSpec(
        "actionSelectRows",
        QT_TRANSLATE_NOOP("actions", "Select whole r&ows"),
        QT_TRANSLATE_NOOP("actions", "Select the whole of each row with a selected cell"),
        "select-rows",
        Menu.EDIT,
        When.CELL,
        ("Shift+Space",),
        of_table=True,
        section=True,
    ),
    ActionSpec(
        "actionSelectColumns",
        QT_TRANSLATE_NOOP("actions", "Select whole colu&mns"),
        QT_TRANSLATE_NOOP("actions", "Select the whole of each column with a selected cell"),
        "select-columns",
        Menu.EDIT,
        When.CELL,
        ("Ctrl+Space",),
        of_table=True,
    ),
    ActionSpec(
        "actionSelectAll",
        QT_TRANSLATE_NOOP("actions", "Select the &whole table"),
        QT_TRANSLATE_NOOP("actions", "Select all cells"),
        "table",
        Menu.EDIT,
        When.CELL,
        ("Ctrl+A",),
        of_table=True,
    ),
    ActionSpec(
        "actionFind",
        QT_TRANSLATE_NOOP("actions", "&Find…"),
        QT_TRANSLATE_NOOP("actions", "Find a text in the table"),
        "search",
        Menu.EDIT,
        When.OPEN,
        ("Ctrl+F",),
        section=True,
    ),
    ActionSpec(
        "actionReplace",
        QT_TRANSLATE_NOOP("actions", "Repl&ace…"),
        QT_TRANSLATE_NOOP(
            "actions", "Find a text and put another in its place, after a look at what changes"
        ),
        "replace",
        Menu.EDIT,
        When.OPEN,
        ("Ctrl+H",),
    ),
    ActionSpec(
        "actionGoToRow",
        QT_TRANSLATE_NOOP("actions", "&Go to row…"),
        QT_TRANSLATE_NOOP("actions", "Go to a row by its number in the file"),
        "arrow-right-to-line",
        Menu.EDIT,
        When.OPEN,
        ("Ctrl+G",),
    ),
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
        QT_TRANSLATE_NOOP("actions", "Mend the current cell as the panel offers"),
        "wand",
        Menu.ROWS,
        When.FIX,
        ("Ctrl+.",),
        section=True,
    ),
    ActionSpec(
        "actionFixAll",
        QT_TRANSLATE_NOOP("actions", "Fix &all like this"),
        QT_TRANSLATE_NOOP("actions", "Mend every cell that has the current cell's problem"),
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
    ActionSpec(
        "actionProblemsOnly",
        QT_TRANSLATE_NOOP("actions", "&Problems only"),
        QT_TRANSLATE_NOOP("actions", "Show only the rows that need fixing or should be reviewed"),
        "list-filter",
        Menu.VIEW,
        When.OPEN,
        ("Ctrl+E",),
        checkable=True,
    ),
    ActionSpec(
        "actionColumnMenu",
        QT_TRANSLATE_NOOP("actions", "&Menu of the column"),
        QT_TRANSLATE_NOOP("actions", "Sort, filter, fit or hide the column of the current cell"),
        "funnel",
        Menu.VIEW,
        When.OPEN,
        ("Alt+Down",),
    ),
    ActionSpec(
        "actionFreeze",
        QT_TRANSLATE_NOOP("actions", "Free&ze up to this column"),
        QT_TRANSLATE_NOOP("actions", "Keep the columns up to that of the current cell in sight"),
        "columns-frozen",
        Menu.VIEW,
        When.CELL,
    ),
    ActionSpec(
        "actionUnfreeze",
        QT_TRANSLATE_NOOP("actions", "Un&freeze the columns"),
        QT_TRANSLATE_NOOP("actions", "Let all columns be scrolled along"),
        "columns-free",
        Menu.VIEW,
        When.FROZEN,
    ),
    ActionSpec(
        "actionClearFilters",
        QT_TRANSLATE_NOOP("actions", "Show &all rows"),
        QT_TRANSLATE_NOOP("actions", "Clear the filters of all columns, the text to find, and the chips"),
        "funnel-x",
        Menu.VIEW,
    ),
    ActionSpec(
        "actionSystem",
        QT_TRANSLATE_NOOP("actions", "Colours of the &system"),
        QT_TRANSLATE_NOOP("actions", "Light or dark, as the system has it"),
        "monitor",
        Menu.VIEW,
        When.ALWAYS,
        section=True,
        checkable=True,
        group="scheme",
    ),
    ActionSpec(
        "actionLight",
        QT_TRANSLATE_NOOP("actions", "&Light colours"),
        QT_TRANSLATE_NOOP("actions", "Dark text on a light ground"),
        "sun",
        Menu.VIEW,
        When.ALWAYS,
        checkable=True,
        group="scheme",
    ),
    ActionSpec(
        "actionDark",
        QT_TRANSLATE_NOOP("actions", "&Dark colours"),
        QT_TRANSLATE_NOOP("actions", "Light text on a dark ground"),
        "moon",
        Menu.VIEW,
        When.ALWAYS,
        checkable=True,
        group="scheme",
    ),
    ActionSpec(
        "actionContrast",
        QT_TRANSLATE_NOOP("actions", "&High contrast"),
        QT_TRANSLATE_NOOP("actions", "The strongest contrast, light or dark as the system has it"),
        "contrast",
        Menu.VIEW,
        When.ALWAYS,
        checkable=True,
        group="scheme",
    ),
    ActionSpec(
        "actionLargerText",
        QT_TRANSLATE_NOOP("actions", "Lar&ger text"),
        QT_TRANSLATE_NOOP("actions", "Make the text of the program larger, up to twice the usual size"),
        "zoom-in",
        Menu.VIEW,
        When.ALWAYS,
        ("Ctrl+Shift+PgUp",),
        section=True,
    ),
    ActionSpec(
        "actionSmallerText",
        QT_TRANSLATE_NOOP("actions", "Smaller &text"),
        QT_TRANSLATE_NOOP("actions", "Make the text of the program smaller"),
        "zoom-out",
        Menu.VIEW,
        When.ALWAYS,
        ("Ctrl+Shift+PgDown",),
    ),
    ActionSpec(
        "actionUsualText",
        QT_TRANSLATE_NOOP("actions", "&Usual text size"),
        QT_TRANSLATE_NOOP("actions", "Give the text the size it had at first"),
        "a-large-small",
        Menu.VIEW,
        When.ALWAYS,
        ("Ctrl+Shift+0",),
    ),
    ActionSpec(
        "actionNextPane",
        QT_TRANSLATE_NOOP("actions", "&Next part of the window"),
        QT_TRANSLATE_NOOP("actions", "Go round choices, filters, table, problems and tools"),
        "panel-right",
        Menu.VIEW,
        When.ALWAYS,
        ("F6",),
        section=True,
    ),
    ActionSpec(
        "actionPreviousPane",
        QT_TRANSLATE_NOOP("actions", "Pre&vious part of the window"),
        QT_TRANSLATE_NOOP("actions", "Go round the parts of the window backwards"),
        "panel-right",
        Menu.VIEW,
        When.ALWAYS,
        ("Shift+F6",),
    ),
    ActionSpec(
        "actionResetLayout",
        QT_TRANSLATE_NOOP("actions", "&Reset the layout"),
        QT_TRANSLATE_NOOP("actions", "Give panes and columns the sizes and order they had at first"),
        "rotate-ccw",
        Menu.VIEW,
        When.ALWAYS,
        section=True,
    ),
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
        QT_TRANSLATE_NOOP("actions", "Read what each problem is, what it costs and what mends it"),
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
