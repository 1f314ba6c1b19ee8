"""macOS: the app signed from the inside out, packed as .dmg, and notarised.

Set by environment variables: OFFCONV_APPLE_IDENTITY, the name of a "Developer ID Application" certificate in
the keychain, and OFFCONV_NOTARY_PROFILE, what `notarytool store-credentials` was told. Without the first the
app is signed for this machine only, without the second nothing is sent to Apple; both are said.
`package.py APP DMG` prints the steps and does nothing.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

ENTITLEMENTS = Path(__file__).with_name("entitlements.plist")
FOR_THIS_MACHINE = "-"

_MACH_O = (b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
"""How a program or library begins: 64 bits, 32 bits, several processors in one file."""

Command = list[str]


def package(bundle: Path, made: Path, out: Path, version: str) -> None:
    """Make the .dmg in `out`."""
    identity = os.environ.get("OFFCONV_APPLE_IDENTITY") or FOR_THIS_MACHINE
    profile = os.environ.get("OFFCONV_NOTARY_PROFILE", "")
    if identity == FOR_THIS_MACHINE:
        print("== OFFCONV_APPLE_IDENTITY is not set: signed for this machine only")
    elif not profile:
        print("== OFFCONV_NOTARY_PROFILE is not set: not notarised")
    dmg = out / f"OffConv-{version}-macos-{platform.machine()}.dmg"
    stage = made / "dmg"
    for command in steps(bundle, dmg, stage, identity, profile):
        if command[0] == "ditto":
            shutil.rmtree(stage, ignore_errors=True)
            stage.mkdir(parents=True)
        subprocess.run(command, check=True)


def steps(app: Path, dmg: Path, stage: Path, identity: str, profile: str = "") -> list[Command]:
    """Every command in its order: sign, check, pack, and sign the package.

    With a profile then: notarise, staple, and ask the gatekeeper.
    """
    sent = bool(profile) and identity != FOR_THIS_MACHINE
    commands = [_sign(path, identity) for path in inside_out(app)]
    commands += [
        ["codesign", "--verify", "--deep", "--strict", str(app)],
        ["ditto", str(app), str(stage / app.name)],
        ["ln", "-s", "/Applications", str(stage / "Applications")],
        _disk_image(stage, dmg),
    ]
    if identity != FOR_THIS_MACHINE:
        commands.append(["codesign", "--sign", identity, "--timestamp", str(dmg)])
    if sent:
        commands += [
            ["xcrun", "notarytool", "submit", str(dmg), "--keychain-profile", profile, "--wait"],
            ["xcrun", "stapler", "staple", str(dmg)],
            [
                "spctl",
                "--assess",
                "--type",
                "open",
                "--context",
                "context:primary-signature",
                "-vv",
                str(dmg),
            ],
        ]
    return commands


def inside_out(app: Path) -> list[Path]:
    """What is to be signed: libraries and programs, then the frameworks that hold them, then the app.

    A signature seals what lies inside, so what lies deepest comes first.
    """
    files = [path for path in app.rglob("*") if path.is_file() and not path.is_symlink() and _is_mach_o(path)]
    frameworks = [path for path in app.rglob("*.framework") if path.is_dir() and not path.is_symlink()]
    own = app / "Contents" / "MacOS" / "offconv-gui"  # sealed with the app
    inner = [path for path in [*files, *frameworks] if path != own]
    return [*sorted(inner, key=_depth_and_name), app]


def _depth_and_name(path: Path) -> tuple[int, str]:
    return -len(path.parts), str(path)


def _is_mach_o(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) in _MACH_O


def _sign(path: Path, identity: str) -> Command:
    command = ["codesign", "--force", "--sign", identity, "--entitlements", str(ENTITLEMENTS)]
    if identity != FOR_THIS_MACHINE:
        command += ["--options", "runtime", "--timestamp"]
    return [*command, str(path)]


def _disk_image(stage: Path, dmg: Path) -> Command:
    return [
        *("hdiutil", "create", "-volname", "OffConv", "-srcfolder", str(stage)),
        *("-fs", "APFS", "-format", "ULFO", "-ov", str(dmg)),
    ]


if __name__ == "__main__":
    app, dmg = map(Path, sys.argv[1:])
    for command in steps(app, dmg, dmg.parent / "dmg", "Developer ID Application: NAME", "PROFILE"):
        print(*command)
