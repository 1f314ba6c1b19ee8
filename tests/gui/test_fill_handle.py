"""The square at the end of the selection, with the real pointer."""

from __future__ import annotations

import pytest
from builders import document, faultless
from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from offconv_gui.core.fields import Field
from offconv_gui.core.row_filter import RowFilter, Show
from offconv_gui.gui.palette import LIGHT
from offconv_gui.gui.theme import Scheme, apply_theme
from offconv_gui.gui.views.conversion_table import ConversionTableView

NAME, CLIENT, EXPIRES, OWNER = range(4, 8)
ROWS = 8
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view(qapp, qtbot, session):
    apply_theme(qapp, Scheme.LIGHT, 100)
    view = ConversionTableView(session)
    qtbot.addWidget(view)
    rows = [faultless(at, NAME="abcdefgh"[at], CLIENT_ID=str(at)) for at in range(ROWS)]
    rows[2][Field.CLICK_ID] = rows[5][Field.CLICK_ID] = "wrong"
    session.open(document(rows, extras={"Owner": ["Ann", "Bob", "", "Dan", "Eve", "Flo", "Gus", "Hal"]}))
    view.resize(1500, 400)
    view.show()
    qtbot.waitExposed(view)
    return view


def select(view, top, left, bottom, right, add=False):
    model, flags = view.table, QItemSelectionModel.SelectionFlag
    piece = QItemSelection(model.index(top, left), model.index(bottom, right))
    if not add:
        view.setCurrentIndex(model.index(top, left))
    view.selectionModel().select(piece, flags.Select if add else flags.ClearAndSelect)
    view.viewport().repaint()


def middle(view, row, column=NAME):
    return view.visualRect(view.table.index(row, column)).center()


def press_handle(view):
    QTest.mouseMove(view.viewport(), view._handle.square().center())
    QTest.mousePress(view.viewport(), LEFT, pos=view._handle.square().center())


def drag(view, to, drop=True):
    """Drag the handle to a row's place, or to a point of the viewport."""
    end = to if isinstance(to, QPoint) else middle(view, to)
    press_handle(view)
    QTest.mouseMove(view.viewport(), end)
    if drop:
        QTest.mouseRelease(view.viewport(), LEFT, pos=end)


def texts(view, field=Field.NAME):
    return "".join(view.table.document.table.columns[field].text().to_pylist())


def steps(view):
    stack = view.table.session.undo_stack
    return [stack.text(place) for place in range(stack.index())]


def selected(view):
    return {(index.row(), index.column()) for index in view.selectedIndexes()}


@pytest.mark.parametrize(
    ("top", "bottom", "to", "names", "step"),
    [
        (1, 1, 4, "abbbbfgh", ["Fill down"]),
        (0, 1, 6, "abababah", ["Fill down"]),
        (4, 5, 1, "afefefgh", ["Fill up"]),
        (3, 3, 0, "ddddefgh", ["Fill up"]),
        (1, 3, 2, "abcdefgh", []),
        (1, 1, 1, "abcdefgh", []),
    ],
)
def test_dragging_repeats_the_selection_up_or_down_as_one_step(view, top, bottom, to, names, step):
    select(view, top, NAME, bottom, NAME)
    drag(view, to)
    assert (texts(view), steps(view)) == (names, step)
    view.table.session.undo()
    assert texts(view) == "abcdefgh"


def test_numbers_and_times_are_repeated_and_never_counted_on(view):
    select(view, 0, CLIENT, 1, CLIENT)
    drag(view, 5)
    assert texts(view, Field.CLIENT_ID) == "01010167"


def test_what_was_filled_is_selected_with_what_it_was_filled_from(view):
    select(view, 1, NAME, 1, CLIENT)
    drag(view, 2)
    assert selected(view) == {(row, column) for row in (1, 2) for column in (NAME, CLIENT)}
    assert (view.currentIndex().row(), view.currentIndex().column()) == (1, NAME)


def test_only_rows_that_are_shown_are_filled(view):
    view.sortByColumn(NAME, Qt.SortOrder.DescendingOrder)
    view.table.set_filter(RowFilter(Show.ERRORS))
    assert view.table.rows.tolist() == [5, 2]
    select(view, 0, NAME, 0, NAME)
    drag(view, 1)
    assert texts(view) == "abfdefgh"


def test_the_files_other_columns_are_not_filled(view):
    select(view, 0, CLIENT, 0, OWNER)
    drag(view, 1)
    assert texts(view, Field.CLIENT_ID) == "00234567"
    select(view, 0, OWNER, 0, OWNER)
    assert view._handle.square().isEmpty()


def test_two_blocks_have_no_handle(view):
    select(view, 0, NAME, 0, NAME)
    select(view, 2, NAME, 2, NAME, add=True)
    assert view._handle.square().isEmpty()


