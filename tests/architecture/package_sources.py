"""The package's modules as syntax trees, and the questions the architecture tests ask of them."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "offconv_gui"


@dataclass(frozen=True)
class Source:
    """One module: its dotted name, where it lies, its tree."""

    name: str
    path: Path
    tree: ast.Module

    def at(self, node: ast.AST) -> str:
        """A place to click on in a terminal or editor."""
        return f"{self.path.relative_to(ROOT).as_posix()}:{getattr(node, 'lineno', 1)}"

    def is_in(self, *layers: str) -> bool:
        """Whether it is one of these modules or packages, or lies in one: `is_in("core", "cli")`."""
        inside = [f"offconv_gui.{layer}" for layer in layers]
        return any(self.name == layer or self.name.startswith(layer + ".") for layer in inside)

    def imports(self) -> Iterator[tuple[ast.AST, str]]:
        """Every module, and every name from a module, imported anywhere in it, dotted."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)

    def method_calls(self) -> Iterator[tuple[ast.Call, str]]:
        """Every call of the form `something.name(...)`, with the name."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                yield node, node.func.attr


@cache
def sources() -> tuple[Source, ...]:
    """Every module of the package."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found.append(Source(name, path, ast.parse(path.read_text(encoding="utf-8"))))
    return tuple(found)


def modules_in(package: str) -> list[ModuleType]:
    """The modules directly inside a package of ours, imported: `modules_in("core.rules")`."""
    parent = f"offconv_gui.{package}"
    names = [source.name for source in sources() if source.name.rpartition(".")[0] == parent]
    return [importlib.import_module(name) for name in names]
