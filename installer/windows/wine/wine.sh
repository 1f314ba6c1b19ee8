# shellcheck shell=bash disable=SC2034
# Sourced by preview.sh and verify.sh: a display of their own, and Windows programs run by Wine.
export WINEDEBUG=-all WINEDLLOVERRIDES="winedbg.exe=d;winemenubuilder.exe=d;mscms=n" WINEARCH=win64

for tool in wine makensis x86_64-w64-mingw32-gcc Xvfb unzip osslsigncode; do
  command -v "$tool" >/dev/null || {
    echo "$tool is missing: apt-get install wine wine64 nsis gcc-mingw-w64-x86-64-win32 xvfb openbox imagemagick xdotool unzip osslsigncode" >&2
    exit 1
  }
done

start_display() {
  exec 8> >(cat >/dev/null)
  Xvfb -displayfd 9 -screen 0 1440x900x24 9>"$1/display" 2>/dev/null &
  DISPLAY_PROCESS=$!
  for _ in $(seq 50); do [ -s "$1/display" ] && break; sleep 0.1; done
  DISPLAY=:$(cat "$1/display")
  export DISPLAY
}

# Python under Wine starts only where its input and output are pipes.
win() { sleep 1 | timeout "${LIMIT:-300}" wine "$@" 2>&1 | cat; return "${PIPESTATUS[1]}"; }

# A Windows of its own in folder $1, with the libraries of folder $2 that Wine lacks.
new_windows() {
  rm -rf "$1"
  export WINEPREFIX=$1
  wineboot --init >/dev/null 2>&1
  wineserver --wait
  # Wine links Documents and the like to those of whoever runs it: here they are this Windows' own.
  find "$1/drive_c/users" -type l | while read -r link; do rm "$link" && mkdir "$link"; done
  cp "$2"/*.dll "$1/drive_c/windows/system32/"
}

windows_path() { printf 'z:%s' "$(realpath -m "$1" | tr / '\\')"; }
