"""What is known of one cell: what the file says, what that means, why it matters, and what mends it."""

from __future__ import annotations

from html import escape

import numpy as np
from PySide6.QtCore import QEvent, QSize, Qt, QUrl
from PySide6.QtGui import QResizeEvent, QTextDocument, QTextOption
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QTextBrowser, QVBoxLayout, QWidget

from offconv_gui.core import fixes
from offconv_gui.core.document import Document
from offconv_gui.core.edits import Edit, SetCells
from offconv_gui.core.explanation import Explanation, Verdict, explain
from offconv_gui.core.fields import SPECS, Field
from offconv_gui.core.fixes import Fix
from offconv_gui.core.issues import Severity
from offconv_gui.core.mending import first_fix, mend, rows_marked
from offconv_gui.core.messages import Message, shortened
from offconv_gui.core.rules.base import AnyRule
from offconv_gui.core.table import NEW_ROW
from offconv_gui.gui.i18n import template, translated
from offconv_gui.gui.icons import picture
from offconv_gui.gui.palette import colour
from offconv_gui.gui.session import Session

_PICTURES = {
    Severity.ERROR: ("status-error", "error_mark"),
    Severity.WARNING: ("status-warning", "warning_mark"),
    Severity.INFO: ("status-info", "info_mark"),
}
_LONGEST = 2_000
"""Characters of a cell's text that are shown; a cell may hold a whole page."""


