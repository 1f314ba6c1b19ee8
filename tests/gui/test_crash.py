"""A bug is reported without anything personal, and once."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from offconv_gui.core.choices import Choices
from offconv_gui.core.failures import stack
from offconv_gui.gui.crash import CrashDialog, CrashReporter, report

SECRET = "ana@example.com"


def caught(message: str = SECRET) -> Exception:
    """An error that went through our own code and quotes a cell."""
    try:
        Choices().changed(**{message: 1})
    except TypeError as error:
        return error
    raise AssertionError


@pytest.fixture
def reporter(qapp: QApplication) -> Iterator[CrashReporter]:
    reporter = CrashReporter()
    reporter.install()
    yield reporter
    reporter.uninstall()


def dialogs() -> list[CrashDialog]:
    return [window for window in QApplication.topLevelWidgets() if isinstance(window, CrashDialog)]


def shown(qtbot: QtBot) -> CrashDialog:
    qtbot.waitUntil(lambda: bool(dialogs()))
    [dialog] = dialogs()
    return dialog


def raise_uncaught(error: Exception) -> None:
    sys.excepthook(type(error), error, error.__traceback__)


def test_the_report_quotes_nothing() -> None:
    text = report(caught())
    assert SECRET not in text
    assert "TypeError" in text
    assert "offconv_gui/core/choices.py" in text


def test_the_report_names_no_folder_and_no_file_of_the_person() -> None:
    text = report(caught())
    assert str(Path(__file__).parent) not in text
    assert Path(__file__).name not in text


def test_the_report_says_what_ran_where() -> None:
    text = report(caught())
    for word in ("OffConv", "Python", "Qt", "pandas", "pyarrow"):
        assert word in text


def test_the_error_behind_an_error_is_in_the_report() -> None:
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as error:
            raise ValueError(SECRET) from error
    except ValueError as error:
        text = stack(error)
    assert text.index("KeyError") < text.index("ValueError")
    assert SECRET not in text


def test_an_uncaught_error_shows_the_report(qtbot: QtBot, reporter: CrashReporter) -> None:
    raise_uncaught(caught())
    dialog = shown(qtbot)
    field = dialog.findChild(QPlainTextEdit, "crashReport")
    assert isinstance(field, QPlainTextEdit)
    assert "TypeError" in field.toPlainText()
    dialog.reject()
    qtbot.waitUntil(lambda: not dialogs())


def test_the_report_can_be_copied(qtbot: QtBot) -> None:
    dialog = CrashDialog("the report")
    qtbot.addWidget(dialog)
    button = dialog.findChild(QPushButton, "copyReport")
    assert isinstance(button, QPushButton)
    button.click()
    assert QGuiApplication.clipboard().text() == "the report"


def test_an_error_in_a_thread_is_heard(qtbot: QtBot, reporter: CrashReporter) -> None:
    thread = threading.Thread(target=int, args=(SECRET,))
    thread.start()
    thread.join()
    dialog = shown(qtbot)
    assert SECRET not in dialog.findChild(QPlainTextEdit, "crashReport").toPlainText()  # type: ignore[union-attr]
    dialog.reject()
    qtbot.waitUntil(lambda: not dialogs())


def test_one_dialog_at_a_time(qtbot: QtBot, reporter: CrashReporter) -> None:
    reporter.show_report("first")
    reporter.show_report("second")
    assert len(dialogs()) == 1
    dialogs()[0].reject()
    qtbot.waitUntil(lambda: not dialogs())


def test_pythons_own_hooks_come_back(qapp: QApplication) -> None:
    reporter = CrashReporter()
    reporter.install()
    reporter.uninstall()
    assert sys.excepthook is sys.__excepthook__
    assert threading.excepthook is threading.__excepthook__
