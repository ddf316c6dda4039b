"""Nothing typed is ever lost: kept within a second, restored, shared between windows, never overwritten unseen."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.core.errors import Fault, StoreFault
from app.jobs.lanes import ThreadLanes
from tests.ui.minutes.conftest import Desk
from tests.ui.minutes.talk import Talk, open_container
from ui.kit.dialogs import ConflictDialog
from ui.minutes.keeper import KEEP_MS

ROOT = Path(__file__).resolve().parents[3]
OpenDesk = Callable[..., Desk]


def kept(desk: Desk) -> dict[str, str]:
    return {one.field: one.text for one in desk.container.services.unsaved.all("record", desk.meeting)}


def test_text_is_kept_within_a_second_and_again_when_it_grows(desk: Desk, talk: Talk) -> None:
    assert KEEP_MS <= 800
    desk.type("d half")
    assert desk.tab.unsaved()
    desk.tab.record.keeper._timer.timeout.emit()
    assert kept(desk) == {f"line:{talk.items[0]}": "d half"}
    assert not desk.tab.unsaved()
    desk.type(" and more")
    assert list(desk.tab.unsaved().values()) == ["d half and more"]
    desk.tab.flush()
    assert kept(desk) == {f"line:{talk.items[0]}": "d half and more"}
    desk.press(Qt.Key.Key_Return)
    assert kept(desk) == {}
    assert desk.texts == ["half and more"]


def test_leaving_the_line_keeps_it_at_once(desk: Desk, talk: Talk) -> None:
    desk.enter("one")
    desk.type("half")
    desk.tab.view.setFocus()
    assert kept(desk) == {f"line:{talk.items[0]}": "half"}


def test_text_comes_back_where_it_was_typed(desk: Desk, talk: Talk, open_desk: OpenDesk) -> None:
    desk.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    desk.type("a @sato to wr")
    desk.close()
    again = open_desk(talk.container, talk.meeting)
    assert again.tab.line.line() == "a @sato to wr"
    assert again.tab.record.place.item_id == talk.items[1]
    assert "Text from 18:29 was restored." in again.notices()
    again.tab.focus_line()
    again.enter("ite")
    assert again.texts == ["to write"]
    assert kept(again) == {}


def test_an_edit_that_was_not_saved_waits_at_its_line(desk: Desk, talk: Talk, open_desk: OpenDesk) -> None:
    desk.enter("d to exchange lists")
    desk.press(Qt.Key.Key_Up)
    desk.press(Qt.Key.Key_F2)
    desk.type(" of materials")
    desk.close()
    again = open_desk(talk.container, talk.meeting)
    row = again.tab.view.rows.line(again.tab.view.rows.index_of(again.points[0].id))
    assert row is not None
    assert ("text not saved", "amber") in row.chips
    again.tab.select_point(again.points[0].id)
    again.press(Qt.Key.Key_F2)
    again.press(Qt.Key.Key_Return)
    assert again.texts == ["to exchange lists of materials"]
    assert kept(again) == {}


def test_the_kept_edit_can_be_thrown_away(desk: Desk) -> None:
    desk.enter("d to exchange lists")
    desk.press(Qt.Key.Key_Up)
    desk.press(Qt.Key.Key_F2)
    desk.type(" soon")
    desk.press(Qt.Key.Key_Escape)
    desk.press(Qt.Key.Key_Delete)
    assert desk.texts == ["to exchange lists"]
    desk.tab.flush()
    assert kept(desk) == {}


def test_text_that_moved_to_another_item_is_kept_there_alone(desk: Desk, talk: Talk) -> None:
    desk.type("half")
    desk.tab.flush()
    desk.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert desk.tab.line.line() == "half"
    desk.tab.flush()
    assert kept(desk) == {f"line:{talk.items[1]}": "half"}


def test_the_page_built_anew_has_the_text(desk: Desk) -> None:
    desk.type("half a line")
    desk.window.rebuild()
    desk.settle()
    assert desk.tab.line.line() == "half a line"


def test_a_change_elsewhere_moves_neither_caret_nor_text(desk: Desk, talk: Talk) -> None:
    desk.enter("one", "two")
    desk.type("half a line")
    for _ in range(3):
        QTest.keyClick(desk.tab.line.edit, Qt.Key.Key_Left)
    at = desk.tab.line.edit.textCursor().position()
    live = talk.container.services.live
    live.add(desk.record.id, talk.meeting, "d from another window", talk.items[0], desk.points[0].id, "x")
    live.add(desk.record.id, talk.meeting, "later", talk.items[2], None, "x")
    desk.settle()
    shown = [row.text for row in map(desk.tab.view.rows.line, map(desk.tab.view.rows.index, range(20))) if row]
    assert shown == ["one", "from another window", "two", "later"]
    assert desk.tab.line.line() == "half a line"
    assert desk.tab.line.edit.textCursor().position() == at
    assert desk.tab.line.edit.hasFocus()


def test_the_edited_line_deleted_elsewhere_keeps_its_text(desk: Desk, talk: Talk) -> None:
    desk.enter("d to exchange lists")
    desk.press(Qt.Key.Key_Up)
    desk.press(Qt.Key.Key_F2)
    desk.type(" soon")
    talk.container.services.minutes.remove_point(desk.points[0].id)
    desk.settle()
    assert desk.tab.line.line() == "d to exchange lists soon"
    desk.press(Qt.Key.Key_Return)
    assert desk.texts == ["to exchange lists soon"]


@pytest.mark.parametrize(("mine", "left"), [(True, "mine"), (False, "theirs")])
def test_two_edits_of_one_line_are_shown_side_by_side(
    desk: Desk, talk: Talk, monkeypatch: pytest.MonkeyPatch, mine: bool, left: str
) -> None:
    asked: list[list[str]] = []

    def answer(dialog: ConflictDialog) -> int:
        if not mine:
            dialog.all_theirs()
        asked.append(dialog.choices())
        return 1

    monkeypatch.setattr(ConflictDialog, "exec", answer)
    desk.enter("d first words")
    desk.press(Qt.Key.Key_Up)
    desk.press(Qt.Key.Key_F2)
    desk.tab.line.edit.selectAll()
    desk.type("mine")
    minutes, id = talk.container.services.minutes, desk.points[0].id
    base = minutes.point(id)
    minutes.update_point(id, replace(base, text="theirs"), base)
    desk.settle()
    desk.press(Qt.Key.Key_Return)
    assert len(asked) == 1
    assert desk.texts == [left]
    assert desk.tab.line.is_empty()


def test_a_line_that_cannot_be_saved_comes_back(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object) -> None:
        raise StoreFault(Fault.DISK_FULL, "The disk is full.")

    monkeypatch.setattr(desk.container.services.live, "add", full)
    desk.enter("d to exchange lists")
    assert desk.tab.line.line() == "d to exchange lists"
    assert "The disk is full." in desk.notices()


def test_a_record_approved_elsewhere_keeps_the_typed_text(desk: Desk, talk: Talk) -> None:
    desk.enter("d to exchange lists")
    desk.type("half")
    talk.container.services.minutes.circulate(desk.record.id)
    talk.container.services.minutes.approve(desk.record.id, "YAMADA Haruo")
    desk.settle()
    assert desk.tab.view.line.isHidden()
    desk.tab.flush()
    assert "half" in kept(desk).values()


_TYPIST = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from app.container import build
from app.core.settings import Settings
from app.jobs.lanes import ThreadLanes
from ui.shell.main_window import MainWindow
from ui.shell.route import Route
from ui.theme import theme
from tests.ui.minutes.talk import HOST

application = QApplication(["chancery"])
theme.apply(application, theme.Scheme.LIGHT)
path = Path(sys.argv[1])
container = build(path, settings=Settings(path.with_suffix(".json")), lanes=ThreadLanes())
window = MainWindow(container, container.queries.mission.current(), HOST)
window.start(Route("meetings", sys.argv[2]))
window.show()

def type_it():
    tab = window.page.tab
    if tab.record.data is None:
        QTimer.singleShot(20, type_it)
        return
    tab.line.edit.insertPlainText("d the two sides agreed to")
    print("typed", flush=True)

QTimer.singleShot(0, type_it)
application.exec()
"""


