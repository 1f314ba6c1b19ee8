"""Which column of a file is which field: a guess with a score and a reason for each column.

A heading that systems are known to use counts first, then what the cells hold, then a heading that is nearly
a known one. Only what is certain is marked sure; about the rest a person is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

import pyarrow.compute as pc

from offconv_gui.core.column_samples import Sample, take_samples
from offconv_gui.core.fields import SPECS, Field, Kind
from offconv_gui.core.grid import Grid
from offconv_gui.core.heading_matches import EXACT, HeadingView, look_at_all, normalise
from offconv_gui.core.messages import QT_TRANSLATE_NOOP, Message

__all__ = ["Guess", "Mapping", "guess", "mapping_of", "normalise"]

_HOLDS_CLICK_IDS = QT_TRANSLATE_NOOP("mapping", "Its cells hold click IDs of 32 digits.")
_HOLDS_LINKS = QT_TRANSLATE_NOOP("mapping", "Its cells hold addresses with a Microsoft click ID in them.")
_HOLDS_HASHES = QT_TRANSLATE_NOOP("mapping", "Its cells hold hashes, and “{heading}” speaks of {field}.")
_OTHER_CLICK_IDS = QT_TRANSLATE_NOOP(
    "mapping",
    "Its cells hold click IDs of another advertising network: Microsoft Advertising cannot use them.",
)
_CELLS_DISAGREE = QT_TRANSLATE_NOOP(
    "mapping", "“{heading}” is a usual name for {field}, but the cells do not look like it."
)
_SEVERAL = QT_TRANSLATE_NOOP("mapping", "Several columns may be {field}; this is the first of them.")
_TAKEN = QT_TRANSLATE_NOOP("mapping", "“{other}” fits {field} better.")
_TAKEN_BY_EQUAL = QT_TRANSLATE_NOOP("mapping", "It may be {field} just as well as “{other}”.")
_PERSONAL = QT_TRANSLATE_NOOP(
    "mapping", "E-mail addresses and phone numbers are never uploaded as they are, only as hashes."
)
_HOLDS_TIMES = QT_TRANSLATE_NOOP("mapping", "Its cells hold dates, the latest of all columns.")
_MAY_BE_CLICK_TIME = QT_TRANSLATE_NOOP(
    "mapping", "It holds dates. If they are the times of the clicks, choose Click Time."
)
UNUSED = QT_TRANSLATE_NOOP("mapping", "No field is called like this: the column is kept, but not uploaded.")
"""What is said of a column of which there is nothing more to say."""


@dataclass(frozen=True)
class Guess:
    """What one column would become.

    `column` is its position in the grid; `field` is None where the column is kept but not used. `score` runs
    from 0 to 1, and is 0 where there is no field. `sure` means that nobody needs to be asked; it holds for
    unused columns too, unless the field they look like may as well be theirs. `named` means that the heading
    surely names the field, and only the cells look like something else: where nobody can be asked it is
    taken, for then the rows tell what is wrong, where a column left aside would be lost without a word.
    """

    column: int
    field: Field | None
    score: float
    reason: Message
    sure: bool
    named: bool = False


@dataclass(frozen=True)
class Mapping:
    """The field of each column of a grid, None where it is not used; no field occurs twice."""

    targets: tuple[Field | None, ...]


def mapping_of(guesses: Iterable[Guess]) -> Mapping:
    """The guesses as they are: one for each column, in the grid's order."""
    return Mapping(tuple(guess.field for guess in guesses))


def guess(grid: Grid) -> tuple[Guess, ...]:
    """What each column would become, in the grid's order; each field at most once.

    Of several columns for one field the likeliest wins; of equals the first, blank ones aside.
    """
    samples = take_samples(grid)
    views = look_at_all(grid.headings)
    candidates: list[_Candidate] = []
    guesses: list[Guess] = []
    for column, (heading, view, sample) in enumerate(zip(grid.headings, views, samples, strict=True)):
        candidates += _candidates(column, heading.strip(), view, sample)
        guesses.append(_unused(column, view, sample))
    _assign(_shortlist(candidates, grid, samples), grid, samples, guesses)
    _look_for_times(views, samples, guesses)
    return tuple(guesses)


