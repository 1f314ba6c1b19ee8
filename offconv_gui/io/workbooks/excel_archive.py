"""Look into a workbook's container before it is read: what it is, whether it is locked, how large it would
become. `.xlsx`, `.xlsb` and `.ods` files are zip archives, `.xls` files compound ones."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from xml.parsers import expat

from offconv_gui.core.messages import QT_TRANSLATE_NOOP, UserError
from offconv_gui.io import file_kinds
from offconv_gui.io.file_bytes import too_large
from offconv_gui.io.file_memory import Bytes
from offconv_gui.io.opening import trouble
from offconv_gui.io.workbooks.compound_files import BOOKS, runs_in_circles, top_names

MAX_UNPACKED_BYTES = 2 * 1024**3
SUSPICIOUS_BYTES = 300 * 1024**2
SUSPICIOUS_RATIO = 200
PIECE_BYTES = 1024 * 1024
OVERLAP_BYTES = 4096
LARGEST_CONTENT = 300_000_000

_REPEATED = re.compile(
    rb"""<table:table-cell\b[^>]*\bnumber-columns-repeated="(\d{5,})"[^>]*\boffice:value-type"""
    rb"""|<table:table-cell\b[^>]*\boffice:value-type[^>]*\bnumber-columns-repeated="(\d{5,})\""""
)
_DOCUMENTS = ("worddocument", "powerpoint document")
_FILE_PASS = 0x002F
_WORKBOOK_BEGINNINGS = (b"\x09\x08\x10\x00\x00\x06\x05\x00", b"\x09\x08\x08\x00\x00\x05\x05\x00")


def check_container(data: Bytes, path: Path) -> None:
    """Raise `UserError` where the container holds no workbook, a protected one, or an absurdly large one."""
    if data.startswith(file_kinds.OLE):
        held = top_names(data) or _mentioned(data)
        if "encryptedpackage" in held or _has_password_record(data):
            raise protected(path)
        if not held.isdisjoint(_DOCUMENTS):
            raise file_kinds.text_document(path)
        if runs_in_circles(data):
            raise damaged(path)
        if held and held.isdisjoint(BOOKS):
            raise file_kinds.unknown_kind(path)
        return
    with open_archive(data, path) as archive:
        members = archive.infolist()
        unpacked = sum(each.file_size for each in members)
        if unpacked > MAX_UNPACKED_BYTES or (
            unpacked > SUSPICIOUS_BYTES and unpacked > SUSPICIOUS_RATIO * len(data)
        ):
            raise too_large(path.name)
        names = {each.filename.replace("\\", "/").lower() for each in members}
        if any(each.flag_bits & 1 for each in members):
            raise protected(path)
        if "content.xml" in names:
            _check_open_document(archive, path)
        elif any(name.startswith(("word/", "ppt/")) for name in names):
            raise file_kinds.text_document(path)
        elif _are_of_numbers(names):
            raise file_kinds.numbers_document(path)
        elif not _are_of_workbook(names):
            raise file_kinds.archive(path)


def is_workbook(data: Bytes, path: Path) -> bool:
    """Whether a zip archive is a workbook, or another document of an office program."""
    with open_archive(data, path) as archive:
        names = {name.replace("\\", "/").lower() for name in archive.namelist()}
        other = any(name.startswith(("word/", "ppt/")) for name in names) or _are_of_numbers(names)
        return other or "content.xml" in names or _are_of_workbook(names)


def _are_of_workbook(names: set[str]) -> bool:
    return any(name.endswith(("workbook.xml", "workbook.bin", ".rels")) for name in names)


def _mentioned(data: Bytes) -> set[str]:
    """What a damaged compound file seems to hold, by the names that stand anywhere in it."""
    known = {"EncryptedPackage": "encryptedpackage", "WordDocument": "worddocument"}
    return {name for written, name in known.items() if data.find(written.encode("utf-16-le")) >= 0}


def _are_of_numbers(names: set[str]) -> bool:
    return any(name.endswith("index/document.iwa") or ".numbers/" in name for name in names)


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


def open_archive(data: Bytes, path: Path) -> zipfile.ZipFile:
    """The archive; raises `UserError` where it is none."""
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as problem:
        raise damaged(path) from problem


def open_document_content(data: Bytes, path: Path) -> bytes | None:
    """The XML of the sheets of an OpenDocument archive; None where it is none, or they are too large."""
    if data.startswith(file_kinds.OLE):
        return None
    with open_archive(data, path) as archive:
        if "content.xml" not in archive.namelist():
            return None
        size = archive.getinfo("content.xml").file_size
        return member(archive, "content.xml") if size <= LARGEST_CONTENT else None


def _check_open_document(archive: zipfile.ZipFile, path: Path) -> None:
    names = archive.namelist()
    if "META-INF/manifest.xml" in names and b"encryption-data" in member(archive, "META-INF/manifest.xml"):
        raise protected(path)
    before, parser = b"", expat.ParserCreate()
    try:
        for piece in pieces(archive, "content.xml"):
            parser.Parse(piece, False)
            for repeated in _REPEATED.finditer(before + piece):
                if int(repeated[1] or repeated[2]) > 16_384:
                    raise absurd(path)
            before = piece[-OVERLAP_BYTES:]
        parser.Parse(b"", True)  # calamine looks for the end of a table for ever where there is none
    except (expat.ExpatError, ValueError) as problem:
        raise damaged(path) from problem


def pieces(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """A member's bytes piece by piece; ends early where the archive is damaged, for calamine to judge."""
    try:
        with archive.open(name) as content:
            while piece := content.read(PIECE_BYTES):
                yield piece
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError, LookupError):
        return


def member(archive: zipfile.ZipFile, name: str) -> bytes:
    """A member's bytes, as far as they can be read."""
    return b"".join(pieces(archive, name))


def part_called(archive: zipfile.ZipFile, name: str) -> str | None:
    """The member of this name, letter case aside."""
    return next((each for each in archive.namelist() if each.lower() == name.lower()), None)


def relations(archive: zipfile.ZipFile, name: str) -> dict[str, str]:
    """Which parts a workbook's keys stand for (Open Packaging Conventions, ECMA-376 part 2)."""
    part = part_called(archive, name)
    try:
        found = ElementTree.fromstring(member(archive, part)).iter() if part else ()
        targets = {each.get("Id", ""): each.get("Target", "") for each in found}
    except (ElementTree.ParseError, ValueError, LookupError):
        return {}
    return {key: target[1:] if target.startswith("/") else f"xl/{target}" for key, target in targets.items()}


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
