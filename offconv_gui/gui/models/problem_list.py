"""The problems of the open document: one row for each rule that marks something, the gravest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from offconv_gui.core.document import Document
from offconv_gui.core.grid import RowIndex
from offconv_gui.core.issues import IssueSet, Severity
from offconv_gui.core.mending import TRIED
from offconv_gui.core.rules import PLACES, rules_in
from offconv_gui.core.rules.base import AnyRule
from offconv_gui.gui.i18n import template

_NEAR = 20_000
"""Rows looked through at a time for the first that a rule marks: listing all of them would take longer."""

_GRAVEST_FIRST = (Severity.ERROR, Severity.WARNING, Severity.INFO)


class ProblemRole(IntEnum):
    """What a row of the list holds besides its title."""

    RULE = Qt.ItemDataRole.UserRole + 1
    SEVERITY = Qt.ItemDataRole.UserRole + 2
    COUNT = Qt.ItemDataRole.UserRole + 3


@dataclass(frozen=True)
class Problem:
    """A rule, how many rows it marks, and the positions of the first: one more than `core.mending` tries."""

    rule: AnyRule
    count: int
    first: RowIndex


def problems_of(document: Document) -> list[Problem]:
    """The rules that mark something: errors first, and of each severity those of most rows first."""
    issues, present = document.issues, 0
    for word in issues.tally:
        present |= word
    found = [_problem(rule, issues) for rule in rules_in(present)]
    return sorted(found, key=lambda one: (_GRAVEST_FIRST.index(one.rule.severity), -one.count))


def _problem(rule: AnyRule, issues: IssueSet) -> Problem:
    bit = 1 << PLACES[rule.id]
    count, wanted, found = issues.count(bit), TRIED + 1, 0
    pieces: list[RowIndex] = []
    for start in range(0, len(issues.bits), _NEAR):
        if found >= min(wanted, count):
            break
        pieces.append(np.flatnonzero((issues.bits[start : start + _NEAR] & np.uint64(bit)) != 0) + start)
        found += len(pieces[-1])
    first = np.concatenate(pieces)[:wanted] if pieces else np.empty(0, np.int64)
    return Problem(rule, count, first)


class ProblemListModel(QAbstractListModel):
    """Follows the document by moving, adding and removing rows, so that selection and focus stay."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._problems: list[Problem] = []

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(self._problems)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._problems)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if not index.isValid():
            return None
        problem = self._problems[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return template(problem.rule.title)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(problem)
            case ProblemRole.RULE:
                return problem.rule.id
            case ProblemRole.SEVERITY:
                return problem.rule.severity
            case ProblemRole.COUNT:
                return problem.count
        return None

    def _spoken(self, problem: Problem) -> str:
        kind = {
            Severity.ERROR: self.tr("needs fixing"),
            Severity.WARNING: self.tr("to review"),
            Severity.INFO: self.tr("for your information"),
        }[problem.rule.severity]
        return self.tr("{title}, {rows}, {kind}").format(
            title=template(problem.rule.title), rows=self.rows_text(problem.count), kind=kind
        )

    def rows_text(self, count: int) -> str:
        """A number of rows in words: "1 row", "1,204 rows"."""
        return self.tr("1 row") if count == 1 else self.tr("{count} rows").format(count=f"{count:,}")

    def show_problems(self, wanted: Sequence[Problem]) -> None:
        """Take over the problems of a document as it now is (see `problems_of`)."""
        kept = {problem.rule.id for problem in wanted}
        for row in range(len(self._problems) - 1, -1, -1):
            if self._problems[row].rule.id not in kept:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._problems[row]
                self.endRemoveRows()
        for row, problem in enumerate(wanted):
            self._place(row, problem)

    def _place(self, row: int, problem: Problem) -> None:
        before = next(
            (at for at, one in enumerate(self._problems) if one.rule is problem.rule), len(self._problems)
        )
        if before == len(self._problems):
            self.beginInsertRows(QModelIndex(), row, row)
            self._problems.insert(row, problem)
            self.endInsertRows()
            return
        if before != row:
            self.beginMoveRows(QModelIndex(), before, before, QModelIndex(), row)
            self._problems.insert(row, self._problems.pop(before))
            self.endMoveRows()
        changed = self._problems[row].count != problem.count
        self._problems[row] = problem
        if changed:
            self.dataChanged.emit(self.index(row), self.index(row))
