"""Amounts: what each way of writing them means, under each decimal mark."""

from __future__ import annotations

import re
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from offconv_gui.core import evidence
from offconv_gui.core.choices import DecimalMark
from offconv_gui.core.evidence import Proof
from offconv_gui.core.kinds import amounts
from offconv_gui.core.kinds.amounts import MARKS, AmountStatus
from offconv_gui.core.kinds.reading import Reading

POINT, COMMA, AUTO = DecimalMark.POINT, DecimalMark.COMMA, DecimalMark.AUTO


def column(*texts: str) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array(texts, pa.large_string())])


def reading(text: str, mark: DecimalMark, numeric: bool = False) -> str:
    """One cell read: its exact value, or the name of its status."""
    read = amounts.read(column(text), mark, np.array([numeric]) if numeric else None)
    status = AmountStatus(read.status[0])
    if status is not AmountStatus.OK:
        return status.name
    return format(Decimal(int(read.mantissa[0])).scaleb(-int(read.scale[0])), "f")


def proof(text: str) -> Proof:
    return Proof(amounts.parse(column(text)).proof[0])


X = "UNREADABLE"
WRITTEN = [
    # text, what it proves, and its value with a decimal point, with a decimal comma, and when nobody knows
    ("0", Proof.NONE, "0", "0", "0"),
    ("7", Proof.NONE, "7", "7", "7"),
    ("1234", Proof.NONE, "1234", "1234", "1234"),
    ("007", Proof.NONE, "7", "7", "7"),
    ("999999999999", Proof.NONE, "999999999999", "999999999999", "999999999999"),
    ("12.5", Proof.FIRST, "12.5", X, "12.5"),
    ("1234.50", Proof.FIRST, "1234.5", X, "1234.5"),
    ("1234.5600", Proof.FIRST, "1234.56", X, "1234.56"),
    ("0.5", Proof.FIRST, "0.5", X, "0.5"),
    (".5", Proof.FIRST, "0.5", X, "0.5"),
    ("5.", Proof.FIRST, "5", X, "5"),
    ("5,", Proof.SECOND, X, "5", "5"),
    ("500000.0", Proof.FIRST, "500000", X, "500000"),
    ("179500.00000000", Proof.FIRST, "179500", X, "179500"),
    ("1234.567", Proof.FIRST, "1234.567", X, "1234.567"),
    ("0.125", Proof.FIRST, "0.125", X, "0.125"),
    ("0.000", Proof.FIRST, "0", X, "0"),
    ("1,234.56", Proof.FIRST, "1234.56", X, "1234.56"),
    ("1,234.567", Proof.FIRST, "1234.567", X, "1234.567"),
    ("12,345,678.9", Proof.FIRST, "12345678.9", X, "12345678.9"),
    ("1,234,567", Proof.FIRST, "1234567", X, "1234567"),
    ("1,23,456.78", Proof.FIRST, "123456.78", X, "123456.78"),
    ("1,23,45,678", Proof.FIRST, "12345678", X, "12345678"),
    ("12,34,567", Proof.FIRST, "1234567", X, "1234567"),
    ("12,5", Proof.SECOND, X, "12.5", "12.5"),
    ("1234,50", Proof.SECOND, X, "1234.5", "1234.5"),
    ("0,125", Proof.SECOND, X, "0.125", "0.125"),
    (",5", Proof.SECOND, X, "0.5", "0.5"),
    ("1234,567", Proof.SECOND, X, "1234.567", "1234.567"),
    ("1.234,56", Proof.SECOND, X, "1234.56", "1234.56"),
    ("1.364,82", Proof.SECOND, X, "1364.82", "1364.82"),
    ("12.345.678,9", Proof.SECOND, X, "12345678.9", "12345678.9"),
    ("1.234.567", Proof.SECOND, X, "1234567", "1234567"),
    ("1.234,-", Proof.SECOND, X, "1234", "1234"),
    ("12,--", Proof.SECOND, X, "12", "12"),
    ("50.-", Proof.FIRST, "50", X, "50"),
    ("1,234", Proof.UNCLEAR, "1234", "1.234", "UNCLEAR"),
    ("1.234", Proof.UNCLEAR, "1.234", "1234", "UNCLEAR"),
    ("12,345", Proof.UNCLEAR, "12345", "12.345", "UNCLEAR"),
    ("123.456", Proof.UNCLEAR, "123.456", "123456", "UNCLEAR"),
    ("100.000", Proof.UNCLEAR, "100", "100000", "UNCLEAR"),
    ("€1,234", Proof.UNCLEAR, "1234", "1.234", "UNCLEAR"),
    ("-1.234", Proof.UNCLEAR, "-1.234", "-1234", "UNCLEAR"),
    ("1 234", Proof.NONE, "1234", "1234", "1234"),
    ("1 234 567", Proof.NONE, "1234567", "1234567", "1234567"),
    ("1 234,56", Proof.SECOND, X, "1234.56", "1234.56"),
    ("1 234,567", Proof.SECOND, X, "1234.567", "1234.567"),
    ("1 234.56", Proof.FIRST, "1234.56", X, "1234.56"),
    ("1\u00a0234,56", Proof.SECOND, X, "1234.56", "1234.56"),
    ("1\u202f234,56", Proof.SECOND, X, "1234.56", "1234.56"),
    ("1\u2009234.56", Proof.FIRST, "1234.56", X, "1234.56"),
    ("1'234.50", Proof.FIRST, "1234.5", X, "1234.5"),
    ("1’234.50", Proof.FIRST, "1234.5", X, "1234.5"),
    ("1'234'567", Proof.NONE, "1234567", "1234567", "1234567"),
    ("1'234,50", Proof.SECOND, X, "1234.5", "1234.5"),
    ("  12.50 ", Proof.FIRST, "12.5", X, "12.5"),
    ("$1,234.50", Proof.FIRST, "1234.5", X, "1234.5"),
    ("$ 12.50", Proof.FIRST, "12.5", X, "12.5"),
    ("$.50", Proof.FIRST, "0.5", X, "0.5"),
    ("US$ 5", Proof.NONE, "5", "5", "5"),
    ("1.234,56 €", Proof.SECOND, X, "1234.56", "1234.56"),
    ("1.234,56\u00a0€", Proof.SECOND, X, "1234.56", "1234.56"),
    ("EUR 5.000,00", Proof.SECOND, X, "5000", "5000"),
    ("5 000,00 EUR", Proof.SECOND, X, "5000", "5000"),
    ("eur 5", Proof.NONE, "5", "5", "5"),
    ("12.50USD", Proof.FIRST, "12.5", X, "12.5"),
    ("R$ 1.364,82", Proof.SECOND, X, "1364.82", "1364.82"),
    ("Rs. 1,23,456", Proof.FIRST, "123456", X, "123456"),
    ("Rs.100", Proof.NONE, "100", "100", "100"),
    ("S/.100", Proof.NONE, "100", "100", "100"),
    ("kr. 1.234,50", Proof.SECOND, X, "1234.5", "1234.5"),
    ("1 234 kr", Proof.NONE, "1234", "1234", "1234"),
    ("CHF 1'234.50", Proof.FIRST, "1234.5", X, "1234.5"),
    ("Fr. 50.-", Proof.FIRST, "50", X, "50"),
    ("€ 12,-", Proof.SECOND, X, "12", "12"),
    ("¥1,234,567", Proof.FIRST, "1234567", X, "1234567"),
    ("1 234,50 zł", Proof.SECOND, X, "1234.5", "1234.5"),
    ("1 234,50 Kč", Proof.SECOND, X, "1234.5", "1234.5"),
    ("₹1,23,456.00", Proof.FIRST, "123456", X, "123456"),
    ("$5.00 USD", Proof.FIRST, "5", X, "5"),
    ("-12.5", Proof.FIRST, "-12.5", X, "-12.5"),
    ("−12,5", Proof.SECOND, X, "-12.5", "-12.5"),
    ("–12,5", Proof.SECOND, X, "-12.5", "-12.5"),
    ("12.50-", Proof.FIRST, "-12.5", X, "-12.5"),
    ("1.234,56-", Proof.SECOND, X, "-1234.56", "-1234.56"),
    ("1,234.50 -", Proof.FIRST, "-1234.5", X, "-1234.5"),
    ("(1,234.50)", Proof.FIRST, "-1234.5", X, "-1234.5"),
    ("($5.00)", Proof.FIRST, "-5", X, "-5"),
    ("$(5.00)", Proof.FIRST, "-5", X, "-5"),
    ("(5) EUR", Proof.NONE, "-5", "-5", "-5"),
    ("-$5", Proof.NONE, "-5", "-5", "-5"),
    ("$-5", Proof.NONE, "-5", "-5", "-5"),
    ("- 5 €", Proof.NONE, "-5", "-5", "-5"),
    ("+5", Proof.NONE, "5", "5", "5"),
    ("-0.00", Proof.FIRST, "0", X, "0"),
    ("'1234", Proof.NONE, "1234", "1234", "1234"),
    ("１２３４", Proof.NONE, "1234", "1234", "1234"),
    ("１，２３４", Proof.UNCLEAR, "1234", "1.234", "UNCLEAR"),
    ("￥１２.５", Proof.FIRST, "12.5", X, "12.5"),
    ("\ufeff12.5", Proof.FIRST, "12.5", X, "12.5"),
    ("123456789012345678", Proof.NONE, "123456789012345678", "123456789012345678", "123456789012345678"),
    ("0000000000000000000012", Proof.NONE, "12", "12", "12"),
    ("12.50000000000000000000", Proof.FIRST, "12.5", X, "12.5"),
    ("1234567890123456789", Proof.NONE, "TOO_LONG", "TOO_LONG", "TOO_LONG"),
    ("1234.56789012345678901", Proof.FIRST, "TOO_LONG", X, "TOO_LONG"),
    ("0,1234567890123456789", Proof.SECOND, X, "TOO_LONG", "TOO_LONG"),
    ("", Proof.NONE, "BLANK", "BLANK", "BLANK"),
    ("   ", Proof.NONE, "BLANK", "BLANK", "BLANK"),
    ("\u00a0", Proof.NONE, "BLANK", "BLANK", "BLANK"),
]
NO_AMOUNTS = [
    "abc", "#N/A", "N/A", "-", "$", "€ -", ".", ",", "()", "12.5k", "1.2M", "5k €", "1e5", "1E+05", "75%",
    "1/2",
    "10-20", "12:30", "2026-11-05", "05.11.2026", "1,2,3", "1.2.3", "1,234,56", "1.234.56", "12,3456,789",
    "1,234.5.6", "1.234,5,6", "12 34", "1  234", "1 234'567", "1,234'567", "1'234.567,8", "--5", "-(5)",
    "-5-", "+-5",
    "(5", "5)", "((5))", "$5 EUR", "€5 $", "5 apples", "ca. 500", "500 or 600", "5 EUR/month", "٥", "1_000",
    "0x1F", "∞", "NaN", "five", "true", "=1+1", "1" * 200, "x" * 300,
]  # fmt: skip


