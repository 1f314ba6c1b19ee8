"""Find the heading row of a table, below titles, comments and report parameters.

The same for text and spreadsheets: it looks at the first rows as text.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_low

from offconv_gui.core.heading_matches import surely_named
from offconv_gui.core.kinds.time_words import MONTHS, WEEKDAYS

Row = Sequence[str]

LOOKED_AT = 100
"""How many rows are looked at: reports have a dozen lines above their headings, never a hundred."""

TITLE_ROWS = 30
"""How many rows of titles may stand above the headings."""

NAMES_LOOKED_AT = 300
"""In so many cells of a row names of fields are looked for; a file of thousands must not take seconds."""

_DATA = re.compile(
    r"""\{?[0-9a-f]{32}\}?                                       # a click ID
    | [0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}                # the same as a GUID
    | \d{1,4}([-/.])\d{1,2}\1\d{1,4}(?:[T ,].*)?                 # a date, and a time of day
    | [^\s@]+@[^\s@]+\.[a-z]+                                    # an e-mail address
    | https?://\S+
    | [-+]?[$€£¥]\s?\d[\d.,\s]*
    | [-+]?\d[\d.,\s]*[$€£¥]
    | [-+]?\d[\d\s.,]*[.,]\d{1,2}
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NAMED_DATE = re.compile(
    r"""(?:(?P<weekday>[^\W\d]+)[.,]*\s+)?
    (?: \d{1,2}(?:st|nd|rd|th|er|[.ºª])?[\s/-]*(?:(?:of|de)\s+)?
        (?P<month>[^\W\d]+)\.?,?[\s/-]*(?:de\s+)?\d{2,4}
      | (?P<first>[^\W\d]+)\.?\s*\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4} )
    (?:[T ,].*)?""",
    re.VERBOSE | re.IGNORECASE,
)
"""A date whose month is a word, if the words are those of `core.kinds.time_words`."""
_NUMBER = re.compile(r"[-+]?\d[\d.,\s]*%?")
_YEAR = re.compile(r"(19|20)\d\d")
_PARAMETERS = re.compile(r"\s*parameters\s*:", re.IGNORECASE)
_TIME_ZONE = re.compile(r"\s*parameters\s*:\s*time\s*zone\s*=\s*([^;,\s]+)", re.IGNORECASE)
_FOOTER = re.compile(
    r"copyright|all rights reserved|confidential information|grand totals?\b|©", re.IGNORECASE
)


def filled(row: Row) -> int:
    """How many cells of a row are not blank."""
    return sum(1 for cell in row if cell and not cell.isspace())


def is_blank(row: Row) -> bool:
    return filled(row) == 0


def is_remark(row: Row, width: int) -> bool:
    """Whether a row is a comment or a parameter of Microsoft's and Google's upload templates.

    Microsoft Advertising docs, offline conversion templates: `###` and `#` lines, then
    `Parameters:TimeZone=VALUE`.
    """
    first = row[0] if row else ""
    if _PARAMETERS.match(first):
        return True
    return first.lstrip().startswith("#") and filled(row) < max(2, width / 2)


def declared_zone(rows: Sequence[Row]) -> str | None:
    """The zone that a line `Parameters:TimeZone=VALUE` above the headings declares, as it is written."""
    for row in rows[:LOOKED_AT]:
        if row and (found := _TIME_ZONE.match(row[0])):
            return found[1]
    return None


def usual_width(rows: Sequence[Row]) -> int:
    """How many cells most rows have that hold more than one; 1 where none does."""
    widths = Counter(len(row) for row in rows if len(row) > 1 and not is_blank(row))
    return max(widths, key=lambda width: (widths[width], width)) if widths else 1


def looks_like_data(row: Row, below: Sequence[Row]) -> bool:
    """Whether a row holds values rather than headings.

    A date, click ID, address or amount does not stand in a heading; a number does not, over a column of
    numbers, unless it is a year or a word stands over numbers beside it.
    """
    cells = [cell.strip() for cell in row]
    if any(_DATA.fullmatch(cell) or _is_named_date(cell) for cell in cells):
        return True
    numbers = [place for place, cell in enumerate(cells) if _NUMBER.fullmatch(cell)]
    if not numbers:
        return False
    if len(numbers) * 2 > filled(row) and not all(_YEAR.fullmatch(cells[place]) for place in numbers):
        return True
    over_numbers = [place for place, cell in enumerate(cells) if cell and _numbers_below(place, below)]
    if any(place not in numbers for place in over_numbers):
        return False  # a word over numbers is a heading, and so is all that stands beside it
    return any(not _YEAR.fullmatch(cells[place]) for place in over_numbers)


def _is_named_date(cell: str) -> bool:
    found = _NAMED_DATE.fullmatch(cell)
    if found is None:
        return False
    weekday, month = found["weekday"], found["month"] or found["first"]
    return _plain(month) in MONTHS and (weekday is None or _plain(weekday) in WEEKDAYS)


