"""Saved work comes back as it was, in the same bytes each time; what is no such file is told in words."""

from __future__ import annotations

import errno
import io
import json
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from builders import CHOICES, NOW, document, faultless
from hypothesis import given
from hypothesis import strategies as st

from offconv_gui.core.choices import Choices, DateOrder, DecimalMark, GivenChoices
from offconv_gui.core.columns import Cells, typed
from offconv_gui.core.document import Document, open_document
from offconv_gui.core.edits import DeleteRows, Edit, InsertRows, LeaveOut, SetCells, SetChoices
from offconv_gui.core.fields import Field
from offconv_gui.core.goals import CountType, Goal, GoalBook, GoalStatus
from offconv_gui.core.grid import Grid, GridColumn, Origin
from offconv_gui.core.messages import Message, UserError
from offconv_gui.core.progress import Cancelled
from offconv_gui.core.service_answers import ServiceAnswer
from offconv_gui.core.table import as_grid, of_grid
from offconv_gui.core.upload_results import UploadResults
from offconv_gui.io import saved_work, saved_work_reader
from offconv_gui.io.documents import open_table
from offconv_gui.io.readers import open_grid
from offconv_gui.io.saved_work import MIME_TYPE, save_work, work_of
from offconv_gui.io.targets import plan_export, write_export

TITLE = Message("Edit")
FIELDS = (Field.CLICK_ID, Field.TIME, Field.VALUE, Field.ADJUSTMENT_TYPE)
TYPED = (*FIELDS, Field.CURRENCY, Field.NAME)
"""Fields the grids below have columns for, and fields that are only there to be typed into."""


def opened_again(path: Path, **given: Any) -> Document:
    return open_table(path, Choices(currency="NOK"), NOW, **given).document


def through_a_file(one: Document) -> Document:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "work.offconv"
        save_work(one, path)
        return opened_again(path)


def seen(one: Document) -> dict[str, object]:
    """All that a person could see of a document, its file's place aside."""
    table, origin = one.table, one.origin
    everywhere = np.arange(one.row_count)
    cells = {field: column.cells(everywhere) for field, column in table.columns.items()}
    extras = [(heading, column.cells(everywhere)) for heading, column in table.extras]
    return {
        "cells": {field: said(part) for field, part in cells.items()},
        "extras": [(heading, said(part)) for heading, part in extras],
        "sources": dict(table.sources),
        "rows": table.row_numbers.tolist(),
        "left out": table.left_out.tolist(),
        "choices": one.choices,
        "bits": one.issues.bits.tolist(),
        "tally": dict(one.issues.tally),
        "evidence": dict(one.readings.evidence),
        "typed": {
            field: {name: array.tolist() for name, array in reading.whole().arrays().items()}
            for field, reading in one.readings.typed.items()
        },
        "origin": replace(origin, path="", source=origin.source_name),
    }


def said(cells: Cells) -> tuple[list[str], list[bool], list[bool]]:
    return cells.text.to_pylist(), cells.numeric.tolist(), cells.edited.tolist()


COLUMN = {"heading": "A", "field": None, "typed": False, "numeric": False, "edited": False}
"""What `work.json` says of a column that is nothing special."""


# -- The law ------------------------------------------------------------------------------------------------

