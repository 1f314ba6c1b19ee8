"""The options that say how a file is opened: the same for the command line and for starting the window."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import Enum
from typing import Any, NoReturn, TypeVar

from rapidfuzz import process
from rapidfuzz.utils import default_process

from offconv_gui.core.choices import OWN_ZONE, Choices, DateOrder, DecimalMark, GivenChoices
from offconv_gui.core.fields import Field
from offconv_gui.core.goals import LONGEST_WINDOW_DAYS, CountType, Goal
from offconv_gui.core.kinds import currencies, zones
from offconv_gui.core.messages import QT_TRANSLATE_NOOP, Message, UserError
from offconv_gui.core.named_fixes import SAFE, fixes_called, names_with_a_fix
from offconv_gui.io.documents import Overrides
from offconv_gui.io.kept_layouts import find_layout
from offconv_gui.io.layouts import Constants, Layout, load_layout
from offconv_gui.io.opening import ReadOptions, trouble

NOT_USED = "-"
"""Stands for no field in `--map`."""

Choice = TypeVar("Choice", bound=Enum)


@dataclass(frozen=True)
class OpenOptions:
    """What the options, and the layout they may name, say about opening a file.

    `usual` is what the layout says of columns, `overrides` what was given; `given` are the choices of both.
    `now` is the moment the age rules judge at, in seconds since 1970 in UTC; None where it was not given.
    """

    read: ReadOptions
    usual: Overrides
    overrides: Overrides
    given: GivenChoices
    now: int | None
    constants: Constants

    @property
    def choices(self) -> Choices:
        """The choices where nothing else is known."""
        return self.given.over(Choices())


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are errors like all others: one line, and what to do."""

    def error(self, message: str) -> NoReturn:
        raise trouble(
            QT_TRANSLATE_NOOP("cli", "{message}."),
            QT_TRANSLATE_NOOP("cli", "See {program} --help."),
            message=message.rstrip("."),
            program=self.prog,
        )


def add_open_options(parser: argparse.ArgumentParser) -> None:
    """Add every option about reading, columns and choices."""
    reading = parser.add_argument_group("how the file is read (by default it is found out)")
    reading.add_argument("--sheet", metavar="NAME", help="the sheet of a workbook")
    reading.add_argument(
        "--header-row", metavar="N", type=_row, help="the line with the headings, 1 = the first; or none"
    )
    reading.add_argument("--encoding", metavar="NAME", help="such as utf-8 or windows-1252")
    reading.add_argument("--delimiter", metavar="CHARACTER", help="what separates the columns, or tab")
    columns = parser.add_argument_group("what the columns are")
    columns.add_argument(
        "--map",
        dest="overrides",
        metavar='"SOURCE=FIELD"',
        action="append",
        default=[],
        type=_override,
        help="the column SOURCE is FIELD, a heading of the upload file, Click Time, Landing Page, or - for "
        "not used; may be repeated",
    )
    columns.add_argument(
        "--profile", metavar="NAME_OR_FILE", help="a layout: its settings, unless given here"
    )
    choices = parser.add_argument_group("what is chosen for the whole file")
    choices.add_argument("--goal", metavar="NAME", type=_name, help="the goal of rows that name none")
    choices.add_argument("--count-type", metavar="All|Unique", type=_count_type, help="how the goal counts")
    choices.add_argument(
        "--window-days", metavar="N", type=_window, help="how long after the click the goal counts (1 to 90)"
    )
    choices.add_argument(
        "--currency", metavar="CODE", type=_currency, help="the currency of rows without one"
    )
    choices.add_argument(
        "--time-zone",
        metavar="ZONE",
        type=_zone,
        help="such as Europe/Berlin, UTC, or own: each time has its own",
    )
    choices.add_argument("--date-order", metavar="auto|dmy|mdy|ymd", type=_date_order)
    choices.add_argument("--decimal", metavar="auto|point|comma", type=_decimal_mark)
    choices.add_argument(
        "--now", metavar="TIME", type=_moment, help="judge as at this time, such as 2026-11-24T00:00:00Z"
    )


def add_fix_option(parser: argparse.ArgumentParser) -> None:
    """Add the option that mends rows before they are written."""
    parser.add_argument(
        "--fix",
        dest="fixes",
        metavar="RULE",
        action="append",
        default=[],
        type=_fix,
        help="mend what this rule marks before writing, such as click-id-in-text; safe = every fix that "
        "cannot change a meaning; may be repeated",
    )


def open_options(given: argparse.Namespace) -> OpenOptions:
    """What was given, on top of the layout that `--profile` names.

    Raises `UserError` where that layout cannot be read.
    """
    layout = load_layout(find_layout(given.profile)) if given.profile else Layout("")
    read = {name: getattr(given, name) for name in ("sheet", "header_row", "encoding", "delimiter")}
    choices = {
        "currency": given.currency,
        "zone": given.time_zone,
        "date_order": given.date_order,
        "decimal_mark": given.decimal,
    }
    goal = {"name": given.goal, "count_type": given.count_type, "window_days": given.window_days}
    return OpenOptions(
        replace(layout.read, **_told(read)),
        layout.columns,
        dict(given.overrides),
        GivenChoices(
            {**_of_layout(layout.choices), **_told(choices)}, {**_of_goal(layout.choices.goal), **_told(goal)}
        ),
        given.now,
        layout.constants,
    )


