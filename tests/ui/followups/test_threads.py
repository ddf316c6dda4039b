"""The page with the real lanes: answers come later, in their order, and never over what is typed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.jobs.lanes import ThreadLanes
from tests.ui.embassy import Embassy
from ui.followups.page import Page
from ui.shell.route import Route


@pytest.fixture
def threaded(qtbot: QtBot, tmp_path: Path, empty_file: Path) -> Iterator[Embassy]:
    """An embassy whose jobs run in their threads."""
    host = QWidget()
    QVBoxLayout(host).setContentsMargins(0, 0, 0, 0)
    host.resize(1170, 690)
    made = Embassy.open(tmp_path / "chancery.db", empty_file, host, ThreadLanes())
    qtbot.addWidget(host)
    yield made
    made.close()


def settle(qtbot: QtBot, embassy: Embassy) -> None:
    """Until nothing is under way."""
    qtbot.waitUntil(partial(_idle, embassy))


def _idle(embassy: Embassy) -> bool:
    return embassy.desk.tasks.busy == 0


def test_walking_and_typing_faster_than_the_store(qtbot: QtBot, threaded: Embassy) -> None:
    ids = [threaded.promise(f"Promise {number}", number) for number in range(8)]
    page = Page(threaded.desk, threaded.host)
    threaded.host.layout().addWidget(page)
    threaded.host.show()
    threaded.host.activateWindow()
    qtbot.waitActive(threaded.host)
    page.open(Route("followups"))
    pane = page.promises
    settle(qtbot, threaded)
    qtbot.keyClick(pane.list.table, Qt.Key.Key_Home)
    qtbot.keyClick(pane.list.table, Qt.Key.Key_Return)
    for _ in range(5):
        qtbot.keyClick(pane.list.cards, Qt.Key.Key_Down)
    settle(qtbot, threaded)
    assert pane.editor.id == ids[5]
    # Another row is asked for, and the hand types on before it is there.
    pane.open_record(ids[6])
    pane.editor.form.edit("next_step").edit.setPlainText("typed late")
    settle(qtbot, threaded)
    assert pane.editor.id == ids[6]
    assert threaded.desk.queries.followups.get(ids[5]).next_step == "typed late"
    pane.editor.form.edit("next_step").edit.setPlainText("and closed")
    page.flush()
    settle(qtbot, threaded)
    assert page.unsaved() == {}
    assert threaded.desk.queries.followups.get(ids[6]).next_step == "and closed"