class CellDetail(QWidget):
    """Explains the cell of `set_cell`, always as the session's document has it now."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._row: int | None = None
        self._field: Field | None = None
        self._fixable: AnyRule | None = None
        self._fix: Fix | None = None
        self._build()
        self._wire()
        self.retranslate()

    def _build(self) -> None:
        self.setObjectName("cellDetail")
        self._text = _Sheet(self)
        self._fix_cell = QPushButton(self)
        self._fix_cell.setObjectName("fixCell")
        self._fix_cell.setProperty("primary", True)
        self._fix_all = QPushButton(self)
        self._fix_all.setObjectName("fixAll")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._fix_cell)
        buttons.addWidget(self._fix_all)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self._text)
        layout.addLayout(buttons)
        layout.addStretch(1)

    def _wire(self) -> None:
        self._fix_cell.clicked.connect(self.fix_cell)
        self._fix_all.clicked.connect(self.fix_all)
        self._session.document_opened.connect(self._forget)
        self._session.document_changed.connect(self._follow)
        self._session.busy_changed.connect(self._enable)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("The selected cell"))
        self._text.setAccessibleName(self.tr("About the selected cell"))
        self._show()

    # -- The cell --------------------------------------------------------------------------------------------

    def set_cell(self, row: int | None, field: Field | None) -> None:
        """Explain this cell, by the row's position; without a field, the row is one of reference only."""
        self._row, self._field = row, field
        self._show()

    def text(self) -> str:
        """All that is said, as plain text."""
        return self._text.toPlainText()

    def _forget(self) -> None:
        self.set_cell(None, None)

    def _follow(self) -> None:
        document = self._session.document
        if self._row is not None and (document is None or self._row >= document.row_count):
            self._row = self._field = None
        self._show()

    def _show(self) -> None:
        document = self._session.document
        self._fixable = self._fix = None
        if document is None or self._row is None:
            html = self._paragraph(self.tr("Choose a cell to see what is known of it."), "muted")
            put_back = False
        elif self._field is None:
            html = self._reference(document, self._row)
            put_back = bool(document.table.left_out[self._row])
        else:
            cell = explain(document, self._row, self._field)
            self._fixable, self._fix, edit = self._offered(document, cell)
            html = self._explained(cell, edit)
            put_back = cell.left_out
        self._text.show_html(html)
        self._offer(document, put_back)

    # -- Words -----------------------------------------------------------------------------------------------

    def _explained(self, cell: Explanation, edit: Edit | None) -> str:
        parts = [
            self._heading(cell.row_number, cell.field.value),
            self._fact(self.tr("In the file:"), cell.in_file or self.tr("blank")),
        ]
        parts += [self._verdict(verdict) for verdict in cell.verdicts]
        if cell.left_out:
            parts.append(self._paragraph(self.tr("This row is left out of the export."), "text"))
        if cell.stands_for is not None:
            parts.append(self._paragraph(translated(cell.stands_for), "text"))
        if not (cell.verdicts or cell.left_out):
            parts.append(self._paragraph(template(SPECS[cell.field].help), "muted"))
        parts += [
            self._fact(label, value, first=at == 0)
            for at, (label, value) in enumerate(self._meaning(cell, edit))
        ]
        if cell.proof is not None and cell.in_file:
            parts.append(self._paragraph(translated(cell.proof), "muted"))
        return "".join(parts)

    def _meaning(self, cell: Explanation, edit: Edit | None) -> list[tuple[str, str]]:
        """What the cell is taken for now, and what it will say once it is fixed."""
        facts = []
        if cell.in_utc is not None:
            facts.append((self.tr("In UTC:"), cell.in_utc))
        elif cell.read_as not in (None, cell.in_file) and edit is None:
            facts.append((self.tr("Read as:"), str(cell.read_as)))
        if cell.in_zone is not None:
            facts.append((self.tr("In {place}:").format(place=cell.in_zone.place), cell.in_zone.text))
        if isinstance(edit, SetCells):
            facts.append((self.tr("Once fixed:"), str(edit.cells.text[0].as_py()) or self.tr("blank")))
        return facts

    def _reference(self, document: Document, row: int) -> str:
        return (
            self._heading(int(document.table.row_numbers[row]), self.tr("for reference"))
            + self._paragraph(
                self.tr("This column is kept for reference. It is not checked, and not exported."), "muted"
            )
            + (
                self._paragraph(self.tr("This row is left out of the export."), "text")
                if document.table.left_out[row]
                else ""
            )
        )

    def _heading(self, number: int, what: str) -> str:
        row = (
            self.tr("New row") if number == NEW_ROW else self.tr("Row {number}").format(number=f"{number:,}")
        )
        return f'<p style="margin:0 0 2px 0; font-weight:600">{escape(row)} · {escape(what)}</p>'

    def _fact(self, label: str, value: str, first: bool = False) -> str:
        muted, text = colour("muted").name(), colour("text").name()
        value = escape(shortened(value, _LONGEST))
        return (
            f'<p style="margin:{8 if first else 0}px 0 2px 0"><span style="color:{muted}">{escape(label)}'
            f'</span> <span style="color:{text}">{value}</span></p>'
        )

    def _verdict(self, verdict: Verdict) -> str:
        severity = verdict.rule.severity
        picture_of = f'<img src="{severity.value}" style="vertical-align:middle"> '
        return (
            f'<p style="margin:9px 0 0 0">{picture_of}{self._said(verdict.sentence)}</p>'
            f'<p style="margin:3px 0 0 0">{self._said(verdict.why)}</p>'
        )

    def _said(self, message: Message) -> str:
        return escape(translated(message))

    def _paragraph(self, words: str, tint: str) -> str:
        return f'<p style="margin:8px 0 0 0; color:{colour(tint).name()}">{escape(words)}</p>'

    # -- Fixes -----------------------------------------------------------------------------------------------

    def _offered(
        self, document: Document, cell: Explanation
    ) -> tuple[AnyRule | None, Fix | None, Edit | None]:
        """The gravest rule that has a fix which helps this cell, and the edit that it would make."""
        for verdict in cell.verdicts:
            fix = first_fix(document, verdict.rule, self._here())
            if fix is not None:
                return verdict.rule, fix, mend(document, verdict.rule, self._here(), fix)
        return None, None, None

    def _here(self) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        return np.array([self._row], np.int64)

    def _offer(self, document: Document | None, put_back: bool) -> None:
        rule = self._fixable
        self._fix_cell.setVisible(put_back or rule is not None)
        alike = len(rows_marked(document, rule)) if document is not None and rule is not None else 0
        self._fix_all.setVisible(alike > 1)
        if put_back:
            self._fix_cell.setText(self.tr("Put back"))
            self._fix_cell.setAccessibleName(self.tr("Put this row back into the export"))
        elif self._fix is not None:
            label = template(self._fix.label)
            self._fix_cell.setText(label)
            self._fix_cell.setAccessibleName(self.tr("{fix}: this row").format(fix=label))
            self._fix_all.setText(self.tr("Fix all {count} like this").format(count=f"{alike:,}"))
            self._fix_all.setToolTip(label)
            self._fix_all.setAccessibleName(
                self.tr("{fix}: all {count} rows with this problem").format(fix=label, count=f"{alike:,}")
            )
        self._enable()

    def _enable(self) -> None:
        for button in (self._fix_cell, self._fix_all):
            button.setEnabled(not self._session.busy)

    @property
    def has_fix(self) -> bool:
        """There is a fix for the cell that is explained."""
        return self._fixable is not None

    def fix_cell(self) -> None:
        """Mend this cell, or put its row back; nothing happens where nothing is offered."""
        document = self._session.document
        if document is None or self._row is None:
            return
        if self._fixable is not None:
            self._apply(mend(document, self._fixable, self._here(), self._fix))
        else:
            self._apply(fixes.put_back(document, self._here()))

    def fix_all(self) -> None:
        """Mend every row that has the problem offered for this cell."""
        document = self._session.document
        if document is not None and self._fixable is not None:
            self._apply(mend(document, self._fixable, rows_marked(document, self._fixable), self._fix))

    def _apply(self, edit: Edit | None) -> None:
        if edit is not None:
            self._session.apply(edit)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._show()


class _Sheet(QTextBrowser):
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
        return QSize(240, round(self.document().size().height()) + margins.top() + margins.bottom() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, min(90, self.sizeHint().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()
