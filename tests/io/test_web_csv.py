"""The file of the Conversions page, and that what this program writes is read back without loss."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from builders import CHOICES, NOW, document, faultless
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offconv_gui.core.choices import Choices, DateOrder
from offconv_gui.core.document import Document
from offconv_gui.core.fields import Field
from offconv_gui.io.documents import open_table
from offconv_gui.io.targets import BULK_CSV, WEB_CSV, Target, plan_export, write_export

RESTATE = {
    "ADJUSTMENT_TYPE": "Restate",
    "ADJUSTMENT_TIME": "2026-11-09T10:00:00Z",
    "ADJUSTMENT_VALUE": "980.5",
    "ADJUSTMENT_CURRENCY": "EUR",
    "VALUE": "",
    "CURRENCY": "",
}
HASH = "ec81f3ac7b2b19675bab9d54cf416f9f18cff87c97da5cca82c0f0891bc40602"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_bytes_of_a_small_file(tmp_path: Path) -> None:
    rows = [faultless(0), faultless(1, VALUE="", CURRENCY="", NAME='Deals, "large"')]
    write_export(plan_export(document(rows), WEB_CSV), tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_bytes() == (
        b"\xef\xbb\xbfParameters:TimeZone=+0000\r\n"
        b"Microsoft Click ID,Conversion Name,Conversion Time,Conversion Value,Conversion Currency\r\n"
        b"000000017f7f7f7f7f7f7f7f7f7f7f7f,Closed deals,11/05/2026 14:30:00,1234.5,USD\r\n"
        b'000000027f7f7f7f7f7f7f7f7f7f7f7f,"Deals, ""large""",11/05/2026 14:30:00,,\r\n'
    )


def test_hashes_have_columns_where_there_are_any() -> None:
    plan = plan_export(document([faultless(0, HASHED_EMAIL=HASH)]), WEB_CSV)
    assert plan.preview()[1].endswith(",Conversion Currency,Hashed Email Address")


def test_adjustments_go_into_a_file_of_their_own(tmp_path: Path) -> None:
    doc = document([faultless(0), faultless(1, **RESTATE), faultless(2)])
    written = write_export(plan_export(doc, WEB_CSV), tmp_path / "out.csv")
    assert [(file.path.name, file.rows) for file in written] == [("out.csv", 2), ("out-adjustments.csv", 1)]
    assert (tmp_path / "out-adjustments.csv").read_text("utf-8-sig").splitlines() == [
        "Parameters:TimeZone=+0000",
        "Microsoft Click ID,Conversion Name,Conversion Time,Adjustment Value,Adjustment Currency,"
        "Adjustment Type,Adjustment Time",
        "000000027f7f7f7f7f7f7f7f7f7f7f7f,Closed deals,11/05/2026 14:30:00,980.5,EUR,Restate,"
        "11/09/2026 10:00:00",
    ]


def test_adjustments_alone_take_the_name_that_was_given(tmp_path: Path) -> None:
    write_export(plan_export(document([faultless(0, **RESTATE)]), WEB_CSV), tmp_path / "out.csv")
    assert names(tmp_path) == ["out.csv"]


def test_a_hundred_thousand_rows_fill_a_file() -> None:
    above = len(plan_export(document([faultless(0)]), WEB_CSV).preview(2))
    assert WEB_CSV.max_rows - above == 100_000
    plan = plan_export(document([faultless(place) for place in range(5)]), replace(WEB_CSV, max_rows=4))
    assert [part.rows for part in plan.parts] == [2, 2, 1]


def test_what_it_has_no_column_for_is_told() -> None:
    doc = document([faultless(0, ATTRIBUTION_MODEL="Linear", ATTRIBUTION_CREDIT="0.5")])
    assert plan_export(doc, WEB_CSV).unsent == (Field.ATTRIBUTION_MODEL, Field.ATTRIBUTION_CREDIT)
    assert plan_export(doc, BULK_CSV).unsent == ()


# -- Read back -----------------------------------------------------------------------------------------------

DAYS = st.dates(date(2026, 9, 1), date(2026, 11, 20))
TEXTS = st.text(st.sampled_from("abcÄß€,;\"'|\t 1-"), min_size=1, max_size=12).filter(
    lambda text: bool(text.strip()) and not text.strip().startswith("#")
)


