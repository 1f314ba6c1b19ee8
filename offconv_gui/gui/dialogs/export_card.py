"""One of the two cards of the review before an export: a heading, and below it lines in a grid."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from offconv_gui.gui.icons import put_picture


class ExportCard(QFrame):
    """A heading, and below it lines that scroll where there are many."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._heading = QLabel(self)
        self._heading.setProperty("heading", True)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 6, 10)
        column.setSpacing(6)
        column.addWidget(self._heading)
        column.addWidget(self._scroll)

    def show_facts(self, heading: str, facts: list[tuple[str, list[str], str]]) -> None:
        """Show what each fact is called beside it."""
        grid = self._cleared(heading)
        for row, (name, lines, tone) in enumerate(facts):
            label, value = QLabel(name), QLabel("\n".join(lines))
            value.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("muted", True)
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            value.setWordWrap(True)
            if tone:
                value.setProperty("tone", tone)
            grid.addWidget(label, row, 0)
            grid.addWidget(value, row, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 2)
        grid.setRowStretch(len(facts), 1)

    def show_reasons(self, heading: str, reasons: list[tuple[str, str, int]], nothing: str) -> None:
        """Show icon, words and number of each reason; `nothing` where there is none."""
        grid = self._cleared(heading)
        for row, (name, words, rows) in enumerate(reasons):
            sign, count = QLabel(), QLabel(f"{rows:,}")
            put_picture(sign, name, "error_mark" if name == "status-error" else "muted")
            count.setProperty("muted", True)
            count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(sign, row, 0)
            reason = QLabel(words)
            reason.setWordWrap(True)
            grid.addWidget(reason, row, 1)
            grid.addWidget(count, row, 2)
        if not reasons:
            sign = QLabel()
            put_picture(sign, "status-ready", "success_mark")
            grid.addWidget(sign, 0, 0)
            grid.addWidget(QLabel(nothing), 0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(max(len(reasons), 1), 1)

    def _cleared(self, heading: str) -> QGridLayout:
        self._heading.setText(heading)
        content = QWidget()
        content.setProperty("clear", True)
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 2, 8, 2)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(7)
        self._scroll.setWidget(content)
        self._scroll.setAccessibleName(heading)
        return grid
