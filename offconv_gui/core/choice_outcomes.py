"""What each way of reading a column would come to, so that a person need not try them out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np

from offconv_gui.core.choices import DateOrder, DecimalMark
from offconv_gui.core.evidence import Proof
from offconv_gui.core.fields import Field, Kind
from offconv_gui.core.kinds import amounts
from offconv_gui.core.kinds.amounts import Amounts, AmountStatus
from offconv_gui.core.kinds.times import Times, TimeStatus
from offconv_gui.core.messages import QT_TRANSLATE_NOOP, Message, shortened
from offconv_gui.core.readings import WAYS
from offconv_gui.core.rules.base import DAY
from offconv_gui.core.rules.times import OLDEST_DAYS

if TYPE_CHECKING:
    from offconv_gui.core.document import Document

MOST = 200_000
"""Rows up to which it is worked out: this happens while a list opens."""


@dataclass(frozen=True)
class DateOutcome:
    """How many rows would be in the future, too old, and no date at all."""

    future: int
    too_old: int
    unreadable: int

    def in_words(self) -> Message:
        parts = [
            (self.future, QT_TRANSLATE_NOOP("columns", "{count} in the future")),
            (self.too_old, QT_TRANSLATE_NOOP("columns", "{count} too old")),
            (self.unreadable, QT_TRANSLATE_NOOP("columns", "{count} not readable")),
        ]
        said = [(count, words) for count, words in parts if count]
        if not said:
            return Message(QT_TRANSLATE_NOOP("columns", "fits every row"))
        count, words = max(said)
        return Message(words, {"count": f"{count:,}"})


def date_outcomes(document: Document) -> dict[DateOrder, DateOutcome]:
    """What each order of day and month would come to; empty for a table that is too long to tell at once."""
    parsed = document.readings.parsed.get(Field.TIME)
    resolve = WAYS[Kind.TIME].resolve
    if parsed is None or document.row_count > MOST:
        return {}
    assert resolve is not None
    outcomes = {}
    for order in (DateOrder.DMY, DateOrder.MDY, DateOrder.YMD):
        read = cast(Times, resolve(parsed.whole(), None, document.choices.changed(date_order=order)))
        known = (read.status == TimeStatus.OK) & ~document.table.left_out
        outcomes[order] = DateOutcome(
            int(np.count_nonzero(known & (read.utc > document.now))),
            int(np.count_nonzero(known & (read.utc < document.now - OLDEST_DAYS * DAY))),
            int(np.count_nonzero((read.status == TimeStatus.UNREADABLE) & ~document.table.left_out)),
        )
    return outcomes


def decimal_outcomes(document: Document) -> dict[DecimalMark, Message]:
    """What each decimal mark makes of the first amount that can be read both ways; empty where none can."""
    parsed = document.readings.parsed.get(Field.VALUE)
    resolve = WAYS[Kind.AMOUNT].resolve
    if parsed is None:
        return {}
    assert resolve is not None
    unclear = np.flatnonzero(parsed.whole().proof == Proof.UNCLEAR)[:1]
    if not len(unclear):
        return {}
    text = shortened(document.table.cell(Field.VALUE, int(unclear[0])), 20)
    outcomes = {}
    for mark in (DecimalMark.POINT, DecimalMark.COMMA):
        choices = document.choices.changed(decimal_mark=mark)
        read = cast(Amounts, resolve(parsed.take(unclear.astype(np.int64)), None, choices))
        if read.status[0] == AmountStatus.OK:
            value = amounts.show(int(read.mantissa[0]), int(read.scale[0]))
            template = QT_TRANSLATE_NOOP("columns", "“{text}” is {value}")
            outcomes[mark] = Message(template, {"text": text, "value": value})
    return outcomes