@pytest.mark.parametrize(("text", "proves", "with_point", "with_comma", "unknown"), WRITTEN)
def test_an_amount_reads_as_its_convention_says(
    text: str, proves: Proof, with_point: str, with_comma: str, unknown: str
) -> None:
    read = (proof(text), *(reading(text, mark) for mark in (POINT, COMMA, AUTO)))
    assert read == (proves, with_point, with_comma, unknown)


@pytest.mark.parametrize("text", NO_AMOUNTS)
def test_what_is_no_amount_is_unreadable(text: str) -> None:
    assert {reading(text, mark) for mark in (POINT, COMMA, AUTO)} == {"UNREADABLE"}


def test_the_table_is_large() -> None:
    assert len(WRITTEN) >= 100


TRUE_NUMBERS = [
    ("1234.5", "1234.5"),
    ("1.234", "1.234"),
    ("0.125", "0.125"),
    ("-12.5", "-12.5"),
    ("1234", "1234"),
    ("1234.0", "1234"),
    ("1e+16", "10000000000000000"),
    ("1E+05", "100000"),
    ("1.5e3", "1500"),
    ("1e-07", "0.0000001"),
    ("-2.5E-3", "-0.0025"),
    ("0.30000000000000004", "0.30000000000000004"),
    ("1e+300", "TOO_LONG"),
    ("1e-300", "TOO_LONG"),
    ("0e+300", "0"),
    ("0.1000000000000000055511151231257827", "TOO_LONG"),
    ("", "BLANK"),
    ("1,234.5", "UNREADABLE"),
    ("$5", "UNREADABLE"),
    ("nan", "UNREADABLE"),
    ("inf", "UNREADABLE"),
    ("abc", "UNREADABLE"),
]


