"""Each system's own description of the program is well formed, and all say the same."""

from __future__ import annotations

import configparser
import json
import plistlib
import re
import struct
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import contents
import icons
import notices
import packing
import pytest

import offconv_gui
from offconv_gui.io.saved_work import MIME_TYPE, SUFFIX

INSTALLER = Path(__file__).resolve().parents[2] / "installer"
ID = "com.offconv.OffConv"
NSI = (INSTALLER / "windows" / "offconv.nsi").read_text(encoding="utf-8")

EXTENSIONS = {".csv", ".tsv", ".xlsx", ".xls", ".ods"}
MEDIA_TYPES = {
    "text/csv",
    "text/tab-separated-values",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.ms-excel",
    "application/vnd.oasis.opendocument.spreadsheet",
}


# -- Windows -------------------------------------------------------------------------------------------------


def test_windows_asks_for_no_administrator() -> None:
    assert "RequestExecutionLevel user" in NSI
    assert "HKLM" not in NSI
    assert "$PROGRAMFILES" not in NSI


@pytest.mark.parametrize("macro", ["OpenWith", "NoOpenWith"])
def test_windows_offers_every_kind_of_file_and_takes_each_back(macro: str) -> None:
    assert set(re.findall(rf'!insertmacro {macro} "(\.\w+)"', NSI)) == EXTENSIONS


def test_windows_opens_saved_work_by_a_double_click() -> None:
    assert f'WriteRegStr HKCU "${{CLASSES}}\\{SUFFIX}" "" "${{WORK}}"' in NSI
    assert f'"Content Type" "{MIME_TYPE}"' in NSI


def test_windows_never_takes_a_default_away() -> None:
    assert not re.search(r'WriteReg\w+ HKCU "\$\{CLASSES\}\\\$\{extension\}" ', NSI)
    assert "UserChoice" not in NSI


def test_windows_removes_every_key_it_writes() -> None:
    uninstall = NSI[NSI.index('Section "Uninstall"') :]
    written = set(re.findall(r'WriteReg\w+ HKCU "(\$\{UNINSTALL\}|\$\{CLASSES\}\\[^\\"]+)', NSI))
    by_macro = {r"${CLASSES}\${extension}"}
    removed = set(re.findall(r'DeleteRegKey HKCU "(\$\{\w+\}(?:\\[^\\"]+)?)', uninstall))
    assert by_macro < written
    assert written - by_macro <= removed


def test_windows_removes_nothing_by_the_whole_folder() -> None:
    assert not re.search(r'RMDir /r "\$INSTDIR"', NSI)


def test_windows_shows_apps_what_it_asks_for() -> None:
    values = set(re.findall(r'WriteReg\w+ HKCU "\$\{UNINSTALL\}" "(\w+)"', NSI))
    assert {
        "DisplayName",
        "DisplayVersion",
        "Publisher",
        "DisplayIcon",
        "InstallLocation",
        "UninstallString",
        "QuietUninstallString",
        "EstimatedSize",
        "NoModify",
        "NoRepair",
    } == values


@pytest.mark.parametrize(
    ("version", "numbers"),
    [("0.1.0", (0, 1, 0, 0)), ("12.3", (12, 3, 0, 0)), ("1.2.3rc1", (1, 2, 3, 0))],
)
def test_windows_keeps_four_numbers_of_a_version(version: str, numbers: tuple[int, int, int, int]) -> None:
    assert packing.version_numbers(version) == numbers


def test_winget_gets_three_files_that_agree() -> None:
    winget = packing.load(INSTALLER / "windows" / "winget.py")
    files = winget.manifests("ab" * 32, "https://example.com/setup.exe", "1.2.3")
    assert {content["ManifestType"] for content in files.values()} == {
        "version",
        "installer",
        "defaultLocale",
    }
    assert {content["PackageVersion"] for content in files.values()} == {"1.2.3"}
    text = "".join(map(winget.as_yaml, files.values()))
    assert f'ProductCode: "{ID}"' in text
    assert f"Uninstall\\{ID}" in NSI
    assert f'InstallerSha256: "{"AB" * 32}"' in text
    assert '- Architecture: "x64"\n  InstallerType: "nullsoft"\n  Scope: "user"\n' in text


