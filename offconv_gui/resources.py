"""Finds the program's plain files: icons, translations, help, samples, and the like.

They lie in three places, and this is the only module that knows: `resources/` beside the package in the
sources, `_resources/` inside the package where a wheel is installed and where the program is frozen.
"""

from __future__ import annotations

import sys
from pathlib import Path

FOLDER = "_resources"
"""Its name inside the package; the underscore keeps it apart from this module."""


def resource_root() -> Path:
    """The folder that holds them all.

    Raises FileNotFoundError where there is none, which means that the installation is damaged.
    """
    places = _places()
    for place in places:
        if place.is_dir():
            return place
    raise FileNotFoundError("OffConv's own files are missing; looked in " + ", ".join(map(str, places)))


def resource(*parts: str) -> Path:
    """The file or folder that `parts` name, one after the other: `resource("icons", "undo.svg")`.

    Raises FileNotFoundError where it is not there.
    """
    path = resource_root().joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(f"OffConv's own file {'/'.join(parts)} is missing: {path}")
    return path


def _places() -> list[Path]:
    """Where they may lie, first choice first."""
    package = Path(__file__).resolve().parent
    if getattr(sys, "frozen", False):
        program = Path(sys.executable).resolve().parent
        unpacked = Path(getattr(sys, "_MEIPASS", program))
        return [unpacked / package.name / FOLDER, program / package.name / FOLDER]
    return [package / FOLDER, package.parent / "resources"]
