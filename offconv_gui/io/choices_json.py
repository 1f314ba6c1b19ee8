"""Choices and goals as entries of JSON: the same in layouts, in saved work and in the settings.

Whatever reads an entry raises `ValueError` that names the value which is not as it should be.
"""

from __future__ import annotations

from enum import Enum
from typing import Any, TypeVar

from offconv_gui.core.choices import OWN_ZONE, Choices, DateOrder, DecimalMark
from offconv_gui.core.goals import LONGEST_WINDOW_DAYS, CountType, Goal, GoalBook, GoalStatus

Entries = dict[str, Any]
Chosen = TypeVar("Chosen", bound=Enum)


# -- What any of them is made of ----------------------------------------------------------------------------


def value_of(entries: Entries, key: str, kind: type) -> Any:
    """The value of an entry, which is of this type; None where there is none."""
    value = entries.get(key)
    if value is not None and type(value) is not kind:
        raise ValueError(str(value))
    return value


def part_of(entries: Entries, key: str) -> Entries:
    """The entries of an entry; none where it is missing."""
    part = entries.get(key) or {}
    if not isinstance(part, dict):
        raise ValueError(key)
    return part


def one_called(name: Any, kind: type[Chosen]) -> Chosen:
    """The member of an enum that has this value."""
    for one in kind:
        if one.value == name:
            return one
    raise ValueError(str(name))


def _one_of(entries: Entries, key: str, kind: type[Chosen], usual: Chosen) -> Chosen:
    value = value_of(entries, key, str)
    return usual if value is None else one_called(value, kind)


# -- Choices ------------------------------------------------------------------------------------------------


def choices_as_json(choices: Choices) -> Entries:
    """The choices, without those that are not made; of the goal what people choose, of the goals nothing."""
    kept = {
        "goal": choices.goal.name if choices.goal else None,
        "count_type": choices.goal.count_type.value if choices.goal else None,
        "window_days": choices.goal.window_days if choices.goal else None,
        "currency": choices.currency,
        "time_zone": choices.zone,
        "time_zone_from_file": choices.zone_from_file or None,
        "date_order": choices.date_order.value,
        "decimal": choices.decimal_mark.value,
        "time_of_day": choices.time_of_day,
        "zone_meanings": dict(choices.zone_meanings) or None,
    }
    return {key: value for key, value in kept.items() if value is not None}


def choices_of(entries: Entries) -> Choices:
    """The choices that `choices_as_json` gave."""
    from offconv_gui.core.kinds import currencies, zones  # the settings, read first of all, need goals only

    goal = Goal(
        value_of(entries, "goal", str) or "",
        _one_of(entries, "count_type", CountType, CountType.ALL),
        _window(entries),
    )
    currency, zone = value_of(entries, "currency", str), value_of(entries, "time_zone", str)
    if currency is not None and (not currency or currency not in currencies.CODES):
        raise ValueError(currency)
    if zone is not None and zone != OWN_ZONE and not zones.is_zone(zone):
        raise ValueError(zone)
    meanings = part_of(entries, "zone_meanings")
    return Choices(
        goal if goal != Goal("") else None,
        currency,
        zone,
        _one_of(entries, "date_order", DateOrder, DateOrder.AUTO),
        _one_of(entries, "decimal", DecimalMark, DecimalMark.AUTO),
        value_of(entries, "time_of_day", int),
        tuple((word, value_of(meanings, word, str) or "") for word in meanings),
        zone_from_file=value_of(entries, "time_zone_from_file", bool) or False,
    )


def _window(entries: Entries) -> int:
    days = value_of(entries, "window_days", int) or Goal.window_days
    if not 1 <= days <= LONGEST_WINDOW_DAYS:
        raise ValueError(str(days))
    return int(days)


# -- Goals --------------------------------------------------------------------------------------------------


def goal_as_json(goal: Goal) -> Entries:
    """All that is known of a goal."""
    return {
        "name": goal.name,
        "count_type": goal.count_type.value,
        "window_days": goal.window_days,
        "status": goal.status.value,
        "kind": goal.kind,
        "created": goal.created,
        "currency": goal.currency,
    }


def goal_of(entries: Entries) -> Goal:
    """The goal that `goal_as_json` gave."""
    return Goal(
        value_of(entries, "name", str) or "",
        _one_of(entries, "count_type", CountType, CountType.ALL),
        _window(entries),
        _one_of(entries, "status", GoalStatus, GoalStatus.ACTIVE),
        value_of(entries, "kind", str) or Goal.kind,
        value_of(entries, "created", int),
        value_of(entries, "currency", str),
    )


def book_as_json(book: GoalBook) -> Entries:
    """A list of goals."""
    return {"from_account": book.from_account, "goals": [goal_as_json(goal) for goal in book.goals]}


def book_of(entries: Entries) -> GoalBook:
    """The list that `book_as_json` gave."""
    goals = value_of(entries, "goals", list) or []
    if not all(type(goal) is dict for goal in goals):
        raise ValueError("goals")
    return GoalBook.of(map(goal_of, goals), bool(value_of(entries, "from_account", bool)))
