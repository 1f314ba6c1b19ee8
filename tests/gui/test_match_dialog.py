"""Matching the columns of a file, with mouse and keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from offconv_gui.core.choices import Choices, DateOrder, DecimalMark
from offconv_gui.core.fields import Field
from offconv_gui.core.grid import Grid, GridColumn, Origin
from offconv_gui.core.mapping import Guess, guess
from offconv_gui.core.messages import Message
from offconv_gui.gui.dialogs.match_dialog import MatchDialog
from offconv_gui.gui.dialogs.match_view import MOST_FIELDS_AT_ONCE, MatchView
from offconv_gui.gui.jobs import JobRunner
from offconv_gui.gui.models.match_table import MatchColumn, MatchRole, MatchTableModel, State
from offconv_gui.gui.widgets.zone_combo import ZoneCombo
from offconv_gui.io.readers import Opened, open_grid

ID = "3cf4220c917b853860886599b2ac757{}"
DEALS = {
    "ms_click_id": [ID.format(digit) for digit in "abc"],
    "Close Date": ["10/03/2026 14:22", "11/18/2026 09:01", "10/05/2026 16:45"],
    "Amount": ["$1,234.50", "$980.00", "12.5k"],
    "Created": ["2026-10-01 10:00", "2026-10-01 11:00", "2026-10-01 12:00"],
    "Stage": ["Closed Won"] * 3,
}
CLOSE_DATE, AMOUNT, CREATED, STAGE = 1, 2, 3, 4


def grid(columns: dict[str, list[str]]) -> Grid:
    made = tuple(
        GridColumn(heading, pa.chunked_array([pa.array(texts, pa.large_string())]))
        for heading, texts in columns.items()
    )
    return Grid(made, np.arange(2, 2 + len(next(iter(columns.values())))))


@dataclass
class Maker:
    """Makes dialogs, and sees to it that they are closed."""

    qtbot: QtBot
    jobs: JobRunner
    now: int
    made: list[MatchDialog] = field(default_factory=list)

    def __call__(
        self,
        opened: Opened | Grid,
        path: Path | None = Path("deals.xlsx"),
        guesses: tuple[Guess, ...] | None = None,
        choices: Choices | None = None,
        targets: tuple[Field | None, ...] | None = None,
    ) -> MatchDialog:
        if isinstance(opened, Grid):
            opened = Opened(opened, Origin(str(path or "")))
        zone_field = ZoneCombo(lambda: self.now)
        zone_field.offer(())
        dialog = MatchDialog(
            path,
            opened,
            guess(opened.grid) if guesses is None else guesses,
            choices=choices or Choices(zone="UTC"),
            now=self.now,
            jobs=self.jobs,
            zone_field=zone_field,
            targets=targets,
            may_remember=True,
        )
        self.qtbot.addWidget(dialog)
        with self.qtbot.waitActive(dialog):
            dialog.show()
        return dialog


@pytest.fixture
def make(qtbot: QtBot, jobs: JobRunner, now: int) -> Maker:
    return Maker(qtbot, jobs, now)


def combo(dialog: MatchDialog, name: str) -> QComboBox:
    found = dialog.findChild(QComboBox, name)
    assert isinstance(found, QComboBox), name
    return found


def button(dialog: MatchDialog, name: str) -> QPushButton:
    found = dialog.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def summary(dialog: MatchDialog) -> str:
    label = dialog.findChild(QLabel, "matchSummary")
    assert isinstance(label, QLabel)
    return label.text()


def view(dialog: MatchDialog) -> MatchView:
    found = dialog.findChild(MatchView, "matchTable")
    assert isinstance(found, MatchView)
    return found


def shown(dialog: MatchDialog, row: int, column: MatchColumn) -> str:
    return str(view(dialog).model().index(row, column).data())


def choose(qtbot: QtBot, box: QComboBox, field: Field | None) -> None:
    """As a person does with the keyboard: open the list, go to the entry, take it."""
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.waitUntil(box.view().isVisible)
    row = box.findData(field) if field is not None else 0
    while box.view().currentIndex().row() != row:
        below = box.view().currentIndex().row() < row
        qtbot.keyClick(box.view(), Qt.Key.Key_Down if below else Qt.Key.Key_Up)
    qtbot.keyClick(box.view(), Qt.Key.Key_Return)


# -- What is shown -------------------------------------------------------------------------------------------


def test_each_column_shows_what_it_becomes_and_what_checking_found(make: Maker) -> None:
    dialog = make(grid(DEALS))
    assert dialog.targets[:3] == (Field.CLICK_ID, Field.TIME, Field.VALUE)
    assert shown(dialog, 0, MatchColumn.HEADING) == "ms_click_id"
    assert shown(dialog, AMOUNT, MatchColumn.SAMPLES) == "$1,234.50  ·  $980.00  ·  12.5k"
    assert shown(dialog, AMOUNT, MatchColumn.CHECK) == "1 is not a number"
    assert combo(dialog, "target_1").currentText() == "Conversion Time"
    assert combo(dialog, "target_1").accessibleName() == "Becomes: Close Date"
    assert combo(dialog, "target_4").currentText() == "Keep for reference, not exported"
    assert button(dialog, "openMatched").text() == "Open 3 rows"
    assert button(dialog, "openMatched").isDefault()


def test_the_summary_counts_and_says_what_to_do(make: Maker) -> None:
    content = grid(DEALS)
    sure = tuple(Guess(at, None, 0.0, Message("?"), True) for at in range(5))
    targets = (
        Guess(0, Field.CLICK_ID, 1, Message("?"), True),
        Guess(1, Field.TIME, 0.5, Message("?"), False),
    )
    dialog = make(content, guesses=(*targets, *sure[2:]))
    assert summary(dialog) == (
        "We matched 2 of 5 columns from their names and contents. Check the marked one, then open the table."
    )
    assert view(dialog).model().index(1, 0).data(MatchRole.STATE) is State.DOUBTFUL


def test_a_file_without_click_ids_is_warned_of(make: Maker) -> None:
    dialog = make(grid({"Stage": ["Closed Won"]}))
    assert "No column becomes the Microsoft Click Id yet" in summary(dialog)
    assert button(dialog, "openMatched").isEnabled()
    assert button(dialog, "openMatched").text() == "Open 1 row"


def test_click_ids_in_addresses_are_enough_and_it_is_said_how_they_are_taken(make: Maker) -> None:
    pages = ["https://x.example/?msclkid=3cf4220c917b853860886599b2ac757f"] * 3
    dialog = make(grid({"First page": pages, "Close Date": ["2026-11-05 14:30"] * 3}))
    assert summary(dialog) == (
        "No column holds bare click IDs. Once the table is open, they can be taken from “First page”."
    )


def test_a_column_of_another_networks_ids_says_why_it_is_not_used(make: Maker) -> None:
    dialog = make(grid({**DEALS, "Google Click ID": ["Cj0KCQiAgP6PBhDmARIsAPWMq6"] * 3}))
    assert dialog.targets[5] is None
    assert "Google" in shown(dialog, 5, MatchColumn.CHECK)


def test_known_targets_take_the_place_of_guesses(make: Maker) -> None:
    targets = (None, None, None, Field.TIME, Field.NAME)
    dialog = make(grid(DEALS), targets=targets)
    assert dialog.targets == targets
    assert combo(dialog, "target_4").currentText() == "Conversion Name"


def test_a_column_without_a_heading_is_called_by_its_place(make: Maker) -> None:
    dialog = make(grid({**DEALS, " ": ["x"] * 3}))
    assert shown(dialog, 5, MatchColumn.HEADING) == "Column 6"


# -- Choosing ------------------------------------------------------------------------------------------------


def test_a_field_chosen_elsewhere_moves_visibly(qtbot: QtBot, make: Maker) -> None:
    dialog = make(grid(DEALS))
    choose(qtbot, combo(dialog, "target_3"), Field.TIME)
    assert dialog.targets[CREATED] is Field.TIME
    assert dialog.targets[CLOSE_DATE] is None
    assert combo(dialog, "target_1").currentText() == "Keep for reference, not exported"
    assert summary(dialog) == (
        "“Created” now becomes Conversion Time, so “Close Date” is kept for reference."
    )


def test_no_field_is_ever_the_target_of_two_columns(make: Maker) -> None:
    dialog = make(grid(DEALS))
    for row in range(5):
        view(dialog).match_model.set_target(row, Field.NAME)
    assert dialog.targets == (None, None, None, None, Field.NAME)


def test_typing_a_field_finds_it_in_the_list(qtbot: QtBot, make: Maker) -> None:
    dialog = make(grid(DEALS))
    box = combo(dialog, "target_4")
    qtbot.keyClick(box, Qt.Key.Key_A)
    qtbot.waitUntil(box.view().isVisible)
    assert box.view().currentIndex().data() == "Adjustment Type"
    qtbot.keyClick(box.view(), Qt.Key.Key_Return)
    assert dialog.targets[STAGE] is Field.ADJUSTMENT_TYPE


def test_looking_through_the_list_takes_nothing_away(qtbot: QtBot, make: Maker) -> None:
    dialog = make(grid(DEALS))
    before = dialog.targets
    box = combo(dialog, "target_4")
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.waitUntil(box.view().isVisible)
    for _ in range(4):
        qtbot.keyClick(box.view(), Qt.Key.Key_Down)
    qtbot.keyClick(box.view(), Qt.Key.Key_Escape)
    assert dialog.targets == before
    assert dialog.isVisible()


def test_giving_a_column_up_warns_where_it_is_needed(qtbot: QtBot, make: Maker) -> None:
    dialog = make(grid(DEALS))
    choose(qtbot, combo(dialog, "target_0"), None)
    assert dialog.targets[0] is None
    assert "No column becomes the Microsoft Click Id yet" in summary(dialog)


def test_what_a_person_chose_is_no_longer_in_doubt(make: Maker) -> None:
    doubtful = tuple(Guess(at, None, 0.0, Message("?"), False) for at in range(5))
    dialog = make(grid(DEALS), guesses=doubtful)
    model = view(dialog).match_model
    assert model.doubtful_count == 5
    model.set_target(1, Field.TIME)
    model.set_target(4, None)
    assert [model.index(row, 0).data(MatchRole.STATE) for row in (0, 1, 4)] == [
        State.DOUBTFUL,
        State.MATCHED,
        State.UNUSED,
    ]


def test_the_zone_is_chosen_and_the_times_are_checked_again(qtbot: QtBot, make: Maker) -> None:
    dialog = make(grid(DEALS), choices=Choices())
    assert shown(dialog, CLOSE_DATE, MatchColumn.CHECK) == "3 need a time zone"
    zone = combo(dialog, "matchTimeZone")
    zone.setFocus()
    zone.lineEdit().selectAll()
    qtbot.keyClicks(zone.lineEdit(), "berlin")
    qtbot.keyClick(zone.lineEdit(), Qt.Key.Key_Return)
    assert dialog.choices.zone == "Europe/Berlin"
    assert shown(dialog, CLOSE_DATE, MatchColumn.CHECK) == "all can be read"
    assert dialog.isVisible()


def test_the_order_of_dates_shows_its_proof(make: Maker) -> None:
    dialog = make(grid(DEALS))
    assert combo(dialog, "matchDateOrder").currentText() == "Month/Day/Year — proved by 1 row"
    assert dialog.choices.date_order is DateOrder.AUTO


def test_an_unclear_order_shows_what_each_choice_would_mean(qtbot: QtBot, make: Maker) -> None:
    dates = ["05/11/2026 10:00", "12/11/2026 10:00", "01/09/2026 10:00"]
    dialog = make(grid({**DEALS, "Close Date": dates}))
    box = combo(dialog, "matchDateOrder")
    assert [box.itemText(row) for row in range(box.count())] == [
        "Day and month cannot be told apart: choose",
        "Day/Month/Year — 0 in the future, 0 too old",
        "Month/Day/Year — 1 in the future, 2 too old",
        "Year/Month/Day",
    ]
    assert shown(dialog, CLOSE_DATE, MatchColumn.CHECK) == "order of dates unclear in 3"
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert dialog.choices.date_order is DateOrder.DMY
    assert shown(dialog, CLOSE_DATE, MatchColumn.CHECK) == "all can be read"


def test_a_year_of_two_digits_may_come_first(make: Maker) -> None:
    dialog = make(grid({**DEALS, "Close Date": ["26-11-05 10:00", "26-11-12 10:00", "26-11-18 10:00"]}))
    box = combo(dialog, "matchDateOrder")
    assert [box.itemText(row) for row in range(box.count())] == [
        "Day, month and year cannot be told apart: choose",
        "Day/Month/Year — 0 in the future, 3 too old",
        "Month/Day/Year",
        "Year/Month/Day — 0 in the future, 0 too old",
    ]
    assert shown(dialog, CLOSE_DATE, MatchColumn.CHECK) == "order of dates unclear in 3"


def test_without_a_time_there_is_no_order_to_choose(make: Maker) -> None:
    dialog = make(grid({"ms_click_id": DEALS["ms_click_id"]}))
    box = combo(dialog, "matchDateOrder")
    assert not box.isEnabled()
    assert box.currentText() == "No column becomes the Conversion Time"


def test_a_layout_is_remembered_only_when_asked_for(qtbot: QtBot, make: Maker) -> None:
    dialog = make(grid(DEALS), path=Path("weekly.csv"))
    check, name = dialog.findChild(QCheckBox, "rememberLayout"), dialog.findChild(QLineEdit, "layoutName")
    assert isinstance(check, QCheckBox)
    assert isinstance(name, QLineEdit)
    assert dialog.layout_name is None
    assert not name.isEnabled()
    qtbot.mouseClick(check, Qt.MouseButton.LeftButton, pos=check.rect().center() * 0.2)
    assert dialog.layout_name == "weekly"
    name.setText("  ")
    assert dialog.layout_name is None


# -- Keyboard and closing ------------------------------------------------------------------------------------


def test_tab_goes_from_the_top_to_the_bottom(qtbot: QtBot, make: Maker) -> None:
    dialog = make(grid(DEALS))
    spin = dialog.findChild(QSpinBox, "matchHeaderRow")
    assert isinstance(spin, QSpinBox)
    spin.setFocus()
    names = []
    for _ in range(14):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        names.append(QApplication.focusWidget().objectName())
    assert names == [
        "matchTimeZone",
        "matchDateOrder",
        "matchDecimals",
        *(f"target_{row}" for row in range(5)),
        "constantCurrency",
        "constantGoal",
        "rememberLayout",
        "cancelMatch",
        "openMatched",
        "howItIsRead",
    ]


def test_enter_opens_the_table(qtbot: QtBot, make: Maker) -> None:
    dialog = make(grid(DEALS))
    combo(dialog, "target_0").setFocus()
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(combo(dialog, "target_0"), Qt.Key.Key_Return)


@pytest.mark.parametrize("name", ["target_0", "matchDateOrder"])
def test_escape_leaves_everything_as_it_was(qtbot: QtBot, make: Maker, name: str) -> None:
    dialog = make(grid(DEALS))
    combo(dialog, name).setFocus()
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(combo(dialog, name), Qt.Key.Key_Escape)
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_a_click_on_open_accepts(qtbot: QtBot, make: Maker) -> None:
    dialog = make(grid(DEALS))
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(button(dialog, "openMatched"), Qt.MouseButton.LeftButton)


# -- Wide files ----------------------------------------------------------------------------------------------


def wide(columns: int) -> Grid:
    return grid({**DEALS, **{f"Property {number}": ["", "", "x"] for number in range(columns)}})


def test_a_wide_file_builds_combo_boxes_only_where_asked_for(qtbot: QtBot, make: Maker) -> None:
    dialog = make(wide(5_000))
    table = view(dialog)
    assert dialog.findChildren(QComboBox, "target_0") == []
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    box = combo(dialog, "target_1")
    qtbot.waitUntil(box.view().isVisible)
    box.view().setCurrentIndex(box.model().index(0, 0))
    qtbot.keyClick(box.view(), Qt.Key.Key_Return)
    assert dialog.targets[CLOSE_DATE] is None
    qtbot.waitUntil(lambda: dialog.findChild(QComboBox, "target_1") is None)
    assert dialog.isVisible()


def test_a_click_opens_the_choice_in_a_wide_file(qtbot: QtBot, make: Maker) -> None:
    dialog = make(wide(MOST_FIELDS_AT_ONCE))
    table = view(dialog)
    place = table.visualRect(table.model().index(2, MatchColumn.BECOMES)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    box = combo(dialog, "target_2")
    qtbot.waitUntil(box.view().isVisible)
    box.hidePopup()


# -- Reading again -------------------------------------------------------------------------------------------


@pytest.fixture
def titled(tmp_path: Path) -> Path:
    """A file with a title above its headings."""
    path = tmp_path / "titled.csv"
    lines = ["Weekly deals,,", "Id,When,Worth", f"{ID.format(1)},2026-11-05 10:00,980"]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def set_header_row(qtbot: QtBot, dialog: MatchDialog, row: int, jobs: JobRunner) -> None:
    spin = dialog.findChild(QSpinBox, "matchHeaderRow")
    assert isinstance(spin, QSpinBox)
    spin.setFocus()
    spin.selectAll()
    qtbot.keyClicks(spin, str(row))
    with qtbot.waitSignal(jobs.ended):
        qtbot.keyClick(spin, Qt.Key.Key_Tab)


def test_another_heading_row_reads_the_file_again(
    qtbot: QtBot, make: Maker, jobs: JobRunner, titled: Path
) -> None:
    dialog = make(open_grid(titled), path=titled)
    set_header_row(qtbot, dialog, 1, jobs)
    assert dialog.opened.grid.headings[0] == "Weekly deals"
    assert button(dialog, "openMatched").text() == "Open 2 rows"
    set_header_row(qtbot, dialog, 2, jobs)
    assert dialog.opened.grid.headings == ("Id", "When", "Worth")
    assert dialog.options.header_row == 2
    assert [box.objectName() for box in view(dialog).target_combos()] == ["target_0", "target_1", "target_2"]
    assert button(dialog, "openMatched").text() == "Open 1 row"
    assert button(dialog, "openMatched").isEnabled()


def test_a_heading_row_that_is_not_there_changes_nothing(
    qtbot: QtBot, make: Maker, jobs: JobRunner, titled: Path
) -> None:
    dialog = make(open_grid(titled), path=titled)
    before = dialog.opened
    set_header_row(qtbot, dialog, 99, jobs)
    assert dialog.opened is before
    spin = dialog.findChild(QSpinBox, "matchHeaderRow")
    assert isinstance(spin, QSpinBox)
    assert spin.value() == before.origin.header_row
    assert "99" in summary(dialog)
    assert button(dialog, "openMatched").isEnabled()


def test_pasted_rows_are_not_read_again(make: Maker) -> None:
    dialog = make(grid(DEALS), path=None)
    spin = dialog.findChild(QSpinBox, "matchHeaderRow")
    assert isinstance(spin, QSpinBox)
    assert not spin.isVisible()
    assert not combo(dialog, "matchSheet").isVisible()


def test_sheets_are_offered_where_there_are_several(make: Maker) -> None:
    origin = Origin("deals.xlsx", sheet="Deals", sheets=("Notes", "Deals"))
    dialog = make(Opened(grid(DEALS), origin))
    assert combo(dialog, "matchSheet").isVisible()
    assert combo(dialog, "matchSheet").currentText() == "Deals"


# -- The model -----------------------------------------------------------------------------------------------


def test_the_model_keeps_the_rules_of_models(qtbot: QtBot) -> None:
    model = MatchTableModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    content = grid(DEALS)
    model.show_grid(content, guess(content), Choices(zone="UTC"))
    model.set_target(STAGE, Field.NAME)
    assert model.setData(model.index(0, MatchColumn.BECOMES), Field.NAME)
    assert not model.setData(model.index(0, MatchColumn.CHECK), Field.NAME)
    assert model.targets[STAGE] is None


def test_a_reason_is_the_tip_of_a_guess(qtbot: QtBot) -> None:
    model = MatchTableModel()
    content = grid(DEALS)
    model.show_grid(content, guess(content), Choices())
    tip: Callable[[int, MatchColumn], object] = lambda row, column: model.index(row, column).data(  # noqa: E731
        Qt.ItemDataRole.ToolTipRole
    )
    assert "ms_click_id" in str(tip(0, MatchColumn.HEADING))
    assert "32 digits" in str(tip(0, MatchColumn.BECOMES))
    model.set_target(0, Field.NAME)
    assert tip(0, MatchColumn.HEADING) == "ms_click_id"


# -- How the file is read ------------------------------------------------------------------------------------

REPORT = """Bericht der Woche
;;
ms_click_id;Close Date;Betrag;Ort
3cf4220c917b853860886599b2ac757f;05.11.2026 14:30;980,5;Köln
96dd9de5798121e8fa462d6e85bda6a3;06.11.2026 09:00;1.234,50;Ulm
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.csv"
    path.write_bytes(REPORT.encode("cp1252"))
    return path


