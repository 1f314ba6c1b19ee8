"""What is selected, and what it adds up to, told in the status line once the selection rests."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QObject, QTimer

from offconv_gui.core.selection_sums import Sum, sums
from offconv_gui.gui.session import SETTLING, Session
from offconv_gui.gui.views.conversion_table import ConversionTableView
from offconv_gui.gui.widgets.status_line import StatusLine

_MOST_CURRENCIES = 3


class SelectionNews(QObject):
    """A single cell says all there is to say by itself."""

    def __init__(self, session: Session, view: ConversionTableView, line: StatusLine) -> None:
        super().__init__(view)
        self._view = view
        self._line = line
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(SETTLING)
        self._later.timeout.connect(self.refresh)
        view.selection_changed.connect(self._later.start)
        session.document_settled.connect(self._later.start)
        session.document_opened.connect(self._later.stop)

    def refresh(self) -> None:
        """Say what is selected now."""
        document, cells = self._view.table.document, self._view.selected_cells()
        count = sum(map(len, cells.values()))
        if document is None or count < 2:
            self._line.set_selection("")
            return
        parts = [self.tr("{count} cells selected").format(count=f"{count:,}")]
        found = sums(document, cells)
        parts += [self._words(one) for one in found[:_MOST_CURRENCIES]]
        if len(found) > _MOST_CURRENCIES:
            more = len(found) - _MOST_CURRENCIES
            one, many = self.tr("and 1 more currency"), self.tr("and {count} more currencies")
            parts.append((one if more == 1 else many).format(count=more))
        self._line.set_selection("  ·  ".join(parts))

    def _words(self, one: Sum) -> str:
        words = self.tr("{currency} sum {sum}, average {average}, {count} amounts")
        return words.format(
            currency=one.currency,
            sum=_amount(one.total),
            average=_amount(one.average),
            count=f"{one.count:,}",
        ).strip()


def _amount(value: Decimal) -> str:
    """With two decimals, or the three that an amount may have where they are needed."""
    rounded = round(value, 3)
    return f"{rounded:,.2f}" if rounded == round(rounded, 2) else f"{rounded:,.3f}"
