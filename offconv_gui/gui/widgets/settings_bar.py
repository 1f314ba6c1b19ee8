"""The choices that every verdict depends on, always in sight: goal, currency, time zone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QVBoxLayout, QWidget

from offconv_gui.core.choices import Choices, DateOrder, DecimalMark
from offconv_gui.core.document import Document
from offconv_gui.core.edits import SetChoices
from offconv_gui.core.goals import Goal, GoalBook
from offconv_gui.core.messages import QT_TRANSLATE_NOOP, Message
from offconv_gui.core.rules import PLACES, RULES
from offconv_gui.gui.parts.labelled_field import LabelledField
from offconv_gui.gui.parts.wrapping_row import WrappingRow
from offconv_gui.gui.preferences import CURRENCY, GOAL_BOOK, GOALS, ZONES, Preferences
from offconv_gui.gui.session import Session
from offconv_gui.gui.widgets.choices_line import ChoicesLine
from offconv_gui.gui.widgets.currency_combo import CurrencyCombo
from offconv_gui.gui.widgets.glow import Glow
from offconv_gui.gui.widgets.goal_combo import offered_goals
from offconv_gui.gui.widgets.goal_fields import GoalFields
from offconv_gui.gui.widgets.reading_row import ReadingRow
from offconv_gui.gui.widgets.zone_combo import ZoneCombo, computer_zone

_MOST_OF_THE_WINDOW = 0.3
"""As much of the window's height as the choices may take; where they need more, one line stands for them."""

_LETTERS_FOR_NOTE = 150
"""The bar's width in letters below which the note at the right makes room for the fields."""

_TITLES = {
    "goal": QT_TRANSLATE_NOOP("edits", "Choose the goal"),
    "count_type": QT_TRANSLATE_NOOP("edits", "Choose how the goal counts"),
    "window": QT_TRANSLATE_NOOP("edits", "Choose the goal's window"),
    "currency": QT_TRANSLATE_NOOP("edits", "Choose the currency"),
    "zone": QT_TRANSLATE_NOOP("edits", "Choose the time zone"),
    "date_order": QT_TRANSLATE_NOOP("edits", "Choose the order of dates"),
    "decimal_mark": QT_TRANSLATE_NOOP("edits", "Choose the decimal mark"),
    "goals": QT_TRANSLATE_NOOP("edits", "Import the goals"),
    "new_goal": QT_TRANSLATE_NOOP("edits", "Tell which goals are new"),
    "no_goals": QT_TRANSLATE_NOOP("edits", "Forget the goals of the account"),
    "time_of_day": QT_TRANSLATE_NOOP("edits", "Choose the time of day"),
}


