"""Walk the window as a screen reader does: every control that can have the focus has a name, and cells speak.

Run by `walk.sh`, with the system's Python, for AT-SPI's bindings (`python3-pyatspi`) are no package of pip.
Prints the tree, and what is wrong; the exit status is the number of things wrong, 100 at most.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Iterator
from typing import Any

import pyatspi

DEEPEST = 14
MOST_CHILDREN = 60
PATIENCE = 60

ROW = re.compile(r"^(?P<column>[^,]+), (row [\d,]+|new row), .+")
"""A cell: "Conversion Time (UTC), row 214, 2026-03-14 09:15:00, problem: Too old"."""

CONTAINERS = {"application", "filler", "panel", "viewport", "scroll pane", "split pane", "layered pane"}
"""Roles that hold others and say nothing themselves."""


def application() -> Any:
    """The program, once it has a window with a table in it."""
    for _ in range(PATIENCE * 2):
        desktop = pyatspi.Registry.getDesktop(0)
        for place in range(desktop.childCount):
            found = desktop.getChildAtIndex(place)
            if found is not None and "offconv" in (found.name or "").lower() and tables(found):
                return found
        time.sleep(0.5)
    sys.exit("no window of OffConv with a table was found through AT-SPI")


def tables(root: Any) -> list[Any]:
    return [node for node, _ in walk(root) if node.getRoleName() == "table" and node.name == "Conversions"]


def walk(node: Any, depth: int = 0) -> Iterator[tuple[Any, int]]:
    """Everything below, itself first; of a table only its first cells."""
    yield node, depth
    if depth >= DEEPEST:
        return
    for place in range(min(node.childCount, MOST_CHILDREN)):
        child = node.getChildAtIndex(place)
        if child is not None:
            yield from walk(child, depth + 1)


def is_focusable(node: Any) -> bool:
    states = node.getState()
    return bool(states.contains(pyatspi.STATE_FOCUSABLE) and states.contains(pyatspi.STATE_SHOWING))


def unnamed(root: Any) -> list[str]:
    """The controls that can have the focus and do not say what they are."""
    found = []
    for node, _ in walk(root):
        role = node.getRoleName()
        if role not in CONTAINERS and is_focusable(node) and not (node.name or "").strip():
            parent = node.parent
            found.append(f"no name: {role} in {parent.getRoleName()} {parent.name!r}")
    return found


def silent_cells(table: Any, rows: int, columns: int) -> list[str]:
    """The cells of the first rows that do not say column, row and content."""
    grid, found = table.queryTable(), []
    for row in range(min(rows, grid.nRows)):
        for column in range(min(columns, grid.nColumns)):
            cell = grid.getAccessibleAt(row, column)
            words = cell.name or ""
            print(f"    cell {row},{column}: {words}")
            if not ROW.match(words):
                found.append(f"a cell says only {words!r}")
    return found


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=4)
    parser.add_argument("--columns", type=int, default=6)
    given = parser.parse_args()
    root = application()
    for node, depth in walk(root):
        if node.getRoleName() != "table cell":
            print("  " * depth + f"{node.getRoleName()}: {node.name}")
    wrong = unnamed(root)
    for table in tables(root):
        wrong += silent_cells(table, given.rows, given.columns)
    print("\n".join(wrong) if wrong else "Every control that can have the focus has a name, and cells speak.")
    return min(len(wrong), 100)


if __name__ == "__main__":
    sys.exit(main())
