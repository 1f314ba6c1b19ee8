"""Error cells of `.ods` and `.xlsb` workbooks are seen as what they are, never as blank ones."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest
from hostile_files import binary_workbook, cell, open_document, row, wide
from hypothesis import given
from hypothesis import strategies as st

from offconv_gui.core.grid import Grid
from offconv_gui.core.progress import silent
from offconv_gui.io.readers import ReadOptions, open_grid
from offconv_gui.io.workbooks import xlsb_errors

pytestmark = pytest.mark.usefixtures("reads_here")


def rows_of(grid: Grid) -> list[tuple[str, ...]]:
    return list(zip(*(column.text.to_pylist() for column in grid.columns), strict=True))


def read(path: Path) -> list[tuple[str, ...]]:
    return rows_of(open_grid(path, ReadOptions(header_row=1)).grid)


# -- OpenDocument -------------------------------------------------------------------------------------------


def shown(text: str, attributes: str = 'office:value-type="string"') -> str:
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def table_row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


HEADINGS = table_row(shown("Deal"), shown("Value"), shown("Note"))
LIBRE_OFFICE = (
    'table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"'
)


@pytest.mark.parametrize(
    ("error", "attributes"),
    [
        ("#DIV/0!", LIBRE_OFFICE),
        ("#N/A", LIBRE_OFFICE),
        ("Err:502", LIBRE_OFFICE),
        ("#ЗНАЧЕН!", LIBRE_OFFICE),
        ("#N/A", 'table:formula="of:=NA()" office:value-type="error" office:string-value="#N/A"'),
        ("#N/A", 'table:formula="oooc:=NA()" office:value-type="float" office:value="0"'),
        ("Err:503", 'table:formula="oooc:=1/0" office:value-type="float" office:value="0"'),
    ],
)
def test_an_error_of_an_open_document_is_shown(tmp_path: Path, error: str, attributes: str) -> None:
    path = open_document(
        tmp_path / "deals.ods", HEADINGS, table_row(shown("x"), shown(error, attributes), shown("a"))
    )
    assert read(path) == [("x", error, "a")]


def test_an_error_without_a_word_is_an_error(tmp_path: Path) -> None:
    row = table_row(shown("x"), f"<table:table-cell {LIBRE_OFFICE}/>", shown("a"))
    assert read(open_document(tmp_path / "deals.ods", HEADINGS, row)) == [("x", "#VALUE!", "a")]


def test_a_number_that_is_nought_is_no_error(tmp_path: Path) -> None:
    nought = shown("free", 'table:formula="of:=[.B9]" office:value-type="float" office:value="0"')
    errors = table_row(shown("x"), shown("#N/A", LIBRE_OFFICE), nought)
    assert read(open_document(tmp_path / "deals.ods", HEADINGS, errors)) == [("x", "#N/A", "0")]


def test_repeated_errors_stand_in_each_of_their_places(tmp_path: Path) -> None:
    twice = shown("#N/A", f'table:number-columns-repeated="2" {LIBRE_OFFICE}')
    path = open_document(
        tmp_path / "deals.ods",
        f"<table:table-header-rows>{HEADINGS}</table:table-header-rows>",
        table_row(shown("x"), twice, attributes='table:number-rows-repeated="2"'),
        table_row('<table:table-cell table:number-columns-repeated="3"/>'),
        table_row(shown("y"), "<table:covered-table-cell/>", shown("#REF!", LIBRE_OFFICE)),
    )
    assert read(path) == [("x", "#N/A", "#N/A"), ("x", "#N/A", "#N/A"), ("y", "", "#REF!")]


def test_errors_of_another_sheet_are_none_of_this_one(tmp_path: Path) -> None:
    other = f'</table:table><table:table table:name="More">{HEADINGS}'
    rows = table_row(shown("x"), shown("5"), shown("a")), other, table_row(shown("#N/A", LIBRE_OFFICE))
    path = open_document(tmp_path / "deals.ods", HEADINGS, *rows)
    assert read(path) == [("x", "5", "a")]


# -- Binary workbooks ---------------------------------------------------------------------------------------

TEXT, ERROR, FORMULA_ERROR = 6, 3, 11


def text(column: int, content: str) -> bytes:
    return cell(TEXT, column, wide(content))


def formula(column: int, code: int) -> bytes:
    return cell(FORMULA_ERROR, column, struct.pack("<BHI", code, 0, 0))


BINARY_HEADINGS = row(0, text(0, "Deal"), text(1, "Value"))


@pytest.mark.parametrize(
    ("code", "error"), [(0x07, "#DIV/0!"), (0x2A, "#N/A"), (0x17, "#REF!"), (0x2B, "#GETTING_DATA")]
)
def test_an_error_of_a_binary_workbook_is_shown(tmp_path: Path, code: int, error: str) -> None:
    found = cell(ERROR, 1, bytes([code]))
    path = binary_workbook(tmp_path / "deals.xlsb", BINARY_HEADINGS, row(2, text(0, "x"), found))
    assert read(path) == [("x", error)]


def test_a_formula_whose_result_is_an_error_is_shown(tmp_path: Path) -> None:
    path = binary_workbook(
        tmp_path / "deals.xlsb",
        BINARY_HEADINGS,
        row(1, text(0, "x"), formula(1, 0x1D)),
        row(4, text(0, "y"), cell(5, 1, struct.pack("<d", 12.5))),
    )
    assert read(path) == [("x", "#NAME?"), ("y", "12.5")]


@given(st.binary(max_size=300))
def test_records_that_make_no_sense_have_no_errors(noise: bytes) -> None:
    for kind, start, end in xlsb_errors._records(noise):
        assert 0 <= kind < 1 << 14
        assert start <= end <= len(noise)


@given(st.integers(0, 400), st.binary(min_size=1, max_size=8))
def test_damage_anywhere_raises_nothing(
    tmp_path_factory: pytest.TempPathFactory, place: int, noise: bytes
) -> None:
    path = binary_workbook(tmp_path_factory.getbasetemp() / "damaged.xlsb", BINARY_HEADINGS)
    with zipfile.ZipFile(path) as archive:
        members = {name: bytearray(archive.read(name)) for name in archive.namelist()}
    for content in members.values():
        content[place : place + len(noise)] = noise
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, bytes(content))
    with zipfile.ZipFile(path) as archive:
        xlsb_errors.error_cells(archive, "Deals", silent)
