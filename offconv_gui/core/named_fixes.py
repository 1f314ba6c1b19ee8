"""Fixes by the names of their rules: what a script can ask for, without seeing the rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from offconv_gui.core.edits import Edit, LeaveOut, SetCells
from offconv_gui.core.fixes import Fix
from offconv_gui.core.mending import rows_marked
from offconv_gui.core.rules import RULES
from offconv_gui.core.rules.base import AnyRule

if TYPE_CHECKING:
    from offconv_gui.core.document import Document

SAFE = "safe"
"""Stands for every fix that cannot change what a value means."""


@dataclass(frozen=True)
class Fixed:
    """What a fix did: how many cells it changed, or rows it left out."""

    rule: AnyRule
    fix: Fix
    cells: int


def names_with_a_fix() -> tuple[str, ...]:
    """The rules whose primary fix needs no decision, in the order of the roll."""
    return tuple(dict.fromkeys(rule.name for rule in RULES if rule.fix and rule.fix.at_once))


def fixes_called(name: str) -> tuple[tuple[AnyRule, Fix], ...]:
    """The primary fix of each rule of this name, or every safe one; () for a name that has none."""
    if name == SAFE:
        return tuple((rule, fix) for rule in RULES for fix in rule.fixes if fix.safe)
    return tuple((rule, rule.fix) for rule in RULES if rule.name == name and rule.fix and rule.fix.at_once)


def apply_fixes(document: Document, name: str) -> tuple[Document, tuple[Fixed, ...]]:
    """The document with all that these fixes can mend, and what each did."""
    done = []
    for rule, fix in fixes_called(name):
        edit = fix.edit(document, rows_marked(document, rule))
        if edit is not None:
            document = document.apply(edit).document
        done.append(Fixed(rule, fix, _count(edit)))
    return document, tuple(done)


def _count(edit: Edit | None) -> int:
    return len(edit.rows) if isinstance(edit, SetCells | LeaveOut) else 0
