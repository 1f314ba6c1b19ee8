"""The question before a file is opened: what each of its columns becomes, and how they are to be read."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLabel, QToolButton, QVBoxLayout, QWidget

from offconv_gui.core.choices import Choices
from offconv_gui.core.fields import Field
from offconv_gui.core.mapping import Guess
from offconv_gui.core.messages import UserError
from offconv_gui.gui.dialogs.column_proofs import ColumnProofs
from offconv_gui.gui.dialogs.constants_row import ConstantsRow
from offconv_gui.gui.dialogs.match_buttons import MatchButtons
from offconv_gui.gui.dialogs.match_summary import MatchSummary
from offconv_gui.gui.dialogs.match_view import MatchView
from offconv_gui.gui.dialogs.match_work import ReadAgain, reading, reading_first_rows
from offconv_gui.gui.dialogs.reading_card import ReadingCard, ZoneField
from offconv_gui.gui.dialogs.reading_panel import ReadingPanel
from offconv_gui.gui.i18n import translated
from offconv_gui.gui.jobs import JobRunner
from offconv_gui.gui.models.match_table import MatchTableModel
from offconv_gui.gui.parts.window_size import open_at_size
from offconv_gui.gui.parts.wrapping_row import WrappingRow
from offconv_gui.io.documents import NO_CONSTANTS
from offconv_gui.io.layouts import Constants
from offconv_gui.io.readers import Opened, ReadOptions

_BEYOND_DOUBT = ("utf-8", "utf-16", "utf-32")


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
        self._proofs = ColumnProofs(self._model, jobs, self)
        self._build()
        self._wire()
        self._show_opened(opened, guesses, targets)
        self._constants.show_given(constants, choices)
        self._buttons.offer_layout(may_remember, layout_name, path.stem if path is not None else "")
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
        return self._constants.added_to(self._choices)

    @property
    def constants(self) -> Constants:
        """What stands in every row of the fields that no column becomes."""
        return self._constants.constants()

    @property
    def layout_name(self) -> str | None:
        """The name under which the layout is to be remembered; None where it is not."""
        return self._buttons.layout_name

    # -- Building --------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setObjectName("matchDialog")
        open_at_size(self, 1180, 780)
        self._title = QLabel(self)
        self._title.setProperty("title", True)
        self._summary = MatchSummary(self)
        self._table = MatchView(self._model, self)
        self._buttons = MatchButtons(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        self._card = ReadingCard(self._zone, self)
        self._reading = ReadingPanel(self)
        self._reading.hide()
        self._constants = ConstantsRow(self)
        layout.addLayout(self._head())
        for widget in (self._summary, self._card, self._reading):
            layout.addWidget(widget)
        layout.addWidget(self._table, 1)
        layout.addWidget(self._constants)
        layout.addLayout(self._buttons)

    def _head(self) -> WrappingRow:
        self._how = QToolButton(self)
        self._how.setObjectName("howItIsRead")
        self._how.setProperty("boxed", True)
        self._how.setCheckable(True)
        self._how.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._how.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = WrappingRow(None, spacing=8)
        row.add(self._title)
        row.add(self._how, at_end=True)
        return row

    def _wire(self) -> None:
        self._buttons.cancel.clicked.connect(self.reject)
        self._buttons.open.clicked.connect(self.accept)
        self._card.sheet.activated.connect(self._read_again)
        self._card.header_row.valueChanged.connect(self._read_again)
        self._zone.chosen.connect(self._choose_zone)
        self._card.order.activated.connect(self._choose_order)
        self._card.decimal.activated.connect(self._choose_decimal)
        self._how.toggled.connect(self._show_reading)
        self._reading.reading_chosen.connect(self._read_again)
        self._reading.header_row_chosen.connect(self._card.header_row.setValue)
        self._constants.changed.connect(self._summarise)
        self._model.targets_changed.connect(self._follow_targets)
        self._model.field_moved.connect(self._say_moved)
        self._proofs.completed.connect(self._show_proofs)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Match the columns"))
        self._title.setText(self.tr("Match the columns in your file"))
        self._how.setText(self.tr("How it is read"))
        self._buttons.retranslate()
        self._card.retranslate()
        self._table.retranslate()
        self._follow_targets()
        self._buttons.show_rows(self._opened.grid.row_count)

    def _order_tabs(self) -> None:
        """From the top to the bottom; combo boxes of another file are new and would come last."""
        chain = [self._how, *self._card.fields(), *self._reading.fields()]
        chain += self._table.target_combos() or [self._table]
        chain += self._constants.fields()
        chain += self._buttons.fields()
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    # -- The file --------------------------------------------------------------------------------------------

    def _show_opened(
        self, opened: Opened, guesses: tuple[Guess, ...], targets: tuple[Field | None, ...] | None = None
    ) -> None:
        self._opened = opened
        origin = opened.origin
        self._card.show_origin(origin, self._path is not None)
        self._how.setVisible(self._path is not None)
        self._reading.show_origin(origin, self._options.encoding, self._options.delimiter)
        doubtful = origin.encoding is not None and origin.encoding.lower() not in _BEYOND_DOUBT
        if self._path is not None and doubtful and self._options.encoding is None:
            self._how.setChecked(True)
        self._zone.set_value(self._choices.zone)
        self._said = ""
        self._proofs.forget()
        self._model.show_grid(opened.grid, guesses, self._choices, targets)
        self._buttons.show_rows(self._opened.grid.row_count)
        self._order_tabs()

    def _read_again(self) -> None:
        """Read the file's other sheet, with its headings in another row, or by another encoding."""
        if self._path is None:
            return
        path = self._path
        sheet = self._card.sheet.currentText() or None
        other_sheet = sheet != self._opened.origin.sheet
        encoding, separator = self._reading.encoding, self._reading.separator
        same_text = (encoding, separator) == (self._options.encoding, self._options.delimiter)
        same_row = self._card.header_row.value() == self._opened.origin.header_row
        header_row = self._options.header_row if same_row else self._card.header_row.value()
        options = ReadOptions(
            sheet, None if other_sheet or not same_text else header_row, encoding, separator
        )
        self._buttons.open.setEnabled(False)
        self._summary.tell(self.tr("Reading the file…"))
        job = self._jobs.start(self.tr("Reading {name}").format(name=path.name), reading(path, options))
        job.succeeded.connect(self._take_read)
        job.failed.connect(self._say_failed)
        job.cancelled.connect(self._settle)

    def _take_read(self, result: ReadAgain) -> None:
        opened, guesses, self._options = result
        self._buttons.open.setEnabled(True)
        self._show_opened(opened, guesses)
        if self._how.isChecked():
            self._show_reading(True)

    def _say_failed(self, error: UserError) -> None:
        """Stay with what was read before, and say why."""
        self._settle()
        self._summary.tell(f"{translated(error.title)} {translated(error.hint)}", "error")

    def _settle(self) -> None:
        origin = self._opened.origin
        self._card.restore(origin)
        self._reading.show_origin(origin, self._options.encoding, self._options.delimiter)
        self._buttons.open.setEnabled(True)
        self._summarise()

    def _show_reading(self, wanted: bool) -> None:
        """Show or hide how the file is read, with its first rows as they are."""
        self._reading.setVisible(wanted)
        if not wanted or self._path is None:
            return
        path, options = self._path, replace(self._options, header_row=0)
        options = replace(options, sheet=options.sheet or self._opened.origin.sheet)
        work = reading_first_rows(path, options)
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
        self._choices = self._choices.changed(date_order=self._card.order.currentData())
        self._model.set_choices(self._choices)
        self._show_orders()
        self._check_whole()

    def _choose_decimal(self) -> None:
        self._choices = self._choices.changed(decimal_mark=self._card.decimal.currentData())
        self._model.set_choices(self._choices)
        self._show_decimals()
        self._check_whole()

    def _check_whole(self, *_: object) -> None:
        if self._buttons.open.isEnabled():
            self._proofs.seek()

    def _show_proofs(self) -> None:
        self._show_orders()
        self._show_decimals()

    def _show_orders(self) -> None:
        column = self._model.column_of(Field.TIME)
        self._card.show_orders(column, self._proofs.of(Field.TIME), self._choices, self._now)

    def _show_decimals(self) -> None:
        column = self._model.column_of(Field.VALUE)
        self._card.show_decimals(column, self._proofs.of(Field.VALUE), self._choices)

    # -- What is said ----------------------------------------------------------------------------------------

    def _follow_targets(self) -> None:
        self._proofs.forget()
        self._constants.show_missing(self.targets)
        self._show_proofs()
        self._summarise()
        self._check_whole()

    def _say_moved(self, field: Field, former: int, now: int) -> None:
        self._said = self.tr("“{now}” now becomes {field}, so “{former}” is kept for reference.").format(
            field=field.value, former=self._model.heading(former), now=self._model.heading(now)
        )

    def _summarise(self) -> None:
        said, self._said = self._said, ""
        pages = [at for at, field in enumerate(self.targets) if field is Field.LANDING_PAGE]
        page = self._model.heading(pages[0]) if pages else ""
        self._summary.summarise(self.targets, self._model.doubtful_count, said, page)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the table, but not where it ends the typing of a zone or a row's number."""
        enters = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enters and self._card.is_typed_in(self.focusWidget()):
            return
        super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Whatever is still being read is not wanted any more."""
        if not self._buttons.open.isEnabled() or self._proofs.are_sought:
            self._jobs.cancel()
        super().done(result)
