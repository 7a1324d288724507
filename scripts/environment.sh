#!/usr/bin/env bash
# Builds .venv from requirements.lock. Needs any Python 3 to start with; Python 3.10 itself is found or obtained by uv.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() { printf '\n%s\n' "$*" >&2; exit 1; }

find_uv() {
    for candidate in uv .tools/bin/uv; do
        if "$candidate" --version >/dev/null 2>&1; then command -v "$candidate"; return; fi
    done
    for python in python3 /usr/bin/python3 python; do
        "$python" -c 'import sys; sys.exit(sys.version_info < (3, 8))' >/dev/null 2>&1 || continue
        rm -rf .tools
        if "$python" -m venv .tools >/dev/null 2>&1 && .tools/bin/python -m pip install --quiet --disable-pip-version-check uv >&2; then
            echo .tools/bin/uv; return
        fi
    done
    return 1
}

uv=$(find_uv) || fail "No usable Python 3 with its venv module was found. On Debian: apt-get install python3-venv; then run make again."

if ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info[:2] != (3, 10))' >/dev/null 2>&1; then
    rm -rf .venv
    "$uv" venv --quiet --python 3.10 .venv ||
        fail "Python 3.10 was neither found nor could be obtained (Rasa needs exactly this one). Install it, for example with 'pyenv install 3.10', and run make again."
fi
# Without root nothing is installed: the packages are only unpacked. Where this fails, Polish is learnt from our own sentences alone.
fetch_dictionaries() {
    local packages=(dict-freedict-pol-eng dict-freedict-eng-pol) into=$PWD/.tools/dictionaries work
    [ -e "$into/freedict-pol-eng.dict.dz" ] && return
    command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || return 1
    work=$(mktemp -d)
    (
        cd "$work"
        apt-get download -q "${packages[@]}" || { [ "$(id -u)" = 0 ] && apt-get update -q && apt-get download -q "${packages[@]}"; }
        for package in *.deb; do dpkg-deb -x "$package" .; done
        mkdir -p "$into" && cp usr/share/dictd/freedict-*.dict.dz "$into"
    ) >/dev/null 2>&1
    local result=$?
    rm -rf "$work"
    return $result
}

fetch_dictionaries ||
    echo "The Polish-English dictionaries could not be fetched: the encoder will know fewer Polish words (docs/decisions/0011)." >&2
echo "installing the locked packages into .venv (about 8 GB; the first time takes a while)"
"$uv" pip sync --quiet --require-hashes --python .venv requirements.lock
"$uv" pip install --quiet --python .venv --no-deps --no-build-isolation --editable .
touch .venv/installed
