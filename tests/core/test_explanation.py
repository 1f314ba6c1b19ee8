"""What is said of a cell: the same words wherever it is said."""

from __future__ import annotations

import numpy as np
import pytest
from builders import document, faultless

from offconv_gui.core.choices import DateOrder, DecimalMark
from offconv_gui.core.edits import leave_out
from offconv_gui.core.evidence import Proof
from offconv_gui.core.evidence import date_order as weigh_dates
from offconv_gui.core.explanation import explain, first_sentence, rules_at, sentence
from offconv_gui.core.fields import Field
from offconv_gui.core.goals import Goal
from offconv_gui.core.issues import Severity
from offconv_gui.core.messages import Message, shortened
from offconv_gui.core.proof_sentences import proof_sentence
from offconv_gui.core.rules import BY_ID
from offconv_gui.core.rules.base import RETRACT


def test_a_good_cell_has_no_verdict() -> None:
    cell = explain(document([faultless(VALUE="980")]), 0, Field.VALUE)
    assert cell.verdicts == ()
    assert cell.row_number == 2
    assert cell.written == "980"


@pytest.mark.parametrize("field", [Field.TIME, Field.ADJUSTMENT_TIME])
@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("05/11/2026 10:00Z", "2026-11-05 or 2026-05-11"),
        ("26-11-05 10:00Z", "2005-11-26 or 2026-11-05"),
        ("05-11-10 10:00Z", "2010-11-05, 2010-05-11 or 2005-11-10"),
    ],
)
def test_a_date_of_unclear_order_is_said_to_be_each_it_can_be(field: Field, text: str, dates: str) -> None:
    verdict = explain(document([faultless() | RETRACT | {field: text}]), 0, field).verdicts[0]
    assert str(verdict.sentence) == f"“{text}” can be read as {dates}."


@pytest.mark.parametrize(
    ("field", "text", "read_as"),
    [
        (Field.CLICK_ID, "3CF4220C917B853860886599B2AC757F", "3cf4220c917b853860886599b2ac757f"),
        (
            Field.CLICK_ID,
            "https://x.example/?msclkid=3cf4220c917b853860886599b2ac757f",
            "3cf4220c917b853860886599b2ac757f",
        ),
        (Field.CLICK_ID, "hello", None),
        (Field.TIME, "2026-11-05T09:30:00-05:00", "2026-11-05 14:30:00"),
        (Field.TIME, "last week", None),
        (Field.VALUE, "$1,234.50", "1,234.50"),
        (Field.VALUE, "12.5k", None),
        (Field.CURRENCY, " eur ", "EUR"),
        (Field.CURRENCY, "XYZ", None),
        (Field.NAME, "Closed deals", "Closed deals"),
        (Field.HASHED_EMAIL, "AB" * 32, "ab" * 32),
        (Field.HASHED_EMAIL, "ana@example.com", None),
        (Field.ADJUSTMENT_TYPE, "restate", "Restate"),
        (Field.ADJUSTMENT_TYPE, "undo", None),
    ],
)
def test_a_cell_is_read_as(field: Field, text: str, read_as: str | None) -> None:
    assert explain(document([{**faultless(), field: text}]), 0, field).read_as == read_as


def test_a_field_the_table_lacks_is_blank() -> None:
    cell = explain(document([faultless()]), 0, Field.CLICK_TIME)
    assert (cell.written, cell.read_as, cell.in_utc, cell.verdicts) == ("", None, None, ())


def test_a_time_is_shown_in_utc_and_on_the_clocks_of_the_file() -> None:
    cell = explain(document([faultless(TIME="2026-11-05 09:30")], zone="America/New_York"), 0, Field.TIME)
    assert cell.in_utc == "2026-11-05 14:30:00"
    assert cell.in_zone is not None
    assert (cell.in_zone.text, cell.in_zone.place) == ("2026-11-05 09:30:00", "New York")


@pytest.mark.parametrize("zone", ["UTC", "own", None])
def test_without_a_zone_of_its_own_the_file_has_no_clocks(zone: str | None) -> None:
    assert explain(document([faultless()], zone=zone), 0, Field.TIME).in_zone is None


def test_a_sentence_names_the_value_and_the_details() -> None:
    doc = document([faultless(TIME="2026-11-24 09:12 GMT+10")], zone="America/New_York")
    [verdict] = explain(doc, 0, Field.TIME).verdicts
    assert "GMT+10" in str(verdict.sentence)
    assert "2026-11-23 23:12:00" in str(verdict.why)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (" ", "This row has no click ID."),
        ("n/a", "This row has no click ID: “n/a” stands for none."),
        ("{msclkid}", "This row has no click ID: “{msclkid}” stands for none."),
    ],
)
def test_what_stands_for_no_click_id_is_named(text: str, said: str) -> None:
    found = document([faultless(CLICK_ID=text)])
    assert str(sentence(BY_ID["click-id-missing"], found, 0)) == said


def test_a_long_value_is_shortened_in_a_sentence() -> None:
    doc = document([faultless(VALUE="abc" * 100)])
    said = str(sentence(BY_ID["value-unreadable"], doc, 0))
    assert "…" in said
    assert len(said) < 120


def test_a_value_with_braces_does_not_break_the_sentence() -> None:
    doc = document([faultless(VALUE="{0} {nobody}")])
    assert "{0} {nobody}" in str(first_sentence(doc, 0, Field.VALUE))


def test_the_gravest_verdict_comes_first() -> None:
    doc = document(
        [faultless(0, CLIENT_ID="x" * 101), faultless(1, CLIENT_ID="x" * 101)],
    )
    severities = [rule.severity for rule in rules_at(doc, 1, Field.CLIENT_ID)]
    assert severities == [Severity.ERROR, Severity.WARNING]
    assert first_sentence(doc, 1, Field.CLIENT_ID) == sentence(BY_ID["client-id-too-long"], doc, 1)


