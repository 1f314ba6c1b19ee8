"""Layouts: how files of one kind are read, and what was chosen for them, kept as small files of JSON.

    {"version": 1, "name": "Weekly CRM export",
     "columns": {"Close Date": "Conversion Time", "Notes": null},
     "choices": {"goal": "Closed deals", "count_type": "All", "window_days": 30, "currency": "EUR",
                 "time_zone": "Europe/Berlin", "date_order": "dmy", "decimal": "comma"},
     "read": {"sheet": null, "header_row": 3, "encoding": "windows-1252", "delimiter": ";"},
     "constants": {"Conversion Value": "25"}}

Each entry may be left out. They hold headings and settings, never rows. Where they are kept by name is the
matter of `io.kept_layouts`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any

from offconv_gui.core.choices import OWN_ZONE, Choices, DateOrder, DecimalMark
from offconv_gui.core.fields import Field
from offconv_gui.core.goals import LONGEST_WINDOW_DAYS, CountType, Goal
from offconv_gui.core.kinds import currencies, zones
from offconv_gui.core.messages import QT_TRANSLATE_NOOP, UserError
from offconv_gui.io.opening import ReadOptions, trouble
from offconv_gui.io.whole_files import Job, write_files

VERSION = 1
LARGEST = 1_000_000
"""Bytes; a file larger than this is no layout."""

Columns = Mapping[str, Field | None]
Constants = Mapping[Field, str]


@dataclass(frozen=True)
class Layout:
    """`columns` says what the columns of each heading are, None for unused; `constants` what stands in every
    row of a field that the file has no column for."""

    name: str
    columns: Columns = field(default_factory=lambda: MappingProxyType({}))
    choices: Choices = field(default_factory=Choices)
    read: ReadOptions = field(default_factory=ReadOptions)
    constants: Constants = field(default_factory=lambda: MappingProxyType({}))


def load_layout(path: Path) -> Layout:
    """Read a layout; raises `UserError` where the file cannot be read or is none."""
    try:
        if path.stat().st_size > LARGEST:
            raise _damaged(path, "size")
        entries = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as problem:
        raise trouble(
            QT_TRANSLATE_NOOP("layouts", "The layout “{path}” cannot be read: {reason}."),
            QT_TRANSLATE_NOOP("layouts", "Check the name, and that the file may be read."),
            path=path,
            reason=problem.strerror or problem,
        ) from problem
    except (ValueError, RecursionError) as problem:
        raise _damaged(path, "JSON") from problem
    return _layout(entries, path)


def save_layout(layout: Layout, path: Path) -> None:
    """Write a layout whole or not at all, in place of the one that was there."""
    with suppress(OSError):  # then there is no folder, and writing says so
        path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(as_json(layout), indent=2, ensure_ascii=False) + "\n"
    write_files([Job(path, partial(_write, text))], overwrite=True)


def as_json(layout: Layout) -> dict[str, Any]:
    """A layout as it stands in its file."""
    choices = layout.choices
    kept: dict[str, Any] = {
        "goal": choices.goal.name if choices.goal else None,
        "count_type": choices.goal.count_type.value if choices.goal else None,
        "window_days": choices.goal.window_days if choices.goal else None,
        "currency": choices.currency,
        "time_zone": choices.zone,
        "date_order": choices.date_order.value,
        "decimal": choices.decimal_mark.value,
        "time_of_day": choices.time_of_day,
        "zone_meanings": dict(choices.zone_meanings) or None,
    }
    return {
        "version": VERSION,
        "name": layout.name,
        "columns": {heading: target.value if target else None for heading, target in layout.columns.items()},
        "choices": {key: value for key, value in kept.items() if value is not None},
        "read": {key: value for key, value in vars(layout.read).items() if value is not None},
        "constants": {field.value: text for field, text in layout.constants.items()},
    }


def _write(text: str, file: IO[bytes]) -> None:
    file.write(text.encode())


def _layout(entries: Any, path: Path) -> Layout:
    if not isinstance(entries, dict):
        raise _damaged(path, "{}")
    if entries.get("version") != VERSION:
        raise trouble(
            QT_TRANSLATE_NOOP(
                "layouts", "The layout “{name}” has version {version}, which is not known here."
            ),
            QT_TRANSLATE_NOOP(
                "layouts", "It was made by a newer OffConv: install that, or save the layout anew."
            ),
            name=path.name,
            version=entries.get("version"),
        )
    reader = _Reader(path)
    columns = reader.part(entries, "columns")
    return Layout(
        str(entries.get("name") or path.stem),
        MappingProxyType({heading: reader.field(target) for heading, target in columns.items()}),
        reader.choices(reader.part(entries, "choices")),
        reader.read_options(reader.part(entries, "read")),
        reader.constants(reader.part(entries, "constants")),
    )


@dataclass(frozen=True)
class _Reader:
    """Takes the entries of a layout apart; whatever is not as it should be is named in the error."""

    path: Path

    def part(self, entries: dict[str, Any], key: str) -> dict[str, Any]:
        part = entries.get(key) or {}
        return part if isinstance(part, dict) else self._refuse(key)

    def field(self, heading: Any) -> Field | None:
        if heading is None or heading == "-":
            return None
        found = next((known for known in Field if known.value == heading), None)
        return found or self._refuse(heading)

    def choices(self, part: dict[str, Any]) -> Choices:
        window = self._value(part, "window_days", int)
        goal = Goal(
            self._value(part, "goal", str) or "",
            CountType(self._one_of(part, "count_type", CountType) or CountType.ALL),
            window or Goal.window_days,
        )
        if not 1 <= goal.window_days <= LONGEST_WINDOW_DAYS:
            self._refuse(window)
        currency, zone = self._value(part, "currency", str), self._value(part, "time_zone", str)
        if currency is not None and (not currency or currency not in currencies.CODES):
            self._refuse(currency)
        if zone is not None and zone != OWN_ZONE and not zones.is_zone(zone):
            self._refuse(zone)
        meanings = self.part(part, "zone_meanings")
        return Choices(
            goal if goal != Goal("") else None,
            currency,
            zone,
            DateOrder(self._one_of(part, "date_order", DateOrder) or DateOrder.AUTO),
            DecimalMark(self._one_of(part, "decimal", DecimalMark) or DecimalMark.AUTO),
            self._value(part, "time_of_day", int),
            tuple((word, self._value(meanings, word, str) or "") for word in meanings),
        )

    def read_options(self, part: dict[str, Any]) -> ReadOptions:
        return ReadOptions(
            self._value(part, "sheet", str),
            self._value(part, "header_row", int),
            self._value(part, "encoding", str),
            self._value(part, "delimiter", str),
        )

    def constants(self, part: dict[str, Any]) -> Constants:
        named = {self.field(heading): self._value(part, heading, str) for heading in part}
        return MappingProxyType({field: text for field, text in named.items() if field and text})

    def _value(self, part: dict[str, Any], key: str, kind: type) -> Any:
        value = part.get(key)
        return value if value is None or type(value) is kind else self._refuse(value)

    def _one_of(self, part: dict[str, Any], key: str, kind: Any) -> Any:
        value = self._value(part, key, str)
        return value if value is None or value in [one.value for one in kind] else self._refuse(value)

    def _refuse(self, value: object) -> Any:
        raise _damaged(self.path, str(value))


def _damaged(path: Path, what: str) -> UserError:
    return trouble(
        QT_TRANSLATE_NOOP("layouts", "“{name}” is not a layout of this program: see “{what}” in it."),
        QT_TRANSLATE_NOOP("layouts", "Correct it, or save the layout anew."),
        name=path.name,
        what=what,
    )
