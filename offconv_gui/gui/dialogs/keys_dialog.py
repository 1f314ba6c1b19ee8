"""Every command that has keys, with its keys."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from offconv_gui.gui.parts.window_size import open_at_size


class KeysDialog(QDialog):
    """Stands beside the window, and scrolls where the screen is too low for all of them."""

    def __init__(self, keys: Iterable[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = tuple(keys)
        self._build()
        self.retranslate()

    def _build(self) -> None:
        self.setObjectName("keysDialog")
        open_at_size(self, 460, 720)
        self._title, self._page, self._close = QLabel(self), QTextBrowser(self), QPushButton(self)
        self._title.setProperty("title", True)
        self._page.setObjectName("keysPage")
        self._page.setTabChangesFocus(True)
        self._close.setObjectName("closeKeys")
        self._close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self._title)
        layout.addWidget(self._page, 1)
        layout.addWidget(self._close, 0, Qt.AlignmentFlag.AlignRight)

    def retranslate(self) -> None:
        title = self.tr("Keys")
        self.setWindowTitle(title)
        self._title.setText(title)
        self._page.setAccessibleName(self.tr("Commands and their keys"))
        self._close.setText(self.tr("Close"))
        cell = "<td style='padding: 3px 24px 3px 0'>"
        rows = (f"<tr>{cell}{escape(words)}</td>{cell}{escape(keys)}</td></tr>" for words, keys in self._keys)
        self._page.setHtml(f"<table>{''.join(rows)}</table>")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
