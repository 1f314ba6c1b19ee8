"""What explains a cell: its words to be copied, without what leads to a person, and the page about it."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from offconv_gui.core.explanation import explain, rules_at
from offconv_gui.core.shareable import shareable
from offconv_gui.gui.dialogs.help_dialog import HelpDialog
from offconv_gui.gui.i18n import translated
from offconv_gui.gui.session import Session
from offconv_gui.gui.views.conversion_table import ConversionTableView
from offconv_gui.gui.widgets.cell_fixes import CellFixes
from offconv_gui.gui.widgets.message_bar import MessageBar, Tone


class Explaining(QObject):
    """Copies what the panel says of the current cell, and shows more about it."""

    def __init__(
        self, session: Session, view: ConversionTableView, bar: MessageBar, buttons: CellFixes
    ) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self._bar = bar
        buttons.copy_wanted.connect(self.copy)
        buttons.help_wanted.connect(self.show_help)

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

    def show_help(self) -> None:
        """Show the pages about problems: that of the current cell's, where it has one."""
        document, cell = self._session.document, self._view.current_cell()
        rules = rules_at(document, cell[0], cell[1]) if document and cell and cell[1] else []
        self.show_rule(rules[0].name if rules else None)

    def show_rule(self, name: str | None) -> None:
        """Show the page about a rule, in the one window there is for such pages."""
        window = self._view.window()
        dialog = window.findChild(HelpDialog) or HelpDialog(window)
        if name is not None:
            dialog.show_rule(name)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()
