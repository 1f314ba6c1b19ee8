"""The row of buttons above everything: open, paste, undo, redo, find, export."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QIcon, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QToolButton, QWidget

from offconv_gui.gui.actions import put_icons
from offconv_gui.gui.icons import put_icon, scaled
from offconv_gui.gui.parts.announcing import announce
from offconv_gui.gui.parts.field_icons import let_icons_grow
from offconv_gui.gui.session import Session

_PAUSE = 200
"""Milliseconds without a key before the table is searched."""


class ToolRow(QWidget):
    """Its buttons are the window's actions; the text to find is told once a person pauses."""

    find_wanted = Signal(str)

    def __init__(
        self, session: Session, actions: Mapping[str, QAction], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._actions = actions
        self._build()
        self._wire()
        self.retranslate()

    def focus_find(self) -> None:
        """Put the cursor into the find field."""
        self._find.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._find.selectAll()

    def find_text(self) -> str:
        """What is being looked for."""
        return self._find.text()

    def say_found(self, text: str) -> None:
        """Say beside the field how often the text was found; "" for nothing looked for."""
        if text != self._found.text():
            self._found.setText(text)
            self._find.setAccessibleDescription(text)
            announce(self._found, text)

    def clear_find(self) -> None:
        """Look for nothing any more, at once."""
        self._find.clear()
        self._tell()

    def _build(self) -> None:
        self.setObjectName("toolRow")
        self._open = self._button("openButton", "actionOpen", "folder-open")
        self._paste = self._button("pasteButton", "actionPaste", "clipboard-paste")
        self._undo = self._tool("undoButton", "actionUndo")
        self._redo = self._tool("redoButton", "actionRedo")
        self._find = _FindField(self)
        self._found = QLabel(self)
        self._found.setObjectName("foundCount")
        self._found.setProperty("muted", True)
        self._export = QPushButton(self)
        self._export.setObjectName("exportButton")
        self._export.setProperty("primary", True)
        put_icon(self._export, "download", "on_primary")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for button in (self._open, self._paste, self._undo, self._redo):
            layout.addWidget(button)
        layout.addStretch(1)
        layout.addWidget(self._found)
        layout.addWidget(self._find)
        layout.addWidget(self._export)

    def _button(self, name: str, action: str, picture: str) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(name)
        put_icon(button, picture)
        button.clicked.connect(self._actions[action].trigger)
        return button

    def _tool(self, name: str, action: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        put_icons([self._actions[action]])
        button.setDefaultAction(self._actions[action])
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        button.setAutoRaise(True)
        return button

    def _wire(self) -> None:
        self._export.clicked.connect(self._actions["actionExport"].trigger)
        self._find.textChanged.connect(self._wait)
        self._find.returnPressed.connect(self._tell)
        self._pause.timeout.connect(self._tell)
        self._session.document_opened.connect(self._start_over)
        self._session.follow(self.refresh)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Tools"))
        self._open.setText(self.tr("Open file"))
        self._paste.setText(self.tr("Paste rows"))
        self._undo.setAccessibleName(self.tr("Undo"))
        self._redo.setAccessibleName(self.tr("Redo"))
        self._find.set_placeholders(self.tr("Find in table   Ctrl+F"), self.tr("Find in table"))
        self._find.setAccessibleName(self.tr("Find in table"))
        for button, action in ((self._open, "actionOpen"), (self._paste, "actionPaste")):
            button.setAccessibleName(button.text())
            button.setToolTip(self._actions[action].toolTip())
        self._export.setToolTip(self._actions["actionExport"].toolTip())
        self.refresh()

    def refresh(self) -> None:
        """Say how many rows would be exported now."""
        document = self._session.document
        ready = document.counts().ready if document else 0
        if ready:
            text = self.tr("Export {count} rows…") if ready != 1 else self.tr("Export 1 row…")
            text = text.format(count=f"{ready:,}")
        else:
            text = self.tr("Export…")
        self._export.setText(text)
        self._export.setAccessibleName(text)
        self._export.setEnabled(ready > 0)
        self._find.setEnabled(document is not None)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _start_over(self) -> None:
        """Nothing is looked for yet in a table that was just opened."""
        self._find.clear()
        self._pause.stop()

    def _wait(self) -> None:
        self._pause.start()

    def _tell(self) -> None:
        self._pause.stop()
        self.find_wanted.emit(self._find.text())


class _FindField(QLineEdit):
    """Escape empties it. While it is empty, it says what it is for: in short where there is little room."""

    _placeholders: tuple[str, ...] = ("",)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("findField")
        let_icons_grow(self)
        self.setClearButtonEnabled(True)
        put_icon(self.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition), "search", "muted")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Wide enough for what it says while it is empty."""
        hint = super().sizeHint()
        return QSize(self._needed(self._placeholders[0]), hint.height())

    def set_placeholders(self, *texts: str) -> None:
        """What it says while it is empty, the longest first."""
        self._placeholders = texts
        self.updateGeometry()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        fitting = (text for text in self._placeholders if self._needed(text) <= self.width())
        self.setPlaceholderText(next(fitting, self._placeholders[-1]))

    def _needed(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text) + scaled(96)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)