# -- Every system --------------------------------------------------------------------------------------------


def test_what_is_built_is_told_where_new_versions_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(offconv_gui, "RELEASES_PAGE", "")
    monkeypatch.setenv("OFFCONV_RELEASES_PAGE", "https://example.com/releases")
    packing.describe(tmp_path)
    exec((tmp_path / "published.py").read_text(encoding="utf-8"))
    assert offconv_gui.RELEASES_PAGE == "https://example.com/releases"


# -- Linux ---------------------------------------------------------------------------------------------------


def desktop_entry() -> configparser.SectionProxy:
    entry = configparser.RawConfigParser()
    entry.optionxform = str  # type: ignore[assignment,method-assign]  # names in their own case
    entry.read(INSTALLER / "linux" / f"{ID}.desktop", encoding="utf-8")
    return entry["Desktop Entry"]


def metainfo() -> ElementTree.Element:
    return ElementTree.parse(INSTALLER / "linux" / f"{ID}.metainfo.xml").getroot()


def test_linux_menus_start_the_program_with_a_file() -> None:
    assert desktop_entry()["Exec"] == "offconv-gui %f"
    assert desktop_entry()["Icon"] == ID


def test_linux_opens_these_kinds_of_file() -> None:
    assert set(filter(None, desktop_entry()["MimeType"].split(";"))) == MEDIA_TYPES | {MIME_TYPE}
    assert {each.text for each in metainfo().iter("mediatype")} == MEDIA_TYPES | {MIME_TYPE}


def test_linux_knows_saved_work_by_its_name_and_by_its_first_bytes(tmp_path: Path) -> None:
    (kind,) = ElementTree.parse(INSTALLER / "linux" / f"{ID}.mime.xml").getroot()
    name = "{http://www.freedesktop.org/standards/shared-mime-info}"
    assert kind.get("type") == MIME_TYPE
    assert kind.find(f"{name}glob").get("pattern") == f"*{SUFFIX}"
    inner = kind.find(f"{name}magic/{name}match/{name}match")
    assert inner.get("value") == f"mimetype{MIME_TYPE}"
    assert inner.get("offset") == "30"  # behind the head of the first member


def test_linux_software_centres_know_the_same_program() -> None:
    root = metainfo()
    assert root.findtext("id") == ID
    assert root.findtext("launchable") == f"{ID}.desktop"
    assert {each.text for each in root.iter("binary")} == set(contents.PROGRAMS)


def test_the_running_program_says_which_menu_entry_it_is() -> None:
    text = (contents.ROOT / "offconv_gui" / "app.py").read_text(encoding="utf-8")
    assert f'setDesktopFileName("{ID}")' in text


def test_the_package_asks_for_what_is_not_taken_along() -> None:
    control = (INSTALLER / "linux" / "control").read_text(encoding="utf-8")
    depends = re.search(r"^Depends: (.*)$", control, re.MULTILINE)
    assert depends
    names = {one.split()[0] for one in depends[1].split(", ")}
    assert {"libc6", "libegl1", "libgl1", "libfontconfig1", "libglib2.0-0", "libdbus-1-3"} <= names


# -- macOS ---------------------------------------------------------------------------------------------------


def test_macos_knows_program_icon_and_kinds_of_file() -> None:
    plist = plistlib.loads((INSTALLER / "macos" / "Info.plist").read_bytes())
    assert plist["CFBundleIdentifier"] == ID
    assert plist["CFBundleExecutable"] in contents.PROGRAMS
    assert plist["NSHighResolutionCapable"] is True
    work, table = plist["CFBundleDocumentTypes"]
    (declared,) = plist["UTExportedTypeDeclarations"]
    assert work["LSHandlerRank"] == "Owner"
    assert work["LSItemContentTypes"] == [declared["UTTypeIdentifier"]]
    assert declared["UTTypeTagSpecification"] == {
        "public.filename-extension": [SUFFIX.lstrip(".")],
        "public.mime-type": MIME_TYPE,
    }
    assert table["LSHandlerRank"] == "Alternate"
    assert len(table["LSItemContentTypes"]) == len(EXTENSIONS)


def test_macos_gets_the_version(tmp_path: Path) -> None:
    packing.describe(tmp_path)
    plist = plistlib.loads((tmp_path / "Info.plist").read_bytes())
    assert plist["CFBundleShortVersionString"] == plist["CFBundleVersion"] == contents.version()


