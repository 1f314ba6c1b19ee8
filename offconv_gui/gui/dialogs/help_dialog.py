"""The pages that explain each problem: what it is, what it costs, what mends it, with examples."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from offconv_gui.core.issues import Severity
from offconv_gui.core.rules import RULES
from offconv_gui.core.rules.base import AnyRule
from offconv_gui.gui.i18n import template
from offconv_gui.gui.icons import icon, scaled
from offconv_gui.gui.parts.window_size import open_at_size
from offconv_gui.resources import resource

_ICONS = {
    Severity.ERROR: ("status-error", "error_mark"),
    Severity.WARNING: ("status-warning", "warning_mark"),
    Severity.INFO: ("status-info", "info_mark"),
}
_NAME = Qt.ItemDataRole.UserRole


class HelpDialog(QDialog):
    """Stands beside the window: a person reads here and works there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build()
        self.retranslate()
        self._list.setCurrentRow(0)

    def show_rule(self, name: str) -> None:
        """Show the page of the rule that people know by this name."""
        for row in range(self._list.count()):
            if self._list.item(row).data(_NAME) == name:
                self._list.setCurrentRow(row)

    def _build(self) -> None:
        self.setObjectName("helpDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        open_at_size(self, 960, 640)
        self._list = QListWidget(self)
        self._list.setObjectName("helpList")
        self._list.setProperty("framed", True)
        self._page = QTextBrowser(self)
        self._page.setObjectName("helpPage")
        self._page.setOpenLinks(False)
        self._page.document().setDocumentMargin(14)
        self._list.setIconSize(QSize(scaled(16), scaled(16)))
        self._list.setSpacing(1)
        for rule in _known():
            item = QListWidgetItem(icon(*_ICONS[rule.severity]), template(rule.title), self._list)
            item.setData(_NAME, rule.name)
        self._list.currentItemChanged.connect(self._turn)
        halves = QSplitter(Qt.Orientation.Horizontal, self)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self._list)
        halves.addWidget(self._page)
        halves.setStretchFactor(1, 1)
        halves.setSizes([scaled(310), scaled(610)])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.addWidget(halves)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Problems explained"))
        self._list.setAccessibleName(self.tr("Problems"))
        self._page.setAccessibleName(self.tr("What the problem is, and what fixes it"))

    def _turn(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            page = resource("help", "rules", f"{item.data(_NAME)}.md")
            self._page.setMarkdown(page.read_text(encoding="utf-8"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _known() -> list[AnyRule]:
    """The rules as people know them: of two with one name the first."""
    return list({rule.name: rule for rule in reversed(RULES)}.values())[::-1]
