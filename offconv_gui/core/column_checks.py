"""What a file's column would be worth as a field: how many of its cells can be read.

Told while a person still decides what each column becomes: the first rows at once, all of them soon after.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from offconv_gui.core.choices import Choices
from offconv_gui.core.column_evidence import MOST_ROWS, first_rows
from offconv_gui.core.fields import SPECS, Field, Kind
from offconv_gui.core.grid import Grid, RowIndex
from offconv_gui.core.kinds import click_ids
from offconv_gui.core.kinds.adjustments import Adjustment
from offconv_gui.core.kinds.amounts import AmountStatus
from offconv_gui.core.kinds.click_ids import ClickIdStatus
from offconv_gui.core.kinds.currencies import CurrencyStatus
from offconv_gui.core.kinds.times import TimeStatus
from offconv_gui.core.messages import QT_TRANSLATE_NOOP, Message
from offconv_gui.core.proof_sentences import MIXED_WAYS, MOST_LISTED, Way, listed
from offconv_gui.core.readings import WAYS


@dataclass(frozen=True)
class Check:
    """What was found, in a few phrases; `doubtful` where a person should look."""

    phrases: tuple[Message, ...]
    doubtful: bool


def check_column(
    grid: Grid,
    targets: tuple[Field | None, ...],
    column: int,
    choices: Choices,
    most: int | None = MOST_ROWS,
) -> Check | None:
    """What the column's cells look like as the field it is to become; None where it becomes none.

    `targets` has one entry a column of the grid; `most` rows are looked at, all where it is None.
    """
    field = targets[column]
    if field is None:
        return None
    found = _CHECKS[SPECS[field].kind](_Column(grid, targets, column, field, choices, most))
    if most is not None and grid.row_count > most:
        first = Message(QT_TRANSLATE_NOOP("columns", "in the first {count} rows"), {"count": f"{most:,}"})
        return Check((*found.phrases, first), found.doubtful)
    return found


class _Column:
    """One column as the field it is to become."""

    def __init__(
        self,
        grid: Grid,
        targets: tuple[Field | None, ...],
        column: int,
        field: Field,
        choices: Choices,
        most: int | None,
    ) -> None:
        self.grid, self.targets, self.field, self.choices, self.most = grid, targets, field, choices, most
        self.text, self._numeric = first_rows(grid.columns[column], most)
        self.mixed: list[Message] = []

    def typed(self) -> Any:
        """The column read; where two ways of writing are mixed in it, `mixed` names the rarer one's rows."""
        way = WAYS[SPECS[self.field].kind]
        parsed = way.parse(self.text, self._numeric)
        if way.resolve is None:
            return parsed
        found = way.weigh(parsed.proof) if way.weigh else None
        if found is not None and found.mixed:
            rows = np.flatnonzero(np.isin(parsed.proof, found.mixture.rarer_proofs))
            self.mixed = [_minority(found.mixture.rarer, self.grid.row_numbers[rows])]
        return way.resolve(parsed, found.proved if found else None, self.choices)


_RARER = {
    True: QT_TRANSLATE_NOOP("columns", "{way} only in row {rows}"),
    False: QT_TRANSLATE_NOOP("columns", "{way} in {count} rows: {rows}"),
}


def _minority(way: Way, numbers: RowIndex) -> Message:
    """The rows in which the rarer of two mixed ways stands, by their numbers in the file."""
    rows = listed(numbers[: MOST_LISTED + 1].tolist())
    values = {"way": Message(MIXED_WAYS[way]), "count": f"{len(numbers):,}", "rows": rows}
    return Message(_RARER[len(numbers) == 1], values)


def _count(mask: npt.NDArray[np.bool_]) -> int:
    return int(np.count_nonzero(mask))


def _phrase(count: int, one: str, many: str) -> list[Message]:
    """The phrase for so many cells; none for no cell."""
    if not count:
        return []
    return [Message(one) if count == 1 else Message(many, {"count": f"{count:,}"})]


def _blanks(count: int) -> list[Message]:
    return _phrase(
        count, QT_TRANSLATE_NOOP("columns", "1 is blank"), QT_TRANSLATE_NOOP("columns", "{count} are blank")
    )


def _found(troubles: list[Message], blank: int, fine: str) -> Check:
    phrases = [*troubles, *_blanks(blank)]
    return Check(tuple(phrases) or (Message(fine),), bool(troubles))


_ALL_READ = QT_TRANSLATE_NOOP("columns", "all can be read")


def _check_times(column: _Column) -> Check:
    status = column.typed().status
    troubles = _phrase(
        _count(status == TimeStatus.UNREADABLE),
        QT_TRANSLATE_NOOP("columns", "1 is not a date"),
        QT_TRANSLATE_NOOP("columns", "{count} are not dates"),
    )
    troubles += _phrase(
        _count(status == TimeStatus.ORDER_UNCLEAR),
        QT_TRANSLATE_NOOP("columns", "order of the date unclear in 1"),
        QT_TRANSLATE_NOOP("columns", "order of dates unclear in {count}"),
    )
    troubles += _phrase(
        _count(status == TimeStatus.ZONE_MISSING),
        QT_TRANSLATE_NOOP("columns", "1 needs a time zone"),
        QT_TRANSLATE_NOOP("columns", "{count} need a time zone"),
    )
    troubles += _phrase(
        _count((status == TimeStatus.ZONE_CONFLICT) | (status == TimeStatus.ZONE_UNKNOWN)),
        QT_TRANSLATE_NOOP("columns", "1 has another time zone"),
        QT_TRANSLATE_NOOP("columns", "{count} have another time zone"),
    )
    return _found([*column.mixed, *troubles], _count(status == TimeStatus.BLANK), _ALL_READ)


