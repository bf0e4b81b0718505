#!/usr/bin/env bash
# Third parties as they come: types the quick start of the page /developers at a demo, command by
# command as the page shows it, and buys a ticket with examples/buy-ticket.
#
# The programs are those that `cargo build --workspace --bins` made. Ports and data are the test's
# own, so that it runs beside a demo.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=tests/prerequisites.sh
. tests/prerequisites.sh
for tool in curl jq; do
    command -v "$tool" >/dev/null || install_packages "$tool"
done

work=$(mktemp -d)
demo=
stop() {
    [[ -z $demo ]] || { kill -TERM "$demo" 2>/dev/null && wait "$demo"; } || true
    rm -rf "$work"
}
trap stop EXIT

fail() {
    echo "FAILED: $1" >&2
    tail -n 40 "$2" >&2
    echo "  1 failed"
    exit 1
}

# Ports below those that the system lends to clients, so that they are still free a minute later.
free_ports() {
    node -e '
        const { createServer } = require("node:net");
        const isFree = (port) => new Promise((done) => {
            const server = createServer().once("error", () => done(false));
            server.listen(port, "127.0.0.1", () => server.close(() => done(true)));
        });
        (async () => {
            const found = [];
            for (let port = 20000 + (process.pid % 9000); found.length < process.argv[1]; port++)
                if (await isFree(port)) found.push(port);
            console.log(found.join(" "));
        })();' "$1"
}

read -r server bank phone cinema box_office receiver <<<"$(free_ports 6)"
url=http://127.0.0.1:$server
SKIP_BUILD=1 MARQUEE_DEMO_YESTERDAY=0 DATABASE_URL='' MARQUEE_DATA=$work/data \
    MARQUEE_PORT=$server MARQUEE_BANK_PORT=$bank MARQUEE_PHONE_PORT=$phone \
    MARQUEE_CINEMA_PORT=$cinema MARQUEE_BOX_OFFICE_PORT=$box_office \
    ./run.sh >"$work/demo.log" 2>&1 &
demo=$!
deadline=$((SECONDS + 90))
until curl -sf -o /dev/null "$url/api/v1/health/ready"; do
    kill -0 "$demo" 2>/dev/null || fail "the demo did not start" "$work/demo.log"
    ((SECONDS < deadline)) || fail "the demo does not become ready" "$work/demo.log"
    sleep 0.2
done

# What is typed is what the page shows, but for the ports.
steps=frontend/src/features/developers/quickstart
cat "$steps"/*.sh | sed "s#http://127.0.0.1:8080#$url#; s#9000#$receiver#" >"$work/typed.sh"
typed=$work/typed.log
(cd "$work" && timeout 120 bash -eu typed.sh) >"$typed" 2>&1 || fail "the quick start" "$typed"
grep -Eq '"pickup_code": "[0-9]+"' "$typed" || fail "the quick start shows no pickup code" "$typed"
for event in payment.succeeded order.ticketed; do
    grep -q "^verified $event msg_" "$typed" || fail "the receiver verified no $event" "$typed"
done

example=examples/buy-ticket
bought=$work/bought.log
(($(wc -l <$example/buy-ticket.ts) < 100)) || fail "the example is long" $example/buy-ticket.ts
{ npm_ci $example && MARQUEE_URL=$url timeout 120 npm --prefix $example start; } >"$bought" 2>&1 ||
    fail "the example" "$bought"
grep -Eq '^pickup code [0-9]+$' "$bought" || fail "the example bought nothing" "$bought"

tail -n 2 "$bought"
echo "  2 passed (${SECONDS}s)"
