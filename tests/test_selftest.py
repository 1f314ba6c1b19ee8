"""The self-test passes where all is well, says what is not, and is the same each time."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from offconv_gui import selftest


@pytest.fixture
def told(tmp_path: Path, qapp: QApplication) -> Path:
    return tmp_path / "told.txt"


def test_the_sources_are_whole(told: Path) -> None:
    assert selftest.main([str(told)]) == 0
    text = told.read_text(encoding="utf-8")
    assert text.endswith(f"all {len(selftest.CHECKS)} checks passed\n")
    assert "FAILED" not in text
    assert str(Path.cwd()) not in text


def test_it_says_what_failed_and_goes_on(told: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> Path:
        raise FileNotFoundError("icons are missing")

    monkeypatch.setattr(selftest, "resource_root", missing)
    monkeypatch.setattr(selftest, "CHECKS", (selftest.icons, selftest.rolls))
    assert selftest.main([str(told)]) == 1
    lines = told.read_text(encoding="utf-8").splitlines()
    assert "icons: FAILED, FileNotFoundError: icons are missing" in lines
    assert lines[-1] == "1 of 2 checks failed"


def test_without_a_file_it_speaks(
    capsys: pytest.CaptureFixture[str], qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selftest, "CHECKS", (selftest.rolls,))
    assert selftest.main([]) == 0
    assert capsys.readouterr().out.endswith("checks passed\n")
