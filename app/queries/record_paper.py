"""A record and its meeting as the data that every kind of record prints (domain.md 5.1-5.3).

Everything is taken as it stands at one instant: names, titles and organisations of the day, who came late and who left
early, owners and dates. An approval freezes exactly this, so a paper printed years later says what was approved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.enums import (
    Attribution,
    FollowupKind,
    FollowupStatus,
    MeetingRule,
    ParticipantRole,
    PointKind,
    QuoteConsent,
    RecordKind,
    RecordStatus,
)
from app.core.formats import date_document, due_shown
from app.core.i18n import LANGUAGES, N_, catalogue
from app.core.ltext import LText
from app.core.names import Name, PersonSnapshot
from app.core.wording import label
from app.core.zones import local
from app.documents.data import (
    AgendaItemData,
    AnnexData,
    ConfirmationData,
    ControlData,
    DecisionData,
    FollowupData,
    MinutesData,
    NextMeetingData,
    ParticipantData,
    PointData,
    SideData,
    SignatoryData,
    SignedData,
    Text,
)
from app.domain.documents import Attachment
from app.domain.markings import Marking, find_marking
from app.domain.meetings import Meeting
from app.domain.minutes import MeetingRecord
from app.domain.topics import Source
from app.queries.carry_over import Matter, matters
from app.queries.letterhead import markings_of, mission_data, place_of
from app.queries.meetings import MeetingDetail, ParticipantRow
from app.queries.minutes import CLOSED, PointRow, RecordDetail
from app.queries.presence import presence_note
from app.queries.who import WhoIsWho

_NOT_IN_ITEMS = frozenset({PointKind.NEXT_MEETING})
_SITTING_IN = frozenset({ParticipantRole.OBSERVER, ParticipantRole.STAFF, ParticipantRole.PRESS})


def record_paper(session: Session, meeting: MeetingDetail, record: RecordDetail | None) -> MinutesData:
    """Everything a record prints. A meeting without a record gives a draft with its agenda and people.

    The date of issue is the approval's, else the last edit's, so the same record always gives the same bytes.
    """
    mission = mission_data(session)
    room, venue = place_of(session, meeting)
    who = WhoIsWho(session, meeting)
    points = record.points if record else ()
    both = _Both(record)
    paper = MinutesData(
        mission=mission,
        control=_control(session, record, meeting),
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
            SideData(code, tuple(_participant(row, meeting, record, who) for row in rows), code)
            for code, rows in meeting.sides
        ),
        previous_minutes=_previous(session, meeting),
        matters_arising=(*_matters(record), *_carried(session, meeting)),
        items=_items(session, meeting, points, who, both),
        decisions=tuple(
            DecisionData(p.ref, both.of(p), internal=p.internal, organisations=who.concerned(p))
            for p in points
            if p.kind is PointKind.DECISION
        ),
        actions=tuple(_followup(p, who, both) for p in points if p.kind in (PointKind.ACTION, PointKind.REQUEST)),
        commitments=tuple(_followup(p, who, both) for p in points if p.kind is PointKind.COMMITMENT),
        next_meeting=_next_meeting(points, both),
        closed_at=record.closed_at if record else None,
        recorder=_signed(record.recorder) if record and record.recorder else None,
        approval=_signed(record.approved_by, record.approved_at) if record and record.approved_by else None,
        confirmation=_confirmation(record),
        distribution=tuple(record.distribution) if record else (),
        annexes=_annexes(session, meeting.id),
        our_side=mission.sending_state,
        withheld=who.withheld(points),
    )
    return _with_own_parts(paper, record, both) if record else paper


class _Both:
    """A text in the record's one or two languages."""

    def __init__(self, record: RecordDetail | None) -> None:
        self.first = record.language if record else "en"
        self.second = record.second_language if record else ""

    def text(self, first: str, second: str) -> Text:
        return {self.first: first, self.second: second} if self.second and second else first

    def of(self, point: PointRow) -> Text:
        return self.text(point.text, point.text_second)


