"""The Documents page in a real window over the sample story."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.container import Container, build
from app.core.clock import FixedClock
from app.core.settings import Settings
from app.jobs.lanes import InlineLanes
from app.queries.lister import Sort
from app.queries.meetings import MeetingFilter
from app.services import demo
from ui.documents.page import Page
from ui.shell.main_window import MainWindow
from ui.shell.pages import PAGES
from ui.shell.route import Route

NOW = datetime(2025, 7, 7, 12, 22, tzinfo=UTC)


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the story; copy it, never write to it."""
    path = tmp_path_factory.mktemp("documents") / "story.db"
    container = build(path, settings=Settings(None), lanes=InlineLanes())
    demo.build(container.services, container.queries)
    container.close()
    return path


@pytest.fixture
def container(tmp_path: Path, told: Path) -> Iterator[Container]:
    path = tmp_path / "chancery.db"
    shutil.copyfile(told, path)
    opened = build(path, settings=Settings(None), lanes=InlineLanes(), clock=FixedClock(NOW))
    yield opened
    opened.close()


class Register:
    """The window on the page, and a person's hands."""

    def __init__(self, container: Container) -> None:
        self.container = container
        specs = [spec for spec in PAGES if spec.key in ("documents", "meetings")]
        self.window = MainWindow(container, container.queries.mission.current(), specs)
        self.window.leave_unsaved = _leave
        self.window.resize(1366, 768)
        self.window.start(Route("documents"))
        self.window.show()
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window)
        self.settle()

    @property
    def page(self) -> Page:
        page = self.window.page
        assert isinstance(page, Page)
        return page

    def settle(self) -> None:
        for _ in range(6):
            QApplication.processEvents()

    def said(self) -> list[str]:
        return [notice.text for notice in self.window.notices.shown]

    def meeting(self, code: str) -> str:
        rows = self.container.queries.meetings.all(MeetingFilter(text=code), Sort("starts_at"))
        return next(row.id for row in rows if row.code == code)

    def references(self) -> list[str]:
        model = self.page.records.model
        return [model.row(no).reference for no in range(model.rowCount())]  # type: ignore[union-attr]

    def end(self) -> None:
        self.window.close()
        self.settle()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[arg-type]
        self.settle()


def _leave(_texts: dict[str, str]) -> bool:
    return True


@pytest.fixture
def register(qapp: QApplication, container: Container) -> Iterator[Register]:
    """The window on the Documents page."""
    made = Register(container)
    yield made
    made.end()
