#!/usr/bin/env python3
"""Makes the installers of the system it runs on: `python installer/build.py [--target SYSTEM] [--out DIR]`.

The same on a developer's machine and where releases are made. It sets up a private environment with exactly
the packages of `requirements.lock` beside this file, freezes the program into one folder, lets the frozen
program test itself, and packs the folder. What is made lies in the folder DIR, `dist` if none is named, with
the licences, the list of parts and the checksums; everything on the way there lies in `build`.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import contents
import packing
import sizes

ROOT = contents.ROOT
LOCK = Path(__file__).with_name("requirements.lock")
SYSTEMS = {"linux": "linux", "win32": "windows", "darwin": "macos"}
SYSTEM = SYSTEMS[sys.platform]


def main() -> int:
    given = _parser().parse_args()
    if given.target != SYSTEM:
        sys.exit(
            f"Installers for {given.target} are made on {given.target}; this is {SYSTEM}."
            + (" For a preview: installer/windows/preview.sh" if given.target == "windows" else "")
        )
    work = given.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    if not given.here:
        return _again(_environment(work / "env"))
    bundle = freeze(work, whole=False)
    if given.sizes:
        sizes.compare(freeze(work, whole=True), bundle)
    check(bundle, work)
    if given.only != "freeze":
        packing.pack(SYSTEM, bundle, work / "made", given.out.resolve())
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Make the installers of OffConv for this system.")
    parser.add_argument("--target", choices=sorted(SYSTEMS.values()), default=SYSTEM)
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="where to put what is made")
    parser.add_argument("--work", type=Path, default=ROOT / "build", help="where to put what lies between")
    parser.add_argument("--only", choices=["freeze"], help="stop once the program is frozen and tested")
    parser.add_argument("--sizes", action="store_true", help="freeze twice and print what was left out")
    parser.add_argument("--here", action="store_true", help="use the Python that runs this, as it is")
    return parser


def _environment(place: Path) -> Path:
    """The Python of an environment that holds the lock's packages; made anew when the lock changed."""
    import venv  # which the embeddable Python of the preview lacks, and does not need

    python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp, wanted = place / "lock.sha256", _sha256(LOCK) + platform.python_version()
    if not (stamp.is_file() and stamp.read_text(encoding="ascii") == wanted):
        print(f"== Setting up {place}", flush=True)
        shutil.rmtree(place, ignore_errors=True)
        venv.create(place, with_pip=True)
        exact = ["--require-hashes", "--no-deps", "--only-binary=:all:", "--disable-pip-version-check"]
        subprocess.run([python, "-m", "pip", "install", "--quiet", *exact, "-r", LOCK], check=True)
        stamp.write_text(wanted, encoding="ascii")
    return python


def _again(python: Path) -> int:
    """Go on in the environment, without what would let other packages in."""
    env = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    env["PYTHONHASHSEED"] = "0"  # else modules lie in the program in another order each time
    return subprocess.run([python, *sys.argv, "--here"], env=env, check=False).returncode


def freeze(work: Path, *, whole: bool) -> Path:
    """Freeze both programs into one folder, and give the folder (on macOS, the .app beside it).

    `whole` leaves nothing out, for the comparison of sizes.
    """
    made = work / "made"
    make(made)
    out = work / ("whole" if whole else "frozen")
    shutil.rmtree(out, ignore_errors=True)
    print(f"== Freezing into {out}", flush=True)
    os.environ["OFFCONV_WHOLE"], os.environ["OFFCONV_MADE"] = "1" if whole else "0", str(made)
    from PyInstaller.__main__ import run

    places = ["--distpath", str(out), "--workpath", str(work / f"pyinstaller-{out.name}")]
    run(["--noconfirm", "--log-level", "ERROR", *places, str(Path(__file__).with_name("offconv.spec"))])
    bundle = out / "OffConv.app" if SYSTEM == "macos" else out / "offconv"
    if not whole:
        packing.finish(SYSTEM, bundle, made)
    return bundle


def make(made: Path) -> None:
    """Icons, descriptions and licences: what goes along besides the program."""
    import icons
    import notices

    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    icons.make_icons(ROOT / "resources" / "offconv.svg", made)
    packing.describe(made)
    parts = notices.parts()
    (made / "THIRD-PARTY.txt").write_text(notices.third_party(parts), encoding="utf-8", newline="\n")
    bom = made / f"offconv-{contents.version()}-{SYSTEM}.cdx.json"
    bom.write_text(notices.sbom(parts, contents.version()), encoding="utf-8", newline="\n")


def check(bundle: Path, work: Path) -> None:
    """Let the frozen program and the sources test themselves, and compare what they say."""
    print("== Testing the frozen program", flush=True)
    inside = bundle / "Contents" / "MacOS" if SYSTEM == "macos" else bundle
    suffix = ".exe" if SYSTEM == "windows" else ""
    frozen = _tested([inside / f"offconv-gui{suffix}"], work / "self-test-frozen.txt")
    sources = _tested([sys.executable, "-m", "offconv_gui"], work / "self-test-sources.txt")
    if frozen != sources:
        sys.exit(f"The frozen program says other things than the sources do; compare the two files in {work}")
    command = _run([inside / f"offconv{suffix}", "--version"])
    print(f"{command.stdout.decode().strip()}: {frozen.splitlines()[-1]}", flush=True)


def _tested(program: list[Path | str], told: Path) -> str:
    """What a program's self-test tells; ends the build where it fails."""
    told.unlink(missing_ok=True)
    done = _run([*program, "--self-test", told])
    text = told.read_text("utf-8") if told.is_file() else done.stderr.decode("utf-8", "replace")
    if done.returncode:
        sys.exit(f"The self-test of {program[0]} failed ({done.returncode}):\n{text}")
    return text


def _run(words: list[Path | str]) -> subprocess.CompletedProcess[bytes]:
    """Run with pipes for its input and output, without which a Windows program may not start under Wine."""
    return subprocess.run(words, cwd=ROOT, input=b"", capture_output=True, timeout=180, check=False)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
