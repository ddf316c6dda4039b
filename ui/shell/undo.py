"""Ctrl+Z for whole actions: what was announced as done can be taken back, and taken back again.

Each step is a batch of the audit trail; undoing it is itself a write with a batch of its own, and undoing that is redo.
Text being typed has its own undo in its field.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from app.core.changes import Changes
from app.core.errors import AppError
from app.core.i18n import tr
from app.jobs.lanes import Lane
from ui.tasks import Tasks

DEPTH = 100


class History(Protocol):
    """The service that takes a batch back; what it gives says what that changed, and `batch` takes it forth again."""

    def undo(self, batch: str) -> Changes: ...


class Teller(Protocol):
    """Where the outcome is said."""

    def info(self, text: str) -> None: ...
    def error(self, error: AppError) -> None: ...


@dataclass(frozen=True, slots=True)
class _Step:
    text: str
    batch: str


class UndoStack(QObject):
    """What this window did, newest last. One undo at a time: a second Ctrl+Z waits for the first."""

    changed = Signal()

    def __init__(
        self, history: Callable[[], History], tasks: Tasks, teller: Teller, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._history, self._tasks, self._teller = history, tasks, teller
        self._done: list[_Step] = []
        self._undone: list[_Step] = []
        self._running = False

    @property
    def can_undo(self) -> bool:
        return bool(self._done) and not self._running

    @property
    def can_redo(self) -> bool:
        return bool(self._undone) and not self._running

    def remember(self, text: str, changes: Changes) -> None:
        """A person did something; `text` says what ("The meeting was cancelled."). Without a batch there is no undo."""
        if changes.batch:
            self._done = [*self._done, _Step(text, changes.batch)][-DEPTH:]
            self._undone.clear()
            self.changed.emit()

    def undo(self) -> None:
        """Take back the last action."""
        if self.can_undo:
            self._take(self._done[-1])

    def undo_batch(self, batch: str) -> None:
        """Take back one certain action (the button of its notice), even if others came after it."""
        step = next((one for one in self._done if one.batch == batch), None)
        if step is not None and not self._running:
            self._take(step)

    def redo(self) -> None:
        """Do again what was taken back last."""
        if self.can_redo:
            step = self._undone[-1]
            self._start(step, partial(self._redone, step))

    def _take(self, step: _Step) -> None:
        self._start(step, partial(self._undone_now, step))

    def _start(self, step: _Step, done: Callable[[Changes], None]) -> None:
        self._running = True
        self.changed.emit()
        self._tasks.run(Lane.DB, partial(self._history().undo, step.batch), done, partial(self._failed, step), self)

    def _undone_now(self, step: _Step, changes: Changes) -> None:
        self._running = False
        self._done.remove(step)
        if changes.batch:
            self._undone.append(_Step(step.text, changes.batch))
        self.changed.emit()
        self._teller.info(tr("Undone: {what}", what=step.text))

    def _redone(self, step: _Step, changes: Changes) -> None:
        self._running = False
        self._undone.remove(step)
        if changes.batch:
            self._done.append(_Step(step.text, changes.batch))
        self.changed.emit()
        self._teller.info(tr("Done again: {what}", what=step.text))

    def _failed(self, step: _Step, error: AppError) -> None:
        # What cannot be taken back now (somebody changed it since) would only block the steps before it.
        self._running = False
        self._done = [one for one in self._done if one is not step]
        self._undone = [one for one in self._undone if one is not step]
        self.changed.emit()
        self._teller.error(error)
