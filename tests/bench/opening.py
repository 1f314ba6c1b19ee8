"""How long the window stands still while a long file is opened: `python tests/bench/opening.py [ROWS]`.

A timer of two milliseconds runs beside the opening, in the real window without a screen. The gaps between its
ticks are how long a person's click would wait; the worst ones are printed, with when they happened. "Loading"
ends when the document is there, "showing" when the window has come to rest after it.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from generate import generate
from open_and_judge import CHOICES, NOW
from PySide6.QtCore import QEventLoop, Qt, QTimer

from offconv_gui.app import make_window
from offconv_gui.core.fields import Field
from offconv_gui.gui.opening import Request

TICK = 2
REST = 1_000
"""Milliseconds after the document is there in which the window's parts catch up."""

WORST = 5


class Watch:
    """Notes each tick of a timer; its gaps are when nothing else could happen."""

    def __init__(self) -> None:
        self.ticks: list[float] = []
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        self.ticks = [time.perf_counter()]
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def _tick(self) -> None:
        self.ticks.append(time.perf_counter())

    def gaps(self, start: float, stop: float) -> list[tuple[float, float]]:
        """The longest gaps that end between two moments: milliseconds, and when they began, in seconds."""
        found = [
            ((after - before) * 1e3, before - self.ticks[0])
            for before, after in zip(self.ticks, self.ticks[1:], strict=False)
            if start < after <= stop
        ]
        return sorted(found, reverse=True)[:WORST]


def wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def main(rows: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deals.csv"
        generate(rows, path, NOW)
        window = make_window(["--now", "2026-11-24T00:00:00Z", "--settings", f"{folder}/set.ini"])
        window.show()
        wait(REST)
        gc.collect()
        print("| opening | loading s | worst gap while loading ms | worst gap while showing ms |")
        print("|---|---|---|---|")
        for name in ("first", "second", "third"):
            measure(window, path, name)
        window.session.mark_saved()
        window.close()


def measure(window: object, path: Path, name: str) -> None:
    watch, before = Watch(), window.session.document  # type: ignore[attr-defined]
    loop = QEventLoop()
    loaded: list[float] = []

    def note() -> None:
        if window.session.document is not before and not loaded:  # type: ignore[attr-defined]
            loaded.append(time.perf_counter())
            QTimer.singleShot(REST, loop.quit)

    poll = QTimer()
    poll.setInterval(TICK)
    poll.timeout.connect(note)
    original = window.session.open  # type: ignore[attr-defined]
    opening: list[float] = []

    def watched(document: object) -> None:
        opening.append(time.perf_counter())
        original(document)

    window.session.open = watched  # type: ignore[attr-defined]
    watch.start()
    poll.start()
    window.work.opening.open(Request(path, overrides={"Goal": Field.NAME}, choices=CHOICES))  # type: ignore[attr-defined]
    loop.exec()
    watch.stop()
    window.session.open = original  # type: ignore[attr-defined]
    loading = watch.gaps(0, opening[0])
    showing = watch.gaps(opening[0], watch.ticks[-1])
    print(f"| {name} | {opening[0] - watch.ticks[0]:.2f} | {_list(loading)} | {_list(showing)} |", flush=True)


def _list(gaps: list[tuple[float, float]]) -> str:
    return ", ".join(f"{gap:.0f} (at {at:.2f} s)" for gap, at in gaps)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 1_000_000)
