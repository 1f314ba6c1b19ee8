"""How long judging and editing take: `python tests/bench/edits.py [ROWS ...]`, by default 10k, 100k and 1M.

Judging is given as a ratio to reading the same file with `pyarrow.csv` in the same run, the two taking turns,
so that a machine that slows down slows both. All but the single edits are medians of five. Single edits are
given twice: by the clock, and by the processor time they took, for another program may hold the processor.
"""

from __future__ import annotations

import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow.csv

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from generate import generate
from open_and_judge import NOW, RUNS, open_and_judge, timed

from offconv_gui.core import checker
from offconv_gui.core.columns import typed
from offconv_gui.core.document import Document, open_document
from offconv_gui.core.edits import Batch, Edit, SetCells, SetChoices
from offconv_gui.core.fields import Field
from offconv_gui.core.messages import Message
from offconv_gui.core.problem_cells import next_problem
from offconv_gui.core.row_filter import RowFilter, Show, visible
from offconv_gui.core.row_order import sorted_rows
from offconv_gui.core.rules import PLACES

TITLE = Message("Edit")
EDITS = 1_000
PASTED = 10_000
EDITED = (Field.CLICK_ID, Field.TIME, Field.VALUE, Field.CURRENCY, Field.NAME, Field.CLIENT_ID)
DUPLICATES = 1 << PLACES["duplicate-conversion"] | 1 << PLACES["client-id-repeated"]
ZONES = ("Europe/Berlin", "Asia/Tokyo", "UTC", "America/New_York")

Generator = np.random.Generator


@dataclass(frozen=True)
class Spread:
    """The middle and the slow end of many measurements, in milliseconds."""

    p50: float
    p99: float

    @staticmethod
    def of(seconds: list[float]) -> Spread:
        p50, p99 = np.percentile(np.array(seconds) * 1e3, [50, 99])
        return Spread(float(p50), float(p99))

    def __str__(self) -> str:
        return f"{self.p50:.1f} / {self.p99:.1f}"


def single_edits(document: Document, rng: Generator) -> list[Edit]:
    """Cells set to what stands elsewhere in their column, one field after another.

    Every tenth tears a row from a group of copies.
    """
    copies = np.flatnonzero(document.issues.mask(DUPLICATES))
    edits: list[Edit] = []
    for at in range(EDITS):
        row, other = (int(place) for place in rng.integers(document.row_count, size=2))
        field = EDITED[at % len(EDITED)]
        if at % 10 == 0 and len(copies):
            row, field = int(rng.choice(copies)), EDITED[at // 10 % 2]
        text = document.table.cell(field, other)
        edits.append(SetCells(TITLE, field, np.array([row]), typed([text])))
    return edits


def edit_times(document: Document, rng: Generator) -> tuple[Spread, Spread]:
    """The single edits one after another: by the clock, and in processor time."""
    clock, processor = [], []
    for edit in single_edits(document, rng):
        start, used = time.perf_counter(), time.process_time()
        document = document.apply(edit).document
        clock.append(time.perf_counter() - start)
        processor.append(time.process_time() - used)
    return Spread.of(clock), Spread.of(processor)


def paste(document: Document) -> Edit:
    """A block of ten thousand cells in four columns, taken from further down."""
    fields = (Field.CLICK_ID, Field.TIME, Field.VALUE, Field.CURRENCY)
    count = min(PASTED // len(fields), document.row_count // 2)
    rows = np.arange(count)
    return Batch(
        TITLE,
        tuple(
            SetCells(
                TITLE, field, rows, typed(document.table.columns[field].cells(rows + count).text.to_pylist())
            )
            for field in fields
        ),
    )


def medians(steps: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Seconds of each step, the median of five; the steps take turns."""
    times: dict[str, list[float]] = {name: [] for name in steps}
    for work in steps.values():
        work()
    for _ in range(RUNS):
        for name, work in steps.items():
            times[name].append(timed(work))
    return {name: statistics.median(values) for name, values in times.items()}


def judging(path: Path, document: Document) -> dict[str, float]:
    """Seconds of the plain read, of all values and rules, of the rules alone, and of another zone."""
    zones = iter(ZONES * RUNS)

    def choose() -> object:
        return document.apply(SetChoices(TITLE, document.choices.changed(zone=next(zones))))

    return medians(
        {
            "pyarrow.csv": lambda: pyarrow.csv.read_csv(path),
            "values and rules": lambda: open_document(
                document.table, document.choices, document.now, document.origin
            ),
            "judge": lambda: checker.judge(document.readings, document.table.left_out, document.context),
            "zone": choose,
        }
    )


def looking(document: Document) -> dict[str, float]:
    """Seconds of a paste, of narrowing to problems, of the next problem, and of sorting by time."""
    every, fields = np.arange(document.row_count), document.table.fields
    pasted = paste(document)
    middle = (document.row_count // 2, None)
    return medians(
        {
            "paste": lambda: document.apply(pasted),
            "filter": lambda: visible(document, RowFilter(Show.PROBLEMS)),
            "next": lambda: next_problem(document, every, middle, fields),
            "sort": lambda: sorted_rows(document, every, Field.TIME),
        }
    )


def report(rows: int, path: Path) -> str:
    """One line of the table."""
    document = open_and_judge(path)
    judged, looked = judging(path, document), looking(document)
    gc.collect()
    clock, processor = edit_times(document, np.random.default_rng(rows))
    read = judged["pyarrow.csv"]
    figures = [
        f"{rows:,}",
        f"{read:.3f}",
        *(
            f"{judged[name]:.3f} ({judged[name] / read:.1f}x)"
            for name in ("values and rules", "judge", "zone")
        ),
        str(clock),
        str(processor),
        *(f"{looked[name] * 1e3:.1f}" for name in ("paste", "filter", "next", "sort")),
    ]
    return f"| {' | '.join(figures)} |"


def main(sizes: list[int]) -> None:
    headings = [
        "rows",
        "pyarrow.csv s",
        "all values and rules s",
        "rules alone s",
        "another zone s",
        "edit ms, p50 / p99",
        "of that processor ms",
        "paste of 10,000 cells ms",
        "filter ms",
        "next ms",
        "sort ms",
    ]
    print(f"| {' | '.join(headings)} |")
    print(f"|{'---|' * len(headings)}")
    with tempfile.TemporaryDirectory() as folder:
        for rows in sizes:
            path = Path(folder) / f"{rows}.csv"
            generate(rows, path, NOW)
            print(report(rows, path), flush=True)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [10_000, 100_000, 1_000_000])
