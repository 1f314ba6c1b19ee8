"""The columns of a file about to be opened: what each holds, what it becomes, and what checking it found."""

from __future__ import annotations

from enum import IntEnum
from itertools import islice
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from offconv_gui.core.choices import Choices
from offconv_gui.core.column_checks import Check, check_column
from offconv_gui.core.fields import SPECS, Field, Kind
from offconv_gui.core.grid import Grid, GridColumn
from offconv_gui.core.mapping import UNUSED, Guess, mapping_of
from offconv_gui.core.messages import shortened
from offconv_gui.gui.i18n import template, translated

AnyIndex = QModelIndex | QPersistentModelIndex

_SAMPLES = 3
_SAMPLE_LENGTH = 24
_LOOKED_AT = 200
"""Cells among which samples that are not blank are sought."""


class MatchColumn(IntEnum):
    """The columns of this table."""

    STATE = 0
    HEADING = 1
    SAMPLES = 2
    BECOMES = 3
    CHECK = 4


class State(IntEnum):
    """How well it is known what a column becomes."""

    MATCHED = 0
    DOUBTFUL = 1
    UNUSED = 2


class MatchRole(IntEnum):
    """What a cell holds besides its text: a `State`, a `Field` or None, whether a check is doubtful."""

    STATE = Qt.ItemDataRole.UserRole + 1
    FIELD = Qt.ItemDataRole.UserRole + 2
    DOUBTFUL = Qt.ItemDataRole.UserRole + 3


