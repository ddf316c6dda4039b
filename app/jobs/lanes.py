"""Where work is done that must not freeze a window: two lanes, each with progress and cancel.

`db` has one worker, so a refresh that is asked for after a save sees that save. `work` is for documents, imports,
exports and backups. Nothing here knows Qt; the window listens through `ui.bridge`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from enum import StrEnum
from typing import Protocol, TypeVar

T = TypeVar("T")


class Lane(StrEnum):
    """Which worker does the job."""

    DB = "db"
    WORK = "work"


class Cancelled(Exception):
    """The job was asked to stop and did: no failure. Whatever it had not committed is gone."""


class Progress:
    """How far a job is, seen from both sides: the job tells, the window reads and may cancel.

    `done` and `total` are in steps of the job's own choice; `total` 0 means nobody knows. Thread-safe.
    """

    def __init__(self, listener: Callable[[Progress], None] | None = None) -> None:
        self._cancelled = threading.Event()
        self._listener = listener
        self.done = 0
        self.total = 0

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked to stop."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask the job to stop at its next `step` or `check`."""
        self._cancelled.set()

    def check(self) -> None:
        """Called by the job at a point where stopping is safe; raises `Cancelled`."""
        if self._cancelled.is_set():
            raise Cancelled

    def step(self, done: int, total: int = 0) -> None:
        """Called by the job: `done` of `total` steps are behind us; raises `Cancelled`."""
        self.check()
        self.done, self.total = done, total
        if self._listener is not None:
            self._listener(self)


class Lanes(Protocol):
    """Does jobs one after another in each lane."""

    immediate: bool
    """True when `submit` has finished the job before it returns (tests, command line)."""

    def submit(self, lane: Lane, job: Callable[[Progress], T], progress: Progress | None = None) -> Future[T]:
        """Do `job` in `lane`. What it raises stands in the future. `progress` may be handed in to watch and to
        cancel.
        """
        ...

    def close(self) -> None:
        """Wait for everything submitted, then take no more. May be called twice."""
        ...


class ThreadLanes:
    """One thread a lane."""

    immediate = False

    def __init__(self) -> None:
        self._workers = {lane: ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"lane-{lane}") for lane in Lane}

    def submit(self, lane: Lane, job: Callable[[Progress], T], progress: Progress | None = None) -> Future[T]:
        return self._workers[lane].submit(_run, job, progress or Progress())

    def close(self) -> None:
        for worker in self._workers.values():
            worker.shutdown(wait=True)


class InlineLanes:
    """Does each job at once, on the caller's thread."""

    immediate = True

    def __init__(self) -> None:
        self._open = True

    def submit(self, lane: Lane, job: Callable[[Progress], T], progress: Progress | None = None) -> Future[T]:
        if not self._open:
            raise RuntimeError(f"lane {lane} is closed")
        future: Future[T] = Future()
        try:
            future.set_result(_run(job, progress or Progress()))
        except Exception as error:  # noqa: BLE001  (handed on in the future, as a thread would)
            future.set_exception(error)
        return future

    def close(self) -> None:
        self._open = False


def _run(job: Callable[[Progress], T], progress: Progress) -> T:
    progress.check()
    return job(progress)