# -- What a column may be ------------------------------------------------------------------------------------

_MOST = 0.5
_BY_CELLS = 0.9
_BY_DOUBTFUL_CELLS = 0.5
_LESS_IF_BLANK = 0.2
_LESS_IF_CELLS_DISAGREE = 0.4


@dataclass(frozen=True)
class _Candidate:
    column: int
    field: Field
    score: float
    reason: Message
    sure: bool
    named: bool = False


def _candidates(column: int, heading: str, view: HeadingView, sample: Sample) -> Iterator[_Candidate]:
    """What a column may be, by its heading and by its cells."""
    match = view.match
    if view.refusal is not None:
        return
    holds_click_ids = sample.plain_click_ids >= _MOST
    if match is not None and match.field is Field.CLICK_ID:
        if sample.foreign_click_ids < _MOST or match.score == EXACT:
            holds = sample.held_click_ids >= _MOST
            score = max(match.score, _BY_CELLS) if holds else match.score
            yield _Candidate(column, match.field, score, match.reason, match.sure or holds)
    elif match is not None:
        sure = match.sure or (match.field is Field.CLIENT_ID and sample.are_distinct)
        yield _Candidate(column, match.field, match.score, match.reason, sure)
    is_named = match is not None and match.sure
    if (
        holds_click_ids
        and not (match and match.field is Field.CLICK_ID)
        and not (view.is_digest and is_named)
    ):
        score = _BY_DOUBTFUL_CELLS if view.is_digest else _BY_CELLS
        sure = not view.is_digest and not is_named
        yield _Candidate(column, Field.CLICK_ID, score, Message(_HOLDS_CLICK_IDS), sure)
    if sample.links > 0:
        yield _Candidate(column, Field.LANDING_PAGE, _BY_CELLS, Message(_HOLDS_LINKS), True)
    if view.person is not None and sample.hashes >= _MOST:
        values = {"heading": heading, "field": view.person.value}
        yield _Candidate(column, view.person, _BY_CELLS, Message(_HOLDS_HASHES, values), True)


def _unused(column: int, view: HeadingView, sample: Sample) -> Guess:
    """What is said of a column that becomes no field."""
    reason = Message(UNUSED)
    if view.refusal is not None:
        reason = view.refusal
    elif view.match is not None and view.match.field is Field.CLICK_ID and sample.foreign_click_ids >= _MOST:
        reason = Message(_OTHER_CLICK_IDS)
    elif view.person is not None and sample.is_personal:
        reason = Message(_PERSONAL)
    return Guess(column, None, 0.0, reason, True)


_DATE_COLUMNS = 40
"""Columns without a field that are looked into for dates; a file of thousands must not take seconds."""


def _look_for_times(views: list[HeadingView], samples: tuple[Sample, ...], guesses: list[Guess]) -> None:
    """Propose a column of dates for a conversion time that no heading names, and another as the click time.

    A click comes before its conversion: of several columns the one with the latest dates is proposed.
    """
    taken = {guess.field for guess in guesses if guess.sure or not samples[guess.column].is_blank}
    if {Field.TIME, Field.CLICK_TIME} <= taken:
        return
    unused = [
        place for place, one in enumerate(guesses) if one.field is None and views[place].refusal is None
    ]
    found = {place: samples[place].latest_time for place in unused[:_DATE_COLUMNS]}
    dated = {place: moment for place, moment in found.items() if moment is not None}
    if dated and Field.TIME not in taken:
        best = max(dated, key=lambda place: (dated[place], -place))
        for place, one in enumerate(guesses):
            if one.field is Field.TIME:  # doubtful, and blank
                guesses[place] = _unused(place, views[place], samples[place])
        guesses[best] = Guess(best, Field.TIME, _BY_DOUBTFUL_CELLS, Message(_HOLDS_TIMES), False)
        del dated[best]
    if Field.CLICK_TIME not in taken:
        for place in dated:
            if guesses[place].sure:
                guesses[place] = replace(guesses[place], reason=Message(_MAY_BE_CLICK_TIME))


