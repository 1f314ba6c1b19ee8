"""What the frozen program holds and what it leaves out, for every system.

PyInstaller follows imports and takes a library's plug-ins and companions whole, far more than this program
uses. What is dropped here was measured: `build.py --sizes` prints the sizes before and after, and the
self-test of the frozen program proves that nothing dropped was needed.
"""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

PROGRAMS = {"offconv-gui": "offconv_gui/__main__.py", "offconv": "offconv_gui/cli.py"}
"""The two programs, the window and the command, and the script that each starts."""

METADATA = ("PySide6_Essentials", "pandas", "numpy", "pyarrow", "openpyxl", "python-calamine", "tzdata")
"""Distributions whose version a crash report tells."""

EXCLUDED_MODULES = tuple(
    name
    for line in Path(__file__).with_name("excluded-modules.txt").read_text(encoding="utf-8").splitlines()
    for name in line.partition("#")[0].split()
)
"""No module of the program may import one of these; a test compares."""

QT_LIBRARIES = frozenset({"Core", "DBus", "Gui", "Svg", "WaylandClient", "Widgets", "XcbQpa"})
"""Qt's libraries that are kept: what is imported, and what its window plug-ins need."""

QT_PLUGINS = frozenset(
    {
        "iconengines/qsvgicon",
        "imageformats/qico",
        "imageformats/qsvg",
        "platforms/qoffscreen",
        "platforms/qcocoa",
        "platforms/qwindows",
        "platforms/qxcb",
        "platforms/qwayland",
        "wayland-shell-integration/xdg-shell",
        "wayland-decoration-client/adwaita",
        "wayland-decoration-client/bradient",
        "platforminputcontexts/composeplatforminputcontextplugin",
        "platforminputcontexts/ibusplatforminputcontextplugin",
        "platformthemes/qgtk3",
        "platformthemes/qxdgdesktopportal",
        "styles/qmacstyle",
        "styles/qmodernwindowsstyle",
    }
)
"""Qt's plug-ins that are kept: windows of each system, SVG, input methods, the desktop's look and dialogs."""

ARROW_LIBRARIES = frozenset(
    {"arrow", "arrow_acero", "arrow_compute", "arrow_dataset", "arrow_python", "arrow_substrait", "parquet"}
)
"""Arrow's libraries that are kept: the program calls three of them, and these ask for the others by name."""

BUNDLED_SYSTEM_LIBRARIES = re.compile(
    r"lib(bz2|ffi|python3\.\d+|xkbcommon(-x11)?|xcb-(cursor|icccm|image|keysyms|render-util|util|xkb))\.so[.\d]*"
)
"""Linux: what goes along from the machine that builds, since many desktops lack it or have it under another
number. The rest must fit the desktop it runs on, its GTK, fonts, input methods and graphics, and so is that
desktop's own; `linux/control` names the packages."""

_PLUGIN = re.compile(r"PySide6/(?:Qt/)?plugins/([\w-]+)/(?:lib)?(\w[\w-]*?)\.(?:so|dll|dylib)")
_QT = re.compile(r"(?:^|/)(?:lib)?Qt6?([A-Z]\w*?)(?:\.framework(?:/.*)?|\.so[.\d]*|\.dll|[.\d]*\.dylib)$")
_ARROW = re.compile(r"(?:^|/)(?:lib)?((?:arrow|parquet)\w*)\.(?:so[.\d]*|dll|[\d.]*dylib)$")
_TRANSLATION = re.compile(r"/translations/(\w+?)_([a-z]{2}(?:_[A-Z]{2})?)\.qm$")
_NEVER = re.compile(
    r"(?:^|/)(?:opengl32sw|d3dcompiler_47|dxcompiler|dxil)\.dll$"
    r"|^pyarrow/(?:include|includes|src|tests)/|^pyarrow/[^/]*\.(?:lib|pxd|pxi|pyx|h)$"
    r"|/tests?/|\.pyi$|^PySide6/(?:Qt/)?(?:qml|metatypes|libexec)/"
    r"|^(?:tzdata|dateutil)/.*\.tar\.gz$|^[^/]+\.dist-info/(?:RECORD|INSTALLER|REQUESTED|direct_url\.json|WHEEL)$"
)


def is_kept(name: str, languages: frozenset[str] = frozenset()) -> bool:
    """Whether the file of that place in the bundle is kept.

    `languages` are those the program offers, such as "de": Qt's own words are kept for these alone.
    """
    name = name.replace("\\", "/")
    if _NEVER.search(name):
        return False
    if plugin := _PLUGIN.search(name):
        return "/".join(plugin.groups()) in QT_PLUGINS
    if translation := _TRANSLATION.search(name):
        module, language = translation.groups()
        return module == "qtbase" and (language in languages or language[:2] in languages)
    if library := _QT.search(name):
        return library[1] in QT_LIBRARIES
    if arrow := _ARROW.search(name):
        return arrow[1] in ARROW_LIBRARIES and not re.search(r"\.so$|\.so\.\d+\.\d", name)
    return True


def is_bundled_on_linux(name: str) -> bool:
    """Whether a library that lies beside the packages, and so came from the building machine, goes along."""
    if "/" in name or ".so" not in name:
        return True
    return bool(BUNDLED_SYSTEM_LIBRARIES.fullmatch(name) or _ARROW.search(name) or name.startswith("libQt6"))


def offered_languages() -> frozenset[str]:
    """The languages there are translations of."""
    return frozenset(path.stem.partition("_")[2] for path in (ROOT / "resources" / "i18n").glob("*.ts"))


def version() -> str:
    """The program's version, as its package says."""
    text = (ROOT / "offconv_gui" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"', text, re.MULTILINE)
    assert found
    return found[1]
