"""Exporting for the Conversions page from the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot
from real_window import OpenWindow

ROWS = "MSCLKID,Close Date\n3cf4220c917b853860886599b2ac757f,2026-11-05 14:30\n"
OPTIONS = ["--goal", "Closed deals", "--time-zone", "UTC"]


def test_the_kind_of_file_is_chosen_in_the_review(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    source = tmp_path / "deals.csv"
    source.write_text(ROWS, encoding="utf-8")
    window = open_window(str(source), *OPTIONS, opened=True)
    window.work.exporting.review()
    qtbot.waitUntil(lambda: window.findChild(QDialog, "exportDialog") is not None)
    review = window.findChild(QDialog, "exportDialog")
    combo = review.findChild(QComboBox, "exportFormat")
    combo.setCurrentIndex(1)
    combo.activated.emit(1)
    save = review.findChild(QPushButton, "saveExport")
    qtbot.waitUntil(save.isEnabled)
    save.click()
    qtbot.waitUntil(lambda: window.findChild(QFileDialog, "saveExportDialog") is not None)
    asked = window.findChild(QFileDialog, "saveExportDialog")
    asked.fileSelected.emit(str(tmp_path / "out.csv"))
    asked.close()
    qtbot.waitUntil(lambda: (tmp_path / "out.csv").is_file())
    qtbot.waitUntil(lambda: "under Conversions" in window.bar.text())
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbfParameters:TimeZone=+0000\r\n")
