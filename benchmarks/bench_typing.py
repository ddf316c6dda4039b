"""A key in the live line, to painted, with the paper shown beside the lines and being drawn, against the same without.

The window runs as it does for a user: the store and the drawing on threads of their own. The paper is asked for anew
whenever one is done, a moment before a key, and only keys that met a drawing on its way are counted.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.core.paths import find_paths
from app.core.settings import Settings
from app.queries.lister import Sort
from app.queries.meetings import MeetingFilter
from benchmarks.measure import Result
from ui.application import Program, open_store, write_story
from ui.minutes.record_tab import RecordTab

KEYS, PAUSE_MS = 160, 25
LINES = 200
"""Lines of the record that is typed into: about ten pages of paper."""


def run(folder: Path) -> Iterator[Result]:
    """Median and worst twentieth of a key's time; a key may cost a frame (16.7 ms) however much paper is drawn."""
    paths = find_paths(folder / "home-typing")
    paths.data.mkdir(parents=True, exist_ok=True)
    program = Program(open_store, Settings(paths.settings), paths, tell_story=write_story, sample=True)
    if not program.start() or program.window is None or program.container is None:
        raise RuntimeError("the window did not open")
    window = program.window
    window.resize(1920, 1080)
    window.show()
    tab = _record(program)
    bare, beside = [], []
    for _ in range(2):  # in turn, so that both meet the same noise
        bare += _type(tab, paper=False)
        tab.toggle_preview()
        _wait(1500)
        beside += _type(tab, paper=True)
        tab.toggle_preview()
        _wait(300)
    yield Result(f"key to painted, paper of {LINES} lines beside", _median(bare), _median(beside), 1.25)
    yield Result("the same, slowest of twenty; a frame", 1000 / 60, _slowest(beside), 1.0)
    tab.record.screen.set_line("", "")
    window.leave_unsaved = _leave
    window.close()
    QApplication.processEvents()
    program.end()


def _record(program: Program) -> RecordTab:
    """The tab of a record of `LINES` lines, ready for keys."""
    assert program.window is not None
    assert program.container is not None
    services, queries = program.container.services, program.container.queries
    meetings = queries.meetings.all(MeetingFilter(), Sort("starts_at"))
    meeting = next(row.id for row in meetings if row.code == "MT1")
    record = services.minutes.open(meeting).id
    for no in range(len(queries.minutes.get(record).points), LINES):
        services.live.add(
            record, meeting, f"{'d ' if no % 9 == 0 else ''}The sides spoke of lithium {no}.", None, None, ""
        )
    program.window.desk.navigation.open("meeting", meeting, "record")
    _wait(1500)
    tab = program.window.findChild(QWidget, "minutes.record")
    if not isinstance(tab, RecordTab):
        raise RuntimeError("there is no record")
    tab.focus_line()
    return tab


def _type(tab: RecordTab, *, paper: bool) -> list[float]:
    """Milliseconds from each key to painted."""
    times = []
    edit = tab.line.edit
    for no in range(KEYS):
        if paper and not tab.preview.drawing:
            tab.preview.make()
        _wait(PAUSE_MS)
        counts = tab.preview.drawing if paper else True  # a paper that is done already costs nothing
        begin = time.perf_counter()
        QTest.keyClick(edit, Qt.Key.Key_A if no % 6 else Qt.Key.Key_Space)
        edit.viewport().repaint()
        if counts:
            times.append((time.perf_counter() - begin) * 1000)
    if len(times) < KEYS // 4:
        raise RuntimeError("the paper was drawn too fast to be met by a key: take more lines")
    tab.record.screen.set_line("", "")
    return times


def _wait(ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def _median(times: list[float]) -> float:
    return statistics.median(times)


def _slowest(times: list[float]) -> float:
    """What one key in twenty takes at least."""
    return statistics.quantiles(times, n=20)[-1]


def _leave(_texts: dict[str, str]) -> bool:
    return True


if __name__ == "__main__":
    from benchmarks.__main__ import CACHE

    for result in run(CACHE):
        print(result)
