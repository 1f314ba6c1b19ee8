"""The composition root: builds preferences, session and window, and runs. It decides nothing itself."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from offconv_gui import __version__
from offconv_gui.core.messages import UserError
from offconv_gui.gui.crash import CrashReporter
from offconv_gui.gui.jobs import JobRunner
from offconv_gui.gui.main_window import MainWindow
from offconv_gui.gui.opening import Request
from offconv_gui.gui.preferences import SCHEME, TEXT_PERCENT, Preferences, open_settings
from offconv_gui.gui.running import Running
from offconv_gui.gui.session import Session
from offconv_gui.gui.theme import apply_theme
from offconv_gui.options import OpenOptions, Parser, add_open_options, open_options
from offconv_gui.resources import resource
from offconv_gui.windows import Windows


def make_window(argv: Sequence[str] | None = None) -> MainWindow:
    """The main window, with the files of the arguments being opened; the event loop is the caller's.

    `argv` is what stands behind the program's name. Raises `UserError` for an argument that is none.
    """
    given = _parser().parse_args(list(argv) if argv is not None else [])
    return _window(given, next(iter(given.files), None))


def _window(given: argparse.Namespace, path: str | None) -> MainWindow:
    """A window with the choices of the arguments, in which this file is being opened."""
    options = open_options(given)
    app = _application()
    preferences = Preferences(open_settings(given.settings))
    apply_theme(app, preferences.get(SCHEME), preferences.get(TEXT_PERCENT))
    jobs = JobRunner()
    session = Session(jobs, jobs)
    window = MainWindow(session, jobs, preferences, _clock(options.now))
    jobs.setParent(window)
    if options.now is None:  # a fixed clock does not tick
        window.ticking.start()
    window.crash_reporter = CrashReporter(window)
    jobs.crashed.connect(window.crash_reporter.show_report)
    if path is not None:
        window.opening.open(_request(Path(path), options))
    return window


def main(
    argv: Sequence[str] | None = None,
    greeting: QWidget | None = None,
    running: Running | None = None,
) -> int:
    """Start the window and run until it is closed; gives the exit status.

    `greeting` is what has been shown until now; it makes way for the window. `running` tells of files that
    other starts hand over.
    """
    argv = sys.argv[1:] if argv is None else argv
    if "--self-test" in argv[:1]:
        from offconv_gui import selftest  # no other start needs it

        return selftest.main(argv[1:])
    app = _application()
    try:
        given = _parser().parse_args(list(argv))
        window = _window(given, next(iter(given.files), None))
    except UserError as error:
        print(f"offconv-gui: {error}", file=sys.stderr)
        return 2
    window.crash_reporter.install()
    windows = Windows(partial(_window, given), app)
    windows.add(window)
    window.show()
    for file in given.files[1:]:
        windows.open_another(file)
    if running is not None:
        running.files_given.connect(windows.take)
        running.listen()
    if greeting is not None:
        app.processEvents()
        greeting.close()
    status = app.exec()
    if running is not None:
        running.release()
    return status


def _application() -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("OffConv")
    app.setApplicationDisplayName("OffConv")
    app.setApplicationVersion(__version__)
    QCoreApplication.setOrganizationName("OffConv")
    app.setDesktopFileName("com.offconv.OffConv")
    app.setWindowIcon(QIcon(str(resource("offconv.svg"))))
    return app


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="offconv-gui", description="Prepare offline conversions for Microsoft Advertising.")
    parser.add_argument("files", nargs="*", metavar="FILE", help="the file to open")
    parser.add_argument("--settings", metavar="FILE", help="keep the program's settings in this file")
    parser.add_argument("--self-test", metavar="OUT", help="only test the installation, and write to OUT")
    parser.add_argument("--version", action="version", version=f"offconv-gui {__version__}")
    add_open_options(parser)
    return parser


def _clock(now: int | None) -> Callable[[], int]:
    """What time it is, in seconds since 1970 in UTC: the computer's, or a fixed one."""
    if now is None:
        return _real_now

    def fixed() -> int:
        return now

    return fixed


def _real_now() -> int:
    return int(time.time())


def _request(path: Path, options: OpenOptions) -> Request:
    return Request(
        path,
        read=options.read,
        usual=options.usual,
        overrides=options.overrides,
        choices=options.choices,
        constants=options.constants,
    )