@st.composite
def tables(draw: st.DrawFn) -> list[Mapping[Field, str]]:
    """Rows of new conversions and adjustments that no rule marks."""
    rows = []
    for place in range(draw(st.integers(1, 6))):
        moment = f"{draw(DAYS)}T{draw(st.integers(0, 23)):02}:{draw(st.integers(0, 59)):02}:07Z"
        cells = {"TIME": moment, "NAME": draw(TEXTS)}
        if draw(st.booleans()):
            cells |= {"VALUE": f"{draw(st.integers(0, 10**9))}.{draw(st.integers(0, 99)):02}"}
        else:
            cells |= {**RESTATE, "ADJUSTMENT_TIME": "2026-11-22T10:00:00Z"}
        rows.append(faultless(place, **cells))
    return rows


def uploaded(doc: Document) -> list[tuple[str, ...]]:
    """What of each row that goes is uploaded, as the bulk file has it, its Client Id aside."""
    lines = plan_export(doc, BULK_CSV).preview(1_000_000)
    headings, _, *records = csv.reader(io.StringIO("\r\n".join(lines), newline=""))
    wanted = [place for place, heading in enumerate(headings) if heading not in ("Client Id", "Name", "Type")]
    return sorted(tuple(f"{headings[place]}={record[place]}" for place in wanted) for record in records)


def reopened(paths: Sequence[Path]) -> list[tuple[str, ...]]:
    opened = [open_table(path, Choices(), NOW).document for path in paths]
    assert all(doc.counts().errors == 0 for doc in opened)
    assert all(doc.choices.zone == "UTC" for doc in opened)
    return sorted(row for doc in opened for row in uploaded(doc))


@pytest.mark.parametrize("target", [BULK_CSV, WEB_CSV], ids=lambda target: target.key)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(rows=tables())
def test_what_is_written_reads_back(
    tmp_path_factory: pytest.TempPathFactory, target: Target, rows: list[Mapping[Field, str]]
) -> None:
    doc = document(rows)
    assert doc.counts().errors == 0
    alike = [
        document([row for row in rows if (Field.ADJUSTMENT_TYPE in row) is kind]) for kind in (False, True)
    ]
    folder = tmp_path_factory.mktemp("export")
    written = write_export(plan_export(doc, target), folder / "out.csv")
    paths = [file.path for file in written]
    whole = [uploaded(doc)] if target is BULK_CSV else [uploaded(part) for part in alike if part.row_count]
    assert reopened(paths) == sorted(row for part in whole for row in part)


def template(tmp_path: Path, *times: str, zone: str = "Parameters:TimeZone=+0000;") -> Document:
    """A filled template as the Conversions page hands it out."""
    lines = [
        "### INSTRUCTIONS ###",
        "# Fill in the rows below",
        "",
        zone,
        "Microsoft Click ID,Conversion Name,Conversion Time,Conversion Value,Conversion Currency",
        *(f"{place:032x},Closed deals,{moment},5,USD" for place, moment in enumerate(times, 1)),
    ]
    path = tmp_path / "template.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return open_table(path, CHOICES.changed(zone=None), NOW).document


def test_dates_of_a_template_are_month_first(tmp_path: Path) -> None:
    assert template(tmp_path, "11/05/2026 02:30:00 PM").choices.date_order is DateOrder.MDY


def test_a_template_whose_dates_prove_day_first_is_read_that_way(tmp_path: Path) -> None:
    doc = template(tmp_path, "15/11/2026 14:30:00", "05/11/2026 14:30:00")
    assert (doc.choices.date_order, doc.counts().errors) == (DateOrder.AUTO, 0)


@pytest.mark.parametrize(
    ("line", "zone"), [("+0100", "Etc/GMT-1"), ("EasternTimeUSCanada", "America/New_York")]
)
def test_the_zone_of_a_template_holds(tmp_path: Path, line: str, zone: str) -> None:
    assert (
        template(tmp_path, "11/05/2026 14:30:00", zone=f"Parameters:TimeZone={line};,,,,").choices.zone
        == zone
    )


def test_a_bulk_file_of_the_service_opens_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "bulk.csv"
    path.write_text(
        "Type,Status,Id,Parent Id,Client Id,Name,Conversion Currency Code,Conversion Name,Conversion Time,"
        "Conversion Value,Microsoft Click Id\nFormat Version,,,,,6.0,,,,,\n"
        "Offline Conversion,,,,C-1,,USD,My Goal,11/7/2026 6:50:54 PM,10,f894f652ea334e739002f7167ab8f8e3\n",
        encoding="utf-8-sig",
    )
    doc = open_table(path, Choices(), NOW).document
    assert doc.counts().ready == 1
    assert plan_export(doc).preview()[2] == (
        "Offline Conversion,,,,C-1,,f894f652ea334e739002f7167ab8f8e3,11/07/2026 18:50:54,10,USD,My Goal"
    )
