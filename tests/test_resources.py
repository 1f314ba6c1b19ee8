"""The program finds its plain files wherever it runs from."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from offconv_gui.resources import FOLDER, resource, resource_root

ROOT = Path(__file__).resolve().parents[1]


def test_in_the_sources_they_lie_beside_the_package() -> None:
    assert resource_root() == ROOT / "resources"
    assert resource("README.md") == ROOT / "resources" / "README.md"


def test_a_missing_file_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"icons/no-such\.svg is missing"):
        resource("icons", "no-such.svg")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a wheel of the project was unpacked to, as an installation would."""
    folder = tmp_path_factory.mktemp("wheel")
    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(folder / "dist"), versions=["standard"])
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_an_installed_wheel_finds_and_reads_them(installed: Path, tmp_path: Path) -> None:
    program = "from offconv_gui.resources import resource; print(resource('README.md').read_text('utf-8'))"
    env = {**os.environ, "PYTHONPATH": str(installed), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=env,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout.strip() == (ROOT / "resources" / "README.md").read_text(encoding="utf-8").strip()


def test_a_wheel_carries_every_one_of_them(installed: Path) -> None:
    ours = {
        path.relative_to(ROOT / "resources") for path in (ROOT / "resources").rglob("*") if path.is_file()
    }
    carried = installed / "offconv_gui" / FOLDER
    assert {path.relative_to(carried) for path in carried.rglob("*") if path.is_file()} == ours


def test_a_wheel_holds_nothing_but_the_package(installed: Path) -> None:
    assert {path.name for path in installed.iterdir() if path.suffix != ".dist-info"} == {"offconv_gui"}


@pytest.mark.parametrize("unpacked", ["_internal", "."], ids=["unpacked folder", "beside the program"])
def test_a_frozen_program_finds_them(unpacked: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    icons = (tmp_path / unpacked / "offconv_gui" / FOLDER / "icons").resolve()
    icons.mkdir(parents=True)
    (icons / "undo.svg").write_text("<svg/>", encoding="utf-8")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "offconv-gui"))
    if unpacked != ".":
        monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / unpacked), raising=False)
    assert resource("icons", "undo.svg") == icons / "undo.svg"


def test_a_frozen_program_without_them_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "offconv-gui"))
    with pytest.raises(FileNotFoundError, match="own files are missing"):
        resource_root()
