"""What is told of a column while a person decides what it becomes."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from offconv_gui.core.choices import Choices, DateOrder
from offconv_gui.core.column_checks import check_column
from offconv_gui.core.column_evidence import MOST_ROWS, column_evidence, order_outlook
from offconv_gui.core.fields import Field
from offconv_gui.core.grid import Grid, GridColumn

ID = "3cf4220c917b853860886599b2ac757f"
LINK = f"https://www.example.com/?msclkid={ID}"
UTC = Choices(zone="UTC")


def grid(*columns: list[str]) -> Grid:
    made = tuple(
        GridColumn(f"Column {number}", pa.chunked_array([pa.array(texts, pa.large_string())]))
        for number, texts in enumerate(columns)
    )
    return Grid(made, np.arange(2, len(columns[0]) + 2))


def said(field: Field, *texts: str, choices: Choices = UTC) -> tuple[str, bool]:
    check = check_column(grid(list(texts)), (field,), 0, choices)
    assert check is not None
    return ", ".join(str(phrase) for phrase in check.phrases), check.doubtful


@pytest.mark.parametrize(
    ("field", "texts", "words", "doubtful"),
    [
        (Field.CLICK_ID, [ID, ID], "all look right", False),
        (Field.CLICK_ID, [ID, ID, ""], "2 of 3 look right", False),
        (Field.CLICK_ID, ["a", "b", ID], "1 of 3 look right", True),
        (Field.CLICK_ID, [ID, LINK], "1 of 2 look right, 1 stands inside other text", True),
        (
            Field.CLICK_ID,
            ["Cj0KCQiAgP6PBhDmARIsAPWMq6"] * 2,
            "0 of 2 look right, 2 are another network's",
            True,
        ),
        (Field.TIME, ["2026-11-05 10:00"], "all can be read", False),
        (Field.TIME, ["2026-11-05 10:00", "soon", ""], "1 is not a date, 1 is blank", True),
        (Field.TIME, ["soon", "later"], "2 are not dates", True),
        (Field.TIME, ["05/11/2026 10:00"], "order of the date unclear in 1", True),
        (Field.TIME, ["05/11/2026 10:00", "18/11/2026 10:00"], "all can be read", False),
        (Field.TIME, ["2026-11-05 10:00 +10:00"], "1 has another time zone", True),
        (Field.VALUE, ["1,234.50", "980"], "all can be read", False),
        (Field.VALUE, ["12.5k", "980", ""], "1 is not a number, 1 is blank", True),
        (Field.VALUE, ["1,234"], "thousands or decimals unclear in 1", True),
        (Field.VALUE, ["", ""], "2 are blank", False),
        (Field.CURRENCY, ["USD", "EUR"], "all are known", False),
        (Field.CURRENCY, ["USD", "US$", "XX"], "2 are unknown", True),
        (Field.HASHED_EMAIL, ["ab" * 32], "all look right", False),
        (Field.HASHED_EMAIL, ["ana@example.com", ""], "1 is not a hash, 1 is blank", True),
        (Field.ADJUSTMENT_TYPE, ["Restate", ""], "all can be read", False),
        (Field.ADJUSTMENT_TYPE, ["undo", "Retract"], "1 is neither Restate nor Retract", True),
        (Field.NAME, ["Closed deals"], "all are filled in", False),
        (Field.NAME, ["Closed deals", " "], "1 is blank", False),
        (Field.LANDING_PAGE, [LINK, "https://www.example.com/"], "1 holds a click ID", False),
        (Field.LANDING_PAGE, ["https://www.example.com/"], "none holds a click ID", True),
    ],
)
def test_a_column_is_checked(field: Field, texts: list[str], words: str, doubtful: bool) -> None:
    assert said(field, *texts) == (words, doubtful)


def test_times_without_a_zone_need_one() -> None:
    assert said(Field.TIME, "2026-11-05 10:00", choices=Choices()) == ("1 needs a time zone", True)


def test_an_unused_column_is_not_checked() -> None:
    assert check_column(grid(["x"]), (None,), 0, UTC) is None


@pytest.mark.parametrize(
    ("ids", "links", "words"),
    [
        ([ID, "", "n/a"], ["", LINK, ""], "holds 1 of the 2 missing"),
        ([ID, ID, ID], [LINK, LINK, LINK], "no click ID is missing"),
    ],
)
def test_links_are_weighed_by_the_click_ids_that_are_missing(
    ids: list[str], links: list[str], words: str
) -> None:
    check = check_column(grid(ids, links), (Field.CLICK_ID, Field.LANDING_PAGE), 1, UTC)
    assert check is not None
    assert [str(phrase) for phrase in check.phrases] == [words]


def test_of_a_long_column_only_the_first_rows_are_looked_at() -> None:
    check = check_column(grid(["USD"] * MOST_ROWS + ["nonsense"]), (Field.CURRENCY,), 0, UTC)
    assert check is not None
    assert [str(phrase) for phrase in check.phrases] == ["all are known", "in the first 50,000 rows"]


def test_a_column_without_rows_can_be_checked() -> None:
    empty = Grid((GridColumn("x", pa.chunked_array([], pa.large_string())),), np.arange(0))
    assert check_column(empty, (Field.TIME,), 0, UTC) is not None


def test_evidence_is_there_for_times_and_amounts_only() -> None:
    [column] = grid(["18/11/2026"]).columns
    found = column_evidence(column, Field.TIME)
    assert found is not None
    assert found.proved is DateOrder.DMY
    assert column_evidence(column, Field.NAME) is None


def test_an_order_shows_what_it_would_mean(now: int) -> None:
    [column] = grid(["05/11/2026 10:00", "12/11/2026 10:00", "01/09/2026 10:00"]).columns
    day_first = order_outlook(column, DateOrder.DMY, UTC, now)
    month_first = order_outlook(column, DateOrder.MDY, UTC, now)
    assert (day_first.future, day_first.too_old) == (0, 0)
    assert (month_first.future, month_first.too_old) == (1, 2)


@pytest.mark.parametrize(
    ("field", "texts", "words"),
    [
        (Field.TIME, ["18/11/2026", "11/18/2026", "11/19/2026"], "day first only in row 2"),
        (Field.TIME, ["11/18/2026", "18/11/2026", "19/11/2026"], "month first only in row 2"),
        (Field.TIME, ["45-11-05", "18/11/2026", "19/11/2026"], "year first only in row 2"),
        (Field.TIME, ["11-18-26", "18-11-26", "19-11-26"], "month first only in row 2"),
        (Field.VALUE, ["1,234.50", "12,5", "13,5"], "decimal point only in row 2"),
        (
            Field.TIME,
            [*["18/11/2026"] * 6, *["11/18/2026"] * 7],
            "day first in 6 rows: 2, 3, 4, 5, 6, …",
        ),
    ],
)
def test_the_rows_of_the_rarer_way_are_named(field: Field, texts: list[str], words: str) -> None:
    assert said(field, *texts)[0].startswith(words)


def test_all_rows_can_be_looked_at() -> None:
    texts = ["05/11/2026"] * MOST_ROWS + ["18/11/2026"]
    table = grid(texts)
    assert column_evidence(table.columns[0], Field.TIME).proved is None
    assert column_evidence(table.columns[0], Field.TIME, None).proved is DateOrder.DMY
    check = check_column(table, (Field.TIME,), 0, UTC, None)
    assert check is not None
    assert [str(phrase) for phrase in check.phrases] == ["all can be read"]