def _with_own_parts(paper: MinutesData, record: RecordDetail, both: _Both) -> MinutesData:
    """The parts that belong to some kinds of record."""
    return replace(
        paper,
        summary=both.text(record.summary, record.summary_second),
        comment=record.comment,
        addressee=record.addressee,
        preamble=record.preamble,
        no_press_line=record.no_press_line,
        signatories=tuple(SignatoryData(one.side, one.name, one.title, one.organisation) for one in record.signatories),
        signed_place=record.signed_at_place,
        signed_on=record.signed_on,
        prevailing_language=record.prevailing_language,
        second_language=record.second_language,
        first_language=record.language if record.second_language else "",
        bilingual=record.bilingual,
        outward_list=record.outward_list,
    )


def _items(
    session: Session, meeting: MeetingDetail, points: Sequence[PointRow], who: WhoIsWho, both: _Both
) -> tuple[AgendaItemData, ...]:
    """The agenda with what was recorded under each item, and a last item for what stands under none."""
    sources = _sources(session, points)
    under: dict[str | None, list[PointData]] = {}
    for point in points:
        if point.kind not in _NOT_IN_ITEMS:
            said = _point(point, who, both, sources.get(point.source_id or "", ""))
            under.setdefault(point.agenda_item_id, []).append(said)
    items = tuple(
        AgendaItemData(
            no=str(item.no),
            title=item.title,
            lead=item.lead,
            minutes=item.minutes or None,
            points=tuple(under.get(item.id, ())),
        )
        for item in meeting.agenda
    )
    loose = tuple(under.get(None, ()))
    if not loose:
        return items
    return (*items, AgendaItemData(no=str(len(items) + 1), title=_in_each(N_("Other matters")), points=loose))


def _sources(session: Session, points: Sequence[PointRow]) -> dict[str, str]:
    ids = {point.source_id for point in points if point.source_id}
    found = session.execute(select(Source.id, Source.title).where(Source.id.in_(ids)))
    return dict(found.tuples().all())


def _point(row: PointRow, who: WhoIsWho, both: _Both, source: str) -> PointData:
    speaker = who.person(row.speaker_id)
    if speaker is None and row.speaker_org_id:
        speaker = PersonSnapshot(names=(Name(row.speaker),), organisation={})
    return PointData(
        kind=row.kind,
        text=both.of(row),
        side=row.side,
        speaker=speaker,
        departmental_view=row.departmental_view,
        anonymised=row.anonymised or who.is_hidden(row.speaker_id),
        is_quote=row.is_quote,
        quote_consent=row.quote_consent is QuoteConsent.GIVEN,
        ref=row.ref,
        internal=row.internal,
        outward_label=who.label(row.speaker_id),
        public_source=source,
        organisations=who.concerned(row),
    )


def _followup(row: PointRow, who: WhoIsWho, both: _Both) -> FollowupData:
    owner = who.person(row.owner_person_id)
    organisation: LText | str = who.organisation(row.owner_organisation_id)
    if owner is None and not row.owner_organisation_id:
        organisation = row.owner
    return FollowupData(
        no=row.ref,
        text=both.of(row),
        kind=FollowupKind(row.kind.value),
        side=row.side,
        owner=owner,
        owner_organisation=organisation,
        due=row.due_on,
        due_precision=row.due_precision,
        due_note=row.due_text or row.no_due_reason,
        status=row.followup_status or FollowupStatus.OPEN,
        internal=row.internal,
        organisations=who.concerned(row),
    )


def _participant(
    row: ParticipantRow, meeting: MeetingDetail, record: RecordDetail | None, who: WhoIsWho
) -> ParticipantData:
    return ParticipantData(
        person=row.person,
        role=row.role,
        status=row.status,
        in_attendance=row.role in _SITTING_IN,
        represented_by=PersonSnapshot(names=(Name(row.represented_by),)) if row.represented_by else None,
        note=presence_note(row, meeting, record.closed_at if record else None) or row.remarks,
        sealed=who.is_sealed(row.person_id),
        outward_label=who.label(row.person_id),
        organisation_id=row.organisation_id or "",
    )


def _control(session: Session, record: RecordDetail | None, meeting: MeetingDetail) -> ControlData:
    marking = (record.marking if record else "") or meeting.marking
    markings, tlp = markings_of(marking)
    found = find_marking(marking)
    previous = session.get(MeetingRecord, record.previous_id) if record and record.previous_id else None
    return ControlData(
        reference=(record.reference if record else "") or meeting.code,
        version=record.version_text if record else "0.1",
        status=record.status if record else RecordStatus.DRAFT,
        issued_at=_issued_at(session, record, meeting),
        markings=markings,
        tlp=tlp,
        scheme=found.scheme if isinstance(found, Marking) else "",
        replaces=str(previous.edition) if previous is not None else "",
        changes=record.correction if record else "",
    )


