#!/usr/bin/env python3
"""Prints the figures of RESULTS.md, sizes, first paint, memory: `measure.py FOLDER [DOWNLOADS]`, on Linux.

FOLDER is the frozen folder, DOWNLOADS holds what people download. The moments are those at which an X display
of its own changes, seen from outside: no line of the program is there to be measured. The first paint is the
greeting's, in the middle; the window's is where only the window reaches. "Cold" means that the system's cache
of files was dropped, for which one must be root.
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
GREETING, WINDOW = (WIDTH // 2, HEIGHT // 2), (WIDTH // 2, HEIGHT // 4)
"""Places on the screen: the middle of the greeting, and one that only the window covers."""


class Start(NamedTuple):
    """Seconds until the greeting and the window were seen; bytes held, and those that no other shares."""

    first_paint: float
    window: float
    memory: tuple[int, int]


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

    def pixels(self, place: tuple[int, int]) -> bytes:
        """A few pixels from that place on, counted from the left and from the top."""
        path = Path(self._folder.name) / "Xvfb_screen0"
        head = path.stat().st_size - WIDTH * HEIGHT * 4
        with path.open("rb") as file:
            file.seek(head + (place[1] * WIDTH + place[0]) * 4)
            return file.read(200)


def measure_starts(program: Path, display: Display, runs: int) -> None:
    """Print warm and cold starts in seconds, and the memory of the empty window."""
    start(program, display)  # fills the cache
    print_starts("warm", [start(program, display) for _ in range(runs)])
    if os.geteuid() == 0:
        print_starts("cold", [start(program, display, cold=True) for _ in range(runs)])


def print_starts(name: str, starts: list[Start]) -> None:
    for what, moments in (
        ("first paint", [one.first_paint for one in starts]),
        ("window", [one.window for one in starts]),
    ):
        print(f"| {what}, {name} | {statistics.median(moments):.2f} s (least {min(moments):.2f}) |")
    if name == "warm":
        held, own = (
            statistics.median(sizes) / 1e6 for sizes in zip(*(s.memory for s in starts), strict=True)
        )
        print(f"| memory, empty window | {held:.0f} MB, of them {own:.0f} MB its own |", flush=True)


def start(program: Path, display: Display, *, cold: bool = False) -> Start:
    """Start it once, wait for greeting and window, and end it."""
    if cold:
        os.sync()
        Path("/proc/sys/vm/drop_caches").write_text("3", encoding="ascii")
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "DISPLAY": display.name, "QT_QPA_PLATFORM": "xcb", "HOME": folder}
        blank = [display.pixels(place) for place in (GREETING, WINDOW)]
        began = time.monotonic()
        process = subprocess.Popen([program], env=env, stdin=subprocess.DEVNULL)
        moments = []
        try:
            for place, before in zip((GREETING, WINDOW), blank, strict=True):
                while display.pixels(place) == before:
                    time.sleep(0.002)
                    if process.poll() is not None or time.monotonic() - began > NEVER:
                        sys.exit(f"{program} did not come up")
                moments.append(time.monotonic() - began)
            time.sleep(2)
            return Start(*moments, memory(process.pid))
        finally:
            process.terminate()
            process.wait()
            time.sleep(0.5)  # until the display is blank again


def memory(process: int) -> tuple[int, int]:
    """Bytes a process holds, and those that no other shares, as Linux counts them."""
    text = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    found = {line.split(":")[0]: int(line.split()[1]) * 1024 for line in text.splitlines()[1:]}
    return found["Rss"], found["Private_Clean"] + found["Private_Dirty"]


if __name__ == "__main__":
    sys.exit(main())
