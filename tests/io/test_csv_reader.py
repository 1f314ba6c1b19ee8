"""Separated text: what is found out about it, and that no cell of it is lost."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offconv_gui.core.grid import Grid
from offconv_gui.core.messages import UserError
from offconv_gui.core.progress import Cancelled
from offconv_gui.io.delimited import csv_fast, csv_text
from offconv_gui.io.delimited.csv_lenient import LenientParser
from offconv_gui.io.readers import ReadOptions, open_grid, open_text

CLICK = "f894f652ea334e739002f7167ab8f8e3"


def rows_of(grid: Grid) -> list[tuple[str, ...]]:
    return list(zip(*(column.text.to_pylist() for column in grid.columns), strict=True))


def opened(tmp_path: Path, content: str | bytes, options: ReadOptions = ReadOptions()) -> Grid:  # noqa: B008
    path = tmp_path / "deals.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return open_grid(path, options).grid


def test_a_plain_table_opens_with_headings_rows_and_row_numbers(tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    path.write_bytes(b"Deal,Owner,Amount\r\n17,Ada,12.50\r\n18,Grace,7\r\n")
    result = open_grid(path)
    assert result.grid.headings == ("Deal", "Owner", "Amount")
    assert rows_of(result.grid) == [("17", "Ada", "12.50"), ("18", "Grace", "7")]
    assert result.grid.row_numbers.tolist() == [2, 3]
    assert all(column.numeric is None for column in result.grid.columns)
    assert (result.origin.path, result.origin.encoding, result.origin.delimiter) == (str(path), "utf-8", ",")
    assert (result.origin.header_row, result.origin.sheet) == (1, None)


@pytest.mark.parametrize(
    ("text", "delimiter", "width"),
    [
        ("a,b,c\n1,2,3\n", ",", 3),
        ("a;b\n1,5;2,25\n3,5;4,75\n", ";", 2),
        ("a\tb\tc\nx, y\t2\t3, 4\n", "\t", 3),
        ("a|b\nx;y|2\nz;w|3\n", "|", 2),
        ("a^b^c\n1^2^3\n", "^", 3),
        ("Name,Tags\nAcme,x;y;z\nOrion,y\n", ",", 2),
        ("Name,Tags\nAcme,x;y;z\nOrion,p;q;r\n", ",", 2),
        (", one\n, two\na;b\n, three\n1;3\n6;7\n, four\n", ";", 2),
        ('"a,b";"c,d"\n"1,2";"3,4"\n', ";", 2),
        ("only\none\ncolumn\n", ",", 1),
        ("Société;Montant", ";", 2),
        ("sep=;\r\na,b;c\r\n1,2;3\r\n", ";", 2),
    ],
)
def test_the_separator_is_found(tmp_path: Path, text: str, delimiter: str, width: int) -> None:
    path = tmp_path / "deals.csv"
    path.write_text(text, encoding="utf-8", newline="")
    result = open_grid(path)
    assert (result.origin.delimiter, len(result.grid.columns)) == (delimiter, width)


def test_a_separator_line_is_no_data_but_a_row(tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    path.write_text("sep=;\na;b\n1;2\n", encoding="utf-8")
    result = open_grid(path)
    assert result.origin.header_row == 2
    assert rows_of(result.grid) == [("1", "2")]
    assert result.grid.row_numbers.tolist() == [3]


def test_a_text_that_begins_like_a_dbase_table_is_a_text(tmp_path: Path) -> None:
    first = "C1\t\tdealA0\tNote\r\n"  # a version, a date, and a header that ends at byte 12,352
    long = "1\t\tx\t".ljust(12_352 - len(first), "y")
    assert opened(tmp_path, f"{first}{long}\r\n2\t\tz\tw\r\n").row_count == 2


@pytest.mark.parametrize("text", ["ID;PLZ;Deal\nC;Mitte;x\n", "ID;Preis\nC;5\n", "ID;Phase;N\nB;Won;x\n"])
def test_a_text_whose_headings_begin_like_a_symbolic_link_is_a_text(tmp_path: Path, text: str) -> None:
    assert opened(tmp_path, text, ReadOptions(header_row=1)).headings[0] == "ID"


@pytest.mark.parametrize("name", ["tab", "\\t", "\t"])
def test_the_tab_can_be_named(tmp_path: Path, name: str) -> None:
    assert opened(tmp_path, "a,b\tc\n1,2\t3\n", ReadOptions(delimiter=name)).headings == ("a,b", "c")


@pytest.mark.parametrize(
    ("above", "header_row"),
    [
        ("", 1),
        ("\n\n", 3),
        ("Deals of November\n", 2),
        ("Deal,,,\n", 2),
        ("The deal,,Its end,\n", 2),
        ("Deals of November,,,\nCreated,2026-11-24,,\n\n", 4),
        ("Parameters:TimeZone=+0100\n", 2),
        ("### INSTRUCTIONS ###,,,\n# Change the zone,,,\n,,,\nParameters:TimeZone=-0500;,,,\n", 5),
        ('"Report Name: Deals"\n"Time Zone: (GMT+01:00) Berlin, Bern, Rome"\n"Rows: 2"\n\n', 5),
    ],
)
def test_the_heading_row_is_found_below_what_stands_above(
    tmp_path: Path, above: str, header_row: int
) -> None:
    path = tmp_path / "deals.csv"
    path.write_text(
        above + f"Deal,Click,Closed,Amount\n1,{CLICK},2026-11-05 14:30,5\n2,,2026-11-06,6\n", encoding="utf-8"
    )
    result = open_grid(path)
    assert result.origin.header_row == header_row
    assert result.grid.headings == ("Deal", "Click", "Closed", "Amount")
    assert result.grid.row_numbers.tolist() == [header_row + 1, header_row + 2]


@pytest.mark.parametrize(
    "date",
    [
        "5 Nov 2026 2:30 PM",
        "05-Nov-26",
        "Nov 5, 2026, 2:30 PM",
        "Thursday, November 5th, 2026",
        "5. März 2026 14:30",
        "5 de noviembre de 2026",
        "jeu. 5 févr. 2026 14:30",
    ],
)
def test_a_date_with_a_month_in_words_stands_in_no_heading(tmp_path: Path, date: str) -> None:
    path = tmp_path / "deals.csv"
    rows = f";{date};none;\n" + f"{CLICK};{date};2000;\n" * 3
    path.write_text(f"Click;Closed;Amount\n{rows}", encoding="utf-8")
    assert open_grid(path).grid.headings[:3] == ("Click", "Closed", "Amount")
    path.write_text(rows, encoding="utf-8")
    assert open_grid(path).grid.row_count == 4


@pytest.mark.parametrize("name", ["5 deals 2026", "Report 5 Nov 2026", "Q4 2026", "May 2026"])
def test_what_only_resembles_a_date_may_be_a_heading(tmp_path: Path, name: str) -> None:
    path = tmp_path / "deals.csv"
    path.write_text(f"Click,{name},Note\n{CLICK},5,x\n{CLICK},6,y\n", encoding="utf-8")
    assert open_grid(path).grid.headings == ("Click", name, "Note")


@pytest.mark.parametrize(
    ("line", "zone"),
    [
        ("Parameters:TimeZone=+0100\n", "+0100"),
        ("Parameters:TimeZone=America/Los_Angeles,,\n", "America/Los_Angeles"),
        ("parameters: TimeZone=-0500;,,\n", "-0500"),
        ("", None),
    ],
)
def test_a_declared_zone_is_kept_as_written(tmp_path: Path, line: str, zone: str | None) -> None:
    path = tmp_path / "upload.csv"
    path.write_text(
        line + f"Microsoft Click ID,Conversion Name,Conversion Time\n{CLICK},Deal,2026-11-05\n",
        encoding="utf-8",
    )
    assert open_grid(path).origin.declared_zone == zone


@pytest.mark.parametrize(
    "first",
    [
        f"17,{CLICK},Won",
        "17,2026-11-05,Won",
        "Ada,ada@example.com,x",
        "a,https://example.com/,b",
        "x,$12.50,y",
        "17,Ada,x",
    ],
)
def test_a_table_without_headings_keeps_its_first_row(tmp_path: Path, first: str) -> None:
    path = tmp_path / "deals.csv"
    path.write_text(f"{first}\n{first}\n", encoding="utf-8")
    result = open_grid(path)
    assert result.origin.header_row == 0
    assert result.grid.headings == ("", "", "")
    assert rows_of(result.grid) == [tuple(first.split(","))] * 2


@pytest.mark.parametrize(
    "above", ["Created on,2026-11-24,\n", "Report,,\nCreated on,2026-11-24,\nBy,ada@example.com,\n"]
)
def test_lines_about_a_report_may_hold_values(tmp_path: Path, above: str) -> None:
    path = tmp_path / "deals.csv"
    path.write_text(f"{above}Foo,Bar,Baz\n{CLICK},2026-11-05,x\n{CLICK},2026-11-06,y\n", encoding="utf-8")
    assert open_grid(path).grid.headings == ("Foo", "Bar", "Baz")


@pytest.mark.parametrize(
    "first",
    [
        f"{CLICK},2026-11-05,",
        f"{CLICK},2026-11-05,x\nlost,and,found",
        f"{CLICK},2026-11-05,\nlost,and,found",
        ",2026-11-05,x\nlost,and,found",
    ],
)
def test_a_text_among_values_does_not_make_headings(tmp_path: Path, first: str) -> None:
    path = tmp_path / "deals.csv"
    path.write_text(f"{first}\n{CLICK},2026-11-06,y\n{CLICK},2026-11-07,z\n", encoding="utf-8")
    assert open_grid(path).origin.header_row == 0


@pytest.mark.parametrize(
    ("table", "header_row"),
    [
        (f"Customer,Deal,,Click,\nName,Amount,Close Date,msclkid,Landing page\nA,5,11/15/2026,{CLICK},\n", 2),
        (f"Amount,Close Date,msclkid,,,,\nx,5,6,7,8,9,{CLICK}\ny,5,6,7,8,9,{CLICK}\n", 1),
        (f"Amount,Close Date,msclkid,2026-11-01\n5,2026-11-05,{CLICK},x\n", 1),
        (f"Amount,Close Date,msclkid\n5,2026-11-05,{CLICK}\nAmount,Close Date,msclkid\n", 1),
        ("Heading,Kind,Example\nAmount,Currency,12.50\nClose Date,Date,x\n", 1),
    ],
)
def test_a_row_that_names_fields_holds_the_headings_whatever_its_look(
    tmp_path: Path, table: str, header_row: int
) -> None:
    path = tmp_path / "deals.csv"
    path.write_text(table, encoding="utf-8")
    assert open_grid(path).origin.header_row == header_row


def test_years_are_headings(tmp_path: Path) -> None:
    assert opened(tmp_path, "Owner,2025,2026\nAda,5,6\n").headings == ("Owner", "2025", "2026")


def test_a_number_beside_a_word_over_numbers_is_a_heading(tmp_path: Path) -> None:
    assert opened(tmp_path, "0,Owner,Age\n1,Ada,36\n2,Grace,85\n").headings == ("0", "Owner", "Age")


def test_the_chosen_heading_row_wins(tmp_path: Path) -> None:
    grid = opened(tmp_path, "a,b\nc,d\n1,2\n", ReadOptions(header_row=2))
    assert grid.headings == ("c", "d")
    assert rows_of(grid) == [("1", "2")]


def test_a_chosen_heading_row_far_down_is_reached(tmp_path: Path) -> None:
    grid = opened(tmp_path, "x,y\n" * 5_000 + "a,b\n1,2\n", ReadOptions(header_row=5_001))
    assert (grid.headings, rows_of(grid)) == (("a", "b"), [("1", "2")])


def test_nought_chooses_no_headings(tmp_path: Path) -> None:
    assert rows_of(opened(tmp_path, "a,b\n1,2\n", ReadOptions(header_row=0))) == [("a", "b"), ("1", "2")]


def test_the_bulk_file_opens_without_its_format_version(tmp_path: Path) -> None:
    text = (
        "Type,Status,Client Id,Name,Conversion Name,Conversion Time,Microsoft Click Id\r\n"
        "Format Version,,,6.0,,,\r\n"
        f"Offline Conversion,,17,,Deals,11/05/2026 14:30:00,{CLICK}\r\n"
    )
    grid = opened(tmp_path, b"\xef\xbb\xbf" + text.encode())
    assert grid.headings[0] == "Type"
    assert [row[0] for row in rows_of(grid)] == ["Offline Conversion"]
    assert grid.row_numbers.tolist() == [3]


BULK_TOP = "Type,Status,Name,Deal\nFormat Version,,6.0,\n"


@pytest.mark.parametrize(
    ("text", "first_cells"),
    [
        (
            BULK_TOP + "Format Version,,6.0,\nOffline Conversion,,,7\n",
            ["Format Version", "Offline Conversion"],
        ),
        ("Type,Name,Deal\nFormat Version,Ada,7\nFormat Version,Grace,8\n", ["Format Version"] * 2),
        ("Type,Name,Deal\nFormat Version,6.0,7\nSale,,8\n", ["Format Version", "Sale"]),
        ("Type,Deal\nFormat Version,6.0\nSale,8\n", ["Format Version", "Sale"]),
        ("Type,Name,Deal\n\nFormat Version,6.0,\nSale,,8\n", ["Format Version", "Sale"]),
        ("Type,Name,Deal\nSale,,8\nFormat Version,6.0,\n", ["Sale", "Format Version"]),
    ],
)
def test_only_the_second_line_of_a_bulk_file_is_its_format_version(
    tmp_path: Path, text: str, first_cells: list[str]
) -> None:
    assert [row[0] for row in rows_of(opened(tmp_path, text))] == first_cells


def test_closing_lines_of_a_report_are_no_rows(tmp_path: Path) -> None:
    text = (
        'Id,Name,Stage\n1,x,Won\n\n"Grand Totals (1 records)"\n\n"Copyright (c) 2026 All rights reserved."\n'
    )
    assert rows_of(opened(tmp_path, text)) == [("1", "x", "Won")]


def test_lines_behind_the_first_closing_line_close_the_report_too(tmp_path: Path) -> None:
    text = "Id,Name,Stage\n1,x,Won\n2,,\n\nCopyright (c) 2026\nGenerated By: Ada 11/24/2026\nAcme Corp.\n"
    assert [row[0] for row in rows_of(opened(tmp_path, text))] == ["1", "2"]


def test_a_short_last_row_is_a_row(tmp_path: Path) -> None:
    text = "Id,Name,Stage\n1,x,Won\n\nCopyright\n2,y,Won\n"
    assert [row[0] for row in rows_of(opened(tmp_path, text))] == ["1", "Copyright", "2"]


def test_uneven_rows_are_counted_but_for_blank_and_closing_lines(
    tmp_path: Path,
) -> None:
    path = tmp_path / "deals.csv"
    rows = ["Deal,Owner,Amount", "17,Ada", "18,Grace,7,x", "19,Ada,8", "", "Grand Totals (3 records)"]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert open_grid(path).origin.uneven_rows == 2


@pytest.mark.parametrize("odd", ["20,Ada", '20,"Ada "the first" Byron",5,6', "20,Ada,5,6"])
def test_uneven_rows_are_counted_wherever_they_are_read(tmp_path: Path, odd: str) -> None:
    path = tmp_path / "deals.csv"
    path.write_text(
        "\n".join(["Deal,Owner,Amount", *["17,Ada,12.50"] * 500, odd, *["18,Grace,7"] * 500]),
        encoding="utf-8",
    )
    assert open_grid(path).origin.uneven_rows == 1


def test_ragged_rows_keep_every_cell(tmp_path: Path) -> None:
    grid = opened(tmp_path, 'a,b,c\n1,2,3\n4\n5,6,7,8,"9\n9"\n\n10,11\n12,13,14\n')
    assert grid.headings == ("a", "b", "c", "", "")
    assert rows_of(grid) == [
        ("1", "2", "3", "", ""),
        ("4", "", "", "", ""),
        ("5", "6", "7", "8", "9\n9"),
        ("10", "11", "", "", ""),
        ("12", "13", "14", "", ""),
    ]
    assert grid.row_numbers.tolist() == [2, 3, 4, 6, 7]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_blank_lines_count_and_are_no_data(tmp_path: Path, line_end: str) -> None:
    grid = opened(tmp_path, line_end.join(["a,b", "", "1,2", ",", "", "3,4", ""]))
    assert rows_of(grid) == [("1", "2"), ("3", "4")]
    assert grid.row_numbers.tolist() == [3, 6]


def test_line_ends_may_be_mixed(tmp_path: Path) -> None:
    assert rows_of(opened(tmp_path, b"a,b\r\n1,2\n3,4\r5,6")) == [("1", "2"), ("3", "4"), ("5", "6")]


def test_a_quoted_field_over_lines_is_one_row(tmp_path: Path) -> None:
    grid = opened(tmp_path, 'a,b\n"x\r\ny, ""z""",1\nw,2\n')
    assert rows_of(grid) == [('x\r\ny, "z"', "1"), ("w", "2")]
    assert grid.row_numbers.tolist() == [2, 3]


