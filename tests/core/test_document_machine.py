"""A document through any history of steps: its verdicts are those of a fresh one, and undo restores all."""

from __future__ import annotations

import numpy as np
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from test_document_laws import FIELDS, TEXTS, TITLE, build, choices, fresh, rows, state

from offconv_gui.core.choices import Choices
from offconv_gui.core.columns import typed
from offconv_gui.core.document import Document
from offconv_gui.core.edits import Batch, DeleteRows, Edit, InsertRows, LeaveOut, SetCells, SetChoices
from offconv_gui.core.fields import Field
from offconv_gui.core.goals import CountType, Goal, GoalBook, GoalStatus
from offconv_gui.core.mending import fixes_for, mend, rows_marked
from offconv_gui.core.rules import RULES, rules_in

BOOKS = [
    None,
    GoalBook((Goal("Closed deals"), Goal("Leads", CountType.UNIQUE, 1)), from_account=True),
    GoalBook((Goal("Closed deals", CountType.UNIQUE),)),
    GoalBook((Goal("Leads", status=GoalStatus.PAUSED), Goal("closed deals", kind="Event"))),
]
VALUES = {"currency": "NOK", "zone": "Asia/Tokyo"}
PROVING = [Field.TIME, Field.VALUE]
"""Columns whose cells say how the others are to be read: a proof that comes or goes turns whole columns."""

MOST_ROWS = 8


def untouched(seen: dict[str, object], edit: Edit) -> dict[str, object]:
    """What a person sees of a document, but for what this edit may change; verdicts aside."""
    cells = {field: list(texts) for field, texts in seen["cells"].items()}  # type: ignore[attr-defined]
    left_out = list(seen["left out"])  # type: ignore[call-overload]
    choices = seen["choices"]
    match edit:
        case SetCells(_, field, changed, _):
            for row in changed.tolist():
                cells[field][row] = ""
        case LeaveOut(_, changed, _):
            for row in changed.tolist():
                left_out[row] = True
        case SetChoices():
            choices = choices.changed(zone_meanings=())  # type: ignore[attr-defined]
    return {
        "cells": cells,
        "left out": left_out,
        "choices": choices,
        "rows": seen["rows"],
        "extras": seen["extras"],
    }


