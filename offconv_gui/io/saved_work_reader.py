"""Reads saved work, in the form that `io.saved_work` tells of.

The file may come from anybody: nothing in it is run, and no more of it is unpacked than is ever written.
"""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from offconv_gui.core.choices import Choices
from offconv_gui.core.fields import Field
from offconv_gui.core.grid import Grid, GridColumn, Mask, Origin, RowIndex
from offconv_gui.core.messages import QT_TRANSLATE_NOOP, UserError
from offconv_gui.core.parallel import each
from offconv_gui.core.progress import Progress
from offconv_gui.core.service_answers import ServiceAnswer
from offconv_gui.core.upload_results import UploadResults
from offconv_gui.io import file_kinds
from offconv_gui.io.choices_json import Entries, book_of, choices_of, goal_of, one_called, part_of, value_of
from offconv_gui.io.file_bytes import too_large
from offconv_gui.io.file_memory import Bytes
from offconv_gui.io.opening import Opened, ReadOptions, Settled, trouble
from offconv_gui.io.saved_work import (
    COLUMN,
    FORMAT,
    MIME_TYPE,
    MOST_BYTES,
    MOST_WORDS,
    PIECE_BYTES,
    REFUSED,
    ROWS,
    SUFFIX,
    VERSION,
    WORDS,
)

_MARK = b"mimetype" + MIME_TYPE.encode()
_PLACE = 30
"""Where a member's name stands behind the beginning of an archive (PKWARE's APPNOTE, 4.3.7)."""


@dataclass(frozen=True)
class SavedWorkReader:
    """Reads saved work, whatever the file is called, and says so where a file is only called like it."""

    suffixes: tuple[str, ...] = (SUFFIX,)
    reports_bytes: bool = True

    def claims(self, head: bytes, path: Path) -> bool:
        return _is_marked(head) or path.suffix.lower() in self.suffixes

    def read(self, data: Bytes, path: Path, options: ReadOptions, progress: Progress) -> Opened:
        """`options` mean nothing here: the rows have been read already."""
        if not _is_marked(data[: _PLACE + len(_MARK)]):
            raise _foreign(path)
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                entries = _words(archive, path)
                return _opened(_Members(archive, entries, path), entries, path, _second_half(progress, data))
        except MemoryError as problem:
            raise too_large(path.name) from problem
        except _SIGNS_OF_DAMAGE as problem:
            raise _damaged(path) from problem


_SIGNS_OF_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    ValueError,  # Arrow's errors about texts are of this kind
    LookupError,
    TypeError,
    OverflowError,
    RuntimeError,  # what zipfile raises of a password, and JSON that is nested too deep
)


def _is_marked(head: bytes | bytearray) -> bool:
    return head.startswith(file_kinds.ZIP) and head[_PLACE:].startswith(_MARK)


