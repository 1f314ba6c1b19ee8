"""Keep what native code writes to the error stream away from the terminal.

calamine's Rust code announces a panic there before the exception arrives, which a person at a command line
would take for a crash of the program.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

STANDARD_ERROR = 2


class Silence:
    """Turns the process's error stream away while held by any thread; Python's own `sys.stderr` included."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._holders = 0
        self._kept: int | None = None

    @contextmanager
    def held(self) -> Iterator[None]:
        """Silent inside; does nothing in a windowed program, which has no error stream."""
        with self._lock:
            self._holders += 1
            if self._holders == 1:
                self._kept = _turned_away()
        try:
            yield
        finally:
            with self._lock:
                self._holders -= 1
                if not self._holders and self._kept is not None:
                    os.dup2(self._kept, STANDARD_ERROR)
                    os.close(self._kept)
                    self._kept = None


def _turned_away() -> int | None:
    """Send the error stream nowhere; a copy of the original, None where there is none."""
    try:
        kept = os.dup(STANDARD_ERROR)
    except OSError:
        return None
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, STANDARD_ERROR)
    os.close(nowhere)
    return kept
