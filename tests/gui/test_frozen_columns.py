"""Columns that stay in sight while the others are scrolled along."""

from __future__ import annotations

import pytest
from builders import document, faultless
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from offconv_gui.core.fields import Field
from offconv_gui.gui.theme import Scheme, apply_theme
from offconv_gui.gui.views.conversion_table import ConversionTableView

ID, TIME, VALUE, CURRENCY, NAME, CLIENT, EXPIRES, OWNER = range(8)
LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
DIRECTIONS = [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft]


@pytest.fixture(params=DIRECTIONS, ids=["left to right", "right to left"])
def view(request, qapp, qtbot, session):
    """Too narrow for its columns; the first is frozen and the rest scrolled to the end."""
    apply_theme(qapp, Scheme.LIGHT, 100)
    view = ConversionTableView(session)
    qtbot.addWidget(view)
    view.setLayoutDirection(request.param)
    session.open(
        document([faultless(at) for at in range(4)], extras={"Owner": ["Ann", "Bob", "Carla", "Dan"]})
    )
    view.resize(700, 300)
    view.show()
    qtbot.waitExposed(view)
    view.setFocus()
    view.columns.freeze(ID)
    scroll_along(view)
    return view


def scroll_along(view):
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().maximum())
    view.viewport().repaint()


def rect(view, row, column):
    return view.visualRect(view.table.index(row, column))


def start(view):
    """Pixels from the side where a row begins to the column of the first field."""
    left = view.column_header.frozen.left_of(ID)
    return view.viewport().width() - left - view.columnWidth(ID) if view.isRightToLeft() else left


def selected(view):
    return {(index.row(), index.column()) for index in view.selectedIndexes()}


def picture(view, place):
    return view.viewport().grab(place).toImage()


def test_a_frozen_column_stays_while_others_are_scrolled(view):
    assert start(view) == 0
    assert view.horizontalScrollBar().value() > 0
    scrolled = picture(view, rect(view, 0, ID).adjusted(0, 0, -4, 0))
    view.horizontalScrollBar().setValue(0)
    assert picture(view, rect(view, 0, ID).adjusted(0, 0, -4, 0)) == scrolled


def test_others_are_scrolled_once_it_is_free_again(view):
    view.columns.unfreeze()
    assert start(view) < 0
    assert not view.columns.are_frozen


def test_a_click_means_the_cell_that_is_seen(view):
    place = rect(view, 2, ID).center()
    assert view.indexAt(place) == view.table.index(2, ID)
    QTest.mouseClick(view.viewport(), LEFT, pos=place)
    assert view.current_cell() == (2, Field.CLICK_ID)
    assert view.horizontalScrollBar().value() == view.horizontalScrollBar().maximum()


def test_a_selection_is_drawn_from_frozen_columns_to_others(view):
    QTest.mousePress(view.viewport(), LEFT, pos=rect(view, 1, ID).center())
    QTest.mouseMove(view.viewport(), rect(view, 2, OWNER).center())
    QTest.mouseRelease(view.viewport(), LEFT, pos=rect(view, 2, OWNER).center())
    assert selected(view) == {(row, column) for row in (1, 2) for column in range(8)}


def test_shift_and_an_arrow_select_over_the_edge(qtbot, view):
    view.setCurrentIndex(view.table.index(1, ID))
    scroll_along(view)
    end = Qt.Key.Key_Left if view.isRightToLeft() else Qt.Key.Key_Right
    qtbot.keyClick(view, end, SHIFT)
    qtbot.keyClick(view, Qt.Key.Key_Down, SHIFT)
    assert selected(view) == {(row, column) for row in (1, 2) for column in (ID, TIME)}


def test_going_to_a_cell_brings_it_out_from_below_the_frozen_ones(view):
    view.go_to(0, Field.TIME)
    assert not rect(view, 0, TIME).intersects(rect(view, 0, ID))
    assert view.viewport().rect().contains(rect(view, 0, TIME))


def test_a_frozen_cell_is_edited_where_it_is_seen(qtbot, view):
    view.setCurrentIndex(view.table.index(1, ID))
    scroll_along(view)
    qtbot.keyClick(view, Qt.Key.Key_F2)
    editor = view.findChild(QLineEdit, "cellEditor")
    assert editor.geometry() == rect(view, 1, ID)
    qtbot.keyClick(editor, Qt.Key.Key_Escape)


def test_an_edit_of_a_frozen_cell_is_seen_at_once(view):
    before = picture(view, rect(view, 1, ID))
    view.table.setData(view.table.index(1, ID), "wrong")
    assert picture(view, rect(view, 1, ID)) != before


def test_a_frozen_heading_is_clicked_and_resized_where_it_is_seen(view):
    header = view.column_header
    left = header.frozen.left_of(ID)
    middle = QPoint(left + header.sectionSize(ID) // 2, 8)
    QTest.mouseClick(header.viewport(), LEFT, pos=middle)
    assert view.table.sort_column == ID
    assert header.column_at(middle) == ID
    edge = QPoint(left if view.isRightToLeft() else left + header.sectionSize(ID) - 1, 8)
    width, by = header.sectionSize(ID), QPoint(-20 if view.isRightToLeft() else 20, 0)
    QTest.mouseMove(header.viewport(), edge)
    QTest.mousePress(header.viewport(), LEFT, pos=edge)
    QTest.mouseMove(header.viewport(), edge + by)
    QTest.mouseRelease(header.viewport(), LEFT, pos=edge + by)
    assert header.sectionSize(ID) == width + 20


def test_the_part_of_a_strip_below_a_frozen_heading_is_found(view):
    header = view.column_header
    place = QPoint(header.frozen.left_of(ID) + header.sectionSize(ID) // 2, header.height() - 6)
    assert header.state_at(place)[0] == ID


def test_columns_too_wide_for_the_window_are_scrolled_with_the_others(view):
    view.columns.freeze(NAME)
    scroll_along(view)
    assert start(view) < 0
    assert view.columns.are_frozen


def test_frozen_columns_are_remembered_by_their_name(view, session):
    view.horizontalHeader().moveSection(view.horizontalHeader().visualIndex(OWNER), 0)
    view.columns.freeze(OWNER)
    session.open(document([faultless(0)]))
    assert not view.columns.are_frozen
    session.open(document([faultless(0)], extras={"Other": ["x"], "Owner": ["Ann"]}))
    assert [view.table.title_of(column) for column in view.column_header.frozen.columns()] == ["Owner"]
    view.columns.unfreeze()
    assert view.columns.current().frozen == ""


def test_the_handle_of_a_covered_cell_is_not_shown(view):
    view.horizontalScrollBar().setValue(0)
    view.setCurrentIndex(view.table.index(1, TIME))
    view.viewport().repaint()
    assert not view._handle.square().isEmpty()
    view.horizontalScrollBar().setValue(view.columnWidth(TIME) + 30)
    assert view._handle.square().isEmpty()


def test_who_hears_the_table_is_told_which_columns_stay(view):
    assert view.accessibleDescription().endswith("The columns up to Microsoft Click Id stay in sight.")
    view.columns.unfreeze()
    assert view.accessibleDescription() == "One row for each conversion, one column for each field."


def test_shift_and_a_click_select_from_where_a_person_has_gone(view):
    QTest.mouseClick(view.viewport(), LEFT, pos=rect(view, 3, OWNER).center())
    view.go_to(1, Field.CLICK_ID)
    scroll_along(view)
    QTest.mouseClick(view.viewport(), LEFT, SHIFT, rect(view, 2, OWNER).center())
    assert selected(view) == {(row, column) for row in (1, 2) for column in range(8)}
