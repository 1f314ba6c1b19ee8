"""A help page for every rule, made from the rule itself, so that help and program never differ.

Pages are in Markdown and in English. What they say of a cell is what the program says of the same cell: the
examples are judged like any other table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum

import numpy as np
import pyarrow as pa

from offconv_gui.core.choices import OWN_ZONE, Choices, DateOrder
from offconv_gui.core.document import Document, open_document
from offconv_gui.core.explanation import sentence, why
from offconv_gui.core.fields import SPECS, Field, Kind
from offconv_gui.core.fixes import Asked, Fix
from offconv_gui.core.goals import CountType, Goal, GoalBook
from offconv_gui.core.grid import Grid, GridColumn, Origin
from offconv_gui.core.issues import Severity
from offconv_gui.core.rules import PLACES, RULES
from offconv_gui.core.rules.base import EXAMPLE_NOW, FAULTLESS, AnyRule, Example, GroupRule
from offconv_gui.core.service_errors import SERVICE_ERRORS
from offconv_gui.core.table import of_grid
from offconv_gui.core.upload_results import UploadResults

USUAL = Choices(goal=Goal("Closed deals"), currency="USD", zone="UTC")
"""What is chosen in the examples where they do not say otherwise."""

_GRAVITY = {
    Severity.ERROR: "Needs fixing: the row is left out of the export until it is mended.",
    Severity.WARNING: "To review: the row is exported, but may not count or may surprise.",
    Severity.INFO: "For your information: there is nothing to do.",
}
_CHOICE_WORDS = {
    "goal": "goal",
    "currency": "currency",
    "zone": "time zone",
    "zone_from_file": "whether the file declares the zone",
    "date_order": "order of dates",
    "decimal_mark": "decimal mark",
    "time_of_day": "time of day",
    "zone_meanings": "meaning of time zones",
    "goals": "list of goals",
    "results": "results of the last upload",
}
_ORDERS = {
    DateOrder.AUTO: "found out",
    DateOrder.DMY: "day, month, year",
    DateOrder.MDY: "month, day, year",
    DateOrder.YMD: "year, month, day",
}
_WHERE_CHOSEN = {
    "goal": "the goal in the bar above the table",
    "zone": "the time zone in the bar above the table",
    "date_order": "the order of dates in the line above the table",
    "decimal_mark": "the decimal mark in the line above the table",
    "time_of_day": "the time of day in the line above the table",
}
_ASKED = {
    Asked.CURRENCY: "asks for the currency, the likely ones first, and sets it where the cells say the same",
    Asked.ZONE: "asks for the time zone, the likely ones first, and reads all times with that word so",
}


def pages() -> dict[str, str]:
    """The page of each rule by the rule's name; rules of one name share a page."""
    named: dict[str, list[AnyRule]] = {}
    for rule in RULES:
        named.setdefault(rule.name, []).append(rule)
    return {name: "\n".join(_page(name, rules)) for name, rules in named.items()}


def _page(name: str, rules: list[AnyRule]) -> Iterator[str]:
    first = rules[0]
    yield f"# {first.title}"
    yield ""
    yield f"`{name}` · column {first.field.value}"
    for rule in rules:
        document = example_document(rule, rule.bad[0])
        yield ""
        if len(rules) > 1:
            yield f"## {'From the account' if rule.severity is Severity.ERROR else 'From another list'}"
            yield ""
        yield f"**{_GRAVITY[rule.severity]}**"
        yield ""
        yield str(sentence(rule, document, document.row_count - 1))
        yield ""
        yield str(why(rule, document, document.row_count - 1))
    if first.service_error is not None:
        name = SERVICE_ERRORS[first.service_error]
        yield ""
        yield f"Uploaded all the same, it would come back with error {first.service_error} ({name})."
    yield from _fixes(first)
    yield from _examples(first)


def _fixes(rule: AnyRule) -> Iterator[str]:
    yield ""
    yield "## What mends it"
    yield ""
    for fix in rule.fixes:
        yield f"- {_fix(rule, fix)}"
    if not rule.fixes:
        yield _without_a_fix(rule)


def _without_a_fix(rule: AnyRule) -> str:
    if rule.severity is Severity.INFO:
        return "Nothing has to be mended."
    if rule.severity is Severity.ERROR:
        return "There is no button for this: change the cell, or leave the row out with the command for rows."
    return "There is no button for this: it is for you to know, and to decide."


