#!/usr/bin/env bash
# Builds what is stale and serves the whole demo: Marquee with its web app, the sandbox bank, the
# sandbox phone, and two cinemas in processes of their own: one of another maker, in the sandbox,
# and one with a box office by itself. Ctrl-C stops all of it; the data stay. `make run` calls this.
#
# Settings: MARQUEE_PORT (8080), MARQUEE_BANK_PORT (8081), MARQUEE_PHONE_PORT (8082),
# MARQUEE_CINEMA_PORT (8083), MARQUEE_BOX_OFFICE_PORT (8084), MARQUEE_APP_PORT (8085),
# MARQUEE_DATA (./data), DATABASE_URL (an SQLite file in the data). SKIP_BUILD=1 starts at once. The
# last three ports may be busy: the demo then goes on without that cinema or application. A demo
# that begins with empty data first lives a yesterday of six customers, so that its books have
# something to show; MARQUEE_DEMO_YESTERDAY=0 begins with nothing.
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=tests/prerequisites.sh
. tests/prerequisites.sh

export MARQUEE_PORT=${MARQUEE_PORT:-8080}
export MARQUEE_BANK_PORT=${MARQUEE_BANK_PORT:-8081}
export MARQUEE_PHONE_PORT=${MARQUEE_PHONE_PORT:-8082}
export MARQUEE_CINEMA_PORT=${MARQUEE_CINEMA_PORT:-8083}
export MARQUEE_BOX_OFFICE_PORT=${MARQUEE_BOX_OFFICE_PORT:-8084}
export MARQUEE_APP_PORT=${MARQUEE_APP_PORT:-8085}
export MARQUEE_DATA=${MARQUEE_DATA:-data}
bin=${CARGO_TARGET_DIR:-target}/debug

if [[ -z ${SKIP_BUILD:-} ]]; then
    check_rust
    check_node
    build_web
    cargo build --workspace --bins
fi

children=()
box_office=
stop() {
    trap - EXIT INT TERM
    ((${#children[@]} == 0)) || kill -TERM "${children[@]}" 2>/dev/null || true
    wait
    # It is disowned, so `wait` does not know it.
    for _ in {1..50}; do
        [[ -n $box_office ]] && kill -0 "$box_office" 2>/dev/null && sleep 0.1 || break
    done
}
trap stop EXIT
trap 'stop; exit 0' INT TERM

mkdir -p "$MARQUEE_DATA"

# Runs platform, bank and phone on ports of their own with a clock of the day before, and lets a few
# customers buy. Nobody minds when it fails: the demo then begins with empty books.
live_yesterday() {
    local platform sandbox opened said
    export MARQUEE_CLOCK_SHIFT_S=-86400 MARQUEE_DEMO_CINEMAS=
    MARQUEE_PORT=$(node -e 'const s = require("node:net").createServer()
        s.listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })')
    exec {opened}< <(MARQUEE_CINEMA_PORT=0 exec "$bin/sandbox" serve \
        --bank-port 0 --phone-port 0 2>/dev/null)
    sandbox=$!
    read -r -t 60 said <&"$opened" || said=
    of() { sed -n "s|.*\"$1\":\"http://127.0.0.1:\([0-9]*\)\".*|\1|p" <<<"$said"; }
    MARQUEE_BANK_PORT=$(of bank) MARQUEE_PHONE_PORT=$(of phone)
    exec {opened}< <(exec "$bin/marquee" serve 2>/dev/null)
    platform=$!
    read -r -t 60 said <&"$opened" && "$bin/sandbox" customers \
        --site "http://127.0.0.1:$MARQUEE_PORT" --phone "http://127.0.0.1:$MARQUEE_PHONE_PORT" ||
        echo "that failed; the demo begins with empty books" >&2
    kill -TERM "$platform" "$sandbox"
    while kill -0 "$platform" 2>/dev/null || kill -0 "$sandbox" 2>/dev/null; do sleep 0.1; done
}

fresh=
[[ -n ${DATABASE_URL:-} || -e $MARQUEE_DATA/marquee.db ]] || fresh=1
if [[ -n $fresh && ${MARQUEE_DEMO_YESTERDAY:-1} != 0 ]]; then
    echo "Letting a few customers buy tickets yesterday ..."
    (trap - EXIT INT TERM; set +e; live_yesterday) || true
fi

# Cinemas know the platform by its public keys, and the platform knows them by theirs.
platform=http://127.0.0.1:$MARQUEE_PORT
trust=$("$bin/marquee" keys | paste -sd, -)
export MARQUEE_CINEMA_TRUST=$trust MARQUEE_CINEMA_PLATFORM=$platform

exec {opened}< <(exec "$bin/sandbox" serve)
children+=($!)
# A cinema that the demo can do without: disowned, so that its end is not the end of the rest. It
# loads its catalogue while the sandbox makes its keys.
export MARQUEE_BOX_OFFICE_TRUST=$trust MARQUEE_BOX_OFFICE_PLATFORM=$platform
export MARQUEE_BOX_OFFICE_CATALOGUE=catalogue/partners/huanhua
key=$("$bin/marquee" box-office key | tail -n 1)
"$bin/marquee" box-office serve &
box_office=$!
children+=("$box_office")
disown "$box_office"

# The sandbox says one line when it is open; the server needs the keys that it made by then.
if ! read -r -t 60 ready <&"$opened"; then
    echo "the sandbox did not start; MARQUEE_BANK_PORT and MARQUEE_PHONE_PORT choose its ports" >&2
    exit 1
fi
# The line's part about the cinema; nothing when its port was busy.
of_cinema() { sed -n "s/.*\"cinema\":{[^}]*\"$1\":\"\([^\"]*\)\".*/\1/p" <<<"$ready"; }
cinemas=
if [[ -n $(of_cinema url) ]]; then
    echo "Cinema of another maker, with a dial: http://127.0.0.1:$MARQUEE_CINEMA_PORT/"
    cinemas="url=$(of_cinema url),code=51018888,district=jinjiang,key=$(of_cinema public_key)"
fi

url=http://127.0.0.1:$MARQUEE_BOX_OFFICE_PORT/51019921
export MARQUEE_DEMO_CINEMAS="$cinemas;url=$url,code=51019921,district=qingyang,key=$key"

# Prints the addresses and the accounts when it is open.
"$bin/marquee" serve &
children+=($!)

wait -n
echo "a part of the demo ended; stopping the rest" >&2
exit 1
