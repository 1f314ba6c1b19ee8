"""The two buttons below a fix that is being looked over: leave it, or make it."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton


class FixButtons(QHBoxLayout):
    """The buttons belong to the dialog itself, and answer it; their words are the dialog's."""

    def __init__(self, dialog: QDialog) -> None:
        super().__init__()
        self.cancel, self.apply = QPushButton(dialog), QPushButton(dialog)
        self.cancel.setObjectName("cancelFix")
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(dialog.reject)
        self.apply.setObjectName("applyFix")
        self.apply.setProperty("primary", True)
        self.apply.setDefault(True)
        self.apply.clicked.connect(dialog.accept)
        self.setSpacing(12)
        self.addStretch(1)
        self.addWidget(self.cancel)
        self.addWidget(self.apply)
