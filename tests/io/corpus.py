"""Tries the reader on a folder of files from the field: `python tests/io/corpus.py FOLDER [PART OF A NAME]`.

`FOLDER/index.jsonl` has a line for each file: `file`, and `code` for what must come of it: OPEN (to be
opened, or refused as empty where it holds no data), REFUSE..., EMPTY (to be refused), or another word (either
will do). Whatever the code, a file must not crash, hang or kill the process it is read in. Faults are counted
by kind; the exit status is 1 where there are any.
"""

from __future__ import annotations

import json
import multiprocessing
import queue
import sys
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from offconv_gui.core.messages import UserError
from offconv_gui.io.readers import open_grid

PATIENCE = 20
"""Seconds for a file."""

NO_DATA = ("There are no rows", "is empty")


def read(path: Path, answers: Any) -> None:
    """Open one file and say how that ended: a word, and details."""
    try:
        grid = open_grid(path).grid
        answers.put(("open", f"{grid.row_count} x {len(grid.columns)} {grid.headings[:4]}"))
    except UserError as refusal:
        answers.put(("refused", str(refusal)))


def outcome(path: Path) -> tuple[str, str]:
    """How reading ends, in a process of its own: it may take the whole process down."""
    context = multiprocessing.get_context("spawn" if sys.platform == "win32" else "fork")
    answers = context.Queue()
    process = context.Process(target=read, args=(path, answers))
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


def fault(code: str, how: str, words: str) -> str | None:
    """What is wrong with an outcome; None where nothing is."""
    if how not in ("open", "refused"):
        return how
    if code.startswith("OPEN") and how == "refused" and not any(no_data in words for no_data in NO_DATA):
        return "refused what should open"
    if code.startswith(("REFUSE", "EMPTY")) and how == "open":
        return "opened what should be refused"
    return None


def main(folder: Path, part: str) -> int:
    faults: Counter[str] = Counter()
    outcomes: Counter[str] = Counter()
    for line in (folder / "index.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if part not in entry["file"]:
            continue
        how, words = outcome(folder / entry["file"])
        outcomes[f"{entry['code']}: {how}"] += 1
        if found := fault(entry["code"], how, words):
            faults[found] += 1
            sys.stdout.write(f"{found}: {entry['file']}: {words}\n    {entry.get('expect', '')}\n")
    for name, count in [*sorted(outcomes.items()), *sorted(faults.items())]:
        sys.stdout.write(f"{count:5} {name}\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2] if sys.argv[2:] else ""))
