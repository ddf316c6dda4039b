"""Text that was typed into a record and not saved when the program ended: the next start offers it.

The record itself puts the text back when it is opened; here somebody who does not know that it waits is told where.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from app.core.errors import AppError, NotFound
from app.core.i18n import tr
from app.jobs.lanes import Lane
from ui.desk import Desk

RECORD = "record"
"""The kind under which a record keeps its text; the id beside it is the meeting's."""


class WaitingText(QObject):
    """`look` tells the newest of what waits, once."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._meeting = ""

    def look(self) -> None:
        """Ask the store; the window does not wait."""
        job = partial(_newest, self._desk.services, self._desk.queries)
        self._desk.tasks.run(Lane.DB, job, self._offer, self._unread, owner=self)

    def _offer(self, found: tuple[str, str] | None) -> None:
        route = self._desk.navigation.route
        if found is None or (route is not None and route.id == found[0]):
            return
        self._meeting, title = found
        words = tr("Text that was typed but not saved waits in the record of “{meeting}”.", meeting=title)
        self._desk.notices.info(words, (tr("Open it"), self._open))

    def _open(self) -> None:
        self._desk.navigation.open("meeting", self._meeting, "record")

    def _unread(self, _error: AppError) -> None:
        """A courtesy: the record itself still puts the text back."""


def _newest(services: Any, queries: Any) -> tuple[str, str] | None:
    """(id, title) of the meeting whose record was typed into last and may still be written."""
    for waiting in services.unsaved.all(RECORD):
        try:
            meeting = queries.meetings.get(waiting.owner_id)
        except NotFound:
            continue
        record = queries.minutes.of_meeting(meeting.id)
        if waiting.text.strip() and (record is None or record.is_open):
            return meeting.id, meeting.title
    return None
