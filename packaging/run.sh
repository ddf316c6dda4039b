#!/bin/sh
# `make run`: the window on the sample story; on a machine without a display the main job on paper instead.
# The sample lives in the checkout's .cache/sample, so that a store somebody made is never touched.
set -eu
cd "$(dirname "$0")/.."
python=.venv/bin/python
sample=$PWD/.cache/sample
meeting=MT6

# Whether an X server answers: a DISPLAY left over from another session would end in an abort of Qt's.
x11_answers() {
  $python -I -S - 2>/dev/null <<'PY'
import ctypes
xcb = ctypes.CDLL("libxcb.so.1")
xcb.xcb_connect.restype = ctypes.c_void_p
raise SystemExit(bool(xcb.xcb_connection_has_error(ctypes.c_void_p(xcb.xcb_connect(None, None)))))
PY
}

why_no_window() {
  [ "$(uname -s)" = Linux ] && [ -z "${QT_QPA_PLATFORM:-}${WAYLAND_DISPLAY:-}" ] || return 0
  if [ -z "${DISPLAY:-}" ]; then echo "There is no display"
  elif ! [ -f .venv/.qt-loads ]; then echo "Qt lacks libraries for a window"
  elif ! x11_answers; then echo "The display $DISPLAY does not answer"
  fi
}

reason=$(why_no_window)
if [ -z "$reason" ]; then
  mkdir -p "$sample"
  exec $python main.py --data-dir "$sample" --sample
fi

echo "$reason: building the sample store and the minutes of one meeting instead of opening the window."
if ! [ -f "$sample/chancery.db" ]; then
  # Built beside and moved into place when whole: an interrupted first run leaves nothing half-made.
  rm -rf "$sample.new"
  mkdir -p "$sample.new"
  $python main.py --data-dir "$sample.new" demo
  rm -rf "$sample"
  mv "$sample.new" "$sample"
fi
mkdir -p build
for lang in en ja; do
  $python main.py --data-dir "$sample" export minutes --meeting $meeting --lang $lang --out "build/minutes-$meeting-$lang.pdf"
done
echo "Sample store:       $sample"
echo "Minutes (English):  $PWD/build/minutes-$meeting-en.pdf"
echo "Minutes (Japanese): $PWD/build/minutes-$meeting-ja.pdf"
