"""What there is to say about one cell: the one place that turns verdicts into sentences.

The panel, the tooltip, the command line and the file of rows left out all say the same words.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from offconv_gui.core.choices import OWN_ZONE, UTC, DateOrder, DecimalMark
from offconv_gui.core.fields import SPECS, Field, Kind
from offconv_gui.core.issues import Severity
from offconv_gui.core.kinds import adjustments, amounts, click_ids, currencies, times, zones
from offconv_gui.core.kinds.amounts import AmountStatus
from offconv_gui.core.kinds.click_ids import ClickIdStatus
from offconv_gui.core.kinds.times import NO_TIME
from offconv_gui.core.messages import QT_TRANSLATE_NOOP, Message, shortened
from offconv_gui.core.proof_sentences import proof_sentence
from offconv_gui.core.rules import MARKS, rules_in
from offconv_gui.core.rules.base import AnyRule

if TYPE_CHECKING:
    from offconv_gui.core.document import Document

_GRAVEST_FIRST = (Severity.ERROR, Severity.WARNING, Severity.INFO)


@dataclass(frozen=True)
class Verdict:
    """One rule on one cell: what is the matter, and why it matters."""

    rule: AnyRule
    sentence: Message
    why: Message


@dataclass(frozen=True)
class LocalTime:
    """A moment on the clocks of the file's zone: "2026-11-23 18:12:00", "New York"."""

    text: str
    place: str


@dataclass(frozen=True)
class Explanation:
    """Everything known of one cell.

    `row_number` is the row's number in its source, 0 for a row that stands in none. `written` is the text
    as it is, which is the file's own unless it was `edited`; `read_as` what it is taken for (an instant in
    UTC, a plain amount, a click ID, a code), None where it cannot be read. `stands_for` says what a blank
    cell stands for. `verdicts` are the gravest first; a row that is left out has none. `proof` tells how the
    column is read, and by which rows that is known.
    """

    row_number: int
    field: Field
    written: str
    edited: bool
    read_as: str | None
    stands_for: Message | None
    verdicts: tuple[Verdict, ...]
    proof: Message | None
    in_utc: str | None
    in_zone: LocalTime | None
    left_out: bool


def explain(document: Document, row: int, field: Field) -> Explanation:
    """Explain the cell of `field` in the row at this position."""
    utc = _utc(document, row, field)
    text = document.table.cell(field, row)
    return Explanation(
        row_number=int(document.table.row_numbers[row]),
        field=field,
        written=text,
        edited=document.table.is_edited(field, row),
        read_as=_read_as(document, row, field),
        stands_for=None if text.strip() else _stands_for(document, field),
        verdicts=tuple(
            Verdict(rule, sentence(rule, document, row), why(rule, document, row))
            for rule in rules_at(document, row, field)
        ),
        proof=proof(document, field),
        in_utc=times.show(utc) if utc is not None else None,
        in_zone=_on_local_clocks(document, utc) if utc is not None else None,
        left_out=bool(document.table.left_out[row]),
    )


def rules_at(document: Document, row: int, field: Field) -> list[AnyRule]:
    """The rules that mark this cell, the gravest first."""
    found = rules_in(document.issues.word(row) & MARKS[field])
    return sorted(found, key=lambda rule: _GRAVEST_FIRST.index(rule.severity))


def first_sentence(document: Document, row: int, field: Field) -> Message | None:
    """The gravest thing to say of a cell; None where all is well."""
    found = rules_at(document, row, field)
    return sentence(found[0], document, row) if found else None


def sentence(rule: AnyRule, document: Document, row: int) -> Message:
    """What is the matter with the cell that `rule` marks in this row, with its value."""
    return Message(rule.message, _values(rule, document, row))


def why(rule: AnyRule, document: Document, row: int) -> Message:
    """Why that matters, and what to do."""
    return Message(rule.why, _values(rule, document, row))


def in_full(rule: AnyRule, document: Document, row: int) -> str:
    """Both of them, as the source has them: for reports that name a million cells."""
    return str(Message(f"{rule.message} {rule.why}", _values(rule, document, row)))


def proof(document: Document, field: Field) -> Message | None:
    """How the dates or amounts of a column are read, and what proves it; None for other columns."""
    found = document.readings.evidence.get(field)
    if found is None:
        return None
    choices = document.choices
    chosen: DateOrder | DecimalMark = choices.date_order
    if SPECS[field].kind is not Kind.TIME:
        chosen = choices.decimal_mark
    column, numbers = document.table.columns[field], document.table.row_numbers
    proving = partial(document.readings.proving, field)
    return proof_sentence(found, chosen, lambda row: int(numbers[row]), column.cell, proving)


def _values(rule: AnyRule, document: Document, row: int) -> dict[str, object]:
    details = rule.details(document, row) if rule.details else {}
    return {"value": shortened(document.table.cell(rule.field, row)), **details}


def _cell(document: Document, row: int, field: Field) -> Any:
    """The typed cell, as a column of one row; None where the table lacks the field."""
    column = document.readings.typed.get(field)
    return column.take(np.array([row], np.int64)) if column is not None else None


def _utc(document: Document, row: int, field: Field) -> int | None:
    if SPECS[field].kind is not Kind.TIME:
        return None
    cell = _cell(document, row, field)
    return None if cell is None or cell.utc[0] == NO_TIME else int(cell.utc[0])


def _on_local_clocks(document: Document, utc: int) -> LocalTime | None:
    name = document.choices.zone
    if name in (None, OWN_ZONE, UTC):
        return None
    offset = int(zones.zone(str(name)).offset_at(np.array([utc], np.int64))[0])
    return LocalTime(times.show(utc + offset), zones.place_of(str(name)))


def _read_as(document: Document, row: int, field: Field) -> str | None:
    cell = _cell(document, row, field)
    if cell is None:
        return None
    match SPECS[field].kind:
        case Kind.TIME:
            return times.show(int(cell.utc[0])) or None
        case Kind.AMOUNT | Kind.CREDIT:
            known = cell.status[0] == AmountStatus.OK
            return amounts.show(int(cell.mantissa[0]), int(cell.scale[0])) if known else None
        case Kind.CLICK_ID:
            known = cell.status[0] in (ClickIdStatus.OK, ClickIdStatus.IN_TEXT)
            return str(click_ids.write(cell.hi, cell.lo)[0].as_py()) if known else None
        case Kind.CURRENCY:
            return str(currencies.write(cell.code)[0].as_py()) or None
        case Kind.HASH:
            return document.table.cell(field, row).strip().lower() if cell.valid[0] else None
        case Kind.ADJUSTMENT_TYPE:
            return adjustments.WORDS.get(adjustments.Adjustment(int(cell.action[0])))
        case Kind.TEXT | Kind.LINK:
            return document.table.cell(field, row) or None


def _stands_for(document: Document, field: Field) -> Message | None:
    goal, currency = document.choices.goal, document.choices.currency
    if field is Field.NAME and goal is not None and goal.name.strip():
        return Message(
            QT_TRANSLATE_NOOP("columns", "Blank: the goal chosen above the table is used, {value}."),
            {"value": shortened(goal.name)},
        )
    if field is Field.CURRENCY and currency:
        return Message(
            QT_TRANSLATE_NOOP("columns", "Blank: the currency chosen above the table is used, {value}."),
            {"value": currencies.label(currency)},
        )
    return None
