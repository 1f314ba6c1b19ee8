"""Rules about the conversion time: the service takes UTC only, and says nothing of a time an hour off."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from offconv_gui.core import time_fixes
from offconv_gui.core.choices import Context, DateOrder
from offconv_gui.core.fields import Field
from offconv_gui.core.grid import Mask
from offconv_gui.core.issues import Severity
from offconv_gui.core.kinds import times, zones
from offconv_gui.core.kinds.times import TimeStatus
from offconv_gui.core.messages import QT_TRANSLATE_NOOP
from offconv_gui.core.rules.base import (
    DAY,
    LEAVE_OUT,
    AnyRule,
    Example,
    RowRule,
    View,
    dates_of,
    utc_of,
)

if TYPE_CHECKING:
    from offconv_gui.core.document import Document

OLDEST_DAYS = 90
"""A conversion older than this is refused (Microsoft Advertising docs, bulk offline-conversion)."""

SOON_DAYS = 7


def _has_status(status: TimeStatus) -> Callable[[View, Context], Mask]:
    plain = int(status)  # compared with the enum's member, every byte of the column is widened to eight

    def test(view: View, context: Context) -> Mask:
        return view.times().status == plain

    return test


def _future(view: View, context: Context) -> Mask:
    when = view.times()
    return (when.status == TimeStatus.OK) & (when.utc > context.now)


def _too_old(view: View, context: Context) -> Mask:
    when = view.times()
    return (when.status == TimeStatus.OK) & (when.utc < context.now - OLDEST_DAYS * DAY)


def _expires_soon(view: View, context: Context) -> Mask:
    when, oldest = view.times(), context.now - OLDEST_DAYS * DAY
    return (when.status == TimeStatus.OK) & (when.utc >= oldest) & (when.utc <= oldest + SOON_DAYS * DAY)


def _date_only(view: View, context: Context) -> Mask:
    when = view.times()
    if context.choices.time_of_day is not None:
        return view.none()
    return when.date_only & (when.status == TimeStatus.OK)


def _in_utc(document: Document, row: int) -> Mapping[str, object]:
    return {"utc": times.show(utc_of(document, row))}


def _dates(document: Document, row: int) -> Mapping[str, object]:
    return {"dates": dates_of(document, row)}


def _expiry(document: Document, row: int) -> Mapping[str, object]:
    utc = utc_of(document, row)
    return {"utc": times.show(utc), "expires": times.show(utc + OLDEST_DAYS * DAY)}


def _zones(document: Document, row: int) -> Mapping[str, object]:
    written = times.zone_text(document.table.cell(Field.TIME, row))
    place = zones.place_of(document.choices.zone or "")
    return {"zone": written, "file_zone": place, "utc": times.show(utc_of(document, row))}


def _cell(text: str, **choices: object) -> Example:
    return Example({Field.TIME: text}, choices)


_NEW_YORK = "America/New_York"
_GOOD = _cell("2026-11-05T14:30:00Z")

RULES: tuple[AnyRule, ...] = (
    RowRule(
        id="time-missing",
        severity=Severity.ERROR,
        field=Field.TIME,
        reads=(Field.TIME,),
        title=QT_TRANSLATE_NOOP("rules", "No conversion time"),
        message=QT_TRANSLATE_NOOP("rules", "This row has no conversion time."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Microsoft Advertising refuses a conversion without its time. Enter when the deal was won, "
            "or leave the row out.",
        ),
        bad=(_cell(""), _cell("   ")),
        good=(_GOOD,),
        service_error=5608,
        test=_has_status(TimeStatus.BLANK),
        fix=LEAVE_OUT,
    ),
    RowRule(
        id="time-unreadable",
        severity=Severity.ERROR,
        field=Field.TIME,
        reads=(Field.TIME,),
        title=QT_TRANSLATE_NOOP("rules", "Not a date and time"),
        message=QT_TRANSLATE_NOOP("rules", "“{value}” is not a date and time, or not one that exists."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Microsoft Advertising would refuse this row. Enter the time like 2026-11-05 14:30, or "
            "leave the row out.",
        ),
        bad=(
            _cell("last week"),
            _cell("31/02/2026 10:00"),
            _cell("2026-11-05 25:00"),
            _cell("46331.5"),
            _cell("1793889000"),
            _cell("won on 5 November 2026 at 14:30"),
        ),
        good=(_GOOD,),
        service_error=5607,
        test=_has_status(TimeStatus.UNREADABLE),
        fix=LEAVE_OUT,
        more=(time_fixes.READ_NUMBER, time_fixes.USE_MEANT),
    ),
    RowRule(
        id="time-order-unclear",
        severity=Severity.ERROR,
        field=Field.TIME,
        reads=(Field.TIME,),
        title=QT_TRANSLATE_NOOP("rules", "Order of dates unclear"),
        message=QT_TRANSLATE_NOOP("rules", "“{value}” can be read as {dates}."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Read the wrong way round, the sale would be booked months or years off. No other date in the "
            "column shows which way is meant: choose the order of dates above the table.",
        ),
        bad=(_cell("05/11/2026 14:30", zone="UTC"), _cell("26-11-05 14:30", zone="UTC")),
        good=(
            _cell("05/11/2026 14:30", zone="UTC", date_order=DateOrder.DMY),
            _cell("26-11-05 14:30", zone="UTC", date_order=DateOrder.YMD),
            _cell("18/11/2026 14:30", zone="UTC"),
        ),
        test=_has_status(TimeStatus.ORDER_UNCLEAR),
        details=_dates,
        fix=time_fixes.CHOOSE_ORDER,
    ),
    RowRule(
        id="time-zone-missing",
        severity=Severity.ERROR,
        field=Field.TIME,
        reads=(Field.TIME,),
        title=QT_TRANSLATE_NOOP("rules", "No time zone"),
        message=QT_TRANSLATE_NOOP("rules", "“{value}” does not say which time zone it is in."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Microsoft Advertising needs the time in UTC. Choose the time zone of the file above the table: "
            "usually the one your CRM shows times in.",
        ),
        bad=(_cell("2026-11-05 14:30", zone=None), _cell("2026-11-05 14:30", zone="own")),
        good=(_cell("2026-11-05 14:30", zone=_NEW_YORK), _cell("2026-11-05T14:30:00Z", zone=None)),
        test=_has_status(TimeStatus.ZONE_MISSING),
        fix=time_fixes.CHOOSE_ZONE,
    ),
    RowRule(
        id="time-zone-unknown",
        severity=Severity.ERROR,
        field=Field.TIME,
        reads=(Field.TIME,),
        title=QT_TRANSLATE_NOOP("rules", "Time zone unclear"),
        message=QT_TRANSLATE_NOOP("rules", "“{zone}” may mean several time zones, or none that is known."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Taken for the wrong zone, the sale would be hours off and might not be counted. Say which zone "
            "is meant, or write the difference from UTC instead, like +01:00.",
        ),
        bad=(_cell("2026-11-05 14:30 CST"), _cell("2026-11-05 14:30 XYZ")),
        good=(_cell("2026-11-05 14:30 EST", zone=_NEW_YORK), _cell("2026-11-05 14:30 +01:00", zone=None)),
        test=_has_status(TimeStatus.ZONE_UNKNOWN),
        details=_zones,
        fix=time_fixes.ASK_ZONE,
        more=(LEAVE_OUT,),
    ),
    RowRule(
        id="time-zone-conflict",
        severity=Severity.ERROR,
        field=Field.TIME,
        reads=(Field.TIME,),
        title=QT_TRANSLATE_NOOP("rules", "Time zone differs from file"),
        message=QT_TRANSLATE_NOOP(
            "rules",
            "This time carries its own time zone ({zone}), but the file was opened as {file_zone} time.",
        ),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Microsoft Advertising needs UTC, and the two zones give different times. By its own zone it is "
            "{utc} in UTC: use that, or correct the time.",
        ),
        bad=(_cell("2026-11-05 14:30 GMT+10", zone=_NEW_YORK),),
        good=(
            _cell("2026-11-05T14:30:00-05:00", zone=_NEW_YORK),
            _cell("2026-11-05T14:30:00Z", zone=_NEW_YORK),
            _cell("2026-11-05 14:30 GMT+10", zone=None),
        ),
        test=_has_status(TimeStatus.ZONE_CONFLICT),
        details=_zones,
        fix=time_fixes.CONVERT,
        more=(time_fixes.CHOOSE_ZONE,),
    ),
    RowRule(
        id="time-ambiguous",
        severity=Severity.ERROR,
        field=Field.TIME,
        reads=(Field.TIME,),
        title=QT_TRANSLATE_NOOP("rules", "Time occurs twice"),
        message=QT_TRANSLATE_NOOP("rules", "“{value}” happened twice: the clocks went back that night."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "The two moments are different times in UTC, and nothing says which is meant. Choose the earlier "
            "or the later one, or write the time with its difference from UTC, like -04:00.",
        ),
        bad=(_cell("2026-11-01 01:30", zone=_NEW_YORK),),
        good=(_cell("2026-11-01 01:30 -04:00", zone=_NEW_YORK), _cell("2026-11-01 02:30", zone=_NEW_YORK)),
        test=_has_status(TimeStatus.AMBIGUOUS),
        fix=time_fixes.USE_EARLIER,
        more=(time_fixes.USE_LATER, LEAVE_OUT),
    ),
    RowRule(
        id="time-nonexistent",
        severity=Severity.ERROR,
        field=Field.TIME,
        reads=(Field.TIME,),
        title=QT_TRANSLATE_NOOP("rules", "Time never existed"),
        message=QT_TRANSLATE_NOOP("rules", "“{value}” never happened: the clocks went forward over it."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "There is no such moment in the chosen zone, so the time or the zone is wrong. Move it to "
            "the next existing time ({utc} in UTC), or correct it.",
        ),
        bad=(_cell("2026-10-04 02:30", zone="Australia/Sydney"),),
        good=(_cell("2026-10-04 03:30", zone="Australia/Sydney"),),
        test=_has_status(TimeStatus.NONEXISTENT),
        details=_in_utc,
        fix=time_fixes.MOVE_ON,
        more=(LEAVE_OUT,),
    ),
    RowRule(
        id="time-future",
        severity=Severity.ERROR,
        field=Field.TIME,
        reads=(Field.TIME,),
        title=QT_TRANSLATE_NOOP("rules", "In the future"),
        message=QT_TRANSLATE_NOOP("rules", "{utc} in UTC has not come yet."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Microsoft Advertising refuses a conversion in the future. If many rows are only hours "
            "ahead, the time zone of the file is probably another one.",
        ),
        bad=(_cell("2026-11-24T00:00:01Z"), _cell("2027-01-01T00:00:00Z")),
        good=(_cell("2026-11-24T00:00:00Z"),),
        service_error=5614,
        test=_future,
        details=_in_utc,
        fix=LEAVE_OUT,
        more=(time_fixes.CHOOSE_ZONE,),
    ),
    RowRule(
        id="time-too-old",
        severity=Severity.ERROR,
        field=Field.TIME,
        reads=(Field.TIME,),
        title=QT_TRANSLATE_NOOP("rules", "Older than 90 days"),
        message=QT_TRANSLATE_NOOP("rules", "{utc} in UTC is more than 90 days ago."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Microsoft Advertising counts conversions of the last 90 days only and would refuse this row. "
            "Leave it out, and upload at least once a week.",
        ),
        bad=(_cell("2026-08-25T23:59:59Z"),),
        good=(_cell("2026-08-26T00:00:00Z"),),
        service_error=5609,
        test=_too_old,
        details=_in_utc,
        fix=LEAVE_OUT,
    ),
    RowRule(
        id="time-expires-soon",
        severity=Severity.WARNING,
        field=Field.TIME,
        reads=(Field.TIME,),
        title=QT_TRANSLATE_NOOP("rules", "Expires within 7 days"),
        message=QT_TRANSLATE_NOOP("rules", "This row can be uploaded only until {expires} in UTC."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Microsoft Advertising counts conversions of the last 90 days only. Upload before then, or the "
            "sale is not counted.",
        ),
        bad=(_cell("2026-08-26T00:00:00Z"), _cell("2026-09-02T00:00:00Z")),
        good=(_cell("2026-09-02T00:00:01Z"),),
        test=_expires_soon,
        details=_expiry,
    ),
    RowRule(
        id="time-date-only",
        severity=Severity.WARNING,
        field=Field.TIME,
        reads=(Field.TIME,),
        title=QT_TRANSLATE_NOOP("rules", "No time of day"),
        message=QT_TRANSLATE_NOOP("rules", "“{value}” has no time of day: midnight is used, {utc} in UTC."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "A sale on the day of the click may then seem earlier than the click and not be counted. Export "
            "the time of day too, if your CRM knows it, or choose one for the whole column.",
        ),
        bad=(_cell("2026-11-05", zone=_NEW_YORK),),
        good=(_cell("2026-11-05", zone=_NEW_YORK, time_of_day=43_200), _GOOD),
        test=_date_only,
        details=_in_utc,
        fix=time_fixes.CHOOSE_TIME,
    ),
)
