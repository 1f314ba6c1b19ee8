"""Text that stands in a panel as if it were printed there, with the signs of severities in it."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QUrl
from PySide6.QtGui import QResizeEvent, QTextDocument, QTextOption
from PySide6.QtWidgets import QSizePolicy, QTextBrowser, QWidget

from offconv_gui.core.issues import Severity
from offconv_gui.gui.icons import picture

_PICTURES = {
    Severity.ERROR: ("status-error", "error_mark"),
    Severity.WARNING: ("status-warning", "warning_mark"),
    Severity.INFO: ("status-info", "info_mark"),
}

_SPARE = 4
"""Pixels below the text, as long as there is room for them."""


class TextSheet(QTextBrowser):
    """Text that can be selected, is as high as it needs to be, and scrolls where that is too much."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("clear", True)
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.document().setDocumentMargin(1)

    def show_html(self, html: str) -> None:
        for severity, (name, tint) in _PICTURES.items():
            self.document().addResource(
                QTextDocument.ResourceType.ImageResource,
                QUrl(severity.value),
                picture(name, tint, 14, self.devicePixelRatio()),
            )
        if html != self._shown:
            self._shown = html
            self.setHtml(html)
            self._fit()

    _shown = ""

    def _fit(self) -> None:
        self.setMaximumHeight(self.sizeHint().height())
        self._show_bar()
        self.updateGeometry()

    def _show_bar(self) -> None:
        """Scroll where the text has less room than it needs. Left to Qt, the bar may come and go for ever:

        beside it the text is higher and needs it, and then gets the room that lets it go.
        """
        policy = Qt.ScrollBarPolicy
        scrolls = self.height() < self.sizeHint().height() - _SPARE
        self.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOn if scrolls else policy.ScrollBarAlwaysOff)

    def sizeHint(self) -> QSize:
        """As high as the text is without a scroll bar beside it, whether there is one or not."""
        document = self.document()
        shown = document.textWidth()
        with QSignalBlocker(document.documentLayout()):
            document.setTextWidth(self.contentsRect().width())
            height = ceil(document.size().height())
            document.setTextWidth(shown)
        margins = self.contentsMargins()
        return QSize(240, height + margins.top() + margins.bottom() + _SPARE)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, min(90, self.sizeHint().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()
        elif event.oldSize().height() != event.size().height():
            self._show_bar()