def test_a_nul_byte_is_a_character(tmp_path: Path) -> None:
    assert rows_of(opened(tmp_path, b"a,b\nx\0y,1\n")) == [("x\0y", "1")]


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ('5" pipe,x', ('5" pipe', "x")),
        ('"the "best" deal",x', ('the "best" deal', "x")),
        ('"said ""hi""" ,x', ('said "hi"', "x")),
        ('"never closed,x', ('"never closed', "x")),
        ('"closed"late,x', ('"closed"late', "x")),
        ('""twice"",x', ('""twice""', "x")),
    ],
)
def test_a_stray_quote_spoils_nothing_but_its_cell(tmp_path: Path, line: str, cells: tuple[str, ...]) -> None:
    grid = opened(tmp_path, f'a,b\n1,2\n{line}\n"q,r",4\n5,6\n', ReadOptions(delimiter=","))
    assert rows_of(grid) == [("1", "2"), cells, ("q,r", "4"), ("5", "6")]


def test_a_quote_that_is_never_closed_does_not_swallow_the_file(tmp_path: Path) -> None:
    rows = "".join(f"{number},x,y\n" for number in range(1_000))
    grid = opened(tmp_path, f'a,b,c\n"stray,x,y\n{rows}')
    assert (grid.row_count, rows_of(grid)[0]) == (1_001, ('"stray', "x", "y"))


