"""What the command line says of a document: one object for programs, or lines for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np
import pyarrow.compute as pc

from offconv_gui.core.document import Document
from offconv_gui.core.explanation import in_full, proof, sentence
from offconv_gui.core.fields import Field
from offconv_gui.core.grid import GridColumn
from offconv_gui.core.issues import Severity
from offconv_gui.core.kinds import zones
from offconv_gui.core.named_fixes import Fixed
from offconv_gui.core.rules import ERRORS, INFOS, PLACES, RULES, WARNINGS, rules_in
from offconv_gui.core.rules.base import AnyRule
from offconv_gui.io.documents import OpenTable
from offconv_gui.io.targets import Written

FIRST_CELLS = 10
EXAMPLES = 3
LOOKED_AT = 1_000
_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}

# -- For programs -------------------------------------------------------------------------------------------


def as_json(table: OpenTable, file: str) -> dict[str, Any]:
    """Everything known of a document: counts, evidence, columns, problems, and every cell with a problem."""
    document = table.document
    return {
        **_without_cells(table, file),
        "cells": [
            {
                "row": int(document.table.row_numbers[row]),
                "field": rule.field.value,
                "rule": rule.name,
                "severity": rule.severity.value,
                "value": document.table.cell(rule.field, row),
                "message": in_full(rule, document, row),
            }
            for row, rule in marked_cells(document, ERRORS | WARNINGS | INFOS)
        ],
    }


def _without_cells(table: OpenTable, file: str) -> dict[str, Any]:
    document = table.document
    counts = document.counts()
    return {
        **_origin(table, file),
        "rows": counts.rows,
        "ready": counts.ready,
        "warnings": counts.warnings,
        "errors": counts.errors,
        "tzdata": zones.tzdata_version(),
        "evidence": {
            "date_order": _evidence(document, Field.TIME, "order"),
            "decimal": _evidence(document, Field.VALUE, "mark"),
        },
        "columns": [
            {"source": heading, "field": field.value if field else None}
            for heading, field in zip(table.opened.grid.headings, table.fields, strict=True)
        ],
        **_undecided_as_json(table),
        "problems": [
            {"rule": rule.name, "severity": rule.severity.value, "field": rule.field.value, "count": count}
            for rule, count in problems(document)
        ],
    }


def _undecided_as_json(table: OpenTable) -> dict[str, Any]:
    headings = table.opened.grid.headings
    found = [
        {"column": column + 1, "source": headings[column], "field": field.value}
        for column, field in _undecided(table)
    ]
    return {"undecided": found} if found else {}


def columns_as_json(table: OpenTable, file: str) -> dict[str, Any]:
    """The same without the cells, but with the file's sheets, and why each column would become what."""
    columns = []
    for guess, field, column in zip(table.guesses, table.fields, table.opened.grid.columns, strict=True):
        suggested = guess.field if field is None and guess.field not in table.fields else None
        columns.append(
            {
                "source": column.heading,
                "field": field.value if field else None,
                "suggestion": suggested.value if suggested else None,
                "sure": guess.sure,
                "score": round(guess.score, 3),
                "reason": str(guess.reason),
                "examples": _examples(column),
            }
        )
    return {**_without_cells(table, file), "sheets": list(table.opened.origin.sheets), "columns": columns}


def exported_as_json(written: Sequence[Written]) -> list[dict[str, Any]]:
    """The files that were written."""
    return [{"path": str(file.path), "rows": file.rows, "bytes": file.bytes} for file in written]


def fixed_as_json(fixed: Sequence[Fixed]) -> list[dict[str, Any]]:
    """What was mended before writing: by which rule, and how many cells or rows."""
    return [{"rule": one.rule.name, "cells": one.cells} for one in fixed]


def _examples(column: GridColumn) -> list[str]:
    first = column.text.slice(0, LOOKED_AT)
    examples: list[str] = first.filter(pc.not_equal(first, "")).slice(0, EXAMPLES).to_pylist()
    return examples


def _origin(table: OpenTable, file: str) -> dict[str, Any]:
    origin = table.opened.origin
    return {
        "file": file,
        "sheet": origin.sheet,
        "encoding": origin.encoding,
        "delimiter": origin.delimiter,
        "header_row": origin.header_row,
    }


def _evidence(document: Document, field: Field, name: str) -> dict[str, Any]:
    found = document.readings.evidence[field]
    example = found.example_row
    told = {
        name: found.proved.value if found.proved else None,
        "proved_by": found.proved_by,
        "example_row": None if example is None else int(document.table.row_numbers[example]),
    }
    if found.mixed:
        told["mixed"] = True
        told["counts"] = {way.value: found.alone(way) for way in found.ways if found.alone(way)}
        rarer = document.readings.proving(field, found.mixture.rarer_proofs)
        told["minority_rows"] = document.table.row_numbers[rarer].tolist()
    return told


# -- Problems -----------------------------------------------------------------------------------------------


def problems(document: Document) -> list[tuple[AnyRule, int]]:
    """The rules that mark any row, with how many: errors first, then by number."""
    gravity = list(Severity)
    counted = [(rule, document.issues.count(1 << PLACES[rule.id])) for rule in RULES]
    found = [(rule, count) for rule, count in counted if count]
    return sorted(found, key=lambda entry: (gravity.index(entry[0].severity), -entry[1]))


