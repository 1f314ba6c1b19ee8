"""What each command does: one entry an action, and when it may be given."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QInputDialog

from offconv_gui.core.rules import PROBLEMS
from offconv_gui.gui import about, actions
from offconv_gui.gui.actions import When
from offconv_gui.gui.field_help import show_field_help
from offconv_gui.gui.looks import SCHEMES
from offconv_gui.gui.preferences import GOALS
from offconv_gui.gui.views.table_keys import listed_keys

if TYPE_CHECKING:
    from offconv_gui.gui.main_window import MainWindow
    from offconv_gui.gui.workbench import Workbench


class Commands(QObject):
    """Does what an action of the window stands for, and enables those that make sense as things are."""

    def __init__(self, window: MainWindow, work: Workbench) -> None:
        super().__init__(work)
        self._window = window
        self._work = work
        self._actions = window.actions_by_name
        self._steps = {name: self._actions[name] for name in ("actionUndo", "actionRedo")}
        self._others = {name: action for name, action in self._actions.items() if name not in self._steps}
        self._doers = self._every_doer()
        session = window.session
        session.document_opened.connect(self.refresh)
        session.follow(self.refresh)
        session.busy_changed.connect(self.refresh)
        work.table.columns_frozen.connect(self.refresh)
        session.undo_stack.indexChanged.connect(self._refresh_steps)
        session.saved_changed.connect(self.refresh)
        self.refresh()

    def do(self, command: str) -> None:
        """Do what the action of this name stands for, with what is being typed into a cell taken in."""
        self._work.table.finish_editing()
        self._doers[command]()

    def refresh(self, *_: object) -> None:
        """Enable what makes sense now, and name the steps that undo and redo mean."""
        actions.enable(self._others, self._holds())
        self._refresh_steps()

    def _refresh_steps(self, *_: object) -> None:
        """All that must not wait until an edit has settled."""
        session = self._window.session
        facts = {When.UNDO: session.undo_stack.canUndo(), When.REDO: session.undo_stack.canRedo()}
        actions.enable(self._steps, {when for when, so in facts.items() if so and not session.busy})
        actions.name_steps(self._steps["actionUndo"], self._steps["actionRedo"], session.undo_stack)
        self._window.setWindowModified(session.is_modified)

    def _every_doer(self) -> dict[str, Callable[..., object]]:
        window, work = self._window, self._work
        session, table = window.session, work.table
        return {
            "actionOpen": work.opening.ask_for_file,
            "actionNewWindow": window.open_window,
            "actionPaste": work.opening.paste,
            "actionTrySample": work.opening.open_sample,
            "actionLayouts": work.opening.show_layouts,
            "actionSave": work.saving.save,
            "actionSaveAs": work.saving.save_as,
            "actionExport": work.exporting.review,
            "actionSaveRejects": work.exporting.save_rejects,
            "actionImportResults": work.results.ask_for_file,
            "actionClose": window.close,
            "actionQuit": window.quit,
            "actionUndo": session.undo,
            "actionRedo": session.redo,
            "actionHistory": work.history.show,
            "actionNextPane": work.panes.to_next,
            "actionPreviousPane": work.panes.to_previous,
            "actionFieldHelp": self._show_field_help,
            "actionCut": table.cut,
            "actionCopy": table.copy,
            "actionPasteCells": table.paste,
            "actionFillDown": table.fill_down,
            "actionFillSelection": table.fill_selection,
            "actionClearCells": table.clear_cells,
            "actionEditCell": table.edit_current,
            "actionSelectRows": table.select_rows,
            "actionSelectColumns": table.select_columns,
            "actionSelectAll": table.selectAll,
            "actionFind": window.tools.focus_find,
            "actionReplace": self._replace,
            "actionGoToRow": self._go_to_row,
            "actionNextProblem": work.navigation.to_next,
            "actionPreviousProblem": work.navigation.to_previous,
            "actionFixCell": work.fix_menus.fix_cell,
            "actionFixAll": work.mending.fix_alike,
            "actionCopyExplanation": work.explaining.copy,
            "actionCompareDuplicates": work.comparing.show_duplicates,
            "actionLeaveOut": table.leave_out_rows,
            "actionPutBack": table.put_back_rows,
            "actionInsertRow": table.insert_row,
            "actionDeleteRows": table.delete_rows,
            "actionChooseGoal": work.settings.choose_goal,
            "actionChooseCurrency": work.settings.choose_currency,
            "actionChooseTimeZone": work.settings.choose_zone,
            "actionImportGoals": work.goals.ask_for_file,
            "actionGoals": work.goals.show,
            "actionForgetGoals": self._forget_goals,
            "actionProblemsOnly": work.show_problems_only,
            "actionColumnMenu": work.columns.show_here,
            "actionFreeze": table.columns.freeze_here,
            "actionUnfreeze": table.columns.unfreeze,
            "actionClearFilters": self.show_all_rows,
            **{name: partial(window.looks.choose_scheme, scheme) for name, scheme in SCHEMES.items()},
            "actionLargerText": window.looks.enlarge_text,
            "actionSmallerText": window.looks.reduce_text,
            "actionUsualText": window.looks.reset_text,
            "actionResetLayout": window.looks.reset,
            "actionProblemHelp": work.explaining.show_help,
            "actionShortcuts": self._show_keys,
            "actionUpdates": about.show_releases,
            "actionAbout": self._show_about,
        }

    def _holds(self) -> set[When]:
        """What is so now."""
        window, work = self._window, self._work
        document = window.session.document
        holds = {When.GOALS_USED} if window.preferences.get(GOALS) else set()
        if document is None or window.session.busy:
            return holds
        counts = document.counts()
        facts = {
            When.OPEN: True,
            When.CELL: work.table.current_cell() is not None,
            When.PROBLEM: bool(document.issues.count(PROBLEMS)),
            When.FIX: work.panel.cell_detail.has_fix,
            When.READY: counts.ready > 0,
            When.REJECTS: counts.ready < counts.rows,
            When.FROZEN: work.table.columns.are_frozen,
        }
        return holds | {when for when, so in facts.items() if so}

    def show_all_rows(self) -> None:
        """Let nothing filter the rows any more."""
        self._actions["actionProblemsOnly"].setChecked(False)
        self._work.chips.choose("all")
        self._work.model.clear_column_filters()
        self._window.tools.clear_find()

    def _replace(self) -> None:
        self._work.replacing.ask(self._window.tools.find_text())

    def _go_to_row(self) -> None:
        """Ask for a row's number in the file, and go there."""
        document = self._window.session.document
        if document is None or not document.row_count:
            return
        dialog = QInputDialog(self._window)
        dialog.setObjectName("goToRowDialog")
        dialog.setInputMode(QInputDialog.InputMode.IntInput)
        dialog.setIntRange(1, int(document.table.row_numbers.max()) or 1)
        dialog.setWindowTitle(self.tr("Go to row"))
        dialog.setLabelText(self.tr("Number of the row in the file:"))
        dialog.intValueSelected.connect(self._work.navigation.to_row_number)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _forget_goals(self) -> None:
        self._work.settings.forget_goals()
        self.refresh()

    def _show_field_help(self) -> None:
        cell = self._work.table.current_cell()
        if cell is not None and cell[1] is not None:
            show_field_help(self._window, cell[1])
        else:
            self._show_keys()

    def _show_keys(self) -> None:
        about.show_keys(self._window, [*actions.keys_of(self._actions), *listed_keys()])

    def _show_about(self) -> None:
        about.show_about(self._window)
