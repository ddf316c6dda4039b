"""The real program over a real store with the sample story, driven by keys; no thread, so that each key is finished."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from app import container as composition
from app.container import Container
from app.core.paths import Paths, find_paths
from app.core.settings import LAST_PAGE, Settings
from app.jobs.lanes import InlineLanes
from app.services import demo
from ui.application import Program, write_story

Open = Callable[..., Program]


@pytest.fixture(scope="session")
def story_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds the sample story, built once; copy it, never write to it."""
    paths = find_paths(tmp_path_factory.mktemp("story"))
    desk = composition.build(paths.store, settings=Settings(paths.settings))
    demo.build(desk.services, desk.queries)
    desk.close()
    return paths.store


def _inline(paths: Paths, settings: Settings) -> Container:
    return composition.build(paths.store, settings=settings, lanes=InlineLanes(), backups=paths.backups)


def _fail(report: object, _saved_to: object = None) -> None:
    """A bug that would show its report to the user ends the test instead of waiting for a click."""
    pytest.fail(str(report))


@pytest.fixture
def open_program(qapp: QApplication, tmp_path: Path, story_store: Path) -> Iterator[Open]:
    """Opens the program over a copy of the story; `again=True` opens what is there already."""
    opened: list[Program] = []

    def make(
        *,
        lang: str = "en",
        again: bool = False,
        size: tuple[int, int] = (1366, 768),
        story: Path = story_store,
        **options: Any,
    ) -> Program:
        paths = find_paths(tmp_path / "desk")
        if not again:
            paths.data.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(story, paths.store)
        settings = Settings(paths.settings)
        settings.set(LAST_PAGE, "today")
        program = Program(_inline, settings, paths, tell_story=write_story, lang=lang, **options)
        opened.append(program)
        assert program.start()
        assert program.window is not None
        program.guard.show = _fail
        program.window.resize(*size)
        return program

    yield make
    for program in opened:
        close(program)


def close(program: Program) -> None:
    """End a program as a user who closes the window and keeps nothing unsaved."""
    if program.window is not None:
        program.window.leave_unsaved = lambda _texts: True
        program.window.close()
        program.window.deleteLater()
        program.window = None
    program.end()
    QApplication.processEvents()
    # Nothing of this window may hear of the next test's theme or language.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
