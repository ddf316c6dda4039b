"""Reading meetings: the list, one meeting with its people and agenda."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, text
from sqlalchemy.orm import Session

from app.core.enums import (
    UNRANKED_ROLES,
    Attendance,
    Channel,
    LanguageMode,
    MeetingKind,
    MeetingRule,
    MeetingStatus,
    OutcomeKind,
    ParticipantRole,
    RecordStatus,
)
from app.core.errors import NotFound
from app.core.i18n import N_
from app.core.ltext import LText
from app.core.names import PersonSnapshot
from app.db.unit_of_work import Store
from app.domain.attendance import Participation
from app.domain.delegations import Delegation
from app.domain.meetings import Meeting, MeetingTopic
from app.domain.mission import Mission
from app.domain.places import Room
from app.domain.topics import Topic
from app.queries.lister import ListQueries, ListSpec, Where, text_condition
from app.queries.values import as_instant, as_json, instant_text


@dataclass(frozen=True, slots=True)
class MeetingFilter:
    """What the list shows. `since`/`until` are UTC instants (until excluded); "" and None mean any."""

    text: str = ""
    status: str = ""
    kind: str = ""
    since: datetime | None = None
    until: datetime | None = None
    organisation_id: str = ""
    person_id: str = ""


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One line of the list. Instants are UTC; `sides` counts participants by side code; `record` is the newest record's
    status or "" when nothing is written."""

    rowid: int
    id: str
    code: str
    title: str
    kind: MeetingKind
    status: MeetingStatus
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    place: LText
    rule: MeetingRule
    marking: str
    sides: Mapping[str, int]
    record: str


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """One participant as listed. `no` counts the ranked members of the side from 1; unranked roles have 0."""

    id: str
    person_id: str | None
    organisation_id: str | None
    side: str
    no: int
    role: ParticipantRole
    status: Attendance
    pinned: bool
    person: PersonSnapshot
    frozen: bool
    represented_by: str
    remarks: str
    anonymous_in_record: bool
    arrived_at: datetime | None
    left_at: datetime | None


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One agenda item; `minutes` is net speaking time (0 = open), `objective` is ours and never leaves; `started_at`
    and `ended_at` (UTC) are what the timer saw."""

    id: str
    no: int
    title: str
    lead: str
    minutes: int
    outcome: OutcomeKind
    papers: str
    objective: str = ""
    started_at: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class MeetingDetail:
    """One meeting, whole: `sides` in printing order (ours first), each with its participants in order."""

    id: str
    version: int
    code: str
    title: str
    kind: MeetingKind
    status: MeetingStatus
    status_reason: str
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    room_id: str | None
    place: LText
    language_mode: LanguageMode
    languages: tuple[str, ...]
    rule: MeetingRule
    marking: str
    channel: Channel
    channel_reference: str
    purpose: str
    notes: str
    delegation_id: str | None
    delegation: str
    topics: tuple[tuple[str, LText], ...]
    agenda: tuple[AgendaRow, ...]
    sides: tuple[tuple[str, tuple[ParticipantRow, ...]], ...]
    predecessor_id: str | None = None

    @property
    def participants(self) -> tuple[ParticipantRow, ...]:
        """Everybody, side by side in order."""
        return tuple(row for _, rows in self.sides for row in rows)


def _row(rowid: int, *values: Any) -> MeetingRow:
    (id, code, title, kind, status, starts, ends, zone, place, room, venue, rule, marking, sides, record) = values
    return MeetingRow(
        rowid=rowid,
        id=id,
        code=code,
        title=title,
        kind=MeetingKind(kind),
        status=MeetingStatus(status),
        starts_at=as_instant(starts),
        ends_at=as_instant(ends),
        time_zone=zone,
        place=place_name(place, as_json(room), as_json(venue)),
        rule=MeetingRule(rule),
        marking=marking,
        sides=as_json(sides),
        record=record or "",
    )


def place_name(place: str, room: LText, venue: LText) -> LText:
    """Where it is: a free text wins, else the room (its venue only when it has no name of its own)."""
    return {"en": place} if place else (room or venue)


_SPEC = ListSpec(
    table="meeting",
    alias="m",
    columns=(
        "m.id, m.code, m.title, m.kind, m.status, m.starts_at, m.ends_at, m.time_zone, m.place, r.name, v.name, "
        "m.rule, "
        "m.marking, "
        "(SELECT json_group_object(side, n) FROM (SELECT side, count(*) n FROM participation p "
        "WHERE p.meeting_id = m.id GROUP BY side)), "
        "(SELECT c.status FROM meeting_record c WHERE c.meeting_id = m.id AND c.deleted_at IS NULL "
        "ORDER BY c.id DESC LIMIT 1)"
    ),
    joins="LEFT JOIN room r ON r.id = m.room_id LEFT JOIN venue v ON v.id = r.venue_id",
    make=_row,
    sorts={"starts_at": "m.starts_at", "title": "m.title", "status": "m.status", "kind": "m.kind"},
    search_kind="meeting",
)


class MeetingQueries(ListQueries[MeetingFilter, MeetingRow]):
    """Reads meetings."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, _SPEC, _where)

    def rowid(self, id: str) -> int | None:
        """The list's key of a meeting, to select it in a list."""
        with self._store.read() as session:
            found = session.execute(text("SELECT rowid FROM meeting WHERE id = :id"), {"id": id}).first()
        return found[0] if found else None

    def get(self, id: str) -> MeetingDetail:
        """One meeting, whole. Raises NotFound."""
        with self._store.read() as session:
            return meeting_detail(session, id)


