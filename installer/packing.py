"""From the frozen folder to what people download: each system's own steps, and the checksums."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import contents

HERE = Path(__file__).resolve().parent

VERSION_RESOURCE = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0x0, OS=0x40004, fileType=0x1,
                    subtype=0x0, date=(0, 0)),
  kids=[
    StringFileInfo([StringTable('040904B0', [
      StringStruct('CompanyName', 'OffConv contributors'),
      StringStruct('FileDescription', '{description}'),
      StringStruct('FileVersion', '{version}'),
      StringStruct('InternalName', '{name}'),
      StringStruct('LegalCopyright', 'Copyright OffConv contributors. MIT License.'),
      StringStruct('OriginalFilename', '{name}.exe'),
      StringStruct('ProductName', 'OffConv'),
      StringStruct('ProductVersion', '{version}')])]),
    VarFileInfo([VarStruct('Translation', [1033, 1200])])
  ]
)
"""
PUBLISHED = """\
import offconv_gui

offconv_gui.RELEASES_PAGE = {page!r} or offconv_gui.RELEASES_PAGE
"""
DESCRIPTIONS = {"offconv-gui": "OffConv", "offconv": "OffConv, the command"}


def describe(made: Path) -> None:
    """Write what PyInstaller puts into the programs: Windows' version resources, macOS' Info.plist, and the
    address of OFFCONV_RELEASES_PAGE, where new versions are told of."""
    for name, description in DESCRIPTIONS.items():
        numbers = version_numbers(contents.version())
        text = VERSION_RESOURCE.format(
            numbers=numbers, description=description, version=contents.version(), name=name
        )
        (made / f"{name}.version.txt").write_text(text, encoding="utf-8")
    page = os.environ.get("OFFCONV_RELEASES_PAGE", "")
    (made / "published.py").write_text(PUBLISHED.format(page=page), encoding="utf-8")
    plist = (HERE / "macos" / "Info.plist").read_text(encoding="utf-8")
    plist = plist.replace("@VERSION@", contents.version())
    (made / "Info.plist").write_text(plist, encoding="utf-8")


def version_numbers(version: str) -> tuple[int, int, int, int]:
    """The four numbers that Windows keeps of a version such as 1.2.3 or 1.2.3rc1."""
    numbers = [int("".join(filter(str.isdigit, part.split("rc")[0])) or 0) for part in version.split(".")[:3]]
    first, second, third = [*numbers, 0, 0, 0][:3]
    return first, second, third, 0


def finish(system: str, bundle: Path, made: Path) -> None:
    """Lay the licences beside the programs, and take from Linux' libraries what only debuggers read."""
    texts = bundle / "Contents" / "Resources" if system == "macos" else bundle
    shutil.copy(made / "THIRD-PARTY.txt", texts / "THIRD-PARTY.txt")
    shutil.copy(contents.ROOT / "LICENSE", texts / "LICENSE.txt")
    if system == "linux":
        _strip(bundle)


def _strip(bundle: Path) -> None:
    """Libraries that were rewritten to be found by relative places are left alone: `strip` breaks them."""
    tool = shutil.which("strip")
    if tool is None:
        print("== binutils is missing: libraries stay larger than they need be")
        return
    for path in sorted(bundle.rglob("*.so*")):
        if path.is_file() and not path.is_symlink() and "numpy.libs" not in path.parts:
            subprocess.run([tool, "--strip-unneeded", path], check=True)


def pack(system: str, bundle: Path, made: Path, out: Path) -> None:
    """Make everything people download of this system, in an emptied folder, with checksums."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    step(system).package(bundle, made, out, contents.version())
    for file in (made / "THIRD-PARTY.txt", *made.glob("*.cdx.json")):
        shutil.copy(file, out)
    sums = [f"{sha256(path)}  {path.name}" for path in sorted(out.iterdir()) if path.is_file()]
    (out / f"SHA256SUMS-{system}.txt").write_text("\n".join(sums) + "\n", encoding="ascii", newline="\n")
    for path in sorted(out.iterdir()):
        print(f"{path.stat().st_size / 1e6:8.1f} MB  {path.name}")


def step(system: str) -> ModuleType:
    """The module `package.py` in the system's own folder."""
    return load(HERE / system / "package.py")


def load(place: Path) -> ModuleType:
    """A module by its file: each system's are called alike."""
    spec = importlib.util.spec_from_file_location(f"{place.parent.name}_{place.stem}", place)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def source_date() -> int:
    """The moment all packed files are dated at: SOURCE_DATE_EPOCH, else of the last commit, else 2026."""
    told = os.environ.get("SOURCE_DATE_EPOCH")
    if told:
        return int(told)
    git = ["git", "-c", f"safe.directory={contents.ROOT}", "log", "-1", "--format=%ct"]
    done = subprocess.run(git, cwd=contents.ROOT, capture_output=True, text=True, check=False)
    return int(done.stdout) if done.returncode == 0 and done.stdout.strip() else 1_767_225_600


def sha256(path: Path) -> str:
    """In hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
