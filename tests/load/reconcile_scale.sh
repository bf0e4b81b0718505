#!/usr/bin/env bash
# Compares a day of many orders with the bank and the cinemas: on SQLite, then on PostgreSQL.
set -euo pipefail
cd "$(dirname "$0")/../.."

export MARQUEE_SCALE_ORDERS=${MARQUEE_SCALE_ORDERS:-100000}
scale=(cargo test --quiet --release --package it --test it --
    --nocapture every_planted_difference_is_found)

echo "SQLite, $MARQUEE_SCALE_ORDERS orders"
TEST_DATABASE_URL='' "${scale[@]}"
echo "PostgreSQL, $MARQUEE_SCALE_ORDERS orders"
# The words of the command are for the shell that knows the database's address.
# shellcheck disable=SC2016
tests/with_postgres.sh bash -c 'TEST_DATABASE_URL=$DATABASE_URL "$@"' _ "${scale[@]}"
