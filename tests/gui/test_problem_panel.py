"""The panel beside the table, used with mouse and keyboard."""

from __future__ import annotations

import numpy as np
import pytest
from builders import document, faultless
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from offconv_gui.core import fixes
from offconv_gui.core.columns import typed
from offconv_gui.core.document import Document
from offconv_gui.core.edits import DeleteRows, SetCells
from offconv_gui.core.fields import Field
from offconv_gui.core.issues import Severity
from offconv_gui.core.messages import Message
from offconv_gui.gui.models.problem_list import ProblemListModel, ProblemRole, problems_of
from offconv_gui.gui.session import Session
from offconv_gui.gui.widgets.problem_list import ProblemList
from offconv_gui.gui.widgets.problem_panel import ProblemPanel

IN_CONFLICT = "2026-11-23 09:12 GMT+10"


def mixed() -> Document:
    """Two rows without a click ID, one with a foreign time zone, one amount too precise, one good row."""
    return document(
        [
            faultless(0),
            faultless(1, CLICK_ID=""),
            faultless(2, CLICK_ID=""),
            faultless(3, TIME=IN_CONFLICT),
            faultless(4, VALUE="1.23456"),
        ]
    )


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> ProblemPanel:
    panel = ProblemPanel(session)
    qtbot.addWidget(panel)
    panel.resize(370, 760)
    with qtbot.waitActive(panel):
        panel.show()
    return panel


def listed(panel: ProblemPanel) -> list[tuple[str, int]]:
    model = panel.problem_list.model()
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    return [(row.data(ProblemRole.RULE), row.data(ProblemRole.COUNT)) for row in rows]


def fix_button(panel: ProblemPanel, rule_id: str) -> QPushButton:
    [button] = panel.findChildren(QPushButton, f"fix_{rule_id}")
    return button


def detail_button(panel: ProblemPanel, name: str) -> QPushButton:
    button = panel.cell_detail.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    return button


def state(panel: ProblemPanel) -> str:
    label = panel.findChild(QLabel, "problemState")
    assert isinstance(label, QLabel)
    return label.text() if label.isVisible() else ""


def set_text(session: Session, field: Field, row: int, text: str) -> None:
    session.apply(SetCells(Message("Type"), field, np.array([row]), typed([text])))


# -- The list ------------------------------------------------------------------------------------------------


def test_problems_are_listed_gravest_and_most_first(panel: ProblemPanel, session: Session) -> None:
    session.open(mixed())
    assert listed(panel) == [("click-id-missing", 2), ("time-zone-conflict", 1), ("value-too-precise", 1)]


def test_without_a_problem_it_says_so_in_words(panel: ProblemPanel, session: Session) -> None:
    session.open(document([faultless(place) for place in range(1204)]))
    assert state(panel) == "No problems. 1,204 rows are ready."
    assert not panel.problem_list.isVisible()


def test_one_ready_row_is_said_in_the_singular(panel: ProblemPanel, session: Session) -> None:
    session.open(document([faultless()]))
    assert state(panel) == "No problems. 1 row is ready."


def test_remarks_are_no_problems(panel: ProblemPanel, session: Session) -> None:
    session.open(document([faultless(VALUE="")]))
    assert listed(panel) == [("value-missing", 1)]
    assert state(panel) == "No problems. 1 row is ready."


def test_nothing_open_says_nothing(panel: ProblemPanel, session: Session) -> None:
    session.open(mixed())
    session.open(None)
    assert listed(panel) == []
    assert state(panel) == ""
    assert "Choose a cell" in panel.cell_detail.text()


