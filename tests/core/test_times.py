"""Times are read as people write them, and never guessed."""

from __future__ import annotations

import re
from random import Random

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from time_readings import READINGS

from offconv_gui.core.choices import DateOrder
from offconv_gui.core.evidence import Proof, date_order
from offconv_gui.core.kinds import time_shapes, time_words, times
from offconv_gui.core.kinds.time_words import FIXED_ABBREVIATIONS, MICROSOFT_ZONES, MONTHS, WEEKDAYS
from offconv_gui.core.kinds.times import NO_TIME, ParsedTimes, Times, TimeStatus

TEXTS = sorted({text for _, _, text, _ in READINGS})
AUTO, DMY, MDY, YMD = DateOrder.AUTO, DateOrder.DMY, DateOrder.MDY, DateOrder.YMD


def column(*texts: str) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array(texts, pa.large_string())])


def reading(found: Times, row: int = 0) -> str:
    """One row in the words of the tables: the status unless it is OK, and the instant if there is one."""
    status = TimeStatus(found.status[row])
    words = ["" if status == TimeStatus.OK else status.name, times.show(int(found.utc[row]))]
    return " ".join(word for word in words if word)


def rows(parsed: ParsedTimes | Times) -> list[tuple[object, ...]]:
    return list(zip(*(array.tolist() for array in parsed.arrays().values()), strict=True))


def test_there_are_readings_enough() -> None:
    assert len(READINGS) >= 200


@pytest.mark.parametrize(("order", "zone", "text", "expected"), READINGS)
def test_a_text_is_read_as_the_table_says(
    order: DateOrder, zone: str | None, text: str, expected: str
) -> None:
    assert reading(times.read(column(text), order, zone)) == expected


@pytest.mark.parametrize(
    ("text", "proof"),
    [
        ("18/11/2026", Proof.FIRST),
        ("18/11/1999", Proof.FIRST),
        ("26-11-32", Proof.FIRST),
        ("18-11-26 10:00", Proof.FIRST | Proof.THIRD),
        ("26-11-05", Proof.FIRST | Proof.THIRD),
        ("18.11.26 10:00", Proof.FIRST),
        ("26/11/05", Proof.FIRST),
        ("5/11/26", Proof.UNCLEAR),
        ("05/11/32", Proof.UNCLEAR),
        ("05-05-26", Proof.UNCLEAR | Proof.THIRD),
        ("05/05/26", Proof.NONE),
        ("26-11-26", Proof.NONE),
        ("Thu 05/11/2026", Proof.FIRST),
        ("11/18/2026", Proof.SECOND),
        ("11/18/26", Proof.SECOND),
        ("05/06/2026", Proof.UNCLEAR),
        ("05-06-07", Proof.UNCLEAR | Proof.THIRD),
        ("05/06/07", Proof.UNCLEAR),
        ("99-12-31", Proof.THIRD),
        ("30-02-05", Proof.THIRD),
        ("30.02.05", Proof.THIRD),
        ("05/05/2026", Proof.NONE),
        ("2026-11-05", Proof.NONE),
        ("5 Nov 2026", Proof.NONE),
        ("13/32/2026", Proof.NONE),
        ("18/11/2026 25:00", Proof.NONE),
        ("", Proof.NONE),
    ],
)
def test_a_value_proves_an_order_only_if_it_is_a_date_in_no_other(text: str, proof: Proof) -> None:
    assert times.parse(column(text)).proof.tolist() == [proof]


DMY_OR_YMD, ANY = "18-11-26", "05-11-06"


@pytest.mark.parametrize(
    ("texts", "proved", "proved_by", "in_doubt"),
    [
        (["26-11-05"], None, 0, (DMY, YMD)),
        (["26-11-05", "26-11-18"], None, 0, (DMY, YMD)),
        (["05-11-06"], None, 0, (DMY, MDY, YMD)),
        (["05/11/2026"], None, 0, (DMY, MDY)),
        ([DMY_OR_YMD, "45-11-05"], YMD, 1, ()),
        ([DMY_OR_YMD, "29-02-05", "30-02-05"], YMD, 2, ()),
        ([DMY_OR_YMD, ANY, "26-11-32"], DMY, 1, ()),
        ([DMY_OR_YMD, ANY, "18/11/2026"], DMY, 1, ()),
        ([ANY, "11-18-26"], MDY, 1, ()),
        ([DMY_OR_YMD, "5/11/26"], DMY, 0, ()),
        ([DMY_OR_YMD, "11-18-26"], None, 0, (DMY, MDY, YMD)),
        (["45-11-05", "05/11/2026"], None, 0, (DMY, MDY, YMD)),
        (["26-11-26", "2026-11-05", ""], None, 0, ()),
    ],
)
def test_a_column_proves_the_only_order_that_makes_dates_of_all_its_values(
    texts: list[str], proved: DateOrder | None, proved_by: int, in_doubt: tuple[DateOrder, ...]
) -> None:
    found = date_order(times.parse(column(*texts)).proof)
    assert (found.proved, found.proved_by, found.in_doubt) == (proved, proved_by, in_doubt)


