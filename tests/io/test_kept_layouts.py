"""Layouts are kept by name, fit the files with their headings, and fill in what a file lacks."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from offconv_gui.core.choices import Choices
from offconv_gui.core.fields import Field
from offconv_gui.core.grid import Grid, GridColumn
from offconv_gui.core.messages import UserError
from offconv_gui.io import kept_layouts as kept
from offconv_gui.io.documents import open_table, with_constants
from offconv_gui.io.layouts import Layout
from offconv_gui.io.opening import ReadOptions


def names() -> list[str]:
    return [one.layout.name for one in kept.kept_layouts()]


def test_layouts_are_listed_by_name_and_removed() -> None:
    for name in ("weekly", "Monthly", "b/c: d?"):
        kept.keep_layout(Layout(name))
    assert names() == ["b/c: d?", "Monthly", "weekly"]
    kept.forget_layout(kept.find_layout("b/c: d?"))
    assert names() == ["Monthly", "weekly"]


def test_a_name_is_kept_once() -> None:
    kept.keep_layout(Layout("Weekly", {"A": None}))
    kept.keep_layout(Layout("Weekly", {"B": None}))
    assert [dict(one.layout.columns) for one in kept.kept_layouts()] == [{"B": None}]


def test_names_that_differ_in_what_a_file_cannot_be_called_stay_apart() -> None:
    kept.keep_layout(Layout("a/b"))
    kept.keep_layout(Layout("a:b"))
    assert names() == ["a/b", "a:b"]


@pytest.mark.parametrize("name", ["CON", "nul.x", "...", "x" * 300, "../../out"])
def test_every_name_makes_a_file_in_the_folder(name: str) -> None:
    path = kept.keep_layout(Layout(name))
    assert path.parent == kept.layouts_folder()
    assert path.is_file()
    assert names() == [name]


def test_a_damaged_file_is_passed_over() -> None:
    kept.keep_layout(Layout("Weekly"))
    (kept.layouts_folder() / "broken.json").write_text("{", encoding="utf-8")
    assert names() == ["Weekly"]


def test_no_folder_means_no_layouts() -> None:
    assert kept.kept_layouts() == ()


@pytest.mark.parametrize(
    ("headings", "fits"),
    [
        (["Close Date", "Amount"], True),
        (["Amount", " Close Date "], True),
        (["Amount"], False),
        (["Amount", "Close Date", "Stage"], False),
        ([], False),
    ],
)
def test_a_layout_fits_exactly_its_headings(headings: list[str], fits: bool) -> None:
    kept.keep_layout(Layout("Weekly", {"Close Date": Field.TIME, "Amount": None}))
    assert (kept.layout_for(headings) is not None) is fits


def test_of_two_that_fit_the_one_saved_last_is_used() -> None:
    older = kept.keep_layout(Layout("Older", {"A": None}))
    kept.keep_layout(Layout("Newer", {"A": None}))
    os.utime(older, (1, 1))
    found = kept.layout_for(["A"])
    assert found is not None
    assert found.name == "Newer"


def test_blank_and_repeated_headings_are_called_by_their_place() -> None:
    assert kept.column_keys(["Amount", "", "Amount", " "]) == ("Amount", "#2", "#3", "#4")


def test_only_layouts_that_say_how_to_read_are_tried_by_reading() -> None:
    kept.keep_layout(Layout("Plain", {"A": None}))
    kept.keep_layout(Layout("Third row", {"A": None}, read=ReadOptions(header_row=3)))
    assert [layout.name for layout in kept.layouts_read_otherwise()] == ["Third row"]


def test_one_that_cannot_be_removed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    path = kept.keep_layout(Layout("Weekly"))

    def refuse(self: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(UserError, match="cannot be removed"):
        kept.forget_layout(path)


def test_a_constant_fills_a_field_that_the_file_lacks(tmp_path: Path, now: int) -> None:
    path = tmp_path / "leads.csv"
    path.write_text("Click ID,Close Date\n3cf4220c917b853860886599b2ac757f,2026-11-05T14:30Z\n", "utf-8")
    table = open_table(path, Choices(), now, constants={Field.VALUE: "25"})
    assert table.document.table.columns[Field.VALUE].cell(0) == "25"


def test_a_column_of_the_file_goes_before_a_constant() -> None:
    text = pa.chunked_array([pa.array(["9"], pa.large_string())])
    grid = Grid((GridColumn("Amount", text),), np.array([2]))
    assert with_constants(grid, (Field.VALUE,), {Field.VALUE: "25"}) == (grid, (Field.VALUE,))
