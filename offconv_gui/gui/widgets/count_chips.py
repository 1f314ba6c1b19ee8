"""How many rows are in which state, each count a filter; when rows expire; the way through the problems."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QDateTime, Qt, QTimeZone, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QToolButton, QWidget

from offconv_gui.core.document import Document
from offconv_gui.core.fields import Field
from offconv_gui.core.issues import Counts
from offconv_gui.core.rules import PLACES
from offconv_gui.gui.i18n import LANGUAGE
from offconv_gui.gui.icons import put_icon, put_picture
from offconv_gui.gui.parts.announcing import announce
from offconv_gui.gui.parts.fitting_label import FittingLabel
from offconv_gui.gui.parts.wrapping_row import WrappingRow
from offconv_gui.gui.session import Session

OLDEST_DAYS = 90
"""Days for which a conversion can be uploaded (Microsoft Advertising, error 5609)."""

_DAY = 86_400
_HOUR = 3_600
_HOURS_A_DAY = 24
_EXPIRES_SOON = 1 << PLACES["time-expires-soon"]


@dataclass(frozen=True)
class _Chip:
    """`name` is what `filter_chosen` says, `counted` the field of `Counts` that the chip shows."""

    name: str
    counted: str
    object_name: str
    icon: str
    colour: str


_SIDE = 15
"""Pixels, of the icons."""

_CHIPS = (
    _Chip("all", "rows", "chipAll", "table", "icon"),
    _Chip("ready", "ready", "chipReady", "status-ready", "success_mark"),
    _Chip("review", "warnings", "chipReview", "status-warning", "warning_mark"),
    _Chip("errors", "errors", "chipErrors", "status-error", "error_mark"),
    _Chip("left_out", "left_out", "chipLeftOut", "status-left-out", "icon"),
)


class CountChips(QWidget):
    """Follows the session's counts; says which filter a person chose, and filters nothing itself."""

    filter_chosen = Signal(str)
    """One of "all", "ready", "review", "errors", "left_out"."""
    previous_wanted = Signal()
    next_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._position: tuple[int | None, int] = (None, 0)
        self._told: Counts | None = None
        self._build()
        self._wire()
        self.retranslate()

    def chosen(self) -> str:
        """The filter whose chip is pressed in."""
        return next(name for name, chip in self._chips.items() if chip.isChecked())

    def choose(self, name: str) -> None:
        """Press in the chip of this filter, without saying so."""
        self._chips[name].setChecked(True)

    def set_problem_position(self, index: int | None, total: int) -> None:
        """Say which problem is the current one, `index` from 1 to `total`, or None for none of them."""
        self._position = (index, total)
        self._previous.setEnabled(total > 0)
        self._next.setEnabled(total > 0)
        self._where.setText(self._position_words(index, total))

    def announce_position(self) -> None:
        """Let a screen reader say which problem is the current one, though the focus is in the table."""
        announce(self._where, self._where.text())

    def _build(self) -> None:
        self.setObjectName("countChips")
        layout = WrappingRow(self, spacing=8)
        self._group = QButtonGroup(self)
        self._chips: dict[str, QToolButton] = {}
        for chip in _CHIPS:
            button = _chip(chip, self)
            self._group.addButton(button)
            self._chips[chip.name] = button
            layout.add(button)
        self._chips["all"].setChecked(True)
        self._notice_box = QWidget(self)
        self._notice_icon = QLabel(self._notice_box)
        self._notice = FittingLabel(self._notice_box)
        self._notice.setObjectName("expiryNotice")
        self._notice.setProperty("muted", True)
        way = QWidget(self)
        self._previous = _step("previousProblem", "chevron-up", way)
        self._next = _step("nextProblem", "chevron-down", way)
        self._where = QLabel(way)
        self._where.setObjectName("problemPosition")
        self._where.setProperty("muted", True)
        layout.add(_together(self._notice_box, 7, self._notice_icon, self._notice))
        layout.add(_together(way, 8, self._previous, self._where, self._next), at_end=True)

    def _wire(self) -> None:
        self._group.buttonClicked.connect(self._tell)
        self._previous.clicked.connect(self.previous_wanted)
        self._next.clicked.connect(self.next_wanted)
        self._session.document_opened.connect(self._start_over)
        self._session.follow(self.refresh)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Counts and filters"))
        self._previous.setAccessibleName(self.tr("Previous problem"))
        self._previous.setToolTip(self.tr("Previous problem (Shift+F8)"))
        self._next.setAccessibleName(self.tr("Next problem"))
        self._next.setToolTip(self.tr("Next problem (F8)"))
        for name, tip in {
            "all": self.tr("Show all rows"),
            "ready": self.tr("Show only the rows that will be exported"),
            "review": self.tr("Show only the rows that will be exported but may surprise"),
            "errors": self.tr("Show only the rows that stay out until they are fixed"),
            "left_out": self.tr("Show only the rows that you left out"),
        }.items():
            self._chips[name].setToolTip(tip)
        self.set_problem_position(*self._position)
        self.refresh()

    def refresh(self) -> None:
        """Show the counts of the document as it is now."""
        document = self._session.document
        counts = document.counts() if document else Counts(0, 0, 0, 0, 0)
        for name, text in self._words(counts).items():
            self._chips[name].setText(text)
            self._chips[name].setAccessibleName(text)
        for chip in _CHIPS:
            none = getattr(counts, chip.counted) == 0
            put_icon(self._chips[chip.name], chip.icon, "disabled" if none else chip.colour, _SIDE)
        self._chips["left_out"].setVisible(counts.left_out > 0)
        if counts.left_out == 0 and self.chosen() == "left_out":
            self.choose("all")
            self.filter_chosen.emit("all")
        self._notify(document, counts)
        if self._told not in (None, counts):
            self._announce(counts)
        self._told = counts

    def _announce(self, counts: Counts) -> None:
        """Let a screen reader say what a step has come to: what is ready now, and what is not."""
        words = self._words(counts)
        announce(self, ", ".join(words[name] for name in ("ready", "review", "errors")))

    def _start_over(self) -> None:
        self.choose("all")
        self.set_problem_position(None, 0)
        self._told = None

    def _tell(self) -> None:
        self.filter_chosen.emit(self.chosen())

    # -- Words ----------------------------------------------------------------------------------------------

    def _words(self, counts: Counts) -> dict[str, str]:
        one = counts.rows == 1
        return {
            "all": (self.tr("1 row") if one else self.tr("{count} rows")).format(count=f"{counts.rows:,}"),
            "ready": self.tr("{count} ready").format(count=f"{counts.ready:,}"),
            "review": self.tr("{count} to review").format(count=f"{counts.warnings:,}"),
            "errors": (
                self.tr("1 needs fixing") if counts.errors == 1 else self.tr("{count} need fixing")
            ).format(count=f"{counts.errors:,}"),
            "left_out": self.tr("{count} left out").format(count=f"{counts.left_out:,}"),
        }

    def _position_words(self, index: int | None, total: int) -> str:
        if total == 0:
            return self.tr("No problems")
        if index is not None:
            return self.tr("Problem {index} of {total}").format(index=f"{index:,}", total=f"{total:,}")
        if total == 1:
            return self.tr("1 problem")
        return self.tr("{total} problems").format(total=f"{total:,}")

    def _notify(self, document: Document | None, counts: Counts) -> None:
        texts: tuple[str, ...] = ("",)
        sign = ("clock", "muted")
        if document is not None and document.row_count:
            texts = self._expiry(document)
            if not texts[0] and not counts.errors and not counts.warnings:
                sign = ("status-ready", "success_mark")
                texts = self._all_well(counts.ready)
        self._notice.set_texts(*texts)
        self._notice_box.setVisible(bool(texts[0]))
        if texts[0]:
            put_picture(self._notice_icon, *sign, 15)

    def _all_well(self, ready: int) -> tuple[str, ...]:
        if ready == 1:
            return self.tr("No problems. 1 row is ready."), self.tr("No problems.")
        count = f"{ready:,}"
        return self.tr("No problems. {count} rows are ready.").format(count=count), self.tr("No problems.")

    def _expiry(self, document: Document) -> tuple[str, ...]:
        """Which rows become too old soon, by when to upload them; the same more shortly. "" for none."""
        rows = document.issues.rows_with(_EXPIRES_SOON)
        if not len(rows):
            return ("",)
        times = document.readings.typed[Field.TIME].take(rows)
        expires = int(np.min(times.utc)) + OLDEST_DAYS * _DAY
        until = self._until(expires, document.now)
        count = f"{len(rows):,}"
        if len(rows) == 1:
            which = self.tr("1 row expires within 7 days"), self.tr("1 expires soon")
        else:
            which = self.tr("{count} rows expire within 7 days"), self.tr("{count} expire soon")
        return (*(f"{text.format(count=count)} — {until}" for text in which), until[0].upper() + until[1:])

    def _until(self, expires: int, now: int) -> str:
        hours = (expires - now) // _HOUR
        if hours < 1:
            return self.tr("upload now")
        if hours == 1:
            return self.tr("upload within 1 hour")
        if hours < _HOURS_A_DAY:
            return self.tr("upload within {hours} hours").format(hours=hours)
        day = QDateTime.fromSecsSinceEpoch(expires, QTimeZone.utc()).date()
        date = LANGUAGE.toString(day, self.tr("d MMM", "a date without its year"))
        return self.tr("upload before {date}").format(date=date)


def _chip(chip: _Chip, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setObjectName(chip.object_name)
    button.setProperty("chip", True)
    button.setProperty("filter", chip.name)
    button.setCheckable(True)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    put_icon(button, chip.icon, chip.colour, _SIDE)
    return button


def _together(box: QWidget, spacing: int, *parts: QWidget) -> QWidget:
    """A box with these side by side, which a line break does not part."""
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(spacing)
    for part in parts:
        row.addWidget(part)
    return box


def _step(name: str, icon: str, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setObjectName(name)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    put_icon(button, icon)
    return button
