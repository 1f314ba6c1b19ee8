"""The window before a table is open, and its last line: what a person can begin with, what is said of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
import pytest
from builders import document, faultless
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from offconv_gui.core.edits import LeaveOut
from offconv_gui.core.messages import Message
from offconv_gui.gui.session import Session
from offconv_gui.gui.widgets.empty_state import EmptyState
from offconv_gui.gui.widgets.status_line import StatusLine

ACTION = Qt.DropAction.CopyAction
LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def empty(qtbot: QtBot) -> EmptyState:
    empty = EmptyState()
    qtbot.addWidget(empty)
    empty.resize(1_000, 600)
    empty.show()
    qtbot.waitExposed(empty)
    return empty


def button(empty: EmptyState, name: str) -> QPushButton:
    [found] = empty.findChildren(QPushButton, name)
    return found


def recent(empty: EmptyState) -> list[QPushButton]:
    return [one for one in empty.findChildren(QPushButton) if one.property("path") and one.isVisible()]


def test_the_recent_files_begin_where_the_area_does(qtbot: QtBot, empty: EmptyState) -> None:
    empty.setStyleSheet("QLabel { font-size: 24pt }")
    empty.resize(1_600, 800)
    empty.set_recent(["/deals.csv"])
    [area] = empty.findChildren(QFrame, "dropArea")
    qtbot.waitUntil(lambda: area.width() > 700)
    assert recent(empty)[0].mapTo(empty, QPoint()).x() == area.x()


def dragged(*urls: QUrl) -> QMimeData:
    data = QMimeData()
    data.setUrls(list(urls))
    return data


def drag(target: QWidget, data: QMimeData) -> bool:
    event = QDragEnterEvent(QPoint(50, 50), ACTION, data, LEFT, NONE)
    event.ignore()
    QApplication.sendEvent(target, event)
    return event.isAccepted()


def drop(target: QWidget, data: QMimeData) -> None:
    QApplication.sendEvent(target, QDropEvent(QPointF(50, 50), ACTION, data, LEFT, NONE))


@pytest.mark.parametrize(
    ("name", "signal"),
    [("openButton", "open_wanted"), ("pasteButton", "paste_wanted"), ("sampleButton", "sample_wanted")],
)
def test_each_button_asks_for_its_beginning(qtbot: QtBot, empty: EmptyState, name: str, signal: str) -> None:
    with qtbot.waitSignal(getattr(empty, signal)):
        button(empty, name).click()


def test_without_recent_files_none_are_offered(empty: EmptyState) -> None:
    assert recent(empty) == []


def test_a_recent_file_is_opened_by_its_path(qtbot: QtBot, empty: EmptyState) -> None:
    empty.set_recent(["/exports/Q4 & more.xlsx", "/exports/b.csv"])
    [first, second] = recent(empty)
    assert first.text() == "Q4 && more.xlsx"
    assert first.toolTip() == "/exports/Q4 & more.xlsx"
    with qtbot.waitSignal(empty.file_chosen) as chosen:
        second.click()
    assert chosen.args == ["/exports/b.csv"]


def test_the_list_of_recent_files_is_replaced(qtbot: QtBot, empty: EmptyState) -> None:
    empty.set_recent(["/exports/a.csv", "/exports/b.csv"])
    empty.set_recent(["/exports/c.csv"])
    qtbot.waitUntil(lambda: len(recent(empty)) == 1)
    assert recent(empty)[0].text() == "c.csv"


def test_files_can_be_dropped(qtbot: QtBot, empty: EmptyState, tmp_path: Path) -> None:
    paths = [str(tmp_path / "a.csv"), str(tmp_path / "b.xlsx")]
    data = dragged(*(QUrl.fromLocalFile(path) for path in paths))
    assert drag(empty, data)
    with qtbot.waitSignal(empty.files_dropped) as dropped:
        drop(empty, data)
    assert [Path(path) for path in dropped.args[0]] == [Path(path) for path in paths]


def test_the_drop_area_shows_that_a_file_is_over_it(empty: EmptyState, tmp_path: Path) -> None:
    [area] = empty.findChildren(QFrame, "dropArea")
    data = dragged(QUrl.fromLocalFile(str(tmp_path / "a.csv")))
    drag(empty, data)
    assert area.property("dragging") is True
    drop(empty, data)
    assert area.property("dragging") is False


def test_what_is_no_file_of_this_computer_is_not_taken(empty: EmptyState) -> None:
    assert not drag(empty, dragged(QUrl("https://www.example.com/a.csv")))


# -- The status line ----------------------------------------------------------------------------------------


@pytest.fixture
def line(qtbot: QtBot, session: Session) -> StatusLine:
    line = StatusLine(session)
    qtbot.addWidget(line)
    line.resize(900, 24)
    return line


def test_the_line_says_which_table_is_open(line: StatusLine, session: Session) -> None:
    session.open(document([faultless(0), faultless(1)]))
    assert line.text() == "deals.csv  ·  2 rows"


def test_the_line_adds_the_selection(line: StatusLine, session: Session) -> None:
    session.open(document([faultless(0)]))
    line.set_selection("3 cells, sum 1,960.50")
    assert line.text() == "deals.csv  ·  1 row  ·  3 cells, sum 1,960.50"


def test_another_table_begins_without_it(line: StatusLine, session: Session) -> None:
    session.open(document([faultless(0)]))
    line.set_selection("3 cells, sum 1,960.50")
    session.open(document([faultless(0)]))
    assert line.text() == "deals.csv  ·  1 row"


def test_the_line_says_whether_the_work_is_saved(line: StatusLine, session: Session) -> None:
    said = []
    session.open(document([faultless(0)]))
    edit = LeaveOut(Message("Leave out"), np.array([0]), np.array([True]))
    for step in (
        partial(session.apply, edit),
        partial(session.mark_saved, place=Path("deals.offconv")),
        session.undo,
        lambda: session.mark_exported(session.document),
        session.redo,
    ):
        step()
        said.append(line.text().rpartition("  ·  ")[2])
    assert said == ["Changes not saved", "Saved", "Changes not saved", "Exported, not saved", "Saved"]


def test_without_a_table_the_line_is_silent(line: StatusLine) -> None:
    assert line.text() == ""


def test_that_nothing_leaves_the_computer_is_always_said(line: StatusLine) -> None:
    [note] = [one for one in line.children() if one.objectName() == "privacyNote"]
    assert note.property("text") == "Nothing leaves this computer"
