#!/usr/bin/env bash
# Everything that CI runs, cheapest first. `tests/check.sh [stage …]` runs only those stages.
#
# Every stage runs even when an earlier one failed (FAIL_FAST=1 stops instead), because a whole
# picture saves a round. A stage that ran nothing counts as failed. The last line is
# `N passed, N failed`, and the exit status is 0 only when nothing failed.
set -uo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=tests/prerequisites.sh
. tests/prerequisites.sh

ALL_STAGES=(fmt tidy domain clippy deny build openapi unit sqlite postgres crash frontend
    third_parties journeys)
LOGS=target/check
CI=${CI:-false}
SKIPPED=77 # what a stage answers when this machine lacks what it needs

passed=0 failed=0
summary=()

mkdir -p "$LOGS"
export CARGO_TERM_COLOR=${CARGO_TERM_COLOR:-never}

# ---- stages: each is one command that can also be typed by hand -------------------------------

stage_fmt() { cargo fmt --all --check; }
stage_tidy() { run_tests -p tests; }
stage_domain() { run_tests -p domain; }
stage_clippy() { cargo clippy --quiet --workspace --all-targets -- -D warnings; }
stage_deny() { tests/deny.sh; }
stage_build() { cargo build --workspace --bins; }
stage_openapi() {
    cargo run --quiet --bin marquee -- openapi | diff -u openapi.yaml - &&
        cargo run --quiet --bin marquee -- box-office openapi |
        diff -u api/box_office/cinema-interface.yaml -
}
stage_unit() { run_workspace 'not package(it) and not package(tests) and not package(domain)'; }
stage_sqlite() { run_workspace 'package(it) and not test(/^purchase_faults::/)'; }
stage_postgres() {
    tests/with_postgres.sh bash -c \
        'TEST_DATABASE_URL=$DATABASE_URL; unset DATABASE_URL; export TEST_DATABASE_URL
         tests/check.sh --plain sqlite'
}
stage_crash() {
    run_workspace 'test(/^purchase_faults::/)' || return
    tests/with_postgres.sh bash -c \
        'TEST_DATABASE_URL=$DATABASE_URL; unset DATABASE_URL; export TEST_DATABASE_URL
         tests/check.sh --plain crash_here'
}
stage_crash_here() { run_workspace 'test(/^purchase_faults::/)'; }
stage_frontend() { npm_ci frontend && npm --prefix frontend run check; }
stage_third_parties() { build_web && tests/third_parties.sh; }
stage_journeys() {
    find_chromium >/dev/null || { echo "no Chromium: apt-get install chromium"; return $SKIPPED; }
    npm_ci tests/e2e && build_web && npm --prefix tests/e2e test
}

# ---- how tests run ----------------------------------------------------------------------------

has_nextest() { cargo nextest --version >/dev/null 2>&1; }

# Tests of a few packages, with their own features only: a quick first answer.
run_tests() {
    if has_nextest; then cargo nextest run "$@"; else cargo test "$@"; fi
}

# Tests of the workspace, chosen by a nextest filter; always the same packages, so that no crate
# is built twice with other features.
run_workspace() {
    if has_nextest; then
        cargo nextest run --workspace -E "$1"
        return
    fi
    case $1 in
    'not package(it)'*) cargo test --workspace --lib --bins --exclude domain &&
        cargo test --workspace --exclude it --exclude tests --exclude domain --test '*' ;;
    'package(it)'*) cargo test --workspace --test it -- --skip purchase_faults:: ;;
    *) cargo test --workspace --test it purchase_faults:: ;;
    esac
}

# Sums what nextest, libtest, Vitest and Playwright say: prints "passed failed".
count_results() {
    sed -E 's/\x1b\[[0-9;]*[A-Za-z]//g' "$1" | awk '
        function before(word,   n) {
            if (match($0, "[0-9]+ " word)) { n = substr($0, RSTART, RLENGTH); return n + 0 }
            return 0
        }
        /^ *Summary \[/ || /^test result: / || /^ +Tests +[0-9]/ {
            passed += before("passed")
            failed += before("failed") + before("timed out") + before("exec failed")
        }
        /^ +[0-9]+ passed( \(|$)/ { passed += before("passed") }
        /^ +[0-9]+ (failed|flaky|interrupted)$/ { failed += $1 }
        END { print passed + 0, failed + 0 }'
}

# Stages that are one check, not many tests.
is_single_check() { [[ " fmt clippy deny build openapi " == *" $1 "* ]]; }

boxed() {
    local line=$1 bar
    bar=$(printf '%*s' $((${#line} + 4)) '' | tr ' ' '#')
    printf '%s\n# %s #\n%s\n' "$bar" "$line" "$bar"
}

run_stage() {
    local name=$1 log=$LOGS/$1.log started=$SECONDS status good bad note=
    printf '\n==> %s\n' "$name"
    "stage_$name" 2>&1 | tee "$log"
    status=${PIPESTATUS[0]}
    if ((status == SKIPPED)) && [[ $CI != true ]]; then
        boxed "SKIPPED: $name ($(tail -n 1 "$log"))"
        summary+=("$(printf '%-10s %5s s  SKIPPED' "$name" $((SECONDS - started)))")
        return 0
    fi
    if is_single_check "$name"; then
        good=$((status == 0)) bad=$((status != 0))
    else
        read -r good bad < <(count_results "$log")
        if ((status != 0 && bad == 0)); then
            bad=1 note=' (did not finish)'
        elif ((good + bad == 0)); then
            bad=1 note=' (ran nothing)'
        fi
    fi
    passed=$((passed + good)) failed=$((failed + bad))
    summary+=("$(printf '%-10s %5s s  %s passed, %s failed%s' \
        "$name" $((SECONDS - started)) "$good" "$bad" "$note")")
    ((bad == 0))
}

# ---- main -------------------------------------------------------------------------------------

if [[ ${1:-} == --plain ]]; then # one stage without the counting around it
    "stage_$2"
    exit
fi

check_rust || exit 1
check_node || exit 1
stages=("$@")
((${#stages[@]})) || stages=("${ALL_STAGES[@]}")
for name in "${stages[@]}"; do
    declare -F "stage_$name" >/dev/null || { echo "no stage $name: ${ALL_STAGES[*]}" >&2; exit 2; }
done
for name in "${stages[@]}"; do
    run_stage "$name" || [[ -z ${FAIL_FAST:-} ]] || break
done

printf '\n'
printf '%s\n' "${summary[@]}"
printf 'whole      %5s s\n' "$SECONDS"
echo "$passed passed, $failed failed"
((failed == 0))
