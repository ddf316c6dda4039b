"""The record's tab in a real window over a real store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.container import Container
from app.queries.minutes import PointRow, RecordDetail
from tests.ui.minutes.talk import HOST, HostPage, Talk, open_container, tell
from ui.minutes import RecordTab
from ui.shell.commands import Commands
from ui.shell.main_window import MainWindow
from ui.shell.route import Route


class Desk:
    """A window with the tab open, and the hands of a note-taker."""

    def __init__(self, qtbot: QtBot, container: Container, meeting: str, *, begin: bool = True) -> None:
        self.container, self.meeting = container, meeting
        self.window = MainWindow(container, container.queries.mission.current(), HOST)
        Commands(self.window)
        qtbot.addWidget(self.window, before_close_func=_let_go)
        self.window.resize(1366, 768)
        if begin:
            container.services.minutes.open(meeting)
        self.window.start(Route("meetings", meeting))
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()
        qtbot.waitActive(self.window)
        self.settle()

    @property
    def tab(self) -> RecordTab:
        page = self.window.page
        assert isinstance(page, HostPage)
        return page.tab

    @property
    def record(self) -> RecordDetail:
        found = self.container.queries.minutes.of_meeting(self.meeting)
        assert found is not None
        return found

    @property
    def points(self) -> tuple[PointRow, ...]:
        return self.record.points

    @property
    def texts(self) -> list[str]:
        return [point.text for point in self.points]

    def settle(self) -> None:
        """Hand over what waits in the window's own queue."""
        self.window.bridge.flush()
        QTest.qWait(0)

    def type(self, text: str) -> None:
        """Letters into the live line."""
        assert self.tab.line.edit.hasFocus()
        QTest.keyClicks(self.tab.line.edit, text)

    def press(self, key: Qt.Key, mods: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key to whoever has the focus."""
        focus = self.window.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, mods)
        self.settle()

    def enter(self, *lines: str) -> None:
        """Whole lines, each with Enter."""
        for line in lines:
            self.type(line)
            self.tab.completion.hide()
            self.press(Qt.Key.Key_Return)

    def letter(self, letter: str) -> None:
        """A letter to the list."""
        assert self.window.focusWidget() is self.tab.view
        QTest.keyClicks(self.tab.view, letter)
        self.settle()

    def notices(self) -> list[str]:
        return [notice.text for notice in self.window.notices.shown]

    def close(self) -> None:
        """Close the window as a person does."""
        self.window.close()
        self.settle()


def _let_go(window: object) -> None:
    assert isinstance(window, MainWindow)
    window.leave_unsaved = _yes


def _yes(_texts: dict[str, str]) -> bool:
    return True


@pytest.fixture
def talk(tmp_path: Path, empty_file: Path) -> Talk:
    path = tmp_path / "chancery.db"
    path.write_bytes(empty_file.read_bytes())
    return tell(open_container(path))


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store, made once."""
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    open_container(path).close()
    return path


@pytest.fixture
def desk(qtbot: QtBot, talk: Talk) -> Desk:
    """The tab on a record that has just been begun."""
    return Desk(qtbot, talk.container, talk.meeting)


@pytest.fixture
def open_desk(qtbot: QtBot) -> Callable[..., Desk]:
    """Opens further windows."""

    def make(container: Container, meeting: str, *, begin: bool = True) -> Desk:
        return Desk(qtbot, container, meeting, begin=begin)

    return make
