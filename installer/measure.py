#!/usr/bin/env python3
"""Prints the figures of RESULTS.md, sizes, first paint, memory: `measure.py FOLDER [DOWNLOADS]`, on Linux.

FOLDER is the frozen folder, DOWNLOADS holds what people download. The moment is the one at which an X display
of its own changes, seen from outside: no line of the program is there to be measured. Memory is told twice,
when the window is seen, and when what is loaded beside it has come. "Cold" means that the system's cache of
files was dropped, for which one must be root.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import sizes

RUNS = 7
NEVER = 60.0
"""Seconds after which a start counts as failed."""

WIDTH, HEIGHT = 1440, 900
LOADED = 6.0
"""Seconds after which all that is loaded beside the window has come, on a computer that is busy, too."""


class Memory(NamedTuple):
    """Bytes a process holds, those of them that are its share (PSS), and those that no other shares."""

    held: int
    share: int
    own: int


class Start(NamedTuple):
    """Seconds until the window was seen; memory then, and when it was ended."""

    seen: float
    at_first: Memory
    loaded: Memory


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("downloads", type=Path, nargs="?")
    parser.add_argument("--runs", type=int, default=RUNS)
    given = parser.parse_args()
    print(f"| installed | {sizes.total(given.folder) / 1e6:.0f} MB |")
    if given.downloads:
        for path in sorted(given.downloads.iterdir()):
            if path.suffix in (".deb", ".xz", ".exe", ".dmg"):
                print(f"| {path.name} | {path.stat().st_size / 1e6:.1f} MB |")
    with Display() as display:
        measure_starts(given.folder / "offconv-gui", display, given.runs)
    return 0


class Display:
    """An X display of its own, whose picture lies in a file."""

    def __enter__(self) -> Display:
        self._folder = tempfile.TemporaryDirectory()
        reading, writing = os.pipe()
        words = [
            "Xvfb",
            "-displayfd",
            str(writing),
            "-screen",
            "0",
            f"{WIDTH}x{HEIGHT}x24",
            "-nolisten",
            "tcp",
        ]
        words += ["-fbdir", self._folder.name]
        self._server = subprocess.Popen(words, pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as told:
            self.name = f":{told.readline().strip()}"
        return self

    def __exit__(self, *error: object) -> None:
        self._server.terminate()
        self._server.wait()
        self._folder.cleanup()

    def pixels(self) -> bytes:
        """A few pixels in the middle."""
        path = Path(self._folder.name) / "Xvfb_screen0"
        head = path.stat().st_size - WIDTH * HEIGHT * 4
        with path.open("rb") as file:
            file.seek(head + (HEIGHT // 4 * WIDTH + WIDTH // 2) * 4)
            return file.read(200)


def measure_starts(program: Path, display: Display, runs: int) -> None:
    """Print warm and cold starts in seconds, and the memory of the empty window."""
    start(program, display)  # fills the cache
    print_starts("warm", [start(program, display) for _ in range(runs)])
    if os.geteuid() == 0:
        print_starts("cold", [start(program, display, cold=True) for _ in range(runs)])
    last = start(program, display, wait=LOADED)
    for when, memory in (("is seen", last.at_first), ("has all beside it loaded", last.loaded)):
        held, share, own = (size / 1e6 for size in memory)
        print(f"| memory when the window {when} | {held:.0f} MB, its share {share:.0f}, its own {own:.0f} |")


def print_starts(name: str, starts: list[Start]) -> None:
    moments = [one.seen for one in starts]
    print(f"| window, {name} | {statistics.median(moments):.2f} s (least {min(moments):.2f}) |", flush=True)


def start(program: Path, display: Display, *, cold: bool = False, wait: float = 0) -> Start:
    """Start it once, wait for the window and as many seconds more, and end it."""
    if cold:
        os.sync()
        Path("/proc/sys/vm/drop_caches").write_text("3", encoding="ascii")
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "DISPLAY": display.name, "QT_QPA_PLATFORM": "xcb", "HOME": folder}
        blank = display.pixels()
        began = time.monotonic()
        process = subprocess.Popen([program], env=env, stdin=subprocess.DEVNULL)
        try:
            while display.pixels() == blank:
                time.sleep(0.002)
                if process.poll() is not None or time.monotonic() - began > NEVER:
                    sys.exit(f"{program} did not come up")
            seen, at_first = time.monotonic() - began, memory(process.pid)
            time.sleep(wait)
            return Start(seen, at_first, memory(process.pid))
        finally:
            process.terminate()
            process.wait()
            time.sleep(0.5)  # until the display is blank again


def memory(process: int) -> Memory:
    """What Linux counts."""
    text = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    found = {line.split(":")[0]: int(line.split()[1]) * 1024 for line in text.splitlines()[1:]}
    return Memory(found["Rss"], found["Pss"], found["Private_Clean"] + found["Private_Dirty"])


if __name__ == "__main__":
    sys.exit(main())
