"""Bad input: a clear error that says what to do, or an honest table; never a traceback."""

from __future__ import annotations

import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hostile_files import open_document
from openpyxl import Workbook

from offconv_gui.core.messages import UserError
from offconv_gui.core.progress import silent
from offconv_gui.io import file_bytes
from offconv_gui.io.readers import ReadOptions, open_grid

pytestmark = pytest.mark.usefixtures("reads_here")

EXCEL_2003 = (
    b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table><Row><Cell/></Row>'
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def workbook_bytes(tmp_path: Path) -> bytes:
    workbook = Workbook()
    assert workbook.active is not None
    for _ in range(50):
        workbook.active.append(["Deal", "Owner", 17])
    workbook.save(tmp_path / "made.xlsx")
    return (tmp_path / "made.xlsx").read_bytes()


def encrypted(_: Path) -> bytes:
    """What Excel makes of a workbook with a password: a compound file with an encrypted package in it."""
    return OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(900)


def old_encrypted(_: Path) -> bytes:
    """The beginning of an .xls file with a password: a workbook stream whose second record says so."""
    beginning = struct.pack("<HHHH", 0x0809, 16, 0x0600, 5) + bytes(12)
    return OLE + bytes(504) + beginning + struct.pack("<HH", 0x002F, 6) + bytes(900)


def word_document(_: Path) -> bytes:
    return OLE + bytes(504) + "WordDocument".encode("utf-16-le") + bytes(900)


def cut_off(tmp_path: Path) -> bytes:
    return workbook_bytes(tmp_path)[:2_000]


def archive(tmp_path: Path, members: dict[str, bytes]) -> bytes:
    with zipfile.ZipFile(tmp_path / "made.zip", "w") as made:
        for name, content in members.items():
            made.writestr(name, content)
    return (tmp_path / "made.zip").read_bytes()


def broken_xml(tmp_path: Path) -> bytes:
    workbook_bytes(tmp_path)
    with zipfile.ZipFile(tmp_path / "made.xlsx") as made:
        members = {name: made.read(name) for name in made.namelist()}
    members["xl/worksheets/sheet1.xml"] = b"<worksheet><sheetData><row r='1'><c r='A1'"
    return archive(tmp_path, members)


def packed_tables(tmp_path: Path) -> bytes:
    return archive(tmp_path, {"deals.csv": b"a,b\n1,2\n", "more.csv": b"a,b\n1,2\n"})


def empty_archive(tmp_path: Path) -> bytes:
    return archive(tmp_path, {"folder/": b""})


def packed_archive(tmp_path: Path) -> bytes:
    return archive(tmp_path, {"inner.zip": archive(tmp_path, {"deals.csv": b"a,b\n1,2\n"})})


def letter(tmp_path: Path) -> bytes:
    return archive(tmp_path, {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"})


def numbers(tmp_path: Path) -> bytes:
    return archive(tmp_path, {"Index/Document.iwa": b"\0", "preview.jpg": b"\xff\xd8\xff"})


def numbers_folder(tmp_path: Path) -> bytes:
    return archive(tmp_path, {"Deals.numbers/Index.zip": b"PK", "Deals.numbers/preview.jpg": b"\xff"})


def protected_sheets(tmp_path: Path) -> bytes:
    manifest = b"<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
    return archive(tmp_path, {"content.xml": b"\x93\x01", "META-INF/manifest.xml": manifest})


def endless(tmp_path: Path) -> bytes:
    """A sheet without an end, for which calamine would look for ever."""
    made = open_document(tmp_path / "made.ods", "<table:table-row/>")
    with zipfile.ZipFile(made) as archived:
        members = {name: archived.read(name) for name in archived.namelist()}
    members["content.xml"] = members["content.xml"].replace(
        b"</table:table></office", b"</tabl:table></office"
    )
    return archive(tmp_path, members)


def noise(_: Path) -> bytes:
    return bytes((number * 167 + number // 7) % 256 for number in range(4_000))


Made = bytes | Callable[[Path], bytes]

REFUSED: list[tuple[str, Made, str]] = [
    ("empty.csv", b"", "“empty.csv” is empty"),
    ("empty.xlsx", b"", "“empty.xlsx” is empty"),
    ("blank.csv", b"\r\n\r\n", "no rows in “blank.csv”"),
    ("marks.csv", b"\xef\xbb\xbf", "no rows in “marks.csv”"),
    ("remarks.csv", b"# only\n# remarks\n", "no rows in “remarks.csv”"),
    ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(100), "“picture.csv” is a picture"),
    ("photo.jpg", b"\xff\xd8\xff\xe0" + bytes(100), "is a picture"),
    ("setup.exe", b"MZ\x90\0\x03" + bytes(100), "is a program"),
    ("offer.pdf", b"%PDF-1.7\n%\xe2\xe3\n", "is a PDF document"),
    ("deals.csv.gz", b"\x1f\x8b\x08\0" + bytes(100), "compressed archive.*Unpack it"),
    ("deals.zip", packed_tables, "compressed archive of 2 files.*Unpack it"),
    ("nothing.zip", empty_archive, "is a compressed archive"),
    ("twice.zip", packed_archive, "is a compressed archive"),
    ("cut.zip", b"PK\x03\x04" + bytes(200), "is damaged"),
    ("letter.docx", letter, "is a text document"),
    ("letter.doc", word_document, "is a text document"),
    ("deals.numbers", numbers, "is a spreadsheet of Numbers.*Export To"),
    ("deals.numbers.zip", numbers_folder, "is a spreadsheet of Numbers"),
    ("letter.rtf", b"{\\rtf1\\ansi hello}", "is a text document"),
    ("page.xls", b"<html><table><tr><td>1</td></tr></table></html>", "web page without a table"),
    ("page.csv", "\ufeff<!DOCTYPE html><html>".encode("utf-16-le"), "web page without a table.*sign in"),
    ("bomb.xls", b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]>" + EXCEL_2003, "is damaged"),
    ("cut-off.xls", EXCEL_2003, "is damaged"),
    ("blank.xls", EXCEL_2003 + b"</Table></Worksheet></Workbook>", "no rows in"),
    ("sheet.xml", b"<?xml version='1.0'?><Workbook/>", "is an XML file"),
    ("deals.json", b'[{"deal": 1}, {"deal": 2}]', "is a JSON file"),
    ("link.slk", b"ID;PWXL;N;E\r\nC;X1;Y1;K1\r\n", "SYLK"),
    ("old.xls", b"\x09\x00\x04\x00\x02\x00\x10\x00" + bytes(100), "older than 1995"),
    ("noise.csv", noise, "neither a text table nor an Excel workbook"),
    ("deals.xlsx", b"a\tb\n1\t2\n", "named like an Excel workbook but is not one.*rename"),
    ("gone.xls", b"Attachment not found!", "named like an Excel workbook but is not one"),
    ("secret.xlsx", encrypted, "protected with a password.*without the password"),
    ("secret.xls", old_encrypted, "protected with a password"),
    ("endless.ods", endless, "“endless.ods” is damaged"),
    ("secret.ods", protected_sheets, "protected with a password"),
    ("cut.xlsx", cut_off, "“cut.xlsx” is damaged.*export it again"),
    ("broken.xlsx", broken_xml, "“broken.xlsx” is damaged"),
    ("broken.xls", OLE + bytes(2_000), "“broken.xls” is damaged"),
]


@pytest.mark.parametrize(("name", "made", "says"), REFUSED, ids=[name for name, *_ in REFUSED])
def test_what_is_no_table_is_named(tmp_path: Path, name: str, made: Made, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(made if isinstance(made, bytes) else made(tmp_path))
    with pytest.raises(UserError, match=says) as refusal:
        open_grid(path)
    assert str(refusal.value.hint)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"no file “.*deals.csv”.*choose it again"):
        open_grid(tmp_path / "deals.csv")


def test_a_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "deals.csv").mkdir()
    with pytest.raises(UserError, match=r"“deals.csv” is a folder"):
        open_grid(tmp_path / "deals.csv")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes among its files")
def test_a_pipe_is_said_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "deals.csv")
    with pytest.raises(UserError, match=r"gives its rows once only.*Save them in a file"):
        open_grid(tmp_path / "deals.csv")


@pytest.mark.parametrize(
    ("problem", "says"),
    [
        (PermissionError(13, "Permission denied"), "in use, or you may not read it.*Close it"),
        (OSError(5, "Input/output error"), "cannot be read: Input/output error.*Copy the file"),
        (FileNotFoundError(2, "gone"), "no file"),
    ],
)
def test_a_file_that_the_system_withholds_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, problem: OSError, says: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise problem

    (tmp_path / "deals.csv").write_bytes(b"a,b\n1,2\n")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UserError, match=says):
        open_grid(tmp_path / "deals.csv")


def test_a_file_that_vanishes_in_between_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no file"):
        file_bytes.read_whole(tmp_path / "deals.csv", silent)


def test_the_source_is_never_written(tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    path.write_bytes(b"a,b\n1,2\n")
    path.chmod(0o444)
    before = path.stat().st_mtime_ns
    open_grid(path)
    assert (path.stat().st_mtime_ns, path.read_bytes()) == (before, b"a,b\n1,2\n")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (ReadOptions(encoding="utf-8"), "not written in utf-8: row 3 cannot be read.*another encoding"),
        (ReadOptions(encoding="ascii"), "not written in ascii: row 3"),
        (ReadOptions(encoding="klingon"), "no text encoding called “klingon”"),
        (ReadOptions(encoding="base64"), "no text encoding called “base64”"),
        (ReadOptions(delimiter=";;"), "“;;” cannot separate"),
        (ReadOptions(delimiter='"'), "cannot separate"),
        (ReadOptions(header_row=9), "no row 9: it ends after row 3"),
        (ReadOptions(header_row=-1), "no row -1"),
    ],
)
def test_a_choice_that_does_not_fit_is_said(tmp_path: Path, options: ReadOptions, says: str) -> None:
    path = tmp_path / "deals.csv"
    path.write_bytes("Deal,Owner\n1,Ada\n2,Jürgen!\n".encode("cp1252"))
    with pytest.raises(UserError, match=says):
        open_grid(path, options)


