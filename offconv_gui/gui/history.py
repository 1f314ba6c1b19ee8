"""Going back several steps at once, one after the other: of a long table each may take its time."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from offconv_gui.gui.dialogs.history_dialog import HistoryDialog
from offconv_gui.gui.session import Session


class History(QObject):
    """Opens the list of steps, and goes where a person wants to be."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._target: int | None = None
        session.busy_changed.connect(self._go_on)
        session.document_opened.connect(self._stop)

    def show(self) -> None:
        """Open the list, or bring it to the front."""
        dialog = self._window.findChild(HistoryDialog)
        if dialog is None:
            dialog = HistoryDialog(self._session.undo_stack, self._window)
            dialog.step_chosen.connect(self.go_to)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def go_to(self, steps: int) -> None:
        """Undo or redo until this many steps are in force."""
        self._target = steps
        self._go_on()

    def _go_on(self) -> None:
        stack = self._session.undo_stack
        while self._target is not None and not self._session.busy:
            here = stack.index()
            if here == self._target:
                self._target = None
                return
            if here > self._target:
                self._session.undo()
            else:
                self._session.redo()
            if stack.index() == here and not self._session.busy:  # the step could not be made
                self._target = None

    def _stop(self) -> None:
        self._target = None
