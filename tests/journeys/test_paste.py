"""Pasting a table from a spreadsheet or a web page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from offconv_gui.core.fields import Field
from offconv_gui.gui.main_window import MainWindow

ROWS = [
    ("MSCLKID", "Close Date", "Amount"),
    ("3cf4220c917b853860886599b2ac757f", "2026-11-05 14:30", "9800"),
    ("96dd9de5798121e8fa462d6e85bda6a3", "2026-11-06 09:00", "1200.50"),
]
TEXT = "".join("\t".join(row) + "\r\n" for row in ROWS)
PAGE = (
    "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><body><!--StartFragment--><table>"
    + "".join("<tr>" + "".join(f"<td class=xl65>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    + "</table><!--EndFragment--></body></html>"
)


@pytest.mark.parametrize(
    ("text", "page"),
    [(TEXT, ""), (TEXT, PAGE), ("", PAGE), (TEXT.replace("\t", " "), PAGE)],
    ids=["tabs", "tabs and a table", "a table", "a table whose text lost its cells"],
)
def test_rows_on_the_clipboard_open_as_a_table(
    qtbot: QtBot, window: MainWindow, text: str, page: str
) -> None:
    held = QMimeData()
    if text:
        held.setText(text)
    if page:
        held.setHtml(page)
    QGuiApplication.clipboard().setMimeData(held)
    window.work.opening.paste()
    qtbot.waitUntil(lambda: window.session.document is not None)
    document = window.session.document
    assert document is not None
    assert document.row_count == 2
    assert document.table.columns[Field.VALUE].cell(1) == "1200.50"


def test_an_empty_clipboard_is_told(window: MainWindow) -> None:
    QGuiApplication.clipboard().clear()
    window.work.opening.paste()
    assert window.bar.text().startswith("There are no rows on the clipboard.")


def test_the_keys_of_paste_open_a_table_where_there_is_none_and_paste_into_it_after(
    qtbot: QtBot, window: MainWindow
) -> None:
    QGuiApplication.clipboard().setText(TEXT)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.session.document is not None)
    qtbot.waitUntil(lambda: not window.session.busy and window.work.table.hasFocus())
    QGuiApplication.clipboard().setText("96dd9de5798121e8fa462d6e85bda6a3")
    qtbot.keyClick(window.work.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    document = window.session.document
    assert document is not None
    assert document.table.cell(Field.CLICK_ID, 0) == "96dd9de5798121e8fa462d6e85bda6a3"
    assert document.row_count == 2