def test_utf_8_with_a_broken_place_is_refused_rather_than_spoiled(tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    path.write_bytes(b"Deal,Owner\n" + "1,Jürgen\n".encode() * 50 + b"2,J\xc3(rgen\n")
    with pytest.raises(UserError, match="row 52 cannot be read"):
        open_grid(path)


def test_headings_alone_are_a_table_without_rows(tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    path.write_bytes(b"Deal,Owner,Amount\r\n")
    grid = open_grid(path).grid
    assert (grid.headings, grid.row_count) == (("Deal", "Owner", "Amount"), 0)
    assert [len(column.text) for column in grid.columns] == [0, 0, 0]


def test_five_thousand_columns_open(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    names = [f"column {number}" for number in range(5_000)]
    path.write_text("\n".join([",".join(names), ",".join(map(str, range(5_000)))]), encoding="utf-8")
    grid = open_grid(path, ReadOptions(header_row=1)).grid
    assert grid.headings == tuple(names)
    assert [column.text[0].as_py() for column in grid.columns] == [str(number) for number in range(5_000)]


@pytest.mark.parametrize("place", ["headings", "row"])
def test_more_columns_than_a_sheet_holds_are_refused(tmp_path: Path, place: str) -> None:
    path = tmp_path / "wide.csv"
    wide, narrow = ",".join(["x"] * 17_000), "a,b"
    path.write_text(
        f"{wide}\n{narrow}\n" if place == "headings" else f"{narrow}\n1,2\n{wide}\n", encoding="utf-8"
    )
    with pytest.raises(UserError, match=r"17,?000 columns in row \d"):
        open_grid(path, ReadOptions(header_row=1))


def test_one_long_row_among_many_short_ones_is_refused_rather_than_filled_up(tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    path.write_text("a,b\n" + "1,2\n" * 20_000 + ",".join(["x"] * 16_000) + "\n", encoding="utf-8")
    with pytest.raises(UserError, match="16000 columns in row 20002"):
        open_grid(path)


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_cell_of_ten_megabytes_opens(tmp_path: Path, quote: str) -> None:
    path = tmp_path / "long.csv"
    long = "x" * 10_000_000
    path.write_text(f"Deal,Note\n1,{quote}{long}{quote}\n2,short\n", encoding="utf-8")
    grid = open_grid(path).grid
    assert grid.columns[0].text.to_pylist() == ["1", "2"]
    assert grid.columns[1].text.to_pylist() == [long, "short"]


def test_memory_that_does_not_suffice_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int, __: int) -> None:
        raise MemoryError

    path = tmp_path / "deals.csv"
    path.write_bytes(b"a,b\n1,2\n")
    monkeypatch.setattr(file_bytes, "FileBytes", full)
    with pytest.raises(UserError, match="too large for this computer's memory"):
        open_grid(path)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8", "ascii"])
def test_a_file_in_another_encoding_than_was_given_is_told(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    path.write_bytes("Deal,Owner\nD-1,André\n".encode("cp1252"))
    with pytest.raises(UserError) as told:
        open_grid(path, ReadOptions(encoding=encoding), silent)
    assert "is not written in" in str(told.value)


def test_an_encoding_of_host_names_is_none_for_files(tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    path.write_text("Deal,Owner\nD-1,Ana\n", encoding="utf-8")
    with pytest.raises(UserError, match="no text encoding"):
        open_grid(path, ReadOptions(encoding="idna"), silent)
