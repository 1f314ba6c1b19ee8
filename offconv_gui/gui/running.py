"""One program for each person: a second start hands its files to the one that runs, and ends.

Through a folder of the person's own, not through the network: the one that runs holds a lock in it and
watches for letters, each a small file that names the files to open. A lock whose holder has crashed counts
for nothing.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, QStandardPaths, Signal

_LETTER = ".open"
_UNFINISHED = ".part"


class Running(QObject):
    """`claim` first: who gets the folder listens, all others `give`."""

    files_given = Signal(list)
    """Another start of the program has handed over these paths; none where it only wanted to be seen."""

    def __init__(self, folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder if folder is not None else _usual_folder()
        self._lock: QLockFile | None = None
        self._watcher: QFileSystemWatcher | None = None

    def claim(self) -> bool:
        """Be the one that runs; False where another is. Without a folder everybody is alone."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            return True
        lock = QLockFile(str(self._folder / "lock"))
        lock.setStaleLockTime(0)
        if not lock.tryLock(0):
            return lock.error() is not QLockFile.LockError.LockFailedError
        self._lock = lock
        for letter in self._folder.glob(f"*{_LETTER}"):
            letter.unlink(missing_ok=True)  # to one that has crashed
        return True

    def listen(self) -> None:
        """Tell from now on of what others hand over."""
        if self._lock is not None:
            self._watcher = QFileSystemWatcher([str(self._folder)], self)
            self._watcher.directoryChanged.connect(self._collect)
            self._collect()

    def give(self, files: Sequence[str]) -> bool:
        """Hand files over to the one that runs; False where that cannot be done."""
        letter = self._folder / f"{uuid4().hex}{_UNFINISHED}"
        try:
            letter.write_text(json.dumps([str(Path(file).absolute()) for file in files]), encoding="utf-8")
            letter.rename(letter.with_suffix(_LETTER))
        except OSError:
            return False
        return True

    def release(self) -> None:
        """Let another be the one that runs."""
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def _collect(self) -> None:
        for letter in sorted(self._folder.glob(f"*{_LETTER}")):
            try:
                files = json.loads(letter.read_text(encoding="utf-8"))
                letter.unlink()
            except (OSError, ValueError):
                continue
            if isinstance(files, list):
                self.files_given.emit([file for file in files if isinstance(file, str)])


def _usual_folder() -> Path:
    data = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    return Path(data) / "OffConv" / "running"
