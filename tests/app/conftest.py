"""A real store on disk for every test; its empty schema is built once and copied, so a test starts in milliseconds."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.core.changes import ChangeFeed
from app.core.clock import FixedClock
from app.db.unit_of_work import Store
from app.db.upgrade import prepare

STORY_NOW = datetime(2025, 7, 7, 12, 22, tzinfo=UTC)
"""Monday 7 July 2025, 17:52 in New Delhi: when the sample story plays."""


@pytest.fixture(scope="session")
def empty_store_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store file of today's schema with nothing in it; copy it, never write to it."""
    path = tmp_path_factory.mktemp("schema") / "empty.db"
    prepare(path)
    return path


@pytest.fixture
def clock() -> FixedClock:
    """Stands still at the story's present until a test moves it."""
    return FixedClock(STORY_NOW)


@pytest.fixture
def store(tmp_path: Path, empty_store_file: Path, clock: FixedClock) -> Iterator[Store]:
    """A fresh empty store, written by "tester"."""
    path = tmp_path / "chancery.db"
    shutil.copyfile(empty_store_file, path)
    opened = Store(path, feed=ChangeFeed(), clock=clock, actor="tester")
    yield opened
    opened.close()
