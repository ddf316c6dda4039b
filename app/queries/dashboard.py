"""What the Today page shows: the next 24 hours, what is promised and due, what is not written up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, text

from app.core.clock import Clock
from app.db.unit_of_work import Store
from app.queries.followups import FollowupFilter, FollowupQueries, FollowupRow
from app.queries.lister import Sort
from app.queries.meetings import MeetingFilter, MeetingQueries, MeetingRow, unwritten
from app.queries.visits import VisitFilter, VisitQueries, VisitRow


@dataclass(frozen=True, slots=True)
class Today:
    """The desk at `now` (UTC): `running` is on now, `coming` starts within 24 hours, `later` within the week after;
    `due` are open promises, most overdue first, `unwritten` meetings without an approved record, newest first."""

    now: datetime
    running: tuple[MeetingRow, ...]
    coming: tuple[MeetingRow, ...]
    later: tuple[MeetingRow, ...]
    due: tuple[FollowupRow, ...]
    due_count: int
    overdue_count: int
    unwritten: tuple[MeetingRow, ...]
    visits: tuple[VisitRow, ...]


class DashboardQueries:
    """Reads the Today page in one go."""

    def __init__(
        self, store: Store, clock: Clock, meetings: MeetingQueries, followups: FollowupQueries, visits: VisitQueries
    ) -> None:
        self._store, self._clock = store, clock
        self._meetings, self._followups, self._visits = meetings, followups, visits

    def today(self) -> Today:
        """Everything the page shows, at the clock's now."""
        now = self._clock.now()
        by_start = Sort("starts_at")
        upcoming = self._meetings.first(
            MeetingFilter(since=now - timedelta(hours=24), until=now + timedelta(days=8)), by_start, 60
        )
        live = [row for row in upcoming if row.status.value not in ("cancelled", "postponed")]
        due = self._followups.first(FollowupFilter(status="unclosed"), Sort("due"), 60)
        with self._store.read() as session:
            ids = unwritten(session, now, 12)
            found = session.execute(
                text("SELECT id, rowid FROM meeting WHERE id IN :ids").bindparams(bindparam("ids", expanding=True)),
                {"ids": ids},
            )
            rowids = dict(found.tuples().all())
        return Today(
            now=now,
            running=tuple(row for row in live if row.starts_at <= now < row.ends_at),
            coming=tuple(row for row in live if now < row.starts_at <= now + timedelta(hours=24)),
            later=tuple(row for row in live if row.starts_at > now + timedelta(hours=24)),
            due=tuple(due[:12]),
            due_count=len(due),
            overdue_count=sum(row.overdue for row in due),
            unwritten=tuple(self._meetings.rows([rowids[id] for id in ids])),
            visits=tuple(self._visits.all(VisitFilter(status="planned"), Sort("visit_on"), 5)),
        )
