"""How long the window lets a person wait: `python tests/bench/window.py [ROWS ...]`, else 10k, 100k and 1M.

In the real window of 1400x900, drawn without a screen. Two tables are printed:

- 1,000 single edits in a row: from the key that ends one until all verdicts are there and all that it changed
  is painted; and what the window does later on, once the edit has settled.
- Choices for the whole table, the clock that moves on, a text looked for, and a file opened: how long until
  the result is there, and how long the window stood still meanwhile and while its parts took it in.

"Stood still" is the longest gap between the ticks of a timer of two milliseconds: how long a person's click
would have waited. All is given twice, by the clock and by the processor time of the window's thread, for
another program may hold the processor.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import numpy as np
from edits import Spread, single_edits
from generate import generate
from open_and_judge import CHOICES, NOW, open_and_judge
from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer

from offconv_gui.app import make_window
from offconv_gui.core.edits import Edit, SetCells, SetChoices
from offconv_gui.core.fields import Field
from offconv_gui.core.messages import Message
from offconv_gui.core.row_filter import RowFilter
from offconv_gui.gui.opening_requests import Request

TICK = 2
REST = 0.5
"""Seconds in which the window comes to rest."""

MINUTE = 60


class Watch:
    """Notes each tick of a timer; its gaps are when nothing else could happen."""

    def __init__(self) -> None:
        self._ticks: list[tuple[float, float]] = []
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        self._ticks = []
        self._tick()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def _tick(self) -> None:
        self._ticks.append((time.perf_counter(), time.thread_time()))

    def worst(self) -> str:
        """The longest gap by the clock, and the most processor time in any gap."""
        gaps = np.diff(np.array(self._ticks), axis=0)
        clock, processor = gaps.max(axis=0) * 1e3
        return f"{clock:.0f} / {processor:.0f}"


def rest(seconds: float = REST) -> None:
    """Let the window do what it has put off."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1_000), loop.quit)
    loop.exec()


def until(done: Callable[[], bool]) -> None:
    """Let the window work until something is so."""
    loop, poll = QEventLoop(), QTimer()
    poll.setInterval(TICK)
    poll.timeout.connect(lambda: loop.quit() if done() else None)
    poll.start()
    loop.exec()


class Bench:
    """A window, and what is measured of it."""

    def __init__(self, folder: Path) -> None:
        self.window = make_window(
            ["--now", "2026-11-24T00:00:00Z", "--settings", str(folder / "settings.ini")]
        )
        self.session = self.window.session
        self.window.resize(1400, 900)
        self.window.show()
        _ = self.window.work
        gc.freeze()  # as the program does once all of it is loaded
        rest()

    def close(self) -> None:
        self.session.mark_saved()
        self.window.close()

    # -- Edits -----------------------------------------------------------------------------------------------

    def edits(self) -> tuple[Spread, Spread, Spread]:
        """Until an edit is judged and painted, by the clock and in processor time; and what follows later."""
        document = self.session.document
        assert document is not None
        clock, processor, later = [], [], []
        for edit in single_edits(document, np.random.default_rng(document.row_count)):
            taken = self._edit(edit)
            if taken is None:
                continue
            clock.append(taken[0])
            processor.append(taken[1])
            used = time.thread_time()
            until(lambda: self.session.is_settled)
            later.append(time.thread_time() - used)
        return Spread.of(clock), Spread.of(processor), Spread.of(later)

    def _edit(self, edit: Edit) -> tuple[float, float] | None:
        assert isinstance(edit, SetCells)
        table, model = self.window.work.table, self.window.work.model
        table.go_to(int(edit.rows[0]), edit.field)
        rest(0.1)  # what it means to have gone there is no part of the edit: the cell is explained
        before, text = self.session.document, edit.cells.text[0].as_py()
        start, used = time.perf_counter(), time.thread_time()
        model.setData(table.currentIndex(), text, Qt.ItemDataRole.EditRole)
        QCoreApplication.processEvents()
        taken = time.perf_counter() - start, time.thread_time() - used
        return taken if self.session.document is not before else None

    # -- Choices ---------------------------------------------------------------------------------------------

    def watched(self, act: Callable[[], object]) -> tuple[float, str]:
        """Seconds until the document or its rows are others, and the worst gaps until the window rests."""
        before, watch = self._state(), Watch()
        gc.collect()
        watch.start()
        start = time.perf_counter()
        act()
        until(lambda: self._state() != before)
        seconds = time.perf_counter() - start
        until(lambda: self.session.is_settled)
        rest()
        watch.stop()
        return seconds, watch.worst()

    def _state(self) -> tuple[int, int]:
        return id(self.session.document), len(self.window.work.model.rows)

    def choose(self, **chosen: object) -> None:
        document = self.session.document
        assert document is not None
        self.session.apply(SetChoices(Message("Choose"), document.choices.changed(**chosen)))

    def choices(self) -> dict[str, tuple[float, str]]:
        document = self.session.document
        assert document is not None
        find = self.window.work.finding.show
        return {
            "another zone": self.watched(lambda: self.choose(zone="Asia/Tokyo")),
            "undo": self.watched(self.session.undo),
            "another currency": self.watched(lambda: self.choose(currency="EUR")),
            "a minute later": self.watched(lambda: self.session.advance(document.now + MINUTE)),
            "a text found in all columns": self.watched(lambda: find(RowFilter(find="smith"))),
            "all rows again": self.watched(lambda: find(RowFilter())),
        }

    # -- Opening ---------------------------------------------------------------------------------------------

    def open(self, path: Path) -> tuple[float, str]:
        self.session.mark_saved()
        request = Request(path, overrides={"Goal": Field.NAME}, choices=CHOICES)
        return self.watched(lambda: self.window.work.opening.open(request))


def row(*figures: object) -> None:
    print(f"| {' | '.join(str(one) for one in figures)} |", flush=True)


def heading(*titles: str) -> None:
    print()
    row(*titles)
    print(f"|{'---|' * len(titles)}")


def main(sizes: list[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        paths = {rows: Path(folder) / f"{rows}.csv" for rows in sizes}
        for rows, path in paths.items():
            generate(rows, path, NOW)
        bench = Bench(Path(folder))
        heading("rows", "edit ms, p50 / p99", "of that processor ms", "later, processor ms")
        for rows, path in paths.items():
            bench.session.open(open_and_judge(path))
            rest()
            row(f"{rows:,}", *bench.edits())
            bench.session.mark_saved()
        heading("rows", "what", "s", "stood still at worst ms / of that processor ms")
        for rows, path in paths.items():
            bench.session.open(open_and_judge(path))
            rest()
            found = bench.choices()
            bench.session.open(None)
            found |= {what: bench.open(path) for what in ("opened", "opened over a table")}
            for what, (seconds, worst) in found.items():
                row(f"{rows:,}", what, f"{seconds:.2f}", worst)
        bench.close()
        print(f"\nLoad of the machine: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [10_000, 100_000, 1_000_000])
