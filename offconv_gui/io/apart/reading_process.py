"""The process in which files are read that may take a process down: whatever happens, the program lives on.

It is given what to read by its standard input and answers by its standard output (`pipe_frames.py`). It
imports no more than reading needs, and ends with the process that started it.
"""

from __future__ import annotations

import gc
import io
import json
import os
import sys
import threading
from functools import partial
from importlib import import_module
from pathlib import Path
from types import TracebackType

from offconv_gui.core.failures import stack
from offconv_gui.core.messages import UserError
from offconv_gui.io.apart import opened_frames, pipe_frames, process_limits
from offconv_gui.io.opening import ReadOptions


def main() -> None:
    """Read one file and say how that ended; the process ends with it."""
    requests, answers = _binary(0, "rb"), _binary(1, "wb")
    sys.excepthook = partial(_tell_bug, answers)
    process_limits.leave_no_image()
    request = json.loads(pipe_frames.receive(requests)[1][:])
    content = pipe_frames.receive(requests)[1]
    threading.Thread(target=_end_with_starter, args=(requests,), daemon=True).start()
    read = getattr(import_module(request["module"]), request["function"])
    process_limits.limit_memory()
    gc.disable()  # it would look through millions of cells again and again, and the process ends with them
    try:
        progress = partial(_tell_progress, answers)
        opened = read(content, Path(request["path"]), ReadOptions(**request["options"]), progress)
        table = opened_frames.packed(opened)
    except MemoryError:
        os._exit(1)  # no last word: that is what is said of a process that died
    except UserError as refusal:
        pipe_frames.send(answers, pipe_frames.REFUSED, opened_frames.packed_refusal(refusal))
    else:
        pipe_frames.send(answers, pipe_frames.OPENED, table)
    os._exit(0)  # all is said: putting everything away takes longer than all the rest for a small file


def _binary(number: int, mode: str) -> io.RawIOBase:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.setmode(number, os.O_BINARY)
    return io.FileIO(number, mode, closefd=False)


def _tell_progress(answers: io.RawIOBase, done: int, total: int) -> None:
    pipe_frames.send(answers, pipe_frames.PROGRESS, json.dumps([done, total]).encode())


def _tell_bug(
    answers: io.RawIOBase, kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    del kind, trace
    pipe_frames.send(answers, pipe_frames.BUG, stack(error).encode())


def _end_with_starter(requests: io.RawIOBase) -> None:
    """The other end of the pipe stays open for as long as somebody waits for the answer."""
    requests.read(1)
    os._exit(1)
