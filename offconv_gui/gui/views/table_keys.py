"""The keys of the table, as people know them from spreadsheets.

Where a menu has the same shortcut, the menu's action comes first and the table never sees the key.
"""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from offconv_gui.core.messages import QT_TRANSLATE_NOOP


class Command(Enum):
    """What a key asks of the table."""

    COPY = auto()
    CUT = auto()
    PASTE = auto()
    CLEAR = auto()
    EDIT = auto()
    DOWN = auto()
    UP = auto()
    NEXT = auto()
    PREVIOUS = auto()
    FILL = auto()
    FILL_DOWN = auto()
    SELECT_ROWS = auto()
    SELECT_COLUMNS = auto()
    DELETE_ROWS = auto()


_Key = Qt.Key
_PLAIN = Qt.KeyboardModifier.NoModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier

_STANDARD = {
    QKeySequence.StandardKey.Copy: Command.COPY,
    QKeySequence.StandardKey.Cut: Command.CUT,
    QKeySequence.StandardKey.Paste: Command.PASTE,
}
_COMMANDS: dict[tuple[Qt.KeyboardModifier, int], Command] = {
    (_PLAIN, _Key.Key_Delete): Command.CLEAR,
    (_PLAIN, _Key.Key_Backspace): Command.CLEAR,
    (_PLAIN, _Key.Key_F2): Command.EDIT,
    (_PLAIN, _Key.Key_Return): Command.DOWN,
    (_PLAIN, _Key.Key_Enter): Command.DOWN,
    (_SHIFT, _Key.Key_Return): Command.UP,
    (_SHIFT, _Key.Key_Enter): Command.UP,
    (_PLAIN, _Key.Key_Tab): Command.NEXT,
    (_PLAIN, _Key.Key_Backtab): Command.PREVIOUS,
    (_SHIFT, _Key.Key_Backtab): Command.PREVIOUS,
    (_CTRL, _Key.Key_Return): Command.FILL,
    (_CTRL, _Key.Key_Enter): Command.FILL,
    (_CTRL, _Key.Key_D): Command.FILL_DOWN,
    (_SHIFT, _Key.Key_Space): Command.SELECT_ROWS,
    (_CTRL, _Key.Key_Space): Command.SELECT_COLUMNS,
    (_CTRL, _Key.Key_Minus): Command.DELETE_ROWS,
}


def command_of(event: QKeyEvent) -> Command | None:
    """What the pressed key asks for; None where it is none of the table's own."""
    for keys, command in _STANDARD.items():
        if event.matches(keys):
            return command
    return _COMMANDS.get((event.modifiers() & ~_KEYPAD, event.key()))


_MOVES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (QT_TRANSLATE_NOOP("keys", "In the table: on to the next cell, and back"), ("Tab", "Shift+Tab")),
    (QT_TRANSLATE_NOOP("keys", "Down, to where Tab began, and up"), ("Return", "Shift+Return")),
    (QT_TRANSLATE_NOOP("keys", "To the edge of a block of filled cells"), ("Ctrl+Up", "Ctrl+Down")),
    (QT_TRANSLATE_NOOP("keys", "To the first cell and the last"), ("Ctrl+Home", "Ctrl+End")),
    (QT_TRANSLATE_NOOP("keys", "Select on the way"), ("Shift+Down", "Ctrl+Shift+Down")),
    (QT_TRANSLATE_NOOP("keys", "Leave a cell as it was"), ("Esc",)),
)


def listed_keys() -> list[tuple[str, str]]:
    """The keys of the table that are no command of a menu: words, and the keys as this system writes them."""
    native = QKeySequence.SequenceFormat.NativeText
    return [
        (
            QCoreApplication.translate("keys", words),
            ", ".join(QKeySequence(one).toString(native) for one in keys),
        )
        for words, keys in _MOVES
    ]