@pytest.mark.parametrize(("text", "value"), TRUE_NUMBERS)
@pytest.mark.parametrize("mark", [POINT, COMMA, AUTO])
def test_a_true_number_is_read_with_a_point_whatever_was_chosen(
    text: str, value: str, mark: DecimalMark
) -> None:
    assert reading(text, mark, numeric=True) == value


@pytest.mark.parametrize("text", ["1.234", "12.5", "1e5"])
def test_a_true_number_proves_nothing(text: str) -> None:
    assert amounts.parse(column(text), np.array([True])).proof.tolist() == [Proof.NONE]


def test_texts_beside_true_numbers_are_read_as_texts() -> None:
    parsed = amounts.parse(column("1.234", "1.234", "1e5", "1e5"), np.array([True, False, True, False]))
    assert amounts.resolve(parsed, COMMA).mantissa.tolist() == [1234, 1234, 100_000, 0]
    assert amounts.resolve(parsed, COMMA).scale.tolist() == [3, 0, 0, 0]
    assert amounts.resolve(parsed, AUTO).status.tolist() == [
        0,
        AmountStatus.UNCLEAR,
        0,
        AmountStatus.UNREADABLE,
    ]


CURRENCY_MARKS = [
    ("5", ""), ("$5", "$"), ("5 $", "$"), ("US$ 5", "US$"), ("us$5", "US$"), ("€5", "€"), ("5€", "€"),
    ("EUR 5", "EUR"),
    ("5 eur", "EUR"), ("5 Euro", "Euro"), ("£5", "£"), ("R$ 5,00", "R$"), ("5 kr", "kr"), ("5 kr.", "kr"),
    ("Kr 5", "kr"),
    ("CHF 5", "CHF"), ("Fr. 5.-", "Fr"), ("¥5", "¥"), ("￥5", "¥"), ("5 zł", "zł"), ("5 Kč", "Kč"),
    ("₹5", "₹"),
    ("Rs.5", "Rs"), ("S/. 5", "S/"), ("A$5", "A$"), ("C$5", "C$"), ("$5 USD", "USD"), ("$5 CAD", "CAD"),
    ("€5 EUR", "€"),
    ("-$5", "$"), ("($5)", "$"), ("$1,234", "$"), ("abc", ""), ("", ""), ("$", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "mark"), CURRENCY_MARKS)