def test_a_click_activates_a_problem(qtbot: QtBot, panel: ProblemPanel, session: Session) -> None:
    session.open(mixed())
    view = panel.problem_list
    place = view.visualRect(view.model().index(1, 0)).center()
    with qtbot.waitSignal(panel.problem_activated) as heard:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert heard.args == ["time-zone-conflict"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_key_activates_a_problem(qtbot: QtBot, panel: ProblemPanel, session: Session, key: Qt.Key) -> None:
    session.open(mixed())
    panel.problem_list.setFocus()
    qtbot.keyClick(panel.problem_list, Qt.Key.Key_End)
    assert QApplication.focusWidget() is panel.problem_list
    with qtbot.waitSignal(panel.problem_activated) as heard:
        qtbot.keyClick(panel.problem_list, key)
    assert heard.args == ["value-too-precise"]
    assert session.undo_stack.count() == 0


def test_a_button_asks_for_the_fix_of_its_problem(
    qtbot: QtBot, panel: ProblemPanel, session: Session
) -> None:
    session.open(mixed())
    with qtbot.waitSignal(panel.fix_requested) as asked:
        qtbot.mouseClick(fix_button(panel, "click-id-missing"), Qt.MouseButton.LeftButton)
    assert asked.args == ["click-id-missing"]
    assert session.undo_stack.count() == 0


def test_a_problem_whose_rows_were_left_out_is_gone(panel: ProblemPanel, session: Session) -> None:
    session.open(mixed())
    assert session.document is not None
    session.apply(fixes.leave_out(session.document, np.array([1, 2, 3, 4])))
    assert state(panel) == "No problems. 1 row is ready. 4 are left out."


def test_a_button_says_what_it_does_to_how_many_rows(panel: ProblemPanel, session: Session) -> None:
    session.open(mixed())
    assert fix_button(panel, "click-id-missing").accessibleName() == "Leave out: No click ID, 2 rows"
    assert fix_button(panel, "click-id-missing").text() == "Leave out"


def test_buttons_can_be_reached_and_pressed_with_the_keyboard(
    qtbot: QtBot, panel: ProblemPanel, session: Session
) -> None:
    session.open(mixed())
    panel.problem_list.setFocus()
    reached = []
    for _ in range(3):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget().objectName())
    assert reached == ["fix_click-id-missing", "fix_time-zone-conflict", "fix_value-too-precise"]
    with qtbot.waitSignal(panel.fix_requested) as asked:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert asked.args == ["value-too-precise"]
    assert QApplication.focusWidget() is panel.problem_list


def test_a_problem_without_a_fix_has_no_button(panel: ProblemPanel, session: Session) -> None:
    session.open(document([faultless(VALUE="9999999999999")]))
    assert listed(panel) == [("value-too-large", 1)]
    assert panel.problem_list.findChildren(QPushButton) == []


def test_what_a_person_has_to_decide_has_a_button_too(panel: ProblemPanel, session: Session) -> None:
    session.open(document([faultless(TIME="2026-11-05 10:00")], zone=None))
    assert fix_button(panel, "time-zone-missing").text() == "Choose the time zone"


