"""Tries the readers with spoiled files: `python tests/io/fuzz_open_grid.py SECONDS [--from FOLDER]`.

The files are those of `mutations.py`, or of a folder. They are read in one process, one after the other;
where that dies, as calamine can make it, the file is read again as the program does it, apart, and must be
refused. A fault is: an exception that is no `UserError`, more than 10 seconds of computing, more than 3 GB of
memory, an end that the program would share. Faults are printed; `--keep FOLDER` keeps their files.
"""

from __future__ import annotations

import argparse
import json
import resource
import select
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from dataclasses import asdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import mutations

from offconv_gui.core.messages import UserError
from offconv_gui.io import excel_reader
from offconv_gui.io.readers import ReadOptions, open_grid

MOST_SECONDS, MOST_BYTES = 10.0, 3 * 1024**3
PATIENCE = 90.0
"""Seconds of the clock for a file, on a machine that does other things too."""

OPTIONS = "options.json"

Files = tuple[tuple[str, bytes], ...]


def files_in(folder: Path) -> Files:
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.stat().st_size < 200_000]
    return tuple((path.name, path.read_bytes()) for path in paths)


def tried(path: Path, options: ReadOptions) -> tuple[str, str]:
    """How reading a file ends: a word, and details."""
    begun = time.process_time()
    try:
        open_grid(path, options)
        how, words = "opened", ""
    except UserError as refusal:
        how, words = "refused", str(refusal)
    except BaseException as bug:  # noqa: BLE001  (that is what is looked for)
        how, words = "bug", "".join(traceback.format_exception(bug)[-4:])
    taken = time.process_time() - begun
    return ("slow", f"{taken:.1f} seconds, {how}") if taken > MOST_SECONDS else (how, words)


def work(seed: int, files: Files, folder: Path) -> None:
    """Try one seed after another, and print what came of each; the file lies in the folder meanwhile."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    excel_reader.read_apart = lambda read, *request: read(*request)  # type: ignore[assignment]
    while True:
        name, content, options = mutations.spoiled(seed, files)
        (folder / name).write_bytes(content)
        (folder / OPTIONS).write_text(json.dumps([name, asdict(options)]), encoding="utf-8")
        print(json.dumps([seed, *tried(folder / name, options)]), flush=True)
        if not sys.stdin.readline():  # the file has been looked at
            return
        (folder / name).unlink()
        seed += 1


class Watch:
    """Counts what a worker says, and keeps the files of faults."""

    def __init__(self, given: argparse.Namespace, files: Files) -> None:
        self.counts: Counter[str] = Counter()
        self.faults: Counter[str] = Counter()
        self._given, self._files = given, files

    def run(self) -> None:
        seed, end = self._given.seed, time.monotonic() + self._given.seconds
        while time.monotonic() < end:
            seed = self._one_worker(seed, end)

    def _one_worker(self, seed: int, end: float) -> int:
        """Until the worker dies or hangs, or time is up; gives the seed to go on with."""
        command = [sys.executable, __file__, "0", "--work", "--seed", str(seed)]
        command += ["--from", str(self._given.folder)] if self._given.folder else []
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            worker = subprocess.Popen(
                [*command, "--keep", place],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
            assert worker.stdout
            assert worker.stdin
            with worker:
                while time.monotonic() < end:
                    line = "still at it"
                    if select.select([worker.stdout], [], [], PATIENCE)[0]:
                        line = worker.stdout.readline()
                    if not line:
                        how, words = tried(*_left_in(folder))
                        self._note(seed, "died, refused apart" if how == "refused" else how, words, folder)
                        return seed + 1
                    if line == "still at it":
                        self._note(seed, "hung", f"no answer in {PATIENCE} seconds", folder)
                        worker.kill()
                        return seed + 1
                    seed, how, words = json.loads(line)
                    self._note(seed, how, words, folder)
                    worker.stdin.write("\n")
                    worker.stdin.flush()
                    seed += 1
                worker.kill()
        return seed

    def _note(self, seed: int, how: str, words: str, folder: Path) -> None:
        path, options = _left_in(folder)
        self.counts[f"{path.suffix.lower()}: {how}"] += 1
        if how in ("opened", "refused", "died, refused apart"):
            return
        last = words.strip().splitlines()[-1] if words.strip() else how
        self.faults[f"{how}: {last}"] += 1
        if self.faults[f"{how}: {last}"] == 1:
            print(f"-- {how} of {path.name}, seed {seed}, {options}\n{words}", flush=True)
            if self._given.keep:
                shutil.copy(path, self._given.keep / f"{seed}-{path.name}")


def _left_in(folder: Path) -> tuple[Path, ReadOptions]:
    """The file that a worker is at, and how it is to be read."""
    name, options = json.loads((folder / OPTIONS).read_text(encoding="utf-8"))
    return folder / name, ReadOptions(**options)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("seconds", type=float)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from", dest="folder", type=Path, help="spoil the files of this folder")
    parser.add_argument("--keep", type=Path, help="keep files with faults in this folder")
    parser.add_argument("--work", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    files = files_in(given.folder) if given.folder else mutations.sound_files()
    if given.work:
        work(given.seed, files, given.keep)
    watch = Watch(given, files)
    watch.run()
    for name, count in [*sorted(watch.counts.items()), *sorted(watch.faults.items())]:
        print(f"{count:7} {name}")
    return 1 if watch.faults else 0


if __name__ == "__main__":
    sys.exit(main())
