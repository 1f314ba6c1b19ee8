"""Fixes put to use: which rows a rule marks, whether its fix helps them, and the edit that mends them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from offconv_gui.core.edits import Batch, Edit, Reach
from offconv_gui.core.grid import RowIndex
from offconv_gui.core.messages import Message
from offconv_gui.core.rules import PLACES
from offconv_gui.core.rules.base import AnyRule, Fix

if TYPE_CHECKING:
    from offconv_gui.core.document import Document

AT_ONCE = 1_000
"""Rows whose edit is worked out when it is asked for; of more, that belongs to applying it."""

TRIED = 20
"""Rows that are tried to see whether a fix helps at all: this is asked after every keystroke."""


@dataclass(frozen=True)
class Mend:
    """Mend many rows; the new cells are worked out when it is applied, which may be beside the window."""

    title: Message
    fix: Fix
    rows: RowIndex

    def apply(self, document: Document) -> tuple[Document, Edit]:
        edit = self.fix.edit(document, self.rows) or Batch(self.title, ())
        return edit.apply(document)

    def reach(self) -> Reach:
        return Reach(len(self.rows))


def rows_marked(document: Document, rule: AnyRule) -> RowIndex:
    """The positions of all rows that the rule marks, ascending."""
    return document.issues.rows_with(1 << PLACES[rule.id])


def may_mend(document: Document, rule: AnyRule, rows: RowIndex) -> bool:
    """Whether the rule's fix helps one of the first of these rows, or there are others it might help."""
    if rule.fix is None or not len(rows):
        return False
    return len(rows) > TRIED or rule.fix.edit(document, rows) is not None


def mend(document: Document, rule: AnyRule, rows: RowIndex) -> Edit | None:
    """The edit by which the rule's fix mends these rows; None where it has nothing to give them."""
    if rule.fix is None or not len(rows):
        return None
    if len(rows) <= AT_ONCE:
        return rule.fix.edit(document, rows)
    return Mend(Message(rule.fix.label), rule.fix, rows)
