"""Tables of how large what is, by package, before and after things were left out."""

from __future__ import annotations

from collections import Counter
from pathlib import Path


def by_package(folder: Path) -> Counter[str]:
    """Bytes of each package or library in a frozen folder; a link counts nothing."""
    found: Counter[str] = Counter()
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            found[_package(path.relative_to(folder))] += path.stat().st_size
    return found


def _package(path: Path) -> str:
    parts = [part for part in path.parts if part not in ("_internal", "Contents", "Resources", "Frameworks")]
    first = parts[0]
    if len(parts) == 1:
        if first.startswith(("offconv",)):
            return "the programs and their modules"
        return "Python itself" if first.startswith(("libpython", "python", "base_lib")) else "other libraries"
    names = {"PySide6": "Qt", "shiboken6": "Qt", "numpy.libs": "numpy", "offconv_gui": "our own files"}
    return names.get(first, "Python itself" if first.startswith("python3") else first.partition("-")[0])


def total(folder: Path) -> int:
    """Bytes of all files in a folder."""
    return sum(by_package(folder).values())


def compare(whole: Path, trimmed: Path) -> None:
    """Print the two side by side in millions of bytes, the largest first."""
    before, after = by_package(whole), by_package(trimmed)
    print(f"\n| package | all that PyInstaller takes, MB | what is kept, MB |\n|{'---|' * 3}")
    for package, size in before.most_common():
        if size >= 100_000:
            print(f"| {package} | {size / 1e6:.1f} | {after[package] / 1e6:.1f} |")
    print(f"| **all** | **{sum(before.values()) / 1e6:.1f}** | **{sum(after.values()) / 1e6:.1f}** |\n")
    print(f"| files | {_files(whole)} | {_files(trimmed)} |\n", flush=True)


def _files(folder: Path) -> int:
    return sum(1 for path in folder.rglob("*") if path.is_file())
