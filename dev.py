#!/usr/bin/env python3
"""Sets up the project and starts it, or checks it: `python3 dev.py run`, `python3 dev.py test`.

Needs Python 3.11 or newer and nothing else: standard library only, the same on Windows, macOS and Linux.
The set-up is a private `.venv` beside this file with exactly the versions of `requirements.lock`. It is made
once; a stamp in it, written last, tells a finished one from an interrupted or an outdated one.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
LOCK = ROOT / "requirements.lock"
ENV = ROOT / ".venv"
STAMP = ENV / "set-up.stamp"
BIN = ENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = str(BIN / ("python.exe" if os.name == "nt" else "python"))

INSTALLERS = ("pip==", "setuptools==")

ALL_TESTS = ("-n", "auto", "--maxprocesses", "4", "--dist", "worksteal")
"""pytest's options where none are given: all tests, in a process for each processor."""

USAGE = """usage: python3 dev.py run [FILE...] [options]   set up, then start the window
       python3 dev.py test [pytest options]      set up, then run every check; stops at one that fails
       python3 dev.py setup                      set up only"""

# Qt's wheels expect these of a Linux system: library, and the Debian package that has it.
QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
}
# A window on a screen needs these besides; the checks draw without one.
SCREEN_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}


def say(text: str) -> None:
    print(text, flush=True)


def run(*command: str, env: dict[str, str] | None = None, quiet: bool = False) -> int:
    output = subprocess.DEVNULL if quiet else None
    return subprocess.run(command, cwd=ROOT, env=env, stdout=output, check=False).returncode


def is_there(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def provide_system_libraries(on_screen: bool) -> None:
    """Qt would otherwise stop at a bare ImportError about libEGL or another of these."""
    if not sys.platform.startswith("linux"):
        return
    wanted = QT_LIBRARIES | SCREEN_LIBRARIES if on_screen else QT_LIBRARIES
    missing = {library: package for library, package in wanted.items() if not is_there(library)}
    if not missing:
        return
    if not shutil.which("apt-get"):
        sys.exit("Qt needs these system libraries; please install them: " + " ".join(missing))
    install = ["apt-get", "install", "-y", "--no-install-recommends", *missing.values()]
    if os.geteuid() != 0:
        sys.exit("Qt needs system libraries that are missing here. Please run:\nsudo " + " ".join(install))
    say("== Installing system libraries: " + " ".join(missing.values()))
    env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    if run("apt-get", "update", "-qq", env=env) or run(*install, "-qq", env=env, quiet=True):
        sys.exit("Could not install them. Please run:\n" + " ".join(install))


def fingerprint() -> str:
    """What a finished set-up depends on; it is made again when any of this changes."""
    python = f"{sys.implementation.name} {platform.python_version()} {platform.machine()}"
    return hashlib.sha256(LOCK.read_bytes() + f"{python} {ROOT}".encode()).hexdigest()


def site_packages() -> Path:
    return Path(sysconfig.get_path("purelib", "venv", {"base": str(ENV)}))


def distributions() -> list[str]:
    """What is installed, as `NAME-VERSION.dist-info`."""
    return sorted(path.name for path in site_packages().glob("*.dist-info"))


def is_set_up() -> bool:
    """Finished, for this lock and this Python, and nothing has been taken out of it since."""
    if not STAMP.exists():
        return False
    stamp, *installed = STAMP.read_text(encoding="utf-8").split("\n")
    if stamp != fingerprint() or not set(installed) <= set(distributions()):
        return False
    try:
        return run(PYTHON, "-c", "") == 0
    except OSError:
        return False


def pip_install(requirements: Path) -> None:
    # Without isolation a source package (there is one) is built by the setuptools of the lock.
    exact = ["--require-hashes", "--no-deps", "--no-build-isolation"]
    quiet = ["--quiet", "--no-input", "--disable-pip-version-check"]
    if run(PYTHON, "-m", "pip", "install", *exact, *quiet, "-r", str(requirements)):
        sys.exit("The packages could not be installed; see above. The next try starts afresh.")


def set_up() -> None:
    if is_set_up():
        return
    if importlib.util.find_spec("ensurepip") is None:
        sys.exit("Python's venv module is missing. On Debian and Ubuntu: apt-get install python3-venv")
    say("== Setting up .venv (once; downloads about 200 MB)")
    try:
        if ENV.exists():
            shutil.rmtree(ENV)
    except OSError as error:
        sys.exit(f"The old .venv cannot be removed; is the program still open? {error}")
    venv.create(ENV, with_pip=True, symlinks=os.name != "nt")
    # The lock's own pip first: the one that comes with Python differs from machine to machine.
    entries = re.split(r"\n(?=\w)", LOCK.read_text(encoding="utf-8"))
    tools = ENV / "installers.txt"
    tools.write_text("\n".join(e for e in entries if e.startswith(INSTALLERS)), encoding="utf-8")
    pip_install(tools)
    pip_install(LOCK)
    link_project()
    STAMP.write_text("\n".join([fingerprint(), *distributions()]), encoding="utf-8")


def link_project() -> None:
    """Lets `.venv`'s Python import the package from any folder; relative, so plain ASCII everywhere."""
    link = Path(os.path.relpath(ROOT, site_packages())).as_posix()
    (site_packages() / "project.pth").write_text(link, encoding="ascii")


def clean_environment() -> dict[str, str]:
    """The user's, without what would let another Python's packages in."""
    return {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}


def start(arguments: list[str]) -> int:
    command = [PYTHON, "-P", "-m", "offconv_gui", *arguments]
    if os.name == "posix":  # becomes the program, so that signals and the exit status are its own
        os.execve(PYTHON, command, clean_environment())
    return subprocess.run(command, env=clean_environment(), check=False).returncode


def check(pytest_arguments: list[str]) -> int:
    env = clean_environment()
    env.setdefault("QT_QPA_PLATFORM", "offscreen")
    tool_env = dict(env, PYTHONUTF8="1")  # what they print must not depend on the console's code page
    checks = {
        "ruff check": [PYTHON, "-m", "ruff", "check", "."],
        "ruff format --check": [PYTHON, "-m", "ruff", "format", "--check", "."],
        "mypy": [PYTHON, "-m", "mypy"],
        "lint-imports": [str(BIN / "lint-imports")],
    }
    for name, command in checks.items():
        say(f"== {name}")
        code = run(*command, env=tool_env)
        if code:
            say(f"== Stopped: {name} failed")
            return code
    say("== pytest")
    env.setdefault("PYTHONWARNDEFAULTENCODING", "1")  # a file opened without its encoding fails a test
    return run(PYTHON, "-m", "pytest", *(pytest_arguments or ALL_TESTS), env=env)


def main(arguments: list[str]) -> int:
    command = arguments[0] if arguments else ""
    if command not in ("run", "test", "setup"):
        say(USAGE)
        return 0 if command in ("-h", "--help") else 2
    if sys.version_info < (3, 11):  # noqa: UP036  (this file is what tells an older Python)
        sys.exit(f"Python 3.11 or newer is needed; this is {platform.python_version()}")
    on_screen = command != "test" and os.environ.get("QT_QPA_PLATFORM") != "offscreen"
    provide_system_libraries(on_screen)
    set_up()
    if command == "run":
        return start(arguments[1:])
    if command == "test":
        return check(arguments[1:])
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
