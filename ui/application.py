"""Starts the window: settings, theme, language, one instance, the store, the first run, the frame; and ends it in
order.

`main.py` calls `run` with a way to open the container. Nothing here knows what a meeting is.
"""

from __future__ import annotations

# ruff: noqa: E402, I001  (what follows must stand around Qt's first import)
import builtins

_python_import = builtins.__import__
import PySide6.QtCore  # noqa: F401

# PySide puts its own `__import__` in place for `from __feature__ import ...`, which we do not use. Left there, it
# reads the source of every module imported later and keeps it: 19 MB and some 50 ms more for SQLAlchemy alone.
builtins.__import__ = _python_import

import logging
import os
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QProgressDialog

from app.container import build
from app.core.errors import StoreFault
from app.core.i18n import tr
from app.core.logs import start_logging
from app.core.paths import Paths, find_paths
from app.core.settings import LANGUAGE, SCHEME, STORE_FOLDER, ZOOM, Settings
from app.jobs.lanes import Cancelled, Lane, Progress, ThreadLanes
from app.services import demo
from app.services.mission import MissionDraft
from ui.desk import MissionRow
from ui.language import Languages, chosen_language
from ui.shell.about import versions
from ui.shell.commands import Commands
from ui.shell.errors import CrashGuard, rescued_files, write_rescue
from ui.shell.first_run import FirstRunDialog, SAMPLE
from ui.shell.instance import Instance
from ui.shell.main_window import Container, MainWindow
from ui.shell.pages import PAGES, PageSpec
from ui.shell.report import ReportDialog, RescuedDialog, UnsavedDialog
from ui.shell.route import Route
from ui.shell.waiting import WaitingText
from ui.shell.store_errors import Choice, StoreFaultDialog, Way
from ui.theme import theme

log = logging.getLogger(__name__)

OpenContainer = Callable[[Paths, Settings], Container]
"""Opens the store under these paths, handing these settings on; raises StoreFault."""
TellStory = Callable[[Any, Progress], None]
"""Fills the empty store of a container with the sample story."""


