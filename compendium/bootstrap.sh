#!/bin/sh
# Prepares a bare Debian or Ubuntu machine, then builds the book or runs the tests.
#
#   sh compendium/bootstrap.sh book [arguments of build.py]
#   sh compendium/bootstrap.sh test
#
# What is there already is left alone: a second run installs nothing.
set -eu
cd "$(dirname "$0")/.."

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

has_library() {
    ldconfig -p 2>/dev/null | grep -q "$1" || find /usr/lib /usr/local/lib -name "$1*" 2>/dev/null | grep -q .
}

# Each Debian package is named beside the test that tells whether it is needed.
missing_packages() {
    python3 -c 'import ensurepip, venv' 2>/dev/null || echo python3-venv
    has_library libpangoft2-1.0.so.0 || echo libpangoft2-1.0-0
    has_library libharfbuzz-subset.so.0 || echo libharfbuzz-subset0
    if [ "$1" = test ]; then
        command -v qpdf >/dev/null || echo qpdf
        command -v pdftotext >/dev/null || echo poppler-utils
        command -v gs >/dev/null || echo ghostscript
        command -v java >/dev/null || echo default-jre-headless
        command -v chromium >/dev/null || echo chromium
        # Playwright's driver is a node of its own that needs it.
        has_library libatomic.so.1 || echo libatomic1
        /usr/bin/python3 -c 'import icu' 2>/dev/null || echo python3-icu
    fi
}

install_packages() {
    packages=$(missing_packages "$1" | tr '\n' ' ')
    [ -n "$packages" ] || return 0
    command -v apt-get >/dev/null || fail "This machine has no apt-get. Install what these Debian packages hold: $packages"
    if [ "$(id -u)" = 0 ]; then
        as_root=""
    elif command -v sudo >/dev/null; then
        as_root=sudo
    else
        fail "Ask someone with root access to run: apt-get update && apt-get install -y $packages"
    fi
    $as_root apt-get update
    # Ubuntu has chromium only as a snap: there the one test that needs a browser says that it was skipped.
    case " $packages " in
        *" chromium "*) apt-cache show chromium >/dev/null 2>&1 || packages=$(echo "$packages" | sed 's/chromium//') ;;
    esac
    [ -n "$(echo "$packages" | tr -d ' ')" ] || return 0
    # shellcheck disable=SC2086 # the list is meant to be split
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $packages
}

find_python() {
    for name in python3 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
            echo "$name"
            return
        fi
    done
    fail "Python 3.11 or newer is needed (Debian 12, Ubuntu 24.04 and later have it); install it and try again."
}

prepare_environment() {
    python=$(find_python)
    stamp="$("$python" --version) $(cksum < compendium/requirements.lock)"
    if [ "$(cat .venv/.prepared 2>/dev/null || true)" = "$stamp" ] && [ -x .venv/bin/python ]; then
        return
    fi
    "$python" -m venv --clear .venv
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r compendium/requirements.lock
    printf '%s' "$stamp" > .venv/.prepared
}

task=${1:-book}
case $task in
    book | test) ;;
    *) fail "usage: sh compendium/bootstrap.sh book|test" ;;
esac
[ $# -eq 0 ] || shift
command -v python3 >/dev/null || [ -x .venv/bin/python ] || {
    [ "$(id -u)" = 0 ] && apt-get update && apt-get install -y --no-install-recommends python3 python3-venv
} || fail "Python 3 is missing. Install it: apt-get install -y python3 python3-venv"
install_packages "$task"
prepare_environment

if [ "$task" = book ]; then
    exec .venv/bin/python build.py "$@"
fi
.venv/bin/ruff check .
.venv/bin/ruff format --check .
.venv/bin/mypy
.venv/bin/lint-imports
exec .venv/bin/pytest -n auto "$@"
