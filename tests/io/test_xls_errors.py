"""Error cells of `.xls` workbooks are found in their records."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offconv_gui.core.messages import UserError
from offconv_gui.core.progress import silent
from offconv_gui.io.file_kinds import OLE
from offconv_gui.io.readers import open_grid
from offconv_gui.io.workbooks.compound_files import own_book, runs_in_circles, top_names
from offconv_gui.io.workbooks.xls_errors import error_cells

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def error(row: int, column: int, code: int, is_error: int = 1) -> bytes:
    return record(0x0205, struct.pack("<HHHBB", row, column, 0, code, is_error))


def formula(row: int, column: int, result: bytes) -> bytes:
    return record(0x0006, struct.pack("<HHH", row, column, 0) + result + bytes(8))


BEGIN, FINISH = record(0x0809, struct.pack("<HH", 0x0600, 5) + bytes(12)), record(0x000A)


def workbook_stream(name: str, *records: bytes, wide: bool = False) -> bytes:
    """A workbook of one sheet, with a chart in it."""
    text = name.encode("utf-16-le" if wide else "latin-1")
    start = len(BEGIN) + 4 + 8 + len(text) + len(FINISH)
    bound = record(0x0085, struct.pack("<IHBB", start, 0, len(name), int(wide)) + text)
    chart = BEGIN + error(9, 9, 0x2A) + FINISH
    return BEGIN + bound + FINISH + BEGIN + b"".join(records) + chart + FINISH


def compound(stream: bytes, name: str = "Workbook", deeper: str = "") -> bytes:
    """A compound file that holds this stream: its table in the first sector, its directory in the second.

    What is `deeper` belongs to no entry at the top.
    """
    stream = stream.ljust(4096, b"\0")
    count = -(-len(stream) // SECTOR)
    links = [FAT, END, *range(3, count + 2), END]
    header = bytearray(SECTOR)
    header[:8] = OLE
    struct.pack_into("<HH", header, 0x1E, 9, 6)
    struct.pack_into("<I", header, 0x30, 1)
    struct.pack_into("<III", header, 0x3C, END, 0, END)
    struct.pack_into("<109I", header, 0x4C, 0, *[FREE] * 108)
    table = struct.pack(f"<{len(links)}I", *links).ljust(SECTOR, b"\xff")
    top = entry("Root Entry", END, 0, child=1) + entry(name, 2, len(stream))
    directory = (top + entry(deeper, 2, len(stream))).ljust(SECTOR, b"\0")
    return bytes(header) + table + directory + stream.ljust(count * SECTOR, b"\0")


def entry(name: str, start: int, size: int, child: int = FREE) -> bytes:
    written = bytearray(128)
    text = name.encode("utf-16-le")
    written[: len(text)] = text
    struct.pack_into("<H", written, 64, len(text) + 2)
    struct.pack_into("<III", written, 0x44, FREE, FREE, child)
    struct.pack_into("<II", written, 0x74, start, size)
    return bytes(written)


def test_what_lies_at_the_top_is_told_from_what_is_embedded() -> None:
    assert top_names(compound(workbook_stream("Deals"), deeper="WordDocument")) == {"workbook"}


def test_an_embedded_workbook_is_not_taken_for_the_files_own() -> None:
    plain = compound(workbook_stream("Deals"))
    mixed = compound(workbook_stream("Deals", error(1, 0, 0x2A)), "Book", deeper="Workbook")
    renamed = own_book(mixed)
    assert own_book(plain) is plain
    assert (renamed.count("Workbook".encode("utf-16-le")), top_names(renamed)) == (0, {"book"})
    assert error_cells(renamed, "Deals", silent) == {(1, 0): "#N/A"}


def test_a_letter_with_a_workbook_in_it_is_a_letter(tmp_path: Path) -> None:
    data = compound(workbook_stream("Deals"), "WordDocument", deeper="Workbook")
    (tmp_path / "deals.xls").write_bytes(data)
    with pytest.raises(UserError, match="is a text document"):
        open_grid(tmp_path / "deals.xls")


def test_a_compound_file_of_another_program_is_not_called_damaged(tmp_path: Path) -> None:
    (tmp_path / "deals.qpw").write_bytes(compound(b"", "PerfectOffice_MAIN"))
    with pytest.raises(UserError, match="neither a text table nor an Excel workbook"):
        open_grid(tmp_path / "deals.qpw")


def test_errors_and_formulas_with_errors_are_found() -> None:
    records = (
        error(1, 0, 0x2A),
        error(2, 0, 1, is_error=0),
        formula(3, 1, b"\x02\0\x07\0\0\0\xff\xff"),
        formula(4, 1, b"\x01\0\x01\0\0\0\xff\xff"),
        formula(5, 1, struct.pack("<d", 7.0)),
        error(6, 0, 0x99),
    )
    data = compound(workbook_stream("Deals", *records))
    assert error_cells(data, "Deals", silent) == {(1, 0): "#N/A", (3, 1): "#DIV/0!"}


@pytest.mark.parametrize(("name", "wide"), [("Deals", False), ("Umsätze", False), ("売上", True)])
def test_a_sheet_is_found_by_its_name(name: str, wide: bool) -> None:
    data = compound(workbook_stream(name, error(1, 0, 0x2A), wide=wide))
    assert error_cells(data, name, silent) == {(1, 0): "#N/A"}
    assert error_cells(data, "Other", silent) == {}


@given(st.binary(max_size=3_000))
def test_a_damaged_file_has_none(noise: bytes) -> None:
    assert error_cells(OLE + noise, "Deals", silent) == {}


@given(st.integers(0, 5_000), st.binary(min_size=1, max_size=8))
def test_damage_anywhere_raises_nothing(place: int, noise: bytes) -> None:
    data = bytearray(compound(workbook_stream("Deals", error(1, 0, 0x2A))))
    data[place : place + len(noise)] = noise
    error_cells(bytes(data), "Deals", silent)
    top_names(bytes(data))
    own_book(bytes(data))


def test_a_chain_that_returns_to_itself_is_refused(tmp_path: Path) -> None:
    data = bytearray(compound(workbook_stream("Deals")))
    assert not runs_in_circles(data)
    struct.pack_into("<I", data, SECTOR + 4 * 4, 3)  # the stream's third sector leads back to its second
    assert runs_in_circles(data)
    (tmp_path / "deals.xls").write_bytes(data)
    with pytest.raises(UserError, match="is damaged"):
        open_grid(tmp_path / "deals.xls")


def test_an_archive_whose_members_lie_outside_it_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "deals.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", "<x/>")
    data = bytearray(path.read_bytes())
    place = data.rindex(b"PK\x01\x02") + 42
    data[place : place + 4] = struct.pack("<I", 0x7FFFFFF0)
    data[-6:-2] = struct.pack("<I", 0x7FFFFFF0)  # where the list of members should begin
    path.write_bytes(data)
    with pytest.raises(UserError, match="is damaged"):
        open_grid(path)
