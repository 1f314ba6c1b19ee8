"""A bug as a report may tell it: the kind of error and where it happened, no values, words or folders."""

from __future__ import annotations

import re
import traceback

_MOST_FRAMES = 40


class FailedElsewhereError(Exception):
    """A bug in another process of the program; `stack` is what `stack` said of it there."""

    def __init__(self, stack: str) -> None:
        super().__init__(stack)
        self.stack = stack


def stack(error: BaseException) -> str:
    """The kind of error and the lines that led to it."""
    lines = []
    for one in _chain(error):
        if isinstance(one, FailedElsewhereError):
            lines.append(one.stack)
        frames = traceback.extract_tb(one.__traceback__)[-_MOST_FRAMES:]
        lines += [f"{_place(frame.filename)}:{frame.lineno} in {frame.name}" for frame in frames]
        lines.append(type(one).__qualname__)
    return "\n".join(lines)


def _chain(error: BaseException) -> list[BaseException]:
    """The error and those it came from, the first one first."""
    found: list[BaseException] = []
    at: BaseException | None = error
    while at is not None and at not in found:
        found.append(at)
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)
    return found[::-1]


def _place(filename: str) -> str:
    """A module's file from its package on; of any other file nothing at all."""
    parts = re.split(r"[\\/]", filename)
    for root in ("offconv_gui", "site-packages"):
        if root in parts:
            last = len(parts) - 1 - parts[::-1].index(root)
            return "/".join(parts[last if root == "offconv_gui" else last + 1 :])
    return "…"
