"""A small calendar with a time of day, to hang under the editor of a time."""

from __future__ import annotations

from PySide6.QtCore import QDate, QDateTime, QEvent, QLocale, QObject, QPoint, QRect, Qt, QTimeZone, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTimeEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from offconv_gui.core.kinds.time_columns import FIRST_YEAR, LAST_YEAR
from offconv_gui.gui.icons import put_icon
from offconv_gui.gui.palette import colour
from offconv_gui.gui.views.time_words import TimeWords

_RING = 14
"""Pixels that the focus ring around the days takes, which Qt does not reckon with."""


class TimePicker(QFrame):
    """Says each moment it shows; Enter takes the last, Escape gives up. Moments are seconds since 1970.

    `words` is for whoever knows by which clock the moment is meant.
    """

    moment_changed = Signal(object)
    taken = Signal()
    given_up = Signal()

    def __init__(self, local: int, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._build(QDateTime.fromSecsSinceEpoch(local, QTimeZone.utc()))
        self._wire()
        self.retranslate()
        self._calendar.setFocus()

    def open_at(self, field: QWidget) -> None:
        """Show it below a field, or above where the screen ends."""
        self.adjustSize()
        room = field.screen().availableGeometry()
        corner = field.rect().bottomRight() if field.isRightToLeft() else field.rect().bottomLeft()
        place = QRect(field.mapToGlobal(corner) + QPoint(0, 1), self.size())
        if field.isRightToLeft():
            place.moveRight(field.mapToGlobal(corner).x())
        if place.bottom() > room.bottom():
            place.moveBottom(field.mapToGlobal(QPoint(0, -1)).y())
        place.moveLeft(max(room.left(), min(place.left(), room.right() - place.width())))
        place.moveTop(max(room.top(), place.top()))
        self.setGeometry(place)
        self.show()

    def _build(self, moment: QDateTime) -> None:
        self.setObjectName("timePicker")
        self._calendar = _calendar(moment.date(), self)
        self._time = QTimeEdit(moment.time(), self)
        self._time.setObjectName("timeOfDay")
        self._time.setDisplayFormat("HH:mm:ss")
        self._time.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # else the seconds would come first
        self._time.lineEdit().setTextMargins(9, 0, 0, 0)  # a style sheet's padding does not reach it
        self._label = QLabel(self)
        self._label.setBuddy(self._time)
        self.words = TimeWords(self, framed=False)
        self._use, self._cancel = QPushButton(self), QPushButton(self)
        self._use.setObjectName("takeTime")
        self._use.setProperty("primary", True)
        self._cancel.setObjectName("giveUpTime")
        row = QHBoxLayout()
        row.addWidget(self._label)
        row.addWidget(self._time)
        row.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._use)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.setSpacing(8)
        layout.addWidget(self._calendar)
        layout.addLayout(row)
        layout.addWidget(self.words)
        layout.addLayout(buttons)

    def _wire(self) -> None:
        self._calendar.selectionChanged.connect(self._tell)
        self._calendar.activated.connect(self._take)
        self._time.timeChanged.connect(self._tell)
        self._use.clicked.connect(self._take)
        self._cancel.clicked.connect(self._give_up)
        for part in (self._time, *self._calendar.findChildren(QWidget)):
            part.installEventFilter(self)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Date and time"))
        self._calendar.setAccessibleName(self.tr("Date"))
        self._label.setText(self.tr("&Time of day"))
        self._time.setAccessibleName(self.tr("Time of day"))
        names = {
            "qt_calendar_prevmonth": self.tr("Previous month"),
            "qt_calendar_nextmonth": self.tr("Next month"),
            "qt_calendar_monthbutton": self.tr("Month"),
            "qt_calendar_yearbutton": self.tr("Year"),
            "qt_calendar_yearedit": self.tr("Year"),
            "qt_calendar_calendarview": self.tr("Date"),
        }
        for part in self._calendar.findChildren(QWidget):
            if part.objectName() in names:
                part.setAccessibleName(names[part.objectName()])
                part.setToolTip(names[part.objectName()])
        self._use.setText(self.tr("Use this time"))
        self._cancel.setText(self.tr("Cancel"))

    # -- What a person does ---------------------------------------------------------------------------------

    def _tell(self) -> None:
        moment = QDateTime(self._calendar.selectedDate(), self._time.time(), QTimeZone.utc())
        self.moment_changed.emit(moment.toSecsSinceEpoch())
        self.adjustSize()

    def _take(self) -> None:
        self.close()

    def _give_up(self) -> None:
        self._given_up = True
        self.close()

    _given_up = False

    def closeEvent(self, event: QCloseEvent) -> None:
        """A click elsewhere closes a list that hangs, and gives up nothing."""
        super().closeEvent(event)
        (self.given_up if self._given_up else self.taken).emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._ends(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Escape mean the same wherever the focus is; the calendar and the time have other uses."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and self._ends(event):
            return True
        return super().eventFilter(watched, event)

    def _ends(self, event: QKeyEvent) -> bool:
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self._give_up()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        elif isinstance(focused, QPushButton):
            focused.click()
        else:
            self._time.interpretText()
            self._take()
        return True


def _calendar(day: QDate, parent: QWidget) -> QCalendarWidget:
    """Qt's own, in the colours of the scheme: it has red weekends and no style sheet reaches its days."""
    calendar = QCalendarWidget(parent)
    calendar.setObjectName("timeCalendar")
    calendar.setDateRange(QDate(FIRST_YEAR, 1, 1), QDate(LAST_YEAR, 12, 31))
    calendar.setSelectedDate(day)
    calendar.setDateEditEnabled(False)
    calendar.setFirstDayOfWeek(QLocale.system().firstDayOfWeek())
    calendar.setMinimumHeight(calendar.sizeHint().height() + _RING)
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
    usual, heading = QTextCharFormat(), QTextCharFormat()
    usual.setForeground(colour("text"))
    heading.setForeground(colour("muted"))
    heading.setBackground(colour("card"))
    calendar.setHeaderTextFormat(heading)
    for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(weekday, usual)
    back, on = "chevron-left", "chevron-right"
    if parent.isRightToLeft():
        back, on = on, back
    for name, picture in (("qt_calendar_prevmonth", back), ("qt_calendar_nextmonth", on)):
        button = calendar.findChild(QToolButton, name)
        if isinstance(button, QToolButton):
            put_icon(button, picture)
    return calendar
