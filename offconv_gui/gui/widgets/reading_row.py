"""How dates and amounts are read, as sentences with what proves it, and a choice where nothing does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from offconv_gui.core.choice_outcomes import date_outcomes, decimal_outcomes
from offconv_gui.core.choices import Choices, DateOrder, DecimalMark
from offconv_gui.core.document import Document
from offconv_gui.core.explanation import proof
from offconv_gui.core.fields import Field
from offconv_gui.core.kinds.times import Times
from offconv_gui.core.messages import Message
from offconv_gui.core.proof_sentences import WAY_NAMES, AnyEvidence, Way
from offconv_gui.gui.i18n import template, translated
from offconv_gui.gui.parts.labelled_field import LabelledField
from offconv_gui.gui.parts.wrapping_row import WrappingRow
from offconv_gui.gui.session import Session
from offconv_gui.gui.theme import mark
from offconv_gui.gui.widgets.choice_combo import ChoiceCombo
from offconv_gui.gui.widgets.hour_strip import HourStrip
from offconv_gui.gui.widgets.time_of_day_combo import TimeOfDayCombo


class ReadingRow(QWidget):
    """Shows the conversion time's and value's evidence; says what a person chooses, and changes nothing."""

    date_order_chosen = Signal(DateOrder)
    decimal_mark_chosen = Signal(DecimalMark)
    time_of_day_chosen = Signal(object)
    """Seconds after midnight, or None for no choice."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._document: Document | None = None
        self._build()
        self._wire()
        self.retranslate()

    def show_document(self, document: Document | None) -> None:
        """Show how this document is read."""
        self._document = document
        choices = document.choices if document else Choices()
        self._show(self._date_order, Field.TIME, choices.date_order, tuple(DateOrder))
        self._show(self._decimal, Field.VALUE, choices.decimal_mark, tuple(DecimalMark))
        self._show_time_of_day(document, choices.time_of_day)

    def fields_by_choice(self) -> dict[str, QWidget]:
        """The fields by the names of the choices in `Choices`."""
        return {
            "date_order": self._date_order,
            "decimal_mark": self._decimal,
            "time_of_day": self._time_of_day,
        }

    def _build(self) -> None:
        self._date_order, self._decimal = ChoiceCombo(self), ChoiceCombo(self)
        self._time_of_day = TimeOfDayCombo(self)
        self._time_of_day.setObjectName("timeOfDayCombo")
        self._strip = HourStrip(self._session, self)
        self._date_order.setObjectName("dateOrderCombo")
        self._decimal.setObjectName("decimalCombo")
        combos = (self._date_order, self._decimal, self._time_of_day)
        for combo in combos:
            combo.setProperty("inline", True)
        self._ways = [LabelledField(combo, self, before=True) for combo in combos]
        self._hours = LabelledField(self._strip, self, before=True)
        row = WrappingRow(self, spacing=24)
        for way in self._ways:
            row.add(way)
        row.add(self._hours, at_end=True)

    def _wire(self) -> None:
        self._strip.known_changed.connect(self._hours.setVisible)
        self._date_order.opening.connect(self._show_date_outcomes)
        self._decimal.opening.connect(self._show_decimal_outcomes)
        self._date_order.chosen.connect(self.date_order_chosen)
        self._decimal.chosen.connect(self.decimal_mark_chosen)
        self._time_of_day.chosen.connect(self.time_of_day_chosen)

    def retranslate(self) -> None:
        labels = (
            self.tr("Dates are read as"),
            self.tr("Amounts are read with"),
            self.tr("Dates without a time are at"),
        )
        for way, label in zip(self._ways, labels, strict=True):
            way.set_texts(label)
        self._hours.set_texts(self.tr("By hour of the day"), self.tr("By hour"))
        self._time_of_day.setAccessibleName(self.tr("Time of day of dates without one"))
        self._time_of_day.retranslate()
        self._strip.retranslate()
        self._date_order.setAccessibleName(self.tr("How dates are read"))
        self._decimal.setAccessibleName(self.tr("How amounts are read"))
        self.show_document(self._document)

    def _show(self, combo: ChoiceCombo, field: Field, chosen: Way, ways: tuple[Way, ...]) -> None:
        document = self._document
        found = document.readings.evidence.get(field) if document else None
        automatic, doubtful = self._automatic(found)
        combo.set_texts([(ways[0], automatic), *((way, template(WAY_NAMES[way])) for way in ways[1:])])
        combo.set_value(chosen)
        sentence = proof(document, field) if document else None
        combo.setToolTip(translated(sentence) if sentence else "")
        combo.setAccessibleDescription(combo.toolTip())
        mark(combo, "tone", "warning" if doubtful and chosen is ways[0] else "")

    def _show_date_outcomes(self) -> None:
        """Say in the list what each order would come to, where a person has to choose."""
        found = self._document.readings.evidence.get(Field.TIME) if self._document else None
        if self._document is not None and found is not None and (found.unclear or found.mixed):
            outcomes = date_outcomes(self._document)
            self._say(self._date_order, {order: one.in_words() for order, one in outcomes.items()})

    def _show_decimal_outcomes(self) -> None:
        """Say in the list what each mark makes of an amount that can be read both ways."""
        if self._document is not None:
            self._say(self._decimal, decimal_outcomes(self._document))

    def _say(self, combo: ChoiceCombo, outcomes: Mapping[Any, Message]) -> None:
        texts = [(combo.itemData(0), combo.itemText(0))]
        for row in range(1, combo.count()):
            way = combo.itemData(row)
            name, outcome = template(WAY_NAMES[way]), outcomes.get(way)
            words = self.tr("{way} — {outcome}") if outcome is not None else "{way}"
            said = translated(outcome) if outcome is not None else ""
            texts.append((way, words.format(way=name, outcome=said)))
        combo.set_texts(texts)

    def _show_time_of_day(self, document: Document | None, chosen: int | None) -> None:
        """Only a column that has dates without a time asks for one."""
        times = document.readings.whole(Field.TIME) if document else None
        asked = isinstance(times, Times) and bool(times.date_only.any())
        self._ways[2].setVisible(asked)
        self._time_of_day.set_value(chosen)
        mark(self._time_of_day, "tone", "warning" if chosen is None else "")

    def _automatic(self, found: AnyEvidence | None) -> tuple[str, bool]:
        """What the choice "find out" says of the column, and whether a person ought to choose instead."""
        if found is not None and found.mixed:
            return self.tr("Two ways are mixed: choose one"), True
        if found is not None and found.proved is not None:
            return self._proved(template(WAY_NAMES[found.proved]), found.proved_by), False
        if found is not None and found.unclear:
            return self.tr("Cannot be told: choose"), True
        return self.tr("Clear as written"), False

    def _proved(self, way: str, rows: int) -> str:
        if not rows:
            return self.tr("{way} — no other way fits all rows").format(way=way)
        if rows == 1:
            return self.tr("{way} — proved by 1 row").format(way=way)
        return self.tr("{way} — proved by {count} rows").format(way=way, count=f"{rows:,}")
