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

from offconv_gui.core.choices import Choices
from offconv_gui.core.fields import Field
from offconv_gui.core.messages import QT_TRANSLATE_NOOP, UserError
from offconv_gui.io.choices_json import choices_as_json, choices_of, one_called, part_of, value_of
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
    """A layout as it stands in its file, without a zone that one file declared: the next may have another."""
    choices = layout.choices.changed(zone=None) if layout.choices.zone_from_file else layout.choices
    return {
        "version": VERSION,
        "name": layout.name,
        "columns": {heading: target.value if target else None for heading, target in layout.columns.items()},
        "choices": choices_as_json(choices),
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
    try:
        columns, constants = part_of(entries, "columns"), part_of(entries, "constants")
        return Layout(
            str(entries.get("name") or path.stem),
            MappingProxyType({heading: _field(target) for heading, target in columns.items()}),
            choices_of(part_of(entries, "choices")),
            _read_options(part_of(entries, "read")),
            _constants({_field(heading): value_of(constants, heading, str) for heading in constants}),
        )
    except ValueError as problem:
        raise _damaged(path, str(problem)) from problem


def _field(heading: Any) -> Field | None:
    return None if heading is None or heading == "-" else one_called(heading, Field)


def _read_options(part: dict[str, Any]) -> ReadOptions:
    return ReadOptions(
        value_of(part, "sheet", str),
        value_of(part, "header_row", int),
        value_of(part, "encoding", str),
        value_of(part, "delimiter", str),
    )


def _constants(named: Mapping[Field | None, str | None]) -> Constants:
    return MappingProxyType({field: text for field, text in named.items() if field and text})


def _damaged(path: Path, what: str) -> UserError:
    return trouble(
        QT_TRANSLATE_NOOP("layouts", "“{name}” is not a layout of this program: see “{what}” in it."),
        QT_TRANSLATE_NOOP("layouts", "Correct it, or save the layout anew."),
        name=path.name,
        what=what,
    )