def test_what_is_a_date_in_no_order_but_one_is_read_in_it_whatever_the_column() -> None:
    found = times.read(column("45-11-05", "18/11/2026", "11/18/2026", "26-11-05"), AUTO, "UTC")
    assert [reading(found, row) for row in range(4)] == [
        "2045-11-05 00:00:00",
        "2026-11-18 00:00:00",
        "2026-11-18 00:00:00",
        "ORDER_UNCLEAR",
    ]


def test_a_date_alone_begins_its_day_unless_a_time_of_day_is_chosen() -> None:
    nine = 9 * 3600
    found = times.read(column("2026-11-05", "2026-11-05 14:30"), AUTO, "America/New_York", nine)
    assert [reading(found, row) for row in (0, 1)] == ["2026-11-05 14:00:00", "2026-11-05 19:30:00"]
    assert found.date_only.tolist() == [True, False]


def test_a_chosen_time_of_day_can_be_skipped_or_repeated() -> None:
    half_past_one = 5400
    found = times.read(column("2026-11-01"), AUTO, "America/New_York", half_past_one)
    assert reading(found) == "AMBIGUOUS 2026-11-01 05:30:00"


def test_a_zone_word_means_what_the_user_says() -> None:
    meanings = {"CST": "America/Chicago", "QXZT": "Asia/Tokyo", "GREENLAND": "America/Nuuk"}
    texts = [f"2026-11-05 14:30 {word}" for word in ("CST", "cst", "QXZT", "Greenland", "IST")]
    found = times.read(column(*texts), AUTO, None, zone_meanings=meanings)
    assert [reading(found, row) for row in range(len(texts))] == [
        "2026-11-05 20:30:00",
        "2026-11-05 20:30:00",
        "2026-11-05 05:30:00",
        "2026-11-05 16:30:00",
        "ZONE_UNKNOWN",
    ]
    assert found.own_zone.tolist() == [True, True, True, True, False]


def test_a_meaning_that_is_no_zone_helps_nobody() -> None:
    found = times.read(column("2026-11-05 14:30 CST"), AUTO, None, zone_meanings={"CST": "Europe/Atlantis"})
    assert reading(found) == "ZONE_UNKNOWN"


def test_a_zone_of_the_text_is_told_from_the_file_s() -> None:
    texts = ("2026-11-05 14:30", "2026-11-05 14:30Z", "2026-11-05 14:30+01:00", "2026-11-05 14:30 CST", "")
    found = times.read(column(*texts), AUTO, "Europe/Berlin")
    assert found.own_zone.tolist() == [False, True, True, False, False]


def test_a_zone_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="Europe/Atlantis"):
        times.read(column("2026-11-05"), AUTO, "Europe/Atlantis")


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("2026-11-05 14:30 GMT+10", "GMT+10"),
        ("2026-11-05 14:30 CST", "CST"),
        ("2026-11-05 14:30 (CST)", "CST"),
        ("  2026-11-05  14:30 UTC−05:00 ", "UTC−05:00"),
        ("2026-11-05T14:30:00Z", "Z"),
        ("5 août 2026 14:30 Europe/Paris", "Europe/Paris"),
        ("Thu Nov 05 14:30:00 EST 2026", "EST"),
        ("Thu Nov 05 2026 14:30:00 GMT-0500 (Eastern Standard Time)", "GMT-0500"),
        ("2026-11-05 14:30 Etc/GMT+5", "Etc/GMT+5"),
        ("2026-11-05 14:30", ""),
        ("nonsense", ""),
        ("", ""),
    ],
)
def test_the_zone_is_quoted_as_written(text: str, zone: str) -> None:
    assert times.zone_text(text) == zone


