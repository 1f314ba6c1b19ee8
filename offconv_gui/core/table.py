"""The rows a person works on: the text of every column of the file, and what is known of each row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
import pandas as pd
import pyarrow as pa

from offconv_gui.core.columns import Cells, Column
from offconv_gui.core.fields import ADJUSTMENTS, STANDING, Field
from offconv_gui.core.grid import Grid, GridColumn, Mask, RowIndex

NEW_ROW = 0
"""The row number of a row that stands in no file."""


@dataclass(frozen=True)
class Rows:
    """Whole rows, cut out of a table so that they can be put back: what `Table.rows` gives."""

    cells: Mapping[Field, Cells]
    extras: tuple[Cells, ...]
    row_numbers: RowIndex
    left_out: Mask

    def __len__(self) -> int:
        return len(self.row_numbers)


@dataclass(frozen=True)
class Table:
    """Immutable: every change makes a new table that shares what did not change.

    `columns` holds the fields that the file has or that can be typed; `sources` the heading each came
    from. `extras` are the file's other columns: kept, shown, never exported. `left_out` marks rows that a
    person has taken out of the export.
    """

    columns: Mapping[Field, Column]
    sources: Mapping[Field, str]
    extras: tuple[tuple[str, Column], ...]
    row_numbers: RowIndex
    left_out: Mask

    @property
    def row_count(self) -> int:
        return len(self.row_numbers)

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(self.columns)

    def cell(self, field: Field, row: int) -> str:
        """The text of one cell as it is; "" where the table lacks the field."""
        column = self.columns.get(field)
        return column.cell(row) if column else ""

    def is_edited(self, field: Field, row: int) -> bool:
        """A person has changed this cell."""
        column = self.columns.get(field)
        return column is not None and column.is_edited(row)

    def with_cells(self, field: Field, rows: RowIndex, cells: Cells) -> Table:
        column = self.columns[field].with_cells(rows, cells)
        return replace(self, columns=MappingProxyType({**self.columns, field: column}))

    def with_left_out(self, rows: RowIndex, values: Mask) -> Table:
        left_out = self.left_out.copy()
        left_out[rows] = values
        return replace(self, left_out=left_out)

    def rows(self, rows: RowIndex) -> Rows:
        """These rows, whole."""
        return Rows(
            {field: column.cells(rows) for field, column in self.columns.items()},
            tuple(column.cells(rows) for _, column in self.extras),
            self.row_numbers[rows],
            self.left_out[rows],
        )

    def without(self, rows: RowIndex) -> Table:
        """The table with these rows deleted."""
        return replace(
            self,
            columns=MappingProxyType({field: column.without(rows) for field, column in self.columns.items()}),
            extras=tuple((heading, column.without(rows)) for heading, column in self.extras),
            row_numbers=np.delete(self.row_numbers, rows),
            left_out=np.delete(self.left_out, rows),
        )

    def with_inserted(self, positions: RowIndex, rows: Rows) -> Table:
        """The table with rows inserted so that they stand at `positions` (ascending) afterwards."""
        before = positions - np.arange(len(positions))
        columns = {
            field: column.with_inserted(positions, rows.cells[field])
            for field, column in self.columns.items()
        }
        return replace(
            self,
            columns=MappingProxyType(columns),
            extras=tuple(
                (heading, column.with_inserted(positions, cells))
                for (heading, column), cells in zip(self.extras, rows.extras, strict=True)
            ),
            row_numbers=np.insert(self.row_numbers, before, rows.row_numbers),
            left_out=np.insert(self.left_out, before, rows.left_out),
        )

    def blank_rows(self, count: int) -> Rows:
        """New rows without content, fit to be inserted."""
        nothing = np.zeros(count, np.bool_)
        blank = Cells(Column.blank(count).base, nothing, nothing)
        return Rows(
            dict.fromkeys(self.columns, blank),
            tuple(blank for _ in self.extras),
            np.full(count, NEW_ROW, np.int64),
            nothing,
        )

    def frame(self, rows: RowIndex) -> pd.DataFrame:
        """These rows as pandas shows them: fields first, then the other columns; for reports and analysis."""
        named = [(field.value, column) for field, column in self.columns.items()]
        parts = [(name, column.cells(rows).text.to_pandas()) for name, column in [*named, *self.extras]]
        frame: pd.DataFrame = pd.concat([series for _, series in parts], axis=1)
        frame.columns = pd.Index([name for name, _ in parts])
        return frame


def of_grid(grid: Grid, targets: tuple[Field | None, ...]) -> Table:
    """The table of a grid whose columns become `targets`: one entry a column, no field twice.

    Every column of the grid ends up as a field or as one of the extras, so that no cell is lost. The
    standing fields that the grid lacks are added blank, so that they can be typed, and so are those that an
    adjustment needs where the grid has adjustments.
    """
    found = {target: column for target, column in zip(targets, grid.columns, strict=True) if target}
    if len(found) != sum(target is not None for target in targets):
        raise ValueError("a field is the target of two columns")
    typable = STANDING if Field.ADJUSTMENT_TYPE not in found else (*STANDING, *ADJUSTMENTS)
    present = [field for field in Field if field in found or field in typable]
    return Table(
        MappingProxyType(
            {f: _column(found[f]) if f in found else Column.blank(grid.row_count) for f in present}
        ),
        MappingProxyType({field: column.heading for field, column in found.items() if not column.typed}),
        tuple(
            (column.heading, _column(column))
            for target, column in zip(targets, grid.columns, strict=True)
            if target is None
        ),
        grid.row_numbers,
        np.zeros(grid.row_count, np.bool_) if grid.left_out is None else grid.left_out,
    )


def as_grid(table: Table) -> tuple[Grid, tuple[Field | None, ...]]:
    """A grid that holds all of the table, and the targets for which `of_grid` gives the same table again.

    Fields that the file has no column for are in it as soon as something was typed into them.
    """
    kept = [
        (field, field in table.sources, column)
        for field, column in table.columns.items()
        if field in table.sources or not column.is_untouched_blank()
    ]
    columns = [
        _grid_column(table.sources[field] if there else field.value, column, typed=not there)
        for field, there, column in kept
    ]
    columns += [_grid_column(heading, column) for heading, column in table.extras]
    targets = (*(field for field, _, _ in kept), *(None for _ in table.extras))
    return Grid(tuple(columns), table.row_numbers, table.left_out), targets


def _column(column: GridColumn) -> Column:
    return Column.of(column.text, column.numeric, column.edited)


def _grid_column(heading: str, column: Column, typed: bool = False) -> GridColumn:
    kept = Column.of(column.text(), column.numeric, column.edited)
    return GridColumn(heading, pa.chunked_array([kept.base]), kept.numeric, kept.edited, typed)
