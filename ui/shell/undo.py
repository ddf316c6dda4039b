"""Ctrl+Z for whole actions, and the Undo of a notice: both ask the history service, one at a time.

The service keeps the order of what this program wrote; undoing is itself a write, and so can be undone. Text being
typed has its own undo in its field.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from app.core.changes import Changes, Written
from app.core.errors import AppError
from app.core.i18n import tr
from app.jobs.lanes import Lane
from ui.tasks import Tasks

REMEMBERED = 50
REDO = "redo"
"""Marks the notice that offers to do again what was taken back: only the last one can be."""


class History(Protocol):
    """The service that takes units of work back; without a batch, the latest of this program. Raises Refused."""

    def can_undo(self) -> bool: ...
    def can_redo(self) -> bool: ...
    def latest(self) -> str: ...
    def undo(self, batch: str | None = None) -> Written: ...
    def redo(self) -> Written: ...


class Teller(Protocol):
    """Where the outcome is said."""

    def info(self, text: str, action: tuple[str, Callable[[], None]] | None = None, batch: str = "") -> None: ...
    def error(self, error: AppError) -> None: ...
    def retire(self, batch: str) -> None: ...


class UndoStack(QObject):
    """The window's side of undo. A second Ctrl+Z while the first is under way is ignored, not queued."""

    def __init__(
        self, history: Callable[[], History], tasks: Tasks, teller: Teller, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._history, self._tasks, self._teller = history, tasks, teller
        self._words: dict[str, str] = {}
        self._taken_back: list[str] = []
        self._running = False

    def can_undo(self) -> bool:
        """Whether there is something to take back now."""
        return not self._running and self._history().can_undo()

    def can_redo(self) -> bool:
        """Whether there is something to do again now."""
        return not self._running and self._history().can_redo()

    def remember(self, text: str, changes: Changes) -> None:
        """What a batch was in words ("The meeting was cancelled."), for when it is undone."""
        if changes.batch:
            self._taken_back.clear()
            self._teller.retire(REDO)
            self._keep(text, changes)

    def _keep(self, text: str, changes: Changes) -> None:
        self._words[changes.batch] = text
        while len(self._words) > REMEMBERED:
            del self._words[next(iter(self._words))]

    def undo(self) -> None:
        """Take back the latest thing this program wrote."""
        self.undo_batch(self._history().latest())

    def undo_batch(self, batch: str) -> None:
        """Take back one certain action (the button of its notice)."""
        self._start(partial(self._history().undo, batch or None), partial(self._undone, batch))

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._start(self._history().redo, self._redone)

    def _start(self, job: Callable[[], Written], done: Callable[[Written], None]) -> None:
        if not self._running:
            self._running = True
            self._tasks.run(Lane.DB, job, done, self._failed, self)

    def _undone(self, batch: str, _written: Written) -> None:
        self._running = False
        self._teller.retire(batch)
        words = self._words.get(batch, "")
        said = tr("Undone: {what}", what=words) if words else tr("The last change was undone.")
        self._taken_back.append(words)
        self._teller.retire(REDO)
        self._teller.info(said, (tr("Redo"), self.redo), REDO)

    def _redone(self, written: Written) -> None:
        self._running = False
        self._teller.retire(REDO)
        words = self._taken_back.pop() if self._taken_back else ""
        if words:
            self._keep(words, written.changes)
        self._teller.info(tr("Done again: {what}", what=words) if words else tr("Done again."))

    def _failed(self, error: AppError) -> None:
        self._running = False
        self._teller.error(error)


class UndoKeys(QObject):
    """Lets Ctrl+Z and Ctrl+Y through a text field of `window` that has nothing of its own to take back.

    A field claims these keys whether it can use them or not; the empty box that a participant was just added with would
    otherwise keep the last action from being undone.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._watched: QWidget | None = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._moved)

    @Slot(QWidget, QWidget)
    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._watched is not None and self._watched is not new:
            self._watched.removeEventFilter(self)
        self._watched = None
        if isinstance(new, QLineEdit | QPlainTextEdit | QTextEdit) and self._window.isAncestorOf(new):
            new.installEventFilter(self)
            self._watched = new
            new.destroyed.connect(self._gone)

    @Slot()
    def _gone(self) -> None:
        self._watched = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo) and not _can(watched, "undo")
            redo = event.matches(QKeySequence.StandardKey.Redo) and not _can(watched, "redo")
            if undo or redo:
                event.ignore()
                return True
        return super().eventFilter(watched, event)


def _can(field: QObject, what: str) -> bool:
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable() if what == "undo" else field.isRedoAvailable()
    if isinstance(field, QPlainTextEdit | QTextEdit):
        document = field.document()
        return document.isUndoAvailable() if what == "undo" else document.isRedoAvailable()
    return True