@pytest.mark.parametrize(
    ("text", "unix", "expected"),
    [
        ("1700000000", "seconds", "2023-11-14 22:13:20"),
        ("1700000000.9", "seconds", "2023-11-14 22:13:20"),
        ("1700000000999", "milliseconds", "2023-11-14 22:13:20"),
        ("0", "seconds", "1970-01-01 00:00:00"),
        ("4133980799", "seconds", "2100-12-31 23:59:59"),
        ("4133980800", "seconds", "UNREADABLE"),
        ("1700000000000", "seconds", "UNREADABLE"),
        ("-5", "seconds", "UNREADABLE"),
        ("2026-11-05 14:30", "seconds", "2026-11-05 14:30:00"),
    ],
)
def test_counts_since_1970_are_read_when_the_user_says_so(text: str, unix: times.Unix, expected: str) -> None:
    assert reading(times.resolve(times.parse(column(text), unix), AUTO, "UTC")) == expected


def test_no_month_or_weekday_word_means_two() -> None:
    """The tables are put together from seven languages, and a word would silently keep its last meaning."""
    for languages, table, first in ((time_words._MONTHS, MONTHS, 1), (time_words._WEEKDAYS, WEEKDAYS, 0)):
        for language in languages:
            for number, words in enumerate(language.split(","), first):
                assert {table[word] for word in words.split()} == {number}


@pytest.mark.parametrize("number", range(1, 13))
def test_every_month_name_is_read(number: int) -> None:
    names = [name for name, month in MONTHS.items() if month == number]
    texts = [f"9 {name} 2026" for name in names] + [f"{name.upper()}. 9, 2026" for name in names]
    found = times.read(column(*texts), AUTO, "UTC")
    assert {reading(found, row) for row in range(len(texts))} == {f"2026-{number:02d}-09 00:00:00"}


@pytest.mark.parametrize("number", range(7))
def test_every_weekday_name_is_held_against_the_date(number: int) -> None:
    names = [name for name, weekday in WEEKDAYS.items() if weekday == number]
    right, wrong = 2 + number, 2 + (number + 1) % 7  # 2026-11-02 is a Monday
    for name in names:
        found = times.read(column(f"{name}, {right} Nov 2026", f"{name} {wrong} Nov 2026"), AUTO, "UTC")
        assert [reading(found, row) for row in (0, 1)] == [f"2026-11-{right:02d} 00:00:00", "UNREADABLE"]


@pytest.mark.parametrize(("word", "minutes"), FIXED_ABBREVIATIONS.items())
def test_an_unmistakable_abbreviation_is_an_offset(word: str, minutes: int) -> None:
    found = times.read(column(f"2026-07-05 14:30 {word}"), AUTO, "own")
    assert (int(found.utc[0]) + minutes * 60) % 86_400 == 14.5 * 3600


@pytest.mark.parametrize(("name", "zone"), [(name, zone) for name, (zone, _) in MICROSOFT_ZONES.items()])
def test_a_microsoft_zone_is_the_iana_zone_or_must_be_asked_for(name: str, zone: str) -> None:
    found = times.read(column(f"2026-07-05 14:30 {name}", f"2026-07-05 14:30 {zone or 'CST'}"), AUTO, "own")
    assert reading(found, 0) == reading(found, 1)


# -- What the upload file and a cell show -----------------------------------------------------------------


def test_instants_are_written_as_the_service_reads_them() -> None:
    found = times.read(column("2026-11-05 14:30", "", "1970-01-01", "2100-12-31 23:59:59"), AUTO, "UTC")
    written = times.write(found.utc)
    assert written.type == pa.large_string()
    assert written.to_pylist() == ["11/05/2026 14:30:00", "", "01/01/1970 00:00:00", "12/31/2100 23:59:59"]


def test_instants_at_either_end_of_time_are_written_in_every_zone() -> None:
    texts = ("1970-01-01 00:00+14:00", "2100-12-31 23:59:59-12:00")
    written = times.write(times.read(column(*texts), AUTO, "own").utc)
    assert written.to_pylist() == ["12/31/1969 10:00:00", "01/01/2101 11:59:59"]


def test_no_instants_are_written_as_no_rows() -> None:
    assert times.write(np.array([], np.int64)).to_pylist() == []


def test_a_cell_shows_utc() -> None:
    assert [times.show(1_795_475_520), times.show(NO_TIME)] == ["2026-11-23 23:12:00", ""]


# -- Laws -------------------------------------------------------------------------------------------------

