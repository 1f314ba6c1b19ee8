"""What fixes are made of: for some rows of a document, the edit that mends them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from offconv_gui.core.columns import typed
from offconv_gui.core.edits import Edit, LeaveOut, SetCells
from offconv_gui.core.edits import leave_out as leave_rows_out
from offconv_gui.core.fields import Field
from offconv_gui.core.grid import RowIndex
from offconv_gui.core.messages import QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from offconv_gui.core.document import Document

LEAVE_OUT = QT_TRANSLATE_NOOP("fixes", "Leave out")

Rewrite = Callable[["Document", int, str], str | None]
"""From a row and its cell's text to the text that should stand there; None leaves the cell as it is."""


def leave_out(document: Document, rows: RowIndex) -> Edit | None:
    """Take the rows out of the export; they stay in the table."""
    staying = rows[~document.table.left_out[rows]]
    return leave_rows_out(Message(LEAVE_OUT), staying) if len(staying) else None


def put_back(document: Document, rows: RowIndex) -> Edit | None:
    """Put rows that were left out back into the export."""
    gone = rows[document.table.left_out[rows]]
    title = Message(QT_TRANSLATE_NOOP("fixes", "Put back"))
    return LeaveOut(title, gone, np.zeros(len(gone), np.bool_)) if len(gone) else None


def rewriting(label: str, field: Field, rewrite: Rewrite) -> Callable[[Document, RowIndex], Edit | None]:
    """A fix that gives each cell another text, and touches nothing where it has none to give."""

    def edit(document: Document, rows: RowIndex) -> Edit | None:
        texts = document.table.columns[field].cells(rows).text.to_pylist()
        pairs = [
            (row, new)
            for row, old in zip(rows.tolist(), texts, strict=True)
            if (new := rewrite(document, row, old)) is not None and new != old
        ]
        if not pairs:
            return None
        changed = np.array([row for row, _ in pairs], np.int64)
        return SetCells(Message(label), field, changed, typed([new for _, new in pairs]))

    return edit