def test_the_currency_mark_beside_an_amount_is_kept(text: str, mark: str) -> None:
    assert MARKS[amounts.read(column(text), AUTO).mark[0]] == mark


def test_a_mark_stands_for_the_currencies_it_may_mean() -> None:
    assert amounts.currencies_of("") == ()
    assert amounts.currencies_of("€") == ("EUR",)
    assert amounts.currencies_of("EUR") == ("EUR",)
    assert amounts.currencies_of("kr") == ("DKK", "NOK", "SEK", "ISK")
    assert amounts.currencies_of("¥") == ("JPY", "CNY")
    assert {"USD", "CAD", "AUD", "MXN", "CLP", "PHP"} <= set(amounts.currencies_of("$"))
    assert not {"EUR", "GBP", "BRL", "JPY"} & set(amounts.currencies_of("$"))


def test_every_mark_but_none_means_a_currency() -> None:
    assert MARKS[0] == ""
    assert [mark for mark in MARKS[1:] if not amounts.currencies_of(mark)] == []


EVIDENCE = [
    (["1,234", "5"], None, 0, 1),
    (["1,234", "12.5", "1,234.50"], POINT, 2, 1),
    (["1.234", "12,5"], COMMA, 1, 1),
    (["12,5", "12.5"], None, 0, 0),
    ([], None, 0, 0),
]


