"""Reading versions and the drafts that were sent: their list, what changed between two, the register of numbers, and
whether a printed hash or a file is one of ours."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, defer

from app.core.enums import RecordKind, RecordStatus, ReferenceState
from app.core.errors import NotFound
from app.core.i18n import N_
from app.db import frozen_check
from app.db.unit_of_work import Store
from app.documents.data import SHORT_HASH
from app.domain.comparing import Line, LineChange, Run, compare, compare_lines
from app.domain.documents import Dispatch
from app.domain.frozen import copied_id
from app.domain.meetings import AgendaItem, Meeting
from app.domain.minutes import CirculatedDraft, FrozenRecord, MeetingRecord, ReferenceNumber
from app.queries.frozen import draft_record
from app.queries.minutes import PointRow, RecordDetail, current, detail

FEWEST = 8
"""Digits of a hash that are looked up; fewer would fit by chance."""


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of a record: a frozen one, a draft as it was sent (`draft_id`, `sent_at`), or the draft that is being
    written (`sha256` "")."""

    record_id: str
    meeting_id: str
    meeting: str
    kind: RecordKind
    status: RecordStatus
    reference: str
    version_text: str
    sha256: str
    frozen_at: datetime | None
    frozen_by: str
    correction: str
    draft_id: str = ""
    draft_no: int = 0
    sent_at: datetime | None = None
    sent_by: str = ""
    to_counterpart: bool = False

    @property
    def id(self) -> str:
        """What `compare` takes for it."""
        return self.draft_id or self.record_id

    @property
    def short_hash(self) -> str:
        """The digits that stand at the foot of its pages."""
        return self.sha256[:SHORT_HASH]


class Verdict(StrEnum):
    """What a hash or a file turned out to be."""

    KNOWN = "known"
    SUPERSEDED = "superseded"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"
    TOO_SHORT = "too-short"


@dataclass(frozen=True, slots=True)
class CopyRow:
    """A logged copy whose bytes are exactly the file's."""

    recipient: str
    channel: str
    copy_no: int
    sent_at: datetime
    document: str


@dataclass(frozen=True, slots=True)
class Verification:
    """The answer: which version it is, or which ones it may be; `copy` says which logged copy a file is (its channel,
    recipient and number), None for one that the log does not know; `intact` is false where the version's own content
    no longer has its hash."""

    verdict: Verdict
    versions: tuple[VersionRow, ...] = ()
    copy: CopyRow | None = None
    intact: bool = True


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of the head that differs: `field` as in `RecordDraft`."""

    field: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed between two versions: the head's fields, then every line in reading order."""

    old: VersionRow
    new: VersionRow
    head: tuple[FieldChange, ...]
    lines: tuple[LineChange, ...]


@dataclass(frozen=True, slots=True)
class NumberRow:
    """One number of the register."""

    reference: str
    kind: str
    year: int
    no: int
    state: ReferenceState
    reason: str
    taken_at: datetime
    taken_by: str
    record_id: str | None
    meeting_id: str | None
    meeting: str


