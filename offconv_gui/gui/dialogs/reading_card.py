"""How the file is read: its sheet, its row of headings, its zone, and how dates and amounts are written."""

from __future__ import annotations

from typing import Any, Protocol, cast

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QFrame, QWidget

from offconv_gui.core.choices import Choices, DateOrder, DecimalMark
from offconv_gui.core.column_evidence import order_outlook
from offconv_gui.core.grid import GridColumn, Origin
from offconv_gui.core.proof_sentences import WAY_NAMES, AnyEvidence
from offconv_gui.gui.dialogs.quiet_fields import QuietCombo, QuietSpin
from offconv_gui.gui.i18n import template
from offconv_gui.gui.parts.labelled_field import LabelledField
from offconv_gui.gui.parts.wrapping_row import WrappingRow
from offconv_gui.gui.theme import mark

_MARKS = (DecimalMark.AUTO, DecimalMark.POINT, DecimalMark.COMMA)
_ORDERS = (DateOrder.AUTO, DateOrder.DMY, DateOrder.MDY, DateOrder.YMD)


class ZoneField(Protocol):
    """A widget in which a zone is chosen; the window lends one, as it has it for its own bar."""

    chosen: Any

    def value(self) -> str | None: ...

    def set_value(self, value: str | None) -> None: ...


class ReadingCard(QFrame):
    """The fields beside each other, each below its caption; whoever shows them listens to them."""

    def __init__(self, zone: ZoneField, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.zone = zone
        self.sheet, self.order, self.decimal = QuietCombo(self), QuietCombo(self), QuietCombo(self)
        self.header_row = QuietSpin(self)
        row = WrappingRow(self, spacing=8)
        row.setContentsMargins(14, 10, 14, 12)
        self._captioned: dict[QWidget, LabelledField] = {}
        for widget, name in (
            (self.sheet, "matchSheet"),
            (self.header_row, "matchHeaderRow"),
            (self._zone_widget(), "matchTimeZone"),
            (self.order, "matchDateOrder"),
            (self.decimal, "matchDecimals"),
        ):
            widget.setObjectName(name)
            self._captioned[widget] = LabelledField(widget, self)
            row.add(self._captioned[widget])

    def _zone_widget(self) -> QWidget:
        return cast(QWidget, self.zone)

    def retranslate(self) -> None:
        for widget, caption in (
            (self.sheet, self.tr("Sheet")),
            (self.header_row, self.tr("Headings are in row")),
            (self._zone_widget(), self.tr("Times in the file are in")),
            (self.order, self.tr("Dates are written")),
            (self.decimal, self.tr("Amounts are written")),
        ):
            self._captioned[widget].set_texts(caption)
            widget.setAccessibleName(caption)
        self.header_row.setSpecialValueText(self.tr("no headings"))

    def fields(self) -> list[QWidget]:
        """What the keyboard visits, in order."""
        return [self.sheet, self.header_row, self._zone_widget(), self.order, self.decimal]

    def is_typed_in(self, focus: QWidget | None) -> bool:
        """Whether the widget with the focus is where a zone or a row's number is being typed."""
        typed_in = (self._zone_widget(), self.header_row)
        return focus is not None and any(w is focus or w.isAncestorOf(focus) for w in typed_in)

    def show_origin(self, origin: Origin, from_file: bool) -> None:
        """Offer the sheets that there are; pasted rows, not being `from_file`, cannot be read another way."""
        with QSignalBlocker(self.sheet):
            self.sheet.clear()
            self.sheet.addItems(list(origin.sheets))
        self.restore(origin)
        self._show(self.sheet, len(origin.sheets) > 1)
        self._show(self.header_row, from_file)

    def restore(self, origin: Origin) -> None:
        """Show the sheet and the heading row that were read last."""
        with QSignalBlocker(self.sheet), QSignalBlocker(self.header_row):
            self.sheet.setCurrentText(origin.sheet or "")
            self.header_row.setValue(origin.header_row)

    def _show(self, widget: QWidget, wanted: bool) -> None:
        widget.setVisible(wanted)
        self._captioned[widget].setVisible(wanted)

    def show_orders(
        self, column: GridColumn | None, found: AnyEvidence | None, choices: Choices, now: int
    ) -> None:
        """Offer the orders, each with what it would mean where the column itself proves none."""
        doubtful = _is_doubtful(found)
        with QSignalBlocker(self.order):
            self.order.clear()
            for order in _ORDERS:
                words = self._automatic(found) if order is DateOrder.AUTO else template(WAY_NAMES[order])
                if column is not None and found is not None and order in found.in_doubt:
                    outlook = order_outlook(column, order, choices, now)
                    words = self.tr("{order} — {future} in the future, {old} too old").format(
                        order=words, future=f"{outlook.future:,}", old=f"{outlook.too_old:,}"
                    )
                self.order.addItem(words, order)
            self.order.setCurrentIndex(_ORDERS.index(choices.date_order))
        self.order.updateGeometry()
        self.order.setEnabled(column is not None)
        self.order.setToolTip(self.order.currentText())
        undecided = doubtful and choices.date_order is DateOrder.AUTO
        mark(self.order, "tone", "warning" if undecided else "")

    def show_decimals(self, column: GridColumn | None, found: AnyEvidence | None, choices: Choices) -> None:
        """Offer the marks, the first item saying what the column itself proves."""
        with QSignalBlocker(self.decimal):
            self.decimal.clear()
            self.decimal.addItem(self._automatic_decimals(found), DecimalMark.AUTO)
            for way in _MARKS[1:]:
                self.decimal.addItem(template(WAY_NAMES[way]), way)
            self.decimal.setCurrentIndex(_MARKS.index(choices.decimal_mark))
        self.decimal.updateGeometry()
        self.decimal.setToolTip(self.decimal.currentText())
        self._show(self.decimal, column is not None)
        undecided = _is_doubtful(found) and choices.decimal_mark is DecimalMark.AUTO
        mark(self.decimal, "tone", "warning" if undecided else "")

    def _automatic_decimals(self, found: AnyEvidence | None) -> str:
        """What finding the decimal mark out comes to."""
        if found is not None and found.mixed:
            return self.tr("Two ways are mixed: choose one")
        if found is not None and found.proved is None and found.unclear:
            return self.tr("Thousands or decimals? Choose")
        return self._proved(found)

    def _automatic(self, found: AnyEvidence | None) -> str:
        """What finding the order out comes to."""
        if found is None:
            return self.tr("No column becomes the Conversion Time")
        if found.mixed:
            return self.tr("Two orders are mixed: choose one")
        if found.proved is None and found.unclear:
            if DateOrder.YMD in found.in_doubt:
                return self.tr("Day, month and year cannot be told apart: choose")
            return self.tr("Day and month cannot be told apart: choose")
        return self._proved(found)

    def _proved(self, found: AnyEvidence | None) -> str:
        """The way that a column proves, and by how many rows."""
        if found is None or found.proved is None:
            return self.tr("Clear as written")
        none = self.tr("{order} — no other order fits all rows")
        one = self.tr("{order} — proved by 1 row")
        many = self.tr("{order} — proved by {count} rows")
        return {0: none, 1: one}.get(found.proved_by, many).format(
            order=template(WAY_NAMES[found.proved]), count=f"{found.proved_by:,}"
        )


def _is_doubtful(found: AnyEvidence | None) -> bool:
    """Whether the column cannot say by itself how it is written."""
    return found is not None and (found.mixed or (found.proved is None and found.unclear > 0))
