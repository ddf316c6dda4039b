"""Who or what is wanted twice at the same time: read by overlap, for a soft warning before a meeting is saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, text

from app.db.unit_of_work import Store
from app.queries.values import as_instant, instant_text

LONGEST = timedelta(days=14)
"""No meeting is longer (`services.meetings`), so none that began earlier overlaps: the index bounds the search."""
_LIVE = "m.deleted_at IS NULL AND m.status NOT IN ('cancelled', 'postponed')"
_OVERLAP = "m.starts_at < :ends AND m.ends_at > :starts AND m.starts_at > :earliest"


@dataclass(frozen=True, slots=True)
class Overlap:
    """A meeting at the same time (UTC). `room` says that the room is the same; `who` names those wanted twice."""

    meeting_id: str
    title: str
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    room: bool
    who: tuple[str, ...]


class ConflictQueries:
    """Reads overlaps."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def overlapping(
        self,
        starts_at: datetime,
        ends_at: datetime,
        *,
        room_id: str | None = None,
        person_ids: Sequence[str] = (),
        but: str = "",
        limit: int = 5,
    ) -> list[Overlap]:
        """Meetings that want the room or one of the people between these instants (UTC), earliest first.

        Back to back is no overlap. `but` is the id of the meeting that is asked for. Whoever declined is not wanted.
        """
        if not room_id and not person_ids:
            return []
        sql = text(
            "SELECT m.id, m.title, m.starts_at, m.ends_at, m.time_zone, m.room_id = :room, "
            "(SELECT group_concat(p.shown_name, char(10)) FROM participation p WHERE p.meeting_id = m.id "
            "AND p.person_id IN :people AND p.status NOT IN ('declined', 'presumed-declined')) AS who "
            f"FROM meeting m WHERE {_LIVE} AND {_OVERLAP} AND m.id <> :but "
            "AND (m.room_id = :room OR EXISTS (SELECT 1 FROM participation p WHERE p.meeting_id = m.id "
            "AND p.person_id IN :people AND p.status NOT IN ('declined', 'presumed-declined'))) "
            "ORDER BY m.starts_at, m.id LIMIT :limit"
        ).bindparams(bindparam("people", expanding=True))
        params = {
            "room": room_id or "",
            "people": list(person_ids),
            "starts": instant_text(starts_at),
            "ends": instant_text(ends_at),
            "earliest": instant_text(starts_at - LONGEST),
            "but": but,
            "limit": limit,
        }
        with self._store.read() as session:
            rows = session.execute(sql, params).all()
        return [
            Overlap(
                id, title, as_instant(start), as_instant(end), zone, bool(room), tuple(who.split("\n") if who else ())
            )
            for id, title, start, end, zone, room, who in rows
        ]
