"""Text that stands in a panel as if it were printed there, with the signs of severities in it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QResizeEvent, QTextDocument, QTextOption
from PySide6.QtWidgets import QSizePolicy, QTextBrowser, QWidget

from offconv_gui.core.issues import Severity
from offconv_gui.gui.icons import picture

_PICTURES = {
    Severity.ERROR: ("status-error", "error_mark"),
    Severity.WARNING: ("status-warning", "warning_mark"),
    Severity.INFO: ("status-info", "info_mark"),
}


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
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        self.document().setTextWidth(self.viewport().width())
        margins = self.contentsMargins()
        return QSize(240, round(self.document().size().height()) + margins.top() + margins.bottom() + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, min(90, self.sizeHint().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()
