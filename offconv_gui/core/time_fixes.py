"""Fixes of times: writing them in UTC, settling what a zone means, and the choices that settle a column."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from offconv_gui.core import fixes
from offconv_gui.core.evidence import Proof
from offconv_gui.core.fields import Field
from offconv_gui.core.fixes import Ask, Asked, Fix
from offconv_gui.core.grid import RowIndex
from offconv_gui.core.kinds import times
from offconv_gui.core.kinds.time_counts import counted
from offconv_gui.core.kinds.time_suggestions import suggested
from offconv_gui.core.kinds.times import Times
from offconv_gui.core.kinds.zone_candidates import candidates
from offconv_gui.core.kinds.zones import Seconds
from offconv_gui.core.messages import QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from offconv_gui.core.document import Document
    from offconv_gui.core.edits import Edit

MONTHS = 12
LONGEST_MONTH = 31

_ZONE_MEANT = QT_TRANSLATE_NOOP("fixes", "Read it as {value}")


def _typed(document: Document, rows: RowIndex) -> Times:
    part = document.readings.typed[Field.TIME].take(rows)
    assert isinstance(part, Times)
    return part


def _as_utc(document: Document, rows: RowIndex, texts: list[str]) -> list[str]:
    """The instants by the times' own zones; of repeated ones the earlier, of skipped ones the next."""
    return _written(_typed(document, rows).utc, _parsed(document, rows))


def _as_later_utc(document: Document, rows: RowIndex, texts: list[str]) -> list[str]:
    parsed, choices = _parsed(document, rows), document.choices
    meanings = dict(choices.zone_meanings)
    later = times.second_instants(parsed, _typed(document, rows), choices.zone, meanings)
    return _written(later, parsed)


def _parsed(document: Document, rows: RowIndex) -> times.ParsedTimes:
    part = document.readings.parsed[Field.TIME].take(rows)
    assert isinstance(part, times.ParsedTimes)
    return part


def _written(utc: Seconds, parsed: times.ParsedTimes) -> list[str]:
    """Instants as cells. What proved the column's order of dates goes on doing so where it can:

    else a fix of some rows might make others unclear that it does not touch.
    """
    return [_in_utc_text(times.show(at), proof) for at, proof in zip(utc.tolist(), parsed.proof, strict=True)]


def _in_utc_text(shown: str, proof: int) -> str:
    date, clock = shown.split(" ")
    year, month, day = date.split("-")
    short_year = year.removeprefix("20")
    if proof == Proof.THIRD and len(short_year) == len("32") and int(short_year) > LONGEST_MONTH:
        return f"{short_year}-{month}-{day} {clock}Z"
    if proof == Proof.FIRST and int(day) > MONTHS:
        return f"{day}/{month}/{year} {clock}Z"
    if proof == Proof.SECOND and int(day) > MONTHS:
        return f"{month}/{day}/{year} {clock}Z"
    return f"{date}T{clock}Z"


def _seeming(document: Document, rows: RowIndex, texts: list[str]) -> list[str]:
    return [suggested(text) or text for text in texts]


def _counted(document: Document, rows: RowIndex, texts: list[str]) -> list[str]:
    return [found or text for found, text in zip(counted(texts), texts, strict=True)]


def _zone_words(document: Document, rows: RowIndex) -> dict[str, RowIndex]:
    """The rows by the zone word in their times, in capital letters."""
    texts = document.table.columns[Field.TIME].cells(rows).text.to_pylist()
    words = np.array([times.zone_text(text).upper() for text in texts], np.object_)
    return {word: rows[words == word] for word in dict.fromkeys(words.tolist()) if word}


def _zones_offered(document: Document, rows: RowIndex) -> tuple[str, ...]:
    words = _zone_words(document, rows)
    return candidates(next(iter(words))) if len(words) == 1 else ()


def _meant(document: Document, rows: RowIndex, zone: str) -> Edit | None:
    """Settle what a word means, for every time that carries it."""
    words = list(_zone_words(document, rows))
    if len(words) != 1:
        return None
    meanings = {**dict(document.choices.zone_meanings), words[0]: zone}
    title = Message(_ZONE_MEANT, {"value": zone})
    return fixes.choosing(title, document, zone_meanings=tuple(sorted(meanings.items())))


def _rewriting(label: str, rewrite: fixes.Rewrite, safe: bool = False) -> Fix:
    return Fix(label, fixes.rewriting(label, Field.TIME, rewrite), safe)


CHOOSE_ZONE = Fix(QT_TRANSLATE_NOOP("fixes", "Choose the time zone"), choose="zone")
CHOOSE_ORDER = Fix(QT_TRANSLATE_NOOP("fixes", "Choose the order"), choose="date_order")
CHOOSE_TIME = Fix(QT_TRANSLATE_NOOP("fixes", "Choose a time of day"), choose="time_of_day")
ASK_ZONE = Fix(
    QT_TRANSLATE_NOOP("fixes", "Say which is meant"),
    ask=Ask(Asked.ZONE, _ZONE_MEANT, _zone_words, _zones_offered, _meant),
)
CONVERT = _rewriting(QT_TRANSLATE_NOOP("fixes", "Convert to UTC"), _as_utc, safe=True)
MOVE_ON = _rewriting(QT_TRANSLATE_NOOP("fixes", "Move to the next time"), _as_utc)
USE_EARLIER = _rewriting(QT_TRANSLATE_NOOP("fixes", "Use the earlier time"), _as_utc)
USE_LATER = _rewriting(QT_TRANSLATE_NOOP("fixes", "Use the later time"), _as_later_utc)
READ_NUMBER = _rewriting(QT_TRANSLATE_NOOP("fixes", "Read the number"), _counted)
USE_MEANT = _rewriting(QT_TRANSLATE_NOOP("fixes", "Use the likely time"), _seeming)
