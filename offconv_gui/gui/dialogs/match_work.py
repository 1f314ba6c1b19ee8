"""What matching the columns does beside the window: reading the file again, and checking all its rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from offconv_gui.core.choices import Choices
from offconv_gui.core.column_checks import Check, check_column
from offconv_gui.core.column_evidence import column_evidence
from offconv_gui.core.fields import Field
from offconv_gui.core.grid import Grid
from offconv_gui.core.mapping import Guess, guess
from offconv_gui.core.progress import Progress
from offconv_gui.core.proof_sentences import AnyEvidence
from offconv_gui.gui.dialogs.reading_panel import FirstRows
from offconv_gui.io.readers import Opened, ReadOptions, open_grid

_FIRST_ROWS = 40


class ReadAgain(NamedTuple):
    """The rows as they were read, what their columns seem to be, and how they were read."""

    opened: Opened
    guesses: tuple[Guess, ...]
    options: ReadOptions


class Checked(NamedTuple):
    """What all rows say, and what was checked: by then it may not be what is shown any more."""

    grid: Grid
    targets: tuple[Field | None, ...]
    choices: Choices
    checks: dict[int, Check | None]
    evidence: dict[Field, AnyEvidence | None]


def reading(path: Path, options: ReadOptions) -> Callable[[Progress], ReadAgain]:
    """The work of reading the file; it raises UserError where that cannot be done."""

    def work(progress: Progress) -> ReadAgain:
        opened = open_grid(path, options, progress)
        return ReadAgain(opened, guess(opened.grid), options)

    return work


def reading_first_rows(path: Path, options: ReadOptions) -> Callable[[Progress], FirstRows]:
    """The work of reading the file's first rows as they are."""

    def work(progress: Progress) -> FirstRows:
        grid = open_grid(path, options, progress).grid
        columns = [column.text.slice(0, _FIRST_ROWS).to_pylist() for column in grid.columns]
        return list(zip(grid.row_numbers[:_FIRST_ROWS].tolist(), zip(*columns, strict=True), strict=True))

    return work


def checking(
    grid: Grid, targets: tuple[Field | None, ...], choices: Choices
) -> Callable[[Progress], Checked]:
    """The work of checking every row of each column that becomes a field."""

    def work(progress: Progress) -> Checked:
        checks: dict[int, Check | None] = {}
        evidence: dict[Field, AnyEvidence | None] = {}
        for at, field in enumerate(targets):
            progress(at, len(targets))
            if field is not None:
                checks[at] = check_column(grid, targets, at, choices, None)
                if field in (Field.TIME, Field.VALUE):
                    evidence[field] = column_evidence(grid.columns[at], field, None)
        return Checked(grid, targets, choices, checks, evidence)

    return work
