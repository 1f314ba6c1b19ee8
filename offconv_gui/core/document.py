"""A document: a table, the choices made about it, and the verdicts of the rules at a moment in time.

Immutable, so that work in the background reads one state while a person goes on with the next; every change
goes through `apply` and gives its inverse.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from offconv_gui.core import checker, readings
from offconv_gui.core.choices import Choices, Context
from offconv_gui.core.columns import Cells
from offconv_gui.core.edits import Edit
from offconv_gui.core.fields import Field
from offconv_gui.core.grid import Mask, Origin, RowIndex
from offconv_gui.core.issues import Counts, IssueSet, rows_with_keys
from offconv_gui.core.progress import Progress, silent
from offconv_gui.core.readings import Readings
from offconv_gui.core.rules import ERRORS, PLACES, WARNINGS
from offconv_gui.core.table import Rows, Table

_MANY_ROWS = 20_000
"""Changed rows from which on all are judged again: finding those that compare with so many takes longer."""

_NO_ROWS: RowIndex = np.empty(0, np.int64)


@dataclass(frozen=True)
class Change:
    """What applying an edit gave: the document after it, the edit that undoes it, and whether rows moved."""

    document: Document
    inverse: Edit
    moved_rows: bool


@dataclass(frozen=True)
class Document:
    """`now` is the moment the age rules judge at, in whole seconds since 1970-01-01T00:00:00Z.

    `touched` are the positions of the rows that the last change read or judged anew, None for all of them.
    """

    table: Table
    choices: Choices
    now: int
    readings: Readings
    issues: IssueSet
    origin: Origin
    touched: RowIndex | None = field(default=None, compare=False)

    @property
    def context(self) -> Context:
        return Context(self.choices, self.now)

    @property
    def row_count(self) -> int:
        return self.table.row_count

    def counts(self) -> Counts:
        """How many rows are in which state."""
        errors, left_out = self.issues.count(ERRORS), int(np.count_nonzero(self.table.left_out))
        warnings = self.issues.count_without(WARNINGS, ERRORS)
        return Counts(self.row_count, self.row_count - errors - left_out, warnings, errors, left_out)

    def ready_rows(self) -> RowIndex:
        """The positions of the rows that may be exported, ascending."""
        return np.flatnonzero(~self.issues.mask(ERRORS) & ~self.table.left_out).astype(np.int64)

    def compared_by(self, rule_id: str, rows: RowIndex) -> RowIndex:
        """All rows that a rule which compares rows has put into one group with one of these, ascending."""
        keys = self.issues.keys[rule_id]
        wanted = np.unique(keys.take(rows).words)
        members = rows_with_keys(keys, wanted[wanted != 0])
        earlier = np.uint64(ERRORS & ((1 << PLACES[rule_id]) - 1))
        clean = self.issues.verdicts.take(members).words & earlier == 0
        kept: RowIndex = members[clean & ~self.table.left_out[members]]
        return kept

    def apply(self, edit: Edit) -> Change:
        """Change the document by an edit."""
        after, inverse = edit.apply(replace(self, touched=_NO_ROWS))
        return Change(after, inverse, edit.reach().moves_rows)

    def at(self, now: int, progress: Progress = silent) -> Document:
        """The same document judged at another moment."""
        return replace(self, now=now)._judged(progress) if now != self.now else self

    # What edits are made of. Each gives the document read and judged again, at the cost of what changed.

    def with_cells(self, field: Field, rows: RowIndex, cells: Cells) -> Document:
        table = self.table.with_cells(field, rows, cells)
        read, turned = readings.with_cells(self.readings, field, rows, cells, self.choices)
        after = replace(self, table=table, readings=read)
        return after._judged() if turned else after._rejudged(rows, frozenset({field}))

    def with_left_out(self, rows: RowIndex, left_out: Mask) -> Document:
        return replace(self, table=self.table.with_left_out(rows, left_out))._rejudged(rows)

    def with_choices(self, choices: Choices) -> Document:
        read = readings.under(self.readings, choices, self.choices.differing(choices))
        return replace(self, choices=choices, readings=read)._judged()

    def without(self, rows: RowIndex) -> Document:
        read, _ = readings.without(self.readings, rows, self.choices)
        return replace(self, table=self.table.without(rows), readings=read)._judged()

    def with_inserted(self, positions: RowIndex, content: Rows) -> Document:
        read, _ = readings.with_inserted(self.readings, positions, content, self.choices)
        return replace(self, table=self.table.with_inserted(positions, content), readings=read)._judged()

    def _judged(self, progress: Progress = silent) -> Document:
        issues = checker.judge(self.readings, self.table.left_out, self.context, progress)
        return replace(self, issues=issues, touched=None)

    def _rejudged(self, rows: RowIndex, fields: frozenset[Field] | None = None) -> Document:
        if len(rows) > max(_MANY_ROWS, self.row_count // 10):
            return self._judged()
        issues, judged = checker.rejudge(
            self.issues, self.readings, self.table.left_out, self.context, rows, fields
        )
        touched = None if self.touched is None else np.union1d(self.touched, judged)
        return replace(self, issues=issues, touched=touched)


def open_document(
    table: Table, choices: Choices, now: int, origin: Origin, progress: Progress = silent
) -> Document:
    """Read and judge a whole table."""
    read = readings.read_table(table, choices, progress)
    issues = checker.judge(read, table.left_out, Context(choices, now), progress)
    return Document(table, choices, now, read, issues, origin)
