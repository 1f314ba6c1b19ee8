#!/bin/sh
# Start the window on a screen of its own and walk it through AT-SPI, as a screen reader would.
#
#   sh tests/atspi/walk.sh [FILE]        (default: the sample of HubSpot deals)
#
# Needs, on Debian and Ubuntu: xvfb dbus at-spi2-core python3-pyatspi
set -eu

project=$(cd "$(dirname "$0")/../.." && pwd)
file=${1:-$project/resources/samples/hubspot-deals.csv}

if [ -z "${OFFCONV_WALK:-}" ]; then
    OFFCONV_WALK=1 exec xvfb-run -a -s "-screen 0 1400x900x24" dbus-run-session -- sh "$0" "$file"
fi

settings=$(mktemp -d)
trap 'kill "$window" "$launcher" 2>/dev/null; rm -rf "$settings"' EXIT
for launch in /usr/libexec/at-spi-bus-launcher /usr/lib/at-spi2-core/at-spi-bus-launcher; do
    [ -x "$launch" ] && break
done
"$launch" --launch-immediately &
launcher=$!
export QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1 QT_QPA_PLATFORM=xcb
"$project/.venv/bin/python" -m offconv_gui "$file" --settings "$settings/settings.ini" \
    --goal "Closed deals" --currency USD --time-zone America/New_York --now 2026-11-24T00:00:00Z &
window=$!
/usr/bin/python3 "$project/tests/atspi/walk.py"
