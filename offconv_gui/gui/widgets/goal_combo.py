"""The goal's name: typed as it stands in Microsoft Advertising, or taken from the goals used before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QStyledItemDelegate, QWidget

from offconv_gui.core.goals import CountType, Goal, GoalBook
from offconv_gui.gui.parts.fitting_combo import FittingCombo
from offconv_gui.gui.widgets.search_combo import popup_list

_Index = QModelIndex | QPersistentModelIndex

_MARGIN = 12
"""Pixels for the frame around the list."""

_LETTERS = 40
"""Letters the field would like to have room for."""


class _Goals(QAbstractListModel):
    """Shows a goal with how it counts, and gives its bare name for editing."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.goals: tuple[Goal, ...] = ()

    def fill(self, goals: tuple[Goal, ...]) -> None:
        self.beginResetModel()
        self.goals = goals
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.goals)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        goal = self.goals[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._described(goal)
        return goal.name if role == Qt.ItemDataRole.EditRole else None

    def _described(self, goal: Goal) -> str:
        if goal.count_type is CountType.UNIQUE:
            text = self.tr("{name}  ·  counts unique  ·  {days}-day window")
        else:
            text = self.tr("{name}  ·  counts all  ·  {days}-day window")
        return text.format(name=goal.name, days=goal.window_days)


class GoalCombo(FittingCombo):
    """Holds one goal or none. A new name keeps how the goal before it counts."""

    chosen = Signal(object)
    """A person has chosen a goal, or None; not sent for `set_goal`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, _LETTERS)
        self._goal: Goal | None = None
        self._goals = _Goals(self)
        self._build()
        self.activated.connect(self._pick)
        self._field().editingFinished.connect(self._take_typed)
        self._field().returnPressed.connect(self._found.hide)

    def goal(self) -> Goal | None:
        return self._goal

    def set_goal(self, goal: Goal | None) -> None:
        """Show this goal."""
        self._goal = goal
        self._show_goal()

    def offer(self, goals: Iterable[Goal]) -> None:
        """Offer these goals in the list."""
        with QSignalBlocker(self):
            self._goals.fill(tuple(goals))
        self._show_goal()

    def setPlaceholderText(self, text: str) -> None:
        """Qt's own shows it only while no entry is current, and not while a name is being typed."""
        self._field().setPlaceholderText(text)
        self.updateGeometry()

    def _build(self) -> None:
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setModel(self._goals)
        self.setItemDelegate(QStyledItemDelegate(self))
        completer = QCompleter(self._goals, self)
        completer.setCompletionRole(Qt.ItemDataRole.EditRole)
        # The service tells letters of either case apart: a completion must not change what was typed.
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseSensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)
        self._found = popup_list(None)
        completer.setPopup(self._found)
        self._found.setItemDelegate(QStyledItemDelegate(self._found))

    def showPopup(self) -> None:
        """The list says more than the field, so it may be wider."""
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + _MARGIN)
        super().showPopup()

    def _pick(self, row: int) -> None:
        if 0 <= row < len(self._goals.goals):
            self._choose(self._goals.goals[row])

    def _take_typed(self) -> None:
        name = self._field().text().strip()
        if name == (self._goal.name if self._goal else ""):
            self._show_goal()
            return
        known = next((goal for goal in self._goals.goals if goal.name == name), None)
        renamed = replace(self._goal, name=name) if self._goal else Goal(name)
        self._choose((known or renamed) if name else None)

    def _choose(self, goal: Goal | None) -> None:
        changed = goal != self._goal
        self.set_goal(goal)
        if changed:
            self.chosen.emit(goal)

    def _show_goal(self) -> None:
        with QSignalBlocker(self):
            self.setCurrentIndex(
                self._goals.goals.index(self._goal) if self._goal in self._goals.goals else -1
            )
        self._field().setText(self._goal.name if self._goal else "")
        self._field().setCursorPosition(0)
        self.setToolTip(self._field().text())
        self.updateGeometry()

    def _field(self) -> QLineEdit:
        field = self.lineEdit()
        assert field is not None
        return field


def offered_goals(used: tuple[Goal, ...], book: GoalBook | None) -> list[Goal]:
    """The goals used before, as the account has them where it does; then its others that take uploads."""
    known = book or GoalBook()
    first = {goal.name: known.find(goal.name) or goal for goal in used}
    others = [goal for goal in known.goals if goal.takes_uploads and goal.name not in first]
    return [*first.values(), *others]
