"""A strip of bars, one for each hour of the day: a working day at night shows that the zone is wrong."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from offconv_gui.core.amended import Amended
from offconv_gui.core.fields import Field
from offconv_gui.core.hours import HOURS, WORK_BEGINS, WORK_ENDS, Hours, by_hour
from offconv_gui.gui.i18n import translated
from offconv_gui.gui.palette import colour
from offconv_gui.gui.session import Session

_BAR, _THIN_BAR, _GAP = 5, 3, 1
"""Pixels: of a bar where there is room, of one where there is little, and between two."""

_LOWEST = 2.0
"""Pixels of the bar of an hour in which anything happened at all."""


class HourStrip(QWidget):
    """Follows the session: the hours are counted anew where the times or the zone are others."""

    known_changed = Signal(bool)
    """There are hours to show, or none."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hourStrip")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._session = session
        self._hours: Hours | None = None
        self._of: tuple[Amended[Any] | None, str | None] = (None, None)
        session.follow(self.refresh)
        self.retranslate()

    def retranslate(self) -> None:
        self._of = (None, None)
        self.refresh()

    def refresh(self) -> None:
        """Count the hours of the document as it is now, if they can be others."""
        document = self._session.document
        of = (document.readings.typed.get(Field.TIME), document.choices.zone) if document else (None, None)
        if self._hours is not None and of[0] is self._of[0] and of[1] == self._of[1]:
            return
        self._of = of
        self._hours = by_hour(document) if document is not None else None
        words = translated(self._hours.in_words()) if self._hours is not None else ""
        self.setAccessibleName(self.tr("Conversions by hour of the day"))
        self.setAccessibleDescription(words)
        self.setToolTip(words)
        known = self._hours is not None and self._hours.total > 0
        self.setVisible(known)
        self.known_changed.emit(known)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(HOURS * (_BAR + _GAP) + _GAP, max(22, self.fontMetrics().height() + 6))

    def minimumSizeHint(self) -> QSize:
        return QSize(HOURS * (_THIN_BAR + _GAP) + _GAP, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        hours = self._hours
        if hours is None or not hours.total:
            return
        painter = QPainter(self)
        wide, high, ground = (self.width() - _GAP) / HOURS, self.height() - 2, self.height() - 1
        begins, long = _GAP / 2 + WORK_BEGINS * wide, (WORK_ENDS - WORK_BEGINS) * wide
        painter.fillRect(QRectF(begins, 0, long, self.height()), colour("info_tint"))
        painter.fillRect(QRectF(0, ground, self.width(), 1), colour("border"))
        most = int(hours.counts.max())
        for hour, count in enumerate(hours.counts.tolist()):
            tall = max(_LOWEST, high * count / most) if count else 0.0
            working = WORK_BEGINS <= hour < WORK_ENDS
            painter.fillRect(
                QRectF(_GAP + hour * wide, ground - tall, max(1.0, wide - _GAP), tall),
                colour("accent" if working else "warning_mark"),
            )
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        elif event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