class DocumentMachine(RuleBasedStateMachine):
    """What a person does to a document, in any order, with all that an undo stack remembers of it."""

    document: Document

    @initialize(content=st.lists(rows, min_size=2, max_size=6), chosen=choices)
    def open(self, content: list[dict[Field, str]], chosen: Choices) -> None:
        self.document = build(content, chosen)
        self.undo_steps: list[tuple[dict[str, object], Edit]] = []
        self.redo_steps: list[tuple[dict[str, object], Edit]] = []

    def apply(self, edit: Edit) -> None:
        before = state(self.document)
        change = self.document.apply(edit)
        self.undo_steps.append((before, change.inverse))
        self.redo_steps.clear()
        self.document = change.document

    def some_rows(self, data: st.DataObject) -> np.ndarray:
        every = st.integers(0, self.document.row_count - 1)
        return np.array(sorted(data.draw(st.sets(every, min_size=1, max_size=4))))

    def has_rows(self) -> bool:
        return self.document.row_count > 0

    @precondition(has_rows)
    @rule(data=st.data(), field=st.sampled_from([*FIELDS, *PROVING, *PROVING]))
    def type_into_a_cell(self, data: st.DataObject, field: Field) -> None:
        row = data.draw(st.integers(0, self.document.row_count - 1))
        text = data.draw(st.sampled_from(TEXTS[field]))
        self.apply(SetCells(TITLE, field, np.array([row]), typed([text])))

    @precondition(has_rows)
    @rule(data=st.data(), fields=st.lists(st.sampled_from(FIELDS), min_size=1, max_size=3, unique=True))
    def paste_a_block(self, data: st.DataObject, fields: list[Field]) -> None:
        at = self.some_rows(data)
        parts = []
        for field in fields:
            texts = [data.draw(st.sampled_from(TEXTS[field])) for _ in at]
            parts.append(SetCells(TITLE, field, at, typed(texts)))
        self.apply(Batch(TITLE, tuple(parts)))

    @precondition(lambda self: self.document.row_count < MOST_ROWS)
    @rule(data=st.data(), count=st.integers(1, 2))
    def insert_rows(self, data: st.DataObject, count: int) -> None:
        at = data.draw(st.integers(0, self.document.row_count))
        positions = np.arange(at, at + count)
        self.apply(InsertRows(TITLE, positions, self.document.table.blank_rows(count)))

    @precondition(has_rows)
    @rule(data=st.data())
    def delete_rows(self, data: st.DataObject) -> None:
        self.apply(DeleteRows(TITLE, self.some_rows(data)))

    @precondition(has_rows)
    @rule(data=st.data(), out=st.booleans())
    def leave_out_or_put_back(self, data: st.DataObject, out: bool) -> None:
        at = self.some_rows(data)
        self.apply(LeaveOut(TITLE, at, np.full(len(at), out)))

    @rule(chosen=choices, goals=st.sampled_from(BOOKS))
    def choose(self, chosen: Choices, goals: GoalBook | None) -> None:
        self.apply(SetChoices(TITLE, chosen.changed(goals=goals)))

    @precondition(lambda self: bool(self.document.issues.bits.any()))
    @rule(data=st.data())
    def mend_all_of_a_kind(self, data: st.DataObject) -> None:
        """A fix turns its rule off for the rows it was for, or has nothing to give."""
        word = int(np.bitwise_or.reduce(self.document.issues.bits))
        found = data.draw(st.sampled_from(rules_in(word)))
        marked = rows_marked(self.document, found)
        offered = fixes_for(self.document, found, marked)
        if not offered:
            return
        fix = data.draw(st.sampled_from(offered))
        value = VALUES[fix.ask.kind.value] if fix.ask else None
        edit = mend(self.document, found, marked, fix, value)
        if edit is None:
            return
        touched = edit.rows if isinstance(edit, SetCells | LeaveOut) else marked
        before = state(self.document)
        self.apply(edit)
        assert untouched(before, edit) == untouched(state(self.document), edit)
        assert not set(touched.tolist()) & set(rows_marked(self.document, found).tolist())

    @precondition(lambda self: bool(self.undo_steps))
    @rule()
    def undo(self) -> None:
        before, inverse = self.undo_steps.pop()
        after = state(self.document)
        change = self.document.apply(inverse)
        self.redo_steps.append((after, change.inverse))
        self.document = change.document
        assert state(self.document) == before

    @precondition(lambda self: bool(self.redo_steps))
    @rule()
    def redo(self) -> None:
        after, edit = self.redo_steps.pop()
        before = state(self.document)
        change = self.document.apply(edit)
        self.undo_steps.append((before, change.inverse))
        self.document = change.document
        assert state(self.document) == after

    @invariant()
    def the_verdicts_are_those_of_the_table_opened_anew(self) -> None:
        assert state(self.document) == state(fresh(self.document))

    @invariant()
    def the_counts_add_up(self) -> None:
        counts = self.document.counts()
        assert counts.ready + counts.errors + counts.left_out == counts.rows == self.document.row_count
        assert len(self.document.ready_rows()) == counts.ready


TestDocumentMachine = DocumentMachine.TestCase
TestDocumentMachine.settings = settings(
    max_examples=30,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def test_the_machine_meets_most_rules() -> None:
    """Else it proves little: its texts and choices have to make most rules speak up."""
    content = [
        dict(zip(FIELDS, (TEXTS[field][at % len(TEXTS[field])] for field in FIELDS), strict=True))
        for at in range(70)
    ]
    met = 0
    for chosen in (Choices(), Choices(zone="America/New_York", goals=BOOKS[1]), Choices(goals=BOOKS[2])):
        met |= int(np.bitwise_or.reduce(build(content, chosen).issues.bits))
    assert len(rules_in(met)) > len(RULES) / 2
