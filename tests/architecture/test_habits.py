"""Habits that no linter keeps: where errors are caught, styles are set and signals are connected."""

from __future__ import annotations

import ast

from package_sources import sources

EVERYTHING = {"Exception", "BaseException"}


def names_in(node: ast.expr | None) -> set[str]:
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)} if node else EVERYTHING


def passes_on(handler: ast.ExceptHandler) -> bool:
    """It only tidies up: its last word is a bare `raise`."""
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def test_only_jobs_and_crash_catch_everything() -> None:
    found = [
        source.at(node)
        for source in sources()
        if not source.is_in("gui.jobs", "gui.crash")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ExceptHandler) and names_in(node.type) & EVERYTHING and not passes_on(node)
    ]
    assert found == []


def test_only_the_theme_sets_style_sheets() -> None:
    found = [
        source.at(node)
        for source in sources()
        if not source.is_in("gui.theme")
        for node, name in source.method_calls()
        if name == "setStyleSheet"
    ]
    assert found == []


def test_no_signal_is_connected_to_a_lambda() -> None:
    """A lambda keeps its widget alive, cannot be disconnected, and has no name in a traceback."""
    found = [
        source.at(node)
        for source in sources()
        for node, name in source.method_calls()
        if name == "connect" and any(isinstance(argument, ast.Lambda) for argument in node.args)
    ]
    assert found == []


def test_every_module_says_what_it_is() -> None:
    assert [source.name for source in sources() if not ast.get_docstring(source.tree)] == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    nothing = {"utils", "helpers", "common", "manager", "misc"}
    assert [source.name for source in sources() if nothing & set(source.name.split("."))] == []
