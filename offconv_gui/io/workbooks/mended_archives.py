"""`.xlsx` archives that Excel opens and calamine does not, written anew so that it does."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from pathlib import Path

from offconv_gui.io.file_memory import Bytes
from offconv_gui.io.workbooks.excel_archive import LARGEST_CONTENT, member, open_archive

_WORKBOOK = "xl/workbook.xml"
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*/>")
_RELATION = re.compile(rb"""\s\w+:id\s*=\s*["'][^"']""")
_DECLARATION = re.compile(r"^<\?xml\b[^>]*\?>")
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def mended_archive(data: Bytes, path: Path) -> bytes | None:
    """The archive, its parts in UTF-8, without the sheets that have no part; None where it has neither fault.

    Macro sheets of Excel 95 have none when a later Excel has saved them, and Excel for Windows Phone wrote
    UTF-16.
    """
    with open_archive(data, path) as archive:
        if sum(each.file_size for each in archive.infolist()) > LARGEST_CONTENT:
            return None
        parts = {name: member(archive, name) for name in archive.namelist()}
    mended = {name: _mended(name, content) for name, content in parts.items()}
    if mended == parts:
        return None
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in mended.items():
            archive.writestr(name, content)
    return written.getvalue()


def _mended(name: str, content: bytes) -> bytes:
    if content.startswith(_WIDE) and name.lower().endswith((".xml", ".rels")):
        content = _DECLARATION.sub("", content.decode("utf-16", "replace")).encode()
    if name.lower() == _WORKBOOK:
        content = _SHEET.sub(lambda sheet: sheet[0] if _RELATION.search(sheet[0]) else b"", content)
    return content