def _told(entries: dict[str, object]) -> dict[str, Any]:
    return {name: value for name, value in entries.items() if value is not None}


def _of_layout(choices: Choices) -> dict[str, Any]:
    """The choices that a layout makes, its goal aside."""
    return {name: getattr(choices, name) for name in Choices().differing(choices) - {"goal"}}


def _of_goal(goal: Goal | None) -> dict[str, Any]:
    """A goal's name, count type and window; without a name they still judge the goals in the file."""
    if goal is None:
        return {}
    return {"name": goal.name, "count_type": goal.count_type, "window_days": goal.window_days}


# Each of these reads one argument. argparse passes on what they raise, if it is none of its own errors.


def _refused(option: str, text: str, hint: str, **values: object) -> UserError:
    title = Message(
        QT_TRANSLATE_NOOP("cli", "{option} cannot be “{text}”."), {"option": option, "text": text}
    )
    return UserError(title, Message(hint, values))


def _whole(option: str, text: str, least: int, most: int) -> int:
    if text.isascii() and text.isdigit() and least <= int(text) <= most:
        return int(text)
    raise _refused(
        option,
        text,
        QT_TRANSLATE_NOOP("cli", "Give a number from {least} to {most}."),
        least=least,
        most=most,
    )


def _row(text: str) -> int:
    return 0 if text.casefold() == "none" else _whole("--header-row", text, 1, 1_048_576)


def _window(text: str) -> int:
    return _whole("--window-days", text, 1, LONGEST_WINDOW_DAYS)


def _name(text: str) -> str:
    if not text.strip():
        raise _refused(
            "--goal", text, QT_TRANSLATE_NOOP("cli", "Give the goal's name, exactly as in the account.")
        )
    return text


def _one_of(option: str, text: str, kind: type[Choice]) -> Choice:
    for choice in kind:
        if choice.value.casefold() == text.casefold():
            return choice
    known = ", ".join(choice.value for choice in kind)
    raise _refused(option, text, QT_TRANSLATE_NOOP("cli", "Choose one of: {known}."), known=known)


def _count_type(text: str) -> CountType:
    return _one_of("--count-type", text, CountType)


def _date_order(text: str) -> DateOrder:
    return _one_of("--date-order", text, DateOrder)


def _decimal_mark(text: str) -> DecimalMark:
    return _one_of("--decimal", text, DecimalMark)


def _currency(text: str) -> str:
    code = text.strip().upper()
    if code and code in currencies.CODES:
        return code
    meant = currencies.offered(text) or "USD, EUR, GBP"
    raise _refused(
        "--currency",
        text,
        QT_TRANSLATE_NOOP("cli", "Give a code of three letters, such as {known}."),
        known=meant,
    )


def _zone(text: str) -> str:
    wanted = text.strip()
    if wanted.casefold() == OWN_ZONE:
        return OWN_ZONE
    for name in ("UTC", *zones.every_zone_name()):
        if name.casefold() == wanted.casefold():
            return name
    close = _closest(wanted, [*zones.zone_names(), OWN_ZONE])
    raise _refused(
        "--time-zone",
        text,
        QT_TRANSLATE_NOOP("cli", "The closest names are: {known}."),
        known=", ".join(close),
    )


def _moment(text: str) -> int:
    try:
        moment = datetime.fromisoformat(text.strip())
        return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
    except (ValueError, OverflowError) as problem:
        hint = QT_TRANSLATE_NOOP("cli", "Give a time such as {known}.")
        raise _refused("--now", text, hint, known="2026-11-24T00:00:00Z") from problem


def _fix(text: str) -> str:
    name = text.strip().casefold()
    if name != SAFE and not fixes_called(name):
        hint = QT_TRANSLATE_NOOP("cli", "These have a fix: {known}.")
        raise _refused("--fix", text, hint, known=", ".join([SAFE, *names_with_a_fix()]))
    return name


def _override(text: str) -> tuple[str, Field | None]:
    source, equals, target = text.rpartition("=")
    if not equals or not source.strip():
        hint = QT_TRANSLATE_NOOP("cli", "Give it as “{known}”.")
        raise _refused("--map", text, hint, known="SOURCE=FIELD")
    if target.strip() == NOT_USED:
        return source, None
    for field in Field:
        if field.value.casefold() == target.strip().casefold():
            return source, field
    names = ", ".join([*_in_order_of_likeness(target), NOT_USED])
    raise _refused("--map", text, QT_TRANSLATE_NOOP("cli", "The fields are: {known}."), known=names)


def _in_order_of_likeness(text: str) -> list[str]:
    return _closest(text, [field.value for field in Field], limit=len(Field))


def _closest(text: str, names: Iterable[str], limit: int = 3) -> list[str]:
    found = process.extract(text, list(names), processor=default_process, limit=limit)
    return [str(entry[0]) for entry in found]