def _second_half(progress: Progress, data: Bytes) -> Progress:
    """A part's progress as that of the bytes, the reading of which was the first half."""

    def shifted(done: int, total: int) -> None:
        progress(len(data) + len(data) * done // max(total, 1), 2 * len(data))

    return shifted


def _words(archive: zipfile.ZipFile, path: Path) -> Entries:
    """What `work.json` says; raises `UserError` where a newer program has written it."""
    entry = archive.getinfo(WORDS)
    if entry.file_size > MOST_WORDS:
        raise too_large(path.name)
    with archive.open(entry) as member:
        entries = json.loads(_taken(member, entry.file_size).tobytes())
    if type(entries) is not dict or entries.get("format") != FORMAT:
        raise ValueError("format")
    version = value_of(entries, "version", int)
    if version is None or version < 1:
        raise ValueError("version")
    if version > VERSION:
        raise _newer(path)
    return entries


class _Members:
    """Takes the members of an archive apart, which together are no larger than what is ever written."""

    def __init__(self, archive: zipfile.ZipFile, entries: Entries, path: Path) -> None:
        self.rows: int = value_of(entries, "rows", int)
        self._archive = archive
        if sum(entry.file_size for entry in archive.infolist()) > MOST_BYTES:
            raise too_large(path.name)

    def row_numbers(self) -> tuple[RowIndex, Mask]:
        """The rows' numbers, and which are left out."""
        entry = self._archive.getinfo(ROWS)
        if self.rows < 0 or entry.file_size != 8 * self.rows + self._bit_bytes:
            raise ValueError("rows")
        with self._archive.open(entry) as member:
            steps = _taken(member, 8 * self.rows).view("<i8")
            numbers = np.cumsum(steps, dtype=np.int64)
            left_out = self._mask(member)
            _expect_end(member)
        if numbers.min(initial=0) < 0:
            raise ValueError("rows")
        return numbers, left_out

    def column(self, place: int, said: Entries) -> GridColumn:
        """The column at this place, of which `said` is told."""
        entry = self._archive.getinfo(COLUMN.format(place))
        heading, marked = said["heading"], [said["numeric"], said["edited"]]
        if type(heading) is not str or {type(flag) for flag in (*marked, said["typed"])} != {bool}:
            raise ValueError("columns")
        rest = entry.file_size - 4 * self.rows - sum(marked) * self._bit_bytes
        if rest < 0:
            raise ValueError("columns")
        with self._archive.open(entry) as member:
            offsets = np.zeros(self.rows + 1, np.int64)
            np.cumsum(_taken(member, 4 * self.rows).view("<u4"), dtype=np.int64, out=offsets[1:])
            numeric, edited = (self._mask(member) if flag else None for flag in marked)
            content = _taken(member, rest)
            _expect_end(member)
        if offsets[-1] != rest:
            raise ValueError("columns")
        text = pa.LargeStringArray.from_buffers(self.rows, pa.py_buffer(offsets), pa.py_buffer(content))
        text.validate(full=True)
        return GridColumn(heading, pa.chunked_array([text]), numeric, edited, said["typed"])

    def results(self, answers: list[Any]) -> UploadResults:
        """What the service said of rows that it refused; `answers` are what it said, each once."""
        said = [tuple(ServiceAnswer(*_answer(pair)) for pair in one) for one in answers]
        entry = self._archive.getinfo(REFUSED)
        count, rest = divmod(entry.file_size, 12)
        if rest:
            raise ValueError(REFUSED)
        with self._archive.open(entry) as member:
            keys, places = _taken(member, 8 * count).view("<u8"), _taken(member, 4 * count).view("<u4")
            _expect_end(member)
        if (keys[1:] <= keys[:-1]).any():
            raise ValueError(REFUSED)
        return UploadResults(tuple(zip(keys.tolist(), (said[at] for at in places.tolist()), strict=True)))

    @property
    def _bit_bytes(self) -> int:
        """Bytes that a bit for each row takes."""
        return (self.rows + 7) // 8

    def _mask(self, member: IO[bytes]) -> Mask:
        packed = _taken(member, self._bit_bytes)
        return np.unpackbits(packed, count=self.rows, bitorder="little").view(np.bool_)


def _opened(members: _Members, entries: Entries, path: Path, progress: Progress) -> Opened:
    told = value_of(entries, "columns", list)
    numbers, left_out = members.row_numbers()
    columns: list[GridColumn] = []
    for column in each([partial(members.column, at, said) for at, said in enumerate(told)], members.rows):
        columns.append(column)
        progress(len(columns), len(told))
    fields = tuple(one_called(said["field"], Field) if said["field"] is not None else None for said in told)
    taken = [field for field in fields if field is not None]
    if len(set(taken)) != len(taken):
        raise ValueError("columns")
    choices, answers = _choices(entries), value_of(entries, "answers", list)
    if answers is not None:
        choices = choices.changed(results=members.results(answers))
    grid = Grid(tuple(columns), numbers, left_out)
    return Opened(grid, _origin(part_of(entries, "source"), path), Settled(fields, choices))


def _origin(entries: Entries, path: Path) -> Origin:
    sheets = value_of(entries, "sheets", list) or []
    if not all(type(sheet) is str for sheet in sheets):
        raise ValueError("sheets")
    return Origin(
        str(path),
        value_of(entries, "encoding", str),
        value_of(entries, "delimiter", str),
        value_of(entries, "sheet", str),
        value_of(entries, "header_row", int) or 0,
        tuple(sheets),
        value_of(entries, "declared_zone", str),
        value_of(entries, "name", str) or "",
        value_of(entries, "uneven_rows", int) or 0,
    )


def _choices(entries: Entries) -> Choices:
    goal, goals = value_of(entries, "goal", dict), value_of(entries, "goals", dict)
    return choices_of(part_of(entries, "choices")).changed(
        goal=None if goal is None else goal_of(goal), goals=None if goals is None else book_of(goals)
    )


def _answer(pair: Any) -> tuple[str, int]:
    name, number = pair
    if type(name) is not str or type(number) is not int:
        raise ValueError("answers")
    return name, number


def _taken(member: IO[bytes], size: int) -> npt.NDArray[np.uint8]:
    """The next bytes of a member, unpacked piece by piece: what a member really holds may be much more."""
    content = np.empty(size, np.uint8)
    view, done = content.data, 0
    while done < size:
        piece = member.read(min(PIECE_BYTES, size - done))
        if not piece:
            raise EOFError
        view[done : done + len(piece)] = piece
        done += len(piece)
    return content


def _expect_end(member: IO[bytes]) -> None:
    """Only at its end does zipfile compare a member's checksum."""
    if member.read(1):
        raise ValueError("end")


# -- What goes wrong ----------------------------------------------------------------------------------------


def _foreign(path: Path) -> UserError:
    return trouble(
        QT_TRANSLATE_NOOP("work", "“{name}” is not saved work of OffConv."),
        QT_TRANSLATE_NOOP("work", "If it is a table, give the file its own ending again, such as .csv."),
        name=path.name,
    )


def _newer(path: Path) -> UserError:
    return trouble(
        QT_TRANSLATE_NOOP("work", "“{name}” was saved by a newer OffConv."),
        QT_TRANSLATE_NOOP("work", "Install the newest OffConv on this computer, and open the file again."),
        name=path.name,
    )


def _damaged(path: Path) -> UserError:
    return trouble(
        QT_TRANSLATE_NOOP("work", "“{name}” is damaged: it cannot be opened as saved work."),
        QT_TRANSLATE_NOOP(
            "work", "Open another copy of it, or begin again with the file that the rows came from."
        ),
        name=path.name,
    )