def preview(dialog: MatchDialog) -> QTableWidget:
    found = dialog.findChild(QTableWidget, "matchPreview")
    assert isinstance(found, QTableWidget)
    return found


def test_a_doubtful_encoding_shows_how_the_file_is_read(qtbot: QtBot, make: Maker, report: Path) -> None:
    dialog = make(open_grid(report), report)
    assert combo(dialog, "matchEncoding").isVisible()
    assert combo(dialog, "matchEncoding").currentText() == "Found: Western European (Windows-1252)"
    assert combo(dialog, "matchDelimiter").currentText() == "Found: Semicolon"
    qtbot.waitUntil(lambda: preview(dialog).rowCount() == 4)
    assert preview(dialog).item(0, 0).text() == "Bericht der Woche"


def test_another_encoding_is_shown_at_once(qtbot: QtBot, make: Maker, report: Path) -> None:
    dialog = make(open_grid(report), report)
    qtbot.waitUntil(lambda: preview(dialog).rowCount() == 4)
    encodings = combo(dialog, "matchEncoding")
    encodings.setCurrentIndex(encodings.findData("windows-1251"))
    encodings.activated.emit(encodings.currentIndex())
    qtbot.waitUntil(lambda: dialog.options.encoding == "windows-1251")
    assert dialog.opened.grid.columns[3].text.to_pylist()[0] == "Kцln"


