"""Tries the reader on a folder of files from the field: `python tests/io/corpus.py FOLDER [PART OF A NAME]`.

`FOLDER/index.jsonl` has a line for each file: `file`, and `code` for what must come of it: OPEN (to be
opened, or refused as empty where it holds no data), REFUSE..., EMPTY (to be refused), or another word (either
will do). Whatever the code, a file must not crash, hang or kill the process it is read in. Where `expect`
names dimensions ("12 x 5; ...", or "'Sheet1' 12x5 (57 cells)" for each sheet), what is opened must have them:
as many records that are not blank, or filled cells, and as many columns. Faults are counted by kind; the exit
status is 1 where there are any.
"""

from __future__ import annotations

import json
import multiprocessing
import queue
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.compute as pc

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from offconv_gui.core.messages import UserError
from offconv_gui.core.progress import silent
from offconv_gui.io.file_kinds import OLE, ZIP
from offconv_gui.io.readers import ReadOptions, open_grid
from offconv_gui.io.workbooks.workbooks import read_workbook

PATIENCE = 20
"""Seconds for a file."""

NO_DATA = ("There are no rows", "is empty")
UNPACKED = "or unpack and open"
MOST_LEFT_OUT = 4
"""Records of a text that may be left out, as closing lines of a report and rows of nothing but separators."""


RECORDS = re.compile(r"(\d+)(?: records)? x (\d+);")
SHEET = re.compile(r"'([^']+)' (\d+)x(\d+) \((\d+) cells\)")


def read(path: Path, expect: str, answers: Any) -> None:
    """Open one file and say how that ended: a word, and details."""
    try:
        opened = open_grid(path)
        grid = opened.grid
        differences = [
            *different_records(path, expect),
            *different_sheets(path, opened.origin.sheets, expect),
        ]
        if differences:
            answers.put(("open with other dimensions", "; ".join(differences)))
        else:
            answers.put(("open", f"{grid.row_count} x {len(grid.columns)} {grid.headings[:4]}"))
    except UserError as refusal:
        answers.put(("refused", str(refusal)))


def different_records(path: Path, expect: str) -> Iterator[str]:
    """What a text has other than the dimensions expected; closing lines of a report may be missing."""
    found = RECORDS.search(expect)
    if found is None or SHEET.search(expect):
        return
    grid = open_grid(path, ReadOptions(header_row=0)).grid
    rows, columns = int(found[1]), int(found[2])
    if not rows - MOST_LEFT_OUT <= grid.row_count <= rows or len(grid.columns) < columns:
        yield f"{grid.row_count} x {len(grid.columns)} rather than {rows} x {columns}"


def different_sheets(path: Path, sheets: tuple[str, ...], expect: str) -> Iterator[str]:
    """Which sheets of a workbook have fewer rows, columns or filled cells than expected."""
    data = path.read_bytes()
    for name, *numbers in SHEET.findall(expect.partition("| calamine differs")[0]):
        wanted = tuple(map(int, numbers))
        if not wanted[2] or name not in sheets or not data.startswith((ZIP, OLE)):
            continue
        # This process may die of it: no need for another one, which takes longer than reading.
        grid = read_workbook(data, path, ReadOptions(sheet=name, header_row=0), silent).grid
        filled = sum(pc.sum(pc.not_equal(column.text, "")).as_py() for column in grid.columns)
        seen = int(grid.row_numbers[-1]), len(grid.columns), filled
        if any(ours < theirs for ours, theirs in zip(seen, wanted, strict=True)):
            yield f"{name!r} {seen} rather than {wanted}"


def outcome(path: Path, expect: str) -> tuple[str, str]:
    """How reading ends, in a process of its own: it may take the whole process down."""
    context = multiprocessing.get_context("spawn" if sys.platform == "win32" else "fork")
    answers = context.Queue()
    process = context.Process(target=read, args=(path, expect, answers))
    process.start()
    process.join(PATIENCE)
    if process.is_alive():
        process.kill()
        process.join()
        return "hang", f"after {PATIENCE} seconds"
    try:
        result: tuple[str, str] = answers.get(timeout=1)
    except queue.Empty:
        return "crash", f"exit code {process.exitcode}"
    return result


def fault(code: str, expect: str, how: str, words: str) -> str | None:
    """What is wrong with an outcome; None where nothing is."""
    if how == "open with other dimensions":
        return how if code.startswith("OPEN") else None
    if how not in ("open", "refused"):
        return how
    if code.startswith("OPEN") and how == "refused" and not any(no_data in words for no_data in NO_DATA):
        return "refused what should open"
    if code.startswith(("REFUSE", "EMPTY")) and how == "open" and UNPACKED not in expect:
        return "opened what should be refused"
    return None


def main(folder: Path, part: str) -> int:
    faults: Counter[str] = Counter()
    outcomes: Counter[str] = Counter()
    for line in (folder / "index.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if part not in entry["file"]:
            continue
        expect = entry.get("expect", "")
        how, words = outcome(folder / entry["file"], expect)
        outcomes[f"{entry['code']}: {how}"] += 1
        if found := fault(entry["code"], expect, how, words):
            faults[found] += 1
            sys.stdout.write(f"{found}: {entry['file']}: {words}\n    {expect}\n")
    for name, count in [*sorted(outcomes.items()), *sorted(faults.items())]:
        sys.stdout.write(f"{count:5} {name}\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2] if sys.argv[2:] else ""))