# -- Which of them it becomes --------------------------------------------------------------------------------

_LOOKED_AT = 10  # candidates for a field whose cells are looked at; no file has so many good ones


def _shortlist(candidates: list[_Candidate], grid: Grid, samples: tuple[Sample, ...]) -> list[_Candidate]:
    """The best candidates of each field, their scores corrected by what their cells hold."""
    order = list(Field)
    ranked = sorted(candidates, key=lambda one: (order.index(one.field), -one.score, one.column))
    return [
        _checked(candidate, grid.headings[candidate.column].strip(), samples[candidate.column])
        for _, of_field in groupby(ranked, key=lambda one: one.field)
        for candidate in list(of_field)[:_LOOKED_AT]
    ]


def _checked(candidate: _Candidate, heading: str, sample: Sample) -> _Candidate:
    if sample.is_blank:
        return replace(candidate, score=candidate.score - _LESS_IF_BLANK)
    if _looks_right(candidate, sample):
        return candidate
    own = candidate.score == EXACT
    reason = Message(_CELLS_DISAGREE, {"heading": heading, "field": candidate.field.value})
    score, sure = candidate.score - _LESS_IF_CELLS_DISAGREE, candidate.sure and own
    return replace(candidate, score=score, reason=reason, sure=sure, named=candidate.sure)


def _looks_right(candidate: _Candidate, sample: Sample) -> bool:
    """Whether the cells may be values of the field; text may be anything."""
    kind = SPECS[candidate.field].kind
    if kind is Kind.AMOUNT:
        return sample.readable_amounts >= _MOST
    if kind is Kind.CURRENCY:
        return sample.known_currencies >= _MOST
    if kind is Kind.CLICK_ID:
        return (sample.usable_click_ids if candidate.sure else sample.held_click_ids) > 0
    if kind is Kind.HASH:
        return sample.hashes > 0
    if kind is Kind.TIME:
        return bool(pc.any(pc.match_substring_regex(sample.text, "[0-9]")).as_py())
    return True


def _assign(
    candidates: list[_Candidate], grid: Grid, samples: tuple[Sample, ...], guesses: list[Guess]
) -> None:
    """Give each field to its best candidate, the click ID first, and tell the others why they got none."""
    taken: dict[Field, _Candidate] = {}
    busy: set[int] = set()

    def precedence(one: _Candidate) -> tuple[bool, float, bool, int]:
        return one.field is not Field.CLICK_ID, -one.score, samples[one.column].is_blank, one.column

    for candidate in sorted(candidates, key=precedence):
        if candidate.column in busy:
            continue
        winner = taken.get(candidate.field)
        if winner is None:
            taken[candidate.field] = candidate
            busy.add(candidate.column)
            guesses[candidate.column] = Guess(**vars(candidate))
        elif guesses[candidate.column].score == 0 and guesses[candidate.column].sure:
            _tell_loser(candidate, winner, grid, guesses)


def _tell_loser(loser: _Candidate, winner: _Candidate, grid: Grid, guesses: list[Guess]) -> None:
    """A field has gone to `winner`; where `loser` is as good, neither is sure."""
    values = {"other": grid.headings[winner.column].strip(), "field": loser.field.value}
    equal = loser.score == winner.score
    reason = Message(_TAKEN_BY_EQUAL if equal else _TAKEN, values)
    guesses[loser.column] = replace(guesses[loser.column], reason=reason, sure=not equal)
    if equal:
        several = Message(_SEVERAL, {"field": loser.field.value})
        guesses[winner.column] = replace(guesses[winner.column], reason=several, sure=False, named=False)
