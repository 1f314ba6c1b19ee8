"""How long work reports where it is, and how it is stopped."""

from __future__ import annotations

from typing import Protocol


class Cancelled(Exception):  # noqa: N818  (an outcome the user asked for, not an error)
    """The user stopped the work; nothing was changed and nothing is left behind."""


class Progress(Protocol):
    """Called by work as it goes; raises `Cancelled` to stop it.

    `done` and `total` share one unit (bytes or rows); `total` is 0 while it is unknown.
    """

    def __call__(self, done: int, total: int) -> None: ...


def silent(done: int, total: int) -> None:
    """A progress that nobody watches."""
