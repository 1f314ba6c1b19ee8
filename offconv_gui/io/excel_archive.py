"""Look into a workbook's archive before it is read: what it is, how large it would become, its error cells.

`.xlsx` and `.ods` files are zip archives of XML. calamine reads the cells fast, but trusts the archive, and
shows a cell with an error (`#N/A`) as blank.
"""

from __future__ import annotations

import html
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from offconv_gui.core.messages import QT_TRANSLATE_NOOP, UserError
from offconv_gui.core.progress import Progress
from offconv_gui.io import file_kinds
from offconv_gui.io.file_bytes import too_large
from offconv_gui.io.file_memory import Bytes
from offconv_gui.io.opening import trouble
from offconv_gui.io.xls_errors import error_cells, runs_in_circles

MAX_UNPACKED_BYTES = 2 * 1024**3
SUSPICIOUS_BYTES = 300 * 1024**2
SUSPICIOUS_RATIO = 200
MAX_CELLS = 100_000_000
"""What calamine would hold a place for: the rectangle around all cells, at 24 bytes each."""

PIECE_BYTES = 1024 * 1024
OVERLAP_BYTES = 4096
WHOLE_SCAN_BYTES = 16 * 1024 * 1024

_CELL = re.compile(rb"""\br=["']([A-Z]{1,3})([0-9]{1,7})["']""")
_DIMENSION = re.compile(rb"""<(?:\w+:)?dimension\s[^>]*\bref=["']([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)["']""")
_ERROR_CELL = re.compile(
    rb"""<(?:\w+:)?c\s(?=[^<>]*\bt=["']e["'])[^<>]*\br=["']([A-Z]{1,3})([0-9]{1,7})["'][^<>]*>"""
    rb"""(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]{1,20})<""",
    re.DOTALL,
)
_UNCALCULATED = re.compile(
    rb"""<(?:\w+:)?c\s(?![^<>]*\bt=["']str["'])[^<>]*\br=["']([A-Z]{1,3})([0-9]{1,7})["'][^<>]*>\s*"""
    rb"""<(?:\w+:)?f\b[^<>]*(?:/>|>([^<]*)</(?:\w+:)?f>)\s*"""
    rb"""(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"""
)
LONGEST_FORMULA = 60
_REPEATED = re.compile(
    rb"""<table:table-cell\b[^>]*\bnumber-columns-repeated="(\d{5,})"[^>]*\boffice:value-type"""
    rb"""|<table:table-cell\b[^>]*\boffice:value-type[^>]*\bnumber-columns-repeated="(\d{5,})\""""
)
_WORD = b"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"
_FILE_PASS = 0x002F
_WORKBOOK_BEGINNINGS = (b"\x09\x08\x10\x00\x00\x06\x05\x00", b"\x09\x08\x08\x00\x00\x05\x05\x00")
_ENCRYPTED = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"


@dataclass
class SheetScan:
    """What a sheet's XML says beyond its cells, by row and column from 0: the errors, and the formulas whose
    results nobody has calculated yet, which would be taken for blank cells.
    """

    errors: dict[tuple[int, int], str] = field(default_factory=dict)


def check_container(data: Bytes, path: Path) -> None:
    """Raise `UserError` where the container holds no workbook, a protected one, or an absurdly large one."""
    if data.startswith(file_kinds.OLE):
        if data.find(_ENCRYPTED) >= 0 or _has_password_record(data):
            raise protected(path)
        if data.find(_WORD) >= 0:
            raise file_kinds.text_document(path)
        if runs_in_circles(data):
            raise damaged(path)
        return
    with _archive(data, path) as archive:
        members = archive.infolist()
        unpacked = sum(member.file_size for member in members)
        if unpacked > MAX_UNPACKED_BYTES or (
            unpacked > SUSPICIOUS_BYTES and unpacked > SUSPICIOUS_RATIO * len(data)
        ):
            raise too_large(path.name)
        names = {member.filename.replace("\\", "/").lower() for member in members}
        if any(member.flag_bits & 1 for member in members):
            raise protected(path)
        if "content.xml" in names:
            _check_open_document(archive, path)
        elif any(name.startswith(("word/", "ppt/")) for name in names):
            raise file_kinds.text_document(path)
        elif not _are_of_workbook(names):
            raise file_kinds.archive(path)


def is_workbook(data: Bytes, path: Path) -> bool:
    """Whether a zip archive is a workbook, or another document of an office program."""
    with _archive(data, path) as archive:
        names = {name.replace("\\", "/").lower() for name in archive.namelist()}
        other = any(name.startswith(("word/", "ppt/")) for name in names)
        return other or "content.xml" in names or _are_of_workbook(names)


def _are_of_workbook(names: set[str]) -> bool:
    return any(name.endswith(("workbook.xml", "workbook.bin", ".rels")) for name in names)


def _has_password_record(data: Bytes) -> bool:
    """Whether the workbook stream of an `.xls` file begins like an encrypted one.

    MS-XLS, 2.4.117: a FilePass record (0x002F) among the first ones behind the BOF record (0x0809).
    """
    place = max(data.find(beginning) for beginning in _WORKBOOK_BEGINNINGS)
    for _ in range(8):
        if place < 0 or place + 4 > len(data):
            return False
        kind, size = struct.unpack_from("<HH", data, place)
        if kind == _FILE_PASS:
            return True
        place += 4 + size
    return False