class VersionQueries:
    """Reads versions and numbers."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of_record(self, record_id: str) -> list[VersionRow]:
        """All versions of the record that this one is a version of, the newest first, each before the drafts that it
        was sent as. Raises NotFound."""
        with self._store.read() as session:
            rows: list[VersionRow] = []
            for one in _family(session, _record(session, record_id)):
                version = _version(session, one)
                rows += [version, *(_draft(version, draft) for draft in _drafts(session, one.id))]
            return rows

    def sent_drafts(self, meeting_id: str) -> tuple[tuple[RecordKind, int], ...]:
        """(kind, draft) of every draft that was sent of the meeting's records to work with, the latest first."""
        with self._store.read() as session:
            rows = [current(session, meeting_id, kind) for kind in RecordKind]
            return tuple((row.kind, draft.draft_no) for row in rows if row for draft in _drafts(session, row.id))

    def compare(self, old_id: str, new_id: str) -> Comparison:
        """What changed from one version or draft (`VersionRow.id`) to another, word by word. Raises NotFound."""
        with self._store.read() as session:
            (old, first, older), (new, second, newer) = (_one(session, id) for id in (old_id, new_id))
            items = _items(session, {first.meeting_id, second.meeting_id})
            keys = _same_lines(session, old, new, first)
            return Comparison(
                older,
                newer,
                tuple(_head(first, second)),
                compare_lines(_lines(first, items, keys), _lines(second, items, {}), by_words=not keys),
            )

    def verify(self, hash_or_prefix: str = "", file_bytes: bytes | None = None) -> Verification:
        """Which version a printed hash belongs to (its first digits are enough, in any case, with blanks or colons),
        or which copy of which version a file is."""
        with self._store.read() as session:
            copy = _copy_of(session, file_bytes) if file_bytes is not None else None
            wanted = re.sub(r"[\s:\-]", "", hash_or_prefix).lower() or (copy[1] if copy else "")
            if not wanted:
                return Verification(Verdict.UNKNOWN, copy=copy[0] if copy else None)
            if len(wanted) < FEWEST:
                return Verification(Verdict.TOO_SHORT)
            if not re.fullmatch("[0-9a-f]{1,64}", wanted):
                return Verification(Verdict.UNKNOWN)
            found = session.scalars(
                select(FrozenRecord).where(FrozenRecord.sha256.startswith(wanted)).order_by(FrozenRecord.seq)
            ).all()
            rows = tuple(_version(session, _record(session, one.record_id)) for one in found)
            intact = all(frozen_check.is_intact(one) for one in found)
        if not rows:
            return Verification(Verdict.UNKNOWN, copy=copy[0] if copy else None)
        verdict = Verdict.KNOWN if rows[0].status is not RecordStatus.SUPERSEDED else Verdict.SUPERSEDED
        return Verification(
            Verdict.AMBIGUOUS if len(rows) > 1 else verdict, rows, copy[0] if copy else None, intact=intact
        )

    def chain(self) -> list[str]:
        """What is wrong with the chain of versions and the register of numbers, in words; empty when nothing is."""
        with self._store.read() as session:
            return [str(finding) for finding in frozen_check.findings(session)]

    def numbers(self, kind: RecordKind | None = None, year: int | None = None) -> list[NumberRow]:
        """The register of numbers, the newest first."""
        statement = (
            select(ReferenceNumber, MeetingRecord.meeting_id, Meeting.title)
            .outerjoin(MeetingRecord, MeetingRecord.id == ReferenceNumber.record_id)
            .outerjoin(Meeting, Meeting.id == MeetingRecord.meeting_id)
            .order_by(ReferenceNumber.year.desc(), ReferenceNumber.series, ReferenceNumber.no.desc())
        )
        if kind is not None:
            statement = statement.where(ReferenceNumber.series == kind.value)
        if year is not None:
            statement = statement.where(ReferenceNumber.year == year)
        with self._store.read() as session:
            return [
                NumberRow(
                    row.reference, row.series, row.year, row.no, row.state, row.reason, row.taken_at, row.taken_by,
                    row.record_id, meeting_id, title or "",
                )
                for row, meeting_id, title in session.execute(statement).tuples()
            ]  # fmt: skip


def _record(session: Session, id: str) -> MeetingRecord:
    row = session.get(MeetingRecord, id)
    if row is None:
        raise NotFound(N_("This record does not exist."))
    return row


def _frozen(record_id: str) -> Select[tuple[FrozenRecord]]:
    return select(FrozenRecord).where(FrozenRecord.record_id == record_id)


def _version(session: Session, row: MeetingRecord) -> VersionRow:
    frozen = session.scalar(_frozen(row.id))
    meeting = session.get(Meeting, row.meeting_id)
    return VersionRow(
        record_id=row.id,
        meeting_id=row.meeting_id,
        meeting=meeting.title if meeting else "",
        kind=row.kind,
        status=row.status,
        reference=row.reference,
        version_text=str(row.edition) if row.edition else f"0.{row.draft_no}",
        sha256=frozen.sha256 if frozen is not None else "",
        frozen_at=frozen.frozen_at if frozen is not None else None,
        frozen_by=row.approved_by if frozen is not None else "",
        correction=row.correction,
    )


def _drafts(session: Session, record_id: str) -> Sequence[CirculatedDraft]:
    """The drafts that were sent, the latest first."""
    statement = select(CirculatedDraft).where(CirculatedDraft.record_id == record_id)
    return session.scalars(
        statement.options(defer(CirculatedDraft.content)).order_by(CirculatedDraft.draft_no.desc())
    ).all()


