"""The plan of an export tells exactly what will be written, and writing keeps to it."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from builders import NOW, document, faultless
from hypothesis import given
from hypothesis import strategies as st

from offconv_gui.core.document import Document
from offconv_gui.core.fixes import leave_out
from offconv_gui.core.grid import Origin
from offconv_gui.core.messages import UserError
from offconv_gui.core.progress import Cancelled
from offconv_gui.io.bulk_csv import BULK_CSV
from offconv_gui.io.targets import TARGETS, plan_export, write_export

DAY = 86_400


def deals(*changes: dict[str, str]) -> Document:
    return document([faultless(place, **cells) for place, cells in enumerate(changes)])


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# -- The plan -----------------------------------------------------------------------------------------------


def test_rows_with_an_error_stay_and_rows_with_a_warning_go() -> None:
    plan = plan_export(deals({}, {"TIME": ""}, {"TIME": "2026-11-05"}))
    assert plan.rows.tolist() == [0, 2]


def test_rows_left_out_stay_and_are_counted() -> None:
    doc = deals({}, {}, {})
    edit = leave_out(doc, np.array([1]))
    assert edit is not None
    plan = plan_export(doc.apply(edit).document)
    assert (plan.rows.tolist(), plan.left_out) == ([0, 2], 1)


def test_the_reasons_are_counted_most_first_and_a_row_counts_under_each() -> None:
    plan = plan_export(deals({}, {"TIME": ""}, {"TIME": "", "VALUE": "lots"}))
    assert plan.reasons == (("time-missing", 2), ("value-unreadable", 1))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((("1.10", "USD"), ("2.205", "USD"), ("3", "EUR")), (("EUR", "3"), ("USD", "3.305"))),
        ((("999999999999", "USD"), ("0.000001", "USD")), (("USD", "999999999999.000001"),)),
        ((("0.1", "USD"),) * 10, (("USD", "1.0"),)),
        ((("", "USD"),), ()),
    ],
)
def test_totals_are_exact(values: Sequence[tuple[str, str]], expected: Sequence[tuple[str, str]]) -> None:
    plan = plan_export(deals(*({"VALUE": value, "CURRENCY": currency} for value, currency in values)))
    assert plan.totals == tuple((code, Decimal(total)) for code, total in expected)


def test_a_total_without_a_currency_is_in_the_goals() -> None:
    doc = document([faultless(0, CURRENCY="", VALUE="5")], currency=None)
    assert plan_export(doc).totals == (("", Decimal(5)),)


def test_totals_leave_adjustments_aside() -> None:
    restate = {
        "ADJUSTMENT_TYPE": "Restate",
        "ADJUSTMENT_TIME": "2026-11-09T10:00:00Z",
        "ADJUSTMENT_VALUE": "7",
    }
    assert plan_export(deals({"VALUE": "5"}, restate)).totals == (("USD", Decimal(5)),)


@given(st.lists(st.decimals(0, 999_999_999_999, places=3), min_size=1, max_size=30))
def test_totals_are_the_sum(values: list[Decimal]) -> None:
    plan = plan_export(deals(*({"VALUE": f"{value:f}0"} for value in values)))
    assert plan.totals == (("USD", sum(values)),)


def test_goals_are_counted_most_first() -> None:
    plan = plan_export(deals({"NAME": "B"}, {"NAME": ""}, {"NAME": ""}))
    assert plan.goals == (("Closed deals", 2), ("B", 1))


def test_the_first_row_to_expire_is_told() -> None:
    plan = plan_export(deals({}, {"TIME": "2026-08-28T10:00:00Z"}, {"TIME": "2026-08-27T00:00:00Z"}))
    assert (plan.expiring, plan.expires) == (2, NOW + DAY)


def test_where_nothing_expires_no_time_is_told() -> None:
    plan = plan_export(deals({}))
    assert (plan.expiring, plan.expires) == (0, None)


@pytest.mark.parametrize("lines", [0, 1, 2, 3, 20])
def test_the_preview_is_the_beginning_of_the_file(lines: int, tmp_path: Path) -> None:
    plan = plan_export(deals(*[{}] * 5))
    (file,) = write_export(plan, tmp_path / "out.csv")
    written = file.path.read_bytes().decode("utf-8-sig").split("\r\n")[:-1]
    assert list(plan.preview(lines)) == written[:lines]


def test_a_plan_can_be_made_of_nothing() -> None:
    plan = plan_export(deals({"TIME": ""}))
    assert (plan.rows.tolist(), plan.parts, plan.totals, plan.goals) == ([], (), (), ())
    assert [line[:14] for line in plan.preview()] == ["Type,Status,Id", "Format Version"]


# -- Several files ------------------------------------------------------------------------------------------


def test_the_bulk_file_has_the_services_limits() -> None:
    assert TARGETS[0] is BULK_CSV
    assert (BULK_CSV.max_rows, BULK_CSV.max_bytes) == (4_000_000, 100_000_000)


@given(
    st.lists(st.sampled_from(["Closed deals", 'A "large" one', "Größe, viel"]), min_size=1, max_size=40),
    st.integers(250, 1_500),
    st.integers(3, 15),
)
def test_parts_keep_within_the_limits_and_hold_every_row_once(
    goals: list[str], most: int, lines: int
) -> None:
    target = replace(BULK_CSV, max_bytes=most, max_rows=lines)
    plan = plan_export(deals(*({"NAME": goal} for goal in goals)), target)
    assert [row for part in plan.parts for row in range(part.start, part.stop)] == list(range(len(goals)))
    assert all(part.rows <= lines - 2 for part in plan.parts)
    assert all(part.bytes <= most or part.rows == 1 for part in plan.parts)


def test_parts_are_numbered_and_as_large_as_planned(tmp_path: Path) -> None:
    plan = plan_export(deals(*[{}] * 5), replace(BULK_CSV, max_rows=4))
    written = write_export(plan, tmp_path / "out.csv")
    assert names(tmp_path) == ["out-2.csv", "out-3.csv", "out.csv"]
    assert [(file.path.name, file.rows) for file in written] == [
        ("out.csv", 2),
        ("out-2.csv", 2),
        ("out-3.csv", 1),
    ]
    assert [file.bytes for file in written] == [part.bytes for part in plan.parts]
    assert plan.bytes == sum(file.path.stat().st_size for file in written)
    heads = {tuple(file.path.read_bytes().split(b"\r\n")[:2]) for file in written}
    assert len(heads) == 1


def test_client_ids_are_unique_over_all_parts(tmp_path: Path) -> None:
    plan = plan_export(deals(*[{"CLIENT_ID": "A"}] * 4), replace(BULK_CSV, max_rows=4))
    written = write_export(plan, tmp_path / "out.csv")
    lines = [line for file in written for line in file.path.read_text(encoding="utf-8").splitlines()[2:]]
    assert [line.split(",")[4] for line in lines] == ["A", "A (2)", "A (3)", "A (4)"]


def test_a_part_that_may_not_be_replaced_keeps_all_from_being_written(tmp_path: Path) -> None:
    (tmp_path / "out-2.csv").write_text("old", encoding="utf-8")
    with pytest.raises(UserError, match=r"“out-2[.]csv”"):
        write_export(plan_export(deals(*[{}] * 5), replace(BULK_CSV, max_rows=4)), tmp_path / "out.csv")
    assert names(tmp_path) == ["out-2.csv"]


# -- Writing ------------------------------------------------------------------------------------------------


def test_no_file_is_written_without_rows(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="No row is ready"):
        write_export(plan_export(deals({"TIME": ""})), tmp_path / "out.csv")
    assert names(tmp_path) == []


def test_the_source_is_not_written_over(tmp_path: Path) -> None:
    source = tmp_path / "deals.csv"
    source.write_text("rows", encoding="utf-8")
    plan = plan_export(replace(deals({}), origin=Origin(str(source))))
    with pytest.raises(UserError, match="come from"):
        write_export(plan, source, overwrite=True)
    assert source.read_text(encoding="utf-8") == "rows"


@pytest.mark.parametrize(
    ("given_name", "zipped", "archive", "inner"),
    [
        ("out.csv", True, "out.zip", "out.csv"),
        ("out", True, "out.zip", "out.csv"),
        ("out.zip", True, "out.zip", "out.csv"),
        ("out.zip", False, "out.zip", "out.csv"),
        ("out.csv.zip", True, "out.csv.zip", "out.csv"),
    ],
)
def test_an_archive_holds_the_one_file(
    given_name: str, zipped: bool, archive: str, inner: str, tmp_path: Path
) -> None:
    plan = plan_export(deals({}, {}))
    write_export(plan, tmp_path / "plain.csv")
    (file,) = write_export(plan, tmp_path / given_name, zipped=zipped)
    assert (file.path, file.rows, file.bytes) == (tmp_path / archive, 2, file.path.stat().st_size)
    with zipfile.ZipFile(file.path) as found:
        assert found.namelist() == [inner]
        assert found.infolist()[0].compress_type == zipfile.ZIP_DEFLATED
        assert found.read(inner) == (tmp_path / "plain.csv").read_bytes()


@pytest.mark.parametrize("name", ["out.csv", "out.zip"])
def test_the_same_rows_give_the_same_bytes(name: str, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        write_export(plan_export(deals({}, {"CLIENT_ID": ""})), tmp_path / folder / name)
    assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_cancelling_leaves_nothing_behind(tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        write_export(plan_export(deals({})), tmp_path / "out.csv", progress=stop)
    assert names(tmp_path) == []


def test_progress_counts_the_rows_of_all_files(tmp_path: Path) -> None:
    seen = []
    plan = plan_export(deals(*[{}] * 4, {"TIME": ""}), replace(BULK_CSV, max_rows=4))
    write_export(
        plan, tmp_path / "out.csv", rejects=tmp_path / "r.xlsx", progress=lambda *step: seen.append(step)
    )
    assert seen == [(0, 5), (2, 5), (4, 5)]


def test_the_rows_left_behind_are_written_along(tmp_path: Path) -> None:
    written = write_export(
        plan_export(deals({}, {"TIME": ""})), tmp_path / "out.csv", rejects=tmp_path / "rest.xlsx"
    )
    assert [file.path.name for file in written] == ["out.csv"]
    book = openpyxl.load_workbook(tmp_path / "rest.xlsx", read_only=True)
    assert [row[0] for row in book.worksheets[0].values] == ["Row", 3]
    book.close()


def test_rejects_that_may_not_be_written_keep_the_export_from_being_written(tmp_path: Path) -> None:
    (tmp_path / "rest.xlsx").write_text("old", encoding="utf-8")
    with pytest.raises(UserError, match=r"“rest[.]xlsx”"):
        write_export(plan_export(deals({})), tmp_path / "out.csv", rejects=tmp_path / "rest.xlsx")
    assert names(tmp_path) == ["rest.xlsx"]