def test_buttons_wait_while_a_change_is_worked_out(
    panel: ProblemPanel, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.open(mixed())
    monkeypatch.setattr(Session, "busy", property(lambda self: True))
    session.busy_changed.emit(True)
    assert not fix_button(panel, "click-id-missing").isEnabled()
    monkeypatch.setattr(Session, "busy", property(lambda self: False))
    session.busy_changed.emit(False)
    assert fix_button(panel, "click-id-missing").isEnabled()


def test_a_long_title_puts_its_button_on_a_line_of_its_own(panel: ProblemPanel, session: Session) -> None:
    session.open(document([faultless(TIME="2026-11-01 01:30")], zone="America/New_York"))
    panel.resize(300, 760)
    view = panel.problem_list
    row = view.visualRect(view.model().index(0, 0))
    button = fix_button(panel, "time-ambiguous").geometry()
    assert row.contains(button)
    assert button.top() > row.center().y() - button.height() // 2


def test_a_low_panel_keeps_room_for_the_explanation(panel: ProblemPanel, session: Session) -> None:
    session.open(mixed())
    panel.resize(370, 300)
    assert panel.problem_list.height() <= 150


def test_the_panel_lies_side_by_side_where_it_is_wide(panel: ProblemPanel, session: Session) -> None:
    session.open(mixed())
    panel.resize(1000, 260)
    QApplication.processEvents()
    assert panel.cell_detail.geometry().left() > panel.problem_list.geometry().right()


# -- The model -----------------------------------------------------------------------------------------------


def test_the_model_follows_without_a_reset(qtbot: QtBot) -> None:
    model = ProblemListModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    resets = []
    model.modelReset.connect(lambda: resets.append(1))
    first = mixed()
    model.show_problems(problems_of(first))
    kept = model.index(0)
    others = document(
        [faultless(0, CLICK_ID=""), faultless(1, TIME=IN_CONFLICT), faultless(2, TIME=IN_CONFLICT)]
        + [faultless(3, CURRENCY="XYZ")] * 3
    )
    for shown in (others, first, others, None, first):
        model.show_problems(problems_of(shown) if shown is not None else [])
    assert kept.data(ProblemRole.RULE) == "click-id-missing"
    assert resets == []


def test_only_a_changed_count_is_announced(qtbot: QtBot) -> None:
    model = ProblemListModel()
    model.show_problems(problems_of(mixed()))
    changed, inserted = [], []
    model.dataChanged.connect(lambda first, last: changed.append(first.row()))
    model.rowsInserted.connect(lambda *_: inserted.append(1))
    other = document(
        [faultless(0, CLICK_ID=""), faultless(3, TIME=IN_CONFLICT), faultless(4, VALUE="1.23456")]
    )
    model.show_problems(problems_of(other))
    assert changed == [0]
    assert inserted == []


def test_a_problem_is_spoken_with_its_kind(qtbot: QtBot) -> None:
    model = ProblemListModel()
    model.show_problems(problems_of(mixed()))
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "No click ID, 2 rows, needs fixing"
    assert model.index(2).data(Qt.ItemDataRole.AccessibleTextRole) == "Too many decimals, 1 row, to review"
    assert model.index(2).data(ProblemRole.SEVERITY) is Severity.WARNING


def test_from_right_to_left_the_buttons_stand_on_the_left(panel: ProblemPanel, session: Session) -> None:
    panel.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    session.open(mixed())
    button = fix_button(panel, "click-id-missing")
    assert button.x() < panel.problem_list.viewport().width() // 4


def test_the_list_has_a_name_for_assistive_tools(panel: ProblemPanel) -> None:
    assert isinstance(panel.findChild(ProblemList, "problemList"), ProblemList)
    assert panel.problem_list.accessibleName() == "Problems"


# -- The cell ------------------------------------------------------------------------------------------------


def test_a_cell_is_explained(panel: ProblemPanel, session: Session) -> None:
    session.open(mixed())
    panel.set_cell(3, Field.TIME)
    said = panel.cell_detail.text()
    assert said.startswith("Row 5 · Conversion Time\nIn the file: 2026-11-23 09:12 GMT+10")
    assert "its own time zone (GMT+10)" in said
    assert "In UTC: 2026-11-22 23:12:00" in said
    assert "Once fixed: 2026-11-22T23:12:00Z" in said
    assert detail_button(panel, "fixCell").text() == "Convert to UTC"
    assert not detail_button(panel, "fixAll").isVisible()


def test_the_fix_for_a_cell_is_asked_for(qtbot: QtBot, panel: ProblemPanel, session: Session) -> None:
    session.open(mixed())
    panel.set_cell(1, Field.CLICK_ID)
    with qtbot.waitSignal(panel.cell_detail.fixes.fix_wanted) as asked:
        qtbot.mouseClick(detail_button(panel, "fixCell"), Qt.MouseButton.LeftButton)
    assert asked.args[0].rule.id == "click-id-missing"
    assert asked.args[0].fix.label == "Leave out"


def test_the_fix_for_every_row_like_it_is_asked_for(
    qtbot: QtBot, panel: ProblemPanel, session: Session
) -> None:
    session.open(mixed())
    panel.set_cell(1, Field.CLICK_ID)
    button = detail_button(panel, "fixAll")
    assert button.text() == "Fix all 2 like this"
    assert button.accessibleName() == "Leave out: all 2 rows with this problem"
    with qtbot.waitSignal(panel.cell_detail.fixes.fix_all_wanted) as asked:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.args[0].rule.id == "click-id-missing"


def test_other_ways_are_offered_where_there_are_some(
    qtbot: QtBot, panel: ProblemPanel, session: Session
) -> None:
    session.open(document([faultless(TIME="2026-11-01 01:30")], zone="America/New_York"))
    panel.set_cell(0, Field.TIME)
    with qtbot.waitSignal(panel.cell_detail.fixes.more_wanted):
        qtbot.mouseClick(detail_button(panel, "moreFixes"), Qt.MouseButton.LeftButton)
    panel.set_cell(0, Field.VALUE)
    assert not detail_button(panel, "moreFixes").isVisible()


def test_one_choice_for_the_whole_file_is_not_offered_for_all(panel: ProblemPanel, session: Session) -> None:
    rows = [faultless(place, TIME="2026-11-05 10:00") for place in range(3)]
    session.open(document(rows, zone=None))
    panel.set_cell(0, Field.TIME)
    assert detail_button(panel, "fixCell").text() == "Choose the time zone"
    assert not detail_button(panel, "fixAll").isVisible()


def test_rows_in_the_future_propose_a_zone(qtbot: QtBot, panel: ProblemPanel, session: Session) -> None:
    panel.cell_detail.known_zones = lambda: ("Europe/Berlin",)
    rows = [faultless(place, TIME="2026-11-24 00:30") for place in range(3)]
    session.open(document(rows, zone="UTC"))
    panel.set_cell(0, Field.TIME)
    assert "If the file is in Berlin time, none of them is." in panel.cell_detail.text()
    button = detail_button(panel, "useZone")
    assert button.text() == "Use Berlin time"
    with qtbot.waitSignal(panel.cell_detail.fixes.zone_wanted) as asked:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.args == ["Europe/Berlin"]


def test_a_row_left_out_can_be_put_back(qtbot: QtBot, panel: ProblemPanel, session: Session) -> None:
    session.open(mixed())
    assert session.document is not None
    panel.set_cell(1, Field.CLICK_ID)
    session.apply(fixes.leave_out(session.document, np.array([1])))
    assert "This row is left out of the export." in panel.cell_detail.text()
    button = detail_button(panel, "fixCell")
    assert button.text() == "Put back"
    with qtbot.waitSignal(panel.cell_detail.fixes.put_back_wanted):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_an_edit_and_its_undo_show_at_once(panel: ProblemPanel, session: Session) -> None:
    session.open(mixed())
    panel.set_cell(0, Field.VALUE)
    assert not detail_button(panel, "fixCell").isVisible()
    set_text(session, Field.VALUE, 0, "12.5k")
    assert "“12.5k” is not a number" in panel.cell_detail.text()
    assert detail_button(panel, "fixCell").text() == "Clear"
    session.undo_stack.undo()
    assert "12.5k" not in panel.cell_detail.text()
    assert not detail_button(panel, "fixCell").isVisible()


def test_a_cell_whose_row_is_deleted_is_forgotten(panel: ProblemPanel, session: Session) -> None:
    session.open(mixed())
    panel.set_cell(4, Field.VALUE)
    session.apply(DeleteRows(Message("Delete"), np.array([4])))
    assert "Choose a cell" in panel.cell_detail.text()


def test_another_document_forgets_the_cell(panel: ProblemPanel, session: Session) -> None:
    session.open(mixed())
    panel.set_cell(4, Field.VALUE)
    session.open(mixed())
    assert "Choose a cell" in panel.cell_detail.text()


def test_a_cell_of_reference_is_said_to_stay_behind(panel: ProblemPanel, session: Session) -> None:
    session.open(document([faultless()], extras={"Owner": ["A. Lee"]}))
    panel.set_cell(0, None)
    assert "kept for reference" in panel.cell_detail.text()
    assert not detail_button(panel, "fixCell").isVisible()


def test_markup_in_a_cell_is_shown_as_it_is(panel: ProblemPanel, session: Session) -> None:
    session.open(document([faultless(CLICK_ID="<b>x</b> &amp;")]))
    panel.set_cell(0, Field.CLICK_ID)
    assert "In the file: <b>x</b> &amp;" in panel.cell_detail.text()


def test_a_very_long_cell_does_not_stretch_the_panel(panel: ProblemPanel, session: Session) -> None:
    session.open(document([faultless(CLICK_ID="x" * 50_000)]))
    panel.set_cell(0, Field.CLICK_ID)
    assert panel.minimumSizeHint().width() <= 370
    assert len(panel.cell_detail.text()) < 4_000
