"""Saved work: a table as it stands, half mended or not, and all that was chosen for it, in one file.

The file ends with `.offconv`; its MIME type is `application/x-offconv`. It is a ZIP archive, whose first
member is `mimetype`: the type alone, not compressed, so that bytes 30 to 58 tell what the file is. Then come:

    work.json    {"format": "OffConv saved work", "version": 1, "rows": 1204,
                  "source": {"name": "deals.csv", "encoding": "utf-8", "delimiter": ",", "sheet": null,
                             "header_row": 1, "sheets": [], "declared_zone": null},
                  "columns": [{"heading": "Close Date", "field": "Conversion Time", "typed": false,
                               "numeric": false, "edited": true}, ...],
                  "choices": {"currency": "EUR", "time_zone": "Europe/Berlin", ...}, as in a layout,
                  "goal": {"name": "Closed deals", ...} or null, "goals": {...}, those known, or null,
                  "answers": [[["OfflineConversionTimeInvalid", 5607]], ...], what the service said of rows
                             that it refused, each once, or null where nobody has told}
    rows         the rows' numbers in the source file, 0 for added ones, each less the one before, as int64;
                 then a bit a row, set where the row was left out
    columns/0    how many bytes each text of the column has, as uint32; then, if it is said to be `numeric`,
                 a bit a row, set where the cell was a true number; likewise for `edited`, if a person
                 changed the cell; then all texts, one after the other, in UTF-8
    columns/1    ...
    refused      the upload keys of those rows, ascending, as uint64; then for each the place of what was said
                 among the answers, as uint32

Numbers have their lowest byte first, bits their lowest first. The same work always gives the same bytes. The
steps that could be undone are not kept, nor is the folder that the source file is in. `io.saved_work_reader`
reads it again.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import IO, Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from offconv_gui.core.document import Document
from offconv_gui.core.grid import Mask
from offconv_gui.core.messages import QT_TRANSLATE_NOOP, UserError
from offconv_gui.core.progress import Progress, silent
from offconv_gui.core.service_answers import ServiceAnswer
from offconv_gui.core.table import as_grid
from offconv_gui.io.choices_json import Entries, book_as_json, choices_as_json, goal_as_json
from offconv_gui.io.opening import Opened, Settled, trouble
from offconv_gui.io.whole_files import Job, Written, write_files

SUFFIX = ".offconv"
MIME_TYPE = "application/x-offconv"
FORMAT = "OffConv saved work"
VERSION = 1

MOST_BYTES = 4 * 1024**3
"""Unpacked. No more is written, so that whatever was saved can be opened again."""

MOST_WORDS = 64 * 1024**2
"""Bytes of `work.json`, of which no more is written either."""

WORDS, ROWS, COLUMN, REFUSED = "work.json", "rows", "columns/{}", "refused"
"""What the members are called."""

PIECE_BYTES = 1024 * 1024
_LEVEL = 1
"""More than the least compression saves a tenth, and takes five times as long."""


def work_of(document: Document) -> Opened:
    """The document as saved work gives it when it is opened again."""
    grid, fields = as_grid(document.table)
    return Opened(grid, document.origin, Settled(fields, document.choices))


def save_work(
    document: Document, path: Path, *, overwrite: bool = False, progress: Progress = silent
) -> Written:
    """Write the file whole or not at all, never over the one that the rows came from.

    `progress` is called with columns. Raises `UserError` where the file cannot be written.
    """
    origin = document.origin
    source = Path(origin.path) if origin.path and origin.source is None else None
    job = Job(path, partial(_write, work_of(document), path.name, progress), document.row_count)
    return write_files([job], overwrite=overwrite, source=source)[0]


def _write(work: Opened, name: str, progress: Progress, file: IO[bytes]) -> None:
    left, members = MOST_BYTES, len(work.grid.columns) + 3
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), MIME_TYPE)  # which is stored as it is
        for done, (member, parts) in enumerate(_members(work)):
            size = sum(map(len, parts))
            left -= size
            if left < 0 or (member == WORDS and size > MOST_WORDS):
                raise _too_much(name)
            with archive.open(member, "w", force_zip64=size > MOST_BYTES // 4) as inside:
                for piece in _pieces(parts):
                    progress(done, members)
                    inside.write(piece)
        for entry in archive.filelist:  # dated 1980 each, and the same on every system
            entry.create_system = 3


def _members(work: Opened) -> Iterator[tuple[str, list[memoryview]]]:
    """The name and the bytes of each member, in order."""
    grid = work.grid
    yield WORDS, [memoryview(json.dumps(_as_json(work), indent=1).encode())]
    left_out = np.zeros(grid.row_count, np.bool_) if grid.left_out is None else grid.left_out
    yield ROWS, [_bytes(np.diff(grid.row_numbers, prepend=0).astype("<i8")), _bits(left_out)]
    for place, column in enumerate(grid.columns):
        lengths, text = _texts(column.text)
        marks = [_bits(mask) for mask in (column.numeric, column.edited) if mask is not None]
        yield COLUMN.format(place), [lengths, *marks, text]
    refused, places = _refused(work), {said: place for place, said in enumerate(_answers(work))}
    keys = np.array([key for key, _ in refused], "<u8")
    yield REFUSED, [_bytes(keys), _bytes(np.array([places[said] for _, said in refused], "<u4"))]


def _refused(work: Opened) -> tuple[tuple[int, tuple[ServiceAnswer, ...]], ...]:
    """The keys of refused rows, and what was said of each."""
    results = work.settled.choices.results if work.settled else None
    return results.refused if results is not None else ()


def _answers(work: Opened) -> list[tuple[ServiceAnswer, ...]]:
    """What was said of rows, each once."""
    return list(dict.fromkeys(said for _, said in _refused(work)))


def _as_json(work: Opened) -> Entries:
    grid, origin, settled = work.grid, work.origin, work.settled
    assert settled is not None
    choices = settled.choices
    return {
        "format": FORMAT,
        "version": VERSION,
        "rows": grid.row_count,
        "source": {
            "name": origin.source_name,
            "encoding": origin.encoding,
            "delimiter": origin.delimiter,
            "sheet": origin.sheet,
            "header_row": origin.header_row,
            "sheets": list(origin.sheets),
            "declared_zone": origin.declared_zone,
            "uneven_rows": origin.uneven_rows,
        },
        "columns": [
            {
                "heading": column.heading,
                "field": field.value if field else None,
                "typed": column.typed,
                "numeric": column.numeric is not None,
                "edited": column.edited is not None,
            }
            for column, field in zip(grid.columns, settled.fields, strict=True)
        ],
        "choices": choices_as_json(choices.changed(goal=None)),
        "goal": goal_as_json(choices.goal) if choices.goal else None,
        "goals": book_as_json(choices.goals) if choices.goals else None,
        "answers": (
            [[[answer.name, answer.number] for answer in said] for said in _answers(work)]
            if choices.results is not None
            else None
        ),
    }


def _texts(text: pa.ChunkedArray) -> tuple[memoryview, memoryview]:
    """How many bytes each text has, and all of them."""
    whole = text.chunk(0) if text.num_chunks == 1 else text.combine_chunks()
    if not len(whole):
        return memoryview(b""), memoryview(b"")
    _, places, content = whole.buffers()
    offsets = np.frombuffer(places, np.int64)[whole.offset : whole.offset + len(whole) + 1]
    first, last = int(offsets[0]), int(offsets[-1])
    held = memoryview(content)[first:last] if last > first else memoryview(b"")
    return _bytes(np.diff(offsets).astype("<u4")), held


def _bytes(numbers: npt.NDArray[Any]) -> memoryview:
    return numbers.data.cast("B") if numbers.size else memoryview(b"")


def _bits(mask: Mask) -> memoryview:
    return _bytes(np.packbits(mask, bitorder="little"))


def _pieces(parts: list[memoryview]) -> Iterator[memoryview]:
    """All bytes in order, few enough at a time that the work can be stopped between."""
    for part in parts:
        for start in range(0, len(part), PIECE_BYTES):
            yield part[start : start + PIECE_BYTES]


def _too_much(name: str) -> UserError:
    return trouble(
        QT_TRANSLATE_NOOP("work", "The table is too large to be saved as “{name}”."),
        QT_TRANSLATE_NOOP("work", "Export the rows that are ready, and the rows left out, instead."),
        name=name,
    )
