"""Click IDs: every shape in which they come out of a CRM, and what is none."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from offconv_gui.core.kinds import click_id_texts, click_ids
from offconv_gui.core.kinds.click_ids import ClickIds, ClickIdStatus

ID = "f894f652ea334e739002f7167ab8f8e3"
GUID = "f894f652-ea33-4e73-9002-f7167ab8f8e3"
OTHER = "cdd4afcccb1c9a4cad9544dd7e5006d5"
OK, BLANK, PLACEHOLDER, IN_TEXT, FOREIGN, DAMAGED, INVALID = ClickIdStatus


def column(*texts: str) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array(texts, pa.large_string())])


def status_of(text: str) -> ClickIdStatus:
    return ClickIdStatus(click_ids.read(column(text)).status[0])


def id_of(text: str) -> str:
    """The ID that reading a column gives for a text; "" for none."""
    read = click_ids.read(column(text))
    if read.status[0] not in (OK, IN_TEXT):
        assert (read.hi[0], read.lo[0]) == (0, 0)
        return ""
    return str(click_ids.write(read.hi, read.lo)[0].as_py())


GOOD = [
    ID,
    OTHER,
    ID.upper(),
    "F894f652EA334e739002f7167ab8f8e3",
    "12345678901234567890123456789e12",
    "12345678901234567890123456789012",
    "0" * 32,
    "f" * 32,
    "A" * 32,
    "12345678901234567800000000000000",
    "00000000000000000000000000000001",
    "292049a17e2413e3a4081719e839afe6",
]
HOLDING_ONE = [
    GUID, GUID.upper(), "{" + GUID + "}", f'"{ID}"', f"'{ID}", f"‘{ID}’", f"“{ID}”", f"{{{ID}}}", f"({ID})",
    f"<{ID}>", f"[{ID}]", f"{ID} ", f" {ID}", f"\t{ID}", f"{ID}\r\n", f"\u00a0{ID}", f"{ID}\u00a0",
    f"\u200b{ID}",
    f"{ID}\u200d", f"\ufeff{ID}", f"\u2060{ID}", f"\u202a{ID}\u202c", f'="{ID}"', f"{ID};", f"{ID},",
    f"{ID}-0", f"{ID}-1", f"{ID}-1N", f"{ID}-1n", f"{ID.upper()}-0", f"{GUID}-1", f"_uet{ID}", f"_uet{ID}-1",
    f"_uet{GUID}", f"_UET{ID.upper()}", f"msclkid={ID}", f"MSCLKID={ID}", f"MsClkId={ID.upper()}",
    f"msclkid: {ID}",
    f'"msclkid":"{ID}"', f'{{"msclkid": "{ID}", "gclid": ""}}', f"_uetmsclkid=_uet{ID}", f"_uetmsclkid={ID}",
    f"msclkid={{{ID}}}", f"msclkid={GUID}", f"msclkid={ID}-0", f"?msclkid={ID}", f"&msclkid={ID}&x=1",
    f"https://www.example.com/?msclkid={ID}", f"https://www.example.com/?MSCLKID={ID.upper()}",
    f"https://www.example.com/a/b?utm_source=bing&msclkid={ID}&utm_medium=cpc",
    f"www.example.com?msclkid={ID}#top",
    f"https://www.example.com/#msclkid={ID}", f"https://www.example.com/#/route?a=1&msclkid={ID}",
    f"https://www.example.com/?a=1&amp;msclkid={ID}&amp;b=2",
    f"https://www.example.com/?a=1;msclkid={ID};b=2",
    f"https%3A%2F%2Fwww.example.com%2F%3Fmsclkid%3D{ID}%26b%3D2",
    f"https://x.com/?u=https%3A%2F%2Fy.com%3Fmsclkid%3D{ID}",
    f"https%253A%252F%252Fwww.example.com%253Fmsclkid%253D{ID}%2526b", f"https://x.com/?msclkid%3D{ID}",
    f"https://x.com/?msclkid=%7B{ID}%7D", f"https://x.com/?msclkid=%22{ID}%22",
    f"https://x.com/?gclid=Cj0KCQ1&msclkid={ID}",
    f"https://x.com/?msclkid=&a=1&msclkid={ID}", f"https://x.com/?msclkid={ID}&msclkid={ID}", f"{ID},{ID}",
    f"{ID}; {ID}",
    f"Landing page: https://x.com/?msclkid={ID} (clicked twice)", f"msclkid = '{ID}'",
    f"ｍｓｃｌｋｉｄ＝{ID}",
]  # fmt: skip
NOTHING = ["", " ", "   ", "\t", "\u00a0", "\u200b", "\ufeff", "\u2003", "\r\n"]
PLACEHOLDERS = [
    "N", "n", "-", "--", "—", "–", "?", ".", "n/a", "N/A", "NA", "#N/A", "#n/a", "#NV", "null", "NULL",
    "(null)", "nil",
    "<nil>", "undefined", "none", "None", "NaN", "(not set)", "not set", "(not provided)", "{msclkid}",
    "{{msclkid}}",
    "[msclkid]", "%7Bmsclkid%7D", "msclkid", "{MSCLKID}", "0", "\\N", "unknown", "test", "123abc", "123ABC",
    "Example-123",
    "example-123", "01234567890123456789012345678901",
    "00000000-0000-0000-0000-000000000000",
    '""', "{}", "https://x.com/?msclkid={msclkid}", "https://x.com/?msclkid=", "msclkid=null",
    "msclkid=undefined&a=1",
    "https://x.com/?msclkid=00000000000000000000000000000000", " N/A ", '"null"', "#REF!", "#VALUE!", "k.A.",
]  # fmt: skip
FOREIGN_IDS = [
    "CjwKCAjwzJjrBRBvEiwA867", "Cj0KCQiAtbqdBhDvARIsAGYnXBPX", "EAIaIQobChMIvalidGclid01",
    "EAIaIQobChMI4fPw-b3I_QIVBgeICR",
    "CNqO1sLQ4b0CFUuWtAodNHEAFw", "cj0kcqiatbqdbhdvarisagynxbpx", "GCL.1577836800.CjwKCAjwzJjrBRBvEiwA867",
    "0AAAAADCf8rPzBq1kLmN2oPqRsTuVwXyZ", "IwAR0abcdefghijklmnop", "IwY2xjawGabcdefghijk",
    "fb.1.1554763741205.AbCdEfGhIj",
    "gclid=Cj0KCQ", "gclid: abc", "https://x.com/?gclid=Cj0KCQ", "https://x.com/?a=1&wbraid=CmAKC",
    "https://x.com/?gbraid=0AAAA",
    "https://x.com/?fbclid=IwAR1", "https://x.com/?ttclid=E.C.P.abc", "https://x.com/?li_fat_id=" + GUID,
    "E.C.P.Cabc123",
    "https://x.com/?msclkid=&gclid=Cj0KCQ", "https%3A%2F%2Fx.com%2F%3Fgclid%3DCj0", "wbraid=CmAKC&x=1",
]  # fmt: skip
DAMAGED_IDS = [
    "1.23457E+31", "1,23457E+31", "1.23456789012346E+31", "1E+31", "1e31", "9.9E31", "12345E+27", "1.2e+05",
    "12345678901234500000000000000000", "12345678901234567000000000000000", "1234567890123450000000000000000",
    "123456789012345600000", "########", "###", '"1.23457E+31"', " 1.23457E+31",
]  # fmt: skip
INVALID_IDS = [
    ID[:-1], ID[:28], ID[:1] + "x", ID + "a", ID + ID, ID + OTHER, f"{ID};{OTHER}", f"{ID},{OTHER}",
    f"{ID} {OTHER}",
    f"{ID}/{OTHER}", ID[:-1] + "g", "g" + ID[1:], ID[:16] + " " + ID[16:], ID[:16] + "-" + ID[16:], f"x{ID}",
    f"{ID}x",
    f"{ID}_1", f"-{ID}", f"{ID}-", f"{ID}-12", f"{ID}-x", "hello", "Company 5", "12345", "2026-11-05",
    "john@contoso.com",
    f"see {ID}", f"{ID} thanks", f"xmsclkid={ID}", f"msclkid={ID}a", f"msclkid={ID[:20]}",
    f"https://x.com/?q={ID}",
    f"https://x.com/?msclkid={ID}&msclkid={OTHER}", "https://x.com/", "https://x.com/?msclkid=hello",
    "é" * 16, "é" * 32,
    "CAFEBABE1234abcdef567890", GUID.replace("-", "_"),
    GUID[:-1], "006x0000001YtCrAAK", "f894f652ea334e739002f7167ab8f8Ꮛ",
]  # fmt: skip
ALL = [
    *((text, OK) for text in GOOD),
    *((text, IN_TEXT) for text in HOLDING_ONE),
    *((text, BLANK) for text in NOTHING),
    *((text, PLACEHOLDER) for text in PLACEHOLDERS),
    *((text, FOREIGN) for text in FOREIGN_IDS),
    *((text, DAMAGED) for text in DAMAGED_IDS),
    *((text, INVALID) for text in INVALID_IDS),
]


@pytest.mark.parametrize(("text", "status"), ALL)
def test_a_cell_has_the_status_its_shape_gives_it(text: str, status: ClickIdStatus) -> None:
    assert status_of(text) is status


@pytest.mark.parametrize("text", HOLDING_ONE)
def test_the_id_is_taken_out_of_its_surroundings(text: str) -> None:
    assert (id_of(text), click_ids.find_in(text)) == (ID, ID)


@pytest.mark.parametrize("text", [text for text, status in ALL if status not in (OK, IN_TEXT)])
def test_what_holds_no_id_gives_none(text: str) -> None:
    assert (id_of(text), click_ids.find_in(text)) == ("", "")


@pytest.mark.parametrize("text", GOOD)
def test_a_good_id_is_written_in_lower_case(text: str) -> None:
    assert (id_of(text), click_ids.find_in(text)) == (text.lower(), text.lower())


@pytest.mark.parametrize(("text", "status"), ALL)
def test_the_way_for_a_million_cells_agrees_with_the_way_for_one(text: str, status: ClickIdStatus) -> None:
    found = click_id_texts.judge(text)
    assert (found.status, found.click_id) == (status, id_of(text))


@pytest.mark.parametrize(("text", "is_upper"), [(ID, False), (ID.upper(), True), (ID[:-1] + "E", True)])
def test_upper_case_is_noticed_in_good_ids(text: str, is_upper: bool) -> None:
    assert click_ids.read(column(text)).upper.tolist() == [is_upper]


@pytest.mark.parametrize("text", [f" {ID.upper()}", GUID.upper(), "N/A"])
def test_upper_case_is_noticed_in_nothing_else(text: str) -> None:
    assert click_ids.read(column(text)).upper.tolist() == [False]


@pytest.mark.parametrize("text", [ID, "12345678901234567890123456789012", "7", "1.23457E+31", GUID])
def test_a_true_number_is_always_damaged(text: str) -> None:
    read = click_ids.read(column(text, ID), np.array([True, False]))
    assert read.status.tolist() == [DAMAGED, OK]
    assert (read.hi[0], read.lo[0], read.upper[0]) == (0, 0, False)


def test_a_blank_cell_is_no_number() -> None:
    assert click_ids.read(column(""), np.array([True])).status.tolist() == [BLANK]


def test_a_column_without_rows_reads() -> None:
    assert len(click_ids.read(pa.chunked_array([], pa.large_string()))) == 0


def test_the_types_of_a_reading_are_fixed() -> None:
    read = click_ids.read(column(ID, ""))
    assert [array.dtype.name for array in (read.status, read.upper, read.hi, read.lo)] == [
        "uint8",
        "bool",
        "uint64",
        "uint64",
    ]


def test_blocks_meet_without_a_seam() -> None:
    texts = [ID, ID.upper(), f'"{OTHER}"', "", f"https://x.com/?msclkid={OTHER}", "N/A"] * 45_000
    read = click_ids.read(column(*texts))
    assert (read.status.reshape(-1, 6) == [OK, OK, IN_TEXT, BLANK, IN_TEXT, PLACEHOLDER]).all()
    assert click_ids.write(read.hi[-2:-1], read.lo[-2:-1])[0].as_py() == OTHER


hex_ids = st.text("0123456789abcdef", min_size=32, max_size=32)
wrapped = st.builds(
    "{}{}{}".format,
    st.sampled_from(
        ["", " ", '"', "{", "'", "\u00a0", "_uet", "msclkid=", "https://x.com/?a=1&msclkid=", "%7B", "x", "-"]
    ),
    hex_ids,
    st.sampled_from(["", " ", '"', "}", "-0", "-1", "-1N", "&a=1", "#top", "%7D", "x", "-", ".", "\u200b"]),
)  # fmt: skip
cells = st.one_of(
    hex_ids,
    hex_ids.map(str.upper),
    wrapped,
    st.sampled_from([text for text, _ in ALL]),
    st.text(max_size=40),
    st.text("0123456789abcdefABCDEF", min_size=8, max_size=40),
    st.builds(
        "{}{}".format,
        st.sampled_from(["Cj0KCQ", "CjwKC", "EAIaIQ", "CA", "fbc"]),
        st.text("aB3_-", max_size=30),
    ),
    st.text("0123456789abcdefABCDEF-{} \"'%&;=msclkid", max_size=50),
    st.binary(max_size=40).map(lambda data: data.decode("utf-8", "replace")),
)


def same(one: ClickIds, other: ClickIds) -> bool:
    return all((mine == other.arrays()[name]).all() for name, mine in one.arrays().items())


def is_real(click_id: str) -> bool:
    return click_id_texts.judge(click_id).status is OK


@given(st.lists(hex_ids.filter(is_real), max_size=20))
def test_writing_what_was_read_gives_the_same_text(ids: list[str]) -> None:
    read = click_ids.read(column(*ids))
    assert click_ids.write(read.hi, read.lo).to_pylist() == ids


@given(
    st.lists(st.integers(0, 2**64 - 1), min_size=2, max_size=10),
)
def test_reading_what_was_written_gives_the_same_words(words: list[int]) -> None:
    hi, lo = np.array(words, np.uint64), np.array(words[::-1], np.uint64)
    read = click_ids.read(click_ids.write(hi, lo))
    good = read.status == OK
    assert (read.hi[good] == hi[good]).all()
    assert (read.lo[good] == lo[good]).all()


@given(st.lists(cells, max_size=12))
@example([ID, "x" * 32, ID])
@example([f'"{ID}"', f"{ID}-1", f"  {ID}", "12345678901234567890123456789012ab"])
def test_the_reading_of_a_column_is_the_reading_of_each_row_alone(texts: list[str]) -> None:
    read = click_ids.read(column(*texts))
    for row, text in enumerate(texts):
        assert same(read.take(np.array([row])), click_ids.read(column(text)))


@given(cells)
def test_both_ways_of_reading_agree_on_any_text(text: str) -> None:
    found = click_id_texts.judge(text)
    assert (found.status, found.click_id) == (status_of(text), id_of(text))


@given(st.permutations([text for text, _ in ALL]))
def test_a_permuted_column_has_a_permuted_reading(texts: list[str]) -> None:
    order = np.argsort(np.array([len(text) for text in texts]), kind="stable")
    assert same(
        click_ids.read(column(*texts)).take(order), click_ids.read(column(*[texts[row] for row in order]))
    )


@given(st.lists(cells, min_size=1, max_size=12), st.integers(1, 4))
def test_how_a_column_is_chunked_does_not_matter(texts: list[str], size: int) -> None:
    chunks = [pa.array(texts[at : at + size], pa.large_string()) for at in range(0, len(texts), size)]
    assert same(click_ids.read(pa.chunked_array(chunks)), click_ids.read(column(*texts)))


@given(cells)
def test_an_id_is_found_exactly_where_the_status_says_so(text: str) -> None:
    assert bool(click_ids.find_in(text)) == (status_of(text) in (OK, IN_TEXT))
