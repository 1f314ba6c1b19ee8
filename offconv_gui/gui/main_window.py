"""The main window: stands at once, before the larger libraries are loaded, and shows where to begin.

What deals with a table is the workbench, made when it is first needed: nothing is imported here that needs
pandas or Arrow, and a test keeps it so.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

import offconv_gui
from offconv_gui.gui import actions
from offconv_gui.gui.crash import CrashReporter
from offconv_gui.gui.jobs import JobRunner
from offconv_gui.gui.loading import workbench_class
from offconv_gui.gui.looks import Looks
from offconv_gui.gui.parts.painting import Painting
from offconv_gui.gui.preferences import FILES, Preferences
from offconv_gui.gui.session import Session
from offconv_gui.gui.ticking import Ticking
from offconv_gui.gui.widgets.empty_state import EmptyState
from offconv_gui.gui.widgets.message_bar import MessageBar, Tone
from offconv_gui.gui.widgets.status_line import StatusLine
from offconv_gui.gui.widgets.tall_area import TallArea
from offconv_gui.gui.widgets.tool_row import ToolRow

if TYPE_CHECKING:
    from offconv_gui.gui.workbench import Workbench


class MainWindow(QMainWindow):
    """The frame: menus, tools, messages, and a page for the table. It decides nothing itself."""

    crash_reporter: CrashReporter
    window_wanted = Signal(str)
    """Another window is wanted, for the file of this path or, with none, empty."""
    quit_wanted = Signal()
    closed = Signal()
    stayed = Signal()
    """The window was to be closed, and stays: a person wants so, or the work could not be saved."""

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
        self.clock = clock
        self._build()
        self._arrange()
        self.looks = Looks(self, preferences, self.actions_by_name)
        self.ticking = Ticking(session, clock, self)
        self.painting = Painting(self)
        self._wire()
        self.retranslate()
        self.follow_document()

    @cached_property
    def work(self) -> Workbench:
        """Everything that deals with a table. Whoever is the first to ask may wait for libraries."""
        work = workbench_class()(self)
        actions.put_icons(self.actions_by_name.values())
        self._area.setWidget(work)
        self._area.resized.connect(work.fit_window)
        return work

    # -- Arranging ------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setObjectName("mainWindow")
        self.resize(1360, 800)
        self.setMinimumSize(720, 480)
        self.setAcceptDrops(True)
        self.actions_by_name = actions.build_actions(self)
        self.actions_by_name["actionUpdates"].setVisible(bool(offconv_gui.RELEASES_PAGE))
        actions.build_menus(self.menuBar(), self.actions_by_name)
        self.addActions(list(self.actions_by_name.values()))
        self.tools = ToolRow(self.session, self.actions_by_name, self)
        self.bar = MessageBar(self)
        self.empty = EmptyState(self)
        self.status = StatusLine(self.session, self)

    def _arrange(self) -> None:
        self.pages = QStackedWidget(self)
        self.pages.setObjectName("pages")
        self.pages.addWidget(self.empty)
        self._area = TallArea(self)
        self._area.setObjectName("workScroll")
        self.pages.addWidget(self._area)
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
        self.setCentralWidget(central)

    # -- Connecting -----------------------------------------------------------------------------------------

    def _wire(self) -> None:
        for name, action in self.actions_by_name.items():
            action.triggered.connect(partial(self._obey, name))
        self.jobs.ended.connect(self.painting.put_off)
        self.session.document_opened.connect(self.follow_document)
        self.session.saved_changed.connect(self._show_title)
        self.session.failed.connect(self.bar.tell_error)
        self.empty.open_wanted.connect(self.actions_by_name["actionOpen"].trigger)
        self.empty.paste_wanted.connect(self.actions_by_name["actionPaste"].trigger)
        self.empty.sample_wanted.connect(self.actions_by_name["actionTrySample"].trigger)
        self.empty.file_chosen.connect(self.open_path)
        self.empty.files_dropped.connect(self._open_dropped)

    def _obey(self, command: str, *_: object) -> None:
        """Do what an action stands for; the workbench knows what that is."""
        self.work.commands.do(command)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("OffConv"))
        self._show_title()

    def follow_document(self) -> None:
        """Show the table, or where to begin when there is none."""
        document = self.session.document
        self.pages.setCurrentWidget(self.empty if document is None else self._area)
        self.status.setVisible(document is not None)
        self.empty.set_recent(self.preferences.get(FILES))
        self._show_title()

    def _show_title(self) -> None:
        """Name the file that the work is saved in, or else the one that the rows came from."""
        document, place = self.session.document, self.session.place
        if document is None:
            self.setWindowTitle(self.tr("OffConv"))
            return
        name = place.name if place else document.origin.source_name or self.tr("Pasted rows")
        self.setWindowTitle(self.tr("{name}[*] – OffConv").format(name=name))

    def announce(self, path: str) -> None:
        """Say that a file is about to be opened, as soon as what opens it is loaded."""
        self._announced = True
        self.bar.tell(Tone.INFO, self.tr("Opening {name}…").format(name=Path(path).name))

    _announced = False

    def end_announcement(self) -> None:
        """What opens files is loaded; what else has been said meanwhile stays."""
        if self._announced:
            self._announced = False
            self.bar.dismiss()

    def open_path(self, path: str) -> None:
        """Open a file as it tells itself how to be read."""
        self.work.opening.open_path(path)

    def _open_dropped(self, paths: list[str]) -> None:
        """The first file here, each further one in a window of its own."""
        self.open_path(paths[0])
        for path in paths[1:]:
            self.window_wanted.emit(path)

    def open_window(self) -> None:
        """Ask for another window."""
        self.window_wanted.emit("")

    @property
    def is_free(self) -> bool:
        """Nothing is open here, and nothing is about to be."""
        asking = any(dialog.isVisible() for dialog in self.findChildren(QDialog))
        return self.session.document is None and not (self._announced or self.jobs.busy or asking)

    @property
    def is_safe(self) -> bool:
        """Nothing would be lost if the window were closed now."""
        return self.session.document is None or self.work.saving.is_safe

    def quit(self) -> None:
        """Ask for the end of the program."""
        self.quit_wanted.emit()

    # -- Events ---------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self._open_dropped(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.session.document is not None:
            self.work.table.finish_editing()
        if not (self._may_close or self.is_safe):
            event.ignore()
            self.work.saving.secure(self._close_anyway)
            return
        self.looks.keep()
        if self.session.document is not None:
            self.work.saving.shut_down()
        self.session.close()
        super().closeEvent(event)
        self.closed.emit()

    _may_close = False

    def _close_anyway(self) -> None:
        self._may_close = True
        self.close()
