"""Reading records: points under their agenda items, promises with owner and due date, and what is still missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.enums import (
    PROMISE_KINDS,
    Attribution,
    Confirmation,
    DuePrecision,
    FollowupStatus,
    PointKind,
    RecordKind,
    RecordStatus,
)
from app.core.errors import NotFound
from app.core.i18n import N_
from app.core.problems import Problem
from app.db.unit_of_work import Store
from app.domain.followups import Followup
from app.domain.minutes import MeetingRecord, RecordPoint
from app.domain.organisations import Organisation
from app.domain.people import Person


@dataclass(frozen=True, slots=True)
class PointRow:
    """One line. `ref` is its number in the record's tables ("D1", "A2", "C1"), "" for what is not counted. Owner
    and due
    are the follow-up's; `missing` says what a promise lacks ("side", "owner", "due")."""

    id: str
    seq: int
    agenda_item_id: str | None
    kind: PointKind
    ref: str
    text: str
    side: str
    speaker_id: str | None
    speaker_org_id: str | None
    speaker: str
    topic_ids: tuple[str, ...]
    anonymised: bool
    followup_id: str | None
    owner_person_id: str | None
    owner_organisation_id: str | None
    owner: str
    due_on: date | None
    due_precision: DuePrecision
    due_text: str
    no_due_reason: str
    followup_status: FollowupStatus | None
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordDetail:
    """One record, whole; `version_text` is what paper carries ("0.3" for a draft, "1" once approved)."""

    id: str
    version: int
    meeting_id: str
    kind: RecordKind
    language: str
    status: RecordStatus
    marking: str
    attribution: Attribution
    confirmation: Confirmation
    confirmation_note: str
    reference: str
    version_text: str
    matters_arising: str
    recorder: str
    approved_by: str
    approved_at: datetime | None
    closed_at: datetime | None
    updated_at: datetime
    distribution: tuple[str, ...]
    points: tuple[PointRow, ...]

    @property
    def is_open(self) -> bool:
        """Whether it may still be edited."""
        return self.status not in (RecordStatus.APPROVED, RecordStatus.ISSUED, RecordStatus.SUPERSEDED)


_LETTER = {
    PointKind.DECISION: "D",
    PointKind.ACTION: "A",
    PointKind.COMMITMENT: "C",
    PointKind.REQUEST: "R",
}


class MinutesQueries:
    """Reads records."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of_meeting(self, meeting_id: str, kind: RecordKind | None = None) -> RecordDetail | None:
        """The meeting's record in force (minutes before other kinds), or None when nothing is written."""
        with self._store.read() as session:
            statement = select(MeetingRecord).where(
                MeetingRecord.meeting_id == meeting_id,
                MeetingRecord.status != RecordStatus.SUPERSEDED,
                MeetingRecord.deleted_at.is_(None),
            )
            if kind is not None:
                statement = statement.where(MeetingRecord.kind == kind)
            rows = sorted(session.scalars(statement), key=lambda row: (row.kind is not RecordKind.MINUTES, row.id))
            return detail(session, rows[0]) if rows else None

    def get(self, record_id: str) -> RecordDetail:
        """One record, whole. Raises NotFound."""
        with self._store.read() as session:
            row = session.get(MeetingRecord, record_id)
            if row is None or row.deleted_at is not None:
                raise NotFound(N_("This record does not exist."))
            return detail(session, row)

    def point_place(self, point_id: str) -> tuple[str, str]:
        """(meeting id, record id) of a line, to open it. Raises NotFound."""
        with self._store.read() as session:
            found = session.execute(
                select(MeetingRecord.meeting_id, MeetingRecord.id)
                .join(RecordPoint, RecordPoint.record_id == MeetingRecord.id)
                .where(RecordPoint.id == point_id)
            ).first()
        if found is None:
            raise NotFound(N_("This line is not in the record any more."))
        return found[0], found[1]


