"""Reading what goes over from one meeting to the next: matters arising, a promise's history, the meeting before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.core.enums import DuePrecision, FollowupStatus
from app.core.ltext import pick
from app.db.unit_of_work import Store
from app.domain.followups import Followup, FollowupMention
from app.domain.meetings import Meeting
from app.domain.organisations import Organisation
from app.domain.people import Person
from app.queries.values import as_instant


@dataclass(frozen=True, slots=True)
class Matter:
    """A promise of an earlier meeting that is on this one's table. `status_then` is how it stood when it was taken up
    or last spoken of there, `status` how it stands now; `note` what was said of it."""

    mention_id: str
    followup_id: str
    code: str
    title: str
    side: str
    owner: str
    owner_organisation_id: str | None
    due_on: date | None
    due_precision: DuePrecision
    due_text: str
    status_then: FollowupStatus
    status: FollowupStatus
    note: str
    meeting_id: str | None
    meeting: str
    meeting_at: datetime | None


@dataclass(frozen=True, slots=True)
class Station:
    """One meeting in a promise's history; the first is where it was made."""

    meeting_id: str
    meeting: str
    at: datetime
    status: FollowupStatus
    note: str
    made_here: bool


@dataclass(frozen=True, slots=True)
class Predecessor:
    """A meeting that this one may follow: `shared` organisations of both, `open` promises that it left."""

    meeting_id: str
    code: str
    title: str
    starts_at: datetime
    shared: int
    open: int


class CarryOverQueries:
    """Reads what goes over."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def matters(self, meeting_id: str) -> tuple[Matter, ...]:
        """What this meeting took up, in the order of due dates."""
        with self._store.read() as session:
            return matters(session, meeting_id)

    def history(self, followup_id: str) -> tuple[Station, ...]:
        """Every meeting a promise was on, from the one where it was made."""
        with self._store.read() as session:
            promise = session.get(Followup, followup_id)
            if promise is None:
                return ()
            stations = []
            made = session.get(Meeting, promise.meeting_id) if promise.meeting_id else None
            if made is not None:
                stations.append(Station(made.id, made.title, made.starts_at, FollowupStatus.OPEN, "", made_here=True))
            rows = session.execute(
                select(FollowupMention, Meeting.title, Meeting.starts_at)
                .join(Meeting, Meeting.id == FollowupMention.meeting_id)
                .where(FollowupMention.followup_id == followup_id)
                .order_by(Meeting.starts_at, FollowupMention.id)
            )
            stations += [
                Station(row.meeting_id, title, starts_at, row.status, row.note, made_here=False)
                for row, title, starts_at in rows
            ]
        return tuple(stations)

    def predecessors(self, meeting_id: str, limit: int = 8) -> tuple[Predecessor, ...]:
        """Earlier meetings that this one may follow: of the same event or delegation, or with the same organisations;
        those that left most open promises with most of them first."""
        with self._store.read() as session:
            rows = session.execute(text(_PREDECESSORS), {"meeting": meeting_id, "limit": limit}).tuples().all()
        return tuple(
            Predecessor(id, code, title, as_instant(starts), shared, left)
            for id, code, title, starts, shared, left in rows
        )


_PREDECESSORS = """
WITH here AS (SELECT id, starts_at, event_id, delegation_id FROM meeting WHERE id = :meeting),
bodies AS (
    SELECT DISTINCT p.organisation_id AS id FROM participation p
    WHERE p.meeting_id = :meeting AND p.organisation_id IS NOT NULL
    AND p.side <> coalesce((SELECT sending_state FROM mission LIMIT 1), '')
),
found AS (
    SELECT m.id, m.code, m.title, m.starts_at,
    (SELECT count(DISTINCT p.organisation_id) FROM participation p
     WHERE p.meeting_id = m.id AND p.organisation_id IN (SELECT id FROM bodies)) AS shared,
    (SELECT count(*) FROM followup f WHERE f.meeting_id = m.id AND f.status IN ('open', 'in-hand')
     AND f.deleted_at IS NULL) AS left_open,
    (m.event_id IS NOT NULL AND m.event_id = here.event_id)
    OR (m.delegation_id IS NOT NULL AND m.delegation_id = here.delegation_id) AS same
    FROM meeting m, here
    WHERE m.deleted_at IS NULL AND m.id <> here.id AND m.starts_at < here.starts_at
    AND m.status NOT IN ('cancelled', 'postponed')
)
SELECT id, code, title, starts_at, shared, left_open FROM found WHERE shared > 0 OR same
ORDER BY (shared > 0) DESC, (left_open > 0) DESC, shared DESC, starts_at DESC LIMIT :limit
"""


def matters(session: Session, meeting_id: str) -> tuple[Matter, ...]:
    """What a meeting took up; see `CarryOverQueries.matters`."""
    rows = session.execute(
        select(FollowupMention, Followup, Meeting, Person, Organisation.shown_name)
        .join(Followup, Followup.id == FollowupMention.followup_id)
        .outerjoin(Meeting, Meeting.id == Followup.meeting_id)
        .outerjoin(Person, Person.id == Followup.owner_person_id)
        .outerjoin(Organisation, Organisation.id == Followup.owner_organisation_id)
        .where(FollowupMention.meeting_id == meeting_id, Followup.deleted_at.is_(None))
        .order_by(Followup.due_on.is_(None), Followup.due_on, Followup.id)
    ).tuples()
    return tuple(
        Matter(
            mention_id=mention.id,
            followup_id=promise.id,
            code=promise.code,
            title=promise.title,
            side=promise.side,
            owner=_owner(person) or body or promise.owner_text,
            owner_organisation_id=promise.owner_organisation_id,
            due_on=promise.due_on,
            due_precision=promise.due_precision,
            due_text=promise.due_text,
            status_then=mention.status,
            status=promise.status,
            note=mention.note,
            meeting_id=promise.meeting_id,
            meeting=made.title if made else "",
            meeting_at=made.starts_at if made else None,
        )
        for mention, promise, made, person, body in rows
    )


def _owner(person: Person | None) -> str:
    """A sealed person goes by the label, here as everywhere."""
    if person is None:
        return ""
    return pick(person.outward_label, "en") if person.is_sealed else person.shown_name
