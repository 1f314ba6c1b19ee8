"""What the window shows before a table is open: where to drop a file, and other ways to begin."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from offconv_gui.gui.icons import put_icon, put_picture
from offconv_gui.gui.theme import mark

_MOST_SHOWN = 5
"""Recent files shown here; the menu has them all."""


class EmptyState(QWidget):
    """Says what a person wants to begin with, and opens nothing itself."""

    open_wanted = Signal()
    paste_wanted = Signal()
    sample_wanted = Signal()
    file_chosen = Signal(str)
    """A recent file, by its path."""
    files_dropped = Signal(list)
    """The paths of the files dropped, at least one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recent: list[QPushButton] = []
        self._build()
        self._wire()
        self.retranslate()

    def set_recent(self, paths: Iterable[str]) -> None:
        """Offer these files again, the last one first."""
        for button in self._recent:
            self._list.removeWidget(button)
            button.deleteLater()
        self._recent = [self._recent_file(path) for path in list(paths)[:_MOST_SHOWN]]
        for button in self._recent:
            self._list.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._recent_box.setVisible(bool(self._recent))

    # -- Making it ------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setObjectName("emptyState")
        self.setAcceptDrops(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout()
        column.setSpacing(18)
        column.addWidget(self._area())
        column.addWidget(self._recents())
        row = QHBoxLayout()
        row.addStretch(1)
        row.addLayout(column)
        row.addStretch(1)
        layout.addStretch(2)
        layout.addLayout(row)
        layout.addStretch(3)

    def _area(self) -> QFrame:
        self._drop = QFrame(self)
        self._drop.setObjectName("dropArea")
        self._drop.setMinimumWidth(560)
        self._picture = QLabel(self._drop)
        put_picture(self._picture, "file-spreadsheet", "accent", 44)
        self._title, self._hint, self._private = (QLabel(self._drop) for _ in range(3))
        self._title.setProperty("title", True)
        for label in (self._hint, self._private):
            label.setProperty("muted", True)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        self._open, self._paste, self._sample = (QPushButton(self._drop) for _ in range(3))
        self._open.setProperty("primary", True)
        for button, name in (
            (self._open, "openButton"),
            (self._paste, "pasteButton"),
            (self._sample, "sampleButton"),
        ):
            button.setObjectName(name)
            buttons.addWidget(button)
        put_icon(self._open, "folder-open", "on_primary")
        put_icon(self._paste, "clipboard-paste")
        put_icon(self._sample, "flask-conical")
        column = QVBoxLayout(self._drop)
        column.setContentsMargins(48, 40, 48, 32)
        column.setSpacing(0)
        centre = Qt.AlignmentFlag.AlignHCenter
        for part, space in ((self._picture, 14), (self._title, 6), (self._hint, 22)):
            column.addWidget(part, 0, centre)
            column.addSpacing(space)
        column.addLayout(buttons)
        column.setAlignment(buttons, centre)
        column.addSpacing(26)
        column.addLayout(self._promise(), 0)
        return self._drop

    def _promise(self) -> QHBoxLayout:
        self._lock = QLabel(self._drop)
        put_picture(self._lock, "shield-check", "muted", 15)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addStretch(1)
        row.addWidget(self._lock)
        row.addWidget(self._private)
        row.addStretch(1)
        return row

    def _recents(self) -> QWidget:
        self._recent_box = QWidget(self)
        self._recent_title = QLabel(self._recent_box)
        self._recent_title.setProperty("muted", True)
        self._recent_title.setContentsMargins(7, 0, 0, 0)
        self._list = QVBoxLayout(self._recent_box)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(1)
        self._list.addWidget(self._recent_title)
        self._recent_box.hide()
        return self._recent_box

    def _recent_file(self, path: str) -> QPushButton:
        place = Path(path)
        button = QPushButton(f"{place.name.replace('&', '&&')}", self._recent_box)
        button.setProperty("link", True)
        button.setProperty("path", path)
        button.setToolTip(path)
        button.setAccessibleName(self.tr("Open {file} again").format(file=place.name))
        button.setAccessibleDescription(path)
        put_icon(button, "file-spreadsheet", "accent", 15)
        button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        button.clicked.connect(self._choose_file)
        return button

    def _wire(self) -> None:
        self._open.clicked.connect(self.open_wanted)
        self._paste.clicked.connect(self.paste_wanted)
        self._sample.clicked.connect(self.sample_wanted)
        # Once there is a table, the same keys paste cells into it; a hidden widget's are never meant.
        QShortcut(QKeySequence("Ctrl+V"), self).activated.connect(self.paste_wanted)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("No table is open"))
        self._title.setText(self.tr("Drop a file here, or open one"))
        self._hint.setText(self.tr("Deals exported from your CRM as CSV or Excel, with Microsoft click IDs"))
        self._private.setText(self.tr("Nothing leaves this computer."))
        self._open.setText(self.tr("Open file…"))
        self._paste.setText(self.tr("Paste rows"))
        self._sample.setText(self.tr("Try the sample"))
        self._recent_title.setText(self.tr("Opened before"))

    # -- What a person does ---------------------------------------------------------------------------------

    def _choose_file(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.file_chosen.emit(button.property("path"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files(event.mimeData()):
            event.acceptProposedAction()
            mark(self._drop, "dragging", True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        mark(self._drop, "dragging", False)

    def dropEvent(self, event: QDropEvent) -> None:
        mark(self._drop, "dragging", False)
        files = _files(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.files_dropped.emit(files)


def _files(dragged: QMimeData) -> list[str]:
    return [url.toLocalFile() for url in dragged.urls() if url.isLocalFile()]
