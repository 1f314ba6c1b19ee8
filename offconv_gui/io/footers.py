"""The closing lines of a report, which are no rows of its table."""

from __future__ import annotations

import numpy as np

from offconv_gui.io.headings import is_footer
from offconv_gui.io.opening import Block

FOOTER_ROWS = 10


def without_footer(blocks: list[Block]) -> list[Block]:
    """The blocks less the closing lines of a report: they follow a blank row and say what they are."""
    blocks = [block for block in blocks if len(block.row_numbers)]
    if not blocks or len(blocks[-1].columns) < 3:
        return blocks
    last = blocks[-1]
    before = blocks[-2].row_numbers[-1] if len(blocks) > 1 else last.row_numbers[0]
    behind_blank = np.diff(last.row_numbers, prepend=before) > 1
    start = max(len(last.row_numbers) - FOOTER_ROWS, 0)
    rows = list(zip(*(column[start:].to_pylist() for column in last.columns), strict=True))
    keep = np.ones(len(last.row_numbers), dtype=bool)
    for place in reversed(range(len(rows))):
        if not is_footer(rows[place]):
            break
        position = start + place
        if behind_blank[position]:
            keep[position:] = False
    return [*blocks[:-1], last.kept(keep)] if not keep.all() else blocks
