"""A column of text whose cells can be set one by one or a million at a time."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from offconv_gui.core import columns
from offconv_gui.core.columns import TEXT, Column, typed

LENGTH = 8
EDITS = st.lists(
    st.dictionaries(st.integers(0, LENGTH - 1), st.sampled_from(["", "x", "yy"]), min_size=1), max_size=5
)


@pytest.mark.parametrize("largest_overlay", [0, 3, 5_000])
@given(EDITS)
def test_whatever_is_set_is_read_back(largest_overlay, edits):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(columns, "_LARGEST_OVERLAY", largest_overlay)
        column, expected = Column.of(pa.array(list("abcdefgh"), TEXT)), list("abcdefgh")
        for edit in edits:
            column = column.with_cells(np.array(list(edit), np.int64), typed(list(edit.values())))
            for row, text in edit.items():
                expected[row] = text
        backwards = np.arange(LENGTH)[::-1]
        assert column.text().to_pylist() == expected
        assert [column.cell(row) for row in range(LENGTH)] == expected
        assert column.cells(backwards).text.to_pylist() == expected[::-1]
        assert column.cells(np.array([], np.int64)).text.to_pylist() == []


@given(EDITS)
def test_what_was_there_before_can_be_put_back(edits):
    column = start = Column.of(pa.array(list("abcdefgh"), TEXT))
    undo = []
    for edit in edits:
        rows = np.array(list(edit), np.int64)
        undo.append((rows, column.cells(rows)))
        column = column.with_cells(rows, typed(list(edit.values())))
    for rows, cells in reversed(undo):
        column = column.with_cells(rows, cells)
    assert column.text().equals(start.text())
    assert not any(column.is_edited(row) for row in range(LENGTH))
