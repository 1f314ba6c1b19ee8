"""Say what a file is that is no table, so that nobody sees its bytes as rows."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from offconv_gui.core.messages import QT_TRANSLATE_NOOP, UserError
from offconv_gui.io.encodings import MARKS
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
    (ZIP, _ARCHIVE, _UNPACK),
    (b"{\\rtf", _RICH_TEXT, _EXPORT_AGAIN),
    (b"\x09\x00\x04\x00", _OLD_EXCEL, _EXPORT_AGAIN),
    (b"\x09\x02\x06\x00", _OLD_EXCEL, _EXPORT_AGAIN),
    (b"\x09\x04\x06\x00", _OLD_EXCEL, _EXPORT_AGAIN),
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
    (re.compile(r"ID;P\w*(?:;[NE])*\s*[\r\n]+[BCEFOP];"), _SYLK),
    (re.compile(r'\s*(?:\{\s*"[^"]*"\s*:|\[\s*\{\s*")'), _JSON),
)

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
    shown = _as_shown(head)
    for pattern, title in _TEXT_KINDS:
        if pattern.match(shown):
            raise trouble(title, _EXPORT_AGAIN, name=path.name)
    if path.suffix.lower() in WORKBOOK_SUFFIXES:
        raise named_like_workbook(path)
    if not _is_wide(head) and _controls(head) > max(FEW_CONTROLS, 0.1 * len(head)):
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


def _is_wide(head: bytes) -> bool:
    """Whether it may be UTF-16 or UTF-32, where NUL bytes are no sign of a binary file."""
    nul = np.frombuffer(head[: len(head) // 4 * 4], dtype=np.uint8).reshape(-1, 4) == 0
    shares = nul.mean(axis=0) if len(nul) else np.zeros(4)
    return bool(shares.max() > 0.1 and shares.min() < shares.max() / 10) or any(
        head.startswith(mark) for mark, _ in MARKS[1:]
    )


def _controls(head: bytes) -> int:
    """How many control characters there are that no text has."""
    return int(_CONTROL[np.frombuffer(head, dtype=np.uint8)].sum())
