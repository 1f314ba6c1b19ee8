"""The laws of a document: incremental = full, undo restores exactly, nothing is lost."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offconv_gui.core.choices import Choices, DateOrder, DecimalMark
from offconv_gui.core.columns import Column, typed
from offconv_gui.core.document import Document, open_document
from offconv_gui.core.edits import Batch, DeleteRows, Edit, InsertRows, LeaveOut, SetCells, SetChoices
from offconv_gui.core.fields import STANDING, Field
from offconv_gui.core.goals import CountType, Goal
from offconv_gui.core.grid import Grid, GridColumn, Origin, RowIndex
from offconv_gui.core.messages import Message
from offconv_gui.core.rules.base import EXAMPLE_NOW
from offconv_gui.core.table import of_grid

ID, OTHER = "3cf4220c917b853860886599b2ac757f", "96dd9de5798121e8fa462d6e85bda6a3"

TEXTS = {
    Field.CLICK_ID: ["", ID, ID.upper(), OTHER, f"x?msclkid={ID}", "abc", "Cj0KCQiAgP6PBhDmARIsAPWMq6"],
    Field.TIME: [
        "",
        "2026-11-05 14:30",
        "05/11/2026 14:30",
        "18/11/2026 10:00",
        "11/18/2026 10:00",
        "26-11-05 10:00",
        "5/11/26 10:00",
        "45-11-05",
        "2026-11-01 01:30",
        "2026-11-05T14:30:00Z",
        "2026-11-05 14:30 GMT+10",
        "2026-11-05 14:30 CST",
        "soon",
        "2026-09-01",
    ],
    Field.VALUE: ["", "10", "1,234", "1.234,56", "1,234.56", "12,5", "-3", "lots", "€ 5.00"],
    Field.CURRENCY: ["", "USD", "eur", "US$", "TRY"],
    Field.NAME: ["", "Closed deals", "closed deals", "Leads"],
    Field.CLIENT_ID: ["", "A-1", "A-2"],
    Field.CLICK_TIME: ["", "2026-11-04 10:00", "2026-11-05 15:00"],
    Field.ADJUSTMENT_TYPE: ["", "Restate", "Retract", "Refund"],
    Field.ADJUSTMENT_TIME: [
        "",
        "2026-11-09T10:00:00Z",
        "2026-11-09 10:00",
        "09/11/2026 10:00Z",
        "18/11/2026",
    ],
    Field.ADJUSTMENT_VALUE: ["", "5", "€ 5", "1,234"],
    Field.ADJUSTMENT_CURRENCY: ["", "EUR", "US$", "TRY"],
    Field.ATTRIBUTION_CREDIT: ["", "0.5", "7"],
    Field.LANDING_PAGE: ["", "https://www.example.com/", f"https://www.example.com/?msclkid={OTHER}"],
}
FIELDS = list(TEXTS)
TITLE = Message("Edit")

rows = st.fixed_dictionaries({field: st.sampled_from(texts) for field, texts in TEXTS.items()})
choices = st.builds(
    Choices,
    goal=st.sampled_from([None, Goal("Closed deals"), Goal("Closed deals", CountType.UNIQUE, 1)]),
    currency=st.sampled_from([None, "USD", "EUR"]),
    zone=st.sampled_from([None, "own", "UTC", "America/New_York", "Europe/Berlin"]),
    date_order=st.one_of(st.just(DateOrder.AUTO), st.sampled_from(DateOrder)),
    decimal_mark=st.one_of(st.just(DecimalMark.AUTO), st.sampled_from(DecimalMark)),
    time_of_day=st.sampled_from([None, 43_200]),
    zone_meanings=st.sampled_from([(), (("CST", "America/Chicago"),)]),
    zone_from_file=st.booleans(),
)


def build(content: list[dict[Field, str]], chosen: Choices) -> Document:
    grid = Grid(
        tuple(
            GridColumn(f.value, pa.chunked_array([pa.array([row[f] for row in content], pa.large_string())]))
            for f in FIELDS
        ),
        np.arange(2, len(content) + 2, dtype=np.int64),
    )
    return open_document(of_grid(grid, tuple(FIELDS)), chosen, EXAMPLE_NOW, Origin("law.csv"))


@st.composite
def edits(draw: st.DrawFn, document: Document) -> Edit:
    kind = draw(st.sampled_from(["cells", "cells", "cells", "leave out", "delete", "insert", "choices"]))
    count = document.row_count
    if count == 0:
        kind = "insert" if kind in ("cells", "leave out", "delete") else kind
    some = st.lists(st.integers(0, max(count - 1, 0)), min_size=1, max_size=4, unique=True).map(sorted)
    if kind == "cells":
        field, at = draw(st.sampled_from(FIELDS)), draw(some)
        new = [draw(st.sampled_from(TEXTS[field])) for _ in at]
        return SetCells(TITLE, field, np.array(at), typed(new))
    if kind == "leave out":
        at = draw(some)
        return LeaveOut(TITLE, np.array(at), np.array([draw(st.booleans()) for _ in at]))
    if kind == "delete":
        return DeleteRows(TITLE, np.array(draw(some)))
    if kind == "insert":
        at = draw(st.integers(0, count))
        return InsertRows(TITLE, np.array([at, at + 1]), document.table.blank_rows(2))
    return SetChoices(TITLE, draw(choices))


def state(document: Document) -> dict[str, object]:
    """All that a person could see of a document."""
    table = document.table
    return {
        "cells": {field: column.text().to_pylist() for field, column in table.columns.items()},
        "edited": {
            field: [column.is_edited(row) for row in range(len(column))]
            for field, column in table.columns.items()
        },
        "extras": [(heading, column.text().to_pylist()) for heading, column in table.extras],
        "rows": table.row_numbers.tolist(),
        "left out": table.left_out.tolist(),
        "choices": document.choices,
        "bits": document.issues.bits.tolist(),
        "tally": dict(document.issues.tally),
        "keys": {rule: keys.whole().words.tolist() for rule, keys in document.issues.keys.items()},
        "evidence": dict(document.readings.evidence),
        "typed": {
            field: {name: array.tolist() for name, array in reading.whole().arrays().items()}
            for field, reading in document.readings.typed.items()
        },
    }


def fresh(document: Document) -> Document:
    """The same table opened anew."""
    return open_document(document.table, document.choices, document.now, document.origin)


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data(), content=st.lists(rows, min_size=1, max_size=6), chosen=choices)
def test_incremental_equals_full_and_undo_restores(
    data: st.DataObject, content: list[dict[Field, str]], chosen: Choices
) -> None:
    document = build(content, chosen)
    history: list[tuple[dict[str, object], Edit]] = []
    for _ in range(data.draw(st.integers(1, 5))):
        edit = data.draw(edits(document))
        before, change = state(document), document.apply(edit)
        history.append((before, change.inverse))
        document = change.document
        assert state(document) == state(fresh(document))
    for before, inverse in reversed(history):
        document = document.apply(inverse).document
        assert state(document) == before


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data(), content=st.lists(rows, min_size=1, max_size=6), chosen=choices)
def test_edits_that_nobody_looks_at_in_between_come_to_the_same(
    data: st.DataObject, content: list[dict[Field, str]], chosen: Choices
) -> None:
    document = build(content, chosen)
    inverses: list[Edit] = []
    for _ in range(data.draw(st.integers(2, 8))):
        change = document.apply(data.draw(edits(document)))
        document = change.document
        inverses.append(change.inverse)
    assert state(document) == state(fresh(document))
    for inverse in reversed(inverses):
        document = document.apply(inverse).document
    assert state(document) == state(build(content, chosen))


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data(), content=st.lists(rows, min_size=2, max_size=6), chosen=choices)
def test_rows_that_a_change_did_not_touch_are_as_before(
    data: st.DataObject, content: list[dict[Field, str]], chosen: Choices
) -> None:
    document = build(content, chosen)
    document = document.apply(data.draw(edits(document))).document
    change = document.apply(data.draw(edits(document)))
    touched = change.document.touched
    if touched is None:
        return
    others = np.setdiff1d(np.arange(document.row_count), touched)
    assert row_states(change.document, others) == row_states(document, others)


def row_states(document: Document, rows: RowIndex) -> dict[str, object]:
    """All that a person could see of these rows."""
    table = document.table
    return {
        "cells": {field: column.cells(rows).text.to_pylist() for field, column in table.columns.items()},
        "left out": table.left_out[rows].tolist(),
        "choices": document.choices,
        "bits": document.issues.bits[rows].tolist(),
        "typed": {
            field: {name: array.tolist() for name, array in column.take(rows).arrays().items()}
            for field, column in document.readings.typed.items()
        },
    }


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data(), content=st.lists(rows, min_size=2, max_size=6), chosen=choices)
def test_a_batch_is_one_step_that_undoes_exactly(
    data: st.DataObject, content: list[dict[Field, str]], chosen: Choices
) -> None:
    document = build(content, chosen)
    parts: list[Edit] = []
    after = document
    for _ in range(3):
        parts.append(data.draw(edits(after)))
        after = after.apply(parts[-1]).document
    change = document.apply(Batch(TITLE, tuple(parts)))
    assert state(change.document) == state(after)
    assert state(change.document.apply(change.inverse).document) == state(document)


@given(content=st.lists(rows, min_size=1, max_size=8), chosen=choices, seed=st.randoms(use_true_random=False))
def test_row_verdicts_do_not_depend_on_the_order_of_rows(
    content: list[dict[Field, str]], chosen: Choices, seed: object
) -> None:
    from offconv_gui.core.rules import PLACES, RULES
    from offconv_gui.core.rules.base import RowRule

    order = list(range(len(content)))
    seed.shuffle(order)  # type: ignore[attr-defined]
    word = np.uint64(sum(1 << PLACES[rule.id] for rule in RULES if isinstance(rule, RowRule)))
    straight, shuffled = build(content, chosen), build([content[i] for i in order], chosen)
    assert (shuffled.issues.bits & word).tolist() == (straight.issues.bits & word)[order].tolist()


@given(st.lists(st.text(max_size=5), max_size=6), st.lists(st.booleans(), min_size=6, max_size=6))
def test_a_column_keeps_every_cell(texts: list[str], numbers: list[bool]) -> None:
    mask = np.array(numbers[: len(texts)], np.bool_)
    column = Column.of(pa.chunked_array([pa.array(texts, pa.large_string())]), mask)
    assert [column.cell(row) for row in range(len(column))] == texts
    assert column.cells(np.arange(len(texts))).numeric.tolist() == mask.tolist()


def test_every_column_of_a_grid_is_kept_as_field_or_extra() -> None:
    text = pa.chunked_array([pa.array(["a", "b"], pa.large_string())])
    grid = Grid((GridColumn("Owner", text), GridColumn("Amount", text)), np.array([2, 3]))
    table = of_grid(grid, (None, Field.VALUE))
    assert [heading for heading, _ in table.extras] == ["Owner"]
    assert table.columns[Field.VALUE].text().to_pylist() == ["a", "b"]
    assert set(STANDING) <= set(table.fields)
    assert table.columns[Field.CLICK_ID].text().to_pylist() == ["", ""]


def test_a_long_run_of_edits_keeps_the_column_true() -> None:
    column = Column.of(pa.array([str(i) for i in range(20_000)], pa.large_string()))
    changed = column
    for start in range(0, 12_000, 3_000):
        at = np.arange(start, start + 3_000)
        changed = changed.with_cells(at, typed([f"new {i}" for i in at]))
    assert changed.text().to_pylist() == [f"new {i}" if i < 12_000 else str(i) for i in range(20_000)]
    assert column.cell(0) == "0"


def test_time_moving_on_turns_rows_stale() -> None:
    row = {
        **dict.fromkeys(FIELDS, ""),
        Field.CLICK_ID: ID,
        Field.TIME: "2026-08-26T12:00:00Z",
        Field.NAME: "Leads",
    }
    document = build([row], Choices())
    assert document.counts().errors == 0
    later = document.at(document.now + 86_400)
    assert later.counts().errors == 1
    assert state(later) == state(fresh(replace(document, now=later.now)))
