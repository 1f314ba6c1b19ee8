"""Workbooks: which sheet is read, and that its cells become text exactly."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from offconv_gui.core.grid import Grid
from offconv_gui.core.messages import UserError
from offconv_gui.core.progress import Cancelled
from offconv_gui.io.readers import ReadOptions, open_grid
from offconv_gui.io.workbooks import excel_archive
from offconv_gui.io.workbooks.excel_cells import duration_text, moment_text, number_text

pytestmark = pytest.mark.usefixtures("reads_here")

Rows = Sequence[Sequence[Any]]


def rows_of(grid: Grid) -> list[tuple[str, ...]]:
    return list(zip(*(column.text.to_pylist() for column in grid.columns), strict=True))


def saved(path: Path, rows: Rows, *, top: int = 1, left: int = 1) -> Path:
    """A workbook whose only sheet holds `rows` from row `top` and column `left` on."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Deals"
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            sheet.cell(top + row, left + column, cell)
    workbook.save(path)
    return path


def column(tmp_path: Path, *cells: Any) -> list[str]:
    """What cells below a heading become."""
    path = saved(tmp_path / "deals.xlsx", [["Deal", "Value"], *([f"deal {cell}", cell] for cell in cells)])
    return [row[1] for row in rows_of(open_grid(path, ReadOptions(header_row=1)).grid)]


@pytest.mark.parametrize("version", ["6.0", 6, "6,0"])
def test_a_bulk_file_saved_as_a_workbook_opens_without_its_format_version(
    tmp_path: Path, version: object
) -> None:
    rows = [["Type", "Status", "Name", "Deal"], ["Format Version", None, version, None]]
    path = saved(tmp_path / "bulk.xlsx", [*rows, ["Offline Conversion", None, None, "seventeen"]])
    assert rows_of(open_grid(path).grid) == [("Offline Conversion", "", "", "seventeen")]


def test_a_sheet_opens_with_headings_rows_and_row_numbers(tmp_path: Path) -> None:
    path = saved(tmp_path / "deals.xlsx", [["Deal", "Owner"], ["seventeen", "Ada"], ["eighteen", "Grace"]])
    result = open_grid(path)
    assert result.grid.headings == ("Deal", "Owner")
    assert rows_of(result.grid) == [("seventeen", "Ada"), ("eighteen", "Grace")]
    assert result.grid.row_numbers.tolist() == [2, 3]
    assert (result.origin.sheet, result.origin.sheets) == ("Deals", ("Deals",))
    assert (result.origin.encoding, result.origin.delimiter, result.origin.header_row) == (None, None, 1)


def test_row_numbers_are_the_sheets_own(tmp_path: Path) -> None:
    rows = [["Deals of November"], [], ["Deal", "Owner"], ["x", "Ada"], [], ["y", "Grace"]]
    result = open_grid(saved(tmp_path / "deals.xlsx", rows, top=4, left=3))
    assert result.origin.header_row == 6
    assert result.grid.row_numbers.tolist() == [7, 9]


def test_columns_stand_where_they_stand_in_the_sheet(tmp_path: Path) -> None:
    rows = [["Deal", "Owner"], ["x", "Ada"], ["y", "Grace"]]
    result = open_grid(saved(tmp_path / "deals.xlsx", rows, left=3))
    assert result.grid.headings == ("", "", "Deal", "Owner")
    assert rows_of(result.grid) == [("", "", "x", "Ada"), ("", "", "y", "Grace")]


