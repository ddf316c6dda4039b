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
    people = _people(session, meeting)
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
            SideGroup(code, (DelegationGroup("", _by_organisation(rows, kinds, people)),), code)
            for code, rows in meeting.sides
        ),
    )


def _organisation_kinds(session: Session, meeting: MeetingDetail) -> dict[str, OrgKind]:
    ids = {row.organisation_id for row in meeting.participants if row.organisation_id}
    found = session.execute(select(Organisation.id, Organisation.kind).where(Organisation.id.in_(ids)))
    return dict(found.tuples().all())


def _people(session: Session, meeting: MeetingDetail) -> dict[str, Person]:
    ids = {row.person_id for row in meeting.participants if row.person_id}
    return {person.id: person for person in session.scalars(select(Person).where(Person.id.in_(ids)))}


def _by_organisation(
    rows: Sequence[ParticipantRow], kinds: dict[str, OrgKind], people: dict[str, Person]
) -> tuple[OrganisationGroup, ...]:
    """Groups in the order in which each organisation first appears, so the listed order survives the grouping.

    Somebody sealed is listed by the outward label, even where the list of the day still has the name.
    """
    groups: dict[str, OrganisationGroup] = {}
    for row in rows:
        key = row.organisation_id or ""
        kind = kinds.get(key)
        category = None
        if kind is not None:
            category = MemberCategory.GOVERNMENT if kind in _GOVERNMENT else MemberCategory.INDUSTRY
        if row.role is ParticipantRole.INTERPRETER:
            category = MemberCategory.INTERPRETER
        person = people.get(row.person_id or "")
        line = AttendeeData(
            row.person,
            row.role,
            category,
            row.status,
            mobile=person.phone if person else "",
            sealed=person.is_sealed if person else False,
            outward_label=dict(person.outward_label or {}) if person else {},
        )
        group = groups.get(key) or OrganisationGroup(row.person.organisation)
        groups[key] = replace(group, attendees=(*group.attendees, line))
    return tuple(groups.values())
