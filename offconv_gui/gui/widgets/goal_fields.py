"""The goal that is chosen for the table: its name, what it counts, and its window."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from offconv_gui.core.goals import DEFAULT_WINDOW_DAYS, CountType, Goal
from offconv_gui.gui.widgets.choice_combo import ChoiceCombo
from offconv_gui.gui.widgets.days_field import DaysField
from offconv_gui.gui.widgets.goal_combo import GoalCombo

_PAUSE = 400
"""Milliseconds without a further step of the days, after which they count as chosen."""


class GoalFields(QObject):
    """The three fields of one goal, for whoever arranges them."""

    chosen = Signal(str, object)
    """A person has chosen this goal, or None; before it what of it: "goal", "count_type" or "window"."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.name, self.count_type, self.window = GoalCombo(parent), ChoiceCombo(parent), DaysField(parent)
        self.name.setObjectName("goalCombo")
        self.count_type.setObjectName("countTypeCombo")
        self.window.setObjectName("windowDays")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._wire()
        self.retranslate()

    def show_goal(self, goal: Goal | None) -> None:
        """Show this goal; without one there is nothing to say of how it counts."""
        self._pause.stop()
        self.name.set_goal(goal)
        self.count_type.set_value(goal.count_type if goal else CountType.ALL)
        self.window.blockSignals(True)
        self.window.setValue(goal.window_days if goal else DEFAULT_WINDOW_DAYS)
        self.window.blockSignals(False)
        hint = "" if goal else self.tr("Name the goal first.")
        for field in (self.count_type, self.window):
            field.setEnabled(goal is not None)
            field.setToolTip(hint)

    def retranslate(self) -> None:
        self.name.setAccessibleName(self.tr("Conversion goal"))
        self.name.setPlaceholderText(self.tr("Name, as in Microsoft Advertising"))
        self.count_type.setAccessibleName(self.tr("What the goal counts"))
        self.count_type.set_texts([(CountType.ALL, self.tr("All")), (CountType.UNIQUE, self.tr("Unique"))])
        self.window.setAccessibleName(self.tr("The goal's conversion window in days"))

    def _wire(self) -> None:
        self.name.chosen.connect(self._choose_goal)
        self.count_type.chosen.connect(self._choose_count_type)
        self.window.valueChanged.connect(self._pause.start)
        self.window.editingFinished.connect(self._choose_window)
        self._pause.timeout.connect(self._choose_window)

    def _choose_goal(self, goal: Goal | None) -> None:
        self.chosen.emit("goal", goal)

    def _choose_count_type(self, count_type: CountType) -> None:
        goal = self.name.goal()
        if goal is not None:
            self.chosen.emit("count_type", replace(goal, count_type=count_type))

    def _choose_window(self) -> None:
        self._pause.stop()
        goal = self.name.goal()
        if goal is not None:
            self.chosen.emit("window", replace(goal, window_days=self.window.value()))
