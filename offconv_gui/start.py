"""What a start of the window is given: files, and perhaps options about how they are read and judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from offconv_gui import __version__

if TYPE_CHECKING:
    from offconv_gui.gui.opening_requests import Request
    from offconv_gui.options import OpenOptions


@dataclass(frozen=True)
class Start:
    """`settings` is the file of the program's settings, None for the usual place."""

    files: tuple[str, ...] = ()
    settings: str | None = None
    options: OpenOptions | None = None

    @property
    def now(self) -> int | None:
        """The moment that the age rules judge at, in seconds since 1970 in UTC; None for the computer's."""
        return None if self.options is None else self.options.now

    def request(self, file: str) -> Request:
        """That this file be opened, with what the options say."""
        from offconv_gui.gui.opening_requests import Request  # not before something is opened

        path, options = Path(file), self.options
        if options is None:
            return Request(path)
        return Request(
            path,
            read=options.read,
            usual=options.usual,
            overrides=options.overrides,
            choices=options.choices,
            constants=options.constants,
            given=options.given,
        )


def only_files(argv: Sequence[str]) -> bool:
    """The arguments name files and nothing else: with options, a start is one of its own."""
    return not any(argument.startswith("-") for argument in argv)


def read_start(argv: Sequence[str]) -> Start:
    """What the arguments behind the program's name ask for.

    Raises `UserError` for one that is none. To understand options takes nearly the whole program, so that a
    start without any does not load them.
    """
    if only_files(argv):
        return Start(tuple(argv))
    from offconv_gui.options import Parser, add_open_options, open_options

    parser = Parser(prog="offconv-gui", description="Prepare offline conversions for Microsoft Advertising.")
    parser.add_argument("files", nargs="*", metavar="FILE", help="the files to open, each in a window")
    parser.add_argument("--settings", metavar="FILE", help="keep the program's settings in this file")
    parser.add_argument("--self-test", metavar="OUT", help="only test the installation, and write to OUT")
    parser.add_argument("--version", action="version", version=f"offconv-gui {__version__}")
    add_open_options(parser)
    given = parser.parse_args(list(argv))
    return Start(tuple(given.files), given.settings, open_options(given))
