"""How cells, row numbers and headings are painted."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from builders import document, faultless
from PySide6.QtCore import QItemSelectionModel, QRect, Qt
from PySide6.QtGui import QColor

from offconv_gui.core.edits import leave_out
from offconv_gui.core.fields import Field
from offconv_gui.core.messages import Message
from offconv_gui.gui import palette
from offconv_gui.gui.palette import DARK, LIGHT, colour
from offconv_gui.gui.views.conversion_table import ConversionTableView

ID, TIME, VALUE, CURRENCY, NAME, CLIENT, OWNER = range(7)
SOUND, WRONG, BLANK, EXPIRING = range(4)


@pytest.fixture(autouse=True)
def light():
    palette.use(LIGHT)
    yield
    palette.use(LIGHT)


@pytest.fixture
def view(qtbot, session):
    view = ConversionTableView(session)
    qtbot.addWidget(view)
    session.open(
        document(
            [
                faultless(SOUND),
                faultless(WRONG, VALUE="12.5k", CURRENCY=""),
                faultless(BLANK, TIME=""),
                faultless(EXPIRING, TIME="2026-08-27T11:05:00Z"),
            ],
            extras={"Owner": ["Ann", "Bob", "Carla", "Dan"]},
        )
    )
    view.resize(1300, 300)
    view.show()
    return view


def cell(view, row, column):
    """The picture of one cell, without the lines around it."""
    return view.viewport().grab(view.visualRect(view.table.index(row, column))).toImage()


def ground(view, row, column):
    """The colour of a cell where neither sign, text nor corner is: near its lower edge."""
    image = cell(view, row, column)
    return image.pixelColor(image.width() // 2, image.height() - 4)


def colours(image, part=None):
    part = part or image.rect()
    return {
        image.pixelColor(x, y).name()
        for x in range(part.left(), part.right() + 1)
        for y in range(part.top(), part.bottom() + 1)
    }


def select(view, row, column):
    index = view.table.index(row, column)
    view.selectionModel().select(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)


@pytest.mark.parametrize(
    ("row", "column", "tint"),
    [(WRONG, VALUE, "error_tint"), (BLANK, TIME, "error_tint"), (EXPIRING, TIME, "warning_tint")],
)
def test_a_marked_cell_has_the_tint_of_its_problem(view, row, column, tint):
    assert ground(view, row, column) == colour(tint)


def test_a_sound_cell_has_no_tint(view):
    assert ground(view, SOUND, VALUE).name() not in {LIGHT.error_tint, LIGHT.warning_tint, LIGHT.selected}


def test_the_sign_stands_at_the_beginning_also_of_an_amount(view):
    image = cell(view, WRONG, VALUE)
    left = QRect(0, 0, 26, image.height())
    right = QRect(image.width() // 2, 0, image.width() // 2, image.height())
    assert LIGHT.error_mark in colours(image, left)
    assert LIGHT.error_mark not in colours(image, right)


def test_the_text_of_a_marked_cell_keeps_its_colour(view):
    image = cell(view, WRONG, VALUE)
    right = QRect(image.width() // 2, 0, image.width() // 2, image.height())
    darkest = min((QColor(name) for name in colours(image, right)), key=QColor.lightness)
    assert abs(darkest.lightness() - colour("text").lightness()) < 40


def test_a_blank_cell_that_must_not_be_says_so(view):
    assert len(colours(cell(view, BLANK, TIME)) - colours(cell(view, WRONG, TIME))) > 0
    assert view.table.index(BLANK, TIME).data() == "Required"


def test_selection_and_tint_are_seen_together(view):
    select(view, WRONG, VALUE)
    both = ground(view, WRONG, VALUE).name()
    select(view, SOUND, VALUE)
    assert ground(view, SOUND, VALUE) == colour("selected")
    assert both not in {LIGHT.selected, LIGHT.error_tint}


def test_an_edited_cell_has_a_corner(view):
    assert LIGHT.edited_mark not in colours(cell(view, SOUND, NAME))
    view.table.setData(view.table.index(SOUND, NAME), "Lead")
    image = cell(view, SOUND, NAME)
    assert image.pixelColor(image.width() - 3, 1).name() == LIGHT.edited_mark


def test_a_row_left_out_is_struck_through(view, session):
    session.apply(leave_out(Message("Leave out"), np.array([SOUND])))
    image = cell(view, SOUND, CLIENT)
    across = QRect(10, image.height() // 2 - 3, 12, 6)
    rows = [colours(image, QRect(across.left(), y, 12, 1)) for y in range(across.top(), across.bottom())]
    assert {LIGHT.muted} in rows


def test_the_files_other_columns_are_grey(view):
    assert ground(view, SOUND, OWNER) == colour("ground")


def test_the_current_cell_has_a_frame_while_the_table_has_the_keys(qtbot, view):
    view.activateWindow()
    view.setFocus()
    view.go_to(SOUND, Field.NAME)
    qtbot.waitUntil(view.hasFocus)
    assert LIGHT.focus in colours(cell(view, SOUND, NAME))
    assert LIGHT.focus not in colours(cell(view, BLANK, NAME))


def test_cells_follow_the_scheme(view):
    cell(view, WRONG, VALUE)
    palette.use(DARK)
    assert ground(view, WRONG, VALUE).name() == DARK.error_tint


def test_everything_is_mirrored_for_languages_from_right_to_left(view):
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    view.table.setData(view.table.index(WRONG, VALUE), "x")
    image = cell(view, WRONG, VALUE)
    assert LIGHT.error_mark in colours(image, QRect(image.width() - 26, 0, 26, image.height()))
    assert image.pixelColor(2, 1).name() == LIGHT.edited_mark


def header_row(view, row):
    header = view.verticalHeader()
    place = QRect(0, header.sectionViewportPosition(row), header.width(), header.sectionSize(row))
    return header.viewport().grab(place).toImage()


def test_a_row_number_has_the_sign_of_its_row(view, session):
    assert LIGHT.error_mark in colours(header_row(view, WRONG))
    assert LIGHT.warning_mark in colours(header_row(view, EXPIRING))
    assert not {LIGHT.error_mark, LIGHT.warning_mark} & colours(header_row(view, SOUND))
    session.apply(leave_out(Message("Leave out"), np.array([WRONG])))
    assert LIGHT.error_mark not in colours(header_row(view, WRONG))


def test_the_number_of_the_current_row_is_set_off(view):
    view.go_to(WRONG, Field.NAME)
    before = header_row(view, SOUND)
    view.go_to(SOUND, Field.NAME)
    assert header_row(view, SOUND) != before


def test_row_numbers_have_room_for_the_largest(view, session):
    narrow = view.verticalHeader().sizeHint().width()
    made = session.document
    numbers = np.array([1_000_002, 3, 4, 5])
    session.open(replace(made, table=replace(made.table, row_numbers=numbers)))
    assert view.verticalHeader().sizeHint().width() > narrow


def test_the_heading_of_the_order_has_an_arrow(view):
    header = view.horizontalHeader()
    place = QRect(header.sectionViewportPosition(NAME), 0, header.sectionSize(NAME), header.height())
    pictures = [header.viewport().grab(place).toImage()]
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        view.sortByColumn(NAME, order)
        pictures.append(header.viewport().grab(place).toImage())
    assert pictures[0] != pictures[1] != pictures[2]


def test_larger_text_makes_taller_rows(view):
    before = view.rowHeight(SOUND)
    font = view.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    view.setFont(font)
    assert view.rowHeight(SOUND) > before * 1.5
