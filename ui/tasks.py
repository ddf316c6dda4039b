"""How a page asks for work without freezing: a job goes to a lane, its answer comes back on the GUI thread.

    desk.tasks.run(Lane.DB, partial(desk.queries.people.page, text), self._show, owner=self)

The answer is dropped when the widget that asked is gone. A failure the user can understand (`AppError`) without a
handler becomes a notice; anything else is a bug of ours and goes to the crash guard.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from app.core.errors import AppError
from app.jobs.lanes import Cancelled, Lane, Lanes, Progress
from ui.bridge import Bridge

log = logging.getLogger(__name__)

T = TypeVar("T")


def _unheard_error(error: AppError) -> None:
    log.warning("a job failed and nobody shows it: %s", error.message)


def _unheard_crash(error: BaseException) -> None:
    raise error


class Task(QObject):
    """One job under way. `cancel()` drops its answer; a job with progress also stops at its next step."""

    def __init__(self, title: str, owner: QObject | None, parent: QObject) -> None:
        super().__init__(parent)
        self.title = title
        self.progress = Progress()
        self.dropped = False
        self._owned = owner is not None
        self._owner = owner

    def cancel(self) -> None:
        """Forget it: no callback will be called any more."""
        self.dropped = True
        self.progress.cancel()

    def wanted(self) -> bool:
        """Whether somebody is still there to hear the answer."""
        return not self.dropped and (not self._owned or (self._owner is not None and isValid(self._owner)))


class Tasks(QObject):
    """Runs jobs in lanes and calls back on the GUI thread."""

    started = Signal(object)
    """A `Task` with a title has begun: the status line shows it after 300 ms."""
    finished = Signal(object)
    """That `Task` is over."""
    idle = Signal()
    """Nothing is under way any more."""

    def __init__(self, lanes: Lanes, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._bridge = bridge
        self._live: set[Task] = set()
        self.on_error: Callable[[AppError], None] = _unheard_error
        self.on_crash: Callable[[BaseException], None] = _unheard_crash

    @property
    def busy(self) -> int:
        """How many jobs are under way."""
        return len(self._live)

    def run(
        self,
        lane: Lane,
        job: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[AppError], None] | None = None,
        owner: QObject | None = None,
    ) -> Task:
        """Do `job()` in `lane`, then call `done(result)` on the GUI thread, or `failed(error)` for an `AppError`.

        `owner` defaults to the object whose method `done` is (also inside a `partial`), if it is Qt's; when it is
        gone, nothing is called. With inline lanes (tests) the callback has been called when `run` returns.
        """

        def plain(_progress: Progress) -> T:
            return job()

        return self._submit(lane, plain, done, failed, owner, "")

    def run_long(
        self,
        lane: Lane,
        job: Callable[[Progress], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[AppError], None] | None = None,
        owner: QObject | None = None,
        *,
        title: str,
    ) -> Task:
        """The same for a job that tells its progress and can be cancelled; the status line shows `title` and Cancel."""
        return self._submit(lane, job, done, failed, owner, title)

    def _submit(
        self,
        lane: Lane,
        job: Callable[[Progress], T],
        done: Callable[[T], None] | None,
        failed: Callable[[AppError], None] | None,
        owner: QObject | None,
        title: str,
    ) -> Task:
        task = Task(title, owner or _owner_of(done) or _owner_of(failed), self)
        self._live.add(task)
        if title:
            self.started.emit(task)
        future = self._lanes.submit(lane, job, task.progress)
        settle = partial(self._settle, task, future, done, failed)
        if self._lanes.immediate:
            settle()
        else:
            future.add_done_callback(partial(self._finished_elsewhere, settle))
        return task

    def _finished_elsewhere(self, settle: Callable[[], None], _future: Future[Any]) -> None:
        self._bridge.call(settle)

    def _settle(
        self,
        task: Task,
        future: Future[T],
        done: Callable[[T], None] | None,
        failed: Callable[[AppError], None] | None,
    ) -> None:
        self._live.discard(task)
        if task.title:
            self.finished.emit(task)
        task.deleteLater()
        try:
            self._answer(task, future, done, failed)
        finally:
            if not self._live:
                self.idle.emit()

    def _answer(
        self,
        task: Task,
        future: Future[T],
        done: Callable[[T], None] | None,
        failed: Callable[[AppError], None] | None,
    ) -> None:
        try:
            result = future.result()
        except (Cancelled, CancelledError):
            return
        except AppError as error:
            if failed is None:
                # Said even when the page is gone: a save that failed must never be silent.
                self.on_error(error)
            elif task.wanted():
                failed(error)
            return
        except Exception as error:  # noqa: BLE001  (a bug of ours: the crash guard takes it)
            self.on_crash(error)
            return
        if done is not None and task.wanted():
            done(result)


def _owner_of(callback: Callable[..., None] | None) -> QObject | None:
    inner: object = callback
    while isinstance(inner, partial):
        inner = inner.func
    owner = getattr(inner, "__self__", None)
    return owner if isinstance(owner, QObject) else None
