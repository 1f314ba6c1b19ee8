"""The panel beside the table: the problems of the whole file, and below them the selected cell explained."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QVBoxLayout, QWidget

from offconv_gui.core.document import Document
from offconv_gui.core.fields import Field
from offconv_gui.core.fixes import Fix
from offconv_gui.core.issues import Severity
from offconv_gui.core.offers import offer_for
from offconv_gui.gui.models.problem_list import ProblemListModel, problems_of
from offconv_gui.gui.session import Session
from offconv_gui.gui.widgets.cell_detail import CellDetail
from offconv_gui.gui.widgets.problem_list import ProblemList


class ProblemPanel(QFrame):
    """Follows the session, and says what a person asks for."""

    problem_activated = Signal(str)
    """A person wants to see the rows of this rule."""
    fix_requested = Signal(str)
    """A person wants all rows of this rule to be fixed."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._model = ProblemListModel(self)
        self._build()
        self._wire()
        self.retranslate()

    def _build(self) -> None:
        self.setObjectName("problemPanel")
        self.setProperty("card", True)
        self._title = QLabel(self)
        self._title.setProperty("heading", True)
        self._state = QLabel(self)
        self._state.setObjectName("problemState")
        self._state.setWordWrap(True)
        self._list = ProblemList(self._model, self)
        self._line = QFrame(self)
        self._line.setProperty("line", True)
        self._detail = CellDetail(self._session, self)
        top = QVBoxLayout()
        top.setSpacing(6)
        top.addWidget(self._title)
        top.addWidget(self._state)
        top.addWidget(self._list)
        top.addStretch(1)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(12, 10, 12, 12)
        self._layout.setSpacing(10)
        self._layout.addLayout(top)
        self._layout.addWidget(self._line)
        self._layout.addWidget(self._detail, 1)

    def _wire(self) -> None:
        self._list.problem_activated.connect(self.problem_activated)
        self._list.fix_requested.connect(self.fix_requested)
        self._session.follow(self._follow)
        self._session.busy_changed.connect(self._list.disable_fixes)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Problems and explanation"))
        self._title.setText(self.tr("Problems"))
        for _ in self._follow():
            pass

    # -- What others ask of the panel ------------------------------------------------------------------------

    @property
    def problem_list(self) -> ProblemList:
        return self._list

    @property
    def cell_detail(self) -> CellDetail:
        return self._detail

    def set_cell(self, row: int | None, field: Field | None) -> None:
        """Explain this cell, by the row's position in the table; see `CellDetail.set_cell`."""
        self._detail.set_cell(row, field)

    # -- Following the document ------------------------------------------------------------------------------

    def _follow(self) -> Iterator[None]:
        """What is to be shown is found problem by problem, and shown once all of it is known."""
        document = self._session.document
        problems = problems_of(document) if document is not None else []
        offered: dict[str, Fix] = {}
        for problem in problems:
            yield
            assert document is not None
            offer = offer_for(document, problem.rule, problem.first)
            if offer is not None:
                offered[offer.rule.id] = offer.fix
        yield
        self._model.show_problems(problems)
        self._list.setVisible(bool(problems))
        self._list.offer_fixes(offered, enabled=not self._session.busy)
        self._state.setText(self._state_text(document) if document is not None else "")
        self._state.setVisible(bool(self._state.text()))

    def _state_text(self, document: Document) -> str:
        if any(problem.rule.severity is not Severity.INFO for problem in self._model.problems):
            return ""
        counts = document.counts()
        if not counts.rows:
            return self.tr("There are no rows.")
        ready = self.tr("1 row is ready.") if counts.ready == 1 else self.tr("{count} rows are ready.")
        parts = [self.tr("No problems."), ready.format(count=f"{counts.ready:,}")]
        if counts.left_out:
            left = self.tr("1 is left out.") if counts.left_out == 1 else self.tr("{count} are left out.")
            parts.append(left.format(count=f"{counts.left_out:,}"))
        return " ".join(parts)

    # -- Shape -----------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() > 2 * event.size().height()
        self._list.set_most(event.size().height() if wide else event.size().height() // 2)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._layout.direction() != direction:
            self._layout.setDirection(direction)
            self._line.setVisible(not wide)
            self._layout.setStretch(0, 2 if wide else 0)
            self._layout.setStretch(2, 3 if wide else 1)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
