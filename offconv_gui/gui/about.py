"""What Help says: which program this is, and which keys do what."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

import offconv_gui
from offconv_gui import __version__
from offconv_gui.core.kinds.zones import tzdata_version
from offconv_gui.gui.dialogs.keys_dialog import KeysDialog

_translate = QCoreApplication.translate


def show_about(window: QWidget) -> None:
    """Version, licence, and the edition of the time zone rules."""
    text = _translate(
        "about",
        "<h3>OffConv {version}</h3>"
        "<p>Prepares offline-conversion uploads for Microsoft Advertising.</p>"
        "<p>Nothing leaves this computer: the program reads and writes files and uses no network.</p>"
        "<p>Time zone rules: edition {zones}. MIT licence.</p>"
        "<p>OffConv is not a product of Microsoft.</p>",
    )
    _show(
        window,
        "aboutBox",
        _translate("about", "About OffConv"),
        text.format(version=__version__, zones=tzdata_version()),
    )


def show_releases() -> None:
    """Open the page that tells of new versions in the browser; no more is done about them."""
    QDesktopServices.openUrl(QUrl(offconv_gui.RELEASES_PAGE))


def show_keys(window: QWidget, keys: Iterable[tuple[str, str]]) -> None:
    """Every command that has keys, with its keys."""
    dialog = KeysDialog(keys, window)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _show(window: QWidget, name: str, title: str, text: str) -> None:
    box = QMessageBox(window)
    box.setObjectName(name)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.RichText)
    box.setText(text)
    box.setStandardButtons(QMessageBox.StandardButton.Close)
    box.finished.connect(box.deleteLater)
    box.open()