def _check_amounts(column: _Column) -> Check:
    status = column.typed().status
    troubles = _phrase(
        _count((status == AmountStatus.UNREADABLE) | (status == AmountStatus.TOO_LONG)),
        QT_TRANSLATE_NOOP("columns", "1 is not a number"),
        QT_TRANSLATE_NOOP("columns", "{count} are not numbers"),
    )
    troubles += _phrase(
        _count(status == AmountStatus.UNCLEAR),
        QT_TRANSLATE_NOOP("columns", "thousands or decimals unclear in 1"),
        QT_TRANSLATE_NOOP("columns", "thousands or decimals unclear in {count}"),
    )
    return _found([*column.mixed, *troubles], _count(status == AmountStatus.BLANK), _ALL_READ)


def _check_click_ids(column: _Column) -> Check:
    status = column.typed().status
    total, right = len(status), _count(status == ClickIdStatus.OK)
    inside = _phrase(
        _count(status == ClickIdStatus.IN_TEXT),
        QT_TRANSLATE_NOOP("columns", "1 stands inside other text"),
        QT_TRANSLATE_NOOP("columns", "{count} stand inside other text"),
    )
    foreign = _phrase(
        _count(status == ClickIdStatus.FOREIGN),
        QT_TRANSLATE_NOOP("columns", "1 is another network's"),
        QT_TRANSLATE_NOOP("columns", "{count} are another network's"),
    )
    if right == total:
        return Check((Message(QT_TRANSLATE_NOOP("columns", "all look right")),), False)
    some = Message(
        QT_TRANSLATE_NOOP("columns", "{right} of {total} look right"),
        {"right": f"{right:,}", "total": f"{total:,}"},
    )
    return Check((some, *inside, *foreign), bool(inside or foreign) or 2 * right < total)


def _check_currencies(column: _Column) -> Check:
    status = column.typed().status
    troubles = _phrase(
        _count(status == CurrencyStatus.UNKNOWN),
        QT_TRANSLATE_NOOP("columns", "1 is unknown"),
        QT_TRANSLATE_NOOP("columns", "{count} are unknown"),
    )
    return _found(
        troubles,
        _count(status == CurrencyStatus.BLANK),
        QT_TRANSLATE_NOOP("columns", "all are known"),
    )


def _check_hashes(column: _Column) -> Check:
    read = column.typed()
    troubles = _phrase(
        _count(~read.valid & ~read.blank),
        QT_TRANSLATE_NOOP("columns", "1 is not a hash"),
        QT_TRANSLATE_NOOP("columns", "{count} are not hashes"),
    )
    return _found(troubles, _count(read.blank), QT_TRANSLATE_NOOP("columns", "all look right"))


def _check_adjustments(column: _Column) -> Check:
    troubles = _phrase(
        _count(column.typed().action == Adjustment.UNKNOWN),
        QT_TRANSLATE_NOOP("columns", "1 is neither Restate nor Retract"),
        QT_TRANSLATE_NOOP("columns", "{count} are neither Restate nor Retract"),
    )
    return _found(troubles, 0, _ALL_READ)


def _check_texts(column: _Column) -> Check:
    return _found([], _count(column.typed().blank), QT_TRANSLATE_NOOP("columns", "all are filled in"))


def _check_links(column: _Column) -> Check:
    """How many click IDs the addresses hold; of the missing ones, where a column of click IDs is known."""
    read = click_ids.read(column.text)
    holding = (read.status == ClickIdStatus.IN_TEXT) | (read.status == ClickIdStatus.OK)
    if Field.CLICK_ID not in column.targets:
        held = _phrase(
            _count(holding),
            QT_TRANSLATE_NOOP("columns", "1 holds a click ID"),
            QT_TRANSLATE_NOOP("columns", "{count} hold a click ID"),
        )
        none = Message(QT_TRANSLATE_NOOP("columns", "none holds a click ID"))
        return Check(tuple(held) or (none,), not held)
    own, _ = first_rows(column.grid.columns[column.targets.index(Field.CLICK_ID)], column.most)
    status = click_ids.read(own).status
    missing = (status == ClickIdStatus.BLANK) | (status == ClickIdStatus.PLACEHOLDER)
    values = {"found": f"{_count(holding & missing):,}", "missing": f"{_count(missing):,}"}
    if not missing.any():
        return Check((Message(QT_TRANSLATE_NOOP("columns", "no click ID is missing")),), False)
    return Check(
        (Message(QT_TRANSLATE_NOOP("columns", "holds {found} of the {missing} missing"), values),), False
    )


_CHECKS: dict[Kind, Callable[[_Column], Check]] = {
    Kind.TIME: _check_times,
    Kind.AMOUNT: _check_amounts,
    Kind.CREDIT: _check_amounts,
    Kind.CLICK_ID: _check_click_ids,
    Kind.CURRENCY: _check_currencies,
    Kind.HASH: _check_hashes,
    Kind.ADJUSTMENT_TYPE: _check_adjustments,
    Kind.TEXT: _check_texts,
    Kind.LINK: _check_links,
}
