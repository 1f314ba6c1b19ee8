"""Read separated text stretch by stretch: the fast way where its quotes keep to the rules, else leniently."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np

from offconv_gui.core.progress import Progress
from offconv_gui.io.delimited import csv_fast
from offconv_gui.io.delimited.csv_fast import RegularRows, SeparatedText, Stretch
from offconv_gui.io.opening import Block, merged

SMALLEST_STRETCH = 128 * 1024
LARGEST_STRETCH = 16 * 1024 * 1024
"""About 150,000 rows: large enough to be fast, small enough to report progress ten times a second."""

WORKERS = 2
"""Threads that read; one more cuts."""


def blocks_of(text: SeparatedText, start: int, progress: Progress) -> list[Block]:
    """All records from byte `start` on, blank ones and all, numbered from 1.

    `progress` is called with the bytes read so far, of twice the text's size: the first half is for reading
    the file.
    """
    return list(merged(_read(text, start, progress)))


def _read(text: SeparatedText, start: int, progress: Progress) -> Iterator[Block]:
    """Clean stretches are read by other threads while the next ones are cut."""
    total, row, size = len(text.data), 1, SMALLEST_STRETCH
    waiting: deque[tuple[Future[RegularRows], int]] = deque()
    with ThreadPoolExecutor(WORKERS, "rows") as pool:
        while start < total or waiting:
            stretch = csv_fast.cut(text, start, size) if start < total else None
            if stretch is not None and stretch.clean:
                start = stretch.end
                waiting.append((pool.submit(csv_fast.read_regular, text, stretch), start))
                size = min(size * 4, LARGEST_STRETCH)
            while waiting and (len(waiting) > WORKERS or stretch is None or not stretch.clean):
                future, done = waiting.popleft()
                rows = future.result()
                if len(rows.odd_lines) * 20 > rows.count:
                    size = SMALLEST_STRETCH
                yield csv_fast.all_rows(text, rows, row)
                row += rows.count
                progress(total + done, 2 * total)
            if stretch is not None and not stretch.clean:
                block, start = _leniently(text, stretch, row)
                size = SMALLEST_STRETCH
                row += len(block.row_numbers)
                yield block
                progress(total + start, 2 * total)


def _leniently(text: SeparatedText, stretch: Stretch, row: int) -> tuple[Block, int]:
    """The records of a stretch that breaks the rules, and where the next one starts.

    A record may go on behind the stretch: then more text is taken, for that record alone.
    """
    size, limit = stretch.end - stretch.start, 0
    while True:
        end = min(stretch.start + size, len(text.data))
        content = text.data[stretch.start : end].decode("utf-8", "ignore")
        final = end == len(text.data)
        records, length = text.parser.parse(content, final=final, limit=limit)
        if records:
            following = len(text.data) if final and length == len(content) else None
            if following is None:
                following = stretch.start + len(content[:length].encode())
            numbers = np.arange(row, row + len(records), dtype=np.int64)
            return csv_fast.block_of(text, records, numbers), following
        size, limit = size * 4, 1
