"""Meetings: scheduled, moved through their states, given an agenda."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Written
from app.core.enums import Channel, LanguageMode, MeetingKind, MeetingRule, MeetingStatus, OutcomeKind, RecordStatus
from app.core.errors import Refused
from app.core.i18n import N_
from app.core.problems import Problem
from app.core.text import clean, clean_line
from app.core.zones import is_zone
from app.db.unit_of_work import Work
from app.domain import markings, states
from app.domain.meetings import AgendaItem, Meeting, MeetingTopic
from app.domain.minutes import MeetingRecord
from app.domain.mission import Mission
from app.domain.places import Room
from app.services.attendance import ParticipantDraft, add_participants, freeze
from app.services.base import Service, find, merge, refuse_if

LONGEST = timedelta(days=14)
"""A meeting longer than this is a mistyped date."""


@dataclass(frozen=True, slots=True)
class MeetingDraft:
    """What a person edits of a meeting. `starts_at` and `ends_at` are UTC; `time_zone` is the IANA zone they were typed
    in; `languages` are ISO 639-1 codes in the order of interpretation; `room_id` or a free `place`, or neither yet."""

    title: str = ""
    kind: MeetingKind = MeetingKind.BILATERAL
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    time_zone: str = ""
    room_id: str | None = None
    place: str = ""
    language_mode: LanguageMode = LanguageMode.ONE_LANGUAGE
    languages: tuple[str, ...] = ()
    rule: MeetingRule = MeetingRule.NONE
    marking: str = ""
    channel: Channel = Channel.DIRECT
    channel_reference: str = ""
    purpose: str = ""
    notes: str = ""
    code: str = ""
    event_id: str | None = None
    delegation_id: str | None = None
    topic_ids: tuple[str, ...] = ()

    def problems(self) -> list[Problem]:
        """What is missing or impossible, before the store is asked."""
        found: list[Problem] = []
        if not clean_line(self.title):
            found.append(Problem("title", N_("Enter what the meeting is about.")))
        if self.starts_at is None:
            found.append(Problem("starts_at", N_("Enter when the meeting starts.")))
        if self.ends_at is None:
            found.append(Problem("ends_at", N_("Enter when the meeting ends.")))
        if self.starts_at and self.ends_at:
            if self.ends_at <= self.starts_at:
                found.append(Problem("ends_at", N_("The meeting ends before it starts.")))
            elif self.ends_at - self.starts_at > LONGEST:
                found.append(Problem("ends_at", N_("The meeting lasts more than 14 days; check the dates.")))
        if not is_zone(self.time_zone):
            found.append(Problem("time_zone", N_("Choose a time zone.")))
        return found


@dataclass(frozen=True, slots=True)
class AgendaDraft:
    """One agenda item; `id` None makes a new one, `minutes` is net speaking time (0 = open), `objective` is ours and
    never leaves."""

    title: str
    lead: str = ""
    minutes: int = 0
    outcome: OutcomeKind = OutcomeKind.DISCUSSION
    papers: str = ""
    id: str | None = field(default=None)
    objective: str = ""


def draft_of(row: Meeting) -> MeetingDraft:
    """The draft that would make `row`."""
    return MeetingDraft(
        title=row.title,
        kind=row.kind,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        time_zone=row.time_zone,
        room_id=row.room_id,
        place=row.place,
        language_mode=row.language_mode,
        languages=tuple(row.languages or ()),
        rule=row.rule,
        marking=row.marking,
        channel=row.channel,
        channel_reference=row.channel_reference,
        purpose=row.purpose,
        notes=row.notes,
        code=row.code,
        event_id=row.event_id,
        delegation_id=row.delegation_id,
        topic_ids=tuple(topic.topic_id for topic in row.topics),
    )


class MeetingService(Service):
    """Writes meetings."""

    def draft(self, id: str) -> MeetingDraft:
        """The draft an editor starts from. Raises NotFound."""
        with self.store.read() as session:
            return draft_of(find(session, Meeting, id))

    def blank(self) -> MeetingDraft:
        """A new meeting's draft: the mission's zone, the next full hour, one hour long."""
        with self.store.read() as session:
            zone = session.scalar(select(Mission.time_zone)) or "UTC"
        local = self.store.clock.now().astimezone(ZoneInfo(zone)).replace(minute=0, second=0, microsecond=0)
        start = (local + timedelta(hours=1)).astimezone(UTC)
        return MeetingDraft(starts_at=start, ends_at=start + timedelta(hours=1), time_zone=zone)

    def create(
        self,
        draft: MeetingDraft,
        people: Sequence[ParticipantDraft] = (),
        *,
        status: MeetingStatus = MeetingStatus.TENTATIVE,
        agenda: Sequence[AgendaDraft] = (),
    ) -> Written:
        """Schedule a meeting with whoever is known already. Raises Refused."""
        refuse_if(draft.problems())
        if status not in (MeetingStatus.REQUESTED, MeetingStatus.TENTATIVE, MeetingStatus.CONFIRMED):
            raise Refused(N_("A new meeting starts as requested, tentative or confirmed."))
        with self.store.write() as work:
            row = Meeting(status=status, status_reason="")
            _apply(work.session, row, draft)
            _set_agenda(row, agenda)
            work.session.add(row)
            work.session.flush()
            add_participants(work, row, people)
        return work.written(row.id)

    def update(self, id: str, draft: MeetingDraft, base: MeetingDraft | None = None) -> Written:
        """Save an edit made on `base`. Raises Refused, NotFound, Conflict."""
        with self.store.write() as work:
            row = find(work.session, Meeting, id)
            merged = merge("meeting", row, draft_of(row), draft, base)
            refuse_if(merged.problems())
            _refuse_when_approved(work, row)
            _apply(work.session, row, merged)
        return work.written(id)

    def move(self, id: str, status: MeetingStatus, reason: str = "") -> Written:
        """Move a meeting to another state (6.2). `held` freezes everyone's name and title as on the day.

        Raises Refused for a move that is not allowed, or a postponement or cancellation without a reason.
        """
        with self.store.write() as work:
            row = find(work.session, Meeting, id)
            states.check_move(row.status, status, reason=reason)
            row.status, row.status_reason = status, clean_line(reason)
            if status is MeetingStatus.HELD:
                freeze(work, row)
        return work.written(id)

    def set_agenda(self, id: str, items: Sequence[AgendaDraft]) -> Written:
        """Replace the agenda: items with an id are kept (and their record lines with them), others are new or gone.

        Raises Refused for an item without a title, and for removing an item that record lines stand under.
        """
        problems = [Problem(f"agenda.{no}", N_("Enter a title for this item.")) for no, item in enumerate(items)
                    if not clean_line(item.title)]  # fmt: skip
        refuse_if(problems)
        with self.store.write() as work:
            row = find(work.session, Meeting, id)
            _refuse_when_approved(work, row)
            _refuse_orphans(work.session, row, {item.id for item in items if item.id})
            _set_agenda(row, items)
            work.touch(row)
        return work.written(id)

    def remove(self, id: str) -> Written:
        """Take a meeting off the lists. Refused once it has an approved record: cancel it or keep it."""
        with self.store.write() as work:
            row = find(work.session, Meeting, id)
            _refuse_when_approved(work, row, correcting=False)
            row.deleted_at = work.at
        return work.written(id)


def _apply(session: Session, row: Meeting, draft: MeetingDraft) -> None:
    if draft.marking:
        ceiling = session.scalar(select(Mission.marking_ceiling)) or ""
        markings.check(draft.marking, ceiling)
    if draft.room_id and session.get(Room, draft.room_id) is None:
        raise Refused(problems=[Problem("room_id", N_("This room does not exist any more."))])
    assert draft.starts_at is not None
    assert draft.ends_at is not None
    row.title, row.kind, row.code = clean_line(draft.title), draft.kind, draft.code
    row.starts_at, row.ends_at, row.time_zone = draft.starts_at, draft.ends_at, draft.time_zone
    row.room_id, row.place = draft.room_id, clean_line(draft.place)
    row.language_mode, row.languages, row.rule = draft.language_mode, list(draft.languages), draft.rule
    row.marking, row.channel, row.channel_reference = (
        clean_line(draft.marking),
        draft.channel,
        clean_line(draft.channel_reference),
    )
    row.purpose, row.notes = clean(draft.purpose), clean(draft.notes)
    row.event_id, row.delegation_id = draft.event_id, draft.delegation_id
    known = {topic.topic_id: topic for topic in row.topics}
    if tuple(known) != draft.topic_ids:
        row.topics = [known.get(id) or MeetingTopic(topic_id=id) for id in draft.topic_ids]


def _set_agenda(row: Meeting, items: Sequence[AgendaDraft]) -> None:
    known = {item.id: item for item in row.agenda}
    agenda = []
    for no, draft in enumerate(items, start=1):
        item = known.get(draft.id or "") or AgendaItem()
        item.position, item.title, item.lead = no, clean_line(draft.title), clean_line(draft.lead)
        item.minutes, item.outcome, item.papers = max(0, draft.minutes), draft.outcome, clean_line(draft.papers)
        item.objective = clean(draft.objective)
        agenda.append(item)
    row.agenda = agenda


def _refuse_orphans(session: Session, row: Meeting, kept: set[str]) -> None:
    gone = [item.id for item in row.agenda if item.id not in kept]
    records = session.scalars(select(MeetingRecord).where(MeetingRecord.meeting_id == row.id))
    if any(point.agenda_item_id in gone for record in records for point in record.points):
        raise Refused(N_("Record lines stand under this agenda item. Move them to another item first."))


def _refuse_when_approved(work: Work, row: Meeting, *, correcting: bool = True) -> None:
    """An approved record keeps its meeting as it is, until a correction of it is being written (`correcting`)."""
    records = select(MeetingRecord.id).where(MeetingRecord.meeting_id == row.id, MeetingRecord.deleted_at.is_(None))
    approved = MeetingRecord.status.in_((RecordStatus.APPROVED, RecordStatus.ISSUED))
    if not work.session.scalar(records.where(approved)):
        return
    begun = MeetingRecord.previous_id.is_not(None) & MeetingRecord.status.not_in(
        (RecordStatus.APPROVED, RecordStatus.ISSUED, RecordStatus.SUPERSEDED)
    )
    if not (correcting and work.session.scalar(records.where(begun))):
        raise Refused(N_("The record of this meeting is approved, so the meeting does not change any more."))