def test_where_all_is_well_there_is_no_first_sentence() -> None:
    assert first_sentence(document([faultless()]), 0, Field.TIME) is None


def test_a_row_left_out_says_so_and_has_no_verdict() -> None:
    doc = document([faultless(CLICK_ID="")])
    after = doc.apply(leave_out(Message("Leave out"), np.array([0]))).document
    cell = explain(after, 0, Field.CLICK_ID)
    assert cell.left_out
    assert cell.verdicts == ()


def test_a_blank_cell_says_what_it_stands_for() -> None:
    doc = document([faultless(CURRENCY="", NAME="")], goal=Goal("Won"), currency="EUR")
    assert "EUR — Euro" in str(explain(doc, 0, Field.CURRENCY).stands_for)
    assert "Won" in str(explain(doc, 0, Field.NAME).stands_for)
    assert explain(doc, 0, Field.CLICK_ID).stands_for is None


# -- The proof of a column -----------------------------------------------------------------------------------


def proof_of(field: Field, *texts: str, **choices: object) -> str | None:
    rows = [{**faultless(place), field: text} for place, text in enumerate(texts)]
    found = explain(document(rows, **choices), 0, field).proof
    return None if found is None else str(found)


def test_one_row_proves_the_order_of_dates() -> None:
    assert (
        proof_of(Field.TIME, "05/11/2026 10:00", "18/11/2026 10:00")
        == "Day/Month/Year, proved by row 3: 18/11/2026 10:00"
    )


def test_many_rows_prove_the_order_of_dates() -> None:
    assert (
        proof_of(Field.TIME, "11/05/2026 10:00", "11/18/2026 10:00", "11/19/2026 10:00")
        == "Month/Day/Year, proved by 2 rows, for example row 3: 11/18/2026 10:00"
    )


def test_large_numbers_of_rows_are_written_with_a_mark() -> None:
    found = weigh_dates(np.full(1904, Proof.FIRST, np.uint8))
    said = proof_sentence(
        found, DateOrder.AUTO, lambda row: row + 17, lambda row: "18/11/2026", lambda proof: np.arange(0)
    )
    assert str(said) == "Day/Month/Year, proved by 1,904 rows, for example row 17: 18/11/2026"


def test_a_chosen_order_is_said_to_be_chosen() -> None:
    chosen = proof_of(Field.TIME, "18/11/2026 10:00", date_order=DateOrder.DMY)
    assert chosen == "Day/Month/Year, as chosen for the file"


def test_mixed_orders_name_the_one_row_that_differs() -> None:
    assert proof_of(Field.TIME, "18/11/2026", "11/19/2026", "20/11/2026") == (
        "Two formats are mixed: month first only in row 3 (11/19/2026), day first in 2 of the rows, "
        "for example row 2: 18/11/2026"
    )


def test_an_order_that_only_several_rows_prove_together_says_so() -> None:
    said = proof_of(Field.TIME, "18-11-26", "5-11-26")
    assert said == "Day/Month/Year, the only order in which all rows are dates"


def test_years_of_two_digits_may_come_first() -> None:
    said = proof_of(Field.TIME, "26-11-05", "26-11-18")
    assert said == "No date in the column shows whether day, month or year comes first"
    assert proof_of(Field.TIME, "26-11-05", "45-11-18") == "Year/Month/Day, proved by row 3: 45-11-18"


def test_mixed_orders_of_years_of_two_digits_name_the_row_that_differs() -> None:
    assert proof_of(Field.TIME, "18-11-26", "11-19-26", "20-11-26") == (
        "Two formats are mixed: month first only in row 3 (11-19-26), day first in 2 of the rows, "
        "for example row 2: 18-11-26"
    )


def test_mixed_decimals_name_the_rows_of_the_rarer_kind() -> None:
    assert proof_of(Field.VALUE, "1,5", "2.5", "3,5", "4.5", "6.5") == (
        "Two formats are mixed: decimal comma in 2 rows (2, 4; the first has 1,5), decimal point in 3 of the "
        "rows, for example row 3: 2.5"
    )


def test_of_many_rows_that_differ_the_first_are_named() -> None:
    said = proof_of(Field.TIME, *["18/11/2026"] * 7, *["11/19/2026"] * 8)
    assert said is not None
    assert "day first in 7 rows (2, 3, 4, 5, 6, …; the first has 18/11/2026)" in said


def test_an_unclear_order_is_said_to_be_unclear() -> None:
    said = proof_of(Field.TIME, "05/11/2026 10:00")
    assert said == "No date in the column shows whether day or month comes first"


def test_dates_that_need_no_proof_have_none() -> None:
    assert proof_of(Field.TIME, "2026-11-05T10:00:00Z") is None


def test_amounts_prove_their_decimal_mark() -> None:
    said = proof_of(Field.VALUE, "1.234,56")
    assert said == "Decimal comma, proved by row 2: 1.234,56"
    chosen = proof_of(Field.VALUE, "1.234", decimal_mark=DecimalMark.POINT)
    assert chosen == "Decimal point, as chosen for the file"


def test_other_columns_prove_nothing() -> None:
    assert proof_of(Field.NAME, "18/11/2026") is None


@pytest.mark.parametrize(
    ("text", "short"),
    [("short", "short"), ("a\n b\t c", "a b c"), ("x" * 60, "x" * 60), ("x" * 61, "x" * 59 + "…"), ("", "")],
)
def test_text_is_shortened_to_one_line(text: str, short: str) -> None:
    assert shortened(text) == short
