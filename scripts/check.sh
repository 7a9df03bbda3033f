#!/usr/bin/env bash
# Checks format and runs clang-tidy over core and app, a room at a time (docs/decisions/0010-clang-tidy-by-rooms.md).
# Usage: scripts/check.sh [--fix|--deep]
#   --fix    formats, and repairs what clang-tidy can
#   --deep   runs the static analyzer too, over every file: minutes
set -euo pipefail
source "$(dirname "$0")/lib.sh"

mode=${1:-}
install_packages build test
cd "$root"

say "Checking format"
mapfile -t sources < <(git ls-files '*.h' '*.cpp')
if [ "$mode" = --fix ]; then clang-format -i "${sources[@]}"; else clang-format --dry-run --Werror "${sources[@]}"; fi

# run_tidy BUILD_FOLDER ARGUMENT...: over the sources that are named on stdin.
run_tidy() {
    local folder=$1 jobs fix=()
    shift
    jobs=$(nproc)
    [ "$mode" = --fix ] && { fix=(--fix); jobs=1; }   # two at once would repair the same header twice
    xargs -r -P "$jobs" -n 1 clang-tidy -p "$folder" --quiet "${fix[@]}" "$@" 2> >(grep -v 'warnings generated' >&2)
}

configure_tidy() { cmake --preset tidy "$@" >/dev/null; }

key=$({ clang-tidy --version; sha256sum .clang-tidy CMakePresets.json "${sources[@]}"; } | sha256sum | cut -c1-32)
clean=$root/.cache/tidy/$key$mode
[ -e "$clean" ] && { say "clang-tidy: nothing changed since it had nothing to say"; exit; }
"$root/scripts/whisper.sh"

say "Running clang-tidy"
configure_tidy
find build/tidy/core build/tidy/app -name 'unity_*.cxx' | sort | run_tidy build/tidy '--checks=-clang-analyzer-*' || {
    echo "A room is checked as one source, so names that are private to its files must differ: rename what is called a redefinition." >&2
    exit 1
}

if [ "$mode" = --deep ]; then
    say "Running the static analyzer"
    configure_tidy -B build/tidy-files -DCMAKE_UNITY_BUILD=OFF
    git ls-files 'core/*.cpp' 'app/*.cpp' | run_tidy build/tidy-files '--checks=-*,clang-analyzer-*'
fi
mkdir -p "$(dirname "$clean")"
touch "$clean"
