"""A whole frame over `world.World`."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.core.settings import Settings
from tests.ui.shell.world import NotePage, World, note_pages
from ui.shell.commands import Commands
from ui.shell.main_window import MainWindow


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


@pytest.fixture
def world(settings: Settings) -> World:
    return World(settings)


@pytest.fixture
def window(qtbot: QtBot, world: World) -> MainWindow:
    """The whole frame, shown, on its first page."""
    made = MainWindow(world, world.mission.row, note_pages())
    Commands(made)
    qtbot.addWidget(made, before_close_func=_end)
    made.resize(1366, 768)
    made.start()
    made.show()
    qtbot.waitExposed(made)
    return made


def _end(made: QWidget) -> None:
    assert isinstance(made, MainWindow)
    for page in made.built.values():
        if isinstance(page, NotePage):
            page.field.clear()
