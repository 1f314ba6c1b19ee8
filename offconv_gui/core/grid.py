"""A table as a file holds it, before anybody says what its columns mean."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Mask = npt.NDArray[np.bool_]
RowIndex = npt.NDArray[np.int64]


@dataclass(frozen=True)
class GridColumn:
    """One column of a file.

    `heading` is the text in the heading row, possibly blank and possibly repeated elsewhere.
    `text` is a `pa.ChunkedArray` of `pa.large_string()` without nulls: a blank cell is "".
    `numeric` marks cells that were true numbers in a spreadsheet, so that their text is exact and written
    with a decimal point; None where there are none (every text format). In saved work, `edited` marks the
    cells that a person has changed, and a column is `typed` where the file it began from had none like it.
    """

    heading: str
    text: pa.ChunkedArray
    numeric: Mask | None = None
    edited: Mask | None = None
    typed: bool = False


@dataclass(frozen=True)
class Grid:
    """Columns of equal length, and where each row stood in its source.

    `row_numbers` are the rows' numbers as a spreadsheet shows them (int64; headings in row 1 make the first
    data row 2). In a CSV file a record is one row even where a quoted field spans lines; blank lines count
    but are no data. `left_out` marks the rows that a person took out of the export, in saved work.
    """

    columns: tuple[GridColumn, ...]
    row_numbers: RowIndex
    left_out: Mask | None = None

    @property
    def row_count(self) -> int:
        return len(self.row_numbers)

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(column.heading for column in self.columns)


@dataclass(frozen=True)
class Origin:
    """Where a grid came from and how it was read: what the status line and the command line report.

    `header_row` is 1 for the first line, and 0 for a table without headings; `encoding` and `delimiter` are
    None for spreadsheets, `sheet` is None for text files. `sheets` lists the readable sheets of a workbook.
    `declared_zone` is what a line `Parameters:TimeZone=VALUE` above the headings says, as written: an offset
    such as +0100, or a name. `source` is None unless `path` is that of saved work: then it is the name of the
    file that the rows came from, "" for pasted ones, and all else tells how that was read. `uneven_rows`
    counts the rows of a text that have more or fewer cells than there are columns.
    """

    path: str
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    header_row: int = 1
    sheets: tuple[str, ...] = field(default=())
    declared_zone: str | None = None
    source: str | None = None
    uneven_rows: int = 0

    @property
    def source_name(self) -> str:
        """The name of the file that the rows came from; "" for pasted ones."""
        return self.path.replace("\\", "/").rpartition("/")[2] if self.source is None else self.source
