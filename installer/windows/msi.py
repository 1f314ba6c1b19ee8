#!/usr/bin/env python3
"""The MSI with which an IT department rolls the program out: `msi.py PAYLOAD ICON OUT`, on Linux by wixl.

For the whole machine, into Program Files, where the setup is for the one user who runs it. It asks nothing
(`msiexec /i OffConv.msi /qn`), takes the place of an older MSI, and touches no user's settings. PAYLOAD is
the frozen folder of Windows. Names and numbers inside are made from paths and version, so that the same
payload always has the same ones; only the time and the number of the MSI itself differ each time.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import uuid
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import contents
import packing

PROGRAM = "offconv-gui.exe"
OPENED = (".csv", ".tsv", ".xlsx", ".xls", ".ods")
"""Offered in "Open with"; who opens them by a double click stays as it is."""

_OURS = uuid.UUID("8b1f6a60-7d5a-5f0e-9a53-3c1c0a6f7f11")
"""What every GUID here is made from; it must never change, or an upgrade would not find what it replaces."""

_PAYLOAD, _ICON = "payload", "offconv.ico"
_COMMAND = f'"[INSTALLDIR]{PROGRAM}" "%1"'


def source(payload: Path, version: str) -> Element:
    """What wixl is told: the payload's folders and files, the menu entry, and the kinds of file."""
    wix = Element("Wix", xmlns="http://schemas.microsoft.com/wix/2006/wi")
    number = ".".join(map(str, packing.version_numbers(version)[:3]))
    product = SubElement(
        wix,
        "Product",
        Id=_guid("product", version),
        Name="OffConv",
        Language="1033",
        Version=number,
        Manufacturer="OffConv contributors",
        UpgradeCode=_guid("upgrade"),
    )
    SubElement(product, "Package", InstallerVersion="500", Compressed="yes", InstallScope="perMachine")
    SubElement(product, "MajorUpgrade", DowngradeErrorMessage="A newer version of OffConv is installed.")
    SubElement(product, "Media", Id="1", Cabinet="offconv.cab", EmbedCab="yes")
    SubElement(product, "Icon", Id="offconv.ico", SourceFile=_ICON)
    SubElement(product, "Property", Id="ARPPRODUCTICON", Value="offconv.ico")
    target = SubElement(product, "Directory", Id="TARGETDIR", Name="SourceDir")
    programs = SubElement(target, "Directory", Id="ProgramFiles64Folder")
    root = SubElement(programs, "Directory", Id="INSTALLDIR", Name="OffConv")
    feature = SubElement(product, "Feature", Id="OffConv", Level="1")
    _folder(root, payload, payload, feature)
    _registry(root, feature)
    menu = SubElement(target, "Directory", Id="ProgramMenuFolder")
    _shortcut(menu, feature)
    return wix


def _guid(*names: str) -> str:
    return str(uuid.uuid5(_OURS, "/".join(names))).upper()


def _component(parent: Element, feature: Element, name: str) -> Element:
    identifier = f"C{uuid.uuid5(_OURS, name).hex}"
    SubElement(feature, "ComponentRef", Id=identifier)
    return SubElement(parent, "Component", Id=identifier, Guid=_guid("component", name), Win64="yes")


def _folder(parent: Element, folder: Path, payload: Path, feature: Element) -> None:
    """A folder's files, each a component of its own as Microsoft asks, and the folders in it."""
    for path in sorted(folder.iterdir()):
        name = path.relative_to(payload).as_posix()
        if path.is_dir():
            inner = SubElement(parent, "Directory", Id=f"D{uuid.uuid5(_OURS, name).hex}", Name=path.name)
            _folder(inner, path, payload, feature)
            continue
        component = _component(parent, feature, name)
        identifier = f"F{uuid.uuid5(_OURS, name).hex}"
        SubElement(
            component, "File", Id=identifier, Name=path.name, Source=f"{_PAYLOAD}/{name}", KeyPath="yes"
        )


def _registry(root: Element, feature: Element) -> None:
    """Saved work is opened by a double click, tables by "Open with"."""
    application, table, work = f"Applications\\{PROGRAM}", "OffConv.Table", "OffConv.Work"
    values = [
        (application, "FriendlyAppName", "OffConv"),
        (f"{application}\\shell\\open\\command", "", _COMMAND),
        (table, "", "Table"),
        (f"{table}\\DefaultIcon", "", f"[INSTALLDIR]{PROGRAM}"),
        (f"{table}\\shell\\open\\command", "", _COMMAND),
        (work, "", "Work saved by OffConv"),
        (f"{work}\\DefaultIcon", "", f"[INSTALLDIR]{PROGRAM}"),
        (f"{work}\\shell\\open\\command", "", _COMMAND),
        (".offconv", "", work),
        (".offconv", "Content Type", "application/x-offconv"),
        (f"{application}\\SupportedTypes", ".offconv", ""),
    ]
    for extension in OPENED:
        values += [
            (f"{application}\\SupportedTypes", extension, ""),
            (f"{extension}\\OpenWithProgids", table, ""),
        ]
    for key, name, value in values:
        component = _component(root, feature, f"registry {key} {name}")
        named = {"Name": name} if name else {}
        place = {"Root": "HKLM", "Key": f"Software\\Classes\\{key}"}
        SubElement(component, "RegistryValue", place, Type="string", Value=value, KeyPath="yes", **named)


def _shortcut(menu: Element, feature: Element) -> None:
    component = _component(menu, feature, "menu")
    SubElement(
        component,
        "Shortcut",
        Id="OffConvInMenu",
        Name="OffConv",
        Target=f"[INSTALLDIR]{PROGRAM}",
        WorkingDirectory="INSTALLDIR",
    )
    place = {"Root": "HKLM", "Key": "Software\\OffConv"}
    SubElement(component, "RegistryValue", place, Name="InMenu", Type="integer", Value="1", KeyPath="yes")


def make_msi(payload: Path, icon: Path, out: Path, version: str) -> Path:
    """Run wixl, and give the MSI."""
    msi = (out / f"OffConv-{version}-windows-x64.msi").resolve()
    with tempfile.TemporaryDirectory() as folder:
        wxs = Path(folder) / "offconv.wxs"
        ElementTree.ElementTree(source(payload, version)).write(wxs, encoding="utf-8")
        (wxs.parent / _PAYLOAD).symlink_to(payload.resolve())  # wixl takes places beside its source only
        (wxs.parent / _ICON).symlink_to(icon.resolve())
        subprocess.run(["wixl", "--arch", "x64", "-o", msi, wxs.name], cwd=folder, check=True)
    return msi


if __name__ == "__main__":
    payload, icon, out = map(Path, sys.argv[1:])
    print(make_msi(payload, icon, out, contents.version()))
