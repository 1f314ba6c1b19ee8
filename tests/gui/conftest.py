"""What the parts of the window are tried with: a session of their own, without the window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from offconv_gui.gui.jobs import JobRunner
from offconv_gui.gui.session import Session


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[JobRunner]:
    """Runs work beside the test, and no longer than the test."""
    jobs = JobRunner()
    yield jobs
    jobs.shut_down()


@pytest.fixture
def session(jobs: JobRunner) -> Iterator[Session]:
    """A session in which nothing is open yet.

    It is closed as a window closes its own: Python's garbage collector may end a command that is still on its
    stack before it ends the stack, which then touches it (PySide 6.11).
    """
    session = Session(jobs)
    yield session
    session.close()