def _archive(data: Bytes, path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as problem:
        raise damaged(path) from problem


def _check_open_document(archive: zipfile.ZipFile, path: Path) -> None:
    names = archive.namelist()
    if "META-INF/manifest.xml" in names and b"encryption-data" in _member(archive, "META-INF/manifest.xml"):
        raise protected(path)
    before = b""
    for piece in _pieces(archive, "content.xml"):
        for repeated in _REPEATED.finditer(before + piece):
            if int(repeated[1] or repeated[2]) > 16_384:
                raise absurd(path)
        before = piece[-OVERLAP_BYTES:]


def scan_sheet(data: Bytes, sheet: str, path: Path, progress: Progress) -> SheetScan:
    """The error cells of a sheet, and its formulas without a result.

    Raises `UserError` where its cells span more than can be held.

    Only `.xlsx`, `.xlsm` and `.xls` files can be looked into; for others the result is empty.
    """
    scan = SheetScan()
    if data.startswith(file_kinds.OLE):
        return SheetScan(error_cells(data, sheet, progress))
    with _archive(data, path) as archive:
        part = _part_of(archive, sheet)
        if part is None:
            return scan
        span, read, before = Span(), 0, b""
        for piece in _pieces(archive, part):
            content = before + piece
            if not read:
                span.declared(content)
            if read < WHOLE_SCAN_BYTES:
                span.include(content)
            if span.cells > MAX_CELLS:
                raise absurd(path)
            if b't="e"' in content or b"t='e'" in content:
                for cell in _ERROR_CELL.finditer(content):
                    place = int(cell[2]) - 1, column_index(cell[1])
                    scan.errors[place] = cell[3].decode("ascii", "replace")
            if b"<f" in content or b":f" in content:
                for cell in _UNCALCULATED.finditer(content):
                    place = int(cell[2]) - 1, column_index(cell[1])
                    scan.errors[place] = _formula(cell[3] or b"")
            read += len(piece)
            progress(0, 0)
            before = content[-OVERLAP_BYTES:]
        if read > WHOLE_SCAN_BYTES and span.declared_cells > MAX_CELLS:
            raise absurd(path)
    return scan


def _formula(source: bytes) -> str:
    """A formula as its cell shows it; a long one is cut."""
    text = f"={html.unescape(source.decode('utf-8', 'replace'))}"
    return text if len(text) <= LONGEST_FORMULA else f"{text[:LONGEST_FORMULA]}…"


@dataclass
class Span:
    """The rectangle around the cells seen so far; `declared_cells` is what the sheet says of itself."""

    top: int = 2**31
    bottom: int = -1
    left: int = 2**31
    right: int = -1
    declared_cells: int = 0

    @property
    def cells(self) -> int:
        return max(self.bottom - self.top + 1, 0) * max(self.right - self.left + 1, 0)

    def declared(self, content: bytes) -> None:
        found = _DIMENSION.search(content)
        if found:
            wide = column_index(found[3]) - column_index(found[1]) + 1
            self.declared_cells = wide * (int(found[4]) - int(found[2]) + 1)

    def include(self, content: bytes) -> None:
        places = _CELL.findall(content)
        if not places:
            return
        rows = [int(row) for _, row in places]
        columns = [column_index(letters) for letters in {letters for letters, _ in places}]
        self.top, self.bottom = min(self.top, *rows), max(self.bottom, *rows)
        self.left, self.right = min(self.left, *columns), max(self.right, *columns)


def column_index(letters: bytes) -> int:
    """A column's place, 0 for A and 16,383 for XFD."""
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place - 1


def _pieces(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """A member's bytes piece by piece; ends early where the archive is damaged, for calamine to judge."""
    try:
        with archive.open(name) as member:
            while piece := member.read(PIECE_BYTES):
                yield piece
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError, LookupError):
        return


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    return b"".join(_pieces(archive, name))


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """The member that holds a sheet's XML (ECMA-376: workbook.xml names it, its relations place it)."""
    names = {name.lower(): name for name in archive.namelist()}
    workbook, relations = names.get("xl/workbook.xml"), names.get("xl/_rels/workbook.xml.rels")
    if workbook is None or relations is None:
        return None
    try:
        targets = {
            element.get("Id"): element.get("Target", "")
            for element in ElementTree.fromstring(_member(archive, relations)).iter()
        }
        for element in ElementTree.fromstring(_member(archive, workbook)).iter():
            if element.tag.endswith("}sheet") and element.get("name") == sheet:
                key = next((value for name, value in element.items() if name.endswith("}id")), None)
                target = targets.get(key, "")
                part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
                return names.get(part.lower())
    except (ElementTree.ParseError, ValueError, LookupError):
        return None
    return None


def protected(path: Path) -> UserError:
    """The error for a workbook that only opens with a password."""
    return trouble(
        QT_TRANSLATE_NOOP("io", "“{name}” is protected with a password."),
        QT_TRANSLATE_NOOP("io", "Open it in Excel, save a copy without the password, and open the copy."),
        name=path.name,
    )


def damaged(path: Path) -> UserError:
    """The error for a workbook that is cut off or broken."""
    return trouble(
        QT_TRANSLATE_NOOP("io", "“{name}” is damaged: it cannot be read as an Excel workbook."),
        QT_TRANSLATE_NOOP(
            "io", "Download or export it again. If Excel can open it, save it anew from there."
        ),
        name=path.name,
    )


def absurd(path: Path) -> UserError:
    """The error for a sheet whose cells span a rectangle too large for any memory."""
    return trouble(
        QT_TRANSLATE_NOOP("io", "A sheet in “{name}” reaches over too many rows and columns."),
        QT_TRANSLATE_NOOP(
            "io",
            "Copy the rows you need into a new workbook: a stray cell far from the table may be the cause.",
        ),
        name=path.name,
    )