class SettingsBar(QFrame):
    """Shows the choices of the open document, and makes one undoable edit of each change a person makes."""

    def __init__(
        self,
        session: Session,
        preferences: Preferences,
        clock: Callable[[], int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._preferences = preferences
        self._clock = clock
        self._build()
        self._wire()
        self.retranslate()

    # -- What the window asks for ---------------------------------------------------------------------------

    def choose_goal(self) -> None:
        """Put the cursor into the goal's field."""
        self._enter(self._goal.name)

    def choose_currency(self) -> None:
        self._enter(self._currency)

    def choose_zone(self) -> None:
        self._enter(self._zone)

    def use_zone(self, zone: str) -> None:
        """Choose this zone, as if a person had picked it from the list."""
        self._choose_zone(zone)

    def known_zones(self) -> tuple[str, ...]:
        """The zones that are likely here: those used before, and this computer's."""
        return (*self._preferences.get(ZONES), computer_zone())

    def ask_for(self, choice: str) -> None:
        """Lead a person to the field of a choice (its name in `Choices`), and let it stand out until left."""
        field = self._fields_by_choice.get(choice)
        if field is not None:
            self._enter(field)
            self._glow.put_on(field)

    def remember(self) -> None:
        """Keep the choices made for the next file."""
        document = self._session.document
        if document is not None:
            self._preferences.remember_choices(document.choices)

    def forget_goals(self) -> None:
        """Empty the list of goals used before."""
        self._preferences.forget(GOALS)
        self._offer_remembered()

    def use_book(self, book: GoalBook | None, what: str = "goals") -> None:
        """Take these goals for those of the account, here and in the next tables; `what` names the step."""
        if book is None:
            self._preferences.forget(GOAL_BOOK)
        else:
            self._preferences.set(GOAL_BOOK, book)
        self._offer_remembered()
        self._change(what if book is not None else "no_goals", goals=book)

    def use_goal(self, goal: Goal) -> None:
        """Choose this goal, as if a person had picked it from the list."""
        self._choose_of_goal("goal", goal)

    # -- Making it ------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setObjectName("settingsBar")
        self.setProperty("card", True)
        self._goal = GoalFields(self)
        self._currency, self._zone = CurrencyCombo(self), ZoneCombo(self._clock, self)
        self._currency.setObjectName("currencyCombo")
        self._zone.setObjectName("timeZoneCombo")
        self._ways = ReadingRow(self._session, self)
        self._glow = Glow(self)
        self._fields_by_choice: dict[str, QWidget] = {
            "goal": self._goal.name,
            "currency": self._currency,
            "zone": self._zone,
            **self._ways.fields_by_choice(),
        }
        goal = self._goal
        fields = (goal.name, goal.count_type, goal.window, self._currency, self._zone)
        self._fields = [LabelledField(field, self) for field in fields]
        self._note = QLabel(self)
        self._note.setObjectName("utcNote")
        self._note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._note.setProperty("muted", True)
        self._line, self._all = ChoicesLine(self), QWidget(self)
        self._all.setProperty("clear", True)
        self._all.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 8)
        layout.setSpacing(6)
        layout.addWidget(self._line)
        layout.addWidget(self._all)
        inside = self._inside = QVBoxLayout(self._all)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        row = WrappingRow()
        for field in self._fields:
            row.add(field)
        row.add(self._note, at_end=True)
        inside.addLayout(row)
        inside.addWidget(self._ways)
        self._show_fold()

    def _wire(self) -> None:
        self._goal.chosen.connect(self._choose_of_goal)
        self._currency.chosen.connect(self._choose_currency)
        self._zone.chosen.connect(self._choose_zone)
        self._ways.date_order_chosen.connect(self._choose_date_order)
        self._ways.decimal_mark_chosen.connect(self._choose_decimal_mark)
        self._ways.time_of_day_chosen.connect(self._choose_time_of_day)
        self._line.pressed.connect(self._turn_fold)
        self._session.document_opened.connect(self._fold_again)
        self._session.follow(self.refresh)
        self._session.busy_changed.connect(self.refresh)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Choices for this table"))
        texts = (
            (self.tr("Goal"),),
            (self.tr("Counts"),),
            (self.tr("Window"),),
            (self.tr("Currency for rows without one"), self.tr("Currency")),
            (self.tr("Times in the file are in"), self.tr("Time zone")),
        )
        for field, words in zip(self._fields, texts, strict=True):
            field.set_texts(*words)
        self._note.setText(self.tr("All times below are shown in UTC,\nas Microsoft Advertising requires."))
        self._goal.retranslate()
        self._currency.setAccessibleName(self.tr("Currency for rows without one"))
        self._zone.setAccessibleName(self.tr("Time zone of the times in the file"))
        self._ways.retranslate()
        self._show_fold()
        self._offer_remembered()
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        letter = self.fontMetrics().averageCharWidth()
        self._note.setVisible(self.width() >= _LETTERS_FOR_NOTE * letter)

    # -- Where there is little room -------------------------------------------------------------------------

    _window: QSize | None = None
    _scarce = False
    _folded = False

    def fit_into(self, window: QSize) -> None:
        """Take no more than its share of a window of this size."""
        self._window = window
        self._fit()

    def _fit(self) -> None:
        """Not asked for its own width: that depends on whether the choices are shown, and scroll."""
        if self._window is None:
            return
        needed = self._inside.totalHeightForWidth(self._window.width())
        scarce = needed > _MOST_OF_THE_WINDOW * self._window.height()
        if scarce != self._scarce:
            self._scarce = scarce
            self._fold_again()

    def _fold_again(self) -> None:
        """Where room is scarce only the line is shown, unless rows wait for a choice."""
        self._folded = self._scarce and not _waits(self._session.document)
        self._show_fold()

    def _turn_fold(self) -> None:
        self._folded = not self._folded
        self._show_fold()

    def _show_fold(self) -> None:
        self._line.setVisible(self._scarce)
        self._line.show_folded(self._folded)
        self._all.setVisible(not self._folded)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    # -- Showing the document's choices ---------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the choices of the document as it is now."""
        document = self._session.document
        self.setEnabled(document is not None)
        choices = document.choices if document else Choices()
        self._goal.show_goal(choices.goal)
        self._currency.set_value(choices.currency)
        self._zone.set_value(choices.zone)
        self._ways.show_document(document)
        goal = choices.goal.name if choices.goal is not None else ""
        zone = self._zone.currentText() if choices.zone is not None else self.tr("No time zone")
        self._line.show_choices(goal or self.tr("No goal"), zone, choices.currency or "")

    def _offer_remembered(self) -> None:
        goals, used = self._preferences.get(GOALS), self._preferences.get(ZONES)
        currency = self._preferences.get(CURRENCY)
        self._goal.name.offer(offered_goals(goals, self._preferences.get(GOAL_BOOK)))
        self._zone.offer(used)
        self._currency.offer(currency)

    # -- What a person chooses ------------------------------------------------------------------------------

    def _choose_of_goal(self, what: str, goal: Goal | None) -> None:
        self._change(what, goal=goal)

    def _choose_currency(self, code: str | None) -> None:
        self._change("currency", currency=code)

    def _choose_zone(self, zone: str | None) -> None:
        self._change("zone", zone=zone)

    def _choose_date_order(self, order: DateOrder) -> None:
        self._change("date_order", date_order=order)

    def _choose_decimal_mark(self, decimal_mark: DecimalMark) -> None:
        self._change("decimal_mark", decimal_mark=decimal_mark)

    def _choose_time_of_day(self, seconds: int | None) -> None:
        self._change("time_of_day", time_of_day=seconds)

    def _change(self, what: str, **changes: object) -> None:
        document = self._session.document
        if document is None or self._session.busy:
            self.refresh()
            return
        choices = document.choices.changed(**changes)
        if choices == document.choices:
            return
        self._preferences.remember_choices(choices)
        self._offer_remembered()
        self._session.apply(SetChoices(Message(_TITLES[what]), choices))

    def _enter(self, field: QWidget) -> None:
        if self._folded:
            self._turn_fold()
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        line = field.lineEdit() if isinstance(field, QComboBox) else None
        if line is not None:
            line.selectAll()


def _waits(document: Document | None) -> bool:
    """Whether rows of the document need a choice to be made."""
    if document is None:
        return False
    waiting = (rule for rule in RULES if rule.fix is not None and rule.fix.choose is not None)
    return any(document.issues.count(1 << PLACES[rule.id]) for rule in waiting)
