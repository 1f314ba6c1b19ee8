"""What holds for every test: no screen, a fixed clock, a home of its own, and nothing left behind.

A test asks for `now` or `clock`; the rest happens by itself. Qt is touched only once something has imported
it, so that the tests of core, io and the command line can do without.
"""

from __future__ import annotations

import gc
import itertools
import logging
import multiprocessing
import os
import sys
import threading
import weakref
from collections.abc import Callable, Generator, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import hypothesis
import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# What a person's desktop asks of Qt and of translations must not change what a test sees.
for variable in ("QT_SCALE_FACTOR", "QT_STYLE_OVERRIDE", "QT_QPA_PLATFORMTHEME", "LANGUAGE"):
    os.environ.pop(variable, None)
os.environ["LC_ALL"] = "C.UTF-8"

NOW = 1_795_478_400
"""2026-11-24T00:00:00Z, in seconds since 1970."""

GRACE = 2.0
"""Seconds that a thread or process which is ending may still take."""

# "ci" draws the same examples each time: a red run is somebody's change, not luck. To search further, set
# HYPOTHESIS_PROFILE=explore.
hypothesis.settings.register_profile("ci", deadline=None, max_examples=60, derandomize=True)
hypothesis.settings.register_profile("explore", deadline=None, max_examples=2_000, print_blob=True)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def pytest_collection_finish() -> None:
    """Look for garbage seldom, and only in what tests make: what there is by now is there to stay."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session")
def now() -> int:
    """The moment at which rules judge: 2026-11-24T00:00:00Z, in seconds since 1970."""
    return NOW


@pytest.fixture(scope="session")
def clock(now: int) -> Callable[[], int]:
    """A clock that stands at `now`."""
    return lambda: now


# -- A home of its own --------------------------------------------------------------------------------------

home_numbers = itertools.count()


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of all the homes."""
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(autouse=True)
def home(homes: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home for settings, caches and logs: no test meets a person's own, nor another test's.

    The folder is made by whoever first writes to it.
    """
    home = homes / str(next(home_numbers))
    folders = {
        "HOME": home,
        "XDG_CONFIG_HOME": home / "config",
        "XDG_DATA_HOME": home / "data",
        "XDG_CACHE_HOME": home / "cache",
        "XDG_STATE_HOME": home / "state",
        "USERPROFILE": home,
        "APPDATA": home / "roaming",
        "LOCALAPPDATA": home / "local",
        # platformdirs takes these in place of what Windows answers
        "WIN_PD_OVERRIDE_APPDATA": home / "roaming",
        "WIN_PD_OVERRIDE_LOCAL_APPDATA": home / "local",
        "WIN_PD_OVERRIDE_PERSONAL": home / "documents",
    }
    for name, folder in folders.items():
        monkeypatch.setenv(name, str(folder))
    if "PySide6.QtCore" in sys.modules:
        from PySide6.QtCore import QSettings, QStandardPaths

        QStandardPaths.setTestModeEnabled(True)
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)  # the native one is the registry on Windows
        for kind in (QSettings.Format.IniFormat, QSettings.Format.NativeFormat):
            for scope in QSettings.Scope:
                QSettings.setPath(kind, scope, str(home / "config"))
    return home


# -- Waiting ------------------------------------------------------------------------------------------------

PATIENCE = 30_000
"""Milliseconds to wait for what is sure to come: a busy machine may take five seconds to start a process."""


@pytest.fixture
def qtbot(qtbot: Any) -> Any:
    """pytest-qt's, with more patience than its own."""
    for name in ("waitUntil", "waitSignal", "waitSignals", "waitExposed", "waitActive"):
        setattr(qtbot, name, partial(getattr(qtbot, name), timeout=PATIENCE))
    return qtbot


# -- Reading workbooks --------------------------------------------------------------------------------------


@pytest.fixture
def reads_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workbooks are read in the process of the test: for what does not ask about the process, and is many."""
    from offconv_gui.io import excel_reader

    def read_here(read: Callable[..., Any], *request: Any) -> Any:
        return read(*request)

    monkeypatch.setattr(excel_reader, "read_apart", read_here)


# -- Nothing unexpected in the log --------------------------------------------------------------------------


class Remembering(logging.Handler):
    """Keeps the records it is given."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def no_unexpected_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning or worse in the log fails the test, unless it takes `caplog` and so looks for itself."""
    handler = Remembering()
    logging.getLogger().addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)
    if handler.records and "caplog" not in request.fixturenames:
        lines = [f"{record.levelname} {record.name}: {record.getMessage()}" for record in handler.records]
        pytest.fail(
            "Unexpected in the log (a test that expects it takes caplog):\n" + "\n".join(lines), pytrace=False
        )


