#!/usr/bin/env bash
# Installs what is needed, builds with sanitizers and warnings as errors, and runs every test.
# Usage: scripts/test.sh [ctest arguments]
set -euo pipefail
source "$(dirname "$0")/lib.sh"

install_packages build run test
build_preset ci

say "Starting a private PostgreSQL"
postgres=$("$root/scripts/postgres.sh" start)
trap '"$root/scripts/postgres.sh" stop "$(sed -n "s/^DATA=//p" <<<"$postgres")"' EXIT
TEST_POSTGRES_URL=$(sed -n 's/^TEST_POSTGRES_URL=//p' <<<"$postgres")
export TEST_POSTGRES_URL

say "Testing"
cd "$root"
ctest --preset ci "$@"
