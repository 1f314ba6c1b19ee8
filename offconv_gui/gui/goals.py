"""The goals of the account: read from a file, shown, and taken for this table and the next ones."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from offconv_gui.core.goals import Goal, GoalBook
from offconv_gui.core.progress import Progress
from offconv_gui.gui.dialogs.goals_dialog import GoalsDialog
from offconv_gui.gui.jobs import JobRunner
from offconv_gui.gui.preferences import GOAL_BOOK, Preferences
from offconv_gui.gui.session import Session
from offconv_gui.gui.widgets.message_bar import MessageBar, Tone
from offconv_gui.gui.widgets.settings_bar import SettingsBar
from offconv_gui.io.goals_csv import read_goals


class Goals(QObject):
    """The list is remembered; that the open table is judged by it is a step that can be undone."""

    def __init__(
        self,
        session: Session,
        jobs: JobRunner,
        preferences: Preferences,
        settings: SettingsBar,
        bar: MessageBar,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._jobs = jobs
        self._preferences = preferences
        self._settings = settings
        self._bar = bar
        self._window = window

    def ask_for_file(self) -> None:
        """Let a person choose the file with the goals."""
        dialog = QFileDialog(self._window, self.tr("Import goals"))
        dialog.setObjectName("importGoalsDialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Lists (*.csv *.tsv *.txt *.xlsx *.zip)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(self.read)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def read(self, path: str) -> None:
        """Read the goals in a file beside the window, and take them."""
        if self._session.busy:
            return

        def work(progress: Progress) -> GoalBook:
            progress(0, 0)
            return read_goals(Path(path))

        job = self._jobs.start(self.tr("Reading the goals"), work)
        job.succeeded.connect(self._take)
        job.failed.connect(self._bar.tell_error)
        self._bar.dismiss()
        self._bar.follow(job)

    def show(self) -> None:
        """Show the goals that are known."""
        document = self._session.document
        book = document.choices.goals if document is not None else self._preferences.get(GOAL_BOOK)
        now = document.now if document is not None else None
        dialog = GoalsDialog(book or GoalBook(), now, self._window)
        dialog.import_wanted.connect(self.ask_for_file)
        dialog.forget_wanted.connect(partial(self._settings.use_book, None))
        dialog.goal_chosen.connect(self._use)
        dialog.book_changed.connect(partial(self._settings.use_book, what="new_goal"))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take(self, book: GoalBook) -> None:
        count = len(book.goals)
        one, many = self.tr("1 goal was read."), self.tr("{count} goals were read.")
        if book.from_account:
            hint = self.tr("A name that is not among them needs fixing: it would not be counted.")
        else:
            hint = self.tr("A name that is not among them is shown for review.")
        offers = [(self.tr("Show them"), self.show)]
        words = (one if count == 1 else many).format(count=f"{count:,}")
        self._bar.tell(Tone.SUCCESS, words, hint, offers)
        self._settings.use_book(book)

    def _use(self, goal: Goal) -> None:
        self._settings.use_goal(goal)
