"""What pages are tested on: a desk over a real store for each test, in a window of the usual size."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.db.upgrade import prepare
from tests.ui.embassy import Embassy


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store file of today's schema with nothing in it."""
    path = tmp_path_factory.mktemp("schema") / "empty.db"
    prepare(path)
    return path


@pytest.fixture
def embassy(qtbot: QtBot, tmp_path: Path, empty_file: Path) -> Iterator[Embassy]:
    """An embassy that knows nobody and plans nothing yet, with a window of 1170 x 690 that pages are put into."""
    host = QWidget()
    QVBoxLayout(host).setContentsMargins(0, 0, 0, 0)
    host.resize(1170, 690)
    made = Embassy.open(tmp_path / "chancery.db", empty_file, host)
    qtbot.addWidget(host)
    yield made
    made.close()
