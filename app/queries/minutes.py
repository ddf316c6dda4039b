"""Reading records: points under their agenda items, promises with owner and due date, as they stand or as approved.

An approved record is read from its frozen content, so that it says for ever what was approved: names and titles of the
day, owners and dates as they were. Only what happens to it afterwards is read from the rows: its status, and what
became of its promises.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.enums import (
    PROMISE_KINDS,
    Attribution,
    Bilingual,
    Confirmation,
    DuePrecision,
    FollowupStatus,
    OrgKind,
    OutwardList,
    PointKind,
    QuoteConsent,
    RecordKind,
    RecordStatus,
    ReviewState,
)
from app.core.errors import NotFound
from app.core.i18n import N_
from app.db.unit_of_work import Store
from app.domain.attendance import Participation
from app.domain.followups import Followup
from app.domain.frozen import restored
from app.domain.minutes import FrozenRecord, MeetingRecord, RecordPoint, RecordReview
from app.domain.organisations import Organisation
from app.domain.people import Person
from app.queries.line_numbers import LineNumbers

CLOSED = (RecordStatus.APPROVED, RecordStatus.ISSUED, RecordStatus.SUPERSEDED)
"""States in which a record does not change any more."""


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs agreed minutes for a side, as written under the line; `person_id` when it is somebody we know."""

    side: str = ""
    name: str = ""
    title: str = ""
    organisation: str = ""
    person_id: str | None = None


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A named approver's answer; `draft_no` is the draft that it is about."""

    id: str
    reviewer: str
    state: ReviewState
    comment: str
    draft_no: int
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class PointRow:
    """One line. `ref` is its number in the record's tables ("D1", "A2", "C1"), "" for what is not counted. Owner and
    due are the follow-up's; `missing` says what a promise lacks ("side", "owner", "due")."""

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
    source_id: str | None = None
    text_second: str = ""
    internal: bool = False
    departmental_view: bool = False
    is_quote: bool = False
    quote_consent: QuoteConsent = QuoteConsent.NOT_ASKED
    said_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RecordDetail:
    """One record, whole; `version_text` is what paper carries ("0.3" for a draft, "1" once approved), `sha256` the
    digest of its frozen content ("" while it is open)."""

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
    edition: int = 0
    draft_no: int = 1
    previous_id: str | None = None
    correction: str = ""
    summary: str = ""
    summary_second: str = ""
    comment: str = ""
    addressee: str = ""
    preamble: str = ""
    second_language: str = ""
    bilingual: Bilingual = Bilingual.STACKED
    prevailing_language: str = ""
    signatories: tuple[Signatory, ...] = ()
    signed_at_place: str = ""
    signed_on: date | None = None
    confirmed_by: str = ""
    confirmed_on: date | None = None
    outward_list: OutwardList = OutwardList.FULL
    no_press_line: bool = False
    reviews: tuple[ReviewRow, ...] = ()
    sha256: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it may still be edited."""
        return self.status not in CLOSED


@dataclass(frozen=True, slots=True)
class Trait:
    """What is known of an organisation in the room that could tell it from the others."""

    kind: OrgKind
    country: str
    sectors: tuple[str, ...]


class MinutesQueries:
    """Reads records."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of_meeting(self, meeting_id: str, kind: RecordKind | None = None) -> RecordDetail | None:
        """The meeting's record to work with (minutes before other kinds, an open correction before the version it
        corrects), or None when nothing is written."""
        with self._store.read() as session:
            row = current(session, meeting_id, kind)
            return detail(session, row) if row is not None else None

    def all_of(self, meeting_id: str) -> list[RecordDetail]:
        """Every record of a meeting, kind by kind, the newest version of each first."""
        with self._store.read() as session:
            rows = session.scalars(
                select(MeetingRecord).where(MeetingRecord.meeting_id == meeting_id, MeetingRecord.deleted_at.is_(None))
            ).all()
            kinds = list(RecordKind)
            ordered = sorted(rows, key=lambda row: row.id, reverse=True)
            ordered.sort(key=lambda row: (kinds.index(row.kind), row.status is RecordStatus.SUPERSEDED))
            return [detail(session, row) for row in ordered]

    def get(self, record_id: str) -> RecordDetail:
        """One record, whole. Raises NotFound."""
        with self._store.read() as session:
            row = session.get(MeetingRecord, record_id)
            if row is None or row.deleted_at is not None:
                raise NotFound(N_("This record does not exist."))
            return detail(session, row)

    def traits(self, meeting_id: str) -> tuple[Trait, ...]:
        """The organisations taking part in a meeting, for `missing.indirect_identification`."""
        with self._store.read() as session:
            rows = session.execute(
                select(Organisation.id, Organisation.kind, Organisation.country, Organisation.sectors)
                .join(Participation, Participation.organisation_id == Organisation.id)
                .where(Participation.meeting_id == meeting_id)
            ).tuples()
            return tuple(
                {id: Trait(kind, country, tuple(sectors or ())) for id, kind, country, sectors in rows}.values()
            )

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