class Program:
    """One run of the window. The steps are methods so that a test can walk them one by one."""

    def __init__(
        self,
        open_container: OpenContainer,
        settings: Settings,
        paths: Paths,
        *,
        tell_story: TellStory,
        wish: str = "",
        lang: str = "",
        sample: bool = False,
        pages: Sequence[PageSpec] = PAGES,
        argv: Sequence[str] = (),
    ) -> None:
        existing = QApplication.instance()
        self.application = existing if isinstance(existing, QApplication) else QApplication(list(argv) or ["chancery"])
        self.application.setApplicationName("chancery")
        self.application.setApplicationDisplayName("Chancery")
        self.application.setDesktopFileName("chancery")
        self.application.setQuitOnLastWindowClosed(False)
        self.settings = settings
        self.paths = paths
        chosen = settings.get(STORE_FOLDER)
        if chosen:
            self.paths = paths.with_store_in(Path(chosen))
        self.container: Container | None = None
        self.window: MainWindow | None = None
        self.guard = CrashGuard(paths.rescued, versions)
        self.instance: Instance | None = None
        self._open_container, self._tell_story = open_container, tell_story
        self._pages, self._wish, self._sample = pages, wish, sample
        self._wanted_language: str | None = None
        self.languages = Languages(self.application)
        theme.apply(self.application, theme.Scheme(settings.get(SCHEME)), settings.get(ZOOM) / 100)
        self.languages.speak(lang or chosen_language(settings))

    def start(self) -> bool:
        """Everything up to the shown window. False when there is none: another instance has it, or the user quit."""
        self.guard.install()
        self.guard.show = self._report
        if not self._claim() or not self._open_store():
            return False
        mission = self._mission()
        if mission is None:
            if not self._first_run():
                return False
            mission = self._mission()
        self._show_window(mission)
        return True

    def end(self) -> None:
        """Close what is open, in order: window's settings, lanes and store, lock. May be called twice."""
        self.settings.save()
        if self.container is not None:
            self.container.close()
            self.container = None
        if self.instance is not None:
            self.instance.release()
            self.instance = None
        self.guard.uninstall()

    # ---- steps -----------------------------------------------------------------------------------------------------

    def _claim(self) -> bool:
        if self.instance is not None:
            self.instance.release()
        self.instance = Instance(self.paths.data)
        if not self.instance.claim(self._wish):
            return False
        self.instance.wished.connect(self._wished)
        return True

    def _open_store(self) -> bool:
        while True:
            try:
                self.container = self._open_container(self.paths, self.settings)
            except StoreFault as fault:
                log.info("the store could not be opened: %s", fault.fault)
                choice = self.ask_about(fault)
                if choice.way is Way.QUIT:
                    return False
                if choice.way is Way.FOLDER and choice.folder is not None:
                    self.paths = self.paths.with_store_in(choice.folder)
                    if not self._claim():
                        return False
                    self.settings.set(STORE_FOLDER, str(choice.folder))
            else:
                return True

    def ask_about(self, fault: StoreFault) -> Choice:
        """The store cannot be opened: ask what to do."""
        dialog = StoreFaultDialog(fault, self.paths.store)
        dialog.exec()
        return dialog.choice

    def _opened(self) -> Container:
        if self.container is None:
            raise RuntimeError("the store is not open")
        return self.container

    def _mission(self) -> MissionRow | None:
        container = self._opened()

        def read(_progress: Progress) -> MissionRow | None:
            mission: MissionRow | None = container.queries.mission.current()
            return mission

        return container.lanes.submit(Lane.DB, read).result()

    def _set_up(self, draft: MissionDraft) -> None:
        container = self._opened()

        def write(_progress: Progress) -> None:
            container.services.mission.set_up(draft)

        container.lanes.submit(Lane.DB, write).result()

    def _first_run(self) -> bool:
        if self._sample:
            return self._write_story()
        dialog = FirstRunDialog(self._set_up)
        dialog.language_wanted.connect(self._speak)
        self.ask_first_run(dialog)
        if dialog.answer is None:
            return False
        if dialog.answer.choice == SAMPLE:
            return self._write_story()
        return True

    def _write_story(self) -> bool:
        return self._wait(tr("Writing the sample story…"), partial(self._tell_story, self._opened()))

    def _wait(self, title: str, job: Callable[[Progress], None]) -> bool:
        """Do a long job before there is a window: a small dialog with Cancel. False when it was cancelled."""
        progress = Progress()
        future = self._opened().lanes.submit(Lane.DB, job, progress)
        if not future.done():
            dialog = QProgressDialog(title, tr("Cancel"), 0, 0)
            dialog.setMinimumDuration(300)
            dialog.canceled.connect(progress.cancel)
            loop, timer = QEventLoop(), QTimer()
            timer.setInterval(30)
            timer.timeout.connect(partial(_follow, future, progress, dialog, loop))
            timer.start()
            loop.exec()
            dialog.close()
        try:
            future.result()
        except Cancelled:
            return False
        return True

    def ask_first_run(self, dialog: FirstRunDialog) -> None:
        """Show the dialog until it is answered."""
        dialog.exec()

    def _show_window(self, mission: MissionRow | None) -> None:
        window = MainWindow(self._opened(), mission, self._pages)
        self.window = window
        Commands(window)
        window.tasks.on_crash = self.guard.take
        window.leave_unsaved = self._leave_unsaved
        window.language_wanted.connect(self._switch_language)
        window.tasks.idle.connect(self._switch_when_idle)
        window.closed.connect(self.application.quit)
        self.guard.unsaved = window.unsaved
        self.guard.save_now = window.flush
        window.restore_layout()
        window.start(Route.parse(self._wish) if self._wish else None)
        window.show()
        # After the first paint: nobody waits for it.
        QTimer.singleShot(0, self._offer_rescued)
        QTimer.singleShot(0, self._offer_waiting)

    # ---- language --------------------------------------------------------------------------------------------------

    def _speak(self, lang: str) -> None:
        self.languages.speak(lang)
        self.settings.set(LANGUAGE, lang)

    def _switch_language(self, lang: str) -> None:
        """Save what is typed first, so that no page is rebuilt under a save; then rebuild."""
        self._wanted_language = lang
        if self.window is not None:
            self.window.flush()
            if not self.window.tasks.busy:
                self._switch_when_idle()

    def _switch_when_idle(self) -> None:
        lang, self._wanted_language = self._wanted_language, None
        if lang is not None and self.window is not None:
            self._speak(lang)
            self.window.rebuild()

    # ---- what may happen -------------------------------------------------------------------------------------------

    def _wished(self, wish: str) -> None:
        if self.window is not None:
            self.window.come_forward(wish)

    def _report(self, report: str, rescued: Path | None) -> None:
        dialog = ReportDialog(report, rescued, self.window)
        dialog.exec()
        if dialog.quit_chosen:
            if self.window is not None:
                self.window.close()
            else:
                self.application.quit()

    def _leave_unsaved(self, texts: dict[str, str]) -> bool:
        if UnsavedDialog(texts, self.window).exec() != UnsavedDialog.DialogCode.Accepted:
            return False
        return write_rescue(self.paths.rescued, texts) is not None

    def _offer_rescued(self) -> None:
        if self.window is not None and rescued_files(self.paths.rescued):
            said = tr("Text that was typed but not saved last time was kept.")
            self.window.notices.info(said, (tr("Show it"), self._show_rescued))

    def _offer_waiting(self) -> None:
        if self.window is not None and self.container is not None:  # else it was closed at once
            WaitingText(self.window.desk, self.window).look()

    def _show_rescued(self) -> None:
        RescuedDialog(rescued_files(self.paths.rescued), self.window).exec()


