"""The record of a meeting: points typed under agenda items, promises that become follow-ups, and approval.

A promise is one object: the record line holds its words, its follow-up holds side, owner and due date; they are written
together and linked both ways (4.6, 19). An approved record does not change any more (4.6, 17).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import func, select

from app.core.changes import Written
from app.core.enums import (
    PROMISE_KINDS,
    Attribution,
    Confirmation,
    DuePrecision,
    FollowupKind,
    FollowupStatus,
    MeetingStatus,
    PointKind,
    RecordKind,
    RecordStatus,
)
from app.core.errors import NotFound, Refused
from app.core.i18n import N_
from app.core.problems import Problem
from app.core.text import clean, clean_line
from app.db.unit_of_work import Work
from app.domain import markings, states
from app.domain.followups import Followup
from app.domain.meetings import AgendaItem, Meeting
from app.domain.minutes import MeetingRecord, RecordPoint
from app.domain.mission import Mission
from app.queries.minutes import before_approval, detail
from app.services.base import Service, find, merge, refuse_if
from app.services.followups import FollowupDraft, new_followup
from app.services.followups import apply as apply_followup


@dataclass(frozen=True, slots=True)
class PointDraft:
    """One line of a record. The owner and due fields count only for a promise (action, commitment, request)."""

    text: str = ""
    kind: PointKind = PointKind.STATEMENT
    agenda_item_id: str | None = None
    side: str = ""
    speaker_id: str | None = None
    speaker_org_id: str | None = None
    topic_ids: tuple[str, ...] = ()
    anonymised: bool = False
    source_id: str | None = None
    owner_person_id: str | None = None
    owner_organisation_id: str | None = None
    owner_text: str = ""
    due_on: date | None = None
    due_precision: DuePrecision = DuePrecision.DATE
    due_text: str = ""
    no_due_reason: str = ""

    @property
    def is_promise(self) -> bool:
        return self.kind in PROMISE_KINDS


@dataclass(frozen=True, slots=True)
class RecordDraft:
    """What a person edits of a record's head."""

    kind: RecordKind = RecordKind.MINUTES
    language: str = "en"
    marking: str = ""
    attribution: Attribution = Attribution.BY_SIDE
    confirmation: Confirmation = Confirmation.NOT_SOUGHT
    confirmation_note: str = ""
    matters_arising: str = ""
    recorder: str = ""
    closed_at: datetime | None = None
    distribution: tuple[str, ...] = ()


def record_draft_of(row: MeetingRecord) -> RecordDraft:
    """The draft that would make `row`'s head."""
    return RecordDraft(
        row.kind,
        row.language,
        row.marking,
        row.attribution,
        row.confirmation,
        row.confirmation_note,
        row.matters_arising,
        row.recorder,
        row.closed_at,
        tuple(row.distribution or ()),
    )


def point_draft_of(row: RecordPoint, promise: Followup | None) -> PointDraft:
    """The draft that would make `row` and its promise."""
    draft = PointDraft(
        text=row.text,
        kind=row.kind,
        agenda_item_id=row.agenda_item_id,
        side=row.side,
        speaker_id=row.speaker_id,
        speaker_org_id=row.speaker_org_id,
        topic_ids=tuple(row.topic_ids or ()),
        anonymised=row.anonymised,
        source_id=row.source_id,
    )
    if promise is None:
        return draft
    return replace(
        draft,
        owner_person_id=promise.owner_person_id,
        owner_organisation_id=promise.owner_organisation_id,
        owner_text=promise.owner_text,
        due_on=promise.due_on,
        due_precision=promise.due_precision,
        due_text=promise.due_text,
        no_due_reason=promise.no_due_reason,
    )


