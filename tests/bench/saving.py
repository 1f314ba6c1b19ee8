"""How long saving work and opening it again take, and how large it is: `python tests/bench/saving.py [ROWS]`.

Medians of five, over the file of `generate.py`. The last figure is the longest that the window stands still
while it saves, as a timer of two milliseconds sees it, in the real window without a screen.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import pyarrow.csv
from generate import generate
from open_and_judge import CHOICES, NOW
from PySide6.QtCore import QEventLoop, Qt, QTimer

from offconv_gui.app import make_window
from offconv_gui.gui.main_window import MainWindow
from offconv_gui.io.documents import open_table
from offconv_gui.io.readers import open_grid
from offconv_gui.io.saved_work import save_work

TIMES = 5
TICK = 2


def median(work: Callable[[], object]) -> float:
    """Seconds."""
    taken = []
    for _ in range(TIMES):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main(rows: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source, work = Path(folder) / "deals.csv", Path(folder) / "deals.offconv"
        generate(rows, source, NOW)
        document = open_table(source, CHOICES, NOW).document
        plain = median(lambda: pyarrow.csv.read_csv(source))
        saving = median(lambda: save_work(document, work, overwrite=True))
        opening = median(lambda: open_grid(work))
        size = work.stat().st_size
        print("| rows | pyarrow.csv s | save s | read again s | MB, of the CSV | worst gap while saving ms |")
        print("|---|---|---|---|---|---|")
        print(
            f"| {rows:,} | {plain:.3f} | {saving:.2f} ({saving / plain:.1f}x) "
            f"| {opening:.2f} ({opening / plain:.1f}x) "
            f"| {size / 1e6:.1f} ({size / source.stat().st_size:.0%}) | {gap(folder, work):.0f} |"
        )


def gap(folder: str, work: Path) -> float:
    """The longest time between two ticks while the window saves, in milliseconds."""
    window = make_window(["--now", "2026-11-24T00:00:00Z", "--settings", f"{folder}/set.ini"])
    window.show()
    wait_for(window.session.document_opened, lambda: window.open_path(str(work)))
    rest(1_000)
    found = longest_gap(window)
    window.session.mark_saved()
    window.close()
    return found


def longest_gap(window: MainWindow) -> float:
    ticks: list[float] = []
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.setInterval(TICK)
    timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
    timer.start()
    wait_for(window.session.saved_changed, window.work.saving.save)
    timer.stop()
    return max(after - before for before, after in pairwise(ticks)) * 1e3


def wait_for(signal: object, begin: Callable[[], object]) -> None:
    loop = QEventLoop()
    signal.connect(loop.quit)  # type: ignore[attr-defined]
    begin()
    loop.exec()


def rest(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    main(int(sys.argv[1].replace(",", "").replace("_", "")) if len(sys.argv) > 1 else 1_000_000)
