#!/usr/bin/env bash
# Checks format and runs clang-tidy. Usage: scripts/check.sh [--fix] [FILE...]; without files, on all sources.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

install_packages build test
cd "$root"
fix=
[ "${1:-}" = --fix ] && { fix=1; shift; }
mapfile -t all < <(git ls-files 'core/*.h' 'core/*.cpp' 'app/*.h' 'app/*.cpp' 'server/*.h' 'server/*.cpp' 'tests/*.h' 'tests/*.cpp')
files=("${@:-${all[@]}}")

say "Format"
if [ -n "$fix" ]; then clang-format -i "${files[@]}"; else clang-format --dry-run --Werror "${files[@]}"; fi

say "clang-tidy"
"$root/scripts/whisper.sh"
cmake --preset tidy >/dev/null
ninja -C build/tidy -t targets all | sed -n 's/^\([^:]*_autogen\):.*/\1/p' | xargs -r ninja -C build/tidy >/dev/null
printf '%s\n' "${files[@]}" | grep '\.cpp$' | grep -v '^tests/' \
    | xargs -P "$(nproc)" -n 4 clang-tidy -p build/tidy --quiet ${fix:+--fix} 2> >(grep -v 'warnings generated' >&2)
