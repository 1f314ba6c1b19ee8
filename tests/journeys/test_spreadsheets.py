"""Rows that come from LibreOffice, Excel and Google Sheets, by file and by clipboard, and go back to them.

`spreadsheets/README.md` says where the files come from.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pyarrow as pa
import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from real_window import OpenWindow

from offconv_gui.core.clipboard import best_text, from_tsv, to_html
from offconv_gui.core.fields import Field
from offconv_gui.gui.main_window import MainWindow
from offconv_gui.io.readers import ReadOptions, open_grid

FOLDER = Path(__file__).parent / "spreadsheets"
CTRL = Qt.KeyboardModifier.ControlModifier

HEADINGS = ("MSCLKID", "Close Date", "Amount", "Currency", "Goal", "Order")
STORED = [
    ("3cf4220c917b853860886599b2ac757f", "2026-11-05 14:30:00", "9800", "USD", "Closed deals", "00123"),
    (
        "96dd9de5798121e8fa462d6e85bda6a3",
        "2026-11-06 09:00:00",
        "1200.5",
        "EUR",
        'Closed "big" deals',
        "00124",
    ),
    ("12345678901234567890123456789012", "2026-11-07 10:00:00", "450", "USD", "two\nlines", "00125"),
    ("e6d63111541f7a139d6f67edf17de7d6", "2026-11-01 01:30:00", "1310.5", "USD", "atab & <angle>", "00126"),
    ("767d84a1a3c1fc2d65a9fad68acf2861", "2026-08-28 11:05:00", "75", "", "Größe “10 €”", "00127"),
    ("15efcc6065083cc7165afe0213f841b2", "2026-11-09 13:59", "12.5k", "EUR", " two  spaces", "-7"),
]
"""The cells of `deals.fods`. LibreOffice drops the tab in "a tab" wherever it writes the cell again."""

AMOUNTS = ("9,800.00", "1,200.50", "450.00", "1,310.50", "75.00", "12.5k")
SHOWN = [(row[0], row[1][:16], amount, *row[3:]) for row, amount in zip(STORED, AMOUNTS, strict=True)]
"""The same cells as the spreadsheet shows them."""

OF_OFFICE = [
    ("3cf4220c917b853860886599b2ac757f", "2026-11-05 14:30", "9,800.00", "USD", "Closed deals", "00123"),
    ("12345678901234567890123456789012", "2026-11-07 10:00", "450.00", "USD", "two\nlines", "00125"),
    ("767d84a1a3c1fc2d65a9fad68acf2861", "2026-08-28 11:05", "75.00", "", 'Größe "10 €" & <more>', "00127"),
]
"""The cells of Excel's and Google Sheets' clipboards."""

COPIED = [
    ("3cf4220c917b853860886599b2ac757f", "2026-11-05 14:30", "9800", "Closed\xa0deals", "00123"),
    ("12345678901234567890123456789012", "05/11/2026", "1,200.50", 'a "quoted" one', "00124"),
    ("123456e7", "2026-11-07T10:00:00Z", "12.5k", "two\nlines", "-7"),
    ("=1+1", "", "1.5", "  two  spaces ", "@x"),
]
"""What OffConv copied: IDs that look like numbers, a formula, zeros in front."""


def text_of(name: str) -> str:
    return (FOLDER / name).read_bytes().decode()


# -- Files --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("deals.ods", STORED),
        ("deals.xlsx", STORED),
        ("deals.xls", STORED),
        ("deals.fods", [*STORED[:3], (*STORED[3][:4], "a\ttab & <angle>", "00126"), *STORED[4:]]),
        ("deals.csv", SHOWN),
        ("deals.html", [*SHOWN[:5], (*SHOWN[5][:4], "two spaces", "-7")]),
    ],
)
def test_a_file_that_libreoffice_wrote_is_read_cell_for_cell(name: str, rows: list[tuple[str, ...]]) -> None:
    grid = open_grid(FOLDER / name, ReadOptions()).grid
    assert grid.headings == HEADINGS
    assert list(zip(*(column.text.to_pylist() for column in grid.columns), strict=True)) == rows


# -- The clipboard ------------------------------------------------------------------------------------------

EMPTY_ROWS = "MSCLKID,Close Date,Amount,Currency,Goal,Order\n" + "".join(
    f"{at:032x},2026-11-05 14:30,1,USD,Closed deals,D-{at}\n" for at in range(20)
)
CHOICES = ("--goal", "Closed deals", "--time-zone", "UTC")
FIELDS = (Field.CLICK_ID, Field.TIME, Field.VALUE, Field.CURRENCY, Field.NAME, Field.CLIENT_ID)


@pytest.fixture
def window(open_window: OpenWindow, tmp_path: Path) -> MainWindow:
    path = tmp_path / "deals.csv"
    path.write_text(EMPTY_ROWS, encoding="utf-8")
    maps = [
        part
        for heading, field in zip(HEADINGS, FIELDS, strict=True)
        for part in ("--map", f"{heading}={field.value}")
    ]
    window = open_window(str(path), *CHOICES, *maps, opened=True)
    assert window.work.model.fields[: len(FIELDS)] == FIELDS
    return window


def put_on_clipboard(text: str, html: str) -> None:
    data = QMimeData()
    data.setText(text)
    data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)


def select(window: MainWindow, top: int, bottom: int) -> None:
    model, flags = window.work.model, QItemSelectionModel.SelectionFlag
    window.work.table.go_to(int(model.rows[top]), FIELDS[0])
    block = QItemSelection(model.index(top, 0), model.index(bottom, len(FIELDS) - 1))
    window.work.table.selectionModel().select(block, flags.ClearAndSelect)


def cells(window: MainWindow, top: int, count: int) -> list[tuple[str, ...]]:
    return [
        tuple(window.work.model.text_at(top + row, column) for column in range(len(FIELDS)))
        for row in range(count)
    ]


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("libreoffice", [HEADINGS, *SHOWN]),
        ("excel", [*OF_OFFICE[:2], (*OF_OFFICE[2][:4], 'Größe "10 €" &   <more>', "00127")]),
        ("excel-2003", OF_OFFICE),
        ("google", OF_OFFICE),
    ],
)
def test_cells_are_pasted_edited_copied_and_pasted_back_equal(
    qtbot: QtBot, window: MainWindow, name: str, rows: list[tuple[str, ...]]
) -> None:
    put_on_clipboard(text_of(f"{name}.txt"), text_of(f"{name}.html"))
    window.work.table.setFocus()
    window.work.table.go_to(1, Field.CLICK_ID)
    qtbot.keyClick(window.work.table, Qt.Key.Key_V, CTRL)
    assert cells(window, 1, len(rows)) == rows
    assert window.session.undo_stack.undoText() == "Paste cells"
    window.work.table.go_to(1, Field.NAME)
    qtbot.keyClick(window.work.table, Qt.Key.Key_X)
    qtbot.keyClick(window.work.table.findChild(QLineEdit, "cellEditor"), Qt.Key.Key_Return)
    edited = [(*rows[0][:4], "x", rows[0][5]), *rows[1:]]
    qtbot.waitUntil(lambda: cells(window, 1, len(rows)) == edited)
    select(window, 1, len(rows))
    qtbot.keyClick(window.work.table, Qt.Key.Key_C, CTRL)
    window.work.table.go_to(10, Field.CLICK_ID)
    qtbot.keyClick(window.work.table, Qt.Key.Key_V, CTRL)
    assert cells(window, 10, len(rows)) == edited


@pytest.mark.parametrize("name", ["excel", "excel-2003", "google"])
def test_the_table_alone_gives_the_same_cells(name: str) -> None:
    block = from_tsv(best_text("", text_of(f"{name}.html")))
    assert [tuple(row) for row in block] == OF_OFFICE


def test_what_libreoffice_copies_without_line_breaks_has_them_in_its_table() -> None:
    assert "two lines" in text_of("libreoffice.txt")
    block = from_tsv(best_text(text_of("libreoffice.txt"), text_of("libreoffice.html")))
    assert block == [list(row) for row in (HEADINGS, *SHOWN)]


# -- To LibreOffice and back --------------------------------------------------------------------------------


def test_what_was_given_to_libreoffice_is_what_is_copied_now() -> None:
    assert to_html([pa.array(column, pa.large_string()) for column in zip(*COPIED, strict=True)]) == text_of(
        "copied.html"
    )


def test_libreoffice_keeps_ids_zeros_and_formulas_as_they_were_copied() -> None:
    read = list(csv.reader(text_of("copied-then-saved.csv").splitlines(keepends=True)))
    assert [tuple(row) for row in read] == COPIED


def test_cells_come_back_from_libreoffice_as_they_went() -> None:
    block = from_tsv(best_text(text_of("copied-back.txt"), text_of("copied-back.html")))
    assert [tuple(row) for row in block] == COPIED
