"""What a step did to a document, counted and said in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from offconv_gui.core.edits import Batch, Edit, LeaveOut, SetCells
from offconv_gui.core.issues import Severity
from offconv_gui.core.messages import QT_TRANSLATE_NOOP, Message
from offconv_gui.core.rules import PLACES, RULES
from offconv_gui.core.rules.base import RowRule

if TYPE_CHECKING:
    from offconv_gui.core.document import Document

LARGE_ROWS = 5
LARGE_SHARE = 0.01
"""A choice that lets a rule mark more rows than this, or more than this share of them, has a large effect."""

_ERRORS = tuple(rule for rule in RULES if isinstance(rule, RowRule) and rule.severity is Severity.ERROR)
_MENDED_BY_ROW = tuple(rule for rule in _ERRORS if rule.fix is None or rule.fix.choose is None)


@dataclass(frozen=True)
class Worse:
    """A rule that marks more rows than before, and how many more.

    `more` tells how many more rows need fixing than before: none where others were in their place.
    """

    rule: RowRule
    rows: int
    more: int = 0

    def in_words(self) -> Message:
        title = Message(self.rule.title)
        if not self.more:
            one = QT_TRANSLATE_NOOP("edits", "Found now in 1 row: {title}")
            many = QT_TRANSLATE_NOOP("edits", "Found now in {count} rows: {title}")
            return _said(self.rows, one, many, title=title)
        one = QT_TRANSLATE_NOOP("edits", "1 more row needs fixing: {title}")
        many = QT_TRANSLATE_NOOP("edits", "{count} more rows need fixing: {title}")
        return _said(min(self.rows, self.more), one, many, title=title)


def done(inverse: Edit) -> Message | None:
    """What a step changed, by the edit that undoes it; None for a step that is no change of cells or rows."""
    cells, out, back = _counted(inverse)
    if cells:
        one = QT_TRANSLATE_NOOP("edits", "Changed 1 cell.")
        return _said(cells, one, QT_TRANSLATE_NOOP("edits", "Changed {count} cells."))
    if out:
        one = QT_TRANSLATE_NOOP("edits", "Left out 1 row.")
        return _said(out, one, QT_TRANSLATE_NOOP("edits", "Left out {count} rows."))
    if back:
        one = QT_TRANSLATE_NOOP("edits", "Put back 1 row.")
        return _said(back, one, QT_TRANSLATE_NOOP("edits", "Put back {count} rows."))
    return None


def mended(before: Document, after: Document) -> Message | None:
    """How many rows a choice has mended; None where none."""
    count = before.counts().errors - after.counts().errors
    one = QT_TRANSLATE_NOOP("edits", "1 row no longer needs fixing.")
    many = QT_TRANSLATE_NOOP("edits", "{count} rows no longer need fixing.")
    return _said(count, one, many) if count > 0 else None


def _said(count: int, one: str, many: str, **values: object) -> Message:
    return Message(one if count == 1 else many, {"count": f"{count:,}", **values})


def _counted(inverse: Edit) -> tuple[int, int, int]:
    """How many cells were set, rows left out and rows put back by the step that this edit undoes."""
    match inverse:
        case SetCells():
            return len(inverse.rows), 0, 0
        case LeaveOut():
            were_out = int(np.count_nonzero(inverse.left_out))
            return 0, len(inverse.rows) - were_out, were_out
        case Batch():
            parts = [_counted(edit) for edit in inverse.edits]
            return sum(part[0] for part in parts), sum(part[1] for part in parts), sum(p[2] for p in parts)
    return 0, 0, 0


def made_worse(before: Document, after: Document) -> Worse | None:
    """The error that most rows have got by a step, where those are many; None where no error has spread so.

    Both documents have the same rows. Errors by comparison of rows (duplicates) are not counted: they come to
    light as soon as others are mended. So do others, and the choice that is to be made next: where no more
    rows need fixing than before, only what marks many is told, and no such choice.
    """
    more = max(0, after.counts().errors - before.counts().errors)
    rules = _ERRORS if more else _MENDED_BY_ROW
    worst = max((_gain(rule, before, after, more) for rule in rules), key=lambda gain: gain.rows)
    least = (LARGE_ROWS, LARGE_SHARE * after.row_count)
    return worst if worst.rows > (min(least) if more else max(least)) else None


def _gain(rule: RowRule, before: Document, after: Document, more: int) -> Worse:
    bit = 1 << PLACES[rule.id]
    return Worse(rule, after.issues.count(bit) - before.issues.count(bit), more)
