"""What documents are made from: frozen data gathered from one consistent read, and the papers kept with a record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.clock import Clock
from app.core.enums import (
    Attribution,
    FollowupKind,
    FollowupStatus,
    ParticipantRole,
    PointKind,
    RecordKind,
    RecordStatus,
)
from app.core.errors import NotFound
from app.core.i18n import LANGUAGES, N_, catalogue
from app.core.ltext import LText
from app.core.names import Name, PersonSnapshot
from app.db.unit_of_work import Store
from app.documents.data import (
    AgendaItemData,
    AnnexData,
    AttendeeListData,
    ConfirmationData,
    ControlData,
    DecisionData,
    FollowupData,
    MinutesData,
    NextMeetingData,
    ParticipantData,
    PointData,
    SideData,
    SignedData,
)
from app.domain.documents import Attachment
from app.domain.meetings import Meeting
from app.domain.minutes import MeetingRecord
from app.domain.organisations import Organisation, OrganisationName
from app.domain.people import Person, PersonName
from app.queries.attendee_list import attendee_list
from app.queries.letterhead import markings_of, mission_data, place_of
from app.queries.meetings import MeetingDetail, MeetingQueries, ParticipantRow
from app.queries.minutes import MinutesQueries, PointRow, RecordDetail

_NOT_IN_ITEMS = frozenset({PointKind.NEXT_MEETING})


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """A paper kept with a record; `size` in bytes."""

    id: str
    file_name: str
    media_type: str
    size: int
    added_at: datetime
    added_by: str


class DocumentQueries:
    """Gathers documents' data."""

    def __init__(self, store: Store, clock: Clock, meetings: MeetingQueries, minutes: MinutesQueries) -> None:
        self._store, self._clock = store, clock
        self._meetings, self._minutes = meetings, minutes

    def minutes(self, meeting_id: str) -> MinutesData:
        """Everything the minutes print. A meeting without a record gives a draft with its agenda and people.

        The date of issue is the approval's, else the last edit's, so the same record always gives the same bytes.
        """
        meeting = self._meetings.get(meeting_id)
        record = self._minutes.of_meeting(meeting_id)
        with self._store.read() as session:
            mission = mission_data(session)
            room, venue = place_of(session, meeting)
            snapshots = _Snapshots(session, meeting)
            points = record.points if record else ()
            issued = _issued_at(session, record, meeting)
            return MinutesData(
                mission=mission,
                control=_control(record, meeting, issued),
                subject=meeting.title,
                starts_at=meeting.starts_at,
                ends_at=meeting.ends_at,
                time_zone=meeting.time_zone,
                venue=venue,
                room=room,
                record_kind=record.kind if record else RecordKind.MINUTES,
                meeting_kind=meeting.kind,
                meeting_rule=meeting.rule,
                attribution=record.attribution if record else Attribution.BY_SIDE,
                language_mode=meeting.language_mode,
                interpretation=meeting.languages,
                sides=tuple(
                    SideData(code, tuple(_participant(row) for row in rows), code) for code, rows in meeting.sides
                ),
                matters_arising=_matters(record),
                items=_items(meeting, points, snapshots),
                decisions=tuple(DecisionData(p.ref, p.text) for p in points if p.kind is PointKind.DECISION),
                actions=tuple(
                    _followup(p, snapshots) for p in points if p.kind in (PointKind.ACTION, PointKind.REQUEST)
                ),
                commitments=tuple(_followup(p, snapshots) for p in points if p.kind is PointKind.COMMITMENT),
                next_meeting=_next_meeting(points),
                closed_at=record.closed_at if record else None,
                recorder=_signed(record.recorder) if record and record.recorder else None,
                approval=_signed(record.approved_by, record.approved_at) if record and record.approved_by else None,
                confirmation=_confirmation(record),
                distribution=tuple(record.distribution) if record else (),
                annexes=tuple(
                    AnnexData(str(no), row.file_name)
                    for no, row in enumerate(_attachments(session, meeting_id), start=1)
                ),
            )

    def attendee_list(self, meeting_id: str) -> AttendeeListData:
        """Everything the attendee list prints, grouped by side and organisation in the order listed, as of now."""
        meeting = self._meetings.get(meeting_id)
        with self._store.read() as session:
            return attendee_list(session, meeting, self._clock.now())

    def attachments(self, owner_kind: str, owner_id: str) -> list[AttachmentRow]:
        """The papers kept with a record, oldest first."""
        with self._store.read() as session:
            return [
                AttachmentRow(row.id, row.file_name, row.media_type, row.size, row.created_at, row.created_by)
                for row in _attachments(session, owner_id, owner_kind)
            ]

    def attachment(self, id: str) -> tuple[str, bytes]:
        """(file name, content). Raises NotFound."""
        with self._store.read() as session:
            row = session.get(Attachment, id)
            if row is None or row.deleted_at is not None:
                raise NotFound(N_("This file does not exist any more."))
            return row.file_name, row.content


