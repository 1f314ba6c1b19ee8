"""The question before a file is opened: what each of its columns becomes, and how they are to be read."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol, cast

from PySide6.QtCore import QEvent, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from offconv_gui.core.choices import Choices, DateOrder, DecimalMark
from offconv_gui.core.column_checks import MOST_ROWS, Check, check_column, column_evidence, order_outlook
from offconv_gui.core.fields import Field
from offconv_gui.core.goals import Goal
from offconv_gui.core.mapping import Guess, guess
from offconv_gui.core.messages import UserError
from offconv_gui.core.progress import Progress
from offconv_gui.core.proof_sentences import WAY_NAMES, AnyEvidence
from offconv_gui.gui.dialogs.constants_row import ConstantsRow
from offconv_gui.gui.dialogs.match_view import MatchView
from offconv_gui.gui.dialogs.quiet_fields import QuietCombo, QuietSpin
from offconv_gui.gui.dialogs.reading_panel import FirstRows, ReadingPanel
from offconv_gui.gui.i18n import template, translated
from offconv_gui.gui.jobs import Job, JobRunner
from offconv_gui.gui.models.match_table import MatchTableModel
from offconv_gui.gui.theme import mark
from offconv_gui.io.documents import NO_CONSTANTS
from offconv_gui.io.layouts import Constants
from offconv_gui.io.readers import Opened, ReadOptions, open_grid

_MARKS = (DecimalMark.AUTO, DecimalMark.POINT, DecimalMark.COMMA)
_FIRST_ROWS = 40
_BEYOND_DOUBT = ("utf-8", "utf-16", "utf-32")
_ORDERS = (DateOrder.AUTO, DateOrder.DMY, DateOrder.MDY, DateOrder.YMD)


class ZoneField(Protocol):
    """A widget in which a zone is chosen; the window lends one, as it has it for its own bar."""

    chosen: Any

    def value(self) -> str | None: ...

    def set_value(self, value: str | None) -> None: ...


class MatchDialog(QDialog):
    """Nothing is loaded before "Open"; once accepted, `opened`, `targets` and `choices` say what to load.

    Another sheet or heading row is read again as a job; `options` are those the file was read with. `path`
    is None for pasted rows, which are not read again. `targets` are known where a layout is remembered;
    with `may_remember`, a person may ask for that here (`layout_name`, which is the name it has so far).
    """

    def __init__(
        self,
        path: Path | None,
        opened: Opened,
        guesses: tuple[Guess, ...],
        *,
        choices: Choices,
        now: int,
        jobs: JobRunner,
        zone_field: ZoneField,
        options: ReadOptions | None = None,
        targets: tuple[Field | None, ...] | None = None,
        may_remember: bool = False,
        layout_name: str = "",
        constants: Constants = NO_CONSTANTS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._path, self._now, self._jobs = path, now, jobs
        self._options = options or ReadOptions()
        self._opened, self._choices = opened, choices
        self._zone = zone_field
        self._said = ""
        self._model = MatchTableModel(self)
        self._evidence: dict[Field, AnyEvidence | None] = {}
        self._checking: Job | None = None
        self._build()
        self._wire()
        self._show_opened(opened, guesses, targets)
        self._layout_name.setText(layout_name or (path.stem if path is not None else ""))
        self._remember.setChecked(bool(layout_name))
        goal = {Field.NAME: choices.goal.name} if choices.goal else {}
        currency = {Field.CURRENCY: choices.currency} if choices.currency else {}
        self._constants.show_texts({**constants, **goal, **currency})
        self._remember.setVisible(may_remember)
        self._layout_name.setVisible(may_remember)
        self.retranslate()

    # -- The answer ------------------------------------------------------------------------------------------

    @property
    def opened(self) -> Opened:
        """The file's rows as they were read last."""
        return self._opened

    @property
    def options(self) -> ReadOptions:
        """How they were read."""
        return self._options

    @property
    def targets(self) -> tuple[Field | None, ...]:
        """What each column becomes, in the grid's order."""
        return self._model.targets

    @property
    def choices(self) -> Choices:
        """The choices handed in, with what was chosen here, a goal or currency of every row included."""
        given, changes = self._constants.texts(), {}
        if Field.CURRENCY in given:
            changes["currency"] = given[Field.CURRENCY]
        choices = self._choices.changed(**changes)
        if Field.NAME in given:
            choices = choices.changed(goal=replace(choices.goal or Goal(""), name=given[Field.NAME]))
        return choices

    @property
    def constants(self) -> Constants:
        """What stands in every row of the fields that no column becomes."""
        texts = self._constants.texts()
        return {Field.VALUE: texts[Field.VALUE]} if Field.VALUE in texts else {}

    @property
    def layout_name(self) -> str | None:
        """The name under which the layout is to be remembered; None where it is not."""
        return self._layout_name.text().strip() or None if self._remember.isChecked() else None

    # -- Building --------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setObjectName("matchDialog")
        self.resize(1180, 780)
        self._title = QLabel(self)
        self._title.setProperty("title", True)
        self._summary = QLabel(self)
        self._summary.setObjectName("matchSummary")
        self._summary.setWordWrap(True)
        self._summary.setProperty("muted", True)
        self._table = MatchView(self._model, self)
        self._cancel, self._open = QPushButton(self), QPushButton(self)
        self._cancel.setObjectName("cancelMatch")
        self._cancel.setAutoDefault(False)
        self._open.setObjectName("openMatched")
        self._open.setProperty("primary", True)
        self._open.setDefault(True)
        self._remember, self._layout_name = QCheckBox(self), QLineEdit(self)
        self._remember.setObjectName("rememberLayout")
        self._layout_name.setObjectName("layoutName")
        self._layout_name.setMinimumWidth(220)
        self._layout_name.setEnabled(False)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self._remember)
        buttons.addWidget(self._layout_name)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        self._reading = ReadingPanel(self)
        self._reading.hide()
        self._constants = ConstantsRow(self)
        for widget in (self._title, self._summary, self._reading_card(), self._reading):
            layout.addWidget(widget)
        layout.addWidget(self._table, 1)
        layout.addWidget(self._constants)
        layout.addLayout(buttons)

    def _reading_card(self) -> QFrame:
        card = QFrame(self)
        card.setProperty("card", True)
        row = QHBoxLayout(card)
        row.setContentsMargins(14, 10, 14, 12)
        row.setSpacing(8)
        self._sheet, self._order, self._decimal = QuietCombo(card), QuietCombo(card), QuietCombo(card)
        self._how = QToolButton(card)
        self._how.setObjectName("howItIsRead")
        self._how.setCheckable(True)
        self._how.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._how.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._header_row = QuietSpin(card)
        zone = cast(QWidget, self._zone)
        self._captions: dict[QWidget, QLabel] = {}
        self._places: dict[QWidget, tuple[QHBoxLayout, int, int]] = {}
        for widget, name, stretch in (
            (self._sheet, "matchSheet", 3),
            (self._header_row, "matchHeaderRow", 2),
            (zone, "matchTimeZone", 5),
            (self._order, "matchDateOrder", 5),
            (self._decimal, "matchDecimals", 5),
        ):
            widget.setObjectName(name)
            widget.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
            self._places[widget] = row, row.count(), stretch
            row.addLayout(self._captioned(widget, card), stretch)
        row.addWidget(self._how, 0, Qt.AlignmentFlag.AlignBottom)
        return card

    def _captioned(self, widget: QWidget, parent: QWidget) -> QVBoxLayout:
        caption = QLabel(parent)
        caption.setProperty("muted", True)
        caption.setBuddy(widget)
        self._captions[widget] = caption
        column = QVBoxLayout()
        column.setSpacing(3)
        column.addWidget(caption)
        column.addWidget(widget)
        return column

    def _wire(self) -> None:
        self._cancel.clicked.connect(self.reject)
        self._open.clicked.connect(self.accept)
        self._remember.toggled.connect(self._layout_name.setEnabled)
        self._sheet.activated.connect(self._read_again)
        self._header_row.valueChanged.connect(self._read_again)
        self._zone.chosen.connect(self._choose_zone)
        self._order.activated.connect(self._choose_order)
        self._decimal.activated.connect(self._choose_decimal)
        self._how.toggled.connect(self._show_reading)
        self._reading.reading_chosen.connect(self._read_again)
        self._reading.header_row_chosen.connect(self._header_row.setValue)
        self._constants.changed.connect(self._summarise)
        self._model.targets_changed.connect(self._follow_targets)
        self._model.field_moved.connect(self._say_moved)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Match the columns"))
        self._title.setText(self.tr("Match the columns in your file"))
        for widget, caption in (
            (self._sheet, self.tr("Sheet")),
            (self._header_row, self.tr("Headings are in row")),
            (cast(QWidget, self._zone), self.tr("Times in the file are in")),
            (self._order, self.tr("Dates are written")),
            (self._decimal, self.tr("Amounts are written")),
        ):
            self._captions[widget].setText(caption)
            widget.setAccessibleName(caption)
        self._cancel.setText(self.tr("Cancel"))
        self._remember.setText(self.tr("Remember this layout as"))
        self._layout_name.setAccessibleName(self.tr("Name of the layout"))
        self._header_row.setSpecialValueText(self.tr("no headings"))
        self._how.setText(self.tr("How it is read"))
        self._table.retranslate()
        self._follow_targets()
        self._show_rows()

    def _order_tabs(self) -> None:
        """From the top to the bottom; combo boxes of another file are new and would come last."""
        chain: list[QWidget] = [self._sheet, self._header_row, cast(QWidget, self._zone)]
        chain += [self._order, self._decimal, self._how, *self._reading.fields()]
        chain += self._table.target_combos() or [self._table]
        chain += self._constants.fields()
        chain += [self._remember, self._layout_name, self._cancel, self._open]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    # -- The file --------------------------------------------------------------------------------------------

    def _show_opened(
        self, opened: Opened, guesses: tuple[Guess, ...], targets: tuple[Field | None, ...] | None = None
    ) -> None:
        self._opened = opened
        origin = opened.origin
        with QSignalBlocker(self._sheet), QSignalBlocker(self._header_row):
            self._sheet.clear()
            self._sheet.addItems(list(origin.sheets))
            self._sheet.setCurrentText(origin.sheet or "")
            self._header_row.setValue(origin.header_row)
        self._show(self._sheet, len(origin.sheets) > 1)
        self._show(self._header_row, self._path is not None)
        self._how.setVisible(self._path is not None)
        self._reading.show_origin(origin, self._options.encoding, self._options.delimiter)
        doubtful = origin.encoding is not None and origin.encoding.lower() not in _BEYOND_DOUBT
        if self._path is not None and doubtful and self._options.encoding is None:
            self._how.setChecked(True)
        self._zone.set_value(self._choices.zone)
        self._said = ""
        self._evidence = {}
        self._model.show_grid(opened.grid, guesses, self._choices, targets)
        self._show_rows()
        self._order_tabs()

    def _show(self, widget: QWidget, wanted: bool) -> None:
        widget.setVisible(wanted)
        self._captions[widget].setVisible(wanted)
        row, place, stretch = self._places[widget]
        row.setStretch(place, stretch if wanted else 0)

    def _show_rows(self) -> None:
        rows = self._opened.grid.row_count
        text = self.tr("Open 1 row") if rows == 1 else self.tr("Open {count} rows")
        self._open.setText(text.format(count=f"{rows:,}"))

    def _read_again(self) -> None:
        """Read the file's other sheet, with its headings in another row, or by another encoding."""
        if self._path is None:
            return
        path = self._path
        sheet = self._sheet.currentText() or None
        other_sheet = sheet != self._opened.origin.sheet
        encoding, separator = self._reading.encoding, self._reading.separator
        same_text = (encoding, separator) == (self._options.encoding, self._options.delimiter)
        same_row = self._header_row.value() == self._opened.origin.header_row
        header_row = self._options.header_row if same_row else self._header_row.value()
        options = ReadOptions(
            sheet, None if other_sheet or not same_text else header_row, encoding, separator
        )

        def work(progress: Progress) -> tuple[Opened, tuple[Guess, ...], ReadOptions]:
            opened = open_grid(path, options, progress)
            return opened, guess(opened.grid), options

        self._open.setEnabled(False)
        self._tell(self.tr("Reading the file…"))
        job = self._jobs.start(self.tr("Reading {name}").format(name=path.name), work)
        job.succeeded.connect(self._take_read)
        job.failed.connect(self._say_failed)
        job.cancelled.connect(self._settle)

    def _take_read(self, result: tuple[Opened, tuple[Guess, ...], ReadOptions]) -> None:
        opened, guesses, self._options = result
        self._open.setEnabled(True)
        self._show_opened(opened, guesses)
        if self._how.isChecked():
            self._show_reading(True)

    def _say_failed(self, error: UserError) -> None:
        """Stay with what was read before, and say why."""
        self._settle()
        self._tell(f"{translated(error.title)} {translated(error.hint)}", "error")

    def _settle(self) -> None:
        origin = self._opened.origin
        with QSignalBlocker(self._sheet), QSignalBlocker(self._header_row):
            self._sheet.setCurrentText(origin.sheet or "")
            self._header_row.setValue(origin.header_row)
        self._reading.show_origin(origin, self._options.encoding, self._options.delimiter)
        self._open.setEnabled(True)
        self._summarise()

    def _show_reading(self, wanted: bool) -> None:
        """Show or hide how the file is read, with its first rows as they are."""
        self._reading.setVisible(wanted)
        if not wanted or self._path is None:
            return
        path, options = self._path, replace(self._options, header_row=0)
        options = replace(options, sheet=options.sheet or self._opened.origin.sheet)

        def work(progress: Progress) -> FirstRows:
            grid = open_grid(path, options, progress).grid
            columns = [column.text.slice(0, _FIRST_ROWS).to_pylist() for column in grid.columns]
            return list(zip(grid.row_numbers[:_FIRST_ROWS].tolist(), zip(*columns, strict=True), strict=True))

        job = self._jobs.start(self.tr("Reading {name}").format(name=path.name), work)
        job.succeeded.connect(self._reading.show_rows)
        job.succeeded.connect(self._check_whole)

    # -- Zone and dates --------------------------------------------------------------------------------------

    def _choose_zone(self, zone: str | None) -> None:
        self._choices = self._choices.changed(zone=zone)
        self._model.set_choices(self._choices)
        self._show_orders()
        self._check_whole()

    def _choose_order(self) -> None:
        self._choices = self._choices.changed(date_order=self._order.currentData())
        self._model.set_choices(self._choices)
        self._show_orders()
        self._check_whole()

    def _choose_decimal(self) -> None:
        self._choices = self._choices.changed(decimal_mark=self._decimal.currentData())
        self._model.set_choices(self._choices)
        self._show_decimals()
        self._check_whole()

    def _found(self, field: Field) -> AnyEvidence | None:
        """What the column that becomes the field proves, all its rows as soon as they have been looked at."""
        column = self._model.column_of(field)
        if column is None:
            return None
        return self._evidence.get(field) or column_evidence(column, field)

    def _check_whole(self, *_: object) -> None:
        """Look at all rows of a long table beside the window; till then stands what the first ones say."""
        grid, targets, choices = self._opened.grid, self.targets, self._choices
        if grid.row_count <= MOST_ROWS or not self._open.isEnabled():
            return

        def work(progress: Progress) -> tuple[object, ...]:
            checks: dict[int, Check | None] = {}
            evidence: dict[Field, AnyEvidence | None] = {}
            for at, field in enumerate(targets):
                progress(at, len(targets))
                if field is not None:
                    checks[at] = check_column(grid, targets, at, choices, None)
                    if field in (Field.TIME, Field.VALUE):
                        evidence[field] = column_evidence(grid.columns[at], field, None)
            return grid, targets, choices, checks, evidence

        self._checking = self._jobs.start(self.tr("Checking the rows"), work)
        self._checking.succeeded.connect(self._take_checks)

    def _take_checks(self, result: tuple[object, ...]) -> None:
        grid, targets, choices, checks, evidence = result
        if grid is not self._opened.grid or targets != self.targets or choices != self._choices:
            return
        self._evidence = cast(dict[Field, AnyEvidence | None], evidence)
        self._model.take_checks(cast(dict[int, Check | None], checks))
        self._show_orders()
        self._show_decimals()

    def _show_orders(self) -> None:
        """Offer the orders, each with what it would mean where the column itself proves none."""
        column, found = self._model.column_of(Field.TIME), self._found(Field.TIME)
        doubtful = _is_doubtful(found)
        with QSignalBlocker(self._order):
            self._order.clear()
            for order in _ORDERS:
                words = self._automatic(found) if order is DateOrder.AUTO else template(WAY_NAMES[order])
                if doubtful and column is not None and order in (DateOrder.DMY, DateOrder.MDY):
                    outlook = order_outlook(column, order, self._choices, self._now)
                    words = self.tr("{order} — {future} in the future, {old} too old").format(
                        order=words, future=f"{outlook.future:,}", old=f"{outlook.too_old:,}"
                    )
                self._order.addItem(words, order)
            self._order.setCurrentIndex(_ORDERS.index(self._choices.date_order))
        self._order.setEnabled(column is not None)
        self._order.setToolTip(self._order.currentText())
        undecided = doubtful and self._choices.date_order is DateOrder.AUTO
        mark(self._order, "tone", "warning" if undecided else "")

    def _show_decimals(self) -> None:
        """Offer the marks, the first item saying what the column itself proves."""
        column, found = self._model.column_of(Field.VALUE), self._found(Field.VALUE)
        with QSignalBlocker(self._decimal):
            self._decimal.clear()
            self._decimal.addItem(self._automatic_decimals(found), DecimalMark.AUTO)
            for way in _MARKS[1:]:
                self._decimal.addItem(template(WAY_NAMES[way]), way)
            self._decimal.setCurrentIndex(_MARKS.index(self._choices.decimal_mark))
        self._decimal.setToolTip(self._decimal.currentText())
        self._show(self._decimal, column is not None)
        undecided = _is_doubtful(found) and self._choices.decimal_mark is DecimalMark.AUTO
        mark(self._decimal, "tone", "warning" if undecided else "")

    def _automatic_decimals(self, found: AnyEvidence | None) -> str:
        """What finding the decimal mark out comes to."""
        if found is not None and found.mixed:
            return self.tr("Two ways are mixed: choose one")
        if found is not None and found.proved is None and found.unclear:
            return self.tr("Thousands or decimals? Choose")
        return self._proved(found)

    def _automatic(self, found: AnyEvidence | None) -> str:
        """What finding the order out comes to."""
        if found is None:
            return self.tr("No column becomes the Conversion Time")
        if found.mixed:
            return self.tr("Two orders are mixed: choose one")
        if found.proved is None and found.unclear:
            return self.tr("Day and month cannot be told apart: choose")
        return self._proved(found)

    def _proved(self, found: AnyEvidence | None) -> str:
        """The way that a column proves, and by how many rows."""
        if found is None or found.proved is None:
            return self.tr("Written beyond doubt")
        one = self.tr("{order} — 1 row can only be read this way")
        many = self.tr("{order} — {count} rows can only be read this way")
        return (one if found.proved_by == 1 else many).format(
            order=template(WAY_NAMES[found.proved]), count=f"{found.proved_by:,}"
        )

    # -- What is said ----------------------------------------------------------------------------------------

    def _follow_targets(self) -> None:
        self._evidence = {}
        self._constants.show_missing(self.targets)
        self._show_orders()
        self._show_decimals()
        self._summarise()
        self._check_whole()

    def _say_moved(self, field: Field, former: int, now: int) -> None:
        self._said = self.tr("“{now}” now becomes {field}, so “{former}” is kept for reference.").format(
            field=field.value, former=self._model.heading(former), now=self._model.heading(now)
        )

    def _summarise(self) -> None:
        said, self._said = self._said, ""
        parts = [said, *self._warnings()] if said or self._warnings() else [self._counted()]
        self._tell(" ".join(part for part in parts if part), "warning" if self._warnings() else "")

    def _warnings(self) -> list[str]:
        if not any(
            field in self.targets for field in (Field.CLICK_ID, Field.HASHED_EMAIL, Field.HASHED_PHONE)
        ):
            return [self.tr("No column becomes the Microsoft Click Id yet: choose the one that holds it.")]
        if Field.TIME not in self.targets:
            return [self.tr("No column becomes the Conversion Time yet: choose the one that holds it.")]
        return []

    def _counted(self) -> str:
        total = len(self.targets)
        matched = sum(field is not None for field in self.targets)
        doubtful = self._model.doubtful_count
        sentence = self.tr("We matched {matched} of {total} columns from their names and contents.").format(
            matched=f"{matched:,}", total=f"{total:,}"
        )
        if doubtful == 1:
            return f"{sentence} {self.tr('Check the marked one, then open the table.')}"
        if doubtful:
            check = self.tr("Check the {count} marked ones, then open the table.")
            return f"{sentence} {check.format(count=f'{doubtful:,}')}"
        return f"{sentence} {self.tr('Look them over, then open the table.')}"

    def _tell(self, words: str, tone: str = "") -> None:
        self._summary.setText(words)
        mark(self._summary, "muted", not tone)
        mark(self._summary, "tone", tone)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the table, but not where it ends the typing of a zone or a row's number."""
        typed_in: tuple[QWidget, ...] = (cast(QWidget, self._zone), self._header_row)
        focus = self.focusWidget()
        enters = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enters and focus is not None and any(w is focus or w.isAncestorOf(focus) for w in typed_in):
            return
        super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Whatever is still being read is not wanted any more."""
        if not self._open.isEnabled() or self._jobs.running is self._checking:
            self._jobs.cancel()
        super().done(result)


def _is_doubtful(found: AnyEvidence | None) -> bool:
    """Whether the column cannot say by itself how it is written."""
    return found is not None and (found.mixed or (found.proved is None and found.unclear > 0))
