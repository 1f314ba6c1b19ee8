"""Finding a text in cells and putting another in its place: how many, the first of them, and the edit.

Patterns are those of RE2, the engine behind Arrow: it takes time in proportion to the text whatever the
pattern, so that no expression can hold the program up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from offconv_gui.core.cell_blocks import Selection, set_cells, together
from offconv_gui.core.columns import TEXT, Cells
from offconv_gui.core.document import Document
from offconv_gui.core.edits import Edit
from offconv_gui.core.fields import Field
from offconv_gui.core.grid import RowIndex
from offconv_gui.core.messages import QT_TRANSLATE_NOOP, Message, UserError
from offconv_gui.core.parallel import each

REPLACE = QT_TRANSLATE_NOOP("edits", "Replace “{find}”")

_LONGEST_IN_TITLE = 30
_GROUP = re.compile(r"\$(\d)")

_BAD_PATTERN = QT_TRANSLATE_NOOP("replacing", "“{find}” is not a regular expression.")
_BAD_PATTERN_HINT = QT_TRANSLATE_NOOP(
    "replacing", "Check its brackets and signs, or untick “Regular expression” to find the text as it is."
)
_BAD_GROUP = QT_TRANSLATE_NOOP("replacing", "“{with}” names a group that “{find}” does not have.")
_BAD_GROUP_HINT = QT_TRANSLATE_NOOP(
    "replacing", "A group is a part in round brackets: $1 stands for what the first one found."
)


@dataclass(frozen=True)
class Replacement:
    """What to look for, and what to put in its place.

    With `whole` a cell must be the text, not only hold it. With `regex` the text is a regular expression, and
    "$1" in `by` stands for what its first group found.
    """

    find: str
    by: str = ""
    match_case: bool = False
    whole: bool = False
    regex: bool = False

    @cached_property
    def pattern(self) -> str:
        """The regular expression that finds it."""
        core = self.find if self.regex else re.escape(self.find)
        return f"{'' if self.match_case else '(?i)'}" + (rf"\A(?:{core})\z" if self.whole else core)

    @cached_property
    def template(self) -> str:
        """What Arrow puts in place of what the pattern finds."""
        literal = self.by.replace("\\", r"\\")
        return _GROUP.sub(r"\\\1", literal) if self.regex else literal

    def check(self) -> None:
        """Raises `UserError` where it cannot be looked for, or not be replaced so."""
        nothing = pa.array([""], TEXT)
        try:
            pc.match_substring_regex(nothing, self.pattern)
        except pa.ArrowInvalid:
            raise UserError(Message(_BAD_PATTERN, {"find": self.find}), Message(_BAD_PATTERN_HINT)) from None
        try:
            pc.replace_substring_regex(nothing, self.pattern, self.template)
        except pa.ArrowInvalid:
            values = {"find": self.find, "with": self.by}
            raise UserError(Message(_BAD_GROUP, values), Message(_BAD_GROUP_HINT)) from None


@dataclass(frozen=True)
class Replaced:
    """One cell before and after; `row_number` is that of its row in the source, 0 where it stands in none."""

    row_number: int
    field: Field
    before: str
    after: str


@dataclass(frozen=True)
class Outcome:
    """What a replacement does: the cells that hold the text, how many of them change, and the first."""

    found: int
    changed: int
    examples: tuple[Replaced, ...]
    edit: Edit | None


NOTHING = Outcome(0, 0, (), None)


def outcome(document: Document, cells: Selection, wanted: Replacement, most: int = 50) -> Outcome:
    """Look through these cells; `most` is how many examples are given. Raises `UserError`, see `check`."""
    if not wanted.find:
        return NOTHING
    wanted.check()
    tasks = [partial(_in_column, document, field, rows, wanted) for field, rows in cells.items()]
    parts = list(each(tasks, max((len(rows) for rows in cells.values()), default=0)))
    title = Message(REPLACE, {"find": _short(wanted.find)})
    edits = [set_cells(document, title, part.field, part.rows, part.after) for part in parts]
    changed = [
        part.only(pc.not_equal(part.before, part.after.text).to_numpy(zero_copy_only=False)) for part in parts
    ]
    return Outcome(
        sum(len(part.rows) for part in parts),
        sum(len(part.rows) for part in changed),
        _examples(document, changed, most),
        together(title, edits),
    )


@dataclass(frozen=True)
class _Part:
    """The cells of one field that hold the text."""

    field: Field
    rows: RowIndex
    before: pa.Array
    after: Cells

    def only(self, kept: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> _Part:
        return _Part(self.field, self.rows[kept], self.before.filter(pa.array(kept)), self.after.only(kept))


def _in_column(document: Document, field: Field, rows: RowIndex, wanted: Replacement) -> _Part:
    text = document.table.columns[field].text()
    if len(rows) != len(text) or not np.array_equal(rows, np.arange(len(text))):
        text = text.take(pa.array(rows))
    hit = np.flatnonzero(pc.match_substring_regex(text, wanted.pattern).to_numpy(zero_copy_only=False))
    before = text.take(pa.array(hit))
    after = pc.replace_substring_regex(before, wanted.pattern, wanted.template).cast(TEXT)
    typed = Cells(after, np.zeros(len(hit), np.bool_), np.ones(len(hit), np.bool_))
    return _Part(field, rows[hit], before, typed)


def _examples(document: Document, parts: list[_Part], most: int) -> tuple[Replaced, ...]:
    """The first cells in reading order of the fields."""
    found: list[Replaced] = []
    for part in parts:
        few = part.rows[: most - len(found)]
        numbers = document.table.row_numbers[few].tolist()
        texts = zip(
            numbers,
            part.before.slice(0, len(few)).to_pylist(),
            part.after.text.slice(0, len(few)).to_pylist(),
            strict=True,
        )
        found += [Replaced(number, part.field, before, after) for number, before, after in texts]
    return tuple(found)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_IN_TITLE else f"{text[:_LONGEST_IN_TITLE]}…"