def _follow(future: Future[None], progress: Progress, dialog: QProgressDialog, loop: QEventLoop) -> None:
    if future.done():
        loop.quit()
    elif progress.total and not progress.cancelled:
        dialog.setMaximum(progress.total)
        dialog.setValue(min(progress.done, progress.total - 1))


def run(
    open_container: OpenContainer,
    settings: Settings,
    paths: Paths,
    *,
    tell_story: TellStory,
    wish: str = "",
    lang: str = "",
    sample: bool = False,
    argv: Sequence[str] = (),
) -> int:
    """Open the window and stay until it is closed; the exit code. Everything is saved and closed when it returns.

    `open_container` may raise StoreFault, which is shown with a way on. `wish` is a route to go to ("meetings/<id>"),
    `lang` an interface language for this run, `tell_story` what "Open the sample story" of the first run does; with
    `sample` an empty store gets the story without being asked.
    """
    logs = start_logging(paths.logs)
    program = Program(
        open_container, settings, paths, tell_story=tell_story, wish=wish, lang=lang, sample=sample, argv=argv
    )
    try:
        return program.application.exec() if program.start() else 0
    finally:
        program.end()
        logs.close()


def open_store(paths: Paths, settings: Settings) -> Container:
    """The real container over the store under `paths`, with a thread for each lane. Raises StoreFault."""
    return build(paths.store, settings=settings, lanes=ThreadLanes(), backups=paths.backups)


def write_story(container: Any, progress: Progress) -> None:
    """Fill the container's empty store with the sample story and take over the story's time."""
    progress.check()
    demo.build(container.services, container.queries)
    container.follow_story()


def main(data_dir: Path | None = None, lang: str | None = None, sample: bool = False, wish: str = "") -> NoReturn:
    """What `main.py` starts without a command: the window over the real store, and then the end of the process."""
    paths = find_paths(data_dir)
    code = run(
        open_store, Settings(paths.settings), paths, tell_story=write_story, wish=wish, lang=lang or "", sample=sample
    )
    leave(code)


def leave(code: int) -> NoReturn:
    """End the process now, with `code`. Only after `run` has returned: all is saved and closed then.

    The interpreter's own shutdown would walk through every module for 100 to 150 ms while the user waits for the lock
    to be free; there is nothing left for it to do.
    """
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