def test_the_row_of_the_headings_is_pointed_at(qtbot: QtBot, make: Maker, report: Path) -> None:
    dialog = make(open_grid(report), report)
    qtbot.waitUntil(lambda: preview(dialog).rowCount() == 4)
    table = preview(dialog)
    qtbot.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualItemRect(table.item(2, 1)).center()
    )
    qtbot.waitUntil(lambda: dialog.opened.origin.header_row == 4)
    table.setCurrentCell(1, 0)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.opened.origin.header_row == 3)
    assert dialog.isVisible()


def test_what_decimals_a_column_proves_is_said(make: Maker, report: Path) -> None:
    dialog = make(open_grid(report), report)
    decimals = combo(dialog, "matchDecimals")
    assert decimals.currentText() == "Decimal comma — proved by 2 rows"


def test_a_chosen_decimal_mark_is_answered(make: Maker, report: Path) -> None:
    dialog = make(open_grid(report), report)
    decimals = combo(dialog, "matchDecimals")
    decimals.setCurrentIndex(1)
    decimals.activated.emit(1)
    assert dialog.choices.decimal_mark is DecimalMark.POINT


def test_how_pasted_rows_are_read_is_not_asked(make: Maker) -> None:
    dialog = make(grid(DEALS), path=None)
    assert not dialog.findChild(QToolButton, "howItIsRead").isVisible()


