"""Moving from problem to problem, and saying which of them is the current one."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from offconv_gui.core import problem_cells
from offconv_gui.core.rules import BY_ID, PLACES
from offconv_gui.gui.models.conversion_table import ConversionTableModel
from offconv_gui.gui.session import SETTLING, SMALL_TABLE, Session
from offconv_gui.gui.views.conversion_table import ConversionTableView
from offconv_gui.gui.widgets.count_chips import CountChips


class Navigation(QObject):
    """Follows the table's rows and current cell; the rows shown are the ones that are gone through."""

    all_rows_wanted = Signal()
    """What is looked for is in none of the rows shown: nothing is to filter them any more."""

    def __init__(
        self, session: Session, model: ConversionTableModel, view: ConversionTableView, chips: CountChips
    ) -> None:
        super().__init__(view)
        self._session = session
        self._model = model
        self._view = view
        self._chips = chips
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(SETTLING)
        self._later.timeout.connect(self.refresh)
        view.current_cell_changed.connect(self._follow_cell)
        model.rows_changed.connect(self.refresh)
        session.follow(self.refresh)
        chips.next_wanted.connect(self.to_next)
        chips.previous_wanted.connect(self.to_previous)

    def to_next(self) -> None:
        """Go to the next cell with a problem, round again behind the last."""
        self._go(forwards=True)

    def to_previous(self) -> None:
        self._go(forwards=False)

    def to_rule(self, rule_id: str) -> None:
        """Go to the next cell that this rule marks; where the rows shown have none, show all rows first.

        From another column that may be the one of the same row.
        """
        document, field = self._session.document, BY_ID[rule_id].field
        if document is None:
            return
        marked = document.issues.mask(1 << PLACES[rule_id])
        places = np.flatnonzero(marked[self._model.rows])
        if not len(places):
            self.all_rows_wanted.emit()
            places = np.flatnonzero(marked[self._model.rows])
        current = self._view.current_cell()
        here = self._model.place_of(current[0]) if current else -1
        if len(places):
            there = current is not None and current[1] is field
            behind = places[places > here] if there else places[places >= here]
            self._view.go_to(int(self._model.rows[behind[0] if len(behind) else places[0]]), field)

    def to_row_number(self, number: int) -> None:
        """Go to the row of this number in the file, or to the next one that is shown."""
        document = self._model.document
        if document is not None and len(self._model.rows):
            numbers = document.table.row_numbers[self._model.rows]
            later = np.where(numbers >= number, numbers, np.iinfo(np.int64).max)
            current = self._view.current_cell()
            field = current[1] if current and current[1] else self._model.fields[0]
            self._view.go_to(int(self._model.rows[np.argmin(later)]), field)

    def _follow_cell(self, *_: object) -> None:
        """Counting the problems before a cell waits in a long table until a person has arrived there."""
        if len(self._model.rows) > SMALL_TABLE:
            self._later.start()
        else:
            self.refresh()

    def refresh(self, *_: object) -> None:
        """Say which problem the current cell is."""
        document = self._model.document
        if document is None:
            self._chips.set_problem_position(None, 0)
            return
        rows, fields = self._model.rows, self._model.fields
        number = problem_cells.problem_number(document, rows, self._view.current_cell(), fields)
        self._chips.set_problem_position(number or None, problem_cells.problem_count(document, rows, fields))

    def _go(self, forwards: bool) -> None:
        document = self._model.document
        if document is not None:
            current = self._view.current_cell()
            found = problem_cells.next_problem(
                document, self._model.rows, current, self._model.fields, forwards
            )
            if found is not None:
                self._view.go_to(*found)
                self.refresh()
                self._chips.announce_position()
