"""The only seam between other threads and the window.

Finished jobs and the store's changes are put into one queue here and handed over on the GUI thread, at most once a
turn of the event loop. Changes that pile up within a turn are told once, so that an import of 10,000 rows refreshes a
list once.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from app.core.changes import ChangeFeed, Changes
from app.core.errors import AppError
from app.jobs.lanes import Lane, Lanes, Progress

log = logging.getLogger(__name__)

POLL_MS = 1000


class WatchedStore(Protocol):
    """The part of the store that tells whether another process wrote."""

    def changed_elsewhere(self) -> bool: ...


class Bridge(QObject):
    """Carries calls and `Changes` to the GUI thread. Made on the GUI thread; `call` and the feed may come from any."""

    changed = Signal(object)
    """Emitted on the GUI thread with one `app.core.changes.Changes`: all that was written since the last emission."""

    _woken = Signal()

    def __init__(self, feed: ChangeFeed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._feed = feed
        self._lock = threading.Lock()
        self._calls: deque[Callable[[], None]] = deque()
        self._changes: list[Changes] = []
        self._awake = False
        self._closed = False
        self._woken.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._unsubscribe = feed.subscribe(self._heard)
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self._look_elsewhere)
        self._watched: tuple[WatchedStore, Lanes] | None = None
        self._looking: Future[bool] | None = None

    def call(self, callback: Callable[[], None]) -> None:
        """Have `callback` called on the GUI thread, in order, soon. From any thread."""
        self._put(callback, None)

    def watch(self, store: WatchedStore, lanes: Lanes) -> None:
        """Ask the store each second whether another process wrote; if so, publish that anything may have changed."""
        self._watched = (store, lanes)
        self._poll.start()

    def close(self) -> None:
        """Carry nothing more."""
        self._poll.stop()
        self._unsubscribe()
        with self._lock:
            self._closed = True
            self._calls.clear()
            self._changes.clear()

    def flush(self) -> None:
        """Hand over now what waits (GUI thread only): for the end of the program, before windows close."""
        self._deliver()

    def _heard(self, changes: Changes) -> None:
        self._put(None, changes)

    def _put(self, callback: Callable[[], None] | None, changes: Changes | None) -> None:
        with self._lock:
            if self._closed:
                return
            if callback is not None:
                self._calls.append(callback)
            if changes is not None:
                self._changes.append(changes)
            wake, self._awake = not self._awake, True
        if wake:
            self._woken.emit()

    @Slot()
    def _deliver(self) -> None:
        with self._lock:
            calls, changes = deque(self._calls), self._changes
            self._calls.clear()
            self._changes = []
            self._awake = False
        try:
            if changes:
                self.changed.emit(merged(changes))
            while calls:
                calls.popleft()()
        finally:
            # One callback that fails goes to the crash guard; those behind it still wait for their answers.
            self._put_back(calls)

    def _put_back(self, calls: deque[Callable[[], None]]) -> None:
        if not calls:
            return
        with self._lock:
            if self._closed:
                return
            self._calls.extendleft(reversed(calls))
            wake, self._awake = not self._awake, True
        if wake:
            self._woken.emit()

    @Slot()
    def _look_elsewhere(self) -> None:
        if self._watched is None or (self._looking is not None and not self._looking.done()):
            return
        store, lanes = self._watched

        def look(_progress: Progress) -> bool:
            return store.changed_elsewhere()

        self._looking = lanes.submit(Lane.DB, look)
        self._looking.add_done_callback(self._looked)

    def _looked(self, answer: Future[bool]) -> None:
        try:
            elsewhere = answer.result()
        except AppError as error:
            # A share that is away for a moment: the next real read or write says so in words.
            log.info("the store could not be asked for changes: %s", type(error).__name__)
            return
        if elsewhere:
            self._feed.publish(Changes(everything=True))


def merged(changes: Sequence[Changes]) -> Changes:
    """One `Changes` for several; `by` and `batch` are kept only where all agree."""
    if len(changes) == 1:
        return changes[0]
    kinds: dict[str, frozenset[str]] = {}
    for change in changes:
        for kind, ids in change.kinds.items():
            kinds[kind] = kinds.get(kind, frozenset()) | ids
    bys, batches = {c.by for c in changes}, {c.batch for c in changes}
    return Changes(
        kinds=kinds,
        by=bys.pop() if len(bys) == 1 else "",
        batch=batches.pop() if len(batches) == 1 else "",
        everything=any(c.everything for c in changes),
    )
