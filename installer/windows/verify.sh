#!/usr/bin/env bash
# Shows under Wine that the Windows setup works: verify.sh SETUP [WORK], after preview.sh has made it, and the MSI that
# lies beside the setup, if one does.
# In a fresh Windows for one user: silent install, files, registry, Start-menu link, self-test, the window opened from
# that link with a sample that is exported by keys with the very bytes that the sources export, an upgrade over an older
# version, and an uninstall that leaves nothing of the program's and all of the user's. WORK keeps the screenshots.
# What Wine cannot show is left to the Windows job and to people: Defender and SmartScreen, sharp screens, dark
# mode, UI Automation, the native file dialog, real fonts and speed.
set -euo pipefail
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
ROOT=$(cd "$HERE/../.." && pwd)
SETUP=$(realpath "$1")
WORK=$(realpath -m "${2:-$ROOT/build/verify-windows}")
PREVIEW=$(realpath -m "${PREVIEW:-$ROOT/build/wine}")
PYTHON=${PYTHON:-$ROOT/.venv/bin/python}
NOW=2026-11-24T00:00:00Z
TABLE="--goal Closed --count-type Unique --currency USD --time-zone America/New_York --now $NOW"
. "$HERE/wine/wine.sh"
mkdir -p "$WORK"
said() { printf '== %s\n' "$*"; }
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }
there() { [ -e "$1" ] || fail "missing: $1"; }
gone() { [ ! -e "$1" ] || fail "left: $1"; }
start_display "$WORK"
openbox >/dev/null 2>&1 &
MANAGER=$!
trap 'wineserver --kill 2>/dev/null || true; kill $MANAGER $DISPLAY_PROCESS' EXIT

new_windows "$WORK/windows" "$PREVIEW/libraries"
HOME_C=$(echo "$WORK"/windows/drive_c/users/"$(id -un)")
PROGRAM="$HOME_C/AppData/Local/Programs/OffConv"
UNINSTALL='HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\com.offconv.OffConv'
ask() { win reg query "$@" | tr -d '\r'; } # what the registry says, or an error
value() { ask "$1" /v "$2" | sed -n "s/^ *$2 *REG_[A-Z]* *//p"; }
install() { win "$1" /S || fail "the setup ended with status $?"; }
# Only in this Windows: see wine/complex_math.py.
redirect() { "$PREVIEW/host/bin/python" "$HERE/wine/complex_math.py" redirect "${1:-$PROGRAM}" >/dev/null; }
# What anybody's registry looked like before and after, but for Wine's own times.
hive() { wineserver --wait; sed -E 's/^(\[.*\]) [0-9]+$/\1/; /^#time/d' "$WORK/windows/user.reg" | grep -v '^$'; }

said "An older version"
OLDER=$WORK/older
rm -rf "$OLDER" && mkdir -p "$OLDER/payload/_internal/old_package"
printf 'old' | tee "$OLDER/payload/offconv-gui.exe" "$OLDER/payload/offconv.exe" >"$OLDER/payload/_internal/old_package/old.dll"
"$PYTHON" - "$HERE" "$OLDER" "$PREVIEW/made/offconv.ico" <<'PY'
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import package
package.make_setup(Path(sys.argv[2]) / "payload", Path(sys.argv[3]), Path(sys.argv[2]), "0.0.9")
PY
win reg add 'HKCU\Software\Classes\.csv' /ve /d Excel.CSV /f >/dev/null
hive >"$WORK/registry-before.txt"
install "$OLDER"/OffConv-0.0.9-*.exe
[ "$(value "$UNINSTALL" DisplayVersion)" = 0.0.9 ] || fail "the older version is not in Apps"
there "$PROGRAM/_internal/old_package/old.dll"
mkdir -p "$HOME_C/AppData/Local/OffConv/layouts" "$HOME_C/Documents"
echo '{}' >"$HOME_C/AppData/Local/OffConv/layouts/mine.json"
echo 'mine' >"$PROGRAM/my notes.txt" # in the wrong place, and still the user's

said "Installing over it"
S=$SECONDS
install "$SETUP"
echo "$((SECONDS - S)) s, $(du -sm "$PROGRAM" | cut -f1) MB, $(find "$PROGRAM" -type f | wc -l) files"
gone "$PROGRAM/_internal/old_package"
gone "$PROGRAM/_internal.old"
for file in offconv-gui.exe offconv.exe uninstall.exe LICENSE.txt THIRD-PARTY.txt _internal/offconv_gui/_resources/offconv.svg "my notes.txt"; do there "$PROGRAM/$file"; done
find "$PROGRAM" -iname 'icuuc*' -o -iname 'mscms*' -o -iname 'wineshim*' -o -iname 'bcryptprim*' | grep . && fail "something of Wine's was installed"
LINK="$HOME_C/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/OffConv.lnk"
there "$LINK"
VERSION=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' "$ROOT/offconv_gui/__init__.py")
[ "$(value "$UNINSTALL" DisplayVersion)" = "$VERSION" ] || fail "Apps shows another version"
for name in DisplayName Publisher DisplayIcon InstallLocation UninstallString QuietUninstallString EstimatedSize; do
  [ -n "$(value "$UNINSTALL" $name)" ] || fail "Apps has no $name"
