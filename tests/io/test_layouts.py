"""Layouts come back as they were saved, and a damaged one is told in a sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from offconv_gui.core.choices import Choices, DateOrder, DecimalMark
from offconv_gui.core.fields import Field
from offconv_gui.core.goals import CountType, Goal
from offconv_gui.core.messages import UserError
from offconv_gui.io.kept_layouts import find_layout, layouts_folder
from offconv_gui.io.layouts import Layout, load_layout, save_layout
from offconv_gui.io.opening import ReadOptions

FULL = Layout(
    "Weekly CRM export",
    {"Close Date": Field.TIME, "Notes": None},
    Choices(
        Goal("Größere Abschlüsse", CountType.UNIQUE, 60),
        "EUR",
        "Europe/Berlin",
        DateOrder.DMY,
        DecimalMark.COMMA,
        time_of_day=43_200,
        zone_meanings=(("CST", "America/Chicago"),),
    ),
    ReadOptions("Deals", 3, "windows-1252", ";"),
    {Field.VALUE: "25"},
)


@pytest.mark.parametrize("layout", [FULL, Layout("Bare"), Layout("Goal", choices=Choices(goal=Goal("Won")))])
def test_a_layout_comes_back_as_it_was_saved(layout: Layout, tmp_path: Path) -> None:
    save_layout(layout, tmp_path / "new" / "layout.json")
    assert load_layout(tmp_path / "new" / "layout.json") == layout


def test_a_zone_that_one_file_declared_is_not_kept_for_the_next(tmp_path: Path) -> None:
    own = Choices(currency="EUR", zone="Etc/GMT-1", zone_from_file=True)
    save_layout(Layout("Template", {}, own), tmp_path / "template.json")
    assert load_layout(tmp_path / "template.json").choices == Choices(currency="EUR")


def test_the_documented_form_is_read(tmp_path: Path) -> None:
    path = tmp_path / "weekly.json"
    entries = {
        "version": 1,
        "name": "Weekly CRM export",
        "columns": {"Close Date": "Conversion Time", "Notes": None, "Stage": "-"},
        "choices": {
            "goal": "Closed deals",
            "count_type": "Unique",
            "window_days": 60,
            "currency": "EUR",
            "time_zone": "Europe/Berlin",
            "date_order": "dmy",
            "decimal": "comma",
        },
        "read": {"sheet": None, "header_row": 3, "encoding": "windows-1252", "delimiter": ";"},
    }
    path.write_text(json.dumps(entries), encoding="utf-8")
    assert load_layout(path) == Layout(
        "Weekly CRM export",
        {"Close Date": Field.TIME, "Notes": None, "Stage": None},
        Choices(
            Goal("Closed deals", CountType.UNIQUE, 60),
            "EUR",
            "Europe/Berlin",
            DateOrder.DMY,
            DecimalMark.COMMA,
        ),
        ReadOptions(None, 3, "windows-1252", ";"),
    )


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ([], "not a layout"),
        ({}, "version None"),
        ({"version": 2}, "version 2"),
        ({"version": 1, "columns": []}, None),
        ({"version": 1, "columns": ["x"]}, "see “columns”"),
        ({"version": 1, "columns": {"A": "Conversion time"}}, "see “Conversion time”"),
        ({"version": 1, "columns": {"A": 5}}, "see “5”"),
        ({"version": 1, "choices": {"window_days": 91}}, "see “91”"),
        ({"version": 1, "choices": {"window_days": "30"}}, "see “30”"),
        ({"version": 1, "choices": {"window_days": True}}, "see “True”"),
        ({"version": 1, "choices": {"currency": "EU"}}, "see “EU”"),
        ({"version": 1, "choices": {"time_zone": "Berlin"}}, "see “Berlin”"),
        ({"version": 1, "choices": {"date_order": "DMY"}}, "see “DMY”"),
        ({"version": 1, "choices": {"decimal": 1}}, "see “1”"),
        ({"version": 1, "read": {"header_row": "3"}}, "see “3”"),
        ({"version": 1, "unheard of": 1}, None),
    ],
)
def test_a_layout_is_taken_apart_with_care(entries: Any, words: str | None, tmp_path: Path) -> None:
    path = tmp_path / "weekly.json"
    path.write_text(json.dumps(entries), encoding="utf-8")
    if words is None:
        assert load_layout(path) == Layout("weekly")
        return
    with pytest.raises(UserError, match=words):
        load_layout(path)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"\0", b" " * 1_000_001])
def test_what_is_no_layout_is_told(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "weekly.json"
    path.write_bytes(content)
    with pytest.raises(UserError, match="not a layout"):
        load_layout(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        load_layout(tmp_path / "gone.json")


def test_a_layout_is_found_by_its_name() -> None:
    path = layouts_folder() / "Weekly.json"
    save_layout(Layout("Weekly"), path)
    assert find_layout("Weekly") == path


def test_a_name_that_nobody_gave_is_told() -> None:
    with pytest.raises(UserError, match="no layout “Weekly”"):
        find_layout("Weekly")


@pytest.mark.parametrize("name", ["some/where", "layout.json", "../x"])
def test_a_path_is_a_file(name: str) -> None:
    assert find_layout(name) == Path(name)
