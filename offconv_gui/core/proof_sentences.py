"""What a column proves about its dates or decimals, as a sentence.

The screen shows it beside the choice, so that a person need not take a program's word for a date order.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from offconv_gui.core.choices import DateOrder, DecimalMark
from offconv_gui.core.evidence import Evidence
from offconv_gui.core.messages import QT_TRANSLATE_NOOP, Message, shortened

Way: TypeAlias = DateOrder | DecimalMark
AnyEvidence: TypeAlias = Evidence[DateOrder] | Evidence[DecimalMark]

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
_MIXED: dict[Way, str] = {
    DateOrder.DMY: QT_TRANSLATE_NOOP(
        "evidence",
        "Two formats are mixed: day first in row {first_row} ({first_value}), month first in row "
        "{second_row} ({second_value})",
    ),
    DecimalMark.POINT: QT_TRANSLATE_NOOP(
        "evidence",
        "Two formats are mixed: decimal point in row {first_row} ({first_value}), decimal comma in row "
        "{second_row} ({second_value})",
    ),
}
_UNCLEAR: dict[Way, str] = {
    DateOrder.DMY: QT_TRANSLATE_NOOP(
        "evidence", "No date in the column shows whether day or month comes first"
    ),
    DecimalMark.POINT: QT_TRANSLATE_NOOP(
        "evidence", "No value in the column shows whether the mark is for thousands or decimals"
    ),
}


def proof_sentence(
    found: AnyEvidence, chosen: Way, row_number: Callable[[int], int], cell: Callable[[int], str]
) -> Message | None:
    """How the column is read, and what proves it; None where nothing in it could be read two ways.

    `chosen` is AUTO where nobody chose. `row_number` and `cell` give a row's number in its source and its
    text, from its position in the column.
    """
    if chosen in _CHOSEN:
        return Message(_CHOSEN[chosen])
    if found.mixed:
        assert found.first_row is not None
        assert found.second_row is not None
        return Message(
            _MIXED[found.first],
            {
                "first_row": row_number(found.first_row),
                "first_value": shortened(cell(found.first_row)),
                "second_row": row_number(found.second_row),
                "second_value": shortened(cell(found.second_row)),
            },
        )
    if found.proved is None:
        return Message(_UNCLEAR[found.first]) if found.unclear else None
    assert found.example_row is not None
    values = {
        "count": f"{found.proved_by:,}",
        "row": row_number(found.example_row),
        "value": shortened(cell(found.example_row)),
    }
    return Message((_BY_ONE if found.proved_by == 1 else _BY_MANY)[found.proved], values)
