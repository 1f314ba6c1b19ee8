"""The table in words: headings, what is told when the pointer rests, and cells for those who hear them."""

from __future__ import annotations

from PySide6.QtCore import QObject

from offconv_gui.core.column_filters import CellState
from offconv_gui.core.explanation import first_sentence, rules_at
from offconv_gui.core.fields import SPECS, Field, Kind
from offconv_gui.core.issues import Severity
from offconv_gui.core.table import NEW_ROW
from offconv_gui.gui.i18n import template, translated
from offconv_gui.gui.models.cell_looks import Look
from offconv_gui.gui.models.shown_document import ShownDocument


class TableWords(QObject):
    """What is said of the columns and cells of a table. Rows in its methods are places in the view."""

    def __init__(self, table: ShownDocument) -> None:
        super().__init__(table)
        self._table = table

    def title(self, column: int) -> str:
        """The heading of a column as it is shown: shorter than the bulk record's where that is clear."""
        field = self._table.field_at(column)
        if self._table.tells_expiry(column):
            return self.tr("Expires")
        if field is None:
            assert self._table.document is not None
            return self._table.document.table.extras[self._table.extra_at(column)][0]
        if SPECS[field].kind is Kind.TIME:
            return self.tr("{heading} (UTC)").format(heading=field.value)
        if field is Field.CURRENCY:
            return self.tr("Currency")
        return self.tr("Adjustment Currency") if field is Field.ADJUSTMENT_CURRENCY else field.value

    def quality(self, column: int) -> str:
        """How the cells of a column are, such as "812 ready, 20 to review, 4 blank"; "" where unknown."""
        found = self._table.quality_of(column)
        if found is None:
            return ""
        words = {
            CellState.READY: self.tr("{count} ready"),
            CellState.REVIEW: self.tr("{count} to review"),
            CellState.WRONG: self.tr("{count} need fixing"),
            CellState.BLANK: self.tr("{count} blank"),
        }
        counts = {state: found.of(state) for state in CellState}
        return ", ".join(words[state].format(count=f"{count:,}") for state, count in counts.items() if count)

    def column_help(self, column: int) -> str:
        """What a column is for, where it comes from, and how its cells are."""
        if self._table.tells_expiry(column):
            return self.tr("Until when each row can be uploaded, on this computer's clock.")
        document, field = self._table.document, self._table.field_at(column)
        if document is None or field is None:
            return self.tr("A column of your file. It is shown for reference and never uploaded.")
        source = document.table.sources.get(field)
        lines = [field.value, template(SPECS[field].help)]
        if source and source != field.value:
            lines.append(self.tr("From the column “{heading}” of your file.").format(heading=source))
        return "\n".join((*lines, self.quality(column)))

    def heard_heading(self, column: int) -> str:
        """A heading for those who hear it: its title, and how the cells below are."""
        return ". ".join(filter(None, (self.title(column), self.quality(column))))

    def problem(self, row: int, column: int) -> str:
        """The first sentence on what is wrong with a cell; "" where nothing is."""
        document, field = self._table.document, self._table.subject_at(column)
        if document is None or field is None:
            return ""
        message = first_sentence(document, int(self._table.rows[row]), field)
        return translated(message) if message is not None else ""

    def heard_cell(self, row: int, column: int, look: Look) -> str:
        """A cell for those who hear it: "Conversion Time, row 214, 2026-03-14 09:15, problem: Older than 90
        days, left out". An error leaves its row out of the export until it is mended.
        """
        document, field = self._table.document, self._table.field_at(column)
        assert document is not None
        number = int(document.table.row_numbers[self._table.rows[row]])
        parts = [
            self.title(column),
            self.tr("new row") if number == NEW_ROW else self.tr("row {number}").format(number=number),
            look.text or self.tr("blank"),
        ]
        if look.inherited:
            parts.append(self.tr("chosen for the whole table"))
        if look.required:
            parts.append(self.tr("required"))
        rules = rules_at(document, int(self._table.rows[row]), field) if field is not None else []
        parts += [self.tr("problem: {title}").format(title=template(rule.title)) for rule in rules]
        if look.edited:
            parts.append(self.tr("edited"))
        if look.left_out or any(rule.severity is Severity.ERROR for rule in rules):
            parts.append(self.tr("left out"))
        if field is None:
            parts.append(self.tr("not uploaded"))
        return ", ".join(parts)
