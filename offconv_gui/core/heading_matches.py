"""What a heading says by itself: the field it names, or why it names none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from rapidfuzz import fuzz, process

from offconv_gui.core import heading_aliases
from offconv_gui.core.fields import FIELDS, Field
from offconv_gui.core.kinds import currency_marks
from offconv_gui.core.kinds.texts import plain
from offconv_gui.core.messages import QT_TRANSLATE_NOOP, Message

EXACT = 1.0
USUAL = 0.95
DOUBTFUL = 0.6
_PER_RANK = 0.0005
_PER_CUT = 0.01

_MICROSOFTS = QT_TRANSLATE_NOOP("mapping", "It is Microsoft Advertising's own heading.")
_USUAL = QT_TRANSLATE_NOOP("mapping", "“{heading}” is a usual name for {field}.")
_DOUBTFUL = QT_TRANSLATE_NOOP("mapping", "“{heading}” may be {field}, but it may be something else.")
_NEARLY = QT_TRANSLATE_NOOP("mapping", "“{heading}” is nearly “{alias}”, a usual name for {field}.")
_GOOGLE = QT_TRANSLATE_NOOP(
    "mapping", "A Google click ID is not a Microsoft click ID: Microsoft Advertising cannot use it."
)
_FOREIGN = QT_TRANSLATE_NOOP(
    "mapping", "These are click IDs of another advertising network: Microsoft Advertising cannot use them."
)
_FORECAST = QT_TRANSLATE_NOOP("mapping", "“{heading}” is a forecast, not what happened.")


@dataclass(frozen=True)
class HeadingMatch:
    """The field a heading names, how well (0 to 1), why, and whether there is no doubt about it."""

    field: Field
    score: float
    reason: Message
    sure: bool


@dataclass(frozen=True)
class HeadingView:
    """All that a heading says.

    `refusal` says why the column can be no field, whatever its cells hold; `match` is the field it names.
    `person` is the hashed field it would be if its cells were hashes; `is_digest` warns that 32 hexadecimal
    digits in its cells may be no click IDs.
    """

    match: HeadingMatch | None = None
    refusal: Message | None = None
    person: Field | None = None
    is_digest: bool = False


def look_at_all(headings: Sequence[str]) -> list[HeadingView]:
    """What each heading says, those that are only nearly a known one included."""
    views = [_look(heading) for heading in headings]
    unknown = sorted({h for h, view in zip(headings, views, strict=True) if _may_resemble(h, view)})
    resembling = _resembling(unknown)
    return [
        replace(view, match=resembling[heading]) if view.match is None and heading in resembling else view
        for heading, view in zip(headings, views, strict=True)
    ]


def surely_named(heading: str) -> Field | None:
    """The field that a heading names beyond doubt; None where it names none."""
    match = _look(heading).match
    return match.field if match is not None and match.sure else None


# -- Words ---------------------------------------------------------------------------------------------------

_WORD_STARTS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_API_SUFFIX = re.compile(r"__(?:c|s|r|pc)$", re.IGNORECASE)


@lru_cache(maxsize=16_384)
def normalise(heading: str) -> str:
    """A heading as its words: lower case, without accents, marks and the endings of programming interfaces.

    "closeDate", "CLOSE_DATE", "Close Date*" and "Close-Date__c" are all "close date".
    """
    words = _WORD_STARTS.sub(" ", _API_SUFFIX.sub("", plain(heading).strip()))
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", words).casefold())
    kept = (letter for letter in letters if not unicodedata.combining(letter))
    return " ".join("".join(letter if letter.isalnum() else " " for letter in kept).split())


def _key(words: str) -> str:
    """Words as they are compared: "closedate" is "close date"."""
    return words.replace(" ", "")


# -- The known headings --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Known:
    field: Field
    score: float
    alias: str
    sure: bool = True


def _known_headings() -> dict[str, _Known]:
    known: dict[str, _Known] = {}
    for spec in FIELDS:
        known[_key(normalise(spec.heading))] = _Known(spec.field, EXACT, spec.heading)
    for spec in FIELDS:
        for rank, alias in enumerate(spec.aliases):
            known.setdefault(_key(normalise(alias)), _Known(spec.field, USUAL - rank * _PER_RANK, alias))
    for name, aliases in heading_aliases.DOUBTFUL.items():
        for rank, alias in enumerate(aliases):
            score = DOUBTFUL - rank * _PER_RANK
            known.setdefault(_key(normalise(alias)), _Known(Field[name], score, alias, sure=False))
    return known


_KNOWN = _known_headings()
_TIMES = frozenset({Field.TIME, Field.ADJUSTMENT_TIME, Field.CLICK_TIME})
_AMOUNTS = frozenset({Field.VALUE, Field.ADJUSTMENT_VALUE})
_ENTITIES = frozenset(heading_aliases.ENTITIES)


@lru_cache(maxsize=16_384)
def _look(heading: str) -> HeadingView:
    words = normalise(heading)
    spoken = set(words.split())
    refusal = _refusal(_key(words))
    if refusal:
        return HeadingView(refusal=Message(refusal))
    match = _match(heading, words)
    if _is_forecast(heading, spoken) and (match is None or match.field in _TIMES | _AMOUNTS):
        return HeadingView(refusal=Message(_FORECAST, {"heading": heading}))
    return HeadingView(match, None, _person(words), bool(spoken & heading_aliases.DIGESTS))


def _match(heading: str, words: str) -> HeadingMatch | None:
    for cuts, (variant, fields) in enumerate(_variants(heading, words)):
        known = _KNOWN.get(_key(variant))
        if known is not None and (fields is None or known.field in fields):
            values = {"heading": heading.strip(), "field": known.field.value}
            if known.score == EXACT and not cuts:
                return HeadingMatch(known.field, EXACT, Message(_MICROSOFTS), True)
            reason = Message(_USUAL if known.sure else _DOUBTFUL, values)
            return HeadingMatch(known.field, min(known.score, USUAL) - cuts * _PER_CUT, reason, known.sure)
    return None


# -- Headings with something around the name -----------------------------------------------------------------

_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]?")
_ZONES = frozenset({"utc", "gmt", "cet", "cest", "est", "edt", "cst", "pst", "pdt", "bst", "local", "lokal"})
_IN = frozenset({"in", "en", "em"})


def _variants(heading: str, words: str) -> Iterator[tuple[str, frozenset[Field] | None]]:
    """The heading, then what is left of it without what often stands around a name; and for which fields."""
    yield words, None
    outside = _BRACKETS.sub(" ", heading)
    shorter = normalise(outside)
    is_the_thing = not set(words.split()) & heading_aliases.NOT_THE_THING
    if shorter and shorter != words and is_the_thing:
        yield shorter, None
    for name in dict.fromkeys((shorter, words)):
        parts = name.split()
        if len(parts) > 1 and parts[-1] in _ZONES:
            yield " ".join(parts[:-1]), _TIMES
        if len(parts) > 1 and parts[0] in _ENTITIES:
            yield " ".join(parts[1:]), None
    texts = (heading, outside) if is_the_thing else (heading,)
    for bare in filter(None, dict.fromkeys(map(_without_currency, texts))):
        yield bare, _AMOUNTS
        entity, _, rest = bare.partition(" ")
        if entity in _ENTITIES:
            yield rest, _AMOUNTS


def _without_currency(heading: str) -> str:
    """The words of "Amount EUR", "valor_brl", "Betrag in €" without the currency; "" if there is none."""
    parts = [part for part in re.split(r"[\s_()\[\]/-]+", heading) if part]
    for rest, currency in ((parts[:-1], parts[-1:]), (parts[1:], parts[:1])):
        if rest and currency and currency_marks.code_of(currency[0]):
            kept = rest[:-1] if rest[-1].casefold() in _IN else rest
            return normalise(" ".join(kept))
    return ""


# -- Headings that are no field ------------------------------------------------------------------------------

_CLICK = re.compile(r"[ck]li[ckq]|clid")  # click, clic, Klick, klik, clique
_GOOGLES = re.compile(
    r"(?<!bin)gclid|gbraid|wbraid|(?<![a-z])dclid|gclsrc|google.*(?:[ck]li[ckq]|clid)|(?:[ck]li[ckq]|clid).*google"
)
_OTHERS = re.compile(r"fbclid|ttclid|twclid|lifatid|yclid|irclickid|sccid|rdtcid|^fbc$|^fbp$|^epik$")
_NETWORKS = re.compile(
    "facebook|instagram|linkedin|tiktok|twitter|snapchat|pinterest|reddit|yandex|yahoo|amazon|outbrain|taboola"
    "|quora|apple|^meta|^impact|^x(?=cli)"
)


def _refusal(key: str) -> str | None:
    if _GOOGLES.search(key):
        return _GOOGLE
    if _OTHERS.search(key) or (_NETWORKS.search(key) and _CLICK.search(key)):
        return _FOREIGN
    return None


_EASTERN = re.compile(r".*[\s_(\[-]EST[)\]]?\s*|[^A-Z\s.]+_est", re.DOTALL)
"""Headings that end in the time zone: "Closed (EST)", "closed_at_est"; "Close date est." is an estimate."""


def _is_forecast(heading: str, spoken: set[str]) -> bool:
    """Whether it tells of hopes."""
    told = spoken & heading_aliases.FORECASTS
    return bool(told) and not (told == {"est"} and _EASTERN.fullmatch(heading))


_EMAIL = re.compile(r"mail|correo")
_PHONE = re.compile(r"phone|telef|teléf|mobil|handy|movil|celular|cellulare")


def _person(words: str) -> Field | None:
    if _EMAIL.search(words):
        return Field.HASHED_EMAIL
    return Field.HASHED_PHONE if _PHONE.search(words) else None


# -- Headings that are nearly a known one --------------------------------------------------------------------

_NEAR_ENOUGH = 88  # of 100: one letter wrong, missing or swapped in a heading of nine
_LONG_ENOUGH = 8
_RESEMBLED = [
    known
    for known in _KNOWN.values()
    if known.sure
    and known.field not in (Field.CLIENT_ID, Field.LANDING_PAGE)
    and len(known.alias) > _LONG_ENOUGH
]
_RESEMBLED_WORDS = [normalise(known.alias) for known in _RESEMBLED]


def _may_resemble(heading: str, view: HeadingView) -> bool:
    words = normalise(heading)
    return (
        view.match is None
        and view.refusal is None
        and _LONG_ENOUGH <= len(words) <= 60
        and not set(words.split()) & heading_aliases.NOT_THE_THING
    )


def _resembling(headings: Sequence[str]) -> dict[str, HeadingMatch]:
    """The headings among these that are nearly a known one, and which."""
    if not headings:
        return {}
    words = [normalise(heading) for heading in headings]
    scores = process.cdist(
        words, _RESEMBLED_WORDS, scorer=fuzz.ratio, score_cutoff=_NEAR_ENOUGH, dtype=np.uint8
    )
    matches = {}
    for row in np.flatnonzero(scores.max(axis=1)).tolist():
        best = _RESEMBLED[int(scores[row].argmax())]
        values = {"heading": headings[row].strip(), "alias": best.alias, "field": best.field.value}
        score = DOUBTFUL * float(scores[row].max()) / 100
        matches[headings[row]] = HeadingMatch(best.field, score, Message(_NEARLY, values), False)
    return matches
