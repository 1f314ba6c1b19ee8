"""Rows that belong together, because a rule has found them to be the same conversion or of the same click."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from offconv_gui.core.edits import LeaveOut
from offconv_gui.core.fixes import Fix
from offconv_gui.core.grid import RowIndex
from offconv_gui.core.mending import rows_marked
from offconv_gui.core.rules.base import GroupRule

if TYPE_CHECKING:
    from offconv_gui.core.document import Document


def row_groups(document: Document, rule: GroupRule) -> list[RowIndex]:
    """The groups in which the rule marks a row: ascending positions; in the order of their first rows."""
    marked = rows_marked(document, rule)
    if not len(marked):
        return []
    members = document.compared_by(rule.id, marked)
    keys = document.issues.keys[rule.id].take(members).words
    order = np.argsort(keys, kind="stable")
    starts = np.flatnonzero(np.diff(keys[order], prepend=~keys[order[0]]))
    groups = np.split(members[order], starts[1:])
    return sorted(groups, key=lambda group: int(group[0]))


def ways(rule: GroupRule) -> tuple[Fix, ...]:
    """What may be kept of each group."""
    return tuple(fix for fix in rule.fixes if fix.at_once)


def leaving(document: Document, rule: GroupRule, fix: Fix) -> LeaveOut | None:
    """The edit that leaves out of each group what the fix does not keep; None where it keeps them all."""
    edit = fix.edit(document, rows_marked(document, rule))
    return edit if isinstance(edit, LeaveOut) else None