# -- Nothing left behind ------------------------------------------------------------------------------------

passed = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    item.stash[passed] = item.stash.get(passed, True) and report.passed
    return report


@pytest.fixture(autouse=True)
def clean_clipboard() -> Iterator[None]:
    """Leave no data object of a test on the clipboard: PySide6 6.11 crashes on it when the process ends."""
    yield
    if qt_runs():
        from PySide6.QtGui import QGuiApplication

        QGuiApplication.clipboard().clear()


@pytest.fixture(autouse=True)
def nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Threads, processes, windows and timers that a test started end with it.

    Not asked after a failure: its traceback keeps things alive, and the failure is what matters.
    """
    threads = set(threading.enumerate())
    windows = open_windows()
    watch_qt()
    yield
    if not request.node.stash.get(passed, False):
        return
    left = [*threads_besides(threads), *processes()]
    if qt_runs():
        left += left_in_qt(windows)
    if left:
        pytest.fail("Left behind: " + ", ".join(left), pytrace=False)


def threads_besides(before: set[threading.Thread]) -> list[str]:
    left = []
    for thread in set(threading.enumerate()) - before:
        # Python's stand-in for a thread of Qt's pool stays on its list when that is long asleep.
        if not thread.name.startswith("Dummy-"):
            thread.join(GRACE)
            left += [f"thread {thread.name}"] if thread.is_alive() else []
    return left


def processes() -> list[str]:
    left = []
    for process in multiprocessing.active_children():
        process.join(GRACE)
        left += [f"process {process.name}"] if process.is_alive() else []
    return left


def qt_runs() -> bool:
    if "PySide6.QtWidgets" not in sys.modules:
        return False
    from PySide6.QtWidgets import QApplication

    return QApplication.instance() is not None


def open_windows() -> list[Any]:
    """The windows there are, without the tool tip, which Qt itself takes away a little later."""
    if not qt_runs():
        return []
    from PySide6.QtWidgets import QApplication

    return [window for window in QApplication.topLevelWidgets() if window.objectName() != "qtooltip_label"]


started: weakref.WeakSet[Any] = weakref.WeakSet()
"""Every QTimer and QThread that was started: Qt keeps no list that one could ask for."""


def watch_qt() -> None:
    """Lets QTimer and QThread note in `started` which of them was started; once is enough."""
    if "PySide6.QtCore" not in sys.modules:
        return
    from PySide6.QtCore import QThread, QTimer

    for kind in (QTimer, QThread):
        if not hasattr(kind.start, "__wrapped__"):
            kind.start = noting(kind.start)  # type: ignore[method-assign]


def noting(start: Callable[..., None]) -> Callable[..., None]:
    def noted(self: Any, *arguments: Any) -> None:
        started.add(self)
        start(self, *arguments)

    noted.__wrapped__ = start  # type: ignore[attr-defined]
    return noted


def left_in_qt(windows_before: list[Any]) -> list[str]:
    from PySide6.QtCore import QThreadPool

    settle()
    if not QThreadPool.globalInstance().waitForDone(int(GRACE * 1_000)):
        return ["work in Qt's thread pool"]
    if still_busy() or new_windows(windows_before):
        gc.collect()  # what only a cycle of references holds on to is garbage, not left behind
        settle()
    left = [*still_busy(), *new_windows(windows_before)]
    for thing in left:
        put_away(thing)
    settle()
    return [describe(thing) for thing in left]


def new_windows(before: list[Any]) -> list[Any]:
    return [window for window in open_windows() if window not in before]


def settle() -> None:
    """Delivers what is waiting, deletions included: without a running event loop Qt puts those off."""
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def still_busy() -> list[Any]:
    """Timers that tick and threads that run."""
    from PySide6.QtCore import QTimer
    from shiboken6 import isValid

    alive = [thing for thing in list(started) if isValid(thing)]
    return [
        thing for thing in alive if (thing.isActive() if isinstance(thing, QTimer) else not thing.wait(0))
    ]


def put_away(thing: Any) -> None:
    """Spares the next test what this one left."""
    for ending in ("stop", "quit", "close"):  # a timer, a thread, a window
        if hasattr(thing, ending):
            getattr(thing, ending)()


def describe(thing: Any) -> str:
    name = thing.objectName()
    return type(thing).__name__ + (f" {name!r}" if name else "")
