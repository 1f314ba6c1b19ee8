"""What is known of one cell: what the file says, what that means, why it matters, and what mends it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

import numpy as np
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from offconv_gui.core.document import Document
from offconv_gui.core.edits import Edit, SetCells
from offconv_gui.core.explanation import Explanation, Verdict, explain
from offconv_gui.core.fields import SPECS, Field
from offconv_gui.core.mending import mend
from offconv_gui.core.messages import Message, shortened
from offconv_gui.core.offers import Offer, offers_at
from offconv_gui.core.rules import PLACES
from offconv_gui.core.table import NEW_ROW
from offconv_gui.core.zone_hint import ZoneHint, zone_hint
from offconv_gui.gui.i18n import template, translated
from offconv_gui.gui.palette import colour
from offconv_gui.gui.session import Session
from offconv_gui.gui.widgets.cell_fixes import CellFixes
from offconv_gui.gui.widgets.text_sheet import TextSheet

_LONGEST = 2_000
"""Characters of a cell's text that are shown; a cell may hold a whole page."""


class CellDetail(QWidget):
    """Explains the cell of `set_cell`, always as the session's document has it now."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._row: int | None = None
        self._field: Field | None = None
        self._shown: tuple[Document | None, int | None, Field | None] = None, None, None
        self._offers: tuple[Offer, ...] = ()
        self.known_zones: Callable[[], Iterable[str]] = tuple
        """Gives the zones that are proposed before others where many rows are in the future."""
        self._build()
        self._wire()
        self.retranslate()

    def _build(self) -> None:
        self.setObjectName("cellDetail")
        self._text = TextSheet(self)
        self._fixes = CellFixes(self._session, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self._text)
        layout.addWidget(self._fixes)
        layout.addStretch(1)

    def _wire(self) -> None:
        self._session.document_opened.connect(self._forget)
        self._session.follow(self._follow)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("The selected cell"))
        self._text.setAccessibleName(self.tr("About the selected cell"))
        self._fixes.retranslate()
        self._show()

    # -- The cell --------------------------------------------------------------------------------------------

    def set_cell(self, row: int | None, field: Field | None) -> None:
        """Explain this cell, by the row's position; without a field, the row is one of reference only."""
        self._row, self._field = row, field
        self._show_news()

    def text(self) -> str:
        """All that is said, as plain text."""
        return self._text.toPlainText()

    @property
    def fixes(self) -> CellFixes:
        """The buttons, and what they ask for."""
        return self._fixes

    @property
    def has_fix(self) -> bool:
        """There is a fix for the cell that is explained."""
        return bool(self._offers)

    def _forget(self) -> None:
        self.set_cell(None, None)

    def _follow(self) -> None:
        document = self._session.document
        if self._row is not None and (document is None or self._row >= document.row_count):
            self._row = self._field = None
        self._show_news()

    def _show_news(self) -> None:
        """Explain what is not explained yet: one change is heard of from several sides."""
        document, row, field = self._shown
        if document is not self._session.document or (row, field) != (self._row, self._field):
            self._show()

    def _show(self) -> None:
        document = self._session.document
        self._shown = document, self._row, self._field
        self._offers, left_out, hint, problem = (), False, None, False
        if document is None or self._row is None:
            html = self._paragraph(self.tr("Choose a cell to see what is known of it."), "muted")
        elif self._field is None:
            html = self._reference(document, self._row)
            left_out = bool(document.table.left_out[self._row])
        else:
            cell = explain(document, self._row, self._field)
            self._offers, left_out = offers_at(document, self._row, self._field), cell.left_out
            hint, problem = self._zone_hint(document, cell), bool(cell.verdicts)
            html = self._explained(cell, self._edit(document), hint)
        self._text.show_html(html)
        self._fixes.offer(self._offers, self._alike(document), left_out, hint)
        self._fixes.offer_copy(self._row is not None and self._field is not None, problem)

    def _edit(self, document: Document) -> Edit | None:
        """What the first of the fixes would do to the cell."""
        if not self._offers:
            return None
        first = self._offers[0]
        return mend(document, first.rule, np.array([self._row], np.int64), first.fix)

    def _alike(self, document: Document | None) -> int:
        """How many rows have the problem of the first fix."""
        if document is None or not self._offers:
            return 0
        return document.issues.count(1 << PLACES[self._offers[0].rule.id])

    def _zone_hint(self, document: Document, cell: Explanation) -> ZoneHint | None:
        if all(verdict.rule.id != "time-future" for verdict in cell.verdicts):
            return None
        return zone_hint(document, self.known_zones())

    # -- Words -----------------------------------------------------------------------------------------------

    def _explained(self, cell: Explanation, edit: Edit | None, hint: ZoneHint | None) -> str:
        parts = [
            self._heading(cell.row_number, cell.field.value),
            self._fact(
                self.tr("In the table:") if cell.edited else self.tr("In the file:"),
                cell.written or self.tr("blank"),
            ),
        ]
        parts += [self._verdict(verdict) for verdict in cell.verdicts]
        if hint is not None:
            parts.append(self._paragraph(translated(hint.in_words()), "text"))
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
        if cell.proof is not None and cell.written:
            parts.append(self._paragraph(translated(cell.proof), "muted"))
        return "".join(parts)

    def _meaning(self, cell: Explanation, edit: Edit | None) -> list[tuple[str, str]]:
        """What the cell is taken for now, and what it will say once it is fixed."""
        facts = []
        if cell.in_utc is not None:
            facts.append((self.tr("In UTC:"), cell.in_utc))
        elif cell.read_as not in (None, cell.written) and edit is None:
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

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._show()
