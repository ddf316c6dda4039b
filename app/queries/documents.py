"""What documents are made from: frozen data gathered from one consistent read, and the papers kept with a record.

An approved record is printed from its frozen content and from nothing else; everything that is not approved yet, and
every list and agenda, from the rows as they stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.clock import Clock
from app.core.enums import RecordKind
from app.core.errors import NotFound
from app.core.i18n import N_
from app.core.ltext import LText
from app.db.unit_of_work import Store
from app.documents.data import AgendaData, AttendeeListData, MinutesData, SigninData
from app.domain.documents import Attachment
from app.domain.minutes import CirculatedDraft, FrozenRecord, MeetingRecord
from app.domain.organisations import Organisation
from app.queries.attendee_list import attendee_list
from app.queries.frozen import draft_paper, frozen_paper
from app.queries.meeting_papers import agenda, signin_sheet
from app.queries.meetings import MeetingQueries
from app.queries.minutes import CLOSED, current, detail
from app.queries.record_paper import attachments_of, record_paper


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

    def __init__(self, store: Store, clock: Clock, meetings: MeetingQueries) -> None:
        self._store, self._clock, self._meetings = store, clock, meetings

    def minutes(
        self,
        meeting_id: str,
        kind: RecordKind | None = None,
        version: int | None = None,
        draft: int | None = None,
    ) -> MinutesData:
        """Everything a record prints: the one to work with, with `version` that approved edition of it, with `draft`
        that draft as it was sent.

        A meeting without a record gives a draft with its agenda and people. Raises NotFound.
        """
        meeting = self._meetings.get(meeting_id)
        with self._store.read() as session:
            if version is not None:
                return frozen_paper(session, _edition(session, meeting_id, kind, version))
            if draft is not None:
                return draft_paper(session, _sent(session, meeting_id, kind, draft))
            row = current(session, meeting_id, kind)
            if row is not None and row.status in CLOSED:
                frozen = session.scalar(select(FrozenRecord).where(FrozenRecord.record_id == row.id))
                if frozen is not None:
                    return frozen_paper(session, frozen)
            return record_paper(session, meeting, detail(session, row) if row is not None else None)

    def record(self, record_id: str) -> MinutesData:
        """Everything one version of a record prints, whichever it is. Raises NotFound."""
        with self._store.read() as session:
            row = session.get(MeetingRecord, record_id)
            if row is None or row.deleted_at is not None:
                raise NotFound(N_("This record does not exist."))
            frozen = session.scalar(select(FrozenRecord).where(FrozenRecord.record_id == record_id))
            if frozen is not None:
                return frozen_paper(session, frozen)
            meeting_id = row.meeting_id
        meeting = self._meetings.get(meeting_id)
        with self._store.read() as session:
            row = session.get(MeetingRecord, record_id)
            assert row is not None
            return record_paper(session, meeting, detail(session, row))

    def has_record(self, meeting_id: str, kind: RecordKind) -> bool:
        """Whether the meeting has a record of this kind that is in force or being written."""
        with self._store.read() as session:
            return current(session, meeting_id, kind) is not None

    def record_id(
        self, meeting_id: str, kind: RecordKind | None, version: int | None, draft: int | None = None
    ) -> str | None:
        """The record that `minutes` prints for the same question, None for a meeting without one. Raises NotFound."""
        with self._store.read() as session:
            if version is not None:
                return _edition(session, meeting_id, kind, version).record_id
            if draft is not None:
                return _sent(session, meeting_id, kind, draft).record_id
            row = current(session, meeting_id, kind)
            return row.id if row is not None else None

    def organisation_name(self, organisation_id: str) -> LText:
        """An organisation's name in every language that it has one in. Raises NotFound."""
        with self._store.read() as session:
            row = session.get(Organisation, organisation_id)
            if row is None:
                raise NotFound(N_("This organisation does not exist."))
            names = {name.lang: name.text for name in sorted(row.names, key=lambda one: -one.position)}
            return {**names, "en": row.shown_name or names.get("en", "")}

    def organisation_shown(self, organisation_id: str) -> str:
        """An organisation's name as lists show it. Raises NotFound."""
        return self.organisation_name(organisation_id)["en"]

    def attendee_list(self, meeting_id: str) -> AttendeeListData:
        """Everything the attendee list prints, grouped by side and organisation in the order listed, as of now."""
        meeting = self._meetings.get(meeting_id)
        with self._store.read() as session:
            return attendee_list(session, meeting, self._clock.now())

    def agenda(self, meeting_id: str) -> AgendaData:
        """Everything the agenda prints, plain or annotated, as of now."""
        meeting = self._meetings.get(meeting_id)
        with self._store.read() as session:
            return agenda(session, meeting, self._clock.now())

    def signin_sheet(self, meeting_id: str) -> SigninData:
        """Everybody expected, to sign on arrival."""
        meeting = self._meetings.get(meeting_id)
        with self._store.read() as session:
            return signin_sheet(session, meeting, self._clock.now())

    def attachments(self, owner_kind: str, owner_id: str) -> list[AttachmentRow]:
        """The papers kept with a record, oldest first."""
        with self._store.read() as session:
            return [
                AttachmentRow(row.id, row.file_name, row.media_type, row.size, row.created_at, row.created_by)
                for row in attachments_of(session, owner_id, owner_kind)
            ]

    def attachment(self, id: str) -> tuple[str, bytes]:
        """(file name, content). Raises NotFound."""
        with self._store.read() as session:
            row = session.get(Attachment, id)
            if row is None or row.deleted_at is not None:
                raise NotFound(N_("This file does not exist any more."))
            return row.file_name, row.content


def _sent(session: Session, meeting_id: str, kind: RecordKind | None, draft: int) -> CirculatedDraft:
    """The draft of this number that was sent, of the record to work with; of an approved one, its own drafts."""
    row = current(session, meeting_id, kind)
    found = session.scalar(
        select(CirculatedDraft).where(
            CirculatedDraft.record_id == (row.id if row is not None else ""), CirculatedDraft.draft_no == draft
        )
    )
    if found is None:
        raise NotFound(N_("Draft {draft} of this record was not sent to anybody."), draft=f"0.{draft}")
    return found


def _edition(session: Session, meeting_id: str, kind: RecordKind | None, version: int) -> FrozenRecord:
    """The frozen version of this number; without a kind, of the record that is in force."""
    statement = select(FrozenRecord).where(FrozenRecord.meeting_id == meeting_id, FrozenRecord.edition == version)
    if kind is None:
        row = current(session, meeting_id)
        kind = row.kind if row is not None else None
    if kind is not None:
        statement = statement.where(FrozenRecord.kind == kind)
    found = session.scalar(statement.order_by(FrozenRecord.seq.desc()))
    if found is None:
        raise NotFound(N_("There is no approved version {version} of this record."), version=version)
    return found