def current(session: Session, meeting_id: str, kind: RecordKind | None = None) -> MeetingRecord | None:
    """The row of the record to work with; see `MinutesQueries.of_meeting`."""
    statement = select(MeetingRecord).where(
        MeetingRecord.meeting_id == meeting_id,
        MeetingRecord.status != RecordStatus.SUPERSEDED,
        MeetingRecord.deleted_at.is_(None),
    )
    if kind is not None:
        statement = statement.where(MeetingRecord.kind == kind)
    rows = list(session.scalars(statement))
    first = min(rows, key=lambda row: (row.kind is not RecordKind.MINUTES, row.id), default=None)
    if first is None:
        return None
    return min((row for row in rows if row.kind is first.kind), key=lambda row: (row.status in CLOSED, row.id))


def detail(session: Session, row: MeetingRecord) -> RecordDetail:
    """The record with its points numbered as paper numbers them; as approved once it is."""
    if row.status in CLOSED:
        frozen = session.scalar(select(FrozenRecord).where(FrozenRecord.record_id == row.id))
        if frozen is not None:
            return _as_approved(session, row, frozen)
    return live_detail(session, row)


def live_detail(session: Session, row: MeetingRecord) -> RecordDetail:
    """The record as its rows say now."""
    promises = {
        promise.source_point_id: promise
        for promise in session.scalars(
            select(Followup)
            .join(RecordPoint, RecordPoint.id == Followup.source_point_id)
            .where(RecordPoint.record_id == row.id, Followup.deleted_at.is_(None))
        )
    }
    names = _Names(session, row.points, promises.values())
    refs = LineNumbers()
    points = [
        _point(names, point, promises.get(point.id), refs.next(point.kind, internal=point.internal))
        for point in row.points
    ]
    return RecordDetail(
        version_text=str(row.edition) if row.edition else f"0.{row.draft_no}",
        distribution=tuple(row.distribution or ()),
        signatories=signatories_of(row),
        points=tuple(points),
        reviews=tuple(_review(review) for review in row.reviews),
        **{name: getattr(row, name) for name in _HEAD},
    )


def signatories_of(row: MeetingRecord) -> tuple[Signatory, ...]:
    """Who signs, as stored."""
    known = {item.name for item in fields(Signatory)}
    return tuple(
        Signatory(**{name: value for name, value in one.items() if name in known}) for one in row.signatories or ()
    )


_HEAD = tuple(
    item.name
    for item in fields(RecordDetail)
    if item.name not in ("version_text", "distribution", "signatories", "points", "reviews", "sha256")
)
"""The fields that are columns of the row under the same name."""


def _as_approved(session: Session, row: MeetingRecord, frozen: FrozenRecord) -> RecordDetail:
    kept = restored(RecordDetail, json.loads(frozen.content)["record"])
    ids = [point.followup_id for point in kept.points if point.followup_id]
    status = dict(_chunked(session, ids, Followup.id, Followup.status))
    points = tuple(
        replace(point, followup_status=status.get(point.followup_id)) if point.followup_id else point
        for point in kept.points
    )
    return replace(kept, status=row.status, version=row.version, points=points, sha256=frozen.sha256)


def _review(row: RecordReview) -> ReviewRow:
    return ReviewRow(row.id, row.reviewer, row.state, row.comment, row.draft_no, row.answered_at)


class _Names:
    """The shown names of everybody a record names, read at once."""

    def __init__(self, session: Session, points: Sequence[RecordPoint], promises: Iterable[Followup]) -> None:
        owners = list(promises)
        people = [point.speaker_id for point in points] + [promise.owner_person_id for promise in owners]
        bodies = [point.speaker_org_id for point in points] + [promise.owner_organisation_id for promise in owners]
        self._people: dict[str | None, str] = dict(_chunked(session, people, Person.id, Person.shown_name))
        self._bodies: dict[str | None, str] = dict(_chunked(session, bodies, Organisation.id, Organisation.shown_name))

    def of(self, person_id: str | None, organisation_id: str | None, text: str = "") -> str:
        if person_id:
            return self._people.get(person_id, "")
        return self._bodies.get(organisation_id, "") if organisation_id else text


def _chunked(session: Session, ids: Iterable[str | None], key: Any, value: Any) -> Iterable[tuple[str, Any]]:
    wanted = sorted({id for id in ids if id})
    for start in range(0, len(wanted), 500):
        yield from session.execute(select(key, value).where(key.in_(wanted[start : start + 500]))).tuples()


def _point(names: _Names, row: RecordPoint, promise: Followup | None, ref: str) -> PointRow:
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
        speaker=names.of(row.speaker_id, row.speaker_org_id),
        topic_ids=tuple(row.topic_ids or ()),
        anonymised=row.anonymised,
        followup_id=promise.id if promise else None,
        owner_person_id=promise.owner_person_id if promise else None,
        owner_organisation_id=promise.owner_organisation_id if promise else None,
        owner=names.of(promise.owner_person_id, promise.owner_organisation_id, promise.owner_text) if promise else "",
        due_on=promise.due_on if promise else None,
        due_precision=promise.due_precision if promise else DuePrecision.NONE,
        due_text=promise.due_text if promise else "",
        no_due_reason=promise.no_due_reason if promise else "",
        followup_status=promise.status if promise else None,
        missing=_missing(row, promise),
        source_id=row.source_id,
        text_second=row.text_second,
        internal=row.internal,
        departmental_view=row.departmental_view,
        is_quote=row.is_quote,
        quote_consent=row.quote_consent,
        said_at=row.said_at,
    )


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
