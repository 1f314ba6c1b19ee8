"""The sentence above the columns: what was matched, and what is still to be done."""

from __future__ import annotations

from typing import TypeAlias

from PySide6.QtWidgets import QLabel, QWidget

from offconv_gui.core.fields import Field
from offconv_gui.gui.theme import mark

Targets: TypeAlias = tuple[Field | None, ...]


_FINDS_THE_CLICK = (Field.CLICK_ID, Field.LANDING_PAGE, Field.HASHED_EMAIL, Field.HASHED_PHONE)
"""Any of these is enough to begin with."""


class MatchSummary(QLabel):
    """Warns while a needed field has no column; counts the matched columns otherwise."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("matchSummary")
        self.setWordWrap(True)
        self.setProperty("muted", True)

    def summarise(self, targets: Targets, doubtful: int, said: str, page: str) -> None:
        """Say how the columns stand, after what was `said` about the last change, if anything was.

        `page` is the heading of the column of landing pages, "" where there is none.
        """
        warnings = self._warnings(targets)
        told = [said, *warnings, self._taken_from(page, targets)]
        parts = told if any(told) else [self._counted(targets, doubtful)]
        self.tell(" ".join(part for part in parts if part), "warning" if warnings else "")

    def _warnings(self, targets: Targets) -> list[str]:
        if not any(field in targets for field in _FINDS_THE_CLICK):
            return [self.tr("No column becomes the Microsoft Click Id yet: choose the one that holds it.")]
        if Field.TIME not in targets:
            return [self.tr("No column becomes the Conversion Time yet: choose the one that holds it.")]
        return []

    def _taken_from(self, page: str, targets: Targets) -> str:
        if Field.LANDING_PAGE not in targets or Field.CLICK_ID in targets:
            return ""
        return self.tr(
            "No column holds bare click IDs. Once the table is open, they can be taken from “{page}”."
        ).format(page=page)

    def _counted(self, targets: Targets, doubtful: int) -> str:
        total = len(targets)
        matched = sum(field is not None for field in targets)
        sentence = self.tr("We matched {matched} of {total} columns from their names and contents.").format(
            matched=f"{matched:,}", total=f"{total:,}"
        )
        if doubtful == 1:
            return f"{sentence} {self.tr('Check the marked one, then open the table.')}"
        if doubtful:
            check = self.tr("Check the {count} marked ones, then open the table.")
            return f"{sentence} {check.format(count=f'{doubtful:,}')}"
        return f"{sentence} {self.tr('Look them over, then open the table.')}"

    def tell(self, words: str, tone: str = "") -> None:
        """Say something else, such as what is being done or what went wrong."""
        self.setText(words)
        mark(self, "muted", not tone)
        mark(self, "tone", tone)