def _issued_at(session: Session, record: RecordDetail | None, meeting: MeetingDetail) -> datetime:
    if record is None:
        row = session.get(Meeting, meeting.id)
        return row.updated_at if row else datetime(2000, 1, 1, tzinfo=UTC)
    return record.approved_at or record.updated_at


def _in_each(message: str, **params: object) -> LText:
    return {lang: catalogue(lang).text(message, **params) for lang in LANGUAGES}


def _matters(record: RecordDetail | None) -> tuple[PointData, ...]:
    lines = record.matters_arising.splitlines() if record else []
    return tuple(PointData(PointKind.NOTING, line.strip()) for line in lines if line.strip())


def _carried(session: Session, meeting: MeetingDetail) -> tuple[PointData, ...]:
    """What is still open from the meetings before, and what was said of it: each a line in every language. Under the
    Chatham House Rule its owner stays unnamed."""
    discreet = meeting.rule is MeetingRule.CHATHAM_HOUSE
    return tuple(
        PointData(
            PointKind.DISCUSSION,
            {lang: _carried_line(one, lang, discreet=discreet) for lang in LANGUAGES},
            side=one.side,
            ref=one.code,
            organisations=(one.owner_organisation_id,) if one.owner_organisation_id else (),
        )
        for one in matters(session, meeting.id)
    )


def _carried_line(one: Matter, lang: str, *, discreet: bool) -> str:
    say = catalogue(lang).text
    due = due_shown(one.due_on, one.due_precision, one.due_text, lang)
    facts = [
        "" if discreet else one.owner,
        say(N_("due {when}"), when=due) if due else "",
        label(one.status_then, lang),
    ]
    line = say(N_("{what} ({facts})"), what=one.title, facts=" · ".join(part for part in facts if part))
    return say(N_("{matter}: {said}"), matter=line, said=one.note) if one.note else line


def _previous(session: Session, meeting: MeetingDetail) -> Text:
    """Which meeting this one follows, by its date, title and the reference of its approved record."""
    row = session.get(Meeting, meeting.predecessor_id) if meeting.predecessor_id else None
    if row is None:
        return ""
    reference = session.scalar(
        select(MeetingRecord.reference).where(
            MeetingRecord.meeting_id == row.id,
            MeetingRecord.status.in_(CLOSED),
            MeetingRecord.reference != "",
            MeetingRecord.deleted_at.is_(None),
        )
    )
    day = local(row.starts_at, row.time_zone).date()
    parts = {lang: (row.title, date_document(day, lang), reference or "") for lang in LANGUAGES}
    return {lang: " · ".join(part for part in found if part) for lang, found in parts.items()}


def _next_meeting(points: Sequence[PointRow], both: _Both) -> NextMeetingData | None:
    lines = [point for point in points if point.kind is PointKind.NEXT_MEETING and not point.internal]
    if not lines:
        return None
    first = "\n".join(point.text for point in lines)
    second = "\n".join(point.text_second for point in lines if point.text_second)
    return NextMeetingData(note=both.text(first, second))


def _signed(name: str, at: datetime | None = None) -> SignedData:
    return SignedData(PersonSnapshot(names=(Name(name),)), at)


def _confirmation(record: RecordDetail | None) -> ConfirmationData:
    if record is None:
        return ConfirmationData()
    return ConfirmationData(record.confirmation, record.confirmed_by or record.confirmation_note, record.confirmed_on)


def _annexes(session: Session, meeting_id: str) -> tuple[AnnexData, ...]:
    return tuple(
        AnnexData(str(no), row.file_name) for no, row in enumerate(attachments_of(session, meeting_id), start=1)
    )


def attachments_of(session: Session, owner_id: str, owner_kind: str = "meeting") -> Sequence[Attachment]:
    """The papers kept with a record, oldest first."""
    return session.scalars(
        select(Attachment)
        .where(Attachment.owner_kind == owner_kind, Attachment.owner_id == owner_id, Attachment.deleted_at.is_(None))
        .order_by(Attachment.id)
    ).all()
