"""What the program remembers from one run to the next, kept with QSettings.

Every setting is a `Preference` on the roll `PREFERENCES`. Each is stored as one line of JSON, the same in
every format of QSettings; a line that cannot be read counts as never written.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QByteArray, QSettings

from offconv_gui.core.choices import Choices
from offconv_gui.core.goals import Goal, GoalBook
from offconv_gui.gui import column_layout
from offconv_gui.gui.column_layout import ColumnLayout
from offconv_gui.gui.theme import LARGEST_TEXT, SMALLEST_TEXT, Scheme
from offconv_gui.io.choices_json import book_as_json, book_of, goal_of

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

MOST_FILES = 10
MOST_GOALS = 30
MOST_ZONES = 5


def _same(value: Any) -> Any:
    return value


@dataclass(frozen=True)
class Readable(Generic[T_co]):
    """What reading a setting takes: where it stands, and what it is while nothing stands there.

    `read` raises ValueError, TypeError, KeyError, AttributeError or OverflowError for what is no such value.
    """

    key: str
    default: T_co
    read: Callable[[Any], T_co]


@dataclass(frozen=True)
class Preference(Readable[T]):
    """One setting. `write` makes of a value what JSON can hold, the reverse of `read`."""

    write: Callable[[T], Any] = _same


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("not a text")
    return value


def _text_or_none(value: Any) -> str | None:
    return None if value is None else _text(value)


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(_text(one) for one in value)


def _goal(value: Any) -> Goal:
    _text(value["name"])
    return goal_of(value)


def _goals(value: Any) -> tuple[Goal, ...]:
    return tuple(_goal(one) for one in value)


def _written_goals(goals: tuple[Goal, ...]) -> Any:
    return [
        {"name": goal.name, "count_type": goal.count_type.value, "window_days": goal.window_days}
        for goal in goals
    ]


def _book(value: Any) -> GoalBook | None:
    return None if value is None else book_of(value)


def _written_book(book: GoalBook | None) -> Any:
    return None if book is None else book_as_json(book)


def _bytes(value: Any) -> bytes:
    return bytes(QByteArray.fromBase64(_text(value).encode("ascii")).data()) if value else b""


def _written_bytes(value: bytes) -> str:
    return bytes(QByteArray(value).toBase64().data()).decode("ascii")


def _splitters(value: Any) -> dict[str, bytes]:
    return {_text(name): _bytes(state) for name, state in value.items()}


def _written_splitters(value: dict[str, bytes]) -> Any:
    return {name: _written_bytes(state) for name, state in value.items()}


def _percent(value: Any) -> int:
    if not SMALLEST_TEXT <= int(value) <= LARGEST_TEXT:
        raise ValueError("no such size")
    return int(value)


def _written_scheme(scheme: Scheme) -> str:
    return scheme.value


GOALS = Preference[tuple[Goal, ...]]("choices/goals", (), _goals, _written_goals)
"""The goals used, the last one first."""
GOAL_BOOK = Preference[GoalBook | None]("choices/goal_book", None, _book, _written_book)
"""The goals of the account, as they were read last."""
CURRENCY = Preference[str | None]("choices/currency", None, _text_or_none)
"""The currency chosen last."""
ZONE = Preference[str | None]("choices/zone", None, _text_or_none)
"""The zone chosen last: an IANA name, "UTC" or "own"."""
ZONES = Preference[tuple[str, ...]]("choices/zones", (), _texts, list)
"""The places chosen as zones, the last one first."""
FILES = Preference[tuple[str, ...]]("files/recent", (), _texts, list)
"""The files opened, the last one first."""
GEOMETRY = Preference[bytes]("window/geometry", b"", _bytes, _written_bytes)
STATE = Preference[bytes]("window/state", b"", _bytes, _written_bytes)
SPLITTERS = Preference[dict[str, bytes]]("window/splitters", {}, _splitters, _written_splitters)
"""The state of splitters and headers, by object name."""
COLUMNS = Preference[ColumnLayout](
    "window/columns", ColumnLayout(), column_layout.read, column_layout.written
)
"""How the columns are arranged, by their names."""
SCHEME = Preference[Scheme]("look/scheme", Scheme.SYSTEM, Scheme, _written_scheme)
TEXT_PERCENT = Preference[int]("look/text_percent", 100, _percent)
"""The size of text, as a percentage of the usual one."""

PREFERENCES: tuple[Preference[Any], ...] = (
    GOALS,
    GOAL_BOOK,
    CURRENCY,
    ZONE,
    ZONES,
    FILES,
    GEOMETRY,
    STATE,
    SPLITTERS,
    COLUMNS,
    SCHEME,
    TEXT_PERCENT,
)

LAYOUT: tuple[Preference[Any], ...] = (GEOMETRY, STATE, SPLITTERS, COLUMNS)
"""What "reset the layout" forgets."""


def open_settings(path: str | None = None) -> QSettings:
    """The person's settings, or those kept in the file at `path`, which need not exist yet."""
    if path is None:
        return QSettings("OffConv", "OffConv")
    return QSettings(path, QSettings.Format.IniFormat)


class Preferences:
    """Reads and writes settings; what is broken or was never written reads as the default."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def get(self, preference: Readable[T]) -> T:
        stored = self._settings.value(preference.key)
        if not isinstance(stored, str):
            return preference.default
        try:
            return preference.read(json.loads(stored))
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
            return preference.default

    def set(self, preference: Preference[T], value: T) -> None:
        self._settings.setValue(preference.key, json.dumps(preference.write(value), ensure_ascii=True))

    def forget(self, *preferences: Preference[Any]) -> None:
        """Let these read as their defaults again."""
        for preference in preferences:
            self._settings.remove(preference.key)

    def save(self) -> None:
        """Write what was set to the disk now."""
        self._settings.sync()

    def remember_choices(self, choices: Choices) -> None:
        """Keep goal, currency and zone for the next file; one that is not chosen leaves the earlier."""
        if choices.goal is not None:
            others = tuple(goal for goal in self.get(GOALS) if goal.name != choices.goal.name)
            self.set(GOALS, (choices.goal, *others)[:MOST_GOALS])
        if choices.currency is not None:
            self.set(CURRENCY, choices.currency)
        if choices.zone is not None:
            self.set(ZONE, choices.zone)
            if "/" in choices.zone:
                self.set(ZONES, _first(choices.zone, self.get(ZONES))[:MOST_ZONES])

    def remember_file(self, path: str) -> None:
        """Put a file first on the list of recent ones."""
        self.set(FILES, _first(str(Path(path).absolute()), self.get(FILES))[:MOST_FILES])


def _first(one: str, others: tuple[str, ...]) -> tuple[str, ...]:
    return (one, *(other for other in others if other != one))
