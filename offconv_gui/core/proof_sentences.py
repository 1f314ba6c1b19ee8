"""What a column proves about its dates or decimals, as a sentence.

The screen shows it beside the choice, so that a person need not take a program's word for a date order.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TypeAlias

from offconv_gui.core.choices import DateOrder, DecimalMark
from offconv_gui.core.evidence import Evidence
from offconv_gui.core.grid import RowIndex
from offconv_gui.core.messages import QT_TRANSLATE_NOOP, Message, shortened

Way: TypeAlias = DateOrder | DecimalMark
AnyEvidence: TypeAlias = Evidence[DateOrder] | Evidence[DecimalMark]

MOST_LISTED = 5
"""Rows of the rarer of two mixed ways of writing that are named."""

WAY_NAMES: dict[Way, str] = {
    DateOrder.DMY: QT_TRANSLATE_NOOP("evidence", "Day/Month/Year"),
    DateOrder.MDY: QT_TRANSLATE_NOOP("evidence", "Month/Day/Year"),
    DateOrder.YMD: QT_TRANSLATE_NOOP("evidence", "Year/Month/Day"),
    DecimalMark.POINT: QT_TRANSLATE_NOOP("evidence", "Decimal point"),
    DecimalMark.COMMA: QT_TRANSLATE_NOOP("evidence", "Decimal comma"),
}
"""What people call each way of writing."""

_BY_MANY: dict[Way, str] = {
    DateOrder.DMY: QT_TRANSLATE_NOOP(
        "evidence", "Day/Month/Year, proved by {count} rows, for example row {row}: {value}"
    ),
    DateOrder.MDY: QT_TRANSLATE_NOOP(
        "evidence", "Month/Day/Year, proved by {count} rows, for example row {row}: {value}"
    ),
    DateOrder.YMD: QT_TRANSLATE_NOOP(
        "evidence", "Year/Month/Day, proved by {count} rows, for example row {row}: {value}"
    ),
    DecimalMark.POINT: QT_TRANSLATE_NOOP(
        "evidence", "Decimal point, proved by {count} rows, for example row {row}: {value}"
    ),
    DecimalMark.COMMA: QT_TRANSLATE_NOOP(
        "evidence", "Decimal comma, proved by {count} rows, for example row {row}: {value}"
    ),
}
_BY_ONE: dict[Way, str] = {
    DateOrder.DMY: QT_TRANSLATE_NOOP("evidence", "Day/Month/Year, proved by row {row}: {value}"),
    DateOrder.MDY: QT_TRANSLATE_NOOP("evidence", "Month/Day/Year, proved by row {row}: {value}"),
    DateOrder.YMD: QT_TRANSLATE_NOOP("evidence", "Year/Month/Day, proved by row {row}: {value}"),
    DecimalMark.POINT: QT_TRANSLATE_NOOP("evidence", "Decimal point, proved by row {row}: {value}"),
    DecimalMark.COMMA: QT_TRANSLATE_NOOP("evidence", "Decimal comma, proved by row {row}: {value}"),
}
_CHOSEN: dict[Way, str] = {
    DateOrder.DMY: QT_TRANSLATE_NOOP("evidence", "Day/Month/Year, as chosen for the file"),
    DateOrder.MDY: QT_TRANSLATE_NOOP("evidence", "Month/Day/Year, as chosen for the file"),
    DateOrder.YMD: QT_TRANSLATE_NOOP("evidence", "Year/Month/Day, as chosen for the file"),
    DecimalMark.POINT: QT_TRANSLATE_NOOP("evidence", "Decimal point, as chosen for the file"),
    DecimalMark.COMMA: QT_TRANSLATE_NOOP("evidence", "Decimal comma, as chosen for the file"),
}
MIXED_WAYS: dict[Way, str] = {
    DateOrder.DMY: QT_TRANSLATE_NOOP("evidence", "day first"),
    DateOrder.MDY: QT_TRANSLATE_NOOP("evidence", "month first"),
    DateOrder.YMD: QT_TRANSLATE_NOOP("evidence", "year first"),
    DecimalMark.POINT: QT_TRANSLATE_NOOP("evidence", "decimal point"),
    DecimalMark.COMMA: QT_TRANSLATE_NOOP("evidence", "decimal comma"),
}
"""What they are called where two are mixed."""

_MIXED = {
    True: QT_TRANSLATE_NOOP(
        "evidence",
        "Two formats are mixed: {way} only in row {rows} ({value}), {other_way} in {others} of the rows, for "
        "example row {other_row}: {other_value}",
    ),
    False: QT_TRANSLATE_NOOP(
        "evidence",
        "Two formats are mixed: {way} in {count} rows ({rows}; the first has {value}), {other_way} in "
        "{others} of the rows, for example row {other_row}: {other_value}",
    ),
}
"""By whether the rarer way stands in a single row."""

_BY_ALL = QT_TRANSLATE_NOOP("evidence", "{way}, the only order in which all rows are dates")
"""No row proves it by itself; only dates need several."""

_UNCLEAR_DATES = {
    False: QT_TRANSLATE_NOOP("evidence", "No date in the column shows whether day or month comes first"),
    True: QT_TRANSLATE_NOOP("evidence", "No date in the column shows whether day, month or year comes first"),
}
"""By whether the year may come first."""

_UNCLEAR_AMOUNTS = QT_TRANSLATE_NOOP(
    "evidence", "No value in the column shows whether the mark is for thousands or decimals"
)


def proof_sentence(
    found: AnyEvidence,
    chosen: Way,
    row_number: Callable[[int], int],
    cell: Callable[[int], str],
    proving: Callable[[Collection[int]], RowIndex],
) -> Message | None:
    """How the column is read, and what proves it; None where nothing in it could be read two ways.

    `chosen` is AUTO where nobody chose. `row_number` and `cell` give a row's number in its source and its
    text, from its position in the column; `proving` gives the positions of the rows with one of these proofs.
    Where two ways are mixed, the rows of the rarer one are named.
    """
    if chosen in _CHOSEN:
        return Message(_CHOSEN[chosen])
    if found.mixed:
        return _mixed(found, row_number, cell, proving)
    if found.proved is None:
        return Message(_unclear(found)) if found.unclear else None
    if found.example_row is None:
        return Message(_BY_ALL, {"way": Message(WAY_NAMES[found.proved])})
    values = {
        "count": f"{found.proved_by:,}",
        "row": row_number(found.example_row),
        "value": shortened(cell(found.example_row)),
    }
    return Message((_BY_ONE if found.proved_by == 1 else _BY_MANY)[found.proved], values)


def _unclear(found: AnyEvidence) -> str:
    if DecimalMark.POINT in found.ways:
        return _UNCLEAR_AMOUNTS
    return _UNCLEAR_DATES[DateOrder.YMD in found.in_doubt]


def _mixed(
    found: AnyEvidence,
    row_number: Callable[[int], int],
    cell: Callable[[int], str],
    proving: Callable[[Collection[int]], RowIndex],
) -> Message:
    """What two mixed ways of writing are, and in which rows the rarer one stands."""
    mixture = found.mixture
    rarer, others = proving(mixture.rarer_proofs), proving(mixture.commoner_proofs)
    other = int(others[0])
    return Message(
        _MIXED[len(rarer) == 1],
        {
            "way": Message(MIXED_WAYS[mixture.rarer]),
            "count": f"{len(rarer):,}",
            "rows": listed([row_number(int(row)) for row in rarer[: MOST_LISTED + 1]]),
            "value": shortened(cell(int(rarer[0]))),
            "other_way": Message(MIXED_WAYS[mixture.commoner]),
            "others": f"{len(others):,}",
            "other_row": row_number(other),
            "other_value": shortened(cell(other)),
        },
    )


def listed(numbers: Sequence[int]) -> str:
    """Row numbers as a list, the first few where there are many."""
    more = ", …" if len(numbers) > MOST_LISTED else ""
    return ", ".join(f"{number:,}" for number in numbers[:MOST_LISTED]) + more
