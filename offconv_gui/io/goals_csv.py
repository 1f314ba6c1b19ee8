"""Read the goals of an account from a bulk download, or from a list of names that somebody keeps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from offconv_gui.core.goals import (
    DEFAULT_WINDOW_DAYS,
    LONGEST_WINDOW_DAYS,
    OFFLINE,
    CountType,
    Goal,
    GoalBook,
    GoalStatus,
)
from offconv_gui.core.grid import Grid
from offconv_gui.core.kinds import currencies
from offconv_gui.core.messages import QT_TRANSLATE_NOOP, UserError
from offconv_gui.io.opening import ReadOptions, trouble
from offconv_gui.io.readers import open_grid

MOST_NAMES = 5_000
"""No customer has so many goals: a longer list is some other file."""

LONGEST_NAME = 300
"""Characters of a line that may still be meant as a name; the service takes a hundred."""

_NAME_HEADINGS = ("name", "goal", "goal name", "conversion name", "conversion goal", "conversion goal name")
_CURRENCY_HEADINGS = ("currency code", "conversion currency code")
_GOAL_TYPE = re.compile(r"\s*(.*\S)\s+goal\s*", re.IGNORECASE)
_MINUTES_A_DAY = 1_440
_LONGEST_NUMBER = 20

Record = Mapping[str, str]
"""One row: its cells by their headings in small letters."""


def read_goals(path: Path) -> GoalBook:
    """The goals in a file: a bulk download of the account, a table that names goals, or a list of names.

    Raises `UserError` where the file cannot be read, or holds no goals.
    """
    grid = open_grid(path).grid
    headings = [heading.strip().casefold() for heading in grid.headings]
    if "type" in headings and "name" in headings:
        book = _of_download(_records(grid))
    elif any(heading in _NAME_HEADINGS for heading in headings):
        column = next(at for at, heading in enumerate(headings) if heading in _NAME_HEADINGS)
        book = book_of_names(grid.columns[column].text.to_pylist())
    else:
        book = _of_lines(path)
    if not book.goals:
        raise _no_goals(path)
    return book


def book_of_names(names: Iterable[str]) -> GoalBook:
    """A book of goals of which nothing but the names is known; blank ones and spaces around them go."""
    return GoalBook.of(Goal(name.strip()) for name in names if name.strip())


def _of_lines(path: Path) -> GoalBook:
    """Every line of the file is a name, commas and all; the first may be a heading."""
    grid = open_grid(path, ReadOptions(header_row=0, delimiter="tab")).grid
    lines = [line.strip() for line in grid.columns[0].text.slice(0, MOST_NAMES + 1).to_pylist()]
    if len(grid.columns) > 1 or len(lines) > MOST_NAMES or max(map(len, lines), default=0) > LONGEST_NAME:
        raise _no_goals(path)
    return book_of_names(lines[1:] if lines and lines[0].casefold() in _NAME_HEADINGS else lines)


def _records(grid: Grid) -> list[Record]:
    """The rows of a download that are goals; their cells by heading."""
    columns = {column.heading.strip().casefold(): column.text for column in grid.columns}
    kinds = columns["type"].to_pylist()
    rows = [row for row, kind in enumerate(kinds) if _GOAL_TYPE.fullmatch(kind)]
    taken = {heading: text.take(rows).to_pylist() for heading, text in columns.items()} if rows else {}
    return [{heading: texts[at] for heading, texts in taken.items()} for at in range(len(rows))]


def _of_download(records: list[Record]) -> GoalBook:
    """A whole list only where it has goals that take uploads: else they were not asked for."""
    goals = [_goal(record) for record in records if record.get("status", "").strip().casefold() != "deleted"]
    named = [goal for goal in goals if goal.name.strip()]
    return GoalBook.of(named, from_account=any(goal.kind == OFFLINE for goal in named))


def _goal(record: Record) -> Goal:
    """One goal (Microsoft Advertising docs, bulk record "OfflineConversion Goal").

    The type is written with and without a space in it. The record says nothing of when it was created.
    """
    found = _GOAL_TYPE.fullmatch(record["type"])
    kind = found[1] if found else ""
    unique = record.get("count type", "").strip().casefold() == CountType.UNIQUE.value.casefold()
    paused = record.get("status", "").strip().casefold() == GoalStatus.PAUSED.value.casefold()
    return Goal(
        record["name"],
        CountType.UNIQUE if unique else CountType.ALL,
        _window_days(record.get("conversion window in minutes", "")),
        GoalStatus.PAUSED if paused else GoalStatus.ACTIVE,
        OFFLINE if kind.replace(" ", "").casefold() == OFFLINE.casefold() else kind,
        currency=_currency(record),
    )


def _window_days(minutes: str) -> int:
    """A window in days, a begun day for a whole one, so that no row is refused too early."""
    if not minutes.strip().isdecimal() or len(minutes) > _LONGEST_NUMBER:
        return DEFAULT_WINDOW_DAYS
    return min(max(-(-int(minutes) // _MINUTES_A_DAY), 1), LONGEST_WINDOW_DAYS)


def _currency(record: Record) -> str | None:
    codes = (record.get(heading, "").strip().upper() for heading in _CURRENCY_HEADINGS)
    return next((code for code in codes if code in currencies.NAMES), None)


def _no_goals(path: Path) -> UserError:
    return trouble(
        QT_TRANSLATE_NOOP("goals", "“{name}” holds no list of goals."),
        QT_TRANSLATE_NOOP(
            "goals",
            "Choose a bulk download of your account with its conversion goals, or a text file with the name "
            "of one goal in each line.",
        ),
        name=path.name,
    )
