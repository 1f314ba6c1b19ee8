"""Work is saved, closed, opened again and gone on with; and never lost without a question."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialog, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot
from real_window import NOW, OpenWindow, dialog_if_open, document_of

from offconv_gui.app import make_window
from offconv_gui.core.document import Change, Document
from offconv_gui.core.edits import Edit
from offconv_gui.core.fields import Field
from offconv_gui.gui import saving, session
from offconv_gui.gui.dialogs.export_dialog import ExportDialog
from offconv_gui.gui.main_window import MainWindow
from offconv_gui.io.targets import plan_export, write_export
from offconv_gui.io.whole_files import Written
from offconv_gui.windows import Windows

ROWS = """Deal ID,MSCLKID,Close Date,Amount,Owner
D-1,3cf4220c917b853860886599b2ac757f,2026-11-05 14:30,9800,Ann
D-2,96dd9de5798121e8fa462d6e85bda6a3,2026-11-06 09:00,1200.50,Bob
D-3,15efcc6065083cc7165afe0213f841b2,2026-11-09 13:59,12.5k,Cem
"""
CHOICES = ("--goal", "Closed deals", "--currency", "USD", "--time-zone", "America/New_York")
CTRL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)


@pytest.fixture
def deals(tmp_path: Path) -> Path:
    path = tmp_path / "deals.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


@pytest.fixture
def window(open_window: OpenWindow, deals: Path) -> MainWindow:
    return open_window(str(deals), *CHOICES, opened=True)


def edit(qtbot: QtBot, window: MainWindow, row: int, field: Field, text: str) -> None:
    """Go to a cell and type over it."""
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    window.work.table.go_to(row, field)
    window.work.table.setFocus()
    qtbot.keyClick(window.work.table, Qt.Key.Key_F2)
    editor = next(one for one in window.work.table.findChildren(QLineEdit) if one.isVisible())
    editor.selectAll()
    qtbot.keyClicks(editor, text)
    steps = window.session.undo_stack.index()
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.undo_stack.index() > steps)


def change(window: MainWindow, row: int, field: Field, text: str) -> None:
    """Change a cell where it does not matter how."""
    model = window.work.model
    assert model.setData(model.index(row, model.column_of(field)), text)


def press_keys(qtbot: QtBot, window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    """Press keys in the window, which has the focus again after a dialog."""
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    qtbot.keyClick(window, key, modifiers)


def choose_name(qtbot: QtBot, path: Path) -> None:
    """Answer the file dialog."""
    qtbot.waitUntil(lambda: dialog_if_open("saveWorkDialog") is not None)
    dialog = dialog_if_open("saveWorkDialog")
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(path))
    QDialog.done(dialog, QDialog.DialogCode.Accepted)


def save(qtbot: QtBot, window: MainWindow, path: Path | None = None) -> None:
    """Press Ctrl+S, give a name where one is asked for, and wait until it is done."""
    with qtbot.waitSignal(window.session.saved_changed):
        press_keys(qtbot, window, Qt.Key.Key_S, CTRL)
        if path is not None:
            choose_name(qtbot, path)


def press(qtbot: QtBot, name: str, asked: str = "saveQuestion") -> None:
    """Press a button of the question."""
    qtbot.waitUntil(lambda: dialog_if_open(asked) is not None)
    question = dialog_if_open(asked)
    assert question is not None
    qtbot.mouseClick(question.findChild(QAbstractButton, name), Qt.MouseButton.LeftButton)


def seen(window: MainWindow) -> dict[str, object]:
    """What stands in the window: every cell with its marks, and what is chosen and counted."""
    document, model = document_of(window), window.work.model
    places = [(row, column) for row in range(len(model.rows)) for column in range(model.columnCount())]
    return {
        "texts": [model.text_at(row, column) for row, column in places],
        "looks": [model.look(row, column) for row, column in places],
        "rows": document.table.row_numbers.tolist(),
        "left out": document.table.left_out.tolist(),
        "choices": document.choices,
        "counts": document.counts(),
        "combos": [combo.currentText() for combo in window.work.settings.findChildren(QComboBox)],
    }


def exported(document: Document, path: Path) -> bytes:
    write_export(plan_export(document), path)
    return path.read_bytes()


def test_work_is_saved_closed_opened_again_and_gone_on_with(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    first = open_window()
    first.actions_by_name["actionTrySample"].trigger()
    qtbot.waitUntil(lambda: first.session.document is not None)
    edit(qtbot, first, 0, Field.VALUE, "77.50")
    first.work.table.go_to(1, Field.VALUE)
    first.actions_by_name["actionLeaveOut"].trigger()
    first.actions_by_name["actionInsertRow"].trigger()
    path = tmp_path / "my work.offconv"
    before, bytes_before = seen(first), exported(document_of(first), tmp_path / "before.csv")
    assert "Changes not saved" in first.status.text()
    save(qtbot, first, path)
    assert "Saved" in first.status.text()
    assert (first.isWindowModified(), first.windowTitle()) == (False, "my work.offconv[*] – OffConv")
    assert first.close()
    assert dialog_if_open("saveQuestion") is None

    again = open_window(str(path), opened=True)
    assert seen(again) == before
    assert exported(document_of(again), tmp_path / "after.csv") == bytes_before
    assert "hubspot-deals.csv" in again.status.text()
    edit(qtbot, again, 0, Field.VALUE, "80")
    assert again.isWindowModified()
    press_keys(qtbot, again, Qt.Key.Key_Z, CTRL)
    assert seen(again) == before
    assert not again.isWindowModified()


def test_the_second_time_nothing_is_asked(
    open_window: OpenWindow, qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "deals.offconv"
    save(qtbot, window, path)
    edit(qtbot, window, 2, Field.VALUE, "12500")
    save(qtbot, window)
    assert dialog_if_open("saveWorkDialog") is None
    again = open_window(str(path), opened=True)
    assert document_of(again).table.cell(Field.VALUE, 2) == "12500"


def test_save_as_goes_on_in_the_new_file(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    save(qtbot, window, tmp_path / "a.offconv")
    with qtbot.waitSignal(window.session.saved_changed):
        press_keys(qtbot, window, Qt.Key.Key_S, CTRL | SHIFT)
        choose_name(qtbot, tmp_path / "b.offconv")
    assert window.session.place == tmp_path / "b.offconv"
    assert window.windowTitle().startswith("b.offconv")
    assert (tmp_path / "a.offconv").read_bytes() == (tmp_path / "b.offconv").read_bytes()


@pytest.fixture
def saved_by_both(
    open_window: OpenWindow, qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> tuple[MainWindow, Path]:
    """A window whose saved work was opened and saved again in another one, and was changed in both."""
    path = tmp_path / "deals.offconv"
    save(qtbot, window, path)
    other = open_window(str(path), opened=True)
    edit(qtbot, other, 2, Field.VALUE, "12500")
    save(qtbot, other)
    edit(qtbot, window, 0, Field.VALUE, "80")
    return window, path


def amounts_in(open_window: OpenWindow, path: Path) -> list[str]:
    table = document_of(open_window(str(path), opened=True)).table
    return [table.cell(Field.VALUE, row) for row in (0, 2)]


def test_what_another_window_saved_is_not_written_over_unasked(
    open_window: OpenWindow, qtbot: QtBot, saved_by_both: tuple[MainWindow, Path]
) -> None:
    window, path = saved_by_both
    press_keys(qtbot, window, Qt.Key.Key_S, CTRL)
    with qtbot.waitSignal(window.session.saved_changed):
        press(qtbot, "saveElsewhere", "replaceQuestion")
        choose_name(qtbot, path.with_name("mine.offconv"))
    assert amounts_in(open_window, path) == ["9800", "12500"]
    assert amounts_in(open_window, path.with_name("mine.offconv")) == ["80", "12.5k"]


def test_who_wants_replaces_it_and_is_not_asked_again(
    open_window: OpenWindow, qtbot: QtBot, saved_by_both: tuple[MainWindow, Path]
) -> None:
    window, path = saved_by_both
    press_keys(qtbot, window, Qt.Key.Key_S, CTRL)
    with qtbot.waitSignal(window.session.saved_changed):
        press(qtbot, "replaceWork", "replaceQuestion")
    edit(qtbot, window, 0, Field.VALUE, "81")
    save(qtbot, window)
    assert amounts_in(open_window, path) == ["81", "12.5k"]


def test_work_whose_file_was_removed_is_saved_anew(
    open_window: OpenWindow, qtbot: QtBot, saved_by_both: tuple[MainWindow, Path]
) -> None:
    window, path = saved_by_both
    path.unlink()
    save(qtbot, window)
    assert amounts_in(open_window, path) == ["80", "12.5k"]


def test_a_name_is_offered_beside_the_file_of_the_rows(qtbot: QtBot, window: MainWindow, deals: Path) -> None:
    press_keys(qtbot, window, Qt.Key.Key_S, CTRL)
    dialog = window.findChild(QFileDialog, "saveWorkDialog")
    assert dialog.selectedFiles() == [str(deals.with_name("deals.offconv"))]
    dialog.reject()


def test_a_name_of_another_kind_gets_our_ending_and_goes_over_no_file(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, deals: Path
) -> None:
    (tmp_path / "work.csv.offconv").write_text("somebody's", encoding="utf-8")
    press_keys(qtbot, window, Qt.Key.Key_S, CTRL)
    window.findChild(QFileDialog, "saveWorkDialog").fileSelected.emit(str(tmp_path / "work.csv"))
    qtbot.waitUntil(lambda: "There is already a file “work.csv.offconv”" in window.bar.text())
    window.findChild(QFileDialog, "saveWorkDialog").reject()
    assert (tmp_path / "work.csv.offconv").read_text(encoding="utf-8") == "somebody's"


# -- The question -------------------------------------------------------------------------------------------


def test_closing_with_changes_asks_and_cancel_stays(qtbot: QtBot, window: MainWindow) -> None:
    edit(qtbot, window, 2, Field.VALUE, "12500")
    assert not window.close()
    question = dialog_if_open("saveQuestion")
    assert question is not None
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    assert window.isVisible()
    assert dialog_if_open("saveQuestion") is None
    assert not window.close(), "and it asks again"
    press(qtbot, "dontSave")
    assert not window.isVisible()


def test_save_asks_for_a_name_saves_and_closes(
    open_window: OpenWindow, qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    edit(qtbot, window, 2, Field.VALUE, "12500")
    window.close()
    press(qtbot, "saveFirst")
    choose_name(qtbot, tmp_path / "deals.offconv")
    qtbot.waitUntil(lambda: not window.isVisible())
    again = open_window(str(tmp_path / "deals.offconv"), opened=True)
    assert document_of(again).table.cell(Field.VALUE, 2) == "12500"


def test_without_a_name_the_window_stays(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    edit(qtbot, window, 2, Field.VALUE, "12500")
    window.close()
    press(qtbot, "saveFirst")
    qtbot.waitUntil(lambda: dialog_if_open("saveWorkDialog") is not None)
    dialog_if_open("saveWorkDialog").reject()  # type: ignore[union-attr]
    save(qtbot, window, tmp_path / "later.offconv")
    assert window.isVisible(), "what was cancelled is not made up for later"


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (PermissionError(errno.EACCES, "denied"), "You may not write into the folder"),
        (OSError(errno.EROFS, "read-only"), "You may not write into the folder"),
        (OSError(errno.ENOSPC, "full"), "There is no room left"),
    ],
)
def test_where_saving_fails_it_is_said_and_the_window_stays(
    qtbot: QtBot,
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    problem: OSError,
    words: str,
) -> None:
    path = tmp_path / "deals.offconv"
    save(qtbot, window, path)
    good = path.read_bytes()
    edit(qtbot, window, 2, Field.VALUE, "12500")

    def fail(handle: int) -> None:
        raise problem

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", fail)
        window.close()
        press(qtbot, "saveFirst")
        qtbot.waitUntil(lambda: words in window.bar.text())
    assert window.isVisible()
    assert window.isWindowModified()
    assert path.read_bytes() == good
    assert sorted(one.name for one in tmp_path.iterdir() if one.suffix != ".ini") == [
        "deals.csv",
        "deals.offconv",
    ]
    save(qtbot, window)
    assert window.bar.text() == "", "it is no longer so"


def test_opening_another_file_asks_and_goes_on_when_saved(
    open_window: OpenWindow, qtbot: QtBot, window: MainWindow, tmp_path: Path, deals: Path
) -> None:
    other = tmp_path / "other.csv"
    other.write_text(ROWS, encoding="utf-8")
    save(qtbot, window, tmp_path / "deals.offconv")
    edit(qtbot, window, 2, Field.VALUE, "12500")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(other))])
    drop = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NONE)
    window.dropEvent(drop)
    press(qtbot, "saveFirst")
    qtbot.waitUntil(lambda: window.windowTitle().startswith("other.csv"))
    assert window.session.place is None
    assert "Saved" not in window.status.text()
    again = open_window(str(tmp_path / "deals.offconv"), opened=True)
    assert document_of(again).table.cell(Field.VALUE, 2) == "12500"


def test_saved_work_is_opened_by_dropping_it(
    open_window: OpenWindow, qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    save(qtbot, window, tmp_path / "deals.offconv")
    other = open_window()
    assert str(tmp_path / "deals.offconv") in [
        button.property("path") for button in other.empty.findChildren(QAbstractButton)
    ], "it is one of the recent files"
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "deals.offconv"))])
    drop = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NONE)
    other.dropEvent(drop)
    qtbot.waitUntil(lambda: other.session.document is not None)
    assert "Saved work on “deals.csv”" in other.bar.text()
    assert other.session.is_modified is False


def test_damaged_work_is_told_and_what_is_open_stays(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "broken.offconv"
    save(qtbot, window, tmp_path / "deals.offconv")
    path.write_bytes((tmp_path / "deals.offconv").read_bytes()[:-200])
    window.work.opening.open_path(str(path))
    qtbot.waitUntil(lambda: "“broken.offconv” is damaged" in window.bar.text())
    assert window.windowTitle().startswith("deals.offconv")


def test_what_is_given_at_the_start_holds_before_what_was_saved(
    open_window: OpenWindow, qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    save(qtbot, window, tmp_path / "deals.offconv")
    again = open_window(str(tmp_path / "deals.offconv"), "--currency", "EUR", opened=True)
    choices = document_of(window).choices
    assert document_of(again).choices == choices.changed(currency="EUR")
    assert again.isWindowModified(), "the file says otherwise"


def test_pasted_rows_are_saved_too(open_window: OpenWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window()
    QApplication.clipboard().setText(ROWS.replace(",", "\t"))
    window.actions_by_name["actionPaste"].trigger()
    qtbot.waitUntil(lambda: window.session.document is not None)
    press_keys(qtbot, window, Qt.Key.Key_S, CTRL)
    dialog = window.findChild(QFileDialog, "saveWorkDialog")
    assert Path(dialog.selectedFiles()[0]).name == "Pasted rows.offconv"
    with qtbot.waitSignal(window.session.saved_changed):
        choose_name(qtbot, tmp_path / "rows.offconv")
    again = open_window(str(tmp_path / "rows.offconv"), opened=True)
    assert "Saved work on pasted rows" in again.bar.text()
    assert document_of(again).row_count == 3


# -- What counts as saved -----------------------------------------------------------------------------------


def export_in(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    window.work.exporting.review()
    qtbot.waitUntil(lambda: dialog_if_open("exportDialog") is not None)
    dialog_if_open("exportDialog").findChild(QAbstractButton, "saveExport").click()  # type: ignore[union-attr]
    dialog = window.findChild(QFileDialog, "saveExportDialog")
    with qtbot.waitSignal(window.work.exporting.exported):
        dialog.fileSelected.emit(str(path))
    dialog.reject()


def test_when_everything_was_exported_nothing_is_asked(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    edit(qtbot, window, 2, Field.VALUE, "12500")
    export_in(qtbot, window, tmp_path / "out.csv")
    assert "Exported, not saved" in window.status.text()
    assert window.isWindowModified()
    assert window.close()


def test_when_rows_stayed_behind_it_is_asked(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    edit(qtbot, window, 1, Field.VALUE, "1")
    export_in(qtbot, window, tmp_path / "out.csv")
    assert "Changes not saved" in window.status.text()
    assert not window.close()
    press(qtbot, "dontSave")


def test_what_is_done_after_the_export_is_asked_about(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    edit(qtbot, window, 2, Field.VALUE, "12500")
    export_in(qtbot, window, tmp_path / "out.csv")
    edit(qtbot, window, 1, Field.VALUE, "1")
    assert not window.close()
    press(qtbot, "dontSave")


def test_undone_to_what_was_saved_it_is_saved(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    edit(qtbot, window, 2, Field.VALUE, "12500")
    save(qtbot, window, tmp_path / "deals.offconv")
    edit(qtbot, window, 1, Field.VALUE, "1")
    assert "Changes not saved" in window.status.text()
    press_keys(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert "Saved" in window.status.text()
    press_keys(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert "Changes not saved" in window.status.text()


@pytest.fixture
def slowly(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Saving waits for this event."""
    go = threading.Event()
    real = saving.save_work

    def slow(*arguments: object, **options: object) -> Written:
        assert go.wait(10)
        return real(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(saving, "save_work", slow)
    return go


def test_what_is_typed_while_saving_is_not_taken_for_saved(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, slowly: threading.Event
) -> None:
    edit(qtbot, window, 2, Field.VALUE, "12500")
    press_keys(qtbot, window, Qt.Key.Key_S, CTRL)
    choose_name(qtbot, tmp_path / "deals.offconv")
    change(window, 1, Field.VALUE, "1")
    with qtbot.waitSignal(window.session.saved_changed):
        slowly.set()
    assert window.isWindowModified()
    assert window.session.place == tmp_path / "deals.offconv"


def test_after_a_crash_the_window_does_not_close_by_itself(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*arguments: object, **options: object) -> Written:
        raise RuntimeError("a bug")

    save(qtbot, window, tmp_path / "deals.offconv")
    edit(qtbot, window, 2, Field.VALUE, "12500")
    with monkeypatch.context() as patched:
        patched.setattr(saving, "save_work", crash)
        window.close()
        with qtbot.waitSignal(window.jobs.crashed):
            press(qtbot, "saveFirst")
    qtbot.waitUntil(lambda: dialog_if_open("crashDialog") is not None)
    report = dialog_if_open("crashDialog")
    assert report is not None
    report.close()
    report.deleteLater()
    save(qtbot, window)
    assert window.isVisible()


def test_closing_while_saving_waits_for_it_and_asks_nothing(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, slowly: threading.Event
) -> None:
    edit(qtbot, window, 2, Field.VALUE, "12500")
    press_keys(qtbot, window, Qt.Key.Key_S, CTRL)
    choose_name(qtbot, tmp_path / "deals.offconv")
    assert not window.close()
    assert dialog_if_open("saveQuestion") is None
    slowly.set()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert (tmp_path / "deals.offconv").exists()


def test_saving_twice_in_a_row_saves_the_later_state_too_and_lets_the_window_close(
    qtbot: QtBot, window: MainWindow, open_window: OpenWindow, tmp_path: Path, slowly: threading.Event
) -> None:
    edit(qtbot, window, 2, Field.VALUE, "12500")
    press_keys(qtbot, window, Qt.Key.Key_S, CTRL)
    choose_name(qtbot, tmp_path / "deals.offconv")
    change(window, 1, Field.VALUE, "1")
    press_keys(qtbot, window, Qt.Key.Key_S, CTRL)
    assert not window.close()
    slowly.set()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert (
        document_of(open_window(str(tmp_path / "deals.offconv"), opened=True)).table.cell(Field.VALUE, 1)
        == "1"
    )


@pytest.fixture
def held_edits(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """From its call on, edits are worked out beside the window, and wait for this event."""
    go = threading.Event()
    real = Document.apply

    def hold(document: Document, edit: Edit) -> Change:
        if threading.current_thread() is not threading.main_thread():
            assert go.wait(10)
        return real(document, edit)

    monkeypatch.setattr(Document, "apply", hold)
    return go


def make_edits_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every edit from now on be worked out beside the window."""
    monkeypatch.setattr(session, "SMALL_TABLE", 0)
    monkeypatch.setattr(session, "SMALL_EDIT", 0)


def test_who_saves_and_closes_during_a_long_undo_that_leaves_nothing_to_save_has_closed(
    qtbot: QtBot,
    window: MainWindow,
    tmp_path: Path,
    held_edits: threading.Event,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    save(qtbot, window, tmp_path / "deals.offconv")
    edit(qtbot, window, 2, Field.VALUE, "12500")
    make_edits_long(monkeypatch)
    window.session.undo()
    assert not window.close()
    press(qtbot, "saveFirst")
    held_edits.set()
    qtbot.waitUntil(lambda: not window.isVisible())


def test_what_waits_to_be_saved_is_not_asked_about_when_the_window_is_to_close(
    qtbot: QtBot,
    window: MainWindow,
    open_window: OpenWindow,
    tmp_path: Path,
    held_edits: threading.Event,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    save(qtbot, window, tmp_path / "deals.offconv")
    make_edits_long(monkeypatch)
    change(window, 1, Field.VALUE, "1")
    window.work.saving.save()
    assert not window.close()
    assert dialog_if_open("saveQuestion") is None
    held_edits.set()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert dialog_if_open("saveQuestion") is None
    assert (
        document_of(open_window(str(tmp_path / "deals.offconv"), opened=True)).table.cell(Field.VALUE, 1)
        == "1"
    )


# -- Matching the columns again -----------------------------------------------------------------------------


def test_columns_are_matched_again_without_losing_what_was_done(
    open_window: OpenWindow, qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    edit(qtbot, window, 2, Field.VALUE, "12500")
    save(qtbot, window, tmp_path / "deals.offconv")
    again = open_window(str(tmp_path / "deals.offconv"), opened=True)
    edit(qtbot, again, 1, Field.VALUE, "1")
    again.work.opening.change_columns()
    assert dialog_if_open("saveQuestion") is None
    dialog = dialog_if_open("matchDialog")
    assert dialog is not None
    headings = [column.heading for column in dialog.opened.grid.columns]  # type: ignore[attr-defined]
    combo = dialog.findChild(QComboBox, f"target_{headings.index('Owner')}")
    combo.setCurrentIndex(combo.findText(Field.CLIENT_ID.value))
    combo.activated.emit(combo.currentIndex())
    with qtbot.waitSignal(again.session.document_opened):
        dialog.findChild(QAbstractButton, "openMatched").click()
    table = document_of(again).table
    assert [table.cell(Field.VALUE, row) for row in range(3)] == ["9800", "1", "12500"]
    assert [table.columns[Field.VALUE].is_edited(row) for row in range(3)] == [False, True, True]
    assert table.cell(Field.CLIENT_ID, 0) == "Ann"
    assert again.isWindowModified(), "the file has the columns as they were"
    save(qtbot, again)
    assert not again.isWindowModified()


# -- Several windows ----------------------------------------------------------------------------------------


def make(folder: Path, path: str | None) -> MainWindow:
    arguments = [path] if path else []
    window = make_window([*arguments, *CHOICES, "--now", NOW, "--settings", str(folder / "settings.ini")])
    window.quit_wanted.disconnect()
    return window


@pytest.fixture
def windows(qtbot: QtBot, tmp_path: Path, deals: Path) -> Iterator[Windows]:
    """Two windows with unsaved changes, and an empty one between."""
    windows = Windows(partial(make, tmp_path))
    windows.open_another(str(deals))
    windows.open_another()
    windows.open_another(str(deals))
    for window in changed(windows):
        qtbot.waitUntil(lambda window=window: window.session.document is not None)
        change(window, 2, Field.VALUE, "12500")
    yield windows
    for window in every_window():
        window.session.mark_saved()
        window.close()
        window.deleteLater()


def every_window() -> list[MainWindow]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]


def still_open() -> list[MainWindow]:
    return [one for one in every_window() if one.isVisible()]


def changed(windows: Windows) -> tuple[MainWindow, MainWindow]:
    return windows._windows[0], windows._windows[2]


def test_quitting_asks_for_each_window_in_turn(qtbot: QtBot, windows: Windows, tmp_path: Path) -> None:
    first, last = changed(windows)
    last.actions_by_name["actionQuit"].trigger()
    press(qtbot, "saveFirst")
    choose_name(qtbot, tmp_path / "last.offconv")
    qtbot.waitUntil(lambda: still_open() == [first])
    assert (tmp_path / "last.offconv").exists()
    press(qtbot, "dontSave")
    assert still_open() == []


def test_who_stays_once_does_not_quit_later(qtbot: QtBot, windows: Windows) -> None:
    first, last = changed(windows)
    last.actions_by_name["actionQuit"].trigger()
    qtbot.waitUntil(lambda: dialog_if_open("saveQuestion") is not None)
    dialog_if_open("saveQuestion").reject()  # type: ignore[union-attr]
    last.close()
    press(qtbot, "dontSave")
    assert first in still_open()
    assert last not in still_open()


class Manager:
    """The system's side of logging out."""

    def __init__(self, allows: bool) -> None:
        self.allows, self.cancelled = allows, False

    def allowsInteraction(self) -> bool:
        return self.allows

    def cancel(self) -> None:
        self.cancelled = True


def test_logging_out_waits_for_an_answer(qtbot: QtBot, windows: Windows) -> None:
    manager = Manager(True)
    windows.hold_session(manager)  # type: ignore[arg-type]
    assert manager.cancelled
    assert dialog_if_open("saveQuestion") is not None
    press(qtbot, "dontSave")
    press(qtbot, "dontSave")
    assert still_open() == []


def test_logging_out_with_nothing_to_lose_goes_on(qtbot: QtBot, windows: Windows) -> None:
    for window in changed(windows):
        window.session.mark_saved()
    manager = Manager(True)
    windows.hold_session(manager)  # type: ignore[arg-type]
    assert not manager.cancelled


# -- While something else is going on -----------------------------------------------------------------------


@pytest.fixture
def others(tmp_path: Path) -> Path:
    path = tmp_path / "others.csv"
    path.write_text(ROWS.replace("D-", "E-"), encoding="utf-8")
    return path


def test_what_is_done_while_another_file_is_read_is_asked_about(
    qtbot: QtBot, window: MainWindow, others: Path
) -> None:
    window.open_path(str(others))
    change(window, 0, Field.VALUE, "1")
    press(qtbot, "dontSave")
    qtbot.waitUntil(lambda: window.windowTitle().startswith("others.csv"))


def test_what_is_being_typed_when_another_file_has_been_read_is_asked_about(
    qtbot: QtBot, window: MainWindow, others: Path
) -> None:
    window.open_path(str(others))
    type_into(qtbot, window, "777")
    qtbot.waitUntil(lambda: dialog_if_open("saveQuestion") is not None)
    assert document_of(window).table.cell(Field.VALUE, 0) == "777"
    QDialog.reject(dialog_if_open("saveQuestion"))


def test_who_stays_keeps_what_was_done_while_another_file_was_read(
    qtbot: QtBot, window: MainWindow, others: Path
) -> None:
    window.open_path(str(others))
    change(window, 0, Field.VALUE, "1")
    qtbot.waitUntil(lambda: dialog_if_open("saveQuestion") is not None)
    with qtbot.waitSignal(window.stayed):
        QDialog.reject(dialog_if_open("saveQuestion"))
    assert document_of(window).table.cell(Field.VALUE, 0) == "1"


def test_what_may_be_lost_is_not_asked_about_twice(qtbot: QtBot, window: MainWindow, others: Path) -> None:
    change(window, 0, Field.VALUE, "1")
    window.open_path(str(others))
    press(qtbot, "dontSave")
    qtbot.waitUntil(lambda: window.windowTitle().startswith("others.csv"))


def answers(qtbot: QtBot) -> int:
    """Press Cancel as long as somebody asks; how often that was."""
    times = 0
    while (question := dialog_if_open("saveQuestion")) is not None:
        QDialog.reject(question)
        times += 1
        QApplication.processEvents()
    return times


def test_a_file_that_comes_while_the_question_is_open_is_asked_about_after_it(
    qtbot: QtBot, window: MainWindow, others: Path
) -> None:
    change(window, 0, Field.VALUE, "77.50")
    window.close()
    window.open_path(str(others))
    question = dialog_if_open("saveQuestion")
    assert question is not None
    QDialog.reject(question)
    press(qtbot, "dontSave")
    qtbot.waitUntil(lambda: document_of(window).origin.source_name == others.name)


def test_what_came_while_the_question_was_open_needs_no_second_answer(
    qtbot: QtBot, window: MainWindow, deals: Path, others: Path
) -> None:
    change(window, 0, Field.VALUE, "77.50")
    window.open_path(str(deals))
    window.open_path(str(others))
    press(qtbot, "dontSave")
    assert dialog_if_open("saveQuestion") is None
    qtbot.waitUntil(lambda: document_of(window).origin.source_name == others.name)


def test_who_asks_twice_for_the_same_is_asked_once(qtbot: QtBot, window: MainWindow) -> None:
    change(window, 0, Field.VALUE, "77.50")
    window.close()
    window.close()
    assert answers(qtbot) == 1
    assert window.isVisible()


def test_a_file_read_while_the_question_is_open_is_shown_after_it(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, others: Path
) -> None:
    window.open_path(str(others))
    change(window, 0, Field.VALUE, "77.50")
    window.close()
    qtbot.waitUntil(lambda: not window.jobs.busy)
    question = dialog_if_open("saveQuestion")
    assert question is not None
    QDialog.reject(question)
    press(qtbot, "saveFirst")
    choose_name(qtbot, tmp_path / "kept.offconv")
    qtbot.waitUntil(lambda: document_of(window).origin.source_name == others.name)
    assert (tmp_path / "kept.offconv").exists()


def test_a_table_saved_while_another_came_gives_its_file_to_no_other(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, others: Path
) -> None:
    before = document_of(window)
    window.open_path(str(others))
    qtbot.waitUntil(lambda: window.windowTitle().startswith("others.csv"))
    window.session.mark_saved(before, tmp_path / "deals.offconv")
    assert window.session.place is None


def type_into(qtbot: QtBot, window: MainWindow, text: str) -> None:
    """Begin to type over the first amount, and do not end."""
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    window.work.table.go_to(0, Field.VALUE)
    window.work.table.setFocus()
    qtbot.keyClicks(window.work.table, text[:1])
    editor = next(one for one in window.work.table.findChildren(QLineEdit) if one.isVisible())
    qtbot.keyClicks(editor, text[1:])


def test_closing_asks_about_what_is_being_typed(qtbot: QtBot, window: MainWindow) -> None:
    type_into(qtbot, window, "777")
    window.close()
    assert dialog_if_open("saveQuestion") is not None
    assert document_of(window).table.cell(Field.VALUE, 0) == "777"
    press(qtbot, "dontSave")
    qtbot.waitUntil(lambda: not window.isVisible())


def test_what_is_being_typed_is_saved_too(
    open_window: OpenWindow, qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    save(qtbot, window, tmp_path / "deals.offconv")
    type_into(qtbot, window, "777")
    save(qtbot, window)
    again = open_window(str(tmp_path / "deals.offconv"), opened=True)
    assert document_of(again).table.cell(Field.VALUE, 0) == "777"


def test_what_is_being_typed_is_exported_too(qtbot: QtBot, window: MainWindow) -> None:
    type_into(qtbot, window, "777")
    press_keys(qtbot, window, Qt.Key.Key_E, CTRL | SHIFT)
    qtbot.waitUntil(lambda: dialog_if_open("exportDialog") is not None)
    review = dialog_if_open("exportDialog")
    assert isinstance(review, ExportDialog)
    assert review.plan.document.table.cell(Field.VALUE, 0) == "777"
    review.reject()


def test_a_table_that_is_changed_while_its_export_is_prepared_is_looked_at_again(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.actions_by_name["actionExport"].trigger()
    change(window, 0, Field.VALUE, "777")
    qtbot.waitUntil(lambda: dialog_if_open("exportDialog") is not None)
    review = dialog_if_open("exportDialog")
    assert isinstance(review, ExportDialog)
    assert review.plan.document.table.cell(Field.VALUE, 0) == "777"
    review.reject()


def test_what_is_being_typed_stays_when_the_clock_ticks_or_the_choices_change(
    qtbot: QtBot, window: MainWindow
) -> None:
    type_into(qtbot, window, "777")
    window.session.advance(document_of(window).now + 86_400 * 60)
    window.work.settings.use_zone("Europe/Berlin")
    window.work.table.finish_editing()
    assert document_of(window).table.cell(Field.VALUE, 0) == "777"
