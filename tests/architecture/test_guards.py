"""The guards of conftest.py can fail a test, and leave an innocent one alone."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from package_sources import ROOT

BAD = {
    "leaves_a_thread": """
        threading.Thread(target=threading.Event().wait, args=(60,), daemon=True, name="lost").start()
    """,
    "logs_a_warning": """
        logging.getLogger("offconv").warning("unforeseen")
    """,
    "leaves_a_window": """
        kept.append(QMainWindow())
        kept[-1].show()
    """,
    "leaves_a_timer": """
        kept.append(QTimer())
        kept[-1].start(60_000)
    """,
    "leaves_a_qt_thread": """
        kept.append(QThread())
        kept[-1].start()
    """,
    "hears_a_warning_of_qt": """
        qWarning("unforeseen")
    """,
    "hears_a_warning_of_python": """
        warnings.warn("unforeseen")
    """,
}
GOOD = {
    "joins_its_thread": """
        threading.Thread(target=str).start()
    """,
    "looks_at_the_log": """
        logging.getLogger("offconv").warning("foreseen")
        assert caplog.messages == ["foreseen"]
    """,
    "hands_its_window_over": """
        window = QMainWindow()
        qtbot.addWidget(window)
        window.show()
        window.raise_()
    """,
    "forgets_a_window_in_a_cycle": """
        window = QMainWindow()
        window.itself = window
        window.show()
    """,
    "stops_its_timer": """
        timer = QTimer(qapp)
        timer.start(60_000)
        timer.stop()
    """,
    "has_a_home_of_its_own": """
        settings = QSettings("OffConv", "OffConv")
        settings.setValue("seen", True)
        settings.sync()
        assert Path(settings.fileName()).is_relative_to(home)
        assert platformdirs.user_config_path("offconv").is_relative_to(home)
    """,
    "finds_that_home_empty": """
        assert not QSettings("OffConv", "OffConv").contains("seen")
        assert not home.exists()
    """,
}
HEAD = """
import logging, platformdirs, threading, warnings
from pathlib import Path
from PySide6.QtCore import QSettings, QThread, QTimer, qWarning
from PySide6.QtWidgets import QMainWindow
kept = []
"""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """The words that pytest had for each test above, such as {"leaves_a_timer": {"PASSED", "ERROR"}}."""
    folder = tmp_path_factory.mktemp("guarded")
    for name in ("pyproject.toml", "tests/conftest.py"):
        (folder / Path(name).name).write_text((ROOT / name).read_text(encoding="utf-8"), encoding="utf-8")
    tests = [
        f"def test_{name}(qapp, qtbot, home{', caplog' * ('log' in body and 'caplog' in body)}):{body}"
        for name, body in {**BAD, **GOOD}.items()
    ]
    (folder / "test_guarded.py").write_text("\n".join([HEAD, *tests]), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-rA", "-p", "no:cacheprovider", "test_guarded.py"],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    found: dict[str, set[str]] = {}
    for word, name in re.findall(
        r"^(PASSED|FAILED|ERROR) test_guarded\.py::test_(\w+)", done.stdout, re.MULTILINE
    ):
        found.setdefault(name, set()).add(word)
    assert found, done.stdout + done.stderr
    return found


@pytest.mark.parametrize("name", BAD)
def test_a_test_that(name: str, outcomes: dict[str, set[str]]) -> None:
    assert outcomes[name] & {"FAILED", "ERROR"}


@pytest.mark.parametrize("name", GOOD)
def test_nobody_minds_a_test_that(name: str, outcomes: dict[str, set[str]]) -> None:
    assert outcomes[name] == {"PASSED"}
