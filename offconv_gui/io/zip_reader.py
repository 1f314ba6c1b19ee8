"""The reader of archives that hold exactly one table: the file inside is read, and nothing is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from offconv_gui.core.messages import QT_TRANSLATE_NOOP
from offconv_gui.core.progress import Progress
from offconv_gui.io import file_kinds
from offconv_gui.io.file_bytes import HEAD_BYTES, too_large
from offconv_gui.io.file_memory import Bytes
from offconv_gui.io.opening import Opened, Reader, ReadOptions, trouble
from offconv_gui.io.workbooks.excel_archive import damaged, is_workbook, protected

MAX_UNPACKED_BYTES = 1024**3
SUSPICIOUS_BYTES = 100 * 1024**2
SUSPICIOUS_RATIO = 200
PIECE_BYTES = 1024 * 1024


@dataclass(frozen=True)
class ZipReader:
    """Hands what is inside to the one of `readers` that claims it."""

    readers: Sequence[Reader]
    suffixes: tuple[str, ...] = (".zip",)
    reports_bytes: bool = True

    def claims(self, head: bytes, path: Path) -> bool:
        return head.startswith(file_kinds.ZIP) and path.suffix.lower() not in file_kinds.WORKBOOK_SUFFIXES

    def read(self, data: Bytes, path: Path, options: ReadOptions, progress: Progress) -> Opened:
        inner_name, inner = path.name, data
        if not is_workbook(data, path):
            inner_name, inner = _only_member(data, path, progress)
        # The errors name the file inside; where it lies is told of the archive.
        place = Path(inner_name)
        head = bytes(inner[:HEAD_BYTES])
        if head.startswith(file_kinds.ZIP) and not is_workbook(inner, path):
            raise file_kinds.archive(path)
        reader = next(reader for reader in self.readers if reader.claims(head, place))
        opened = reader.read(inner, place, options, progress)
        return Opened(opened.grid, replace(opened.origin, path=str(path)))


def _only_member(data: Bytes, path: Path, progress: Progress) -> tuple[str, bytearray]:
    """The name and bytes of the one file in an archive, by the system's own files around it undisturbed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if not _is_by_product(member)]
            if len(members) != 1:
                raise _several(path, len(members))
            (member,) = members
            if member.flag_bits & 1:
                raise protected(path)
            size = member.file_size
            if size > MAX_UNPACKED_BYTES or (
                size > SUSPICIOUS_BYTES and size > SUSPICIOUS_RATIO * member.compress_size
            ):
                raise too_large(path.name)
            return Path(member.filename).name, _unpacked(archive, member, path, progress)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError) as problem:
        raise damaged(path) from problem


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path, progress: Progress) -> bytearray:
    """A member's bytes, never more than it was declared to have."""
    content = bytearray()
    with archive.open(member) as file:
        while piece := file.read(PIECE_BYTES):
            content += piece
            if len(content) > member.file_size:
                raise damaged(path)
            progress(len(content), member.file_size * 2)
    if not content:
        raise trouble(
            QT_TRANSLATE_NOOP("io", "“{name}” is empty."),
            QT_TRANSLATE_NOOP("io", "Export it again, and check that the new file has rows."),
            name=member.filename,
        )
    return content


def _is_by_product(member: zipfile.ZipInfo) -> bool:
    """Folders, and what macOS and Windows put beside a person's files."""
    name = member.filename.replace("\\", "/")
    own = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")
    return name.endswith("/") or name.lower().startswith(own[0]) or name.lower().rpartition("/")[2] in own


def _several(path: Path, count: int) -> Exception:
    if not count:
        return file_kinds.archive(path)
    return trouble(
        QT_TRANSLATE_NOOP("io", "“{name}” is a compressed archive of {count} files."),
        QT_TRANSLATE_NOOP("io", "Unpack it first, then open the table inside."),
        name=path.name,
        count=count,
    )
