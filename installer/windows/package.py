"""Windows: the NSIS setup, and the manifest with which winget finds it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import contents
import packing

HERE = Path(__file__).resolve().parent


def package(bundle: Path, made: Path, out: Path, version: str) -> None:
    """Make the setup in `out`, and with OFFCONV_DOWNLOADS (the address it will lie at) winget's manifest.

    OFFCONV_SIGN is the command that signs a file whose name follows it; without it nothing is signed.
    """
    sign = os.environ.get("OFFCONV_SIGN", "")
    if sign:
        for name in contents.PROGRAMS:
            subprocess.run(f'{sign} "{bundle / name}.exe"', shell=True, check=True)
    else:
        print("== OFFCONV_SIGN is not set: nothing is signed")
    setup = make_setup(bundle, made / "offconv.ico", out, version, sign)
    downloads = os.environ.get("OFFCONV_DOWNLOADS", "")
    if downloads:
        winget = packing.load(HERE / "winget.py")
        winget.write_manifests(setup, f"{downloads.rstrip('/')}/{setup.name}", version, out / "winget")


def make_setup(payload: Path, icon: Path, out: Path, version: str, sign: str = "") -> Path:
    """Run makensis, and give the setup."""
    tool = shutil.which("makensis") or _usual_place()
    setup = out / f"OffConv-{version}-windows-x64.exe"
    defined = {
        "VERSION": version,
        "NUMBERS": ".".join(map(str, packing.version_numbers(version))),
        "PAYLOAD": str(payload),
        "ICON": str(icon),
        "LICENCE": str(contents.ROOT / "LICENSE"),
        "OUT": str(setup),
        **({"SIGN": sign} if sign else {}),
    }
    words = [f"-D{name}={value}" for name, value in defined.items()]
    env = {**os.environ, "SOURCE_DATE_EPOCH": str(packing.source_date())}
    subprocess.run([tool, "-V2", "-WX", *words, HERE / "offconv.nsi"], env=env, check=True)
    return setup


def _usual_place() -> str:
    place = Path(os.environ.get("PROGRAMFILES(X86)", "")) / "NSIS" / "makensis.exe"
    if not place.is_file():
        sys.exit("makensis is missing; install NSIS 3.08 or newer")
    return str(place)


if __name__ == "__main__":  # package.py PAYLOAD ICON OUT: for the preview, which freezes elsewhere
    payload, icon, out = map(Path, sys.argv[1:])
    print(make_setup(payload, icon, out, contents.version(), os.environ.get("OFFCONV_SIGN", "")))