def test_two_stray_quotes_do_not_swallow_the_rows_between_them(tmp_path: Path) -> None:
    rows = "".join(f"{number},x,y,z\n" for number in range(50))
    grid = opened(tmp_path, f'a,b,c,d\n"one,x,y,z\n{rows}two",x,y,z\n')
    assert grid.row_count == 52


@pytest.mark.parametrize("between", ["", 'x,"",y,z\n', '"",x,y,z\n'])
@pytest.mark.parametrize("later", ["", '"the "best" deal",x,y,z\n', '"never closed,x,y,z\n'])
def test_two_stray_quotes_swallow_nothing_whatever_quotes_there_are_besides(
    tmp_path: Path, between: str, later: str
) -> None:
    rows = "".join(f"{number},x,y,z\n" for number in range(50))
    grid = opened(tmp_path, f'a,b,c,d\n"one,x,y,z\n{rows}{between}two",x,y,z\n{later}')
    assert grid.row_count == 52 + bool(between) + bool(later)


def test_backslashes_may_escape_quotes(tmp_path: Path) -> None:
    grid = opened(tmp_path, 'a,b\n"say \\"hi\\", then go",1\nx,2\n', ReadOptions(delimiter=","))
    assert rows_of(grid) == [('say "hi", then go', "1"), ("x", "2")]


