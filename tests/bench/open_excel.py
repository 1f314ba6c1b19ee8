"""How long opening and judging an Excel workbook takes, as a ratio to `python-calamine` reading it alone.

    python tests/bench/open_excel.py [ROWS]        (default: 100000, of eight columns)

Medians of five, the two kinds of run taking turns.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pyarrow.csv
from openpyxl import Workbook
from python_calamine import CalamineWorkbook

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from generate import generate
from open_and_judge import NOW, RUNS, open_and_judge, timed

COLUMNS = ("Deal ID", "Owner", "Stage", "MSCLKID", "Close Date", "Amount", "Currency", "Goal")


def write(rows: int, path: Path, folder: Path) -> None:
    """The generated table's first columns as a workbook."""
    source = folder / "deals.csv"
    generate(rows, source, NOW)
    table = pyarrow.csv.read_csv(
        source, convert_options=pyarrow.csv.ConvertOptions(column_types=dict.fromkeys(COLUMNS, "string"))
    )
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Deals")
    sheet.append(COLUMNS)
    for row in zip(*(table.column(name).to_pylist() for name in COLUMNS), strict=True):
        sheet.append(row)
    book.save(path)


def main(rows: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deals.xlsx"
        write(rows, path, Path(folder))
        steps: dict[str, Callable[[], object]] = {
            "calamine": lambda: CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(),
            "open and judge": lambda: open_and_judge(path),
        }
        times: dict[str, list[float]] = {name: [] for name in steps}
        for work in steps.values():
            work()
        for _ in range(RUNS):
            for name, work in steps.items():
                times[name].append(timed(work))
        plain, ours = (statistics.median(values) for values in times.values())
        print("| rows | file MB | calamine s | open and judge s | ratio |")
        print("|---|---|---|---|---|")
        print(
            f"| {rows:,} | {path.stat().st_size / 1e6:.1f} | {plain:.3f} | {ours:.3f} | {ours / plain:.1f} |"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 100_000)
