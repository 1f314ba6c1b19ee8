"""The typed twin of a table: every field read by its kind, under the choices made and what its column proves.

Times and amounts are read in two steps: what the text says, and what that means under the choices. A change
of zone or date order then costs the second step only.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa

from offconv_gui.core import evidence
from offconv_gui.core.amended import Amended
from offconv_gui.core.choices import Choices, DateOrder, DecimalMark
from offconv_gui.core.columns import Cells
from offconv_gui.core.evidence import Evidence
from offconv_gui.core.fields import SPECS, Field, Kind
from offconv_gui.core.grid import Mask, RowIndex
from offconv_gui.core.kinds import adjustments, amounts, click_ids, currencies, free_text, times
from offconv_gui.core.kinds.reading import Reading
from offconv_gui.core.parallel import each
from offconv_gui.core.progress import Progress, silent
from offconv_gui.core.table import Rows, Table

Text: TypeAlias = pa.Array
Column: TypeAlias = Amended[Any]
"""The reading of one field."""

AnyEvidence = Evidence[DateOrder] | Evidence[DecimalMark]


def _parse_time(text: Text, numeric: Mask | None) -> Reading:
    return times.parse(text)


def _resolve_time(parsed: Any, proved: Any, choices: Choices) -> Reading:
    order = choices.date_order if choices.date_order is not DateOrder.AUTO else proved or DateOrder.AUTO
    meanings = dict(choices.zone_meanings)
    return times.resolve(
        parsed, order, choices.zone, choices.time_of_day, meanings, own_zone_holds=choices.zone_from_file
    )


def _resolve_amount(parsed: Any, proved: Any, choices: Choices) -> Reading:
    mark = choices.decimal_mark
    return amounts.resolve(parsed, mark if mark is not DecimalMark.AUTO else proved or DecimalMark.AUTO)


def _text_only(read: Callable[[Text], Reading]) -> Callable[[Text, Mask | None], Reading]:
    return lambda text, numeric: read(text)


@dataclass(frozen=True)
class _Way:
    """How a kind is read: its text, and (where choices matter) what the text means under them."""

    parse: Callable[[Text, Mask | None], Any]
    resolve: Callable[[Any, Any, Choices], Reading] | None = None
    weigh: Callable[[Any], AnyEvidence] | None = None
    choices: frozenset[str] = frozenset()


_AMOUNT = _Way(amounts.parse, _resolve_amount, evidence.decimal_mark, frozenset({"decimal_mark"}))

WAYS: Mapping[Kind, _Way] = MappingProxyType(
    {
        Kind.TEXT: _Way(_text_only(free_text.read)),
        Kind.LINK: _Way(_text_only(free_text.read)),
        Kind.HASH: _Way(_text_only(free_text.read_hashes)),
        Kind.CLICK_ID: _Way(click_ids.read),
        Kind.CURRENCY: _Way(_text_only(currencies.read)),
        Kind.ADJUSTMENT_TYPE: _Way(_text_only(adjustments.read)),
        Kind.AMOUNT: _AMOUNT,
        Kind.CREDIT: _AMOUNT,
        Kind.TIME: _Way(
            _parse_time,
            _resolve_time,
            evidence.date_order,
            frozenset({"date_order", "zone", "zone_from_file", "time_of_day", "zone_meanings"}),
        ),
    }
)
"""One way of reading for each kind; `choices` names those its second step depends on."""


@dataclass(frozen=True)
class Readings:
    """Per field: what the text says (`parsed`), what that means (`typed`), and what the column proves."""

    parsed: Mapping[Field, Column]
    typed: Mapping[Field, Column]
    evidence: Mapping[Field, AnyEvidence]

    def whole(self, field: Field) -> Reading | None:
        """What all cells of a field mean; None where the table lacks it."""
        column = self.typed.get(field)
        return column.whole() if column is not None else None

    def proving(self, field: Field, proofs: Collection[int]) -> RowIndex:
        """The positions of the rows that prove one of these of their column."""
        parsed: Any = self.parsed[field].whole()
        return np.flatnonzero(np.isin(parsed.proof, list(proofs)))

    def with_field(self, field: Field, parsed: Column, typed: Column, proof: AnyEvidence | None) -> Readings:
        return Readings(
            MappingProxyType({**self.parsed, field: parsed}),
            MappingProxyType({**self.typed, field: typed}),
            MappingProxyType({**self.evidence, field: proof}) if proof is not None else self.evidence,
        )


NONE = Readings(MappingProxyType({}), MappingProxyType({}), MappingProxyType({}))


def read_table(table: Table, choices: Choices, progress: Progress = silent) -> Readings:
    """Every field of the table, read whole."""

    def reading(field: Field) -> Readings:
        column = table.columns[field]
        parsed = _way(field).parse(column.text(), column.numeric)
        return _understood(NONE, field, Amended(parsed), choices)

    # The longest work first, so that no thread is left with it alone at the end.
    fields = sorted(table.columns, key=lambda field: _way(field).resolve is None)
    parts: dict[Field, Readings] = {}
    for part in each([partial(reading, field) for field in fields], table.row_count):
        parts[fields[len(parts)]] = part
        progress(len(parts), len(fields))
    ordered = [parts[field] for field in table.columns]
    return Readings(
        MappingProxyType({field: reading for part in ordered for field, reading in part.parsed.items()}),
        MappingProxyType({field: reading for part in ordered for field, reading in part.typed.items()}),
        MappingProxyType({field: proof for part in ordered for field, proof in part.evidence.items()}),
    )


def under(readings: Readings, choices: Choices, changed: frozenset[str]) -> Readings:
    """The same text under other choices; `changed` names those that differ."""
    for field, parsed in readings.parsed.items():
        if _way(field).choices & changed:
            readings = _understood(readings, field, parsed, choices)
    return readings


def with_cells(
    readings: Readings, field: Field, rows: RowIndex, cells: Cells, choices: Choices
) -> tuple[Readings, bool]:
    """Readings after these cells of a field were set.

    The second value tells that the whole column has to be judged again: with its last proof gone, or its
    first one come, a column is read otherwise.
    """
    way = _way(field)
    part = way.parse(cells.text, cells.numeric)
    parsed = readings.parsed[field].put(rows, part)
    before = readings.evidence.get(field)
    proof: AnyEvidence | None = None
    if way.weigh is not None and before is not None:
        was = readings.parsed[field].take(rows).proof
        proof = evidence.reweighed(before, rows, was, part.proof) or way.weigh(parsed.whole().proof)
    if proof is not None and before is not None and proof.proved is not before.proved:
        return _understood(readings, field, parsed, choices), True
    if way.resolve is None:  # one object serves as both
        return readings.with_field(field, parsed, parsed, proof), False
    meant = way.resolve(part, proof.proved if proof else None, choices)
    return readings.with_field(field, parsed, readings.typed[field].put(rows, meant), proof), False


def without(readings: Readings, rows: RowIndex, choices: Choices) -> tuple[Readings, bool]:
    """Readings after these rows were deleted; the second value as for `with_cells`."""
    parsed = {field: Amended(reading.whole().without(rows)) for field, reading in readings.parsed.items()}
    typed = {
        field: Amended(reading.whole().without(rows)) if _way(field).resolve else parsed[field]
        for field, reading in readings.typed.items()
    }
    return _moved(readings, choices, parsed, typed)


def with_inserted(
    readings: Readings, positions: RowIndex, rows: Rows, choices: Choices
) -> tuple[Readings, bool]:
    """Readings after rows were inserted; the second value as for `with_cells`."""
    parsed, typed = {}, {}
    for field, cells in rows.cells.items():
        way = _way(field)
        part = way.parse(cells.text, cells.numeric)
        proof = readings.evidence.get(field)
        parsed[field] = Amended(readings.parsed[field].whole().with_inserted(positions, part))
        if way.resolve is None:
            typed[field] = parsed[field]
        else:
            meant = way.resolve(part, proof.proved if proof else None, choices)
            typed[field] = Amended(readings.typed[field].whole().with_inserted(positions, meant))
    return _moved(readings, choices, parsed, typed)


def _moved(
    readings: Readings, choices: Choices, parsed: dict[Field, Column], typed: dict[Field, Column]
) -> tuple[Readings, bool]:
    result = Readings(MappingProxyType(parsed), MappingProxyType(typed), readings.evidence)
    turned = False
    for field in parsed:
        way = _way(field)
        if way.weigh is None:
            continue
        proof = way.weigh(parsed[field].whole().proof)
        if proof.proved is readings.evidence[field].proved:
            result = replace(result, evidence=MappingProxyType({**result.evidence, field: proof}))
        else:
            result, turned = _understood(result, field, parsed[field], choices), True
    return result, turned


def _understood(readings: Readings, field: Field, parsed: Column, choices: Choices) -> Readings:
    way = _way(field)
    proof = way.weigh(parsed.whole().proof) if way.weigh else None
    typed = parsed
    if way.resolve is not None:
        typed = Amended(way.resolve(parsed.whole(), proof.proved if proof else None, choices))
    return readings.with_field(field, parsed, typed, proof)


def _way(field: Field) -> _Way:
    return WAYS[SPECS[field].kind]
