# Everything there is to do with Marquee from a checkout. README.md says more.
SHELL := /bin/bash

.PHONY: help run test check-fast e2e bench reconcile-scale fmt openapi screenshots

help: ## list these commands
	@sed -n 's/^\([a-z0-9-]*\):[^#]*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

run: ## build what is stale, then serve the whole demo until Ctrl-C
	@exec ./run.sh

test: ## everything that CI runs, cheapest first
	@exec tests/check.sh

check-fast: ## the stages that need no database and no browser
	@exec tests/check.sh fmt tidy domain clippy

e2e: ## the browser journeys alone
	@exec tests/check.sh build journeys

bench: ## measure speed beside the database's own limit
	@exec tests/load/bench.sh

reconcile-scale: ## compare a day of 100,000 orders with bank and cinemas, on both databases
	@exec tests/load/reconcile_scale.sh

fmt: ## format Rust and TypeScript
	cargo fmt --all
	npm --prefix frontend run format

openapi: ## write both API documents and the web app's types anew
	cargo run --quiet --bin marquee -- openapi > target/openapi.yaml
	mv target/openapi.yaml openapi.yaml
	cargo run --quiet --bin marquee -- box-office openapi > target/cinema-interface.yaml
	mv target/cinema-interface.yaml api/box_office/cinema-interface.yaml
	npm --prefix frontend run api:types

screenshots: ## open every page and keep pictures in target/screenshots
	@. tests/prerequisites.sh && npm_ci tests/e2e && build_web && cargo build --workspace --bins
	npm --prefix tests/e2e run screenshots
