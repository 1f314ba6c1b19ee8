"""How one way of writing times is taken apart: which characters are the day, the hour, the offset.

Values that differ only in their digits have one shape, so a column of a million times has a few dozen at
most. A shape is found once, with patterns, on a skeleton of the text (every digit made 0); `time_columns`
then reads all values of that shape at once. So no pattern may look at which digit stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from offconv_gui.core.kinds.skeletons import Skeleton, skeleton
from offconv_gui.core.kinds.time_layouts import BLANK, DateParts, Layout, Shape, Span, ZoneText
from offconv_gui.core.kinds.time_words import MONTHS, WEEKDAYS
from offconv_gui.core.kinds.zone_marks import NO_MARK, known_mark, plain_zone_words, unknown_mark


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text)


_WORD = r"[^\W\d_]+"
_MONTH = rf"(?P<month>{_WORD})"
_DATES: Final = tuple(
    _pattern(rf"{date}(?!\d)")
    for date in (
        r"(?P<y>\d{4})(?P<sep>[-/.]) ?(?P<m>\d{1,2})(?P=sep) ?(?P<d>\d{1,2})",
        r"(?P<a>\d{1,2})(?P<sep>[-/.]) ?(?P<b>\d{1,2})(?P=sep) ?(?P<c>\d{4}|\d{2})",
        r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)",
        rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|[oa](?= ))?[ \-/.]*(?:of |de )?{_MONTH}\.?,?[ \-/.]*"
        r"(?:of |del? )?(?P<y>\d{4}|\d{2})",
        rf"{_MONTH}\.?[ \-/.]*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:, ?| |[-/.])(?P<y>\d{{4}}|\d{{2}})",
        rf"(?P<y>\d{{4}})[ \-/.]*{_MONTH}\.?[ \-/.]*(?P<d>\d{{1,2}})",
    )
)
_WEEKDAY: Final = _pattern(rf"(?P<weekday>{_WORD}(?:-feira)?)(?:\.?, ?|\.? )(?:(?:den|el|le|il|the) )?")
_HALF = r" ?(?P<half>[ap])\.? ?m(?![a-z])\.?"
_SECONDS = r"(?P<s>\d\d)(?:[.,](?P<f>\d{1,9}))?"
_CLOCKS: Final = (
    _pattern(
        rf"(?P<h>\d{{1,2}})(?P<sep>[:.])(?P<min>\d\d)(?:(?P=sep){_SECONDS})?(?!\d)"
        rf"(?:{_HALF}| ?(?:uhr|uur|hrs|h)(?![a-z]))?"
    ),
    _pattern(rf"(?P<h>\d{{1,2}}){_HALF}"),
    _pattern(r"(?P<h>\d{1,2}) ?h ?(?:(?P<min>\d\d)(?: ?min)?)?(?![a-z\d])"),
)
_BASIC_CLOCK: Final = _pattern(rf"(?P<h>\d\d)(?:(?P<min>\d\d)(?:{_SECONDS})?)?(?!\d)")
_JOINT: Final = _pattern(r" - |,?(?: (?:at|um|om|as|a(?: las?)?|alle(?: ore)?|ore))? |,|[_:]")
_ISO_JOINT: Final = _pattern(r" ?t ?")
_RUN_TOGETHER: Final = _pattern(r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)(?P<h>\d\d)(?P<min>\d\d)(?P<s>\d\d)")
_MONTH_AND_DAY: Final = _pattern(rf"{_MONTH} (?P<d>\d{{1,2}}) ")
_LAST_YEAR: Final = _pattern(r"(?P<zone>.*) (?P<y>\d{4})")
_UNIX: Final = _pattern(r"(?P<unix>\d{1,13})(?:[.,]\d+)?")

_OFFSET: Final = _pattern(
    r"(?:(?:utc|gmt|ut) ?)?(?P<sign>[+-])(?P<oh>\d{1,2})(?::?(?P<om>\d\d))?"
    rf"(?: ?\[(?P<place>[a-z_/-]+)\]| (?P<also>{_WORD})| ?\([^()\d]*\))?"
)
_INVERTED_OFFSET: Final = _pattern(r"etc/gmt(?P<sign>[+-])(?P<oh>\d{1,2})")
_ZONE_NAME: Final = _pattern(r"[a-z]+(?:[/_ -][a-z]+)*")

_MANY: Final = 2_000
_OTHER_WORDS: Final = (
    "st nd rd th er o a of de del den el le il the at um om as la las alle ore t z h m am pm p uhr uur hrs "
    "min ut etc"
)
_ALTERNATING: Final = "[0-9](?:[A-Za-z]+[0-9]+){4}"
"""More letters between digits than "5Nov2026T14h30" has: an identifier."""


class _Found(NamedTuple):
    """Pieces of a text that was taken apart: the spans by group name, what words say, and where to go on."""

    spans: dict[str, Span]
    end: int
    month: int = 0
    weekday: int = -1
    half: int = 0
    dashed: bool = False


def shapes(texts: list[str], unix: bool = False) -> list[Shape | None]:
    """The shape of each text. Where many differ they are hardly times: most are turned down in bulk."""
    if len(texts) < _MANY:
        return [shape(text, unix) for text in texts]
    column = pa.array(texts, pa.large_string())
    spelt, alternating = (pc.match_substring_regex(column, pattern) for pattern in (_spelt(), _ALTERNATING))
    worthwhile = pc.and_(spelt, pc.invert(alternating)).to_pylist()
    return [shape(text, unix) if worth else None for text, worth in zip(texts, worthwhile, strict=True)]


@cache
def _spelt() -> str:
    """A pattern for the words that times are made of, between any numbers and marks.

    It must fit every text that has a shape, for a value may not read differently among others; it fits few
    others.
    """
    names = {*MONTHS, *WEEKDAYS, *_OTHER_WORDS.split(), *(word.lower() for word in plain_zone_words())}
    words = "|".join(sorted(re.escape(name) for name in names))
    places = "[A-Za-z]+[/_-][A-Za-z/_-]+"
    return rf"[^\x00-\x7F]|^(?:[^A-Za-z]|[A-Z]{{2,5}}|(?i:{words})|{places}|\([^()0-9]*\))*$"


@lru_cache(maxsize=20_000)
def shape(text: str, unix: bool = False) -> Shape | None:
    """The shape of a text whose digits are all 0; None where no time is written so.

    With `unix`, a bare number is a count since 1970.
    """
    bones = skeleton(text)
    if not bones.lower:
        return BLANK
    if unix and (number := _UNIX.fullmatch(bones.lower)):
        return Shape(Layout(DateParts.UNIX, (_spans(number, bones)["unix"],)))
    if "0" not in bones.lower:
        return None
    readings = (_day_first_readings, _clock_first_readings, _year_last_readings)
    return next((found for reading in readings for found in reading(bones)), None)


def _day_first_readings(bones: Skeleton) -> Iterator[Shape]:
    """[weekday] date [clock] [zone], as nearly everybody writes."""
    run_together = _RUN_TOGETHER.fullmatch(bones.lower)
    if run_together:
        spans = _spans(run_together, bones)
        yield Shape(Layout(DateParts.YEAR_MONTH_DAY, _date(spans), _clock(spans)))
    for date in _dates(bones, 0):
        for clock in _clocks_after(bones, date.end):
            yield from _shaped(bones, date, clock, clock.end, len(bones.lower))
        yield from _shaped(bones, date, None, date.end, len(bones.lower))


def _clock_first_readings(bones: Skeleton) -> Iterator[Shape]:
    """clock date [zone]."""
    for clock in _clocks(bones, 0):
        joint = _JOINT.match(bones.lower, clock.end)
        for date in _dates(bones, joint.end()) if joint else ():
            yield from _shaped(bones, date, clock, date.end, len(bones.lower))


def _year_last_readings(bones: Skeleton) -> Iterator[Shape]:
    """[weekday] month day clock [zone] year, as C and Java print times."""
    for start, weekday in _weekdays(bones, 0):
        head = _MONTH_AND_DAY.match(bones.lower, start)
        month = MONTHS.get(head["month"], 0) if head else 0
        if head is None or not month:
            continue
        for clock in _clocks(bones, head.end()):
            tail = _LAST_YEAR.fullmatch(bones.lower, clock.end)
            if tail:
                spans = _spans(head, bones) | _spans(tail, bones)
                date = _Found(spans, 0, month, weekday)
                yield from _shaped(bones, date, clock, clock.end, tail.end("zone"))


def _shaped(bones: Skeleton, date: _Found, clock: _Found | None, start: int, stop: int) -> Iterator[Shape]:
    """The shape of date and clock, if what is left from `start` to `stop` is a zone, or nothing."""
    found = _zone(bones, start, stop, dated_only=clock is None)
    if found is None:
        return
    zone, offset = found
    numbers = date.spans
    if "y" in numbers:
        parts = DateParts.YEAR_MONTH_DAY
    else:
        year = numbers["c"]
        short = DateParts.DASHED if date.dashed else DateParts.TWO_DIGITS
        parts = DateParts.YEAR_LAST if year.stop - year.start == 4 else short
    layout = Layout(
        parts,
        _date(numbers),
        _clock(clock.spans) if clock else (),
        clock.spans.get("f") if clock else None,
        offset,
    )
    yield Shape(layout, date.month, date.weekday, clock.half if clock else 0, zone)


def _date(spans: dict[str, Span]) -> tuple[Span | None, ...]:
    names = ("y", "m", "d") if "y" in spans else ("a", "b", "c")
    return tuple(spans.get(name) for name in names)


def _clock(spans: dict[str, Span]) -> tuple[Span | None, ...]:
    return tuple(spans.get(name) for name in ("h", "min", "s"))


def _spans(match: re.Match[str], bones: Skeleton) -> dict[str, Span]:
    """The bytes of each group of digits."""
    return {
        name: Span(bones.byte_at(match.start(name)), bones.byte_at(match.end(name) - 1) + 1)
        for name, digits in match.groupdict().items()
        if digits is not None and digits.isdecimal()
    }


def _weekdays(bones: Skeleton, start: int) -> Iterator[tuple[int, int]]:
    """Where to go on after a weekday's name, and the weekday; and without one."""
    word = _WEEKDAY.match(bones.lower, start)
    if word and word["weekday"] in WEEKDAYS:
        yield word.end(), WEEKDAYS[word["weekday"]]
    yield start, -1


