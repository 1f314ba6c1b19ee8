"""Counts how the cells of each column are."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from offconv_gui.core.column_filters import Quality, blank_cells, quality
from offconv_gui.core.columns import Column
from offconv_gui.core.document import Document
from offconv_gui.core.fields import Field
from offconv_gui.core.grid import Mask


class ColumnQualities:
    """Which cells are blank is kept with the array that holds their texts, and so survives a keystroke."""

    def __init__(self) -> None:
        self._blanks: dict[Field, tuple[pa.Array, Mask]] = {}

    def of(self, document: Document, field: Field) -> Quality:
        """How the cells of a field are."""
        return quality(document, field, self._blank(field, document.table.columns[field]))

    def _blank(self, field: Field, column: Column) -> Mask:
        base, mask = self._blanks.get(field, (None, np.zeros(0, np.bool_)))
        if base is not column.base:
            mask = blank_cells(column.base)
            self._blanks[field] = column.base, mask
        if not column.overlay:
            return mask
        changed = mask.copy()
        changed[list(column.overlay)] = [not text for text in column.overlay.values()]
        return changed
