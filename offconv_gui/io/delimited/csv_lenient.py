"""Read separated text that breaks the rules, without losing or swallowing anything.

RFC 4180 has one way to write a quote, the field has many. What is read here beyond the rules:

- a quote inside a field that is not quoted is a character (`5" pipe`);
- a quote inside a quoted field that neither ends it nor is doubled is a character (`"the "best" deal"`);
- a quote that opens a field and is never closed, or closed only by the opening of another field, is a
  character too, so that a stray one spoils its own cell and not the rest of the file;
- blanks behind the quotes of a field are no part of it; backslashes escape quotes where the text does so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

QUOTE = '"'
LINE_END = re.compile(r"\r\n|\n|\r")
WORD = re.compile(r"\w")

Record = list[str]


@dataclass(frozen=True)
class LenientParser:
    """Splits text into records by `delimiter`.

    `width` is how many fields a record of this table has, where that is known: a quoted field that holds
    several such lines was opened by a stray quote.
    """

    delimiter: str
    width: int = 0
    backslash: bool = False
    _after_quote: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        ends = rf"{re.escape(self.delimiter)}|\r|\n"
        blanks = "" if self.delimiter == " " else " *"
        object.__setattr__(self, "_after_quote", re.compile(rf"{blanks}(?={ends}|\Z)"))

    def parse(self, text: str, *, final: bool = True, limit: int = 0) -> tuple[list[Record], int]:
        """The records of `text`, at most `limit` where given, and how many characters they take.

        Where `final` is false more text follows, and an unfinished record at the end is left for later.
        """
        records: list[Record] = []
        place, size = 0, len(text)
        while place < size and not (limit and len(records) >= limit):
            end = LINE_END.search(text, place)
            if end is None and not final:
                break
            line_end, following = end.span() if end else (size, size)
            line = text[place:line_end]
            if QUOTE in line:
                read = self._quoted_record(text, place, final)
                if read is None:
                    break
                record, following = read
            else:
                record = line.split(self.delimiter)
            records.append(record)
            place = following
        return records, place

    def record(self, text: str) -> Record:
        """A single record."""
        records, _ = self.parse(text)
        return records[0] if records else [""]

    def _quoted_record(self, text: str, place: int, final: bool) -> tuple[Record, int] | None:
        """The record that starts at `place`, and where the next one starts; None where it is unfinished."""
        record: Record = []
        while True:
            closing = -1
            if text.startswith(QUOTE, place):
                closing = self._closing(text, place)
                if closing == len(text) and not final:
                    return None
            if 0 <= closing < len(text):
                after = self._after_quote.match(text, closing + 1)
                end = after.end() if after else closing + 1
                record.append(self._unescaped(text[place + 1 : closing]))
            else:
                found = LINE_END.search(text, place)
                end = found.start() if found else len(text)
                quoted = text.find(self.delimiter + QUOTE, place, end)
                end = quoted if quoted >= 0 else end
                record += text[place:end].split(self.delimiter)
            if not text.startswith(self.delimiter, end):
                line_end = LINE_END.match(text, end)
                return (record, line_end.end()) if line_end else (record, len(text)) if final else None
            place = end + len(self.delimiter)

    def _closing(self, text: str, opening: int) -> int:
        """Where the quote that closes a field stands; -1 where a stray quote opened it.

        The length of the text where there is no further quote at all.
        """
        place = opening + 1
        while (place := text.find(QUOTE, place)) >= 0:
            if self.backslash and _escaped(text, place, opening):
                place += 1
            elif text.startswith(QUOTE, place + 1):
                place += 2
            elif self._after_quote.match(text, place + 1):
                return -1 if swallows_rows(text[opening:place], self.delimiter, self.width) else place
            elif place > opening + 1 and self._opens(text, place):
                return -1
            else:
                place += 1
        return len(text)

    def _opens(self, text: str, place: int) -> bool:
        """Whether the quote at `place` stands where a field begins."""
        return text[place - 1] in "\r\n" or text.endswith(self.delimiter, 0, place)

    def _unescaped(self, content: str) -> str:
        content = content.replace(QUOTE * 2, QUOTE)
        return content.replace("\\" + QUOTE, QUOTE) if self.backslash else content


def swallows_rows(content: str, delimiter: str, width: int) -> bool:
    """Whether a quoted field's content looks like rows of the table: then its opening quote is a stray one.

    Three or more whole lines, each with some text and as many separators as a row has, in a table of at
    least four columns: nobody writes that into a cell.
    """
    if width < 4:
        return False
    lines = LINE_END.split(content)[1:-1]
    return len(lines) >= 3 and all(
        line.count(delimiter) == width - 1 and WORD.search(line) is not None for line in lines
    )


def escapes_with_backslash(text: str, delimiter: str) -> bool:
    r"""Whether the text writes quotes as `\"` rather than doubled."""
    inside = rf'[^\\]\\"(?!{re.escape(delimiter)}|[\r\n]|\Z)'
    return re.search(inside, text) is not None and re.search(r'[^\\",;|\t\r\n]""[^",;|\t\r\n]', text) is None


def _escaped(text: str, place: int, opening: int) -> bool:
    """Whether an odd number of backslashes stands before the quote at `place`."""
    start = place
    while start - 1 > opening and text[start - 1] == "\\":
        start -= 1
    return (place - start) % 2 == 1
