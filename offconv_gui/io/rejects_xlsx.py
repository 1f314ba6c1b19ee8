"""The rows that stay behind, as a workbook for the people who can mend them.

Every row has its number in the source file, what is wrong with it in words, and all its original columns; the
cells at fault are named in the words and filled with colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import IO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from offconv_gui.core.document import Document
from offconv_gui.core.explanation import sentence
from offconv_gui.core.fields import Field
from offconv_gui.core.grid import RowIndex
from offconv_gui.core.messages import QT_TRANSLATE_NOOP, Translate, untranslated
from offconv_gui.core.progress import Progress, silent
from offconv_gui.core.rules import ERRORS, MARKS, rules_in
from offconv_gui.core.rules.base import AnyRule
from offconv_gui.core.table import NEW_ROW
from offconv_gui.io.text_workbook import BLOCK_ROWS, SHEET_COLUMNS, Column, write_workbook
from offconv_gui.io.whole_files import Job, Written, write_files

TITLE = QT_TRANSLATE_NOOP("export", "Rows left out")
ROW = QT_TRANSLATE_NOOP("export", "Row")
PROBLEM = QT_TRANSLATE_NOOP("export", "Problem")
LEFT_OUT = QT_TRANSLATE_NOOP("export", "Left out by you.")

_WIDTHS = (8.0, 70.0)
_WIDTH = 22.0
_STEP = 2_000
"""Rows between two signs of progress: the sentences are made one by one."""


@dataclass(frozen=True)
class _Source:
    """A column of the file: its heading, its text, and the bits of the errors that mark it."""

    heading: str
    text: pa.Array
    errors: int


def write_rejects(
    document: Document,
    path: Path,
    *,
    overwrite: bool = False,
    progress: Progress = silent,
    translate: Translate = untranslated,
) -> Written:
    """Write the workbook whole or not at all; raises `UserError` where it cannot be written."""
    origin = document.origin.path
    job = Job(
        path,
        partial(write, document, progress=progress, translate=translate),
        len(rejected(document)),
    )
    return write_files([job], overwrite=overwrite, source=Path(origin) if origin else None)[0]


def rejected(document: Document) -> RowIndex:
    """The positions of the rows that are not exported, ascending."""
    staying = np.ones(document.row_count, np.bool_)
    staying[document.ready_rows()] = False
    return np.flatnonzero(staying).astype(np.int64)


def write(
    document: Document, file: IO[bytes], progress: Progress = silent, translate: Translate = untranslated
) -> None:
    """Write the workbook into an open file. `progress` is called with rows."""
    rows = rejected(document)
    sources = _sources(document, rows)[: SHEET_COLUMNS - len(_WIDTHS)]
    headings = [translate(ROW), translate(PROBLEM), *(source.heading for source in sources)]
    widths = [*_WIDTHS, *[_WIDTH] * len(sources)]
    blocks = _blocks(document, rows, sources, progress, translate)
    write_workbook(file, translate(TITLE), headings, widths, blocks)


def _sources(document: Document, rows: RowIndex) -> list[_Source]:
    """The columns of the file, and those besides that were filled in or that an error marks."""
    table = document.table
    marked = int(np.bitwise_or.reduce(document.issues.bits[rows], initial=0))
    found = []
    for field, column in table.columns.items():
        text, errors = column.text(), MARKS[field] & ERRORS
        filled_in = pc.any(pc.not_equal(text, "")).as_py()
        if field in table.sources or filled_in or errors & marked:
            found.append(_Source(heading(document, field), text, errors))
    return found + [_Source(name, column.text(), 0) for name, column in table.extras]


def heading(document: Document, field: Field) -> str:
    """What the field's column is called in the file, or else what we call it."""
    return document.table.sources.get(field) or field.value


def _blocks(
    document: Document,
    rows: RowIndex,
    sources: Sequence[_Source],
    progress: Progress,
    translate: Translate,
) -> Iterator[list[Column]]:
    for start in range(0, len(rows), BLOCK_ROWS):
        some = rows[start : start + BLOCK_ROWS]
        problems = []
        for at in range(0, len(some), _STEP):
            progress(start + at, len(rows))
            problems += [problem(document, row, translate) for row in some[at : at + _STEP].tolist()]
        bits, where = document.issues.bits[some], pa.array(some)
        yield [
            Column(_row_numbers(document.table.row_numbers[some]), is_number=True),
            Column(pa.array(problems, pa.large_string())),
            *(Column(s.text.take(where), (bits & np.uint64(s.errors)) != 0) for s in sources),
        ]


def _row_numbers(numbers: RowIndex) -> pa.Array:
    return pc.if_else(
        pa.array(numbers == NEW_ROW),
        pa.scalar("", pa.large_string()),
        pa.array(numbers).cast(pa.large_string()),
    )


def problem(document: Document, row: int, translate: Translate = untranslated) -> str:
    """Why a row stays behind, each sentence after the heading of the cell at fault."""
    if document.table.left_out[row]:
        return translate(LEFT_OUT)
    return " ".join(
        f"{heading(document, rule.field)}: {sentence(rule, document, row).text(translate)}"
        for rule in _rules(int(document.issues.bits[row]) & ERRORS)
    )


@cache
def _rules(word: int) -> tuple[AnyRule, ...]:
    return tuple(rules_in(word))
