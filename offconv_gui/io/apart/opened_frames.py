"""An opened table, or the refusal of a file, as bytes that another process can take over.

A table is one record batch of Arrow's stream format, whose columns the other side uses where they lie; what
stands beside the cells is JSON in its schema. Nothing of it is code: a process that a hostile file has misled
can send wrong cells at worst.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import numpy as np
import pyarrow as pa

from offconv_gui.core.grid import Grid, GridColumn, Origin
from offconv_gui.core.messages import Message, UserError
from offconv_gui.io.file_memory import Bytes
from offconv_gui.io.opening import Opened

_BESIDE = b"offconv"


def packed(opened: Opened) -> memoryview:
    """The table as bytes."""
    columns = opened.grid.columns
    numeric = [place for place, column in enumerate(columns) if column.numeric is not None]
    beside = {
        "origin": asdict(opened.origin),
        "headings": opened.grid.headings,
        "numeric": numeric,
    }
    arrays = [pa.array(opened.grid.row_numbers)]
    arrays += [column.text.combine_chunks() for column in columns]
    arrays += [pa.array(columns[place].numeric) for place in numeric]
    schema = pa.schema([pa.field("", array.type) for array in arrays], {_BESIDE: json.dumps(beside).encode()})
    out = pa.BufferOutputStream()
    with pa.ipc.new_stream(out, schema) as stream:
        stream.write_batch(pa.RecordBatch.from_arrays(arrays, schema=schema))
    return memoryview(out.getvalue())


def unpacked(content: Bytes) -> Opened:
    """The table that `packed` made these bytes of; its cells lie in them."""
    batch = pa.ipc.open_stream(pa.py_buffer(content)).read_next_batch()
    beside = json.loads(batch.schema.metadata[_BESIDE])
    headings, numeric = beside["headings"], beside["numeric"]
    masks = {
        place: batch.column(1 + len(headings) + number).to_numpy(zero_copy_only=False)
        for number, place in enumerate(numeric)
    }
    columns = tuple(
        GridColumn(heading, pa.chunked_array([batch.column(1 + place)]), masks.get(place))
        for place, heading in enumerate(headings)
    )
    origin = Origin(**{**beside["origin"], "sheets": tuple(beside["origin"]["sheets"])})
    return Opened(Grid(columns, np.array(batch.column(0))), origin)


def packed_refusal(refusal: UserError) -> bytes:
    """The refusal as bytes: its templates and their values."""
    parts = refusal.title, refusal.hint
    told = [{"template": part.template, "values": dict(part.values)} for part in parts]
    return json.dumps(told, default=str).encode()


def unpacked_refusal(content: Bytes) -> UserError:
    """The refusal that `packed_refusal` made these bytes of."""
    parts: list[dict[str, Any]] = json.loads(content[:])
    title, hint = (Message(part["template"], part["values"]) for part in parts)
    return UserError(title, hint)
