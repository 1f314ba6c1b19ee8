"""Fixes asked for in the window: at once for one row; for more, first shown with what they will do."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from offconv_gui.core import fixes
from offconv_gui.core.document import Document
from offconv_gui.core.edits import Edit
from offconv_gui.core.fixes import Asked, Fix
from offconv_gui.core.grid import RowIndex
from offconv_gui.core.kinds import currencies, zones
from offconv_gui.core.mending import AT_ONCE, Preview, marked_among, mend, preview, rows_marked, without
from offconv_gui.core.offers import Offer, answered, offer_for, offers_at
from offconv_gui.core.progress import Progress
from offconv_gui.core.rules import BY_ID
from offconv_gui.gui.dialogs.ask_dialog import AskDialog, Question, Value
from offconv_gui.gui.dialogs.fix_dialog import FixDialog
from offconv_gui.gui.i18n import template
from offconv_gui.gui.jobs import JobRunner
from offconv_gui.gui.models.fix_preview import PreviewLine
from offconv_gui.gui.session import Session
from offconv_gui.gui.step_news import StepNews
from offconv_gui.gui.views.conversion_table import ConversionTableView
from offconv_gui.gui.widgets.message_bar import MessageBar, Tone
from offconv_gui.gui.widgets.settings_bar import SettingsBar

_SHOWN = 200
"""Rows of a preview: more than anybody looks through."""

_QUICK = 10_000
"""Rows whose preview is worked out at once; of more, beside the window."""


class Mending(QObject):
    """Every fix of the window goes through `fix`, whichever button, menu or key asked for it."""

    def __init__(
        self,
        session: Session,
        jobs: JobRunner,
        view: ConversionTableView,
        settings: SettingsBar,
        bar: MessageBar,
        news: StepNews,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._jobs = jobs
        self._view = view
        self._settings = settings
        self._bar = bar
        self._news = news
        self._window = window

    # -- What is offered -------------------------------------------------------------------------------------

    def offers(self) -> tuple[Offer, ...]:
        """The fixes for the current cell."""
        document, cell = self._session.document, self._view.current_cell()
        if document is None or cell is None or cell[1] is None:
            return ()
        return offers_at(document, cell[0], cell[1])

    def selected(self, offer: Offer) -> RowIndex:
        """The selected rows that have the problem of the offer."""
        document = self._session.document
        if document is None:
            return np.empty(0, np.int64)
        return marked_among(document, offer.rule, np.unique(self._view.selected_rows()))

    def alike(self, offer: Offer) -> RowIndex:
        """All rows that have the problem of the offer."""
        document = self._session.document
        return rows_marked(document, offer.rule) if document is not None else np.empty(0, np.int64)

    # -- What is asked for -----------------------------------------------------------------------------------

    def fix_here(self, offer: Offer) -> None:
        """Mend the current cell."""
        cell = self._view.current_cell()
        if cell is not None:
            self.fix(offer, np.array([cell[0]], np.int64))

    def fix_alike(self, offer: Offer | None = None) -> None:
        """Mend all rows that have the problem of the current cell."""
        offer = offer or next(iter(self.offers()), None)
        if offer is not None:
            self.fix(offer, self.alike(offer))

    def fix_problem(self, rule_id: str) -> None:
        """Mend all rows that this rule marks, in the first way it offers."""
        document, rule = self._session.document, BY_ID[rule_id]
        if document is not None:
            rows = rows_marked(document, rule)
            offer = offer_for(document, rule, rows)
            if offer is not None:
                self.fix(offer, rows)

    def put_back_here(self) -> None:
        """Put the current row back into the export."""
        document, cell = self._session.document, self._view.current_cell()
        if document is not None and cell is not None:
            self.take(fixes.put_back(document, np.array([cell[0]], np.int64)))

    def fix(self, offer: Offer, rows: RowIndex) -> None:
        """Mend rows; of a fix that needs a decision or a value, ask for it."""
        document = self._session.document
        if document is None or self._session.busy or not len(rows):
            return
        if offer.fix.choose is not None:
            self._settings.ask_for(offer.fix.choose)
        elif offer.fix.ask is not None:
            self._ask(document, offer, rows)
        elif len(rows) <= _QUICK:
            self._show(offer, rows, preview(document, offer.rule, rows, offer.fix, most=_SHOWN))
        else:
            self._look_beside(document, offer, rows)

    # -- A preview -------------------------------------------------------------------------------------------

    def _look_beside(self, document: Document, offer: Offer, rows: RowIndex) -> None:
        def work(progress: Progress) -> Preview | None:
            progress(0, 0)
            return preview(document, offer.rule, rows, offer.fix, most=_SHOWN)

        job = self._jobs.start(template(offer.fix.label), work)
        job.succeeded.connect(partial(self._show_beside, offer, rows, document.table.row_numbers))
        self._bar.follow(job)

    def _show_beside(self, offer: Offer, rows: RowIndex, numbers: RowIndex, found: Preview | None) -> None:
        """Rows that were deleted or inserted meanwhile have moved the others: what was found is of no use."""
        document = self._session.document
        if document is not None and document.table.row_numbers is numbers:
            self._show(offer, rows, found)

    def _show(self, offer: Offer, rows: RowIndex, found: Preview | None) -> None:
        document = self._session.document
        if document is None:
            return
        if found is None:
            self._bar.tell(
                Tone.INFO, self.tr("“{fix}” has nothing to change.").format(fix=template(offer.fix.label))
            )
            return
        if found.count == 1 or found.choices:
            self.take(mend(document, offer.rule, rows, offer.fix))
            return
        out = self.tr("left out of the export")
        lines = [
            PreviewLine(one.row, one.row_number, one.before, out if one.after is None else one.after)
            for one in found.examples
        ]
        field = found.examples[0].field
        dialog = FixDialog(
            template(offer.fix.label),
            template(offer.rule.title),
            field.value,
            found.count,
            lines,
            found.examples[0].after is None,
            self._window,
        )
        dialog.accepted.connect(partial(self._mend, dialog, offer, rows))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _mend(self, dialog: FixDialog, offer: Offer, rows: RowIndex) -> None:
        document, spared = self._session.document, dialog.spared
        if document is None:
            return
        if not len(spared) and len(rows) > AT_ONCE:
            self.take(mend(document, offer.rule, rows, offer.fix))
            return
        edit = offer.fix.edit(document, marked_among(document, offer.rule, rows))
        self.take(without(edit, spared) if edit is not None else None)

    # -- A value ---------------------------------------------------------------------------------------------

    def _ask(self, document: Document, offer: Offer, rows: RowIndex) -> None:
        ask = offer.fix.ask
        assert ask is not None
        groups = ask.alike(document, marked_among(document, offer.rule, rows))
        questions = [
            Question(said, len(alike), tuple(self._named(ask.kind, ask.offered(document, alike))))
            for said, alike in sorted(groups.items(), key=lambda one: -len(one[1]))
        ]
        dialog = AskDialog(
            template(offer.fix.label),
            template(offer.rule.title),
            questions,
            list(self._named(ask.kind, self._every(ask.kind))),
            self._window,
        )
        dialog.accepted.connect(partial(self._answer, dialog, offer.fix, groups))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _answer(self, dialog: AskDialog, fix: Fix, groups: Mapping[str, RowIndex]) -> None:
        document = self._session.document
        if document is not None:
            self.take(answered(document, fix, groups, dialog.answers))

    def _every(self, kind: Asked) -> tuple[str, ...]:
        if kind is Asked.CURRENCY:
            return tuple(sorted(currencies.NAMES))
        return tuple(sorted(zones.zone_names(), key=lambda name: name.rsplit("/", 1)[-1]))

    def _named(self, kind: Asked, values: tuple[str, ...]) -> list[Value]:
        if kind is Asked.CURRENCY:
            return [(code, currencies.label(code)) for code in values]
        document = self._session.document
        now = document.now if document is not None else 0
        return [(name, zones.zone_label(name, now)) for name in values]

    # -- The step --------------------------------------------------------------------------------------------

    def take(self, edit: Edit | None) -> None:
        """Make an edit that a person has confirmed, and tell what it did."""
        if edit is not None:
            self._news.await_step(edit.title)
            self._session.apply(edit)
