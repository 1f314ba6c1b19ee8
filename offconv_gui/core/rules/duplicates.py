"""Rules that compare rows: the service counts one conversion once, whatever stands in the file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from offconv_gui.core import fixes, row_goals
from offconv_gui.core.choices import Context
from offconv_gui.core.conversion_keys import IDENTITY, conversion_keys
from offconv_gui.core.fields import Field
from offconv_gui.core.goals import CountType, Goal, GoalBook
from offconv_gui.core.grid import Mask, RowIndex
from offconv_gui.core.issues import Bits, Severity
from offconv_gui.core.kinds import amounts, free_text
from offconv_gui.core.kinds.amounts import AmountStatus
from offconv_gui.core.kinds.click_ids import ClickIdStatus
from offconv_gui.core.kinds.currencies import CODES, CurrencyStatus
from offconv_gui.core.kinds.times import TimeStatus
from offconv_gui.core.messages import QT_TRANSLATE_NOOP
from offconv_gui.core.rules.base import FAULTLESS, AnyRule, Example, Fix, GroupRule, View, with_hash

if TYPE_CHECKING:
    from offconv_gui.core.document import Document
    from offconv_gui.core.edits import Edit

_FIRST = QT_TRANSLATE_NOOP("fixes", "Keep the first")
_LAST = QT_TRANSLATE_NOOP("fixes", "Keep the last")
_HIGHEST = QT_TRANSLATE_NOOP("fixes", "Keep the highest value")
Order = npt.NDArray[Any]


def _identified(view: View) -> Mask:
    """Rows whose click is known: by a click ID, or by a hashed e-mail address or phone number."""
    return (view.click_ids().status == ClickIdStatus.OK) | with_hash(view)


def _conversion_keys(view: View, context: Context) -> Bits:
    return np.where(_identified(view), conversion_keys(view, context.choices), np.uint64(0))


def _later_copies(view: View, keys: Bits, context: Context) -> Mask:
    later: Mask = pd.Series(keys).duplicated().to_numpy()
    return later & _like_first(view, keys)


def _like_first(view: View, keys: Bits) -> Mask:
    """Rows whose click and time really are those of the first of their key.

    Two of a million different conversions share a 64-bit key once in about thirty million files; not even
    then may a row be lost.
    """
    group, _ = pd.factorize(keys)
    first = np.unique(group, return_index=True)[1][group]
    ids, when = view.click_ids(), view.times()
    same: Mask = (ids.hi == ids.hi[first]) & (ids.lo == ids.lo[first]) & (when.utc == when.utc[first])
    return same


def _click_keys(view: View, context: Context) -> Bits:
    if not row_goals.may_count_once(context.choices):
        return np.zeros(view.count, np.uint64)
    ids, goals = view.click_ids(), row_goals.row_goals(view.texts(Field.NAME), context.choices)
    judged = (ids.status == ClickIdStatus.OK) & (goals.keys != 0) & goals.counts_once()
    judged &= view.times().status == TimeStatus.OK
    if view.has(Field.ADJUSTMENT_TYPE):
        judged = judged & (view.adjustments().action == 0)
    return np.where(judged, free_text.mixed(ids.hi, ids.lo, goals.keys), np.uint64(0))


def _not_earliest(view: View, keys: Bits, context: Context) -> Mask:
    order: npt.NDArray[np.int64] = np.lexsort((np.arange(view.count), view.times().utc, keys))
    again = np.zeros(view.count, np.bool_)
    again[order[1:]] = keys[order[1:]] == keys[order[:-1]]
    return again


def _client_id_keys(view: View, context: Context) -> Bits:
    return view.texts(Field.CLIENT_ID).key


def _all(view: View, keys: Bits, context: Context) -> Mask:
    return np.ones(view.count, np.bool_)


def _positions(view: View, rows: RowIndex) -> Order:
    return rows


def _moments(view: View, rows: RowIndex) -> Order:
    return view.times().utc


def _keeping_first(document: Document, rows: RowIndex) -> Edit | None:
    return fixes.leaving_out(_FIRST, document, rows)


def _keeping_last(rule_id: str, order: Callable[[View, RowIndex], Order]) -> fixes.EditOf:
    """Leave out all of a group but the last of it."""

    def edit(document: Document, rows: RowIndex) -> Edit | None:
        members, view, groups = _groups(document, rule_id, rows)
        kept = _first_of_each(groups, -members, -order(view, members))
        return fixes.leaving_out(_LAST, document, members[~kept])

    return edit


def _keeping_highest(rule_id: str, order: Callable[[View, RowIndex], Order]) -> fixes.EditOf:
    """Leave out all of a group but the one of the highest value, and of several such the first.

    A group in several currencies stays as it is: its values cannot be compared.
    """

    def edit(document: Document, rows: RowIndex) -> Edit | None:
        members, view, groups = _groups(document, rule_id, rows)
        worth = np.nan_to_num(amounts.values(view.amounts()), nan=-1.0)
        kept = _first_of_each(groups, members, order(view, members), -worth)
        return fixes.leaving_out(
            _HIGHEST, document, members[~kept & _in_one_currency(view, groups, document)]
        )

    return edit


def _groups(document: Document, rule_id: str, rows: RowIndex) -> tuple[RowIndex, View, RowIndex]:
    """The rows of all groups that these rows belong to, a view of them, and the number of each one's group.

    Rows of an equal key that are not of the same click are left alone (see `_like_first`).
    """
    members = document.compared_by(rule_id, rows)
    view = View(document.readings, members)
    groups, _ = pd.factorize(document.issues.keys[rule_id].take(members).words)
    first = np.unique(groups, return_index=True)[1][groups] if len(groups) else groups
    ids = view.click_ids()
    same = (ids.hi == ids.hi[first]) & (ids.lo == ids.lo[first])
    members = members[same]
    return members, View(document.readings, members), groups[same].astype(np.int64)


def _first_of_each(groups: RowIndex, *ranks: Order) -> Mask:
    """The row of the lowest rank in each group; the last of `ranks` counts most."""
    order = np.lexsort((*ranks, groups))
    kept = np.ones(len(groups), np.bool_)
    kept[order[1:]] = groups[order[1:]] != groups[order[:-1]]
    return kept


def _in_one_currency(view: View, groups: RowIndex, document: Document) -> Mask:
    """Rows of the groups whose values are all in one currency; a row without a value has none."""
    own, chosen = view.currencies(), document.choices.currency
    default = CODES.index(chosen) if chosen in CODES else 0
    codes = np.where(own.status == CurrencyStatus.BLANK, default, own.code)
    valued = view.amounts().status == AmountStatus.OK
    pairs = np.unique(np.stack([groups[valued], codes[valued]]), axis=1)
    several, counts = np.unique(pairs[0], return_counts=True)
    return ~np.isin(groups, several[counts > 1])


def _ways(rule_id: str, order: Callable[[View, RowIndex], Order]) -> tuple[Fix, ...]:
    return (
        Fix(_LAST, _keeping_last(rule_id, order)),
        Fix(_HIGHEST, _keeping_highest(rule_id, order)),
    )


_NEXT_DAY = {Field.TIME: "2026-11-06T10:00:00Z"}

RULES: tuple[AnyRule, ...] = (
    GroupRule(
        id="duplicate-conversion",
        severity=Severity.ERROR,
        field=Field.CLICK_ID,
        reads=IDENTITY,
        title=QT_TRANSLATE_NOOP("rules", "Duplicate conversion"),
        message=QT_TRANSLATE_NOOP("rules", "An earlier row has the same click ID, time and goal."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Microsoft Advertising counts the first of them and ignores the others. Leave the copies out, or "
            "correct the time if these are two sales.",
        ),
        bad=(Example({}), Example({Field.CLICK_ID: FAULTLESS[Field.CLICK_ID].upper()})),
        good=(Example({Field.TIME: "2026-11-05T14:31:00Z"}),),
        key=_conversion_keys,
        mark=_later_copies,
        fix=Fix(_FIRST, _keeping_first),
        more=_ways("duplicate-conversion", _positions),
    ),
    GroupRule(
        id="repeat-for-unique-goal",
        severity=Severity.WARNING,
        field=Field.CLICK_ID,
        reads=(Field.CLICK_ID, Field.TIME, Field.NAME, Field.ADJUSTMENT_TYPE),
        title=QT_TRANSLATE_NOOP("rules", "Second sale of one click"),
        message=QT_TRANSLATE_NOOP("rules", "An earlier sale of the same click is in the file."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "The goal counts only the first conversion after a click, so this one will not be counted. Leave "
            "it out, or let the goal count all conversions in Microsoft Advertising.",
        ),
        bad=(
            Example(_NEXT_DAY, {"goal": Goal("Closed deals", CountType.UNIQUE)}),
            Example(_NEXT_DAY, {"goal": None, "goals": GoalBook((Goal("Closed deals", CountType.UNIQUE),))}),
        ),
        good=(
            Example(_NEXT_DAY, {"goal": Goal("Closed deals")}),
            Example(_NEXT_DAY, {"goal": Goal("Leads", CountType.UNIQUE)}),
        ),
        key=_click_keys,
        mark=_not_earliest,
        fix=Fix(_FIRST, _keeping_first),
        more=_ways("repeat-for-unique-goal", _moments),
    ),
    GroupRule(
        id="client-id-repeated",
        severity=Severity.WARNING,
        field=Field.CLIENT_ID,
        reads=(Field.CLIENT_ID,),
        title=QT_TRANSLATE_NOOP("rules", "Reference used twice"),
        message=QT_TRANSLATE_NOOP("rules", "Several rows have the Client Id “{value}”."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Results come back by Client Id. In the upload file each row gets one of its own, so that a "
            "result can be told to belong to it.",
        ),
        bad=(Example(_NEXT_DAY),),
        good=(Example({Field.CLIENT_ID: "A-2"}), Example({Field.CLIENT_ID: ""})),
        key=_client_id_keys,
        mark=_all,
        among_clean=False,
    ),
)
