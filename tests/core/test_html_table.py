"""The table in a piece of HTML on the clipboard."""

from __future__ import annotations

import pytest

from offconv_gui.core import clipboard, html_table

EXCEL = """<html xmlns:o="urn:schemas-microsoft-com:office:office">
<head><meta name=Generator content="Microsoft Excel 15">
<style><!--td {mso-number-format:General;}--></style></head>
<body><!--StartFragment-->
<table border=0 cellpadding=0 cellspacing=0 width=192>
 <col width=64 span=2>
 <tr height=40>
  <td height=40 class=xl65 width=64>Deal
  one<br>
    second line</td>
  <td class=xl66 align=right>9,800.00</td>
 </tr>
 <tr height=20><td>A &amp; B</td><td>&nbsp;</td></tr>
</table><!--EndFragment--></body></html>"""

SHEETS = (
    '<google-sheets-html-origin><style type="text/css">td{border:1px solid}</style>'
    '<table xmlns="http://www.w3.org/1999/xhtml"><colgroup><col width="100"/></colgroup><tbody>'
    '<tr><td data-sheets-value="{}">a<br/>b</td><td>2</td></tr></tbody></table>'
)

OFFICE = "<html><style>td {{mso-number-format:General}}</style><table><tr><td>{}</table></html>"

CALC = (
    "<table cellspacing=0><colgroup span=2 width=85></colgroup>"
    '<tr><td height=17 align="left">one</td><td sdval="2">2</td></tr></table>'
)


@pytest.mark.parametrize(
    ("html", "rows"),
    [
        (EXCEL, [["Deal one\nsecond line", "9,800.00"], ["A & B", ""]]),
        (SHEETS, [["a\nb", "2"]]),
        (CALC, [["one", "2"]]),
        ("<table><tr><td colspan=2>a<td>b<tr><td>c</table>", [["a", "", "b"], ["c", "", ""]]),
        ("<table><tr><td rowspan=2>a<td>b<tr><td>c</table>", [["a", "b"], ["", "c"]]),
        ("<table><tr><td>a</table><table><tr><td>b</table>", None),
        ("<p>no table</p>", None),
        ("<table><tr><td colspan='-1'>a", [["a"]]),
        ("<table><tr><td>a&nbsp;b<td> &nbsp;c", [["a b", "c"]]),
        (OFFICE.format("a<span style='mso-spacerun:yes'>  </span>b"), [["a  b"]]),
        (OFFICE.format("a <span style='mso-spacerun:yes'>&nbsp;</span>b"), [["a  b"]]),
        (OFFICE.format("<span\n  style='mso-spacerun:yes'>&nbsp;&nbsp;\n  </span>a"), [["   a"]]),
        (OFFICE.format("<span>a<span style='mso-spacerun:yes'>&nbsp; </span>b  c</span>"), [["a  b c"]]),
        (OFFICE.format("a&nbsp;b"), [["a\xa0b"]]),
        (OFFICE.format("&nbsp;"), [[""]]),
    ],
)
def test_a_table_is_read_as_spreadsheets_write_it(html, rows):
    assert html_table.read(html) == rows


@pytest.mark.parametrize(
    ("text", "html", "block"),
    [
        ("a\nb\t2\n", SHEETS, [["a\nb", "2"]]),
        ('"a\nb"\t2\n', SHEETS, [["a\nb", "2"]]),
        ("one\t2\n", CALC, [["one", "2"]]),
        ("one\t2.0000\n", CALC, [["one", "2.0000"]]),
        ("", CALC, [["one", "2"]]),
        ("plain", "", [["plain"]]),
        ("a b\t2\n", SHEETS, [["a\nb", "2"]]),
        ("a c\t2\n", SHEETS, [["a c", "2"]]),
        ("a  b c\xa0d \t2\n", "<table><tr><td>a b<br>c d<td>2</table>", [["a  b\nc\xa0d ", "2"]]),
        ("a  b \t2\n", "<table><tr><td>a b<td>2</table>", [["a  b ", "2"]]),
        ("x\ty\n1\t2\n", "<table><tr><td>x</table>", [["x", "y"], ["1", "2"]]),
    ],
)
def test_the_better_of_text_and_table_is_taken(text, html, block):
    assert clipboard.from_tsv(clipboard.best_text(text, html)) == block
