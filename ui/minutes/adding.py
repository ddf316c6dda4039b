"""New lines on their way into the store, one after another, so that fast typing keeps its order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject

from app.core.changes import Written
from app.core.errors import AppError
from app.jobs.lanes import Lane
from ui.desk import Desk
from ui.minutes.rows import Place, line_field


@dataclass(frozen=True, slots=True)
class _Line:
    """One typed line and where it goes."""

    record_id: str
    meeting_id: str
    text: str
    place: Place
    said_at: datetime | None


class Adder(QObject):
    """`after(place)` says which line a new one follows, asked when its turn has come."""

    def __init__(self, desk: Desk, after: Callable[[Place], str], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._after = desk, after
        self._queue: list[_Line] = []
        self._busy = False
        self.came_in: Callable[[str, Place, Written], None] | None = None
        """Called with the text, its place, and what was written."""
        self.came_back: Callable[[Sequence[str], AppError], None] | None = None
        """Called with all that could not be saved, in order."""

    @property
    def waiting(self) -> list[str]:
        """Lines that are not in the store yet."""
        return [line.text for line in self._queue]

    def add(self, record_id: str, meeting_id: str, text: str, place: Place, said_at: datetime | None = None) -> None:
        """Save `text` as a point at `place`, after those already on their way; `said_at` is when it was begun (UTC)."""
        self._queue.append(_Line(record_id, meeting_id, text, place, said_at))
        self._next()

    def _next(self) -> None:
        if self._busy or not self._queue:
            return
        self._busy = True
        line = self._queue[0]
        job = partial(
            self._desk.services.live.add,
            line.record_id,
            line.meeting_id,
            line.text,
            line.place.item_id or None,
            self._after(line.place) or None,
            line_field(line.place.item_id),
            line.said_at,
        )
        self._desk.tasks.run(Lane.DB, job, self._added, self._failed, owner=self)

    def _added(self, written: Written) -> None:
        self._busy = False
        line = self._queue.pop(0)
        if self.came_in is not None:
            self.came_in(line.text, line.place, written)
        self._next()

    def _failed(self, error: AppError) -> None:
        self._busy = False
        lines = self.waiting
        self._queue.clear()
        if self.came_back is not None:
            self.came_back(lines, error)
