"""The `offconv` command on saved work: what was chosen holds, what is given holds before it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from builders import NOW

from offconv_gui.cli import main
from offconv_gui.core.choices import Choices, DateOrder
from offconv_gui.core.columns import typed
from offconv_gui.core.edits import SetCells
from offconv_gui.core.fields import Field
from offconv_gui.core.goals import CountType, Goal
from offconv_gui.core.messages import Message
from offconv_gui.io.documents import open_table
from offconv_gui.io.saved_work import save_work

AT = ["--now", "2026-11-24T00:00:00Z"]
ROWS = f"""Deal ID,MSCLKID,Close Date,Amount,Owner
D-1,{"3cf4220c" * 4},05/11/2026 14:30,12.50,Ann
D-2,{"96dd9de5" * 4},06/11/2026 09:00,lots,Bob
D-3,,13/11/2026 10:00,450,Cem
"""
CHOICES = Choices(Goal("Closed deals", CountType.UNIQUE, 14), "EUR", "Europe/Berlin")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a file, and with the work on it: one amount is mended."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "deals.csv").write_text(ROWS, encoding="utf-8")
    document = open_table(Path("deals.csv"), CHOICES, NOW).document
    mend = SetCells(Message("Edit"), Field.VALUE, np.array([1]), typed(["99"]))
    save_work(document.apply(mend).document, tmp_path / "deals.offconv")
    return tmp_path


def printed(capsys: pytest.CaptureFixture[str]) -> Any:
    out, err = capsys.readouterr()
    assert err == ""
    return json.loads(out)


def test_what_was_mended_and_chosen_is_judged(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "deals.offconv", "--json", *AT]) == 1
    told = printed(capsys)
    assert (told["rows"], told["ready"], told["errors"]) == (3, 2, 1)
    assert (told["file"], told["delimiter"], told["header_row"]) == ("deals.offconv", ",", 1)
    assert {"source": "Amount", "field": "Conversion Value"} in told["columns"]
    assert {"source": "Owner", "field": None} in told["columns"]


def test_the_export_is_the_mended_file(folder: Path) -> None:
    assert main(["export", "deals.offconv", "-o", "out.csv", *AT]) == 1
    lines = (folder / "out.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 4
    assert lines[3].endswith(",99,EUR,Closed deals")


def test_a_choice_given_holds_before_the_saved_one(folder: Path) -> None:
    assert (
        main(["export", "deals.offconv", "-o", "out.csv", "--currency", "usd", "--goal", "Leads", *AT]) == 1
    )
    written = (folder / "out.csv").read_text(encoding="utf-8-sig")
    assert ",EUR," not in written
    assert ",USD,Leads" in written


def test_the_usual_choice_can_be_given_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Else there would be no way back to it from a saved one."""
    wrong = open_table(Path("deals.csv"), CHOICES.changed(date_order=DateOrder.MDY), NOW).document
    save_work(wrong, folder / "wrong.offconv")
    assert main(["check", "wrong.offconv", "--json", *AT]) == 1
    assert printed(capsys)["ready"] == 0
    assert main(["check", "wrong.offconv", "--json", "--date-order", "auto", *AT]) == 1
    assert printed(capsys)["ready"] == 1


def test_a_column_can_be_matched_otherwise(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "deals.offconv", "--json", "--map", "Owner=Client Id", *AT]) == 1
    assert {"source": "Owner", "field": "Client Id"} in printed(capsys)["columns"]


def test_the_columns_are_shown_as_they_were_matched(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["columns", "deals.offconv", "--json"]) == 0
    told = printed(capsys)
    assert {one["source"]: one["field"] for one in told["columns"]}["Close Date"] == "Conversion Time"
    assert told["rows"] == 3


def test_saved_work_is_not_written_over_by_its_export(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (folder / "deals.offconv").read_bytes()
    assert main(["export", "deals.offconv", "-o", "deals.offconv", "--force", *AT]) == 2
    assert "the file that the rows come from" in capsys.readouterr().err
    assert (folder / "deals.offconv").read_bytes() == before


def test_damaged_work_is_one_line_and_status_2(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = (folder / "deals.offconv").read_bytes()
    (folder / "deals.offconv").write_bytes(whole[: len(whole) // 2])
    assert main(["check", "deals.offconv"]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert "“deals.offconv” is damaged" in err
