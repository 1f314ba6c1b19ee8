"""`offconv-gui --self-test [OUT]`: whether this installation is whole.

It draws every icon and the window, reads every time zone, and takes each sample the whole way: made, opened,
judged, exported and read back. It needs no display, judges as of a fixed moment and tells no place, so that
what it writes is the same, byte for byte, for every whole installation of one version.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from offconv_gui import __version__
from offconv_gui.app import make_window
from offconv_gui.core.fields import FIELDS
from offconv_gui.core.kinds import currencies, zones
from offconv_gui.core.messages import UserError
from offconv_gui.core.rules import RULES
from offconv_gui.gui.actions import ACTIONS
from offconv_gui.gui.theme import FAMILY, Scheme, apply_theme
from offconv_gui.io.documents import open_table
from offconv_gui.io.readers import READERS, open_grid
from offconv_gui.io.samples import SAMPLES, Sample, write_sample
from offconv_gui.io.targets import TARGETS, plan_export, write_export
from offconv_gui.resources import resource, resource_root

NOW = 1_795_478_400
"""2026-11-24T00:00:00Z in seconds, the moment that samples are made and judged at."""

_TROUBLE: tuple[type[Exception], ...] = (
    *(ArithmeticError, AttributeError, ImportError, LookupError, OSError, RuntimeError),
    *(TypeError, ValueError, UserError),
)
"""What a missing or a foreign piece of the installation raises."""

Check = Callable[[], Iterator[str]]


def main(arguments: Sequence[str]) -> int:
    """Run every check; tell the result in a file, or where none is named on the console. 0: all is well."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    apply_theme(app, Scheme.LIGHT)
    lines = [f"OffConv {__version__}"]
    failed = 0
    for check in CHECKS:
        name = check.__name__.replace("_", " ")
        try:
            lines += [f"{name}: {told}" for told in check()]
        except _TROUBLE as error:
            failed += 1
            lines.append(f"{name}: FAILED, {type(error).__name__}: {error}")
    lines.append(f"{failed} of {len(CHECKS)} checks failed" if failed else f"all {len(CHECKS)} checks passed")
    _tell("\n".join(lines) + "\n", arguments)
    return 1 if failed else 0


def _tell(text: str, arguments: Sequence[str]) -> None:
    """A window's program has no console on Windows, hence the file."""
    if arguments:
        Path(arguments[0]).write_bytes(text.encode())
    elif sys.stdout is not None:
        sys.stdout.write(text)


def resources() -> Iterator[str]:
    """Every plain file of the program, and that its bytes are these."""
    root = resource_root()
    files = sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    digest = hashlib.sha256()
    for name in files:
        digest.update(name.encode() + b"\0" + (root / name).read_bytes())
    yield f"{len(files)} files, {digest.hexdigest()}"


def icons() -> Iterator[str]:
    """Every icon draws something, and every command has one that is there."""
    for spec in ACTIONS:
        if spec.icon:
            resource("icons", f"{spec.icon}.svg")
    drawn = [path for path in sorted(resource_root().rglob("*.svg")) if _draws(path)]
    wanted = sum(1 for _ in resource_root().rglob("*.svg"))
    if len(drawn) != wanted:
        raise ValueError(f"only {len(drawn)} of {wanted} icons can be drawn")
    yield f"{len(drawn)} drawn"


def _draws(path: Path) -> bool:
    image = _blank()
    painter = QPainter(image)
    QSvgRenderer(str(path)).render(painter)
    painter.end()
    return image != _blank()


def _blank() -> QImage:
    image = QImage(32, 32, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    return image


def fonts() -> Iterator[str]:
    """The program's own font is there, and letters differ from one another."""
    family = QFontInfo(QFont(FAMILY)).family()
    if family != FAMILY or _letter("A") == _letter("B"):
        raise ValueError(f"text is drawn in {family}")
    yield family


def _letter(letter: str) -> QImage:
    image = _blank()
    painter = QPainter(image)
    painter.setPen(QColor("black"))
    painter.setFont(QFont(FAMILY, 16))
    painter.drawText(image.rect(), Qt.AlignmentFlag.AlignCenter, letter)
    painter.end()
    return image


def rolls() -> Iterator[str]:
    """What the program can do stands on rolls; nothing is missing from them."""
    sizes = {"rules": RULES, "fields": FIELDS, "readers": READERS, "targets": TARGETS, "commands": ACTIONS}
    yield ", ".join(f"{len(roll)} {name}" for name, roll in sizes.items())
    yield f"rules {' '.join(rule.id for rule in RULES)}"
    yield f"{len(currencies.CODES)} currencies"


def time_zones() -> Iterator[str]:
    """Every zone that can be chosen can be read; the offsets of them all at one moment are these."""
    names = zones.zone_names()
    at = np.array([NOW], np.int64)
    offsets = ",".join(f"{name}={int(zones.zone(name).offset_at(at)[0])}" for name in names)
    digest = hashlib.sha256(offsets.encode()).hexdigest()
    yield f"{len(names)} of edition {zones.tzdata_version()}, {digest}"


def samples() -> Iterator[str]:
    """Each sample is made, opened, judged, exported with its left-out rows, and read back."""
    with TemporaryDirectory() as folder:
        for sample in SAMPLES:
            yield _round_trip(sample, Path(folder))


def _round_trip(sample: Sample, folder: Path) -> str:
    document = open_table(write_sample(sample, folder, NOW), sample.choices, NOW).document
    counts = document.counts()
    upload, rejects = folder / f"{sample.name}-upload.csv", folder / f"{sample.name}-left-out.xlsx"
    write_export(plan_export(document), upload, rejects=rejects)
    back = open_table(upload, sample.choices, NOW).document
    if back.row_count != counts.ready:
        raise ValueError(f"{sample.name}: {counts.ready} rows were exported, {back.row_count} read back")
    stayed = open_grid(rejects).grid.row_count
    digest = hashlib.sha256(upload.read_bytes()).hexdigest()
    return f"{sample.name}: {document.row_count} rows, {counts.ready} ready, {stayed} left out, {digest}"


def window() -> Iterator[str]:
    """The window can be made and paints itself; no settings of the person's are read or written."""
    with TemporaryDirectory() as folder:
        shown = make_window(["--settings", str(Path(folder) / "settings.ini")])
        picture = shown.grab().toImage().scaledToWidth(200)
        shown.close()
        shown.deleteLater()
    colours = {picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())}
    if len(colours) < 16:
        raise ValueError(f"the window shows {len(colours)} colours only")
    yield "painted"


CHECKS: tuple[Check, ...] = (resources, icons, fonts, rolls, time_zones, samples, window)
