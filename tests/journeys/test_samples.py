"""The samples, from the file through the command line to what the service's own client reads."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from bingads.v13.bulk import BulkFileReader, BulkOfflineConversion
from builders import NOW

from offconv_gui.cli import main
from offconv_gui.core.choices import UTC as UTC_ZONE
from offconv_gui.core.rules import RULES
from offconv_gui.io.documents import open_table
from offconv_gui.io.readers import open_grid
from offconv_gui.io.samples import SAMPLES, Sample, sample_called, write_sample

EXPECTED = Path(__file__).parent / "expected"
"""What each sample is uploaded as on 2026-11-24: the rows that go, in order, with every value."""


def unique(goal: str, currency: str, zone: str) -> list[str]:
    return ["--goal", goal, "--count-type", "Unique", "--currency", currency, "--time-zone", zone]


OPTIONS = {
    "hubspot-deals": unique("Closed deals", "USD", "America/New_York"),
    "salesforce-opportunities": unique("Closed won", "USD", "America/Los_Angeles"),
    "verkaufschancen": unique("Abschluss", "EUR", "Europe/Berlin"),
    "adjustments": ["--time-zone", "own"],
}

CANNOT_BE = {
    "hubspot-deals": {"value-unclear", "time-zone-missing", "goal-missing"},
    "salesforce-opportunities": {"value-unclear", "time-zone-missing", "goal-missing"}
    | {"time-order-unclear", "goal-too-long"},
    "verkaufschancen": {"value-unclear", "time-zone-missing", "goal-missing"},
}
"""Rules about new conversions that the file rules out: its other rows prove the order of dates or the decimal
mark, its zone and goal are chosen, or it has no column of goals."""

ADJUSTMENT_RULES = {
    rule.id for rule in RULES if rule.id.startswith(("adjustment-", "hash", "external-credit"))
}

CRM = [sample.name for sample in SAMPLES if sample.name != "adjustments"]
MOMENTS = {
    "now": NOW,
    "a leap day": int(datetime(2028, 2, 29, 12, tzinfo=UTC).timestamp()),
    "just before clocks go forward": int(datetime(2027, 3, 14, 9, 59, tzinfo=UTC).timestamp()),
    "just after clocks went back": int(datetime(2027, 11, 7, 10, 1, tzinfo=UTC).timestamp()),
    "the end of a year": int(datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC).timestamp()),
    "summer": int(datetime(2027, 7, 5, 3, tzinfo=UTC).timestamp()),
}


def by_name(sample: Sample) -> str:
    return sample.name


def expected(name: str) -> list[dict[str, str]]:
    with (EXPECTED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_by_the_sdk(path: Path) -> list[dict[str, Any]]:
    """Every value of every record, as Microsoft's own client reads it."""
    with BulkFileReader(str(path)) as reader:
        records = list(reader)
    assert all(isinstance(record, BulkOfflineConversion) for record in records)
    return [
        {
            "client": record.client_id,
            "click": record.offline_conversion.MicrosoftClickId,
            "name": record.offline_conversion.ConversionName,
            "time": record.offline_conversion.ConversionTime,
            "value": record.offline_conversion.ConversionValue,
            "currency": record.offline_conversion.ConversionCurrencyCode,
            "adjustment_type": record.adjustment_type,
            "adjustment_time": record.adjustment_time,
            "adjustment_value": record.adjustment_value,
            "adjustment_currency": record.adjustment_currency_code,
            "hashed_email": record.offline_conversion.HashedEmailAddress,
            "hashed_phone": record.offline_conversion.HashedPhoneNumber,
            "model": record.external_attribution_model,
            "credit": record.external_attribution_credit,
        }
        for record in records
    ]


def typed(row: dict[str, str], key: str) -> Any:
    """A value of the expectations as the client types it."""
    text = row.get(key, "")
    if not text:
        return None
    if key in ("value", "adjustment_value", "credit"):
        return float(text)
    return datetime.strptime(text, "%m/%d/%Y %H:%M:%S") if key.endswith("time") else text  # noqa: DTZ007


