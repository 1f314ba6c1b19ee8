"""Icons by name, drawn in a colour of the scheme that is shown, and drawn again when it changes.

`resources/icons` holds outlines of the Lucide collection, and status signs of our own: filled shapes with a
white sign, which takes the colour that reads on them.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QObject, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from offconv_gui.gui.palette import tokens
from offconv_gui.resources import resource

_SIDES = (16, 20, 24, 32, 40, 48, 64)
"""Pixels: 16 to 32 as shown, at one to two pixels a point."""

_PROPERTY = "themeIcon"
_drawn: dict[tuple[str, str, str, str], QIcon] = {}


def icon(name: str, colour: str = "icon") -> QIcon:
    """The icon of that file name, in a colour named in `palette.Tokens`.

    It does not follow the scheme: painters ask anew each time, and widgets and actions use `put_icon`.
    """
    now = tokens()
    key = (name, getattr(now, colour), now.on_mark, now.disabled)
    if key not in _drawn:
        _drawn[key] = _draw(name, key[1], now.on_mark, now.disabled)
    return _drawn[key]


def put_icon(target: QAbstractButton | QAction, name: str, colour: str = "icon") -> None:
    """Give a button or action an icon that follows the scheme."""
    target.setProperty(_PROPERTY, f"{name} {colour}")
    target.setIcon(icon(name, colour))


def put_picture(label: QLabel, name: str, colour: str = "icon", side: int = 16) -> None:
    """Let a label show an icon, `side` pixels wide and high, that follows the scheme."""
    label.setProperty(_PROPERTY, f"{name} {colour} {side}")
    label.setPixmap(picture(name, colour, side, label.devicePixelRatio()))


def picture(name: str, colour: str, side: int, ratio: float = 1.0) -> QPixmap:
    """The icon as a pixmap, for a screen with `ratio` device pixels a pixel."""
    pixmap = _render(_recoloured(name, getattr(tokens(), colour), tokens().on_mark), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def redraw(app: QApplication) -> None:
    """Draw again what `put_icon` and `put_picture` put up anywhere in the program's windows."""
    for window in app.topLevelWidgets():
        for thing in [window, *window.findChildren(QObject)]:
            described = thing.property(_PROPERTY)
            if isinstance(described, str):
                _put_again(thing, *described.split())


def _put_again(thing: QObject, name: str, colour: str, side: str = "16") -> None:
    if isinstance(thing, QLabel):
        put_picture(thing, name, colour, int(side))
    elif isinstance(thing, QAbstractButton | QAction):
        put_icon(thing, name, colour)


def _draw(name: str, colour: str, on_mark: str, disabled: str) -> QIcon:
    drawn = QIcon()
    for mode, shade in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, disabled)):
        svg = _recoloured(name, shade, on_mark)
        for side in _SIDES:
            drawn.addPixmap(_render(svg, side), mode)
    return drawn


def _recoloured(name: str, colour: str, on_mark: str) -> bytes:
    return _source(name).replace("#ffffff", on_mark).replace("currentColor", colour).encode()


@cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


def _render(svg: bytes, side: int) -> QPixmap:
    pixmap = QPixmap(QSize(side, side))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg)).render(painter)
    painter.end()
    return pixmap
