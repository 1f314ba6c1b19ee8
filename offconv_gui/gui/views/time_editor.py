"""The editor of a time: any way of writing can be typed, and a calendar opens below it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHideEvent, QIcon, QKeyEvent, QMoveEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from offconv_gui.core.time_editing import TimeColumn, rewritten, understand
from offconv_gui.gui.icons import put_icon
from offconv_gui.gui.parts.field_icons import let_icons_grow
from offconv_gui.gui.views.time_picker import TimePicker
from offconv_gui.gui.views.time_words import TimeWords

_GAP = 3
"""Pixels between the editor and what is said of its text."""


class TimeEditor(QLineEdit):
    """Says below the cell what is typed means, while it is typed. Alt+Down or the button opens the calendar.

    `column` is how the column is read, `now` the moment that the calendar shows where the cell has none, in
    seconds since 1970 by the column's clock.
    """

    def __init__(self, column: TimeColumn, now: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = column
        self._now = now
        self._picker: TimePicker | None = None
        self._before = ""
        self._table = parent
        self._words = TimeWords(parent)
        self._words.hide()
        let_icons_grow(self)
        opener = self.addAction(QIcon(), QLineEdit.ActionPosition.TrailingPosition)
        opener.setObjectName("openCalendar")
        opener.setText(self.tr("Choose the date and time"))
        opener.setToolTip(self.tr("Choose the date and time (Alt+Down)"))
        put_icon(opener, "calendar-days", "muted")
        opener.triggered.connect(self.open_calendar)
        self.textChanged.connect(self._say)
        self.destroyed.connect(self._words.deleteLater)

    def set_column(self, column: TimeColumn, now: int) -> None:
        """The column is read otherwise from now on."""
        if (column, now) != (self._column, self._now):
            self._column, self._now = column, now
            self._say()

    def open_calendar(self) -> None:
        """Open the calendar below the cell; closed by Escape it leaves the text as it is now."""
        meaning = understand(self.text(), self._column)
        picker = TimePicker(self._now if meaning.local is None else meaning.local, self)
        picker.moment_changed.connect(self._take)
        picker.taken.connect(self._go_on)
        picker.given_up.connect(self._put_back)
        self._picker, self._before = picker, self.text()
        picker.words.show_meaning(meaning)
        self._words.hide()
        picker.open_at(self)

    def _take(self, local: int) -> None:
        """Write the moment that the calendar shows now."""
        self.setText(rewritten(self._before, local, self._column))

    def _put_back(self) -> None:
        self.setText(self._before)
        self._go_on()

    def _go_on(self) -> None:
        """Type on in the cell, once the calendar is gone."""
        self._picker = None
        self.setFocus()
        self._words.setVisible(self.isVisible())

    # -- What is said of the text ---------------------------------------------------------------------------

    def _say(self) -> None:
        meaning = understand(self.text(), self._column)
        self._words.show_meaning(meaning)
        self.setAccessibleDescription(self._words.text())
        if self._picker is not None:
            self._picker.words.show_meaning(meaning)
        self._place()

    def _place(self) -> None:
        """Below the cell, or above it at the lower edge of the table."""
        room, size = self._table.rect(), self._words.size()
        y = self.geometry().bottom() + 1 + _GAP
        if y + size.height() > room.height():
            y = self.y() - _GAP - size.height()
        x = self.geometry().right() + 1 - size.width() if self.isRightToLeft() else self.x()
        self._words.move(QPoint(max(0, min(x, room.width() - size.width())), y))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._say()
        self._words.show()
        self._words.raise_()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._words.hide()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    # -- Keys -----------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """The window has a meaning of its own for the keys that open the calendar."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _opens(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _opens(event):
            self.open_calendar()
            return
        super().keyPressEvent(event)


def _opens(event: QKeyEvent) -> bool:
    """As the lists of combo boxes are opened."""
    alt, plain = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return (event.key(), modifiers) in ((Qt.Key.Key_Down, alt), (Qt.Key.Key_F4, plain))
