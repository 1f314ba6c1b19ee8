"""Makes the small files of `tests/io/data`, each with what must come of it and what is odd about it.

    python tests/io/make_data.py

`expected.json` holds for each file a note, and either its headings, rows and their numbers, or words of the
refusal. They are written down here beside the bytes, never taken from what a reader says.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent / "data"

HEADINGS = ("Deal", "Owner", "Note")
ROWS = (("D-1", "Ada", "first"), ("D-2", "Grace", "second"), ("D-3", "Mary", "third"))
SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|", "caret": "^"}


@dataclass(frozen=True)
class Sample:
    """A file, and what must come of it: a table, or a refusal with these words."""

    name: str
    content: bytes
    note: str
    rows: Sequence[Sequence[str]] = ()
    numbers: Sequence[int] = ()
    headings: Sequence[str] = HEADINGS
    refusal: str = ""
    options: dict[str, Any] = field(default_factory=dict)

    def expected(self) -> dict[str, Any]:
        if self.refusal:
            return {"note": self.note, "refusal": self.refusal}
        table = {"headings": list(self.headings), "rows": [list(row) for row in self.rows]}
        numbers = list(self.numbers) or list(range(2, 2 + len(self.rows)))
        return {"note": self.note, **table, "numbers": numbers, "options": self.options}


def joined(rows: Sequence[Sequence[str]], separator: str, end: str = "\n") -> str:
    return "".join(separator.join(row) + end for row in rows)


# -- Encodings -----------------------------------------------------------------------------------------------

WEST = (("D-1", "Zoë Müller", "größer für die Straße"), ("D-2", "José Núñez", "señor, año, café, “naïve” €"))
EAST = (("D-1", "Łukasz Żak", "źródło świeże"), ("D-2", "Jiří Dvořák", "příliš žluťoučký kůň"))
CYRILLIC = (("D-1", "Иван Петров", "сделка закрыта вчера"), ("D-2", "Ольга", "новая сделка на рынке"))
JAPAN = (("D-1", "山田太郎", "契約は昨日成立しました"), ("D-2", "鈴木", "東京の新しいお客様です"))
CHINA = (("D-1", "王小明", "昨天签订的合同"), ("D-2", "李华", "北京的新客户"))
MAC = (("D-1", "Zoë Müller", "größer für die Straße"), ("D-2", "José", "señor año café"))

ENCODINGS: tuple[tuple[str, str, bytes, Sequence[Sequence[str]], bool], ...] = (
    ("utf-8", "utf-8", b"", WEST, False),
    ("utf-8-mark", "utf-8", b"\xef\xbb\xbf", WEST, False),
    ("utf-16-le-mark", "utf-16-le", b"\xff\xfe", WEST, False),
    ("utf-16-be-mark", "utf-16-be", b"\xfe\xff", WEST, False),
    ("utf-16-le", "utf-16-le", b"", WEST, False),
    ("utf-16-be", "utf-16-be", b"", WEST, False),
    ("windows-1252", "cp1252", b"", WEST, False),
    ("windows-1250", "cp1250", b"", EAST, True),
    ("windows-1251", "cp1251", b"", CYRILLIC, False),
    ("iso-8859-2", "iso8859-2", b"", EAST, True),
    ("iso-8859-15", "iso8859-15", b"", MAC, True),
    ("mac-roman", "mac_roman", b"", MAC, True),
    ("shift-jis", "shift_jis", b"", JAPAN, False),
    ("gb18030", "gb18030", b"", CHINA, True),
)
"""Name, codec, mark, rows, and whether a person has to choose it: so few bytes fit several code pages."""


def encodings() -> Iterator[Sample]:
    for name, codec, mark, rows, chosen in ENCODINGS:
        for mark_name, separator in SEPARATORS.items():
            cells = [[f'"{cell}"' if separator in cell else cell for cell in row] for row in rows]
            text = joined([HEADINGS, *cells], separator, "\r\n")
            yield Sample(
                f"encoding-{name}-{mark_name}.csv",
                mark + text.encode(codec),
                f"{name}, separated by {mark_name}" + (", the encoding chosen" if chosen else ""),
                rows,
                options={"encoding": name} if chosen else {},
            )


# -- Awkward texts -------------------------------------------------------------------------------------------

Awkward = Callable[[str], Sample]


def awkward() -> Iterator[Sample]:
    for name, make in AWKWARD.items():
        for mark_name, separator in SEPARATORS.items():
            sample = make(separator)
            yield Sample(
                f"{name}-{mark_name}.csv",
                sample.content,
                sample.note,
                sample.rows,
                sample.numbers,
                sample.headings,
                options=sample.options,
            )


def table(text: str, note: str, rows: Sequence[Sequence[str]] = ROWS, numbers: Sequence[int] = ()) -> Sample:
    return Sample("", text.encode(), note, rows, numbers)


def quoted_lines(s: str) -> Sample:
    text = joined([HEADINGS], s) + f'D-1{s}"Ada\nLovelace"{s}first\nD-2{s}Grace{s}"a\r\nb"\n'
    return table(
        text, "line ends inside quotes", [("D-1", "Ada\nLovelace", "first"), ("D-2", "Grace", "a\r\nb")]
    )


def doubled_quotes(s: str) -> Sample:
    text = joined([HEADINGS], s) + f'D-1{s}"the ""great"" Ada"{s}first\nD-2{s}""""{s}second\n'
    rows = [("D-1", 'the "great" Ada', "first"), ("D-2", '"', "second")]
    return table(text, "quotes doubled inside quotes", rows)


