"""What the attendee list prints of a meeting, as listed now: by side, then by organisation in the order listed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.enums import MemberCategory, OrgKind, ParticipantRole, RecordStatus
from app.documents.data import (
    AttendeeData,
    AttendeeListData,
    ControlData,
    DelegationGroup,
    OrganisationGroup,
    SideGroup,
)
from app.domain.organisations import Organisation
from app.domain.people import Person
from app.queries.letterhead import markings_of, mission_data, place_of
from app.queries.meetings import MeetingDetail, ParticipantRow

_GOVERNMENT = frozenset(
    {
        OrgKind.MINISTRY,
        OrgKind.AGENCY,
        OrgKind.STATE_GOVERNMENT,
        OrgKind.REGULATOR,
        OrgKind.MISSION,
        OrgKind.INTERNATIONAL_ORGANISATION,
        OrgKind.RESEARCH_INSTITUTE,
    }
)


def attendee_list(session: Session, meeting: MeetingDetail, now: datetime) -> AttendeeListData:
    """The list of one meeting; `now` (aware, UTC) is printed as its date."""
    room, venue = place_of(session, meeting)
    kinds = _organisation_kinds(session, meeting)
    phones = _phones(session, meeting)
    markings, tlp = markings_of(meeting.marking)
    return AttendeeListData(
        mission=mission_data(session),
        control=ControlData(
            reference=meeting.code,
            version="1",
            status=RecordStatus.ISSUED,
            issued_at=now,
            markings=markings,
            tlp=tlp,
        ),
        event=meeting.title,
        as_of=now,
        time_zone=meeting.time_zone,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        venue=room or venue,
        meeting_rule=meeting.rule,
        sides=tuple(
            SideGroup(code, (DelegationGroup("", _by_organisation(rows, kinds, phones)),), code)
            for code, rows in meeting.sides
        ),
    )


def _organisation_kinds(session: Session, meeting: MeetingDetail) -> dict[str, OrgKind]:
    ids = {row.organisation_id for row in meeting.participants if row.organisation_id}
    found = session.execute(select(Organisation.id, Organisation.kind).where(Organisation.id.in_(ids)))
    return dict(found.tuples().all())


def _phones(session: Session, meeting: MeetingDetail) -> dict[str, str]:
    ids = {row.person_id for row in meeting.participants if row.person_id}
    found = session.execute(select(Person.id, Person.phone).where(Person.id.in_(ids)))
    return dict(found.tuples().all())


def _by_organisation(
    rows: Sequence[ParticipantRow], kinds: dict[str, OrgKind], phones: dict[str, str]
) -> tuple[OrganisationGroup, ...]:
    """Groups in the order in which each organisation first appears, so the listed order survives the grouping."""
    groups: dict[str, OrganisationGroup] = {}
    for row in rows:
        key = row.organisation_id or ""
        kind = kinds.get(key)
        category = None
        if kind is not None:
            category = MemberCategory.GOVERNMENT if kind in _GOVERNMENT else MemberCategory.INDUSTRY
        if row.role is ParticipantRole.INTERPRETER:
            category = MemberCategory.INTERPRETER
        line = AttendeeData(row.person, row.role, category, row.status, phones.get(row.person_id or "", ""))
        group = groups.get(key) or OrganisationGroup(row.person.organisation)
        groups[key] = replace(group, attendees=(*group.attendees, line))
    return tuple(groups.values())
