"""A column that is amended row by row is the same as one that is copied at each change."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from offconv_gui.core import amended
from offconv_gui.core.amended import Amended
from offconv_gui.core.kinds.reading import Reading

ROWS = 12


@dataclass(frozen=True)
class Marks(Reading):
    """Two columns of numbers."""

    small: npt.NDArray[np.uint8]
    large: npt.NDArray[np.int64]


def marks(numbers: list[int]) -> Marks:
    return Marks(np.array(numbers, np.uint8), np.array(numbers, np.int64) * 1_000_000)


def content(column: Marks) -> tuple[list[int], list[int]]:
    return column.small.tolist(), column.large.tolist()


CHANGE = st.dictionaries(st.integers(0, ROWS - 1), st.integers(0, 255), max_size=5)


@given(
    changes=st.lists(st.tuples(CHANGE, st.booleans()), max_size=8),
    rows=st.lists(st.integers(0, ROWS - 1), max_size=20),
    most=st.sampled_from([0, 3, 7, 2_000]),
)
def test_each_version_stays_what_it_was(
    changes: list[tuple[dict[int, int], bool]], rows: list[int], most: int
) -> None:
    numbers = list(range(ROWS))
    versions = [(Amended(marks(numbers)), numbers)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(amended, "MOST", most)
        for change, looked_at in changes:
            column = versions[-1][0]
            if looked_at:
                column.whole()
            numbers = [change.get(row, number) for row, number in enumerate(numbers)]
            after = column.put(np.array(list(change), np.int64), marks(list(change.values())))
            versions.append((after, numbers))
        for column, expected in versions:
            wanted = np.array(rows, np.int64)
            assert content(column.take(wanted)) == content(marks(expected).take(wanted))
            found = [column.row(row) for row in range(ROWS)]
            assert [int(there.small[at]) for there, at in found] == expected
            small = column.found(lambda part: np.flatnonzero(part.small < 6))
            assert small.tolist() == [row for row, number in enumerate(expected) if number < 6]
            assert content(column.take(slice(2, 5))) == content(marks(expected[2:5]))
            assert content(column.whole()) == content(marks(expected))


def test_a_changed_row_copies_no_column() -> None:
    column = Amended(marks(list(range(ROWS))))
    base = column.whole()
    after = column.put(np.array([3]), marks([200]))
    assert after.row(2)[0] is base
    assert column.whole() is base
