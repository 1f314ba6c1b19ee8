"""Those who look at all rows of a document, told one after the other that it has changed.

In a table of a million rows each of them takes some milliseconds and all together too many: what a person
types, and what is painted, comes between any two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from weakref import WeakMethod

from PySide6.QtCore import QObject, QTimer, Signal

Follower = Callable[[], Iterator[None] | None]
"""A method that looks at the document as it is now. Where it takes long it yields between its parts."""


_END = object()


class Followers(QObject):
    """Tells them all at once, or a part in each turn of the event loop; a change in between begins anew."""

    told = Signal()
    """All of them know of the last change."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._followers: list[WeakMethod[Follower]] = []
        self._parts: Iterator[None] = iter(())
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)

    @property
    def telling(self) -> bool:
        """Some of them are still to be told."""
        return self._timer.isActive()

    def add(self, follower: Follower) -> None:
        """Tell this method too; it is forgotten with its object."""
        self._followers.append(WeakMethod(follower))

    def tell(self) -> None:
        """Tell all of them now."""
        self.stop()
        for _ in self._telling():
            pass
        self.told.emit()

    def tell_later(self, milliseconds: int) -> None:
        """Tell them once nothing has changed for so long."""
        self._parts = self._telling()
        self._timer.start(milliseconds)

    def stop(self) -> None:
        """Leave those who have not been told yet."""
        self._timer.stop()
        self._parts = iter(())

    def _go_on(self) -> None:
        self._timer.setInterval(0)
        telling = self._parts
        if next(telling, _END) is _END and telling is self._parts:
            self.stop()
            self.told.emit()

    def _telling(self) -> Iterator[None]:
        for held in self._followers:
            follower = held()
            if follower is not None:
                yield from follower() or ()
                yield
