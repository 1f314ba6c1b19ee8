"""Conversion goals as the account knows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property

LONGEST_WINDOW_DAYS = 90
DEFAULT_WINDOW_DAYS = 30

SETTLING_SECONDS = 2 * 3_600
"""How long a new goal takes no uploads (Microsoft Advertising docs, "Offline conversion goal")."""

OFFLINE = "OfflineConversion"
"""The one kind that takes uploads (Microsoft Advertising docs, bulk record "OfflineConversion Goal")."""


class CountType(Enum):
    """Whether a goal counts every conversion of a click, or only the first."""

    ALL = "All"
    UNIQUE = "Unique"


class GoalStatus(Enum):
    """A paused goal is known, but counts nothing that is uploaded for it."""

    ACTIVE = "Active"
    PAUSED = "Paused"


@dataclass(frozen=True)
class Goal:
    """A conversion goal: the name the service knows it by, and how it counts.

    `window_days` is how long after the click a conversion still counts (1 to 90 days; the service's
    default is 30). `kind` is the service's word before " Goal"; goals of another kind than `OFFLINE` take no
    uploads. `created` is in whole seconds since 1970 in UTC, `currency` an upper-case code; None where nobody
    knows them.
    """

    name: str
    count_type: CountType = CountType.ALL
    window_days: int = DEFAULT_WINDOW_DAYS
    status: GoalStatus = GoalStatus.ACTIVE
    kind: str = OFFLINE
    created: int | None = None
    currency: str | None = None

    @property
    def takes_uploads(self) -> bool:
        """A conversion uploaded for it may count."""
        return self.kind == OFFLINE and self.status is GoalStatus.ACTIVE

    def is_new(self, now: int) -> bool:
        """It was created so short a time before `now` (seconds since 1970) that it takes no uploads yet."""
        return self.created is not None and self.created > now - SETTLING_SECONDS


@dataclass(frozen=True)
class GoalBook:
    """The goals that are known, no name twice.

    `from_account` tells that the list came from the account and is whole, so that a name it lacks is surely
    wrong; a list that somebody typed may lack some.
    """

    goals: tuple[Goal, ...] = ()
    from_account: bool = False

    @staticmethod
    def of(goals: Iterable[Goal], from_account: bool = False) -> GoalBook:
        """A book of these goals; of two with one name the one that takes uploads stays, else the first."""
        kept: dict[str, Goal] = {}
        for goal in goals:
            there = kept.get(goal.name)
            if there is None or (goal.takes_uploads and not there.takes_uploads):
                kept[goal.name] = goal
        return GoalBook(tuple(kept.values()), from_account)

    def with_goal(self, goal: Goal) -> GoalBook:
        """The same book with this goal in the place of the one of its name."""
        return replace(self, goals=tuple(goal if one.name == goal.name else one for one in self.goals))

    def find(self, name: str) -> Goal | None:
        """The goal of exactly this name: letter case and spaces count."""
        return self._by_name.get(name)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the goals that take uploads, in the order of the book."""
        return tuple(goal.name for goal in self.goals if goal.takes_uploads)

    @cached_property
    def _by_name(self) -> dict[str, Goal]:
        return {goal.name: goal for goal in self.goals}