@pytest.mark.parametrize(("texts", "proved", "proved_by", "unclear"), EVIDENCE)
def test_a_column_proves_its_decimal_mark(
    texts: list[str], proved: DecimalMark | None, proved_by: int, unclear: int
) -> None:
    found = evidence.decimal_mark(amounts.parse(column(*texts)).proof)
    assert (found.proved, found.proved_by, found.unclear) == (proved, proved_by, unclear)


SHOWN = [
    (9800, 0, "9,800.00"),
    (12345, 1, "1,234.50"),
    (1234567, 4, "123.4567"),
    (-5, 1, "-0.50"),
    (0, 0, "0.00"),
    (999_999_999_999, 0, "999,999,999,999.00"),
    (123456789012345678, 18, "0.123456789012345678"),
]


@pytest.mark.parametrize(("mantissa", "scale", "text"), SHOWN)
def test_an_amount_is_shown_with_grouping_and_two_decimals(mantissa: int, scale: int, text: str) -> None:
    assert amounts.show(mantissa, scale) == text


def test_amounts_are_written_plainly() -> None:
    texts = ["1,234.50", "-0.05", "7", "", "abc", "1000000", "0.125", "(3)", "999,999,999,999"]
    written = amounts.write(amounts.read(column(*texts), POINT))
    assert written.type == pa.large_string()
    assert written.to_pylist() == ["1234.5", "-0.05", "7", "", "", "1000000", "0.125", "-3", "999999999999"]


def test_values_are_floats_and_nan_where_there_is_none() -> None:
    values = amounts.values(amounts.read(column("12.5", "", "abc", "-3"), POINT))
    assert values.dtype == np.float64
    assert values.tolist()[::3] == [12.5, -3.0]
    assert np.isnan(values[1:3]).all()


def test_the_types_of_a_reading_are_fixed() -> None:
    parsed = amounts.parse(column("1", ""))
    read = amounts.resolve(parsed, AUTO)
    assert {name: array.dtype.name for name, array in parsed.arrays().items()} == {
        "status": "uint8", "proof": "uint8", "mantissa": "int64",
        "point_scale": "int8", "comma_scale": "int8", "mark": "int16",
    }  # fmt: skip
    assert {name: array.dtype.name for name, array in read.arrays().items()} == {
        "status": "uint8", "mantissa": "int64", "scale": "int8", "mark": "int16"
    }  # fmt: skip


def test_resolving_leaves_what_was_parsed_alone() -> None:
    parsed = amounts.parse(column("1,200", "12.50", "abc"))
    before = {name: array.copy() for name, array in parsed.arrays().items()}
    for mark in DecimalMark:
        amounts.resolve(parsed, mark)
    assert all((array == before[name]).all() for name, array in parsed.arrays().items())


def test_blocks_meet_without_a_seam() -> None:
    texts = ["1,234.50", "$7", "", "abc", "12345678901234567890", "1"] * 45_000
    read = amounts.read(column(*texts), POINT)
    assert (read.status.reshape(-1, 6) == [0, 0, 1, 2, 4, 0]).all()
    assert (read.mantissa.reshape(-1, 6) == [12345, 7, 0, 0, 0, 1]).all()


def test_a_column_without_rows_reads() -> None:
    assert len(amounts.read(pa.chunked_array([], pa.large_string()), AUTO)) == 0


