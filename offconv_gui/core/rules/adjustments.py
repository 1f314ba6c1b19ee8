"""Rules about rows that change an earlier conversion or take it back: what they do, and when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from offconv_gui.core import time_fixes
from offconv_gui.core.choices import Context
from offconv_gui.core.fields import Field
from offconv_gui.core.grid import Mask
from offconv_gui.core.issues import Severity
from offconv_gui.core.kinds import times
from offconv_gui.core.kinds.adjustments import Adjustment
from offconv_gui.core.kinds.times import TimeStatus
from offconv_gui.core.messages import QT_TRANSLATE_NOOP
from offconv_gui.core.rules.base import (
    LEAVE_OUT,
    RESTATE,
    RETRACT,
    AnyRule,
    Example,
    RowRule,
    View,
    adjusts,
    dates_of,
    is_one_of,
    utc_of,
)

if TYPE_CHECKING:
    from offconv_gui.core.document import Document


def _type_unknown(view: View, context: Context) -> Mask:
    return adjusts(view, Adjustment.UNKNOWN)


def _time_missing(view: View, context: Context) -> Mask:
    rows = adjusts(view, Adjustment.RESTATE, Adjustment.RETRACT)
    return rows & (view.times(Field.ADJUSTMENT_TIME).status == TimeStatus.BLANK) if rows.any() else rows


_CHOSEN_ABOVE = (TimeStatus.ZONE_MISSING, TimeStatus.ORDER_UNCLEAR)
"""What a choice for the whole file settles."""


def _time_unreadable(view: View, context: Context) -> Mask:
    rows = adjusts(view, Adjustment.RESTATE, Adjustment.RETRACT)
    if not rows.any():
        return rows
    status = view.times(Field.ADJUSTMENT_TIME).status
    return rows & ~is_one_of(status, TimeStatus.OK, TimeStatus.BLANK, *_CHOSEN_ABOVE)


def _time_has_status(status: TimeStatus) -> Callable[[View, Context], Mask]:
    def test(view: View, context: Context) -> Mask:
        rows = adjusts(view, Adjustment.RESTATE, Adjustment.RETRACT)
        return rows & (view.times(Field.ADJUSTMENT_TIME).status == status) if rows.any() else rows

    return test


def _dates(document: Document, row: int) -> Mapping[str, object]:
    return {"dates": dates_of(document, row, Field.ADJUSTMENT_TIME)}


def _readable_time(view: View) -> Mask:
    rows = adjusts(view, Adjustment.RESTATE, Adjustment.RETRACT)
    return rows & (view.times(Field.ADJUSTMENT_TIME).status == TimeStatus.OK) if rows.any() else rows


def _before_conversion(view: View, context: Context) -> Mask:
    rows = _readable_time(view)
    if not rows.any():
        return rows
    conversion = view.times()
    earlier = view.times(Field.ADJUSTMENT_TIME).utc < conversion.utc
    return rows & (conversion.status == TimeStatus.OK) & earlier


def _time_future(view: View, context: Context) -> Mask:
    rows = _readable_time(view)
    return rows & (view.times(Field.ADJUSTMENT_TIME).utc > context.now) if rows.any() else rows


def _date_only(view: View, context: Context) -> Mask:
    rows = _readable_time(view)
    if context.choices.time_of_day is not None or not rows.any():
        return view.none()
    return rows & view.times(Field.ADJUSTMENT_TIME).date_only


def _in_utc(document: Document, row: int) -> Mapping[str, object]:
    return {"utc": times.show(utc_of(document, row, Field.ADJUSTMENT_TIME))}


_ON_A_DAY = {**RETRACT, Field.ADJUSTMENT_TIME: "2026-11-09"}

RULES: tuple[AnyRule, ...] = (
    RowRule(
        id="adjustment-type-unknown",
        severity=Severity.ERROR,
        field=Field.ADJUSTMENT_TYPE,
        reads=(Field.ADJUSTMENT_TYPE,),
        title=QT_TRANSLATE_NOOP("rules", "Unknown adjustment"),
        message=QT_TRANSLATE_NOOP("rules", "“{value}” is neither Restate nor Retract."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Microsoft Advertising knows only Restate, which changes a value, and Retract, which takes a "
            "conversion back. It would refuse this row.",
        ),
        bad=(Example({**RETRACT, Field.ADJUSTMENT_TYPE: "Refund"}),),
        good=(Example(RESTATE), Example(RETRACT)),
        service_error=5618,
        test=_type_unknown,
        fix=LEAVE_OUT,
    ),
    RowRule(
        id="adjustment-time-missing",
        severity=Severity.ERROR,
        field=Field.ADJUSTMENT_TIME,
        reads=(Field.ADJUSTMENT_TYPE, Field.ADJUSTMENT_TIME),
        title=QT_TRANSLATE_NOOP("rules", "No adjustment time"),
        message=QT_TRANSLATE_NOOP("rules", "This adjustment has no time."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Microsoft Advertising refuses an adjustment that does not say when it was made.",
        ),
        bad=(Example({**RETRACT, Field.ADJUSTMENT_TIME: ""}),),
        good=(Example(RETRACT), Example({})),
        service_error=5619,
        test=_time_missing,
        fix=LEAVE_OUT,
    ),
    RowRule(
        id="adjustment-time-unreadable",
        severity=Severity.ERROR,
        field=Field.ADJUSTMENT_TIME,
        reads=(Field.ADJUSTMENT_TYPE, Field.ADJUSTMENT_TIME),
        title=QT_TRANSLATE_NOOP("rules", "Adjustment time unclear"),
        message=QT_TRANSLATE_NOOP("rules", "“{value}” is not a time that can be read for certain."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Microsoft Advertising would refuse this row. Enter the time with its difference from UTC, like "
            "2026-11-09 10:00 +01:00.",
        ),
        bad=(Example({**RETRACT, Field.ADJUSTMENT_TIME: "yesterday"}),),
        good=(Example(RETRACT),),
        service_error=5621,
        test=_time_unreadable,
        fix=LEAVE_OUT,
    ),
    RowRule(
        id="adjustment-time-order-unclear",
        severity=Severity.ERROR,
        field=Field.ADJUSTMENT_TIME,
        reads=(Field.ADJUSTMENT_TYPE, Field.ADJUSTMENT_TIME),
        title=QT_TRANSLATE_NOOP("rules", "Adjustment date unclear"),
        message=QT_TRANSLATE_NOOP("rules", "“{value}” can be read as {dates}."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Read the wrong way round, the adjustment would be booked months or years off. No other date in "
            "the column shows which way is meant: choose the order of dates above the table.",
        ),
        bad=(Example({**RETRACT, Field.ADJUSTMENT_TIME: "09/11/2026 10:00Z"}),),
        good=(Example({**RETRACT, Field.ADJUSTMENT_TIME: "18/11/2026 10:00Z"}),),
        service_error=5621,
        test=_time_has_status(TimeStatus.ORDER_UNCLEAR),
        details=_dates,
        fix=time_fixes.CHOOSE_ORDER,
    ),
    RowRule(
        id="adjustment-time-zone-missing",
        severity=Severity.ERROR,
        field=Field.ADJUSTMENT_TIME,
        reads=(Field.ADJUSTMENT_TYPE, Field.ADJUSTMENT_TIME),
        title=QT_TRANSLATE_NOOP("rules", "Adjustment: no zone"),
        message=QT_TRANSLATE_NOOP("rules", "“{value}” does not say which time zone it is in."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Microsoft Advertising needs the time in UTC. Choose the time zone of the file above the table: "
            "usually the one your CRM shows times in.",
        ),
        bad=(Example({**RETRACT, Field.ADJUSTMENT_TIME: "2026-11-09 10:00"}, {"zone": None}),),
        good=(Example(RETRACT),),
        service_error=5621,
        test=_time_has_status(TimeStatus.ZONE_MISSING),
        fix=time_fixes.CHOOSE_ZONE,
    ),
    RowRule(
        id="adjustment-before-conversion",
        severity=Severity.ERROR,
        field=Field.ADJUSTMENT_TIME,
        reads=(Field.ADJUSTMENT_TYPE, Field.ADJUSTMENT_TIME, Field.TIME),
        title=QT_TRANSLATE_NOOP("rules", "Adjusted before it happened"),
        message=QT_TRANSLATE_NOOP("rules", "The adjustment is earlier than the conversion."),
        why=QT_TRANSLATE_NOOP(
            "rules", "Microsoft Advertising would refuse this row. One of the two times is wrong."
        ),
        bad=(Example({**RETRACT, Field.ADJUSTMENT_TIME: "2026-11-05T14:29:59Z"}),),
        good=(Example({**RETRACT, Field.ADJUSTMENT_TIME: "2026-11-05T14:30:00Z"}),),
        service_error=5620,
        test=_before_conversion,
        fix=LEAVE_OUT,
    ),
    RowRule(
        id="adjustment-time-future",
        severity=Severity.ERROR,
        field=Field.ADJUSTMENT_TIME,
        reads=(Field.ADJUSTMENT_TYPE, Field.ADJUSTMENT_TIME),
        title=QT_TRANSLATE_NOOP("rules", "Adjustment in the future"),
        message=QT_TRANSLATE_NOOP("rules", "The adjustment's time has not come yet."),
        why=QT_TRANSLATE_NOOP(
            "rules", "Microsoft Advertising would refuse this row. Check the time and its zone."
        ),
        bad=(Example({**RETRACT, Field.ADJUSTMENT_TIME: "2026-11-24T00:00:01Z"}),),
        good=(Example(RETRACT),),
        service_error=5622,
        test=_time_future,
        fix=LEAVE_OUT,
    ),
    RowRule(
        id="adjustment-time-date-only",
        severity=Severity.WARNING,
        field=Field.ADJUSTMENT_TIME,
        reads=(Field.ADJUSTMENT_TYPE, Field.ADJUSTMENT_TIME),
        title=QT_TRANSLATE_NOOP("rules", "Adjustment: date only"),
        message=QT_TRANSLATE_NOOP("rules", "“{value}” has no time of day: midnight is used, {utc} in UTC."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "An adjustment on the day of the sale may then seem earlier than the sale and be refused. Export "
            "the time of day too, if your CRM knows it, or choose one for all times of the file.",
        ),
        bad=(Example(_ON_A_DAY),),
        good=(Example(RETRACT), Example(_ON_A_DAY, {"time_of_day": 0})),
        test=_date_only,
        details=_in_utc,
        fix=time_fixes.CHOOSE_TIME,
    ),
)
