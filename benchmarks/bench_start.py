"""S1, S3, M1: from the process's start to the painted window on the meetings list, against a bare PySide6 window.

Both run as processes of their own on the same virtual screen (offscreen), the product over a store with many meetings.
Peak memory stands beside, in megabytes instead of milliseconds.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks import world
from benchmarks.measure import Result

ROOT = Path(__file__).resolve().parents[1]
RUNS = 5

PEAK = """
try:
    print(*(line for line in open("/proc/self/status") if line.startswith("VmHWM")))
except OSError:
    pass
"""

BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget
app = QApplication(sys.argv)
window = QMainWindow()
table = QTableWidget(50, 6)
window.setCentralWidget(table)
window.resize(1366, 768)
window.show()
QTimer.singleShot(0, app.quit)
app.exec()
"""

OURS = """
import sys
from pathlib import Path
from app import cli  # as main.py does: the store's libraries before Qt
from PySide6.QtCore import QTimer
from ui import application
from app.core.paths import find_paths
from app.core.settings import Settings
paths = find_paths(Path(sys.argv[1]))
program = application.Program(
    application.open_store, Settings(paths.settings), paths, tell_story=application.write_story, wish="meetings"
)
assert program.start()
window = program.window
window.resize(1366, 768)
table = None


def look():
    global table
    from PySide6.QtWidgets import QTableView
    found = [view for view in window.findChildren(QTableView) if view.objectName() == "meetings.table"]
    if found and found[0].model().rowCount() and found[0].model().index(0, 0).data():
        found[0].viewport().repaint()
        program.application.quit()
    else:
        QTimer.singleShot(2, look)


QTimer.singleShot(0, look)
program.application.exec()
program.end()
"""


def run(folder: Path) -> Iterator[Result]:
    """S1 with an empty list and with many meetings; M1 peak memory of both."""
    many = home(folder, "many", world.SCALE)
    few = home(folder, "few", 10)
    bare, ours, little = ([], [], [])
    for _ in range(RUNS):
        bare.append(_timed([sys.executable, "-c", BARE + PEAK]))
        ours.append(_timed([sys.executable, "-c", OURS + PEAK, str(many)]))
        little.append(_timed([sys.executable, "-c", OURS + PEAK, str(few)]))
    limit, product, small = (statistics.median(one[0] for one in each) for each in (bare, ours, little))
    yield Result(f"start to the painted list of {world.SCALE:,} meetings", limit, product, 2.7)
    yield Result("the same against the list of 10 (flat in N)", small, product, 1.05)
    yield Result("peak memory, MB, bare window and ours", bare[0][1], ours[0][1], 1.25)


def home(folder: Path, name: str, meetings: int) -> Path:
    """The data folder of an installation with that many meetings and a mission; made once."""
    home = folder / f"home-{name}-{meetings}"
    store = home / "chancery.db"
    if not store.exists():
        world.build(store, meetings)
        subprocess.run([sys.executable, "-c", _MISSION, str(home)], cwd=ROOT, check=True, env=_environment())
    return home


_MISSION = """
import sys
from pathlib import Path
from app import container
from app.core.paths import find_paths
from app.core.settings import Settings
from app.services.mission import MissionDraft
paths = find_paths(Path(sys.argv[1]))
desk = container.build(paths.store, settings=Settings(paths.settings))
desk.services.mission.set_up(MissionDraft(
    name={"en": "Embassy of Japan in India"}, sending_state="JP", receiving_state="IN", city={"en": "New Delhi"},
    time_zone="Asia/Kolkata", home_time_zone="Asia/Tokyo"))
desk.close()
"""


def _environment() -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}


def _timed(command: list[str]) -> tuple[float, float]:
    """(milliseconds, peak megabytes) of one process, which prints its own high-water mark where the system tells it."""
    begin = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, env=_environment(), capture_output=True, text=True, check=True)
    took = (time.perf_counter() - begin) * 1000
    marks = [line for line in done.stdout.splitlines() if line.startswith("VmHWM")]
    return took, int(marks[0].split()[1]) / 1024 if marks else 0.0
