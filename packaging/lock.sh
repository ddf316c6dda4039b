#!/bin/sh
# `make lock`: writes both requirements files from pyproject.toml with hashes. Pins stay unless asked to move:
#   make lock                            what pyproject.toml needs changed
#   make lock ARGS="--upgrade"           everything to its newest allowed version
#   make lock ARGS="-P reportlab"        one package
# No index, find-links or host is written into them: they install from whichever index pip is set to.
set -eu
cd "$(dirname "$0")/.."
tools=.cache/lock-tools
[ -x $tools/bin/pip-compile ] || { python3 -m venv --clear $tools && $tools/bin/python -m pip install -q --disable-pip-version-check "pip-tools>=7.6,<8"; }

compile() { # output, then options
  out=$1
  shift
  cp "$out" "$out.new"
  # Find-links are left out, so that only an index's own files are hashed.
  env -u PIP_FIND_LINKS $tools/bin/pip-compile -q --generate-hashes --strip-extras --allow-unsafe --no-header --no-annotate \
    --no-emit-index-url --no-emit-trusted-host --no-emit-find-links "$@" -o "$out.new" pyproject.toml
  {
    echo "# Made by 'make lock' from pyproject.toml: pins with the hashes of every file the index lists. Not edited by hand."
    grep -v '^#' "$out.new"
  } >"$out"
  rm -f "$out.new"
}

# shellcheck disable=SC2086  (ARGS is a list of words)
compile requirements.txt ${ARGS:-}
# shellcheck disable=SC2086
compile requirements-dev.txt --extra dev -c requirements.txt ${ARGS:-}
