#!/usr/bin/env bash
# Installs what is needed, builds with sanitizers and warnings as errors, and runs every test.
# Usage: scripts/test.sh [ctest arguments]
set -euo pipefail
source "$(dirname "$0")/lib.sh"

install_packages build run test
build_preset ci
say "Testing"
cd "$root"
ctest --preset ci "$@"