def test_headings_may_be_blank_and_repeated(tmp_path: Path) -> None:
    assert opened(tmp_path, "id,,id,name\n1,2,3,x\n").headings == ("id", "", "id", "name")


# -- Encodings ----------------------------------------------------------------------------------------------

WESTERN = "Nom;Société\nRené;Électricité de France\nHélène;Crédit à l'été\n"


@pytest.mark.parametrize(
    ("text", "encoding", "named"),
    [
        (WESTERN, "utf-8", "utf-8"),
        (WESTERN, "utf-8-sig", "utf-8"),
        (WESTERN, "utf-16", "utf-16"),
        (WESTERN, "utf-16-le", "utf-16-le"),
        (WESTERN, "utf-16-be", "utf-16-be"),
        (WESTERN, "utf-32", "utf-32"),
        (WESTERN, "cp1252", "windows-1252"),
        ("Deal,Owner\nAcme,José\n", "cp1252", "windows-1252"),
        ("Name;Betrag\nMüller;€ 12,50\nStraße;€ 5\n", "cp1252", "windows-1252"),
        ("Deal,Amount\nAcme,5 €\n", "cp1252", "windows-1252"),
        ("Deal,Owner\nAcme,Noëlle\n", "cp1252", "windows-1252"),
        ("Nazwa;Miasto\nŁukasz;Łódź\nŻółć;Kraków\nŚwięty;Gdańsk\n", "cp1250", "windows-1250"),
        ("Имя;Город\nИван;Москва\nСделка закрыта;Да\n", "cp1251", "windows-1251"),
        ("名前;市\n田中太郎;東京\n株式会社;大阪\n", "cp932", "cp932"),
        ("姓名;城市\n王小明;北京\n有限公司;上海\n", "gb18030", "gb18030"),
        ("Name;Ort\nMüller;Köln\nRené;Orléans\n", "mac_roman", "mac-roman"),
    ],
)
def test_the_encoding_is_found(tmp_path: Path, text: str, encoding: str, named: str) -> None:
    path = tmp_path / "deals.csv"
    path.write_bytes(text.encode(encoding))
    result = open_grid(path)
    assert result.origin.encoding == named
    assert [result.grid.headings, *rows_of(result.grid)] == [
        tuple(line.split(result.origin.delimiter or "")) for line in text.splitlines()
    ]


