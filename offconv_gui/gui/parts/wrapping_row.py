"""A row of widgets that goes on in a further line where the window is too narrow for all of them."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget


class _Shown(NamedTuple):
    """An item that is not hidden: the width it needs, the width it would like, and its height."""

    item: QLayoutItem
    least: int
    liked: int
    height: int


class WrappingRow(QLayout):
    """Gives each item at least its minimum size, and shares what a line has left up to their size hints.

    Items added with `AlignRight` stand at the end of their line. Right-to-left layouts are mirrored.
    """

    def __init__(self, parent: QWidget | None = None, spacing: int = 10, line_spacing: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._line_spacing = line_spacing
        self._known: list[_Shown] | None = None
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def add(self, widget: QWidget, at_end: bool = False) -> None:
        """Add a widget after the others; one `at_end` keeps to the end of its line."""
        self.addWidget(widget)
        if at_end:
            self.setAlignment(widget, Qt.AlignmentFlag.AlignRight)

    # -- What Qt asks of a layout ---------------------------------------------------------------------------

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def invalidate(self) -> None:
        """Qt says that an item has come, gone, or wants another size."""
        self._known = None
        super().invalidate()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = self._lines(width)
        gaps = self._line_spacing * max(0, len(lines) - 1)
        return sum(_height(line) for line in lines) + gaps + self._margins().height()

    def sizeHint(self) -> QSize:
        """All items on one line, each as wide as it likes."""
        shown = self._shown()
        width = sum(item.liked for item in shown) + self.spacing() * max(0, len(shown) - 1)
        return QSize(width, _height(shown)) + self._margins()

    def minimumSize(self) -> QSize:
        """The widest item, and the height of one line: how many there are depends on the width."""
        shown = self._shown()
        width = max((item.least for item in shown), default=0)
        return QSize(width, _height(shown)) + self._margins()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        inner = rect.marginsRemoved(self.contentsMargins())
        top = inner.top()
        for line in self._lines(rect.width()):
            height = _height(line)
            self._place(line, QRect(inner.left(), top, inner.width(), height))
            top += height + self._line_spacing

    # -- Lines ----------------------------------------------------------------------------------------------

    def _shown(self) -> list[_Shown]:
        """The items that are not hidden; Qt asks for them many times before it is content."""
        if self._known is None:
            self._known = [_measured(item) for item in self._items if not item.isEmpty()]
        return self._known

    def _margins(self) -> QSize:
        margins = self.contentsMargins()
        return QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _lines(self, width: int) -> list[list[_Shown]]:
        """The items line by line, where the whole layout is so wide."""
        room = width - self._margins().width()
        lines: list[list[_Shown]] = []
        used = 0
        for item in self._shown():
            if lines and used + self.spacing() + item.least <= room:
                lines[-1].append(item)
                used += self.spacing() + item.least
            else:
                lines.append([item])
                used = item.least
        return lines

    def _place(self, line: list[_Shown], rect: QRect) -> None:
        widths = _widths(line, rect.width() - self.spacing() * (len(line) - 1))
        spare = rect.width() - sum(widths) - self.spacing() * (len(line) - 1)
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent is not None else Qt.LayoutDirection.LeftToRight
        x = rect.left()
        for shown, width in zip(line, widths, strict=True):
            if spare > 0 and shown.item.alignment() & Qt.AlignmentFlag.AlignRight:
                x, spare = x + spare, 0
            height = min(shown.height, rect.height())
            place = QRect(x, rect.top() + (rect.height() - height) // 2, width, height)
            # The alignment is kept from Qt, which would take the item's hint for its width.
            widget = shown.item.widget()
            if widget is not None:
                widget.setGeometry(QStyle.visualRect(direction, rect, place))
            x += width + self.spacing()


def _measured(item: QLayoutItem) -> _Shown:
    least, liked = item.minimumSize(), item.sizeHint()
    width = max(least.width(), min(liked.width(), item.maximumSize().width()))
    return _Shown(item, least.width(), width, max(liked.height(), least.height()))


def _height(line: list[_Shown]) -> int:
    return max((item.height for item in line), default=0)


def _widths(line: list[_Shown], room: int) -> list[int]:
    """Each item's minimum, and a share of the rest in proportion to what it lacks of its hint."""
    needs = [item.least for item in line]
    lacks = [item.liked - item.least for item in line]
    spare, lacking = room - sum(needs), sum(lacks)
    if spare <= 0 or not lacking:
        return needs
    share = min(1.0, spare / lacking)
    return [need + int(lack * share) for need, lack in zip(needs, lacks, strict=True)]
