"""The set-up says what is missing, and is made again when it must be."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
LINUX_ONLY = {"libEGL.so.1", "libglib-2.0.so.0"}


@pytest.fixture
def dev(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """dev.py, at work on an empty folder and on a Linux where every library is there."""
    spec = importlib.util.spec_from_file_location("dev", ROOT / "dev.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "LOCK", tmp_path / "requirements.lock")
    monkeypatch.setattr(module, "ENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv" / "set-up.stamp")
    monkeypatch.setattr(module, "PYTHON", sys.executable)
    monkeypatch.setattr(module, "is_there", lambda library: True)
    monkeypatch.setattr(sys, "platform", "linux")
    module.LOCK.write_text("pip==1\n", encoding="utf-8")
    return module


@pytest.fixture
def commands(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """What dev.py would have run, none of which is run."""
    seen: list[tuple[str, ...]] = []

    def run(*command: str, **_options: object) -> int:
        seen.append(command)
        return 0

    monkeypatch.setattr(dev, "run", run)
    return seen


def lacking(dev: ModuleType, monkeypatch: pytest.MonkeyPatch, *, apt: bool, user: int) -> None:
    monkeypatch.setattr(dev, "is_there", lambda library: library not in LINUX_ONLY)
    monkeypatch.setattr(dev.shutil, "which", lambda name: "/usr/bin/apt-get" if apt else None)
    monkeypatch.setattr(dev.os, "geteuid", lambda: user, raising=False)


def test_nothing_is_installed_where_nothing_is_missing(
    dev: ModuleType, commands: list[tuple[str, ...]]
) -> None:
    dev.provide_system_libraries(on_screen=True)
    assert commands == []


def test_root_gets_just_the_missing_libraries(
    dev: ModuleType, commands: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    lacking(dev, monkeypatch, apt=True, user=0)
    dev.provide_system_libraries(on_screen=True)
    update, install = commands
    assert update[:2] == ("apt-get", "update")
    assert install[:2] == ("apt-get", "install")
    assert {"libglib2.0-0", "libegl1"} == {word for word in install if word.startswith("lib")}


def test_others_get_the_line_to_run(
    dev: ModuleType, commands: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    lacking(dev, monkeypatch, apt=True, user=1000)
    with pytest.raises(SystemExit, match=r"\nsudo apt-get install -y .*libglib2\.0-0 libegl1$"):
        dev.provide_system_libraries(on_screen=False)
    assert commands == []


def test_where_there_is_no_apt_the_libraries_are_named(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    lacking(dev, monkeypatch, apt=False, user=0)
    with pytest.raises(SystemExit, match=r"libglib-2\.0\.so\.0 libEGL\.so\.1"):
        dev.provide_system_libraries(on_screen=False)


def finish(dev: ModuleType, *distributions: str) -> None:
    for name in distributions:
        (dev.site_packages() / name).mkdir(parents=True)
    dev.STAMP.write_text("\n".join([dev.fingerprint(), *dev.distributions()]), encoding="utf-8")


def test_a_finished_set_up_is_kept(dev: ModuleType) -> None:
    finish(dev, "pandas-3.dist-info")
    assert dev.is_set_up()


def test_an_interrupted_set_up_is_not(dev: ModuleType) -> None:
    finish(dev, "pandas-3.dist-info")
    dev.STAMP.write_text("", encoding="utf-8")
    assert not dev.is_set_up()


def test_a_set_up_for_another_lock_is_not(dev: ModuleType) -> None:
    finish(dev, "pandas-3.dist-info")
    dev.LOCK.write_text("pip==2\n", encoding="utf-8")
    assert not dev.is_set_up()


def test_a_set_up_that_lost_a_package_is_not(dev: ModuleType) -> None:
    finish(dev, "pandas-3.dist-info", "numpy-2.dist-info")
    (dev.site_packages() / "numpy-2.dist-info").rmdir()
    assert not dev.is_set_up()


def test_a_set_up_whose_python_is_gone_is_not(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    finish(dev, "pandas-3.dist-info")
    monkeypatch.setattr(dev, "PYTHON", str(dev.ENV / "no-python"))
    assert not dev.is_set_up()


def test_the_first_check_that_fails_ends_the_run(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "run", lambda *command, env: 7 if "mypy" in command else 0)
    assert dev.check([]) == 7
    assert capfd.readouterr().out.splitlines() == [
        "== ruff check",
        "== ruff format --check",
        "== mypy",
        "== Stopped: mypy failed",
    ]


@pytest.mark.parametrize(("arguments", "code"), [([], 2), (["build"], 2), (["--help"], 0)])
def test_an_unknown_command_gets_the_usage(arguments: list[str], code: int) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "dev.py"), *arguments], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == code
    assert done.stdout.startswith("usage: python3 dev.py run")
