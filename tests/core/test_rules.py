"""Every member of the roll is complete: its examples behave, and its fix turns them good."""

from __future__ import annotations

import string
from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pytest

from offconv_gui.core.choices import Choices, DateOrder, DecimalMark
from offconv_gui.core.document import Document, open_document
from offconv_gui.core.edits import Edit, LeaveOut, SetChoices
from offconv_gui.core.fields import FIELDS, Field
from offconv_gui.core.goals import Goal
from offconv_gui.core.grid import Grid, GridColumn, Origin
from offconv_gui.core.messages import Message
from offconv_gui.core.rules import PLACES, RULES
from offconv_gui.core.rules.base import (
    EXAMPLE_NOW,
    FAULTLESS,
    AnyRule,
    Asked,
    Example,
    Fix,
    GroupRule,
    RowRule,
)
from offconv_gui.core.table import of_grid

DEFAULTS = Choices(goal=Goal("Closed deals"), currency="USD", zone="UTC")


def document_of(rows: list[Mapping[Field, str]], choices: Choices = DEFAULTS) -> Document:
    """A document of these rows, judged at the examples' moment; a cell not given is blank."""
    present = [field for field in Field if any(field in row for row in rows)]
    grid = Grid(
        tuple(
            GridColumn(
                field.value,
                pa.chunked_array([pa.array([row.get(field, "") for row in rows], pa.large_string())]),
            )
            for field in present
        ),
        np.arange(2, len(rows) + 2, dtype=np.int64),
    )
    return open_document(of_grid(grid, tuple(present)), choices, EXAMPLE_NOW, Origin("example.csv"))


def example_document(rule: AnyRule, example: Example) -> Document:
    row = {**FAULTLESS, **example.cells}
    rows = [FAULTLESS, row] if isinstance(rule, GroupRule) else [row]
    return document_of(rows, DEFAULTS.changed(**example.choices))


def marks(document: Document, rule: AnyRule) -> bool:
    """Whether the rule marks the last row."""
    return bool(document.issues.mask(1 << PLACES[rule.id])[-1])


BAD = [
    pytest.param(rule, example, id=f"{rule.id}-{i}") for rule in RULES for i, example in enumerate(rule.bad)
]
GOOD = [
    pytest.param(rule, example, id=f"{rule.id}-{i}") for rule in RULES for i, example in enumerate(rule.good)
]
FIXES = [
    pytest.param(rule, fix, id=f"{rule.id}-{fix.label}".replace(" ", "-"))
    for rule in RULES
    for fix in rule.fixes
]
A_CHOICE = {
    "date_order": DateOrder.DMY,
    "decimal_mark": DecimalMark.POINT,
    "zone": "America/New_York",
    "goal": Goal("Closed deals"),
    "time_of_day": 43_200,
}
A_VALUE = {Asked.CURRENCY: "NOK", Asked.ZONE: "Asia/Tokyo"}


@pytest.mark.parametrize(("rule", "example"), BAD)
def test_a_bad_example_is_marked(rule: AnyRule, example: Example) -> None:
    assert marks(example_document(rule, example), rule)


@pytest.mark.parametrize(("rule", "example"), GOOD)
def test_a_good_example_is_not_marked(rule: AnyRule, example: Example) -> None:
    assert not marks(example_document(rule, example), rule)


def edits_of(fix: Fix, document: Document) -> list[Edit]:
    """All that a fix may come to for the last row."""
    rows = np.array([document.row_count - 1])
    if fix.ask is None:
        found = [fix.edit(document, rows)]
    else:
        values = (*fix.ask.offered(document, rows), A_VALUE[fix.ask.kind])
        found = [fix.ask.edit(document, rows, value) for value in values]
    return [edit for edit in found if edit is not None]


@pytest.mark.parametrize(("rule", "fix"), FIXES)
def test_a_fix_turns_its_rule_off_or_offers_nothing(rule: AnyRule, fix: Fix) -> None:
    helped = 0
    for example in rule.bad:
        document = example_document(rule, example)
        for edit in edits_of(fix, document):
            change = document.apply(edit)
            assert not marks(change.document, rule)
            assert marks(change.document.apply(change.inverse).document, rule)
            helped += 1
    assert helped or fix.choose


@pytest.mark.parametrize(("rule", "fix"), FIXES)
def test_a_fix_touches_nothing_but_the_cells_it_mends(rule: AnyRule, fix: Fix) -> None:
    for example in rule.bad:
        document = example_document(rule, example)
        for edit in edits_of(fix, document):
            before, after = document.table, document.apply(edit).document.table
            choices = document.apply(edit).document.choices
            changed = {
                (field, row)
                for field in before.fields
                for row in range(document.row_count)
                if before.cell(field, row) != after.cell(field, row)
            }
            assert len(changed) <= 1
            assert {row for _, row in changed} <= {document.row_count - 1}
            assert after.row_numbers.tolist() == before.row_numbers.tolist()
            if changed or not isinstance(edit, LeaveOut):
                assert after.left_out.tolist() == before.left_out.tolist()
            expected = {"zone_meanings"} if fix.ask and fix.ask.kind is Asked.ZONE else set()
            assert choices.differing(document.choices) == expected