instants = st.integers(0, 4_133_980_799)
texts = st.one_of(st.sampled_from(TEXTS), st.text(max_size=40), st.from_regex(r"\A[0-9/:. T-]{0,20}\Z"))
composed = st.builds(
    "{}{}{}{}{}".format,
    st.sampled_from(["", "Thu, ", "quinta-feira, ", "Do. ", "Donnerstag, den "]),
    st.sampled_from(["2026-11-05", "5 Nov 2026", "NOV-05-26", "5th of August 2026", "1º de março de 2026"]),
    st.sampled_from(["T", " ", ", ", " um ", " a las ", ":", " - "]),
    st.sampled_from(["14:30", "2:30:15.5 p. m.", "14h30", "2PM", "14.30 Uhr", "143000"]),
    st.sampled_from(["", "Z", " EST", "Europe/Berlin", " (GMT-05:00)", " Etc/GMT+5", " -0500 (x y)", " QXZT",
                     "+01:00[Europe/Berlin]", " newfoundland and labrador", " Cuba", " EST5", " +0200 CEST"]),
)  # fmt: skip
orders = st.sampled_from(list(DateOrder))
zones = st.sampled_from([None, "own", "UTC", "America/New_York", "Europe/Berlin"])


@given(st.lists(instants, max_size=40))
def test_what_is_written_is_read_again(utc: list[int]) -> None:
    again = times.read(times.write(np.array(utc, np.int64)), MDY, "UTC")
    assert again.utc.tolist() == utc
    assert not again.status.any()


@given(st.lists(st.one_of(texts, composed), min_size=1, max_size=30), orders, zones)
def test_a_value_reads_the_same_alone_and_among_others(
    values: list[str], order: DateOrder, zone: str | None
) -> None:
    parsed = times.parse(column(*values))
    alone = [times.parse(column(value)) for value in values]
    assert rows(parsed) == [row for one in alone for row in rows(one)]
    resolved = times.resolve(parsed, order, zone)
    assert rows(resolved) == [row for one in alone for row in rows(times.resolve(one, order, zone))]


@given(st.lists(texts, max_size=30), st.randoms(use_true_random=False))
def test_a_permuted_column_reads_permuted(values: list[str], chance: Random) -> None:
    permutation = chance.sample(range(len(values)), len(values))
    plain = times.read(column(*values), DMY, "Europe/Berlin")
    permuted = times.read(column(*(values[place] for place in permutation)), DMY, "Europe/Berlin")
    assert rows(permuted) == rows(plain.take(np.array(permutation, np.int64)))


@given(st.lists(texts, min_size=1, max_size=30), orders, zones)
def test_an_instant_is_known_exactly_where_the_status_says_so(
    values: list[str], order: DateOrder, zone: str | None
) -> None:
    found = times.read(column(*values), order, zone)
    known = (TimeStatus.OK, TimeStatus.ZONE_CONFLICT, TimeStatus.AMBIGUOUS, TimeStatus.NONEXISTENT)
    assert (found.utc != NO_TIME).tolist() == np.isin(found.status, known).tolist()


@given(st.lists(st.one_of(texts, composed), min_size=1, max_size=30))
def test_the_sieve_for_columns_of_many_shapes_holds_back_no_time(values: list[str]) -> None:
    skeletons = [re.sub("[1-9]", "0", value) for value in values]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(time_shapes, "_MANY", 0)
        sifted = time_shapes.shapes(skeletons)
    assert sifted == time_shapes.shapes(skeletons)


def test_a_column_longer_than_a_block_keeps_its_rows() -> None:
    days = [f"2026-{1 + k // 28 % 12:02d}-{1 + k % 28:02d} 10:00" for k in range(336)]
    long = pa.chunked_array(
        [pa.array(days * 800, pa.large_string()), pa.array(["", *days], pa.large_string())]
    )
    found = times.read(long, AUTO, "UTC")
    short = times.read(column(*days), AUTO, "UTC").utc
    assert np.array_equal(found.utc[: 336 * 800], np.tile(short, 800))
    assert np.array_equal(found.utc[336 * 800 + 1 :], short)
    assert found.status[336 * 800] == TimeStatus.BLANK


def test_slices_and_plain_strings_are_read_like_whole_columns() -> None:
    whole = pa.array(["x", "2026-11-05", "18/11/2026 10:00", ""], pa.string())
    assert rows(times.parse(whole.slice(1, 2))) == rows(times.parse(column("2026-11-05", "18/11/2026 10:00")))
    assert len(times.parse(column())) == 0


def test_rows_of_one_column_can_be_put_into_another() -> None:
    ours = times.parse(column("2026-11-05 14:30", "2026-11-05 14:30 CST"))
    theirs = times.parse(column("nonsense", "2026-11-05 14:30 Asia/Tokyo"))
    mixed = ours.put(np.array([1], np.int64), theirs.take(np.array([1], np.int64)))
    found = times.resolve(mixed, AUTO, "UTC")
    assert [reading(found, row) for row in (0, 1)] == [
        "2026-11-05 14:30:00",
        "ZONE_CONFLICT 2026-11-05 05:30:00",
    ]
