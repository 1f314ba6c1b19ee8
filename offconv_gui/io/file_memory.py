"""Memory for a whole file, made without holding up other threads."""

from __future__ import annotations

import mmap

import numpy as np


class FileBytes(mmap.mmap):
    """A file's bytes in memory that the system hands out as they are read.

    A `bytearray` of the file's size is filled with zeros first, during which no other thread can run: a third
    of a second for 100 MB.
    """

    def startswith(self, prefix: bytes) -> bool:
        return self[: len(prefix)] == prefix

    def isascii(self) -> bool:
        return bool(np.frombuffer(self, dtype=np.uint8).max(initial=0) < 0x80)

    def clear(self) -> None:
        """Give the memory back; raises `BufferError` where something still reads it."""
        self.close()


Bytes = bytes | bytearray | FileBytes
