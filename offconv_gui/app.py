"""The composition root: builds preferences, session and window, and runs. It decides nothing itself.

The window is seen before pandas and Arrow are loaded, so that nobody waits for them or starts a second time.
Hence nothing is imported here that needs them.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop, QLocale
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from offconv_gui import __version__
from offconv_gui.core.messages import UserError
from offconv_gui.gui.application import Application
from offconv_gui.gui.crash import CrashReporter
from offconv_gui.gui.i18n import LANGUAGE
from offconv_gui.gui.jobs import JobRunner
from offconv_gui.gui.loading import Loading
from offconv_gui.gui.main_window import MainWindow
from offconv_gui.gui.preferences import SCHEME, TEXT_PERCENT, Preferences, open_settings
from offconv_gui.gui.running import Running
from offconv_gui.gui.session import Session
from offconv_gui.gui.theme import apply_theme
from offconv_gui.resources import resource
from offconv_gui.start import Start, only_files, read_start
from offconv_gui.windows import Windows

_PATIENCE = 200
"""Milliseconds that a display may take to ask for the first paint; one that never does is let be."""


def make_window(argv: Sequence[str] = ()) -> MainWindow:
    """The main window, complete, with the file of the arguments being opened; the event loop is the caller's.

    `argv` is what stands behind the program's name. Raises `UserError` for an argument that is none.
    """
    start = read_start(argv)
    window = _window(start, next(iter(start.files), None))
    window.quit_wanted.connect(window.close)  # it is the only one
    return window


def _window(start: Start, file: str | None) -> MainWindow:
    """A complete window, in which this file is being opened."""
    window = _frame(start)
    work = window.work
    if file is not None:
        work.opening.open(start.request(file))
    return window


def _frame(start: Start) -> MainWindow:
    """A window that has everything but what deals with a table."""
    app = _application()
    preferences = Preferences(open_settings(start.settings))
    apply_theme(app, preferences.get(SCHEME), preferences.get(TEXT_PERCENT))
    jobs = JobRunner()
    window = MainWindow(Session(jobs, jobs), jobs, preferences, _clock(start.now))
    jobs.setParent(window)
    if start.now is None:  # a fixed clock does not tick
        window.ticking.start()
    window.crash_reporter = CrashReporter(window)
    jobs.crashed.connect(window.crash_reporter.show_report)
    return window


def main(argv: Sequence[str] | None = None) -> int:
    """Start the window and run until it is closed; gives the exit status."""
    argv = sys.argv[1:] if argv is None else argv
    if "--self-test" in argv[:1]:
        from offconv_gui import selftest  # no other start needs it

        return selftest.main(argv[1:])
    running = Running()
    if only_files(argv) and not running.claim() and running.give(argv):
        return 0
    try:
        return _run(read_start(argv), running)
    except UserError as error:
        print(f"offconv-gui: {error}", file=sys.stderr)
        return 2
    finally:
        running.release()


def _run(start: Start, running: Running) -> int:
    """Show the window, load the rest, open the files, and go on until the last window is closed."""
    app = _application()
    window = _frame(start)
    window.crash_reporter.install()
    windows = Windows(partial(_window, start), app)
    windows.add(window)
    app.commitDataRequest.connect(windows.hold_session)
    if isinstance(app, Application):
        app.files_given.connect(windows.take)
    for file in start.files[:1]:
        window.announce(file)
    window.show()
    _let_it_be_painted(window)
    loading = Loading(app)
    loading.ended.connect(partial(_open_files, start, window, windows))
    loading.start()
    running.files_given.connect(windows.take)
    running.listen()
    status = app.exec()
    loading.join()
    return status


def _open_files(start: Start, window: MainWindow, windows: Windows) -> None:
    """Complete the window, and open the first file there, each further one in a window of its own."""
    work = window.work
    # What is loaded now stays until the end. Looking through it for garbage, of which it has none, held the
    # window up for 50 ms every few hundred edits.
    gc.freeze()
    window.end_announcement()
    for file in start.files[:1]:
        work.opening.open(start.request(file))
    for file in start.files[1:]:
        windows.open_another(file)


def _let_it_be_painted(window: QWidget) -> None:
    """A display asks for the first paint some moments after the window was shown."""
    patience = QDeadlineTimer(_PATIENCE)
    while not window.windowHandle().isExposed() and not patience.hasExpired():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, _PATIENCE)
    QApplication.processEvents()


def _application() -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = Application(sys.argv[:1])
    app.setApplicationName("OffConv")
    app.setApplicationDisplayName("OffConv")
    app.setApplicationVersion(__version__)
    QCoreApplication.setOrganizationName("OffConv")
    app.setDesktopFileName("com.offconv.OffConv")
    app.setWindowIcon(QIcon(str(resource("offconv.svg"))))
    QLocale.setDefault(LANGUAGE)
    return app


def _clock(now: int | None) -> Callable[[], int]:
    """What time it is, in seconds since 1970 in UTC: the computer's, or a fixed one."""
    if now is None:
        return _real_now

    def fixed() -> int:
        return now

    return fixed


def _real_now() -> int:
    return int(time.time())
