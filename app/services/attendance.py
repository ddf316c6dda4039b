"""Who takes part: two sides, in the order each side listed itself, head first; a manual order always wins.

Every function that takes a `Work` belongs to a unit of work that somebody else commits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.core.changes import Written
from app.core.enums import UNRANKED_ROLES, Attendance, MeetingStatus, ParticipantRole
from app.core.errors import NotFound, Refused
from app.core.i18n import N_
from app.core.text import clean_line
from app.db.unit_of_work import Work
from app.domain.attendance import Participation
from app.domain.delegations import Delegation
from app.domain.meetings import Meeting
from app.domain.mission import Mission
from app.domain.organisations import Organisation
from app.domain.people import Person
from app.services.base import Service, find
from app.services.snapshots import local_day, position_on, shown_on_list, snapshot_of, snapshot_of_organisation


@dataclass(frozen=True, slots=True)
class ParticipantDraft:
    """A participant to add or change. A person, or an organisation that has not named anybody yet.

    `side` "" means the person's or the organisation's usual side, else the receiving state's.
    """

    person_id: str | None = None
    organisation_id: str | None = None
    side: str = ""
    role: ParticipantRole = ParticipantRole.MEMBER
    status: Attendance = Attendance.INVITED
    represented_by: str = ""
    remarks: str = ""
    anonymous_in_record: bool = False
    arrived_at: datetime | None = None
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding several at once: how many were added, how many stood there already."""

    written: Written
    added: int
    present: int


class AttendanceService(Service):
    """Writes participations."""

    def add(self, meeting_id: str, drafts: Sequence[ParticipantDraft]) -> Added:
        """Add people or organisations; who is there already is left as it is. Raises NotFound, Refused."""
        with self.store.write() as work:
            meeting = find(work.session, Meeting, meeting_id)
            added = add_participants(work, meeting, drafts)
        return Added(work.written(meeting_id), added, len(drafts) - added)

    def add_delegation(self, meeting_id: str, delegation_id: str, *, status: Attendance = Attendance.INVITED) -> Added:
        """Add a whole delegation in its own order, its head as head of the side when the side has none."""
        with self.store.write() as work:
            meeting = find(work.session, Meeting, meeting_id)
            delegation = find(work.session, Delegation, delegation_id)
            has_head = any(p.role is ParticipantRole.HEAD and p.side == delegation.side for p in meeting.participants)
            drafts = [
                ParticipantDraft(
                    person_id=member.person_id,
                    side=delegation.side,
                    role=_role_of(member.category.value, member.is_head and not has_head),
                    status=status,
                )
                for member in delegation.members
            ]
            added = add_participants(work, meeting, drafts)
        return Added(work.written(meeting_id), added, len(drafts) - added)

    def update(self, participation_id: str, draft: ParticipantDraft) -> Written:
        """Change side, role, status and remarks of one participant. Naming a head ends the former head's headship."""
        with self.store.write() as work:
            row, meeting = _load(work, participation_id)
            side = draft.side or row.side
            if side != row.side:
                row.side, row.order_in_side = side, _next_order(meeting, side)
            if draft.role is ParticipantRole.HEAD and row.role is not ParticipantRole.HEAD:
                _make_head(meeting, row)
            row.role, row.status = draft.role, draft.status
            row.represented_by, row.remarks = clean_line(draft.represented_by), clean_line(draft.remarks)
            row.anonymous_in_record = draft.anonymous_in_record
            row.arrived_at, row.left_at = draft.arrived_at, draft.left_at
            _renumber(meeting, side)
            work.touch(meeting)
        return work.written(meeting.id)

    def set_status(self, participation_ids: Sequence[str], status: Attendance) -> Written:
        """Note the same answer or presence for several participants of one meeting."""
        with self.store.write() as work:
            meeting = None
            for id in participation_ids:
                row, meeting = _load(work, id)
                row.status = status
            if meeting is None:
                raise Refused(N_("Choose participants first."))
            work.touch(meeting)
        return work.written(meeting.id)

    def reorder(self, meeting_id: str, side: str, participation_ids: Sequence[str]) -> Written:
        """Set the order of one side by hand; the order is pinned and survives every later sort (4.6, 5)."""
        with self.store.write() as work:
            meeting = find(work.session, Meeting, meeting_id)
            rows = {p.id: p for p in meeting.participants if p.side == side}
            if set(rows) != set(participation_ids):
                raise Refused(N_("The list of participants changed meanwhile. Look at it again, then move."))
            for no, id in enumerate(participation_ids, start=1):
                if rows[id].order_in_side != no:
                    rows[id].order_in_side, rows[id].pinned = no, True
            work.touch(meeting)
        return work.written(meeting_id)

    def remove(self, participation_ids: Sequence[str]) -> Written:
        """Take participants off the list."""
        with self.store.write() as work:
            meeting = None
            sides = set()
            for id in participation_ids:
                row, meeting = _load(work, id)
                sides.add(row.side)
                meeting.participants.remove(row)
            if meeting is None:
                raise Refused(N_("Choose participants first."))
            for side in sides:
                _renumber(meeting, side)
            work.touch(meeting)
        return work.written(meeting.id)


