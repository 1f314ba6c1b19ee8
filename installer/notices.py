"""What others made and the installers carry: their licences as `THIRD-PARTY.txt`, and a CycloneDX list.

Both tell of the distributions that the program needs, as they are installed where it is built, of Python, and
of the fonts and icons among the resources. Neither has a date or a random number in it, so that the same
parts give the same bytes.
"""

from __future__ import annotations

import json
import platform
import re
import sys
import sysconfig
import tomllib
import uuid
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import contents
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LICENCES = Path(__file__).with_name("licences")

_QT = ("LGPL-3.0.txt", "GPL-3.0.txt")
_LACKING = {"pyside6-essentials": _QT, "shiboken6": _QT}
"""Distributions whose wheels hold no licence text; theirs are kept here."""

_LICENCE_NAME = re.compile(r"licen[cs]e|copying|notice|authors", re.IGNORECASE)

_QT_NOTE = """\
OffConv uses Qt and Qt for Python under the GNU Lesser General Public License, version 3. Their libraries lie
as separate files in the program's folder and may be replaced by others that fit. Their sources are to be had
from the Qt Project. Qt itself holds further works under their own terms, among them ICU, HarfBuzz, FreeType,
libpng and zlib; Qt's documentation lists them.
"""


@dataclass(frozen=True)
class Part:
    """Something bundled: its name, version, kind of licence as it says itself, and the licence's texts."""

    name: str
    version: str
    licence: str
    texts: tuple[str, ...]
    needs: tuple[str, ...] = ()
    purl: str = ""


def parts() -> list[Part]:
    """All of them, Python first. Raises ValueError where one has no licence text."""
    found = [_python(), *(_distribution(name) for name in _needed()), *_resources()]
    without = [part.name for part in found if not part.texts]
    if without:
        raise ValueError(f"there is no licence text of {', '.join(without)}")
    return found


def third_party(found: list[Part]) -> str:
    """The licences of all parts, one after the other."""
    head = ["OffConv is made with the works of others, listed here with the terms they are used under.", ""]
    head += [f"  {part.name} {part.version}".rstrip() + f": {part.licence}" for part in found]
    blocks = ["\n".join(head), _QT_NOTE]
    for part in found:
        title = f"{part.name} {part.version}".rstrip()
        blocks.append("\n\n".join([f"{'=' * 78}\n{title}\n{'=' * 78}", *part.texts]))
    return "\n\n".join(block.strip("\n") for block in blocks) + "\n"


def sbom(found: list[Part], version: str) -> str:
    """The parts as a CycloneDX 1.5 document in JSON."""
    references = {canonicalize_name(part.name): part.purl or part.name for part in found}
    own = f"pkg:generic/offconv@{version}"
    components = [
        {
            "type": "library",
            "bom-ref": references[canonicalize_name(part.name)],
            "name": part.name,
            **({"version": part.version} if part.version else {}),
            "licenses": [{"license": {"name": part.licence}}],
            **({"purl": part.purl} if part.purl else {}),
        }
        for part in found
    ]
    graph = [{"ref": own, "dependsOn": sorted(references.values())}]
    graph += [
        {
            "ref": references[canonicalize_name(part.name)],
            "dependsOn": sorted(references[name] for name in part.needs if name in references),
        }
        for part in found
    ]
    identity = json.dumps([own, sys.platform, components], sort_keys=True)
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, identity)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": "OffConv",
                "version": version,
                "licenses": [{"license": {"id": "MIT"}}],
            }
        },
        "components": components,
        "dependencies": graph,
    }
    return json.dumps(document, indent=2) + "\n"


def _needed() -> list[str]:
    """The distributions the program needs here, and those that these need."""
    project = tomllib.loads((contents.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    waiting, found = [canonicalize_name(Requirement(text).name) for text in project["dependencies"]], set()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _needs(name)
    return sorted(found)


def _needs(name: str) -> tuple[str, ...]:
    """What a distribution needs on this system, without its extras."""
    wanted = [Requirement(text) for text in metadata.requires(name) or ()]
    return tuple(
        canonicalize_name(one.name)
        for one in wanted
        if one.marker is None or one.marker.evaluate({"extra": ""})
    )


def _distribution(name: str) -> Part:
    found = metadata.distribution(name)
    about = found.metadata
    licence = about.get("License-Expression") or about.get("License") or "see the text"
    if len(licence) > 80:  # some put the whole text there
        licence = "see the text"
    files = [file for file in found.files or () if ".dist-info" in str(file)]
    own = [
        file for file in files if _LICENCE_NAME.search(file.name) or "/licenses/" in file.as_posix().lower()
    ]
    texts = [
        Path(str(found.locate_file(file))).read_text("utf-8", "replace") for file in sorted(own, key=str)
    ]
    texts += [(LICENCES / file).read_text("utf-8") for file in _LACKING.get(name, ())]
    version = about["Version"]
    return Part(about["Name"], version, licence, tuple(texts), _needs(name), f"pkg:pypi/{name}@{version}")


def _python() -> Part:
    """Not every way of installing Python lays its licence beside it; then ours holds, which is 3.11's."""
    places = (Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix), Path(sys.executable).parent)
    files = [place / "LICENSE.txt" for place in places if (place / "LICENSE.txt").is_file()]
    text = (files or [LICENCES / "PSF-2.0.txt"])[0].read_text("utf-8", "replace")
    version = platform.python_version()
    return Part("Python", version, "PSF-2.0", (text,), purl=f"pkg:generic/python@{version}")


def _resources() -> list[Part]:
    """Fonts and icons: each has its licence beside it as LICENSE-NAME.txt."""
    files = sorted((contents.ROOT / "resources").rglob("LICENSE-*.txt"))
    names = {"inter": ("Inter", "OFL-1.1"), "lucide": ("Lucide", "ISC")}
    return [
        Part(*_name_and_licence(names, file), texts=(file.read_text(encoding="utf-8"),)) for file in files
    ]


def _name_and_licence(known: dict[str, tuple[str, str]], file: Path) -> tuple[str, str, str]:
    own = file.stem.partition("-")[2]
    name, licence = known.get(own, (own, "see the text"))
    return name, "", licence