def detail(session: Session, row: MeetingRecord) -> RecordDetail:
    """The record with its points numbered as paper numbers them."""
    promises = {
        promise.source_point_id: promise
        for promise in session.scalars(
            select(Followup)
            .join(RecordPoint, RecordPoint.id == Followup.source_point_id)
            .where(RecordPoint.record_id == row.id, Followup.deleted_at.is_(None))
        )
    }
    counts: dict[str, int] = {}
    points = []
    for point in row.points:
        letter = _LETTER.get(point.kind, "")
        counts[letter] = counts.get(letter, 0) + 1
        points.append(_point(session, point, promises.get(point.id), f"{letter}{counts[letter]}" if letter else ""))
    return RecordDetail(
        id=row.id,
        version=row.version,
        meeting_id=row.meeting_id,
        kind=row.kind,
        language=row.language,
        status=row.status,
        marking=row.marking,
        attribution=row.attribution,
        confirmation=row.confirmation,
        confirmation_note=row.confirmation_note,
        reference=row.reference,
        version_text=str(row.edition) if row.edition else f"0.{row.draft_no}",
        matters_arising=row.matters_arising,
        recorder=row.recorder,
        approved_by=row.approved_by,
        approved_at=row.approved_at,
        closed_at=row.closed_at,
        updated_at=row.updated_at,
        distribution=tuple(row.distribution or ()),
        points=tuple(points),
    )


def _point(session: Session, row: RecordPoint, promise: Followup | None, ref: str) -> PointRow:
    person = session.get(Person, row.speaker_id) if row.speaker_id else None
    organisation = session.get(Organisation, row.speaker_org_id) if row.speaker_org_id else None
    speaker = person.shown_name if person else organisation.shown_name if organisation else ""
    return PointRow(
        id=row.id,
        seq=row.seq,
        agenda_item_id=row.agenda_item_id,
        kind=row.kind,
        ref=ref,
        text=row.text,
        side=row.side,
        speaker_id=row.speaker_id,
        speaker_org_id=row.speaker_org_id,
        speaker=speaker,
        topic_ids=tuple(row.topic_ids or ()),
        anonymised=row.anonymised,
        followup_id=promise.id if promise else None,
        owner_person_id=promise.owner_person_id if promise else None,
        owner_organisation_id=promise.owner_organisation_id if promise else None,
        owner=_owner(session, promise),
        due_on=promise.due_on if promise else None,
        due_precision=promise.due_precision if promise else DuePrecision.NONE,
        due_text=promise.due_text if promise else "",
        no_due_reason=promise.no_due_reason if promise else "",
        followup_status=promise.status if promise else None,
        missing=_missing(row, promise),
    )


def _owner(session: Session, promise: Followup | None) -> str:
    if promise is None:
        return ""
    if promise.owner_person_id:
        person = session.get(Person, promise.owner_person_id)
        return person.shown_name if person else ""
    if promise.owner_organisation_id:
        organisation = session.get(Organisation, promise.owner_organisation_id)
        return organisation.shown_name if organisation else ""
    return promise.owner_text


def _missing(row: RecordPoint, promise: Followup | None) -> tuple[str, ...]:
    if row.kind not in PROMISE_KINDS:
        return ()
    if promise is None:
        return ("side", "owner", "due")
    found = []
    if not promise.side:
        found.append("side")
    if not (promise.owner_person_id or promise.owner_organisation_id or promise.owner_text):
        found.append("owner")
    if not (promise.due_on or promise.no_due_reason or promise.due_precision is not DuePrecision.DATE):
        found.append("due")
    return tuple(found)


def before_approval(record: RecordDetail, *, held: bool, has_place: bool, listed: int) -> list[Problem]:
    """What stands between a draft and its approval, each with the line (`point:<id>`) or field it leads to: the same
    rules as the approval itself (4.6, 15 and 18), read from rows."""
    found: list[Problem] = []
    if not held:
        found.append(Problem("status", N_("The meeting is not marked as held yet.")))
    if not has_place:
        found.append(Problem("place", N_("The place is missing.")))
    if not record.marking:
        found.append(Problem("marking", N_("The marking is missing.")))
    if not listed:
        found.append(Problem("participants", N_("Nobody is listed as present.")))
    outcomes = PROMISE_KINDS | {PointKind.DECISION, PointKind.AGREEMENT, PointKind.NOTING}
    if not any(point.kind in outcomes for point in record.points):
        found.append(Problem("points", N_("The record has no outcome yet: a decision, an agreement, an action.")))
    words = {
        "side": N_("“{text}” has no responsible side."),
        "owner": N_("“{text}” has no owner."),
        "due": N_("“{text}” has no due date."),
    }
    for point in record.points:
        text = point.ref or point.text[:60]
        found += [Problem(f"point:{point.id}", words[what], {"text": text}) for what in point.missing]
    return found
