"""Blocks of cells as text for other programs, and back."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from offconv_gui.core import html_table
from offconv_gui.core.clipboard import from_tsv, to_html, to_tsv


def columns(*rows):
    return [pa.array(list(column), pa.large_string()) for column in zip(*rows, strict=True)]


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([["a", "b"], ["c", ""]], "a\tb\r\nc\t\r\n"),
        ([["tab\there"]], '"tab\there"\r\n'),
        ([["two\nlines", "x"]], '"two\nlines"\tx\r\n'),
        ([['say "hi"']], 'say "hi"\r\n'),
        ([['"quoted"']], '"""quoted"""\r\n'),
    ],
)
def test_a_block_becomes_lines_as_spreadsheets_write_them(rows, text):
    assert to_tsv(columns(*rows)) == text


def test_nothing_becomes_no_text():
    assert to_tsv([]) == to_tsv(columns(*[["a"]][:0]) or [pa.array([], pa.large_string())]) == ""


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", []),
        ("a", [["a"]]),
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ("a\nb\n", [["a"], ["b"]]),
        ("a\tb\nc\n", [["a", "b"], ["c", ""]]),
        ("a\n\nb", [["a"], [""], ["b"]]),
        ('"two\nlines"\tx', [["two\nlines", "x"]]),
        ('5" pipe\tx\n', [['5" pipe', "x"]]),
        ('"not closed\tx\ny\tz\n', [['"not closed', "x"], ["y", "z"]]),
        ('"a" and "b"\tx', [['"a" and "b"', "x"]]),
        ("\u2028\x0b", [["\u2028\x0b"]]),
    ],
)
def test_lines_become_a_block(text, rows):
    assert from_tsv(text) == rows


@given(st.integers(1, 4).flatmap(lambda width: st.lists(
    st.lists(st.text(alphabet='ab"\t\n\r é', max_size=6), min_size=width, max_size=width), min_size=1
)))  # fmt: skip
def test_what_is_copied_can_be_pasted_unchanged(rows):
    assert from_tsv(to_tsv(columns(*rows))) == rows


@given(st.lists(st.lists(st.text(alphabet="a<& \xa0\n", max_size=8), min_size=2, max_size=2), min_size=1))
def test_a_table_that_is_copied_can_be_read_unchanged(rows):
    rows = [[cell.strip("\n") for cell in row] for row in rows]
    read = html_table.read(to_html(columns(*rows)))
    assert read == [["" if cell == "\xa0" else cell for cell in row] for row in rows]


@pytest.mark.parametrize(
    ("cell", "html"),
    [
        ("a  b", 'a<span style="mso-spacerun:yes">&nbsp;&nbsp;</span>b'),
        (
            " a b ",
            '<span style="mso-spacerun:yes">&nbsp;</span>a b<span style="mso-spacerun:yes">&nbsp;</span>',
        ),
        ("a\n b", 'a<br><span style="mso-spacerun:yes">&nbsp;</span>b'),
        ("10\xa0€", "10&#160;€"),
    ],
)
def test_a_spreadsheet_is_told_to_keep_spaces(cell, html):
    assert f'<td sdnum="1033;0;@">{html}</td>' in to_html(columns([cell]))


def test_a_spreadsheet_is_told_to_keep_ids_as_text():
    html = to_html(columns(["123456e7", "<b>&"], ["x", "two\nlines"]))
    assert r"td {mso-number-format:'\@'}" in html
    assert '<tr><td sdnum="1033;0;@">123456e7</td><td sdnum="1033;0;@">&lt;b&gt;&amp;</td></tr>' in html
    assert "br {mso-data-placement:same-cell}" in html
    assert "two<br>lines" in html
