"""The clock against the agenda: when an item was begun and ended while people talked."""

from __future__ import annotations

from datetime import datetime

from app.core.changes import Written
from app.core.errors import NotFound, Refused
from app.core.i18n import N_
from app.db.unit_of_work import Work
from app.domain.meetings import AgendaItem, Meeting
from app.services.base import Service, find


class TimerService(Service):
    """Begins and ends agenda items. One item is spoken of at a time."""

    def start(self, item_id: str, at: datetime | None = None) -> Written:
        """The item is spoken of now (or since `at`, UTC); the one before it ends. One that had ended goes on."""
        with self.store.write() as work:
            item, meeting = _load(work, item_id)
            when = at or work.at
            for other in meeting.agenda:
                if other is not item and other.started_at is not None and other.ended_at is None:
                    other.ended_at = max(when, other.started_at)
            item.started_at, item.ended_at = item.started_at or when, None
            work.touch(meeting)
        return work.written(meeting.id)

    def stop(self, item_id: str, at: datetime | None = None) -> Written:
        """The item is done. Raises Refused for one that was not begun."""
        with self.store.write() as work:
            item, meeting = _load(work, item_id)
            if item.started_at is None:
                raise Refused(N_("This item was not begun."))
            item.ended_at = max(at or work.at, item.started_at)
            work.touch(meeting)
        return work.written(meeting.id)

    def clear(self, item_id: str) -> Written:
        """Forget an item's times."""
        with self.store.write() as work:
            item, meeting = _load(work, item_id)
            item.started_at = item.ended_at = None
            work.touch(meeting)
        return work.written(meeting.id)


def _load(work: Work, item_id: str) -> tuple[AgendaItem, Meeting]:
    item = work.session.get(AgendaItem, item_id)
    if item is None:
        raise NotFound(N_("This agenda item does not exist any more."))
    return item, find(work.session, Meeting, item.meeting_id)
