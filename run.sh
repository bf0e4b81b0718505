#!/usr/bin/env bash
# Builds what is stale and serves the whole demo: Marquee with its web app, the sandbox bank and
# the sandbox phone. Ctrl-C stops all of it; the data stay. `make run` calls this.
#
# Settings: MARQUEE_PORT (8080), MARQUEE_BANK_PORT (8081), MARQUEE_PHONE_PORT (8082),
# MARQUEE_DATA (./data), DATABASE_URL (an SQLite file in the data). SKIP_BUILD=1 starts at once.
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=tests/prerequisites.sh
. tests/prerequisites.sh

export MARQUEE_PORT=${MARQUEE_PORT:-8080}
export MARQUEE_BANK_PORT=${MARQUEE_BANK_PORT:-8081}
export MARQUEE_PHONE_PORT=${MARQUEE_PHONE_PORT:-8082}
export MARQUEE_DATA=${MARQUEE_DATA:-data}
bin=${CARGO_TARGET_DIR:-target}/debug

if [[ -z ${SKIP_BUILD:-} ]]; then
    check_rust
    check_node
    build_web
    cargo build --workspace --bins
fi

children=()
stop() {
    trap - EXIT INT TERM
    ((${#children[@]} == 0)) || kill -TERM "${children[@]}" 2>/dev/null || true
    wait
}
trap stop EXIT
trap 'stop; exit 0' INT TERM

# answers PORT PATH: whether a request there is answered with 200.
answers() {
    local status
    {
        exec 3<>"/dev/tcp/127.0.0.1/$1" &&
            printf 'GET %s HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n' "$2" >&3 &&
            read -r -t 5 status <&3 && exec 3>&-
    } 2>/dev/null && [[ $status == *" 200 "* ]]
}

# wait_for NAME PID PORT PATH: until it answers; fails when it ends or takes a minute.
wait_for() {
    local started=$SECONDS
    until answers "$3" "$4"; do
        if ! kill -0 "$2" 2>/dev/null; then
            echo "$1 did not start; is port $3 taken?" >&2
            return 1
        fi
        ((SECONDS - started < 60)) || { echo "$1 does not answer on port $3" >&2; return 1; }
        sleep 0.05
    done
}

mkdir -p "$MARQUEE_DATA"
"$bin/sandbox" serve >/dev/null &
children+=($!)
wait_for "the sandbox" $! "$MARQUEE_BANK_PORT" / || exit 1
"$bin/marquee" serve &
children+=($!)
wait_for "Marquee" $! "$MARQUEE_PORT" /api/v1/health/ready || exit 1

cat <<TEXT

Marquee is ready.
  web app       http://127.0.0.1:$MARQUEE_PORT
  API document  http://127.0.0.1:$MARQUEE_PORT/api/v1/docs
  phone inbox   http://127.0.0.1:$MARQUEE_PHONE_PORT
  bank          http://127.0.0.1:$MARQUEE_BANK_PORT
  accounts      customer 13800000001, cinema staff 13800000002,
                administrator 13800000003, auditor 13800000004
  password      marquee-demo
  data          $MARQUEE_DATA

Ctrl-C stops everything; the data stay.
TEXT

wait -n
echo "a part of Marquee ended; stopping the rest" >&2
exit 1
