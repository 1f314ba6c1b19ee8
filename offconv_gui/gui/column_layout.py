"""How a person has arranged the columns: widths, order, what is hidden and frozen, by the columns' names.

It is remembered over files: a column that another file has too is where it was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class ColumnLayout:
    """Widths are multiples of the height of the text, so that they fit at any size of it."""

    widths: Mapping[str, float] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()
    frozen: str = ""
    """The last of the frozen columns; "" for none."""

    def updated(self, later: ColumnLayout) -> ColumnLayout:
        """This, with what a later one says of its columns."""
        known = set(later.order)
        return ColumnLayout(
            {**self.widths, **later.widths},
            _merged(self.order, later.order),
            (self.hidden - known) | later.hidden,
            later.frozen or ("" if self.frozen in known else self.frozen),
        )

    def arranged(self, names: Sequence[str]) -> list[int]:
        """The places of these columns in the order to show them in; new columns stay where they stand."""
        ranks = {name: rank for rank, name in enumerate(self.order)}
        places = [place for place, name in enumerate(names) if name in ranks]
        ordered = sorted(places, key=lambda place: ranks[names[place]])
        result = list(range(len(names)))
        for slot, place in zip(places, ordered, strict=True):
            result[slot] = place
        return result


def _merged(before: Sequence[str], later: Sequence[str]) -> tuple[str, ...]:
    """The later order, with those it lacks behind the columns that they stood behind before."""
    merged = list(later)
    for at, name in enumerate(before):
        if name not in merged:
            merged.insert(merged.index(before[at - 1]) + 1 if at else 0, name)
    return tuple(merged)


def read(value: Any) -> ColumnLayout:
    """From what `written` gave. Raises `ValueError`, `TypeError` or `KeyError` for anything else."""
    widths = {str(name): float(width) for name, width in value["widths"].items()}
    if not all(0 < width < 1_000 for width in widths.values()):
        raise ValueError("no such width")
    order, hidden = tuple(map(str, value["order"])), frozenset(map(str, value["hidden"]))
    return ColumnLayout(widths, order, hidden, str(value.get("frozen", "")))


def written(layout: ColumnLayout) -> Any:
    """As JSON can hold it."""
    return {
        "widths": {name: round(width, 2) for name, width in layout.widths.items()},
        "order": list(layout.order),
        "hidden": sorted(layout.hidden),
        "frozen": layout.frozen,
    }
