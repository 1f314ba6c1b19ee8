"""What stands in every row of the fields that a file has no column for: a value, a currency, a goal."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

import pyarrow as pa
from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QWidget

from offconv_gui.core.choices import Choices
from offconv_gui.core.fields import Field
from offconv_gui.core.goals import Goal
from offconv_gui.core.kinds import amounts, currencies
from offconv_gui.core.kinds.amounts import AmountStatus
from offconv_gui.gui.theme import mark
from offconv_gui.io.layouts import Constants

OFFERED = (Field.VALUE, Field.CURRENCY, Field.NAME)
_NAMES = {Field.VALUE: "constantValue", Field.CURRENCY: "constantCurrency", Field.NAME: "constantGoal"}


class ConstantsRow(QFrame):
    """A field is shown where no column becomes it. What cannot be read is marked, and does not count."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("matchConstants")
        self.setProperty("card", True)
        self._lines = {field: QLineEdit(self) for field in OFFERED}
        self._labels = {field: QLabel(self) for field in OFFERED}
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(12)
        for field in OFFERED:
            line, label = self._lines[field], self._labels[field]
            line.setObjectName(_NAMES[field])
            label.setProperty("muted", True)
            label.setBuddy(line)
            line.setMaximumWidth(260)
            row.addWidget(label)
            row.addWidget(line, 1)
            line.textChanged.connect(self._follow)
        row.addStretch(1)
        self.retranslate()

    def texts(self) -> dict[Field, str]:
        """What was given and can be read, of the fields that are shown; a currency as its code."""
        given = {field: line.text().strip() for field, line in self._lines.items() if not line.isHidden()}
        if Field.CURRENCY in given:
            given[Field.CURRENCY] = given[Field.CURRENCY].upper()
        return {field: text for field, text in given.items() if text and is_readable(field, text)}

    def constants(self) -> Constants:
        """What is no choice of the file's, and so stands in the rows themselves."""
        return {field: text for field, text in self.texts().items() if field is Field.VALUE}

    def added_to(self, choices: Choices) -> Choices:
        """The choices with the currency and the goal that were given here."""
        given = self.texts()
        if Field.CURRENCY in given:
            choices = choices.changed(currency=given[Field.CURRENCY])
        if Field.NAME in given:
            choices = choices.changed(goal=replace(choices.goal or Goal(""), name=given[Field.NAME]))
        return choices

    def show_given(self, constants: Constants, choices: Choices) -> None:
        """Show what is known so far; what the choices say takes the place of a constant."""
        goal = {Field.NAME: choices.goal.name} if choices.goal else {}
        currency = {Field.CURRENCY: choices.currency} if choices.currency else {}
        self.show_texts({**constants, **goal, **currency})

    def show_texts(self, texts: Mapping[Field, str]) -> None:
        """Show these."""
        for field, line in self._lines.items():
            with QSignalBlocker(line):
                line.setText(texts.get(field, ""))
        self._follow()

    def show_missing(self, used: Collection[Field | None]) -> None:
        """Show the fields that are not used."""
        for field in OFFERED:
            for widget in (self._lines[field], self._labels[field]):
                widget.setVisible(field not in used)
        self.setVisible(any(field not in used for field in OFFERED))

    def fields(self) -> list[QWidget]:
        """What the keyboard visits, in order."""
        return [self._lines[field] for field in OFFERED]

    def _follow(self) -> None:
        for field, line in self._lines.items():
            text = line.text().strip()
            mark(line, "tone", "warning" if text and not is_readable(field, text) else "")
        self.changed.emit()

    def retranslate(self) -> None:
        words = {
            Field.VALUE: (self.tr("Value of every row"), self.tr("the goal's own value")),
            Field.CURRENCY: (self.tr("Currency of every row"), self.tr("such as EUR")),
            Field.NAME: (self.tr("Goal of every row"), self.tr("the goal's name, exactly")),
        }
        for field, (label, example) in words.items():
            self._labels[field].setText(label)
            self._lines[field].setAccessibleName(label)
            self._lines[field].setPlaceholderText(example)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def is_readable(field: Field, text: str) -> bool:
    """Whether this can stand in every row of the field."""
    if field is Field.CURRENCY:
        return text.strip().upper() in currencies.CODES[1:]
    if field is Field.VALUE:
        return bool(amounts.parse(pa.array([text], pa.large_string())).status[0] == AmountStatus.OK)
    return True