class _Snapshots:
    """Who somebody is for this meeting: as listed on the day, else by name alone."""

    def __init__(self, session: Session, meeting: MeetingDetail) -> None:
        self._session = session
        self._listed = {row.person_id: row.person for row in meeting.participants if row.person_id}
        self._hidden = {row.person_id for row in meeting.participants if row.anonymous_in_record}

    def person(self, id: str | None) -> PersonSnapshot | None:
        if id is None:
            return None
        if id in self._listed:
            return self._listed[id]
        row = self._session.get(Person, id)
        if row is None:
            return None
        if row.is_sealed:
            return PersonSnapshot(names=(Name((row.outward_label or {}).get("en", "")),))
        names = self._session.scalars(
            select(PersonName).where(PersonName.person_id == id).order_by(PersonName.position)
        )
        return PersonSnapshot(names=_one_per_script(names))

    def is_hidden(self, id: str | None) -> bool:
        return id in self._hidden

    def organisation(self, id: str | None) -> LText:
        if id is None:
            return {}
        names = self._session.scalars(
            select(OrganisationName)
            .where(OrganisationName.organisation_id == id)
            .order_by(OrganisationName.position.desc())
        )
        found = {name.lang: name.text for name in names}
        shown = self._session.scalar(select(Organisation.shown_name).where(Organisation.id == id))
        return {**found, "en": shown or found.get("en", "")}


def _one_per_script(rows: Iterable[PersonName]) -> tuple[Name, ...]:
    names: dict[str, Name] = {}
    for row in rows:
        names.setdefault(row.script, Name(row.full, row.script, row.order, row.family, row.given, row.reading))
    return tuple(names.values())


def _items(meeting: MeetingDetail, points: Sequence[PointRow], snapshots: _Snapshots) -> tuple[AgendaItemData, ...]:
    """The agenda with what was recorded under each item, and a last item for what stands under none."""
    items = tuple(
        AgendaItemData(
            no=str(item.no),
            title=item.title,
            lead=item.lead,
            minutes=item.minutes or None,
            points=tuple(_point_data(p, snapshots) for p in points if _stands_under(p, item.id)),
        )
        for item in meeting.agenda
    )
    loose = tuple(_point_data(p, snapshots) for p in points if _stands_under(p, None))
    if not loose:
        return items
    return (*items, AgendaItemData(no=str(len(items) + 1), title=_other_matters(), points=loose))


def _stands_under(point: PointRow, item_id: str | None) -> bool:
    return point.agenda_item_id == item_id and point.kind not in _NOT_IN_ITEMS


def _point_data(row: PointRow, snapshots: _Snapshots) -> PointData:
    speaker = snapshots.person(row.speaker_id)
    if speaker is None and row.speaker_org_id:
        speaker = PersonSnapshot(names=(Name(row.speaker),), organisation={})
    return PointData(
        kind=row.kind,
        text=row.text,
        side=row.side,
        speaker=speaker,
        anonymised=row.anonymised or snapshots.is_hidden(row.speaker_id),
        ref=row.ref,
    )


def _followup(row: PointRow, snapshots: _Snapshots) -> FollowupData:
    owner = snapshots.person(row.owner_person_id)
    organisation: LText | str = snapshots.organisation(row.owner_organisation_id)
    if owner is None and not row.owner_organisation_id:
        organisation = row.owner
    return FollowupData(
        no=row.ref,
        text=row.text,
        kind=FollowupKind(row.kind.value),
        side=row.side,
        owner=owner,
        owner_organisation=organisation,
        due=row.due_on,
        due_precision=row.due_precision,
        due_note=row.due_text or row.no_due_reason,
        status=row.followup_status or FollowupStatus.OPEN,
    )


def _participant(row: ParticipantRow) -> ParticipantData:
    return ParticipantData(
        person=row.person,
        role=row.role,
        status=row.status,
        in_attendance=row.role in (ParticipantRole.OBSERVER, ParticipantRole.STAFF, ParticipantRole.PRESS),
        represented_by=PersonSnapshot(names=(Name(row.represented_by),)) if row.represented_by else None,
        note=row.remarks,
    )


def _control(record: RecordDetail | None, meeting: MeetingDetail, issued: datetime) -> ControlData:
    markings, tlp = markings_of((record.marking if record else "") or meeting.marking)
    return ControlData(
        reference=(record.reference if record else "") or meeting.code,
        version=record.version_text if record else "0.1",
        status=record.status if record else RecordStatus.DRAFT,
        issued_at=issued,
        markings=markings,
        tlp=tlp,
    )


def _issued_at(session: Session, record: RecordDetail | None, meeting: MeetingDetail) -> datetime:
    if record is None:
        row = session.get(Meeting, meeting.id)
        return row.updated_at if row else datetime(2000, 1, 1, tzinfo=UTC)
    if record.approved_at:
        return record.approved_at
    row_time = session.scalar(select(MeetingRecord.updated_at).where(MeetingRecord.id == record.id))
    return row_time or record.updated_at


def _other_matters() -> LText:
    return {lang: catalogue(lang).text(N_("Other matters")) for lang in LANGUAGES}


def _matters(record: RecordDetail | None) -> tuple[PointData, ...]:
    lines = record.matters_arising.splitlines() if record else []
    return tuple(PointData(PointKind.NOTING, line.strip()) for line in lines if line.strip())


def _next_meeting(points: Sequence[PointRow]) -> NextMeetingData | None:
    lines = [point.text for point in points if point.kind is PointKind.NEXT_MEETING]
    return NextMeetingData(note="\n".join(lines)) if lines else None


def _signed(name: str, at: datetime | None = None) -> SignedData:
    return SignedData(PersonSnapshot(names=(Name(name),)), at)


def _confirmation(record: RecordDetail | None) -> ConfirmationData:
    return ConfirmationData(record.confirmation, record.confirmation_note) if record else ConfirmationData()


def _attachments(session: Session, owner_id: str, owner_kind: str = "meeting") -> Sequence[Attachment]:
    return session.scalars(
        select(Attachment)
        .where(Attachment.owner_kind == owner_kind, Attachment.owner_id == owner_id, Attachment.deleted_at.is_(None))
        .order_by(Attachment.id)
    ).all()
