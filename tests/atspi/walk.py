"""Walk the window as a screen reader does: controls have names, cells speak, and what happens is announced.

Run by `walk.sh`, with the system's Python, for AT-SPI's bindings (`python3-pyatspi`) are no package of pip.
Everything is done through AT-SPI too: commands are pressed by their names. Prints the tree of each window,
and what is wrong; the exit status is the number of things wrong, 100 at most.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import pyatspi
from gi.repository import GLib

DEEPEST = 14
MOST_CHILDREN = 60
PATIENCE = 30.0
"""Seconds for which a window, a table or an announcement is waited for."""

ROW = re.compile(r"^(?P<column>[^,]+), (row [\d,]+|new row), .+")
"""A cell: "Conversion Time (UTC), row 214, 2026-03-14 09:15:00, problem: Older than 90 days, left out"."""

CONTAINERS = {"application", "filler", "panel", "viewport", "scroll pane", "split pane", "layered pane"}
"""Roles that hold others and say nothing themselves."""

FILTER = 0x66
"""The key of the letter underlined in the menu of a column: a menu that hangs in the air is in no tree."""

DIALOGS = (
    (("Change…",), "Match the columns", "Cancel"),
    (("Export…",), "Export", "Cancel"),
    (("Go to row…",), "Go to row", "Cancel"),
    (("Replace…",), "Find and replace", "Close"),
    (("List of goals…",), "Goals", "Close"),
    (("Layouts…",), "Layouts", "Close"),
    (("Keys",), "Keys", "Close"),
    (("Menu of the column", FILTER), "Filter", "Cancel"),
)
"""What is pressed to open each, the beginning of its title, and what closes it."""

heard: list[str] = []


def listen(event: Any) -> None:
    heard.append(str(event.any_data))


def wait(what: str, found: Callable[[], Any]) -> Any:
    """Whatever `found` gives once it is something; ends the walk where it never is."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        pump()
        answer = found()
        if answer:
            return answer
        time.sleep(0.1)
    sys.exit(f"not found through AT-SPI: {what}")


def pump() -> None:
    while GLib.MainContext.default().iteration(False):
        pass


# -- The tree -----------------------------------------------------------------------------------------------


def application() -> Any:
    """The program, once it has a window."""
    desktop = pyatspi.Registry.getDesktop(0)
    for place in range(desktop.childCount):
        found = desktop.getChildAtIndex(place)
        if found is not None and "offconv" in (found.name or "").lower() and found.childCount:
            return found
    return None


def walk(node: Any, depth: int = 0) -> Iterator[tuple[Any, int]]:
    """Everything below, itself first; of a table only its first cells."""
    yield node, depth
    if depth >= DEEPEST:
        return
    for place in range(min(node.childCount, MOST_CHILDREN)):
        child = node.getChildAtIndex(place)
        if child is not None:
            yield from walk(child, depth + 1)


def has(node: Any, state: Any) -> bool:
    return bool(node.getState().contains(state))


def table(root: Any) -> Any:
    tables = (node for node, _ in walk(root) if node.getRoleName() == "table" and node.name == "Conversions")
    return next(tables, None)


def window(root: Any, title: str) -> Any:
    """The window whose title begins so."""
    for place in range(root.childCount):
        found = root.getChildAtIndex(place)
        if found is not None and (found.name or "").startswith(title) and has(found, pyatspi.STATE_SHOWING):
            return found
    return None


def press(root: Any, name: str, within: str = "") -> None:
    """Press the button or the command of a menu that is called so."""

    def control() -> Any:
        top = window(root, within) if within else root
        for node, _ in walk(top) if top is not None else ():
            pressed = node.getRoleName() in ("push button", "menu item") and node.name == name
            if pressed and has(node, pyatspi.STATE_ENABLED):
                return node
        return None

    wait(f"something to press called {name!r}", control).queryAction().doAction(0)
    pump()


# -- What must hold -----------------------------------------------------------------------------------------


def unnamed(root: Any) -> list[str]:
    """The controls that can have the focus and do not say what they are; the tree is printed on the way."""
    found = []
    for node, depth in walk(root):
        role = node.getRoleName()
        if role != "table cell":
            print("  " * depth + f"{role}: {node.name}")
        focusable = has(node, pyatspi.STATE_FOCUSABLE) and has(node, pyatspi.STATE_SHOWING)
        if role not in CONTAINERS and focusable and not (node.name or "").strip():
            parent = node.parent
            found.append(f"no name: {role} in {parent.getRoleName()} {parent.name!r} of {root.name!r}")
    return found


def silent_cells(root: Any, rows: int, columns: int) -> list[str]:
    """The cells of the first rows that do not say column, row and content."""
    grid, found = table(root).queryTable(), []
    for row in range(min(rows, grid.nRows)):
        for column in range(min(columns, grid.nColumns)):
            words = grid.getAccessibleAt(row, column).name or ""
            print(f"    cell {row},{column}: {words}")
            if not ROW.match(words):
                found.append(f"a cell says only {words!r}")
    return found


def announced(pattern: str) -> list[str]:
    """Nothing, once something like this is announced; else what is wrong."""
    until = time.monotonic() + PATIENCE / 3
    while time.monotonic() < until:
        pump()
        if any(re.search(pattern, text) for text in heard):
            print(f"    announced: {heard}")
            heard.clear()
            return []
        time.sleep(0.1)
    return [f"not announced: {pattern!r}, only {heard}"]


# -- The walks ----------------------------------------------------------------------------------------------


def walk_dialogs(root: Any) -> list[str]:
    """From the window with no table, over the sample, through its dialogs."""
    wrong = unnamed(root)
    press(root, "Try the sample")
    wait("the table of the sample", lambda: table(root))
    for names, title, close in DIALOGS:
        for name in names:
            if isinstance(name, int):
                time.sleep(0.5)
                pyatspi.Registry.generateKeyboardEvent(name, None, pyatspi.KEY_SYM)
            else:
                press(root, name)
        dialog = wait(f"the window {title!r}", lambda title=title: window(root, title))
        wrong += unnamed(dialog)
        press(root, close, within=title)
        wait(f"the end of {title!r}", lambda title=title: window(root, title) is None)
    return wrong


def walk_table(root: Any) -> list[str]:
    """A table whose rows have problems: its cells, a fix of several rows, and what is announced of them."""
    wait("a table", lambda: table(root))
    wrong = unnamed(root) + silent_cells(root, rows=3, columns=6)
    press(root, "Next problem")
    wrong += announced(r"Problem \d+ of \d+")
    press(root, "Fix all like this")
    wrong += unnamed(wait("the window of a fix", lambda: window(root, "Leave out")))
    press(root, "Leave out 2 rows", within="Leave out")
    wrong += announced(r"\d+ ready, \d+ to review, \d+ need")
    first = table(root).queryTable().getAccessibleAt(0, 0).name
    print(f"    cell 0,0: {first}")
    return (
        wrong
        if first.endswith("left out") and "problem" not in first
        else [*wrong, f"a row left out says only {first!r}"]
    )


WALKS = {"dialogs": walk_dialogs, "table": walk_table}


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("walk", choices=WALKS)
    given = parser.parse_args()
    pyatspi.Registry.registerEventListener(listen, "object:announcement")
    wrong = WALKS[given.walk](wait("a window of OffConv", application))
    print("\n".join(wrong) if wrong else f"Nothing is wrong on the walk of the {given.walk}.")
    return min(len(wrong), 100)


if __name__ == "__main__":
    sys.exit(main())