def add_participants(work: Work, meeting: Meeting, drafts: Sequence[ParticipantDraft]) -> int:
    """Add to `meeting` whoever is not there yet, at the end of the ranked part of their side. Gives how many came
    in."""
    present = {p.person_id or p.organisation_id for p in meeting.participants}
    receiving = work.session.scalar(select(Mission.receiving_state)) or ""
    orders: dict[str, int] = {}
    added = 0
    people = _load_people(work, drafts)  # held until they are listed: a session forgets what nobody holds
    with work.session.no_autoflush:
        for draft in drafts:
            key = draft.person_id or draft.organisation_id
            if key is None:
                raise Refused(N_("Choose a person or an organisation."))
            if key in present:
                continue
            present.add(key)
            row = _participation(work, meeting, draft, receiving)
            orders.setdefault(row.side, _next_order(meeting, row.side))
            row.order_in_side = orders[row.side]
            orders[row.side] += 1
            meeting.participants.append(row)
            if row.role is ParticipantRole.HEAD:
                _make_head(meeting, row)
            added += 1
    del people
    for side in orders:
        _renumber(meeting, side)
    if added:
        work.touch(meeting)
    return added


def _load_people(work: Work, drafts: Sequence[ParticipantDraft]) -> list[Person]:
    """Fetch everybody at once (one by one, a delegation of 74 would ask the store 300 times). The session finds them
    again as long as the list is kept."""
    ids = [draft.person_id for draft in drafts if draft.person_id]
    statement = select(Person).options(selectinload(Person.names), selectinload(Person.positions))
    return [
        person
        for start in range(0, len(ids), 500)
        for person in work.session.scalars(statement.where(Person.id.in_(ids[start : start + 500])))
    ]


def freeze(work: Work, meeting: Meeting) -> None:
    """Keep everyone's name, title and organisation as on the day for good (4.6, 1)."""
    for row in meeting.participants:
        if row.frozen_at is None:
            _take_snapshot(work, meeting, row)
            row.frozen_at = work.at


def _participation(work: Work, meeting: Meeting, draft: ParticipantDraft, receiving: str) -> Participation:
    side, organisation_id = draft.side, draft.organisation_id
    if draft.person_id:
        person = find(work.session, Person, draft.person_id)
        side = side or person.side
    if organisation_id:
        side = side or find(work.session, Organisation, organisation_id).side
    row = Participation(
        meeting_id=meeting.id,
        person_id=draft.person_id,
        organisation_id=organisation_id,
        side=side or receiving,
        role=draft.role,
        status=draft.status,
        order_in_side=0,
        pinned=False,
        represented_by=clean_line(draft.represented_by),
        remarks=clean_line(draft.remarks),
        anonymous_in_record=draft.anonymous_in_record,
        arrived_at=draft.arrived_at,
        left_at=draft.left_at,
        frozen_at=None,
    )
    _take_snapshot(work, meeting, row)
    if meeting.status is MeetingStatus.HELD:
        row.frozen_at = work.at
    return row


def _take_snapshot(work: Work, meeting: Meeting, row: Participation) -> None:
    on = local_day(meeting.starts_at, meeting.time_zone)
    person = find_any(work, row.person_id) if row.person_id else None
    if person is not None:
        taken = snapshot_of(work.session, person, on, row.organisation_id)
        # whom a sealed person works for would tell who it is, so that link is never made by itself
        if row.organisation_id is None and not person.is_sealed:
            held = position_on(person.positions, on)
            row.organisation_id = held.organisation_id if held else None
    organisation = work.session.get(Organisation, row.organisation_id) if row.organisation_id else None
    if person is None:
        assert organisation is not None
        taken = snapshot_of_organisation(organisation)
    row.snapshot, row.shown_name = taken.as_json(), shown_on_list(person, organisation, taken)


def find_any(work: Work, person_id: str) -> Person:
    """The person even if deleted since: a list of the day keeps them."""
    person = work.session.get(Person, person_id)
    if person is None:
        raise NotFound(N_("This record does not exist any more."))
    return person


def _load(work: Work, participation_id: str) -> tuple[Participation, Meeting]:
    row = work.session.get(Participation, participation_id)
    if row is None:
        raise NotFound(N_("This participant is not on the list any more."))
    return row, find(work.session, Meeting, row.meeting_id)


def _make_head(meeting: Meeting, head: Participation) -> None:
    for other in meeting.participants:
        if other is not head and other.side == head.side and other.role is ParticipantRole.HEAD:
            other.role = ParticipantRole.MEMBER
    head.role, head.order_in_side = ParticipantRole.HEAD, 0


def _next_order(meeting: Meeting, side: str) -> int:
    return 1 + max((p.order_in_side for p in meeting.participants if p.side == side), default=0)


def _renumber(meeting: Meeting, side: str) -> None:
    """Number a side 1..n as it stands, whoever is not counted in precedence last unless pinned elsewhere by hand."""
    rows = [p for p in meeting.participants if p.side == side]
    rows.sort(key=_place)
    for no, row in enumerate(rows, start=1):
        if row.order_in_side != no:
            row.order_in_side = no


def _place(row: Participation) -> tuple[bool, int]:
    return (row.role in UNRANKED_ROLES and not row.pinned, row.order_in_side)


def _role_of(category: str, head: bool) -> ParticipantRole:
    if head:
        return ParticipantRole.HEAD
    return {
        "interpreter": ParticipantRole.INTERPRETER,
        "security": ParticipantRole.SECURITY,
        "press": ParticipantRole.PRESS,
        "staff": ParticipantRole.STAFF,
    }.get(category, ParticipantRole.MEMBER)
