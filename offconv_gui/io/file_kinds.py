"""Say what a file is that is no table, so that nobody sees its bytes as rows."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from offconv_gui.core.messages import QT_TRANSLATE_NOOP, UserError
from offconv_gui.io.delimited.encodings import MARKS, is_utf8, wide_encoding
from offconv_gui.io.file_memory import Bytes
from offconv_gui.io.opening import trouble

HEAD_BYTES = 65_536
FEW_CONTROLS = 32
"""So many stray control characters a text may hold, NUL bytes among them."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
WORKBOOK_SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".ods")

_EXPORT_AGAIN = QT_TRANSLATE_NOOP(
    "io", "Export the table as CSV or as an Excel workbook, and open that file."
)
_UNPACK = QT_TRANSLATE_NOOP("io", "Unpack it first, then open the table inside.")

_PICTURE = QT_TRANSLATE_NOOP("io", "“{name}” is a picture, not a table.")
_PROGRAM = QT_TRANSLATE_NOOP("io", "“{name}” is a program, not a table.")
_PDF = QT_TRANSLATE_NOOP("io", "“{name}” is a PDF document, not a table.")
_ARCHIVE = QT_TRANSLATE_NOOP("io", "“{name}” is a compressed archive, not a table.")
_RICH_TEXT = QT_TRANSLATE_NOOP("io", "“{name}” is a text document, not a table.")
_OLD_EXCEL = QT_TRANSLATE_NOOP("io", "“{name}” was written by an Excel older than 1995.")
_WEB_PAGE = QT_TRANSLATE_NOOP("io", "“{name}” is a web page, whatever its name says.")
_XML = QT_TRANSLATE_NOOP("io", "“{name}” is an XML file, not a table.")
_SYLK = QT_TRANSLATE_NOOP("io", "“{name}” is a symbolic link (SYLK) file.")
_JSON = QT_TRANSLATE_NOOP("io", "“{name}” is a JSON file, not a table.")
_DATABASE = QT_TRANSLATE_NOOP("io", "“{name}” is a database, not a table.")
_LOTUS = QT_TRANSLATE_NOOP("io", "“{name}” was written by Lotus 1-2-3 or Quattro Pro.")
_DIF = QT_TRANSLATE_NOOP("io", "“{name}” is a data interchange (DIF) file.")
_NUMBERS = QT_TRANSLATE_NOOP("io", "“{name}” is a spreadsheet of Numbers.")
_FROM_NUMBERS = QT_TRANSLATE_NOOP(
    "io", "Open it in Numbers, choose File > Export To > Excel, and open that file."
)
_PARQUET = QT_TRANSLATE_NOOP("io", "“{name}” is a Parquet file.")

_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG\r\n", _PICTURE, _EXPORT_AGAIN),
    (b"\xff\xd8\xff", _PICTURE, _EXPORT_AGAIN),
    (b"GIF8", _PICTURE, _EXPORT_AGAIN),
    (b"MZ", _PROGRAM, _EXPORT_AGAIN),
    (b"\x7fELF", _PROGRAM, _EXPORT_AGAIN),
    (b"%PDF", _PDF, _EXPORT_AGAIN),
    (b"\x1f\x8b", _ARCHIVE, _UNPACK),
    (b"BZh", _ARCHIVE, _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE, _UNPACK),
    (b"Rar!", _ARCHIVE, _UNPACK),
    (b"\xfd7zXZ", _ARCHIVE, _UNPACK),
    (b"\x28\xb5\x2f\xfd", _ARCHIVE, _UNPACK),
    (b"\x5d\0\0", _ARCHIVE, _UNPACK),
    (b"\x1f\x9d", _ARCHIVE, _UNPACK),
    (ZIP, _ARCHIVE, _UNPACK),
    (b"{\\rtf", _RICH_TEXT, _EXPORT_AGAIN),
    (b"\x09\x00\x04\x00", _OLD_EXCEL, _EXPORT_AGAIN),
    (b"\x09\x02\x06\x00", _OLD_EXCEL, _EXPORT_AGAIN),
    (b"\x09\x04\x06\x00", _OLD_EXCEL, _EXPORT_AGAIN),
    (b"\0\0\x02\0", _LOTUS, _EXPORT_AGAIN),
    (b"\0\0\x1a\0", _LOTUS, _EXPORT_AGAIN),
    (b"SQLite format 3\0", _DATABASE, _EXPORT_AGAIN),
    (b"PAR1", _PARQUET, _EXPORT_AGAIN),
)

_TEXT_KINDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\s*(?:<!doctype\s+html|<html|<table|<head|<body|<meta|<div|<style)\b", re.I), _WEB_PAGE),
    (
        re.compile(r"\s*<\?xml\b[^>]*>\s*(?:<!--.*?-->\s*)*<(?:html|!doctype\s+html)\b", re.I | re.S),
        _WEB_PAGE,
    ),
    (re.compile(r"\s*<(?:\?xml|[a-z]+:[a-z]+)\b", re.I), _XML),
    (re.compile(r"ID;P[^\r\n;]*(?:;[NE])*\s*[\r\n]+[BCEFOP];[A-Z](?![a-z])"), _SYLK),
    (re.compile(r"TABLE[\r\n]+0,1[\r\n]+\""), _DIF),
    (re.compile(r'\s*(?:\{\s*"[^"]*"\s*:|\[\s*\{\s*")'), _JSON),
)

