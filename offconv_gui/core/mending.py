"""Fixes put to use: which rows a rule marks, which fixes help them, what these would do, and the edits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from offconv_gui.core.edits import Batch, Edit, LeaveOut, Reach, SetCells, SetChoices
from offconv_gui.core.fields import Field
from offconv_gui.core.fixes import Fix
from offconv_gui.core.grid import RowIndex
from offconv_gui.core.messages import Message
from offconv_gui.core.rules import PLACES
from offconv_gui.core.rules.base import AnyRule

if TYPE_CHECKING:
    from offconv_gui.core.document import Document

AT_ONCE = 1_000
"""Rows whose edit is worked out when it is asked for; of more, that belongs to applying it."""

TRIED = 20
"""Rows that are tried to see whether a fix helps at all: this is asked after every keystroke."""

MOST_EXAMPLES = 200


@dataclass(frozen=True)
class Mend:
    """Mend many rows; the new cells are worked out when it is applied, which may be beside the window.

    `value` is what was given to a fix that asks for one.
    """

    title: Message
    fix: Fix
    rows: RowIndex
    value: str | None = None

    def apply(self, document: Document) -> tuple[Document, Edit]:
        edit = _edit(document, self.fix, self.rows, self.value) or Batch(self.title, ())
        return edit.apply(document)

    def reach(self) -> Reach:
        return Reach(len(self.rows))


@dataclass(frozen=True)
class Example:
    """What a fix does to one cell: its text before and after; None after where the row is left out.

    `row` is a position; `row_number` that of the row in its source, 0 where it stands in none.
    """

    row: int
    row_number: int
    field: Field
    before: str
    after: str | None


@dataclass(frozen=True)
class Preview:
    """What a fix would do: how many cells it changes (or rows it leaves out), and the first of them.

    `choices` tells that it decides something for the whole file and changes no cell: the examples are then
    the cells it was asked for, and how their text is read does not show in them.
    """

    title: Message
    count: int
    examples: tuple[Example, ...]
    choices: bool = False


def rows_marked(document: Document, rule: AnyRule) -> RowIndex:
    """The positions of all rows that the rule marks, ascending."""
    return document.issues.rows_with(1 << PLACES[rule.id])


def marked_among(document: Document, rule: AnyRule, rows: RowIndex) -> RowIndex:
    """Those of these rows that the rule marks."""
    marked: RowIndex = rows[document.issues.verdicts.take(rows).words & np.uint64(1 << PLACES[rule.id]) != 0]
    return marked


def helps(document: Document, fix: Fix, rows: RowIndex) -> bool:
    """Whether a fix has something to give one of the first of these rows.

    A fix that needs a decision or a value can always be offered.
    """
    return bool(len(rows)) and (not fix.at_once or fix.edit(document, rows[: TRIED + 1]) is not None)


def fixes_for(document: Document, rule: AnyRule, rows: RowIndex) -> tuple[Fix, ...]:
    """The rule's fixes that help these rows, in the order they are offered."""
    return tuple(fix for fix in rule.fixes if helps(document, fix, rows))


def first_fix(document: Document, rule: AnyRule, rows: RowIndex) -> Fix | None:
    """The first fix that helps these rows at once; of more than are tried, one that may help the others."""
    ready = [fix for fix in rule.fixes if fix.at_once]
    found = next((fix for fix in ready if helps(document, fix, rows)), None)
    return found or (ready[0] if ready and len(rows) > TRIED else None)


def mend(
    document: Document, rule: AnyRule, rows: RowIndex, fix: Fix | None = None, value: str | None = None
) -> Edit | None:
    """The edit by which a fix mends those of these rows that the rule marks.

    Without `fix`, the first that helps. `value` goes to a fix that asks for one. None where there is nothing
    to give.
    """
    rows = marked_among(document, rule, rows)
    fix = fix or first_fix(document, rule, rows)
    if fix is None or not len(rows):
        return None
    if len(rows) <= AT_ONCE or (fix.ask is not None and value is None):
        return _edit(document, fix, rows, value)
    label = Message(fix.ask.title, {"value": value}) if fix.ask is not None else Message(fix.label)
    return Mend(label, fix, rows, value)


def preview(
    document: Document,
    rule: AnyRule,
    rows: RowIndex,
    fix: Fix | None = None,
    value: str | None = None,
    most: int = MOST_EXAMPLES,
) -> Preview | None:
    """What `mend` would do, worked out without doing it; None where it would do nothing.

    At a few microseconds a row: for more than some ten thousand rows, beside the window.
    """
    rows = marked_among(document, rule, rows)
    fix = fix or first_fix(document, rule, rows)
    edit = _edit(document, fix, rows, value) if fix is not None and len(rows) else None
    match edit:
        case SetCells(title, field, changed, cells):
            after = cells.text.slice(0, most).to_pylist()
            return Preview(title, len(changed), _examples(document, field, changed[:most], after))
        case LeaveOut(title, changed, _):
            nothing = [None] * min(most, len(changed))
            return Preview(title, len(changed), _examples(document, rule.field, changed[:most], nothing))
        case SetChoices(title, _):
            asked = document.table.columns[rule.field].cells(rows[:most]).text.to_pylist()
            return Preview(
                title, len(rows), _examples(document, rule.field, rows[:most], asked), choices=True
            )
        case _:
            return None


def without(edit: Edit, rows: RowIndex) -> Edit | None:
    """The edit of a fix, but for these rows: a person has taken them out of it. None where none is left."""
    match edit:
        case SetCells(title, field, changed, cells):
            kept = ~np.isin(changed, rows)
            return SetCells(title, field, changed[kept], cells.only(kept)) if kept.any() else None
        case LeaveOut(title, changed, left_out):
            kept = ~np.isin(changed, rows)
            return LeaveOut(title, changed[kept], left_out[kept]) if kept.any() else None
        case _:
            return edit


def _edit(document: Document, fix: Fix, rows: RowIndex, value: str | None) -> Edit | None:
    if fix.ask is not None:
        return fix.ask.edit(document, rows, value) if value is not None else None
    return fix.edit(document, rows)


def _examples(
    document: Document, field: Field, rows: RowIndex, after: Sequence[str | None]
) -> tuple[Example, ...]:
    before = document.table.columns[field].cells(rows).text.to_pylist()
    numbers = document.table.row_numbers[rows].tolist()
    return tuple(
        Example(row, number, field, old, new)
        for row, number, old, new in zip(rows.tolist(), numbers, before, after, strict=True)
    )
