"""The roll of all rules, in reading order. A rule's place on it is its bit in `core.issues.IssueSet`.

Row rules come first, then group rules in the order they are judged in. Nothing is discovered: a rule that
is not listed here does not exist.
"""

from __future__ import annotations

from collections.abc import Callable

from offconv_gui.core.fields import Field
from offconv_gui.core.issues import Severity
from offconv_gui.core.rules import (
    adjustment_values,
    adjustments,
    amounts,
    click_ids,
    click_times,
    duplicates,
    goals,
    hashes,
    results,
    times,
)
from offconv_gui.core.rules.base import AnyRule

RULES: tuple[AnyRule, ...] = (
    *click_ids.RULES,
    *times.RULES,
    *click_times.RULES,
    *amounts.RULES,
    *goals.RULES,
    *adjustments.RULES,
    *adjustment_values.RULES,
    *hashes.RULES,
    *results.RULES,
    *duplicates.RULES,
)

BY_ID: dict[str, AnyRule] = {rule.id: rule for rule in RULES}
PLACES: dict[str, int] = {rule.id: place for place, rule in enumerate(RULES)}


def word_of(wanted: Callable[[AnyRule], bool]) -> int:
    """The bits of the rules that are wanted."""
    return sum(1 << PLACES[rule.id] for rule in RULES if wanted(rule))


ERRORS = word_of(lambda rule: rule.severity is Severity.ERROR)
WARNINGS = word_of(lambda rule: rule.severity is Severity.WARNING)
INFOS = word_of(lambda rule: rule.severity is Severity.INFO)
PROBLEMS = ERRORS | WARNINGS
"""The bits that call for a person: infos do not."""
MARKS: dict[Field, int] = {field: word_of(lambda rule: rule.field is field) for field in Field}  # noqa: B023
"""The bits that mark a cell of each field."""


def rules_in(word: int) -> list[AnyRule]:
    """The rules whose bits are set in `word`, in the order of the roll."""
    return [rule for place, rule in enumerate(RULES) if word >> place & 1]
