#!/usr/bin/env bash
# Installs what is needed, checks the sources (scripts/check.sh), builds with sanitizers and warnings as errors, and runs
# every test; those of base, store and pipeline with the thread sanitizer too.
# Usage: scripts/test.sh [ctest arguments]; with arguments, only what they choose is run
set -euo pipefail
source "$(dirname "$0")/lib.sh"

install_packages build run test
if [ $# -eq 0 ]; then
    "$root/scripts/check.sh"
    build_preset tsan
fi
build_preset ci

say "Starting a private PostgreSQL"
postgres=$("$root/scripts/postgres.sh" start)
trap '"$root/scripts/postgres.sh" stop "$(sed -n "s/^DATA=//p" <<<"$postgres")"' EXIT
TEST_POSTGRES_URL=$(sed -n 's/^TEST_POSTGRES_URL=//p' <<<"$postgres")
export TEST_POSTGRES_URL

cd "$root"
if [ $# -eq 0 ]; then
    say "Testing with the thread sanitizer"
    ctest --preset tsan
fi
say "Testing"
ctest --preset ci "$@"