def test_letters_spoilt_before_do_not_become_those_of_another_alphabet(tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    names = [
        b"Pen\xcc\xa9lope",
        b"Rodr\xcc_guez",
        b"Beyonc\xcc\xa9",
        b"Pe\xcc\xb1a",
        b"S\xcc\xc1nchez",
        b"D\xcc\xa9sir\xcc\xa9e",
        b"M\x81r",
    ]
    path.write_bytes(b"Deal,Owner\n" + b"".join(b"1," + name + b"\n" for name in names))
    text = "".join(open_grid(path).grid.columns[1].text.to_pylist())
    assert all(ord(letter) < 0x370 or not letter.isalpha() for letter in text)


@pytest.mark.parametrize(
    ("sentence", "encoding"),
    [("客戶北京有限公司", "big5"), ("株式会社東京商事", "cp932"), ("北京有限公司合同", "gb18030")],
)
def test_long_lines_of_east_asian_letters_are_not_cut_in_the_middle_of_one(
    tmp_path: Path, sentence: str, encoding: str
) -> None:
    path = tmp_path / "deals.csv"
    lines = [f"{'x' * odd},{sentence * 40},{sentence * 40}" for odd in range(1, 9)]
    path.write_bytes("\n".join(["a,b,c", *lines]).encode(encoding))
    assert open_grid(path).origin.encoding == encoding


def test_letters_that_come_late_decide_too(tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    path.write_bytes(b"Deal,Owner\n" + b"1,Ada\n" * 100_000 + "2,Jürgen\n".encode("cp1252"))
    result = open_grid(path)
    assert result.origin.encoding == "windows-1252"
    assert rows_of(result.grid)[-1] == ("2", "Jürgen")


def test_the_chosen_encoding_wins(tmp_path: Path) -> None:
    grid = opened(tmp_path, "a,b\nŁ,1\n".encode("cp1250"), ReadOptions(encoding="windows-1250"))
    assert rows_of(grid) == [("Ł", "1")]


# -- Pasted rows --------------------------------------------------------------------------------------------


def test_pasted_rows_open_like_a_file() -> None:
    result = open_text('Deal\tNote\r\n17\t"two\nlines"\r\n18\tJosé\r\n')
    assert rows_of(result.grid) == [("17", "two\nlines"), ("18", "José")]
    assert (result.origin.path, result.origin.encoding, result.origin.delimiter) == ("", None, "\t")


@pytest.mark.parametrize("text", ["", " \n\t\n"])
def test_nothing_pasted_is_said(text: str) -> None:
    with pytest.raises(UserError, match="nothing to paste"):
        open_text(text)


# -- Progress -----------------------------------------------------------------------------------------------


def test_progress_rises_to_its_total(tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    path.write_bytes(b"a,b\n" + b"1,2\n" * 1_000_000)
    calls: list[tuple[int, int]] = []
    open_grid(path, progress=lambda done, total: calls.append((done, total)))
    assert len(calls) > 2
    assert calls == sorted(calls)
    assert calls[-1] == (8_000_008, 8_000_008)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_work_can_be_stopped(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "deals.csv"
    path.write_bytes(("a,b\n" + "é,2\n" * 10_000).encode(encoding))

    def stop(done: int, total: int) -> None:
        if done > total // 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        open_grid(path, progress=stop)


# -- Laws ---------------------------------------------------------------------------------------------------

LETTERS = "ab1 ,;\t|\"\n\r'\\é😀\0#="


@st.composite
def tables(draw: st.DrawFn, letters: str = LETTERS) -> list[list[str]]:
    width = draw(st.integers(1, 5))
    cells = st.text(st.sampled_from(list(letters)), max_size=6)
    row = st.lists(cells, min_size=width, max_size=width)
    return [[f"h{number}" for number in range(width)], *draw(st.lists(row, max_size=12))]


def written(
    rows: list[list[str]], delimiter: str, line_end: str, quoting: int, dialect: str = "excel"
) -> str:
    """The rows as Python's csv writes them; all quoted where a cell holds line ends, which 3.11 misses."""
    if any(letter in cell for row in rows for cell in row for letter in "\r\n"):
        quoting = csv.QUOTE_ALL
    out = io.StringIO(newline="")
    own = {"delimiter": delimiter, "lineterminator": line_end, "quoting": quoting}
    csv.writer(out, dialect, **own).writerows(rows)  # type: ignore[arg-type]
    return out.getvalue()


@pytest.fixture(
    params=[1 << 20, 64, 8], ids=["one stretch", "short stretches", "stretches shorter than rows"]
)
def _stretches(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading by stretches of these bytes, so that small tables have seams too."""
    monkeypatch.setattr(csv_text, "SMALLEST_STRETCH", request.param)
    monkeypatch.setattr(csv_text, "LARGEST_STRETCH", 4 * request.param)
    monkeypatch.setattr(csv_fast, "IRREGULAR_BYTES", request.param // 2)


def read_back(path: Path, text: str, encoding: str, delimiter: str) -> tuple[list[list[str]], list[int]]:
    """All records of the text that hold something, headings first, and the numbers of those below them."""
    path.write_bytes(text.encode(encoding))
    chosen = None if encoding == "utf-8-sig" else encoding
    grid = open_grid(path, ReadOptions(delimiter=delimiter, header_row=1, encoding=chosen)).grid
    return [list(grid.headings), *map(list, rows_of(grid))], grid.row_numbers.tolist()


def told(rows: list[list[str]]) -> tuple[list[list[str]], list[int]]:
    """What `read_back` must give for these rows: a record is a row, and a blank one counts but is no data."""
    filled = [number for number, row in enumerate(rows, 1) if number > 1 and any(row)]
    return [rows[0], *(rows[number - 1] for number in filled)], filled


@pytest.mark.usefixtures("_stretches")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    tables(),
    st.sampled_from(csv.list_dialects()),
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_csv_writes_is_read_cell_by_cell(
    tmp_path: Path,
    rows: list[list[str]],
    dialect: str,
    delimiter: str,
    line_end: str,
    quoting: int,
    encoding: str,
) -> None:
    text = written(rows, delimiter, line_end, quoting, dialect)
    assert read_back(tmp_path / "law.csv", text, encoding, delimiter) == told(rows)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tables(), st.sampled_from(csv.list_dialects()))
def test_what_a_dialect_of_csv_writes_is_read_cell_by_cell(
    tmp_path: Path, rows: list[list[str]], dialect: str
) -> None:
    """As it is, with its own separator, line ends and quotes."""
    own = csv.get_dialect(dialect)
    text = written(rows, own.delimiter, own.lineterminator, own.quoting, dialect)
    assert read_back(tmp_path / "law.csv", text, "utf-8", own.delimiter) == told(rows)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tables("ab1 ,;\t|\"\n\r'é😀#="), st.sampled_from(",;\t|"))
def test_quotes_that_csv_escapes_are_read_cell_by_cell(
    tmp_path: Path, rows: list[list[str]], delimiter: str
) -> None:
    """A backslash of the table's own is left out: whether one before it escapes it, no reader can tell."""
    out = io.StringIO(newline="")
    own = {"delimiter": delimiter, "quoting": csv.QUOTE_ALL, "doublequote": False, "escapechar": "\\"}
    csv.writer(out, **own).writerows(rows)  # type: ignore[call-overload]
    assert read_back(tmp_path / "law.csv", out.getvalue(), "utf-8", delimiter) == told(rows)


@given(tables(), st.sampled_from(",;\t|"), st.sampled_from(["\n", "\r\n", "\r"]))
def test_the_lenient_parser_reads_good_text_like_the_fast_one(
    rows: list[list[str]], delimiter: str, line_end: str
) -> None:
    text = written(rows, delimiter, line_end, csv.QUOTE_MINIMAL)
    lenient, length = LenientParser(delimiter, len(rows[0])).parse(text)
    assert lenient == [row if any(row) or len(row) > 1 else [""] for row in rows]
    assert length == len(text)


BROKEN = st.lists(
    st.sampled_from(["a", "b", "1", " ", ",", ",", '"', '"', '""', "\n", "\n", "\r\n", '\\"', "é"]),
    max_size=60,
).map("".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(BROKEN)
def test_broken_text_loses_no_letter_wherever_it_is_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    path = tmp_path / "law.csv"
    path.write_bytes(f"h,k,l\n{body}".encode())
    read = []
    for size in (1 << 20, 16, 5):
        monkeypatch.setattr(csv_text, "SMALLEST_STRETCH", size)
        monkeypatch.setattr(csv_text, "LARGEST_STRETCH", size)
        monkeypatch.setattr(csv_fast, "IRREGULAR_BYTES", size)
        grid = open_grid(path, ReadOptions(delimiter=",", header_row=1, encoding="utf-8")).grid
        read.append((rows_of(grid), grid.row_numbers.tolist()))
    assert read[0] == read[1] == read[2]
    letters = "".join(letter for row in read[0][0] for cell in row for letter in cell if letter in "ab1é")
    assert letters == "".join(letter for letter in body if letter in "ab1é")


def test_a_repeated_opening_reads_the_same(tmp_path: Path) -> None:
    text = "Deal,Owner\n" + "".join(f'{number},"Ada, {number}"\n' for number in range(300))
    assert rows_of(opened(tmp_path, text)) == [(str(number), f"Ada, {number}") for number in range(300)]


def test_an_only_row_that_sounds_like_a_closing_line_is_a_row(tmp_path: Path) -> None:
    grid = opened(tmp_path, "Deal,Owner,Amount\nGrand Totals Ltd,,\n")
    assert rows_of(grid) == [("Grand Totals Ltd", "", "")]
