"""A place for a widget that shrinks as far as it can, and then scrolls: with large text on a small screen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget


class TallArea(QScrollArea):
    """Scrolls only where the window is lower or narrower than what its widget needs at least."""

    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        """Show what has got the focus, not by Tab alone but by any key."""
        if now is not None and self.isAncestorOf(now):
            self.ensureWidgetVisible(now)


class ShrinkingWidget(QWidget):
    """Needs, in a `TallArea`, the least height of what it holds; Qt would ask for the height wished for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("clear", True)

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.totalMinimumHeightForWidth(width) if layout is not None else -1
