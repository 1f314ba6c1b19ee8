"""Which fixes are offered: for one cell, and for all rows of a problem."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from offconv_gui.core.edits import Batch, Edit, SetChoices
from offconv_gui.core.explanation import rules_at
from offconv_gui.core.fields import Field
from offconv_gui.core.fixes import Fix
from offconv_gui.core.grid import RowIndex
from offconv_gui.core.mending import Mend, first_fix, fixes_for
from offconv_gui.core.messages import Message
from offconv_gui.core.rules.base import AnyRule

if TYPE_CHECKING:
    from offconv_gui.core.document import Document


@dataclass(frozen=True)
class Offer:
    """A fix, and the rule whose rows it mends."""

    rule: AnyRule
    fix: Fix


def offers_at(document: Document, row: int, field: Field) -> tuple[Offer, ...]:
    """The fixes that help this cell: those of the gravest rule first, none under the same words twice."""
    here = np.array([row], np.int64)
    found: dict[str, Offer] = {}
    for rule in rules_at(document, row, field):
        for fix in fixes_for(document, rule, here):
            found.setdefault(fix.label, Offer(rule, fix))
    return tuple(found.values())


def offer_for(document: Document, rule: AnyRule, rows: RowIndex) -> Offer | None:
    """What is offered first for many rows; `rows` are the first of them, some more than are tried."""
    helping = fixes_for(document, rule, rows)
    fix = helping[0] if helping else first_fix(document, rule, rows)
    return Offer(rule, fix) if fix is not None else None


def answered(
    document: Document, fix: Fix, groups: Mapping[str, RowIndex], answers: Mapping[str, str]
) -> Edit | None:
    """The edit of a fix that asks, by the value that was given for each group of rows that say the same."""
    assert fix.ask is not None
    edits = [
        Mend(Message(fix.ask.title, {"value": value}), fix, groups[said], value)
        for said, value in answers.items()
    ]
    if len(edits) == 1:
        only = edits[0]
        edit = fix.ask.edit(document, only.rows, only.value or "")
        return edit if isinstance(edit, SetChoices) else only
    return Batch(Message(fix.label), tuple(edits)) if edits else None
