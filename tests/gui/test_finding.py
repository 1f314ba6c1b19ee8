"""A text is looked for in a long table beside the window, and the next search stops the one before it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from builders import document, faultless
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from offconv_gui.app import make_window
from offconv_gui.core.column_filters import ColumnFilter
from offconv_gui.core.columns import typed
from offconv_gui.core.document import Document
from offconv_gui.core.edits import SetCells
from offconv_gui.core.fields import Field
from offconv_gui.core.messages import Message
from offconv_gui.core.row_filter import RowFilter
from offconv_gui.gui.main_window import MainWindow
from offconv_gui.gui.session import SMALL_TABLE

NEEDLES = {3: "Spring sale", 7: "Spring fair", 40_000: "Spring sale"}
"""The names of a few rows; all others are called alike."""


@pytest.fixture(scope="module")
def long_document() -> Document:
    rows = [faultless(place) for place in range(SMALL_TABLE + 1)]
    for place, name in NEEDLES.items():
        rows[place][Field.NAME] = name
    return document(rows)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, long_document: Document) -> MainWindow:
    window = make_window(["--settings", str(tmp_path / "settings.ini"), "--now", "2026-11-24T00:00:00Z"])
    qtbot.addWidget(window, before_close_func=_forget_changes)
    window.session.open(long_document)
    qtbot.waitUntil(lambda: window.session.is_settled)
    return window


def _forget_changes(window: MainWindow) -> None:
    window.session.mark_saved()


def said(window: MainWindow) -> str:
    label = window.findChild(QLabel, "foundCount")
    assert isinstance(label, QLabel)
    return label.text()


def test_the_table_stays_as_it_is_until_the_text_is_found(qtbot: QtBot, window: MainWindow) -> None:
    window.work.finding.show(RowFilter(find="spring"))
    assert (said(window), len(window.work.model.rows)) == ("Searching…", SMALL_TABLE + 1)
    qtbot.waitUntil(lambda: said(window) == "In 3 rows")
    assert window.work.model.rows.tolist() == [3, 7, 40_000]


def test_only_the_last_text_is_shown(qtbot: QtBot, window: MainWindow) -> None:
    counts: list[int] = []
    window.work.model.rows_changed.connect(lambda: counts.append(len(window.work.model.rows)))
    for text in ("s", "spring", "spring sale"):
        window.work.finding.show(RowFilter(find=text))
    qtbot.waitUntil(lambda: said(window) == "In 2 rows")
    assert counts == [2]


def test_nothing_looked_for_stops_the_search_at_once(qtbot: QtBot, window: MainWindow) -> None:
    window.work.finding.show(RowFilter(find="spring"))
    window.work.finding.show(RowFilter())
    assert (said(window), len(window.work.model.rows)) == ("", SMALL_TABLE + 1)
    window.work.finding.show(RowFilter(find="spring fair"))
    qtbot.waitUntil(lambda: said(window) == "In 1 row")


def test_a_table_edited_or_sorted_meanwhile_is_searched_again(qtbot: QtBot, window: MainWindow) -> None:
    window.work.finding.show(RowFilter(find="spring"))
    window.session.apply(SetCells(Message("Edit"), Field.NAME, np.array([7]), typed(["Autumn fair"])))
    window.work.model.sort(window.work.model.column_of(Field.NAME), Qt.SortOrder.DescendingOrder)
    assert said(window) == "Searching…"
    qtbot.waitUntil(lambda: said(window) == "In 2 rows")
    assert window.work.model.rows.tolist() == [3, 40_000]


def test_rows_found_are_ordered_and_filtered_beside_the_window(qtbot: QtBot, window: MainWindow) -> None:
    model = window.work.model
    name = model.column_of(Field.NAME)
    window.work.finding.show(RowFilter(find="spring"))
    qtbot.waitUntil(lambda: said(window) == "In 3 rows")
    model.sort(name, Qt.SortOrder.AscendingOrder)
    assert (said(window), model.rows.tolist()) == ("Searching…", [3, 7, 40_000])
    qtbot.waitUntil(lambda: model.rows.tolist() == [7, 3, 40_000])
    assert said(window) == "In 3 rows"
    model.filter_column(name, ColumnFilter(text="sale"))
    assert said(window) == "Searching…"
    qtbot.waitUntil(lambda: model.rows.tolist() == [3, 40_000])


def test_another_table_is_not_searched(qtbot: QtBot, window: MainWindow) -> None:
    window.work.finding.show(RowFilter(find="spring"))
    window.session.open(document([faultless(0)]))
    assert (said(window), len(window.work.model.rows)) == ("", 1)


def test_closing_waits_for_no_search(window: MainWindow) -> None:
    window.work.finding.show(RowFilter(find="spring"))
    window.session.close()
    assert said(window) == ""


def test_what_was_found_waits_for_who_is_typing(qtbot: QtBot, window: MainWindow) -> None:
    model, table = window.work.model, window.work.table
    window.show()
    table.go_to(5, Field.NAME)
    table.edit_current()
    editor = table.indexWidget(table.currentIndex())
    window.work.finding.show(RowFilter(find="spring"))
    qtbot.keyClicks(editor, "!")
    qtbot.waitUntil(lambda: not window.work.finding._searches.busy)
    assert table.is_edited
    assert len(model.rows) == SMALL_TABLE + 1
    table.finish_editing()
    qtbot.waitUntil(lambda: said(window) == "In 3 rows")
    assert window.session.document is not None
    assert window.session.document.table.cell(Field.NAME, 5) == "Closed deals!"


def test_a_problem_in_none_of_the_rows_found_shows_all_rows_again(qtbot: QtBot, window: MainWindow) -> None:
    window.session.apply(SetCells(Message("Edit"), Field.VALUE, np.array([9]), typed(["much"])))
    window.tools.findChild(QLineEdit).setText("spring fair")
    qtbot.waitUntil(lambda: said(window) == "In 1 row")
    window.work.navigation.to_rule("value-unreadable")
    assert window.work.table.current_cell() == (9, Field.VALUE)
    assert window.tools.find_text() == ""


def test_in_another_table_nothing_is_looked_for_and_nothing_to_be_emptied(
    qtbot: QtBot, window: MainWindow
) -> None:
    field = window.findChild(QLineEdit, "findField")
    [emptying] = [one for one in field.findChildren(QToolButton) if one.geometry().x() > field.width() // 2]
    qtbot.keyClicks(field, "spring")
    qtbot.waitUntil(lambda: emptying.property("opacity") == 1)
    window.session.open(document([faultless(0)]))
    assert field.text() == ""
    qtbot.waitUntil(lambda: emptying.property("opacity") == 0)
    assert window.work.model.rows.tolist() == [0]
