"""One column of text that can be edited cell by cell without copying a million cells.

A column is an Arrow array as it was read, and the cells changed since. A keystroke then costs microseconds
at any length; whoever needs the whole text gets it, made once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from offconv_gui.core.grid import Mask, RowIndex

TEXT = pa.large_string()

_LARGEST_OVERLAY = 5_000
"""With more changed cells than this a fresh array is cheaper to read than an array and its changes."""


def blank_texts(rows: int) -> pa.Array:
    """`rows` blank cells."""
    return pa.repeat(pa.scalar("", TEXT), rows)


@dataclass(frozen=True)
class Cells:
    """The full state of some cells of one column: what `Column.with_cells` sets and `Column.cells` gives.

    `text` has one entry a row, `numeric` marks cells that were true numbers in a spreadsheet (their text is
    exact), `edited` those that a person has changed.
    """

    text: pa.Array
    numeric: Mask
    edited: Mask

    def __len__(self) -> int:
        return len(self.text)

    def only(self, kept: Mask) -> Cells:
        """Those that are marked."""
        return Cells(self.text.filter(pa.array(kept)), self.numeric[kept], self.edited[kept])


def typed(texts: list[str]) -> Cells:
    """Cells as a person types them."""
    return Cells(pa.array(texts, TEXT), np.zeros(len(texts), np.bool_), np.ones(len(texts), np.bool_))


@dataclass(frozen=True)
class Column:
    """The text of one column: immutable, without nulls; "" is a blank cell."""

    base: pa.Array
    numeric: Mask | None = None
    edited: Mask | None = None
    overlay: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))

    @staticmethod
    def of(
        text: pa.ChunkedArray | pa.Array, numeric: Mask | None = None, edited: Mask | None = None
    ) -> Column:
        """A column of this text, in one chunk so that a cell is found at once."""
        if isinstance(text, pa.ChunkedArray):
            text = text.combine_chunks() if text.num_chunks != 1 else text.chunk(0)
        if isinstance(text, pa.ChunkedArray):  # combining no chunk at all gives back a chunked array
            text = pa.array([], TEXT)
        return Column(text.cast(TEXT), _if_any(numeric), _if_any(edited))

    @staticmethod
    def blank(rows: int) -> Column:
        """A column of blank cells."""
        return Column(blank_texts(rows))

    def __len__(self) -> int:
        return len(self.base)

    def cell(self, row: int) -> str:
        """The text of one cell."""
        changed = self.overlay.get(row)
        return changed if changed is not None else str(self.base[row].as_py())

    def is_edited(self, row: int) -> bool:
        return self.edited is not None and bool(self.edited[row])

    def text(self) -> pa.Array:
        """The whole text, changes included."""
        if not self.overlay:
            return self.base
        rows = sorted(self.overlay)
        values = pa.array([self.overlay[row] for row in rows], TEXT)
        return _with_texts(self.base, np.array(rows, np.int64), values)

    def cells(self, rows: RowIndex) -> Cells:
        """The state of these cells."""
        text = self.base.take(pa.array(rows))
        changed = [at for at, row in enumerate(rows.tolist()) if row in self.overlay] if self.overlay else []
        if changed:
            values = [self.overlay[int(row)] for row in rows[changed]]
            text = _with_texts(text, np.array(changed, np.int64), pa.array(values, TEXT))
        return Cells(text, _part(self.numeric, rows), _part(self.edited, rows))

    def with_cells(self, rows: RowIndex, cells: Cells) -> Column:
        """The column with these cells set; `rows` holds no row twice."""
        changed = replace(
            self,
            numeric=_put(self.numeric, len(self), rows, cells.numeric),
            edited=_put(self.edited, len(self), rows, cells.edited),
        )
        if len(self.overlay) + len(rows) > _LARGEST_OVERLAY:
            order = np.argsort(rows, kind="stable")
            base = _with_texts(self.text(), rows[order], cells.text.take(pa.array(order)))
            return replace(changed, base=base, overlay=MappingProxyType({}))
        texts = dict(zip(rows.tolist(), cells.text.to_pylist(), strict=True))
        return replace(changed, overlay=MappingProxyType({**self.overlay, **texts}))

    def without(self, rows: RowIndex) -> Column:
        """The column with these rows deleted."""
        keep = np.delete(np.arange(len(self)), rows)
        return Column(
            self.text().take(pa.array(keep)),
            None if self.numeric is None else self.numeric[keep],
            None if self.edited is None else self.edited[keep],
        )

    def with_inserted(self, positions: RowIndex, cells: Cells) -> Column:
        """The column with cells inserted so that they stand at `positions` (ascending) afterwards."""
        total = len(self) + len(positions)
        inserted = np.zeros(total, np.bool_)
        inserted[positions] = True
        order = np.empty(total, np.int64)
        order[~inserted] = np.arange(len(self))
        order[inserted] = np.arange(len(self), total)

        def woven(mine: Mask | None, theirs: Mask) -> Mask | None:
            if mine is None and not theirs.any():
                return None
            both = np.concatenate([np.zeros(len(self), np.bool_) if mine is None else mine, theirs])
            return both[order]

        return Column(
            pa.concat_arrays([self.text(), cells.text]).take(pa.array(order)),
            woven(self.numeric, cells.numeric),
            woven(self.edited, cells.edited),
        )

    def is_untouched_blank(self) -> bool:
        """No cell holds a text, and nobody has typed into one."""
        return _if_any(self.edited) is None and not pc.any(pc.not_equal(self.text(), "")).as_py()


def _with_texts(text: pa.Array, rows: RowIndex, values: pa.Array) -> pa.Array:
    """The texts with those of `rows`, which ascend, replaced."""
    if not len(rows):
        return text
    mask = np.zeros(len(text), np.bool_)
    mask[rows] = True
    return pc.replace_with_mask(text, pa.array(mask), values)


def _if_any(mask: Mask | None) -> Mask | None:
    return mask if mask is not None and mask.any() else None


def _part(mask: Mask | None, rows: RowIndex) -> Mask:
    return np.zeros(len(rows), np.bool_) if mask is None else mask[rows]


def _put(mask: Mask | None, length: int, rows: RowIndex, values: Mask) -> Mask | None:
    if mask is None:
        if not values.any():
            return None
        mask = np.zeros(length, np.bool_)
    changed = mask.copy()
    changed[rows] = values
    return _if_any(changed)