texts = st.one_of(
    st.text(max_size=8),
    st.sampled_from(["", "a\r\nb", "\0", "2026-11-05 14:30", "05/11/2026", "1.234,56", "12", "Restate"]),
)
goals = st.builds(
    Goal,
    st.sampled_from(["", "Closed deals", 'Ä, "quoted"\n']),
    st.sampled_from(CountType),
    st.integers(1, 90),
    st.sampled_from(GoalStatus),
    st.sampled_from(["OfflineConversion", "Event"]),
    st.sampled_from([None, NOW - 3_600]),
    st.sampled_from([None, "EUR"]),
)
answers = st.builds(
    ServiceAnswer, st.sampled_from(["", "OfflineConversionTimeInvalid"]), st.integers(0, 5700)
)
CHOICES_BY_NAME: dict[str, st.SearchStrategy[Any]] = {
    "goal": st.none() | goals,
    "currency": st.sampled_from([None, "USD", "EUR"]),
    "zone": st.sampled_from([None, "own", "UTC", "America/New_York"]),
    "date_order": st.sampled_from(DateOrder),
    "decimal_mark": st.sampled_from(DecimalMark),
    "time_of_day": st.sampled_from([None, 0, 43_200]),
    "zone_meanings": st.sampled_from([(), (("CST", "America/Chicago"), ("IST", "Asia/Kolkata"))]),
    "goals": st.none() | st.builds(GoalBook.of, st.lists(goals, max_size=3), st.booleans()),
    "results": st.none()
    | st.builds(UploadResults.of, st.lists(st.tuples(st.integers(0, 2**64 - 1), answers), max_size=3)),
    "zone_from_file": st.booleans(),
}
choices = st.builds(Choices, **CHOICES_BY_NAME)
origins = st.builds(
    Origin,
    path=st.sampled_from(["", "deals.csv", "C:\\Sales\\deals.xlsx", "/srv/sales/deals.csv"]),
    encoding=st.sampled_from([None, "windows-1252"]),
    delimiter=st.sampled_from([None, "\t"]),
    sheet=st.sampled_from([None, "Q4 “final”"]),
    header_row=st.sampled_from([0, 1, 7]),
    sheets=st.sampled_from([(), ("Q3", "Q4 “final”")]),
    declared_zone=st.sampled_from([None, "+0100"]),
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document of a few rows that was edited in every way there is."""
    rows = draw(st.integers(0, 4))
    column = st.lists(texts, min_size=rows, max_size=rows)
    marks = st.none() | st.lists(st.booleans(), min_size=rows, max_size=rows).map(np.array)
    headings = draw(st.lists(st.text(max_size=5), min_size=len(FIELDS), max_size=len(FIELDS) + 2))
    grid = Grid(
        tuple(
            GridColumn(heading, pa.chunked_array([pa.array(draw(column), pa.large_string())]), draw(marks))
            for heading in headings
        ),
        np.array(sorted(draw(st.sets(st.integers(1, 2**40), min_size=rows, max_size=rows))), np.int64),
    )
    targets = (*FIELDS, *(None for _ in headings[len(FIELDS) :]))
    one = open_document(of_grid(grid, targets), draw(choices), NOW, draw(origins))
    for _ in range(draw(st.integers(0, 4))):
        one = one.apply(draw(edits(one))).document
    return one


@st.composite
def edits(draw: st.DrawFn, one: Document) -> Edit:
    count = one.row_count
    kind = draw(st.sampled_from(["cells", "cells", "leave out", "delete", "choices"])) if count else "insert"
    at = np.array(draw(st.sets(st.integers(0, max(count - 1, 0)), min_size=1, max_size=3).map(sorted)))
    if kind == "cells":
        return SetCells(TITLE, draw(st.sampled_from(TYPED)), at, typed([draw(texts) for _ in at]))
    if kind == "leave out":
        return LeaveOut(TITLE, at, np.array([draw(st.booleans()) for _ in at]))
    if kind == "delete":
        return DeleteRows(TITLE, at)
    if kind == "insert":
        return InsertRows(TITLE, np.array([0]), one.table.blank_rows(1))
    return SetChoices(TITLE, draw(choices))


def test_no_choice_is_forgotten() -> None:
    """Whoever adds one has to keep it in the file, and let the law below try it."""
    assert set(CHOICES_BY_NAME) == {field.name for field in fields(Choices)}


@given(documents())
def test_saved_and_opened_again_a_document_is_the_same(one: Document) -> None:
    assert seen(through_a_file(one)) == seen(one)


@given(documents())
def test_saved_again_unchanged_it_has_the_same_bytes(one: Document) -> None:
    assert written(through_a_file(one)) == written(one)


@given(documents())
def test_the_grid_of_a_table_gives_the_table(one: Document) -> None:
    again = open_document(of_grid(*as_grid(one.table)), one.choices, one.now, one.origin)
    assert seen(again) == seen(one)


def written(one: Document) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.offconv"
        save_work(one, path)
        return path.read_bytes()


# -- What is in it ------------------------------------------------------------------------------------------


@pytest.fixture
def half_mended() -> Document:
    """Three rows of a file: a cell changed, a currency typed that the file lacks, a row left out, one new."""
    rows = [faultless(0), faultless(1, VALUE="lots"), faultless(2, CLICK_ID="")]
    for row in rows:
        del row[Field.CURRENCY]
    results = UploadResults(((5, (ServiceAnswer("OfflineConversionTimeInvalid", 5607),)),))
    one = document(rows, {"Owner": "abc"}, results=results)
    for edit in (
        SetCells(TITLE, Field.VALUE, np.array([1]), typed(["12.50"])),
        SetCells(TITLE, Field.CURRENCY, np.array([1]), typed(["EUR"])),
        LeaveOut(TITLE, np.array([2]), np.array([True])),
        InsertRows(TITLE, np.array([3]), one.table.blank_rows(1)),
    ):
        one = one.apply(edit).document
    return one


@pytest.fixture
def work(half_mended: Document, tmp_path: Path) -> Path:
    path = tmp_path / "deals.offconv"
    save_work(half_mended, path)
    return path


def test_what_was_done_is_still_there(work: Path) -> None:
    table = opened_again(work).table
    assert table.cell(Field.VALUE, 1) == "12.50"
    assert [table.columns[Field.VALUE].is_edited(row) for row in range(4)] == [False, True, False, False]
    assert table.cell(Field.CURRENCY, 1) == "EUR"
    assert Field.CURRENCY not in table.sources
    assert table.left_out.tolist() == [False, False, True, False]
    assert table.row_numbers.tolist() == [2, 3, 4, 0]
    assert [heading for heading, _ in table.extras] == ["Owner"]


def test_the_file_is_known_by_its_first_bytes(work: Path) -> None:
    """As installers tell the system: a ZIP archive whose first member says what it is."""
    head = work.read_bytes()[:59]
    assert head[:4] == b"PK\x03\x04"
    assert head[30:] == b"mimetype" + MIME_TYPE.encode()


def test_what_is_said_in_it_is_plain_json(work: Path) -> None:
    with zipfile.ZipFile(work) as archive:
        assert archive.namelist()[:3] == ["mimetype", "work.json", "rows"]
        told = json.loads(archive.read("work.json"))
    assert (told["format"], told["version"], told["rows"]) == ("OffConv saved work", 1, 4)
    assert told["source"]["name"] == "deals.csv"
    assert {"heading": "Owner", "field": None, "typed": False, "numeric": False, "edited": False} in told[
        "columns"
    ]


def test_the_folder_of_the_source_is_nobodys_business(half_mended: Document) -> None:
    one = replace(half_mended, origin=Origin("/srv/private/deals.csv"))
    with zipfile.ZipFile(io.BytesIO(written(one))) as archive:
        assert b"private" not in b"".join(map(archive.read, archive.namelist()))
    assert through_a_file(one).origin.source == "deals.csv"


def test_the_exports_of_before_and_after_are_the_same(
    half_mended: Document, work: Path, tmp_path: Path
) -> None:
    outs = [tmp_path / "before.csv", tmp_path / "after.csv"]
    for one, out in zip((half_mended, opened_again(work)), outs, strict=True):
        write_export(plan_export(one), out)
    assert outs[0].read_bytes() == outs[1].read_bytes()


def test_what_is_given_holds_before_what_was_saved(work: Path) -> None:
    again = opened_again(work, given=GivenChoices({"currency": "GBP"}, {"window_days": 14}))
    expected = CHOICES.changed(currency="GBP", goal=replace(CHOICES.goal, window_days=14))
    assert again.choices.changed(results=None) == expected


def test_a_column_can_be_matched_otherwise_and_keeps_its_marks(work: Path) -> None:
    again = opened_again(work, overrides={"Conversion Value": None, "Owner": Field.CLIENT_ID})
    assert again.table.columns[Field.CLIENT_ID].text().to_pylist() == ["a", "b", "c", ""]
    kept = dict(again.table.extras)["Conversion Value"]
    assert (kept.cell(1), kept.is_edited(1)) == ("12.50", True)
    assert again.table.left_out.tolist() == [False, False, True, False]


def test_a_goal_of_another_name_is_not_taken_for_the_saved_one() -> None:
    saved = Choices(goal=Goal("Leads", CountType.UNIQUE, 7, GoalStatus.PAUSED, created=NOW, currency="EUR"))
    other = GivenChoices(goal={"name": "Closed deals"}).over(saved)
    assert other.goal == Goal("Closed deals", CountType.UNIQUE, 7)
    assert GivenChoices(goal={"window_days": 9}).over(saved).goal == replace(saved.goal, window_days=9)


def test_choices_that_a_file_brings_are_not_laid_over_saved_ones(tmp_path: Path) -> None:
    """Somebody has taken the zone away that the template declares: it must not come back unasked."""
    one = replace(document([faultless()], zone=None), origin=Origin("deals.csv", declared_zone="+0100"))
    save_work(one, tmp_path / "a.offconv")
    assert opened_again(tmp_path / "a.offconv").choices.zone is None


# -- Writing ------------------------------------------------------------------------------------------------


def test_the_file_of_the_rows_is_never_written_over(half_mended: Document, tmp_path: Path) -> None:
    source = tmp_path / "deals.csv"
    source.write_text("the rows", encoding="utf-8")
    one = replace(half_mended, origin=Origin(str(source)))
    with pytest.raises(UserError, match="the file that the rows come from"):
        save_work(one, source, overwrite=True)
    assert source.read_text(encoding="utf-8") == "the rows"


def test_work_is_saved_again_in_its_own_file(work: Path) -> None:
    again = opened_again(work)
    changed = again.apply(SetCells(TITLE, Field.NAME, np.array([0]), typed(["Leads"]))).document
    save_work(changed, work, overwrite=True)
    assert opened_again(work).table.cell(Field.NAME, 0) == "Leads"


@pytest.mark.parametrize("stop", [Cancelled(), OSError(errno.ENOSPC, "full")])
def test_stopped_halfway_the_older_file_stays(work: Path, half_mended: Document, stop: Exception) -> None:
    before = work.read_bytes()

    def progress(done: int, total: int) -> None:
        if done >= 2:
            raise stop

    with pytest.raises((Cancelled, UserError)):
        save_work(half_mended, work, overwrite=True, progress=progress)
    assert work.read_bytes() == before
    assert list(work.parent.iterdir()) == [work]


def test_progress_reaches_its_end_and_no_further(half_mended: Document, work: Path) -> None:
    seen: list[tuple[int, int]] = []
    open_grid(work, progress=lambda done, total: seen.append((done, total)))
    assert all(done <= total for done, total in seen)
    assert seen[-1][0] == seen[-1][1]


def test_more_than_can_be_opened_is_not_saved(
    half_mended: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saved_work, "MOST_BYTES", 1_500)
    with pytest.raises(UserError, match="too large to be saved"):
        save_work(half_mended, tmp_path / "a.offconv")
    assert list(tmp_path.iterdir()) == []


# -- Files that are none, or no longer ----------------------------------------------------------------------


def repacked(work: Path, name: str, content: Callable[[bytes], bytes]) -> None:
    """The same archive with one member changed."""
    with zipfile.ZipFile(work) as archive:
        members = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    members[name] = content(members[name])
    with zipfile.ZipFile(work, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), members.pop("mimetype"))
        for member, bytes_ in members.items():
            archive.writestr(zipfile.ZipInfo(member), bytes_, zipfile.ZIP_DEFLATED)


def telling(**changes: object) -> Callable[[bytes], bytes]:
    return lambda words: json.dumps({**json.loads(words), **changes}).encode()


def test_a_newer_file_says_to_update(work: Path) -> None:
    repacked(work, "work.json", telling(version=2))
    with pytest.raises(UserError, match="Install the newest OffConv"):
        open_grid(work)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"Deal ID,MSCLKID\n1,2\n", "not saved work of OffConv"),
        (b"PK\x03\x04 and no more", "not saved work of OffConv"),
        (b"", "is empty"),
    ],
)
def test_a_file_that_is_only_called_like_it_is_told(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "deals.offconv"
    path.write_bytes(content)
    with pytest.raises(UserError, match=words):
        open_grid(path)


def test_it_is_known_under_any_name(work: Path) -> None:
    renamed = work.rename(work.with_suffix(".zip"))
    assert open_grid(renamed).settled is not None


@pytest.mark.parametrize(
    ("member", "content"),
    [
        ("work.json", lambda words: b"[]"),
        ("work.json", lambda words: b"[" * 100_000),
        ("work.json", lambda words: b"\xff"),
        ("work.json", telling(format="something else")),
        ("work.json", telling(version="1")),
        ("work.json", telling(version=None)),
        ("work.json", telling(version=0)),
        ("work.json", telling(rows=3)),
        ("work.json", telling(rows=-4)),
        ("work.json", telling(rows=2**62)),
        ("work.json", telling(rows=None)),
        ("work.json", telling(columns=None)),
        ("work.json", telling(columns=["Owner"])),
        ("work.json", telling(columns=[COLUMN] * 50)),
        ("work.json", telling(columns=[{**COLUMN, "heading": 5}])),
        ("work.json", telling(columns=[{**COLUMN, "field": "Conversion time"}])),
        ("work.json", telling(columns=[{**COLUMN, "field": "Conversion Time"}] * 2)),
        ("work.json", telling(columns=[{**COLUMN, "edited": 1}])),
        ("work.json", telling(columns=[{**COLUMN, "numeric": True, "edited": True}])),
        ("work.json", telling(choices={"currency": "EU"})),
        ("work.json", telling(choices={"time_zone": "Berlin"})),
        ("work.json", telling(goal={"name": "x", "window_days": 91})),
        ("work.json", telling(goals={"goals": ["x"]})),
        ("work.json", telling(source={"sheets": [1]})),
        ("work.json", telling(answers=[["x"]])),
        ("refused", lambda content: b"\0" * 11),
        ("refused", lambda content: b"\0" * 24),
        ("rows", lambda content: content[:-1]),
        ("rows", lambda content: content + b"\0"),
        ("rows", lambda content: b"\xff" * len(content)),
        ("columns/0", lambda content: content[:-1]),
        ("columns/0", lambda content: content + b"x"),
        ("columns/0", lambda content: content[:-1] + b"\xff"),
        ("columns/0", lambda content: b"\xff" * 16 + content[16:]),
        ("columns/0", lambda content: b""),
    ],
)
def test_a_damaged_file_says_what_to_do(work: Path, member: str, content: Callable[[bytes], bytes]) -> None:
    repacked(work, member, content)
    with pytest.raises(UserError, match=r"“deals.offconv” is damaged.* Open another copy"):
        open_grid(work)


@given(st.data())
def test_whatever_happens_to_a_file_it_opens_as_it_was_or_is_told(data: st.DataObject) -> None:
    one = document([faultless(0), faultless(1)], {"Owner": ["x", "y"]})
    content = bytearray(written(one))
    if data.draw(st.booleans()):
        del content[data.draw(st.integers(60, len(content) - 1)) :]
    else:
        content[data.draw(st.integers(59, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.offconv"
        path.write_bytes(content)
        try:
            again = opened_again(path)
        except UserError:
            return
        assert seen(again) == seen(one)


def test_a_bomb_is_not_unpacked(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved_work_reader, "MOST_BYTES", 10_000_000)
    repacked(work, "columns/0", lambda content: bytes(11_000_000))
    with pytest.raises(UserError, match="too large"):
        open_grid(work)


def test_no_more_is_unpacked_than_a_member_is_said_to_have(work: Path) -> None:
    """The directory of the archive says one size, and behind it lies a thousand times as much."""
    with zipfile.ZipFile(work) as archive:
        size = archive.getinfo("columns/0").file_size
    repacked(work, "columns/0", lambda content: bytes(1_000_000))
    lying = work.read_bytes().replace((1_000_000).to_bytes(4, "little"), size.to_bytes(4, "little"))
    work.write_bytes(lying)
    with pytest.raises(UserError, match="damaged"):
        open_grid(work)


def test_work_of_a_document_tells_all_of_it(half_mended: Document) -> None:
    told = work_of(half_mended)
    assert told.settled is not None
    assert told.settled.choices is half_mended.choices
    assert told.settled.fields.count(None) == 1
