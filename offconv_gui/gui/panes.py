"""Going round the parts of the window by keys: choices, filters, table, problems, tools, message."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget


class Panes(QObject):
    """`panes` are in the order in which they are gone round; those without a use at the moment are passed."""

    def __init__(self, panes: Sequence[QWidget], parent: QWidget) -> None:
        super().__init__(parent)
        self._panes = tuple(panes)

    def to_next(self) -> None:
        """Give the next pane the focus."""
        self._go(1)

    def to_previous(self) -> None:
        """Give the pane before this one the focus."""
        self._go(-1)

    def _go(self, step: int) -> None:
        here = self._current()
        for distance in range(1, len(self._panes) + 1):
            target = _way_in(self._panes[(here + step * distance) % len(self._panes)])
            if target is not None:
                target.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def _current(self) -> int:
        focus = QApplication.focusWidget()
        for place, pane in enumerate(self._panes):
            if focus is not None and (pane is focus or pane.isAncestorOf(focus)):
                return place
        return -1


def _way_in(pane: QWidget) -> QWidget | None:
    """The first part of a pane that can have the focus; None where it has none now."""
    if not pane.isVisible():
        return None
    if _takes_focus(pane):
        return pane
    inside: QWidget | None = pane.nextInFocusChain()
    seen = 0
    while inside is not None and inside is not pane and seen < _LONGEST_CHAIN:
        if pane.isAncestorOf(inside) and _takes_focus(inside):
            return inside
        inside, seen = inside.nextInFocusChain(), seen + 1
    return None


_LONGEST_CHAIN = 2_000


def _takes_focus(widget: QWidget) -> bool:
    by_keys = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_keys and widget.isEnabled() and widget.isVisible() and widget.focusProxy() is None