_DBASE_VERSIONS = (0x02, 0x03, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x8B, 0xCB, 0xF5, 0xFB)

_CONTROL = np.zeros(256, dtype=bool)
_CONTROL[[*range(9), 11, *range(14, 27), *range(28, 32), 127]] = True


def is_web_page(head: bytes) -> bool:
    """Whether the first bytes are those of an HTML page, whatever the file's name."""
    shown = _as_shown(head)
    return any(pattern.match(shown) for pattern, title in _TEXT_KINDS if title == _WEB_PAGE)


def holds_xml_of(head: bytes, namespace: str) -> bool:
    """Whether the first bytes are XML of this vocabulary."""
    shown = _as_shown(head)
    return shown.lstrip().startswith("<") and namespace in shown and not is_web_page(head)


def refuse_other_kinds(raw: Bytes, path: Path) -> None:
    """Raise `UserError` where the bytes are plainly no separated text."""
    head = bytes(raw[:HEAD_BYTES])
    for signature, title, hint in _SIGNATURES:
        if head.startswith(signature) and not (signature.isalnum() and _is_plain(head)):
            raise trouble(title, hint, name=path.name)
    if _is_dbase(head):
        raise trouble(_DATABASE, _EXPORT_AGAIN, name=path.name)
    shown = _as_shown(head)
    for pattern, title in _TEXT_KINDS:
        if pattern.match(shown):
            raise trouble(title, _EXPORT_AGAIN, name=path.name)
    if path.suffix.lower() in WORKBOOK_SUFFIXES:
        raise named_like_workbook(path)
    if _is_binary(head):
        raise unknown_kind(path)


def named_like_workbook(path: Path) -> UserError:
    """The error for a text that is called an Excel workbook."""
    return trouble(
        QT_TRANSLATE_NOOP("io", "“{name}” is named like an Excel workbook but is not one."),
        QT_TRANSLATE_NOOP("io", "If it is a text table, rename it to end in .csv; else export it again."),
        name=path.name,
    )


def unknown_kind(path: Path) -> UserError:
    """The error for bytes that are neither text nor a workbook."""
    return trouble(
        QT_TRANSLATE_NOOP("io", "“{name}” is neither a text table nor an Excel workbook."),
        _EXPORT_AGAIN,
        name=path.name,
    )


def text_document(path: Path) -> UserError:
    """The error for a document of a word processor or a presentation."""
    return trouble(_RICH_TEXT, _EXPORT_AGAIN, name=path.name)


def numbers_document(path: Path) -> UserError:
    """The error for a spreadsheet of Apple's Numbers."""
    return trouble(_NUMBERS, _FROM_NUMBERS, name=path.name)


def archive(path: Path) -> UserError:
    """The error for a compressed archive that is no workbook."""
    return trouble(_ARCHIVE, _UNPACK, name=path.name)


def _as_shown(head: bytes) -> str:
    """The first bytes as text, whatever the encoding: enough to know markup by."""
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return head.decode(encoding, "replace").removeprefix("\ufeff")
    return head.replace(b"\0", b"").decode("latin-1")


def _is_plain(head: bytes) -> bool:
    """Whether the bytes are text, so that a signature of plain letters may be a heading."""
    return _controls(head) == 0


def _is_dbase(head: bytes) -> bool:
    """Whether it is a dBase table: a version, a date, two noughts that no text has there, a header of 32
    bytes a column and its end."""
    if len(head) < 33 or head[0] not in _DBASE_VERSIONS or not (1 <= head[2] <= 12 and 1 <= head[3] <= 31):
        return False
    if head[12:14] != b"\0\0":
        return False
    length = int.from_bytes(head[8:10], "little")
    return length % 32 in (1, 8) and head[length // 32 * 32 : length // 32 * 32 + 1] == b"\r"


def _is_binary(head: bytes) -> bool:
    """Whether there are more control characters than a text has, however carelessly it was made.

    Of bytes by chance a tenth are such; a text whose letters are not even UTF-8 is given less room.
    """
    if wide_encoding(head) is not None or any(head.startswith(mark) for mark, _ in MARKS[1:]):
        return False
    controls, few, share = _controls(head), FEW_CONTROLS, 0.1
    if not is_utf8(head.rsplit(b"\n", 1)[0] or head):
        few, share = 8, 0.07
    return controls > max(few, share * len(head))


def _controls(head: bytes) -> int:
    """How many control characters there are that no text has."""
    return int(_CONTROL[np.frombuffer(head, dtype=np.uint8)].sum())
