"""The review before an export."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from builders import document, faultless
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from offconv_gui.core import fixes
from offconv_gui.core.document import Document
from offconv_gui.core.goals import CountType, Goal
from offconv_gui.gui.dialogs.export_dialog import ExportDialog, next_steps
from offconv_gui.io.targets import WEB_CSV, ExportPlan, Written, plan_export

Show = Callable[[Document | ExportPlan], ExportDialog]


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    def shown(content: Document | ExportPlan) -> ExportDialog:
        plan = content if isinstance(content, ExportPlan) else plan_export(content)
        dialog = ExportDialog(plan)
        qtbot.addWidget(dialog)
        with qtbot.waitActive(dialog):
            dialog.show()
        return dialog

    return shown


def save(dialog: ExportDialog) -> QPushButton:
    button = dialog.findChild(QPushButton, "saveExport")
    assert isinstance(button, QPushButton)
    return button


def check(dialog: ExportDialog, name: str) -> QCheckBox:
    box = dialog.findChild(QCheckBox, name)
    assert isinstance(box, QCheckBox)
    return box


def words(dialog: ExportDialog, card: str) -> list[str]:
    frame = dialog.findChild(QFrame, card)
    assert isinstance(frame, QFrame)
    return [label.text() for label in frame.findChildren(QLabel) if label.text()]


def fact(dialog: ExportDialog, name: str) -> str:
    said = words(dialog, "exportFacts")
    return said[said.index(name) + 1]


def some_bad() -> Document:
    """Three good rows, two without a click ID, one in the future, and one a person left out."""
    doc = document(
        [
            faultless(0),
            faultless(1),
            faultless(2, CURRENCY="EUR", VALUE="0.125"),
            faultless(3, CLICK_ID=""),
            faultless(4, CLICK_ID=""),
            faultless(5, TIME="2027-01-01T00:00:00Z"),
            faultless(6),
        ]
    )
    edit = fixes.leave_out(doc, np.array([6]))
    assert edit is not None
    return doc.apply(edit).document


def test_it_says_how_many_rows_go(show: Show) -> None:
    dialog = show(some_bad())
    assert save(dialog).text() == "Save 3 rows…"
    assert save(dialog).isDefault()


def test_it_says_which_rows_stay_and_why(show: Show) -> None:
    assert words(show(some_bad()), "exportLeftOut") == [
        "4 rows are left out",
        "No click ID",
        "2",
        "In the future",
        "1",
        "Left out by you",
        "1",
    ]


def test_it_says_when_every_row_goes(show: Show) -> None:
    dialog = show(document([faultless()]))
    assert words(dialog, "exportLeftOut") == ["Left out", "Every row is exported."]
    assert save(dialog).text() == "Save 1 row…"
    assert not check(dialog, "saveRejects").isVisible()


def test_it_adds_up_the_values_by_currency(show: Show) -> None:
    assert fact(show(some_bad()), "Total value") == "0.125  EUR\n2,469.00  USD"


def test_values_without_a_currency_are_in_the_goals(show: Show) -> None:
    doc = document([faultless(CURRENCY="", VALUE="10")], currency=None)
    dialog = show(doc)
    assert fact(dialog, "Total value") == "10.00  in the goal's currency"
    assert fact(dialog, "Currency for rows without one") == "the goal's own"


def test_rows_without_values_take_the_goals(show: Show) -> None:
    assert fact(show(document([faultless(VALUE="")])), "Total value") == "the goal's value for each row"


@pytest.mark.parametrize(
    ("goal", "said"),
    [
        (Goal("Closed deals"), "Closed deals  ·  counts all  ·  30-day window"),
        (
            Goal("Closed deals", CountType.UNIQUE, 90),
            "Closed deals  ·  counts the first only  ·  90-day window",
        ),
        (Goal("Another"), "Closed deals"),
    ],
)
def test_it_says_what_the_goal_counts(show: Show, goal: Goal, said: str) -> None:
    assert fact(show(document([faultless()], goal=goal)), "Goal") == said


def test_many_goals_are_cut_short(show: Show) -> None:
    rows = [faultless(place, NAME=f"Goal {place}") for place in range(6)]
    lines = fact(show(document(rows)), "Goal").split("\n")
    assert lines == [*(f"Goal {place}  ·  1 row" for place in range(4)), "and 2 more"]


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("UTC", "in UTC, as in the file"),
        ("own", "each from its own zone to UTC"),
        (None, "each from its own zone to UTC"),
        ("America/New_York", "from New York (UTC−05:00 / −04:00) to UTC"),
    ],
)
def test_it_says_how_times_become_utc(show: Show, zone: str | None, said: str) -> None:
    assert fact(show(document([faultless()], zone=zone)), "Times") == said


def test_it_says_by_when_to_upload(show: Show) -> None:
    doc = document([faultless(0), faultless(1, TIME="2026-08-28T15:05:00Z")])
    assert fact(show(doc), "Upload by") == "2026-11-26 15:05 UTC  ·  1 row expires within 7 days"
    assert "Upload by" not in words(show(document([faultless()])), "exportFacts")


def test_it_shows_the_first_lines_exactly(show: Show) -> None:
    plan = plan_export(document([faultless(place) for place in range(50)]))
    dialog = show(plan)
    preview = dialog.findChild(QPlainTextEdit, "exportPreview")
    assert isinstance(preview, QPlainTextEdit)
    assert preview.toPlainText().split("\n") == list(plan.preview(20))
    assert preview.isReadOnly()
    assert preview.lineWrapMode() is QPlainTextEdit.LineWrapMode.NoWrap


def test_it_says_that_several_files_are_written(show: Show) -> None:
    plan = plan_export(document([faultless(0), faultless(1)]))
    dialog = show(replace(plan, parts=(plan.parts[0], plan.parts[0])))
    assert any("2 files are written" in label.text() for label in dialog.findChildren(QLabel))


def test_a_table_without_a_ready_row_cannot_be_saved(show: Show) -> None:
    dialog = show(document([faultless(CLICK_ID="")]))
    assert not save(dialog).isEnabled()
    assert any("No row is ready" in label.text() for label in dialog.findChildren(QLabel))


def test_the_decisions_are_given_back(qtbot: QtBot, show: Show) -> None:
    dialog = show(some_bad())
    assert (dialog.save_rejects, dialog.zipped) == (False, False)
    assert check(dialog, "saveRejects").text() == "Also save the 4 rows left out (Excel, problems marked)"
    for name in ("saveRejects", "zipFile"):
        check(dialog, name).setFocus()
        qtbot.keyClick(check(dialog, name), Qt.Key.Key_Space)
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert (dialog.save_rejects, dialog.zipped) == (True, True)


def test_a_click_saves_and_escape_does_not(qtbot: QtBot, show: Show) -> None:
    dialog = show(some_bad())
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(save(dialog), Qt.MouseButton.LeftButton)
    other = show(some_bad())
    with qtbot.waitSignal(other.rejected):
        qtbot.keyClick(other, Qt.Key.Key_Escape)


def test_markup_in_a_goals_name_is_shown_as_it_is(show: Show) -> None:
    dialog = show(document([faultless(NAME="<b>Won</b>")], goal=None))
    frame = dialog.findChild(QFrame, "exportFacts")
    assert isinstance(frame, QFrame)
    [label] = [label for label in frame.findChildren(QLabel) if "Won" in label.text()]
    assert label.textFormat() is Qt.TextFormat.PlainText


# -- Afterwards ----------------------------------------------------------------------------------------------


def test_one_file_says_where_it_is_and_what_comes_next() -> None:
    said = " ".join(map(str, next_steps([Written(Path("out.csv"), 1131, 98_211)])))
    assert said.startswith("1,131 rows were written to out.csv.")
    assert "five to six hours" in said


def test_one_row_is_said_in_the_singular() -> None:
    assert str(next_steps([Written(Path("out.csv"), 1, 300)])[0]) == "1 row was written to out.csv."


def test_several_files_are_all_to_be_sent() -> None:
    said = " ".join(map(str, next_steps([Written(Path("a.csv"), 10, 1), Written(Path("a-2.csv"), 5, 1)])))
    assert said.startswith("15 rows were written to 2 files, the first of them a.csv.")


def test_another_kind_of_file_is_asked_for_and_shown(qtbot: QtBot, show: Show) -> None:
    dialog = show(document([faultless(0)]))
    combo = dialog.findChild(QComboBox, "exportFormat")
    with qtbot.waitSignal(dialog.target_wanted) as wanted:
        combo.setCurrentIndex(1)
        combo.activated.emit(1)
    assert wanted.args == [WEB_CSV]
    assert not dialog.findChild(QPushButton, "saveExport").isEnabled()
    dialog.show_plan(plan_export(document([faultless(0)]), WEB_CSV))
    preview = dialog.findChild(QPlainTextEdit, "exportPreview")
    assert preview.toPlainText().startswith("Parameters:TimeZone=+0000\nMicrosoft Click ID,")
    assert dialog.findChild(QPushButton, "saveExport").isEnabled()


def test_what_a_kind_of_file_has_no_column_for_is_said(show: Show) -> None:
    row = faultless(0, ATTRIBUTION_MODEL="Linear", ATTRIBUTION_CREDIT="0.5")
    dialog = show(plan_export(document([row]), WEB_CSV))
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "no column for External Attribution Model, External Attribution Credit." in said


def test_a_file_for_the_conversions_page_says_where_to_upload_it() -> None:
    said = str(next_steps([Written(Path("out.csv"), 1, 300)], WEB_CSV)[1])
    assert "under Conversions" in said
