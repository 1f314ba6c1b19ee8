"""One line above the table for what a person should know now: news, errors with what to do, long work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from offconv_gui.core.messages import UserError
from offconv_gui.gui.i18n import translated
from offconv_gui.gui.icons import put_icon, put_picture
from offconv_gui.gui.jobs import Job
from offconv_gui.gui.parts.announcing import announce
from offconv_gui.gui.theme import mark

_PATIENCE = 300
"""Milliseconds that work may take before it is worth a word."""

_STEPS = 1_000


class Tone(Enum):
    """What kind of news it is; the value is what the style sheet calls it."""

    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    ERROR = "error"


_SIGNS = {
    Tone.INFO: ("status-info", "info_mark"),
    Tone.SUCCESS: ("status-ready", "success_mark"),
    Tone.WARNING: ("status-warning", "warning_mark"),
    Tone.ERROR: ("status-error", "error_mark"),
}

Offer = tuple[str, Callable[[], object]]
"""The words of a button, and what it does."""


@dataclass(frozen=True)
class _Message:
    tone: Tone
    title: str
    hint: str
    offers: tuple[Offer, ...]


class MessageBar(QFrame):
    """Shows the last thing told, until it is dismissed; while long work runs, its progress in its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._message: _Message | None = None
        self._told: _Message | None = None
        """What a screen reader was told last: what comes back behind progress is no news."""
        self._job: Job | None = None
        self._buttons: list[QPushButton] = []
        self._build()
        self._wire()
        self.retranslate()
        self.hide()

    # -- What the window asks for ---------------------------------------------------------------------------

    def tell(self, tone: Tone, title: str, hint: str = "", offers: Sequence[Offer] = ()) -> None:
        """Show a message, with buttons that do something about it. A button pressed dismisses it."""
        self._message = _Message(tone, title, hint, tuple(offers))
        self._show_message()

    def tell_error(self, error: UserError, offers: Sequence[Offer] = ()) -> None:
        """Show what is not as needed in the world, and what to do."""
        self.tell(Tone.ERROR, translated(error.title), translated(error.hint), offers)

    def dismiss(self) -> None:
        """Take the message away."""
        self._message = None
        self._show_message()

    def follow(self, job: Job) -> None:
        """Show a job's progress and its Cancel once it takes long; afterwards, what was there before."""
        self._job = job
        job.progressed.connect(self._advance)
        for ended in (job.succeeded, job.failed, job.cancelled, job.crashed):
            ended.connect(self._end)
        self._patience.start()

    def text(self) -> str:
        """What the bar says, as a screen reader is told."""
        return self.accessibleName()

    # -- Making it ------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setObjectName("messageBar")
        self._sign = QLabel(self)
        self._title = _label(self, "messageTitle")
        self._title.setProperty("strong", True)
        self._hint = _label(self, "messageHint")
        self._progress = QProgressBar(self)
        self._progress.setObjectName("jobProgress")
        self._progress.setTextVisible(False)
        self._cancel = QPushButton(self)
        self._cancel.setObjectName("cancelJob")
        self._cancel.setProperty("compact", True)
        self._close = QToolButton(self)
        self._close.setObjectName("dismissMessage")
        self._close.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        put_icon(self._close, "x", side=14)
        kept = self._close.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # progress is as high as a message: nothing below moves for it
        self._close.setSizePolicy(kept)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._hint)
        self._offers = QHBoxLayout()
        self._offers.setSpacing(8)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 7, 8, 7)
        layout.setSpacing(10)
        layout.addWidget(self._sign)
        layout.addLayout(words, 1)
        layout.addWidget(self._progress, 1)
        layout.addLayout(self._offers)
        layout.addWidget(self._cancel)
        layout.addWidget(self._close)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE)
        self._set_mode(progress=False)

    def _wire(self) -> None:
        self._close.clicked.connect(self.dismiss)
        self._cancel.clicked.connect(self._cancel_job)
        self._patience.timeout.connect(self._show_progress)

    def retranslate(self) -> None:
        self._cancel.setText(self.tr("Cancel"))
        self._close.setAccessibleName(self.tr("Dismiss this message"))
        self._close.setToolTip(self.tr("Dismiss"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._message is not None and not self._progress.isVisible():
            self.dismiss()
            return
        super().keyPressEvent(event)

    # -- A message ------------------------------------------------------------------------------------------

    def _show_message(self) -> None:
        if self._progress.isVisibleTo(self) and self._job is not None:
            return
        self._clear_offers()
        message = self._message
        self.setVisible(message is not None)
        if message is None:
            self.setAccessibleName("")
            return
        mark(self, "tone", message.tone.value)
        put_picture(self._sign, *_SIGNS[message.tone])
        self._say(message.title, message.hint)
        for text, act in message.offers:
            self._offer(text, act)
        self._set_mode(progress=False)
        if message is not self._told:
            self._told = message
            announce(self, self.text())

    def _say(self, title: str, hint: str) -> None:
        self._title.setText(title)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.setAccessibleName(f"{title} {hint}".strip())

    def _offer(self, text: str, act: Callable[[], object]) -> None:
        button = QPushButton(text, self)
        button.setProperty("compact", True)
        button.clicked.connect(self.dismiss)
        button.clicked.connect(_Act(act, button).do)
        self._offers.addWidget(button)
        button.show()
        self._buttons.append(button)

    def _clear_offers(self) -> None:
        for button in self._buttons:
            self._offers.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons.clear()

    def _set_mode(self, *, progress: bool) -> None:
        self._progress.setVisible(progress)
        self._cancel.setVisible(progress)
        self._close.setVisible(not progress)
        self._sign.setVisible(not progress)

    # -- Work under way -------------------------------------------------------------------------------------

    def _show_progress(self) -> None:
        if self._job is None:
            return
        self._clear_offers()
        mark(self, "tone", "")
        self._progress.setRange(0, 0)
        self._progress.setAccessibleName(self._job.title)
        self._cancel.setEnabled(True)
        self._say(self._job.title, "")
        self._set_mode(progress=True)
        self.show()
        announce(self, self.text())

    def _advance(self, done: int, total: int) -> None:
        if self.sender() is not self._job:
            return
        self._progress.setRange(0, _STEPS if total else 0)
        if total:
            self._progress.setValue(min(_STEPS, done * _STEPS // total))

    def _cancel_job(self) -> None:
        if self._job is not None:
            self._cancel.setEnabled(False)
            self._job.cancel()

    def _end(self) -> None:
        if self.sender() is not self._job:
            return
        self._job = None
        self._patience.stop()
        if self._progress.isVisibleTo(self):
            self._set_mode(progress=False)
            self._show_message()


class _Act(QWidget):
    """Holds what a button does, for as long as there is the button."""

    def __init__(self, act: Callable[[], object], button: QPushButton) -> None:
        super().__init__(button)
        self.hide()
        self._act = act

    def do(self) -> None:
        self._act()


def _label(parent: QWidget, name: str) -> QLabel:
    label = QLabel(parent)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return label
