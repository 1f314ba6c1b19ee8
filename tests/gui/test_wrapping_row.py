"""A row that wraps: nothing is narrower than it needs to be, and right-to-left layouts are mirrored."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from offconv_gui.gui.parts.wrapping_row import WrappingRow


class Block(QWidget):
    """Needs one width and would like another."""

    def __init__(self, least: int, liked: int, high: int = 20) -> None:
        super().__init__()
        self._least, self._liked = QSize(least, high), QSize(liked, high)

    def minimumSizeHint(self) -> QSize:
        return self._least

    def sizeHint(self) -> QSize:
        return self._liked


@pytest.fixture
def holder(qtbot: QtBot) -> QWidget:
    holder = QWidget()
    qtbot.addWidget(holder)
    row = WrappingRow(holder, spacing=10, line_spacing=5)
    row.add(Block(100, 150))
    row.add(Block(100, 200))
    row.add(Block(50, 50, high=30), at_end=True)
    return holder


def places(holder: QWidget, width: int) -> list[tuple[int, int, int]]:
    """The x, y and width of each block, where the holder is so wide."""
    layout = holder.layout()
    assert layout is not None
    holder.resize(width, layout.heightForWidth(width))
    layout.activate()
    shown = (one for one in holder.children() if isinstance(one, Block))
    return [(one.x(), one.y(), one.width()) for one in shown]


def test_one_line_where_there_is_room(holder: QWidget) -> None:
    assert places(holder, 600) == [(0, 5, 150), (160, 5, 200), (550, 0, 50)]


def test_what_is_left_is_shared_in_proportion_to_what_lacks(holder: QWidget) -> None:
    assert [width for _, _, width in places(holder, 345)] == [125, 150, 50]


def test_what_does_not_fit_goes_into_the_next_line(holder: QWidget) -> None:
    assert places(holder, 230) == [(0, 0, 106), (116, 0, 113), (180, 25, 50)]


def test_what_is_hidden_takes_no_room(holder: QWidget) -> None:
    holder.findChildren(Block)[1].hide()
    assert places(holder, 230)[::2] == [(0, 5, 150), (180, 0, 50)]


def test_right_to_left_is_mirrored(holder: QWidget) -> None:
    holder.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert places(holder, 600) == [(450, 5, 150), (240, 5, 200), (0, 0, 50)]


def test_the_height_follows_the_width(holder: QWidget) -> None:
    layout = holder.layout()
    assert layout is not None
    assert [layout.heightForWidth(width) for width in (600, 230, 120)] == [30, 55, 80]
