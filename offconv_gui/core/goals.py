"""Conversion goals as the account knows them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

LONGEST_WINDOW_DAYS = 90
DEFAULT_WINDOW_DAYS = 30


class CountType(Enum):
    """Whether a goal counts every conversion of a click, or only the first."""

    ALL = "All"
    UNIQUE = "Unique"


@dataclass(frozen=True)
class Goal:
    """A conversion goal: the name the service knows it by, and how it counts.

    `window_days` is how long after the click a conversion still counts (1 to 90 days; the service's
    default is 30).
    """

    name: str
    count_type: CountType = CountType.ALL
    window_days: int = DEFAULT_WINDOW_DAYS
