#!/usr/bin/env bash
# `make bench`: builds the release and measures it beside the database's own limit, on a PostgreSQL
# of its own that flushes to the disk as in production. tests/load/README.md says more.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=tests/prerequisites.sh
. tests/prerequisites.sh

check_rust
check_node
command -v wrk >/dev/null || install_packages wrk
command -v python3 >/dev/null || install_packages python3
# pgbench stands beside the server, which need not be on the path.
pgbench=$(printf '%s\n' /usr/lib/postgresql/*/bin/pgbench | sort -V | tail -n 1)
export PATH=${PG_BIN:-$(dirname "$pgbench")}:$PATH
command -v pgbench >/dev/null || install_packages postgresql postgresql-contrib

cargo build --release --bin marquee --bin sandbox
PG_DURABLE=1 exec tests/with_postgres.sh node tests/load/bench.mjs
