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

mkdir -p "$MARQUEE_DATA"
# The sandbox says one line when it is open; the server needs the keys that it made by then.
exec {opened}< <(exec "$bin/sandbox" serve)
children+=($!)
if ! read -r -t 60 _ <&"$opened"; then
    echo "the sandbox did not start; MARQUEE_BANK_PORT and MARQUEE_PHONE_PORT choose its ports" >&2
    exit 1
fi
# Prints the addresses and the accounts when it is open.
"$bin/marquee" serve &
children+=($!)

wait -n
echo "a part of the demo ended; stopping the rest" >&2
exit 1