def test_cells_that_are_only_formatted_are_no_part_of_the_table(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in (["Deal", "Owner"], ["x", "Ada"]):
        sheet.append(row)
    sheet["XFD1048576"].font = Font(bold=True)
    workbook.save(tmp_path / "deals.xlsx")
    assert rows_of(open_grid(tmp_path / "deals.xlsx").grid) == [("x", "Ada")]


def test_blank_columns_at_the_end_are_no_part_of_the_table(tmp_path: Path) -> None:
    path = saved(tmp_path / "deals.xlsx", [["Deal", "Owner", "gone"], ["x", "Ada", "gone"]])
    with zipfile.ZipFile(path) as made, zipfile.ZipFile(tmp_path / "cleared.xlsx", "w") as cleared:
        for name in made.namelist():
            cleared.writestr(name, made.read(name).replace(b"<t>gone</t>", b"<t></t>"))
    assert open_grid(tmp_path / "cleared.xlsx").grid.headings == ("Deal", "Owner")


def test_the_chosen_heading_row_counts_from_the_sheets_top(tmp_path: Path) -> None:
    path = saved(tmp_path / "deals.xlsx", [["a", "b"], ["c", "d"], ["x", "y"]], top=3)
    grid = open_grid(path, ReadOptions(header_row=4)).grid
    assert (grid.headings, rows_of(grid)) == (("c", "d"), [("x", "y")])


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (17, "17"),
        (-3, "-3"),
        (12.5, "12.5"),
        (0.1, "0.1"),
        (1e-7, "1e-07"),
        (999_999_999_999_999, "999999999999999"),
        (1e15, "1e+15"),
        (1.5e31, "1.5e+31"),
        (True, "TRUE"),
        (False, "FALSE"),
        ("0012", "0012"),
        (" padded ", " padded "),
        ("two\nlines", "two\nlines"),
        (time(14, 30), "14:30:00"),
        (timedelta(hours=30, seconds=5), "30:00:05"),
    ],
)
def test_a_cell_becomes_its_exact_text(tmp_path: Path, cell: Any, text: str) -> None:
    assert column(tmp_path, cell) == [text]


def test_numbers_are_marked(tmp_path: Path) -> None:
    rows = [["Deal", "Value"], ["x", 5], ["y", "5"], ["z", 5.5], ["7", True], ["8", date(2026, 11, 5)]]
    deal, value = open_grid(saved(tmp_path / "deals.xlsx", rows)).grid.columns
    assert deal.numeric is None
    assert value.numeric is not None
    assert value.numeric.tolist() == [True, False, True, False, False]


def test_dates_without_a_time_are_dates(tmp_path: Path) -> None:
    assert column(tmp_path, date(2026, 11, 5), datetime(2026, 1, 2), "soon") == [  # noqa: DTZ001
        "2026-11-05",
        "2026-01-02",
        "soon",
    ]


def test_a_midnight_among_times_is_a_time(tmp_path: Path) -> None:
    assert column(tmp_path, datetime(2026, 11, 5), datetime(2026, 11, 5, 14, 30)) == [  # noqa: DTZ001
        "2026-11-05 00:00:00",
        "2026-11-05 14:30:00",
    ]


def test_a_midnight_is_a_time_even_far_from_the_others(tmp_path: Path) -> None:
    midnights = [datetime(2026, 11, 5)] * 12_000  # noqa: DTZ001
    texts = column(tmp_path, *midnights, datetime(2026, 11, 5, 14, 30))  # noqa: DTZ001
    assert set(texts) == {"2026-11-05 00:00:00", "2026-11-05 14:30:00"}


def test_dates_since_1904_are_read_as_such(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.epoch = CALENDAR_MAC_1904
    assert workbook.active is not None
    workbook.active.append(["Deal", "Closed"])
    workbook.active.append(["x", datetime(2026, 11, 5, 14, 30)])  # noqa: DTZ001
    workbook.save(tmp_path / "deals.xlsx")
    assert rows_of(open_grid(tmp_path / "deals.xlsx").grid) == [("x", "2026-11-05 14:30:00")]


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(2026, 11, 5, 14, 29, 59, 999_999), "2026-11-05 14:30:00"),  # noqa: DTZ001
        (datetime(2026, 12, 31, 23, 59, 59, 999_999), "2027-01-01"),  # noqa: DTZ001
        (datetime(2026, 11, 5, 14, 30, 0, 499_999), "2026-11-05 14:30:00"),  # noqa: DTZ001
        (datetime(2026, 11, 5, 14, 30, 0, 500_000), "2026-11-05 14:30:01"),  # noqa: DTZ001
    ],
)
def test_moments_are_rounded_to_the_second(moment: datetime, text: str) -> None:
    assert moment_text(moment) == text


