"""Something is seen before the program is loaded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from offconv_gui import __version__, start

ROOT = Path(__file__).resolve().parents[1]

HEAVY = {"numpy", "openpyxl", "pandas", "pyarrow", "rapidfuzz", "python_calamine"}


def test_nothing_heavy_is_loaded_before_the_picture_is_seen() -> None:
    program = "import sys, offconv_gui.start; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert "PySide6" in loaded
    assert loaded & HEAVY == set()


def test_the_picture_shows_more_than_its_ground(qapp: QApplication) -> None:
    picture = start._picture().toImage()
    colours = {picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())}
    assert len(colours) > 16


def test_a_question_is_answered_without_a_picture(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "_greeting", None)
    with pytest.raises(SystemExit):
        start.main(["--version"])
    assert capsys.readouterr().out == f"offconv-gui {__version__}\n"
