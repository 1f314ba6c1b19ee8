"""What a person decides about a whole table: goal, currency, zone, how dates and numbers are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import Enum
from typing import TYPE_CHECKING

from offconv_gui.core.goals import Goal, GoalBook

if TYPE_CHECKING:  # the settings know choices, and are read before numpy and Arrow are loaded
    from offconv_gui.core.upload_results import UploadResults

OWN_ZONE = "own"
"""The zone choice that means: each time carries its own zone."""

UTC = "UTC"


class DateOrder(Enum):
    """The order of day, month and year in dates written with numbers."""

    AUTO = "auto"
    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


class DecimalMark(Enum):
    """The mark before the decimals of an amount."""

    AUTO = "auto"
    POINT = "point"
    COMMA = "comma"


@dataclass(frozen=True)
class Choices:
    """The decisions that colour every verdict; immutable, changed with `changed`.

    `zone` is None (nobody chose), an IANA name, "UTC" or "own"; `currency` is an upper-case ISO code or
    None; `time_of_day` is in seconds after midnight, used for dates without a time; `zone_meanings` maps
    an upper-case abbreviation that stands for several zones to the IANA name the user chose for it. `goals`
    are the goals that are known, None where nobody gave a list; `results` is what the service said of an
    upload of the table, None where nobody has told. `zone_from_file` says that nobody chose the zone but the
    file declares it: then it is the zone of times without one, and the own zone of any other holds.
    """

    goal: Goal | None = None
    currency: str | None = None
    zone: str | None = None
    date_order: DateOrder = DateOrder.AUTO
    decimal_mark: DecimalMark = DecimalMark.AUTO
    time_of_day: int | None = None
    zone_meanings: tuple[tuple[str, str], ...] = ()
    goals: GoalBook | None = None
    results: UploadResults | None = None
    zone_from_file: bool = False

    def changed(self, **changes: object) -> Choices:
        """The same choices with some of them replaced; a zone is one that somebody chose."""
        if "zone" in changes:
            changes = {"zone_from_file": False, **changes}
        return replace(self, **changes)  # type: ignore[arg-type]

    def differing(self, other: Choices) -> frozenset[str]:
        """The names of the choices that `other` makes otherwise."""
        return frozenset(f.name for f in fields(self) if getattr(self, f.name) != getattr(other, f.name))


@dataclass(frozen=True)
class GivenChoices:
    """What somebody has chosen, whatever is chosen otherwise: values by the names of `Choices` and `Goal`."""

    choices: Mapping[str, object] = field(default_factory=dict)
    goal: Mapping[str, object] = field(default_factory=dict)

    def over(self, usual: Choices) -> Choices:
        """The usual choices, those that were given in the place of theirs."""
        goal = usual.goal
        if self.goal:
            goal = goal or Goal("")
            if self.goal.get("name", goal.name) != goal.name:  # the rest is known of that goal alone
                goal = Goal(goal.name, goal.count_type, goal.window_days)
            goal = replace(goal, **self.goal)  # type: ignore[arg-type]
        return usual.changed(**{"goal": goal, **self.choices})


NOTHING_GIVEN = GivenChoices()


@dataclass(frozen=True)
class Context:
    """What rules may know besides the table: the choices, and the moment they are judged at.

    `now` is in whole seconds since 1970-01-01T00:00:00Z.
    """

    choices: Choices
    now: int