def stray_quote(s: str) -> Sample:
    rows = [("D-1", 'Ada 5" tall', "first"), *ROWS[1:]]
    return table(joined([HEADINGS, *rows], s), "a quote inside a cell that has none around it", rows)


def separator_in_quotes(s: str) -> Sample:
    text = joined([HEADINGS], s) + f'D-1{s}"Ada{s}Lovelace"{s}first\n' + joined(ROWS[1:], s)
    return table(text, "the separator inside quotes", [("D-1", f"Ada{s}Lovelace", "first"), *ROWS[1:]])


def short_row(s: str) -> Sample:
    text = joined([HEADINGS, ROWS[0]], s) + f"D-2{s}Grace\n" + joined(ROWS[2:], s)
    return table(text, "a row with a cell too few", [ROWS[0], ("D-2", "Grace", ""), ROWS[2]])


def blank_rows(s: str) -> Sample:
    text = joined([HEADINGS, ROWS[0]], s) + "\n\n" + joined(ROWS[1:], s) + "\n"
    return table(text, "blank lines count as rows but are no data", numbers=(2, 5, 6))


def rows_of_separators(s: str) -> Sample:
    text = joined([HEADINGS, ROWS[0], ("", "", ""), *ROWS[1:]], s)
    return table(text, "a row of nothing but separators is no data", numbers=(2, 4, 5))


def preamble(s: str) -> Sample:
    text = "Deals of November\n\n" + joined([HEADINGS, *ROWS], s)
    return table(text, "a title and a blank line above the headings", numbers=(4, 5, 6))


def closing_lines(s: str) -> Sample:
    text = joined([HEADINGS, *ROWS], s) + '\n"Confidential Information - Do Not Distribute"\n'
    return table(text, "the closing line of a report")


def salesforces_closing_lines(s: str) -> Sample:
    closing = (
        "Grand Totals (3 records)",
        "",
        "Copyright (c) 2026",
        "Generated By: Ada 11/24/2026",
        "Acme Corp.",
    )
    text = joined([HEADINGS, *ROWS], s) + "\n" + "".join(f'"{line}"\n' for line in closing)
    return table(text, "closing lines of a Salesforce report, the company's name among them")


CRM = ("Amount", "Close Date", "msclkid")


def group_headings(s: str) -> Sample:
    rows = [("5", "2026-11-05", "x"), ("6", "2026-11-06", "y")]
    text = joined([("Deal", "", "Click"), CRM, *rows], s)
    return Sample("", text.encode(), "a row of groups above the headings", rows, (3, 4), CRM)