def marked_cells(document: Document, word: int) -> Iterator[tuple[int, AnyRule]]:
    """Every cell that a rule of `word` marks, as its row's position and the rule, in order of both."""
    known: dict[int, list[AnyRule]] = {}
    rows = document.issues.rows_with(word)
    bits = document.issues.bits[rows] & np.uint64(word)
    for row, found in zip(rows.tolist(), bits.tolist(), strict=True):
        if found not in known:
            known[found] = rules_in(found)
        for rule in known[found]:
            yield row, rule


# -- For people ---------------------------------------------------------------------------------------------


def as_text(table: OpenTable, file: str) -> Iterator[str]:
    """Counts, columns, problems by number, and the first cells that need mending."""
    document = table.document
    counts = document.counts()
    yield f"{file}: {_counted(counts.rows, 'row')}, {_how_read(table)}"
    yield f"  {counts.ready:>9,} ready" + (
        f", {counts.warnings:,} of them to review" if counts.warnings else ""
    )
    yield f"  {counts.errors:>9,} with errors"
    yield ""
    yield from _columns_as_text(table)
    if found := problems(document):
        yield ""
        yield "Problems"
        yield from _aligned(
            [
                (rule.severity.value, f"{count:,}", rule.name, f"{rule.title} ({rule.field.value})")
                for rule, count in found
            ]
        )
    if counts.errors:
        yield ""
        yield "First cells with errors"
        first = list(islice(marked_cells(document, ERRORS), FIRST_CELLS + 1))
        yield from _aligned([_cell_as_text(document, row, rule) for row, rule in first[:FIRST_CELLS]])
        if len(first) > FIRST_CELLS:
            yield "  ... --json lists them all"


def columns_as_text(table: OpenTable, file: str) -> Iterator[str]:
    """What was found, and what each column would become."""
    yield f"{file}: {_counted(table.opened.grid.row_count, 'row')}, {_how_read(table)}"
    if len(table.opened.origin.sheets) > 1:
        yield f"  sheets: {', '.join(table.opened.origin.sheets)}"
    yield ""
    lines = []
    for guess, field, column in zip(table.guesses, table.fields, table.opened.grid.columns, strict=True):
        becomes = field.value if field else "not used"
        if field is None and guess.field is not None and guess.field not in table.fields:
            becomes = f'not used; perhaps {guess.field.value}: --map "{column.heading}={guess.field.value}"'
        reason = str(guess.reason) if guess.field is field or field is None else "As you said."
        lines.append((column.heading or "(no heading)", "->", becomes, reason))
    yield from _aligned(lines)


def fixed_as_text(fixed: Sequence[Fixed]) -> Iterator[str]:
    """What was mended before writing."""
    if fixed:
        yield ""
        yield "Fixed"
        yield from _aligned([(f"{one.cells:,}", one.rule.name, one.fix.label) for one in fixed])


def exported_as_text(written: Sequence[Written], rejects: str | None, kept: int) -> Iterator[str]:
    """Which files were written, and what stayed behind."""
    yield ""
    for file in written:
        yield f"Written: {file.path} ({_counted(file.rows, 'row')}, {file.bytes:,} bytes)"
    if kept:
        yield f"Left out: {_counted(kept, 'row')} with errors" + (f", see {rejects}" if rejects else "")


def _columns_as_text(table: OpenTable) -> Iterator[str]:
    document = table.document
    yield "Columns"
    lines = []
    for heading, field in zip(table.opened.grid.headings, table.fields, strict=True):
        if field is not None:
            how = proof(document, field)
            lines.append((heading or "(no heading)", "->", field.value, str(how) if how else ""))
    yield from _aligned(lines)
    unused = table.fields.count(None)
    if unused:
        yield f"  {_counted(unused, 'column')} not used; offconv columns shows why"
    for column, field in _undecided(table):
        heading = table.opened.grid.headings[column].strip() or "(no heading)"
        option = f'--map "#{column + 1}={field.value}"'
        yield f"  Column {column + 1}, {heading}, may be {field.value}: if so, {option}"
    for field in (Field.CLICK_ID, Field.TIME):
        if field not in table.fields:
            yield f'  No column was taken for {field.value}: name it with --map "SOURCE={field.value}"'


def _undecided(table: OpenTable) -> Iterator[tuple[int, Field]]:
    """Columns that may be a field which none was taken for: left unused, and not to be overlooked."""
    for guess, field in zip(table.guesses, table.fields, strict=True):
        if field is None and guess.field is not None and guess.field not in table.fields:
            yield guess.column, guess.field


def _cell_as_text(document: Document, row: int, rule: AnyRule) -> tuple[str, ...]:
    number = int(document.table.row_numbers[row])
    return f"row {number}", rule.field.value, str(sentence(rule, document, row))


def _how_read(table: OpenTable) -> str:
    origin = table.opened.origin
    parts = [f"sheet {origin.sheet}" if origin.sheet else "", origin.encoding or ""]
    if origin.delimiter:
        parts.append(f"separated by {_SEPARATORS.get(origin.delimiter, origin.delimiter)}")
    parts.append(f"headings in row {origin.header_row}" if origin.header_row else "no headings")
    if origin.uneven_rows:
        parts.append(f"{_counted(origin.uneven_rows, 'row')} with more or fewer cells than the others")
    return ", ".join(part for part in parts if part)


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _aligned(lines: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """The entries of the lines below one another; numbers to the right."""
    widths = [max(map(len, entries)) for entries in zip(*lines, strict=True)]
    for line in lines:
        padded = [
            entry.rjust(width) if entry.replace(",", "").isdigit() else entry.ljust(width)
            for entry, width in zip(line, widths, strict=True)
        ]
        yield "  " + "  ".join(padded).rstrip()