class MinutesService(Service):
    """Writes records and their points."""

    def open(self, meeting_id: str, kind: RecordKind = RecordKind.MINUTES) -> Written:
        """The meeting's record of this kind, made as a draft when there is none. Raises NotFound."""
        with self.store.write() as work:
            meeting = find(work.session, Meeting, meeting_id)
            row = work.session.scalar(
                select(MeetingRecord).where(
                    MeetingRecord.meeting_id == meeting_id,
                    MeetingRecord.kind == kind,
                    MeetingRecord.status != RecordStatus.SUPERSEDED,
                    MeetingRecord.deleted_at.is_(None),
                )
            )
            if row is None:
                row = MeetingRecord(
                    meeting_id=meeting_id,
                    kind=kind,
                    status=RecordStatus.DRAFT,
                    marking=meeting.marking,
                    recorder=work.actor,
                    draft_no=1,
                    edition=0,
                    reference="",
                )
                work.session.add(row)
        return work.written(row.id)

    def head(self, record_id: str) -> RecordDraft:
        """The head an editor starts from. Raises NotFound."""
        with self.store.read() as session:
            return record_draft_of(find(session, MeetingRecord, record_id))

    def set_head(self, record_id: str, draft: RecordDraft, base: RecordDraft | None = None) -> Written:
        """Save an edit of the record's head. Raises Refused (approved, marking above the ceiling), Conflict."""
        with self.store.write() as work:
            row = _open_record(work, record_id)
            merged = merge("record", row, record_draft_of(row), draft, base)
            markings.check(merged.marking, work.session.scalar(select(Mission.marking_ceiling)) or "")
            row.kind, row.language, row.marking = merged.kind, merged.language, clean_line(merged.marking)
            row.attribution, row.confirmation = merged.attribution, merged.confirmation
            row.confirmation_note, row.matters_arising = clean(merged.confirmation_note), clean(merged.matters_arising)
            row.recorder, row.closed_at = clean_line(merged.recorder), merged.closed_at
            row.distribution = [clean_line(line) for line in merged.distribution if line.strip()]
        return work.written(record_id)

    def point(self, point_id: str) -> PointDraft:
        """The line an editor starts from. Raises NotFound."""
        with self.store.read() as session:
            row = session.get(RecordPoint, point_id)
            if row is None:
                raise NotFound(N_("This line is not in the record any more."))
            return point_draft_of(row, session.scalar(select(Followup).where(Followup.source_point_id == point_id)))

    def add_point(self, record_id: str, draft: PointDraft, *, after: str | None = None) -> Written:
        """Write a new line; `after` None puts it at the end of its agenda item. Gives the point's id.

        Raises Refused for an empty line or an approved record.
        """
        _refuse_empty(draft)
        with self.store.write() as work:
            record = _open_record(work, record_id)
            row = RecordPoint(record_id=record_id, anonymised=False)
            points = list(record.points)
            points.insert(_place(points, draft.agenda_item_id, after, _items(work, record)), row)
            _fill(row, draft)
            record.points.append(row)
            _number(points)
            work.session.flush()
            _keep_promise(work, record, row, draft)
            work.touch(record)
        return work.written(row.id)

    def update_point(self, point_id: str, draft: PointDraft, base: PointDraft | None = None) -> Written:
        """Save an edit of a line made on `base`. Raises Refused, NotFound, Conflict."""
        _refuse_empty(draft)
        with self.store.write() as work:
            row, record = _load(work, point_id)
            promise = work.session.scalar(select(Followup).where(Followup.source_point_id == point_id))
            merged = merge("record", record, point_draft_of(row, promise), draft, base)
            _fill(row, merged)
            _keep_promise(work, record, row, merged)
            work.touch(record)
        return work.written(point_id)

    def move_point(self, point_id: str, by: int) -> Written:
        """Move a line up (by < 0) or down among the lines; past the edge of its agenda item it changes the item."""
        with self.store.write() as work:
            row, record = _load(work, point_id)
            items = _items(work, record)
            points = list(record.points)
            at = points.index(row)
            neighbour = points[at + by] if 0 <= at + by < len(points) else None
            if neighbour is not None and neighbour.agenda_item_id == row.agenda_item_id:
                points.insert(at + by, points.pop(at))
            else:
                slot = items.index(row.agenda_item_id) + (1 if by > 0 else -1)
                if not 0 <= slot < len(items):
                    return Written(point_id, work.changes)
                row.agenda_item_id = items[slot]
                points.remove(row)
                same = [no for no, point in enumerate(points) if point.agenda_item_id == items[slot]]
                earlier = [no for no, point in enumerate(points) if items.index(point.agenda_item_id) < slot]
                start = same[0] if same else (earlier[-1] + 1 if earlier else 0)
                points.insert(start if by > 0 else (same[-1] + 1 if same else start), row)
            _number(points)
            work.touch(record)
        return work.written(point_id)

    def remove_point(self, point_id: str) -> Written:
        """Delete a line; an untouched promise goes with it, one that was worked on must be dropped first (4.6, 19)."""
        with self.store.write() as work:
            row, record = _load(work, point_id)
            _end_promise(work, row)
            record.points.remove(row)
            _number(list(record.points))
            work.touch(record)
        return work.written(point_id)

    def circulate(self, record_id: str) -> Written:
        """Send the draft for comment: it comes under review and the next draft counts one higher."""
        with self.store.write() as work:
            row = _open_record(work, record_id)
            states.check_move(row.status, RecordStatus.UNDER_REVIEW)
            row.status, row.draft_no = RecordStatus.UNDER_REVIEW, row.draft_no + 1
        return work.written(record_id)

    def approve(self, record_id: str, approved_by: str) -> Written:
        """Approve, number and freeze a record. Raises Refused naming every line that still lacks something (15, 18)."""
        with self.store.write() as work:
            row = _open_record(work, record_id)
            meeting = find(work.session, Meeting, row.meeting_id)
            refuse_if(
                before_approval(
                    detail(work.session, row),
                    held=meeting.status is MeetingStatus.HELD,
                    has_place=bool(meeting.room_id or meeting.place),
                    listed=len(meeting.participants),
                )
            )
            states.check_move(row.status, RecordStatus.APPROVED)
            row.status, row.approved_by, row.approved_at = RecordStatus.APPROVED, clean_line(approved_by), work.at
            row.edition += 1
            row.reference = row.reference or _next_reference(work, row.kind)
        return work.written(record_id)


