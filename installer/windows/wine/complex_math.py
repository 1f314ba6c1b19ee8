"""Only for Wine, whose C library lacks the complex numbers of C99 that numpy imports.

    complex_math.py source SITE OUT     writes OUT.c and OUT.def of a library that has them, and the rest
    complex_math.py redirect FOLDER     lets the modules below FOLDER that need it import from that library

Redirecting changes one name of equal length in a module. What is installed for people is never changed: the
preview puts the untouched modules back before it packs.
"""

from __future__ import annotations

import sys
from pathlib import Path

THEIRS = b"api-ms-win-crt-math-l1-1-0.dll"
OURS = b"wineshimwn-crt-math-l1-1-0.dll"

COMPLEX = (
    "acos",
    "acosh",
    "asin",
    "asinh",
    "atan",
    "atanh",
    "cos",
    "cosh",
    "exp",
    "log",
    "pow",
    "sin",
    "sinh",
)
COMPLEX += ("sqrt", "tan", "tanh")
PARTS = ("abs", "arg", "imag", "real")

HEAD = """\
#include <complex.h>
typedef struct { double r, i; } Double;
typedef struct { float r, i; } Float;
static double complex wide(Double a) { double complex z; __real__ z = a.r; __imag__ z = a.i; return z; }
static double complex widef(Float a) { Double d = {a.r, a.i}; return wide(d); }
static Double narrow(double complex z) { Double r = {creal(z), cimag(z)}; return r; }
static Float narrowf(double complex z) { Float r = {(float)creal(z), (float)cimag(z)}; return r; }
"""


def modules(folder: Path) -> list[Path]:
    """The modules below the folder that import complex mathematics from Windows' C library."""
    found = [path for path in sorted(folder.rglob("*")) if path.suffix in (".pyd", ".dll")]
    return [path for path in found if b"crealf\0" in (held := path.read_bytes()) and THEIRS in held]


def imported(paths: list[Path]) -> list[str]:
    """The names they import from it."""
    import pefile

    names = set()
    for path in paths:
        with pefile.PE(str(path), fast_load=True) as image:
            image.parse_data_directories([pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_IMPORT"]])
            for entry in image.DIRECTORY_ENTRY_IMPORT:
                if entry.dll.lower() == THEIRS:
                    names |= {each.name.decode() for each in entry.imports}
    return sorted(names)


def function(name: str) -> str:
    """The C source of one function, or "" where Wine has it. On Windows a long double is a double."""
    base, kind = (
        (name[:-1], name[-1]) if name[-1] in "fl" and name[1:-1] in (*COMPLEX, *PARTS) else (name, "")
    )
    if base[:1] != "c" or base[1:] not in (*COMPLEX, *PARTS):
        return ""
    pair, number, suffix = ("Float", "float", "f") if kind == "f" else ("Double", "double", "")
    if base[1:] in PARTS:
        return f"{number} own_{name}({pair} a) {{ return {base}(wide{suffix}(a)); }}\n"
    if base == "cpow":
        call = f"cpow(wide{suffix}(a), wide{suffix}(b))"
        return f"{pair} own_{name}({pair} a, {pair} b) {{ return narrow{suffix}({call}); }}\n"
    return f"{pair} own_{name}({pair} a) {{ return narrow{suffix}({base}(wide{suffix}(a))); }}\n"


def write_source(site: Path, out: Path) -> None:
    names = imported(modules(site))
    sources = {name: function(name) for name in names}
    out.with_suffix(".c").write_text(HEAD + "".join(sources.values()), encoding="ascii")
    lines = [
        f"  {name} = {f'own_{name}' if source else f'ucrtbase.{name}'}" for name, source in sources.items()
    ]
    head = f"LIBRARY {OURS.decode().removesuffix('.dll')}\nEXPORTS\n"
    out.with_suffix(".def").write_text(head + "\n".join(lines) + "\n", encoding="ascii")


def redirect(folder: Path) -> None:
    for path in modules(folder):
        path.write_bytes(path.read_bytes().replace(THEIRS, OURS))
        print(path.name)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["source", site, out]:
            write_source(Path(site), Path(out))
        case ["redirect", folder]:
            redirect(Path(folder))
        case _:
            sys.exit(__doc__)