def test_escape_fills_nothing(qtbot, view):
    select(view, 1, NAME, 1, NAME)
    drag(view, 4, drop=False)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(view.viewport(), LEFT, pos=middle(view, 4))
    assert (texts(view), steps(view)) == ("abcdefgh", [])


def test_a_line_shows_what_will_be_filled(view):
    select(view, 1, NAME, 1, NAME)
    cell = view.visualRect(view.table.index(4, NAME))
    drag(view, 4, drop=False)
    image = view.viewport().grab(cell).toImage()
    edge = {image.pixelColor(x, image.height() - 2).name() for x in range(image.width())}
    assert LIGHT.focus in edge
    view._handle.cancel()
    QTest.mouseRelease(view.viewport(), LEFT, pos=middle(view, 4))
    image = view.viewport().grab(cell).toImage()
    assert LIGHT.focus not in {image.pixelColor(x, image.height() - 2).name() for x in range(image.width())}


def test_a_double_click_fills_down_to_the_end_of_the_block(view):
    for column in range(NAME):
        view.hideColumn(column)
    view.hideColumn(CLIENT)
    select(view, 0, NAME, 0, NAME)
    QTest.mouseDClick(view.viewport(), LEFT, pos=view._handle.square().center())
    assert (texts(view), steps(view)) == ("aacdefgh", ["Fill down"])
    view.showColumn(CLIENT)
    view.viewport().repaint()
    QTest.mouseDClick(view.viewport(), LEFT, pos=view._handle.square().center())
    assert texts(view) == "aaaaaaaa"


def test_the_pointer_is_a_cross_over_the_handle_and_a_little_beside_it(view):
    select(view, 1, NAME, 1, NAME)
    square = view._handle.square()
    shapes = []
    for place in (middle(view, 0), square.center(), square.topLeft() - QPoint(3, 3), middle(view, 1)):
        QTest.mouseMove(view.viewport(), place)
        shapes.append(view.viewport().cursor().shape())
    cross, arrow = Qt.CursorShape.CrossCursor, Qt.CursorShape.ArrowCursor
    assert shapes == [arrow, cross, cross, arrow]


def test_below_the_table_the_rows_are_scrolled(qtbot, view):
    view.resize(1100, 120)
    select(view, 0, NAME, 0, NAME)
    drag(view, QPoint(middle(view, 0).x(), view.viewport().height() + 40), drop=False)
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() == view.verticalScrollBar().maximum())
    QTest.mouseRelease(view.viewport(), LEFT, pos=QPoint(middle(view, 0).x(), view.viewport().height() + 40))
    assert texts(view) == "aaaaaaaa"
    assert not view._handle._scrolling.isActive()


@pytest.mark.parametrize("direction", Qt.LayoutDirection)
def test_the_handle_stands_where_the_row_of_cells_ends(view, direction):
    view.setLayoutDirection(
        direction if direction is Qt.LayoutDirection.RightToLeft else Qt.LayoutDirection.LeftToRight
    )
    select(view, 1, NAME, 2, CLIENT)
    cell, square = view.visualRect(view.table.index(2, CLIENT)), view._handle.square()
    end = cell.left() if direction is Qt.LayoutDirection.RightToLeft else cell.right()
    assert abs(square.center().x() - end) <= 2
    assert abs(square.center().y() - cell.bottom()) <= 2


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK, Scheme.CONTRAST])
def test_the_handle_is_seen_in_every_scheme(qapp, view, scheme):
    apply_theme(qapp, scheme, 100)
    select(view, 1, NAME, 1, NAME)
    around = view._handle.square().adjusted(1, 1, -1, -1)
    image = view.viewport().grab(around).toImage()
    look = view._delegate.paints
    assert image.pixelColor(image.width() // 2, image.height() // 2) == look.focus_pen.color()
    assert look.focus_pen.color() != look.ground
    apply_theme(qapp, Scheme.LIGHT, 100)


def test_another_selection_ends_the_drag(view):
    select(view, 1, NAME, 1, NAME)
    drag(view, 4, drop=False)
    view.selectAll()
    QTest.mouseRelease(view.viewport(), LEFT, pos=middle(view, 4))
    assert (texts(view), view._handle.is_dragged) == ("abcdefgh", False)


def test_a_button_let_go_elsewhere_ends_the_drag(view):
    select(view, 1, NAME, 1, NAME)
    drag(view, 4, drop=False)
    none, place = Qt.MouseButton.NoButton, QPointF(middle(view, 4))
    moved = QMouseEvent(
        QEvent.Type.MouseMove, place, view.viewport().mapToGlobal(place), none, none, Qt.KeyboardModifier(0)
    )
    QApplication.sendEvent(view.viewport(), moved)
    assert not view._handle.is_dragged
    QTest.mouseRelease(view.viewport(), LEFT, pos=middle(view, 4))
    assert texts(view) == "abcdefgh"
