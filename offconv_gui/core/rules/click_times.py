"""Rules about the conversion time beside the time of the click, where the table has one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from offconv_gui.core import row_goals, time_fixes
from offconv_gui.core.choices import Context
from offconv_gui.core.fields import Field
from offconv_gui.core.goals import Goal, GoalBook
from offconv_gui.core.grid import Mask
from offconv_gui.core.issues import Severity
from offconv_gui.core.kinds import times
from offconv_gui.core.kinds.times import TimeStatus
from offconv_gui.core.messages import QT_TRANSLATE_NOOP
from offconv_gui.core.rules.base import DAY, LEAVE_OUT, AnyRule, Example, RowRule, View, utc_of

if TYPE_CHECKING:
    from offconv_gui.core.document import Document


def _both_known(view: View) -> Mask:
    if not view.has(Field.CLICK_TIME):
        return view.none()
    click = view.times(Field.CLICK_TIME)
    return (view.times().status == TimeStatus.OK) & (click.status == TimeStatus.OK)


def _before_click(view: View, context: Context) -> Mask:
    known = _both_known(view)
    return known & (view.times().utc <= view.times(Field.CLICK_TIME).utc) if known.any() else known


def _outside_window(view: View, context: Context) -> Mask:
    known = _both_known(view)
    if not known.any():
        return known
    window = row_goals.row_goals(view.texts(Field.NAME), context.choices).window_days() * DAY
    late = np.where(known, view.times().utc, 0) - np.where(known, view.times(Field.CLICK_TIME).utc, 0)
    return known & (late > window)


def _unreadable(view: View, context: Context) -> Mask:
    if not view.has(Field.CLICK_TIME):
        return view.none()
    status = view.times(Field.CLICK_TIME).status
    return (status != TimeStatus.OK) & (status != TimeStatus.BLANK)


def _in_utc(document: Document, row: int) -> Mapping[str, object]:
    return {"utc": times.show(utc_of(document, row))}


def _window(document: Document, row: int) -> Mapping[str, object]:
    names = View(document.readings, np.array([row], np.int64)).texts(Field.NAME)
    days = row_goals.row_goals(names, document.choices).window_days()
    return {"utc": times.show(utc_of(document, row)), "days": int(days[0])}


_BEFORE = "2026-11-05T09:00:00Z"
_FOUR_DAYS = {Field.TIME: _BEFORE, Field.CLICK_TIME: "2026-11-01T09:00:00Z", Field.NAME: "Leads"}

RULES: tuple[AnyRule, ...] = (
    RowRule(
        id="time-before-click",
        severity=Severity.ERROR,
        field=Field.TIME,
        reads=(Field.TIME, Field.CLICK_TIME),
        title=QT_TRANSLATE_NOOP("rules", "Before the click"),
        message=QT_TRANSLATE_NOOP("rules", "The conversion ({utc} in UTC) is not later than the click."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Microsoft Advertising counts only what happens after a click and would refuse this row. "
            "Check the time zone, or leave the row out.",
        ),
        bad=(
            Example({Field.TIME: _BEFORE, Field.CLICK_TIME: "2026-11-05T09:30:00Z"}),
            Example({Field.TIME: _BEFORE, Field.CLICK_TIME: _BEFORE}),
        ),
        good=(Example({Field.TIME: _BEFORE, Field.CLICK_TIME: "2026-11-05T08:59:59Z"}),),
        service_error=5616,
        test=_before_click,
        details=_in_utc,
        fix=LEAVE_OUT,
        more=(time_fixes.CHOOSE_ZONE,),
    ),
    RowRule(
        id="time-outside-window",
        severity=Severity.ERROR,
        field=Field.TIME,
        reads=(Field.TIME, Field.CLICK_TIME, Field.NAME),
        title=QT_TRANSLATE_NOOP("rules", "Too long after the click"),
        message=QT_TRANSLATE_NOOP(
            "rules",
            "The conversion ({utc} in UTC) comes more than {days} days after the click, the goal's window.",
        ),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "The goal counts conversions only for some days after the click, and Microsoft Advertising would "
            "refuse this row. Leave it out, or check the window chosen for the goal.",
        ),
        bad=(
            Example({Field.TIME: _BEFORE, Field.CLICK_TIME: "2026-10-01T09:00:00Z"}),
            Example(_FOUR_DAYS, {"goals": GoalBook((Goal("Leads", window_days=3),))}),
        ),
        good=(
            Example({Field.TIME: _BEFORE, Field.CLICK_TIME: "2026-10-06T09:00:00Z"}),
            Example(_FOUR_DAYS, {"goals": GoalBook((Goal("Leads", window_days=4),))}),
        ),
        service_error=5617,
        test=_outside_window,
        details=_window,
        fix=LEAVE_OUT,
    ),
    RowRule(
        id="click-time-unreadable",
        severity=Severity.INFO,
        field=Field.CLICK_TIME,
        reads=(Field.CLICK_TIME,),
        title=QT_TRANSLATE_NOOP("rules", "Click time unclear"),
        message=QT_TRANSLATE_NOOP("rules", "“{value}” is not a time that can be read for certain."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "It is not uploaded. But nobody has checked that this conversion comes after its click and "
            "within the goal's window.",
        ),
        bad=(
            Example({Field.TIME: _BEFORE, Field.CLICK_TIME: "unknown"}),
            Example({Field.TIME: _BEFORE, Field.CLICK_TIME: "03/04/2026 10:00"}),
        ),
        good=(
            Example({Field.TIME: _BEFORE, Field.CLICK_TIME: ""}),
            Example({Field.TIME: _BEFORE, Field.CLICK_TIME: "2026-11-05T08:59:59Z"}),
        ),
        test=_unreadable,
    ),
)
