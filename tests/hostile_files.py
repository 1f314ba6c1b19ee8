"""Small files that take a trusting reader down: `python tests/hostile_files.py FOLDER` writes them.

To be tried by hand, in the window and with the command, beside what the tests do with them.
"""

from __future__ import annotations

import struct
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

CONTENT = """<office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">
<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"""
MANIFEST = """<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"""
WORKBOOK_RELATIONS = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Target="worksheets/sheet1.bin"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/></Relationships>"""


def open_document(path: Path, *rows: str) -> Path:
    """An `.ods` workbook whose only sheet, "Deals", has these rows."""
    table = f'<table:table table:name="Deals">{"".join(rows)}</table:table>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("content.xml", CONTENT.format(tables=table))
    return path


def record(kind: int, content: bytes = b"") -> bytes:
    """A record of an `.xlsb` part; `content` is shorter than 128 bytes."""
    number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return number + bytes([len(content)]) + content


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def cell(kind: int, column: int, content: bytes) -> bytes:
    """A cell of the last row begun; kinds are those of [MS-XLSB] 2.3.1."""
    return record(kind, struct.pack("<II", column, 0) + content)


def row(number: int, *cells: bytes) -> bytes:
    """A row, counted from 0."""
    return record(0, struct.pack("<I", number) + bytes(13)) + b"".join(cells)


def binary_workbook(path: Path, *rows: bytes) -> Path:
    """An `.xlsb` workbook whose only sheet, "Deals", has these rows."""
    sheet = record(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("Deals"))
    size = record(148, struct.pack("<IIII", 0, 1, 0, 1))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.bin", record(131) + record(143) + sheet + record(144) + record(132))
        archive.writestr("xl/_rels/workbook.bin.rels", WORKBOOK_RELATIONS)
        archive.writestr(
            "xl/worksheets/sheet1.bin",
            record(129) + size + record(145) + b"".join(rows) + record(146) + record(130),
        )
    return path


def swelling(folder: Path) -> Path:
    """An `.ods` sheet of some hundred bytes whose one cell stands in a hundred million places."""
    cell = 'table:number-columns-repeated="1000" office:value-type="string"'
    shown = f"<table:table-cell {cell}><text:p>x</text:p></table:table-cell>"
    row = f'<table:table-row table:number-rows-repeated="100000">{shown}</table:table-row>'
    return open_document(folder / "swelling.ods", row)


def stretched(folder: Path) -> Path:
    """An `.xlsb` sheet with one cell at each end, for which calamine asks for 400 GB."""
    number = struct.pack("<d", 1.0)
    return binary_workbook(
        folder / "stretched.xlsb", row(0, cell(5, 0, number)), row(1_048_575, cell(5, 16_383, number))
    )


Write = Callable[[Path], Path]

FILES: tuple[Write, ...] = (swelling, stretched)

if __name__ == "__main__":
    for write in FILES:
        sys.stdout.write(f"{write(Path(sys.argv[1]))}\n")