done
for extension in .csv .tsv .xlsx .xls .ods; do
  ask "HKCU\\Software\\Classes\\$extension\\OpenWithProgids" | grep -q OffConv.Table || fail "no Open with for $extension"
done
ask 'HKCU\Software\Classes\.csv' /ve | grep -q Excel.CSV || fail "the default for .csv was taken away"
ask 'HKCU\Software\Classes\.offconv' /ve | grep -q OffConv.Work || fail "saved work is nobody's"
redirect

said "Self-test"
# Once with the library of random numbers and the like that Windows has and Wine lacks; the sources run on this system.
LIMIT=600 win "$PROGRAM/offconv-gui.exe" --self-test "$(windows_path "$WORK/self-test.txt")" || fail "$(cat "$WORK/self-test.txt")"
(cd "$ROOT" && "$PYTHON" -m offconv_gui --self-test "$WORK/self-test-sources.txt")
cmp "$WORK/self-test.txt" "$WORK/self-test-sources.txt" || fail "the sources say otherwise"
tail -1 "$WORK/self-test.txt"

said "A sample, by command"
(cd "$ROOT" && "$PYTHON" - "$WORK" <<'PY'
import sys
from pathlib import Path
from offconv_gui.io.samples import sample_called, write_sample
from offconv_gui.selftest import NOW
for name in ("hubspot-deals", "verkaufschancen"):
    write_sample(sample_called(name), Path(sys.argv[1]), NOW)
PY
)
cp "$WORK/hubspot-deals.csv" "$HOME_C/Documents/"
DOCUMENTS="C:\\users\\$(id -un)\\Documents"
by_command() { local code=0; "$@" >"$WORK/command.log" 2>&1 || code=$?; [ "$code" = 1 ] || fail "exit status $code; 1 says that some rows have errors; $(cat "$WORK/command.log")"; }
(cd "$ROOT" && by_command "$PYTHON" -m offconv_gui.cli export "$WORK/hubspot-deals.csv" -o "$WORK/sources.csv" --force $TABLE)
by_command win "$PROGRAM/offconv.exe" export "$DOCUMENTS\\hubspot-deals.csv" -o "$DOCUMENTS\\by-command.csv" $TABLE
cmp "$HOME_C/Documents/by-command.csv" "$WORK/sources.csv" && echo "the same bytes as the sources' on Linux, $(wc -l <"$WORK/sources.csv") lines"

said "A workbook, by command, which reads it in a process of its own"
SALES="--goal Abschluss --currency EUR --time-zone Europe/Berlin --now $NOW"
cp "$WORK/verkaufschancen.xlsx" "$HOME_C/Documents/"
(cd "$ROOT" && by_command "$PYTHON" -m offconv_gui.cli export "$WORK/verkaufschancen.xlsx" -o "$WORK/workbook.csv" --force $SALES)
by_command win "$PROGRAM/offconv.exe" export "$DOCUMENTS\\verkaufschancen.xlsx" -o "$DOCUMENTS\\workbook.csv" $SALES
cmp "$HOME_C/Documents/workbook.csv" "$WORK/workbook.csv" && echo "the same bytes as the sources' on Linux, $(wc -l <"$WORK/workbook.csv") lines"

said "The first sample, by window, started by the Start menu's link"
win start /unix "$LINK" "$DOCUMENTS\\hubspot-deals.csv" $TABLE >"$WORK/window.log" &
titled() { # the window of that title; one that changes meanwhile ends xdotool with an error
  local found
  for _ in $(seq 240); do
    found=$(xdotool search --onlyvisible --name "$1" 2>/dev/null | tail -1) || true
    [ -n "$found" ] && { echo "$found"; return 0; }
    sleep 0.25
  done
  return 1
}
window=$(titled 'hubspot-deals.csv') || { import -window root "$WORK/failed.png"; fail "no window came up; see $WORK/failed.png"; }
sleep 4
import -window root "$WORK/window.png"
xdotool windowactivate --sync "$window" key ctrl+shift+e
titled '^Export' >/dev/null || { import -window root "$WORK/failed.png"; fail "no review of the export; see $WORK/failed.png"; }
sleep 2
import -window root "$WORK/review.png"
xdotool key Return
titled 'Save the upload file' >/dev/null || { import -window root "$WORK/failed.png"; fail "nowhere to save; see $WORK/failed.png"; }
sleep 2
import -window root "$WORK/saving.png"
xdotool key ctrl+a
xdotool type --delay 40 "by-window.csv"
xdotool key Return
for _ in $(seq 50); do [ -s "$HOME_C/Documents/by-window.csv" ] && break; sleep 0.3; done
sleep 2
import -window root "$WORK/exported.png"
cmp "$HOME_C/Documents/by-window.csv" "$WORK/sources.csv" && echo "the same bytes as the sources' on Linux"

