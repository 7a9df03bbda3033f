#!/usr/bin/env bash
# Installs what is needed, builds Dailies and makes packages of the given recordings, or of a short sample.
# Usage: scripts/run.sh [FILE...]
set -euo pipefail
source "$(dirname "$0")/lib.sh"

install_packages build run
build_preset release

files=("$@")
if [ ${#files[@]} -eq 0 ]; then
    sample=$root/build/sample/sample.mp4
    [ -f "$sample" ] || { say "Making a sample"; "$root/scripts/make-sample.sh" short "$sample"; }
    files=("$sample")
fi

say "Processing"
status=0
"$root/build/release/bin/dailies" process "${files[@]}" || status=$?
if [ $status -eq 0 ] && [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    "$root/build/release/bin/dailies-desktop" >/dev/null 2>&1 &
    say "Opened the desktop app"
else
    say "The programs are in $root/build/release/bin: dailies, and for a display dailies-desktop"
fi
exit $status
