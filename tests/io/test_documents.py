"""From a file to a document: which column becomes what, and which zone holds, when nobody can be asked."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from builders import NOW

from offconv_gui.core.choices import Choices, DateOrder, DecimalMark
from offconv_gui.core.edits import SetChoices
from offconv_gui.core.fields import Field
from offconv_gui.core.kinds import times, zones
from offconv_gui.core.messages import Message, UserError
from offconv_gui.io.documents import OpenTable, Overrides, open_table, zone_called

ID = "3cf4220c917b853860886599b2ac757f"


def opened(
    folder: Path, text: str, *, overrides: Overrides | None = None, usual: Overrides | None = None
) -> OpenTable:
    path = folder / "deals.csv"
    path.write_text(text, encoding="utf-8")
    return open_table(path, Choices(), NOW, overrides=overrides or {}, usual=usual or {})


TABLE = f"MSCLKID,Close Date,Amount,Paid On,Notes\n{ID},2026-11-05T14:30Z,5,2026-11-06T14:30Z,x\n"


def fields(folder: Path, **said: Overrides) -> dict[str, Field | None]:
    table = opened(folder, TABLE, **said)
    return dict(zip(table.opened.grid.headings, table.fields, strict=True))


def test_sure_columns_are_taken_without_asking(tmp_path: Path) -> None:
    found = fields(tmp_path)
    assert (found["MSCLKID"], found["Close Date"], found["Notes"]) == (Field.CLICK_ID, Field.TIME, None)


def test_what_is_said_goes_before_what_is_guessed(tmp_path: Path) -> None:
    found = fields(tmp_path, overrides={"paid on": Field.TIME, "Amount": None})
    assert (found["Close Date"], found["Paid On"], found["Amount"]) == (None, Field.TIME, None)


def test_what_is_said_goes_before_the_layout(tmp_path: Path) -> None:
    found = fields(tmp_path, usual={"Notes": Field.TIME}, overrides={"Paid On": Field.TIME})
    assert (found["Close Date"], found["Paid On"], found["Notes"]) == (None, Field.TIME, None)


def test_a_layout_may_know_columns_that_the_file_lacks(tmp_path: Path) -> None:
    assert fields(tmp_path, usual={"Gone": Field.NAME})["Close Date"] is Field.TIME


def test_a_column_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"no column “Gone”.*MSCLKID, Close Date, Amount, Paid On, Notes"):
        fields(tmp_path, overrides={"Gone": Field.NAME})


def test_two_columns_cannot_be_one_field(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="both be Conversion Time"):
        fields(tmp_path, overrides={"Close Date": Field.TIME, "Paid On": Field.TIME})


def test_a_column_without_heading_is_called_by_its_place(tmp_path: Path) -> None:
    table = opened(tmp_path, f"MSCLKID,,x\n{ID},2026-11-05T14:30Z,y\n", overrides={"#2": Field.TIME})
    assert table.fields == (Field.CLICK_ID, Field.TIME, None)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("+0000", "UTC"),
        ("-00:00", "UTC"),
        ("+0100", "Etc/GMT-1"),
        ("-0500", "Etc/GMT+5"),
        ("+0530", "Asia/Kolkata"),
        ("-0330", None),
        ("+9900", None),
        ("UTC", "UTC"),
        ("America/New_York", "America/New_York"),
        ("europe/berlin", "Europe/Berlin"),
        ("PacificTimeUSCanadaTijuana", "America/Los_Angeles"),
        ("Nowhere", None),
        ("", None),
    ],
)
def test_a_zone_is_known_by_offset_and_by_name(text: str, zone: str | None) -> None:
    assert zone_called(text) == zone


@pytest.mark.parametrize(("chosen", "zone"), [(None, "Etc/GMT-1"), ("UTC", "UTC"), ("own", "own")])
def test_a_declared_zone_holds_where_nobody_chose(chosen: str | None, zone: str, tmp_path: Path) -> None:
    path = tmp_path / "template.csv"
    path.write_text(
        f"Parameters:TimeZone=+0100;,,\nMicrosoft Click ID,Conversion Time,x\n{ID},2026-11-05 14:30,y\n",
        encoding="utf-8",
    )
    assert open_table(path, Choices(zone=chosen), NOW).document.choices.zone == zone


OWN_ZONES = ["14:30", "14:30+0500", "14:30 EasternTimeUSCanada", "14:30Z"]


def in_own_zones(folder: Path, declared: str) -> Path:
    """A template that declares a zone, with rows that carry others."""
    path = folder / "template.csv"
    rows = "".join(f"{place:032x},G,2026-11-05 {time}\n" for place, time in enumerate(OWN_ZONES, 1))
    head = "Microsoft Click ID,Conversion Name,Conversion Time\n"
    path.write_text(f"Parameters:TimeZone={declared}\n{head}{rows}", encoding="utf-8")
    return path


def test_in_a_template_the_zone_of_a_row_comes_before_the_declared_one(tmp_path: Path) -> None:
    document = open_table(in_own_zones(tmp_path, "+0100"), Choices(), NOW).document
    read = document.readings.typed[Field.TIME].whole()
    assert document.counts().ready == 4
    assert [times.show(int(utc))[11:16] for utc in read.utc] == ["13:30", "09:30", "19:30", "14:30"]


def test_once_a_zone_is_chosen_other_zones_in_a_template_are_conflicts(tmp_path: Path) -> None:
    document = open_table(in_own_zones(tmp_path, "+0100"), Choices(), NOW).document
    chosen = document.choices.changed(zone="Etc/GMT-1")
    asked = document.apply(SetChoices(Message(""), chosen)).document
    told = open_table(in_own_zones(tmp_path, "+0100"), Choices(zone="Etc/GMT-1"), NOW).document
    assert [asked.counts().errors, told.counts().errors] == [2, 2]


@pytest.mark.parametrize(
    ("declared", "minutes"),
    [("-0930", -570), ("+0330", 210), ("+0430", 270), ("+0530", 330), ("+0545", 345), ("+0630", 390)],
)
def test_a_zone_between_the_hours_is_always_that_far_from_utc(declared: str, minutes: int) -> None:
    a_year = np.arange(0, 365, 5) * 86_400 + NOW
    offsets = zones.zone(str(zone_called(declared))).offset_at(a_year)
    assert set(offsets.tolist()) == {minutes * 60}


BULK = """Type,Status,Id,Parent Id,Client Id,Name,Microsoft Click Id,Conversion Time,Conversion Name
Format Version,,,,,6.0,,,
{type},,,,A-1,,3cf4220c917b853860886599b2ac757f,11/05/2026 14:30:00,Closed deals
"""


def test_an_upload_made_before_is_in_utc_with_the_month_first(tmp_path: Path) -> None:
    document = opened(tmp_path, BULK.format(type="Offline Conversion")).document
    assert document.counts().ready == 1
    assert document.choices == Choices(zone="UTC", date_order=DateOrder.MDY, decimal_mark=DecimalMark.POINT)


def test_the_decimals_of_an_upload_made_before_are_no_question(tmp_path: Path) -> None:
    head, version, row = BULK.format(type="Offline Conversion").splitlines()
    text = "\n".join([head + ",Conversion Value", version + ",", row + ",12.345", ""])
    assert opened(tmp_path, text).document.counts().ready == 1


def test_what_a_person_chose_holds_for_it_too(tmp_path: Path) -> None:
    path = tmp_path / "upload.csv"
    path.write_text(BULK.format(type="Offline Conversion"), encoding="utf-8")
    chosen = Choices(zone="Europe/Berlin", date_order=DateOrder.DMY, decimal_mark=DecimalMark.COMMA)
    assert open_table(path, chosen, NOW).document.choices == chosen


@pytest.mark.parametrize(
    "version",
    [
        "Format Version,,,,,6.0,,,",
        "Format Version,,,,6.0,,,,",
        "Format Version,Active,,,,6.0,,,",
        "Format Version,6.0",
        "Format Version",
    ],
)
def test_a_format_version_in_another_place_leaves_it_an_upload_made_before(
    tmp_path: Path, version: str
) -> None:
    head, _, row = BULK.format(type="Offline Conversion").splitlines()
    for lines in ([head, version, row], [head, row, version]):
        document = opened(tmp_path, "\n".join([*lines, ""])).document
        assert document.counts().ready == 1
        assert document.choices.zone == "UTC"


def test_a_column_called_type_makes_no_bulk_file(tmp_path: Path) -> None:
    assert opened(tmp_path, BULK.format(type="Deal")).document.choices == Choices()
