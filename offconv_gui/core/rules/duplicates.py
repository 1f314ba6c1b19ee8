"""Rules that compare rows: the service counts one conversion once, whatever stands in the file."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from offconv_gui.core import fixes
from offconv_gui.core.choices import Context
from offconv_gui.core.fields import Field
from offconv_gui.core.goals import CountType, Goal
from offconv_gui.core.grid import Mask
from offconv_gui.core.issues import Bits, Severity
from offconv_gui.core.kinds import free_text
from offconv_gui.core.kinds.click_ids import ClickIdStatus
from offconv_gui.core.kinds.times import TimeStatus
from offconv_gui.core.messages import QT_TRANSLATE_NOOP
from offconv_gui.core.rules.base import FAULTLESS, AnyRule, Example, Fix, GroupRule, View

_LEAVE_OUT = Fix(QT_TRANSLATE_NOOP("fixes", "Keep the first"), fixes.leave_out)
_IDENTITY = (Field.CLICK_ID, Field.TIME, Field.NAME, Field.HASHED_EMAIL, Field.HASHED_PHONE)


def _goal_keys(view: View, context: Context) -> Bits:
    """A key for each row's goal: its own, or the chosen one."""
    own, goal = view.texts(Field.NAME).key, context.choices.goal
    chosen = np.uint64(free_text.key_of(goal.name) if goal else 0)
    result: Bits = np.where(own == 0, chosen, own)
    return result


def _identified(view: View) -> Mask:
    """Rows whose click is known: by a click ID, or by a hashed e-mail address or phone number."""
    result: Mask = view.click_ids().status == ClickIdStatus.OK
    for field in (Field.HASHED_EMAIL, Field.HASHED_PHONE):
        if view.has(field):
            result = result | view.hashes(field).valid
    return result


def _conversion_keys(view: View, context: Context) -> Bits:
    ids, when = view.click_ids(), view.times()
    parts = [ids.hi, ids.lo, when.utc.view(np.uint64), _goal_keys(view, context)]
    parts += [view.hashes(f).key for f in (Field.HASHED_EMAIL, Field.HASHED_PHONE) if view.has(f)]
    if view.has(Field.ADJUSTMENT_TYPE):
        parts.append(view.adjustments().action.astype(np.uint64))
        parts.append(view.times(Field.ADJUSTMENT_TIME).utc.view(np.uint64))
    judged = _identified(view) & (when.status == TimeStatus.OK)
    return np.where(judged, free_text.mixed(*parts), np.uint64(0))


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
    goal = context.choices.goal
    if goal is None or goal.count_type is not CountType.UNIQUE:
        return np.zeros(view.count, np.uint64)
    ids, goals = view.click_ids(), _goal_keys(view, context)
    counted_once = goals == np.uint64(free_text.key_of(goal.name))
    judged = (ids.status == ClickIdStatus.OK) & counted_once & (view.times().status == TimeStatus.OK)
    if view.has(Field.ADJUSTMENT_TYPE):
        judged = judged & (view.adjustments().action == 0)
    return np.where(judged, free_text.mixed(ids.hi, ids.lo, goals), np.uint64(0))


def _not_earliest(view: View, keys: Bits, context: Context) -> Mask:
    order: npt.NDArray[np.int64] = np.lexsort((np.arange(view.count), view.times().utc, keys))
    again = np.zeros(view.count, np.bool_)
    again[order[1:]] = keys[order[1:]] == keys[order[:-1]]
    return again


def _client_id_keys(view: View, context: Context) -> Bits:
    return view.texts(Field.CLIENT_ID).key


def _all(view: View, keys: Bits, context: Context) -> Mask:
    return np.ones(view.count, np.bool_)


_NEXT_DAY = {Field.TIME: "2026-11-06T10:00:00Z"}

RULES: tuple[AnyRule, ...] = (
    GroupRule(
        id="duplicate-conversion",
        severity=Severity.ERROR,
        field=Field.CLICK_ID,
        reads=(*_IDENTITY, Field.ADJUSTMENT_TYPE, Field.ADJUSTMENT_TIME),
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
        fix=_LEAVE_OUT,
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
        bad=(Example(_NEXT_DAY, {"goal": Goal("Closed deals", CountType.UNIQUE)}),),
        good=(Example(_NEXT_DAY, {"goal": Goal("Closed deals")}),),
        key=_click_keys,
        mark=_not_earliest,
        fix=_LEAVE_OUT,
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
