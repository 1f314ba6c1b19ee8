"""What fixes are made of: for some rows of a document, the edit that mends them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from offconv_gui.core.columns import TEXT, Cells
from offconv_gui.core.edits import Edit, LeaveOut, SetCells, SetChoices
from offconv_gui.core.edits import leave_out as leave_rows_out
from offconv_gui.core.fields import Field
from offconv_gui.core.grid import RowIndex
from offconv_gui.core.messages import QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from offconv_gui.core.document import Document

_LEAVE_OUT = QT_TRANSLATE_NOOP("fixes", "Leave out")
_CLEAR = QT_TRANSLATE_NOOP("fixes", "Clear")

EditOf = Callable[["Document", RowIndex], Edit | None]
"""From some rows of a document to the edit that mends them; None where there is nothing to mend."""

Rewrite = Callable[["Document", RowIndex, list[str]], Sequence[str | None]]
"""From rows and their cells' texts to the texts that should stand there; None leaves a cell as it is."""


def nothing(document: Document, rows: RowIndex) -> Edit | None:
    """No edit: for fixes that need a decision or a value first."""
    return None


class Asked(Enum):
    """What kind of value a fix asks for: the window offers what it knows of that kind."""

    CURRENCY = "currency"
    ZONE = "zone"


@dataclass(frozen=True)
class Ask:
    """A value that a fix needs before there is an edit.

    `title` is what the edit is called, with {value} for the value. `alike` parts rows by what their cells
    say, for one value mends those that say the same. `offered` gives the values that are likely for such
    rows, the likeliest first; any other of the kind may be given too. `edit` gives None where these rows
    cannot be mended by one value.
    """

    kind: Asked
    title: str
    alike: Callable[[Document, RowIndex], Mapping[str, RowIndex]]
    offered: Callable[[Document, RowIndex], tuple[str, ...]]
    edit: Callable[[Document, RowIndex, str], Edit | None]


@dataclass(frozen=True)
class Fix:
    """A mend that a person can ask for: `label` is the word on its button and in the undo list.

    `edit` gives the edit that mends these rows, or None where there is nothing to mend; it turns its rule
    off for them. `safe` fixes cannot change what a value means. Two kinds of fix have no edit of their own:
    `choose` names the choice for the whole file (an attribute of `Choices`) that a person has to make, and
    `ask` says which value is needed first.
    """

    label: str
    edit: EditOf = nothing
    safe: bool = False
    choose: str | None = None
    ask: Ask | None = None

    @property
    def at_once(self) -> bool:
        """It needs neither a decision nor a value."""
        return self.choose is None and self.ask is None


def leave_out(document: Document, rows: RowIndex) -> Edit | None:
    """Take the rows out of the export; they stay in the table."""
    return leaving_out(_LEAVE_OUT, document, rows)


def leaving_out(label: str, document: Document, rows: RowIndex) -> Edit | None:
    """The same under another name."""
    staying = rows[~document.table.left_out[rows]]
    return leave_rows_out(Message(label), staying) if len(staying) else None


def put_back(document: Document, rows: RowIndex) -> Edit | None:
    """Put rows that were left out back into the export."""
    gone = rows[document.table.left_out[rows]]
    title = Message(QT_TRANSLATE_NOOP("fixes", "Put back"))
    return LeaveOut(title, gone, np.zeros(len(gone), np.bool_)) if len(gone) else None


def rewriting(label: str, field: Field, rewrite: Rewrite, keep_numbers: bool = False) -> EditOf:
    """A fix that gives each cell another text, and touches nothing where it has none to give.

    With `keep_numbers`, a cell that was a true number in a spreadsheet stays one: its new text is in the
    same plain form.
    """

    def edit(document: Document, rows: RowIndex) -> Edit | None:
        if field not in document.table.columns:
            return None
        return set_texts(Message(label), document, field, rows, rewrite, keep_numbers)

    return edit


def set_texts(
    title: Message,
    document: Document,
    field: Field,
    rows: RowIndex,
    rewrite: Rewrite,
    keep_numbers: bool = False,
) -> SetCells | None:
    """The edit that gives cells other texts; None where none of them changes."""
    before = document.table.columns[field].cells(rows)
    texts = before.text.to_pylist()
    wanted = rewrite(document, rows, texts)
    at = [
        place
        for place, (old, new) in enumerate(zip(texts, wanted, strict=True))
        if new is not None and new != old
    ]
    if not at:
        return None
    numeric = before.numeric[at] if keep_numbers else np.zeros(len(at), np.bool_)
    cells = Cells(pa.array([wanted[place] for place in at], TEXT), numeric, np.ones(len(at), np.bool_))
    return SetCells(title, field, rows[at], cells)


def each_text(rewrite: Callable[[str], str | None]) -> Rewrite:
    """A rewriting that looks at nothing but a cell's own text; equal texts are rewritten once."""

    def rewrite_all(document: Document, rows: RowIndex, texts: list[str]) -> Sequence[str | None]:
        known = {text: rewrite(text) for text in set(texts)}
        return [known[text] for text in texts]

    return rewrite_all


def clear(field: Field) -> Fix:
    """A fix that empties the cells of a field."""
    return Fix(_CLEAR, rewriting(_CLEAR, field, each_text(lambda text: "")))


def choosing(title: Message, document: Document, **choices: object) -> SetChoices | None:
    """The edit that decides so for the whole file; None where that is decided already."""
    chosen = document.choices.changed(**choices)
    return SetChoices(title, chosen) if chosen != document.choices else None


LEAVE_OUT = Fix(_LEAVE_OUT, leave_out)