exact = st.builds(
    lambda whole, scale: Decimal(whole).scaleb(-scale), st.integers(-(10**15), 10**15), st.integers(0, 8)
)
cells = st.one_of(
    st.sampled_from([text for text, *_ in WRITTEN] + NO_AMOUNTS),
    st.text("0123456789.,' -()€$", max_size=14),
    exact.map(lambda value: format(value, ",f")),
    st.text(max_size=12),
)
marks = st.sampled_from(DecimalMark)


def same(one: Reading, other: Reading) -> bool:
    return all((mine == other.arrays()[name]).all() for name, mine in one.arrays().items())


@given(st.lists(exact, min_size=1, max_size=20))
def test_reading_what_was_written_gives_the_same_amounts(values: list[Decimal]) -> None:
    read = amounts.read(column(*(format(value, "f") for value in values)), POINT)
    again = amounts.read(amounts.write(read), POINT)
    assert same(again, read)
    assert [Decimal(text) for text in amounts.write(read).to_pylist()] == values


@given(exact)
def test_grouping_changes_nothing(value: Decimal) -> None:
    grouped = format(value, ",f")
    assert same(amounts.read(column(grouped), POINT), amounts.read(column(format(value, "f")), POINT))


@given(exact)
def test_the_comma_convention_mirrors_the_point_convention(value: Decimal) -> None:
    with_point = format(value, ",f")
    with_comma = with_point.translate(str.maketrans(".,", ",."))
    assert same(amounts.read(column(with_comma), COMMA), amounts.read(column(with_point), POINT))


@given(exact)
def test_writing_has_no_exponent_and_no_needless_zeros(value: Decimal) -> None:
    (text,) = amounts.write(amounts.read(column(format(value, "f")), POINT)).to_pylist()
    assert re.fullmatch(r"-?(0|[1-9]\d*)(\.\d*[1-9])?", text)


@given(st.lists(cells, max_size=12), marks, st.data())
def test_the_reading_of_a_column_is_the_reading_of_each_row_alone(
    texts: list[str], mark: DecimalMark, data: st.DataObject
) -> None:
    numeric = np.array(data.draw(st.lists(st.booleans(), min_size=len(texts), max_size=len(texts))), np.bool_)
    read = amounts.read(column(*texts), mark, numeric)
    for row, text in enumerate(texts):
        alone = amounts.read(column(text), mark, numeric[row : row + 1])
        assert same(read.take(np.array([row])), alone)


@given(st.permutations([text for text, *_ in WRITTEN] + NO_AMOUNTS), marks)
def test_a_permuted_column_has_a_permuted_reading(texts: list[str], mark: DecimalMark) -> None:
    order = np.argsort(np.array(texts), kind="stable")
    permuted = amounts.read(column(*[texts[row] for row in order]), mark)
    assert same(amounts.read(column(*texts), mark).take(order), permuted)


@given(cells)
def test_a_proved_amount_is_read_in_its_only_way_when_nobody_knows(text: str) -> None:
    parsed = amounts.parse(column(text))
    only = {Proof.FIRST: POINT, Proof.SECOND: COMMA}.get(Proof(parsed.proof[0]))
    if only is not None:
        assert same(amounts.resolve(parsed, AUTO), amounts.resolve(parsed, only))


@given(cells)
def test_an_unclear_amount_differs_between_the_marks(text: str) -> None:
    parsed = amounts.parse(column(text))
    if parsed.proof[0] == Proof.UNCLEAR:
        assert (amounts.read(column(text), AUTO).status == AmountStatus.UNCLEAR).all()
        assert not same(amounts.resolve(parsed, POINT), amounts.resolve(parsed, COMMA))


@given(st.lists(cells, min_size=1, max_size=12), st.integers(1, 4))
def test_how_a_column_is_chunked_does_not_matter(texts: list[str], size: int) -> None:
    chunks = [pa.array(texts[at : at + size], pa.large_string()) for at in range(0, len(texts), size)]
    assert same(amounts.parse(pa.chunked_array(chunks)), amounts.parse(column(*texts)))