@pytest.mark.parametrize(
    ("duration", "text"),
    [
        (timedelta(seconds=59, microseconds=999_999), "00:01:00"),
        (timedelta(hours=-1, minutes=-30), "-01:30:00"),
        (timedelta(), "00:00:00"),
    ],
)
def test_durations_are_rounded_to_the_second(duration: timedelta, text: str) -> None:
    assert duration_text(duration) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1200.1 * 3, "3600.3"),
        (0.1 + 0.2, "0.3"),
        (1234.5, "1234.5"),
        (1.2345678901234567e31, "1.2345678901234567e+31"),
        (-2e15, "-2e+15"),
        (3.0, "3"),
    ],
)
def test_numbers_have_the_digits_that_excel_shows(number: float, text: str) -> None:
    assert number_text(number) == text


@given(st.floats(min_value=-1e14, max_value=1e14).map(lambda number: round(number, 3)))
def test_amounts_come_back_unchanged(number: float) -> None:
    assert float(number_text(number)) == pytest.approx(number, rel=1e-14, abs=1e-12)


def test_error_cells_say_so(tmp_path: Path) -> None:
    rows = [["Deal", "Value", "Note"], ["x", "#N/A", "a"], ["y", 5, "#DIV/0!"]]
    result = open_grid(saved(tmp_path / "deals.xlsx", rows, top=2, left=2))
    assert rows_of(result.grid) == [("", "x", "#N/A", "a"), ("", "y", "5", "#DIV/0!")]


def test_an_error_cell_without_its_error_takes_nothing_from_the_cell_beside_it(tmp_path: Path) -> None:
    path = saved(tmp_path / "deals.xlsx", [["Deal", "Value", "Number"], ["x", "#N/A", 5], ["y", 6, 7]])
    bare = b'<c r="B2" t="e"/>'
    path = rewritten(path, SHEET, lambda xml: re.sub(rb'<c r="B2" t="e">.*?</c>', bare, xml))
    assert rows_of(open_grid(path).grid) == [("x", "", "5"), ("y", "6", "7")]


def test_error_cells_beyond_all_others_are_kept(tmp_path: Path) -> None:
    rows = [
        ["#N/A", "", "", ""],
        ["", "Deal", "Owner", ""],
        ["", "x", "Ada", "#REF!"],
        ["", "", "", ""],
        ["", "", "#N/A"],
    ]
    grid = open_grid(saved(tmp_path / "deals.xlsx", rows), ReadOptions(header_row=2)).grid
    assert grid.headings == ("", "Deal", "Owner", "")
    assert rows_of(grid) == [("", "x", "Ada", "#REF!"), ("", "", "#N/A", "")]
    assert grid.row_numbers.tolist() == [3, 5]


def test_a_sheet_of_errors_alone_is_not_empty(tmp_path: Path) -> None:
    grid = open_grid(saved(tmp_path / "deals.xlsx", [["#N/A"], ["#REF!"]]), ReadOptions(header_row=0)).grid
    assert rows_of(grid) == [("#N/A",), ("#REF!",)]


def test_the_closing_lines_of_a_report_are_no_rows(tmp_path: Path) -> None:
    rows = [
        ["Deal", "Owner", "Note"],
        ["x", "Ada", "a"],
        [],
        ["Confidential Information - Do Not Distribute"],
    ]
    assert rows_of(open_grid(saved(tmp_path / "deals.xlsx", rows)).grid) == [("x", "Ada", "a")]


def test_formulas_that_nobody_has_calculated_are_not_taken_for_blank_cells(tmp_path: Path) -> None:
    rows = [["Deal", "Value", "Note"], ["x", "=B3*2", "a"], ["y", 5, '=A2&"<b>"'], ["z", 6, "=" + "1+" * 60]]
    result = open_grid(saved(tmp_path / "deals.xlsx", rows))
    cut = ("=" + "1+" * 60)[:60] + "…"
    assert rows_of(result.grid) == [("x", "=B3*2", "a"), ("y", "5", '=A2&"<b>"'), ("z", "6", cut)]


