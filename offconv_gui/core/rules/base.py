"""All that an author of rules needs.

A rule is a pure function from a view of columns to a mask of the rows it marks, with what people are told
about it beside it. A row rule may be handed all rows or three. A group rule compares rows: it gives each row
a key, and is handed whole groups of rows with equal keys.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from offconv_gui.core.choices import Choices, Context
from offconv_gui.core.fields import HASHED, SPECS, Field
from offconv_gui.core.fixes import LEAVE_OUT, Ask, Asked, Fix, clear
from offconv_gui.core.grid import Mask, RowIndex
from offconv_gui.core.issues import Bits, Severity
from offconv_gui.core.kinds import times
from offconv_gui.core.kinds.adjustments import Adjustment, Adjustments
from offconv_gui.core.kinds.amounts import Amounts
from offconv_gui.core.kinds.click_ids import ClickIds
from offconv_gui.core.kinds.currencies import Currencies
from offconv_gui.core.kinds.free_text import Hashes, Texts
from offconv_gui.core.kinds.reading import Reading
from offconv_gui.core.kinds.times import Times
from offconv_gui.core.messages import QT_TRANSLATE_NOOP, Message
from offconv_gui.core.readings import WAYS, Readings

if TYPE_CHECKING:
    from offconv_gui.core.document import Document

__all__ = [
    "DAY",
    "EXAMPLE_NOW",
    "FAULTLESS",
    "LEAVE_OUT",
    "RESTATE",
    "RETRACT",
    "AnyRule",
    "Ask",
    "Asked",
    "Example",
    "Fix",
    "GroupRule",
    "RowRule",
    "Rule",
    "View",
    "clear",
]

DAY = 86_400
"""Seconds."""

LARGEST_VALUE = 999_999_999_999
"""The largest value the service takes (Microsoft Advertising help, "Track offline conversions")."""


class View:
    """The typed columns of some rows of a table. A field that the table lacks reads as blank."""

    def __init__(self, readings: Readings, rows: RowIndex | range) -> None:
        self._readings = readings
        self._rows = slice(rows.start, rows.stop) if isinstance(rows, range) else rows
        self._cut: dict[Field, Reading] = {}
        self.count = len(rows)

    def has(self, field: Field) -> bool:
        """The table has this field."""
        return field in self._readings.typed

    def click_ids(self) -> ClickIds:
        return cast(ClickIds, self._typed(Field.CLICK_ID))

    def times(self, field: Field = Field.TIME) -> Times:
        return cast(Times, self._typed(field))

    def amounts(self, field: Field = Field.VALUE) -> Amounts:
        return cast(Amounts, self._typed(field))

    def currencies(self, field: Field = Field.CURRENCY) -> Currencies:
        return cast(Currencies, self._typed(field))

    def texts(self, field: Field) -> Texts:
        return cast(Texts, self._typed(field))

    def hashes(self, field: Field) -> Hashes:
        return cast(Hashes, self._typed(field))

    def adjustments(self) -> Adjustments:
        return cast(Adjustments, self._typed(Field.ADJUSTMENT_TYPE))

    def none(self) -> Mask:
        """No row."""
        return np.zeros(self.count, np.bool_)

    def _typed(self, field: Field) -> Reading:
        if field not in self._cut:
            whole = self._readings.typed.get(field)
            if whole is None:
                self._cut[field] = _blank(field).take(np.zeros(self.count, np.int64))
            else:
                self._cut[field] = whole.take(self._rows)
        return self._cut[field]


def with_hash(view: View) -> Mask:
    """Rows with a valid hashed e-mail address or phone number, which may stand in for a click ID."""
    found = view.none()
    for hashed in HASHED:
        if view.has(hashed):
            found = found | view.hashes(hashed).valid
    return found


def adjusts(view: View, *actions: Adjustment) -> Mask:
    """Rows with one of these actions; none in a table that says nothing of adjustments."""
    if not view.has(Field.ADJUSTMENT_TYPE):
        return view.none()
    return is_one_of(view.adjustments().action, *actions)


def is_one_of(codes: npt.NDArray[np.uint8], *members: IntEnum) -> Mask:
    """Rows whose code is that of one of these members."""
    found = np.zeros(len(codes), np.bool_)
    for member in members:
        found |= codes == int(member)  # compared with the member itself, every byte is widened to eight
    return found


def utc_of(document: Document, row: int, field: Field = Field.TIME) -> int:
    """The instant of one cell in seconds since 1970."""
    return int(View(document.readings, range(row, row + 1)).times(field).utc[0])


def dates_of(document: Document, row: int, field: Field = Field.TIME) -> Message:
    """The dates that one cell of unclear order can stand for: "2026-05-11 or 2026-11-05"."""
    parsed = document.readings.parsed[field].take(np.array([row], np.int64))
    assert isinstance(parsed, times.ParsedTimes)
    *first, last = map(str, times.possible_dates(parsed))
    two = QT_TRANSLATE_NOOP("rules", "{dates} or {last}")
    return Message(two, {"dates": ", ".join(first), "last": last})


@cache
def _blank(field: Field) -> Reading:
    way = WAYS[SPECS[field].kind]
    parsed = way.parse(pa.array([""], pa.large_string()), None)
    return way.resolve(parsed, None, Choices()) if way.resolve else parsed


EXAMPLE_NOW = 1_795_478_400
"""2026-11-24T00:00:00Z: the moment examples are judged at."""

FAULTLESS: Mapping[Field, str] = MappingProxyType(
    {
        Field.CLICK_ID: "3cf4220c917b853860886599b2ac757f",
        Field.TIME: "2026-11-05T14:30:00Z",
        Field.VALUE: "1234.50",
        Field.CURRENCY: "USD",
        Field.NAME: "Closed deals",
        Field.CLIENT_ID: "A-1",
    }
)
"""A row that no rule marks."""

RESTATE: Mapping[Field, str] = MappingProxyType(
    {
        Field.ADJUSTMENT_TYPE: "Restate",
        Field.ADJUSTMENT_TIME: "2026-11-09T10:00:00Z",
        Field.ADJUSTMENT_VALUE: "980.00",
        Field.ADJUSTMENT_CURRENCY: "USD",
    }
)
"""What makes an adjustment of the faultless row that no rule marks."""

RETRACT: Mapping[Field, str] = MappingProxyType(
    {Field.ADJUSTMENT_TYPE: "Retract", Field.ADJUSTMENT_TIME: "2026-11-09T10:00:00Z"}
)
"""The same for taking it back."""


@dataclass(frozen=True)
class Example:
    """A row to try a rule on: what differs from the faultless row, in its cells and in the choices.

    A group rule is tried on two rows: the faultless one, and then the example.
    """

    cells: Mapping[Field, str]
    choices: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A check: what it is called, what it marks, and what people are told.

    `field` is the column marked; `reads` every field the verdict depends on. `title` names the problem in the
    list; `message` is a sentence about one cell that may use {value}, the cell's text, and what
    `details` gives; `why` says what it costs. `service_error` is the number the service would have
    answered with, where it says anything. `fix` is what most people want, `more` are other ways, in the order
    they are offered. Two rules of one name (`known_as`) are one rule to people, which is graver in one case.
    """

    id: str
    severity: Severity
    field: Field
    reads: tuple[Field, ...]
    title: str
    message: str
    why: str
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    service_error: int | None = None
    details: Callable[[Document, int], Mapping[str, object]] | None = None
    fix: Fix | None = None
    more: tuple[Fix, ...] = ()
    known_as: str = ""

    @property
    def name(self) -> str:
        """The identifier that people search for, and that files and scripts name."""
        return self.known_as or self.id

    @property
    def fixes(self) -> tuple[Fix, ...]:
        """Every fix, the primary one first."""
        return (self.fix, *self.more) if self.fix else self.more


@dataclass(frozen=True, kw_only=True)
class RowRule(Rule):
    """Judges every row by itself."""

    test: Callable[[View, Context], Mask]


@dataclass(frozen=True, kw_only=True)
class GroupRule(Rule):
    """Compares the rows of equal key; a row with key 0 takes no part.

    `mark` is handed whole groups of two rows or more, in the order of the table. With `among_clean`, only
    rows without an error (of a rule before it on the roll) take part, so that a bad copy never costs the good
    one. Rows left out never do.
    """

    key: Callable[[View, Context], Bits]
    mark: Callable[[View, Bits, Context], Mask]
    among_clean: bool = True


AnyRule = RowRule | GroupRule