def lists_in_cells(s: str) -> Sample:
    other = "," if s == ";" else ";"
    rows = [(f"D-{number}", other.join("abc"), "x") for number in (1, 2)]
    return table(joined([HEADINGS, *rows], s), "cells that are lists, cut by another separator", rows)


def line_ends(end: str, note: str) -> Awkward:
    def make(s: str) -> Sample:
        return table(joined([HEADINGS, *ROWS], s, end), note)

    return make


def mixed_line_ends(s: str) -> Sample:
    lines = [s.join(row) for row in [HEADINGS, *ROWS]]
    return table(
        f"{lines[0]}\r\n{lines[1]}\n{lines[2]}\r\n{lines[3]}", "two kinds of line ends, none at the end"
    )


def separator_line(s: str) -> Sample:
    return table(
        f"sep={s}\n" + joined([HEADINGS, *ROWS], s),
        "Excel's line that names the separator",
        numbers=(3, 4, 5),
    )


def blank_cells(s: str) -> Sample:
    rows = [("D-1", "", "first"), ("", "Grace", ""), ("D-3", "", "")]
    return table(joined([HEADINGS, *rows], s), "blank cells, at the ends too", rows)


def all_quoted(s: str) -> Sample:
    cells = [[f'"{cell}"' for cell in row] for row in [HEADINGS, *ROWS]]
    return table("\ufeff" + joined(cells, s), "a byte order mark, and every cell in quotes")


def odd_characters(s: str) -> Sample:
    rows = [("D-1", "=1+1", "+49 30"), ("D-2", "@home", "-5"), ("D-3", "\u200bAda\u00a0", "a\u2028b")]
    return table(
        joined([HEADINGS, *rows], s), "what a spreadsheet takes for formulas; invisible characters", rows
    )


AWKWARD: dict[str, Awkward] = {
    "quoted-lines": quoted_lines,
    "doubled-quotes": doubled_quotes,
    "stray-quote": stray_quote,
    "separator-in-quotes": separator_in_quotes,
    "short-row": short_row,
    "blank-rows": blank_rows,
    "rows-of-separators": rows_of_separators,
    "preamble": preamble,
    "closing-lines": closing_lines,
    "closing-lines-salesforce": salesforces_closing_lines,
    "group-headings": group_headings,
    "lists-in-cells": lists_in_cells,
    "line-ends-lf": line_ends("\n", "Unix line ends"),
    "line-ends-crlf": line_ends("\r\n", "Windows line ends"),
    "line-ends-cr": line_ends("\r", "old Macintosh line ends"),
    "line-ends-mixed": mixed_line_ends,
    "separator-line": separator_line,
    "blank-cells": blank_cells,
    "all-quoted": all_quoted,
    "odd-characters": odd_characters,
}

# -- Templates, markup, and what is no table -----------------------------------------------------------------

UPLOAD = ("Microsoft Click ID", "Conversion Name", "Conversion Time")
UPLOADED = ("f894f652ea334e739002f7167ab8f8e3", "Closed deals", "11/05/2026 14:30:00")


DBASE = b"\x03\x7e\x0b\x18\x01\0\0\0\x41\0\x05\0" + bytes(20) + b"DEAL".ljust(32, b"\0") + b"\r D-1\x1a"


