"""The program's icon in each system's format, drawn from one SVG by the Qt that is there anyway."""

from __future__ import annotations

import os
import struct
from pathlib import Path

SIDES = (16, 24, 32, 48, 64, 128, 256, 512)
"""Pixels: what the three systems ask for between them."""

_ICO = (16, 24, 32, 48, 64, 128, 256)
_ICNS = {"icp4": 16, "icp5": 32, "ic07": 128, "ic08": 256, "ic09": 512, "ic11": 32, "ic12": 64, "ic13": 256}
"""Apple's names of the sizes; the last three are the doubled ones for sharp screens."""


def make_icons(svg: Path, folder: Path) -> None:
    """Draw `icon-SIDE.png` for every side, `offconv.ico` and `offconv.icns`."""
    pictures = _pngs(svg)
    for side, png in pictures.items():
        (folder / f"icon-{side}.png").write_bytes(png)
    (folder / "offconv.ico").write_bytes(ico({side: pictures[side] for side in _ICO}))
    (folder / "offconv.icns").write_bytes(icns({name: pictures[side] for name, side in _ICNS.items()}))


def _pngs(svg: Path) -> dict[int, bytes]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(str(svg))
    if not renderer.isValid():
        raise ValueError(f"{svg} cannot be drawn")
    pictures = {}
    for side in SIDES:
        image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        content = QByteArray()
        buffer = QBuffer(content)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")
        pictures[side] = bytes(content.data())
    return pictures


def ico(pictures: dict[int, bytes]) -> bytes:
    """A Windows icon of PNG pictures by side; Windows Vista and later read these."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    at = len(head) + 16 * len(pictures)
    for side, png in pictures.items():
        head += struct.pack("<BBBBHHII", side % 256, side % 256, 0, 0, 1, 32, len(png), at)
        at += len(png)
    return head + b"".join(pictures.values())


def icns(pictures: dict[str, bytes]) -> bytes:
    """A macOS icon of PNG pictures by Apple's names of the sizes; macOS 10.7 and later read these."""
    parts = [name.encode() + struct.pack(">I", 8 + len(png)) + png for name, png in pictures.items()]
    return b"icns" + struct.pack(">I", 8 + sum(map(len, parts))) + b"".join(parts)
