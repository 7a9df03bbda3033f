#!/usr/bin/env bash
# A private PostgreSQL 15 for tests: data in a temporary folder, on a free port of 127.0.0.1, run as an ordinary user.
#   scripts/postgres.sh start   prints TEST_POSTGRES_URL=postgres://… and DATA=…, the folder to give to stop
#   scripts/postgres.sh stop DATA
set -euo pipefail
source "$(dirname "$0")/lib.sh"

bin=/usr/lib/postgresql/15/bin

# PostgreSQL refuses to run as root.
unprivileged() {
    if [ "$(id -u)" -eq 0 ]; then
        runuser -u postgres -- "$@"
    else
        "$@"
    fi
}

start() {
    [ -x "$bin/initdb" ] || { echo "PostgreSQL 15 is not installed: apt-get install postgresql-15" >&2; exit 1; }
    local port
    data=$(mktemp -d /tmp/dailies-postgres.XXXXXX)
    trap 'rm -rf "$data"' EXIT
    [ "$(id -u)" -ne 0 ] || chown postgres "$data"
    cd "$data"
    # Bytes sort as in SQLite. The data are thrown away, so nothing waits for the disk.
    unprivileged "$bin/initdb" --pgdata="$data/cluster" --username=postgres --auth-local=trust --auth-host=scram-sha-256 --encoding=UTF8 --locale=C \
        >"$data/initdb.log" 2>&1 || { cat "$data/initdb.log" >&2; exit 1; }
    for _ in 1 2 3; do   # somebody else may take the port in between
        port=$(free_port)
        unprivileged "$bin/pg_ctl" --pgdata="$data/cluster" --log="$data/server.log" --wait --silent \
            --options="-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$data -c fsync=off \
            -c synchronous_commit=off -c full_page_writes=off -c max_connections=60 -c autovacuum=off" start >&2 && break
        port=
    done
    [ -n "$port" ] || { cat "$data/server.log" >&2; exit 1; }
    # Tests connect as an ordinary role, as the program does.
    unprivileged "$bin/psql" --quiet --host="$data" --port="$port" --username=postgres --set=ON_ERROR_STOP=1 \
        --command="CREATE ROLE dailies LOGIN CREATEDB PASSWORD 'dailies'" \
        --command="CREATE DATABASE dailies OWNER dailies" postgres >&2
    trap - EXIT
    echo "TEST_POSTGRES_URL=postgres://dailies:dailies@127.0.0.1:$port/dailies"
    echo "DATA=$data"
}

stop() {
    case "$1" in
        /tmp/dailies-postgres.*) ;;
        *) echo "$1 is no folder of this script." >&2; exit 1 ;;
    esac
    cd /
    unprivileged "$bin/pg_ctl" --pgdata="$1/cluster" --mode=immediate --silent stop >&2 || true
    rm -rf "$1"
}

case "${1:-}" in
    start) start ;;
    stop) stop "${2:?the folder that start printed as DATA}" ;;
    *) sed -n '2,4s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