@pytest.mark.slow
def test_a_killed_program_has_the_text_of_two_seconds_ago(tmp_path: Path, talk: Talk, open_desk: OpenDesk) -> None:
    path = Path(talk.container.store.path)
    talk.container.services.minutes.open(talk.meeting)
    talk.container.close()
    with subprocess.Popen(
        [sys.executable, "-c", _TYPIST, str(path), talk.meeting],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
    ) as typist:  # fmt: skip
        assert typist.stdout is not None
        assert typist.stdout.readline() == "typed\n"
        with pytest.raises(subprocess.TimeoutExpired):
            typist.wait(2)
        typist.send_signal(signal.SIGKILL)
    container = open_container(path)
    again = open_desk(container, talk.meeting)
    assert again.tab.line.line() == "d the two sides agreed to"
    container.close()


def test_fast_typing_over_real_lanes_keeps_its_order(talk: Talk, open_desk: OpenDesk, qtbot: QtBot) -> None:
    path = Path(talk.container.store.path)
    talk.container.close()
    container = open_container(path, ThreadLanes())
    desk = open_desk(container, talk.meeting)
    qtbot.waitUntil(lambda: desk.tab.record.data is not None)
    desk.tab.line.edit.setFocus()
    wanted = [f"line number {no}" for no in range(30)]
    for line in wanted:
        desk.tab.line.edit.insertPlainText(line)
        QTest.keyClick(desk.tab.line.edit, Qt.Key.Key_Return)
    desk.tab.line.edit.insertPlainText("d half a line")
    qtbot.waitUntil(lambda: not desk.tab.record.adder.waiting and not desk.window.tasks.busy, timeout=20_000)
    desk.tab.flush()
    qtbot.waitUntil(lambda: not desk.tab.unsaved() and not desk.window.tasks.busy, timeout=20_000)
    assert desk.texts == wanted
    assert desk.tab.line.line() == "d half a line"
    assert list(kept(desk).values()) == ["d half a line"]
    desk.close()
    qtbot.waitUntil(lambda: not desk.window.tasks.busy, timeout=20_000)
    container.close()


def test_a_store_that_cannot_be_written_does_not_hold_the_window_for_ever(
    talk: Talk, open_desk: OpenDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(talk.container.store.path)
    talk.container.close()
    container = open_container(path, ThreadLanes())
    desk = open_desk(container, talk.meeting)
    qtbot.waitUntil(lambda: desk.tab.record.data is not None)
    tries: list[object] = []
    asked: list[dict[str, str]] = []

    def locked(*_args: object) -> None:
        tries.append(_args)
        raise StoreFault(Fault.LOCKED, "The store is in use.")

    def leave(texts: dict[str, str]) -> bool:
        asked.append(texts)
        return True

    monkeypatch.setattr(container.services.unsaved, "keep", locked)
    desk.window.leave_unsaved = leave
    desk.tab.line.edit.insertPlainText("d half a line")
    with qtbot.waitSignal(desk.window.closed, timeout=10_000):
        desk.window.close()
    assert [list(texts.values()) for texts in asked] == [["d half a line"]]
    assert len(tries) <= 3
    container.close()
