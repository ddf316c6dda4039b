#!/bin/sh
# Makes .venv from the lock and sees that Qt can load. Called by every make target; when nothing is to do it ends in milliseconds.
#   packaging/bootstrap.sh run    what the program needs   (requirements.txt)
#   packaging/bootstrap.sh dev    that and the house's tools (requirements-dev.txt)
# PYTHON=... chooses the interpreter (3.11 or newer).
set -eu
cd "$(dirname "$0")/.."

case "${1:-run}" in
  run) lock=requirements.txt ;;
  dev) lock=requirements-dev.txt ;;
  *) echo "usage: packaging/bootstrap.sh run|dev" >&2; exit 2 ;;
esac
venv=.venv
stamp=$venv/.installed-${1:-run}
qt_stamp=$venv/.qt-loads

# What Qt's libraries need on a bare Debian 12: without a screen, and for an X11 window.
APT_OFFSCREEN="libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0"
APT_WINDOW="libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-render-util0 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0"

say() { printf '%s\n' "$*" >&2; }
refuse() { say "$@"; exit 1; }

checksum() {
  if command -v sha256sum >/dev/null 2>&1; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d' ' -f1
}

may_install() {
  command -v apt-get >/dev/null 2>&1 || return 1
  [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; }
}

apt_install() {
  say "Installing system packages: $*"
  root=""
  [ "$(id -u)" = 0 ] || root="sudo -n"
  log=$(mktemp)
  $root env DEBIAN_FRONTEND=noninteractive apt-get update -q >"$log" 2>&1 </dev/null || true # an old list may do
  if $root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@" >>"$log" 2>&1 </dev/null
  then rm -f "$log"
  else tail -n 5 "$log" >&2; rm -f "$log"; return 1
  fi
}

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
  for candidate in ${PYTHON:+"$PYTHON"} python3.11 python3 /usr/bin/python3.11 /usr/bin/python3; do
    if new_enough "$candidate"; then printf '%s' "$candidate"; return; fi
  done
  refuse "Python 3.11 or newer was not found. Install it (Debian: apt-get install python3 python3-venv) or name it: make PYTHON=/path/to/python3.11"
}

make_venv() {
  python=$(find_python)
  if ! "$python" -c 'import venv, ensurepip; ensurepip.version()' >/dev/null 2>&1; then
    if ! may_install || ! apt_install python3-venv || ! "$python" -c 'import venv, ensurepip; ensurepip.version()' >/dev/null 2>&1; then
      refuse "This Python has no venv module. Ask an administrator for: apt-get install python3-venv"
    fi
  fi
  say "Making $venv with $("$python" --version)"
  "$python" -m venv --clear "$venv"
}

install_lock() {
  if ! [ -x $venv/bin/python ] || ! new_enough $venv/bin/python || ! $venv/bin/python -m pip --version >/dev/null 2>&1; then
    make_venv # absent, moved with the checkout, or made by an interpreter that is gone
  fi
  say "Installing $lock"
  rm -f "$stamp"
  $venv/bin/python -m pip install -qq --disable-pip-version-check --no-input --no-deps --only-binary :all: \
    --require-hashes -r "$lock" </dev/null ||
    refuse "The packages in $lock could not be installed; what pip says stands above. Mostly it is the network. The next call goes on from here."
  # Start-up counts: nobody's first window waits for the compiler. pip compiles packages, this compiles ours.
  $venv/bin/python -m compileall -q -j 0 app ui migrations ./*.py >/dev/null || true # a syntax error shows when it is run
  checksum "$lock" >"$stamp"
  [ "$lock" = requirements.txt ] || checksum requirements.txt >$venv/.installed-run # the same pins, and more
}

# Loads what the window loads, without opening one: the modules, then the X11 plugin with everything it is linked to.
qt_missing() {
  $venv/bin/python - "$1" 2>/dev/null <<'PY'
import ctypes, pathlib, sys

try:
    import PySide6.QtGui, PySide6.QtPrintSupport, PySide6.QtSvg, PySide6.QtWidgets
    plugins = pathlib.Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms"
    ctypes.CDLL(str(plugins / f"libq{sys.argv[1]}.so"))
except (ImportError, OSError) as error:
    print(str(error).split(":")[0])
PY
}

check_qt() {
  [ "$(uname -s)" = Linux ] || return 0
  if [ -z "$(qt_missing offscreen)" ] && [ -z "$(qt_missing xcb)" ]; then : >$qt_stamp; return; fi
  if may_install; then
    # shellcheck disable=SC2086  (lists of words)
    apt_install $APT_OFFSCREEN $APT_WINDOW || true
  fi
  missing=$(qt_missing offscreen)
  [ -z "$missing" ] || refuse "Qt cannot load $missing. Ask an administrator for: apt-get install $APT_OFFSCREEN $APT_WINDOW"
  missing=$(qt_missing xcb)
  if [ -z "$missing" ]; then : >$qt_stamp; return; fi
  # Not stamped: it is looked at again next time. Everything without a window works meanwhile.
  say "Qt cannot open an X11 window without $missing. Ask an administrator for: apt-get install $APT_WINDOW"
}

if [ -f "$stamp" ] && [ -f $qt_stamp ] && [ -x $venv/bin/python ] && [ "$(cat "$stamp")" = "$(checksum "$lock")" ]; then
  exit 0
fi
mkdir -p .cache
if command -v flock >/dev/null 2>&1; then exec 9>.cache/setup.lock; flock 9; fi # two makes at once: the second finds it done
if ! [ -f "$stamp" ] || ! [ -x $venv/bin/python ] || [ "$(cat "$stamp")" != "$(checksum "$lock")" ]; then install_lock; fi
[ -f $qt_stamp ] || check_qt
