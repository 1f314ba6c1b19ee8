"""The folders are the architecture. import-linter keeps who imports whom; this keeps the rest."""

from __future__ import annotations

import ast
import subprocess
import sys

from package_sources import ROOT, Source, sources

TIME_AND_PLACE = {
    "now",
    "utcnow",
    "today",
    "localtime",
    "setlocale",
    "getlocale",
    "localeconv",
    "fromtimestamp",
}
"""Methods whose answer depends on when or where they are asked; Windows knows no time stamp before 1970."""

OUTSIDE_WORLD = {"locale", "os", "pathlib", "shutil", "socket", "subprocess", "tempfile", "time"}
"""Modules with which the core would reach for the clock, the machine's language, or a file."""


def core() -> list[Source]:
    return [source for source in sources() if source.is_in("core")]


def test_only_the_window_knows_qt() -> None:
    found = [
        source.at(node)
        for source in sources()
        if source.is_in("core", "io", "cli", "resources")
        for node, module in source.imports()
        if module.partition(".")[0] in ("PySide6", "shiboken6")
    ]
    assert found == []


def test_models_know_no_widgets() -> None:
    found = [
        source.at(node)
        for source in sources()
        if source.is_in("gui.models")
        for node, name in source.imports()
        if name.startswith("PySide6.QtWidgets")
    ]
    assert found == []


def test_the_core_reaches_for_nothing_outside() -> None:
    found = [
        f"{source.at(node)} imports {module}"
        for source in core()
        for node, module in source.imports()
        if module.partition(".")[0] in OUTSIDE_WORLD
    ]
    assert found == []


def test_the_core_asks_no_clock_and_no_locale() -> None:
    found = [
        f"{source.at(node)} calls {name}()"
        for source in core()
        for node, name in source.method_calls()
        if name in TIME_AND_PLACE
    ]
    assert found == []


def test_the_core_opens_no_file() -> None:
    found = [
        source.at(node)
        for source in core()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "open"
    ]
    assert found == []


def test_the_command_line_runs_without_qt() -> None:
    program = "import sys, offconv_gui.cli; print([m for m in sys.modules if m.startswith('PySide6')])"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.stderr == ""
    assert done.stdout.strip() == "[]"
