#!/usr/bin/env bash
# Runs a program on an X server of its own. Usage: on_x_server.sh PROGRAM [ARGUMENT...]; 77: there is no Xvfb.
set -euo pipefail
for tool in Xvfb xvfb-run xauth; do
    command -v "$tool" >/dev/null || { echo "SKIPPED: $tool is not installed (packages xvfb and xauth)"; exit 77; }
done
exec xvfb-run --auto-servernum --server-args="-screen 0 1600x1000x24 -nolisten tcp" "$@"
