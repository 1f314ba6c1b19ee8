"""Each fix does what its button says, cell by cell."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from builders import document, faultless

from offconv_gui.core.choices import DateOrder, DecimalMark
from offconv_gui.core.document import Document
from offconv_gui.core.edits import Edit
from offconv_gui.core.fields import Field
from offconv_gui.core.fixes import Fix
from offconv_gui.core.goals import CountType, Goal, GoalBook
from offconv_gui.core.kinds.time_words import zone_words
from offconv_gui.core.kinds.zone_candidates import CANDIDATES, candidates
from offconv_gui.core.kinds.zones import is_zone
from offconv_gui.core.mending import marked_among, mend, rows_marked
from offconv_gui.core.rules import BY_ID
from offconv_gui.core.rules.base import AnyRule

ID = "3cf4220c917b853860886599b2ac757f"


def fix_called(rule: AnyRule, label: str) -> Fix:
    return next(fix for fix in rule.fixes if fix.label == label)


def fixed(doc: Document, rule_id: str, label: str, value: str | None = None) -> Document:
    """The document after a fix of every row that the rule marks."""
    rule = BY_ID[rule_id]
    edit = mend(doc, rule, rows_marked(doc, rule), fix_called(rule, label), value)
    assert edit is not None
    return doc.apply(edit).document


def texts(doc: Document, field: Field) -> list[str]:
    return doc.table.columns[field].text().to_pylist()


# -- Click IDs ----------------------------------------------------------------------------------------------


def test_a_missing_id_is_taken_from_the_landing_page() -> None:
    doc = document(
        [
            faultless(0, CLICK_ID="", LANDING_PAGE=f"https://www.example.com/?msclkid={ID}"),
            faultless(1, CLICK_ID="", LANDING_PAGE="https://www.example.com/"),
            faultless(2, LANDING_PAGE=f"https://www.example.com/?msclkid={ID}"),
        ]
    )
    after = fixed(doc, "click-id-missing", "Take it from the landing page")
    assert texts(after, Field.CLICK_ID) == [ID, "", doc.table.cell(Field.CLICK_ID, 2)]


def test_without_a_landing_page_only_leaving_out_is_offered() -> None:
    doc = document([faultless(0, CLICK_ID="")])
    edit = mend(doc, BY_ID["click-id-missing"], np.array([0]))
    assert edit is not None
    assert edit.title.template == "Leave out"


# -- Times --------------------------------------------------------------------------------------------------

TWICE = "2026-11-01 01:30"


@pytest.mark.parametrize(
    ("label", "utc"),
    [("Use the earlier time", "2026-11-01T05:30:00Z"), ("Use the later time", "2026-11-01T06:30:00Z")],
)
def test_a_repeated_time_is_taken_as_either_of_the_two(label: str, utc: str) -> None:
    doc = document([faultless(0, TIME=TWICE)], zone="America/New_York")
    assert texts(fixed(doc, "time-ambiguous", label), Field.TIME) == [utc]


def test_the_later_time_follows_the_zone_written_in_the_cell() -> None:
    doc = document(
        [faultless(0, TIME="2026-10-25 02:30 Europe/Berlin"), faultless(1, TIME=TWICE)], zone="UTC"
    )
    assert texts(fixed(doc, "time-ambiguous", "Use the later time"), Field.TIME)[0] == "2026-10-25T01:30:00Z"


@pytest.mark.parametrize(
    ("proving", "unclear", "written"),
    [
        ("18/11/2026 09:12 GMT+10", "05/11/2026 10:00", "17/11/2026 23:12:00Z"),
        ("11/18/2026 09:12 GMT+10", "05/11/2026 10:00", "11/17/2026 23:12:00Z"),
        ("18 Nov 2026 09:12 GMT+10", "2026-11-05 10:00", "2026-11-17T23:12:00Z"),
    ],
)
def test_a_time_that_proves_the_order_of_dates_goes_on_doing_so(
    proving: str, unclear: str, written: str
) -> None:
    doc = document([faultless(0, TIME=proving), faultless(1, TIME=unclear)])
    after = fixed(doc, "time-zone-conflict", "Convert to UTC")
    assert texts(after, Field.TIME) == [written, unclear]
    assert after.issues.bits[1] == doc.issues.bits[1]
    assert rows_marked(after, BY_ID["time-order-unclear"]).tolist() == []


def test_what_an_abbreviation_means_is_settled_for_all_like_it() -> None:
    doc = document(
        [
            faultless(0, TIME="2026-11-05 14:30 CST"),
            faultless(1, TIME="2026-11-06 14:30 cst"),
            faultless(2, TIME="2026-11-05 14:30 IST"),
        ],
        zone="own",
    )
    rule = BY_ID["time-zone-unknown"]
    ask = rule.fixes[0].ask
    assert ask is not None
    alike = ask.alike(doc, rows_marked(doc, rule))
    assert {word: rows.tolist() for word, rows in alike.items()} == {"CST": [0, 1], "IST": [2]}
    assert ask.offered(doc, alike["IST"]) == ("Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin")
    after = doc.apply(edit_of(doc, rule, alike["CST"], "America/Chicago")).document
    assert rows_marked(after, rule).tolist() == [2]
    assert after.choices.zone_meanings == (("CST", "America/Chicago"),)
    assert texts(after, Field.TIME) == texts(doc, Field.TIME)
    both = after.apply(edit_of(after, rule, np.array([2]), "Asia/Kolkata")).document
    assert dict(both.choices.zone_meanings) == {"CST": "America/Chicago", "IST": "Asia/Kolkata"}


def edit_of(doc: Document, rule: AnyRule, rows: np.ndarray, value: str) -> Edit:
    edit = mend(doc, rule, rows, rule.fixes[0], value)
    assert edit is not None
    return edit


def test_one_zone_cannot_settle_two_abbreviations() -> None:
    doc = document([faultless(0, TIME="2026-11-05 14:30 CST"), faultless(1, TIME="2026-11-05 14:30 IST")])
    rule = BY_ID["time-zone-unknown"]
    assert mend(doc, rule, np.array([0, 1]), rule.fixes[0], "America/Chicago") is None


def test_an_abbreviation_nobody_knows_has_no_candidates_but_can_be_settled() -> None:
    doc = document([faultless(0, TIME="2026-11-05 14:30 XYZ")], zone="own")
    rule = BY_ID["time-zone-unknown"]
    assert candidates("XYZ") == ()
    after = doc.apply(edit_of(doc, rule, np.array([0]), "Asia/Tokyo")).document
    assert after.counts().errors == 0


def test_every_word_of_several_meanings_has_candidates_that_exist() -> None:
    assert set(CANDIDATES) == {word for word, meaning in zone_words().items() if meaning is None}
    assert all(is_zone(name) for names in CANDIDATES.values() for name in names)
    assert all(names for names in CANDIDATES.values())


# -- Amounts and currencies ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "choices", "rounded"),
    [
        ("12.34567", {}, "12.3460"),
        ("12,34567", {}, "12,3460"),
        ("€ 12.34567", {"currency": "EUR"}, "€ 12.3460"),
        ("0.9996", {"decimal_mark": DecimalMark.POINT}, "1.0000"),
        ("12,34567", {"decimal_mark": DecimalMark.COMMA}, "12,3460"),
        ("0.00049", {}, "0.0000"),
    ],
)
def test_an_amount_is_rounded_as_its_column_is_written(
    written: str, choices: dict[str, object], rounded: str
) -> None:
    doc = document([faultless(0, VALUE=written, CURRENCY="")], **choices)
    assert texts(fixed(doc, "value-too-precise", "Round to three"), Field.VALUE) == [rounded]


def test_in_a_column_of_decimal_commas_rounding_writes_one_too() -> None:
    doc = document([faultless(0, VALUE="12,34567"), faultless(1, VALUE="1.234,5")])
    after = fixed(doc, "value-too-precise", "Round to three")
    assert texts(after, Field.VALUE) == ["12,3460", "1.234,5"]
    assert after.counts().errors == 0


def test_a_true_number_of_a_spreadsheet_stays_one_when_rounded() -> None:
    doc = document([faultless(0, VALUE="12.34567"), faultless(1, VALUE="1,234")])
    column = replace(doc.table.columns[Field.VALUE], numeric=np.array([True, False]))
    columns = {**doc.table.columns, Field.VALUE: column}
    doc = replace(doc, table=replace(doc.table, columns=columns)).apply(_nothing(doc)).document
    after = fixed(doc, "value-too-precise", "Round to three")
    assert after.table.columns[Field.VALUE].numeric is not None
    assert rows_marked(after, BY_ID["value-unclear"]).tolist() == [1]


def _nothing(doc: Document) -> Edit:
    """An edit that has the first amount read again, as a true number."""
    from offconv_gui.core.columns import Cells, typed
    from offconv_gui.core.edits import SetCells
    from offconv_gui.core.messages import Message

    cells = typed(["12.34567"])
    return SetCells(
        Message("Edit"), Field.VALUE, np.array([0]), Cells(cells.text, np.array([True]), cells.edited)
    )


@pytest.mark.parametrize(
    ("amount", "currency", "code"), [("€ 100.50", "USD", "EUR"), ("US$ 100.50", "EUR", "USD")]
)
def test_a_row_takes_the_currency_of_its_amount(amount: str, currency: str, code: str) -> None:
    doc = document([faultless(0, VALUE=amount, CURRENCY=currency), faultless(1)])
    after = fixed(doc, "value-currency-conflict", "Use the amount's currency")
    assert texts(after, Field.CURRENCY) == [code, "USD"]
    assert texts(after, Field.VALUE) == texts(doc, Field.VALUE)


def test_a_mark_of_many_currencies_is_never_guessed() -> None:
    doc = document([faultless(0, VALUE="$ 100.50", CURRENCY="EUR")])
    rule = BY_ID["value-currency-conflict"]
    assert mend(doc, rule, np.array([0]), rule.fixes[0]) is None


@pytest.mark.parametrize(
    ("amount", "bare"),
    [
        ("€ 100.50", "100.50"),
        ("1.234.567 €", "1.234.567"),
        ("EUR 12,5", "12,5"),
        ("(€ 1,234.50)", "(1,234.50)"),
        ("€100", "100"),
        ("100 Euro", "100"),
    ],
)
def test_a_row_keeps_its_currency_and_the_amount_loses_its_mark(amount: str, bare: str) -> None:
    doc = document([faultless(0, VALUE=amount, CURRENCY="USD")])
    rule = BY_ID["value-currency-conflict"]
    if not len(rows_marked(doc, rule)):
        pytest.fail("the example is no conflict")
    after = fixed(doc, "value-currency-conflict", "Keep the row's currency")
    before_value, after_value = (one.readings.typed[Field.VALUE].whole() for one in (doc, after))
    assert texts(after, Field.VALUE)[0].replace(" ", "") == bare.replace(" ", "")
    assert before_value.mantissa.tolist() == after_value.mantissa.tolist()  # type: ignore[attr-defined]
    assert before_value.scale.tolist() == after_value.scale.tolist()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "certain", "usual"),
    [
        ("US$", "USD", None),
        ("€", "EUR", None),
        ("£", None, "GBP"),
        ("$", None, None),
        ("Euro", "EUR", None),
    ],
)
def test_a_code_is_certain_usual_or_neither(text: str, certain: str | None, usual: str | None) -> None:
    doc = document([faultless(0, CURRENCY=text)])
    rule = BY_ID["currency-unknown"]
    for label, code in [("Use the code", certain), ("Use the usual code", usual)]:
        edit = mend(doc, rule, np.array([0]), fix_called(rule, label))
        found = texts(doc.apply(edit).document, Field.CURRENCY)[0] if edit else None
        assert found == code


def test_a_code_is_chosen_for_all_that_say_the_same() -> None:
    doc = document([faultless(place, CURRENCY=text) for place, text in enumerate(["$", "Taler", "$", " $"])])
    rule = BY_ID["currency-unknown"]
    ask = fix_called(rule, "Choose a code").ask
    assert ask is not None
    alike = ask.alike(doc, rows_marked(doc, rule))
    assert {said: rows.tolist() for said, rows in alike.items()} == {"$": [0, 2, 3], "Taler": [1]}
    assert ask.offered(doc, alike["$"])[:3] == ("USD", "CAD", "AUD")
    edit = mend(doc, rule, alike["$"], fix_called(rule, "Choose a code"), "CAD")
    assert edit is not None
    assert str(edit.title) == "Set to CAD"
    assert texts(doc.apply(edit).document, Field.CURRENCY) == ["CAD", "Taler", "CAD", "CAD"]


@pytest.mark.parametrize("code", ["", "XXX", "usd"])
def test_what_is_no_code_is_not_set(code: str) -> None:
    doc = document([faultless(0, CURRENCY="$")])
    rule = BY_ID["currency-unknown"]
    assert mend(doc, rule, np.array([0]), fix_called(rule, "Choose a code"), code) is None


# -- Goals and references -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "closest"),
    [("closed deals", "Closed deals"), ("Closed-Deals ", "Closed deals"), ("Quarterly report", None)],
)
def test_a_name_takes_the_closest_goal(written: str, closest: str | None) -> None:
    book = GoalBook((Goal("Closed deals"), Goal("Leads"), Goal("closed deals!", kind="Event")))
    doc = document([faultless(0, NAME=written)], goals=book)
    rule = BY_ID["goal-unlisted"]
    edit = mend(doc, rule, np.array([0]), rule.fixes[0])
    assert (texts(doc.apply(edit).document, Field.NAME)[0] if edit else None) == closest


def test_a_long_reference_is_shortened_to_one_that_nobody_has() -> None:
    long = "x" * 120
    doc = document(
        [
            faultless(0, CLIENT_ID=long),
            faultless(1, CLIENT_ID="x" * 100),
            faultless(2, CLIENT_ID=long + "y"),
            faultless(3, CLIENT_ID="A-1"),
        ]
    )
    found = texts(fixed(doc, "client-id-too-long", "Shorten"), Field.CLIENT_ID)
    assert len(set(found)) == 4
    assert max(map(len, found)) == 100
    assert found[1::2] == ["x" * 100, "A-1"]


# -- Groups -------------------------------------------------------------------------------------------------


def copies(*values: str, **more: str) -> list[dict[Field, str]]:
    return [faultless(0, VALUE=value, CLIENT_ID=f"C-{at}", **more) for at, value in enumerate(values)]


@pytest.mark.parametrize(
    ("label", "kept"),
    [("Keep the first", [0]), ("Keep the last", [3]), ("Keep the highest value", [1])],
)
def test_of_copies_one_is_kept(label: str, kept: list[int]) -> None:
    doc = document([*copies("10", "30.5", "", "20"), faultless(5)])
    after = fixed(doc, "duplicate-conversion", label)
    assert np.flatnonzero(~after.table.left_out).tolist() == [*kept, 4]
    assert after.counts().errors == 0


def test_keeping_another_of_one_group_leaves_other_groups_alone() -> None:
    doc = document([*copies("10", "20"), faultless(1), faultless(1, CLIENT_ID="D")])
    rule = BY_ID["duplicate-conversion"]
    edit = mend(doc, rule, np.array([1]), fix_called(rule, "Keep the last"))
    assert edit is not None
    after = doc.apply(edit).document
    assert np.flatnonzero(after.table.left_out).tolist() == [0]
    assert rows_marked(after, rule).tolist() == [3]


def test_a_copy_with_another_error_is_not_left_out_with_the_others() -> None:
    doc = document(copies("10", "12.5k", "20"))
    after = fixed(doc, "duplicate-conversion", "Keep the last")
    assert np.flatnonzero(after.table.left_out).tolist() == [0]


def test_values_in_several_currencies_have_no_highest() -> None:
    rows = copies("10", "900")
    rows[1][Field.CURRENCY] = "JPY"
    doc = document(rows)
    rule = BY_ID["duplicate-conversion"]
    assert mend(doc, rule, np.array([1]), fix_called(rule, "Keep the highest value")) is None


@pytest.mark.parametrize(
    ("label", "kept"),
    [("Keep the first", 1), ("Keep the last", 2), ("Keep the highest value", 0)],
)
def test_of_several_sales_of_a_click_one_is_kept_by_time(label: str, kept: int) -> None:
    days = ["2026-11-06", "2026-11-05", "2026-11-08", "2026-11-07"]
    rows = [
        faultless(0, TIME=f"{day}T10:00:00Z", VALUE=value, CLIENT_ID=day)
        for day, value in zip(days, ["90", "10", "20", "30"], strict=True)
    ]
    doc = document(rows, goal=Goal("Closed deals", CountType.UNIQUE))
    after = fixed(doc, "repeat-for-unique-goal", label)
    assert np.flatnonzero(~after.table.left_out).tolist() == [kept]


def test_a_fix_leaves_rows_alone_that_its_rule_does_not_mark() -> None:
    doc = document([faultless(0, VALUE="abc"), faultless(1)])
    rule = BY_ID["value-unreadable"]
    assert marked_among(doc, rule, np.array([0, 1])).tolist() == [0]
    edit = mend(doc, rule, np.array([0, 1]))
    assert edit is not None
    assert texts(doc.apply(edit).document, Field.VALUE) == ["", "1234.50"]


@pytest.mark.parametrize(
    ("rule", "choice"),
    [
        ("time-order-unclear", "date_order"),
        ("time-zone-missing", "zone"),
        ("time-date-only", "time_of_day"),
        ("value-unclear", "decimal_mark"),
        ("goal-missing", "goal"),
    ],
)
def test_where_a_choice_is_missing_the_fix_leads_to_it(rule: str, choice: str) -> None:
    fix = BY_ID[rule].fix
    assert fix is not None
    assert fix.choose == choice
    assert hasattr(document([faultless()], date_order=DateOrder.AUTO).choices, choice)
