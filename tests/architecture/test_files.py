"""What must not get into the project's files: package hosts and paths of somebody's machine."""

from __future__ import annotations

import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path

import pytest
from package_sources import ROOT
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LOCK = ROOT / "requirements.lock"
HERE = [str(path) for path in (ROOT, Path.home()) if len(path.parts) > 2]
"""Where this checkout lies and whose it is; asked now, since a test gets another home."""

BINARY = {".png", ".ico", ".icns", ".ttf", ".otf", ".woff2", ".xlsx", ".xls", ".ods", ".zip", ".gz", ".qm"}

# Somebody's home, a checkout or scratch folder under the root, a Windows profile.
PRIVATE_PATH = re.compile(r"(?<![\w.~}])(?:/(?:home|Users|root|work|tmp|mnt)/\w|[A-Za-z]:\\+Users\\+\w)")
PACKAGE_HOST = re.compile(r"(?:pypi|pythonhosted|npmjs|conda|anaconda)\.(?:org|com|io)")


@cache
def tracked_files() -> list[Path]:
    """What git tracks; in an unpacked archive, which has no git, every file that is not generated."""
    listed = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT.as_posix()}", "ls-files", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0:
        paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    else:
        paths = [path for path in ROOT.rglob("*") if not generated(path.relative_to(ROOT))]
    return [path for path in paths if path.is_file() and path.suffix not in BINARY]


def generated(path: Path) -> bool:
    hidden = [part for part in path.parts if part.startswith(".") and part not in (".ci", ".github")]
    return bool(hidden or {"__pycache__", "build", "dist"} & set(path.parts))


def lines_with(pattern: re.Pattern[str], files: list[Path]) -> list[str]:
    return [
        f"{path.relative_to(ROOT).as_posix()}:{number}: {line.strip()[:100]}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if pattern.search(line)
    ]


def test_there_are_files_to_look_at() -> None:
    assert {ROOT / "dev.py", LOCK, ROOT / "pyproject.toml"} <= set(tracked_files())


def test_the_lock_names_no_host() -> None:
    assert lines_with(re.compile(r"https?://|^\s*-(?!-hash=)"), [LOCK]) == []


def test_every_line_of_the_lock_is_pinned_and_hashed() -> None:
    entries = re.split(r"\n(?=\w)", LOCK.read_text(encoding="utf-8"))
    assert [
        entry for entry in entries if not re.match(r"[\w.-]+==\S+[^\n]*\\\n +--hash=sha256:", entry)
    ] == []


def test_no_file_names_a_package_host() -> None:
    others = [path for path in tracked_files() if path != Path(__file__).resolve()]
    assert lines_with(PACKAGE_HOST, others) == []


def test_no_file_names_a_path_of_this_machine() -> None:
    assert lines_with(re.compile("|".join(map(re.escape, HERE))), tracked_files()) == []


def test_no_file_names_a_path_of_anybodys_machine() -> None:
    """Tests may: they show that such a path stays out of a crash report."""
    others = [path for path in tracked_files() if not path.is_relative_to(ROOT / "tests")]
    assert lines_with(PRIVATE_PATH, others) == []


def declared() -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [
        Requirement(text) for text in [*project["dependencies"], *project["optional-dependencies"]["test"]]
    ]


@pytest.mark.parametrize("wanted", declared(), ids=lambda wanted: wanted.name)
def test_the_lock_holds_what_the_project_asks_for(wanted: Requirement) -> None:
    """Else: pyproject.toml was changed and the lock was not made again (see CONTRIBUTING.md)."""
    pinned = re.findall(r"^([\w.-]+)==(\S+)", LOCK.read_text(encoding="utf-8"), re.MULTILINE)
    versions = [
        version for name, version in pinned if canonicalize_name(name) == canonicalize_name(wanted.name)
    ]
    assert versions
    assert all(wanted.specifier.contains(version) for version in versions)
