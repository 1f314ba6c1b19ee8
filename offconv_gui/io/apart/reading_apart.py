"""Read a file in a process of its own, which a hostile or damaged file may take down, fill or keep for ever.

calamine is native code: where it aborts or memory runs out, no `except` helps. The process has limits, is
watched and can be stopped at any moment; nothing it holds is ever written to a disk.
"""

from __future__ import annotations

import io
import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

from offconv_gui.core.failures import FailedElsewhereError
from offconv_gui.core.messages import QT_TRANSLATE_NOOP, UserError
from offconv_gui.core.progress import Progress
from offconv_gui.io.apart import pipe_frames
from offconv_gui.io.apart.opened_frames import unpacked, unpacked_refusal
from offconv_gui.io.file_memory import Bytes
from offconv_gui.io.opening import Opened, ReadOptions, trouble

_PROCESS = "offconv_gui.io.apart.reading_process"

OPTION = "--read-apart"
"""What the frozen programs are started with to be such a process (`installer/reading_hook.py`)."""

PATIENCE = 30.0
"""Seconds without a sign of life, and besides for each megabyte of the file `PATIENCE_PER_MB`."""

PATIENCE_PER_MB = 5.0
_LOOK_EVERY = 0.05
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""Reading multiplies no matrices; threads for it would take a tenth of the time that starting takes."""

_NO_CONSOLE = 0x08000000 if sys.platform == "win32" else 0
"""Windows' `CREATE_NO_WINDOW`: a window's program has no console, and would show one for the process."""

Answer = tuple[bytes, Bytes]
Answers = queue.SimpleQueue[Answer | None]


Read = Callable[[Bytes, Path, ReadOptions, Progress], Opened]
"""What reads a file's bytes: a function of a module, which the other process finds by its name."""


def read_apart(read: Read, data: Bytes, path: Path, options: ReadOptions, progress: Progress) -> Opened:
    """What `read` makes of the bytes.

    `progress` is called several times a second, whatever `read` does; where it raises, the reading ends at
    once. Raises `UserError` where `read` does, where the process dies, and where it is silent for too long.
    """
    progress(0, 0)
    answers: Answers = queue.SimpleQueue()
    request: dict[str, Any] = {"module": read.__module__, "function": read.__name__}
    request |= {"path": str(path), "options": asdict(options)}
    with _started(path) as process:
        talk = threading.Thread(target=_talk, args=(process, request, data, answers), name="reading apart")
        talk.start()
        try:
            return _outcome(answers, PATIENCE + PATIENCE_PER_MB * len(data) / 1e6, path, progress)
        finally:
            process.kill()
            talk.join()


def _started(path: Path) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            _command(),
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # where native code announces its end, and what a file made it say
            env={**os.environ, **_ONE_THREAD},
            creationflags=_NO_CONSOLE,
        )
    except OSError as problem:
        raise trouble(
            QT_TRANSLATE_NOOP("io", "“{name}” cannot be read: {reason}."),
            QT_TRANSLATE_NOOP("io", "Close other programs and try again."),
            name=path.name,
            reason=problem.strerror or problem,
        ) from problem


def _command() -> list[str]:
    """How such a process is started: with the same modules from the same places, and nothing of the folder
    that the program happens to run in."""
    if getattr(sys, "frozen", False):
        return [sys.executable, OPTION]
    start = f"import sys; sys.path[:] = {sys.path!r}; from {_PROCESS} import main; main()"
    return [sys.executable, "-P", "-c", start]


def _talk(process: subprocess.Popen[bytes], request: object, data: Bytes, answers: Answers) -> None:
    """Ask, and put down what comes back: progress, a last word, and None where it dies without one."""
    there, back = cast(io.RawIOBase, process.stdin), cast(io.RawIOBase, process.stdout)
    last: Answer | None = None
    with suppress(OSError, EOFError):
        pipe_frames.send(there, pipe_frames.REQUEST, json.dumps(request).encode())
        pipe_frames.send(there, pipe_frames.CONTENT, data)
        while (answer := pipe_frames.receive(back))[0] == pipe_frames.PROGRESS:
            answers.put(answer)
        last = answer
    answers.put(last)


def _outcome(answers: Answers, patience: float, path: Path, progress: Progress) -> Opened:
    done, total, heard = 0, 0, time.monotonic()
    while True:
        try:
            answer = answers.get(timeout=_LOOK_EVERY)
        except queue.Empty:
            progress(done, total)
            if time.monotonic() - heard > patience:
                raise _takes_too_long(path) from None
            continue
        heard = time.monotonic()
        if answer is None:
            raise _died(path)
        kind, content = answer
        if kind != pipe_frames.PROGRESS:
            return _last_word(kind, content)
        done, total = json.loads(content[:])
        progress(done, total)


def _last_word(kind: bytes, content: Bytes) -> Opened:
    if kind == pipe_frames.REFUSED:
        raise unpacked_refusal(content)
    if kind == pipe_frames.BUG:
        raise FailedElsewhereError(content[:].decode())
    return unpacked(content)


_ANOTHER_WAY = QT_TRANSLATE_NOOP(
    "io", "Open it in Excel, save the sheet you need as a new workbook or as CSV, and open that."
)


def _died(path: Path) -> UserError:
    return trouble(
        QT_TRANSLATE_NOOP("io", "“{name}” cannot be read: it is damaged, or takes more memory than it may."),
        _ANOTHER_WAY,
        name=path.name,
    )


def _takes_too_long(path: Path) -> UserError:
    return trouble(
        QT_TRANSLATE_NOOP("io", "Reading “{name}” takes too long; it was stopped."),
        _ANOTHER_WAY,
        name=path.name,
    )
