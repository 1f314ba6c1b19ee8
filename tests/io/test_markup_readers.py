"""Tables in web pages, XML spreadsheets, flat OpenDocument files and archives, whatever their names say."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offconv_gui.core.grid import Grid
from offconv_gui.core.messages import UserError
from offconv_gui.core.progress import silent
from offconv_gui.io import zip_reader
from offconv_gui.io.html_reader import tables_in
from offconv_gui.io.html_tags import Tag, tags_and_texts
from offconv_gui.io.readers import ReadOptions, open_grid, open_text
from offconv_gui.io.spreadsheetml_reader import SPREADSHEET


def rows_of(grid: Grid) -> list[tuple[str, ...]]:
    return list(zip(*(column.text.to_pylist() for column in grid.columns), strict=True))


def saved(tmp_path: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def page(*rows: str) -> str:
    return f"<html><body><table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table></body></html>"


HEADINGS = "<th>Deal</th><th>Owner</th><th>Amount</th>"

# -- Web pages -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("<td>1</td><td>Ada</td><td>9,50</td>", ("1", "Ada", "9,50")),
        ("<td>1<td>Ada<td>9,50", ("1", "Ada", "9,50")),
        ("<td> 1\n </td><td>Ada&nbsp;</td><td>&euro;&#160;9</td>", ("1", "Ada", "€ 9")),
        ("<TD>1</TD><TD><b>A</b>da</TD><TD>9<br/>8</TD>", ("1", "Ada", "9\n8")),
        ('<td colspan="2">1</td><td>9</td>', ("1", "", "9")),
        ('<td title="a > b">1</td><td>a < b</td><td>9</td>', ("1", "a < b", "9")),
        ("<td>1</td><!-- <td>x</td> --><td>Ada</td><td>9</td>", ("1", "Ada", "9")),
        ("<td>1<script>'<td>'</script></td><td>Ada</td><td>9</td>", ("1", "Ada", "9")),
        ("<td>=1+1</td><td>&amp;lt;</td><td>&unknown;</td>", ("=1+1", "&lt;", "&unknown;")),
    ],
)
def test_cells_of_a_page_become_their_text(tmp_path: Path, row: str, cells: tuple[str, ...]) -> None:
    path = saved(tmp_path, "report.xls", page(HEADINGS, row, "<td>2</td><td>Bo</td><td>1</td>"))
    assert rows_of(open_grid(path).grid)[0] == cells


def test_a_cell_over_several_rows_leaves_blanks_below_it(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        "report.xls",
        page(HEADINGS, '<td rowspan="2">1</td><td>A</td><td>2</td>', "<td>B</td><td>3</td>"),
    )
    assert rows_of(open_grid(path).grid) == [("1", "A", "2"), ("", "B", "3")]


def test_the_closing_lines_of_a_report_are_no_rows(tmp_path: Path) -> None:
    rows = ["<td>1</td><td>Ada</td><td>9</td>", "<td></td>", "<td>Confidential Information</td>"]
    path = saved(tmp_path, "report.xls", page(HEADINGS, *rows))
    assert rows_of(open_grid(path).grid) == [("1", "Ada", "9")]


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("windows-1252", "cp1252"), ("iso-8859-1", "cp1252"), ("shift_jis", "shift_jis")],
)
def test_the_encoding_a_page_declares_is_used(tmp_path: Path, declared: str, encoding: str) -> None:
    name = "日本" if encoding == "shift_jis" else "Größe"
    text = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' + page(
        HEADINGS, f"<td>1</td><td>{name}</td><td>2</td>"
    )
    assert rows_of(open_grid(saved(tmp_path, "report.xls", text, encoding)).grid)[0][1] == name


def test_the_largest_table_is_taken_and_another_can_be_chosen(tmp_path: Path) -> None:
    text = page("<td>Menu</td><td>Help</td>") + page(HEADINGS, "<td>1</td><td>Ada</td><td>9</td>")
    path = saved(tmp_path, "page.html", text)
    found = open_grid(path)
    assert (found.origin.sheet, found.origin.sheets) == ("Table 2", ("Table 1", "Table 2"))
    assert open_grid(path, ReadOptions(sheet="Table 1", header_row=1)).grid.headings == ("Menu", "Help")


@pytest.mark.parametrize("unfinished", ["<a ", '<a "', "<!--", "<td><", "<table>", "<a b='c"])
def test_unfinished_markup_takes_no_longer_than_its_length(unfinished: str) -> None:
    pieces = list(tags_and_texts(unfinished * 20_000))
    assert len(pieces) <= 40_001


@given(st.text(alphabet="<>/!-\"' =atdrscriptblehm&;\n", max_size=200))
def test_any_text_is_cut_into_tags_and_texts(text: str) -> None:
    for piece in tags_and_texts(text):
        assert piece if isinstance(piece, str) else isinstance(piece, Tag)


cells_of_pages = st.lists(
    st.lists(
        st.text("abcé&<>\"' 1", min_size=1, max_size=8).map(str.strip).filter(bool), min_size=3, max_size=3
    ),
    min_size=1,
    max_size=8,
)


@given(cells_of_pages)
def test_a_page_reads_back_cell_for_cell(rows: Sequence[Sequence[str]]) -> None:
    text = page(HEADINGS, *("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows))
    (table,) = tables_in(text, Path("page.html"), silent)
    assert table.cells[1:] == [[" ".join(cell.split()) for cell in row] for row in rows]


# -- The clipboard -------------------------------------------------------------------------------------------

TABLE = page(HEADINGS, "<td>1</td><td>Ada</td><td>9</td>", "<td>2</td><td>Bo</td><td>8</td>")


def test_a_table_whose_text_lost_its_cells_is_read_as_a_table() -> None:
    opened = open_text("Deal Owner Amount\n1 Ada 9\n2 Bo 8\n", page=TABLE)
    assert opened.grid.headings == ("Deal", "Owner", "Amount")
    assert (opened.origin.path, opened.origin.sheet, opened.origin.header_row) == ("", None, 1)


def test_text_as_good_as_the_page_is_taken_for_it_is_exact() -> None:
    opened = open_text("Deal\tOwner\tAmount\n1\tAda\t9,123\n2\tBo\t8\n", page=TABLE)
    assert rows_of(opened.grid)[0] == ("1", "Ada", "9,123")


def test_a_page_without_a_table_is_no_matter() -> None:
    assert open_text("a,b\n1,2\n", page="<p>a,b</p>").grid.headings == ("a", "b")


# -- XML spreadsheets of Excel 2003 --------------------------------------------------------------------------


def excel_2003(*rows: str, more: str = "") -> str:
    return (
        f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="{SPREADSHEET}" '
        f'xmlns:ss="{SPREADSHEET}"><Worksheet ss:Name="Deals"><Table>{"".join(rows)}</Table></Worksheet>'
        f"{more}</Workbook>"
    )


def cell(kind: str, text: str, **places: int) -> str:
    attributes = "".join(f' ss:{name}="{value}"' for name, value in places.items())
    return f'<Cell{attributes}><Data ss:Type="{kind}">{text}</Data></Cell>'


TOP = f"<Row>{cell('String', 'Deal')}{cell('String', 'Value')}</Row>"


@pytest.mark.parametrize(
    ("kind", "written", "text"),
    [
        ("String", "a &amp; b", "a & b"),
        ("Number", "1234.50", "1234.5"),
        ("Number", "0.1", "0.1"),
        ("Number", "rubbish", "rubbish"),
        ("Boolean", "1", "TRUE"),
        ("DateTime", "2026-11-05T14:30:00.000", "2026-11-05 14:30:00"),
        ("DateTime", "2026-11-05T00:00:00.000", "2026-11-05"),
        ("Error", "#N/A", "#N/A"),
    ],
)
def test_values_of_an_xml_spreadsheet_become_text(tmp_path: Path, kind: str, written: str, text: str) -> None:
    row = f"<Row>{cell('String', 'x')}{cell(kind, written)}</Row>"
    path = saved(tmp_path, "deals.xls", excel_2003(TOP, row))
    opened = open_grid(path, ReadOptions(header_row=1))
    assert rows_of(opened.grid) == [("x", text)]


def test_rows_and_cells_passed_over_keep_their_places(tmp_path: Path) -> None:
    row = f'<Row ss:Index="5">{cell("String", "x", MergeAcross=1)}{cell("Number", "3", Index=4)}</Row>'
    path = saved(tmp_path, "deals.xml", excel_2003(TOP, row))
    opened = open_grid(path, ReadOptions(header_row=1))
    assert rows_of(opened.grid) == [("x", "", "", "3")]
    assert opened.grid.row_numbers.tolist() == [5]
    assert opened.origin.sheet == "Deals"


def test_numbers_are_exact_and_known_as_numbers(tmp_path: Path) -> None:
    row = f"<Row>{cell('String', 'x')}{cell('Number', '1.234')}</Row>"
    grid = open_grid(saved(tmp_path, "deals.xls", excel_2003(TOP, row)), ReadOptions(header_row=1)).grid
    assert [None if c.numeric is None else c.numeric.tolist() for c in grid.columns] == [None, [True]]


def test_a_hidden_sheet_comes_last(tmp_path: Path) -> None:
    hidden = (
        f'<Worksheet ss:Name="Old"><Table>{TOP}</Table><WorksheetOptions '
        'xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions>'
        "</Worksheet>"
    )
    text = excel_2003(TOP).replace("<Worksheet ", f"{hidden}<Worksheet ", 1)
    assert open_grid(saved(tmp_path, "deals.xls", text)).origin.sheets == ("Deals", "Old")


# -- Flat OpenDocument ---------------------------------------------------------------------------------------


def flat(*rows: str) -> str:
    names = "urn:oasis:names:tc:opendocument:xmlns"
    return (
        f'<?xml version="1.0"?><office:document xmlns:office="{names}:office:1.0" '
        f'xmlns:table="{names}:table:1.0" '
        f'xmlns:text="{names}:text:1.0" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">'
        f'<office:body><office:spreadsheet><table:table table:name="Deals">{"".join(rows)}</table:table>'
        "</office:spreadsheet></office:body></office:document>"
    )


def flat_row(*cells: str, repeated: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(cells)}</table:table-row>'


def flat_cell(text: str, **attributes: str) -> str:
    given = "".join(
        f' {name.replace("__", ":").replace("_", "-")}="{value}"' for name, value in attributes.items()
    )
    return f"<table:table-cell{given}><text:p>{text}</text:p></table:table-cell>"


def test_a_flat_document_opens(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        "deals.fods",
        flat(
            flat_row(flat_cell("Deal"), flat_cell("Date"), flat_cell("Amount")),
            flat_row("<table:table-cell/>", repeated=3),
            flat_row(
                flat_cell("a<text:s text:c='2'/>b"),
                flat_cell("05.11.26", office__value_type="date", office__date_value="2026-11-05T14:30:00"),
                flat_cell("1.234,50 €", office__value_type="currency", office__value="1234.5"),
            ),
            flat_row("<table:table-cell table:number-columns-repeated='1024'/>", repeated=1_000_000),
        ),
    )
    opened = open_grid(path)
    assert rows_of(opened.grid) == [("a  b", "2026-11-05 14:30:00", "1234.5")]
    assert opened.grid.row_numbers.tolist() == [5]


def test_a_value_repeated_over_the_whole_sheet_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path, "deals.fods", flat(flat_row(flat_cell("x"), repeated=10**9)))
    with pytest.raises(UserError, match="too many rows"):
        open_grid(path)


def test_an_open_document_laid_out_in_lines_opens(tmp_path: Path) -> None:
    rows = flat_row(flat_cell("Deal"), flat_cell("Owner")), flat_row(flat_cell("x"), flat_cell("Ada"))
    content = flat(*rows).replace("><table:", ">\n  <table:")
    mimetype = b"application/vnd.oasis.opendocument.spreadsheet"
    path = packed(tmp_path / "deals.ods", {"mimetype": mimetype, "content.xml": content.encode()})
    opened = open_grid(path)
    assert (opened.grid.headings, rows_of(opened.grid)) == (("Deal", "Owner"), [("x", "Ada")])


def test_an_open_document_that_does_not_say_what_it_is_opens(tmp_path: Path) -> None:
    content = flat(
        flat_row(flat_cell("Deal"), flat_cell("Owner")), flat_row(flat_cell("x"), flat_cell("Ada"))
    )
    path = packed(tmp_path / "deals.ods", {"content.xml": content.encode()})
    assert rows_of(open_grid(path).grid) == [("x", "Ada")]


# -- Archives ------------------------------------------------------------------------------------------------


def packed(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_the_one_file_in_an_archive_is_read(tmp_path: Path) -> None:
    by_products = {"__MACOSX/._deals.csv": b"x", ".DS_Store": b"x", "export/": b""}
    path = packed(tmp_path / "deals.zip", {**by_products, "export/deals.csv": b"Deal;Owner\n1;Ada\n"})
    opened = open_grid(path)
    assert rows_of(opened.grid) == [("1", "Ada")]
    assert (opened.origin.path, opened.origin.delimiter) == (str(path), ";")


def test_an_archive_that_would_become_far_larger_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zip_reader, "SUSPICIOUS_BYTES", 100_000)
    path = packed(tmp_path / "bomb.zip", {"deals.csv": b"a,b\n" * 1_000_000})
    with pytest.raises(UserError, match="too large"):
        open_grid(path)
