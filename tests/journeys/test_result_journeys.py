"""After an upload: what came back is imported, looked at, and only what was refused goes again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from builders import document, faultless
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from offconv_gui.core.columns import typed
from offconv_gui.core.edits import DeleteRows, SetCells, SetChoices
from offconv_gui.core.fields import Field
from offconv_gui.core.goals import Goal
from offconv_gui.core.mending import rows_marked
from offconv_gui.core.messages import Message
from offconv_gui.core.rules import BY_ID
from offconv_gui.gui.main_window import MainWindow

RESULTS = """Type,Client Id,Microsoft Click Id,Error,Error Number
Offline Conversion Error,A-2,{click},OfflineConversionNameInvalid,5606
Offline Conversion Error,B-1,{stranger},OfflineConversionNameInvalid,5606
"""


@pytest.fixture
def window(window: MainWindow) -> MainWindow:
    window.session.open(document([faultless(place) for place in range(3)]))
    return window


@pytest.fixture
def results(tmp_path: Path) -> Path:
    path = tmp_path / "results.csv"
    click = faultless(1)[Field.CLICK_ID]
    path.write_text(RESULTS.format(click=click, stranger="9" * 31 + "f"), encoding="utf-8-sig")
    return path


def read(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    window.actions_by_name["actionImportResults"].trigger()
    chooser = window.findChild(QFileDialog, "importResultsDialog")
    chooser.fileSelected.emit(str(path))
    chooser.reject()
    qtbot.waitUntil(lambda: not window.jobs.busy)


def offer(window: MainWindow, words: str) -> QPushButton:
    [button] = [b for b in window.bar.findChildren(QPushButton) if b.text() == words and b.isVisible()]
    return button


def marked(window: MainWindow) -> list[int]:
    assert window.session.document is not None
    return rows_marked(window.session.document, BY_ID["refused-by-service"]).tolist()


def test_choices_made_while_the_results_are_read_do_not_lose_the_marks(
    qtbot: QtBot, window: MainWindow, results: Path
) -> None:
    session = window.session
    rows = [faultless(place, NAME="", TIME="2026-11-05 14:30") for place in range(3)]
    session.open(document(rows, zone="UTC", goal=Goal("Closed deals")))
    window.work.results.read(str(results))
    assert window.jobs.busy
    assert session.document is not None
    session.apply(DeleteRows(Message("Delete"), np.array([0])))
    chosen = session.document.choices.changed(zone="Europe/Berlin", goal=Goal("Leads"))
    session.apply(SetChoices(Message("Choose"), chosen))
    qtbot.waitUntil(lambda: not window.jobs.busy)
    assert marked(window) == [0]
    assert window.bar.text().startswith("1 row of this table was refused.")


def test_refused_rows_are_marked_shown_and_the_others_left_out(
    qtbot: QtBot, window: MainWindow, results: Path
) -> None:
    read(qtbot, window, results)
    assert marked(window) == [1]
    assert "1 row of this table was refused." in window.bar.text()
    assert "1 error in the file is about a row that is not in this table." in window.bar.text()
    offer(window, "Show them").click()
    assert window.work.table.current_cell() == (1, Field.CLICK_ID)
    offer(window, "Leave out the others").click()
    assert window.session.document is not None
    assert window.session.document.ready_rows().tolist() == [1]
    assert window.session.undo_stack.undoText() == "Leave out what was not refused"
    window.actions_by_name["actionUndo"].trigger()
    window.actions_by_name["actionUndo"].trigger()
    assert marked(window) == []


@pytest.mark.parametrize("moved", [False, True])
def test_a_refused_row_that_was_mended_is_none_of_the_others(
    qtbot: QtBot, window: MainWindow, results: Path, moved: bool
) -> None:
    read(qtbot, window, results)
    window.session.apply(SetCells(Message("Mend"), Field.NAME, np.array([1]), typed(["Leads"])))
    if moved:
        window.session.apply(DeleteRows(Message("Delete"), np.array([0])))
    assert marked(window) == []
    offer(window, "Leave out the others").click()
    assert window.session.document is not None
    assert window.session.document.ready_rows().tolist() == [0 if moved else 1]


def test_what_was_told_of_a_table_goes_with_it(qtbot: QtBot, window: MainWindow, results: Path) -> None:
    read(qtbot, window, results)
    window.session.mark_saved()
    window.session.open(document([faultless(place) for place in range(2)]))
    assert not window.bar.isVisible()


def test_a_file_of_another_kind_is_explained(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    path.write_text("Name,Value\nAda,1\n", encoding="utf-8")
    read(qtbot, window, path)
    assert "“deals.csv” holds no results of an upload." in window.bar.text()
    assert not window.session.is_modified
