"""What goes through a pipe between two processes of the program: frames of a kind and some bytes."""

from __future__ import annotations

import io
import struct

from offconv_gui.io.file_memory import Bytes, FileBytes

REQUEST, CONTENT, PROGRESS, OPENED, REFUSED, BUG = b"R", b"C", b"P", b"O", b"E", b"B"
"""To the process that reads: what to read, and the file. From it: how far it is, and its last word."""

_HEAD = struct.Struct("<cQ")
_PIECE_BYTES = 1024 * 1024


def send(pipe: io.RawIOBase, kind: bytes, content: Bytes | memoryview) -> None:
    """Put a frame into an unbuffered pipe, all of it; raises `OSError` where nobody reads any more."""
    with memoryview(content) as view:
        for part in (memoryview(_HEAD.pack(kind, view.nbytes)), view):
            done = 0
            while done < part.nbytes:
                done += pipe.write(part[done : done + _PIECE_BYTES]) or 0


def receive(pipe: io.RawIOBase) -> tuple[bytes, FileBytes]:
    """The next frame's kind and bytes, which are one at least.

    Raises `EOFError` where the other end has closed before the frame's last byte.
    """
    kind, size = _HEAD.unpack(_read(pipe, _HEAD.size)[:])
    return kind, _read(pipe, size)


def _read(pipe: io.RawIOBase, size: int) -> FileBytes:
    content = FileBytes(-1, size)
    done = 0
    with memoryview(content) as view:
        while done < size:
            count = pipe.readinto(view[done : done + _PIECE_BYTES])
            if not count:
                raise EOFError
            done += count
    return content
