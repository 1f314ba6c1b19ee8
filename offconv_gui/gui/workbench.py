"""Where a table is worked on: choices, counts, the table and its problems, and what commands do to them.

It knows nearly all of the program and needs its larger libraries. So the window stands without it, and makes
it when the first table is opened or the first command is given.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout

from offconv_gui.core.row_filter import RowFilter, Show
from offconv_gui.gui import questions
from offconv_gui.gui.column_menus import ColumnMenus
from offconv_gui.gui.commands import Commands
from offconv_gui.gui.comparing import Comparing
from offconv_gui.gui.explaining import Explaining
from offconv_gui.gui.exporting import Exporting
from offconv_gui.gui.finding import Finding
from offconv_gui.gui.fix_menus import FixMenus
from offconv_gui.gui.goals import Goals
from offconv_gui.gui.history import History
from offconv_gui.gui.mending import Mending
from offconv_gui.gui.navigation import Navigation
from offconv_gui.gui.opening import Opening
from offconv_gui.gui.panes import Panes
from offconv_gui.gui.preferences import TEXT_PERCENT
from offconv_gui.gui.replacing import Replacing
from offconv_gui.gui.results import Results
from offconv_gui.gui.saving import Saving
from offconv_gui.gui.selection_news import SelectionNews
from offconv_gui.gui.step_news import StepNews
from offconv_gui.gui.views.conversion_table import ConversionTableView
from offconv_gui.gui.widgets.count_chips import CountChips
from offconv_gui.gui.widgets.problem_panel import ProblemPanel
from offconv_gui.gui.widgets.settings_bar import SettingsBar
from offconv_gui.gui.widgets.tall_area import ShrinkingWidget

if TYPE_CHECKING:
    from offconv_gui.gui.main_window import MainWindow

_NARROW = 1100
"""Pixels of width below which the panel stands under the table, at the usual size of text."""

_SHOWN = {
    "all": Show.ALL,
    "ready": Show.READY,
    "review": Show.REVIEW,
    "errors": Show.ERRORS,
    "left_out": Show.LEFT_OUT,
}


class Workbench(ShrinkingWidget):
    """Owns the parts of a window that deal with a table. What each does stands in its own module."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._build()
        self._arrange()
        self._employ()
        self._wire()
        self.retranslate()
        self.follow_document()

    # -- Arranging ------------------------------------------------------------------------------------------

    def _build(self) -> None:
        window, session = self._window, self._session
        self.setObjectName("workArea")
        self.settings = SettingsBar(session, window.preferences, window.clock, self)
        self.chips = CountChips(session, self)
        self.table = ConversionTableView(session, self)
        self.model = self.table.table
        self.panel = ProblemPanel(session, self)

    def _arrange(self) -> None:
        card = QFrame(self)
        card.setObjectName("tableCard")
        card.setProperty("card", True)
        inside = QHBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setObjectName("tableSplitter")
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(card)
        self.splitter.addWidget(self.panel)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setHandleWidth(12)
        working = QVBoxLayout(self)
        working.setContentsMargins(0, 0, 0, 0)
        working.setSpacing(12)
        working.addWidget(self.settings)
        working.addWidget(self.chips)
        working.addWidget(self.splitter, 1)

    def _employ(self) -> None:
        window, session, table = self._window, self._session, self.table
        bar, jobs, preferences, clock = window.bar, window.jobs, window.preferences, window.clock
        self.saving = Saving(session, jobs, preferences, bar, window)
        self.opening = Opening(
            session, jobs, preferences, bar, clock, table.finish_editing, self.saving.secure, window
        )
        self.exporting = Exporting(session, jobs, bar, clock, window)
        self.navigation = Navigation(session, self.model, table, self.chips)
        self.selection_news = SelectionNews(session, table, window.status)
        self.finding = Finding(session, jobs, table, window.tools)
        self.columns = ColumnMenus(session, table, bar)
        self.replacing = Replacing(session, jobs, table)
        self.news = StepNews(session, bar, self.settings)
        self.mending = Mending(session, jobs, table, self.settings, bar, self.news, window)
        buttons = self.panel.cell_detail.fixes
        buttons.zone_wanted.connect(self.settings.use_zone)
        self.fix_menus = FixMenus(session, self.mending, table, buttons, window.actions_by_name)
        self.goals = Goals(session, jobs, preferences, self.settings, bar, window)
        self.results = Results(session, jobs, self.navigation, bar, window)
        self.explaining = Explaining(session, table, bar, buttons)
        self.comparing = Comparing(session, table, self.mending, bar, buttons)
        window.looks.arrange(table, self.splitter)
        self.history = History(session, window)
        panes = (self.settings, self.chips, table, self.panel, window.tools, bar, window.empty)
        self.panes = Panes(panes, window)
        self.commands = Commands(window, self)

    # -- Connecting -----------------------------------------------------------------------------------------

    def _wire(self) -> None:
        self._session.document_opened.connect(self.follow_document)
        self.chips.filter_chosen.connect(self._apply_filter)
        self._window.tools.find_wanted.connect(self._apply_filter)
        self.table.current_cell_changed.connect(self._follow_cell)
        self.table.more_rows_needed.connect(partial(questions.ask_for_rows, self.table))
        self.panel.problem_activated.connect(self.navigation.to_rule)
        self.panel.fix_requested.connect(self.mending.fix_problem)
        self.navigation.all_rows_wanted.connect(self.commands.show_all_rows)
        self.panel.cell_detail.known_zones = self.settings.known_zones
        self.saving.stayed.connect(self._window.stayed)
        self.exporting.exported.connect(self.settings.remember)
        self.exporting.exported.connect(self.opening.update_layout)

    def retranslate(self) -> None:
        self.splitter.setAccessibleName(self.tr("Table and problems"))

    def follow_document(self) -> None:
        """Show another table from its beginning, with all its rows."""
        self.chips.choose("all")
        if self._wanted_filter() != self.model.row_filter:
            self._apply_filter()
        if self._session.document is not None:
            self.table.setFocus()
            self.table.go_to_start()
        self._follow_cell()

    def _wanted_filter(self) -> RowFilter:
        show = _SHOWN[self.chips.chosen()]
        if self._window.actions_by_name["actionProblemsOnly"].isChecked():
            show = Show.PROBLEMS
        return RowFilter(show, find=self._window.tools.find_text())

    def _apply_filter(self, *_: object) -> None:
        self.finding.show(self._wanted_filter())

    def show_problems_only(self) -> None:
        """Show the rows with problems only, or all again, as the command is checked."""
        self.chips.choose("all")
        self._apply_filter()

    def _follow_cell(self, *_: object) -> None:
        cell = self.table.current_cell()
        self.panel.set_cell(*(cell or (None, None)))
        self.commands.refresh()

    # -- Events ---------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_window()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "splitter"):
            self.fit_window()

    def fit_window(self) -> None:
        """Put the panel beside the table, or below it where the window is narrow for the size of text, and
        let the choices leave room for the table.
        """
        self.settings.fit_into(self._window.size())
        narrow = self._window.width() < _NARROW * self._window.preferences.get(TEXT_PERCENT) / 100
        wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self.splitter.orientation() is not wanted:
            self.splitter.setOrientation(wanted)
            self.splitter.setSizes([600, 400] if narrow else [960, 374])
            self.splitter.setStretchFactor(1, 1 if narrow else 0)
