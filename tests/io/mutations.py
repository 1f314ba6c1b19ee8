"""Sound files of every kind that is read, and ways of spoiling them that a seed decides."""

from __future__ import annotations

import io
import random
import re
import struct
import tempfile
import zipfile
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path

import make_data
from hostile_files import binary_workbook, cell, open_document, row, wide
from openpyxl import Workbook
from test_xls_errors import compound, error, formula, workbook_stream

from offconv_gui.io.opening import ReadOptions

Spoil = Callable[[random.Random, bytes], bytes]

NUMBERS = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, 0xFFFFFFFE, 16_384, 1_048_576)
TOKENS = tuple(
    token.encode("latin-1")
    for token in (
        *('"', '""', "'", ",", ";", "\t", "|", "\r", "\n", "\r\n", "\0", "\xef\xbb\xbf", "\xff\xfe", "\xff"),
        *(
            "\xc3",
            "\\",
            "sep=;\n",
            "Parameters:TimeZone=+0100\n",
            "#",
            " ",
            "<",
            ">",
            "&",
            "]]>",
            "<![CDATA[",
        ),
        *(
            "<![CDATA[",
            "<table>",
            "</table>",
            "<tr>",
            "<td colspan=9999>",
            "<td>",
            "<!--",
            "&#0;",
            "&#x110000;",
        ),
        *("<!DOCTYPE x>", '<Cell ss:Index="99999999">', "<Row>", "</Row>", 'ss:Type="DateTime"', "-1"),
        *("1e999", "9999999999999999999", "NaN", "2026-13-45T99:99:99", "PT99999999H", "PK\3\4"),
        "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    )
)


@cache
def sound_files() -> tuple[tuple[str, bytes], ...]:
    """Names and contents; the small files of `tests/io/data`, and workbooks of each kind."""
    small = [(sample.name, sample.content) for sample in make_data.samples() if len(sample.content) < 50_000]
    with tempfile.TemporaryDirectory() as folder:
        return (*small, *_workbooks(Path(folder)) * 12)


def _workbooks(folder: Path) -> list[tuple[str, bytes]]:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Deal", "Closed", "Amount", "Won", "Note"])
    for number in range(8):
        sheet.append([f"D-{number}", datetime(2026, 11, 5, 14, number), number / 3, True, "#N/A"])  # noqa: DTZ001
    sheet.append(["=A2", "=1/0", None, "é", "x" * 300])
    sheet.merge_cells("A12:C12")
    book.create_sheet("Hidden").sheet_state = "hidden"
    book.save(folder / "deals.xlsx")
    shown = '<table:table-cell office:value-type="string"><text:p>Deal</text:p></table:table-cell>'
    bad = shown.replace(">", ' table:formula="of:=1/0" calcext:value-type="error">', 1)
    number = '<table:table-cell office:value-type="float" office:value="12.5"/>'
    moment = '<table:table-cell office:value-type="date" office:date-value="2026-11-05T14:30:00"/>'
    twice = '<table:table-row table:number-rows-repeated="2">'
    open_document(
        folder / "deals.ods",
        f"<table:table-row>{shown}{shown}{shown}</table:table-row>",
        f"{twice}{bad}{number}{moment}</table:table-row>",
    )
    binary_workbook(
        folder / "deals.xlsb",
        row(0, cell(6, 0, wide("Deal")), cell(6, 1, wide("Amount"))),
        row(1, cell(6, 0, wide("D-1")), cell(5, 1, struct.pack("<d", 12.5)), cell(3, 2, b"\x2a")),
        row(2, cell(2, 0, struct.pack("<I", 0x3FF00000)), cell(4, 1, b"\x01")),
    )
    old = compound(workbook_stream("Deals", error(1, 0, 0x2A), formula(3, 1, b"\x02\0\x07\0\0\0\xff\xff")))
    made = [(path.name, path.read_bytes()) for path in sorted(folder.iterdir())]
    return [*made, ("deals.xls", old)]


def spoiled(seed: int, files: tuple[tuple[str, bytes], ...] = ()) -> tuple[str, bytes, ReadOptions]:
    """A file that was sound, and how it is to be read."""
    chance = random.Random(seed)
    name, content = chance.choice(files or sound_files())
    if zipfile.is_zipfile(io.BytesIO(content)) and chance.random() < 0.85:
        content = _spoiled_archive(chance, content)
    else:
        content = _spoiled_bytes(chance, content)
    return name, content, _options(chance)


def _options(chance: random.Random) -> ReadOptions:
    if chance.random() < 0.7:
        return ReadOptions()
    return ReadOptions(
        sheet=chance.choice([None, None, "Deals", "Hidden", "", "x"]),
        header_row=chance.choice([None, 0, 1, 2, 9, 10**9, -1]),
        encoding=chance.choice([None, "utf-8", "utf-16", "cp1252", "shift_jis", "utf-7", "nonsense"]),
        delimiter=chance.choice([None, ",", ";", "tab", "|", '"', "\n", "ab", ""]),
    )


def _spoiled_bytes(chance: random.Random, content: bytes) -> bytes:
    for _ in range(chance.choice([1, 1, 2, 4, 12])):
        content = chance.choice(SPOILS)(chance, content)
    return content


def _spoiled_archive(chance: random.Random, content: bytes) -> bytes:
    """The archive with one or two of its members spoiled, and sometimes itself."""
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
            names = old.namelist()
            chosen = set(chance.sample(names, min(len(names), chance.choice([1, 1, 2]))))
            for name in names:
                member = old.read(name)
                if name in chosen:
                    member = _spoiled_member(chance, member)
                    if chance.random() < 0.05:
                        continue
                new.writestr(name, member, chance.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]))
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError):
        return _spoiled_bytes(chance, content)  # a sound file of a corpus need not be one for Python
    made = out.getvalue()
    return _spoiled_bytes(chance, made) if chance.random() < 0.05 else made


