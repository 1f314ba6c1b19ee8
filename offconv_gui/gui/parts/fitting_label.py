"""A label on one line that says as much as there is room for."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class FittingLabel(QLabel):
    """Shows the first of its texts that fits, else the last one cut; the first is its tool tip and name.

    It would like to have room for the first, and asks at least for that of the shortest, unless it may be
    `cut`, as what holds the name of a file.
    """

    def __init__(self, parent: QWidget | None = None, cut: bool = False) -> None:
        super().__init__(parent)
        self._cut = cut
        self._texts: tuple[str, ...] = ("",)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def set_texts(self, *texts: str) -> None:
        """The same thing said ever more shortly."""
        self._texts = texts
        self.setAccessibleName(texts[0])
        self.setToolTip(texts[0])
        self._fit()
        self.updateGeometry()

    def full_text(self) -> str:
        """The longest of the texts, shown or not."""
        return self._texts[0]

    def sizeHint(self) -> QSize:
        return self._room(max(self._widths()))

    def minimumSizeHint(self) -> QSize:
        return self._room(0 if self._cut else min(self._widths()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _widths(self) -> list[int]:
        self.ensurePolished()
        return [self.fontMetrics().horizontalAdvance(text) for text in self._texts]

    def _room(self, width: int) -> QSize:
        margins = self.width() - self.contentsRect().width()
        return QSize(width + margins, super().minimumSizeHint().height())

    def _fit(self) -> None:
        metrics, width = self.fontMetrics(), self.contentsRect().width()
        fitting = (text for text in self._texts if metrics.horizontalAdvance(text) <= width)
        short = metrics.elidedText(self._texts[-1], Qt.TextElideMode.ElideRight, width)
        self.setText(next(fitting, short))
