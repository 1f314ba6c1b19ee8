"""What the columns of a file prove while they are matched: the first rows at once, all rows soon after."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from offconv_gui.core.column_evidence import MOST_ROWS, column_evidence
from offconv_gui.core.fields import Field
from offconv_gui.core.proof_sentences import AnyEvidence
from offconv_gui.gui.dialogs.match_work import Checked, checking
from offconv_gui.gui.jobs import Job, JobRunner
from offconv_gui.gui.models.match_table import MatchTableModel


class ColumnProofs(QObject):
    """Looks at the columns of the model as they are matched: all rows of a long table beside the window."""

    completed = Signal()
    """All rows have been looked at."""

    def __init__(self, model: MatchTableModel, jobs: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._jobs = jobs
        self._job: Job | None = None
        self._whole: dict[Field, AnyEvidence | None] = {}

    @property
    def are_sought(self) -> bool:
        """All rows are being looked at."""
        return self._job is not None and self._jobs.running is self._job

    def of(self, field: Field) -> AnyEvidence | None:
        """What the column that becomes the field proves, all its rows as soon as they have been looked at."""
        column = self._model.column_of(field)
        return None if column is None else self._whole.get(field) or column_evidence(column, field)

    def forget(self) -> None:
        """Go by the first rows again: another file is shown, or its columns become other fields."""
        self._whole = {}

    def seek(self) -> None:
        """Look at all rows of a long table; till then stands what the first ones say."""
        grid = self._model.grid
        if grid is None or grid.row_count <= MOST_ROWS:
            return
        work = checking(grid, self._model.targets, self._model.choices)
        self._job = self._jobs.start(self.tr("Checking the rows"), work)
        self._job.succeeded.connect(self._take)

    def _take(self, result: Checked) -> None:
        model = self._model
        stale = result.targets != model.targets or result.choices != model.choices
        if result.grid is not model.grid or stale:
            return
        self._whole = result.evidence
        model.take_checks(result.checks)
        self.completed.emit()
