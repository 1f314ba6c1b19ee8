"""The open document and its undo stack."""

from __future__ import annotations

import threading
from functools import partial

import numpy as np
import pytest
from builders import NOW, document, faultless
from PySide6.QtCore import QCoreApplication

from offconv_gui.core.columns import typed
from offconv_gui.core.document import Document
from offconv_gui.core.edits import DeleteRows, Edit, Reach, SetCells, SetChoices
from offconv_gui.core.fields import Field
from offconv_gui.core.messages import Message, UserError
from offconv_gui.gui.session import SMALL_TABLE, Session

DAY = 86_400
LONG = SMALL_TABLE + 10_000


@pytest.fixture
def session(session):
    session.open(document([faultless(0), faultless(1)]))
    return session


@pytest.fixture(scope="module")
def long_document():
    return document([faultless(place) for place in range(LONG)])


@pytest.fixture
def long_session(jobs, long_document):
    session = Session(jobs)
    session.open(long_document)
    yield session
    session.close()


def rename(text, row=0):
    return SetCells(Message("Rename"), Field.NAME, np.array([row]), typed([text]))


def rename_all(document, text):
    rows = np.arange(document.row_count)
    return SetCells(Message("Rename all"), Field.NAME, rows, typed([text] * len(rows)))


def name(session, row=0):
    return session.document.table.cell(Field.NAME, row)


def until_rest(qtbot, session):
    qtbot.waitUntil(lambda: not session.busy)


class Gated:
    """An edit that is worked out beside the window, and waits there until it is let through."""

    def __init__(self, edit: Edit, error: Exception | None = None) -> None:
        self.title = edit.title
        self.gate = threading.Event()
        self._edit = edit
        self._error = error

    def reach(self) -> Reach:
        return Reach(None)

    def apply(self, document: Document) -> tuple[Document, Edit]:
        self.gate.wait(5)
        if self._error is not None:
            raise self._error
        return self._edit.apply(document)


# -- Small edits ---------------------------------------------------------------------------------------------


def test_an_edit_is_applied_at_once_and_named_on_the_undo_stack(session):
    session.apply(rename("Lead"))
    assert (name(session), session.undo_stack.undoText()) == ("Lead", "Rename")


def test_undo_and_redo_go_back_and_forth(session):
    session.apply(rename("Lead"))
    session.apply(rename("Won"))
    session.undo()
    session.undo()
    assert name(session) == "Closed deals"
    session.redo()
    assert (name(session), session.undo_stack.redoText()) == ("Lead", "Rename")


def test_an_edit_after_undo_takes_the_place_of_what_was_undone(session):
    session.apply(rename("Lead"))
    session.undo()
    session.apply(rename("Won"))
    assert (name(session), session.undo_stack.count(), session.undo_stack.canRedo()) == ("Won", 1, False)


def test_moved_rows_are_told_from_changed_cells(qtbot, session):
    moved = []

    def note(moved_rows):
        moved.append(moved_rows)

    session.document_changed.connect(note)
    session.apply(rename("Lead"))
    session.apply(DeleteRows(Message("Delete"), np.array([1])))
    session.undo()
    assert moved == [False, True, True]


def test_a_listener_may_edit_and_the_steps_keep_their_order(session):
    def answer(moved):
        if name(session) == "Lead":
            session.apply(rename("Won"))

    session.document_changed.connect(answer)
    session.apply(rename("Lead"))
    assert name(session) == "Won"
    session.document_changed.disconnect(answer)
    session.undo()
    assert name(session) == "Lead"
    session.undo()
    assert name(session) == "Closed deals"


def test_listeners_find_document_and_stack_in_step(session):
    seen = []

    def look(moved):
        seen.append((name(session), session.undo_stack.undoText()))

    session.document_changed.connect(look)
    session.apply(rename("Lead"))
    assert seen == [("Lead", "Rename")]


def test_nobody_edits_in_the_middle_of_an_undo(session):
    session.apply(rename("Lead"))

    def answer(moved):
        session.apply(rename("Won"))

    session.document_changed.connect(answer)
    session.undo()
    stack = session.undo_stack
    assert (name(session), stack.index(), stack.count()) == ("Closed deals", 0, 1)


def test_a_failed_edit_leaves_no_step(session):
    class Wrong(SetCells):
        def apply(self, document):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        session.apply(Wrong(Message("Wrong"), Field.NAME, np.array([0]), typed(["x"])))
    assert (name(session), session.undo_stack.count()) == ("Closed deals", 0)


def test_choices_are_undone_like_cells(session):
    session.apply(SetChoices(Message("Currency"), session.document.choices.changed(currency="EUR")))
    session.undo()
    assert session.document.choices.currency == "USD"


def test_without_a_document_nothing_is_applied(jobs):
    session = Session(jobs)
    session.apply(rename("Lead"))
    assert (session.document, session.undo_stack.count()) == (None, 0)


# -- Modified ------------------------------------------------------------------------------------------------


