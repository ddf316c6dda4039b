"""The same page with the store's work on its own thread, as in the program: nothing is taken before it was read."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.jobs.lanes import ThreadLanes
from tests.ui.meetings.world import Screen, World, open_store, press


@pytest.fixture
def screen(qapp: QApplication, qtbot: QtBot, tmp_path: Path, told: tuple[Path, dict[str, str]]) -> Iterator[Screen]:
    path = tmp_path / "chancery.db"
    shutil.copyfile(told[0], path)
    container = open_store(path, ThreadLanes())
    made = Screen(World(container, dict(told[1])))
    qtbot.waitUntil(lambda: made.page.model.rowCount() == 3)
    yield made
    qtbot.waitUntil(lambda: not made.window.tasks.busy)
    made.end()
    container.close()


def test_enter_pressed_before_the_line_was_read_saves_the_line_as_it_stands(screen: Screen, qtbot: QtBot) -> None:
    screen.page.new()
    press(screen.page.quick.line, "Kanimozhi, Thu 15:00, room 1", Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Kanimozhi" in screen.titles() and screen.page.detail is not None)
    qtbot.waitUntil(lambda: screen.detail.presenter.current is not None)
    current = screen.detail.presenter.current
    assert current is not None
    assert current.detail.place["en"] == "Room 1"
    assert [row.person.shown() for row in current.detail.participants] == ["Kanimozhi"]


def test_items_typed_faster_than_they_are_saved_are_all_there_once(screen: Screen, qtbot: QtBot) -> None:
    screen.window.navigation.open("meeting", screen.world.ids["Cell manufacturing"], "agenda")
    qtbot.waitUntil(lambda: screen.detail.presenter.current is not None)
    model = screen.detail.agenda.model
    for title in ("Cells", "Finance", "Next"):
        assert model.setData(model.index(len(model.items), 1), title)
    qtbot.waitUntil(lambda: not screen.window.tasks.busy, timeout=30_000)
    qtbot.waitUntil(lambda: all(item.id for item in model.items))
    meeting = screen.container.queries.meetings.get(screen.world.ids["Cell manufacturing"])
    assert [item.title for item in meeting.agenda] == ["Cells", "Finance", "Next"]
    assert [item.title for item in model.items] == ["Cells", "Finance", "Next"]


def test_going_on_before_a_meeting_was_read_shows_the_last_one(screen: Screen, qtbot: QtBot) -> None:
    for title in ("Courtesy call", "Working lunch", "Cell manufacturing"):
        screen.window.navigation.open("meeting", screen.world.ids[title])
    qtbot.waitUntil(lambda: not screen.window.tasks.busy, timeout=30_000)
    qtbot.waitUntil(lambda: screen.detail.title.text() == "Cell manufacturing")
    assert screen.detail.details.form.values()["title"] == "Cell manufacturing"
