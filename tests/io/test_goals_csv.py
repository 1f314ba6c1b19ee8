"""Goals come from a bulk download as the service writes it, or from a list that somebody keeps."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from offconv_gui.core.goals import CountType, Goal, GoalBook, GoalStatus
from offconv_gui.core.messages import UserError
from offconv_gui.io.goals_csv import MOST_NAMES, book_of_names, read_goals

HEADINGS = (
    "Type,Status,Id,Parent Id,Client Id,Modified Time,Name,Conversion Window In Minutes,Count Type,"
    "Revenue Type,Revenue Value,{currency}"
)


def download(folder: Path, *records: str, currency: str = "Currency Code") -> Path:
    path = folder / "download.csv"
    lines = [HEADINGS.format(currency=currency), "Format Version,,,,,,6.0,,,,,", *records]
    path.write_bytes(("\ufeff" + "\r\n".join(lines) + "\r\n").encode())
    return path


def text_file(folder: Path, content: str) -> Path:
    path = folder / "goals.txt"
    path.write_text(content, encoding="utf-8")
    return path


def test_a_goal_of_a_download_is_read_whole(tmp_path: Path) -> None:
    path = download(
        tmp_path,
        "OfflineConversion Goal,Active,12,,,,Closed deals,43200,Unique,FixedValue,5,EUR",
        "OfflineConversion Goal,Paused,13,,,,Leads,129600,All,NoValue,,",
    )
    assert read_goals(path) == GoalBook(
        (
            Goal("Closed deals", CountType.UNIQUE, 30, currency="EUR"),
            Goal("Leads", CountType.ALL, 90, GoalStatus.PAUSED),
        ),
        from_account=True,
    )


@pytest.mark.parametrize(
    "kind", ["OfflineConversion Goal", "Offline Conversion Goal", "offlineconversion goal"]
)
@pytest.mark.parametrize("heading", ["Currency Code", "Conversion Currency Code"])
def test_both_spellings_of_type_and_currency_are_known(tmp_path: Path, kind: str, heading: str) -> None:
    path = download(tmp_path, f"{kind},Active,12,,,,Closed deals,43200,All,,,usd", currency=heading)
    (goal,) = read_goals(path).goals
    assert goal.takes_uploads
    assert goal.currency == "USD"


def test_other_kinds_of_goal_are_known_but_take_no_uploads(tmp_path: Path) -> None:
    path = download(
        tmp_path,
        "OfflineConversion Goal,Active,12,,,,Closed deals,,,,,",
        "Event Goal,Active,13,,,,Sign up,,,,,",
        "URL Goal,Active,14,,,,Thank you,,,,,",
        "Campaign,Active,15,,,,Closed deals campaign,,,,,",
    )
    book = read_goals(path)
    assert [(goal.name, goal.kind) for goal in book.goals] == [
        ("Closed deals", "OfflineConversion"),
        ("Sign up", "Event"),
        ("Thank you", "URL"),
    ]
    assert book.names == ("Closed deals",)


def test_without_goals_that_take_uploads_a_download_is_no_whole_list(tmp_path: Path) -> None:
    book = read_goals(download(tmp_path, "Event Goal,Active,13,,,,Sign up,,,,,"))
    assert not book.from_account


def test_a_deleted_goal_is_gone(tmp_path: Path) -> None:
    path = download(
        tmp_path,
        "OfflineConversion Goal,Deleted,12,,,,Old,,,,,",
        "OfflineConversion Goal,Active,13,,,,New,,,,,",
    )
    assert read_goals(path).names == ("New",)


@pytest.mark.parametrize(
    ("minutes", "days"),
    [("43200", 30), ("1", 1), ("1440", 1), ("1441", 2), ("129600", 90), ("999999", 90), ("", 30), ("x", 30)],
)
def test_a_window_in_minutes_becomes_whole_days(tmp_path: Path, minutes: str, days: int) -> None:
    path = download(tmp_path, f"OfflineConversion Goal,Active,1,,,,Deals,{minutes},,,,")
    assert read_goals(path).goals[0].window_days == days


@pytest.mark.parametrize(
    ("content", "names"),
    [
        ("Closed deals\nLeads, hot\n\n  Trial  \n", ("Closed deals", "Leads, hot", "Trial")),
        ("Goal name\nClosed deals\n", ("Closed deals",)),
        ("Name,Window\nClosed deals,30\nLeads,7\n", ("Closed deals", "Leads")),
        ("Leads\nLeads\n", ("Leads",)),
        ("Closed deals", ("Closed deals",)),
    ],
)
def test_a_list_of_names_is_a_book_that_may_lack_some(
    tmp_path: Path, content: str, names: tuple[str, ...]
) -> None:
    book = read_goals(text_file(tmp_path, content))
    assert book.names == names
    assert not book.from_account


def test_a_workbook_may_hold_the_list(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name in ("Goal", "Closed deals", "Leads"):
        book.active.append([name])
    book.save(tmp_path / "goals.xlsx")
    assert read_goals(tmp_path / "goals.xlsx").names == ("Closed deals", "Leads")


@pytest.mark.parametrize(
    "content",
    [
        HEADINGS.format(currency="Currency Code") + "\nCampaign,Active,1,,,,Brand,,,,,\n",
        "Close Date\tAmount\n2026-11-05\t12\n",
        "x" * 301 + "\n",
        "\n".join(f"Goal {number}" for number in range(MOST_NAMES + 1)),
        "Name\n\n",
    ],
    ids=["no goals in a download", "a table", "long lines", "many lines", "a heading alone"],
)
def test_a_file_without_goals_is_told_in_a_sentence(tmp_path: Path, content: str) -> None:
    with pytest.raises(UserError, match=r"goals\.txt"):
        read_goals(text_file(tmp_path, content))


def test_names_that_are_typed_make_a_book() -> None:
    assert book_of_names(["  Closed deals", "", "Leads "]).names == ("Closed deals", "Leads")
