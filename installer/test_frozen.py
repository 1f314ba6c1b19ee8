"""The frozen program, made here, is whole: `.venv/bin/pytest installer/test_frozen.py`, two minutes.

It lies beside the installers and not under `tests/`, so that the everyday checks stay quick.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

BUILD = Path(__file__).with_name("build.py")


def test_the_frozen_program_says_what_the_sources_say(tmp_path: Path) -> None:
    words = [sys.executable, BUILD, "--only", "freeze", "--work", tmp_path]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert "checks passed" in done.stdout