def others() -> Iterator[Sample]:
    template = f"Parameters:TimeZone=+0100;,,\n{','.join(UPLOAD)}\n{','.join(UPLOADED)}\n"
    yield Sample("template.csv", template.encode(), "the web page's template", [UPLOADED], [3], UPLOAD)
    instructions = f"### INSTRUCTIONS ###\n# Fill in\n\n### TEMPLATE ###\n{template}"
    yield Sample(
        "template-instructions.csv",
        instructions.encode(),
        "the template as it comes",
        [UPLOADED],
        [7],
        UPLOAD,
    )
    bulk = ("Type", "Client Id", "Name", "Conversion Name")
    rows = [("Format Version", "", "6.0", ""), ("Offline Conversion", "C-1", "", "Closed deals")]
    content = "\ufeff" + joined([bulk, *rows], ",", "\r\n")
    yield Sample("bulk.csv", content.encode(), "a bulk file: its second line is no row", rows[1:], [3], bulk)
    markup = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in (HEADINGS, *ROWS))
    yield Sample("page.xls", f"<html><table>{markup}</table></html>".encode(), "HTML named like Excel", ROWS)
    yield Sample("page-utf-16.xls", f"\ufeff<table>{markup}</table>".encode("utf-16-le"), "in UTF-16", ROWS)
    cells = ""
    for row in (HEADINGS, *ROWS):
        data = "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in row)
        cells += f"<Row>{data}</Row>"
    names = "urn:schemas-microsoft-com:office:spreadsheet"
    workbook = f'<Worksheet ss:Name="Deals"><Table>{cells}</Table></Worksheet>'
    xml = f'<?xml version="1.0"?><Workbook xmlns="{names}" xmlns:ss="{names}">{workbook}</Workbook>'
    yield Sample("excel-2003.xls", xml.encode(), "an XML spreadsheet of Excel 2003 named like Excel", ROWS)
    yield Sample("lines-above.xls", f"\n\t\n{xml}".encode(), "blank lines above the XML", ROWS)
    bomb = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><Workbook xmlns="{names}"/>'
    for name, made, note, words in (
        ("entities.xls", bomb.encode(), "XML that declares entities", "is damaged"),
        ("empty.csv", b"", "nothing", "is empty"),
        ("blank.csv", b"\r\n \r\n", "blank lines only", "no rows"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a picture", "is a picture"),
        ("letter.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF document", "is a PDF document"),
        ("letter.rtf", b"{\\rtf1\\ansi Deal}", "a text document", "is a text document"),
        ("deals.json", b'[{"Deal": "D-1"}]', "JSON", "is a JSON file"),
        ("deals.gz", b"\x1f\x8b\x08\0\0\0\0\0", "compressed", "compressed archive"),
        ("deals.zst", b"\x28\xb5\x2f\xfd\x24\x0d", "compressed by zstd", "compressed archive"),
        ("deals.lzma", b"\x5d\0\0\x80\0" + b"\xff" * 8, "compressed by lzma", "compressed archive"),
        ("deals.dif", b'TABLE\r\n0,1\r\n"EXCEL"\r\n', "a data interchange file", "a data interchange"),
        ("deals.slk", b"ID;PSome Program\r\nB;Y2;X2\r\n", "a SYLK file of any program", "symbolic link"),
        ("deals.wk1", b"\0\0\x02\0\x06\x04\x06\0\x08\0", "a sheet of Lotus 1-2-3", "Lotus 1-2-3"),
        ("deals.dbf", DBASE, "a dBase table", "is a database"),
        (
            "sign-in.xls",
            b"<html><body><form>Sign in</form></body></html>",
            "a page to sign in",
            "without a table",
        ),
        ("text.xlsx", b"Deal,Owner\nD-1,Ada\n", "text named like Excel", "named like an Excel workbook"),
        ("cut.xlsx", b"PK\x03\x04\x14\0\0\0\x08\0", "a workbook cut off", "is damaged"),
        ("noise.csv", bytes(range(1, 32)) * 8, "neither text nor a workbook", "neither a text table"),
    ):
        yield Sample(name, made, note, refusal=words)


def samples() -> list[Sample]:
    return [*encodings(), *awkward(), *others()]


def expected_text(made: Sequence[Sample]) -> str:
    entries = {sample.name: sample.expected() for sample in made}
    return json.dumps(entries, indent=1, ensure_ascii=False) + "\n"


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    made = samples()
    for sample in made:
        (FOLDER / sample.name).write_bytes(sample.content)
    (FOLDER / "expected.json").write_text(expected_text(made), encoding="utf-8")


if __name__ == "__main__":
    main()
