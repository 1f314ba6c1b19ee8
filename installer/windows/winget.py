"""The manifest with which winget finds and updates the program: three files, as its schema 1.6 asks."""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import packing

IDENTIFIER = "OffConv.OffConv"
PRODUCT_CODE = "com.offconv.OffConv"
"""The name of the program's entry in Apps; see offconv.nsi."""

SCHEMA = "1.6.0"
Value = str | list[str] | list[dict[str, str]]


def manifests(sha256: str, address: str, version: str) -> dict[str, dict[str, Value]]:
    """The files by name. `address` is where the setup of that checksum is to be had."""
    installer = {
        "Architecture": "x64",
        "InstallerType": "nullsoft",
        "Scope": "user",
        "UpgradeBehavior": "install",
        "ProductCode": PRODUCT_CODE,
        "InstallerUrl": address,
        "InstallerSha256": sha256.upper(),
    }
    described = {
        "PackageLocale": "en-US",
        "Publisher": "OffConv contributors",
        "PackageName": "OffConv",
        "License": "MIT",
        "ShortDescription": "Prepare offline conversions for Microsoft Advertising",
        "Tags": ["advertising", "conversions", "csv", "microsoft-advertising"],
    }
    bodies: dict[str, tuple[str, dict[str, Value]]] = {
        "": ("version", {"DefaultLocale": "en-US"}),
        ".installer": ("installer", {"MinimumOSVersion": "10.0.17763.0", "Installers": [installer]}),
        ".locale.en-US": ("defaultLocale", dict(described)),
    }
    return {
        f"{IDENTIFIER}{suffix}.yaml": {
            "PackageIdentifier": IDENTIFIER,
            "PackageVersion": version,
            **body,
            "ManifestType": kind,
            "ManifestVersion": SCHEMA,
        }
        for suffix, (kind, body) in bodies.items()
    }


def write_manifests(setup: Path, address: str, version: str, folder: Path) -> None:
    """Write them for a setup that lies here and will lie at `address`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in manifests(packing.sha256(setup), address, version).items():
        (folder / name).write_text(as_yaml(content), encoding="utf-8", newline="\n")


def as_yaml(content: dict[str, Value]) -> str:
    """As YAML; texts in quotes, as JSON writes them, which YAML reads."""
    lines = []
    for name, value in content.items():
        if isinstance(value, str):
            lines.append(f"{name}: {json.dumps(value)}")
            continue
        lines.append(f"{name}:")
        for item in value:
            fields = item if isinstance(item, dict) else {}
            inner = [f"{key}: {json.dumps(text)}" for key, text in fields.items()] or [json.dumps(item)]
            lines += [f"{'- ' if at == 0 else '  '}{text}" for at, text in enumerate(inner)]
    return "\n".join(lines) + "\n"
