#!/bin/sh
# Start the window on a screen of its own and walk it through AT-SPI, as a screen reader would: first with no
# table, over the sample and through the dialogs, then with a table whose rows have problems.
#
#   sh tests/atspi/walk.sh
#
# Needs, on Debian and Ubuntu: xvfb dbus at-spi2-core python3-pyatspi
set -eu

project=$(cd "$(dirname "$0")/../.." && pwd)
python=${OFFCONV_PYTHON:-$project/.venv/bin/python}

if [ -z "${OFFCONV_WALK:-}" ]; then
    OFFCONV_WALK=1 exec xvfb-run -a -s "-screen 0 1400x900x24" dbus-run-session -- sh "$0"
fi

folder=$(mktemp -d)
window=
launcher=
trap 'kill $window $launcher 2>/dev/null || true; rm -rf "$folder"' EXIT
for launch in /usr/libexec/at-spi-bus-launcher /usr/lib/at-spi2-core/at-spi-bus-launcher; do
    [ -x "$launch" ] && break
done
"$launch" --launch-immediately &
launcher=$!
export QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1 QT_QPA_PLATFORM=xcb PYTHONPATH="$project"

cat > "$folder/deals.csv" <<ROWS
Microsoft Click Id,Conversion Name,Conversion Time,Conversion Value
,Closed deals,2026-11-20 10:00,100
,Closed deals,2026-11-20 11:00,200
3cf4220c917b853860886599b2ac757f,Closed deals,2026-11-20 12:00,300
ROWS

# walk NAME [FILE]
walk() {
    name=$1
    shift
    "$python" -m offconv_gui "$@" --settings "$folder/settings.ini" \
        --goal "Closed deals" --currency USD --time-zone America/New_York --now 2026-11-24T00:00:00Z &
    window=$!
    status=0
    /usr/bin/python3 "$project/tests/atspi/walk.py" "$name" || status=$?
    kill $window
    wait $window 2>/dev/null || true
    [ "$status" = 0 ] || exit "$status"
}

walk dialogs
walk table "$folder/deals.csv"
