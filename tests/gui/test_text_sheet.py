"""Text in a panel: as high as it needs to be, scrolled where there is less room, and at rest."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from offconv_gui.gui.theme import Scheme, apply_theme
from offconv_gui.gui.widgets.text_sheet import TextSheet

_ANSWER = (
    "Microsoft Advertising refused this row: the conversion was more than 90 days old when it was uploaded. "
)
_MANY = 60
"""More resizings than a sheet needs to find its size."""


class _Resizings(QObject):
    """Counts how often a sheet is resized, and ends it where that has no end."""

    def __init__(self, sheet: TextSheet) -> None:
        super().__init__(sheet)
        self.count = 0
        self._sheet = sheet
        sheet.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self.count += 1
            if self.count > _MANY:
                self._sheet.hide()
        return super().eventFilter(watched, event)


@pytest.fixture
def panel(qtbot: QtBot, qapp: QApplication) -> QWidget:
    apply_theme(qapp, Scheme.LIGHT)
    panel = QWidget()
    qtbot.addWidget(panel)
    panel.resize(370, 400)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


@pytest.fixture
def sheet(panel: QWidget) -> TextSheet:
    sheet = TextSheet(panel)
    layout = QVBoxLayout(panel)
    layout.addWidget(sheet)
    layout.addStretch(1)
    sheet.show()
    sheet.show_html("<p>One line.</p>")
    return sheet


@pytest.mark.parametrize("words", range(20, 200, 7))
def test_a_sheet_comes_to_rest_whatever_its_text(sheet: TextSheet, words: int) -> None:
    resizings = _Resizings(sheet)
    text = " ".join((_ANSWER * 12).split()[:words])
    for height in (400, 120, 200):
        sheet.parentWidget().resize(370, height)
        sheet.show_html(f"<p>{text}</p><p>{height}</p>")
        QApplication.processEvents()
    assert resizings.count <= _MANY


def test_where_there_is_room_nothing_is_scrolled(sheet: TextSheet) -> None:
    sheet.show_html(f"<p>{_ANSWER * 2}</p>")
    QApplication.processEvents()
    assert not sheet.verticalScrollBar().isVisible()
    assert sheet.document().size().height() <= sheet.viewport().height()


def test_where_there_is_less_the_text_ends_beside_the_bar(sheet: TextSheet) -> None:
    sheet.show_html(f"<p>{_ANSWER * 20}</p>")
    QApplication.processEvents()
    assert sheet.verticalScrollBar().isVisible()
    assert sheet.document().textWidth() <= sheet.viewport().width()
    sheet.show_html("<p>One line.</p>")
    QApplication.processEvents()
    assert not sheet.verticalScrollBar().isVisible()


@pytest.mark.parametrize("less", range(8))
def test_a_bar_stands_only_where_there_is_something_to_scroll(sheet: TextSheet, less: int) -> None:
    sheet.show_html("<p>Lines too short to be broken anew.</p>" * 9)
    sheet.setFixedHeight(sheet.sizeHint().height() - less)
    QApplication.processEvents()
    bar = sheet.verticalScrollBar()
    assert bar.isVisible() == (bar.maximum() > 0)
