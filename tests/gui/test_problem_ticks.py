"""The ticks beside the scroll bar."""

from __future__ import annotations

import numpy as np
import pytest
from builders import document, faultless
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt

from offconv_gui.core.fields import Field
from offconv_gui.core.row_filter import RowFilter, Show
from offconv_gui.core.rules import PLACES
from offconv_gui.gui.palette import colour
from offconv_gui.gui.session import TOLD_AT_ONCE
from offconv_gui.gui.views.conversion_table import ConversionTableView
from offconv_gui.gui.views.problem_ticks import ticks_of

ERROR, WARNING, INFO = (
    1 << PLACES[rule] for rule in ("click-id-invalid", "time-expires-soon", "click-id-case")
)


def words(*bits):
    return np.array(bits, np.uint64)


def test_each_problem_has_a_tick_where_its_row_is():
    ticks = ticks_of(words(0, ERROR, WARNING, INFO), 8)
    assert np.flatnonzero(ticks.errors >= 0).tolist() == [2]
    assert np.flatnonzero(ticks.warnings >= 0).tolist() == [4]


def test_a_row_with_both_is_an_error():
    ticks = ticks_of(words(ERROR | WARNING), 1)
    assert (ticks.errors.tolist(), ticks.warnings.tolist()) == ([0], [-1])


def test_a_tick_stands_for_the_first_of_the_rows_it_covers():
    ticks = ticks_of(words(0, 0, 0, ERROR, ERROR, 0, 0, 0), 2)
    assert ticks.errors.tolist() == [3, 4]


@pytest.mark.parametrize(("y", "row"), [(2, 1), (4, 2), (3, 1), (0, 1), (7, 2)])
def test_a_click_means_the_closest_tick_and_errors_first(y, row):
    assert ticks_of(words(0, ERROR, WARNING, 0), 8).row_near(y) == row


def test_far_from_any_tick_no_row_is_meant():
    assert ticks_of(words(ERROR, *[0] * 9), 100).row_near(50) == -1


@given(st.lists(st.sampled_from([0, ERROR, WARNING]), max_size=40), st.integers(-1, 30))
def test_no_problem_is_without_a_tick(bits, height):
    ticks = ticks_of(words(*bits), height)
    for strip, word in ((ticks.errors, ERROR), (ticks.warnings, WARNING)):
        covered = {row * height // len(bits) for row, bit in enumerate(bits) if bit & word}
        assert set(np.flatnonzero(strip >= 0).tolist()) == (covered if height > 0 else set())


@pytest.fixture
def view(qtbot, session):
    view = ConversionTableView(session)
    qtbot.addWidget(view)
    rows = [faultless(place) for place in range(400)]
    rows[300][Field.CLICK_ID] = "wrong"
    session.open(document(rows))
    view.resize(600, 400)
    view.show()
    return view


def colours_of(view):
    image = view.verticalScrollBar().grab().toImage()
    return {image.pixelColor(image.width() - 2, y).name() for y in range(image.height())}


def tick_at(view):
    bar = view.verticalScrollBar()
    return int(np.flatnonzero(bar.ticks().errors >= 0)[0])


def test_a_tick_is_painted_in_the_colour_of_its_problem(view):
    painted = colours_of(view)
    assert colour("error_mark").name() in painted
    assert colour("warning_mark").name() not in painted


def test_in_a_long_table_ticks_are_counted_after_the_rows_are_painted(qtbot, view):
    rows = [faultless(place) for place in range(TOLD_AT_ONCE + 1)]
    rows[300][Field.CLICK_ID] = "wrong"
    session = view.table.session
    with qtbot.waitSignal(session.document_settled):
        session.open(document(rows))
        assert colour("error_mark").name() not in colours_of(view)
    assert colour("error_mark").name() in colours_of(view)


def test_clicking_a_tick_goes_to_its_row(qtbot, view):
    bar = view.verticalScrollBar()
    view.go_to(0, Field.TIME)
    groove = bar.height() - len(bar.ticks().errors)
    qtbot.mouseClick(
        bar, Qt.MouseButton.LeftButton, pos=QPoint(bar.width() // 2, groove // 2 + tick_at(view))
    )
    assert view.current_cell() == (300, Field.TIME)


def test_clicking_beside_the_ticks_scrolls(qtbot, view):
    bar = view.verticalScrollBar()
    view.go_to(0, Field.TIME)
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(bar.width() // 2, bar.height() // 3))
    assert view.current_cell() == (0, Field.TIME)
    assert bar.value() > 0


def test_ticks_follow_edits_and_filters(view):
    view.table.setData(view.table.index(300, 0), "f894f652ea334e739002f7167ab8f8e3")
    assert (view.verticalScrollBar().ticks().errors < 0).all()
    view.table.setData(view.table.index(0, 2), "lots")
    before = tick_at(view)
    view.table.sort(2, Qt.SortOrder.AscendingOrder)
    assert tick_at(view) > before
    view.table.set_filter(RowFilter(Show.READY))
    assert (view.verticalScrollBar().ticks().errors < 0).all()