@pytest.mark.parametrize(("rule", "fix"), FIXES)
def test_an_undo_step_bears_the_words_of_its_button(rule: AnyRule, fix: Fix) -> None:
    for example in rule.bad:
        for edit in edits_of(fix, example_document(rule, example)):
            assert edit.title.template == (fix.ask.title if fix.ask else fix.label)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.fix and rule.fix.choose], ids=lambda r: r.id)
def test_making_the_choice_a_rule_asks_for_turns_it_off(rule: AnyRule) -> None:
    assert rule.fix is not None
    assert rule.fix.choose is not None
    document = example_document(rule, rule.bad[0])
    choices = document.choices.changed(**{rule.fix.choose: A_CHOICE[rule.fix.choose]})
    assert not marks(document.apply(SetChoices(Message("Choose"), choices)).document, rule)


def test_safe_fixes_are_those_that_cannot_change_a_meaning() -> None:
    safe = {(rule.id, fix.label) for rule in RULES for fix in rule.fixes if fix.safe}
    assert safe == {
        ("click-id-in-text", "Take out the ID"),
        ("time-zone-conflict", "Convert to UTC"),
        ("currency-unknown", "Use the code"),
        ("adjustment-currency-unknown", "Use the code"),
    }


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_says_what_why_and_shows_both_sides(rule: AnyRule) -> None:
    assert rule.bad
    assert rule.good
    assert rule.title
    assert rule.title[-1] not in ".!"
    assert rule.message.endswith(".")
    assert rule.why.endswith(".")
    assert rule.field in rule.reads
    named = {name for _, name, _, _ in string.Formatter().parse(rule.message + rule.why) if name}
    document = example_document(rule, rule.bad[0])
    known = {"value", *(rule.details(document, document.row_count - 1) if rule.details else {})}
    assert named <= known


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_reads_nothing_but_what_it_names(rule: AnyRule) -> None:
    document = example_document(rule, rule.bad[0])
    kept = {field: document.readings.whole(field) for field in document.readings.typed if field in rule.reads}
    view = _SpyView(kept, document.row_count)
    if isinstance(rule, RowRule):
        rule.test(view, document.context)  # type: ignore[arg-type]
    else:
        keys = rule.key(view, document.context)  # type: ignore[arg-type]
        rule.mark(view, keys, document.context)  # type: ignore[arg-type]
    assert view.asked <= set(rule.reads)


class _SpyView:
    """A view that notes which fields it is asked for."""

    def __init__(self, typed: dict[Field, object], count: int) -> None:
        self._typed = typed
        self.count = count
        self.asked: set[Field] = set()

    def has(self, field: Field) -> bool:
        self.asked.add(field)
        return field in self._typed

    def none(self) -> np.ndarray:
        return np.zeros(self.count, np.bool_)

    def _get(self, field: Field) -> object:
        self.asked.add(field)
        return self._typed[field]

    def click_ids(self) -> object:
        return self._get(Field.CLICK_ID)

    def times(self, field: Field = Field.TIME) -> object:
        return self._get(field)

    def amounts(self, field: Field = Field.VALUE) -> object:
        return self._get(field)

    def currencies(self, field: Field = Field.CURRENCY) -> object:
        return self._get(field)

    def texts(self, field: Field) -> object:
        return self._get(field)

    def hashes(self, field: Field) -> object:
        return self._get(field)

    def adjustments(self) -> object:
        return self._get(Field.ADJUSTMENT_TYPE)


def test_a_faultless_row_has_no_issue() -> None:
    assert document_of([FAULTLESS]).issues.bits.tolist() == [0]


def test_rule_identifiers_are_unique_and_fit_one_word() -> None:
    assert len(PLACES) == len(RULES) <= 64


def test_group_rules_come_last_on_the_roll() -> None:
    kinds = [isinstance(rule, GroupRule) for rule in RULES]
    assert kinds == sorted(kinds)


def test_every_field_is_described_once() -> None:
    assert [spec.field for spec in FIELDS] == list(Field)


def test_a_bad_copy_never_costs_the_good_one() -> None:
    bad = {**FAULTLESS, Field.VALUE: "12.5k"}
    document = document_of([bad, FAULTLESS, FAULTLESS])
    duplicates = document.issues.mask(1 << PLACES["duplicate-conversion"])
    assert duplicates.tolist() == [False, False, True]


def test_a_row_left_out_is_not_judged_and_does_not_count_as_the_first() -> None:
    from offconv_gui.core.edits import leave_out

    document = document_of([FAULTLESS, FAULTLESS])
    after = document.apply(leave_out(Message("Leave out"), np.array([0]))).document
    assert after.issues.bits.tolist() == [0, 0]
    assert (after.counts().ready, after.counts().left_out) == (1, 1)


def test_a_unique_goal_counts_the_earliest_sale_wherever_it_stands() -> None:
    from offconv_gui.core.goals import CountType

    later = {**FAULTLESS, Field.TIME: "2026-11-06T10:00:00Z"}
    choices = DEFAULTS.changed(goal=Goal("Closed deals", CountType.UNIQUE))
    document = document_of([later, FAULTLESS], choices)
    assert document.issues.mask(1 << PLACES["repeat-for-unique-goal"]).tolist() == [True, False]
