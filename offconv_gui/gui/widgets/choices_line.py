"""One line in the place of all choices, where text is large and the window low."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from offconv_gui.gui.icons import put_icon
from offconv_gui.gui.parts.fitting_label import FittingLabel


class ChoicesLine(QWidget):
    """Says the choices in short; its button asks for all of them, or for the line alone."""

    pressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("clear", True)
        self._words = FittingLabel(self)
        self._words.setObjectName("choicesInShort")
        self._button = QToolButton(self)
        self._button.setObjectName("foldChoices")
        self._button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._button.clicked.connect(self.pressed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._button)

    def show_choices(self, *chosen: str) -> None:
        """Say these choices, the ones in front where not all of them have room; "" is none."""
        said = [text for text in chosen if text]
        self._short = tuple(" · ".join(said[:count]) for count in range(len(said), 0, -1))
        self._say()

    def show_folded(self, folded: bool) -> None:
        """Say what the button does now, and the choices only where they are not to be seen."""
        self._folded = folded
        self._say()
        put_icon(self._button, "chevron-down" if folded else "chevron-up")
        self._button.setText(self.tr("Show choices") if folded else self.tr("Hide choices"))
        self._button.setAccessibleName(self._button.text())

    _short: tuple[str, ...] = ()
    _folded = False

    def _say(self) -> None:
        self._words.set_texts(*(self._short if self._folded else ()), self.tr("Choices"))
