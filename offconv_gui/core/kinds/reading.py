"""What the kinds share: a typed column that can be cut down to some rows and have some rows replaced."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import cache
from typing import Any, Self

import numpy as np
import numpy.typing as npt


class Reading:
    """A dataclass of equally long numpy arrays, one entry a row.

    Subclasses are frozen dataclasses; a field that is not a numpy array belongs to the whole column and
    is carried along untouched. That is all that editing needs: a cell is re-read as a column of one row and
    put back, so that there is no second way of reading.
    """

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """The per-row arrays by name."""
        values = ((name, getattr(self, name)) for name in _names(type(self)))  # type: ignore[arg-type]
        return {name: value for name, value in values if isinstance(value, np.ndarray)}

    def __len__(self) -> int:
        return len(next(iter(self.arrays().values())))

    def take(self, rows: npt.NDArray[np.int64] | slice) -> Self:
        """Only these rows, in this order; a slice copies nothing."""
        return self._with({name: array[rows] for name, array in self.arrays().items()})

    def put(self, rows: npt.NDArray[np.int64], other: Self) -> Self:
        """The same column with these rows taken from `other`; arrays that stay as they are are shared."""
        theirs = other.arrays()
        return self._with(
            {name: _spliced(array, rows, theirs[name]) for name, array in self.arrays().items()}
        )

    def without(self, rows: npt.NDArray[np.int64]) -> Self:
        """The same column with these rows deleted."""
        return self._with({name: np.delete(array, rows) for name, array in self.arrays().items()})

    def with_inserted(self, positions: npt.NDArray[np.int64], other: Self) -> Self:
        """The same column with `other`'s rows inserted so that they stand at `positions` afterwards."""
        theirs = other.arrays()
        before = positions - np.arange(len(positions))
        return self._with(
            {name: np.insert(array, before, theirs[name]) for name, array in self.arrays().items()}
        )

    def followed_by(self, other: Self) -> Self:
        """These rows, and behind them those of `other`."""
        theirs = other.arrays()
        return self._with(
            {name: np.concatenate([array, theirs[name]]) for name, array in self.arrays().items()}
        )

    def _with(self, arrays: dict[str, npt.NDArray[Any]]) -> Self:
        return replace(self, **arrays)  # type: ignore[type-var]


@cache
def _names(kind: type[Reading]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))  # type: ignore[arg-type]


def _spliced(array: npt.NDArray[Any], rows: npt.NDArray[np.int64], new: npt.NDArray[Any]) -> npt.NDArray[Any]:
    dtype = np.promote_types(array.dtype, new.dtype)
    if dtype == array.dtype and np.array_equal(array[rows], new):
        return array
    result = array.astype(dtype)
    result[rows] = new
    return result