def meeting_detail(session: Session, id: str) -> MeetingDetail:
    """One meeting, whole, in a running session. Raises NotFound."""
    row = session.scalar(select(Meeting).where(Meeting.id == id, Meeting.deleted_at.is_(None)))
    if row is None:
        raise NotFound(N_("This meeting does not exist."))
    return _detail(session, row)


def _detail(session: Session, row: Meeting) -> MeetingDetail:
    room = session.get(Room, row.room_id) if row.room_id else None
    delegation = session.get(Delegation, row.delegation_id) if row.delegation_id else None
    topics = session.execute(
        select(Topic.id, Topic.name).join(MeetingTopic, MeetingTopic.topic_id == Topic.id)
        .where(MeetingTopic.meeting_id == row.id).order_by(Topic.code)
    )  # fmt: skip
    return MeetingDetail(
        id=row.id,
        version=row.version,
        code=row.code,
        title=row.title,
        kind=row.kind,
        status=row.status,
        status_reason=row.status_reason,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        time_zone=row.time_zone,
        room_id=row.room_id,
        place=place_name(row.place, room.name if room else {}, room.venue.name if room else {}),
        language_mode=row.language_mode,
        languages=tuple(row.languages or ()),
        rule=row.rule,
        marking=row.marking,
        channel=row.channel,
        channel_reference=row.channel_reference,
        purpose=row.purpose,
        notes=row.notes,
        delegation_id=row.delegation_id,
        delegation=delegation.shown_name if delegation else "",
        topics=tuple((id, name) for id, name in topics),
        agenda=tuple(
            AgendaRow(
                item.id,
                item.position,
                item.title,
                item.lead,
                item.minutes,
                item.outcome,
                item.papers,
                item.objective,
                item.started_at,
                item.ended_at,
            )
            for item in row.agenda
        ),
        sides=sides_of(session, row.id),
        predecessor_id=row.predecessor_id,
    )


def sides_of(session: Session, meeting_id: str) -> tuple[tuple[str, tuple[ParticipantRow, ...]], ...]:
    """The sides of a meeting, ours first, then the receiving state's, then others; each in its own order."""
    mission = session.execute(select(Mission.sending_state, Mission.receiving_state)).first()
    first = list(mission) if mission else []
    rows = session.scalars(
        select(Participation)
        .where(Participation.meeting_id == meeting_id)
        .order_by(Participation.side, Participation.order_in_side)
    ).all()
    codes = sorted({row.side for row in rows}, key=lambda code: (first.index(code) if code in first else 9, code))
    sides = []
    for code in codes:
        no = 0
        listed = []
        for row in (one for one in rows if one.side == code):
            ranked = row.role not in UNRANKED_ROLES
            no += ranked
            listed.append(_participant(row, no if ranked else 0))
        sides.append((code, tuple(listed)))
    return tuple(sides)


def _participant(row: Participation, no: int) -> ParticipantRow:
    return ParticipantRow(
        id=row.id,
        person_id=row.person_id,
        organisation_id=row.organisation_id,
        side=row.side,
        no=no,
        role=row.role,
        status=row.status,
        pinned=row.pinned,
        person=PersonSnapshot.from_json(row.snapshot),
        frozen=row.frozen_at is not None,
        represented_by=row.represented_by,
        remarks=row.remarks,
        anonymous_in_record=row.anonymous_in_record,
        arrived_at=row.arrived_at,
        left_at=row.left_at,
    )


def _where(flt: MeetingFilter) -> Where:
    conditions, params = text_condition("meeting", "m", flt.text)
    for column in ("status", "kind"):
        value = getattr(flt, column)
        if value:
            conditions.append(f"m.{column} = :{column}")
            params[column] = value
    if flt.since:
        conditions.append("m.starts_at >= :since")
        params["since"] = instant_text(flt.since)
    if flt.until:
        conditions.append("m.starts_at < :until")
        params["until"] = instant_text(flt.until)
    for column in ("organisation_id", "person_id"):
        value = getattr(flt, column)
        if value:
            conditions.append(f"m.id IN (SELECT p.meeting_id FROM participation p WHERE p.{column} = :{column})")
            params[column] = value
    return conditions, params


def unwritten(session: Session, now: datetime, limit: int = 50) -> list[str]:
    """Ids of meetings that were held (or are over) and have no approved record, newest first."""
    done = (RecordStatus.APPROVED.value, RecordStatus.ISSUED.value)
    statement = text(
        "SELECT m.id FROM meeting m WHERE m.deleted_at IS NULL AND m.ends_at <= :now "
        "AND m.status IN ('held', 'confirmed') AND NOT EXISTS (SELECT 1 FROM meeting_record r "
        "WHERE r.meeting_id = m.id AND r.deleted_at IS NULL AND r.status IN :done) "
        "ORDER BY m.ends_at DESC LIMIT :limit"
    ).bindparams(bindparam("done", expanding=True))
    return [row[0] for row in session.execute(statement, {"now": instant_text(now), "done": done, "limit": limit})]