def _dates(bones: Skeleton, start: int) -> Iterator[_Found]:
    for begin, weekday in _weekdays(bones, start):
        for pattern in _DATES:
            match = pattern.match(bones.lower, begin)
            if match is None:
                continue
            words = match.groupdict()
            word, dashed = words.get("month"), words.get("sep") == "-"
            if word is None or word in MONTHS:
                month = MONTHS.get(word or "", 0)
                yield _Found(_spans(match, bones), match.end(), month, weekday, dashed=dashed)


def _clocks_after(bones: Skeleton, start: int) -> Iterator[_Found]:
    joint = _ISO_JOINT.match(bones.lower, start)
    if joint:
        yield from _clocks(bones, joint.end(), (*_CLOCKS, _BASIC_CLOCK))
        return
    joint = _JOINT.match(bones.lower, start)
    if joint:
        yield from _clocks(bones, joint.end())


def _clocks(bones: Skeleton, start: int, patterns: tuple[re.Pattern[str], ...] = _CLOCKS) -> Iterator[_Found]:
    for pattern in patterns:
        match = pattern.match(bones.lower, start)
        if match:
            half = " ap".index(match.groupdict().get("half") or " ")
            yield _Found(_spans(match, bones), match.end(), half=half)


def _zone(
    bones: Skeleton, start: int, stop: int, dated_only: bool
) -> tuple[ZoneText, tuple[Span | None, ...]] | None:
    """The zone in these characters and the spans of its numeric offset; None where they are no zone."""
    if start < stop and bones.lower[start] == " ":
        start += 1
    if start < stop and bones.lower[start] == "(" and bones.lower[stop - 1] == ")":
        start, stop = start + 1, stop - 1
    if start == stop:
        return ZoneText(), ()
    for pattern in (_OFFSET, _INVERTED_OFFSET) if not dated_only else ():
        match = pattern.fullmatch(bones.lower, start, stop)
        if match:
            return _numeric_zone(match, bones, pattern is _INVERTED_OFFSET)
    if not _ZONE_NAME.fullmatch(bones.lower, start, stop):
        return None
    word = bones.cased[start:stop]
    mark = known_mark(word)
    if mark is None and not dated_only and word not in ("AM", "PM"):
        mark = unknown_mark(word)
    return None if mark is None else (ZoneText(mark, 0, *_characters(bones, start, stop)), ())


def _numeric_zone(
    match: re.Match[str], bones: Skeleton, inverted: bool
) -> tuple[ZoneText, tuple[Span | None, ...]] | None:
    groups = match.groupdict()
    word = groups.get("place") or groups.get("also")
    mark = known_mark(word) if word else NO_MARK
    if mark is None:
        return None
    spans = _spans(match, bones)
    sign = 1 if (match["sign"] == "+") != inverted else -1
    at = _characters(bones, match.start(), max(match.end(name) for name in ("oh", "om") if name in groups))
    return ZoneText(mark, sign, *at), (spans["oh"], spans.get("om"))


def _characters(bones: Skeleton, start: int, stop: int) -> tuple[int, int]:
    """The characters of the text that these of its skeleton come from."""
    return bones.character_at(start), bones.character_at(stop - 1) + 1
