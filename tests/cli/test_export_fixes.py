"""`offconv export --fix`: rows are mended by the names of rules before they are written."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from offconv_gui.cli import main
from offconv_gui.core.named_fixes import SAFE, fixes_called, names_with_a_fix

ID = "3cf4220c917b853860886599b2ac757f"
OTHERS = [f"{place:08x}{'7f' * 12}" for place in range(1, 9)]
CHOICES = ["--goal", "Closed deals", "--currency", "USD", "--time-zone", "America/New_York"]
NOW = ["--now", "2026-11-24T00:00:00Z"]
HEADINGS = "MSCLKID,Close Date,Amount,Currency,Landing Page"
ROWS = [
    f"https://www.example.com/?msclkid={ID},2026-11-05 14:30,10.50,USD,",
    f"{OTHERS[0]},2026-11-05T14:30:00+10:00,20.50,USD,",
    f"{OTHERS[1]},2026-11-05 14:30,30.50,US$,",
    f"{OTHERS[2]},2026-11-05 14:30,40.50,£,",
    f"{OTHERS[3]},2026-01-05 14:30,50.50,USD,",
    f"{OTHERS[5]},2026-11-05 14:30,70.50,USD,",
    f",2026-11-06 14:30,60.50,USD,https://www.example.com/?msclkid={OTHERS[4]}",
]


@pytest.fixture
def deals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    Path("deals.csv").write_text("\n".join([HEADINGS, *ROWS]) + "\n", encoding="utf-8")
    return "deals.csv"


def exported(deals: str, capsys: pytest.CaptureFixture[str], *fixes: str) -> tuple[int, dict[str, Any]]:
    options = [word for fix in fixes for word in ("--fix", fix)]
    mapped = ["--map", "Landing Page=Landing Page"]
    status = main(["export", deals, "-o", "out.csv", *mapped, *CHOICES, *NOW, *options, "--json"])
    out, err = capsys.readouterr()
    assert err == ""
    return status, json.loads(out)


def column(heading: str) -> list[str]:
    with Path("out.csv").open(encoding="utf-8-sig", newline="") as file:
        return [row[heading] for row in csv.DictReader(file) if row["Type"] == "Offline Conversion"]


def test_nothing_is_mended_unasked(deals: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, report = exported(deals, capsys)
    assert (status, report["ready"]) == (1, 1)
    assert "fixed" not in report


def test_a_rule_is_mended_by_its_name(deals: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, report = exported(deals, capsys, "click-id-in-text")
    assert report["fixed"] == [{"rule": "click-id-in-text", "cells": 1}]
    assert column("Microsoft Click Id") == [ID, OTHERS[5]]


def test_several_rules_are_mended_in_the_order_given(deals: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, report = exported(deals, capsys, "time-zone-conflict", "click-id-missing", "value-negative")
    assert report["fixed"] == [
        {"rule": "time-zone-conflict", "cells": 1},
        {"rule": "click-id-missing", "cells": 1},
        {"rule": "value-negative", "cells": 0},
    ]
    assert column("Conversion Time") == ["11/05/2026 04:30:00", "11/05/2026 19:30:00", "11/06/2026 19:30:00"]
    assert column("Microsoft Click Id") == [OTHERS[0], OTHERS[5], OTHERS[4]]


def test_safe_mends_what_cannot_change_a_meaning(deals: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, report = exported(deals, capsys, "safe")
    assert report["fixed"] == [
        {"rule": "click-id-in-text", "cells": 1},
        {"rule": "time-zone-conflict", "cells": 1},
        {"rule": "currency-unknown", "cells": 1},
    ]
    assert column("Conversion Currency Code") == ["USD", "USD", "USD", "USD"]


def test_rows_a_fix_leaves_out_are_no_errors(deals: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, report = exported(deals, capsys, "time-too-old")
    assert report["fixed"] == [{"rule": "time-too-old", "cells": 1}]
    assert (report["rows"], report["ready"], report["errors"]) == (7, 1, 5)


def test_rows_that_a_fix_leaves_out_keep_the_status_from_saying_that_all_went(
    deals: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [f"{OTHERS[1]},2026-11-05 14:30,50.50,USD,", f"{OTHERS[3]},2026-01-05 14:30,50.50,USD,"]
    Path(deals).write_text("\n".join([HEADINGS, *rows]) + "\n", encoding="utf-8")
    status, report = exported(deals, capsys, "time-too-old")
    assert (status, report["ready"], report["errors"]) == (1, 1, 0)


def test_people_are_told_what_was_mended(deals: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["export", deals, "-o", "out.csv", *CHOICES, *NOW, "--fix", "click-id-in-text"])
    assert "Fixed\n  1  click-id-in-text  Take out the ID\n" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["click-id", "time-zone-missing", "", "SAVE"])
def test_an_unknown_rule_is_refused_with_those_that_have_a_fix(
    name: str, deals: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", deals, "-o", "out.csv", *CHOICES, *NOW, "--fix", name]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert ", ".join([SAFE, *names_with_a_fix()]) in err
    assert not Path("out.csv").exists()


def test_the_help_tells_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--help"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "--fix RULE" in said
    assert "safe = every fix that cannot change a meaning" in said


def test_every_name_that_is_listed_has_a_fix() -> None:
    assert all(fixes_called(name) for name in (SAFE, *names_with_a_fix()))


def test_both_graces_of_a_rule_go_by_one_name() -> None:
    assert [rule.id for rule, _ in fixes_called("goal-unknown")] == ["goal-unknown", "goal-unlisted"]