said "While it is open, it is neither replaced nor removed"
! win "$SETUP" /S || fail "the setup went over an open program"
there "$PROGRAM/_internal"
xdotool windowactivate --sync "$window" key ctrl+q
for _ in $(seq 60); do xdotool search --onlyvisible --name 'OffConv' >/dev/null 2>&1 || break; sleep 0.5; done
sleep 2

said "Removing"
win "$PROGRAM/uninstall.exe" /S || fail "the uninstaller ended with status $?"
for _ in $(seq 60); do [ -e "$PROGRAM/uninstall.exe" ] || break; sleep 0.5; done
sleep 1
[ "$(find "$PROGRAM" -type f)" = "$PROGRAM/my notes.txt" ] || fail "left: $(find "$PROGRAM" | head -5)"
gone "$LINK"
there "$HOME_C/AppData/Local/OffConv/layouts/mine.json"
there "$HOME_C/Documents/by-window.csv"
ask 'HKCU\Software\OffConv\OffConv' | grep -q . || fail "the person's settings are gone"
ask 'HKCU\Software\Classes\.csv' /ve | grep -q Excel.CSV || fail "the default for .csv is gone"
hive >"$WORK/registry-after.txt"
if diff "$WORK/registry-before.txt" "$WORK/registry-after.txt" | grep '^[<>].*OffConv' | grep -v 'Software\\\\OffConv' | grep -vi 'recent\|Documents\|files'; then fail "these keys were left"; fi

said "Removing everything, when told to"
install "$SETUP"
win "$PROGRAM/uninstall.exe" /S /DATA || fail "the uninstaller ended with status $?"
for _ in $(seq 60); do [ -e "$HOME_C/AppData/Local/OffConv" ] || break; sleep 0.5; done
gone "$HOME_C/AppData/Local/OffConv"
! ask 'HKCU\Software\OffConv\OffConv' >/dev/null || fail "the settings were left"
there "$HOME_C/Documents/by-window.csv"
for msi in "$(dirname "$SETUP")/OffConv-$VERSION-"*.msi; do
  [ -e "$msi" ] || break
  said "The MSI, for the whole machine, in another fresh Windows"
  wineserver --kill || true
  new_windows "$WORK/windows-msi" "$PREVIEW/libraries"
  PROGRAM="$WORK/windows-msi/drive_c/Program Files/OffConv"
  menu() { find "$WORK/windows-msi/drive_c" -name 'OffConv*.lnk' | grep -q .; } # Wine has no menu of the whole machine
  S=$SECONDS
  win msiexec /i "$(windows_path "$msi")" /qn || fail "msiexec /i ended with status $?"
  echo "$((SECONDS - S)) s, $(du -sm "$PROGRAM" | cut -f1) MB, $(find "$PROGRAM" -type f | wc -l) files"
  menu || fail "no Start-menu entry"
  ask 'HKLM\Software\Classes\.offconv' /ve | grep -q OffConv.Work || fail "saved work is nobody's"
  ask 'HKLM\Software\Classes\.csv\OpenWithProgids' | grep -q OffConv.Table || fail "no Open with for .csv"
  redirect "$PROGRAM"
  LIMIT=600 win "$PROGRAM/offconv-gui.exe" --self-test "$(windows_path "$WORK/self-test-msi.txt")" || fail "$(cat "$WORK/self-test-msi.txt")"
  cmp "$WORK/self-test-msi.txt" "$WORK/self-test-sources.txt" || fail "the sources say otherwise"
  tail -1 "$WORK/self-test-msi.txt"
  win msiexec /x "$(windows_path "$msi")" /qn || fail "msiexec /x ended with status $?"
  gone "$PROGRAM"
  ! menu || fail "a Start-menu entry was left"
  ! ask 'HKLM\Software\Classes\.offconv' >/dev/null || fail "the kind of file was left"
done
said "All well; look at $WORK/window.png, review.png, saving.png and exported.png"
