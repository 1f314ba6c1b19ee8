"""The only things that change a document. Each gives back the changed document and its own inverse."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from offconv_gui.core.choices import Choices
from offconv_gui.core.columns import Cells
from offconv_gui.core.fields import Field
from offconv_gui.core.grid import Mask, RowIndex
from offconv_gui.core.messages import Message
from offconv_gui.core.table import Rows

if TYPE_CHECKING:
    from offconv_gui.core.document import Document


class Edit(Protocol):
    """A change that a person can undo under the words of its `title`."""

    @property
    def title(self) -> Message: ...

    def apply(self, document: Document) -> tuple[Document, Edit]:
        """The changed document, and the edit that changes it back exactly."""
        ...

    def reach(self) -> Reach:
        """What of a document the edit may touch."""
        ...


@dataclass(frozen=True)
class Reach:
    """How far an edit goes: how many cells it sets, and whether rows move or choices change.

    `cells` is None where every row has to be read or judged again.
    """

    cells: int | None
    moves_rows: bool = False


@dataclass(frozen=True)
class SetCells:
    """Give cells of one field another content. `rows` are positions, none of them twice."""

    title: Message
    field: Field
    rows: RowIndex
    cells: Cells

    def apply(self, document: Document) -> tuple[Document, Edit]:
        before = document.table.columns[self.field].cells(self.rows)
        after = document.with_cells(self.field, self.rows, self.cells)
        return after, SetCells(self.title, self.field, self.rows, before)

    def reach(self) -> Reach:
        return Reach(len(self.rows))


@dataclass(frozen=True)
class LeaveOut:
    """Take rows out of the export, or put them back in (`left_out` has one value a row)."""

    title: Message
    rows: RowIndex
    left_out: Mask

    def apply(self, document: Document) -> tuple[Document, Edit]:
        before = document.table.left_out[self.rows]
        return document.with_left_out(self.rows, self.left_out), LeaveOut(self.title, self.rows, before)

    def reach(self) -> Reach:
        return Reach(len(self.rows))


@dataclass(frozen=True)
class DeleteRows:
    """Delete rows, given by their positions in ascending order."""

    title: Message
    rows: RowIndex

    def apply(self, document: Document) -> tuple[Document, Edit]:
        cut = document.table.rows(self.rows)
        return document.without(self.rows), InsertRows(self.title, self.rows, cut)

    def reach(self) -> Reach:
        return Reach(None, moves_rows=True)


@dataclass(frozen=True)
class InsertRows:
    """Insert rows so that they stand at `positions` (ascending) afterwards."""

    title: Message
    positions: RowIndex
    content: Rows

    def apply(self, document: Document) -> tuple[Document, Edit]:
        after = document.with_inserted(self.positions, self.content)
        return after, DeleteRows(self.title, self.positions)

    def reach(self) -> Reach:
        return Reach(None, moves_rows=True)


@dataclass(frozen=True)
class SetChoices:
    """Decide otherwise about the whole table."""

    title: Message
    choices: Choices

    def apply(self, document: Document) -> tuple[Document, Edit]:
        return document.with_choices(self.choices), SetChoices(self.title, document.choices)

    def reach(self) -> Reach:
        return Reach(None)


@dataclass(frozen=True)
class Batch:
    """Several edits as one step, done in order and undone in reverse."""

    title: Message
    edits: tuple[Edit, ...]

    def apply(self, document: Document) -> tuple[Document, Edit]:
        inverses: list[Edit] = []
        for edit in self.edits:
            document, inverse = edit.apply(document)
            inverses.append(inverse)
        return document, Batch(self.title, tuple(reversed(inverses)))

    def reach(self) -> Reach:
        return _together(edit.reach() for edit in self.edits)


def _together(reaches: Iterable[Reach]) -> Reach:
    cells: int | None = 0
    moves_rows = False
    for reach in reaches:
        cells = None if cells is None or reach.cells is None else cells + reach.cells
        moves_rows = moves_rows or reach.moves_rows
    return Reach(cells, moves_rows)


def leave_out(title: Message, rows: RowIndex) -> LeaveOut:
    """The edit that takes these rows out of the export."""
    return LeaveOut(title, rows, np.ones(len(rows), np.bool_))