def exported(name: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[dict[str, Any], Path]:
    """The report of exporting a sample by command, and the file."""
    source, out = write_sample(sample_called(name), folder, NOW), folder / "out.csv"
    status = main(
        ["export", str(source), "-o", str(out), "--json", "--now", "2026-11-24T00:00:00Z", *OPTIONS[name]]
    )
    assert status == 1
    report: dict[str, Any] = json.loads(capsys.readouterr().out)
    return report, out


@pytest.mark.parametrize("name", OPTIONS)
def test_the_services_client_reads_exactly_what_was_meant(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report, out = exported(name, tmp_path, capsys)
    found = read_by_the_sdk(out)
    wanted = [{key: typed(row, key) for key in found[0]} for row in expected(name)]
    # The client gives "" where a column of text is blank, and None where the column is not there.
    assert [
        {key: value or None if value == "" else value for key, value in row.items()} for row in found
    ] == wanted
    assert report["exported"] == [{"path": str(out), "rows": len(wanted), "bytes": out.stat().st_size}]


@pytest.mark.parametrize("name", OPTIONS)
def test_a_sample_has_thirty_good_rows_and_more(name: str) -> None:
    assert len(expected(name)) >= 30


NEED_ANOTHER_FILE = {"goal-unknown", "goal-unlisted", "goal-too-new", "refused-by-service"}
"""A sample comes without a list of goals, and without the results of an upload."""


def problems_of(sample: Sample, folder: Path, now: int) -> dict[str, int]:
    document = open_table(write_sample(sample, folder, now), sample.choices, now).document
    return {
        rule.id: count for place, rule in enumerate(RULES) if (count := document.issues.count(1 << place))
    }


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS)
@pytest.mark.parametrize("name", CRM)
def test_each_problem_that_can_be_is_there_once_on_any_day(name: str, moment: int, tmp_path: Path) -> None:
    possible = {rule.id for rule in RULES} - ADJUSTMENT_RULES - CANNOT_BE[name] - NEED_ANOTHER_FILE
    once = dict.fromkeys(possible, 1) | {"client-id-repeated": 2}
    assert problems_of(sample_called(name), tmp_path, moment) == once


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS)
def test_each_problem_of_adjustments_is_there_once_on_any_day(moment: int, tmp_path: Path) -> None:
    possible = {*ADJUSTMENT_RULES, "value-unclear", "time-zone-missing", "goal-missing"}
    possible.remove("adjustment-value-unclear")  # the value with five decimals shows what a comma means
    assert problems_of(sample_called("adjustments"), tmp_path, moment) == dict.fromkeys(possible, 1)


def test_the_samples_together_show_every_problem() -> None:
    assert set.intersection(*CANNOT_BE.values()) == {"value-unclear", "time-zone-missing", "goal-missing"}


@pytest.mark.parametrize("sample", SAMPLES, ids=by_name)
def test_the_commands_options_are_the_samples_own_choices(
    sample: Sample, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report, _ = exported(sample.name, tmp_path, capsys)
    counts = open_table(write_sample(sample, tmp_path, NOW), sample.choices, NOW).document.counts()
    assert (report["rows"], report["ready"], report["errors"]) == (counts.rows, counts.ready, counts.errors)


@pytest.mark.parametrize("sample", SAMPLES, ids=by_name)
def test_no_brace_of_a_template_is_left(sample: Sample, tmp_path: Path) -> None:
    grid = open_grid(write_sample(sample, tmp_path, NOW)).grid
    assert not any("{" in cell for column in grid.columns for cell in column.text.to_pylist())


def test_a_sample_takes_the_place_of_an_older_one(tmp_path: Path) -> None:
    first = write_sample(SAMPLES[0], tmp_path, NOW).read_bytes()
    second = write_sample(SAMPLES[0], tmp_path, NOW + 86_400).read_bytes()
    assert first != second


@pytest.mark.parametrize("sample", SAMPLES, ids=by_name)
def test_what_is_exported_opens_again_without_a_problem(
    sample: Sample, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out = exported(sample.name, tmp_path, capsys)
    again = open_table(out, sample.choices.changed(zone=UTC_ZONE), NOW).document
    assert again.counts().errors == 0
    assert again.row_count == len(expected(sample.name))
