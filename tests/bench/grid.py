"""How quick the table of the window is: painting, scrolling, sorting, filtering, finding, pasting, one edit.

    python tests/bench/grid.py [ROWS ...]        (default: 100000 1000000)

Without a screen, in a window of 1400x900; each figure is a median. A paint is of the whole viewport.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import numpy as np
from generate import generate
from open_and_judge import NOW, open_and_judge
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest

from offconv_gui.app import make_window
from offconv_gui.core.cell_blocks import paste
from offconv_gui.core.column_filters import ColumnFilter
from offconv_gui.core.fields import Field
from offconv_gui.core.replacing import Replacement, outcome
from offconv_gui.core.row_filter import RowFilter, Show
from offconv_gui.gui.main_window import MainWindow

RUNS = 5
SCROLLED = 10_000
PASTED = 5_000


def rest(seconds: float) -> None:
    """Let the window do what it has put off."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1_000), loop.quit)
    loop.exec()


Figure = tuple[float, float]
"""Milliseconds by the clock, and of processor time: the second is what a busy machine leaves alone."""


def once(work: Callable[[], object]) -> Figure:
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - clock) * 1_000, (time.process_time() - processor) * 1_000


def middle(taken: Sequence[Figure]) -> Figure:
    return statistics.median(one[0] for one in taken), statistics.median(one[1] for one in taken)


def median(work: Callable[[], object], runs: int = RUNS, pause: float = 0.1) -> Figure:
    taken = []
    for _ in range(runs):
        taken.append(once(work))
        rest(pause)
    return middle(taken)


class Grid:
    """The table of a window, and what is measured of it."""

    def __init__(self, window: MainWindow) -> None:
        self.window, self.table, self.model = window, window.work.table, window.work.model
        self.picture = QPixmap(self.table.viewport().size())
        self.odd = False

    def paint(self) -> None:
        self.table.viewport().render(self.picture)

    def paint_anew(self) -> None:
        """With nothing kept from the paint before, as after a jump."""
        self.table.verticalScrollBar().setValue(self.model.rowCount() // 2 + 40 * (1 + self.odd))
        self.odd = not self.odd
        self.paint()

    def page_down(self) -> Figure:
        """A page, over 10,000 rows, each page painted."""
        self.table.setFocus()
        self.table.go_to(int(self.model.rows[0]), Field.TIME)
        visible = self.table.viewport().height() // self.table.rowHeight(0)
        taken = [once(self._next_page) for _ in range(SCROLLED // visible)]
        return middle(taken)

    def _next_page(self) -> None:
        QTest.keyClick(self.table, Qt.Key.Key_PageDown)
        self.table.repaint()

    def edit(self) -> None:
        """One cell, until it is judged and painted."""
        self.odd = not self.odd
        index = self.model.index(40, self.model.column_of(Field.VALUE))
        self.model.setData(index, "12.5" if self.odd else "abc", Qt.ItemDataRole.EditRole)
        self.table.repaint()

    def sort(self, field: Field) -> None:
        self.odd = not self.odd
        order = Qt.SortOrder.AscendingOrder if self.odd else Qt.SortOrder.DescendingOrder
        self.model.sort(self.model.column_of(field), order)

    def show(self, **wanted: object) -> None:
        self.model.set_filter(RowFilter(**wanted))  # type: ignore[arg-type]

    def paste(self) -> None:
        document = self.window.session.document
        assert document is not None
        self.odd = not self.odd
        block = [["12.50" if self.odd else "13.75", "EUR"]] * PASTED
        edit = paste(document, block, np.arange(PASTED), [Field.VALUE, Field.CURRENCY])
        assert edit is not None
        self.window.session.apply(edit)
        self.table.repaint()

    def look_for(self) -> None:
        document = self.window.session.document
        assert document is not None
        outcome(document, {Field.NAME: self.model.rows}, Replacement("deals", "sales"))


def figures(grid: Grid) -> dict[str, Figure]:
    """What is measured."""
    column = grid.model.column_of(Field.CURRENCY)
    found = {
        "paint the viewport again": median(grid.paint, 30, 0),
        "jump and paint the viewport": median(grid.paint_anew, 30, 0),
        "page down and paint, 10,000 rows by keys": grid.page_down(),
        "edit one cell, judged and painted": median(grid.edit, 15, 0.2),
        f"paste {PASTED:,} x 2 cells, judged and painted": median(grid.paste),
        "sort by time": median(lambda: grid.sort(Field.TIME)),
        "sort by text (conversion name)": median(lambda: grid.sort(Field.NAME)),
    }
    grid.model.sort(-1)
    found |= {
        "filter: rows that need fixing": median(lambda: grid.show(show=Show.ERRORS)),
        "filter off": median(lambda: grid.show()),
        "filter a column by a text": median(
            lambda: grid.model.filter_column(column, ColumnFilter(text="EUR"))
        ),
        "find a text in all columns, were it not beside the window": median(lambda: grid.show(find="smith")),
    }
    grid.model.clear_column_filters()
    grid.show()
    return found | {"look for a text to replace in a column": median(grid.look_for)}


def main() -> None:
    for rows in [int(one) for one in sys.argv[1:]] or [100_000, 1_000_000]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "deals.csv"
            generate(rows, path, NOW)
            window = make_window(
                ["--settings", str(Path(folder) / "settings.ini"), "--now", "2026-11-24T00:00:00Z"]
            )
            window.resize(1400, 900)
            window.show()
            window.session.open(open_and_judge(path))
            rest(1)
            print(f"\n| {rows:,} rows | ms | of that processor ms |\n|---|---|---|")
            for what, (clock, processor) in figures(Grid(window)).items():
                print(f"| {what} | {clock:.1f} | {processor:.1f} |")
            window.session.mark_saved()
            window.close()


if __name__ == "__main__":
    main()