def _spoiled_member(chance: random.Random, member: bytes) -> bytes:
    if b"<" not in member[:200] or chance.random() < 0.2:
        return _spoiled_bytes(chance, member)
    for _ in range(chance.choice([1, 1, 2, 4])):
        member = chance.choice((_other_value, _other_element, _other_element, _token))(chance, member)
    return member


def _place(chance: random.Random, content: bytes) -> int:
    return chance.randrange(len(content) + 1)


def _other_byte(chance: random.Random, content: bytes) -> bytes:
    place = _place(chance, content)
    return content[:place] + bytes([chance.randrange(256)]) + content[place + 1 :]


def _other_number(chance: random.Random, content: bytes) -> bytes:
    place, size = _place(chance, content), chance.choice([1, 2, 4, 8])
    number = chance.choice(NUMBERS).to_bytes(8, "little")[:size]
    return content[:place] + number + content[place + size :]


def _cut(chance: random.Random, content: bytes) -> bytes:
    place = _place(chance, content)
    return content[:place] + content[place + chance.choice([1, 4, 30, 500, 10**6]) :]


def _copied(chance: random.Random, content: bytes) -> bytes:
    start, place = _place(chance, content), _place(chance, content)
    piece = content[start : start + chance.choice([1, 8, 100, 2_000])]
    return content[:place] + piece * chance.choice([1, 1, 3, 50]) + content[place:]


def _token(chance: random.Random, content: bytes) -> bytes:
    place = _place(chance, content)
    return content[:place] + chance.choice(TOKENS) * chance.choice([1, 1, 1, 20]) + content[place:]


def _other_value(chance: random.Random, content: bytes) -> bytes:
    """Another value in an attribute or between two tags."""
    found = list(re.finditer(rb'="([^"]*)"|>([^<]+)<', content))
    if not found:
        return content
    one = chance.choice(found)
    start, end = one.span(1 if one[1] is not None else 2)
    value = chance.choice(
        [str(chance.choice(NUMBERS)).encode(), chance.choice(TOKENS), b"", b"XFD1048576", b"-7"]
    )
    return content[:start] + value + content[end:]


def _other_element(chance: random.Random, content: bytes) -> bytes:
    """A tag taken out, doubled, or put elsewhere."""
    found = list(re.finditer(rb"<[^<>]*>", content))
    if not found:
        return content
    one, other = chance.choice(found), chance.choice(found)
    kept = content[: one.start()] + content[one.end() :] if chance.random() < 0.5 else content
    place = min(other.start(), len(kept))
    return kept[:place] + one[0] * chance.choice([0, 1, 1, 300]) + kept[place:]


SPOILS: tuple[Spoil, ...] = (_other_byte, _other_number, _cut, _copied, _token, _token)