def test_macos_allows_itself_one_thing_only() -> None:
    allowed = plistlib.loads((INSTALLER / "macos" / "entitlements.plist").read_bytes())
    assert allowed == {"com.apple.security.cs.allow-unsigned-executable-memory": True}


@pytest.fixture
def app(tmp_path: Path) -> Path:
    """An app as PyInstaller lays it out, of empty programs and libraries."""
    app = tmp_path / "OffConv.app"
    for name in (
        "MacOS/offconv-gui",
        "MacOS/offconv",
        "Frameworks/libpython3.11.dylib",
        "Frameworks/PySide6/Qt/lib/QtCore.framework/Versions/A/QtCore",
    ):
        place = app / "Contents" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(b"\xcf\xfa\xed\xfe")
    (app / "Contents" / "Info.plist").write_bytes(b"<plist/>")
    return app


def test_macos_signs_from_the_inside_out(app: Path) -> None:
    order = [path.relative_to(app).as_posix() for path in packing.step("macos").inside_out(app)]
    assert order == [
        "Contents/Frameworks/PySide6/Qt/lib/QtCore.framework/Versions/A/QtCore",
        "Contents/Frameworks/PySide6/Qt/lib/QtCore.framework",
        "Contents/Frameworks/libpython3.11.dylib",
        "Contents/MacOS/offconv",
        ".",
    ]


def test_macos_hardens_packs_notarises_and_staples(app: Path) -> None:
    steps = packing.step("macos").steps(app, Path("OffConv.dmg"), Path("stage"), "Developer ID", "profile")
    signing = [step for step in steps if step[:3] == ["codesign", "--force", "--sign"]]
    assert all("runtime" in step and "--timestamp" in step for step in signing)
    rest = [" ".join(step[:3]) for step in steps if step not in signing]
    assert rest == [
        "codesign --verify --deep",
        "ditto " + str(app) + " " + str(Path("stage") / "OffConv.app"),
        "ln -s /Applications",
        "hdiutil create -volname",
        "codesign --sign Developer ID",
        "xcrun notarytool submit",
        "xcrun stapler staple",
        "spctl --assess --type",
    ]


def test_macos_sends_nothing_to_apple_without_a_certificate(app: Path) -> None:
    steps = packing.step("macos").steps(app, Path("OffConv.dmg"), Path("stage"), "-", "profile")
    assert not [step for step in steps if "xcrun" in step or "--timestamp" in step or "runtime" in step]


# -- All -----------------------------------------------------------------------------------------------------


def test_icons_are_read_as_what_they_are() -> None:
    icon = icons.ico({16: b"small", 256: b"large one"})
    assert struct.unpack_from("<HHH", icon) == (0, 1, 2)
    width, *_, size, at = struct.unpack_from("<BBBBHHII", icon, 6 + 16)
    assert (width, icon[at : at + size]) == (0, b"large one")
    apple = icons.icns({"ic07": b"picture"})
    assert apple[:4] == b"icns"
    assert struct.unpack_from(">I", apple, 4) == (len(apple),)


@pytest.fixture(scope="module")
def parts() -> list[notices.Part]:
    return notices.parts()


def test_every_part_comes_with_its_licence(parts: list[notices.Part]) -> None:
    text = notices.third_party(parts)
    assert {"Python", "pandas", "PySide6_Essentials", "shiboken6", "Inter", "Lucide"} <= {
        part.name for part in parts
    }
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
    assert all(part.texts[0].strip()[:60] in text for part in parts)


def test_the_list_of_parts_is_cyclonedx_and_the_same_each_time(parts: list[notices.Part]) -> None:
    text = notices.sbom(parts, "1.2.3")
    assert text == notices.sbom(parts, "1.2.3")
    bom = json.loads(text)
    assert (bom["bomFormat"], bom["specVersion"], bom["version"]) == ("CycloneDX", "1.5", 1)
    references = {component["bom-ref"] for component in bom["components"]}
    assert len(references) == len(bom["components"]) == len(parts)
    told = {reference for entry in bom["dependencies"] for reference in entry["dependsOn"]}
    assert told <= references
