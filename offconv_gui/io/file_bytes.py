"""Read a file whole, once, and say plainly why it cannot be read."""

from __future__ import annotations

import errno
from pathlib import Path

from offconv_gui.core.messages import QT_TRANSLATE_NOOP, UserError
from offconv_gui.core.progress import Progress
from offconv_gui.io.file_memory import Bytes, FileBytes
from offconv_gui.io.opening import trouble

HEAD_BYTES = 65_536
PIECE_BYTES = 8 * 1024 * 1024


def head_of(path: Path) -> bytes:
    """The first bytes of a file; raises `UserError` where it is missing, locked, empty or no file."""
    try:
        if path.is_dir():
            raise _is_folder(path)
        if path.is_fifo():
            raise _is_pipe(path)
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except (OSError, ValueError) as problem:
        raise _unreadable(path, problem) from problem
    if not head:
        raise trouble(
            QT_TRANSLATE_NOOP("io", "“{name}” is empty."),
            QT_TRANSLATE_NOOP("io", "Export it again, and check that the new file has rows."),
            name=path.name,
        )
    return head


def read_whole(path: Path, progress: Progress, share: int = 1) -> Bytes:
    """The file's bytes, opened for reading only.

    `progress` is called with bytes read of `share` times the file's size: what is left of that is for the
    work that follows.
    """
    try:
        with path.open("rb", buffering=0) as file:
            size = path.stat().st_size
            data = FileBytes(-1, max(size, 1))
            done = 0
            with memoryview(data) as view:
                while done < size and (count := file.readinto(view[done : done + PIECE_BYTES])):
                    done += count
                    progress(done, size * share)
            rest = file.read()
            return data if done == len(data) and not rest else data[:done] + rest  # it has changed meanwhile
    except (OSError, ValueError) as problem:
        if isinstance(problem, OSError) and problem.errno == errno.ENOMEM:
            raise too_large(path.name) from problem
        raise _unreadable(path, problem) from problem
    except MemoryError as problem:
        raise too_large(path.name) from problem


def too_large(name: str) -> UserError:
    """The error for a file that does not fit into memory."""
    return trouble(
        QT_TRANSLATE_NOOP("io", "“{name}” is too large for this computer's memory."),
        QT_TRANSLATE_NOOP("io", "Export a shorter period, or split the file, and open the parts."),
        name=name,
    )


def _is_folder(path: Path) -> UserError:
    return trouble(
        QT_TRANSLATE_NOOP("io", "“{name}” is a folder, not a file."),
        QT_TRANSLATE_NOOP("io", "Choose a file inside it."),
        name=path.name or str(path),
    )


def _is_pipe(path: Path) -> UserError:
    """A pipe gives its bytes once, and may never give any; files are looked into before they are read."""
    return trouble(
        QT_TRANSLATE_NOOP("io", "“{path}” gives its rows once only, and is no file."),
        QT_TRANSLATE_NOOP("io", "Save them in a file, and open that."),
        path=path,
    )


def _unreadable(path: Path, problem: OSError | ValueError) -> UserError:
    """An operating system's error in a person's words."""
    if isinstance(problem, FileNotFoundError | NotADirectoryError):
        return trouble(
            QT_TRANSLATE_NOOP("io", "There is no file “{path}”."),
            QT_TRANSLATE_NOOP("io", "It may have been moved, renamed or deleted: choose it again."),
            path=path,
        )
    if isinstance(problem, IsADirectoryError):
        return _is_folder(path)
    if isinstance(problem, PermissionError):
        return trouble(
            QT_TRANSLATE_NOOP("io", "“{name}” cannot be opened: it is in use, or you may not read it."),
            QT_TRANSLATE_NOOP(
                "io",
                "Close it in other programs such as Excel, or copy it to your own folder, and try again.",
            ),
            name=path.name,
        )
    return trouble(
        QT_TRANSLATE_NOOP("io", "“{name}” cannot be read: {reason}."),
        QT_TRANSLATE_NOOP("io", "Copy the file to this computer and open the copy."),
        name=path.name,
        reason=getattr(problem, "strerror", None) or problem,
    )
