"""Icons by name, drawn in a colour of the scheme that is shown, and drawn again when it changes.

`resources/icons` holds outlines of the Lucide collection, and status signs of our own: filled shapes with a
white sign, which takes the colour that reads on them.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QToolButton

from offconv_gui.gui.palette import tokens
from offconv_gui.resources import resource

_SIDES = (16, 20, 24, 32, 48)
"""Pixels: 16 to 32 as shown, at one to two device pixels a pixel."""

SIDE = 16
"""How wide and high an icon is, in pixels at the usual size of text."""

_GAP = 5
"""Pixels between an icon and the words beside it, besides the four that Qt leaves."""

_PROPERTY = "themeIcon"
_drawn: dict[tuple[str, str, str, str, int], QIcon] = {}
_pictures: dict[tuple[str, str, str, int, float], QPixmap] = {}
_scale = 1.0


def icon(name: str, colour: str = "icon") -> QIcon:
    """The icon of that file name, in a colour named in `palette.Tokens`.

    It does not follow the scheme: painters ask anew each time, and widgets and actions use `put_icon`.
    """
    return _icon(name, colour, 0)


def put_icon(target: QAbstractButton | QAction, name: str, colour: str = "icon", side: int = SIDE) -> None:
    """Give a button or action an icon that follows the scheme and the size of text.

    `side` is the width and height of a button's icon, in pixels at the usual size of text. A tool button must
    have its style first, for words beside the icon want a gap.
    """
    target.setProperty(_PROPERTY, f"{name} {colour} {side}")
    if isinstance(target, QAction):
        target.setIcon(_icon(name, colour, 0))
        return
    gap = _GAP if _has_words_beside(target) else 0
    if target.isRightToLeft():
        gap = -gap
    target.setIconSize(QSize(scaled(side + abs(gap)), scaled(side)))
    target.setIcon(_icon(name, colour, gap))


def put_picture(label: QLabel, name: str, colour: str = "icon", side: int = SIDE) -> None:
    """Let a label show an icon that follows the scheme and the size of text; `side` as for `put_icon`."""
    label.setProperty(_PROPERTY, f"{name} {colour} {side}")
    label.setPixmap(picture(name, colour, scaled(side), label.devicePixelRatio()))


def picture(name: str, colour: str, side: int, ratio: float = 1.0) -> QPixmap:
    """The icon as a pixmap, `side` pixels wide and high on a screen with `ratio` device pixels a pixel."""
    key = (name, getattr(tokens(), colour), tokens().on_mark, round(side * ratio), ratio)
    if key not in _pictures:
        _pictures[key] = _picture(*key)
    return _pictures[key]


def _picture(name: str, colour: str, on_mark: str, side: int, ratio: float) -> QPixmap:
    pixmap = _render(QSvgRenderer(QByteArray(_recoloured(name, colour, on_mark))), side)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def scaled(pixels: int) -> int:
    """A length that grows with the text."""
    return round(pixels * _scale)


def redraw(app: QApplication, scale: float) -> None:
    """Draw again what `put_icon` and `put_picture` put up anywhere; `scale` is the text's, 1.0 the usual."""
    global _scale
    _scale = scale
    for window in app.topLevelWidgets():
        for thing in [window, *window.findChildren(QObject)]:
            described = thing.property(_PROPERTY)
            if isinstance(described, str):
                _put_again(thing, *described.split())


def _put_again(thing: QObject, name: str, colour: str, side: str) -> None:
    if isinstance(thing, QLabel):
        put_picture(thing, name, colour, int(side))
    elif isinstance(thing, QAbstractButton | QAction):
        put_icon(thing, name, colour, int(side))


def _has_words_beside(button: QAbstractButton) -> bool:
    beside = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    return button.toolButtonStyle() == beside if isinstance(button, QToolButton) else True


def _icon(name: str, colour: str, gap: int) -> QIcon:
    now = tokens()
    key = (name, getattr(now, colour), now.on_mark, now.disabled, gap)
    if key not in _drawn:
        _drawn[key] = _draw(*key)
    return _drawn[key]


def _draw(name: str, colour: str, on_mark: str, disabled: str, gap: int) -> QIcon:
    drawn = QIcon()
    for mode, shade in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, disabled)):
        svg = QSvgRenderer(QByteArray(_recoloured(name, shade, on_mark)))
        for side in _SIDES:
            drawn.addPixmap(_render(svg, side, round(side * gap / SIDE)), mode)
    return drawn


def _recoloured(name: str, colour: str, on_mark: str) -> bytes:
    return _source(name).replace("#ffffff", on_mark).replace("currentColor", colour).encode()


@cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


def _render(svg: QSvgRenderer, side: int, gap: int = 0) -> QPixmap:
    """A square picture with `gap` empty pixels at its right, at its left where that is negative."""
    pixmap = QPixmap(QSize(side + abs(gap), side))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    svg.render(painter, QRectF(max(0, -gap), 0, side, side))
    painter.end()
    return pixmap
