"""What a field wants, by examples: one that is right, and those that the rules refuse."""

from __future__ import annotations

from dataclasses import dataclass

from offconv_gui.core.fields import SPECS, Field
from offconv_gui.core.issues import Severity
from offconv_gui.core.rules import RULES

_MOST = 4


@dataclass(frozen=True)
class BadExample:
    """A text, "" for a blank cell, and the title of the rule that marks it."""

    text: str
    title: str


def good_example(field: Field) -> str:
    """A text that is right."""
    return SPECS[field].example


def bad_examples(field: Field) -> tuple[BadExample, ...]:
    """Texts that are wrong whatever has been chosen and stands beside them."""
    found = (
        BadExample(example.cells[field], rule.title)
        for rule in RULES
        if rule.field is field and rule.severity is Severity.ERROR
        for example in rule.bad[:1]
        if set(example.cells) == {field} and not example.choices
    )
    return tuple(found)[:_MOST]
