"""How a person has arranged the columns: widths, order and what is hidden, by the columns' names.

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

    def updated(self, later: ColumnLayout) -> ColumnLayout:
        """This, with what a later one says of its columns."""
        known = set(later.order)
        return ColumnLayout(
            {**self.widths, **later.widths},
            (*later.order, *(name for name in self.order if name not in known)),
            (self.hidden - known) | later.hidden,
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


def read(value: Any) -> ColumnLayout:
    """From what `written` gave. Raises `ValueError`, `TypeError` or `KeyError` for anything else."""
    widths = {str(name): float(width) for name, width in value["widths"].items()}
    if not all(0 < width < 1_000 for width in widths.values()):
        raise ValueError("no such width")
    return ColumnLayout(widths, tuple(map(str, value["order"])), frozenset(map(str, value["hidden"])))


def written(layout: ColumnLayout) -> Any:
    """As JSON can hold it."""
    return {
        "widths": {name: round(width, 2) for name, width in layout.widths.items()},
        "order": list(layout.order),
        "hidden": sorted(layout.hidden),
    }