def test_a_document_is_modified_until_it_is_saved_or_everything_is_undone(session):
    states = [session.is_modified]
    session.apply(rename("Lead"))
    states.append(session.is_modified)
    session.mark_saved()
    states.append(session.is_modified)
    session.undo()
    states.append(session.is_modified)
    session.redo()
    states.append(session.is_modified)
    assert states == [False, True, False, True, False]


def test_opening_another_document_forgets_the_steps(qtbot, session):
    session.apply(rename("Lead"))
    with qtbot.waitSignal(session.document_opened):
        session.open(document([faultless(5)]))
    assert (session.undo_stack.count(), session.is_modified) == (0, False)


def test_an_edit_in_the_newly_opened_document_can_be_undone(session):
    session.apply(rename("Lead"))
    session.open(document([faultless(5)]))
    session.apply(rename("Won"))
    session.undo()
    assert name(session) == "Closed deals"


# -- The clock -----------------------------------------------------------------------------------------------


def test_time_goes_on_without_a_step(session):
    session.advance(NOW + 90 * DAY)
    assert (session.document.counts().errors, session.undo_stack.count()) == (2, 0)


def test_a_long_table_ages_beside_the_window(qtbot, long_session):
    with qtbot.waitSignal(long_session.document_changed):
        long_session.advance(NOW + 90 * DAY)
        assert long_session.document.now == NOW
        assert not long_session.busy
    assert long_session.document.now == NOW + 90 * DAY


def test_an_edit_while_a_long_table_ages_is_kept(qtbot, jobs, long_session):
    long_session.advance(NOW + DAY)
    long_session.apply(rename("Lead"))
    qtbot.waitUntil(lambda: not jobs.busy)
    assert name(long_session) == "Lead"
    assert long_session.document.now == NOW


def test_a_long_edit_comes_before_ageing(qtbot, long_session):
    long_session.advance(NOW + DAY)
    long_session.apply(rename_all(long_session.document, "Lead"))
    until_rest(qtbot, long_session)
    assert name(long_session, LONG - 1) == "Lead"


# -- Long edits ----------------------------------------------------------------------------------------------


def test_a_long_edit_is_worked_out_beside_the_window(qtbot, long_session):
    busy = []
    long_session.busy_changed.connect(busy.append)
    long_session.apply(rename_all(long_session.document, "Lead"))
    assert (long_session.busy, name(long_session)) == (True, "Closed deals")
    until_rest(qtbot, long_session)
    assert (name(long_session, LONG - 1), long_session.undo_stack.undoText()) == ("Lead", "Rename all")
    assert busy == [True, False]


def test_a_single_cell_of_a_long_table_is_edited_at_once(long_session):
    long_session.apply(rename("Lead"))
    assert (long_session.busy, name(long_session)) == (False, "Lead")


def test_edits_of_a_long_table_that_follow_one_another_settle_once(qtbot, long_session):
    qtbot.waitUntil(lambda: long_session.is_settled)
    settled, changed = [], []

    def note(moved_rows, touched):
        changed.append(touched.tolist())

    long_session.document_settled.connect(partial(settled.append, True))
    long_session.document_changed.connect(note)
    for text in ("Lead", "Sale", "Visit"):
        long_session.apply(rename(text))
    assert (changed, len(settled)) == ([[0], [0], [0]], 0)
    qtbot.waitUntil(lambda: bool(settled))
    assert len(settled) == 1


def test_a_long_edit_is_undone_and_redone(qtbot, long_session):
    long_session.apply(rename_all(long_session.document, "Lead"))
    until_rest(qtbot, long_session)
    long_session.undo()
    until_rest(qtbot, long_session)
    assert (name(long_session), long_session.undo_stack.index()) == ("Closed deals", 0)
    long_session.redo()
    until_rest(qtbot, long_session)
    assert (name(long_session), long_session.undo_stack.index()) == ("Lead", 1)


def test_nothing_else_is_accepted_while_a_long_edit_is_worked_out(qtbot, long_session):
    long_session.apply(rename("First"))
    gated = Gated(rename_all(long_session.document, "Lead"))
    long_session.apply(gated)
    long_session.apply(rename("Refused"))
    long_session.undo()
    long_session.redo()
    assert long_session.undo_stack.index() == 1
    gated.gate.set()
    until_rest(qtbot, long_session)
    assert (name(long_session), long_session.undo_stack.count()) == ("Lead", 2)


def test_undo_pressed_on_the_stack_itself_meanwhile_leaves_the_stack_true(qtbot, long_session):
    long_session.apply(rename("First"))
    gated = Gated(rename_all(long_session.document, "Lead"))
    long_session.apply(gated)
    long_session.undo_stack.undo()
    QCoreApplication.processEvents()
    gated.gate.set()
    until_rest(qtbot, long_session)
    stack = long_session.undo_stack
    assert (name(long_session), stack.index(), stack.count()) == ("Lead", 2, 2)
    long_session.undo()
    until_rest(qtbot, long_session)
    long_session.undo()
    until_rest(qtbot, long_session)
    assert (name(long_session), stack.index()) == ("Closed deals", 0)


