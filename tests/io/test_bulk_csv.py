"""The bytes of a bulk file, as Microsoft Advertising's docs and SDK have them."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pytest
from builders import document, faultless
from hypothesis import given
from hypothesis import strategies as st

from offconv_gui.core.document import Document
from offconv_gui.core.fields import Field
from offconv_gui.core.goals import Goal
from offconv_gui.core.kinds import free_text
from offconv_gui.io.targets import plan_export, write_export

RESTATE = {
    "ADJUSTMENT_TYPE": "restate",
    "ADJUSTMENT_TIME": "2026-11-09T10:00:00Z",
    "ADJUSTMENT_VALUE": "980.00",
    "ADJUSTMENT_CURRENCY": "eur",
}
RETRACT = {"ADJUSTMENT_TYPE": "RETRACT", "ADJUSTMENT_TIME": "2026-11-09T10:00:00Z"}
HASH = "ec81f3ac7b2b19675bab9d54cf416f9f18cff87c97da5cca82c0f0891bc40602"


def exported(doc: Document) -> list[dict[str, str]]:
    """The records of the file, by heading."""
    text = "\r\n".join(plan_export(doc).preview(1_000_000))
    headings, version, *records = csv.reader(io.StringIO(text, newline=""))
    assert version[0] == "Format Version"
    return [dict(zip(headings, record, strict=True)) for record in records]


def record(row: Mapping[Field, str], **choices: object) -> dict[str, str]:
    (only,) = exported(document([row], **choices))
    return only


def test_the_bytes_of_a_small_file(tmp_path: Path) -> None:
    rows = [faultless(0), faultless(1, VALUE="", CURRENCY="", NAME='Deals, "large"')]
    write_export(plan_export(document(rows)), tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_bytes() == (
        b"\xef\xbb\xbf"
        b"Type,Status,Id,Parent Id,Client Id,Name,"
        b"Microsoft Click Id,Conversion Time,Conversion Value,Conversion Currency Code,Conversion Name\r\n"
        b"Format Version,,,,,6.0,,,,,\r\n"
        b"Offline Conversion,,,,A-1,,000000017f7f7f7f7f7f7f7f7f7f7f7f,11/05/2026 14:30:00,1234.5,USD,"
        b"Closed deals\r\n"
        b"Offline Conversion,,,,A-2,,000000027f7f7f7f7f7f7f7f7f7f7f7f,11/05/2026 14:30:00,,,"
        b'"Deals, ""large"""\r\n'
    )


def test_a_column_that_no_row_uses_is_not_written() -> None:
    headings = list(record(faultless(0, VALUE="", CURRENCY="")))
    assert headings[6:] == ["Microsoft Click Id", "Conversion Time", "Conversion Name"]


def test_a_column_used_only_by_rows_left_behind_is_not_written() -> None:
    bad = faultless(1, TIME="", ADJUSTMENT_TYPE="Retract")
    assert "Adjustment Type" not in exported(document([faultless(0), bad]))[0]


@pytest.mark.parametrize(
    ("cells", "choices", "heading", "expected"),
    [
        (
            {"CLICK_ID": "3CF4220C917B853860886599B2AC757F"},
            {},
            "Microsoft Click Id",
            "3cf4220c917b853860886599b2ac757f",
        ),
        (
            {"TIME": "2026-11-05 14:30"},
            {"zone": "America/New_York"},
            "Conversion Time",
            "11/05/2026 19:30:00",
        ),
        ({"TIME": "2026-11-05T14:30:09.9+01:00"}, {"zone": None}, "Conversion Time", "11/05/2026 13:30:09"),
        ({"TIME": "5 Nov 2026 2:30 pm"}, {"zone": "UTC"}, "Conversion Time", "11/05/2026 14:30:00"),
        ({"VALUE": "$1,234.50"}, {}, "Conversion Value", "1234.5"),
        ({"VALUE": "1.234,56"}, {}, "Conversion Value", "1234.56"),
        ({"VALUE": "0"}, {}, "Conversion Value", "0"),
        ({"VALUE": "999999999999"}, {}, "Conversion Value", "999999999999"),
        ({"VALUE": "12.34567"}, {}, "Conversion Value", "12.34567"),
        ({"CURRENCY": " eur "}, {}, "Conversion Currency Code", "EUR"),
        ({"CURRENCY": ""}, {"currency": "GBP"}, "Conversion Currency Code", "GBP"),
        ({"CURRENCY": "JPY"}, {"currency": "GBP"}, "Conversion Currency Code", "JPY"),
        ({"CURRENCY": "JPY", "VALUE": ""}, {}, "Conversion Currency Code", "JPY"),
        ({"CURRENCY": "", "VALUE": "€ 5"}, {"currency": None}, "Conversion Currency Code", "EUR"),
        ({"NAME": ""}, {"goal": Goal("Won")}, "Conversion Name", "Won"),
        ({"NAME": "Own goal"}, {"goal": Goal("Won")}, "Conversion Name", "Own goal"),
        ({"NAME": "Zoë's\tgoal; all"}, {}, "Conversion Name", "Zoë's\tgoal; all"),
        ({"CLIENT_ID": ""}, {}, "Client Id", "row-2"),
        ({"CLIENT_ID": "=1+1"}, {}, "Client Id", "=1+1"),
        ({"HASHED_EMAIL": f" {HASH.upper()} "}, {}, "Hashed Email Address", HASH),
        ({"ATTRIBUTION_MODEL": "Linear"}, {}, "External Attribution Model", "Linear"),
        ({"ATTRIBUTION_CREDIT": "0.250"}, {}, "External Attribution Credit", "0.25"),
    ],
)
def test_a_cell_is_written_as_the_service_reads_it(
    cells: dict[str, str], choices: dict[str, object], heading: str, expected: str
) -> None:
    assert record(faultless(0, **cells), **choices)[heading] == expected