def _draft(version: VersionRow, draft: CirculatedDraft) -> VersionRow:
    """A draft of `version` as a row of its own."""
    return replace(
        version,
        status=RecordStatus.SENT if draft.to_counterpart else RecordStatus.UNDER_REVIEW,
        reference="",
        version_text=f"0.{draft.draft_no}",
        sha256=draft.sha256,
        frozen_at=None,
        frozen_by="",
        draft_id=draft.id,
        draft_no=draft.draft_no,
        sent_at=draft.sent_at,
        sent_by=draft.sent_by,
        to_counterpart=draft.to_counterpart,
    )


def _one(session: Session, id: str) -> tuple[MeetingRecord, RecordDetail, VersionRow]:
    """(its record, what it says, its row) of a version or a draft."""
    draft = session.get(CirculatedDraft, id)
    row = _record(session, draft.record_id if draft is not None else id)
    version = _version(session, row)
    if draft is None:
        return row, detail(session, row), version
    return row, draft_record(draft), _draft(version, draft)


def _family(session: Session, row: MeetingRecord) -> list[MeetingRecord]:
    """Every version of a record, the newest first."""
    latest = row
    while (
        after := session.scalar(
            select(MeetingRecord).where(MeetingRecord.previous_id == latest.id, MeetingRecord.deleted_at.is_(None))
        )
    ) is not None:
        latest = after
    found = [latest]
    while found[-1].previous_id is not None:
        found.append(_record(session, found[-1].previous_id))
    return found


def _same_lines(session: Session, old: MeetingRecord, new: MeetingRecord, first: RecordDetail) -> dict[str, str]:
    """Old line's id -> the id its copy has in the newer version, through every version between them."""
    between: list[str] = []
    step: MeetingRecord | None = new
    while step is not None and step.id != old.id:
        between.append(step.id)
        step = session.get(MeetingRecord, step.previous_id) if step.previous_id else None
    if step is None:
        return {}
    keys = {}
    for point in first.points:
        id = point.id
        for record_id in reversed(between):
            id = copied_id(id, record_id)
        keys[point.id] = id
    return keys


def _items(session: Session, meeting_ids: set[str]) -> dict[str, int]:
    rows = session.execute(select(AgendaItem.id, AgendaItem.position).where(AgendaItem.meeting_id.in_(meeting_ids)))
    return dict(rows.tuples().all())


def _lines(record: RecordDetail, items: dict[str, int], keys: dict[str, str]) -> list[Line]:
    lines = []
    counts: dict[str | None, int] = {}
    for point in record.points:
        counts[point.agenda_item_id] = no = counts.get(point.agenda_item_id, 0) + 1
        item = items.get(point.agenda_item_id or "", 0)
        label = point.ref or (f"{item}.{no}" if item else str(no))
        lines.append(Line(keys.get(point.id, point.id), label, _said(point), point.agenda_item_id or ""))
    return lines


def _said(point: PointRow) -> str:
    """A line as it is compared: its words, and for a promise who owes it by when."""
    facts = (point.owner, point.due_on.isoformat() if point.due_on else point.due_text or point.no_due_reason)
    known = " · ".join(fact for fact in facts if fact) if point.followup_id else ""
    return "\n".join(part for part in (point.text, point.text_second, known) if part)


_COMPARED = ("marking", "attribution", "confirmation", "confirmed_by", "confirmation_note", "addressee", "preamble",
             "summary", "summary_second", "comment", "matters_arising", "prevailing_language", "recorder")  # fmt: skip


def _head(old: RecordDetail, new: RecordDetail) -> list[FieldChange]:
    found = []
    for name in _COMPARED:
        before, after = str(getattr(old, name)), str(getattr(new, name))
        if before != after:
            found.append(FieldChange(name, compare(before, after)))
    lists: Sequence[tuple[str, Sequence[str], Sequence[str]]] = (
        ("distribution", old.distribution, new.distribution),
        ("signatories", [one.name for one in old.signatories], [one.name for one in new.signatories]),
    )
    for name, one, other in lists:
        if tuple(one) != tuple(other):
            found.append(FieldChange(name, compare("\n".join(one), "\n".join(other))))
    return found


def _copy_of(session: Session, content: bytes) -> tuple[CopyRow, str] | None:
    """(the logged copy whose bytes these are, the hash of the version that it shows)."""
    row = session.scalar(
        select(Dispatch).where(Dispatch.sha256 == hashlib.sha256(content).hexdigest()).order_by(Dispatch.sent_at)
    )
    if row is None:
        return None
    return CopyRow(row.recipient, row.channel.value, row.copy_no, row.sent_at, row.document), row.record_hash
