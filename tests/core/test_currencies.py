"""Currencies: the accepted codes, the other current ones, and what people write instead."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from offconv_gui.core.kinds import currencies, currency_codes, currency_marks
from offconv_gui.core.kinds.currencies import CODES, Currencies, CurrencyStatus

OK, BLANK, UNKNOWN, UNLISTED = CurrencyStatus
ACCEPTED = [code for code, _ in currency_codes.ACCEPTED]
OTHERS = [code for code, _ in currency_codes.UNLISTED]


def column(*texts: str) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array(texts, pa.large_string())])


def read_one(text: str) -> tuple[CurrencyStatus, str]:
    read = currencies.read(column(text))
    return CurrencyStatus(read.status[0]), CODES[read.code[0]]


@pytest.mark.parametrize("code", ACCEPTED)
def test_every_accepted_code_reads_in_any_case_and_among_spaces(code: str) -> None:
    for text in (code, code.lower(), code.capitalize(), f" {code} ", f"\u00a0{code}\u200b", f"{code}\t"):
        assert read_one(text) == (OK, code)


@pytest.mark.parametrize("code", OTHERS)
def test_a_current_code_that_is_not_listed_reads_as_such(code: str) -> None:
    assert read_one(code.lower()) == (UNLISTED, code)


SUCCESSORS = [("TRL", OK), ("TRY", UNLISTED), ("VEF", OK), ("VES", UNLISTED), ("BGN", OK), ("HRK", OK)]


@pytest.mark.parametrize(("code", "status"), SUCCESSORS)
def test_the_list_names_old_codes_and_lacks_their_successors(code: str, status: CurrencyStatus) -> None:
    assert read_one(code)[0] is status


@pytest.mark.parametrize("text", ["", " ", "\t", "\u00a0", "\u200b"])
def test_a_cell_of_spaces_is_blank(text: str) -> None:
    assert read_one(text) == (BLANK, "")


@pytest.mark.parametrize(
    "text",
    ["$", "US$", "€", "£", "Euro", "US", "USDD", "XXX", "DEM", "N/A", "#N/A", "-", "0", "U S D", "ЕUR"],
)
def test_anything_else_is_unknown(text: str) -> None:
    assert read_one(text) == (UNKNOWN, "")


def test_there_are_a_hundred_accepted_codes() -> None:
    assert (len(ACCEPTED), len(set(ACCEPTED))) == (100, 100)


def test_codes_are_fixed_in_order_and_occur_once() -> None:
    assert list(CODES) == ["", *ACCEPTED, *OTHERS]
    assert len(set(CODES)) == len(CODES)
    assert all(len(code) == 3 and code.isalpha() and code.isupper() for code in CODES[1:])


def test_every_code_has_a_name() -> None:
    assert set(currencies.NAMES) == set(CODES[1:])
    assert all(currencies.NAMES.values())


OFFERS = [
    ("US$", "USD"), ("us$", "USD"), ("U.S. Dollar", "USD"), ("US-Dollar", "USD"), ("US Dollar", "USD"),
    ("$US", "USD"),
    ("€", "EUR"), ("Euro", "EUR"), ("EURO", "EUR"), ("Euros", "EUR"), ("EUR €", "EUR"), ("€ EUR", "EUR"),
    ("EUR (€)", "EUR"), ("Euro (€)", "EUR"), ("£", "GBP"), ("Pound Sterling", "GBP"), ("GBP £", "GBP"),
    ("USD - US Dollar", "USD"), ("USD — US Dollar", "USD"), ("US Dollar (USD)", "USD"), ("USD ($)", "USD"),
    ("A$", "AUD"), ("CA$", "CAD"), ("$ CAD", "CAD"), ("R$", "BRL"), ("Brazilian Real", "BRL"), ("₹", "INR"),
    ("zł", "PLN"),
    ("Kč", "CZK"), ("₺", "TRY"), ("Schweizer Franken", "CHF"), ("CHF Fr.", "CHF"), ("Franc suisse", "CHF"),
    ("dólar americano", "USD"), ("JPY ¥", "JPY"), ("円", "JPY"), ("SEK kr", "SEK"), ("\u00a0€ ", "EUR"),
    ("usd", "USD"),
]  # fmt: skip
NO_OFFERS = [
    "$",
    "Dollar",
    "kr",
    "kr.",
    "¥",
    "Fr.",
    "Rs",
    "C$",
    "lei",
    "$ EUR",
    "EUR USD",
    "",
    "-",
    "N/A",
    "x",
    "peso",
]


@pytest.mark.parametrize(("text", "code"), OFFERS)
def test_an_unambiguous_spelling_is_offered_its_code(text: str, code: str) -> None:
    assert currencies.offered(text) == code


@pytest.mark.parametrize("text", NO_OFFERS)
def test_nothing_is_guessed_for_an_ambiguous_spelling(text: str) -> None:
    assert currencies.offered(text) == ""


def test_only_the_published_list_is_accepted() -> None:
    codes = ["USD", "TRL", "TRY", "", "usd", "XXX"]
    assert [code for code in codes if currencies.is_accepted(code)] == ["USD", "TRL"]


def test_a_label_is_the_code_and_its_name() -> None:
    assert currencies.label("USD") == "USD — US Dollar"
    assert currencies.label("TRY") == "TRY — Turkish Lira"


@pytest.mark.parametrize("code", CODES[1:])
def test_a_label_is_offered_its_own_code(code: str) -> None:
    assert currencies.offered(currencies.label(code)) == code


@pytest.mark.parametrize("mark", currency_marks.MARKS[1:])
def test_a_mark_means_currencies_that_exist(mark: str) -> None:
    assert set(currency_marks.currencies_of(mark)) <= set(CODES[1:])
    assert currency_marks.currencies_of(mark)


def test_what_is_no_mark_means_nothing() -> None:
    assert currency_marks.currencies_of("apples") == ()
    assert currency_marks.code_of("apples") is None


cells = st.one_of(
    st.sampled_from(CODES),
    st.sampled_from(CODES).map(str.lower),
    st.sampled_from([text for text, _ in OFFERS] + NO_OFFERS),
    st.text(max_size=5),
)


def same(one: Currencies, other: Currencies) -> bool:
    return all((mine == other.arrays()[name]).all() for name, mine in one.arrays().items())


@given(st.lists(st.sampled_from(CODES), max_size=20))
def test_writing_what_was_read_gives_the_same_codes(codes: list[str]) -> None:
    assert currencies.write(currencies.read(column(*codes)).code).to_pylist() == codes


@given(st.lists(cells, max_size=12))
def test_the_reading_of_a_column_is_the_reading_of_each_row_alone(texts: list[str]) -> None:
    read = currencies.read(column(*texts))
    for row, text in enumerate(texts):
        assert same(read.take(np.array([row])), currencies.read(column(text)))


@given(st.permutations([*CODES, "x", "$", " eur "]))
def test_a_permuted_column_has_a_permuted_reading(texts: list[str]) -> None:
    order = np.argsort(np.array(texts), kind="stable")
    permuted = currencies.read(column(*[texts[row] for row in order]))
    assert same(currencies.read(column(*texts)).take(order), permuted)


@given(cells)
def test_an_offer_is_a_code_that_reads(text: str) -> None:
    offer = currencies.offered(text)
    assert not offer or read_one(offer)[0] in (OK, UNLISTED)


def test_the_types_of_a_reading_are_fixed() -> None:
    read = currencies.read(column("EUR", ""))
    assert (read.status.dtype.name, read.code.dtype.name) == ("uint8", "int16")
    assert currencies.write(read.code).type == pa.large_string()


def test_a_column_without_rows_reads() -> None:
    assert len(currencies.read(pa.chunked_array([], pa.large_string()))) == 0
