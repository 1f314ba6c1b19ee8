"""Every step made since the table was opened; a click on one goes back, or forth again, to just after it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QDialog, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from offconv_gui.gui.parts.window_size import open_at_size


class HistoryDialog(QDialog):
    """Follows the undo stack, and stays open beside the window."""

    step_chosen = Signal(int)
    """How many of the steps are to be in force."""

    def __init__(self, stack: QUndoStack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stack = stack
        self._build()
        self.retranslate()
        self._list.itemClicked.connect(self._choose)
        self._list.itemActivated.connect(self._choose)
        for changed in (stack.indexChanged, stack.cleanChanged):
            changed.connect(self.refresh)

    def _build(self) -> None:
        self.setObjectName("historyDialog")
        open_at_size(self, 320, 420)
        self._words = QLabel(self)
        self._words.setProperty("muted", True)
        self._words.setWordWrap(True)
        self._list = QListWidget(self)
        self._list.setObjectName("historyList")
        self._list.setProperty("framed", True)
        self._list.setSpacing(2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 16)
        layout.setSpacing(10)
        layout.addWidget(self._words)
        layout.addWidget(self._list, 1)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("History"))
        self._words.setText(self.tr("Choose the last step that should be in force."))
        self._list.setAccessibleName(self.tr("Steps, the first one first"))
        self.refresh()

    def refresh(self) -> None:
        """Show the steps as they are now; those taken back are grey."""
        self._list.clear()
        names = [self.tr("Opened"), *(self._stack.text(at) for at in range(self._stack.count()))]
        for place, name in enumerate(names):
            item = QListWidgetItem(name, self._list)
            if place > self._stack.index():
                item.setForeground(self.palette().placeholderText())
                item.setData(
                    Qt.ItemDataRole.AccessibleTextRole, self.tr("{step}, taken back").format(step=name)
                )
        self._list.setCurrentRow(self._stack.index())

    def _choose(self, item: QListWidgetItem) -> None:
        self.step_chosen.emit(self._list.row(item))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
