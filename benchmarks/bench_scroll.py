"""L1, L3: a jump of the thumb in the list of many meetings, to painted, against a plain table of ready strings."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView

from app import container
from app.core.paths import Paths, find_paths
from app.core.settings import Settings
from app.jobs.lanes import InlineLanes
from benchmarks import world
from benchmarks.bench_start import home
from benchmarks.measure import Result, compare
from ui.application import Program, write_story

ROWS, COLUMNS = 2000, 7


def run(folder: Path) -> Iterator[Result]:
    """A jump anywhere among all meetings, pages read from the store where they are not at hand."""
    paths = find_paths(home(folder, "many", world.SCALE))
    program = Program(_inline, Settings(paths.settings), paths, tell_story=write_story, wish="meetings")
    if not program.start() or program.window is None:
        raise RuntimeError("the window did not open")
    program.window.resize(1366, 768)
    program.window.show()
    ours = program.window.findChild(QTableView, "meetings.table")
    if ours is None:
        raise RuntimeError("there is no list of meetings")
    plain = _plain(ours)
    QApplication.processEvents()
    chance = random.Random(3)
    yield compare(
        f"jump in the list of {ours.model().rowCount():,}, to painted",
        partial(_jump, plain, chance),
        partial(_jump, ours, chance),
        1.25,
        runs=60,
    )
    plain.deleteLater()
    program.window.hide()
    QApplication.processEvents()
    program.end()


def _inline(paths: Paths, settings: Settings) -> container.Container:
    return container.build(paths.store, settings=settings, lanes=InlineLanes())


def _plain(like: QTableView) -> QTableView:
    model = QStandardItemModel(ROWS, COLUMNS)
    for row in range(ROWS):
        for column in range(COLUMNS):
            model.setItem(row, column, QStandardItem(f"Wed 2 July, 09:30 {row} {column}"))
    view = QTableView()
    view.setModel(model)
    view.resize(like.size())
    view.show()
    return view


def _jump(view: QTableView, chance: random.Random) -> None:
    bar = view.verticalScrollBar()
    bar.setValue(chance.randint(0, bar.maximum()))
    QApplication.processEvents()
    view.viewport().repaint()
