"""The MSI for roll-outs: for the whole machine, and the same names and numbers whenever it is made."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from xml.etree.ElementTree import Element

import contents
import packing
import pytest

from offconv_gui.io.saved_work import MIME_TYPE, SUFFIX

INSTALLER = Path(__file__).resolve().parents[2] / "installer"
msi = packing.load(INSTALLER / "windows" / "msi.py")


@pytest.fixture
def payload(tmp_path: Path) -> Path:
    for name in ("offconv-gui.exe", "_internal/pandas/a.pyd", "_internal/numpy/a.pyd"):
        file = tmp_path / "payload" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"")
    return tmp_path / "payload"


@pytest.fixture
def product(payload: Path) -> Element:
    product = msi.source(payload, "1.2.3rc1").find("Product")
    assert product is not None
    return product


def values(product: Element) -> dict[tuple[str, str], str]:
    """What is written into the registry, by key and name."""
    return {
        (each.get("Key", ""), each.get("Name", "")): each.get("Value", "")
        for each in product.iter("RegistryValue")
    }


def test_every_file_is_installed(product: Element) -> None:
    files = {each.get("Source") for each in product.iter("File")}
    assert files == {
        "payload/offconv-gui.exe",
        "payload/_internal/pandas/a.pyd",
        "payload/_internal/numpy/a.pyd",
    }


def test_no_two_parts_have_the_same_name_and_each_is_installed(product: Element) -> None:
    names = [each.get("Id") for each in product.iter() if each.get("Id") and each.tag != "ComponentRef"]
    assert len(set(names)) == len(names)
    components = {each.get("Id") for each in product.iter("Component")}
    assert {each.get("Id") for each in product.iter("ComponentRef")} == components


def test_it_is_for_the_whole_machine_and_replaces_an_older_one(product: Element) -> None:
    package = product.find("Package")
    assert package is not None
    assert package.get("InstallScope") == "perMachine"
    assert {each.get("Root") for each in product.iter("RegistryValue")} == {"HKLM"}
    assert product.find("MajorUpgrade") is not None
    assert product.get("Version") == "1.2.3"


def test_upgrades_know_each_other_and_versions_do_not_share_a_number(payload: Path) -> None:
    one, two = (msi.source(payload, version).find("Product") for version in ("1.2.3", "1.3.0"))
    assert one.get("UpgradeCode") == two.get("UpgradeCode")
    assert one.get("Id") != two.get("Id")


def test_the_same_payload_gives_the_same_source(payload: Path) -> None:
    once, again = (ElementTree.tostring(msi.source(payload, "1.2.3")) for _ in range(2))
    assert once == again


def test_it_opens_the_same_kinds_of_file_as_the_setup(product: Element) -> None:
    written = values(product)
    setup = (INSTALLER / "windows" / "offconv.nsi").read_text(encoding="utf-8")
    assert set(msi.OPENED) == set(re.findall(r'!insertmacro OpenWith "(\.\w+)"', setup))
    assert written[rf"Software\Classes\{SUFFIX}", ""] == "OffConv.Work"
    assert written[rf"Software\Classes\{SUFFIX}", "Content Type"] == MIME_TYPE
    assert not [key for key, name in written if key.endswith(msi.OPENED) and not name]


def test_the_programs_are_the_ones_that_are_built() -> None:
    assert msi.PROGRAM.removesuffix(".exe") in contents.PROGRAMS
