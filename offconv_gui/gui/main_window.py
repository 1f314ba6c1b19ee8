"""The main window: arranges its parts and connects them. It decides nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from offconv_gui.core.row_order import RowFilter, Show
from offconv_gui.gui import actions, questions
from offconv_gui.gui.column_menus import ColumnMenus
from offconv_gui.gui.commands import Commands
from offconv_gui.gui.comparing import Comparing
from offconv_gui.gui.crash import CrashReporter
from offconv_gui.gui.explaining import Explaining
from offconv_gui.gui.exporting import Exporting
from offconv_gui.gui.finding import Finding
from offconv_gui.gui.fix_menus import FixMenus
from offconv_gui.gui.goals import Goals
from offconv_gui.gui.history import History
from offconv_gui.gui.jobs import JobRunner
from offconv_gui.gui.looks import Looks
from offconv_gui.gui.mending import Mending
from offconv_gui.gui.navigation import Navigation
from offconv_gui.gui.opening import Opening
from offconv_gui.gui.panes import Panes
from offconv_gui.gui.preferences import FILES, TEXT_PERCENT, Preferences
from offconv_gui.gui.replacing import Replacing
from offconv_gui.gui.results import Results
from offconv_gui.gui.selection_news import SelectionNews
from offconv_gui.gui.session import Session
from offconv_gui.gui.step_news import StepNews
from offconv_gui.gui.ticking import Ticking
from offconv_gui.gui.views.conversion_table import ConversionTableView
from offconv_gui.gui.widgets.count_chips import CountChips
from offconv_gui.gui.widgets.empty_state import EmptyState
from offconv_gui.gui.widgets.message_bar import MessageBar
from offconv_gui.gui.widgets.problem_panel import ProblemPanel
from offconv_gui.gui.widgets.settings_bar import SettingsBar
from offconv_gui.gui.widgets.status_line import StatusLine
from offconv_gui.gui.widgets.tall_area import ShrinkingWidget, TallArea
from offconv_gui.gui.widgets.tool_row import ToolRow

_NARROW = 1100
"""Pixels of width below which the panel stands under the table, at the usual size of text."""

_SHOWN = {
    "all": Show.ALL,
    "ready": Show.READY,
    "review": Show.REVIEW,
    "errors": Show.ERRORS,
    "left_out": Show.LEFT_OUT,
}


class MainWindow(QMainWindow):
    """Owns the parts. What each does stands in its own module; what a command does in `commands`."""

    crash_reporter: CrashReporter
    window_wanted = Signal(str)
    """Another window is wanted, for the file of this path or, with none, empty."""

    def __init__(
        self,
        session: Session,
        jobs: JobRunner,
        preferences: Preferences,
        clock: Callable[[], int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.jobs = jobs
        self.preferences = preferences
        self._clock = clock
        self._build()
        self._arrange()
        self.opening = Opening(session, jobs, preferences, self.bar, clock, self)
        self.exporting = Exporting(session, jobs, self.bar, clock, self)
        self.navigation = Navigation(session, self.model, self.table, self.chips)
        self.selection_news = SelectionNews(session, self.table, self.status)
        self.finding = Finding(self.table, self.tools)
        self.columns = ColumnMenus(session, self.table, self.bar)
        self.replacing = Replacing(session, jobs, self.table)
        self.news = StepNews(session, self.bar, self.settings)
        self.ticking = Ticking(session, clock, self)
        self.mending = Mending(session, jobs, self.table, self.settings, self.bar, self.news, self)
        buttons = self.panel.cell_detail.fixes
        buttons.zone_wanted.connect(self.settings.use_zone)
        self.fix_menus = FixMenus(session, self.mending, self.table, buttons, self.actions_by_name)
        self.goals = Goals(session, jobs, preferences, self.settings, self.bar, self)
        self.results = Results(session, jobs, self.navigation, self.bar, self)
        self.explaining = Explaining(session, self.table, self.bar, buttons)
        self.comparing = Comparing(session, self.table, self.mending, self.bar, buttons)
        self.looks = Looks(self, preferences, self.table, self.splitter)
        self.history = History(session, self)
        self.panes = Panes(
            (self.settings, self.chips, self.table, self.panel, self.tools, self.bar, self.empty), self
        )
        self.commands = Commands(self)
        self._wire()
        self.retranslate()
        self.follow_document()

    # -- Arranging ------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setObjectName("mainWindow")
        self.resize(1360, 800)
        self.setMinimumSize(720, 480)
        self.setAcceptDrops(True)
        self.actions_by_name = actions.build_actions(self)
        actions.build_menus(self.menuBar(), self.actions_by_name)
        self.addActions(list(self.actions_by_name.values()))
        self.tools = ToolRow(self.session, self.actions_by_name, self)
        self.bar = MessageBar(self)
        self.settings = SettingsBar(self.session, self.preferences, self._clock, self)
        self.chips = CountChips(self.session, self)
        self.table = ConversionTableView(self.session, self)
        self.model = self.table.table
        self.panel = ProblemPanel(self.session, self)
        self.empty = EmptyState(self)
        self.status = StatusLine(self.session, self)

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
        work = ShrinkingWidget(self)
        work.setObjectName("workArea")
        working = QVBoxLayout(work)
        working.setContentsMargins(0, 0, 0, 0)
        working.setSpacing(12)
        working.addWidget(self.settings)
        working.addWidget(self.chips)
        working.addWidget(self.splitter, 1)
        self.pages = QStackedWidget(self)
        self.pages.setObjectName("pages")
        self.pages.addWidget(self.empty)
        area = TallArea(self)
        area.setObjectName("workScroll")
        area.setWidget(work)
        self.pages.addWidget(area)
        self.setCentralWidget(self._framed())

    def _framed(self) -> QWidget:
        central = QWidget(self)
        central.setObjectName("centralArea")
        content = QVBoxLayout()
        content.setContentsMargins(14, 8, 14, 4)
        content.setSpacing(12)
        for widget in (self.tools, self.bar):
            content.addWidget(widget)
        content.addWidget(self.pages, 1)
        whole = QVBoxLayout(central)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(content, 1)
        whole.addWidget(self.status)
        return central

    # -- Connecting -----------------------------------------------------------------------------------------

    def _wire(self) -> None:
        self.session.document_opened.connect(self.follow_document)
        self.session.failed.connect(self.bar.tell_error)
        self.chips.filter_chosen.connect(self._apply_filter)
        self.tools.find_wanted.connect(self._apply_filter)
        self.table.current_cell_changed.connect(self._follow_cell)
        self.table.more_rows_needed.connect(partial(questions.ask_for_rows, self.table))
        self.panel.problem_activated.connect(self.navigation.to_rule)
        self.panel.fix_requested.connect(self.mending.fix_problem)
        self.panel.cell_detail.known_zones = self.settings.known_zones
        self.empty.open_wanted.connect(self.opening.ask_for_file)
        self.empty.paste_wanted.connect(self.opening.paste)
        self.empty.sample_wanted.connect(self.opening.open_sample)
        self.empty.file_chosen.connect(self.opening.open_path)
        self.empty.files_dropped.connect(self._open_dropped)
        self.exporting.exported.connect(self.settings.remember)
        self.exporting.exported.connect(self.opening.update_layout)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("OffConv"))
        self.splitter.setAccessibleName(self.tr("Table and problems"))
        self.setWindowTitle(self._title())

    def follow_document(self) -> None:
        """Show the table, or where to begin when there is none."""
        document = self.session.document
        self.pages.setCurrentIndex(0 if document is None else 1)
        self.status.setVisible(document is not None)
        self.empty.set_recent(self.preferences.get(FILES))
        self.chips.choose("all")
        self._apply_filter()
        self.setWindowTitle(self._title())
        if document is not None:
            self.table.setFocus()
            self.table.go_to_start()
        self._follow_cell()

    def _title(self) -> str:
        document = self.session.document
        if document is None:
            return self.tr("OffConv")
        name = document.origin.path.replace("\\", "/").rpartition("/")[2] or self.tr("Pasted rows")
        return self.tr("{name}[*] – OffConv").format(name=name)

    def _apply_filter(self, *_: object) -> None:
        show = _SHOWN[self.chips.chosen()]
        if self.actions_by_name["actionProblemsOnly"].isChecked():
            show = Show.PROBLEMS
        self.model.set_filter(RowFilter(show, find=self.tools.find_text()))

    def show_problems_only(self, wanted: bool) -> None:
        """Show the rows with problems only, or all again."""
        self.chips.choose("all")
        self._apply_filter()

    def _follow_cell(self, *_: object) -> None:
        cell = self.table.current_cell()
        self.panel.set_cell(*(cell or (None, None)))
        self.commands.refresh()

    def _open_dropped(self, paths: list[str]) -> None:
        """The first file here, each further one in a window of its own."""
        self.opening.open_path(paths[0])
        for path in paths[1:]:
            self.window_wanted.emit(path)

    def open_window(self) -> None:
        """Ask for another window."""
        self.window_wanted.emit("")

    # -- Events ---------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "splitter"):
            self._turn()

    def _turn(self) -> None:
        """Put the panel beside the table, or below it where the window is narrow for the size of text."""
        narrow = self.width() < _NARROW * self.preferences.get(TEXT_PERCENT) / 100
        wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self.splitter.orientation() is not wanted:
            self.splitter.setOrientation(wanted)
            self.splitter.setSizes([600, 400] if narrow else [960, 374])
            self.splitter.setStretchFactor(1, 1 if narrow else 0)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self._open_dropped(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.session.is_modified and not self._may_close:
            event.ignore()
            ready = self.actions_by_name["actionExport"].isEnabled()
            questions.ask_to_close(self, self._close_anyway, self.exporting.review if ready else None)
            return
        self.looks.keep()
        self.session.close()
        super().closeEvent(event)

    _may_close = False

    def _close_anyway(self) -> None:
        self._may_close = True
        self.close()
