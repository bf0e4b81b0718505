#!/usr/bin/env bash
# Runs a command beside a PostgreSQL of its own: `tests/with_postgres.sh COMMAND …`.
#
# The server lives in a throw-away directory and listens on a unix socket there, so no port can
# clash; DATABASE_URL tells the command where. Root may not run PostgreSQL, so root hands it to
# the user postgres, or nobody. Answers 77 when no PostgreSQL is installed. PG_DURABLE=1 flushes to
# the disk as in production; tests have no use for that, measurements do.
set -euo pipefail

find_binaries() {
    local initdb
    if [[ -n ${PG_BIN:-} ]]; then
        echo "$PG_BIN"
    elif initdb=$(printf '%s\n' /usr/lib/postgresql/*/bin/initdb | sort -V | tail -n 1) &&
        [[ -x $initdb ]]; then
        dirname "$initdb"
    elif initdb=$(command -v initdb); then
        dirname "$initdb"
    else
        return 1
    fi
}

# As a user that PostgreSQL accepts.
as_owner() {
    if [[ -n $owner ]]; then
        (cd "$home" && exec setpriv --reuid="$owner" --regid="$(id -g "$owner")" \
            --clear-groups -- "$@")
    else
        "$@"
    fi
}

# Asks the server itself, not the shell around it, which does not pass signals on. A server that
# was killed leaves its number behind, which may be nobody's by now, or somebody else's.
end_server() {
    local pid
    [[ -r $1/data/postmaster.pid ]] || return 0
    pid=$(head -n 1 "$1/data/postmaster.pid")
    [[ $(ps -o comm= -p "$pid" 2>/dev/null) == postgres ]] || return 0
    kill -INT "$pid" 2>/dev/null || true
}

# What a killed run left behind: its PostgreSQL is stopped and its directory removed.
sweep() {
    local old parent
    for old in "$base"/marquee-pg.*; do
        [[ -d $old && -r $old/parent ]] || continue
        parent=$(<"$old/parent")
        kill -0 "$parent" 2>/dev/null && continue
        end_server "$old"
        rm -rf "$old"
    done
    return 0
}

stop() {
    end_server "$home"
    [[ -n ${server:-} ]] && wait "$server" 2>/dev/null
    rm -rf "$home"
}

if ! bin=$(find_binaries); then
    echo "no PostgreSQL: apt-get install postgresql"
    exit 77
fi
base=${TMPDIR:-/tmp}
((${#base} < 60)) || base=/tmp # a socket's path has room for 107 bytes
sweep
home=$(mktemp -d "$base/marquee-pg.XXXXXX")
trap stop EXIT
trap 'exit 130' INT TERM
echo $$ >"$home/parent"
owner=
if [[ $(id -u) == 0 ]]; then
    owner=$(id -un postgres 2>/dev/null || echo nobody)
    chown "$owner" "$home"
fi
chmod 755 "$home"

as_owner "$bin/initdb" -D "$home/data" -A trust -U marquee --no-sync --locale=C -E UTF8 \
    >"$home/initdb.log" 2>&1 || { cat "$home/initdb.log" >&2; exit 1; }
# Nothing here outlives the run, so nothing need be flushed to the disk.
fsync=off
[[ -z ${PG_DURABLE:-} ]] || fsync=on
as_owner "$bin/postgres" -D "$home/data" -c fsync=$fsync -k "$home" -c listen_addresses= \
    -c max_connections=300 -c log_min_messages=fatal >"$home/server.log" 2>&1 &
server=$!
for _ in {1..300}; do
    "$bin/pg_isready" -q -h "$home" -U marquee -d postgres && break
    kill -0 "$server" 2>/dev/null || { cat "$home/server.log" >&2; exit 1; }
    sleep 0.1
done
"$bin/pg_isready" -q -h "$home" -U marquee -d postgres || { cat "$home/server.log" >&2; exit 1; }

DATABASE_URL="postgres://marquee@localhost/postgres?host=$home" "$@"
