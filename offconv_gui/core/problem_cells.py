"""The cells that call for a person, stops on a way through the rows: the next one, and which of how many."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from offconv_gui.core.document import Document
from offconv_gui.core.fields import Field
from offconv_gui.core.grid import Mask, RowIndex
from offconv_gui.core.rules import MARKS, PROBLEMS

Problem = tuple[int, Field]
"""A marked cell: the position of its row in the document, and its field."""

Cell = tuple[int, Field | None]
"""Any cell; no field stands for one of the extra columns."""


def next_problem(
    document: Document,
    rows: RowIndex,
    current: Cell | None,
    fields: Sequence[Field],
    forwards: bool = True,
) -> Problem | None:
    """The next marked cell in reading order from the current one on, and round again behind the last.

    `rows` and `fields` are in the order they are shown in. Without a current cell in these rows the search
    begins at the first cell, or backwards at the last. None where no cell is marked.
    """
    marked = np.flatnonzero(_marked(document, rows, fields))
    if not len(marked):
        return None
    step = 1 if forwards else -1
    place, column = _place(rows, current, fields, forwards)
    here = _fields_of(document, rows[place], fields) if 0 <= place < len(rows) else []
    ahead = [at for at in here[::step] if (at - column) * step > 0]
    if ahead:
        return int(rows[place]), fields[ahead[0]]
    at = np.searchsorted(marked, place, "right") if forwards else np.searchsorted(marked, place) - 1
    row = int(rows[marked[at % len(marked)]])
    return row, fields[_fields_of(document, row, fields)[::step][0]]


def problem_count(document: Document, rows: RowIndex, fields: Sequence[Field]) -> int:
    """How many cells of these rows (none twice) and fields are marked: the stops of `next_problem`."""
    words = [_word((field,)) for field in fields]
    if len(rows) == document.row_count:
        return sum(document.issues.count(int(word)) for word in words)
    bits = document.issues.bits[rows]
    marked = bits[(bits & _word(fields)) != 0]
    return sum(int(np.count_nonzero(marked & word)) for word in words)


def problem_number(document: Document, rows: RowIndex, current: Cell | None, fields: Sequence[Field]) -> int:
    """The number of the current cell among the marked ones, from 1 on; 0 where it is not one of them."""
    place, column = _place(rows, current, fields, True)
    if place < 0 or column not in (here := _fields_of(document, int(rows[place]), fields)):
        return 0
    return problem_count(document, rows[:place], fields) + here.index(column) + 1


def _place(rows: RowIndex, current: Cell | None, fields: Sequence[Field], forwards: bool) -> tuple[int, int]:
    """Where the current cell stands among rows and fields.

    Another column stands behind all fields; a row that is not shown before all rows, or backwards behind.
    """
    found = np.flatnonzero(rows == (-1 if current is None else current[0]))
    if current is None or not len(found):
        return (-1 if forwards else len(rows)), len(fields)
    column = fields.index(current[1]) if current[1] in fields else len(fields)
    return int(found[0]), column


def _marked(document: Document, rows: RowIndex, fields: Sequence[Field]) -> Mask:
    result: Mask = (document.issues.bits[rows] & _word(fields)) != 0
    return result


def _fields_of(document: Document, row: int, fields: Sequence[Field]) -> list[int]:
    """The places of the fields that are marked in a row, ascending."""
    bits = document.issues.word(row)
    return [at for at, field in enumerate(fields) if bits & MARKS[field] & PROBLEMS]


def _word(fields: Sequence[Field]) -> np.uint64:
    """The bits that call for a person in cells of these fields."""
    word = 0
    for field in fields:
        word |= MARKS[field] & PROBLEMS
    return np.uint64(word)
