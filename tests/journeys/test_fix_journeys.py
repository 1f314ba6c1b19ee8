"""Every fix of every rule, through the real window: asked for, shown, made, and taken back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from builders import NOW, document, faultless
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDialog,
    QMenu,
    QPushButton,
    QTableView,
    QTextBrowser,
)
from pytestqt.qtbot import QtBot
from real_window import dialog_if_open, document_of

from offconv_gui.app import make_window
from offconv_gui.core.conversion_keys import upload_keys
from offconv_gui.core.document import Document
from offconv_gui.core.edits import DeleteRows
from offconv_gui.core.fields import Field
from offconv_gui.core.fixes import Fix
from offconv_gui.core.mending import fixes_for, rows_marked
from offconv_gui.core.messages import Message
from offconv_gui.core.rules import BY_ID, RULES
from offconv_gui.core.rules.base import AnyRule, Example, GroupRule, View
from offconv_gui.core.service_answers import ServiceAnswer
from offconv_gui.core.upload_results import UploadResults
from offconv_gui.gui.dialogs.help_dialog import HelpDialog
from offconv_gui.gui.main_window import MainWindow

NEW_YORK = "America/New_York"
TWICE = "2026-11-01 01:30"
"""Happened twice in New York."""

FIELDS_OF_CHOICES = {
    "zone": "timeZoneCombo",
    "goal": "goalCombo",
    "date_order": "dateOrderCombo",
    "decimal_mark": "decimalCombo",
    "time_of_day": "timeOfDayCombo",
}


def press(inside: QDialog | MainWindow | None, name: str) -> None:
    assert inside is not None
    button = inside.findChild(QAbstractButton, name)
    assert button is not None
    assert button.isEnabled()
    button.click()


def state(document: Document) -> tuple[object, ...]:
    """All that a fix might touch."""
    table = document.table
    texts = {field: column.text().to_pylist() for field, column in table.columns.items()}
    return texts, table.left_out.tolist(), document.issues.bits.tolist(), document.choices


def example_rows(rule: AnyRule, example: Example) -> list[Mapping[Field, str]]:
    """Two rows with the problem; those of rules that compare rows stand behind one without."""
    rows = [{**faultless(place), **example.cells} for place in range(2)]
    if isinstance(rule, GroupRule):
        same = {**faultless(0), **example.cells, Field.CLICK_ID: faultless(0)[Field.CLICK_ID]}
        days = ("2026-11-06", "2026-11-07")
        return [faultless(0), *({**same, Field.TIME: same[Field.TIME].replace(days[0], day)} for day in days)]
    return rows


def helped_by(rule: AnyRule, fix: Fix) -> Document:
    """A document whose rows have the problem, which the fix mends."""
    for example in rule.bad:
        found = document(example_rows(rule, example), **example.choices)
        found = refused(found) if found.choices.results else found
        rows = rows_marked(found, rule)
        if len(rows) > 1 and fix in fixes_for(found, rule, rows):
            return found
    raise AssertionError(f"no example of {rule.id} is helped by “{fix.label}”")


def refused(document: Document) -> Document:
    """The same after an upload that was refused whole."""
    keys = upload_keys(View(document.readings, range(document.row_count)), document.choices)
    results = UploadResults.of(
        (key, ServiceAnswer("OfflineConversionTimeInvalid", 5607)) for key in keys.tolist()
    )
    return document.with_choices(document.choices.changed(results=results))


FIXES = [pytest.param(rule, fix, id=f"{rule.id}: {fix.label}") for rule in RULES for fix in rule.fixes]


@pytest.mark.parametrize(("rule", "fix"), FIXES)
def test_a_fix_mends_all_rows_like_this_and_can_be_undone(
    qtbot: QtBot, window: MainWindow, rule: AnyRule, fix: Fix
) -> None:
    before = helped_by(rule, fix)
    window.session.open(before)
    window.work.navigation.to_rule(rule.id)
    if fix is rule.fixes[0]:
        press(window, f"fix_{rule.id}")
    else:
        window.work.mending.fix_alike(
            next(offer for offer in window.work.mending.offers() if offer.fix is fix)
        )
    if fix.choose is not None:
        field = window.findChild(QComboBox, FIELDS_OF_CHOICES[fix.choose])
        assert field.property("glows") is True
        assert window.session.undo_stack.count() == 0
        return
    if fix.ask is not None:
        asked = dialog_if_open("askDialog")
        assert asked is not None
        answer = asked.findChild(QComboBox, "answer_0")
        answer.setCurrentIndex(1)
        press(asked, "applyFix")
    else:
        shown = dialog_if_open("fixDialog")
        assert shown is not None
        assert window.session.undo_stack.count() == 0, "nothing changes before it is confirmed"
        press(shown, "applyFix")
        assert window.session.undo_stack.undoText() == fix.label
    assert not len(rows_marked(document_of(window), rule))
    window.actions_by_name["actionUndo"].trigger()
    assert state(document_of(window)) == state(before)


# -- What a fix will do --------------------------------------------------------------------------------------


@pytest.fixture
def doubled(window: MainWindow) -> MainWindow:
    """Three times that happened twice, in rows 2 to 4, and one that did not."""
    rows = [faultless(place, TIME=TWICE) for place in range(3)]
    window.session.open(document([*rows, faultless(3)], zone=NEW_YORK))
    window.work.navigation.to_rule("time-ambiguous")
    return window


def lines(shown: QDialog) -> list[list[str]]:
    model = shown.findChild(QTableView, "fixPreview").model()
    cells = range(model.columnCount())
    return [[model.index(row, column).data() for column in cells] for row in range(model.rowCount())]


def times(window: MainWindow) -> list[str]:
    return document_of(window).table.columns[Field.TIME].text().to_pylist()


def test_before_many_rows_are_mended_it_is_shown_how(doubled: MainWindow) -> None:
    press(doubled, "fixAll")
    shown = dialog_if_open("fixDialog")
    assert shown is not None
    assert lines(shown) == [[row, TWICE, "2026-11-01T05:30:00Z"] for row in ("2", "3", "4")]
    assert shown.findChild(QPushButton, "applyFix").text() == "Use the earlier time: 3 rows"
    press(shown, "cancelFix")
    assert times(doubled)[0] == TWICE


def test_rows_whose_box_is_unticked_stay_as_they_are(qtbot: QtBot, doubled: MainWindow) -> None:
    press(doubled, "fixAll")
    shown = dialog_if_open("fixDialog")
    assert shown is not None
    view = shown.findChild(QTableView, "fixPreview")
    view.setCurrentIndex(view.model().index(1, 1))
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert lines(shown)[1] == ["3", TWICE, "stays as it is"]
    assert shown.findChild(QPushButton, "applyFix").text() == "Use the earlier time: 2 rows"
    press(shown, "applyFix")
    assert times(doubled)[:3] == ["2026-11-01T05:30:00Z", TWICE, "2026-11-01T05:30:00Z"]


def test_with_no_box_ticked_there_is_nothing_to_do(qtbot: QtBot, doubled: MainWindow) -> None:
    press(doubled, "fixAll")
    shown = dialog_if_open("fixDialog")
    assert shown is not None
    view = shown.findChild(QTableView, "fixPreview")
    for row in range(3):
        box = view.model().index(row, 0)
        view.model().setData(box, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert not shown.findChild(QPushButton, "applyFix").isEnabled()
    view.model().setData(view.model().index(0, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert shown.findChild(QPushButton, "applyFix").text() == "Use the earlier time: 1 row"
    press(shown, "cancelFix")


def test_what_was_mended_is_told_and_taken_back_from_there(doubled: MainWindow) -> None:
    press(doubled, "fixAll")
    press(dialog_if_open("fixDialog"), "applyFix")
    assert doubled.bar.text() == "Changed 3 cells."
    [undo] = [one for one in doubled.bar.findChildren(QPushButton) if one.text() == "Undo"]
    undo.click()
    assert times(doubled)[:3] == [TWICE] * 3
    assert doubled.bar.isHidden()


def test_rows_left_out_are_told(window: MainWindow) -> None:
    window.session.open(document([faultless(place, CLICK_ID="") for place in range(4)]))
    press(window, "fix_click-id-missing")
    shown = dialog_if_open("fixDialog")
    assert shown is not None
    assert lines(shown)[0] == ["2", "blank", "left out of the export"]
    press(shown, "applyFix")
    assert window.bar.text() == "Left out 4 rows."


def test_one_row_is_mended_at_once(doubled: MainWindow) -> None:
    press(doubled, "fixCell")
    assert dialog_if_open("fixDialog") is None
    assert times(doubled)[:2] == ["2026-11-01T05:30:00Z", TWICE]


def test_rows_not_shown_are_mended_too_and_single_ones_can_be_spared(window: MainWindow) -> None:
    rows = [faultless(place, TIME=TWICE) for place in range(1_500)]
    window.session.open(document(rows, zone=NEW_YORK))
    press(window, "fix_time-ambiguous")
    shown = dialog_if_open("fixDialog")
    assert shown is not None
    assert len(lines(shown)) == 200
    view = shown.findChild(QTableView, "fixPreview")
    view.model().setData(view.model().index(7, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    press(shown, "applyFix")
    assert rows_marked(document_of(window), BY_ID["time-ambiguous"]).tolist() == [7]
    assert window.bar.text() == "Changed 1,499 cells."


def test_a_long_preview_is_worked_out_beside_the_window(qtbot: QtBot, window: MainWindow) -> None:
    window.session.open(document([faultless(0, CLICK_ID="")] * 10_001))
    qtbot.waitUntil(lambda: window.session.is_settled)
    press(window, "fix_click-id-missing")
    qtbot.waitUntil(lambda: dialog_if_open("fixDialog") is not None)
    press(dialog_if_open("fixDialog"), "applyFix")
    qtbot.waitUntil(lambda: document_of(window).counts().left_out == 10_001)
    qtbot.waitUntil(lambda: window.bar.text() == "Left out 10,001 rows.")


def test_a_long_preview_is_dropped_where_rows_have_moved_meanwhile(qtbot: QtBot, window: MainWindow) -> None:
    window.session.open(document([faultless(0, CLICK_ID="")] * 10_001))
    qtbot.waitUntil(lambda: window.session.is_settled)
    press(window, "fix_click-id-missing")
    window.session.apply(DeleteRows(Message("Delete"), np.array([0])))
    qtbot.waitUntil(lambda: not window.jobs.busy)
    assert dialog_if_open("fixDialog") is None


# -- Menus ---------------------------------------------------------------------------------------------------


def menu(window: MainWindow) -> QMenu:
    [found] = [one for one in window.work.table.findChildren(QMenu, "fixMenu") if one.isVisible()]
    return found


def entries(part: QMenu) -> list[str]:
    return [action.text() for action in part.actions() if not action.isSeparator()]


def entry(part: QMenu, text: str) -> QAction:
    return next(action for action in part.actions() if action.text() == text)


def submenu(window: MainWindow, name: str) -> QMenu:
    found = menu(window).findChild(QMenu, name)
    assert found is not None
    return found


def test_the_key_for_a_fix_offers_the_ways_there_are(doubled: MainWindow) -> None:
    doubled.actions_by_name["actionFixCell"].trigger()
    assert entries(menu(doubled)) == [
        "Use the earlier time",
        "Use the later time",
        "Leave out",
        "For all 3 like this",
    ]
    entry(menu(doubled), "Use the later time").trigger()
    menu(doubled).close()
    assert times(doubled)[:2] == ["2026-11-01T06:30:00Z", TWICE]


def test_enter_takes_the_first_way(qtbot: QtBot, doubled: MainWindow) -> None:
    doubled.actions_by_name["actionFixCell"].trigger()
    qtbot.keyClick(menu(doubled), Qt.Key.Key_Return)
    assert times(doubled)[0] == "2026-11-01T05:30:00Z"


def test_the_only_fix_of_a_cell_needs_no_menu(window: MainWindow) -> None:
    window.session.open(document([faultless(VALUE="abc")]))
    window.work.table.go_to(0, Field.VALUE)
    window.actions_by_name["actionFixCell"].trigger()
    assert document_of(window).table.cell(Field.VALUE, 0) == ""


def test_the_key_for_a_fix_puts_a_row_back(window: MainWindow) -> None:
    window.session.open(document([faultless(0), faultless(1)]))
    window.work.table.go_to(0, Field.VALUE)
    window.actions_by_name["actionLeaveOut"].trigger()
    window.work.fix_menus.fix_cell()
    assert document_of(window).counts().left_out == 0


def test_other_ways_stand_in_a_menu_of_the_panel(doubled: MainWindow) -> None:
    press(doubled, "moreFixes")
    assert entries(menu(doubled))[:2] == ["Use the later time", "Leave out"]
    menu(doubled).close()


def test_a_cells_menu_mends_the_selection(qtbot: QtBot, doubled: MainWindow) -> None:
    table = doubled.work.table
    table.setCurrentIndex(table.model().index(1, table.table.column_of(Field.TIME)))
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    table.customContextMenuRequested.emit(QPoint(5, 5))
    part = submenu(doubled, "fixSelection")
    assert part.title() == "For the 2 selected"
    entry(part, "Use the later time").trigger()
    press(dialog_if_open("fixDialog"), "applyFix")
    assert times(doubled)[:3] == [TWICE, "2026-11-01T06:30:00Z", "2026-11-01T06:30:00Z"]


def test_a_cells_menu_leaves_out_and_copies(doubled: MainWindow) -> None:
    doubled.work.table.customContextMenuRequested.emit(QPoint(5, 5))
    texts = [text.replace("&", "") for text in entries(menu(doubled))]
    assert {"Leave out", "Put back", "Copy", "Copy explanation", "Delete rows"} <= set(texts)
    assert len(texts) == len(set(texts)), "nothing is offered twice"
    menu(doubled).close()


# -- Fixes that need a value ---------------------------------------------------------------------------------


def test_a_currency_is_chosen_once_for_all_that_say_the_same(window: MainWindow) -> None:
    rows = [faultless(place, CURRENCY="Dollar" if place < 3 else "Krone") for place in range(5)]
    window.session.open(document(rows))
    window.work.navigation.to_rule("currency-unknown")
    offer = next(offer for offer in window.work.mending.offers() if offer.fix.ask is not None)
    window.work.mending.fix_alike(offer)
    asked = dialog_if_open("askDialog")
    assert asked is not None
    assert not asked.findChild(QPushButton, "applyFix").isEnabled()
    for place, code in enumerate(("CAD", "NOK")):
        answer = asked.findChild(QComboBox, f"answer_{place}")
        answer.setCurrentIndex(answer.findData(code))
    assert asked.findChild(QPushButton, "applyFix").text() == "Apply: 5 rows"
    press(asked, "applyFix")
    assert document_of(window).table.columns[Field.CURRENCY].text().to_pylist() == ["CAD"] * 3 + ["NOK"] * 2
    assert window.bar.text() == "Changed 5 cells."
    window.actions_by_name["actionUndo"].trigger()
    assert document_of(window).table.cell(Field.CURRENCY, 0) == "Dollar"


# -- The explanation -----------------------------------------------------------------------------------------


def test_an_explanation_is_copied_without_what_leads_to_a_person(window: MainWindow) -> None:
    ours = "3cf4220c917b853860886599b2ac757f"
    window.session.open(document([faultless(CLICK_ID=f"https://shop.example/?msclkid={ours}")]))
    window.work.table.go_to(0, Field.CLICK_ID)
    press(window, "copyExplanation")
    copied = QGuiApplication.clipboard().text()
    assert "click-id-in-text" in copied
    assert ours not in copied
    assert "shop.example" not in copied
    assert "on the clipboard" in window.bar.text()


# -- The clock -----------------------------------------------------------------------------------------------


def test_a_row_that_expired_since_the_review_is_not_written(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    moment = [NOW]
    window.work.exporting._clock = lambda: moment[0]  # the clock of the whole window stands still
    window.session.open(document([faultless(0, TIME="2026-08-26T00:00:30Z"), faultless(1)]))
    window.work.exporting.review()
    qtbot.waitUntil(lambda: dialog_if_open("exportDialog") is not None)
    review = dialog_if_open("exportDialog")
    assert review is not None
    assert review.findChild(QPushButton, "saveExport").text() == "Save 2 rows…"
    plan = review._plan
    review.reject()
    moment[0] += 31
    target = tmp_path / "late.csv"
    with qtbot.waitSignal(window.work.exporting.exported):
        window.work.exporting.write(plan, target, zipped=False, with_rejects=False)
    written = target.read_text(encoding="utf-8-sig").splitlines()
    assert len(written) == 3, "the headings, the format version, and the one row that is still accepted"
    assert np.array_equal(document_of(window).ready_rows(), [0, 1])


def test_a_fixed_clock_does_not_tick_and_a_running_one_does(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    running = make_window(["--settings", str(tmp_path / "other.ini")])
    qtbot.addWidget(running)
    timers = [one.ticking._timer.isActive() for one in (window, running)]
    assert timers == [False, True]
    running.close()


# -- Duplicates side by side ---------------------------------------------------------------------------------


@pytest.fixture
def copies(window: MainWindow) -> MainWindow:
    """Rows 2, 4 and 6 are one conversion (100, 300 and 200), rows 3 and 7 another one; row 5 stands alone."""
    values = ((0, "100"), (1, "50"), (0, "300"), (2, "70"), (0, "200"), (1, "50"))
    window.session.open(document([faultless(place, VALUE=value) for place, value in values]))
    return window


def left_out(window: MainWindow) -> list[int]:
    return [row for row, out in enumerate(document_of(window).table.left_out.tolist()) if out]


def compared(shown: QDialog | None) -> list[tuple[str, str]]:
    """The number of each row and what becomes of it."""
    assert shown is not None
    model = shown.findChild(QTableView, "duplicateRows").model()
    return [(model.index(row, 0).data(), model.index(row, 1).data()) for row in range(model.rowCount())]


@pytest.mark.parametrize(
    ("way", "stay"), [("keep_0", ["2", "3"]), ("keep_1", ["6", "7"]), ("keep_2", ["4", "3"])]
)
def test_groups_show_what_stays_and_one_of_each_is_kept(
    copies: MainWindow, way: str, stay: list[str]
) -> None:
    copies.actions_by_name["actionCompareDuplicates"].trigger()
    shown = dialog_if_open("duplicatesDialog")
    press(shown, way)
    assert [row for row, _ in compared(shown)] == ["2", "4", "6", "3", "7"], "group by group"
    assert [row for row, then in compared(shown) if then == "stays"] == stay
    press(shown, "applyFix")
    assert document_of(copies).counts().errors == 0
    assert sorted(int(row) - 2 for row in stay) == sorted({0, 1, 2, 4, 5} - set(left_out(copies)))
    assert copies.bar.text() == "Left out 3 rows."
    copies.actions_by_name["actionUndo"].trigger()
    assert left_out(copies) == []


def test_a_group_whose_box_is_unticked_stays_as_it_is(copies: MainWindow) -> None:
    copies.work.table.go_to(2, Field.CLICK_ID)
    press(copies, "compareRows")
    shown = dialog_if_open("duplicatesDialog")
    assert shown is not None
    model = shown.findChild(QTableView, "duplicateRows").model()
    assert model.setData(model.index(0, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert not model.setData(model.index(1, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert shown.findChild(QPushButton, "applyFix").text() == "Keep the first: leave out 1 row"
    press(shown, "applyFix")
    assert left_out(copies) == [5]


def test_without_duplicates_it_says_so(window: MainWindow) -> None:
    window.session.open(document([faultless(0, VALUE="abc")]))
    window.actions_by_name["actionCompareDuplicates"].trigger()
    assert window.bar.text() == "There are no duplicates."
    assert dialog_if_open("duplicatesDialog") is None


# -- Help ----------------------------------------------------------------------------------------------------


def test_the_page_about_a_problem_is_one_click_away(doubled: MainWindow) -> None:
    press(doubled, "helpOnProblem")
    shown = dialog_if_open("helpDialog")
    assert shown is not None
    page = shown.findChild(QTextBrowser, "helpPage")
    assert page.toPlainText().startswith("Time occurs twice")
    doubled.work.table.go_to(0, Field.VALUE)
    doubled.actions_by_name["actionProblemHelp"].trigger()
    assert dialog_if_open("helpDialog") is shown, "one window for all pages"
    shown.close()


@pytest.mark.parametrize("name", sorted({rule.name for rule in RULES}))
def test_every_problem_has_a_page(qtbot: QtBot, name: str) -> None:
    help_dialog = HelpDialog()
    qtbot.addWidget(help_dialog)
    help_dialog.show_rule(name)
    assert name in help_dialog.findChild(QTextBrowser, "helpPage").toPlainText()
