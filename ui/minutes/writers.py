"""Two people in one record: who else writes in which line just now. A lock stops nobody; it tells the other window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.core.errors import AppError
from app.core.i18n import tr
from app.jobs.lanes import Lane
from app.services.locks import HEARTBEAT, Held
from ui.desk import Desk

KIND = "point"
"""What is locked: a line of a record."""


class Writers(QObject):
    """Takes the lock of the line that is edited here, renews it, and looks now and then who holds others."""

    changed = Signal()
    """Somebody began or ended writing elsewhere."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.session = uuid4().hex
        self.others: Mapping[str, str] = {}
        self._ids: tuple[str, ...] = ()
        self._mine = ""
        self._beat = QTimer(self)
        self._beat.setInterval(int(HEARTBEAT.total_seconds() * 1000))
        self._beat.timeout.connect(self.look)

    def watch(self, ids: Sequence[str]) -> None:
        """These lines are on the screen; an empty list for a record that nobody can write."""
        self._ids = tuple(ids)
        if ids and not self._beat.isActive():
            self._beat.start()
        elif not ids:
            self._beat.stop()
        self.look()

    def begin(self, point_id: str) -> None:
        """A line is edited here from now on."""
        self._mine = point_id
        job = partial(self._desk.services.locks.take, KIND, point_id, self.session)
        self._desk.tasks.run(Lane.DB, job, self._taken, self._unheard, self)

    def end(self, point_id: str) -> None:
        """It is not any more."""
        if point_id and point_id == self._mine:
            self._mine = ""
            job = partial(self._desk.services.locks.release, self.session, KIND, point_id)
            self._desk.tasks.run(Lane.DB, job, None, self._unheard, self)

    @Slot()
    def look(self) -> None:
        """Renew the own lock and read the others'."""
        if self._ids:
            job = partial(self._look, self._ids, self._mine)
            self._desk.tasks.run(Lane.DB, job, self._seen, self._unheard, self)

    def _look(self, ids: tuple[str, ...], mine: str) -> dict[str, Held]:
        locks = self._desk.services.locks
        if mine:
            locks.renew(self.session)
        found: dict[str, Held] = locks.holders(KIND, ids, self.session)
        return found

    def _seen(self, found: Mapping[str, Held]) -> None:
        others = {id: held.holder for id, held in found.items() if not held.mine}
        if others != self.others:
            self.others = others
            self.changed.emit()

    def _taken(self, held: Held) -> None:
        if not held.mine:
            words = tr("{name} is writing in this line. Nothing is overwritten: both texts would be shown.",
                       name=held.holder)  # fmt: skip
            self._desk.notices.info(words)

    def _unheard(self, _error: AppError) -> None:
        """A courtesy: a fault of the store speaks up when the line is saved."""
