"""How long opening and judging takes, as a ratio to reading the same file with `pyarrow.csv` in the same run.

    python tests/bench/open_and_judge.py [--ragged] [ROWS ...]        (default: 10000 100000 1000000)

Each figure is a median of five, the two kinds of run taking turns, so that a machine that slows down slows
both. `--ragged` compares a file with odd rows to the same one without. Memory is measured in a process of its
own that does nothing but open and judge.
"""

from __future__ import annotations

import gc
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow.csv

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from generate import generate

from offconv_gui.core.choices import Choices
from offconv_gui.core.document import Document
from offconv_gui.core.goals import Goal
from offconv_gui.core.mapping import guess, mapping_of
from offconv_gui.io.documents import judge
from offconv_gui.io.readers import ReadOptions, open_grid

NOW = 1_795_478_400
CHOICES = Choices(goal=Goal("Closed deals"), currency="USD", zone="America/New_York")
RUNS = 5


def open_and_judge(path: Path) -> Document:
    """What the window does between a file and its verdicts, without the window."""
    opened = open_grid(path, ReadOptions())
    return judge(opened, mapping_of(guess(opened.grid)).targets, CHOICES, NOW)


def timed(work: Callable[[], object]) -> float:
    """Seconds of one run, garbage collected before it."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measure(path: Path, plain: Path) -> dict[str, float]:
    """Medians, in seconds, of the plain read of `plain`, and of reading, and reading and judging, `path`."""
    steps: dict[str, Callable[[], object]] = {
        "pyarrow.csv": lambda: pyarrow.csv.read_csv(plain),
        "read": lambda: open_grid(path, ReadOptions()),
        "read and judge": lambda: open_and_judge(path),
    }
    times: dict[str, list[float]] = {name: [] for name in steps}
    for work in steps.values():
        work()
    for _ in range(RUNS):
        for name, work in steps.items():
            times[name].append(timed(work))
    return {name: statistics.median(values) for name, values in times.items()}


def memory(path: Path) -> tuple[float, float]:
    """Bytes held after opening and judging, and the peak on the way there, above an idle process."""
    command = [sys.executable, __file__, "--memory", str(path)]
    held, peak = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(held), float(peak)


def report_memory(path: Path) -> None:
    before = _resident()
    document = open_and_judge(path)
    gc.collect()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(_resident() - before, peak - before)
    assert document.row_count


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize()


def main(sizes: list[int], ragged: bool) -> None:
    print(
        "| rows | file MB | pyarrow.csv s | read s | read and judge s | ratio | held x file | peak x file |"
    )
    print("|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for rows in sizes:
            plain = path = Path(folder) / f"{rows}.csv"
            generate(rows, plain, NOW)
            if ragged:
                path = plain.with_stem("ragged")
                generate(rows, path, NOW, ragged=True)
            size = path.stat().st_size
            took = measure(path, plain)
            held, peak = memory(path)
            print(
                f"| {rows:,} | {size / 1e6:.1f} | {took['pyarrow.csv']:.3f} | {took['read']:.3f} "
                f"| {took['read and judge']:.3f} | {took['read and judge'] / took['pyarrow.csv']:.1f} "
                f"| {held / size:.1f} | {peak / size:.1f} |",
                flush=True,
            )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--memory"]:
        report_memory(Path(sys.argv[2]))
    else:
        sizes = [int(size) for size in sys.argv[1:] if size != "--ragged"]
        main(sizes or [10_000, 100_000, 1_000_000], "--ragged" in sys.argv)
