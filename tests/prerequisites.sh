# Sourced by run.sh and check.sh: what the machine must have, and how to get it.

# version_at_least HAVE WANT
version_at_least() { [[ $(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1) == "$2" ]]; }

# Installs Debian packages when it can; says what to type when it cannot.
install_packages() {
    if ! command -v apt-get >/dev/null; then
        echo "please install: $*" >&2
        return 1
    fi
    if [[ $(id -u) == 0 ]]; then
        local sudo=()
    elif sudo -n true 2>/dev/null; then
        local sudo=(sudo -n)
    else
        echo "please type: sudo apt-get install -y $*" >&2
        return 1
    fi
    echo "installing $*" >&2
    "${sudo[@]}" apt-get update -q >/dev/null
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -q --no-install-recommends "$@" >/dev/null
}

check_rust() {
    local have
    have=$(cargo --version 2>/dev/null | awk '{ print $2 }')
    if [[ -z $have ]] || ! version_at_least "$have" 1.94.0; then
        echo "Rust 1.94 or newer is needed (found: ${have:-none}): install it from https://rustup.rs" >&2
        return 1
    fi
    command -v cc >/dev/null || install_packages gcc libc6-dev
}

check_node() {
    local have
    command -v npm >/dev/null || install_packages nodejs npm || return
    have=$(node --version 2>/dev/null | tr -d v)
    if [[ -z $have ]] || ! version_at_least "$have" 20.19.0; then
        echo "Node 20.19 or newer is needed (found: ${have:-none}): see https://nodejs.org" >&2
        return 1
    fi
}

# The first Chromium there is; Ubuntu's package of that name is only a stub for snap.
find_chromium() {
    local name
    if [[ -n ${CHROMIUM:-} ]]; then
        echo "$CHROMIUM"
        return
    fi
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        if command -v "$name" >/dev/null && "$name" --version >/dev/null 2>&1; then
            command -v "$name"
            return
        fi
    done
    return 1
}

# Installs a folder's node modules when its lock is newer than they are.
npm_ci() {
    if [[ ! -e $1/node_modules/.package-lock.json ||
        $1/package-lock.json -nt $1/node_modules/.package-lock.json ]]; then
        echo "installing the packages of $1" >&2
        # Not `npm ci`: it refuses a lock file that leaves out optional packages of other platforms,
        # which a registry need not have. This takes the same versions; the lock stays as it is.
        cp "$1/package-lock.json" "$1/.package-lock.kept" || return
        npm install --prefix "$1" --no-save --no-audit --no-fund --loglevel=error
        local status=$?
        mv "$1/.package-lock.kept" "$1/package-lock.json"
        ((status == 0)) || return "$status"
        touch "$1/node_modules/.package-lock.json"
    fi
}

# Builds the web app when something it is made of is newer than what was built.
build_web() {
    npm_ci frontend || return
    if [[ -e frontend/dist/index.html ]] &&
        [[ -z $(find frontend/src frontend/public frontend/index.html frontend/package-lock.json \
            frontend/vite.config.ts -newer frontend/dist/index.html -print -quit) ]]; then
        return
    fi
    npm --prefix frontend run build -- --logLevel warn
}
