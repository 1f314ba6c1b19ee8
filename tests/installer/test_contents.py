"""What the frozen program leaves out is nothing that it needs."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import contents
import pytest

from offconv_gui import __version__
from offconv_gui.gui import crash

ROOT = Path(__file__).resolve().parents[2]
EXCLUDED = set(contents.EXCLUDED_MODULES)


def is_excluded(module: str) -> bool:
    parts = module.split(".")
    return any(".".join(parts[:length]) in EXCLUDED for length in range(1, len(parts) + 1))


def imported_by(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_no_module_of_the_program_imports_what_is_left_out() -> None:
    files = sorted((ROOT / "offconv_gui").rglob("*.py"))
    assert {name for file in files for name in imported_by(file) if is_excluded(name)} == set()


def test_no_library_of_arrow_or_qt_that_a_start_loads_is_left_out() -> None:
    program = "import sys, offconv_gui.gui.workbench, offconv_gui.cli; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True)
    loaded = [name for name in done.stdout.decode().split() if name.startswith(("pyarrow.", "PySide6."))]
    assert loaded
    assert [name for name in loaded if is_excluded(name)] == []


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/lib/libQt6Core.so.6",
        "libQt6XcbQpa.so.6",
        "PySide6\\Qt6Widgets.dll",
        "PySide6/Qt/lib/QtGui.framework/Versions/A/QtGui",
        "PySide6/QtSvg.abi3.so",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/Qt/translations/qtbase_pt_BR.qm",
        "pyarrow/libarrow.so.2600",
        "pyarrow\\arrow_compute.dll",
        "pyarrow/libarrow_substrait.2600.dylib",
        "pyarrow/lib.cpython-311-x86_64-linux-gnu.so",
        "pandas-3.1.1.dist-info/METADATA",
        "tzdata/zoneinfo/Europe/Berlin",
        "offconv_gui/_resources/icons/undo-2.svg",
    ],
)
def test_this_is_kept(name: str) -> None:
    assert contents.is_kept(name, frozenset({"de", "pt_BR"}))


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/lib/libQt6Network.so.6",
        "libQt6Quick.so.6",
        "PySide6\\Qt6Network.dll",
        "PySide6\\opengl32sw.dll",
        "PySide6/Qt/lib/QtNetwork.framework/Versions/A/QtNetwork",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6\\plugins\\networkinformation\\qnetworklistmanager.dll",
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt/translations/qtbase_fr.qm",
        "PySide6/Qt/translations/qt_help_de.qm",
        "pyarrow/libarrow_flight.so.2600",
        "pyarrow/libarrow_python.so",
        "pyarrow/libarrow_python.so.2600.1.0",
        "pyarrow\\arrow_flight.dll",
        "pyarrow/include/arrow/api.h",
        "pyarrow\\arrow.lib",
        "numpy/random/tests/data/pcg64.csv",
    ],
)
def test_this_is_left_out(name: str) -> None:
    assert not contents.is_kept(name, frozenset({"de", "pt_BR"}))


@pytest.mark.parametrize("name", ["libpython3.11.so.1.0", "libxcb-cursor.so.0", "libxkbcommon-x11.so.0"])
def test_linux_takes_along_what_many_desktops_lack(name: str) -> None:
    assert contents.is_bundled_on_linux(name)


@pytest.mark.parametrize("name", ["libstdc++.so.6", "libglib-2.0.so.0", "libX11.so.6", "libfontconfig.so.1"])
def test_linux_leaves_to_the_desktop_what_must_fit_it(name: str) -> None:
    assert not contents.is_bundled_on_linux(name)


def test_a_crash_report_finds_every_version_it_tells() -> None:
    assert set(contents.METADATA) == set(crash._LIBRARIES)


def test_both_programs_start_from_files_that_are_there() -> None:
    assert all((ROOT / script).is_file() for script in contents.PROGRAMS.values())


def test_the_recipe_can_be_run() -> None:
    recipe = ROOT / "installer" / "offconv.spec"
    compile(recipe.read_text(encoding="utf-8"), str(recipe), "exec")


def test_the_version_is_the_packages() -> None:
    assert contents.version() == __version__


def pins(lock: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==(\S+)", lock.read_text(encoding="utf-8"), re.MULTILINE):
        found.setdefault(name, set()).add(version)
    return found


def test_installers_hold_the_versions_that_were_tested() -> None:
    """Else: requirements.lock was made again, installer/requirements.lock was not (see CONTRIBUTING.md)."""
    tested, built = pins(ROOT / "requirements.lock"), pins(ROOT / "installer" / "requirements.lock")
    both = tested.keys() & built.keys()
    assert {"pandas", "pyarrow", "pyside6-essentials"} <= both
    assert {name: built[name] for name in both} == {name: tested[name] for name in both}


def test_the_lock_for_building_has_a_checksum_for_all_and_names_no_host() -> None:
    text = (ROOT / "installer" / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in text
    entries = re.split(r"\n(?=\w)", text)
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
