"""Two of a list who turn out to be one: in a meeting, in a delegation.

The kept record's own row stays and takes over what is stronger or earlier in the other, which is removed. What a list
of the day printed does not change: the row that stays keeps its frozen name, title and organisation.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.core.enums import Attendance, ParticipantRole
from app.domain.attendance import Participation
from app.domain.delegations import DelegationMember
from app.domain.meetings import Meeting

STRENGTH = (
    Attendance.ATTENDED,
    Attendance.LEFT_EARLY,
    Attendance.WALK_IN,
    Attendance.ACCEPTED,
    Attendance.TENTATIVE,
    Attendance.INVITED,
    Attendance.ABSENT,
    Attendance.DECLINED,
    Attendance.PRESUMED_DECLINED,
)
"""What is known of somebody's coming, the stronger first: who was seen in the room was there."""

_ROLES = (ParticipantRole.CHAIR, ParticipantRole.HEAD, ParticipantRole.SPEAKER)


@dataclass(frozen=True, slots=True)
class SharedMeeting:
    """A meeting that lists both: they become one, with `status`. `starts_at` is UTC; `frozen` says that its list was
    held fast, so that the kept one's name of the day stays."""

    id: str
    title: str
    starts_at: datetime
    time_zone: str
    keep_status: Attendance
    other_status: Attendance
    status: Attendance
    frozen: bool


def stronger(a: Attendance, b: Attendance) -> Attendance:
    """Of two answers of one person, the one that says more."""
    return min(a, b, key=STRENGTH.index)


def shared(session: Session, kind: str, keep_id: str, other_id: str) -> list[tuple[Participation, Participation]]:
    """The rows of meetings that list both, the kept one's first. Organisations are on a list by themselves only where
    they have named nobody."""
    mine, theirs = aliased(Participation), aliased(Participation)
    statement = select(mine, theirs).join(theirs, theirs.meeting_id == mine.meeting_id)
    if kind == "person":
        statement = statement.where(mine.person_id == keep_id, theirs.person_id == other_id)
    else:
        statement = statement.where(
            mine.organisation_id == keep_id,
            theirs.organisation_id == other_id,
            mine.person_id.is_(None),
            theirs.person_id.is_(None),
        )
    return list(session.execute(statement.order_by(mine.id)).tuples())


def shared_meetings(session: Session, kind: str, keep_id: str, other_id: str) -> tuple[SharedMeeting, ...]:
    """What the preview says of them, newest first."""
    found = []
    for mine, theirs in shared(session, kind, keep_id, other_id):
        meeting = session.get(Meeting, mine.meeting_id)
        if meeting is not None and meeting.deleted_at is None:
            found.append(
                SharedMeeting(
                    id=meeting.id,
                    title=meeting.title,
                    starts_at=meeting.starts_at,
                    time_zone=meeting.time_zone,
                    keep_status=mine.status,
                    other_status=theirs.status,
                    status=stronger(mine.status, theirs.status),
                    frozen=mine.frozen_at is not None,
                )
            )
    return tuple(sorted(found, key=_starts, reverse=True))


def _starts(meeting: SharedMeeting) -> datetime:
    return meeting.starts_at


def join_participations(session: Session, kind: str, keep_id: str, other_id: str) -> int:
    """Make one row of two in every meeting that lists both. Gives in how many."""
    pairs = shared(session, kind, keep_id, other_id)
    gone: set[str] = set()
    for mine, theirs in pairs:
        if mine.id in gone or theirs.id in gone:
            continue
        _take(mine, theirs)
        meeting = session.get(Meeting, mine.meeting_id)
        if meeting is not None and theirs in meeting.participants:
            meeting.participants.remove(theirs)
        else:
            session.delete(theirs)
        gone.add(theirs.id)
    session.flush()
    return len(gone)


def _take(mine: Participation, theirs: Participation) -> None:
    mine.status = stronger(mine.status, theirs.status)
    if theirs.role in _ROLES and mine.role not in _ROLES:
        mine.role = theirs.role
    if mine.side == theirs.side and theirs.order_in_side < mine.order_in_side:
        mine.order_in_side = theirs.order_in_side
    mine.pinned = mine.pinned or theirs.pinned
    mine.anonymous_in_record = mine.anonymous_in_record or theirs.anonymous_in_record
    mine.arrived_at = _of_both(mine.arrived_at, theirs.arrived_at, min)
    mine.left_at = _of_both(mine.left_at, theirs.left_at, max)
    mine.organisation_id = mine.organisation_id or theirs.organisation_id
    mine.represented_by = mine.represented_by or theirs.represented_by
    mine.remarks = mine.remarks if theirs.remarks in mine.remarks else _joined(mine.remarks, theirs.remarks)


def _of_both(a: datetime | None, b: datetime | None, choose: Any) -> datetime | None:
    known = [one for one in (a, b) if one is not None]
    return choose(known) if known else None


def _joined(a: str, b: str) -> str:
    return f"{a}; {b}" if a else b


def join_members(session: Session, keep_id: str, other_id: str) -> int:
    """Make one member of two in every delegation that lists both. Gives in how many."""
    mine, theirs = aliased(DelegationMember), aliased(DelegationMember)
    statement = (
        select(mine, theirs)
        .join(theirs, theirs.delegation_id == mine.delegation_id)
        .where(mine.person_id == keep_id, theirs.person_id == other_id)
    )
    pairs: Iterable[tuple[DelegationMember, DelegationMember]] = session.execute(statement).tuples().all()
    gone: set[str] = set()
    for own, twice in pairs:
        if twice.id in gone:
            continue
        own.is_head = own.is_head or twice.is_head
        own.part = own.part or twice.part
        own.order_no = min(own.order_no, twice.order_no)
        twice.delegation.members.remove(twice)
        gone.add(twice.id)
    session.flush()
    return len(gone)