def _plain(word: str) -> str:
    """A word in small letters without accents."""
    letters = unicodedata.normalize("NFD", word.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _numbers_below(place: int, below: Sequence[Row]) -> bool:
    cells = [row[place].strip() for row in below[:20] if place < len(row) and row[place].strip()]
    return bool(cells) and all(_NUMBER.fullmatch(cell) for cell in cells)


@dataclass(frozen=True)
class Top:
    """Where a table starts: the number of its heading row (0 where it has none, 1 for the first row), and how
    many rows stand above its data."""

    header_row: int
    rows_above: int


def find_top(rows: Sequence[Row]) -> Top:
    """Where the table in `rows` starts.

    The headings are the first row as full as the rows below it usually are. A row of values that comes
    first means that there are none, unless the row right above it names some of its columns; then only
    comments and blank rows stand above the data. Where nothing looks like either, the fullest row is taken.
    A row that names several fields of a conversion needs no look: see `_named_instead`.
    """
    width = usual_width(rows)
    usable = [
        place for place, row in enumerate(rows[:LOOKED_AT]) if not is_blank(row) and not is_remark(row, width)
    ]
    if not usable:
        return Top(0, 0)
    top = _by_look(rows, usable, width)
    named = _named_instead(rows, usable, top)
    return top if named is None else _headed_by(named)


def _by_look(rows: Sequence[Row], usable: Sequence[int], width: int) -> Top:
    """Where the table starts by the shape of its rows and cells, whatever the words in them."""
    for position, place in enumerate(usable[:TITLE_ROWS]):
        below = [rows[other] for other in usable[position + 1 :]]
        if _is_title(rows[place], below, width):
            continue
        if not looks_like_data(rows[place], below):
            return _headed_by(place)
        if (fuller := _fuller_below(rows, usable[:TITLE_ROWS], position)) is not None:
            return _headed_by(fuller)
        above = usable[position - 1]
        names_columns = filled(rows[above]) >= max(2, width / 3) and not looks_like_data(rows[above], [])
        return _headed_by(above) if position and names_columns else Top(0, usable[0])
    fullest = max(usable[:TITLE_ROWS], key=lambda place: filled(rows[place]))
    return Top(0, usable[0]) if looks_like_data(rows[fullest], []) else _headed_by(fullest)


def _fuller_below(rows: Sequence[Row], usable: Sequence[int], position: int) -> int | None:
    """The row of headings below lines such as "Created on; 24.11.2026", the first of them at this position in
    `usable`: they hold values behind a word, but fewer cells than it does, and a row of values as full as it
    comes next.
    """
    fullest = filled(rows[usable[position]])
    for at in range(position + 1, len(usable) - 1):
        if not _begins_with_a_word(rows[usable[at - 1]]):
            return None
        row, following = rows[usable[at]], rows[usable[at + 1]]
        after = [rows[place] for place in usable[at + 2 :]]
        if filled(row) > fullest:
            is_heading = not looks_like_data(row, [following, *after]) and looks_like_data(following, after)
            return usable[at] if is_heading and filled(following) >= filled(row) else None
    return None


def _begins_with_a_word(row: Row) -> bool:
    return bool(row[0].strip()) and not looks_like_data(row[:1], [])


def _named_instead(rows: Sequence[Row], usable: Sequence[int], top: Top) -> int | None:
    """The row of headings where their look misleads: it names two or more fields, the row taken fewer.

    It stands above the row taken (a row with more blank headings than cells), is the first of a table that
    seems to have none (a date or an address is among its headings), or stands right below a row that names
    groups of columns; then it must name three, for rows that describe fields name them too.
    """
    taken = top.header_row - 1
    names = named_fields(rows[taken]) if top.header_row else 0
    last = taken if top.header_row else usable[0]
    for place in usable:
        if place <= last and named_fields(rows[place]) > max(1, names):
            return place
    below = next((place for place in usable if place > taken), None) if top.header_row else None
    return below if below is not None and named_fields(rows[below]) > max(2, 2 * names) else None


def named_fields(row: Row) -> int:
    """How many fields of a conversion the cells of a row surely name."""
    return len({surely_named(cell) for cell in row[:NAMES_LOOKED_AT] if cell} - {None})


def _headed_by(place: int) -> Top:
    return Top(place + 1, place + 1)


def _is_title(row: Row, below: Sequence[Row], width: int) -> bool:
    """Whether a row stands above the table: emptier than the rows below it, or cut into other cells."""
    similar = [filled(other) for other in below[:20] if len(other) == width]
    if width == 1 or not similar:
        return False
    if filled(row) < max(2, 0.6 * median_low(similar)):
        return True
    following = below[0]
    if _groups_headings(row, below):
        return True
    if len(row) == width or len(following) != width or looks_like_data(following, below[1:]):
        return False
    return abs(len(row) - width) > 1 or (len(below) > 1 and looks_like_data(below[1], below[2:]))


def _groups_headings(row: Row, below: Sequence[Row]) -> bool:
    """Whether a row names groups of columns: headings twice as many stand right below it, and then values."""
    if len(below) < 2 or filled(below[0]) < 2 * filled(row):
        return False
    return not looks_like_data(below[0], below[1:]) and looks_like_data(below[1], below[2:])


def is_footer(row: Row) -> bool:
    """Whether a row is a closing line of a report: its first cell alone filled, with words that say so.

    Salesforce reports end with "Grand Totals", "Confidential Information" and "Copyright" lines, reports of
    Microsoft Advertising with "All rights reserved".
    """
    return filled(row) == 1 and bool(row[0]) and _FOOTER.search(row[0]) is not None
