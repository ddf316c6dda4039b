"""The agenda and the sign-in sheet of a meeting as they stand now (domain.md 5.4 and 5.6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.enums import Attendance, MeetingRule, ParticipantRole, RecordStatus
from app.documents.data import AgendaData, AgendaEntry, ControlData, GuestData, SigninData
from app.domain.markings import Marking, find_marking
from app.domain.people import Person
from app.queries.letterhead import markings_of, mission_data, place_of
from app.queries.meetings import MeetingDetail, ParticipantRow


def control(meeting: MeetingDetail, now: datetime) -> ControlData:
    """The head of a paper that has no versions: it is as of now."""
    markings, tlp = markings_of(meeting.marking)
    found = find_marking(meeting.marking)
    return ControlData(
        reference=meeting.code,
        version="1",
        status=RecordStatus.ISSUED,
        issued_at=now,
        markings=markings,
        tlp=tlp,
        scheme=found.scheme if isinstance(found, Marking) else "",
    )


def agenda(session: Session, meeting: MeetingDetail, now: datetime) -> AgendaData:
    """The agenda of a meeting; `now` (aware, UTC) is printed as its date. Under the Chatham House Rule nobody is named
    on it."""
    room, venue = place_of(session, meeting)
    discreet = meeting.rule is MeetingRule.CHATHAM_HOUSE
    chairs = tuple(row.person for row in meeting.participants if row.role is ParticipantRole.CHAIR)
    mission = mission_data(session)
    return AgendaData(
        mission=mission,
        control=control(meeting, now),
        subject=meeting.title,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        time_zone=meeting.time_zone,
        venue=venue,
        room=room,
        meeting_kind=meeting.kind,
        meeting_rule=meeting.rule,
        language_mode=meeting.language_mode,
        interpretation=meeting.languages,
        items=tuple(
            AgendaEntry(
                no=str(item.no),
                title=item.title,
                lead="" if discreet else item.lead,
                minutes=item.minutes or None,
                papers=(item.papers,) if item.papers else (),
                outcome=item.outcome,
                objective=item.objective,
            )
            for item in meeting.agenda
        ),
        co_chairs=() if discreet else chairs,
        secretariat=mission.contact,
    )


def signin_sheet(session: Session, meeting: MeetingDetail, now: datetime) -> SigninData:
    """Everybody who may come, to sign on arrival."""
    room, venue = place_of(session, meeting)
    return SigninData(
        mission=mission_data(session),
        control=control(meeting, now),
        event=meeting.title,
        starts_at=meeting.starts_at,
        time_zone=meeting.time_zone,
        ends_at=meeting.ends_at,
        venue=room or venue,
        meeting_rule=meeting.rule,
        guests=_sealed(session, signin_guests(meeting)),
    )


def _sealed(session: Session, guests: Sequence[tuple[ParticipantRow, GuestData]]) -> tuple[GuestData, ...]:
    """The guests in their places; somebody sealed meanwhile by the outward label, whatever the list of the day says."""
    ids = {row.person_id for row, _ in guests if row.person_id}
    found = session.execute(select(Person.id, Person.outward_label).where(Person.id.in_(ids), Person.is_sealed))
    labels = {id: dict(label or {}) for id, label in found}
    return tuple(
        replace(guest, sealed=True, outward_label=labels[row.person_id]) if row.person_id in labels else guest
        for row, guest in guests
    )


def signin_guests(meeting: MeetingDetail) -> list[tuple[ParticipantRow, GuestData]]:
    """Whoever has a line on the sheet. Who is anonymous in the record has none: the sheet lies in the open. Neither has
    somebody who walked in: they sign on a blank line."""
    return [
        (row, GuestData(row.person, row.person.organisation))
        for row in meeting.participants
        if row.status is not Attendance.WALK_IN and not row.anonymous_in_record
    ]