def test_two_steps_back_at_once_in_a_long_table_take_one(qtbot, long_session):
    for text in ("Lead", "Won"):
        long_session.apply(rename_all(long_session.document, text))
        until_rest(qtbot, long_session)
    long_session.undo_stack.setIndex(0)
    until_rest(qtbot, long_session)
    QCoreApplication.processEvents()
    assert (name(long_session), long_session.undo_stack.index()) == ("Lead", 1)


def test_a_long_edit_that_fails_leaves_no_step_and_says_so(qtbot, long_session):
    error = UserError(Message("No."), Message("Do otherwise."))
    gated = Gated(rename("Lead"), error)
    gated.gate.set()
    with qtbot.waitSignal(long_session.failed) as failed:
        long_session.apply(gated)
    assert failed.args == [error]
    assert (name(long_session), long_session.undo_stack.count(), long_session.busy) == (
        "Closed deals",
        0,
        False,
    )


def test_an_undo_that_crashes_leaves_the_step_where_it_was(qtbot, jobs, long_session):
    class CrashingOnUndo(Gated):
        def apply(self, document):
            after, inverse = super().apply(document)
            wrong = Gated(inverse, ZeroDivisionError())
            wrong.gate.set()
            return after, wrong

    edit = CrashingOnUndo(rename("Lead"))
    edit.gate.set()
    long_session.apply(edit)
    until_rest(qtbot, long_session)
    with qtbot.waitSignal(jobs.crashed):
        long_session.undo()
    until_rest(qtbot, long_session)
    assert (name(long_session), long_session.undo_stack.index()) == ("Lead", 1)


def test_a_stopped_undo_leaves_the_step_where_it_was(qtbot, jobs, long_session):
    long_session.apply(rename_all(long_session.document, "Lead"))
    until_rest(qtbot, long_session)
    long_session.undo()
    jobs.cancel()
    until_rest(qtbot, long_session)
    assert (name(long_session), long_session.undo_stack.index()) == ("Lead", 1)


def test_a_small_undo_that_crashes_leaves_the_step_where_it_was(qtbot, session):
    class CrashingOnUndo(SetCells):
        def apply(self, document):
            after, inverse = super().apply(document)
            wrong = Gated(inverse, ZeroDivisionError())
            wrong.gate.set()
            return after, wrong

    session.apply(CrashingOnUndo(Message("Rename"), Field.NAME, np.array([0]), typed(["Lead"])))
    with qtbot.captureExceptions(), pytest.raises(ZeroDivisionError):
        session.undo()
    qtbot.waitUntil(lambda: session.undo_stack.index() == 1)
    assert name(session) == "Lead"


def test_opening_another_document_drops_the_edit_under_way(qtbot, jobs, long_session):
    gated = Gated(rename_all(long_session.document, "Lead"))
    long_session.apply(gated)
    other = document([faultless(5)])
    long_session.open(other)
    assert not long_session.busy
    gated.gate.set()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert (long_session.document, long_session.undo_stack.count()) == (other, 0)


def test_a_long_edit_does_not_stop_the_work_of_others(qtbot, jobs, long_session):
    gate, results = threading.Event(), []
    export = jobs.start("Export", lambda progress: gate.wait(5))
    export.succeeded.connect(results.append)
    told = []
    long_session.failed.connect(told.append)
    long_session.apply(rename_all(long_session.document, "Lead"))
    assert "was not made" in str(told[0].title)
    gate.set()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert (results, name(long_session)) == ([True], "Closed deals")


def test_a_long_undo_that_is_refused_leaves_the_step_where_it_was(qtbot, jobs, long_session):
    long_session.apply(rename_all(long_session.document, "Lead"))
    until_rest(qtbot, long_session)
    gate = threading.Event()
    jobs.start("Export", lambda progress: gate.wait(5))
    long_session.undo()
    qtbot.waitUntil(lambda: long_session.undo_stack.index() == 1)
    gate.set()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert name(long_session) == "Lead"


def test_closing_waits_for_the_edit_under_way_and_drops_it(qtbot, long_session):
    long_session.apply(rename_all(long_session.document, "Lead"))
    long_session.close()
    QCoreApplication.processEvents()
    assert (long_session.document, long_session.busy, long_session.undo_stack.count()) == (None, False, 0)


def test_a_step_is_told_with_what_it_did_once_everybody_has_heard_of_it(session):
    before, heard = session.document, []

    def note(moved_rows):
        heard.append(moved_rows)

    session.document_changed.connect(note)
    session.step_made.connect(heard.append)
    session.apply(rename("Leads"))
    assert heard[0] is False
    step = heard[1]
    assert step.before is before
    assert step.after is session.document
    assert step.after.apply(step.inverse).document.table.cell(Field.NAME, 0) == "Closed deals"


def test_undo_and_redo_are_no_steps_of_their_own(session):
    session.apply(rename("Leads"))
    heard = []
    session.step_made.connect(heard.append)
    session.undo()
    session.redo()
    assert heard == []


def test_a_long_step_is_told_when_it_is_done(qtbot, long_session, long_document):
    with qtbot.waitSignal(long_session.step_made) as told:
        long_session.apply(rename_all(long_document, "Leads"))
    assert told.args[0].after is long_session.document