class MatchTableModel(QAbstractTableModel):
    """One row a column of the grid. No field is ever the target of two columns."""

    targets_changed = Signal()
    field_moved = Signal(Field, int, int)
    """A field was taken from the column at the second position and given to that at the third."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._grid: Grid | None = None
        self._guesses: tuple[Guess, ...] = ()
        self._targets: list[Field | None] = []
        self._decided: set[int] = set()
        self._choices = Choices()
        self._checks: dict[int, Check | None] = {}

    # -- Content ---------------------------------------------------------------------------------------------

    def show_grid(
        self,
        grid: Grid,
        guesses: tuple[Guess, ...],
        choices: Choices,
        targets: tuple[Field | None, ...] | None = None,
    ) -> None:
        """Show another grid. `targets` are known beforehand, from a layout a person has used, say."""
        self.beginResetModel()
        self._grid, self._guesses, self._choices = grid, guesses, choices
        self._targets = list(targets if targets is not None else mapping_of(guesses).targets)
        self._decided = set(range(len(guesses))) if targets is not None else set()
        self._checks.clear()
        self.endResetModel()
        self.targets_changed.emit()

    @property
    def grid(self) -> Grid | None:
        """The grid that is shown."""
        return self._grid

    @property
    def choices(self) -> Choices:
        """The choices under which columns are checked."""
        return self._choices

    @property
    def targets(self) -> tuple[Field | None, ...]:
        """What each column of the grid becomes."""
        return tuple(self._targets)

    @property
    def doubtful_count(self) -> int:
        """How many columns a person should look at."""
        return sum(self._state(row) is State.DOUBTFUL for row in range(len(self._targets)))

    def column_of(self, field: Field) -> GridColumn | None:
        """The column that becomes this field."""
        if self._grid is None or field not in self._targets:
            return None
        return self._grid.columns[self._targets.index(field)]

    def heading(self, row: int) -> str:
        """The heading of a column; a column without one is called by its place."""
        assert self._grid is not None
        return self._grid.columns[row].heading.strip() or self.tr("Column {number}").format(number=row + 1)

    def set_target(self, row: int, field: Field | None) -> None:
        """Let a column become a field, which the column that was to become it so far then does not."""
        self._decided.add(row)
        former = self._targets.index(field) if field is not None and field in self._targets else row
        if former != row:
            self._targets[former] = None
            self._decided.add(former)
        self._targets[row] = field
        self._forget_checks({row, former})
        if field is not None and former != row:
            self.field_moved.emit(field, former, row)
        self.targets_changed.emit()

    def set_choices(self, choices: Choices) -> None:
        """Check again under other choices."""
        self._choices = choices
        self._forget_checks({at for at, field in enumerate(self._targets) if _depends_on_choices(field)})

    def take_checks(self, checks: dict[int, Check | None]) -> None:
        """Show what looking at whole columns found."""
        self._checks.update(checks)
        for row in checks:
            self.dataChanged.emit(self.index(row, 0), self.index(row, MatchColumn.CHECK))

    def _forget_checks(self, rows: set[int]) -> None:
        """Have these rows checked anew when they are next shown, and with them what depends on them."""
        links = {at for at, field in enumerate(self._targets) if field is Field.LANDING_PAGE}
        for row in sorted(rows | links):
            self._checks.pop(row, None)
            for column in MatchColumn:
                self.dataChanged.emit(self.index(row, column), self.index(row, column))

    # -- Qt's questions --------------------------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._targets)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(MatchColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (
                "",
                self.tr("Column in your file"),
                self.tr("First values"),
                self.tr("Becomes"),
                self.tr("Check"),
            )[section]
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == MatchColumn.BECOMES else flags

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = index.row()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, MatchColumn(index.column()))
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(row, MatchColumn(index.column()))
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._heard(row, MatchColumn(index.column()))
            case Qt.ItemDataRole.EditRole | MatchRole.FIELD:
                return self._targets[row]
            case MatchRole.STATE:
                return self._state(row)
            case MatchRole.DOUBTFUL:
                check = self._check(row)
                return check is not None and check.doubtful
        return None

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or index.column() != MatchColumn.BECOMES:
            return False
        if value is not self._targets[index.row()]:
            self.set_target(index.row(), value)
        return True

    def becomes_text(self, field: Field | None) -> str:
        """What becoming a field is called."""
        if field is None:
            return self.tr("Keep for reference, not exported")
        if field is Field.LANDING_PAGE:
            return self.tr("Landing Page, to find click IDs in")
        if field is Field.CLICK_TIME:
            return self.tr("Click Time, for checking only")
        return str(field.value)

    def state_text(self, row: int) -> str:
        """The state of a row in words."""
        return {
            State.MATCHED: self.tr("Matched"),
            State.DOUBTFUL: self.tr("Please check"),
            State.UNUSED: self.tr("Not used"),
        }[self._state(row)]

    def _text(self, row: int, column: MatchColumn) -> str:
        match column:
            case MatchColumn.STATE:
                return ""
            case MatchColumn.HEADING:
                return self.heading(row)
            case MatchColumn.SAMPLES:
                return self._samples(row)
            case MatchColumn.BECOMES:
                return self.becomes_text(self._targets[row])
            case MatchColumn.CHECK:
                check = self._check(row)
                return ", ".join(map(translated, check.phrases)) if check else self._refusal(row)

    def _heard(self, row: int, column: MatchColumn) -> str:
        """A cell for those who hear it: which column of the file it is about, and what it says of that."""
        text = self.state_text(row) if column is MatchColumn.STATE else self._text(row, column)
        if column is MatchColumn.HEADING:
            return text or self.tr("no heading")
        return self.tr("{column}: {text}").format(column=self.heading(row), text=text or self.tr("nothing"))

    def _refusal(self, row: int) -> str:
        """Why a column became no field, where there is more to say than that none is called like it."""
        reason = self._guesses[row].reason
        spoken = row not in self._decided and reason.template != UNUSED
        return translated(reason) if spoken else ""

    def _tip(self, row: int, column: MatchColumn) -> str | None:
        if column in (MatchColumn.STATE, MatchColumn.HEADING) and row not in self._decided:
            return translated(self._guesses[row].reason)
        field = self._targets[row]
        if column is MatchColumn.BECOMES and field is not None:
            return template(SPECS[field].help)
        return self._text(row, column) or None

    def _state(self, row: int) -> State:
        if row not in self._decided and not self._guesses[row].sure:
            return State.DOUBTFUL
        return State.UNUSED if self._targets[row] is None else State.MATCHED

    def _check(self, row: int) -> Check | None:
        if row not in self._checks:
            assert self._grid is not None
            self._checks[row] = check_column(self._grid, self.targets, row, self._choices)
        return self._checks[row]

    def _samples(self, row: int) -> str:
        assert self._grid is not None
        cells = self._grid.columns[row].text.slice(0, _LOOKED_AT).to_pylist()
        filled = islice((cell for cell in cells if cell.strip()), _SAMPLES)
        return "  ·  ".join(shortened(cell, _SAMPLE_LENGTH) for cell in filled)


def _depends_on_choices(field: Field | None) -> bool:
    return field is not None and SPECS[field].kind in (Kind.TIME, Kind.AMOUNT, Kind.CREDIT)
