"""The goals of the account that are known: how each counts, and whether it takes uploads."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from offconv_gui.core.goals import OFFLINE, CountType, Goal, GoalBook, GoalStatus
from offconv_gui.gui.parts.window_size import open_at_size


class GoalsDialog(QDialog):
    """Shows a list, and says what a person wants of it.

    `now` is the moment that the open table is judged at, in seconds since 1970 in UTC; None where no table is
    open that a goal could be chosen for.
    """

    import_wanted = Signal()
    forget_wanted = Signal()
    goal_chosen = Signal(object)
    """Use this `Goal` for the open table."""
    book_changed = Signal(object)
    """A person has said which goals of the `GoalBook` are new: the service's lists do not."""

    def __init__(self, book: GoalBook, now: int | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._now = now
        self._build()
        self._wire()
        self.retranslate()

    def _build(self) -> None:
        self.setObjectName("goalsDialog")
        open_at_size(self, 760, 480)
        self._title, self._subtitle = QLabel(self), QLabel(self)
        self._title.setProperty("title", True)
        self._subtitle.setProperty("muted", True)
        self._subtitle.setWordWrap(True)
        self._list = QTableWidget(len(self._book.goals), 4, self)
        self._list.setObjectName("goalList")
        self._list.setProperty("framed", True)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._list.setShowGrid(False)
        self._list.verticalHeader().hide()
        header = self._list.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._list.setVisible(bool(self._book.goals))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(self._title)
        layout.addWidget(self._subtitle)
        self._new = QCheckBox(self)
        self._new.setObjectName("goalIsNew")
        self._new.setVisible(self._now is not None and bool(self._book.goals))
        layout.addWidget(self._list, 1)
        layout.addWidget(self._new)
        if not self._book.goals:
            layout.addStretch(1)
        layout.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        names = ("importGoals", "forgetGoals", "useGoal", "closeGoals")
        self._import, self._forget, self._use, self._close = (QPushButton(self) for _ in names)
        row = QHBoxLayout()
        row.setSpacing(8)
        for name, button in zip(names, (self._import, self._forget, self._use, self._close), strict=True):
            button.setObjectName(name)
            button.setAutoDefault(False)
            if name == "useGoal":
                row.addStretch(1)
            row.addWidget(button)
        self._use.setProperty("primary", True)
        self._use.setVisible(self._now is not None and bool(self._book.goals))
        self._forget.setVisible(bool(self._book.goals))
        return row

    def _wire(self) -> None:
        self._import.clicked.connect(self.accept)
        self._import.clicked.connect(self.import_wanted)
        self._forget.clicked.connect(self.accept)
        self._forget.clicked.connect(self.forget_wanted)
        self._use.clicked.connect(self._choose)
        self._close.clicked.connect(self.reject)
        self._new.clicked.connect(self._tell_new)
        self._list.itemSelectionChanged.connect(self._enable)
        self._list.itemDoubleClicked.connect(self._choose)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Goals"))
        self._title.setText(self.tr("Goals"))
        self._subtitle.setText(self._about())
        self._list.setAccessibleName(self.tr("Goals that are known"))
        self._list.setHorizontalHeaderLabels(
            [self.tr("Name"), self.tr("Counts"), self.tr("Window"), self.tr("Uploads")]
        )
        self._new.setText(self.tr("The chosen goal was made less than &two hours ago"))
        self._show_goals()
        self._import.setText(self.tr("&Import…"))
        self._forget.setText(self.tr("&Forget this list"))
        self._use.setText(self.tr("&Use this goal"))
        self._close.setText(self.tr("Close"))
        self._enable()

    def _show_goals(self) -> None:
        for row, goal in enumerate(self._book.goals):
            for column, text in enumerate(self._words(goal)):
                self._list.setItem(row, column, QTableWidgetItem(text))

    def _about(self) -> str:
        if not self._book.goals:
            return self.tr(
                "No goals are known yet. Import a bulk download of your account, or a file with the name of "
                "one goal in each line: then names that do not match are found before the upload."
            )
        if self._book.from_account:
            return self.tr("Read from your account. A conversion for any other name would not be counted.")
        return self.tr("Read from a list of names, which may lack some.")

    def _words(self, goal: Goal) -> tuple[str, ...]:
        counts = self.tr("unique") if goal.count_type is CountType.UNIQUE else self.tr("all")
        days = self.tr("1 day") if goal.window_days == 1 else self.tr("{count} days")
        return goal.name, counts, days.format(count=goal.window_days), self._uploads(goal)

    def _uploads(self, goal: Goal) -> str:
        if goal.kind != OFFLINE:
            return self.tr("no: not an offline goal")
        if goal.status is GoalStatus.PAUSED:
            return self.tr("no: paused")
        return self.tr("not yet: too new") if self._is_new(goal) else self.tr("yes")

    def _is_new(self, goal: Goal) -> bool:
        return self._now is not None and goal.is_new(self._now)

    def _enable(self) -> None:
        goal = self._current()
        for control in (self._use, self._new):
            control.setEnabled(goal is not None and goal.takes_uploads)
        self._new.setChecked(goal is not None and self._is_new(goal))

    def _current(self) -> Goal | None:
        chosen = self._list.selectionModel().selectedRows() if self._list.selectionModel() else []
        return self._book.goals[chosen[0].row()] if chosen else None

    def _tell_new(self, new: bool) -> None:
        goal = self._current()
        if goal is not None:
            self._book = self._book.with_goal(replace(goal, created=self._now if new else None))
            self._show_goals()
            self.book_changed.emit(self._book)

    def _choose(self) -> None:
        goal = self._current()
        if goal is not None and goal.takes_uploads and self._now is not None:
            self.accept()
            self.goal_chosen.emit(goal)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
