#!/bin/sh
# `make run`: the window on the sample story; on a machine without a display the main job on paper instead.
# The sample lives in the checkout's .cache/sample, so that a store somebody made is never touched.
set -eu
cd "$(dirname "$0")/.."
python=.venv/bin/python
sample=$PWD/.cache/sample
meeting=MT6

if [ "$(uname -s)" != Linux ] || [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}${QT_QPA_PLATFORM:-}" ]; then
  mkdir -p "$sample"
  exec $python main.py --data-dir "$sample" --sample "$@"
fi

echo "No display: building the sample store and the minutes of one meeting instead of opening the window."
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