@pytest.mark.parametrize(
    ("cells", "choices"),
    [
        ({"CURRENCY": "", "VALUE": ""}, {"currency": "GBP"}),
        ({"CURRENCY": ""}, {"currency": None}),
        ({"CURRENCY": "", "VALUE": "$ 5"}, {"currency": None}),
    ],
)
def test_no_currency_is_invented(cells: dict[str, str], choices: dict[str, object]) -> None:
    assert "Conversion Currency Code" not in record(faultless(0, **cells), **choices)


def test_a_hash_stands_in_for_a_placeholder_of_a_click_id() -> None:
    found = record(faultless(0, CLICK_ID="{msclkid}", HASHED_EMAIL=HASH))
    assert "Microsoft Click Id" not in found
    assert found["Hashed Email Address"] == HASH


def adjustment(**cells: str) -> dict[str, str]:
    found = record(faultless(0, **cells))
    wanted = [
        "Conversion Value",
        "Conversion Currency Code",
        *(h for h in found if h.startswith("Adjustment")),
    ]
    return {heading: found.get(heading, "") for heading in wanted}


def test_a_restated_conversion_has_its_new_value_only() -> None:
    assert adjustment(**RESTATE) == {
        "Conversion Value": "",
        "Conversion Currency Code": "",
        "Adjustment Type": "Restate",
        "Adjustment Time": "11/09/2026 10:00:00",
        "Adjustment Value": "980",
        "Adjustment Currency Code": "EUR",
    }


def test_a_retracted_conversion_has_no_value_at_all() -> None:
    assert adjustment(**RETRACT, ADJUSTMENT_CURRENCY="EUR", ATTRIBUTION_MODEL="Linear") == {
        "Conversion Value": "",
        "Conversion Currency Code": "",
        "Adjustment Type": "Retract",
        "Adjustment Time": "11/09/2026 10:00:00",
    }


def test_a_new_conversion_has_no_adjustment_time() -> None:
    rows = [faultless(0, ADJUSTMENT_TIME="2026-11-09T10:00:00Z"), faultless(1, **RETRACT)]
    new, retracted = exported(document(rows))
    assert (new["Adjustment Type"], new["Adjustment Time"]) == ("", "")
    assert new["Conversion Value"] == "1234.5"
    assert retracted["Adjustment Time"] == "11/09/2026 10:00:00"


@pytest.mark.parametrize(
    ("own", "conversion", "chosen", "expected"),
    [("EUR", "USD", "GBP", "EUR"), ("", "USD", "GBP", "USD"), ("", "", "GBP", "GBP"), ("", "", None, "")],
)
def test_a_new_value_has_the_nearest_currency(
    own: str, conversion: str, chosen: str | None, expected: str
) -> None:
    cells = {**RESTATE, "ADJUSTMENT_CURRENCY": own, "CURRENCY": conversion}
    assert record(faultless(0, **cells), currency=chosen).get("Adjustment Currency Code", "") == expected


@pytest.mark.parametrize(
    ("goal", "written"),
    [
        ("a,b", '"a,b"'),
        ('a"b', '"a""b"'),
        ("a\rb", '"a\rb"'),
        ("a\nb", '"a\nb"'),
        ('"', '""""'),
        (" a ", " a "),
        ("a;b\tc", "a;b\tc"),
        ("=1+1", "=1+1"),
        ("'a'", "'a'"),
    ],
)
def test_quotes_stand_where_they_are_needed(goal: str, written: str) -> None:
    assert plan_export(document([faultless(0, NAME=goal)])).preview()[2].endswith(f",USD,{written}")


TEXTS = st.text(
    st.one_of(
        st.sampled_from(",\"\r\n;\t =+-@'äß€\u2028"), st.characters(codec="utf-8", exclude_characters="\0")
    ),
    min_size=1,
    max_size=20,
).filter(lambda text: not free_text.read(pa.array([text], pa.large_string())).blank[0])
"""A text that shows nothing counts as a blank cell, for which the chosen goal is written."""


@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_any_text_comes_back_from_a_csv_reader(goals: Sequence[str]) -> None:
    rows = [faultless(place, NAME=goal) for place, goal in enumerate(goals)]
    assert [found["Conversion Name"] for found in exported(document(rows))] == list(goals)


@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_only_cells_that_need_quotes_have_them(goals: Sequence[str]) -> None:
    rows = [faultless(place, NAME=goal) for place, goal in enumerate(goals)]
    lines = plan_export(document(rows)).preview(100)[2:]
    for goal, line in zip(goals, lines, strict=True):
        assert line.endswith('"') == any(mark in goal for mark in ',"\r\n')
