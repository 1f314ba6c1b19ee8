"""An explanation fit to be sent to a colleague or to support: whose click it was stays out of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from offconv_gui.core.explanation import Explanation, Verdict
from offconv_gui.core.fields import SPECS, Field, Kind
from offconv_gui.core.messages import QT_TRANSLATE_NOOP, Message, shortened
from offconv_gui.core.table import NEW_ROW

if TYPE_CHECKING:
    from collections.abc import Mapping

_KEPT = 4
"""Letters of a text that are kept at either end: enough to find it again, too few to be it."""

_PERSONAL = frozenset({Kind.CLICK_ID, Kind.HASH, Kind.LINK})
"""Kinds of columns whose texts lead to a person."""

_LOOKS_PERSONAL = re.compile(r"@|://|[0-9A-Za-z_-]{20}")
"""An e-mail address, a link or an ID, wherever it stands: columns of a file may be shifted."""


def masked(text: str) -> str:
    """The first and last letters of a text, "3cf4…757f"; of a short one or an e-mail address nothing."""
    plain = text.strip()
    if not plain:
        return ""
    return f"{plain[:_KEPT]}…{plain[-_KEPT:]}" if len(plain) > 3 * _KEPT and "@" not in plain else "…"


def is_personal(field: Field, text: str) -> bool:
    """Whether a text of this column may lead to a person."""
    of_persons = SPECS[field].kind in _PERSONAL or field is Field.CLIENT_ID
    return of_persons or _LOOKS_PERSONAL.search(text) is not None


def shareable(cell: Explanation) -> Sequence[Message]:
    """The explanation of a cell, line by line, with texts that lead to a person cut to their ends."""
    hide = is_personal(cell.field, cell.written)
    text = masked(cell.written) if hide else shortened(cell.written, 200)
    lines = [_head(cell), _in_table(text) if cell.edited else _in_file(text)]
    for verdict in cell.verdicts:
        lines += _verdict(verdict, hide)
    if cell.left_out:
        lines.append(Message(QT_TRANSLATE_NOOP("columns", "This row is left out of the export.")))
    if cell.read_as is not None and cell.in_utc is None:
        read = masked(cell.read_as) if hide else cell.read_as
        lines.append(Message(QT_TRANSLATE_NOOP("columns", "Read as: {value}"), {"value": read}))
    if cell.in_utc is not None:
        lines.append(Message(QT_TRANSLATE_NOOP("columns", "In UTC: {value}"), {"value": cell.in_utc}))
    if cell.in_zone is not None:
        values: Mapping[str, object] = {"place": cell.in_zone.place, "value": cell.in_zone.text}
        lines.append(Message(QT_TRANSLATE_NOOP("columns", "In {place}: {value}"), values))
    if cell.proof is not None:
        lines.append(cell.proof)
    return lines


def _head(cell: Explanation) -> Message:
    if cell.row_number == NEW_ROW:
        return Message(QT_TRANSLATE_NOOP("columns", "New row, {field}"), {"field": cell.field.value})
    values = {"row": f"{cell.row_number:,}", "field": cell.field.value}
    return Message(QT_TRANSLATE_NOOP("columns", "Row {row}, {field}"), values)


def _in_file(text: str) -> Message:
    if not text:
        return Message(QT_TRANSLATE_NOOP("columns", "In the file: blank"))
    return Message(QT_TRANSLATE_NOOP("columns", "In the file: {value}"), {"value": text})


def _in_table(text: str) -> Message:
    if not text:
        return Message(QT_TRANSLATE_NOOP("columns", "In the table: blank"))
    return Message(QT_TRANSLATE_NOOP("columns", "In the table: {value}"), {"value": text})


def _verdict(verdict: Verdict, hide: bool) -> list[Message]:
    sentence, why = verdict.sentence, verdict.why
    if hide:
        sentence, why = _without_text(sentence), _without_text(why)
    rule = Message(QT_TRANSLATE_NOOP("columns", "Rule: {rule}"), {"rule": verdict.rule.name})
    return [sentence, why, rule]


def _without_text(message: Message) -> Message:
    """The sentence with the texts of cells cut; a sentence inside it is ours, and stays."""
    cut = {
        name: value if isinstance(value, Message) else masked(str(value))
        for name, value in message.values.items()
    }
    return Message(message.template, cut)
