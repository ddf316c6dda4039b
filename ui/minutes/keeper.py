"""Keeps what is being typed in the store within a second of the key, so that a killed program loses nothing."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.core.errors import AppError
from app.jobs.lanes import Lane
from app.services.live import OWNER
from ui.desk import Desk

KEEP_MS = 700
"""From the first key that is not kept yet to the write; with the write itself under a second."""


class Keeper(QObject):
    """Notes the text of fields of one meeting and writes what differs from what was kept last."""

    settled = Signal()
    """Something was written, or there is nothing to write."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._meeting = ""
        self._kept: dict[str, str] = {}
        self._noted: dict[str, str] = {}
        self._told = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_MS)
        self._timer.timeout.connect(self.flush)

    def begin(self, meeting_id: str, kept: dict[str, str]) -> None:
        """Another meeting: `kept` is what the store holds for it. What was noted for the last one is written first."""
        self.flush()
        self._meeting, self._kept, self._noted = meeting_id, dict(kept), {}

    def note(self, field: str, text: str) -> None:
        """`text` stands in `field` now."""
        self._noted[field] = text
        if not self._timer.isActive():
            self._timer.start()

    def forget(self, field: str) -> None:
        """The text of `field` was saved as what it is; the service that saved it forgot it."""
        self._noted.pop(field, None)
        self._kept.pop(field, None)

    def drop(self, field: str) -> None:
        """The text of `field` was saved by somebody who did not forget what is kept of it."""
        self._noted[field] = ""
        self.flush()
        self.forget(field)

    def lost(self) -> dict[str, str]:
        """What a crash now would lose: noted and not known to be written."""
        return {f: text for f, text in self._noted.items() if text.strip() and self._kept.get(f, "") != text}

    @Slot()
    def flush(self) -> None:
        """Write now what is noted."""
        self._timer.stop()
        services = self._desk.services
        for field, text in list(self._noted.items()):
            if self._kept.get(field, "") != text:
                job = partial(services.unsaved.keep, OWNER, self._meeting, field, text)
                done = partial(self._written, self._meeting, field, text)
                self._desk.tasks.run(Lane.DB, job, done, self._failed, owner=self)

    def _written(self, meeting_id: str, field: str, text: str, _nothing: None) -> None:
        self._told = False
        if meeting_id == self._meeting and field in self._noted:
            self._kept[field] = text
            self.settled.emit()

    def _failed(self, error: AppError) -> None:
        """Once in words; it is tried again with the next key."""
        if not self._told:
            self._told = True
            self._desk.notices.error(error)
