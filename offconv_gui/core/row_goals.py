"""The goal of each row: the one it names, or the one chosen for the file; and what is known of it.

The chosen goal's own settings win for its name, since they stand above the table for a person to see; other
names are looked up in the book of goals.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from offconv_gui.core.choices import Choices
from offconv_gui.core.goals import DEFAULT_WINDOW_DAYS, CountType, Goal, GoalBook
from offconv_gui.core.grid import Mask
from offconv_gui.core.kinds import free_text
from offconv_gui.core.kinds.free_text import Keys, Texts

UNKNOWN = -1
"""The place of a goal that neither was chosen nor stands in the book."""


@dataclass(frozen=True)
class RowGoals:
    """The goals of some rows.

    `keys` identifies each row's goal (0: it has none), `places` is where it stands among `goals`, or UNKNOWN;
    `unknown` is what holds for those.
    """

    keys: Keys
    places: npt.NDArray[np.int64]
    goals: tuple[Goal, ...]
    unknown: Goal

    def each(self, values: list[Any], otherwise: Any) -> npt.NDArray[Any]:
        """Per row the value of its goal; `values` has one for each of `goals`."""
        return np.array([*values, otherwise])[self.places]

    def window_days(self) -> npt.NDArray[np.int64]:
        """Per row how many days after the click its goal counts."""
        return self.each([goal.window_days for goal in self.goals], self.unknown.window_days)

    def counts_once(self) -> Mask:
        """Rows whose goal counts only the first conversion after a click."""
        once = [goal.count_type is CountType.UNIQUE for goal in self.goals]
        return self.each(once, self.unknown.count_type is CountType.UNIQUE)


def goal_keys(names: Texts, choices: Choices) -> Keys:
    """A key for each row's goal: its own, or the chosen one; 0 where it has none."""
    chosen = _key(choices.goal.name) if choices.goal else 0
    result: Keys = np.where(names.key == 0, np.uint64(chosen), names.key)
    return result


def row_goals(names: Texts, choices: Choices) -> RowGoals:
    """The goal of each of these rows.

    What is neither chosen nor in the book has the chosen goal's window where one is chosen, and its count
    type where it was chosen without a name, which means: for whatever goals the file names.
    """
    keys = goal_keys(names, choices)
    goals, known = _known(choices.goal, choices.goals)
    return RowGoals(keys, _places(keys, known), goals, _unknown(choices.goal))


def book_goals(names: Texts, choices: Choices) -> RowGoals:
    """What the book of goals says of each row's goal; of one it lacks, that it takes no uploads."""
    keys = goal_keys(names, choices)
    goals, known = _known(None, choices.goals)
    return RowGoals(keys, _places(keys, known), goals, Goal("", kind=""))


def may_count_once(choices: Choices) -> bool:
    """Whether any goal counts only the first conversion after a click."""
    goals = [*(choices.goals.goals if choices.goals else ()), *([choices.goal] if choices.goal else ())]
    return any(goal.count_type is CountType.UNIQUE for goal in goals)


def _unknown(chosen: Goal | None) -> Goal:
    window = chosen.window_days if chosen else DEFAULT_WINDOW_DAYS
    nameless = chosen is not None and not chosen.name.strip()
    return Goal("", chosen.count_type if chosen and nameless else CountType.ALL, window)


@lru_cache(8)
def _known(chosen: Goal | None, book: GoalBook | None) -> tuple[tuple[Goal, ...], Keys]:
    """The goals that are known, ascending by the keys of their names, and these keys."""
    goals = {goal.name: goal for goal in (book.goals if book else ()) if goal.name.strip()}
    if chosen is not None and chosen.name.strip():
        goals[chosen.name] = chosen
    found = sorted(((_key(name), goal) for name, goal in goals.items()), key=lambda entry: entry[0])
    return tuple(goal for _, goal in found), np.array([key for key, _ in found], np.uint64)


@lru_cache(1_000)
def _key(name: str) -> int:
    return free_text.key_of(name)


def _places(keys: Keys, known: Keys) -> npt.NDArray[np.int64]:
    """Where each key stands among the known ones, which are sorted; UNKNOWN where it does not."""
    if not len(keys) or not len(known):
        return np.full(len(keys), UNKNOWN, np.int64)
    if (keys == keys[0]).all():  # one goal for the whole file is the usual case
        return np.full(len(keys), _places_of_many(keys[:1], known)[0], np.int64)
    return _places_of_many(keys, known)


def _places_of_many(keys: Keys, known: Keys) -> npt.NDArray[np.int64]:
    at = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    return np.where(known[at] == keys, at, UNKNOWN)
