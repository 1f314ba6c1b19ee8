#!/usr/bin/env bash
# Shows that the .deb works on a machine with nothing: verify.sh DEB [WORK]. As root, on Debian or Ubuntu.
# In a fresh Debian without Python it is installed by apt, tests itself, exports a sample by command and by window,
# both with the very bytes that the sources export, and is removed without a trace. A tarball that lies beside it is
# installed for one user and removed as its INSTALL.txt says. WORK keeps what was made, the screenshots among it; a fresh
# Debian lies there too, for the next time.
set -euo pipefail
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
DEB=$(realpath "$1")
WORK=$(realpath -m "${2:-$ROOT/build/verify-linux}")
PYTHON=${PYTHON:-$ROOT/.venv/bin/python}
SUITE=${SUITE:-bookworm}
NOW=2026-11-24T00:00:00Z
TABLE="--goal Closed --count-type Unique --currency USD --time-zone America/New_York --now $NOW"
NEW=$WORK/debian
FRESH=$WORK/$SUITE.tar

for tool in debootstrap Xvfb openbox xdotool import desktop-file-validate appstreamcli; do
  command -v "$tool" >/dev/null || {
    echo "$tool is missing: apt-get install debootstrap xvfb openbox xdotool imagemagick desktop-file-utils appstream" >&2
    exit 1
  }
