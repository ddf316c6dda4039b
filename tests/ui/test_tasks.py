"""Answers come back to whoever still waits for them; failures are said or reported, never swallowed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from app.core.changes import ChangeFeed
from app.core.errors import AppError, Refused
from app.jobs.lanes import InlineLanes, Lane, Lanes, Progress, ThreadLanes
from ui.bridge import Bridge
from ui.tasks import Task, Tasks


@pytest.fixture(params=[ThreadLanes, InlineLanes])
def tasks(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[Tasks]:
    lanes: Lanes = request.param()
    bridge = Bridge(ChangeFeed())
    yield Tasks(lanes, bridge)
    lanes.close()
    bridge.close()


class Page(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.got: list[object] = []
        self.failures: list[AppError] = []
        self.here: list[bool] = []

    def show(self, value: object) -> None:
        self.got.append(value)
        self.here.append(QThread.currentThread() is self.thread())

    def show_twice(self, first: object, second: object) -> None:
        self.got += [first, second]

    def fail(self, error: AppError) -> None:
        self.failures.append(error)


def _refuse() -> int:
    raise Refused("The room is taken.")


def _bug() -> int:
    raise ZeroDivisionError


def test_the_answer_comes_back_on_the_gui_thread(tasks: Tasks, qtbot: QtBot) -> None:
    page = Page()
    tasks.run(Lane.DB, threading.get_ident, page.show)
    qtbot.waitUntil(lambda: bool(page.got))
    assert page.here == [True]
    assert tasks.busy == 0


def test_a_refusal_goes_to_whoever_asked(tasks: Tasks, qtbot: QtBot) -> None:
    page = Page()
    tasks.run(Lane.DB, _refuse, page.show, page.fail)
    qtbot.waitUntil(lambda: bool(page.failures))
    assert str(page.failures[0]) == "The room is taken."
    assert not page.got


def test_a_refusal_nobody_handles_is_said_even_when_the_page_is_gone(tasks: Tasks, qtbot: QtBot) -> None:
    said: list[AppError] = []
    tasks.on_error = said.append
    page = Page()
    tasks.run(Lane.DB, _refuse, page.show)
    delete(page)
    qtbot.waitUntil(lambda: len(said) == 1)


def test_a_bug_goes_to_the_crash_guard(tasks: Tasks, qtbot: QtBot) -> None:
    crashes: list[BaseException] = []
    tasks.on_crash = crashes.append
    page = Page()
    tasks.run(Lane.WORK, _bug, page.show, page.fail)
    qtbot.waitUntil(lambda: bool(crashes))
    assert isinstance(crashes[0], ZeroDivisionError)
    assert not page.failures


def test_an_answer_for_a_widget_that_is_gone_is_dropped(qtbot: QtBot) -> None:
    lanes, bridge = ThreadLanes(), Bridge(ChangeFeed())
    tasks = Tasks(lanes, bridge)
    page, other, go_on = Page(), Page(), threading.Event()
    got = page.got
    tasks.run(Lane.DB, go_on.wait, page.show)
    tasks.run(Lane.DB, _answer, got.append, owner=other)
    tasks.run(Lane.DB, _answer, partial(page.show_twice, "x"))
    delete(page)
    delete(other)
    with qtbot.waitSignal(tasks.idle):
        go_on.set()
    assert got == []
    lanes.close()
    bridge.close()


def _answer() -> int:
    return 7


def test_a_cancelled_task_is_silent(qtbot: QtBot) -> None:
    lanes, bridge = ThreadLanes(), Bridge(ChangeFeed())
    tasks = Tasks(lanes, bridge)
    page, go_on = Page(), threading.Event()
    first = tasks.run(Lane.DB, go_on.wait, page.show, page.fail)
    second = tasks.run(Lane.DB, _answer, page.show, page.fail)
    first.cancel()
    second.cancel()
    with qtbot.waitSignal(tasks.idle):
        go_on.set()
    assert not page.got
    assert not page.failures
    lanes.close()
    bridge.close()


def test_long_work_is_announced_and_can_be_stopped(tasks: Tasks, qtbot: QtBot) -> None:
    page = Page()
    seen: list[str] = []

    def started(task: Task) -> None:
        seen.append(task.title)
        task.cancel()

    tasks.started.connect(started)

    def job(progress: Progress) -> int:
        progress.step(1, 2)
        return 1

    with qtbot.waitSignal(tasks.finished):
        tasks.run_long(Lane.WORK, job, page.show, page.fail, title="Printing minutes")
    assert seen == ["Printing minutes"]
    assert not page.got
    assert not page.failures


def test_without_a_handler_an_error_is_at_least_logged(tasks: Tasks, qtbot: QtBot, log_lines: list[str]) -> None:
    tasks.run(Lane.DB, _refuse)
    qtbot.waitUntil(lambda: bool(log_lines))
    assert "The room is taken." in log_lines[0]
    log_lines.clear()