# -- What stands in every row --------------------------------------------------------------------------------


def line(dialog: MatchDialog, name: str) -> QLineEdit:
    found = dialog.findChild(QLineEdit, name)
    assert isinstance(found, QLineEdit)
    return found


def test_a_field_without_a_column_can_have_one_value(make: Maker) -> None:
    columns = {heading: texts for heading, texts in DEALS.items() if heading != "Amount"}
    dialog = make(grid(columns))
    for name, text in (("constantValue", "25"), ("constantCurrency", "eur"), ("constantGoal", "Won")):
        line(dialog, name).setText(text)
    assert dialog.constants == {Field.VALUE: "25"}
    assert dialog.choices.currency == "EUR"
    assert dialog.choices.goal is not None
    assert dialog.choices.goal.name == "Won"


def test_a_field_with_a_column_has_no_other_value(make: Maker) -> None:
    assert not line(make(grid(DEALS)), "constantValue").isVisible()


@pytest.mark.parametrize(("name", "text"), [("constantValue", "lots"), ("constantCurrency", "EU")])
def test_what_cannot_be_read_is_marked_and_does_not_count(make: Maker, name: str, text: str) -> None:
    columns = {heading: texts for heading, texts in DEALS.items() if heading != "Amount"}
    dialog = make(grid(columns))
    line(dialog, name).setText(text)
    assert line(dialog, name).property("tone") == "warning"
    assert (dialog.constants, dialog.choices.currency) == ({}, None)


# -- Long tables ---------------------------------------------------------------------------------------------


def test_all_rows_of_a_long_table_are_looked_at(qtbot: QtBot, make: Maker) -> None:
    rows = 60_000
    columns = {
        "ms_click_id": [ID.format("a")] * rows,
        "Close Date": ["10/03/2026 14:22"] * (rows - 1) + ["13/03/2026 14:22"],
    }
    dialog = make(grid(columns))
    qtbot.waitUntil(
        lambda: combo(dialog, "matchDateOrder").currentText() == "Day/Month/Year — proved by 1 row"
    )
