"""Asks what the texts of some cells mean: one field for each text, whatever the number of its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from offconv_gui.core.messages import shortened
from offconv_gui.gui.dialogs.fix_buttons import FixButtons
from offconv_gui.gui.parts.window_size import open_at_size

Value = tuple[str, str]
"""A value, and the words a person knows it by."""


@dataclass(frozen=True)
class Question:
    """A text that stands in so many rows, and what it may mean, the likeliest first."""

    text: str
    rows: int
    likely: tuple[Value, ...]


class AskDialog(QDialog):
    """Changes nothing itself: when it is accepted, `answers` are the values chosen, by their texts.

    `label` is the word on the fix's button, `hint` what the problem is; `others` are all values there are.
    """

    def __init__(
        self,
        label: str,
        hint: str,
        questions: Sequence[Question],
        others: Sequence[Value],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._label, self._hint = label, hint
        self._questions = tuple(questions)
        self._others = tuple(others)
        self._fields: list[QComboBox] = []
        self._build()
        self.retranslate()

    @property
    def answers(self) -> dict[str, str]:
        """The values chosen; a text without an answer stays as it is."""
        pairs = zip(self._questions, self._fields, strict=True)
        return {question.text: str(field.currentData()) for question, field in pairs if field.currentData()}

    def _build(self) -> None:
        self.setObjectName("askDialog")
        self._title, self._subtitle = QLabel(self), QLabel(self)
        self._title.setProperty("title", True)
        self._subtitle.setProperty("muted", True)
        self._subtitle.setWordWrap(True)
        self._buttons = FixButtons(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(self._title)
        layout.addWidget(self._subtitle)
        layout.addWidget(self._asked(), 1)
        layout.addLayout(self._buttons)
        if self._fields:
            self._fields[0].setFocus()
        open_at_size(self, 560, min(520, 210 + 40 * len(self._questions)))

    def _asked(self) -> QScrollArea:
        inside = QWidget(self)
        inside.setProperty("clear", True)
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setColumnStretch(1, 1)
        for row, question in enumerate(self._questions):
            field = self._field(question)
            label = QLabel(self._question_words(question), inside)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
            self._fields.append(field)
        grid.setRowStretch(len(self._questions), 1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        return area

    def _field(self, question: Question) -> QComboBox:
        field = QComboBox(self)
        field.setObjectName(f"answer_{len(self._fields)}")
        field.setAccessibleName(self.tr("What “{text}” means").format(text=shortened(question.text)))
        field.addItem(self.tr("Choose…"), None)
        likely = [value for value, _ in question.likely]
        others = [one for one in self._others if one[0] not in likely]
        for value, words in (*question.likely, *others):
            field.addItem(words, value)
        if likely and others:
            field.insertSeparator(len(likely) + 1)
        if len(likely) == 1:
            field.setCurrentIndex(1)
        field.currentIndexChanged.connect(self._enable)
        return field

    def _question_words(self, question: Question) -> str:
        text = shortened(question.text, 30) or self.tr("blank")
        if question.rows == 1:
            return self.tr("“{text}” is").format(text=text)
        return self.tr("“{text}” (in {count} rows) is").format(text=text, count=f"{question.rows:,}")

    def retranslate(self) -> None:
        self.setWindowTitle(self._label)
        self._title.setText(self._label)
        self._subtitle.setText(self._hint)
        self._buttons.cancel.setText(self.tr("Cancel"))
        self._enable()

    def _enable(self) -> None:
        answers = self.answers
        rows = sum(question.rows for question in self._questions if question.text in answers)
        words = self.tr("1 row") if rows == 1 else self.tr("{count} rows").format(count=f"{rows:,}")
        self._buttons.apply.setText(self.tr("Apply: {rows}").format(rows=words) if rows else self.tr("Apply"))
        self._buttons.apply.setEnabled(rows > 0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