def _fix(rule: AnyRule, fix: Fix) -> str:
    if fix.choose is not None:
        return f"**{fix.label}** leads to {_WHERE_CHOSEN[fix.choose]}; that holds for the whole file."
    if fix.ask is not None:
        return f"**{fix.label}** {_ASKED[fix.ask.kind]}."
    told = f"**{fix.label}**, for one row or for all like it, in one step that can be undone."
    if fix.safe:
        return f"{told} It cannot change what a value means: `--fix safe` does it on the command line."
    return f"{told} On the command line: `--fix {rule.name}`." if fix is rule.fix else told


# -- Examples -----------------------------------------------------------------------------------------------


def example_document(rule: AnyRule, example: Example) -> Document:
    """The document an example stands for; where rows are compared, its row comes after the faultless one."""
    rows = [{**FAULTLESS, **example.cells}]
    if isinstance(rule, GroupRule):
        rows.insert(0, dict(FAULTLESS))
    fields = tuple(field for field in Field if any(field in row for row in rows))
    columns = tuple(
        GridColumn(
            field.value, pa.chunked_array([pa.array([row.get(field, "") for row in rows], pa.large_string())])
        )
        for field in fields
    )
    grid = Grid(columns, np.arange(2, len(rows) + 2, dtype=np.int64))
    choices = USUAL.changed(**example.choices)
    return open_document(of_grid(grid, fields), choices, EXAMPLE_NOW, Origin("example.csv"))


def is_marked(rule: AnyRule, example: Example) -> bool:
    """Whether a rule marks the row of an example."""
    return bool(example_document(rule, example).issues.mask(1 << PLACES[rule.id])[-1])


def _examples(rule: AnyRule) -> Iterator[str]:
    for heading, examples in (("Found", rule.bad), ("Not found", rule.good)):
        yield ""
        yield f"## {heading}"
        yield ""
        for told in dict.fromkeys(_example(rule, example) for example in examples):
            yield f"- {told}"
    yield ""
    yield _what_holds(rule)
    yield ""


def _what_holds(rule: AnyRule) -> str:
    """What is the case where an example does not say otherwise."""
    held = ["The rest of each row is without fault."]
    if isinstance(rule, GroupRule):
        held.append(f"Above it stands one with the click ID `{FAULTLESS[Field.CLICK_ID]}`.")
    if SPECS[rule.field].kind is Kind.TIME:
        held.append("It is midnight of 24 November 2026 in UTC.")
    return " ".join(held)


def _example(rule: AnyRule, example: Example) -> str:
    same = "the same row again" if isinstance(rule, GroupRule) else "a row without fault"
    cells = [f"{field.value} {_shown(text)}" for field, text in example.cells.items()]
    chosen = [f"{_CHOICE_WORDS[name]}: {_choice(value)}" for name, value in example.choices.items()]
    return "; ".join([", ".join(cells) or same, *chosen])


def _shown(text: str) -> str:
    return f"`{text}`" if text.strip() else "blank"


def _choice(value: object) -> str:
    match value:
        case None:
            return "none"
        case DateOrder():
            return _ORDERS[value]
        case Enum():
            return str(value.value)
        case Goal():
            words = "counted once" if value.count_type is CountType.UNIQUE else ""
            return _named(value.name, words)
        case GoalBook():
            return ", ".join(_of_list(goal) for goal in value.goals)
        case UploadResults():
            return "the row without fault was refused"
        case int():
            return f"{value // 3600:02}:{value // 60 % 60:02}"
    return "each time has its own" if value == OWN_ZONE else str(value)


def _of_list(goal: Goal) -> str:
    words = [
        "counted once" if goal.count_type is CountType.UNIQUE else "",
        "" if goal.takes_uploads else "takes no uploads",
        f"{goal.window_days} days" if goal.window_days != Goal("").window_days else "",
        "just created" if goal.created is not None and EXAMPLE_NOW - goal.created < 7200 else "",
    ]
    return _named(goal.name, ", ".join(word for word in words if word))


def _named(name: str, words: str) -> str:
    shown = name if len(name) <= 40 else f"{name[:20]}… ({len(name)} characters)"
    return f"“{shown}” ({words})" if words else f"“{shown}”"


def index(found: Mapping[str, str]) -> str:
    """A list of all pages, in the order of the roll."""
    lines = ["# What is checked", ""]
    lines += [f"- [{page.splitlines()[0].removeprefix('# ')}]({name}.md)" for name, page in found.items()]
    return "\n".join([*lines, ""])