def test_a_formula_whose_result_is_an_empty_text_is_blank(tmp_path: Path) -> None:
    rows = [["Deal", "Value"], ["x", '=""'], ["y", 5]]
    path = saved(tmp_path / "deals.xlsx", rows)
    calculated = tmp_path / "calculated.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(calculated, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content.replace(b'<c r="B2">', b'<c r="B2" t="str">'))
    assert rows_of(open_grid(calculated).grid) == [("x", ""), ("y", "5")]


def test_blank_rows_are_no_data(tmp_path: Path) -> None:
    rows = [["Deal", "Owner"], ["x", "Ada"], [None, ""], [], ["y", None]]
    grid = open_grid(saved(tmp_path / "deals.xlsx", rows)).grid
    assert rows_of(grid) == [("x", "Ada"), ("y", "")]
    assert grid.row_numbers.tolist() == [2, 5]


def book(path: Path, sheets: dict[str, Rows], hidden: Sequence[str] = ()) -> Path:
    workbook = Workbook()
    assert workbook.active is not None
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
        for row in rows:
            sheet.append(row)
    workbook.save(path)
    return path


TABLE = [["Deal", "Owner"], ["x", "Ada"]]


def test_the_first_visible_sheet_with_data_is_read_and_hidden_ones_come_last(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {"Lists": [["a", "b"], ["c", "d"]], "Cover": [], "Deals": TABLE, "More": TABLE}
    origin = open_grid(book(tmp_path / "deals.xlsx", sheets, hidden=["Lists"])).origin
    assert origin.sheet == "Deals"
    assert origin.sheets == ("Cover", "Deals", "More", "Lists")


CLICK = "f894f652ea334e739002f7167ab8f8e3"
DEALS: Rows = [["Amount", "Close Date", "msclkid"], [5, "2026-11-05", "x"]]


@pytest.mark.parametrize(
    ("sheets", "hidden", "taken"),
    [
        ({"Read me": [["How to use this"], ["Fill it in"]], "Deals": DEALS}, (), "Deals"),
        ({"Read me": [["How to use this"]], "List": [["a", "b"]], "Deals": DEALS}, (), "Deals"),
        ({"Read me": [["How to use this"]], "List": [["a", "b"]]}, (), "Read me"),
        ({"Read me": [["How to use this"]], "Deals": DEALS}, ("Deals",), "Read me"),
        ({"Clicks": [["msclkid"], ["x"]], "Deals": DEALS}, (), "Clicks"),
        ({"Wide": [["a", "b", "c"], ["1", "2", "3"]], "Deals": DEALS}, (), "Wide"),
    ],
)
def test_a_title_page_is_passed_over_for_a_table_that_names_fields(
    tmp_path: Path, sheets: dict[str, Rows], hidden: Sequence[str], taken: str
) -> None:
    result = open_grid(book(tmp_path / "deals.xlsx", sheets, hidden))
    assert (result.origin.sheet, set(result.origin.sheets)) == (taken, set(sheets))
    chosen = next(iter(sheets))
    assert open_grid(tmp_path / "deals.xlsx", ReadOptions(sheet=chosen)).origin.sheet == chosen


@pytest.mark.parametrize("headings", [[], [["Reference", "When"]]], ids=["without headings", "of its own"])
@pytest.mark.parametrize("held", [CLICK, f"https://www.example.com/?msclkid={CLICK}"])
def test_a_sheet_with_click_ids_is_no_title_page(tmp_path: Path, headings: Rows, held: str) -> None:
    sheets = {"Export": [*headings, [held, "2026-11-05 10:00"]], "Goals": DEALS}
    assert open_grid(book(tmp_path / "deals.xlsx", sheets)).origin.sheet == "Export"


def test_a_broken_sheet_behind_a_title_page_does_not_keep_the_page_from_opening(tmp_path: Path) -> None:
    path = book(tmp_path / "deals.xlsx", {"Read me": [["How to use this"]], "Deals": DEALS})
    broken = rewritten(path, "xl/worksheets/sheet2.xml", lambda xml: xml[: len(xml) // 2])
    assert open_grid(broken).origin.sheet == "Read me"


def test_a_sheet_of_blanks_is_passed_over(tmp_path: Path) -> None:
    path = book(tmp_path / "deals.xlsx", {"Cover": [["", None], [""]], "Deals": TABLE})
    assert open_grid(path).origin.sheet == "Deals"


@pytest.mark.parametrize("name", ["Deals", "deals"])
def test_the_chosen_sheet_is_read(tmp_path: Path, name: str) -> None:
    path = book(tmp_path / "deals.xlsx", {"First": [["a", "b"], ["c", "d"]], "Deals": TABLE})
    result = open_grid(path, ReadOptions(sheet=name))
    assert (result.origin.sheet, rows_of(result.grid)) == ("Deals", [("x", "Ada")])


def test_a_sheet_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    path = book(tmp_path / "deals.xlsx", {"First": TABLE, "Deals": TABLE})
    with pytest.raises(UserError, match=r"no sheet “Leads” in “deals.xlsx”.*First, Deals"):
        open_grid(path, ReadOptions(sheet="Leads"))


def test_the_files_ending_does_not_matter(tmp_path: Path) -> None:
    saved(tmp_path / "deals.xlsx", TABLE).rename(tmp_path / "deals.csv")
    assert open_grid(tmp_path / "deals.csv").origin.sheet == "Deals"


def test_progress_counts_rows(tmp_path: Path) -> None:
    path = saved(tmp_path / "deals.xlsx", [["Deal", "Owner"], *[["x", "Ada"]] * 6_000])
    calls: list[tuple[int, int]] = []
    open_grid(path, progress=lambda done, total: calls.append((done, total)))
    assert calls[-2:] == [(5_000, 6_001), (6_001, 6_001)]


def test_work_can_be_stopped(tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        open_grid(saved(tmp_path / "deals.xlsx", TABLE), progress=stop)


# -- Archives -----------------------------------------------------------------------------------------------


def rewritten(path: Path, member: str, change: Callable[[bytes], bytes]) -> Path:
    """The workbook with one of its parts changed."""
    changed = path.with_stem(path.stem + "-changed")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == member else content)
    return changed


SHEET = "xl/worksheets/sheet1.xml"


def test_a_sheet_without_a_part_is_passed_over(tmp_path: Path) -> None:
    path = rewritten(
        saved(tmp_path / "deals.xlsm", [["Deal"], ["Nord"]]),
        "xl/workbook.xml",
        lambda xml: xml.replace(
            b"</sheets>", b'<sheet name="Module1" sheetId="9" state="veryHidden" r:id=""/></sheets>'
        ),
    )
    result = open_grid(path)
    assert (rows_of(result.grid), result.origin.sheets) == ([("Nord",)], ("Deals",))


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_parts_in_utf_16_are_read(tmp_path: Path, part: str) -> None:
    def widened(xml: bytes) -> bytes:
        text = xml.decode().replace("<?xml version='1.0' encoding='UTF-8'?>", "")
        return f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16")

    path = rewritten(saved(tmp_path / "deals.xlsx", [["Deal"], ["Café"]]), part, widened)
    assert rows_of(open_grid(path).grid) == [("Café",)]


def test_a_sheet_may_claim_to_be_larger_than_it_is(tmp_path: Path) -> None:
    path = saved(tmp_path / "deals.xlsx", TABLE)
    changed = rewritten(path, SHEET, lambda xml: xml.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"'))
    assert rows_of(open_grid(changed).grid) == [("x", "Ada")]


def test_a_sheet_that_reaches_over_too_many_cells_is_refused(tmp_path: Path) -> None:
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    path = rewritten(
        saved(tmp_path / "deals.xlsx", TABLE), SHEET, lambda xml: xml.replace(b"</sheetData>", far)
    )
    with pytest.raises(UserError, match=r"too many rows and columns.*stray cell"):
        open_grid(path)


def test_an_archive_that_would_become_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(tmp_path / "deals.xlsx", [["Deal", "Owner"], *[["x", "Ada"]] * 500])
    monkeypatch.setattr(excel_archive, "MAX_UNPACKED_BYTES", 10_000)
    with pytest.raises(UserError, match=r"“deals.xlsx” is too large"):
        open_grid(path)


# -- Laws ---------------------------------------------------------------------------------------------------

LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cn", "Cs"]) | st.sampled_from("\t\n=#'+_")
TEXTS = st.text(LETTERS, max_size=8).filter(lambda text: not text or text.strip(" \t\n"))
"""A text of nothing but blanks is left out: calamine takes it for a blank cell, as a person does."""

MOMENTS = st.datetimes(datetime(1901, 1, 1), datetime(2999, 12, 31)).map(  # noqa: DTZ001
    lambda moment: moment.replace(microsecond=0)
)
KINDS: dict[str, st.SearchStrategy[Any]] = {
    "texts": TEXTS,
    "whole numbers": st.integers(-(10**14), 10**14),
    "amounts": st.integers(-(10**9), 10**9).map(lambda cents: cents / 100),
    "truth values": st.booleans(),
    "moments": MOMENTS,
    "dates": MOMENTS.map(lambda moment: moment.date()),
    "all sorts": st.one_of(TEXTS, st.integers(-999, 999), st.booleans()),
}


@st.composite
def sheets(draw: st.DrawFn) -> tuple[int, list[list[Any]]]:
    """The first row's number, and rows, headings first: a kind each column, some cells and rows blank."""
    kinds = draw(st.lists(st.sampled_from(list(KINDS)), min_size=2, max_size=4))
    row = st.tuples(*(st.none() | KINDS[kind] for kind in kinds)).map(list)
    blank = st.just([None] * len(kinds))
    return draw(st.integers(1, 9)), [
        [f"{kind} {place}" for place, kind in enumerate(kinds)],
        *draw(st.lists(row | blank, max_size=6)),
    ]


def as_text(cell: Any, with_time: bool) -> str:
    """What a person would write for a cell; `with_time`: moments in its column have times of day."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return f"{cell:.2f}".rstrip("0").rstrip(".")
    if isinstance(cell, date):
        moment = cell if isinstance(cell, datetime) else datetime.combine(cell, time())
        return f"{moment:%Y-%m-%d %H:%M:%S}" if with_time else f"{moment:%Y-%m-%d}"
    return str(cell)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sheets())
def test_what_openpyxl_writes_is_read_cell_by_cell(tmp_path: Path, made: tuple[int, list[list[Any]]]) -> None:
    top, rows = made
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for number, row in enumerate(rows, top):
        for place, cell in enumerate(row, 1):
            written = sheet.cell(number, place, cell)
            if isinstance(cell, str):
                written.data_type = "s"  # not the formula or the error that it looks like
    workbook.save(tmp_path / "law.xlsx")
    timed = [
        any(isinstance(cell, datetime) and cell.time() != time() for cell in column)
        for column in zip(*rows, strict=True)
    ]
    texts = [tuple(map(as_text, row, timed)) for row in rows]
    filled = [place for place, row in enumerate(texts) if place and any(row)]
    grid = open_grid(tmp_path / "law.xlsx", ReadOptions(header_row=top)).grid
    assert grid.headings == texts[0]
    assert rows_of(grid) == [texts[place] for place in filled]
    assert grid.row_numbers.tolist() == [top + place for place in filled]
    for column, cells in zip(grid.columns, zip(*rows, strict=True), strict=True):
        numbers = [type(cells[place]) in (int, float) for place in filled]
        assert (column.numeric.tolist() if column.numeric is not None else [False] * len(filled)) == numbers
