"""Takes the explanation of a cell out of the window, without what leads to a person."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from offconv_gui.core.explanation import explain
from offconv_gui.core.shareable import shareable
from offconv_gui.gui.i18n import translated
from offconv_gui.gui.session import Session
from offconv_gui.gui.views.conversion_table import ConversionTableView
from offconv_gui.gui.widgets.message_bar import MessageBar, Tone


class Explaining(QObject):
    """Copies what the panel says of the current cell."""

    def __init__(self, session: Session, view: ConversionTableView, bar: MessageBar) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self._bar = bar

    def copy(self) -> None:
        """Put the explanation on the clipboard; nothing happens where there is none."""
        document, cell = self._session.document, self._view.current_cell()
        if document is None or cell is None or cell[1] is None:
            return
        lines = shareable(explain(document, cell[0], cell[1]))
        QGuiApplication.clipboard().setText("\n".join(translated(line) for line in lines))
        self._bar.tell(
            Tone.SUCCESS,
            self.tr("The explanation is on the clipboard."),
            self.tr("Click IDs, e-mail addresses and references are shortened, so that it can be shared."),
        )
