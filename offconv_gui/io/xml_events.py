"""Read XML of unknown origin: no entities, nothing fetched, depth and text bounded, progress told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from xml.parsers import expat

from offconv_gui.core.progress import Progress
from offconv_gui.io.file_memory import Bytes
from offconv_gui.io.workbooks.excel_archive import damaged

PIECE_BYTES = 256 * 1024
DEEPEST = 200

Attributes = Mapping[str, str]


class Unwanted(Exception):  # noqa: N818  (a finding about the file, told as a `UserError`)
    """The XML holds what no spreadsheet has."""


def walk(
    data: Bytes,
    path: Path,
    progress: Progress,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> None:
    """Call `start`, `end` and `text` for what is in the XML; names are "namespace local".

    `progress` is called with bytes. Raises `UserError` where it is not well-formed, or declares entities.
    """
    depth = 0

    def deeper(name: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise Unwanted
        start(name, attributes)

    def higher(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name)

    def refuse(*_: object) -> None:
        raise Unwanted

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = deeper
    parser.EndElementHandler = higher
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    try:
        for place in range(_beginning(data), len(data), PIECE_BYTES):
            progress(place, len(data))
            parser.Parse(bytes(data[place : place + PIECE_BYTES]), False)
        parser.Parse(b"", True)
    except (expat.ExpatError, Unwanted, LookupError, ValueError) as problem:
        raise damaged(path) from problem


def _beginning(data: Bytes) -> int:
    """Where the XML begins: page templates leave blank lines above it, which no parser takes."""
    head = bytes(data[:PIECE_BYTES])
    return len(head) - len(head.lstrip())
