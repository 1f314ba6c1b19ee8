"""Ways of reading a file that end badly, for a process apart to be given by name."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Any, cast

import numpy as np
import pyarrow as pa

from offconv_gui.core.grid import Grid, GridColumn, Origin
from offconv_gui.core.messages import Message, UserError
from offconv_gui.core.progress import Progress
from offconv_gui.io.file_memory import Bytes
from offconv_gui.io.opening import Opened, ReadOptions


def abort(data: Bytes, path: Path, options: ReadOptions, progress: Progress) -> Opened:
    """As native code does that finds itself in a state it cannot be in."""
    os.abort()


def leave(data: Bytes, path: Path, options: ReadOptions, progress: Progress) -> Opened:
    """Without a word, as if all were well."""
    os._exit(0)


def take_much(data: Bytes, path: Path, options: ReadOptions, progress: Progress) -> Opened:
    """More memory than there may be."""
    return table(str(np.ones(5 * 1024**3, np.uint8).sum()))


def read_too_much(data: Bytes, path: Path, options: ReadOptions, progress: Progress) -> Opened:
    """A table for whose way back there is no memory left."""
    columns = tuple(GridColumn("Deal", cast(Any, _TooMuch())) for _ in range(2))
    return Opened(Grid(columns, np.arange(2)), Origin("deals.xls"))


class _TooMuch:
    def combine_chunks(self) -> pa.Array:
        raise MemoryError


def wait_for_ever(data: Bytes, path: Path, options: ReadOptions, progress: Progress) -> Opened:
    progress(3, 10)
    threading.Event().wait()
    raise AssertionError


def stumble(data: Bytes, path: Path, options: ReadOptions, progress: Progress) -> Opened:
    """A bug, whose words quote a cell."""
    return table({}["ana@example.com"])


def refuse(data: Bytes, path: Path, options: ReadOptions, progress: Progress) -> Opened:
    raise UserError(Message("“{name}” is odd.", {"name": path.name}), Message("Row {row}.", {"row": 7}))


def echo(data: Bytes, path: Path, options: ReadOptions, progress: Progress) -> Opened:
    """The file's own bytes and what was asked, as a table."""
    progress(1, 2)
    return table(bytes(data[:]).decode(), str(path), repr(options))


def table(*cells: str) -> Opened:
    texts = pa.chunked_array([pa.array(cells, pa.large_string())])
    numbers = np.arange(2, 2 + len(cells))
    columns = (
        GridColumn("Deal", texts),
        GridColumn("Deal", texts, np.arange(len(cells)) % 2 == 0),
        GridColumn("", texts),
    )
    return Opened(Grid(columns, numbers), Origin("deals.xls", sheet="Ümsätze", sheets=("Ümsätze", "B")))
