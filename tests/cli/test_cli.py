"""The `offconv` command: what it prints, what it writes, and how it ends."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from offconv_gui.cli import main
from offconv_gui.core.rules import RULES
from offconv_gui.io.kept_layouts import layouts_folder

WHY = {rule.name: rule.why for rule in RULES}
NOW = ["--now", "2026-11-24T00:00:00Z"]
CHOICES = ["--goal", "Closed deals", "--currency", "USD", "--time-zone", "America/New_York", *NOW]
IDS = [f"{place:08x}{'7f' * 12}" for place in range(1, 10)]
HEADINGS = "Deal ID,MSCLKID,Close Date,Amount,Notes"
GOOD = [f"D-{place},{IDS[place]},2026-11-0{place} 14:30,{place}00.50,note" for place in range(1, 5)]
NO_ID = "D-8,,2026-11-05 09:00,800,note"
TOO_OLD = f"D-9,{IDS[8]},2026-01-05 09:00,900,note"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, and the one that the command is run in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def table(folder: Path, *rows: str, name: str = "deals.csv", headings: str = HEADINGS) -> str:
    (folder / name).write_text("\n".join([headings, *rows]) + "\n", encoding="utf-8")
    return name


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def printed(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """The one object on standard output, with nothing on standard error."""
    out, err = capsys.readouterr()
    assert err == ""
    report: dict[str, Any] = json.loads(out)
    return report


# -- Exit status --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "status"),
    [(GOOD, 0), ([*GOOD, NO_ID], 1), ([NO_ID], 1), ([GOOD[0].replace("14:30", ""), GOOD[1]], 0)],
    ids=["all ready", "one error", "all errors", "a warning"],
)
def test_the_status_of_a_check(rows: list[str], status: int, folder: Path) -> None:
    assert main(["check", table(folder, *rows), *CHOICES]) == status


@pytest.mark.parametrize(("rows", "status"), [(GOOD, 0), ([*GOOD, NO_ID], 1)], ids=["all ready", "one error"])
def test_the_status_of_an_export(rows: list[str], status: int, folder: Path) -> None:
    assert main(["export", table(folder, *rows), "-o", "out.csv", *CHOICES]) == status


def test_showing_columns_is_no_judgement(folder: Path) -> None:
    assert main(["columns", table(folder, NO_ID)]) == 0


BAD_FILES = {
    "missing.csv": None,
    "empty.csv": b"",
    "blank.csv": b"\n\n\n",
    "picture.png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\10\6\0\0\0",
    "document.pdf": b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n",
    "archive.zip": b"PK\3\4\24\0\0\0\10\0",
    "broken.xlsx": b"PK\3\4 this is not a workbook",
    "program.csv": bytes(range(256)) * 40,
}


@pytest.mark.parametrize("command", [["check"], ["columns"], ["export", "-o", "out.csv"]], ids=lambda c: c[0])
@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_is_no_table_is_told_in_one_line(
    name: str, command: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = BAD_FILES[name]
    if content is not None:
        (folder / name).write_bytes(content)
    assert main([command[0], name, *command[1:]]) == 2
    assert_one_line(capsys, name)
    assert "out.csv" not in names(folder)


def assert_one_line(capsys: pytest.CaptureFixture[str], *words: str) -> None:
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("offconv: ")
    assert err.count("\n") == 1
    assert "Traceback" not in err
    for word in words:
        assert word in err


BAD_ARGUMENTS = [
    ([], "COMMAND"),
    (["mend", "deals.csv"], "mend"),
    (["check"], "FILE"),
    (["check", "deals.csv", "--colour"], "--colour"),
    (["check", "deals.csv", "--fix"], "--fix"),
    (["check", "deals.csv", "another.csv"], "another.csv"),
    (["check", "."], "is a folder"),
    (["check", "deals.csv", "--header-row", "x"], "--header-row cannot be “x”"),
    (["check", "deals.csv", "--header-row", "-1"], "from 1"),
    (["check", "deals.csv", "--header-row", "0"], "from 1"),
    (["check", "deals.csv", "--header-row", "99"], "no row 99"),
    (["check", "deals.csv", "--sheet", "Deals"], "no sheet “Deals” in “deals.csv”: it is not a workbook"),
    (["check", "deals.csv", "--encoding", "klingon"], "klingon"),
    (["check", "deals.csv", "--delimiter", "ab"], "“ab” cannot separate"),
    (["check", "deals.csv", "--map", "Amount"], "SOURCE=FIELD"),
    (["check", "deals.csv", "--map", "=Client Id"], "SOURCE=FIELD"),
    (["check", "deals.csv", "--map", "Amount=Value"], "Conversion Value"),
    (["check", "deals.csv", "--map", "Turnover=Conversion Value"], "Deal ID, MSCLKID, Close Date, Amount"),
    (["check", "deals.csv", "--map", "Amount=Client Id", "--map", "Notes=Client Id"], "both be Client Id"),
    (["check", "deals.csv", "--goal", " "], "--goal"),
    (["check", "deals.csv", "--count-type", "Some"], "All, Unique"),
    (["check", "deals.csv", "--window-days", "0"], "from 1 to 90"),
    (["check", "deals.csv", "--window-days", "91"], "from 1 to 90"),
    (["check", "deals.csv", "--currency", "EU"], "--currency"),
    (["check", "deals.csv", "--currency", "US$"], "such as USD"),
    (["check", "deals.csv", "--time-zone", "Europe/Berln"], "Europe/Berlin"),
    (["check", "deals.csv", "--time-zone", "New York"], "America/New_York"),
    (["check", "deals.csv", "--date-order", "dym"], "auto, dmy, mdy, ymd"),
    (["check", "deals.csv", "--decimal", "dot"], "auto, point, comma"),
    (["check", "deals.csv", "--now", "today"], "2026-11-24T00:00:00Z"),
    (["check", "deals.csv", "--profile", "Weekly"], "no layout “Weekly”"),
    (["check", "deals.csv", "--profile", "deals.csv"], "not a layout"),
    (["export", "deals.csv"], "-o"),
    (["export", "deals.csv", "-o", "nowhere/out.csv"], "There is no folder"),
    (["export", "deals.csv", "-o", "deals.csv", "--force"], "come from"),
    (["export", "deals.csv", "-o", "there.csv"], "already a file"),
    (["export", "deals.csv", "-o", "out.csv", "--rejects", "there.csv"], "already a file"),
    (["export", "deals.csv", "-o", "out.csv", "--rejects", "out.csv"], "two files at once"),
    (["export", "deals.csv", "-o", "."], "is a folder"),
]


@pytest.mark.parametrize(
    ("argv", "word"), BAD_ARGUMENTS, ids=lambda value: " ".join(value) if isinstance(value, list) else ""
)
def test_a_wrong_argument_is_told_in_one_line(
    argv: list[str], word: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table(folder, *GOOD)
    (folder / "there.csv").write_text("old", encoding="utf-8")
    if argv and argv[0] == "export":
        argv = [*argv, *CHOICES]
    assert main(argv) == 2
    assert_one_line(capsys, word)
    assert names(folder) == ["deals.csv", "there.csv"]
    assert (folder / "there.csv").read_text(encoding="utf-8") == "old"


def test_an_export_without_a_ready_row_writes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", table(folder, NO_ID), "-o", "out.csv", "--rejects", "rest.xlsx", *CHOICES]) == 2
    assert_one_line(capsys, "No row is ready")
    assert names(folder) == ["deals.csv"]


@pytest.mark.parametrize("argv", [["--help"], ["check", "--help"], ["export", "-h"], ["--version"]])
def test_help_is_no_failure(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(argv) == 0
    assert "offconv" in capsys.readouterr().out


# -- JSON ---------------------------------------------------------------------------------------------------


def test_the_whole_report_of_a_small_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", table(folder, GOOD[0], NO_ID, GOOD[1], TOO_OLD), "--json", *CHOICES])
    report = printed(capsys)
    assert re.fullmatch(r"20\d\d[a-z]", report.pop("tzdata"))
    assert report == {
        "file": "deals.csv",
        "sheet": None,
        "encoding": "utf-8",
        "delimiter": ",",
        "header_row": 1,
        "rows": 4,
        "ready": 2,
        "warnings": 0,
        "errors": 2,
        "evidence": {
            "date_order": {"order": None, "proved_by": 0, "example_row": None},
            "decimal": {"mark": "point", "proved_by": 2, "example_row": 2},
        },
        "columns": [
            {"source": "Deal ID", "field": "Client Id"},
            {"source": "MSCLKID", "field": "Microsoft Click Id"},
            {"source": "Close Date", "field": "Conversion Time"},
            {"source": "Amount", "field": "Conversion Value"},
            {"source": "Notes", "field": None},
        ],
        "problems": [
            {"rule": "click-id-missing", "severity": "error", "field": "Microsoft Click Id", "count": 1},
            {"rule": "time-too-old", "severity": "error", "field": "Conversion Time", "count": 1},
        ],
        "cells": [
            {
                "row": 3,
                "field": "Microsoft Click Id",
                "rule": "click-id-missing",
                "severity": "error",
                "value": "",
                "message": "This row has no click ID. " + WHY["click-id-missing"],
            },
            {
                "row": 5,
                "field": "Conversion Time",
                "rule": "time-too-old",
                "severity": "error",
                "value": "2026-01-05 09:00",
                "message": "2026-01-05 14:00:00 in UTC is more than 90 days ago. " + WHY["time-too-old"],
            },
        ],
    }


KEYS = [
    *("file", "sheet", "encoding", "delimiter", "header_row", "rows", "ready", "warnings", "errors"),
    *("tzdata", "evidence", "columns", "problems", "cells"),
]


def test_an_export_reports_the_same_and_its_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = table(folder, *GOOD, NO_ID)
    main(["check", name, "--json", *CHOICES])
    checked = printed(capsys)
    assert main(["export", name, "-o", "out.csv", "--json", *CHOICES]) == 1
    report = printed(capsys)
    assert list(checked) == KEYS
    assert list(report) == [*KEYS, "exported"]
    assert report.pop("exported") == [
        {"path": "out.csv", "rows": 4, "bytes": (folder / "out.csv").stat().st_size}
    ]
    assert report == checked


def test_counts_follow_their_meaning(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    only_date = GOOD[0].replace(" 14:30", "")
    main(["check", table(folder, only_date, GOOD[1], NO_ID, NO_ID.replace(" 09:00", "")), "--json", *CHOICES])
    report = printed(capsys)
    assert (report["rows"], report["ready"], report["warnings"], report["errors"]) == (4, 2, 1, 2)


def test_every_cell_is_listed_by_row_and_then_by_the_roll(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    columns = ["--map", "Close Date=Conversion Time", "--map", "Amount=Conversion Value"]
    main(["check", table(folder, *["D-1,,yesterday,lots,x"] * 200), "--json", *columns, *CHOICES])
    cells = printed(capsys)["cells"]
    errors = [(cell["row"], cell["rule"]) for cell in cells if cell["severity"] == "error"]
    rules = ["click-id-missing", "time-unreadable", "value-unreadable"]
    assert errors == [(row, rule) for row in range(2, 202) for rule in rules]


def test_rows_are_numbered_as_in_the_source(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "deals.csv").write_text(f"A report\n\n{HEADINGS}\n{GOOD[0]}\n\n{NO_ID}\n", encoding="utf-8")
    main(["check", "deals.csv", "--json", *CHOICES])
    report = printed(capsys)
    assert (report["header_row"], report["rows"], report["cells"][0]["row"]) == (3, 2, 6)


def test_a_column_of_two_formats_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    times = ["11/18/2026 10:00", "18/11/2026 10:00", "11/19/2026 10:00"]
    rows = [f"D-{place},{IDS[place]},{time},1,x" for place, time in enumerate(times)]
    main(["check", table(folder, *rows), "--json", *CHOICES])
    assert printed(capsys)["evidence"]["date_order"] == {
        "order": None,
        "proved_by": 0,
        "example_row": None,
        "mixed": True,
        "counts": {"dmy": 1, "mdy": 2},
        "minority_rows": [3],
    }


def test_years_of_two_digits_are_undecided_until_their_order_is_given(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [f"D-{place},{IDS[place]},{time},5,x" for place, time in enumerate(["26-11-05", "26-11-18"])]
    assert main(["check", table(folder, *rows), "--json", *CHOICES]) == 1
    assert printed(capsys)["problems"][0]["rule"] == "time-order-unclear"
    assert main(["check", table(folder, *rows), "--json", "--date-order", "ymd", *CHOICES]) == 0


def test_the_proof_names_its_row_in_the_source(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        f"D-{place},{IDS[place]},{time},5,x"
        for place, time in enumerate(["3/4/2026 9:00", "11/18/2026 9:00"])
    ]
    main(["check", table(folder, *rows), "--json", *CHOICES])
    assert printed(capsys)["evidence"]["date_order"] == {"order": "mdy", "proved_by": 1, "example_row": 3}


def test_columns_tell_what_each_would_become_and_why(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["columns", table(folder, *GOOD, headings=HEADINGS.replace("Notes", "Goal")), "--json"]) == 0
    report = printed(capsys)
    assert (report["rows"], report["sheets"], report["delimiter"]) == (4, [], ",")
    assert [column["field"] for column in report["columns"]] == [
        "Client Id",
        "Microsoft Click Id",
        "Conversion Time",
        "Conversion Value",
        None,
    ]
    unsure = report["columns"][-1]
    assert (unsure["source"], unsure["suggestion"], unsure["sure"]) == ("Goal", "Conversion Name", False)
    assert unsure["reason"]
    assert unsure["examples"] == ["note"] * 3


def test_what_is_unsure_is_not_used(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = table(folder, *GOOD, headings=HEADINGS.replace("Notes", "Goal"))
    main(["check", name, "--json", *CHOICES])
    assert printed(capsys)["columns"][-1]["field"] is None
    main(["check", name, "--map", "goal=conversion name", "--json", *CHOICES])
    assert printed(capsys)["columns"][-1]["field"] == "Conversion Name"


def test_a_usual_heading_over_unreadable_cells_is_judged_and_not_dropped(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [row.replace(".50", ".5k") for row in GOOD]
    assert main(["check", table(folder, *rows), *CHOICES, "--json"]) == 1
    assert {cell["rule"] for cell in printed(capsys)["cells"]} == {"value-unreadable"}


def test_json_is_plain_ascii(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", table(folder, "Zoë,,größer,€,x", name="größe.csv"), "--json", *CHOICES])
    out = capsys.readouterr().out
    assert out.isascii()
    assert json.loads(out)["file"] == "größe.csv"


# -- Options ------------------------------------------------------------------------------------------------


def test_a_source_may_hold_an_equals_sign(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = table(folder, *GOOD, headings=HEADINGS.replace("Notes", "a=b"))
    main(["check", name, "--map", "a=b=Conversion Name", "--json", *CHOICES])
    assert printed(capsys)["columns"][-1] == {"source": "a=b", "field": "Conversion Name"}


def test_a_column_can_be_left_unused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", table(folder, *GOOD), "--map", "Amount=-", "--json", *CHOICES])
    assert printed(capsys)["columns"][3] == {"source": "Amount", "field": None}


@pytest.mark.parametrize(
    ("options", "ready"),
    [
        ([], 1),
        (["--date-order", "mdy"], 3),
        (["--date-order", "dmy"], 2),
        (["--date-order", "MDY", "--decimal", "comma"], 3),
        (["--time-zone", "own"], 0),
        (["--time-zone", "utc"], 1),
        (["--now", "2026-11-10T00:00:00"], 1),
        (["--now", "2026-10-01"], 0),
    ],
    ids=str,
)
def test_choices_decide_what_is_ready(
    options: list[str], ready: int, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        f"D-1,{IDS[1]},10/11/2026 14:30,1,x",
        f"D-2,{IDS[2]},11/05/2026 14:30,1,x",
        f"D-3,{IDS[3]},2026-11-05 14:30,1,x",
    ]
    main(["check", table(folder, *rows), "--json", *CHOICES, *options])
    assert printed(capsys)["ready"] == ready


def test_the_window_and_the_count_type_belong_to_the_goal(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        f"{IDS[1]},2026-11-05 14:30,2026-10-20 09:00",
        f"{IDS[1]},2026-11-06 14:30,2026-10-20 09:00",
        f"{IDS[2]},2026-11-05 14:30,2026-09-01 09:00",
    ]
    name = table(folder, *rows, headings="MSCLKID,Close Date,Click Time")
    main(["check", name, "--json", *CHOICES, "--count-type", "unique", "--window-days", "90"])
    found = {problem["rule"]: problem["count"] for problem in printed(capsys)["problems"]}
    assert found == {"repeat-for-unique-goal": 1, "value-missing": 3}
    main(["check", name, "--json", *CHOICES])
    found = {problem["rule"]: problem["count"] for problem in printed(capsys)["problems"]}
    assert found == {"time-outside-window": 1, "value-missing": 3}


def test_reading_options_are_obeyed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = f"{IDS[1]};2026-11-05 14:30", f"{IDS[2]};x;2026-11-06 10:00"
    text = f"MSCLKID;Close Date\n{first}\nMSCLKID;Größe;Close Date\n{second}\n"
    (folder / "deals.txt").write_bytes(text.encode("cp1252"))
    options = ["--header-row", "3", "--encoding", "cp1252", "--delimiter", "semicolon"]
    main(["columns", "deals.txt", "--json", *options])
    report = printed(capsys)
    assert [column["source"] for column in report["columns"]] == ["MSCLKID", "Größe", "Close Date"]
    assert (report["header_row"], report["delimiter"], report["rows"]) == (3, ";", 1)


def test_a_table_without_headings_is_one_when_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("deals.txt").write_text(f"Deal ID,{IDS[1]}\n", encoding="utf-8")
    main(["columns", "deals.txt", "--json", "--header-row", "none"])
    report = printed(capsys)
    assert (report["header_row"], report["rows"], report["columns"][0]["examples"]) == (0, 1, ["Deal ID"])


def test_the_report_on_columns_is_the_same_object_without_the_cells(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = table(folder, *GOOD, NO_ID)
    assert main(["check", name, "--json", *CHOICES]) == 1
    checked = printed(capsys)
    assert main(["columns", name, "--json", *CHOICES]) == 0
    shown = printed(capsys)
    assert shown.keys() - {"sheets"} == checked.keys() - {"cells"}
    assert [shown[key] for key in shown.keys() - {"sheets", "columns"}] == [
        checked[key] for key in shown.keys() - {"sheets", "columns"}
    ]
    assert [(one["source"], one["field"]) for one in shown["columns"]] == [
        (one["source"], one["field"]) for one in checked["columns"]
    ]


def test_a_sheet_is_chosen_by_name(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = openpyxl.Workbook()
    book.active.title = "First"  # type: ignore[union-attr]
    book.active.append(["Nothing", "here"])  # type: ignore[union-attr]
    second = book.create_sheet("Deals 2026")
    for row in ([*HEADINGS.split(",")], ["D-1", IDS[1], datetime(2026, 11, 5, 14, 30), 5.5, "x"]):  # noqa: DTZ001
        second.append(row)
    book.save(folder / "deals.xlsx")
    assert main(["check", "deals.xlsx", "--sheet", "Deals 2026", "--json", *CHOICES]) == 0
    report = printed(capsys)
    assert (report["sheet"], report["encoding"], report["delimiter"], report["ready"]) == (
        "Deals 2026",
        None,
        None,
        1,
    )
    assert main(["check", "deals.xlsx", "--sheet", "Gone", *CHOICES]) == 2
    assert_one_line(capsys, "Gone", "Deals 2026")


def test_the_clock_is_the_real_one_unless_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        f"D-1,{IDS[1]},{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ},1,x",
        f"D-2,{IDS[2]},2001-01-01T00:00:00Z,1,x",
    ]
    main(["check", table(folder, *rows), "--json", "--goal", "Won"])
    assert [cell["rule"] for cell in printed(capsys)["cells"]] == ["time-too-old"]


LAYOUT = {
    "version": 1,
    "columns": {"Notes": "Conversion Name", "Absent": "Landing Page"},
    "choices": {"goal": "From the layout", "currency": "EUR", "time_zone": "Europe/Berlin"},
}


def exported_line(folder: Path) -> str:
    return (folder / "out.csv").read_text(encoding="utf-8-sig").splitlines()[2]


@pytest.mark.parametrize("by_name", [True, False])
def test_a_profile_makes_the_choices(by_name: bool, folder: Path) -> None:
    path = layouts_folder() / "weekly.json" if by_name else folder / "weekly.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(LAYOUT), encoding="utf-8")
    profile = "weekly" if by_name else "weekly.json"
    name = table(folder, f"D-1,{IDS[1]},2026-11-05 14:30,5,", f"D-2,{IDS[2]},2026-11-05 14:30,5,Own")
    assert main(["export", name, "-o", "out.csv", "--profile", profile, *NOW]) == 0
    assert exported_line(folder).endswith(f"{IDS[1]},11/05/2026 13:30:00,5,EUR,From the layout")


def test_what_is_given_wins_over_the_profile(folder: Path) -> None:
    (folder / "weekly.json").write_text(json.dumps(LAYOUT), encoding="utf-8")
    given = ["--goal", "Given", "--currency", "usd", "--time-zone", "UTC", "--map", "Notes=-"]
    name = table(folder, f"D-1,{IDS[1]},2026-11-05 14:30,5,Own")
    assert main(["export", name, "-o", "out.csv", "--profile", "weekly.json", *given, *NOW]) == 0
    assert exported_line(folder).endswith(f"{IDS[1]},11/05/2026 14:30:00,5,USD,Given")


# -- Files out ----------------------------------------------------------------------------------------------


def test_the_exported_bytes(folder: Path) -> None:
    main(["export", table(folder, GOOD[0], NO_ID), "-o", "out.csv", *CHOICES])
    assert (folder / "out.csv").read_bytes().decode("utf-8") == (
        "\ufeffType,Status,Id,Parent Id,Client Id,Name,Microsoft Click Id,Conversion Time,Conversion Value,"
        "Conversion Currency Code,Conversion Name\r\n"
        "Format Version,,,,,6.0,,,,,\r\n"
        f"Offline Conversion,,,,D-1,,{IDS[1]},11/01/2026 19:30:00,100.5,USD,Closed deals\r\n"
    )


def test_the_same_command_gives_the_same_bytes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = table(folder, *GOOD, NO_ID, TOO_OLD)
    reports = []
    for out in ("one", "two"):
        (folder / out).mkdir()
        options = ["-o", f"{out}/out.csv", "--rejects", f"{out}/rest.xlsx", "--json", *CHOICES]
        main(["export", name, *options])
        reports.append(capsys.readouterr().out.replace(f"{out}/", ""))
    assert reports[0] == reports[1]
    assert (folder / "one" / "out.csv").read_bytes() == (folder / "two" / "out.csv").read_bytes()


def test_force_replaces_both_files(folder: Path) -> None:
    for name in ("out.csv", "rest.xlsx"):
        (folder / name).write_text("old", encoding="utf-8")
    options = ["-o", "out.csv", "--rejects", "rest.xlsx", "--force"]
    assert main(["export", table(folder, *GOOD, NO_ID), *options, *CHOICES]) == 1
    assert (folder / "out.csv").read_bytes().startswith(b"\xef\xbb\xbfType,")
    assert (folder / "rest.xlsx").read_bytes().startswith(b"PK")


def test_an_archive_is_written_on_request(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["export", table(folder, *GOOD), "-o", "out.csv", "--zip", "--json", *CHOICES])
    assert [file["path"] for file in printed(capsys)["exported"]] == ["out.zip"]
    assert names(folder) == ["deals.csv", "out.zip"]


# -- For people ---------------------------------------------------------------------------------------------


def test_the_text_says_what_counts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["-o", "out.csv", "--rejects", "rest.xlsx"]
    main(["export", table(folder, *GOOD, NO_ID), *options, *CHOICES])
    out, err = capsys.readouterr()
    assert err == ""
    for words in (
        "deals.csv: 5 rows, utf-8, separated by commas, headings in row 1",
        "4 ready",
        "1 with errors",
        "Close Date  ->  Conversion Time",
        "click-id-missing  No click ID (Microsoft Click Id)",
        "row 6  Microsoft Click Id  This row has no click ID.",
        "Written: out.csv (4 rows, ",
        "Left out: 1 row with errors, see rest.xlsx",
    ):
        assert words in out


def test_the_text_shows_the_first_cells_only(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", table(folder, *[NO_ID] * 30), *CHOICES])
    out = capsys.readouterr().out
    assert out.count("This row has no click ID.") == 10
    assert "--json lists them all" in out


def test_a_column_nobody_found_is_asked_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", table(folder, "a,b", headings="One,Two"), *CHOICES])
    out = capsys.readouterr().out
    assert '--map "SOURCE=Microsoft Click Id"' in out
    assert '--map "SOURCE=Conversion Time"' in out


def test_columns_that_may_both_be_the_value_are_not_passed_over_in_silence(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [f"{IDS[1]},2026-11-05 14:30,100,200"]
    main(["check", table(folder, *rows, headings="MSCLKID,Close Date,Amount,Amount"), *CHOICES])
    assert '--map "#3=Conversion Value"' in capsys.readouterr().out


def test_the_text_of_columns_offers_the_option_to_type(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["columns", table(folder, *GOOD, headings=HEADINGS.replace("Notes", "Goal"))])
    assert 'perhaps Conversion Name: --map "Goal=Conversion Name"' in capsys.readouterr().out


def test_any_console_can_show_it(folder: Path) -> None:
    """Windows consoles often know a few hundred characters only."""
    table(folder, f"漢字,{IDS[1]},größer,“€”,x")
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from offconv_gui.cli import main; sys.exit(main())",
            "check",
            "deals.csv",
        ],
        cwd=folder,
        env={**os.environ, "PYTHONIOENCODING": "cp437", "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"with errors" in done.stdout


def test_a_reader_that_leaves_early_is_no_trouble(folder: Path) -> None:
    table(folder, *[NO_ID] * 20_000)
    program = "import sys; from offconv_gui.cli import main; sys.exit(main())"
    with subprocess.Popen(
        [sys.executable, "-c", program, "check", "deals.csv", "--json"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(100)
        running.stdout.close()
        assert b"Traceback" not in running.stderr.read()


class _FullDisk(io.StringIO):
    """Standard output in a file on a disk that is full."""

    def __init__(self, descriptor: int) -> None:
        super().__init__()
        self._descriptor = descriptor

    def write(self, text: str, /) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    def fileno(self) -> int:
        return self._descriptor


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_a_report_that_cannot_be_written_is_told_in_one_line(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    options: list[str],
) -> None:
    name = table(folder, *GOOD)
    with (folder / "report.txt").open("w", encoding="utf-8") as file:
        monkeypatch.setattr(sys, "stdout", _FullDisk(file.fileno()))
        assert main(["check", name, *options, *CHOICES]) == 2
    assert capsys.readouterr().err == "offconv: The report cannot be written: No space left on device.\n"


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_a_reader_that_left_before_the_end_is_no_trouble(folder: Path, options: list[str]) -> None:
    """So little is printed that it goes out only at the end, when nobody is there to take it."""
    table(folder, *GOOD)
    program = "import sys; sys.stdin.read(); from offconv_gui.cli import main; sys.exit(main())"
    with subprocess.Popen(
        [sys.executable, "-c", program, "check", "deals.csv", *options],
        cwd=folder,
        env={**os.environ, "PYTHONUNBUFFERED": "", "PYTHONPATH": str(Path(__file__).parents[2])},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        running.stdin.close()
        assert running.stderr.read() == b""
    assert running.returncode == 2


# -- The kind of file ---------------------------------------------------------------------------------------


def test_the_file_of_the_conversions_page_is_written_on_demand(folder: Path) -> None:
    assert main(["export", table(folder, *GOOD), "-o", "out.csv", "--format", "web", *CHOICES]) == 0
    assert (folder / "out.csv").read_text("utf-8-sig").startswith("Parameters:TimeZone=+0000\n")


def test_an_unknown_kind_of_file_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", table(folder, *GOOD), "-o", "out.csv", "--format", "xml", *CHOICES]) == 2
    assert "'bulk', 'web'" in capsys.readouterr().err
    assert names(folder) == ["deals.csv"]


def test_a_column_that_may_be_a_field_is_named_to_programs_too(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    headings = "Microsoft Click Id,Conversion Time,Amount,Amount,Conversion Name"
    row = "3cf4220c917b853860886599b2ac757f,2026-11-05T14:30:00Z,1200,1300,Closed deals"
    main(["check", table(folder, row, headings=headings), *NOW, "--json"])
    assert printed(capsys)["undecided"] == [{"column": 3, "source": "Amount", "field": "Conversion Value"}]
