"""What a step did, told in the message bar with the way back: fixes of many cells, choices gone wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject

from offconv_gui.core.edits import SetChoices
from offconv_gui.core.effects import Worse, done, made_worse, mended
from offconv_gui.core.messages import Message
from offconv_gui.core.zone_hint import zone_hint
from offconv_gui.gui.edit_steps import Step
from offconv_gui.gui.i18n import translated
from offconv_gui.gui.session import Session
from offconv_gui.gui.widgets.message_bar import MessageBar, Offer, Tone
from offconv_gui.gui.widgets.settings_bar import SettingsBar


class StepNews(QObject):
    """What is told goes with the next step, so that its Undo never takes back another one."""

    def __init__(self, session: Session, bar: MessageBar, settings: SettingsBar) -> None:
        super().__init__(bar)
        self._session = session
        self._bar = bar
        self._settings = settings
        self._awaited: str | None = None
        self._told = ""
        self._step = 0
        """The number of the step that was told."""
        session.step_made.connect(self._hear)
        session.undo_stack.indexChanged.connect(self._forget)
        session.busy_changed.connect(self._forget)

    def await_step(self, title: Message) -> None:
        """The next step, if it is called so, is worth telling."""
        self._awaited = translated(title)

    def _hear(self, step: Step) -> None:
        awaited, self._awaited = self._awaited, None
        if isinstance(step.inverse, SetChoices):
            worse = made_worse(step.before, step.after)
            if worse is not None:
                self._tell_worse(worse)
                return
        if translated(step.inverse.title) == awaited:
            message = done(step.inverse) or mended(step.before, step.after)
            if message is not None:
                self._tell(Tone.SUCCESS, translated(message))

    def _tell_worse(self, worse: Worse) -> None:
        words, document = translated(worse.in_words()), self._session.document
        hint = None
        if document is not None and worse.rule.id == "time-future":
            hint = zone_hint(document, self._settings.known_zones())
        if hint is None:
            self._tell(Tone.WARNING, words)
            return
        use = self.tr("Use {place} time").format(place=hint.place)
        offers = [(use, partial(self._settings.use_zone, hint.zone))]
        self._tell(Tone.WARNING, words, translated(hint.in_words()), offers)

    def _tell(self, tone: Tone, title: str, hint: str = "", offers: Sequence[Offer] = ()) -> None:
        undo: tuple[str, Callable[[], object]] = (self.tr("Undo"), self._session.undo)
        self._bar.tell(tone, title, hint, [*offers, undo])
        self._told = self._bar.text()
        self._step = self._session.undo_stack.index()

    def _forget(self) -> None:
        """The stack has moved on: what the message is about is no longer the last step.

        While a step is worked out the stack only seems to have moved, and the message stays: the window is
        laid out anew once, when the step is there.
        """
        if self._session.busy or self._session.undo_stack.index() == self._step:
            return
        if self._told and self._bar.text() == self._told:
            self._bar.dismiss()
        self._told = ""
