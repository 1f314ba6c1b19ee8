"""The layouts that are kept by name in a folder of the person's, and the one that fits a file.

A layout fits where the file has exactly its headings; of several that fit, the one saved last is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from offconv_gui.core.messages import QT_TRANSLATE_NOOP, UserError
from offconv_gui.io.layouts import Layout, load_layout, save_layout
from offconv_gui.io.opening import trouble

_UNFIT = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_LONGEST_NAME = 80


@dataclass(frozen=True)
class KeptLayout:
    """A layout and the file it is kept in."""

    path: Path
    layout: Layout


def layouts_folder() -> Path:
    """Where layouts are kept that are called by name."""
    return Path(platformdirs.user_config_dir("OffConv", appauthor=False)) / "layouts"


def kept_layouts() -> tuple[KeptLayout, ...]:
    """All of them, by name; a file that is no layout is passed over."""
    return tuple(sorted(_read_all(), key=lambda kept: kept.layout.name.casefold()))


def _read_all() -> Iterator[KeptLayout]:
    try:
        paths = sorted(layouts_folder().glob("*.json"))
    except OSError:
        return
    for path in paths:
        with suppress(UserError):
            yield KeptLayout(path, load_layout(path))


def find_layout(name_or_file: str) -> Path:
    """The file of a layout: a file itself, or the layout of that name.

    Raises `UserError` where there is neither.
    """
    as_file = Path(name_or_file)
    if as_file.suffix.lower() == ".json" or as_file.is_file():
        return as_file
    named = [kept.path for kept in kept_layouts() if kept.layout.name == name_or_file]
    if named:
        return named[0]
    if len(as_file.parts) != 1:
        return as_file
    known = layouts_folder() / f"{name_or_file}.json"
    if not known.is_file():
        raise trouble(
            QT_TRANSLATE_NOOP("layouts", "There is no layout “{name}”."),
            QT_TRANSLATE_NOOP("layouts", "Name a layout kept in “{folder}”, or a file that ends with .json."),
            name=name_or_file,
            folder=known.parent,
        )
    return known


def keep_layout(layout: Layout) -> Path:
    """Keep a layout under its name, in place of one of the same name; raises `UserError` where it cannot."""
    path = _place_for(layout.name)
    save_layout(layout, path)
    return path


def forget_layout(path: Path) -> None:
    """Remove a layout that is kept; raises `UserError` where it cannot be removed."""
    try:
        path.unlink(missing_ok=True)
    except OSError as problem:
        raise trouble(
            QT_TRANSLATE_NOOP("layouts", "The layout “{path}” cannot be removed: {reason}."),
            QT_TRANSLATE_NOOP("layouts", "Close it in other programs, and try again."),
            path=path,
            reason=problem.strerror or problem,
        ) from problem


def column_keys(headings: Sequence[str]) -> tuple[str, ...]:
    """What a layout calls each column: its heading, or its place, as "#3", where it is blank or repeated."""
    keys: list[str] = []
    for number, heading in enumerate(headings, 1):
        name = heading.strip()
        keys.append(name if name and name not in keys else f"#{number}")
    return tuple(keys)


def layout_for(headings: Sequence[str]) -> Layout | None:
    """The layout kept for exactly these headings, whatever their order; None where there is none."""
    wanted = set(column_keys(headings))
    fitting = [kept for kept in _read_all() if wanted and set(kept.layout.columns) == wanted]
    return max(fitting, key=_saved_at).layout if fitting else None


def layouts_read_otherwise() -> tuple[Layout, ...]:
    """Those that say how their files are read, the one saved last first."""
    special = [
        kept for kept in _read_all() if any(value is not None for value in vars(kept.layout.read).values())
    ]
    return tuple(kept.layout for kept in sorted(special, key=_saved_at, reverse=True))


def _saved_at(kept: KeptLayout) -> float:
    with suppress(OSError):
        return kept.path.stat().st_mtime_ns
    return 0.0


def _place_for(name: str) -> Path:
    """The file of the layout of this name, or a free one that is called like it as far as a file can be."""
    for kept in _read_all():
        if kept.layout.name == name:
            return kept.path
    stem = _UNFIT.sub("_", name).strip(" .")[:_LONGEST_NAME] or "layout"
    if _RESERVED.fullmatch(stem):
        stem += "_"
    path, number = layouts_folder() / f"{stem}.json", 2
    while path.exists():
        path, number = layouts_folder() / f"{stem} {number}.json", number + 1
    return path
