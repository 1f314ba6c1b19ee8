"""The running clock, driven by hand."""

from __future__ import annotations

from builders import NOW, document, faultless
from PySide6.QtCore import QTimer

from offconv_gui.gui.session import Session
from offconv_gui.gui.ticking import INTERVAL, Ticking

OLDEST = "2026-08-26T00:00:30Z"
"""Too old half a minute after the moment that the tests begin at."""


def test_a_row_turns_stale_while_the_window_is_open(session: Session) -> None:
    moments = iter((NOW + 30, NOW + 60))
    session.open(document([faultless(TIME=OLDEST)]))
    ticking = Ticking(session, lambda: next(moments))
    ready = []
    for _ in range(2):
        ticking.tick()
        assert session.document is not None
        ready.append(session.document.counts().ready)
    assert ready == [1, 0]
    assert not session.undo_stack.canUndo()


def test_without_a_document_nothing_happens(session: Session) -> None:
    Ticking(session, lambda: NOW).tick()
    assert session.document is None


def test_it_ticks_once_a_minute_when_it_is_started(session: Session) -> None:
    ticking = Ticking(session, lambda: NOW)
    [timer] = ticking.findChildren(QTimer)
    assert not timer.isActive()
    ticking.start()
    assert timer.isActive()
    assert timer.interval() == INTERVAL == 60_000
    timer.stop()
