"""Steps of a person's work: what an edit did, and its place on the undo stack."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand

if TYPE_CHECKING:
    from offconv_gui.core.document import Document
    from offconv_gui.core.edits import Edit


@dataclass(frozen=True)
class Step:
    """An edit that was made: the document it was made to, the one it gave, and the edit that undoes it."""

    before: Document
    after: Document
    inverse: Edit


class EditCommand(QUndoCommand):
    """An edit on the undo stack. It was applied before it was pushed, so the first redo does nothing:

    `QUndoStack.push` keeps a command whose redo raised, and a failed edit must leave no step behind.
    """

    def __init__(self, title: str, undo: Callable[[], None], redo: Callable[[], None]) -> None:
        super().__init__(title)
        self._undo = undo
        self._redo = redo
        self._applied = True

    def redo(self) -> None:
        if self._applied:
            self._applied = False
            return
        self._redo()

    def undo(self) -> None:
        self._undo()