done
mkdir -p "$WORK"
said() { printf '== %s\n' "$*"; }
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }
inside() { chroot "$NEW" /usr/bin/env -i HOME=/srv/person PATH=/usr/bin:/bin:/usr/sbin:/sbin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
listed() { (cd "$NEW" && find . -xdev \( -path ./proc -o -path ./dev -o -path ./home -o -path ./srv -o -path ./var/log -o -path ./var/cache -o -path ./var/lib/apt -o -path ./var/lib/dpkg \) -prune -o -print | sort); }
processes=()
finish() {
  for process in "${processes[@]}"; do kill "$process" 2>/dev/null || true; done
  for place in dev/pts dev proc; do mountpoint -q "$NEW/$place" && umount -l "$NEW/$place"; done
  return 0
}
trap finish EXIT

said "What the desktop will read"
rm -rf "$WORK/unpacked" && dpkg-deb -x "$DEB" "$WORK/unpacked"
desktop-file-validate "$WORK"/unpacked/usr/share/applications/*.desktop
appstreamcli validate --no-net "$WORK"/unpacked/usr/share/metainfo/*.metainfo.xml
dpkg-deb --info "$DEB" | sed -n 's/^ \(Package\|Version\|Architecture\|Installed-Size\|Depends\):/ \1:/p'

said "A fresh Debian"
finish
rm -rf --one-file-system "$NEW" && mkdir -p "$NEW"
if [ ! -f "$FRESH" ]; then
  mirror=$(apt-get indextargets --format '$(REPO_URI)' "Codename: $SUITE" | sort -u | head -1)
  debootstrap --variant=minbase "$SUITE" "$NEW" ${mirror:+"$mirror"} >"$WORK/debootstrap.log"
  tar -C "$NEW" --one-file-system -cf "$FRESH.part" . && mv "$FRESH.part" "$FRESH"
else
  tar -C "$NEW" -xf "$FRESH"
fi
# It fetches from where this machine does, and trusts what this machine trusts.
cp -r /etc/apt/apt.conf.d/. "$NEW/etc/apt/apt.conf.d/"
cp -r /etc/apt/sources.list* "$NEW/etc/apt/" && [ -s /etc/apt/sources.list ] || rm -f "$NEW/etc/apt/sources.list"
cp -L /etc/resolv.conf /etc/hosts "$NEW/etc/"
mkdir -p "$NEW/etc/ssl/certs" && cp -L /etc/ssl/certs/ca-certificates.crt "$NEW/etc/ssl/certs/"
mount --bind /proc "$NEW/proc"
mount --bind /dev "$NEW/dev"
mount --bind /dev/pts "$NEW/dev/pts"
inside apt-get update -qq
if inside sh -c 'command -v python3 python'; then fail "this Debian has a Python"; fi
listed >"$WORK/files-before"
inside dpkg-query -W >"$WORK/packages-before"

said "Installing"
cp "$DEB" "$NEW/srv/offconv.deb"
inside apt-get install -y -qq --no-install-recommends /srv/offconv.deb >"$WORK/install.log" 2>&1 || { tail "$WORK/install.log"; fail "apt"; }
inside dpkg-query -W >"$WORK/packages-after"
echo "$(diff "$WORK/packages-before" "$WORK/packages-after" | grep -c '^>') packages came along"
if inside sh -c 'command -v python3 python'; then fail "a Python came along"; fi

grep -q ':application/x-offconv:\*.offconv' "$NEW/usr/share/mime/globs2" || fail "saved work is nobody's"

said "Self-test"
inside mkdir -p /srv/person
inside offconv-gui --self-test /srv/person/self-test.txt || fail "the self-test: $(cat "$NEW/srv/person/self-test.txt")"
(cd "$ROOT" && "$PYTHON" -m offconv_gui --self-test "$WORK/self-test-sources.txt")
cmp "$NEW/srv/person/self-test.txt" "$WORK/self-test-sources.txt" || fail "the sources say otherwise"
tail -1 "$WORK/self-test-sources.txt"

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
cp "$WORK/hubspot-deals.csv" "$NEW/srv/person/"
by_command() { local code=0; "$@" >/dev/null || code=$?; [ "$code" = 1 ] || fail "exit status $code; 1 says that some rows have errors"; }
(cd "$ROOT" && by_command "$PYTHON" -m offconv_gui.cli export "$WORK/hubspot-deals.csv" -o "$WORK/sources.csv" --force $TABLE)
by_command inside offconv export /srv/person/hubspot-deals.csv -o /srv/person/by-command.csv $TABLE
cmp "$NEW/srv/person/by-command.csv" "$WORK/sources.csv" && echo "the same bytes as the sources', $(wc -l <"$WORK/sources.csv") lines"

said "A workbook, by command, which reads it in a process of its own"
SALES="--goal Abschluss --currency EUR --time-zone Europe/Berlin --now $NOW"
cp "$WORK/verkaufschancen.xlsx" "$NEW/srv/person/"
(cd "$ROOT" && by_command "$PYTHON" -m offconv_gui.cli export "$WORK/verkaufschancen.xlsx" -o "$WORK/workbook.csv" --force $SALES)
by_command inside offconv export /srv/person/verkaufschancen.xlsx -o /srv/person/workbook.csv $SALES
cmp "$NEW/srv/person/workbook.csv" "$WORK/workbook.csv" && echo "the same bytes as the sources', $(wc -l <"$WORK/workbook.csv") lines"

said "The first sample, by window"
Xvfb -displayfd 9 -screen 0 1440x900x24 -nolisten tcp 9>"$WORK/display" 2>/dev/null &
processes+=($!)
for _ in $(seq 50); do [ -s "$WORK/display" ] && break; sleep 0.1; done
DISPLAY=:$(cat "$WORK/display")
export DISPLAY
openbox 2>/dev/null &
processes+=($!)
inside DISPLAY="$DISPLAY" offconv-gui /srv/person/hubspot-deals.csv $TABLE 2>"$WORK/window.log" &
program=$!
processes+=("$program")
titled() { # the window of that title; one that changes meanwhile ends xdotool with an error
  local found
  for _ in $(seq 240); do
    found=$(xdotool search --onlyvisible --name "$1" 2>/dev/null | tail -1) || true
    [ -n "$found" ] && { echo "$found"; return 0; }
    sleep 0.25
  done
  return 1
}
window=$(titled 'hubspot-deals.csv') || fail "no window came up"
sleep 1
import -window root "$WORK/window.png"
xdotool windowfocus "$window" key --clearmodifiers ctrl+shift+e
titled '^Export' >/dev/null || fail "no review of the export"
sleep 0.5
import -window root "$WORK/review.png"
xdotool key Return
titled 'Save the upload file' >/dev/null || fail "nowhere to save"
sleep 0.5
xdotool key ctrl+a type --delay 20 /srv/person/by-window.csv
xdotool key Return
for _ in $(seq 50); do [ -s "$NEW/srv/person/by-window.csv" ] && break; sleep 0.2; done
cmp "$NEW/srv/person/by-window.csv" "$WORK/sources.csv" && echo "the same bytes as the sources'"
sleep 0.5
import -window root "$WORK/exported.png"
xdotool windowfocus "$window" key --clearmodifiers ctrl+q
for _ in $(seq 50); do kill -0 "$program" 2>/dev/null || break; sleep 0.2; done
kill -0 "$program" 2>/dev/null && fail "it does not close"
wait "$program" || fail "it ended with status $?"
[ -s "$WORK/window.log" ] && { cat "$WORK/window.log"; fail "it complained"; }

for tarball in "$(dirname "$DEB")"/offconv-*-linux-*.tar.xz; do
  [ -e "$tarball" ] || break
  said "The tarball, as its INSTALL.txt says"
  tar -C "$NEW/srv/person" --no-same-owner -xf "$tarball"
  (cd "$NEW/srv/person" && echo offconv-*/INSTALL.txt) >"$WORK/install-text"
  folder=/srv/person/$(dirname "$(cat "$WORK/install-text")")
  step() { sed -n "/^To $1/,/^To \|^$/s/^  //p" "$NEW$folder/INSTALL.txt"; }
  removal=$(step remove)
  inside sh -euc "cd $folder; $(step have)" || fail "the steps of INSTALL.txt"
  rm -r "$NEW$folder"
  grep -q ':application/x-offconv:\*.offconv' "$NEW/srv/person/.local/share/mime/globs2" || fail "saved work is nobody's"
  inside /srv/person/.local/bin/offconv-gui --self-test /srv/person/self-test-tarball.txt || fail "the self-test"
  cmp "$NEW/srv/person/self-test-tarball.txt" "$WORK/self-test-sources.txt" || fail "the sources say otherwise"
  tail -1 "$NEW/srv/person/self-test-tarball.txt"
  inside sh -euc "$removal" || fail "the steps of INSTALL.txt"
  if find "$NEW/srv/person/.local/lib" "$NEW/srv/person/.local/bin" "$NEW/srv/person/.local/share/applications" \
    "$NEW/srv/person/.local/share/mime" "$NEW/srv/person/.local/share/icons" -iname '*offconv*' | grep .; then fail "these were left"; fi
done

said "Removing"
inside apt-get purge -y -qq --auto-remove offconv >"$WORK/remove.log" 2>&1 || { tail "$WORK/remove.log"; fail "apt"; }
listed >"$WORK/files-after"
if grep -i offconv "$WORK/files-after"; then fail "these were left"; fi
inside dpkg-query -W | diff "$WORK/packages-before" - || fail "packages were left"
echo "files of other packages' caches: $(diff "$WORK/files-before" "$WORK/files-after" | grep -c '^>' || true)"
[ -s "$NEW/srv/person/by-window.csv" ] && [ -e "$NEW/srv/person/.config/OffConv" ] || fail "a person's own files are gone"
said "All well; look at $WORK/window.png, review.png and exported.png"
