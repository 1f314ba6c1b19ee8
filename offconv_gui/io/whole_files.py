"""Write files whole or not at all, and say plainly why one cannot be written.

Each file is first written under another name in its own folder, brought to the disk, and then renamed:
whoever looks at the folder sees the old file or the new one, never half of either. Of several files all
appear, or none.
"""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from offconv_gui.core.messages import QT_TRANSLATE_NOOP, UserError
from offconv_gui.io.opening import trouble

_DISK_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True)
class Written:
    """A file that was written: how many rows are in it, and how many bytes it has on the disk."""

    path: Path
    rows: int
    bytes: int


@dataclass(frozen=True)
class Job:
    """A file to write: where, what writes its bytes, and how many rows that writes."""

    path: Path
    write: Callable[[IO[bytes]], None]
    rows: int = 0


def stamp_of(path: Path) -> tuple[int, int] | None:
    """When a file was written last (in ns) and how many bytes it has: another stamp, another content.

    None where there is no such file.
    """
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def write_files(
    jobs: Sequence[Job], *, overwrite: bool = False, source: Path | None = None
) -> tuple[Written, ...]:
    """Write all the files, or none.

    `source` is the file that the rows come from, which is never written over. Raises `UserError` where a file
    is there already and `overwrite` is false, where the folder is missing or closed to us, where the disk is
    full, and where another program holds the file. Whatever a job raises goes on, with nothing left behind.
    """
    for number, job in enumerate(jobs):
        _check(job.path, overwrite, source)
        if any(_same(job.path, other.path) for other in jobs[:number]):
            raise trouble(
                QT_TRANSLATE_NOOP("export", "“{name}” is named for two files at once."),
                QT_TRANSLATE_NOOP("export", "Choose two different names."),
                name=job.path.name,
            )
    drafts: list[Path] = []
    try:
        for job in jobs:
            with _in_words(job.path, _folder_closed):
                drafts.append(_draft(job))
        sizes = [draft.stat().st_size for draft in drafts]
        targets = [_followed(job.path) for job in jobs]
        for job in jobs:  # again: writing takes a while
            _check(job.path, overwrite, source)
        _publish(drafts, targets)
    finally:
        for draft in drafts:
            draft.unlink(missing_ok=True)
    return tuple(Written(job.path, job.rows, size) for job, size in zip(jobs, sizes, strict=True))


def _draft(job: Job) -> Path:
    """The job's bytes, safe on the disk under a name of their own in the folder where they belong."""
    target = _followed(job.path)
    draft = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with draft.open("xb") as file:
            job.write(file)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return draft


def _publish(drafts: Sequence[Path], targets: Sequence[Path]) -> None:
    """Give the drafts their names; where one cannot have its, all is as it was."""
    if len(drafts) == 1:
        with _in_words(targets[0], _file_in_use):
            drafts[0].replace(targets[0])  # in one step: the old file is never missing
        return
    undo: list[Callable[[], object]] = []
    aside: list[Path] = []
    try:
        for draft, target in zip(drafts, targets, strict=True):
            with _in_words(target, _file_in_use):
                if target.exists():
                    old = target.with_name(f".{secrets.token_hex(8)}.old")
                    target.rename(old)
                    aside.append(old)
                    undo.append(_renaming(old, target))
                draft.rename(target)
                undo.append(_renaming(target, draft))
    except BaseException:
        for step in reversed(undo):
            step()
        raise
    for old in aside:
        with suppress(OSError):  # the new files stand; an old one that will not go harms nobody
            old.unlink()


def _renaming(there: Path, back: Path) -> Callable[[], object]:
    def rename() -> None:
        with suppress(OSError):  # the first error is the one to tell
            there.rename(back)

    return rename


def _check(path: Path, overwrite: bool, source: Path | None) -> None:
    if "\0" in str(path):
        raise _unwritable(path, "NUL")
    with _in_words(path, _folder_closed):
        if path.is_dir():
            raise trouble(
                QT_TRANSLATE_NOOP("export", "“{name}” is a folder."),
                QT_TRANSLATE_NOOP("export", "Give the file another name, or put it into that folder."),
                name=path.name or str(path),
            )
        if path.exists() and not path.is_file():  # renaming over a device would put a file in its place
            raise trouble(
                QT_TRANSLATE_NOOP("export", "“{name}” is a device, not a file."),
                QT_TRANSLATE_NOOP("export", "Give the name of a file."),
                name=str(path),
            )
        if source is not None and _same(path, source):
            raise trouble(
                QT_TRANSLATE_NOOP("export", "“{name}” is the file that the rows come from."),
                QT_TRANSLATE_NOOP("export", "Give the new file another name: the original stays as it is."),
                name=path.name,
            )
        if path.exists() and not overwrite:
            raise trouble(
                QT_TRANSLATE_NOOP("export", "There is already a file “{name}”."),
                QT_TRANSLATE_NOOP("export", "Give the new file another name, or allow it to be replaced."),
                name=path.name,
            )
        if not _followed(path).parent.is_dir():
            raise _no_folder(path)


def _same(one: Path, other: Path) -> bool:
    with suppress(OSError):
        return one.samefile(other)
    return _followed(one) == _followed(other)


def _followed(path: Path) -> Path:
    """Where a link leads: renaming onto the link itself would cut it off."""
    return Path(os.path.realpath(path))


@contextmanager
def _in_words(path: Path, closed: Callable[[Path], UserError]) -> Iterator[None]:
    """An operating system's errors in a person's words; `closed` gives those for a refused permission."""
    try:
        yield
    except OSError as problem:
        raise _error(path, problem, closed) from problem


def _error(path: Path, problem: OSError, closed: Callable[[Path], UserError]) -> UserError:
    if isinstance(problem, FileNotFoundError | NotADirectoryError):
        return _no_folder(path)
    if isinstance(problem, PermissionError):
        return closed(path)
    if problem.errno == errno.EROFS:
        return _folder_closed(path)
    if problem.errno in _DISK_FULL:
        return trouble(
            QT_TRANSLATE_NOOP("export", "There is no room left for “{name}”; nothing was written."),
            QT_TRANSLATE_NOOP("export", "Make room on the disk, or choose a folder on another one."),
            name=path.name,
        )
    return _unwritable(path, problem.strerror or str(problem))


def _unwritable(path: Path, reason: str) -> UserError:
    return trouble(
        QT_TRANSLATE_NOOP("export", "“{name}” cannot be written: {reason}."),
        QT_TRANSLATE_NOOP("export", "Try another name or another folder."),
        name=path.name,
        reason=reason,
    )


def _no_folder(path: Path) -> UserError:
    return trouble(
        QT_TRANSLATE_NOOP("export", "There is no folder “{folder}”."),
        QT_TRANSLATE_NOOP("export", "Make the folder first, or choose another one."),
        folder=path.parent,
    )


def _folder_closed(path: Path) -> UserError:
    return trouble(
        QT_TRANSLATE_NOOP("export", "You may not write into the folder “{folder}”."),
        QT_TRANSLATE_NOOP("export", "Choose a folder of your own, such as your documents."),
        folder=path.parent,
    )


def _file_in_use(path: Path) -> UserError:
    return trouble(
        QT_TRANSLATE_NOOP("export", "“{name}” cannot be replaced: it is open in another program."),
        QT_TRANSLATE_NOOP("export", "Close it there, in Excel for example, or choose another name."),
        name=path.name,
    )
