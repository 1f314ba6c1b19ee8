"""Linux: a .deb for Debian and Ubuntu, and a tarball for the rest."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import contents
import packing

HERE = Path(__file__).resolve().parent
ID = "com.offconv.OffConv"
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}

INSTALL = """\
OffConv {version} for Linux. It needs no installation: start offconv-gui in the folder offconv.

To have it in the menu, for one user:
  mkdir -p ~/.local/lib ~/.local/bin && cp -r offconv ~/.local/lib/ && cp -r share ~/.local/
  ln -sf ~/.local/lib/offconv/offconv-gui ~/.local/lib/offconv/offconv ~/.local/bin/
  update-mime-database ~/.local/share/mime
To remove it again:
  rm -r ~/.local/lib/offconv ~/.local/bin/offconv ~/.local/bin/offconv-gui
  find ~/.local/share -name 'com.offconv.OffConv*' -delete
  update-mime-database ~/.local/share/mime

It needs glibc {glibc} or newer and what every desktop has: X11 or Wayland, OpenGL's libGL and libEGL,
fontconfig, FreeType, D-Bus, GLib and zstd.
"""


def package(bundle: Path, made: Path, out: Path, version: str) -> None:
    """Make both in `out`. `dpkg-deb` and `tar` do the packing, xz the squeezing."""
    with tempfile.TemporaryDirectory() as folder:
        _deb(bundle, made, out, version, Path(folder) / "deb")
        _tarball(bundle, made, out, version, Path(folder) / f"offconv-{version}")


def share(root: Path, made: Path, version: str) -> None:
    """The desktop's files below a folder such as /usr/share: menu entry, description, kind of file, icons."""
    names = ("applications", "metainfo", "mime/packages", "icons/hicolor")
    applications, metainfo, kinds, icons = (root / name for name in names)
    for folder in (applications, metainfo, kinds, icons / "scalable" / "apps"):
        folder.mkdir(parents=True)
    shutil.copy(HERE / f"{ID}.desktop", applications)
    shutil.copy(HERE / f"{ID}.mime.xml", kinds / f"{ID}.xml")
    text = (HERE / f"{ID}.metainfo.xml").read_text(encoding="utf-8")
    date = datetime.fromtimestamp(packing.source_date(), UTC).date().isoformat()
    text = text.replace("@VERSION@", version).replace("@DATE@", date)
    (metainfo / f"{ID}.metainfo.xml").write_text(text, encoding="utf-8")
    shutil.copy(contents.ROOT / "resources" / "offconv.svg", icons / "scalable" / "apps" / f"{ID}.svg")
    for png in made.glob("icon-*.png"):
        side = png.stem.partition("-")[2]
        place = icons / f"{side}x{side}" / "apps"
        place.mkdir(parents=True)
        shutil.copy(png, place / f"{ID}.png")


def _deb(bundle: Path, made: Path, out: Path, version: str, root: Path) -> None:
    architecture = ARCHITECTURES[platform.machine()]
    shutil.copytree(bundle, root / "usr" / "lib" / "offconv", symlinks=True)
    (root / "usr" / "bin").mkdir()
    for name in contents.PROGRAMS:
        (root / "usr" / "bin" / name).symlink_to(f"../lib/offconv/{name}")
    share(root / "usr" / "share", made, version)
    about = root / "usr" / "share" / "doc" / "offconv"
    about.mkdir(parents=True)
    (root / "usr" / "lib" / "offconv" / "LICENSE.txt").rename(about / "copyright")
    (root / "usr" / "lib" / "offconv" / "THIRD-PARTY.txt").rename(about / "THIRD-PARTY.txt")
    size = sum(path.lstat().st_size for path in root.rglob("*") if path.is_file()) // 1024
    values = {"VERSION": version, "ARCHITECTURE": architecture, "SIZE": str(size), "GLIBC": glibc()}
    text = (HERE / "control").read_text(encoding="utf-8")
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    (root / "DEBIAN").mkdir()
    (root / "DEBIAN" / "control").write_text(text, encoding="utf-8")
    _settle(root)
    place = out / f"offconv_{version}_{architecture}.deb"
    env = {**os.environ, "SOURCE_DATE_EPOCH": str(packing.source_date())}
    squeeze = ["-Zxz", f"-z{_effort()}", "--threads-max=1"]  # on several threads it finds less that repeats
    subprocess.run(["dpkg-deb", "--root-owner-group", *squeeze, "--build", root, place], env=env, check=True)


def _tarball(bundle: Path, made: Path, out: Path, version: str, root: Path) -> None:
    shutil.copytree(bundle, root / "offconv", symlinks=True)
    share(root / "share", made, version)
    (root / "INSTALL.txt").write_text(INSTALL.format(version=version, glibc=glibc()), encoding="utf-8")
    _settle(root)
    place = out / f"offconv-{version}-linux-{platform.machine()}.tar.xz"
    same = ["--sort=name", f"--mtime=@{packing.source_date()}", "--owner=0", "--group=0", "--numeric-owner"]
    squeeze = ["--use-compress-program", f"xz -{_effort()} -T1"]
    subprocess.run(["tar", *same, *squeeze, "-cf", place, "-C", root.parent, root.name], check=True)


def _effort() -> int:
    """How hard xz tries: OFFCONV_EFFORT, 0 to 9. The most takes minutes; 0 is for trying things out."""
    return int(os.environ.get("OFFCONV_EFFORT", "9"))


def _settle(root: Path) -> None:
    """The same rights whoever builds: all may read, and what may be run may be run by all."""
    for path in [root, *root.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        os.utime(path, (packing.source_date(),) * 2, follow_symlinks=False)


def glibc() -> str:
    """The version of the C library that the building machine has, and users need at least."""
    return platform.libc_ver()[1]