def _open_record(work: Work, record_id: str) -> MeetingRecord:
    row = find(work.session, MeetingRecord, record_id)
    if row.status in (RecordStatus.APPROVED, RecordStatus.ISSUED, RecordStatus.SUPERSEDED):
        raise Refused(N_("This record is approved and does not change any more."))
    return row


def _load(work: Work, point_id: str) -> tuple[RecordPoint, MeetingRecord]:
    row = work.session.get(RecordPoint, point_id)
    if row is None:
        raise NotFound(N_("This line is not in the record any more."))
    return row, _open_record(work, row.record_id)


def _refuse_empty(draft: PointDraft) -> None:
    if not clean(draft.text).strip():
        raise Refused(problems=[Problem("text", N_("The line is empty."))])


def _fill(row: RecordPoint, draft: PointDraft) -> None:
    row.text, row.kind, row.side = clean(draft.text).strip(), draft.kind, draft.side
    row.agenda_item_id, row.speaker_id = draft.agenda_item_id, draft.speaker_id
    row.speaker_org_id, row.topic_ids = draft.speaker_org_id, list(draft.topic_ids)
    row.anonymised, row.source_id = draft.anonymised, draft.source_id


def _items(work: Work, record: MeetingRecord) -> list[str | None]:
    ids = work.session.scalars(
        select(AgendaItem.id).where(AgendaItem.meeting_id == record.meeting_id).order_by(AgendaItem.position)
    )
    return [None, *ids]


def _place(points: list[RecordPoint], item: str | None, after: str | None, items: list[str | None]) -> int:
    for no, point in enumerate(points):
        if point.id == after:
            return no + 1
    if item not in items:
        raise Refused(N_("This agenda item does not exist any more."))
    slot = items.index(item)
    before = [no for no, point in enumerate(points) if items.index(point.agenda_item_id) <= slot]
    return before[-1] + 1 if before else 0


def _number(points: list[RecordPoint]) -> None:
    for no, point in enumerate(points, start=1):
        if point.seq != no:
            point.seq = no


def _keep_promise(work: Work, record: MeetingRecord, row: RecordPoint, draft: PointDraft) -> None:
    promise = work.session.scalar(select(Followup).where(Followup.source_point_id == row.id))
    if not draft.is_promise:
        if promise is not None:
            _end_promise(work, row)
        return
    wanted = FollowupDraft(
        title=draft.text,
        kind=FollowupKind(draft.kind.value),
        side=draft.side,
        owner_person_id=draft.owner_person_id,
        owner_organisation_id=draft.owner_organisation_id,
        owner_text=draft.owner_text,
        due_on=draft.due_on,
        due_precision=draft.due_precision,
        due_text=draft.due_text,
        no_due_reason=draft.no_due_reason,
        meeting_id=record.meeting_id,
    )
    if promise is None:
        new_followup(work, wanted, source_point_id=row.id)
        return
    kept = replace(wanted, next_step=promise.next_step, reference=promise.reference, visit_id=promise.visit_id)
    apply_followup(work.session, promise, kept)


def _end_promise(work: Work, row: RecordPoint) -> None:
    promise = work.session.scalar(select(Followup).where(Followup.source_point_id == row.id))
    if promise is None:
        return
    if promise.status is FollowupStatus.IN_HAND:
        raise Refused(N_("Work on this promise has begun. Drop it with a reason first, then change the line."))
    if promise.status is FollowupStatus.OPEN:
        work.session.delete(promise)
    else:
        promise.source_point_id = None  # closed: it stays in the register, the line may go
    work.session.flush()


_SHORT = {
    RecordKind.MINUTES: "MIN",
    RecordKind.RECORD_OF_DISCUSSION: "ROD",
    RecordKind.AGREED_MINUTES: "AM",
    RecordKind.NOTE_FOR_FILE: "NFF",
    RecordKind.AIDE_MEMOIRE: "AIM",
    RecordKind.PRESS_LINE: "PL",
}
"""A record kind's part in its reference ("EOJ/MIN/2025/0001")."""


def _next_reference(work: Work, kind: RecordKind) -> str:
    """Gapless per kind and year (4.6, 22): counted under the write lock, so two approvals never share a number."""
    prefix = work.session.scalar(select(Mission.reference_prefix)) or "REC"
    stem = f"{prefix}/{_SHORT[kind]}/{work.at.year}/"
    used = work.session.scalar(
        select(func.count()).select_from(MeetingRecord).where(MeetingRecord.reference.startswith(stem, autoescape=True))
    )
    return f"{stem}{(used or 0) + 1:04d}"
