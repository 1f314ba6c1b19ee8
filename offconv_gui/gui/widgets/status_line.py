"""The last line of the window: which table is open, what is selected, that nothing leaves the computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from offconv_gui.gui.icons import put_picture
from offconv_gui.gui.parts.fitting_label import FittingLabel
from offconv_gui.gui.session import Session

if TYPE_CHECKING:
    from offconv_gui.core.document import Document

_BETWEEN = "  ·  "


class StatusLine(QWidget):
    """Follows the session; the window adds what it knows of the selection."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._selection = ""
        self._build()
        self._wire()
        self.retranslate()

    def set_selection(self, text: str) -> None:
        """Say what is selected, such as "3 cells, sum 1,960.50"; "" for nothing worth saying."""
        self._selection = text
        self.refresh()

    def text(self) -> str:
        """What the line says of the table."""
        return self._where.full_text()

    def _build(self) -> None:
        self.setObjectName("statusLine")
        self._where = FittingLabel(self, cut=True)
        self._where.setObjectName("statusText")
        self._private = QLabel(self)
        self._private.setObjectName("privacyNote")
        shield = QLabel(self)
        put_picture(shield, "shield-check", "muted", 14)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 4, 16, 6)
        layout.setSpacing(6)
        layout.addWidget(self._where, 1)
        layout.addWidget(shield)
        layout.addWidget(self._private)
        for label in (self._where, self._private):
            label.setProperty("muted", True)

    def _wire(self) -> None:
        self._session.document_opened.connect(self._start_over)
        self._session.follow(self.refresh)
        self._session.saved_changed.connect(self.refresh)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Status"))
        self._private.setText(self.tr("Nothing leaves this computer"))
        self.refresh()

    def refresh(self) -> None:
        """Say what is so now."""
        document = self._session.document
        parts = self._parts(document) if document else []
        text = _BETWEEN.join(part for part in parts if part)
        self._where.set_texts(text)

    def _start_over(self) -> None:
        self._selection = ""

    def _parts(self, document: Document) -> list[str]:
        origin, rows = document.origin, document.row_count
        count = self.tr("1 row") if rows == 1 else self.tr("{count} rows")
        return [
            origin.source_name,
            self.tr("sheet “{name}”").format(name=origin.sheet) if origin.sheet else "",
            count.format(count=f"{rows:,}"),
            self._selection,
            self._saved_words(),
        ]

    def _saved_words(self) -> str:
        """Whether the work is saved; "" for a table that nothing was done to."""
        if not self._session.is_modified:
            return self.tr("Saved") if self._session.place is not None else ""
        return self.tr("Exported, not saved") if self._session.is_exported else self.tr("Changes not saved")
