"""The workbook of rows that stay behind: all they held, what is wrong, and nothing to be run."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest
from builders import document, faultless
from python_calamine import CalamineWorkbook

from offconv_gui.core.document import Document
from offconv_gui.core.fixes import leave_out
from offconv_gui.core.messages import UserError
from offconv_gui.core.progress import Cancelled
from offconv_gui.io import text_workbook
from offconv_gui.io.rejects_xlsx import write_rejects

FILLED = "FFFBD5D5"


def cells(path: Path) -> Iterator[list[Any]]:
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        yield from (list(row) for row in sheet.iter_rows())


def written(doc: Document, folder: Path) -> list[list[Any]]:
    write_rejects(doc, folder / "rest.xlsx")
    return [[cell.value for cell in row] for row in cells(folder / "rest.xlsx")]


def one_bad_row(**changes: str) -> Document:
    return document([faultless(0), faultless(1, **changes)])


def test_only_rows_that_stay_are_in_it(tmp_path: Path) -> None:
    doc = document(
        [faultless(0), faultless(1, TIME=""), faultless(2, TIME="2026-11-05"), faultless(3, VALUE="x")]
    )
    assert [row[0] for row in written(doc, tmp_path)] == ["Row", 3, 5]


def test_the_columns_of_the_file_are_all_there(tmp_path: Path) -> None:
    doc = document([faultless(0, TIME="")], extras={"Owner": ["Team North"]})
    headings, row = written(doc, tmp_path)
    assert dict(zip(headings, row, strict=True)) == {
        "Row": 2,
        "Problem": "Conversion Time: This row has no conversion time.",
        "Microsoft Click Id": "000000017f7f7f7f7f7f7f7f7f7f7f7f",
        "Conversion Time": None,
        "Conversion Value": "1234.50",
        "Conversion Currency Code": "USD",
        "Conversion Name": "Closed deals",
        "Client Id": "A-1",
        "Owner": "Team North",
    }


def test_every_error_is_named_with_its_column(tmp_path: Path) -> None:
    _, row = written(one_bad_row(TIME="", VALUE="lots"), tmp_path)
    assert row[1] == (
        "Conversion Time: This row has no conversion time. "
        "Conversion Value: “lots” is not a number that can be read exactly."
    )


def test_the_cells_at_fault_are_filled(tmp_path: Path) -> None:
    write_rejects(one_bad_row(TIME="", VALUE="lots"), tmp_path / "rest.xlsx")
    headings, row = cells(tmp_path / "rest.xlsx")
    filled = [h.value for h, cell in zip(headings, row, strict=True) if cell.fill.fgColor.rgb == FILLED]
    assert filled == ["Conversion Time", "Conversion Value"]


def test_a_row_left_out_by_hand_says_so(tmp_path: Path) -> None:
    doc = document([faultless(0), faultless(1)])
    edit = leave_out(doc, np.array([1]))
    assert edit is not None
    assert written(doc.apply(edit).document, tmp_path)[1][:2] == [3, "Left out by you."]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "=cmd|' /C calc'!A0",
        "12345678901234567890123456789012",
        "007",
        "1E5",
        "5/11/2026",
        "TRUE",
        "#N/A",
        " spaces ",
        "two\nlines",
        "<b>&amp;\"'</b>",
        "]]>",
        "Ünïcödé 漢字 😀",
    ],
)
def test_text_stays_text(text: str, tmp_path: Path) -> None:
    doc = document([faultless(0, TIME="")], extras={"Notes": [text]})
    write_rejects(doc, tmp_path / "rest.xlsx")
    _, row = cells(tmp_path / "rest.xlsx")
    assert (row[-1].value, row[-1].data_type, row[-1].number_format) == (text, "s", "@")


def test_a_line_in_a_cell_ends_as_excel_has_it(tmp_path: Path) -> None:
    doc = document([faultless(0, TIME="")], extras={"Notes": ["a\r\nb"]})
    assert written(doc, tmp_path)[1][-1] == "a\nb"


def test_characters_that_no_workbook_can_hold_are_dropped(tmp_path: Path) -> None:
    doc = document([faultless(0, TIME="")], extras={"Notes": ["a\x00\x01b\ufffe"]})
    assert written(doc, tmp_path)[1][-1] == "ab"


def test_a_text_longer_than_a_cell_is_cut(tmp_path: Path) -> None:
    doc = document([faultless(0, TIME="")], extras={"Notes": ["x" * 40_000]})
    assert 0 < len(written(doc, tmp_path)[1][-1]) <= 32_767


def test_another_reader_sees_the_same(tmp_path: Path) -> None:
    doc = document([faultless(0, TIME="")], extras={"Notes": ["=1+1"]})
    ours = written(doc, tmp_path)
    with CalamineWorkbook.from_path(tmp_path / "rest.xlsx") as book:
        theirs = book.get_sheet_by_name("Rows left out").to_python()
    assert theirs == [["" if cell is None else cell for cell in row] for row in ours]


def test_a_table_without_rows_left_behind_gives_headings_only(tmp_path: Path) -> None:
    assert len(written(document([faultless(0)]), tmp_path)) == 1


def test_a_full_sheet_is_followed_by_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("offconv_gui.io.rejects_xlsx.BLOCK_ROWS", 2)
    monkeypatch.setattr(text_workbook, "SHEET_ROWS", 4)
    doc = document([faultless(place, TIME="") for place in range(9)])
    rows = written(doc, tmp_path)
    assert [row[0] for row in rows] == ["Row", 2, 3, 4, 5, "Row", 6, 7, 8, 9, "Row", 10]
    book = openpyxl.load_workbook(tmp_path / "rest.xlsx")
    assert book.sheetnames == ["Rows left out", "Rows left out 2", "Rows left out 3"]


def test_it_is_a_sound_archive(tmp_path: Path) -> None:
    write_rejects(one_bad_row(TIME=""), tmp_path / "rest.xlsx")
    with zipfile.ZipFile(tmp_path / "rest.xlsx") as archive:
        assert archive.testzip() is None


def test_it_is_not_replaced_unasked(tmp_path: Path) -> None:
    (tmp_path / "rest.xlsx").write_text("old", encoding="utf-8")
    with pytest.raises(UserError, match="already"):
        write_rejects(one_bad_row(TIME=""), tmp_path / "rest.xlsx")
    assert write_rejects(one_bad_row(TIME=""), tmp_path / "rest.xlsx", overwrite=True).rows == 1


def test_cancelling_leaves_nothing_behind(tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        write_rejects(one_bad_row(TIME=""), tmp_path / "rest.xlsx", progress=stop)
    assert list(tmp_path.iterdir()) == []
