"""The world is told once and copied, so that a test starts in milliseconds."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.meetings.world import Screen, World, open_store


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A store file with the world in it, and the ids of what is there; copy it, never write to it."""
    path = tmp_path_factory.mktemp("meetings") / "world.db"
    world = World.make(path)
    world.container.close()
    return path, world.ids


@pytest.fixture
def world(tmp_path: Path, told: tuple[Path, dict[str, str]]) -> Iterator[World]:
    """A fresh copy of it."""
    path = tmp_path / "chancery.db"
    shutil.copyfile(told[0], path)
    container = open_store(path)
    yield World(container, dict(told[1]))
    container.close()


@pytest.fixture
def screen(qapp: QApplication, world: World) -> Iterator[Screen]:
    """The window on the Meetings page."""
    made = Screen(world)
    yield made
    made.end()
