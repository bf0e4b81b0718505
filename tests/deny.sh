#!/usr/bin/env bash
# Checks licences, banned crates and sources of everything in the tree (deny.toml).
set -euo pipefail
cd "$(dirname "$0")/.."
VERSION=0.20.2

deny=$(command -v cargo-deny || true)
if [[ -z $deny ]]; then
    deny=target/tools/bin/cargo-deny
    if [[ ! -x $deny ]]; then
        echo "building cargo-deny $VERSION once (some minutes)"
        cargo install --quiet --locked --version "$VERSION" --root target/tools \
            --target-dir target/tools/build --debug cargo-deny
        rm -rf target/tools/build
    fi
fi
exec "$deny" --log-level warn check licenses bans sources
